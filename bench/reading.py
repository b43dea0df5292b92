"""`make bench`: reading papers beside bare PDFium text, pdfplumber and camelot, in one process on the same files.

Prints milliseconds a page and ratios: absolute times hang on the machine, the ratios are promised. Each tool reads
each file several times in turn, so that a slow moment of the machine falls on all; the fastest reading counts.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
PLANS = ("croydon", "cheshire_east", "lancashire")
PACK, PACK_PAGES = "thurrock", 130


def bare_text(path: Path) -> int:
    """Every page's text by PDFium and nothing else; returns characters."""
    import pypdfium2

    total = 0
    with pypdfium2.PdfDocument(path) as pdf:
        for number in range(len(pdf)):
            page = pdf[number]
            text = page.get_textpage()
            total += len(text.get_text_range())
            text.close()
            page.close()
    return total


def ours(path: Path) -> int:
    """`extract.read`; returns rows of plans."""
    import extract

    return sum(len(plan.rows) for plan in extract.read(path, ocr="off").plans)


def plumber(path: Path) -> int:
    """pdfplumber's tables; returns rows."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        rows = 0
        for page in pdf.pages:
            rows += sum(len(table) for table in page.extract_tables())
            page.close()
    return rows


def camelot_lattice(path: Path) -> int:
    """camelot's lattice tables; returns rows."""
    import camelot

    return sum(len(table.df) for table in camelot.read_pdf(str(path), pages="all", flavor="lattice"))


READERS: dict[str, Callable[[Path], int]] = {
    "bare PDFium text": bare_text,
    "extract.read": ours,
    "pdfplumber extract_tables": plumber,
    "camelot lattice": camelot_lattice,
}


def timed(path: Path, rounds: int, readers: Sequence[str]) -> dict[str, float]:
    """Seconds of the fastest of `rounds` readings of a file by each reader, after one that warms up."""
    best = dict.fromkeys(readers, float("inf"))
    for reader in readers:
        READERS[reader](path)
    for _ in range(rounds):
        for reader in readers:
            start = time.perf_counter()
            READERS[reader](path)
            best[reader] = min(best[reader], time.perf_counter() - start)
    return best


def page_count(path: Path) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        return len(pdf)


def report(title: str, paths: Sequence[Path], rounds: int, readers: Sequence[str]) -> None:
    """Print one table: a line a reader, milliseconds a page and the ratio to bare text and to ours."""
    totals = dict.fromkeys(readers, 0.0)
    pages = 0
    for path in paths:
        pages += page_count(path)
        for reader, seconds in timed(path, rounds, readers).items():
            totals[reader] += seconds
    print(f"\n{title} ({len(paths)} files, {pages} pages)")
    print(f"{'':28}{'ms/page':>9}{'x bare text':>13}{'x extract.read':>16}")
    for reader, seconds in totals.items():
        bare, own = seconds / totals["bare PDFium text"], seconds / totals["extract.read"]
        print(f"{reader:28}{1000 * seconds / pages:9.2f}{bare:13.2f}{own:16.2f}")


def agenda_pack(folder: Path) -> Path:
    """A pack of the usual length: the sample, then its pages without a plan again."""
    import pikepdf

    import extract

    source = ROOT / "samples" / f"{PACK}.pdf"
    others = [page.page for page in extract.read(source, ocr="off").pages if page.outcome == "no_plan"]
    made = folder / "pack.pdf"
    with pikepdf.open(source) as pdf:
        while len(pdf.pages) < PACK_PAGES:
            for number in others[: PACK_PAGES - len(pdf.pages)]:
                pdf.pages.append(pdf.pages[number - 1])
        pdf.save(made)
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="PDFs to read in place of the samples")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    plans = options.files or [ROOT / "samples" / f"{name}.pdf" for name in PLANS]
    report("Born-digital plans", plans, options.rounds, list(READERS))
    if not options.files:
        with tempfile.TemporaryDirectory() as folder:
            pack = agenda_pack(Path(folder))
            report("An agenda pack", [pack], options.rounds, ["bare PDFium text", "extract.read"])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory of this process, other tools included: {peak:.0f} MB")


if __name__ == "__main__":
    main()
