"""Sixty shapes of report fronts, kept as text beside the fields a reader would take from them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extract.cover.reading import cover
from extract.prose.paragraphs import lines, read
from tests.extract.typeset import page

FIELDS = ("authority", "committee", "meeting_date", "title", "agenda_item", "author", "published", "inspection")
SHAPES = [
    (name, *rest.rsplit("\n> ", 1))
    for name, rest in (
        shape.split("\n", 1)
        for shape in re.split(r"(?m)^=== ", (Path(__file__).parent / "cover_fronts.txt").read_text(encoding="utf-8"))[
            1:
        ]
    )
]


@pytest.mark.parametrize(("name", "text", "fields"), SHAPES, ids=[shape[0] for shape in SHAPES])
def test_a_front_gives_its_fields_and_nothing_else(name: str, text: str, fields: str) -> None:
    expected = dict(field.split("=", 1) for field in fields.strip().split("; "))
    one = page(text)
    found = cover(read([one]).paragraphs, (), lines(one))
    got = {field: value.text for field in FIELDS if (value := getattr(found, field))}
    assert got == expected, name
