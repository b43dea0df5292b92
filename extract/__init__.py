"""PDF papers to verbatim action plans and tables.

The public names are handed out on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from types import ModuleType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from extract.tables.table import Table
    from schemas.verbatim import ExtractedPaper

__all__ = ["map_headers", "read", "tables"]


def read(
    path: str | os.PathLike[str], *, ocr: Literal["auto", "off", "force"] = "auto", threads: int | None = None
) -> ExtractedPaper:
    """Everything in one PDF: cover, plans, claims, glossary, and what became of each page.

    `ocr` says whether pages without usable text are read by OCR, `threads` how many it may use. Raises the
    PaperErrors of `schemas.errors`.
    """
    from extract.paper import read as read_paper

    return read_paper(path, ocr=ocr, threads=threads)


def tables(
    path: str | os.PathLike[str], *, pages: Iterable[int] | None = None, second_opinions: bool = False
) -> list[Table]:
    """Every table of a PDF, of any kind, in reading order; `pages` (from 1) limits the search.

    `second_opinions` asks camelot and pdfplumber about doubtful tables (`bywhen[opinions]`).
    """
    from extract.tables.finding import tables as find_tables

    return find_tables(path, pages=pages, second_opinions=second_opinions)


def map_headers(headers: list[str]) -> list[str] | None:
    """The canonical field of each header, left to right, or None when the table is no action plan."""
    from extract.headers.fields import map_headers as map_fields

    return map_fields(headers)


class _Doors(ModuleType):
    """Keeps the doors: importing `extract.tables` would otherwise put the module where the function of that name is."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Doors
