"""pdfplumber's reading of a page, rows and columns by its text strategy."""

from __future__ import annotations

from pathlib import Path

from extract.page import Page
from extract.tables.table import Table, table_of
from schemas.errors import UnreadablePdf
from schemas.geometry import Box
from schemas.verbatim import Method

_CONFIDENCE = 0.55
_SETTINGS = {"vertical_strategy": "text", "horizontal_strategy": "text"}


class Pdfplumber:
    """An `extract.tables.second_opinion.Engine`."""

    name: Method = "pdfplumber"

    def read(self, path: Path, page: Page) -> list[Table]:
        """pdfplumber's tables, cells without spans; raises UnreadablePdf for whatever it raises."""
        import pdfplumber

        try:
            with pdfplumber.open(path, pages=[page.number]) as pdf:
                grids = [_grid(table) for table in pdf.pages[0].find_tables(_SETTINGS)]
        except Exception as error:
            raise UnreadablePdf(
                f"pdfplumber cannot read page {page.number} of {path.name}", engine="pdfplumber"
            ) from error
        return [table for grid in grids if (table := table_of(page.number, self.name, grid, _CONFIDENCE)) is not None]


def _grid(table: object) -> list[list[tuple[str, Box]]]:
    rows = []
    for texts, row in zip(table.extract(), table.rows, strict=True):  # type: ignore[attr-defined]  # no stubs
        rows.append(
            [(text or "", Box(*map(float, box))) for text, box in zip(texts, row.cells, strict=True) if box is not None]
        )
    return rows
