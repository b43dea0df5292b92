"""Tables from pages made of words, rules and fills: the same cells come back however the table is drawn."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.page import Fill, Page, Rule, Word
from extract.tables.finding import tables_on
from extract.tables.table import Table
from schemas.geometry import Box

SIZE = 10.0
STEP = 12.0
LETTER = 5.0
PAD = 5.0

Rows = Sequence[Sequence[str]]

PLAN = [
    ["Ref", "Action", "Lead officer", "Deadline", "Progress"],
    [
        "1",
        "Publish a revised strategy with partners and report to the board",
        "Head of Service",
        "31 May 2025",
        "Begun",
    ],
    ["2", "Recruit six social workers", "J Smith", "Ongoing", "Four are in post and two posts are advertised again"],
    ["3", "Review all open cases", "Assistant Director for Safeguarding", "30.06.25", ""],
    ["4", "Train every manager in the standards of supervision", "SEND lead", "Q3 2024/25", "Not started"],
]
WIDTHS = [30.0, 170.0, 110.0, 80.0, 110.0]


@dataclass
class Sheet:
    """A page in the making, and where its table's rows and columns begin and end."""

    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    xs: list[float] = field(default_factory=list)
    ys: list[float] = field(default_factory=list)

    def line(self, x: float, y: float, text: str, *, bold: bool = False) -> None:
        for word in text.split():
            wide = LETTER * len(word)
            self.words.append(Word(word, Box(x, y, x + wide, y + 1.15 * SIZE), SIZE, bold=bold))
            x += wide + 0.27 * SIZE

    def cell(self, x: float, y: float, width: float, text: str, *, bold: bool = False) -> int:
        """Set a text into a column; gives back how many lines it took."""
        lines = wrapped(text, width - 2 * PAD)
        for at, line in enumerate(lines):
            self.line(x + PAD, y + at * STEP, line, bold=bold)
        return len(lines)

    def across(self, y: float, x0: float, x1: float) -> None:
        self.rules.append(Rule(Box(x0, y - 0.25, x1, y + 0.25), True))

    def down(self, x: float, y0: float, y1: float) -> None:
        self.rules.append(Rule(Box(x - 0.25, y0, x + 0.25, y1), False))

    def fill(self, x0: float, y0: float, x1: float, y1: float, colour: str) -> None:
        self.fills.append(Fill(Box(x0, y0, x1, y1), colour, len(self.fills)))

    def page(self) -> Page:
        return Page(1, 595.0, 842.0, tuple(self.words), tuple(self.rules), tuple(self.fills))


def wrapped(text: str, width: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and LETTER * len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def laid_out(rows: Rows, widths: Sequence[float], *, pad: float = 4.0, top: float = 100.0) -> Sheet:
    """Rows as text under a paragraph and above another; the first row is bold."""
    sheet = Sheet()
    for at in range(3):
        sheet.line(
            40, top - 60 + at * STEP, "Members asked for a report on what was done since the last inspection took place"
        )
    sheet.xs = [40.0]
    for width in widths:
        sheet.xs.append(sheet.xs[-1] + width)
    y = top
    sheet.ys = [y]
    for number, row in enumerate(rows):
        high = max(
            sheet.cell(x, y + pad, width, text, bold=number == 0)
            for x, width, text in zip(sheet.xs, widths, row, strict=False)
        )
        y += high * STEP + 2 * pad
        sheet.ys.append(y)
    for at in range(3):
        sheet.line(
            40,
            y + 30 + at * STEP,
            "The next report comes to the committee in the autumn with the figures of the quarter",
        )
    return sheet


def grid(sheet: Sheet) -> None:
    row_rules(sheet)
    column_rules(sheet)


def row_rules(sheet: Sheet) -> None:
    for y in sheet.ys:
        sheet.across(y, sheet.xs[0], sheet.xs[-1])


def inner_row_rules(sheet: Sheet) -> None:
    for y in sheet.ys[1:-1]:
        sheet.across(y, sheet.xs[0], sheet.xs[-1])


def column_rules(sheet: Sheet) -> None:
    for x in sheet.xs:
        sheet.down(x, sheet.ys[0], sheet.ys[-1])


def open_sides(sheet: Sheet) -> None:
    row_rules(sheet)
    for x in sheet.xs[1:-1]:
        sheet.down(x, sheet.ys[0], sheet.ys[-1])


def double_rules(sheet: Sheet) -> None:
    for off in (-1.0, 1.0):
        for y in sheet.ys:
            sheet.across(y + off, sheet.xs[0], sheet.xs[-1])
        for x in sheet.xs:
            sheet.down(x + off, sheet.ys[0], sheet.ys[-1])


def cell_borders(sheet: Sheet) -> None:
    """Each cell draws its own four borders, a point short of the corners, as some writers and all scans do."""
    for y0, y1 in zip(sheet.ys, sheet.ys[1:], strict=False):
        for x0, x1 in zip(sheet.xs, sheet.xs[1:], strict=False):
            for y in (y0 + 0.4, y1 - 0.4):
                sheet.across(y, x0 + 1.0, x1 - 1.0)
            for x in (x0 + 0.4, x1 - 0.4):
                sheet.down(x, y0 + 1.0, y1 - 1.0)


def boxed_rows(sheet: Sheet) -> None:
    row_rules(sheet)
    for x in (sheet.xs[0], sheet.xs[-1]):
        sheet.down(x, sheet.ys[0], sheet.ys[-1])


def header_rule(sheet: Sheet) -> None:
    sheet.across(sheet.ys[1], sheet.xs[0], sheet.xs[-1])


def three_rules(sheet: Sheet) -> None:
    for y in (sheet.ys[0], sheet.ys[1], sheet.ys[-1]):
        sheet.across(y, sheet.xs[0], sheet.xs[-1])


def cells_with_gaps(sheet: Sheet) -> None:
    for number, (y0, y1) in enumerate(zip(sheet.ys, sheet.ys[1:], strict=False)):
        for x0, x1 in zip(sheet.xs, sheet.xs[1:], strict=False):
            sheet.fill(x0 + 1, y0 + 1, x1 - 1, y1 - 1, "D9E2F3" if number % 2 else "E7EDF8")


def bands(sheet: Sheet) -> None:
    for number, (y0, y1) in enumerate(zip(sheet.ys, sheet.ys[1:], strict=False)):
        if number % 2 == 0:
            sheet.fill(sheet.xs[0], y0, sheet.xs[-1], y1, "4472C4" if number == 0 else "D9E2F3")


def header_fill(sheet: Sheet) -> None:
    for x0, x1 in zip(sheet.xs, sheet.xs[1:], strict=False):
        sheet.fill(x0, sheet.ys[0], x1, sheet.ys[1], "BFBFBF")


def nothing(sheet: Sheet) -> None:
    """No rule, no fill."""


STYLES = [
    grid,
    row_rules,
    inner_row_rules,
    column_rules,
    open_sides,
    double_rules,
    cell_borders,
    boxed_rows,
    header_rule,
    three_rules,
    cells_with_gaps,
    bands,
    header_fill,
    nothing,
]


def flat(rows: Rows) -> list[list[str]]:
    return [[" ".join(text.split()) for text in row] for row in rows]


def only(page: Page) -> Table:
    found = [table for table in tables_on(page) if table.confidence >= 0.5]
    assert len(found) == 1, [table.rows for table in found]
    return found[0]


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
def test_a_plan_is_read_however_it_is_drawn(style: Callable[[Sheet], None]) -> None:
    sheet = laid_out(PLAN, WIDTHS)
    style(sheet)
    assert flat(only(sheet.page()).rows) == PLAN


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
def test_the_order_of_drawing_makes_no_difference(style: Callable[[Sheet], None]) -> None:
    sheet = laid_out(PLAN, WIDTHS)
    style(sheet)
    before = tables_on(sheet.page())
    random.Random(3).shuffle(sheet.words)
    random.Random(4).shuffle(sheet.rules)
    assert tables_on(sheet.page()) == before


@pytest.mark.parametrize(
    ("merged", "expected"),
    [
        ((1, 3, 0, 1), [["a", "b", "c"], ["d", "e", "f"], ["", "h", "i"], ["j", "k", "l"]]),
        ((0, 1, 1, 3), [["a", "b", ""], ["d", "e", "f"], ["g", "h", "i"], ["j", "k", "l"]]),
        ((2, 4, 1, 3), [["a", "b", "c"], ["d", "e", "f"], ["g", "h", ""], ["j", "", ""]]),
    ],
)
def test_missing_borders_merge_cells(merged: tuple[int, int, int, int], expected: Rows) -> None:
    top, bottom, left, right = merged
    letters = [["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"], ["j", "k", "l"]]
    inside = {(row, column) for row in range(top, bottom) for column in range(left, right)} - {(top, left)}
    rows = [["" if (r, c) in inside else text for c, text in enumerate(row)] for r, row in enumerate(letters)]
    sheet = laid_out(rows, [60.0, 60.0, 60.0])
    for number, y in enumerate(sheet.ys):
        for column in range(3):
            if not (top < number < bottom and left <= column < right):
                sheet.across(y, sheet.xs[column], sheet.xs[column + 1])
    for number, x in enumerate(sheet.xs):
        for row in range(4):
            if not (left < number < right and top <= row < bottom):
                sheet.down(x, sheet.ys[row], sheet.ys[row + 1])
    table = only(sheet.page())
    assert table.rows == expected
    cell = next(cell for cell in table.cells if (cell.row, cell.column) == (top, left))
    assert (cell.row_span, cell.column_span) == (bottom - top, right - left)


def test_a_table_in_a_cell_is_its_own_and_its_words_are_in_it_alone() -> None:
    sheet = laid_out([["Question", "Answer"], ["How many posts?", "See below " + "here " * 30]], [150.0, 300.0])
    grid(sheet)
    x0, y0 = sheet.xs[1] + 20, sheet.ys[-1] - 40
    sheet.words = [word for word in sheet.words if not (word.box.x0 > sheet.xs[1] and y0 - 8 < word.box.y0 < y0 + 40)]
    for row, texts in enumerate([["Role", "Posts"], ["Worker", "3"]]):
        for column, text in enumerate(texts):
            sheet.line(x0 + 80 * column + 4, y0 + 16 * row + 2, text)
    for at in range(3):
        sheet.across(y0 + 16 * at, x0, x0 + 160)
        sheet.down(x0 + 80 * at, y0, y0 + 32)
    outer, inner = tables_on(sheet.page())
    assert inner.rows == [["Role", "Posts"], ["Worker", "3"]]
    assert "Worker" not in outer.rows[1][1] and outer.rows[1][0] == "How many posts?"


def test_a_row_that_the_page_cuts_is_open_at_its_end() -> None:
    sheet = laid_out(PLAN, WIDTHS)
    for y in sheet.ys[1:-1]:
        sheet.across(y, sheet.xs[0], sheet.xs[-1])
    column_rules(sheet)
    table = only(sheet.page())
    assert table.rows == PLAN
    first = [cell for cell in table.cells if cell.row == 0]
    last = [cell for cell in table.cells if cell.row == 4]
    assert all(cell.open_top and not cell.open_bottom for cell in first)
    assert all(cell.open_bottom and not cell.open_top for cell in last)


def test_cells_tell_their_fill_their_mark_and_their_ink() -> None:
    sheet = laid_out([["Action", "RAG"], ["One", ""], ["Two", ""], ["Three", "Late"]], [120.0, 60.0])
    grid(sheet)
    sheet.fill(sheet.xs[1], sheet.ys[1], sheet.xs[2], sheet.ys[2], "92D050")
    sheet.fill(sheet.xs[1] + 20, sheet.ys[2] + 4, sheet.xs[1] + 32, sheet.ys[2] + 16, "FFC000")
    sheet.words = [
        word if word.text != "Late" else Word(word.text, word.box, word.size, colour="FF0000") for word in sheet.words
    ]
    rag = {cell.row: cell for cell in only(sheet.page()).cells if cell.column == 1}
    assert (rag[1].fill, rag[2].fill, rag[2].mark, rag[3].ink) == ("92D050", None, "FFC000", "FF0000")


def test_a_column_that_only_shows_colour_stays_a_column() -> None:
    sheet = laid_out([row[:4] for row in PLAN], WIDTHS[:4])
    header_fill(sheet)
    for number, (y0, y1) in enumerate(zip(sheet.ys, sheet.ys[1:], strict=False)):
        colour = ["BFBFBF", "FF0000", "FFC000", "00B050", "FF0000"][number]
        sheet.fill(sheet.xs[-1], y0, sheet.xs[-1] + 40, y1, colour)
    table = only(sheet.page())
    assert [row[:4] for row in table.rows] == [row[:4] for row in PLAN]
    shown = [cell.fill for cell in table.cells if cell.column == 4]
    assert shown == ["BFBFBF", "FF0000", "FFC000", "00B050", "FF0000"]


def test_neighbouring_tables_stay_apart_and_titles_stay_out() -> None:
    first = laid_out([["A", "B"], ["one", "two"]], [80.0, 80.0], top=100.0)
    second = laid_out([["C", "D"], ["three", "four"]], [80.0, 80.0], top=200.0)
    for sheet in (first, second):
        grid(sheet)
        sheet.words = [word for word in sheet.words if sheet.ys[0] <= word.box.y0 <= sheet.ys[-1]]
    first.line(40, 180, "Table 2: Posts by team", bold=True)
    page = Page(1, 595, 842, tuple(first.words + second.words), tuple(first.rules + second.rules))
    assert [table.rows for table in tables_on(page)] == [[["A", "B"], ["one", "two"]], [["C", "D"], ["three", "four"]]]


PROSE = [
    "The council received the review in June and accepted all of its findings, and partners have been helpful ever",
    "since. Good progress has been made, but some work has taken longer than was hoped when the plan was drawn",
    "up with officers of all departments. Members asked for a shorter report and officers have tried to give one.",
] * 5


def _prose(sheet: Sheet) -> None:
    for at, text in enumerate(PROSE):
        sheet.line(40, 80 + at * STEP, text)


def _two_columns(sheet: Sheet) -> None:
    for at, text in enumerate(PROSE):
        sheet.line(40, 80 + at * STEP, text[:48].rsplit(" ", 1)[0])
        sheet.line(310, 80 + at * STEP, text[50:98].rsplit(" ", 1)[0])


def _contents(sheet: Sheet) -> None:
    for at in range(9):
        sheet.line(40, 80 + at * 16, f"{at + 1}. What the inspectors found in area {at + 1}")
        sheet.line(500, 80 + at * 16, str(3 + 2 * at))


def _leaders(sheet: Sheet) -> None:
    for at in range(9):
        sheet.line(40, 80 + at * 16, f"Section {at + 1} {'.' * (40 + at)} {at + 3}")


def _numbered_paragraphs(sheet: Sheet) -> None:
    for at, text in enumerate(PROSE[:9]):
        sheet.line(80, 80 + at * STEP, text[:80])
        if at % 3 == 0:
            sheet.line(40, 80 + at * STEP, f"{at // 3 + 1}.1")


def _bullets(sheet: Sheet) -> None:
    for at, text in enumerate(PROSE[:9]):
        sheet.line(60, 80 + at * STEP, text[:80])
        if at % 3 == 0:
            sheet.line(44, 80 + at * STEP, "•")


def _labels(sheet: Sheet) -> None:
    for at, (label, value) in enumerate(
        [("Report to:", "Cabinet"), ("Date:", "3 May 2025"), ("Subject:", "Action plan"), ("Author:", "J Smith")]
    ):
        sheet.line(40, 80 + at * 18, label, bold=True)
        sheet.line(160, 80 + at * 18, value)


def _signature(sheet: Sheet) -> None:
    sheet.line(40, 600, "Signed ____________________")
    sheet.line(320, 600, "Date ____________________")
    sheet.line(40, 620, "Chair of the committee")


def _ruled_prose(sheet: Sheet) -> None:
    _prose(sheet)
    for y in (60.0, 300.0):
        sheet.across(y, 40, 550)


def _box_of_prose(sheet: Sheet) -> None:
    _prose(sheet)
    for y in (70.0, 275.0):
        sheet.across(y, 34, 580)
    for x in (34.0, 580.0):
        sheet.down(x, 70, 275)


def _highlights(sheet: Sheet) -> None:
    _prose(sheet)
    for word in sheet.words[10:60:7]:
        sheet.fill(word.box.x0, word.box.y0, word.box.x1, word.box.y1, "FFFF00")


@pytest.mark.parametrize(
    "draw",
    [
        _prose,
        _two_columns,
        _contents,
        _leaders,
        _numbered_paragraphs,
        _bullets,
        _labels,
        _signature,
        _ruled_prose,
        _box_of_prose,
        _highlights,
    ],
    ids=lambda draw: draw.__name__,
)
def test_what_is_no_table_gives_none(draw: Callable[[Sheet], None]) -> None:
    sheet = Sheet()
    draw(sheet)
    assert [table.rows for table in tables_on(sheet.page()) if table.confidence >= 0.5] == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from(["", "one", "two words", "a longer text of six words"]), min_size=3, max_size=3),
        min_size=2,
        max_size=5,
    ),
    st.sampled_from([grid, double_rules, cell_borders, open_sides]),
    st.floats(-1.2, 1.2),
)
def test_every_word_reaches_one_cell_once(rows: list[list[str]], style: Callable[[Sheet], None], jitter: float) -> None:
    rows = [["head", "of", "all"], *rows]
    sheet = laid_out(rows, [90.0, 90.0, 90.0])
    style(sheet)
    chance = random.Random(7)
    sheet.rules = [_moved(rule, jitter * chance.random()) for rule in sheet.rules]
    found = tables_on(sheet.page())
    inside = sorted(word.text for word in sheet.words if sheet.ys[0] < word.box.y0 < sheet.ys[-1])
    assert sorted(word for table in found for cell in table.cells for word in cell.text.split()) == inside
    wanted = [list(row) for row in rows if any(row)]
    assert [[" ".join(text.split()) for text in row] for row in found[0].rows] == wanted


def _moved(rule: Rule, by: float) -> Rule:
    box = rule.box
    across, down = (0.0, by) if rule.horizontal else (by, 0.0)
    return Rule(Box(box.x0 + across, box.y0 + down, box.x1 + across, box.y1 + down), rule.horizontal)
