"""The structure tree of a page (what the file itself calls a table, row, cell, list, heading), through PDFium.

What belongs here: reading the tree as it stands. Whether a table in it is one to a reader's eye is judged in
`extract.tables.tagged`.

PDFium gives no identity to an element that shows on two pages, but it keeps the places of children that do not show on
this one. The path of places from the root is therefore the same on every page, and `Tag.node` is made of it.
"""

from __future__ import annotations

import ctypes
from itertools import repeat

from extract.page import Tag
from extract.pdfium import calls as pdfium
from extract.pdfium.records import quick_tag

_DEEPEST = 60  # Word nests about four levels for each table in a table; a hostile file could nest without end
_CELLS = frozenset({"TD", "TH"})
_PRIME = (1 << 61) - 1
_FACTOR = 0x9E3779B97F4A7C1
_LARGEST_SPAN = 500
_ONE = (1, 1)

_buffer = ctypes.create_string_buffer(256)
_buffer_at = ctypes.addressof(_buffer)
_kinds: dict[bytes, str] = {}


def read_tags(page: int) -> tuple[Tag, ...]:
    """The elements at the root that touch the loaded page; empty when it has no structure."""
    tree = pdfium.load_tree(page)
    if not tree:
        return ()
    try:
        children = ((place, pdfium.tree_child(tree, place)) for place in range(pdfium.tree_count(tree)))
        return tuple(_tag(element, _node(0, place), place, 0) for place, element in children if element)
    finally:
        pdfium.close_tree(tree)


def _node(parent: int, place: int) -> int:
    """A number for a path of places that no other path of the same file will have in practice (61 bits)."""
    return (parent * _FACTOR + place + 1) % _PRIME


def _tag(element: int, node: int, position: int, depth: int) -> Tag:
    kind = _kind(element)
    count = pdfium.element_count(element)
    below = list(map(pdfium.element_child, repeat(element, count), range(count)))
    if any(below):
        deeper = enumerate(below) if depth < _DEEPEST else ()
        children = tuple(_tag(child, _node(node, place), place, depth + 1) for place, child in deeper if child)
    else:
        children = ()
    found = [pdfium.element_child_mcid(element, place) for place, child in enumerate(below) if not child]
    mcids = tuple(mcid for mcid in found if mcid >= 0)
    return quick_tag(kind, node, mcids, children, _spans(element) if kind in _CELLS else _ONE, position)


def _kind(element: int) -> str:
    size = pdfium.element_type(element, _buffer_at, 256)
    raw = ctypes.string_at(_buffer_at, size - 2) if 2 < size <= 256 else b""
    kind = _kinds.get(raw)
    if kind is None:
        kind = _kinds[raw] = raw.decode("utf-16-le", errors="replace")
    return kind


def _spans(element: int) -> tuple[int, int]:
    rows = columns = 1
    for index in range(pdfium.attribute_count(element)):
        attributes = pdfium.attribute_at(element, index)
        rows = max(rows, _number(attributes, b"RowSpan"))
        columns = max(columns, _number(attributes, b"ColSpan"))
    return rows, columns


def _number(attributes: int, name: bytes) -> int:
    value = pdfium.attribute_value(attributes, name)
    if not value or not pdfium.attribute_number(value, pdfium.float_at[0]):
        return 1
    return min(max(int(pdfium.floats[0]), 1), _LARGEST_SPAN)
