"""Rows that only the text of a drawn grid tells."""

from __future__ import annotations

import pytest

from extract.page import Word
from extract.tables.cuts import Held
from extract.tables.grid import Grid, GridCell
from extract.tables.lattice import _of_rows, mended
from extract.tables.text_lines import placed, text_lines
from schemas.geometry import Box

XS, YS = (40.0, 70.0, 190.0, 310.0, 370.0, 430.0), (50.0, 74.0, 98.0, 122.0, 146.0)
NARROW = (("3.", "1"), ("Parents are", "not heard"), ("Audit all", "plans"), ("Service", "Manager"), ("By", "30.9.12"))


def grid(shared: int) -> tuple[Grid, Held]:
    """Four rows of five columns, every text on two lines; the second cell of the first is merged over some rows."""
    cells: list[GridCell] = []
    held: Held = {}
    for row in range(4):
        for column, lines in enumerate(NARROW):
            if column == 1 and 0 < row < shared:
                continue
            down = shared if column == 1 and row == 0 else 1
            box = Box(XS[column], YS[row], XS[column + 1], YS[row + down])
            held[len(cells)] = [
                Word(text, Box(x, y, x + 4.0 * len(text), y + 9.0), 9.0)
                for y, line in zip((YS[row] + 2.0, YS[row] + 13.0), lines, strict=True)
                for x, text in _words(XS[column] + 4.0, f"{line}{row}")
            ]
            cells.append(GridCell(row, column, down, 1, box))
    return Grid(XS, YS, tuple(cells)), held


def _words(x: float, line: str) -> list[tuple[float, str]]:
    found = []
    for text in line.split():
        found.append((x, text))
        x += 4.0 * len(text) + 2.3
    return found


def test_a_row_below_rows_that_rules_part_is_not_cut_by_its_text() -> None:
    """The only one with a recommendation of its own; narrow columns wrap every text."""
    before = grid(3)
    assert mended(*before) == before


def test_rows_that_rules_part_stay() -> None:
    before = grid(1)
    assert mended(*before) == before


def test_the_last_row_of_a_table_that_goes_on_without_a_header_is_not_cut() -> None:
    """Two rows of text, a rule between them: both are rows."""
    asked = "All those who plan the care of children meet once a month and agree it"
    cells = [
        GridCell(row, column, 1, 1, Box(XS[column], YS[row], XS[column + 1], YS[row + 1]))
        for row in range(2)
        for column in range(5)
    ]
    held = {
        number: [
            Word(text, Box(x, y, x + 4.0 * len(text), y + 9.0), 9.0)
            for y, line in zip((cell.box.y0 + 2.0, cell.box.y0 + 13.0), NARROW[cell.column], strict=True)
            for x, text in _words(cell.box.x0 + 4.0, f"{line}{cell.row}")
        ]
        for number, cell in enumerate(cells)
    }
    held[1] = [Word(text, Box(75.0, 52.0, 95.0, 61.0), 9.0) for text in asked.split()]
    before = Grid(XS, YS[:3], tuple(cells)), held
    assert mended(*before) == before


@pytest.mark.parametrize(
    ("first", "below", "told"),
    [
        ("establishment of a team", "auditing is under way", True),
        ("Establishment of a team", "auditing is under way", False),
        ("Establishment of a team", "Auditing is under way", True),
        ("Establishment of a team", "o Auditing is under way", True),
    ],
)
def test_strips_that_sentences_run_over_part_no_rows(first: str, below: str, told: bool) -> None:
    """Of a column whose first text begins in lower case, lower case tells nothing."""
    texts = [("Map the gullies", "Clear the drains"), ("Head of Highways", "Chief Officer"), (first, below)]
    columns = [
        text_lines(
            placed(
                Word(text, Box(x, y, x + 4.0 * len(text), y + 9.0), 9.0)
                for y, line in ((76.0, above), (116.0, under))
                for x, text in _words(40.0 + 100.0 * at, line)
            )
        )
        for at, (above, under) in enumerate(texts)
    ]
    strips = [(100.0, 0)]
    assert _of_rows(strips, columns) == (strips if told else [])


def test_two_paragraphs_in_each_of_two_ruled_rows_are_no_rows() -> None:
    """A header and two rows: they may be groups of rows, which hold more than paragraphs."""
    xs, ys = (40.0, 140.0, 300.0, 460.0), (50.0, 66.0, 130.0, 194.0)
    texts = [(("Grading",), ("Action",), ("Time",))]
    texts += [
        ((name,), ("Looked into", "by managers.", "", "Causes are", "told."), ("Logged in", "a day.", "", "Done."))
        for name in ("Minor", "Moderate")
    ]
    cells, held = [], {}
    for row, columns in enumerate(texts):
        for column, lines in enumerate(columns):
            cells.append(GridCell(row, column, 1, 1, Box(xs[column], ys[row], xs[column + 1], ys[row + 1])))
            held[len(cells) - 1] = [
                Word(text, Box(x, y, x + 4.0 * len(text), y + 9.0), 9.0)
                for at, line in enumerate(lines)
                for y in (ys[row] + 2.0 + 11.0 * at,)
                for x, text in _words(xs[column] + 4.0, line)
            ]
    before = Grid(xs, ys, tuple(cells)), held
    assert mended(*before) == before


def test_a_row_above_a_heading_over_all_columns_is_not_cut_where_rules_part_rows_below() -> None:
    """The table goes on from the page before; its first row holds paragraphs, level in three columns."""
    xs, ys = (40.0, 140.0, 260.0, 360.0), (50.0, 150.0, 166.0, 190.0, 214.0)
    texts = [
        (0, 0, 1, ("Give all of the staff", "more chances to learn", "", "", "Train leaders")),
        (0, 1, 1, ("Set out a programme", "with the county", "", "", "Go on courses")),
        (0, 2, 1, ("Paid already", "in the summer", "", "", "£300")),
        (1, 0, 3, ("Key indicator 4: a broader range",)),
        *((row, column, 1, ("Sports", "days")) for row in (2, 3) for column in range(3)),
    ]
    cells, held = [], {}
    for row, column, span, lines in texts:
        held[len(cells)] = [
            Word(text, Box(x, y, x + 4.0 * len(text), y + 9.0), 9.0)
            for at, line in enumerate(lines)
            for y in (ys[row] + 2.0 + 11.0 * at,)
            for x, text in _words(xs[column] + 4.0, line)
        ]
        cells.append(GridCell(row, column, 1, span, Box(xs[column], ys[row], xs[column + span], ys[row + 1])))
    before = Grid(xs, ys, tuple(cells)), held
    assert mended(*before) == before
