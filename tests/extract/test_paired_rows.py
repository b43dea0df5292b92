"""Rows that stand on two lines, on tables laid out by hand."""

from __future__ import annotations

from collections.abc import Sequence

from extract.plans.paired_rows import pairs_of, with_pairs_beside
from extract.tables.table import Table, TableCell
from schemas.geometry import Box

TOP, BELOW = ("Ref", "Action", "Lead", "By when"), ("", "Progress", "", "RAG")
"""The heading of progress spans two columns."""


def table(lines: Sequence[Sequence[str]], page: int = 1, *, merged: bool = True) -> Table:
    """Lines of four columns; the second line of a row, which names no reference, has three cells. A `merged` reference
    spans both lines; one text spans all columns."""
    cells = []
    for at, line in enumerate(lines):
        y = 40.0 + 20 * at
        second = len(line) == 4 and not line[0]
        spans = [(0, 4)] if len(line) == 1 else [(0, 1), (1, 2), (3, 1)] if second else [(each, 1) for each in range(4)]
        for column, across in spans:
            down = 2 if merged and column == 0 and len(line) > 1 else 1
            if merged and second and column == 0:
                continue
            box = Box(40.0 + 90 * column, y, 40.0 + 90 * (column + across), y + 20 * down)
            cells.append(TableCell(line[column], at, column, down, across, box))
    return Table(page, Box(40.0, 40.0, 400.0, 40.0 + 20 * len(lines)), tuple(cells), "rules", header_rows=1)


def row(number: int) -> list[tuple[str, ...]]:
    return [
        (f"{number}", f"Fit lock {number}", "Head of Estates", "May 2025"),
        ("", f"Lock {number} is ordered.", "", "Green"),
    ]


def whole(number: int) -> list[str]:
    return [f"{number}", f"Fit lock {number}", "Head of Estates", "May 2025", f"Lock {number} is ordered.", "Green"]


def read(lines: Sequence[Sequence[str]], *, merged: bool = True) -> list[list[str]]:
    one = table(lines, merged=merged)
    pairs = pairs_of(one, None)
    return one.rows if pairs is None else with_pairs_beside(one, pairs).rows


def test_both_lines_are_one_row() -> None:
    for merged in (True, False):
        assert read([TOP, BELOW, *row(1), *row(2), *row(3)], merged=merged) == [
            ["Ref", "Action", "Lead", "By when", "Progress", "RAG"],
            *map(whole, (1, 2, 3)),
        ]


def test_the_heading_of_a_group_spans_both() -> None:
    lines = [TOP, BELOW, ("Homes",), *row(1), *row(2)]
    assert read(lines)[1:] == [["Homes", "", "", "", "", ""], whole(1), whole(2)]


def test_a_page_goes_on_as_the_page_before_with_or_without_the_header() -> None:
    first = table([TOP, BELOW, *row(1), *row(2), row(3)[0]], merged=False)
    pairs = pairs_of(first, None)
    assert pairs is not None
    assert with_pairs_beside(first, pairs).rows[-1] == [*whole(3)[:4], "", ""]
    for head in ([TOP, BELOW], []):
        after = table([*head, row(3)[1], *row(4), *row(5)], 2, merged=False)
        found = pairs_of(after, pairs)
        assert found is not None
        rows = with_pairs_beside(after, found).rows[len(head) // 2 :]
        assert rows == [["", "", "", "", *whole(3)[4:]], whole(4), whole(5)]


def test_a_header_on_two_levels_heads_rows_of_one_line() -> None:
    lines = [("Ref", "Action", "Lead", "By when"), ("", "What", "", "End"), *(row(each)[0] for each in range(1, 6))]
    assert pairs_of(table(lines, merged=False), None) is None


def test_an_ordinary_table_is_left_alone() -> None:
    assert pairs_of(table([TOP, *(row(each)[0] for each in range(1, 6))], merged=False), None) is None
