"""The command line as a user meets it: help at once, clear sentences, documented exit statuses, no traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pikepdf
import pyarrow.parquet as pq
import pytest
from reportlab.pdfgen.canvas import Canvas

ROOT = Path(__file__).parents[2]
HEAVY = (
    "spacy",
    "pandas",
    "camelot",
    "pdfplumber",
    "rapidocr",
    "cv2",
    "onnxruntime",
    "dateparser",
    "pyarrow",
    "duckdb",
)


def bywhen(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bywhen", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd or ROOT, check=False, timeout=120)


def blank_pdf(path: Path) -> Path:
    canvas = Canvas(str(path))
    canvas.drawString(72, 700, "Minutes of the last meeting were agreed.")
    canvas.save()
    return path


@pytest.fixture
def bad_folder(tmp_path: Path) -> Path:
    """One good paper among every kind of bad file."""
    folder = tmp_path / "papers"
    folder.mkdir()
    good = blank_pdf(folder / "good.pdf")
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "text.pdf").write_text("This is a letter, not a PDF.\n")
    (folder / "page.pdf").write_text(
        "<!DOCTYPE html><html><head><title>404</title></head><body>Not found</body></html>"
    )
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n" + good.read_bytes()[9:140])
    with pikepdf.open(good) as pdf:
        pdf.save(folder / "locked.pdf", encryption=pikepdf.Encryption(user="secret", owner="owner"))
    return folder


def test_every_kind_of_bad_file_is_a_row_with_a_code_and_what_to_do(bad_folder: Path, tmp_path: Path) -> None:
    done = bywhen("run", bad_folder, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    rows = {row["file_name"]: row for row in pq.read_table(tmp_path / "out" / "documents.parquet").to_pylist()}
    assert {name: row["error_code"] for name, row in rows.items()} == {
        "good.pdf": None,
        "empty.pdf": "file_empty",
        "text.pdf": "not_a_pdf",
        "page.pdf": "html_not_pdf",
        "cut.pdf": "pdf_damaged",
        "locked.pdf": "pdf_encrypted",
    }
    assert rows["good.pdf"]["outcome"] == "nothing_found"
    assert all(len(row["error"].split(". ")) >= 2 for row in rows.values() if row["error"])
    listed = [line.split()[0] for line in done.stdout.splitlines() if f"{line}  ".split(" ")[0] + ".pdf" in rows]
    assert listed == ["cut", "empty", "locked", "page", "text", "good"], "what failed is told before what holds nothing"


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("run", "no-such-folder"), 1, "no-such-folder"),
        (("run",), 2, "SOURCE"),
        (("show", "no-such.pdf"), 1, "There is no file"),
        (("schema", "nonsense"), 2, "no table nonsense"),
        (("query", "select 1", "--out", "no-such-output"), 1, "no-such-output"),
        (("frobnicate",), 2, "frobnicate"),
    ],
)
def test_a_mistake_is_one_clear_sentence(arguments: tuple[str, ...], status: int, words: str, tmp_path: Path) -> None:
    done = bywhen(*arguments, cwd=tmp_path)
    assert done.returncode == status, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from bywhen.cli import cli; print(sorted(m for m in sys.modules if '.' not in m))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert not set(HEAVY) & set(json.loads(done.stdout.replace("'", '"')))


def test_every_command_is_in_the_readme_or_its_pages() -> None:
    told = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")))
    from bywhen.cli import cli

    assert [name for name in cli.commands if f"bywhen {name}" not in told] == []


def test_schema_explains_a_table() -> None:
    done = bywhen("schema", "actions")
    assert done.returncode == 0
    assert "deadline_end" in done.stdout and "one of: red, amber, green" in done.stdout


def test_queries_come_as_csv_and_json(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    blank_pdf(papers / "a.pdf")
    assert bywhen("run", papers, "--out", tmp_path / "out").returncode == 0
    sql = "select file_name, outcome from documents"
    as_csv = bywhen("query", sql, "--out", tmp_path / "out", "--format", "csv")
    as_json = bywhen("query", sql, "--out", tmp_path / "out", "--format", "json")
    assert as_csv.stdout.splitlines() == ["file_name,outcome", "a.pdf,nothing_found"]
    assert json.loads(as_json.stdout) == {"file_name": "a.pdf", "outcome": "nothing_found"}
    wrong = bywhen("query", "select nothing from nowhere", "--out", tmp_path / "out")
    assert wrong.returncode == 2 and "cannot be run" in wrong.stderr
