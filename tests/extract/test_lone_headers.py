"""Headers at the foot of a page, and headings turned on their side above the first level."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.page import Page, Rule, Word
from extract.tables.bands import Stack
from extract.tables.finding import tables_on
from extract.tables.lone_headers import with_headings_apart, with_turned_headings
from extract.tables.text_lines import placed, text_lines
from schemas.geometry import Box


def words(y: float, *texts: tuple[float, str], bold: bool = False) -> list[Word]:
    found = []
    for x, text in texts:
        for part in text.split():
            found.append(Word(part, Box(x, y, x + 5.0 * len(part), y + 11.0), 10.0, bold))
            x += 5.0 * len(part) + 2.5
    return found


PROSE = words(100.0, (40.0, "This plan was agreed by the board after the inspection of all services last May"))
HEADINGS = ((40.0, "Ref"), (80.0, "Action"), (300.0, "Lead officer"), (420.0, "By when"), (500.0, "Progress"))


def test_a_header_at_the_foot_of_a_page_is_a_table_of_one_row() -> None:
    page = Page(1, 600.0, 800.0, (*PROSE, *words(120.0, *HEADINGS, bold=True)))
    (found,) = tables_on(page)
    assert [cell.text for cell in found.cells] == [text for _, text in HEADINGS]
    assert found.confidence < 0.5


def test_a_header_at_the_foot_is_read_without_the_title_above_it() -> None:
    title = [
        Word(word.text, word.box, 12.0, bold=True) for word in words(108.0, (40.0, "Care standards: our action plan"))
    ]
    (found,) = tables_on(Page(1, 600.0, 800.0, (*PROSE, *title, *words(122.0, *HEADINGS, bold=True))))
    assert [cell.text for cell in found.cells] == [text for _, text in HEADINGS]


def test_other_last_lines_are_none() -> None:
    signed = words(120.0, (40.0, "Jane Smith"), (300.0, "Chief Executive"), (420.0, "4 May 2024"), bold=True)
    assert tables_on(Page(1, 600.0, 800.0, (*PROSE, *signed))) == []
    assert tables_on(Page(1, 600.0, 800.0, (*words(80.0, *HEADINGS, bold=True), *PROSE))) == []


@pytest.mark.parametrize(("foot", "expected"), [(96.0, 58.0), (70.0, 100.0)])
def test_turned_headings_right_above_a_level_are_a_row(foot: float, expected: float) -> None:
    stack = Stack(40.0, 560.0, (100.0, 140.0), ())
    assert with_turned_headings(stack, [Box(60.0, 60.0, 70.0, foot)], []).ys[0] == expected


@pytest.mark.parametrize(("top", "bold", "expected"), [(40.0, True, 38.0), (40.0, False, 72.0), (0.0, True, 72.0)])
def test_level_headings_high_above_the_rows_belong_to_turned_ones(top: float, bold: bool, expected: float) -> None:
    stack = Stack(40.0, 560.0, (100.0, 140.0), ())
    header = text_lines(placed(words(top, *HEADINGS[1:], bold=bold)))
    assert with_turned_headings(stack, [Box(44.0, 74.0, 52.0, 96.0)], header).ys[0] == expected


LEVELS = (210.0, 240.0, 270.0)
ROW = ((40.0, "1"), (80.0, "Map the gullies"), (300.0, "Jane Smith"), (420.0, "May 2024"))


@pytest.mark.parametrize(
    ("bold", "below", "expected"),
    [
        (True, 139.0, (100.0, 134.0, 180.0, *LEVELS)),
        (False, 139.0, (100.0, 134.0, 180.0, *LEVELS)),
        (True, 130.0, (100.0, 129.5, 180.0, *LEVELS)),
        (False, 130.0, (100.0, 180.0, *LEVELS)),
    ],
    ids=["bold", "plain", "bold and close", "plain and close"],
)
def test_headings_that_no_rule_parts_from_the_first_row_are_a_row(
    bold: bool, below: float, expected: tuple[float, ...]
) -> None:
    header = [*words(106.0, *HEADINGS, bold=bold), *words(118.0, (300.0, "in charge"), bold=bold)]
    lines = text_lines(placed([*header, *words(below, *ROW)]))
    assert with_headings_apart(Stack(38.0, 580.0, (100.0, 180.0, *LEVELS), ()), lines).ys == expected


def test_a_first_band_without_text_stays_as_it_is() -> None:
    stack = Stack(38.0, 580.0, (100.0, 180.0, 220.0), ())
    assert with_headings_apart(stack, text_lines(placed(words(190.0, *ROW)))) == stack


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        (HEADINGS[:4], ROW, 5),
        ((*ROW[:3], (420.0, "June 2024")), ROW, 4),
        (HEADINGS[:4], ((80.0, "(what will be done)"), (300.0, "(name)")), 4),
    ],
    ids=["headings", "a row of two paragraphs", "what to write"],
)
def test_headings_above_the_first_row_in_drawn_cells_are_a_row(
    first: Sequence[tuple[float, str]], second: Sequence[tuple[float, str]], count: int
) -> None:
    xs = [38.0, 78.0, 298.0, 418.0, 580.0]
    rules = [Rule(Box(38.0, y, 580.0, y), True, "000000", False) for y in (100.0, 150.0, 180.0, 210.0, 240.0)]
    rules += [Rule(Box(x, 100.0, x, 240.0), False, "000000", False) for x in xs]
    body = [word for y in (156.0, 186.0, 216.0) for word in words(y, *ROW)]
    top = (*words(106.0, *first), *words(126.0, *second))
    (found,) = tables_on(Page(1, 600.0, 800.0, (*top, *body), tuple(rules)))
    assert found.row_count == count


def test_the_end_of_a_cut_row_below_a_header_printed_again_is_no_part_of_it() -> None:
    xs = [38.0, 78.0, 298.0, 418.0, 580.0]
    rules = [Rule(Box(x, 100.0, x, 240.0), False, "000000", False) for x in xs]
    end = [word for y in (120.0, 133.0) for word in words(y, (80.0, "and tell the parishes"))]
    rows = [word for y in (160.0, 190.0) for word in words(y, *ROW)]
    (found,) = tables_on(Page(1, 600.0, 800.0, (*words(106.0, *HEADINGS[:4], bold=True), *end, *rows), tuple(rules)))
    action = [cell.text for cell in found.cells if cell.column == 1]
    assert action == ["Action", "and tell the parishes and tell the parishes", "Map the gullies", "Map the gullies"]


def first_row(*above: Word, drawn: Sequence[Rule] = ()) -> list[str]:
    """The first row of a table below some words, whose rules draw two rows of five columns."""
    xs = [38.0, 78.0, 298.0, 418.0, 498.0, 580.0]
    rules = [Rule(Box(38.0, y, 580.0, y), True, "000000", False) for y in (134.0, 154.0, 174.0)]
    rules += [Rule(Box(x, 134.0, x, 174.0), False, "000000", False) for x in xs]
    rows = [
        word
        for y, number in ((138.0, "1"), (158.0, "2"))
        for word in words(y, (40.0, number), (80.0, "Map the gullies"), (300.0, "Chief officer"), (420.0, "May 2024"))
    ]
    found = tables_on(Page(1, 600.0, 800.0, (*above, *rows), rules=(*rules, *drawn)))[-1]
    return [cell.text for cell in found.cells if cell.row == 0]


@pytest.mark.parametrize("bold", [True, False])
def test_headings_above_the_first_rule_of_a_grid_are_its_header(bold: bool) -> None:
    assert first_row(*PROSE, *words(121.0, *HEADINGS, bold=bold)) == [text for _, text in HEADINGS]


@pytest.mark.parametrize(
    "above",
    [
        words(121.0, (40.0, "Ref"), (80.0, "Action"), (280.0, "Lead officer"), (420.0, "By when"), bold=True),
        words(121.0, (80.0, "North ward"), (300.0, "South ward"), (420.0, "All wards"), bold=True),
        words(90.0, *HEADINGS, bold=True),
        words(121.0, (40.0, "Ref"), (80.0, "Action"), bold=True),
    ],
    ids=["over a side", "no plan's headings", "far above", "too few"],
)
def test_other_text_above_a_grid_is_no_header(above: list[Word]) -> None:
    assert first_row(*above)[0] == "1"


def test_what_stands_in_another_table_is_no_header() -> None:
    box = [Rule(Box(38.0, y, 580.0, y), True, "000000", False) for y in (100.0, 128.0)]
    box += [Rule(Box(x, 100.0, x, 128.0), False, "000000", False) for x in (38.0, 580.0, 300.0)]
    assert first_row(*words(115.0, *HEADINGS, bold=True), drawn=box)[0] == "1"


def test_a_title_right_above_the_headings_of_a_grid_is_none_of_them() -> None:
    title = words(109.0, (40.0, "All actions to be taken"), bold=True)
    assert first_row(*PROSE, *title, *words(121.0, *HEADINGS, bold=True)) == [text for _, text in HEADINGS]


@pytest.mark.parametrize(
    ("bold", "between", "expected"), [(True, 12.0, 3), (False, 12.0, 1), (True, 40.0, 1)], ids=["bold", "plain", "far"]
)
def test_bold_headings_over_a_row_that_ends_at_the_first_rule_are_a_row(
    bold: bool, between: float, expected: int
) -> None:
    """Rules below rows only: none above or below the headings."""
    row = [*words(130.0, *ROW), *words(130.0 + between, (80.0, "and the drains"))]
    top = 130.0 + between + 18.0
    lines = text_lines(placed([*PROSE, *words(112.0, *HEADINGS, bold=bold), *row]))
    stack = Stack(38.0, 560.0, (top, *LEVELS), (), ruled=frozenset((top, *LEVELS)))
    found = with_headings_apart(stack, lines).ys
    assert found == (*((111.0, 126.5) if expected == 3 else ()), top, *LEVELS)


@pytest.mark.parametrize("rest", [1, 2], ids=["one text", "two texts"])
def test_a_header_above_the_rest_of_a_row_is_one_though_no_rule_parts_them(rest: int) -> None:
    """A page that holds no more than the end of a row, the header printed again above it."""
    edges = (38.0, 78.0, 298.0, 418.0, 498.0, 590.0)
    rules = [Rule(Box(38.0, y, 590.0, y + 0.5), horizontal=True) for y in (50.0, 110.0)]
    rules += [Rule(Box(x, 50.0, x + 0.5, 110.0), horizontal=False) for x in edges]
    below = [(80.0, "the rest of what was done"), (500.0, "and of what is said")][-rest:]
    page = Page(1, 600.0, 800.0, (*words(54.0, *HEADINGS, bold=True), *words(76.0, *below)), tuple(rules))
    (found,) = tables_on(page)
    assert found.rows[0] == [text for _, text in HEADINGS]
    assert [text for text in found.rows[1] if text] == [text for _, text in below]


def test_a_header_printed_again_without_its_rule_stands_above_a_cell_that_a_page_cut() -> None:
    xs, foot = (38.0, 78.0, 298.0, 418.0, 560.0), 160.0
    rules = [Rule(Box(xs[0], y - 0.3, xs[-1], y + 0.3), horizontal=True) for y in (98.0, foot)]
    rules.append(Rule(Box(xs[1], 129.7, xs[-1], 130.3), horizontal=True))
    rules += [Rule(Box(x - 0.3, 98.0, x + 0.3, foot), horizontal=False) for x in xs]
    text = [
        *words(101.0, *HEADINGS[:4], bold=True),
        *words(115.0, (80.0, "Map the gullies"), (300.0, "Ann Gill"), (420.0, "May 2024")),
        *words(140.0, (80.0, "Clear the drains"), (300.0, "Jo Pell"), (420.0, "June 2024")),
    ]
    (found,) = tables_on(Page(1, 600.0, 800.0, tuple(text), tuple(rules)))
    assert found.rows[0] == ["Ref", "Action", "Lead officer", "By when"]
    assert found.rows[1] == ["", "Map the gullies", "Ann Gill", "May 2024"]
    (merged,) = [cell for cell in found.cells if cell.column == 0 and cell.row == 1]
    assert merged.row_span == 2
