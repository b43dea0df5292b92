"""Tables as browsers and report servers print them: row rules only, words on a colour of their own, cells of paint,
columns without row rules, and the lines that a browser prints on the edges of a page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from extract.page import Fill, Page, Rule, Word
from extract.tables.finding import tables_on
from extract.tables.text_lines import without_print_marks
from schemas.geometry import Box

EDGES = (40.0, 80.0, 240.0, 360.0, 440.0)
STARTS = tuple(edge + 4.0 for edge in EDGES[:-1])
HEADER = ["Ref", "Action", "Lead officer", "RAG"]
ROWS = [
    ["1", "Recruit six social workers/and review their pay", "Head of Care", "Green"],
    ["2", "Publish the plan/on the website", "Director", "Red"],
    ["3", "Train managers/in supervision", "HR lead", "Amber"],
]
PITCH = 40.0
TOP = 100.0
Entry = tuple[float, float, str]


def words(entries: Sequence[Entry], *, bold: bool = False) -> list[Word]:
    found = []
    for x, y, text in entries:
        for part in text.split():
            found.append(Word(part, Box(x, y, x + 5.0 * len(part), y + 11.0), 10.0, bold=bold))
            x += 5.0 * len(part) + 2.5
    return found


def row(y: float, texts: Sequence[str]) -> list[Entry]:
    return [
        (x, y + 12.0 * number, line)
        for x, text in zip(STARTS, texts, strict=True)
        for number, line in enumerate(text.split("/"))
    ]


def body(y: float = TOP) -> list[Word]:
    return words([entry for number, texts in enumerate(ROWS) for entry in row(y + PITCH * number + 8.0, texts)])


def level(y: float) -> Rule:
    return Rule(Box(EDGES[0], y, EDGES[-1], y), horizontal=True)


LEVELS = [level(TOP + PITCH * number) for number in range(4)]


def table(page: Page) -> list[list[str]]:
    (found,) = tables_on(page)
    rows = [[""] * found.column_count for _ in range(found.row_count)]
    for cell in found.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


WANTED = [[text.replace("/", " ") for text in texts] for texts in [HEADER, *ROWS]]


@pytest.mark.parametrize("apart", [8.0, 14.0, 18.0])
def test_plain_headings_above_the_first_rule(apart: float) -> None:
    header = words(row(TOP - 11.0 - apart, HEADER))
    assert table(Page(1, 595.0, 842.0, (*header, *body()), tuple(LEVELS))) == WANTED


def test_a_line_that_fills_few_columns_is_no_heading() -> None:
    title = words([(STARTS[0], TOP - 22.0, "Plan"), (STARTS[1], TOP - 22.0, "of the board")])
    assert table(Page(1, 595.0, 842.0, (*title, *body()), tuple(LEVELS)))[0] == WANTED[1]


def test_words_on_a_colour_of_their_own_part_no_rows() -> None:
    pills = [
        Fill(Box(STARTS[3] - 2, TOP + PITCH * n + 7, STARTS[3] + 30, TOP + PITCH * n + 20), "00B050", n)
        for n in range(3)
    ]
    header = words(row(TOP - 20.0, HEADER), bold=True)
    assert table(Page(1, 595.0, 842.0, (*header, *body()), tuple(LEVELS), tuple(pills))) == WANTED


def test_words_on_a_colour_beside_striped_rows_part_no_rows() -> None:
    tall = ["4", "Close the plan/once every partner/has signed it/and sent it back", "Board", "Red"]
    tops = [TOP, TOP + 40.0, TOP + 80.0, TOP + 144.0]
    held = [*words(row(TOP - 20.0, HEADER), bold=True)]
    for top, texts in zip(tops, [ROWS[0], ROWS[1], tall, ROWS[2]], strict=True):
        held += words(row(top + 8.0, texts))
    stripes = [
        Fill(Box(EDGES[0], TOP - 28.0, EDGES[-1], TOP), "D9D9D9", 0),
        Fill(Box(EDGES[0], tops[1], EDGES[-1], tops[2]), "F2F2F2", 1),
        Fill(Box(EDGES[0], tops[3], EDGES[-1], tops[3] + 40.0), "F2F2F2", 2),
    ]
    pills = [Fill(Box(STARTS[3] - 2, top + 7, STARTS[3] + 30, top + 20), "00B050", 3) for top in tops]
    found = table(Page(1, 595.0, 842.0, tuple(held), (), (*stripes, *pills)))
    assert found == [WANTED[0], WANTED[1], WANTED[2], [text.replace("/", " ") for text in tall], WANTED[3]]


def test_underlined_headings_of_groups_are_no_levels() -> None:
    held = [*words(row(TOP - 20.0, HEADER), bold=True)]
    rules = []
    for number, texts in enumerate(ROWS):
        y = TOP + 60.0 * number
        held += words([(EDGES[0], y, f"Theme {number}")], bold=True)
        rules.append(Rule(Box(EDGES[0], y + 11.5, EDGES[0] + 32.5, y + 11.5), horizontal=True))
        held += words(row(y + 18.0, texts))
    underlined, plain = (tables_on(Page(1, 595.0, 842.0, tuple(held), drawn)) for drawn in (tuple(rules), ()))
    assert underlined == plain and len(plain) == 1


def test_headings_on_bare_paper_above_cells_of_paint() -> None:
    cells = [
        Fill(Box(left, TOP + PITCH * n, right, TOP + PITCH * n + 34.0), "F2F2F2", 4 * n + at)
        for n in range(3)
        for at, (left, right) in enumerate(pairwise(EDGES))
    ]
    header = words(row(TOP - 26.0, HEADER), bold=True)
    assert table(Page(1, 595.0, 842.0, (*header, *body()), (), tuple(cells))) == WANTED


def columns(top: float, bottom: float) -> list[Rule]:
    return [Rule(Box(x, top, x, bottom), horizontal=False) for x in EDGES]


def test_coloured_cells_part_rows_where_only_columns_are_ruled() -> None:
    bottom = TOP + 3 * PITCH
    fills = [
        Fill(Box(EDGES[3], TOP + PITCH * n, EDGES[4], TOP + PITCH * (n + 1)), colour, n)
        for n, colour in enumerate(["00B050", "FF0000", "FFC000"])
    ]
    header = words(row(TOP - 20.0, HEADER), bold=True)
    rules = [*columns(TOP - 30.0, bottom), level(TOP - 30.0), level(TOP), level(bottom)]
    assert table(Page(1, 595.0, 842.0, (*header, *body()), tuple(rules), tuple(fills))) == WANTED


def test_rows_whose_cells_stand_in_the_middle_where_only_columns_are_ruled() -> None:
    held = words(row(TOP - 20.0, HEADER), bold=True)
    for number, texts in enumerate(ROWS):
        y = TOP + PITCH * number + 8.0
        held += words([(STARTS[1], y + 12.0 * at, line) for at, line in enumerate(texts[1].split("/"))])
        held += words([(STARTS[at], y + 6.0, texts[at]) for at in (0, 2, 3)])
    bottom = TOP + 3 * PITCH
    rules = [*columns(TOP - 30.0, bottom), level(TOP - 30.0), level(TOP), level(bottom)]
    assert table(Page(1, 595.0, 842.0, tuple(held), tuple(rules))) == WANTED


@pytest.mark.parametrize(
    ("texts", "kept"),
    [
        ([(20.0, 14.0, "11/22/26, 9:13 AM"), (250.0, 14.0, "Action Plan")], []),
        ([(20.0, 14.0, "22/11/2026, 09:13"), (250.0, 14.0, "Action Plan")], []),
        ([(20.0, 820.0, "https://plans.example.gov.uk/report?id=4"), (560.0, 820.0, "1/6")], []),
        ([(20.0, 14.0, "Action Plan")], ["Action", "Plan"]),
        ([(20.0, 300.0, "https://plans.example.gov.uk")], ["https://plans.example.gov.uk"]),
        ([(20.0, 14.0, "12/05/2024, Cabinet")], ["12/05/2024,", "Cabinet"]),
    ],
)
def test_lines_that_a_browser_prints(texts: list[Entry], kept: list[str]) -> None:
    inner = words([(40.0, 400.0, "Recruit")])
    found = without_print_marks([*words(texts), *inner], 842.0)
    assert [word.text for word in found] == [*kept, "Recruit"]


def test_column_rules_that_group_rows_interrupt_part_columns() -> None:
    """Each column is ruled above and below a painted row that heads a group, and never further."""
    found = [*body(TOP + 20.0), *words([(EDGES[0] + 4.0, TOP - 12.0, "A group of rows that is named at length here")])]
    found += words(row(TOP - 38.0, HEADER), bold=True)
    tops = (TOP - 40.0, TOP - 20.0, TOP + 4.0)
    paint = [Fill(Box(a, tops[0], b, tops[1]), "DBE5F1", order) for order, (a, b) in enumerate(pairwise(EDGES))] + [
        Fill(Box(EDGES[0], tops[1], EDGES[-1], tops[2]), "FFF2CC", 9)
    ]
    foot = TOP + 20.0 + 3 * PITCH
    rules = [
        Rule(Box(x, top, x, end), horizontal=False)
        for x in EDGES[1:-1]
        for top, end in ((tops[0], tops[1]), (tops[2], foot))
    ]
    rules += [Rule(Box(x, tops[0], x, foot), horizontal=False) for x in (EDGES[0], EDGES[-1])]
    rules += [level(tops[0]), level(foot)]
    (table,) = tables_on(Page(1, 500.0, 600.0, words=tuple(found), rules=tuple(rules), fills=tuple(paint)))
    assert table.column_count == len(HEADER)
    assert table.rows[0] == HEADER


def test_a_comment_of_several_lines_below_each_row_does_not_end_the_table() -> None:
    """Figures of a saving between rules, and below them a comment over all columns but the first."""
    places, tops = (44.0, 160.0, 250.0, 340.0, 430.0), (100.0, 120.0, 140.0, 190.0, 210.0, 260.0)
    figures = [(124.0, ["Care", "-3.4", "-2.0", "1.3", "-1.3"]), (194.0, ["Homes", "-4.4", "-3.6", "0.8", "-0.8"])]
    entries = [(x, y, text) for y, texts in figures for x, text in zip(places, texts, strict=True)]
    said = "The work with providers goes on in this area as it was planned for the year ahead"
    entries += [(160.0, y + 14 * at, said) for y in (143.0, 213.0) for at in range(3)]
    head = words([(x, 104.0, text) for x, text in zip(places, ["Saving", "Aim", "Now", "Total", "Rest"], strict=True)])
    rules = tuple(Rule(Box(40.0, y, 540.0, y), horizontal=True) for y in tops)
    found = table(Page(1, 595.0, 842.0, (*head, *words(entries)), rules))
    assert [len(row) for row in found] == [5] * 5
    assert found[3] == figures[1][1]


def test_a_row_between_rules_of_wrapped_lines_is_one_row() -> None:
    texts = [
        "Refresh the protocol for/members and give training",
        "Monitoring/Officer",
        "May 2024",
        "Adopted at Annual/Council in May",
    ]
    starts = (44.0, 174.0, 240.0, 320.0)
    heads = [(x, TOP - 16.0, text) for x, text in zip(starts, ["Action", "Who", "When", "Progress"], strict=True)]
    rows = [
        (x, TOP + 40.0 * number + 8.0 + 14.0 * at, line)
        for number in range(2)
        for x, text in zip(starts, texts, strict=True)
        for at, line in enumerate(text.split("/"))
    ]
    page = Page(1, 600.0, 800.0, words=tuple([*words(heads, bold=True), *words(rows)]), rules=tuple(LEVELS[:3]))
    assert [cells[1] for cells in table(page)] == ["Who", "Monitoring Officer", "Monitoring Officer"]


GAPPED = (40.0, 230.0, 350.0, 430.0)


def gapped(y: float) -> list[Rule]:
    ends = [x - 10.0 for x in (*GAPPED[1:], 590.0)]
    return [Rule(Box(x0, y, x1, y), horizontal=True) for x0, x1 in zip(GAPPED, ends, strict=True)]


def test_gaps_at_one_place_of_all_rules_part_columns_below_banners() -> None:
    """A heading in paint runs over the columns, and two of their texts stand no further apart than words do."""
    entries = [
        *zip(GAPPED, [160.0] * 4, ["Action", "Lead", "When", "Progress"], strict=True),
        *zip(
            GAPPED,
            [180.0] * 4,
            ["Map the gullies that are known now", "Head of Highways now", "May", "Done"],
            strict=True,
        ),
        *zip(GAPPED, [200.0] * 4, ["Clean the gullies that are mapped", "Officer", "June 2025", "Begun"], strict=True),
    ]
    banner = words([(60.0, 134.0, "The standing water on roads and footways that residents have reported to members")])
    rules = [rule for y in (175.0, 195.0, 215.0) for rule in gapped(y)]
    fills = (Fill(Box(40.0, 130.0, 580.0, 155.0), "00838F", 0),)
    found = table(Page(1, 620.0, 842.0, (*banner, *words(entries)), tuple(rules), fills))
    assert found[1:] == [[text for *_, text in entries[at : at + 4]] for at in (0, 4, 8)]


def test_a_last_column_that_the_stripes_leave_out_is_of_the_table() -> None:
    heads = [(x + 4.0, TOP + 4.0, text) for x, text in zip(EDGES, [*HEADER[:3], "Progress", "RAG"], strict=False)]
    rows = [
        (x + 4.0, TOP + 24.0 + 20.0 * at, text)
        for at in range(4)
        for x, text in zip(EDGES, [f"{at + 1}", "Map gullies", "Head", "Begun", "Amber"], strict=False)
    ]
    ends = (*EDGES[1:], 520.0)
    fills = [Fill(Box(x0, TOP, x1, TOP + 20.0), "1F3864", 0) for x0, x1 in zip(EDGES, ends, strict=True)]
    for at in (1, 3):
        y = TOP + 20.0 + 20.0 * at
        fills += [Fill(Box(x0, y, x1, y + 20.0), "EDEDED", 1) for x0, x1 in list(zip(EDGES, ends, strict=True))[:-1]]
    found = table(Page(1, 620.0, 842.0, (*words(heads, bold=True), *words(rows)), (), tuple(fills)))
    assert [cells[-1] for cells in found] == ["RAG", "Amber", "Amber", "Amber", "Amber"]
