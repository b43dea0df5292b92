"""Tagged tables: spans, empty cells, tables in cells, boxes, and how far the tags are to be believed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.page import Fill, Page, Rule, Tag, Word
from extract.tables.tagged import tables
from extract.tables.tagged_edges import edges
from schemas.geometry import Box

_WIDTH, _HEIGHT = 100.0, 20.0


class _Paper:
    """Writes words into a grid of 100 by 20 points and keeps the tags that go with them."""

    def __init__(self) -> None:
        self.words: list[Word] = []
        self.next_node = 0

    def tag(self, kind: str, *children: Tag, position: int = 0, mcids: tuple[int, ...] = (), **spans: int) -> Tag:
        self.next_node += 1
        return Tag(kind, self.next_node, mcids, children, position=position, **spans)

    def cell(self, text: str, row: int, column: int, position: int, kind: str = "TD", **spans: int) -> Tag:
        mcid = len(self.words)
        x, y = 10 + _WIDTH * column, 10 + _HEIGHT * row
        self.words.append(Word(text, Box(x, y, x + 6 * len(text), y + 12), 10.0, mcid=mcid))
        return self.tag(kind, self.tag("P", mcids=(mcid,)), position=position, **spans)

    def page(self, *tags: Tag, rules: tuple[Rule, ...] = ()) -> Page:
        return Page(1, 600, 800, words=tuple(self.words), rules=rules, tags=tags)


def _level(y: float) -> Rule:
    return Rule(Box(5, y - 0.25, 405, y + 0.25), True)


def _upright(x: float) -> Rule:
    return Rule(Box(x - 0.25, 5, x + 0.25, 105), False)


def _plan(paper: _Paper) -> Tag:
    """A header, a merged recommendation beside two actions, and an empty owner."""
    heads = [paper.cell(text, 0, at, at, "TH") for at, text in enumerate(("Rec", "Action", "Owner"))]
    first = [paper.cell("One", 1, 0, 0, row_span=2), paper.cell("Do", 1, 1, 1), paper.cell("Jo", 1, 2, 2)]
    second = [paper.cell("Then", 2, 1, 0)]
    return paper.tag("Table", *(paper.tag("TR", *cells) for cells in (heads, first, second)))


def test_spans_and_empty_cells_keep_their_places() -> None:
    paper = _Paper()
    (table,) = tables(paper.page(_plan(paper)))
    assert table.rows == [["Rec", "Action", "Owner"], ["One", "Do", "Jo"], ["", "Then", ""]]
    assert (table.method, table.header_rows, table.confidence) == ("tags", 1, 1.0)
    assert next(cell for cell in table.cells if cell.text == "One").row_span == 2


def test_a_painted_cell_without_words_is_a_cell() -> None:
    paper = _Paper()
    page = paper.page(_plan(paper))
    fills = (Fill(Box(208, 46, 244, 66), "00B050", 0),)
    (table,) = tables(replace(page, fills=fills))
    painted = [(cell.row, cell.column, cell.text) for cell in table.cells if cell.fill == "00B050"]
    assert painted == [(2, 2, "")]


def test_only_tables_in_a_wanted_place_are_made() -> None:
    paper = _Paper()
    page = paper.page(_plan(paper))
    (table,) = tables(page)
    assert tables(page, lambda box: box == table.box) == [table]
    assert tables(page, lambda box: box != table.box) == []


def test_an_empty_cell_before_others_is_counted() -> None:
    paper = _Paper()
    rows = [
        paper.tag("TR", paper.cell("A", 0, 0, 0), paper.cell("B", 0, 1, 1), paper.cell("C", 0, 2, 2)),
        paper.tag("TR", paper.cell("c", 1, 2, 2)),
        paper.tag("TR", paper.cell("a", 2, 0, 0), paper.cell("d", 2, 2, 2)),
    ]
    (table,) = tables(paper.page(paper.tag("Document", paper.tag("Table", paper.tag("TBody", *rows)))))
    assert table.rows == [["A", "B", "C"], ["", "", "c"], ["a", "", "d"]]


def test_an_empty_cell_without_a_tag_is_told_by_where_the_next_one_stands() -> None:
    paper = _Paper()
    rows = [[paper.cell(text, row, at, at) for at, text in enumerate("ABC")] for row in range(2)]
    rows.append([paper.cell("D", 2, 0, 0), paper.cell("E", 2, 2, 1)])
    (table,) = tables(paper.page(paper.tag("Table", *(paper.tag("TR", *cells) for cells in rows))))
    assert table.rows[2] == ["D", "", "E"]


def test_a_table_in_a_cell_keeps_its_words() -> None:
    paper = _Paper()
    inner = paper.tag(
        "Table",
        paper.tag("TR", paper.cell("x", 1, 1, 0), paper.cell("y", 1, 2, 1)),
        paper.tag("TR", paper.cell("z", 2, 1, 0), paper.cell("w", 2, 2, 1)),
        position=1,
    )
    outer = paper.tag(
        "Table",
        paper.tag("TR", paper.cell("Issue", 0, 0, 0), paper.cell("Response", 0, 1, 1)),
        paper.tag("TR", paper.cell("One", 1, 0, 0), paper.tag("TD", inner, position=1)),
    )
    one, two = tables(paper.page(outer))
    assert one.rows == [["Issue", "Response"], ["One", ""]]
    assert two.rows == [["x", "y"], ["z", "w"]]


def test_boxes_go_by_the_rules() -> None:
    paper = _Paper()
    rules = tuple([_level(y) for y in (5, 25, 47, 65)] + [_upright(x) for x in (5, 95, 205, 405)])
    (table,) = tables(paper.page(_plan(paper), rules=rules))
    boxes = {cell.text: cell.box for cell in table.cells}
    assert boxes["One"] == Box(5, 25, 95, 65)
    assert boxes["Jo"] == Box(205, 25, 405, 47)


def test_tags_against_what_is_seen_are_doubted() -> None:
    paper = _Paper()
    rows = [paper.tag("TR", paper.cell("A", row, 0, 0), paper.cell("B", 2 - row, 1, 1)) for row in range(3)]
    (table,) = tables(paper.page(paper.tag("Table", *rows)))
    assert table.confidence < 0.5


@pytest.mark.parametrize("columns", [1, 2])
def test_layout_is_told(columns: int) -> None:
    paper = _Paper()
    cells = [[paper.cell("word", row, 0, 0)] for row in range(4)]
    if columns == 2:
        cells[0].append(paper.cell("side", 0, 1, 1))
    (table,) = tables(paper.page(paper.tag("Table", *(paper.tag("TR", *row) for row in cells))))
    assert table.confidence < 0.5


def test_words_of_no_cell_lower_the_confidence() -> None:
    paper = _Paper()
    tag = _plan(paper)
    paper.words += [Word("stray", Box(110 + 8 * i, 30, 116 + 8 * i, 42), 10.0) for i in range(6)]
    (table,) = tables(paper.page(tag))
    assert table.confidence == pytest.approx(7 / 13, abs=0.001)


def test_untagged_pages_have_none() -> None:
    assert tables(Page(1, 600, 800)) == []


@given(
    st.lists(st.one_of(st.none(), st.integers(1, 30)), min_size=1, max_size=8), st.lists(st.floats(0, 300), max_size=9)
)
def test_edges_rise_and_hold_the_words(widths: list[int | None], rules: list[float]) -> None:
    at, extents = 10.0, []
    for width in widths:
        extents.append((at, at + width) if width else None)
        at += (width or 5) + 5.0
    found = edges(extents, sorted(rules), 10.0, at - 5.0)
    assert len(found) == len(widths) + 1
    assert found == sorted(found)
    assert all(found[i] <= e[0] + 2.5 and e[1] <= found[i + 1] + 2.5 for i, e in enumerate(extents) if e)
