"""Regions of a grid that hold several cells, told from merged cells."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.page import Word
from extract.tables.grid import Grid, GridCell
from extract.tables.unmerged import Held, unmerged
from schemas.geometry import Box

XS = (0.0, 40.0, 160.0, 280.0, 400.0)
YS = (0.0, 20.0, 60.0, 100.0, 140.0)
SIZE = 10.0
Block = tuple[int, int, int, int]
"""Row, column, rows, columns."""


def grid(*blocks: Block) -> Grid:
    """A raster of 4 by 4 cells with some blocks of it merged."""
    taken = {
        (r, c)
        for row, column, down, along in blocks
        for r in range(row, row + down)
        for c in range(column, column + along)
    }
    single = [(r, c, 1, 1) for r in range(4) for c in range(4) if (r, c) not in taken]
    cells = [
        GridCell(row, column, down, along, Box(XS[column], YS[row], XS[column + along], YS[row + down]))
        for row, column, down, along in sorted([*single, *blocks])
    ]
    return Grid(XS, YS, tuple(cells))


def text(at: float, y: float, words: str) -> list[Word]:
    """Words on one line from `at`, five points a letter."""
    found = []
    for word in words.split():
        found.append(Word(word, Box(at, y, at + 5.0 * len(word), y + SIZE), SIZE))
        at += 5.0 * (len(word) + 0.5)
    return found


def row(number: int, *texts: str) -> list[Word]:
    return [word for column, each in enumerate(texts) for word in text(XS[column] + 4, YS[number] + 4, each)]


def held(grid: Grid, words: list[Word]) -> Held:
    found: Held = {}
    for word in words:
        x, y = word.box.centre
        for number, cell in enumerate(grid.cells):
            if cell.box.x0 <= x < cell.box.x1 and cell.box.y0 <= y < cell.box.y1:
                found.setdefault(number, []).append(word)
    return found


def spans(grid: Grid, row: int | None = None, column: int | None = None) -> list[tuple[int, int]]:
    """The (rows, columns) spanned by the cells that begin in a row or column."""
    return [
        (cell.row_span, cell.column_span)
        for cell in grid.cells
        if (row is None or cell.row == row) and (column is None or cell.column == column)
    ]


BODY = [word for number in (1, 2, 3) for word in row(number, str(number), "Agree it", "Head of Care", "June 2014")]
WHOLE_ROW = (0, 0, 1, 4)
FIRST_COLUMN = (0, 0, 4, 1)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (row(0, "Ref", "Action", "Owner", "Deadline"), [(1, 1)] * 4),
        (row(0, "", "Action", "Owner", "Deadline"), [(1, 1)] * 4),
        (row(0, "", "What is to be done and who", "", "Deadline"), [(1, 4)]),
        (row(0, "Priority one: children are safe at home and at school"), [(1, 4)]),
        (row(0, "1", "Leadership"), [(1, 4)]),
        (text(164, 4, "and the team"), [(1, 1)] * 4),
        (text(164, 4, "team."), [(1, 1)] * 4),
        (text(4, 4, "Leadership"), [(1, 4)]),
        (text(150, 4, "Leadership of all"), [(1, 4)]),
        ([], [(1, 4)]),
    ],
    ids=[
        "every column",
        "all but the number's",
        "over a column",
        "a group's title",
        "number and title",
        "rest of a row",
        "last word of a row",
        "title of a word",
        "title in the middle",
        "nothing",
    ],
)
def test_a_band_is_cut_where_its_text_keeps_to_the_columns(head: list[Word], expected: list[tuple[int, int]]) -> None:
    plain = grid(WHOLE_ROW)
    cut, words = unmerged(plain, held(plain, [*head, *BODY]))
    assert spans(cut, row=0) == expected
    assert sum(map(len, words.values())) == len(head) + len(BODY)


def test_the_rest_of_a_row_in_two_columns_is_cut_below_the_header() -> None:
    plain = grid((1, 0, 1, 4))
    head = row(0, "Ref", "Action", "Owner", "Deadline")
    body = [word for word in BODY if word.box.y0 > YS[2]]
    cut, _ = unmerged(plain, held(plain, [*head, *row(1, "", "with all", "", "or later"), *body]))
    assert spans(cut, row=1) == [(1, 1)] * 4


def test_headings_over_the_columns_stay_together_beside_those_that_are_cut() -> None:
    plain = grid(WHOLE_ROW)
    head = [*text(4, 4, "Ref"), *text(44, 4, "Action"), *text(200, 4, "Who is responsible, when")]
    cut, _ = unmerged(plain, held(plain, [*head, *BODY]))
    assert spans(cut, row=0) == [(1, 1), (1, 1), (1, 2)]


BESIDE = [word for number in (0, 1, 2, 3) for word in row(number, "", "Agree it", "Head of Care", "June 2014")]


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ([word for number in range(4) for word in row(number, str(number))], [1, 1, 1, 1]),
        ([*row(1, "A"), *row(3, "B")], [1, 2, 1]),
        (row(0, "A"), [4]),
        ([word for at in range(5) for word in text(4, 4 + 12 * at, "theme")], [4]),
        (text(4, 70, "mid"), [4]),
        ([*text(4, 60, "amid"), *text(4, 70, "all")], [4]),
        ([*text(4, 4, "Plan"), *text(4, 15, "with all"), *text(4, 64, "Tell")], [2, 2]),
        ([*text(4, 4, "Plan"), *text(4, 15, "with all"), *text(4, 64, "tell")], [4]),
    ],
    ids=[
        "a number a row",
        "a letter for some rows",
        "one for all",
        "a paragraph",
        "in the middle",
        "lines amid all",
        "groups with room below",
        "a text that goes on",
    ],
)
def test_a_column_is_cut_where_its_texts_begin_with_the_rows(first: list[Word], expected: list[int]) -> None:
    plain = grid(FIRST_COLUMN)
    cut, _ = unmerged(plain, held(plain, [*first, *BESIDE]))
    assert [rows for rows, _ in spans(cut, column=0)] == expected


def test_texts_at_the_foot_of_their_rows_are_as_many_cells() -> None:
    plain = grid((1, 0, 3, 1))
    low = [word for at in range(4) for column in (1, 2) for word in text(XS[column] + 4, YS[at + 1] - 14, "Agree it")]
    first = [word for at in (1, 2, 3) for y in (26, 14) for word in text(4, YS[at + 1] - y, "Plans")]
    cut, _ = unmerged(plain, held(plain, [*first, *low]))
    assert [rows for rows, _ in spans(cut, column=0)] == [1, 1, 1, 1]


def test_a_text_at_the_foot_of_its_rows_is_a_merged_cells_where_all_texts_stand_low() -> None:
    plain = grid(FIRST_COLUMN)
    low = [word for at in range(4) for column in (1, 2) for word in text(XS[column] + 4, YS[at + 1] - 14, "Agree it")]
    cut, _ = unmerged(plain, held(plain, [*text(4, 126, "4."), *low]))
    assert [rows for rows, _ in spans(cut, column=0)] == [4]


def _every(words: Held) -> list[int]:
    return sorted(id(word) for own in words.values() for word in own)


@settings(deadline=None)
@given(
    st.sampled_from([WHOLE_ROW, FIRST_COLUMN, (1, 1, 2, 2), (0, 0, 4, 4)]),
    st.lists(st.tuples(st.floats(0, 380), st.floats(0, 129), st.integers(1, 12)), max_size=30),
)
def test_no_word_is_lost_and_no_place_is_left_or_covered_twice(
    block: Block, placed: list[tuple[float, float, int]]
) -> None:
    plain = grid(block)
    words = [Word("x" * length, Box(x, y, x + 5.0 * length, y + SIZE), SIZE) for x, y, length in placed]
    before = held(plain, words)
    cut, after = unmerged(plain, before)
    assert _every(before) == _every(after)
    covered = [
        (r, c)
        for k in cut.cells
        for r in range(k.row, k.row + k.row_span)
        for c in range(k.column, k.column + k.column_span)
    ]
    assert sorted(covered) == [(r, c) for r in range(4) for c in range(4)]


@pytest.mark.parametrize(("second", "expected"), [("6.", [(2, 1), (2, 1)]), ("", [(4, 1)])], ids=["led", "not led"])
def test_a_text_that_runs_down_over_rows_is_cut_where_the_numbers_before_it_are(
    second: str, expected: list[tuple[int, int]]
) -> None:
    given_grid = grid((0, 0, 4, 1), (0, 1, 4, 1))
    words = [*text(4, 4, "5."), *text(44, 4, "Keep records"), *text(44, 64, "Widen the choice")]
    words += [word for at in range(3) for word in text(44, 76 + 12 * at, "of all activities")]
    words += [word for number in range(4) for word in row(number, "", "", "Review it", "SM QA")]
    words += text(4, 64, second)
    cut, _ = unmerged(given_grid, held(given_grid, words))
    assert spans(cut, column=1) == expected


@pytest.mark.parametrize(("last", "expected"), [("Line with targets", [(1, 1)] * 4), ("line with targets", [(4, 1)])])
def test_a_sentence_that_goes_on_from_row_to_row_is_one_text(last: str, expected: list[tuple[int, int]]) -> None:
    """Two indicators in a cell merged over four rows; the lines of both happen to begin where rows do."""
    given_grid = grid((0, 3, 4, 1))
    words = [word for number in range(4) for word in row(number, str(number), "Agree it", "Head of Care")]
    words += [*text(284, 4, "Reduction in"), *text(284, 12, "buildings in"), *text(284, 24, last)]
    words += [*text(284, 64, "Increase in"), *text(284, 104, "Others")]
    cut, _ = unmerged(given_grid, held(given_grid, words))
    assert spans(cut, column=3) == expected


def test_a_heading_at_the_foot_of_a_header_of_two_levels_is_one_cell() -> None:
    plain = grid((0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 2))
    head = [*text(164, 4, "Delivery"), *[w for at in (0, 1, 2, 3) for w in text(XS[at] + 4, 46, "Head")]]
    body = [word for number in (2, 3) for word in row(number, str(number), "Agree it", "Head of Care", "June 2014")]
    bold = [replace(word, bold=True) for word in head]
    cut, _ = unmerged(plain, held(plain, [*bold, *body]))
    assert spans(cut, row=0) == [(2, 1), (2, 1), (1, 2)]


@pytest.mark.parametrize(("last", "expected"), [("late", [1, 1, 1, 1]), ("late and poor, all told", [1, 2, 1])])
def test_a_paragraph_that_begins_with_the_number_beside_it_is_another_cell(last: str, expected: list[int]) -> None:
    """Two recommendations without a border or a gap between them: the first fills its row."""
    plain = grid((1, 1, 2, 1))
    first = [word for at, line in enumerate(("Plans of children are", last)) for word in text(44, 40 + 12 * at, line)]
    second = text(44, 64, "Nobody asks")
    beside = [word for number in (1, 2, 3) for word in row(number, str(number), "", "Head of Care", "June 2014")]
    cut, _ = unmerged(plain, held(plain, [*row(0, "No", "Aim", "Lead", "When"), *first, *second, *beside]))
    assert [rows for rows, _ in spans(cut, column=1)] == expected


@pytest.mark.parametrize(("begins", "parted"), [(XS[2] + 4.0, True), (XS[2] + 7.0, False)])
def test_two_texts_hardly_a_space_apart_are_two_cells_where_the_second_begins_as_its_column_does(
    begins: float, parted: bool
) -> None:
    merged = grid((1, 1, 1, 2))
    long = text(XS[1] + 4, YS[1] + 4, "mapped drains of its whole")
    long = [replace(word, box=replace(word.box, x1=min(word.box.x1, begins - 1.0))) for word in long]
    words = [*row(0, "No", "Finding", "Action", "Owner"), *row(2, "2", "Kerbs", "Raise", "Bo")]
    words += [*row(3, "3", "Signs", "Paint", "Cy"), *text(XS[0] + 4, YS[1] + 4, "1"), *text(XS[3] + 4, YS[1] + 4, "Al")]
    words += [*long, *text(XS[1] + 4, YS[1] + 16, "of the town"), *text(begins, YS[1] + 4, "Clear")]
    found, _ = unmerged(merged, held(merged, words))
    assert (len(found.cells) == 16) is parted


@pytest.mark.parametrize(("nearer", "expected"), [(0.0, [(1, 1), (1, 2), (1, 1)]), (1.5, [(1, 1)] * 4)])
def test_a_heading_is_whole_though_a_word_of_it_begins_where_a_column_does(
    nearer: float, expected: list[tuple[int, int]]
) -> None:
    """The space before that word is one like the others; where it is not, two cells stand there."""
    merged = grid((0, 1, 1, 2))
    words = [*text(XS[2] - 76 + nearer, YS[0] + 4, "Keep the whole of"), *text(XS[2] + 4, YS[0] + 4, "our records")]
    found, _ = unmerged(merged, held(merged, [*words, *BODY]))
    assert spans(found, row=0) == expected
