"""Pages read in the columns of the page before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from extract.page import Fill, Page, Rule, Word
from extract.tables.known_columns import columns_of, in_known_columns, with_starts
from extract.tables.table import Table, TableCell
from schemas.geometry import Box

EDGES = (40.0, 80.0, 240.0, 400.0, 560.0)
STARTS = (44.0, 84.0, 244.0, 404.0)
SPANS = tuple(pairwise(EDGES))
Entry = tuple[float, float, str]


def page(number: int, entries: Sequence[Entry], rules: Sequence[Rule] = (), fills: Sequence[Fill] = ()) -> Page:
    words = []
    for x, y, text in entries:
        for part in text.split():
            words.append(Word(part, Box(x, y, x + 5.0 * len(part), y + 11.0), 10.0))
            x += 5.0 * len(part) + 2.5
    return Page(number, 600.0, 800.0, tuple(words), tuple(rules), tuple(fills))


def row(y: float, *texts: str) -> list[Entry]:
    return [(x, y, text) for x, text in zip(STARTS, texts, strict=True) if text]


def level(y: float, x0: float = EDGES[0]) -> Rule:
    return Rule(Box(x0, y, EDGES[-1], y), horizontal=True)


HEADER = (40.0, 20.0, "Anytown Council, page 4")
FIRST = page(
    4,
    [
        HEADER,
        *row(100, "1", "Recruit social workers", "Head of Care", "Begun in May"),
        *row(112, "", "and review pay", "and Finance", "with a campaign"),
        *row(140, "2", "Publish the plan", "Director", "Out for comment"),
    ],
)
NEXT_HEADER = (40.0, 20.0, "Anytown Council, page 5")


def read(after: Page) -> list[list[str]] | None:
    known = columns_of(FIRST, Box(EDGES[0], 90.0, EDGES[-1], 160.0), SPANS)
    assert known is not None
    table = in_known_columns(after, known)
    if table is None:
        return None
    rows = [[""] * table.column_count for _ in range(table.row_count)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def test_a_page_with_text_in_one_column() -> None:
    lines = [entry for n in range(4) for entry in row(60 + 12.0 * n, "", "", "", "more of the same entry")]
    assert read(page(5, lines)) == [["", "", "", " ".join(["more of the same entry"] * 4)]]


def test_rows_by_rules_that_a_merged_cell_interrupts() -> None:
    lines = [
        NEXT_HEADER,
        *row(60, "3", "Train managers", "HR lead", "Planned"),
        *row(72, "", "in supervision", "", ""),
        *row(102, "", "Appoint a lead", "Board", "Done"),
        *row(132, "4", "Close the plan", "Board", "Later"),
    ]
    rules = [level(92, EDGES[1]), level(122)]
    assert read(page(5, lines, rules)) == [
        ["3", "Train managers in supervision", "HR lead", "Planned"],
        ["", "Appoint a lead", "Board", "Done"],
        ["4", "Close the plan", "Board", "Later"],
    ]


def test_fills_below_the_last_line_that_keeps_to_the_columns_do_not_draw_rows() -> None:
    lines = [
        *row(60, "3", "Train managers", "HR lead", "Planned"),
        *row(72, "", "in supervision", "", ""),
        (40.0, 110.0, "The following options were considered by the working group in its meeting of May"),
        *row(140, "A", "Do nothing", "0", "1"),
    ]
    fills = [Fill(Box(EDGES[0], 132.0, EDGES[-1], 160.0), "DDDDDD", 1)]
    found = read(page(5, lines, fills=fills))
    assert found == [["3", "Train managers in supervision", "HR lead", "Planned"]]


@pytest.mark.parametrize(
    "lines",
    [
        [(40.0, 60.0, "The committee is asked to note the report and"), (40.0, 72.0, "to agree its recommendations")],
        row(60, "Yes", "", "", "") + row(72, "No", "", "", ""),
        [(50.0, 60.0, "Cost"), (130.0, 60.0, "2024"), (290.0, 60.0, "2025"), (50.0, 72.0, "12"), (130.0, 72.0, "14")],
        [],
    ],
    ids=["prose", "first column only", "another table", "nothing"],
)
def test_what_keeps_to_other_places_is_not_taken(lines: list[Entry]) -> None:
    assert read(page(5, lines)) is None


def test_two_columns_are_too_few_to_tell_a_table_by() -> None:
    assert columns_of(FIRST, Box(40.0, 90.0, 560.0, 160.0), SPANS[:2]) is None


def test_a_scanned_page_may_lie_otherwise_in_the_scanner_than_the_one_before() -> None:
    texts = [row(60, "3", "Appoint a lead", "Director", "Done"), row(90, "4", "Report to members", "Chair", "In June")]
    moved = [(x + 6 + 1.2 * (at % 2), y, text) for one in texts for at, (x, y, text) in enumerate(one)]
    heading = (46.0, 20.0, "Anytown Council page S")
    after = replace(page(5, [heading, *moved]), text_layer="ocr")
    assert read(after) == [["3", "Appoint a lead", "Director", "Done"], ["4", "Report to members", "Chair", "In June"]]
    assert read(page(5, [NEXT_HEADER, *moved])) is None


def test_points_of_a_list_are_set_in_from_the_start_of_their_column() -> None:
    points = [(420.0, 60.0 + 12.0 * n, f"• point {n}") for n in range(4)]
    found = read(page(5, [*points, (427.5, 108.0, "goes on")]))
    assert found is not None
    assert found[0][3].startswith("• point 0")


def test_starts_of_an_empty_column_are_those_of_an_earlier_page() -> None:
    known = columns_of(FIRST, Box(EDGES[0], 90.0, EDGES[-1], 160.0), SPANS)
    bare = columns_of(page(5, row(60, "", "", "", "more of it")), Box(EDGES[0], 50.0, EDGES[-1], 80.0), SPANS)
    assert known is not None and bare is not None
    assert with_starts(bare, known).starts == (*known.starts[:3], bare.starts[3])
    moved = replace(known, xs=tuple(x + 9.0 for x in known.xs))
    assert with_starts(bare, moved) == bare


def test_text_in_the_middle_of_its_columns() -> None:
    def centred(y: float, *texts: str) -> list[Entry]:
        middles = ((a + b) / 2 for a, b in SPANS)
        widths = (sum(5.0 * len(part) + 2.5 for part in text.split()) - 2.5 for text in texts)
        return [(x - w / 2, y, text) for x, w, text in zip(middles, widths, texts, strict=True) if text]

    first = [
        *centred(100, "1", "Recruit social workers", "Head of Care", "Begun"),
        *centred(112, "", "and review", "and Finance", "with a campaign"),
        *centred(140, "2", "Publish", "Director", "Out for comment"),
    ]
    known = columns_of(page(4, first), Box(EDGES[0], 90.0, EDGES[-1], 160.0), SPANS)
    assert known is not None
    after = [*centred(100, "", "", "", "to members"), *centred(112, "", "", "", "of the committee in June")]
    table = in_known_columns(page(5, after), known)
    assert table is not None and [cell.column for cell in table.cells if cell.text] == [3]
    assert in_known_columns(page(5, [(x + 9, y, text) for x, y, text in after]), known) is None


def test_the_header_of_another_table_is_no_row() -> None:
    """A note, a title and a header keep to the columns of the page before; the rows below the header do not."""
    title = [word(44.0, 84.0, "Dates", bold=True)]
    heads = [word(x, 110.0, said, bold=True) for x, said in ((44.0, "Panel"), (244.0, "Date"), (404.0, "Room"))]
    rest = page(5, [NEXT_HEADER, (44.0, 60.0, "* Due."), (60.0, 130.0, "Parking of the whole town")])
    after = replace(rest, words=(*rest.words, *title, *heads))
    known = columns_of(FIRST, Box(EDGES[0], 90.0, EDGES[-1], 160.0), SPANS)
    assert known is not None
    cells = [TableCell("Panel", 0, 0, 1, 1, Box(40.0, 106.0, 560.0, 124.0), bold=True)]
    cells += [TableCell("Parking of the whole town", 1, 0, 1, 1, Box(40.0, 124.0, 560.0, 144.0))]
    other = Table(5, Box(40.0, 106.0, 560.0, 144.0), tuple(cells), "fills", 0.75, 1)
    found = in_known_columns(after, known)
    assert found is not None and found.box.y1 > 110.0
    assert in_known_columns(after, known, [other]) is None


def word(x: float, y: float, said: str, *, bold: bool) -> Word:
    return Word(said, Box(x, y, x + 5.0 * len(said), y + 11.0), 10.0, bold)
