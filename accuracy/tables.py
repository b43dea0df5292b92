"""Turns a plan into the lines of a table, and chooses the widths of its columns.

What belongs here: the step from what a plan says to the grid that every producer draws.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from accuracy.records import Column, Entry, Plan, Row
from samples.maker.grid import Cell, Line, Look
from samples.maker.wrap import wide
from samples.maker.writer import installed

NARROW = ("number", "rag", "priority", "status")


def lines(plan: Plan, *, turned: bool = False) -> list[Line]:
    """The plan as drawn: headings of one or two levels, section rows, rows, and rows that hold a number only."""
    found = headings(plan.columns, turned=turned)
    section = ""
    before: Row | None = None
    for row in plan.rows:
        if row.section != section:
            section = row.section
            found.append(_section(plan, section))
            before = None
        merged = plan.merged_columns if row.merged and before is not None else frozenset()
        found.append(Line(tuple(_cell(entry) for entry in row.entries), follows=merged))
        before = row
    for place in range(plan.empty_numbers):
        number = Cell(f"{len(plan.rows) + place + 1}.")
        found.append(Line((number, *(Cell() for _ in plan.columns[1:]))))
    return found


def measured(look: Look, font: str) -> Look:
    """The look with the letters of the font that an outside program will set it in."""
    regular, bold, italic = installed(font)
    return replace(look, font=regular, bold_font=bold, italic_font=italic)


def row_lines(plan: Plan, drawn: Sequence[Line]) -> list[int]:
    """Which of the drawn lines are the plan's rows, in order."""
    return [index for index, line in enumerate(drawn) if line.kind == "row"][: len(plan.rows)]


def headings(columns: Sequence[Column], *, turned: bool = False) -> list[Line]:
    """The heading rows; a column without a group runs down over both."""
    below = tuple(_heading(column, turned) for column in columns)
    if not any(column.group for column in columns):
        return [Line(below, "header")]
    above: list[Cell] = []
    for place, column in enumerate(columns):
        if not column.group:
            above.append(_heading(column, turned))
        elif place == 0 or columns[place - 1].group != column.group:
            above.append(Cell(column.group, span=_run(columns, place)))
    alone = frozenset(place for place, column in enumerate(columns) if not column.group)
    return [Line(tuple(above), "header"), Line(below, "header", follows=alone)]


def _label_width(cell: Cell, look: Look) -> float:
    """What the label of a merged number takes after a page break ("3 (continued)")."""
    label = max(look.continued.split(), key=len, default="")
    return wide(label, look.font, look.size) + 2 * look.padding + 2 if cell.text else 0.0


def shares(drawn: Sequence[Line], look: Look, room: float, *, broken: bool = False) -> list[float] | None:
    """Column widths in points that sum to `room`: no word broken, the rest by how much each column holds.

    None when the longest words alone do not fit. `broken`: words of headings may be broken where the column is narrow.
    """
    count = sum(cell.span for cell in drawn[0].cells)
    least, held = [0.0] * count, [0.0] * count
    for line in drawn:
        for column, cell in line.placed():
            if cell.span == 1 and column not in line.follows:
                needed = _longest_word(cell, line, look)
                least[column] = max(least[column], needed * 0.6 if broken and line.kind == "header" else needed)
                if column == 0 and line.kind == "row" and look.continued:
                    least[column] = max(least[column], _label_width(cell, look))
                held[column] = max(held[column], len(cell.text) if line.kind == "row" else 0)
    spare = room - sum(least)
    if spare < 0:
        return None
    wants = [max(share, 1.0) ** 0.75 for share in held]
    return [small + spare * want / sum(wants) for small, want in zip(least, wants, strict=True)]


def _longest_word(cell: Cell, line: Line, look: Look) -> float:
    font = look.bold_font if line.kind == "header" or cell.bold else look.font
    if cell.turned:
        return look.pitch * 2 + 2 * look.padding + 2
    words = [wide(word, font, look.size) for word in cell.text.split()]
    return max(words, default=look.size) + look.size * (1.1 if "• " in cell.text else 0) + 2 * look.padding + 2


def _heading(column: Column, turned: bool) -> Cell:
    return Cell(column.header, turned=turned and column.field in NARROW and bool(column.header))


def _run(columns: Sequence[Column], place: int) -> int:
    end = place
    while end < len(columns) and columns[end].group == columns[place].group:
        end += 1
    return end - place


def _section(plan: Plan, name: str) -> Line:
    if plan.sections == "first cell":
        return Line((Cell(name, bold=True), *(Cell() for _ in plan.columns[1:])), "section")
    return Line((Cell(name, span=len(plan.columns), bold=True),), "section")


def _cell(entry: Entry) -> Cell:
    short = len(entry.text) < 3
    return Cell(
        entry.text,
        fill=entry.fill,
        ink=entry.ink,
        shape=entry.shape,
        shape_colour=entry.shape_colour,
        centred=short and bool(entry.rag),
    )
