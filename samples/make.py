"""Makes the sample papers again, and the rows expected of them.

    python -m samples.make [NAME ...]

Needs LibreOffice, Chromium and poppler for the PDFs; `--expected` writes the expected rows only and needs none
of them.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from samples.maker import expect, papers

HERE = Path(__file__).parent
MAKERS: dict[str, Callable[[Path], None]] = {
    "croydon": papers.croydon,
    "thurrock": papers.thurrock,
    "lancashire": papers.lancashire,
    "cheshire_east": papers.cheshire_east,
    "herefordshire": papers.herefordshire,
}


def main() -> None:
    """Read the command line, write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="which samples (all by default)")
    parser.add_argument("--expected", action="store_true", help="write the expected rows only")
    options = parser.parse_args()
    for name in options.names or MAKERS:
        if not options.expected:
            MAKERS[name](HERE / f"{name}.pdf")
        expect.write(name, HERE / "expected" / f"{name}.yaml")
        print(f"{name}: made")


if __name__ == "__main__":
    main()
