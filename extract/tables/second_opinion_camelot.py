"""Camelot's reading of a page: its hybrid flavour, the best of its kind without a model (research: F1 0.74)."""

from __future__ import annotations

import warnings
from pathlib import Path

from extract.page import Page
from extract.tables.table import Table, table_of
from schemas.errors import UnreadablePdf
from schemas.geometry import Box
from schemas.verbatim import Method

_CONFIDENCE = 0.55


class Camelot:
    """An `extract.tables.second_opinion.Engine`."""

    name: Method = "camelot"

    def read(self, path: Path, page: Page) -> list[Table]:
        """Camelot's tables, cells without spans; raises UnreadablePdf for whatever it raises."""
        import camelot

        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found = camelot.read_pdf(str(path), pages=str(page.number), flavor="hybrid", suppress_stdout=True)
                grids = [
                    [[(str(cell.text), _box(cell, page.height)) for cell in row] for row in table.cells]
                    for table in found
                ]
        except Exception as error:
            raise UnreadablePdf(f"camelot cannot read page {page.number} of {path.name}", engine="camelot") from error
        return [table for grid in grids if (table := table_of(page.number, self.name, grid, _CONFIDENCE)) is not None]


def _box(cell: object, height: float) -> Box:
    """Camelot counts y from the bottom of the page."""
    x0, y0, x1, y1 = (float(getattr(cell, name)) for name in ("x1", "y1", "x2", "y2"))
    return Box(min(x0, x1), height - max(y0, y1), max(x0, x1), height - min(y0, y1))
