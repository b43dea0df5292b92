"""Kill a batch again and again, let it go on each time, and compare its tables with those of an undisturbed run.

    python -m bench.kills --kills 30 --papers 24

Papers are copies of the samples that differ in a comment at their end. Each round starts `bywhen run`, waits a moment
of random length and sends SIGKILL to the run itself or to one of its reading processes. A run that comes to its end
before it is hit has half of its staged results taken away, so that there is always something to do.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pyarrow.parquet as pq

_SAMPLES = Path(__file__).parents[1] / "samples"
_NAMES = ("croydon", "lancashire", "cheshire_east")  # typed: a scan takes half a minute


def papers(folder: Path, number: int) -> None:
    """Write `number` papers, no two of the same bytes."""
    folder.mkdir()
    for index in range(number):
        name = _NAMES[index % len(_NAMES)]
        content = (_SAMPLES / f"{name}.pdf").read_bytes()
        (folder / f"{name}-{index:03}.pdf").write_bytes(content + f"\n% copy {index}\n".encode())


def start(folder: Path, out: str) -> subprocess.Popen[bytes]:
    """`bywhen run` on the papers, two workers."""
    command = [sys.executable, "-m", "bywhen", "run", "papers", "--out", out, "--workers", "2"]
    root = str(_SAMPLES.parent)
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=folder, env={**os.environ, "PYTHONPATH": root}, stdout=quiet, stderr=quiet)


def tables(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.glob("*.parquet"))}


@dataclass
class Tally:
    """What was done and seen."""

    hits: Counter[str] = field(default_factory=Counter)
    broken_files: list[str] = field(default_factory=list)
    orphans: int = 0


def disturb(folder: Path, kills: int, chance: random.Random, longest: float) -> Tally:
    """Kill until there were enough kills."""
    tally = Tally()
    while sum(tally.hits.values()) < kills:
        process = start(folder, "disturbed")
        time.sleep(chance.uniform(0.2, longest))
        hit(process, chance, tally)
        process.wait()
        tally.orphans += orphans()
        tally.broken_files += broken(folder / "disturbed")
        if process.returncode == 0:
            forget_half(folder / "disturbed", chance)
    return tally


def hit(process: subprocess.Popen[bytes], chance: random.Random, tally: Tally) -> None:
    """SIGKILL to the run, or to one of its reading processes; a run that lost one goes on."""
    try:
        workers = psutil.Process(process.pid).children()
        target = chance.choice(["run", *["worker"] * bool(workers)])
        os.kill(process.pid if target == "run" else chance.choice(workers).pid, signal.SIGKILL)
    except (psutil.NoSuchProcess, ProcessLookupError):
        return
    if process.poll() != 0:
        tally.hits[target] += 1


def orphans() -> int:
    """Reading processes whose run is gone and that are still there five seconds later."""
    for _ in range(50):
        found = 0
        for process in psutil.process_iter(["ppid", "cmdline"]):
            reads = any("bywhen.engines.worker" in word for word in process.info["cmdline"] or ())
            found += reads and process.info["ppid"] == 1
        if not found:
            return 0
        time.sleep(0.1)
    return found


def broken(out: Path) -> list[str]:
    """Results at their final names that cannot be read."""
    wrong = []
    for path in [*out.glob("*.parquet"), *out.glob("*.json"), *out.glob(".stage/*/??/[!.]*")]:
        try:
            pq.read_metadata(path) if path.suffix == ".parquet" else json.loads(path.read_bytes())
        except (OSError, ValueError):
            wrong.append(path.name)
    return wrong


def forget_half(out: Path, chance: random.Random) -> None:
    """Take away half of the staged results."""
    for path in sorted(out.glob(".stage/*/*/*.json")):
        if chance.random() < 0.5:
            path.unlink()


def measure(kills: int, number: int, seed: int, longest: float) -> dict[str, object]:
    """The whole test in a passing folder."""
    with tempfile.TemporaryDirectory(prefix="bywhen-kills-") as name:
        folder = Path(name)
        papers(folder / "papers", number)
        began = time.monotonic()
        if start(folder, "undisturbed").wait() != 0:
            raise SystemExit("the undisturbed run failed")
        undisturbed = time.monotonic() - began
        tally = disturb(folder, kills, random.Random(seed), longest)
        last = start(folder, "disturbed").wait()
        equal = tables(folder / "disturbed") == tables(folder / "undisturbed")
        shutil.rmtree(folder / "papers")
    return {
        "papers": number,
        "kills": dict(tally.hits),
        "seconds_undisturbed": round(undisturbed, 1),
        "last_exit_status": last,
        "files_broken_at_final_names": tally.broken_files,
        "reading_processes_left_over": tally.orphans,
        "same_bytes_as_undisturbed": equal,
    }


def main() -> int:
    """Print what was seen; status 1 when a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--papers", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--longest", type=float, default=4.0, help="longest wait before a kill, in seconds")
    chosen = parser.parse_args()
    found = measure(chosen.kills, chosen.papers, chosen.seed, chosen.longest)
    sys.stdout.write(json.dumps(found, indent=2) + "\n")
    kept = found["same_bytes_as_undisturbed"] and not found["files_broken_at_final_names"]
    return 0 if kept and not found["reading_processes_left_over"] else 1


if __name__ == "__main__":
    sys.exit(main())
