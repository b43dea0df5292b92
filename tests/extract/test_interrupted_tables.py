"""Tables that paragraphs interrupt, groups' headings over painted cells, and texts that may be merged."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from extract.page import Word
from extract.tables.alignment_groups import told_rows
from extract.tables.bands import Stack
from extract.tables.grid import Grid
from extract.tables.grid_bands import banded_grids
from extract.tables.text_lines import TextLine, placed, text_lines
from schemas.geometry import Box

XS = (50.0, 80.0, 240.0, 320.0, 400.0, 500.0)
Entry = tuple[float, float, str]
"""Left, top, text; a star sets it bold, a circumflex larger."""
HEADER = ("*No", "*Action", "*Owner", "*When", "*Progress")
ROWS = (
    ("1", "Map the gullies", "Ann Gill", "May 2019", "Begun"),
    ("2", "Train the staff", "Jo Pell", "June 2019", "Late"),
    ("3", "Write a policy", "Al Roe", "July 2019", "Late"),
    ("4", "Test the rota", "Bo Lee", "Aug 2019", "Begun"),
    ("5", "Cost the offer", "Cy Marsh", "Sep 2019", "Begun"),
)
PARAGRAPH = "Officers have read the draft policy with the partners and have noted all of it since May"


def lines(*entries: Entry) -> list[TextLine]:
    words = []
    for x, y, text in entries:
        size = 12.0 if "^" in text[:2] else 10.0
        for part in text.lstrip("*^").split():
            words.append(Word(part, Box(x, y, x + 4.0 * len(part), y + 1.15 * size), size, text.startswith("*")))
            x += 4.0 * len(part) + 2.5
    return text_lines(placed(words))


def row(y: float, texts: Sequence[str]) -> list[Entry]:
    return [(x + 3, y, text) for x, text in zip(XS, texts, strict=False) if text]


def cells(top: float, bottom: float) -> list[Box]:
    return [Box(a, top, b, bottom) for a, b in itertools.pairwise(XS)]


def painted(fills: Sequence[Box], ys: Sequence[float], ruled: Sequence[float] = ()) -> Stack:
    edges = tuple(sorted(x for box in fills for x in (box.x0, box.x1) if XS[0] < x < XS[-1]))
    return Stack(XS[0], XS[-1], tuple(ys), (), edges, tuple(fills), frozenset(ruled))


def shape(grid: Grid) -> tuple[int, int]:
    return len(grid.ys) - 1, len(grid.xs) - 1


def test_parts_of_a_table_between_paragraphs_are_read_by_their_own_paint_and_text() -> None:
    """Rules above and below each part only; the header alone is painted."""
    ys = (100.0, 114.0, 144.0, 170.0, 216.0)
    text = lines(
        *row(102, HEADER),
        *row(116, ROWS[0]),
        *row(130, ROWS[1]),
        (50.0, 150.0, f"^{PARAGRAPH}"),
        *row(172, ROWS[2]),
        *row(187, ROWS[3]),
        *row(202, ROWS[4]),
    )
    stack = painted([*cells(100, 114), Box(*((XS[4], 172, XS[5], 186)))], ys, ruled=(100.0, 144.0, 170.0, 216.0))
    assert [shape(grid) for grid in banded_grids(stack, text)] == [(3, 5), (3, 5)]


def test_a_paragraph_above_a_row_with_no_rule_between_is_none_of_its_cells() -> None:
    ys = tuple(100.0 + 14 * at for at in range(4))
    text = lines(
        *row(102, HEADER),
        *row(116, ROWS[0]),
        *row(130, ROWS[1]),
        (50.0, 144.0, PARAGRAPH),
        *row(156, ROWS[2]),
        *row(170, ROWS[3]),
    )
    stack = painted([*cells(100, 114), *cells(128, 142)], (*ys, 168.0, 182.0), ruled=(*ys, 168.0, 182.0))
    (grid,) = banded_grids(stack, text)
    assert shape(grid) == (6, 5)
    assert [(cell.row, cell.column) for cell in grid.cells if cell.column_span > 1] == [(3, 0)]


def test_text_between_two_tables_of_one_width_makes_no_table_of_what_is_below() -> None:
    ys = (100.0, 114.0, 128.0, 170.0)
    text = lines(
        *row(102, HEADER),
        *row(116, ROWS[0]),
        (50.0, 132.0, "Partners noted it"),
        (50.0, 152.0, "*^Improvement plan"),
        *row(174, ROWS[2]),
        *row(188, ROWS[3]),
    )
    (grid,) = banded_grids(painted(cells(100, 114), ys, ruled=ys), text)
    assert grid.ys[-1] == 128.0


def test_the_rest_of_a_long_cell_at_the_top_of_a_page_is_of_the_table() -> None:
    rest = [(323.0, 102.0 + 14 * at, "notes of the board") for at in range(4)]
    text = lines(*rest, *row(160, ROWS[0]), *row(174, ROWS[1]), *row(188, ROWS[2]))
    ys = (100.0, 158.0, 172.0, 186.0, 200.0)
    (grid,) = banded_grids(painted([*cells(158, 172), *cells(186, 200)], ys, ruled=ys), text)
    assert grid.ys[0] == 100.0


def test_a_bold_heading_with_its_number_over_painted_cells_dries_up_no_column() -> None:
    fills = [*cells(100, 114), *cells(114, 128), *cells(142, 156)]
    text = lines(
        *row(102, HEADER),
        *row(116, ("*1", "*Records of the decisions have been held in several places")),
        *row(130, ("1.1", "Map every gully in all the wards here", "Ann Gill and all", "May 2019", "Begun")),
        *row(144, ("1.2", "Train the staff", "Jo Pell", "June 2019", "Late")),
    )
    (grid,) = banded_grids(painted(fills, (100.0, 114.0, 128.0, 142.0, 156.0)), text)
    assert shape(grid) == (4, 5)
    assert [cell.row for cell in grid.cells if cell.column_span > 1] == [1]


def test_texts_a_little_apart_are_not_merged_beside_rows_further_apart() -> None:
    """The first column has a text for each row; the others' are shorter, so that higher strips part them."""

    def column(*entries: tuple[float, str]) -> list[TextLine]:
        return lines(*((0.0, y, text) for y, text in entries))

    long, short = "Map every gully of the town", "with partners"
    first = column((0, long), (11.5, short), (25.9, long), (37.4, short), (51.8, long), (63.3, short))
    last = column((0, "May"), (25.9, "June"), (51.8, "July"))
    others = [last, column((0, "Ann Gill"), (25.9, "Jo Pell"), (51.8, "Al Roe")), last]
    assert told_rows([first, *others], -5, 80, merged=True) == []
    assert (
        told_rows([column(*((y, long) for y in (0, 11.5, 25.9, 37.4, 51.8, 63.3))), *others], -5, 80, merged=True) == []
    )
    whole = column(*((y, long) for y in (0, 12.0, 24.0, 36.0, 48.0, 60.0)))
    assert told_rows([whole, *others], -5, 80, merged=True) != []


def test_a_paragraph_of_two_lines_between_rows_is_one_row_of_the_grid() -> None:
    ys = (100.0, 114.0, 128.0, 142.0, 184.0, 198.0)
    text = lines(
        *row(102, HEADER),
        *row(116, ROWS[0]),
        *row(130, ROWS[1]),
        (50.0, 144.0, PARAGRAPH),
        (50.0, 156.0, "then in every ward."),
        *row(172, ROWS[2]),
        *row(186, ROWS[3]),
    )
    (grid,) = banded_grids(painted([*cells(100, 114), *cells(128, 142)], ys, ruled=ys), text)
    assert shape(grid) == (6, 5)


def test_a_painted_header_closes_no_row_below_it() -> None:
    """Two tables of one stack, each with its header painted and a rule at its foot: their rows are told by text."""
    ys = (100.0, 114.0, 148.0, 162.0, 176.0, 210.0)
    first = (
        *row(116, ("1", "Map the gullies", "Ann Gill", "May 2019")),
        *row(132, ("2", "Train the staff", "Jo Pell")),
    )
    text = lines(*row(102, HEADER), *first, *row(164, HEADER), *row(178, ROWS[2]), *row(194, ROWS[3]))
    stack = painted([*cells(100, 114), *cells(162, 176)], ys, ruled=(100.0, 148.0, 162.0, 210.0))
    (grid,) = banded_grids(stack, text)
    assert len(grid.ys) == 8
