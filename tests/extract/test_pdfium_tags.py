"""The structure tree: spans, positions of children without content, and one number for a row over two pages."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from extract.page import Page, Tag
from extract.pdfium.document import open_document

_CONTENT = b"/P <</MCID %d>> BDC BT /F1 10 Tf %d %d Td (%s) Tj ET EMC\n"


def _cell(pdf: pikepdf.Pdf, kind: str, page: pikepdf.Object, mcids: list[int], **spans: int) -> pikepdf.Object:
    kids = Array([Dictionary(Type=Name.MCR, Pg=page, MCID=mcid) for mcid in mcids])
    cell = Dictionary(Type=Name.StructElem, S=Name("/" + kind), K=kids)
    if spans:
        cell.A = Dictionary(O=Name.Table, **spans)
    return pdf.make_indirect(cell)


def _group(pdf: pikepdf.Pdf, kind: str, children: list[pikepdf.Object]) -> pikepdf.Object:
    group = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + kind), K=Array(children)))
    for child in children:
        child.P = group
    return group


@pytest.fixture
def tagged(tmp_path: Path) -> Path:
    """Two pages; a row with one cell on each, a merged heading, an empty cell between, a private name for a table."""
    pdf = pikepdf.new()
    font = Dictionary(F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for number, texts in enumerate(([b"Head", b"A", b"C"], [b"more"])):
        page = pdf.add_blank_page(page_size=(300, 200))
        page.Resources = Dictionary(Font=font)
        content = b"".join(_CONTENT % (i, 20 + 60 * i, 150, text) for i, text in enumerate(texts))
        page.Contents = pdf.make_stream(content)
        page.StructParents = number
    one, two = (page.obj for page in pdf.pages)
    head, a, empty, c = (
        _cell(pdf, "TH", one, [0], ColSpan=3, RowSpan=2),
        _cell(pdf, "TD", one, [1]),
        _cell(pdf, "TD", one, []),
        _cell(pdf, "TD", one, [2]),
    )
    more = _cell(pdf, "TD", two, [0])
    rows = [_group(pdf, "TR", [head]), _group(pdf, "TR", [a, empty, c, more])]
    document = _group(pdf, "Document", [_group(pdf, "Grid", rows)])
    nums = Array([0, Array([head, a, c]), 1, Array([more])])
    root = Dictionary(
        Type=Name.StructTreeRoot, K=document, ParentTree=Dictionary(Nums=nums), RoleMap=Dictionary(Grid=Name.Table)
    )
    pdf.Root.StructTreeRoot = pdf.make_indirect(root)
    document.P = pdf.Root.StructTreeRoot
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    path = tmp_path / "tagged.pdf"
    pdf.save(path)
    return path


def _pages(path: Path, *, tags: bool = True) -> list[Page]:
    with open_document(path) as document:
        return [document.page(number, tags=tags) for number in (1, 2)]


def _table(page: Page) -> Tag:
    (document,) = page.tags
    (table,) = document.children
    return table


def test_roles_spans_and_positions(tagged: Path) -> None:
    table = _table(_pages(tagged)[0])
    assert table.kind == "Table"
    head_row, row = table.children
    (head,) = head_row.children
    assert (head.kind, head.row_span, head.column_span, head.mcids) == ("TH", 2, 3, (0,))
    assert [(cell.position, cell.mcids) for cell in row.children] == [(0, (1,)), (2, (2,))]


def test_words_name_their_marked_content(tagged: Path) -> None:
    assert [(word.text, word.mcid) for word in _pages(tagged)[0].words] == [("Head", 0), ("A", 1), ("C", 2)]


def test_a_row_over_two_pages_has_one_number(tagged: Path) -> None:
    first, second = map(_table, _pages(tagged))
    assert first.node == second.node
    assert second.children[0].node == first.children[1].node
    assert second.children[0].children[0].node not in {cell.node for cell in first.children[1].children}


def test_tags_can_be_left_out(tagged: Path) -> None:
    assert _pages(tagged, tags=False)[0].tags == ()
