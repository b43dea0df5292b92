"""Tables as word processors draw them: boxes with a painted header, merged cells beside stripes."""

from __future__ import annotations

from itertools import pairwise

import pytest

from extract.page import Fill, Page, Rule, Word
from extract.tables.finding import tables_on
from extract.tables.grid_parts import through_all
from extract.tables.text_lines import TextLine, placed, text_lines
from schemas.geometry import Box

XS = [50.0, 90.0, 250.0, 350.0, 430.0, 540.0]
GREEN, GREY = "E2EFDA", "D9D9D9"


def words(x: float, y: float, text: str, *, bold: bool = False) -> list[Word]:
    found = []
    for part in text.split():
        found.append(Word(part, Box(x, y, x + 5.0 * len(part), y + 10.0), 10.0, bold))
        x += 5.0 * len(part) + 2.8
    return found


def lined(*entries: tuple[float, float, str]) -> list[TextLine]:
    return text_lines(placed([word for entry in entries for word in words(*entry)]))


def level(y: float, x0: float, x1: float) -> Rule:
    return Rule(Box(x0, y - 0.3, x1, y + 0.3), horizontal=True)


def upright(x: float, y0: float, y1: float) -> Rule:
    return Rule(Box(x - 0.3, y0, x + 0.3, y1), horizontal=False)


def test_rows_of_a_box_with_a_painted_header_are_told_by_their_text() -> None:
    heads = ["No", "Action", "Lead", "By when", "Progress"]
    text = [word for x, head in zip(XS, heads, strict=False) for word in words(x + 3, 53, head, bold=True)]
    for at in range(4):
        y = 80.0 + 40 * at
        cells = [f"{at + 1}", "Agree a new protocol with", "Head of Service", "May 2024", "Begun in June"]
        text += [word for x, cell in zip(XS, cells, strict=False) for word in words(x + 3, y, cell)]
        text += words(93, y + 12, "the partners of the board")
    rules = (level(50, 50, 540), level(70, 50, 540), level(240, 50, 540), upright(50, 50, 240), upright(540, 50, 240))
    fills = tuple(Fill(Box(a, 50, b, 70), GREEN, at) for at, (a, b) in enumerate(pairwise(XS)))
    (table,) = tables_on(Page(1, 595.0, 842.0, tuple(text), rules, fills))
    assert (table.row_count, table.column_count) == (5, 5)
    assert [row[1] for row in table.rows[1:]] == ["Agree a new protocol with the partners of the board"] * 4


def test_so_are_those_of_a_box_in_which_ratings_are_painted() -> None:
    heads = ["No", "Action", "Lead", "By when", "RAG"]
    text = [word for x, head in zip(XS, heads, strict=False) for word in words(x + 3, 53, head, bold=True)]
    fills = [Fill(Box(a, 50, b, 70), GREY, at) for at, (a, b) in enumerate(pairwise(XS))]
    for at, rating in enumerate(["Open", "Green", "Open", "Open", "Green"]):
        y = 72.0 + 40 * at
        cells = [f"{at + 1}", "Agree a new protocol with", "Head of Service", "May 2024", rating]
        text += [word for x, cell in zip(XS, cells, strict=False) for word in words(x + 3, y + 4, cell)]
        text += words(93, y + 16, "the partners of the board")
        fills += [Fill(Box(430, y, 540, y + 40), "00B050", 9 + at)] if rating == "Green" else []
    rules = (level(50, 50, 540), level(70, 50, 540), level(272, 50, 540), upright(50, 50, 272), upright(540, 50, 272))
    (table,) = tables_on(Page(1, 595.0, 842.0, tuple(text), rules, tuple(fills)))
    assert [row[2] for row in table.rows[1:]] == ["Head of Service"] * 5


def test_one_ground_behind_several_columns_hides_none_of_them() -> None:
    heads = ["No", "Action", "Lead", "By when", "RAG"]
    text = [word for x, head in zip(XS, heads, strict=False) for word in words(x + 3, 53, head, bold=True)]
    fills = [Fill(Box(50, 50, 540, 230), "000000", 0)]
    for at in range(4):
        y = 70.0 + 40 * at
        cells = [f"{at + 1}", "Agree a new protocol with", "Head of Service", "May 2024", "Green"]
        text += [word for x, cell in zip(XS, cells, strict=False) for word in words(x + 3, y + 4, cell)]
        text += words(93, y + 16, "the partners of the board")
        fills.append(Fill(Box(430, y, 540, y + 40), "00B050" if at % 2 else "FFC000", 1 + at))
    (table,) = tables_on(Page(1, 595.0, 842.0, tuple(text), (), tuple(fills)))
    assert (table.row_count, table.column_count) == (5, 5)
    assert [row[1] for row in table.rows[1:]] == ["Agree a new protocol with the partners of the board"] * 4


STRIPES = [(103.0, x0, x1) for x0, x1 in pairwise(XS[2:])]


def test_a_merged_cell_beside_stripes_goes_on_through_its_text() -> None:
    text = lined(
        (53, 78, "7."), (93, 78, "Improve the quality"), (253, 78, "Review"), (353, 78, "SM QA"), (433, 78, "Done"),
        (93, 90, "of all care plans and"), (93, 102, "make them specific"), (253, 102, "Train staff"),
        (353, 102, "SM WD"), (433, 102, "Done"),
    )  # fmt: skip
    assert sorted(through_all(XS, STRIPES, text)) == STRIPES


def test_a_text_that_begins_beside_stripes_is_another_cell() -> None:
    text = lined(
        (53, 78, "7."), (93, 78, "Improve the plans"), (253, 78, "Review"), (353, 78, "SM QA"),
        (53, 102, "8."), (93, 102, "Widen the choice"), (253, 102, "Train staff"), (353, 102, "SM WD"),
    )  # fmt: skip
    assert sorted(through_all(XS, STRIPES, text)) == [(103.0, a, b) for a, b in pairwise(XS)]


def test_a_rating_alone_in_paint_parts_the_whole_row() -> None:
    text = lined((93, 78, "Improve the plans"), (93, 102, "Widen the choice"))
    assert through_all(XS, [(103.0, 430.0, 540.0)], text) == [(103.0, 50.0, 540.0)]


def test_cells_that_alone_have_borders_are_no_table_of_their_own() -> None:
    """The lower line of a header of two levels, in a style that draws no others."""
    xs = [50.0, 250.0, 350.0, 450.0, 540.0]
    text = [*words(53, 53, "Action", bold=True), *words(253, 53, "Accountability", bold=True)]
    text += [
        *words(253, 73, "Lead", bold=True),
        *words(353, 73, "By when", bold=True),
        *words(453, 53, "RAG", bold=True),
    ]
    for y in (93, 113):
        cells = zip(xs, ("Agree a protocol", "Head of Service", "May 2024", "Green"), strict=False)
        text += [word for x, cell in cells for word in words(x + 3, y, cell)]
    rules = [level(y, 50, 540) for y in (50, 90, 110, 130)] + [upright(x, 50, 130) for x in (50, 540)]
    rules += [level(70, 250, 450), level(88.5, 250, 450), *(upright(x, 70, 88.5) for x in xs[1:4])]
    rules += [upright(x, 110, 130) for x in xs[1:4]]
    fills = [Fill(Box(a, 50, b, 90), GREEN, 1) for a, b in ((50, 250), (450, 540))]
    (table,) = tables_on(
        Page(1, 595.0, 842.0, tuple(text), tuple(rules), (*fills, Fill(Box(250, 50, 450, 70), GREEN, 2)))
    )
    assert "Lead" in table.rows[1] and "By when" in table.rows[1]


def _under_two_levels(*, again: bool) -> Page:
    """A framed table with rules below its rows only, each number for two of them: a painted header of two levels over
    painted stripes, which are painted `again` where a watermark lies between."""
    xs = [50.0, 90.0, 250.0, 330.0, 430.0, 540.0]
    fills = [Box(a, 50.0, b, 80.0) for a, b in pairwise(xs) if not 250.0 <= a < 430.0]
    fills += [Box(250.0, 50.0, 430.0, 65.0), Box(250.0, 65.0, 330.0, 80.0), Box(330.0, 65.0, 430.0, 80.0)]
    fills += [Box(a, y, b, y + 40.0) for y in (120.0, 200.0) for a, b in pairwise(xs[1:])]
    text = words(320, 52, "Delivery", bold=True)
    heads = ["No", "Action", "By when", "Lead", "Progress"]
    text += [word for x, head in zip(xs, heads, strict=False) for word in words(x + 3, 67, head, bold=True)]
    for at in range(4):
        number = "" if at % 2 else f"{at // 2 + 1}"
        cells = [number, "Agree a new protocol", "May 2024", "Head of Service", "Begun in June"]
        text += [word for x, cell in zip(xs, cells, strict=False) for word in words(x + 3, 84.0 + 40 * at, cell)]
    rules = [level(y, 50, 540) for y in (50, 80, 160, 240)]
    rules += [
        level(65, 250, 430),
        level(120, 90, 540),
        level(200, 90, 540),
        upright(50, 50, 240),
        upright(540, 50, 240),
    ]
    painted = [Fill(box, GREEN, at) for at, box in enumerate([*fills, *(fills[3:] if again else [])])]
    return Page(1, 595.0, 842.0, tuple(text), tuple(rules), tuple(painted))


@pytest.mark.parametrize("again", [False, True], ids=["painted once", "painted again"])
def test_columns_under_a_heading_over_several_are_told_by_their_paint(again: bool) -> None:
    (table,) = tables_on(_under_two_levels(again=again))
    assert table.column_count == 5
    assert table.rows[-1] == ["", "Agree a new protocol", "May 2024", "Head of Service", "Begun in June"]
