"""What a batch costs: papers and pages a second at 1 and 2 workers, memory over a long run, time of a rerun.

    python -m bench.batch speed --papers 40
    python -m bench.batch soak --papers 10000

`speed` reads copies of the typed samples, `soak` very small papers of one page each, so that what is seen is the cost
of the batch itself. The memory is that of the parent process, looked at twice a second.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

_ROOT = Path(__file__).parents[1]
_NAMES = ("croydon", "lancashire", "cheshire_east")
MIB = 1 << 20


def sample_papers(folder: Path, number: int) -> None:
    """Copies of the typed samples, no two of the same bytes."""
    folder.mkdir()
    for index in range(number):
        name = _NAMES[index % len(_NAMES)]
        content = (_ROOT / "samples" / f"{name}.pdf").read_bytes()
        (folder / f"{name}-{index:05}.pdf").write_bytes(content + f"\n% copy {index}\n".encode())


def small_papers(folder: Path, number: int) -> None:
    """Papers of one page and one line."""
    from reportlab.pdfgen.canvas import Canvas

    folder.mkdir()
    for index in range(number):
        canvas = Canvas(str(folder / f"{index:06}.pdf"))
        canvas.drawString(72, 720, f"Minutes of meeting {index}")
        canvas.save()


def run(folder: Path, out: str, workers: int) -> tuple[float, list[float]]:
    """Seconds of `bywhen run`, and the parent's memory in MiB as it went."""
    command = [sys.executable, "-m", "bywhen", "run", "papers", "--out", out, "--workers", str(workers), "--ocr", "off"]
    began = time.monotonic()
    environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    memory = []
    while process.poll() is None:
        try:
            memory.append(psutil.Process(process.pid).memory_info().rss / MIB)
        except psutil.NoSuchProcess:
            break
        time.sleep(0.5)
    if process.wait() != 0:
        raise SystemExit(f"bywhen run ended with {process.returncode}")
    return time.monotonic() - began, memory


def report(folder: Path, out: str) -> dict[str, object]:
    found: dict[str, object] = json.loads((folder / out / "run.json").read_text(encoding="utf-8"))
    return found


def speed(folder: Path, number: int) -> dict[str, object]:
    """Papers and pages a second at 1 and 2 workers."""
    sample_papers(folder / "papers", number)
    found: dict[str, object] = {"papers": number}
    seconds = {}
    for workers in (1, 2):
        seconds[workers], _ = run(folder, f"out{workers}", workers)
        rows = report(folder, f"out{workers}")["rows"]
        assert isinstance(rows, dict)
        found[f"workers_{workers}"] = {
            "seconds": round(seconds[workers], 1),
            "papers_per_second": round(number / seconds[workers], 2),
            "pages_per_second": round(rows["pages"] / seconds[workers], 1),
        }
    found["two_workers_over_one"] = round(seconds[1] / seconds[2], 2)
    return found


def soak(folder: Path, number: int) -> dict[str, object]:
    """The parent's memory over a long run, and a rerun with nothing new."""
    small_papers(folder / "papers", number)
    seconds, memory = run(folder, "out", 2)
    again, _ = run(folder, "out", 2)
    tenth = max(1, len(memory) // 10)
    read = report(folder, "out")["read"]
    return {
        "papers": number,
        "seconds": round(seconds, 1),
        "parent_mib_after_a_tenth": round(memory[tenth], 1),
        "parent_mib_most": round(max(memory), 1),
        "parent_mib_by_tenths": [round(memory[min(tenth * part, len(memory) - 1)], 1) for part in range(1, 11)],
        "rerun_seconds": round(again, 1),
        "rerun_papers_read": read,
    }


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["speed", "soak"])
    parser.add_argument("--papers", type=int, default=40)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bywhen-batch-") as folder:
        measured = (speed if chosen.what == "speed" else soak)(Path(folder), chosen.papers)
    sys.stdout.write(json.dumps(measured, indent=2) + "\n")


if __name__ == "__main__":
    main()
