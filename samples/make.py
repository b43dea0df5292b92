"""Makes the sample papers again, and the rows expected of them.

    python -m samples.make [NAME ...]

Needs LibreOffice and Chromium for the PDFs; `--expected` writes the expected rows only and needs neither.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from samples.maker import expect, papers

HERE = Path(__file__).parent
MAKERS: dict[str, Callable[[Path], dict[int, list[int]] | None]] = {
    "croydon": papers.croydon,
    "thurrock": papers.thurrock,
    "lancashire": papers.lancashire,
    "cheshire_east": papers.cheshire_east,
    "herefordshire": papers.herefordshire,
}
DRAWN = ("thurrock",)  # their rows' pages are known only from drawing them, which needs no outside program


def main() -> None:
    """Read the command line, write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="which samples (all by default)")
    parser.add_argument("--expected", action="store_true", help="write the expected rows only")
    options = parser.parse_args()
    for name in options.names or MAKERS:
        make(name, pdf=not options.expected)
        print(f"{name}: made")


def make(name: str, *, pdf: bool = True, folder: Path = HERE) -> None:
    """Make a sample's PDF and expected rows; without `pdf` the rows only (a drawn sample is drawn either way)."""
    pages = None
    with tempfile.TemporaryDirectory() as scratch:
        if pdf or name in DRAWN:
            pages = MAKERS[name]((folder if pdf else Path(scratch)) / f"{name}.pdf")
    expect.write(name, folder / "expected" / f"{name}.yaml", pages)


if __name__ == "__main__":
    main()
