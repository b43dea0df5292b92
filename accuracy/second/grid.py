"""A table of the second family before anybody draws it: rows of cells with spans, and what a reader takes from it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from accuracy.truth import TruePlan


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: its text (lines by newlines), spans, and look. `bar` marks a cell of a full-width row."""

    text: str = ""
    across: int = 1
    down: int = 1
    head: bool = False
    bold: bool = False
    fill: str = ""
    ink: str = ""
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: `widths` in shares, `top` rows that are headings, and whether these are printed again on each page."""

    widths: tuple[float, ...]
    rows: tuple[tuple[Box, ...], ...]
    top: int = 1
    repeated: bool = True


@dataclass(frozen=True, slots=True)
class Look:
    """How tables are drawn. `lines`: all, rows, outside, header, none, dotted; `band` and `zebra` are RRGGBB."""

    lines: str = "all"
    band: str = ""
    zebra: str = ""
    size: float = 9.0
    family: str = "Liberation Sans"
    justified: bool = False
    middle: bool = False
    padding: float = 3.0
    wide: bool = False
    broken: bool = True
    """Whether a row may be cut by a page's end."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a paper: a heading, a paragraph, tables beside each other, or a new page."""

    kind: str
    text: str = ""
    sheets: tuple[Sheet, ...] = ()


@dataclass(frozen=True, slots=True)
class Design:
    """A whole paper with its truth."""

    name: str
    set_name: str
    look: Look
    pieces: tuple[Piece, ...]
    plans: tuple[TruePlan, ...] = ()
    traits: tuple[str, ...] = field(default=())

    def named(self, name: str) -> Design:
        return replace(self, name=name)
