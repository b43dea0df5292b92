"""Ratings that OCR read a letter wrong are taken for the one colour that fits; typed cells are taken as written."""

from __future__ import annotations

import pytest

from normalise.rag.colour_cells import read_colour
from normalise.rag.misread import colours_like
from schemas.verbatim import Cell


@pytest.mark.parametrize(
    ("text", "colours"),
    [
        ("Gree n", {"green"}),
        ("GR EE N", {"green"}),
        ("Gren", {"green"}),
        ("Ambe", {"amber"}),
        ("Arnb\ner", {"amber"}),
        ("Biue", {"blue"}),
        ("Rec", {"red"}),
        ("6reen", {"green"}),
        ("Gre", {"green", "grey"}),
        ("Read", set()),
        ("Agreed", set()),
        ("Great", set()),
        ("Re", set()),
        ("Complete", set()),
        ("n/a", set()),
        ("12", set()),
    ],
)
def test_the_colours_that_a_doubtful_word_may_be(text: str, colours: set[str]) -> None:
    assert colours_like(text) == colours


@pytest.mark.parametrize(
    ("text", "confidence", "rag", "doubts"),
    [
        ("Ambe", 0.97, "amber", ("rag_misread",)),
        ("Gre", 0.97, None, ("rag_unsure",)),
        ("Amber", 0.97, "amber", ()),
        ("Completed", 0.97, None, ()),
        ("Ambe", 1.0, None, ()),  # typed: what is written is meant
    ],
)
def test_a_scanned_cell_says_the_colour_that_fits_and_keeps_its_words(
    text: str, confidence: float, rag: str | None, doubts: tuple[str, ...]
) -> None:
    cell = Cell(text, confidence=confidence)
    read = read_colour(cell, [Cell("Do it", confidence=confidence), cell], {})
    assert (read.rag, read.doubts, read.text) == (rag, doubts, text)


def test_a_misread_colour_has_the_status_that_the_key_gives_it() -> None:
    cell = Cell("Gree n", confidence=0.9)
    assert read_colour(cell, [cell], {"green": "completed"}).status == "completed"
