"""A table to be drawn: its cells, how they merge, and the look it is given.

What belongs here: plain records. Where things land on pages is `flow`, how they are inked is `draw`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

Shape = Literal["circle", "square"]
RuleStyle = Literal["grid", "rows", "columns", "double", "dashed", "rectangles", "pieces", "outline", "none", "gaps"]
LineKind = Literal["header", "section", "row"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's words and look. Colours are RRGGBB, "" for none; `shape` is drawn in the middle in `shape_colour`."""

    text: str = ""
    span: int = 1
    bold: bool = False
    italic: bool = False
    fill: str = ""
    ink: str = "000000"
    shape: Shape | None = None
    shape_colour: str = ""
    centred: bool = False
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table. `cells` stand left to right, spans counted; `follows` names the columns whose cell goes on
    from the line above (merged downwards): their entry in `cells` is ignored."""

    cells: tuple[Cell, ...]
    kind: LineKind = "row"
    follows: frozenset[int] = frozenset()

    def placed(self) -> list[tuple[int, Cell]]:
        """(first column, cell) of each cell of the line."""
        found, column = [], 0
        for cell in self.cells:
            found.append((column, cell))
            column += cell.span
        return found


@dataclass(frozen=True, slots=True)
class Look:
    """How a table is drawn. Lengths in points.

    `cuttable`: rows may be cut by the page's end; `least` lines must stand on either side of a cut. `closed_cuts`: a
    rule is drawn along the cut. `continued` is what is added to a merged number on the next page ("5. Cont").
    `base` fills rows that `band` does not. `by_word`: each word is placed by itself, without a space between.
    """

    font: str = "Helvetica"
    bold_font: str = "Helvetica-Bold"
    italic_font: str = "Helvetica-Oblique"
    size: float = 9.0
    leading: float = 1.18
    padding: float = 3.0
    rules: RuleStyle = "grid"
    rule_width: float = 0.6
    rule_colour: str = "000000"
    header_fill: str = ""
    header_ink: str = "000000"
    section_fill: str = ""
    band: str = ""
    base: str = ""
    repeat_header: bool = True
    cuttable: bool = True
    least: int = 1
    closed_cuts: bool = True
    continued: str = ""
    bullet: str = "•"
    by_word: bool = False

    @property
    def pitch(self) -> float:
        """Distance between baselines."""
        return self.size * self.leading


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a cell after wrapping; `indent` in points, `lead` a bullet drawn at the left of it."""

    text: str
    indent: float = 0.0
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a cell that stands on one page. Measured down from the top of the page, in points."""

    page: int
    line: int
    column: int
    cell: Cell
    kind: LineKind
    x0: float
    y0: float
    x1: float
    y1: float
    texts: tuple[TextLine, ...] = ()
    fill: str = ""
    cut_above: bool = False
    cut_below: bool = False
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """Where on a page a table may stand: left edge, width, first top, top on later pages, bottom."""

    left: float
    width: float
    top: float
    later_top: float
    bottom: float


@dataclass(slots=True)
class Laid:
    """A table laid out: its pieces, where it ends, and the page it ends on (pages count from 0)."""

    pieces: list[Piece] = field(default_factory=list)
    page: int = 0
    y: float = 0.0

    def pages_of(self, line: int) -> list[int]:
        """The pages that show something of a line's own cells."""
        return sorted({piece.page for piece in self.pieces if piece.line == line and not piece.repeated})


def bold(cell: Cell) -> Cell:
    return replace(cell, bold=True)
