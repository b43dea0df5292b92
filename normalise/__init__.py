"""What a paper's words mean: verbatim rows in, typed records out.

The doors below read one cell or phrase each. Everything behind them is imported on the first call, so that
a command which reads no cell pays for no grammar. Where rows come from and where they go is not known here.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schemas.meaning import Deadline, Owner, RagReading

__all__ = ["deadline", "owners", "rag", "themes"]


def deadline(
    text: str,
    *,
    base_date: dt.date | None = None,
    document_date: dt.date | None = None,
    heading: str | None = None,
) -> Deadline:
    """Read a deadline cell.

    `base_date` is the day relative periods count from, `document_date` the day the paper was written (it only fills
    in a year left out), `heading` the column's header or the line above, which may define terms. Never raises.
    """
    from normalise.deadlines import deadline as read

    return read(text, base_date=base_date, document_date=document_date, heading=heading)


def owners(text: str, *, glossary: Mapping[str, str] | None = None) -> list[Owner]:
    """Read an owner cell, in reading order; `glossary` holds the paper's own acronyms and what they stand for."""
    from normalise.owners.cell import owners as read

    return list(read(text, glossary=dict(glossary) if glossary else None))


def rag(text: str, *, fill: str | None = None, legend: Mapping[str, str] | None = None) -> RagReading:
    """Read a progress or RAG cell: the colour stated, the status in words, the day it was true on."""
    from normalise.rag.cell import rag as read

    return read(text, fill=fill, legend=legend)


def themes(recommendation: str, action: str) -> list[str]:
    """The themes of an action, one to three names or none."""
    from normalise.themes.reading import themes as read

    return list(read(recommendation, action))


class _Doors(ModuleType):
    """Keeps the doors: importing `normalise.rag` would otherwise put the module where the function of that name is."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Doors
