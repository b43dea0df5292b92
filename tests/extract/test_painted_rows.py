"""Rows that are painted less than they are high or wide, tables of paint one below the other, gaps between cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.page import Fill, Page, Rule, Word
from extract.tables.bands import Stack, gaps, stacks
from extract.tables.fills import cell_fills
from extract.tables.finding import tables_on
from extract.tables.painted_forms import labelled_grids
from extract.tables.painted_rows import apart, evened, in_frames
from extract.tables.text_lines import placed, text_lines
from schemas.geometry import Box

BAND = "4F81BD"


def words(text: str, x: float, y: float, *, bold: bool = False) -> list[Word]:
    """Words five points a letter, three between them, ten high."""
    made: list[Word] = []
    for word in text.split():
        made.append(Word(word, Box(x, y, x + 5 * len(word), y + 10), 10.0, bold))
        x += 5 * len(word) + 3
    return made


def row(xs: Sequence[float], y: float, texts: Sequence[str], *, bold: bool = False) -> list[Word]:
    return [
        word
        for x, text in zip(xs, texts, strict=False)
        for at, line in enumerate(text.split("\n"))
        for word in words(line, x + 2, y + 11 * at, bold=bold)
    ]


def header(xs: Sequence[float], y: float, lines: Sequence[int]) -> list[Fill]:
    """Cells of paint with white gaps, as high as their own lines of text."""
    return [
        Fill(Box(a, y, b - 2.8, y + 11.0 * high), BAND, at)
        for at, ((a, b), high) in enumerate(zip(pairwise(xs), lines, strict=True))
    ]


def page(fills: Sequence[Fill], texts: Sequence[Word]) -> Page:
    return Page(1, 595.0, 842.0, tuple(texts), (), tuple(fills))


XS = (40.0, 80.0, 240.0, 360.0, 440.0)
OTHER = (40.0, 90.0, 260.0, 330.0, 440.0)


def test_headings_painted_as_far_as_their_own_text_end_where_the_longest_does() -> None:
    fills = header(XS, 100.0, (1, 1, 2, 1))
    assert {fill.box.y1 for fill in evened(fills, ())} == {122.0}


def test_paint_above_text_or_other_paint_keeps_its_height() -> None:
    fills = [*header(XS, 100.0, (1, 1, 2, 1)), Fill(Box(80.0, 112.0, 237.0, 122.0), "FFFFFF", 9)]
    lines = text_lines(placed(words("Below", 42.0, 112.0)))
    assert [fill.box.y1 for fill in evened(fills, lines)] == [111.0, 111.0, 122.0, 111.0, 122.0]


def test_a_blank_cell_below_paint_beside_a_merged_one_stays_blank() -> None:
    fills = header(XS, 100.0, (6, 3, 3, 3))
    texts = row(XS[1:], 134.0, ("IRO to report", "SM QA"))
    assert [fill.box.y1 for fill in evened(fills, text_lines(placed(texts)))] == [166.0, 133.0, 133.0, 133.0]


@pytest.mark.parametrize(
    ("second", "expected"), [(OTHER, 2), (XS, 1)], ids=["other columns", "the same header printed again"]
)
def test_a_header_whose_cells_end_elsewhere_opens_another_table(second: tuple[float, ...], expected: int) -> None:
    fills = [*header(XS, 100.0, (1, 1, 1, 1)), *header(second, 200.0, (1, 1, 1, 1))]
    (stack,) = stacks((), fills)
    parts = apart(stack)
    assert len(parts) == expected
    assert [round(limit) for _, limit in parts[:-1]] == [199] * (expected - 1)


@pytest.mark.parametrize(
    ("title", "headings", "bold", "cut"),
    [
        (("Our action plan",), ("Ref", "Action", "Owner", "Date"), True, True),
        (("Our action plan",), ("1.2", "Audit", "Ann", "May"), False, False),  # a stripe of the same table
        (("Our action plan",), ("Recommendation 3",), True, False),  # the heading of a group
        (("1.1", "Train"), ("Ref", "Action", "Owner", "Date"), True, False),  # below a row
    ],
)
def test_a_band_of_headings_below_a_title_opens_another_table(
    title: Sequence[str], headings: Sequence[str], *, bold: bool, cut: bool
) -> None:
    fills = [Fill(Box(XS[0], y, XS[-1], y + 14.0), "EDEDED", at) for at, y in enumerate((100.0, 130.0, 180.0))]
    (stack,) = stacks((), fills)
    texts = [
        *row(XS, 102.0, ("Item", "Maker", "Meeting", "Key"), bold=True),
        *row(XS, 132.0, ("The rota", "Cabinet", "May", "Yes")),
        *row(XS, 160.0, title, bold=True),
        *row(XS, 182.0, headings, bold=bold),
    ]
    assert [round(limit) for _, limit in apart(stack, text_lines(placed(texts)))[:-1]] == ([179] if cut else [])


def test_a_title_in_larger_type_may_have_a_wide_space_behind_its_number() -> None:
    fills = [Fill(Box(XS[0], y, XS[-1], y + 14.0), "EDEDED", at) for at, y in enumerate((100.0, 180.0))]
    (stack,) = stacks((), fills)
    headings = [row(XS, y, ("Ref", "Action", "Owner", "Date"), bold=True) for y in (102.0, 182.0)]
    title = [*words("Recommendation 2:", 42.0, 158.0, bold=True), *words("Budgets", 134.0, 158.0, bold=True)]
    for size, parts in ((10.0, 1), (13.0, 2)):
        texts = [*headings[0], *(replace(word, size=size) for word in title), *headings[1]]
        assert len(apart(stack, text_lines(placed(texts)))) == parts


def test_the_same_header_below_the_labels_of_a_form_opens_another_table() -> None:
    labels = [Fill(Box(XS[0], y, XS[0] + 30.0, y + 11.0), "EDEDED", 9) for y in (160.0, 174.0)]
    ys = [(y, XS[0], XS[-1]) for y in (130.0, 230.0)]
    fills = [*header(XS, 100.0, (1, 1, 1, 1)), *labels, *header(XS, 200.0, (1, 1, 1, 1))]
    (stack,) = stacks(ys, fills)
    assert [round(limit) for _, limit in apart(stack)[:-1]] == [159, 199]


def test_a_stripe_below_an_unpainted_header_leaves_that_to_its_table() -> None:
    rules = [(y, XS[0], XS[-1]) for y in (111.0, 160.0, 180.0, 200.0)]
    (stack,) = stacks(rules, [*header(XS, 100.0, (1, 1, 1, 1)), *header(OTHER, 181.0, (1, 1, 1, 1))])
    lines = text_lines(placed(row(OTHER[:2], 165.0, ("Audit", "Ann"))))
    assert [round(limit) for _, limit in apart(stack, lines)[:-1]] == [159]


def test_headings_painted_around_one_middle_are_as_high_as_the_highest() -> None:
    high, low = Box(240.0, 96.0, 357.2, 112.0), [Box(a, 100.0, b - 2.8, 108.0) for a, b in pairwise(XS)]
    fills = [Fill(high if at == 2 else box, BAND, at) for at, box in enumerate(low)]
    assert {(fill.box.y0, fill.box.y1) for fill in evened(fills, ())} == {(96.0, 112.0)}
    above = text_lines(placed(words("Above", 42.0, 92.0)))
    assert [fill.box.y0 for fill in evened(fills, above)] == [100.0, 100.0, 96.0, 100.0]


def test_a_table_opens_with_its_title_though_a_rating_ends_right_above_it() -> None:
    title, rating = (
        Fill(Box(40.0, 150.0, 437.2, 162.0), "FFF2CC", 8),
        Fill(Box(400.0, 130.0, 440.0, 150.0), "FF0000", 9),
    )
    fills = [*header(XS, 100.0, (1, 1, 1, 1)), rating, title, *header(OTHER, 163.0, (1, 1, 1, 1))]
    (stack,) = stacks((), fills)
    assert [round(limit) for _, limit in apart(stack)[:-1]] == [149]
    second = apart(stack)[1][0]
    assert [round(y) for y in second.ys] == [150, 163, 174]
    assert round(second.x1) == 437


def test_cells_merged_on_both_sides_end_a_group_of_rows() -> None:
    left = [Fill(Box(40.0, 111.0, 80.0, 171.0), "F2F2F2", 5), Fill(Box(80.0, 111.0, 160.0, 171.0), "F2F2F2", 6)]
    inner = [Fill(Box(160.0, y, 400.0, y + 20.0), "F2F2F2", 7) for y in (111.0, 151.0)]
    whole = [Fill(Box(40.0, 100.0, 440.0, 111.0), BAND, 0), *left, Fill(Box(400.0, 111.0, 440.0, 171.0), "00B050", 8)]
    assert [round(y) for y in stacks((), [*whole, *inner])[0].ys] == [100, 111, 171]
    (stack,) = stacks((), [*whole, inner[0]])
    assert [round(y) for y in stack.ys] == [100, 111, 171]


def test_each_table_keeps_levels_of_its_own() -> None:
    fills = [Fill(Box(a, 60.0, b - 2.8, 71.0), BAND, 0) for a, b in pairwise(OTHER)]
    whole = Stack(
        40.0, 440.0, (100.0, 111.0), (), fills=tuple(fill.box for fill in [*fills, *header(XS, 100.0, (1,) * 4)])
    )
    assert [part.ys for part, _ in apart(whole)] == [(60.0, 71.0), (100.0, 111.0)]


def test_headings_of_the_second_level_open_no_table() -> None:
    fills = [
        *header((40.0, 240.0, 340.0, 440.0), 100.0, (1, 1, 1)),
        *header((40.0, 90.0, 170.0, 290.0, 440.0), 111.0, (1,) * 4),
    ]
    assert [len(apart(stack)) for stack in stacks((), fills)] == [1]


def test_two_tables_of_one_width_are_read_in_their_own_columns() -> None:
    first, second = ["Ref", "Action", "Lead\nofficer", "Due"], ["Ref", "Action", "Lead\nofficer", "Due"]
    texts = [
        *row(XS, 101.0, first, bold=True),
        *row(XS, 125.0, ["1.1", "Draw up the list of all\nthe visits", "Head of Place", "May 2024"]),
        *row(XS, 153.0, ["1.2", "Agree it", "Director", "June 2024"]),
        *words("Recommendation 2: contracts", 40.0, 180.0, bold=True),
        *row(OTHER, 201.0, second, bold=True),
        *row(OTHER, 225.0, ["2.1", "Publish the plan on the web with\nall of its parts", "Chief", "July 2024"]),
        *row(OTHER, 253.0, ["2.2", "Review it", "Director", "June 2024"]),
    ]
    fills = [*header(XS, 100.0, (1, 1, 2, 1)), *header(OTHER, 200.0, (1, 1, 2, 1))]
    found = tables_on(page(fills, texts))
    assert [(table.column_count, table.row_count) for table in found] == [(4, 3), (4, 3)]
    assert [cell.text for cell in found[0].cells if cell.row == 0] == ["Ref", "Action", "Lead officer", "Due"]
    assert [cell.text for cell in found[1].cells if cell.column == 3] == ["Due", "July 2024", "June 2024"]


def form(y: float, right: float) -> tuple[list[Fill], list[Word]]:
    said = [("Action", "Publish the plan on the web"), ("Lead", "Head of Place"), ("By when", "May 2024")]
    fills = [Fill(Box(40.0, y + 14 * at, right, y + 14 * at + 13), "EDEDED", at) for at in range(3)]
    texts = [
        word
        for at, (label, value) in enumerate(said)
        for word in (*words(label, 42.0, y + 14 * at + 1, bold=True), *words(value, right + 3, y + 14 * at + 1))
    ]
    return fills, texts


def test_forms_whose_labels_alone_are_painted_hold_what_these_say() -> None:
    (one, said), (other, more) = form(100.0, 120.0), form(142.0, 135.0)
    grids, left = labelled_grids([*one, *other], text_lines(placed([*said, *more])), ())
    assert [(len(grid.xs), len(grid.ys)) for grid in grids] == [(3, 4), (3, 4)]
    assert left == []


def test_labels_parted_by_rules_are_left_to_these() -> None:
    fills, texts = form(100.0, 120.0)
    lines = text_lines(placed(texts))
    assert labelled_grids(fills, lines, [(113.5, 40.0, 400.0)]) == ([], fills)


def test_a_painted_first_column_of_several_more_is_no_form() -> None:
    fills, texts = form(100.0, 120.0)
    beside = [word for at in range(3) for word in words(f"Column {at}", 400.0, 101.0 + 14 * at)]
    assert labelled_grids(fills, text_lines(placed([*texts, *beside])), ()) == ([], fills)


def test_rows_end_where_the_wider_header_of_another_table_begins() -> None:
    xs, wide = (40.0, 64.0, 240.0, 340.0, 400.0, 470.0), (40.0, 95.0, 330.0, 560.0)
    texts = [
        *row(xs, 101.0, ["", "Action", "Lead", "Due", "Progress"], bold=True),
        *row(xs, 116.0, ["1.1", "Agree it with the board\nof trustees", "Group\nManager", "June 2024"]),
        *row(xs, 141.0, ["1.2", "Publish it", "Director", "July 2024"]),
        *words("* Dates are subject to review", 41.0, 152.0),
        *(replace(word, size=14.0) for word in words("Responses", 41.0, 165.0, bold=True)),
        *row(wide, 186.0, ["Name", "Comment", "Response"], bold=True),
        *row(wide, 201.0, ["Resident 8", "Members asked for more", "Officers agreed to look\nat it"]),
        *row(wide, 226.0, ["Resident 9", "Members asked for less and will\nhear back", "Officers agreed"]),
    ]
    fills = [*header(xs, 100.0, (1, 1, 1, 1, 1)), *header(wide, 185.0, (1, 1, 1))]
    plan, other = tables_on(page(fills, texts))
    assert [cell.text for cell in plan.cells if not cell.column and cell.text][:2] == ["1.1", "1.2"]
    assert "Responses" not in [cell.text for cell in plan.cells]
    assert other.row_count == 3


def test_a_narrow_heading_beside_a_higher_one_is_a_cell() -> None:
    number, heading = Fill(Box(40.0, 100.0, 56.0, 111.0), BAND, 0), Fill(Box(59.0, 100.0, 140.0, 122.0), BAND, 1)
    square = Fill(Box(200.0, 104.0, 212.0, 116.0), BAND, 2)
    assert cell_fills(page([number, heading, square], ())) == [number, heading]


@pytest.mark.parametrize(("number", "beside", "cells"), [("5", 0, 0), ("Red", 0, 1), ("5", 1, 2)])
def test_what_the_number_of_a_page_stands_on_is_no_cell(number: str, beside: int, cells: int) -> None:
    foot, other = Fill(Box(520.0, 803.0, 532.0, 827.0), BAND, 0), Fill(Box(480.0, 803.0, 518.0, 827.0), BAND, 1)
    fills = (foot, other)[: 1 + beside]
    assert len(cell_fills(Page(1, 595.0, 842.0, tuple(words(number, 523.0, 810.0)), (), fills))) == cells


def test_white_gaps_between_painted_cells_are_borders() -> None:
    assert gaps([fill.box for fill in header(XS, 100.0, (1, 1, 1, 1))]) == pytest.approx([78.6, 238.6, 358.6])


def test_a_line_whose_words_begin_where_columns_do_is_parted_there() -> None:
    (line,) = text_lines(placed(words("pathway ahead of the next (Permanence)", 82.0, 100.0)))
    assert [run.text for run in line.parted_alone([82.0, 220.0]).runs] == ["pathway ahead of the next (Permanence)"]
    begins = line.runs[0].words[-1].box.x0
    assert [run.text for run in line.parted_alone([begins + 0.3]).runs] == ["pathway ahead of the next", "(Permanence)"]


def test_headings_merged_over_two_rows_end_where_the_second_row_does() -> None:
    xs = (40.0, 80.0, 240.0, 360.0)
    fills = [*header(xs, 100.0, (1, 1, 1)), Fill(Box(240.0, 114.0, 357.2, 125.0), BAND, 9)]
    fills += [Fill(Box(a, 150.0, b, 174.0), "EAF1DD", 10) for a, b in pairwise(xs)]
    texts = [
        *row(xs, 100.5, ["No", "Action", "Who"], bold=True),
        *words("Lead", 242.0, 114.5, bold=True),
        *row(xs, 127.0, ["1", "Publish the plan on\nthe web", "Head of Place"]),
        *row(xs, 151.0, ["2", "Review it with all\npartners", "Chief"]),
        *row(xs, 177.0, ["3", "Agree it", "Director"]),
    ]
    (table,) = tables_on(page(fills, texts))
    assert [cell.text for cell in table.cells if cell.column == 0 and cell.text] == ["No", "1", "2", "3"]
    first = next(cell for cell in table.cells if cell.text == "1")
    assert next(cell for cell in table.cells if cell.text == "Head of Place").row == first.row


def test_a_stack_whose_columns_rules_draw_is_never_cut() -> None:
    stack = Stack(40.0, 440.0, (100.0, 111.0), (), uprights=(90.0,))
    assert apart(stack) == [(stack, float("inf"))]


def test_a_header_below_rows_of_which_one_column_is_painted_opens_a_table() -> None:
    colours = [Box(360.0, 40.0 + 20 * at, 440.0, 60.0 + 20 * at) for at in range(2)]
    fills = (*colours, *(fill.box for fill in header(XS, 100.0, (1, 1, 1, 1))))
    whole = Stack(40.0, 440.0, (40.0, 60.0, 80.0, 100.0, 111.0), (), fills=fills)
    assert [part.ys for part, _ in apart(whole)] == [(40.0, 60.0, 80.0), (100.0, 111.0)]


@pytest.mark.parametrize(
    ("xs", "expected"), [(XS, True), ((40.0, 240.0, 440.0), False), ((80.0, 140.0, 240.0, 360.0, 440.0), False)]
)
def test_a_header_painted_from_end_to_end_draws_all_columns(xs: tuple[float, ...], expected: bool) -> None:
    boxes = tuple(fill.box for fill in header(xs, 100.0, (1,) * (len(xs) - 1)))
    assert Stack(40.0, 440.0, (100.0, 111.0), (), fills=boxes).tiled is expected


def test_justified_words_under_a_painted_header_make_no_column() -> None:
    lead = [*words("Principal", 242.0, 125.0), *words("Social", 310.0, 125.0), *words("Worker", 242.0, 136.0)]
    texts = [
        *row(XS, 100.5, ["No", "Action", "Lead", "Due"], bold=True),
        *row(XS, 125.0, ["1", "Map the rota", "", "May"]),
        *lead,
        *row(XS, 153.0, ["2", "Agree it", "Chief", "June"]),
    ]
    fills = [*header(XS, 100.0, (1, 1, 1, 1)), *header(XS, 150.0, (1, 1, 1, 1))]
    (table,) = tables_on(page(fills, texts))
    assert table.column_count == 4
    assert "Principal Social Worker" in [cell.text for cell in table.cells]


def test_a_numbered_group_on_one_painted_cell_leaves_the_columns_below_it() -> None:
    texts = [
        *row(XS, 100.5, ["No", "Action", "Lead", "Due"], bold=True),
        *row(XS[:2], 114.5, ["1", "The workforce strategy of the council is out of date"], bold=True),
        *row(XS, 130.0, ["1.1", "Map the rota", "Principal", "May"]),
        *row(XS, 158.0, ["1.2", "Agree it", "Chief", "June"]),
    ]
    banner = [Fill(Box(40.0, 114.0, 78.0, 126.0), "DDDDDD", 8), Fill(Box(80.0, 114.0, 437.2, 126.0), "DDDDDD", 9)]
    fills = [*header(XS, 100.0, (1, 1, 1, 1)), *banner, *header(XS, 155.0, (1, 1, 1, 1))]
    (table,) = tables_on(page(fills, texts))
    assert table.column_count == 4
    assert [cell.text for cell in table.cells if cell.column == 2 and cell.text] == ["Lead", "Principal", "Chief"]


@pytest.mark.parametrize(("left", "forms"), [("", 1), ("Review all plans", 0)], ids=["labels", "ratings"])
def test_painted_cells_with_text_on_their_left_are_ratings(left: str, forms: int) -> None:
    tops = [100.0, 120.0, 140.0, 160.0]
    fills = [Fill(Box(200.0, y, 260.0, y + 18.0), BAND, at) for at, y in enumerate(tops)]
    texts = [word for y in tops for word in row((100.0, 200.0, 270.0), y + 4, (left, "Amber", "Dashboard"))]
    grids, _ = labelled_grids(fills, text_lines(placed(texts)), ())
    assert len(grids) == forms


def test_two_rows_between_headings_of_groups_are_told_where_only_columns_are_ruled() -> None:
    entries = ("R1", "Answer calls sooner\nat busy times", "Director of\nServices", "May 2012")
    texts = row(XS, 102.0, ("Ref", "Action", "By whom", "When"), bold=True)
    texts += row(XS, 122.0, entries)
    fills = [Fill(Box(a, 100.0, b, 115.0), BAND, at) for at, (a, b) in enumerate(pairwise(XS))]
    inner = [(100.0, 148.0)]
    for top in (148.0, 240.0, 332.0):
        texts += words("Priority of the board", 42.0, top + 4.0, bold=True)
        texts += row(XS, top + 26.0, entries) + row(XS, top + 62.0, entries)
        inner.append((top + 20.0, top + 92.0))
    rules = [Rule(Box(x, y0, x, y1), horizontal=False) for x in XS[1:-1] for y0, y1 in inner]
    rules += [Rule(Box(x, 100.0, x, 424.0), horizontal=False) for x in (XS[0], XS[-1])]
    (table,) = tables_on(Page(1, 595.0, 842.0, tuple(texts), tuple(rules), tuple(fills)))
    assert [cell.text for cell in table.cells if cell.column == 0 and cell.column_span == 1].count("R1") == 7


@given(
    st.lists(
        st.tuples(st.integers(0, 12), st.integers(1, 4), st.integers(0, 6), st.integers(1, 6)), min_size=1, max_size=25
    ),
    st.lists(st.integers(0, 400), max_size=8),
)
def test_a_stack_cut_apart_keeps_all_of_its_paint(cells: list[tuple[int, int, int, int]], levels: list[int]) -> None:
    fills = tuple(Box(70 * x, 28 * y, 70 * (x + wide), 28 * y + 5 * high) for y, high, x, wide in sorted(cells))
    right = max(box.x1 for box in fills)
    stack = Stack(0, right, tuple(sorted({0.0, *map(float, levels)})), (), fills=fills)
    parts = apart(stack)
    assert Counter(box for part, _ in parts for box in part.fills) == Counter(fills)
    assert all(part.fills for part, _ in parts)
    assert [end for _, end in parts] == sorted(end for _, end in parts)


def test_a_title_that_looks_like_a_label_opens_its_table_once() -> None:
    tables = [(146, (41, 62, 379, 593, 692)), (224, (41, 62, 415, 538, 645)), (301, (41, 62, 361, 646, 768))]
    fills: list[Box] = []
    for y, xs in tables:
        fills.append(Box(xs[0] - 1, y, xs[-1] + 1, y + 15))
        fills += [Box(x0 + 1, y + 17, x1, y + 30) for x0, x1 in pairwise(xs)]
    parts = apart(Stack(40, 769, (146.0, 301.0, 331.0), (), fills=tuple(fills)))
    assert [len(part.fills) for part, _ in parts] == [5, 5, 5]
    assert [end for _, end in parts] == [pytest.approx(224, abs=3), pytest.approx(301, abs=3), float("inf")]


def test_paint_in_frames_below_each_other_is_cut_where_each_begins() -> None:
    fills = [box for y in (60.0, 120.0) for box in (Box(50, y, 350, y + 15), Box(50, y + 30, 350, y + 45))]
    stack = Stack(50, 350, (60.0, 165.0), (), fills=tuple(fills))
    frames = [Box(50, 59, 350, 110), Box(50, 119, 350, 170)]
    assert [part.fills for part, _ in in_frames(stack, frames)] == [tuple(fills[:2]), tuple(fills[2:])]
    assert not in_frames(stack, frames[:1])
    assert not in_frames(stack, [*frames[:1], Box(50, 119, 350, 140)])
