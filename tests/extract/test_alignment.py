"""Columns and rows told by text alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.page import Word
from extract.tables import unruled
from extract.tables.alignment import column_rivers
from extract.tables.alignment_figures import figure_rows
from extract.tables.alignment_rows import certain_rows, row_starts
from extract.tables.text_lines import TextLine, placed, text_lines
from extract.tables.unruled import may_hold_columns, unruled_tables
from schemas.geometry import Box

LETTER, HEIGHT = 5.0, 11.5


def set_lines(lines: list[tuple[float, list[tuple[float, str]]]], *, bold: int = 0) -> list[TextLine]:
    """Lines (y, [(x, text)]); the first `bold` of them are bold."""
    words = []
    for number, (y, runs) in enumerate(lines):
        for x, text in runs:
            for word in text.split():
                wide = LETTER * len(word)
                words.append(Word(word, Box(x, y, x + wide, y + HEIGHT), 10.0, bold=number < bold))
                x += wide + 2.7
    return text_lines(placed(words))


def columns(lines: list[TextLine]) -> int:
    return len(column_rivers([[line] for line in lines], 0.0, 500.0)) + 1


def test_gaps_that_line_up_part_columns() -> None:
    lines = set_lines([(12.0 * at, [(10, "Owner"), (120, "by May"), (300, "12.5")]) for at in range(4)])
    assert columns(lines) == 3


@pytest.mark.parametrize(
    ("dates", "count"),
    [
        ([(140.0, "27"), (169.0, "October"), (223.0, "2025")], 2),
        ([(140.0, "27"), (152.7, "October"), (223.0, "2025")], 3),
    ],
    ids=["gaps of one width", "one gap wider"],
)
def test_the_last_word_of_justified_lines_is_no_column_without_a_heading(
    dates: list[tuple[float, str]], count: int
) -> None:
    rows = [[(10.0, "Map the gullies"), *dates] for _ in range(4)]
    lines = set_lines([(15.0 * at, row) for at, row in enumerate([[(10.0, "Action"), (140.0, "Agreed date")], *rows])])
    assert columns(lines) == count


def test_a_label_beside_the_title_is_no_part_of_the_plan_below() -> None:
    row = [(10, "Review the plan with all"), (200, "Ann Lee"), (260, "May 2013"), (330, "The review is on its way now")]
    label = [(10, "Westmoor Council"), (420, "Appendix A")]
    title = [(10, "Improvement plan"), (430, "May 2013")]
    headings = [(10, "Action"), (200, "Owner"), (260, "Deadline"), (330, "Progress")]
    long = [*row[:3], (330, "The review is on its way and a report is due")]
    lines = set_lines(
        [(0.0, label), (13.0, title), (30.0, headings)]
        + [(48.0 + 18.0 * at, one) for at, one in enumerate([long, row, row, row])]
    )
    (table,) = unruled_tables(lines)
    assert len(table.grid.xs) == 5
    assert abs(table.grid.ys[0] - 29.0) < 1


@pytest.mark.parametrize(("third", "count"), [(330.0, 3), (345.0, 0)], ids=["as the heading", "further in"])
def test_boxes_far_below_each_other_are_rows_where_all_begin_as_the_headings_do(third: float, count: int) -> None:
    headings = [(10.0, "Action"), (200.0, "Owner"), (330.0, "Deadline")]
    row = [(10.0, "Review the plan"), (200.0, "Ann Lee"), (third, "May 2013")]
    found = unruled_tables(set_lines([(0.0, headings), *((70.0 * at, row) for at in (1, 2, 3))], bold=1))
    assert [len(one.grid.ys) - 2 for one in found] == [count] * bool(count)


def test_gaps_of_spaced_out_prose_do_not() -> None:
    texts = ["The council has", "taken long over", "plans that were", "drawn up by ten"]
    lines = set_lines(
        [
            (12.0 * at, [(10, text.split()[0]), (40 + 7 * at, " ".join(text.split()[1:]))])
            for at, text in enumerate(texts)
        ]
    )
    assert columns(lines) == 1


def test_bullets_are_no_column() -> None:
    lines = set_lines([(12.0 * at, [(10, "•"), (26, f"point number {at}")]) for at in range(5)])
    assert columns(lines) == 1


XS = [0.0, 100.0, 200.0, 300.0]


@pytest.mark.parametrize(
    ("lines", "starts"),
    [
        # rows set apart
        (
            [(0, [(5, "a"), (105, "b")]), (12, [(5, "more")]), (30, [(5, "c"), (105, "d")]), (42, [(105, "more")])],
            [0, 2],
        ),
        # numbers in the first column, lines set tight
        (
            [
                (0, [(5, "1"), (105, "text that"), (205, "J")]),
                (12, [(105, "is long")]),
                (24, [(5, "2"), (105, "short"), (205, "K")]),
            ],
            [0, 2],
        ),
        # the rest of a row of the page before above a number, set apart
        (
            [
                (0, [(105, "that text")]),
                (12, [(105, "goes on")]),
                (24, [(105, "for long")]),
                (42, [(5, "2"), (105, "short"), (205, "K")]),
            ],
            [0, 3],
        ),
        # one line each
        ([(12 * at, [(5, "Name"), (105, "Team"), (205, "Date")]) for at in range(4)], [0, 1, 2, 3]),
        # wrapped lines only
        ([(0, [(5, "One text"), (105, "Owner")]), (12, [(5, "goes on")]), (24, [(5, "and on")])], [0]),
        # a short column tells the rows
        (
            [
                (0, [(5, "Long text"), (105, "Owner one"), (205, "May")]),
                (12, [(5, "goes on"), (105, "of two lines")]),
                (24, [(5, "Another text"), (105, "Owner"), (205, "June")]),
                (36, [(5, "goes on here")]),
            ],
            [0, 2],
        ),
    ],
    ids=["gaps", "numbers", "rest above", "one line each", "wrapped", "short column"],
)
def test_rows(lines: list[tuple[float, list[tuple[float, str]]]], starts: list[int]) -> None:
    assert row_starts(set_lines(lines), XS) == starts


def test_rows_may_be_set_in_the_middle_of_their_height() -> None:
    lines = set_lines(
        [
            (0, [(5, "Long text that")]),
            (6, [(105, "Owner"), (205, "May")]),
            (12, [(5, "takes two lines")]),
            (32, [(5, "Another text on")]),
            (38, [(105, "Owner"), (205, "June")]),
            (44, [(5, "two lines")]),
        ]
    )
    assert row_starts(lines, XS) == [0, 3]


def test_figures_are_rows_with_their_labels_around_them() -> None:
    lines = set_lines(
        [
            (0, [(5, "Borrowing"), (105, "771.9"), (205, "4.35")]),
            (12, [(5, "Cash and")]),
            (18, [(105, "128.9"), (205, "4.99")]),
            (24, [(5, "equivalents")]),
            (36, [(5, "Total"), (105, "900.8"), (205, "4.60")]),
        ]
    )
    assert figure_rows(lines, XS) == [0, 1, 4]


def test_prose_holds_no_rows_of_figures() -> None:
    lines = set_lines([(12.0 * at, [(5, "In 2024 we"), (105, "spent more"), (205, "on care")]) for at in range(4)])
    assert figure_rows(lines, XS) is None


def test_lists_in_cells_are_no_rows() -> None:
    lines = set_lines([(12.0 * at, [(5, "• Baby group"), (105, "• Food bank")]) for at in range(6)])
    assert certain_rows(lines, XS) == [0]


def test_prose_is_told_from_columns_at_a_glance() -> None:
    prose = [
        Word("word", Box(40 + 25 * (at % 20), 12 * (at // 20), 60 + 25 * (at % 20), 12 * (at // 20) + 10), 10.0)
        for at in range(200)
    ]
    assert not may_hold_columns(prose)
    table = [
        Word("word", Box(40 + 90 * (at % 4), 12 * (at // 4), 60 + 90 * (at % 4), 12 * (at // 4) + 10), 10.0)
        for at in range(40)
    ]
    assert may_hold_columns(table)


def test_bold_headings_are_a_row_however_close_the_first_row_stands() -> None:
    lines = [
        (0, [(5, "Action"), (105, "Owner"), (205, "When")]),
        (12, [(5, "Review the"), (105, "Head"), (205, "May")]),
        (24, [(5, "voids policy")]),
        (36, [(5, "Train staff"), (105, "Team"), (205, "June")]),
    ]
    assert row_starts(set_lines(lines, bold=1), XS) == [0, 1, 3]


def test_a_band_between_stripes_is_parted_by_numbers_only() -> None:
    band = [(12.0 * at, [(10, f"one {at}"), (110, f"two {at}"), (210, "three")]) for at in (0, 1)]
    later = [(36.0 + 12.0 * at, [(10, f"one {at}"), (110, f"two {at}"), (210, "three")]) for at in (0, 1)]
    assert row_starts(set_lines(band + later), XS, careful=True) == [0]
    assert row_starts(set_lines([(y, [(10, f"{y / 9:.0f}."), *runs[1:]]) for y, runs in later]), XS, careful=True) == [
        0,
        1,
    ]


@pytest.mark.parametrize(("x", "first"), [(110, 0.0), (10, 24.0)])
def test_lines_right_above_a_row_in_a_later_column_are_of_it(x: float, first: float) -> None:
    over = [(12.0 * at, [(x, "goes on here")]) for at in (0, 1)]
    rows = [
        (24.0, [(10, "Action"), (110, "and its end"), (260, "Owner"), (360, "Deadline")]),
        (60.0, [(10, "Map the need"), (110, "A note"), (260, "Director"), (360, "May 2024")]),
        (96.0, [(10, "Write it"), (110, "A note"), (260, "Lead"), (360, "June 2024")]),
    ]
    found = unruled_tables(set_lines([*over, *rows]))
    assert [round(one.grid.box.y0 + 1.0) for one in found] == [first]


def test_each_sign_at_the_end_of_its_line_is_of_a_row_of_its_own() -> None:
    lines = set_lines(
        [
            (
                0.0,
                [(10, "R3"), (50, "Checks are recorded in"), (200, "Relaunch interviews"), (330, "Pell"), (440, "●")],
            ),
            (13.0, [(50, "several places"), (200, "Draw up the"), (330, "Head of"), (440, "●")]),
            (26.0, [(200, "panel rules"), (330, "Service")]),
        ]
    )
    assert row_starts(lines, [0, 45, 190, 320, 430, 500]) == [0, 1]


def test_signs_in_the_middle_of_their_cells_begin_no_row() -> None:
    lines = set_lines(
        [
            (0.0, [(10, "R1"), (50, "Widen interviews,"), (200, "Commissioning"), (330, "January")]),
            (13.0, [(50, "starting with the"), (200, "Manager"), (330, "2018"), (440, "●")]),
            (26.0, [(50, "two largest teams")]),
            (50.0, [(10, "R2"), (50, "Re-run the backlog,"), (200, "Harpreet"), (330, "7 Nov")]),
            (63.0, [(50, "starting with the"), (200, "Gill"), (330, "2017"), (440, "●")]),
            (76.0, [(50, "two oldest cases")]),
        ]
    )
    assert row_starts(lines, [0, 45, 190, 320, 430, 500]) == [0, 3]


def test_lines_below_the_only_number_are_of_its_row() -> None:
    texts = (
        ("13", "Put in place free", "Ann Gill, Head", "Lead of the", "December"),
        ("", "school meals", "Place", "Board", "2022"),
    )
    lines = [
        (13.0 * at, [(x, text) for x, text in zip((0, 45, 190, 320, 430), row, strict=True) if text])
        for at, row in enumerate(texts)
    ]
    assert row_starts(set_lines(lines), [0, 40, 185, 315, 425, 500]) == [0]


def _rows_in_groups(foot: str) -> list[TextLine]:
    """Two rows, each three columns wide and of two lines, a gap after each; the first ends with `foot` in bold."""
    rows = [
        (0.0, [(10, "Map the gullies"), (160, "Head of Roads"), (300, "May 2019")]),
        (12.0, [(10, "of all towns")]),
        (28.0, [(10, "Train the staff"), (160, "Head of Care"), (300, "June 2019")]),
        (40.0, [(160, "and Health")]),
        (51.0, [(10, foot)]),
        (70.0, [(10, "Write a policy"), (160, "Head of Law"), (300, "July 2019")]),
        (82.0, [(10, "for all")]),
    ]
    words = [
        replace(word, bold=run.words[0].text == foot.split()[0])
        for line in set_lines(rows)
        for run in line.runs
        for word in run.words
    ]
    return text_lines(placed(words))


def test_a_heading_close_below_a_row_begins_the_group_of_the_next() -> None:
    lines = _rows_in_groups("Workforce and training")
    assert row_starts(lines, [0, 150, 290, 400]) == [0, 2, 4, 5]


def test_rows_that_all_end_in_bold_have_such_lines_of_their_own() -> None:
    rows = [
        (40.0 * at + 12.0 * number, [(10, text)] if number else [(10, text), (160, "Head of Roads"), (300, "May 2019")])
        for at in range(4)
        for number, text in enumerate(("Map the gullies", "Accepted"))
    ]
    words = [
        replace(word, bold=word.text == "Accepted")
        for line in set_lines(rows)
        for run in line.runs
        for word in run.words
    ]
    assert row_starts(text_lines(placed(words)), [0, 150, 290, 400]) == [0, 2, 4, 6]


def test_paragraphs_with_numbers_are_no_table_whatever_their_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(unruled, "row_starts", lambda lines, xs: asked.append(len(lines)) or [0])
    text = "The panel met twice in the autumn"
    numbered = [[(10.0, f"{at}."), (60.0, text)] if at % 2 else [(60.0, text)] for at in range(1, 8)]
    lines = set_lines([(14.0 * at, row) for at, row in enumerate(numbered)])
    assert unruled_tables(lines) == [] and not asked
    named = [[(10.0, f"Ward {row[0][1]}"), row[1]] if len(row) > 1 else row for row in numbered]
    unruled_tables(set_lines([(14.0 * at, row) for at, row in enumerate(named)]))
    assert asked
