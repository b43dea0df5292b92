"""RAG keys in sentences, lists, tables and swatches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.page import Fill
from extract.ragkey import rag_key
from extract.tables.table import Table, TableCell
from schemas.geometry import Box
from tests.extract.typeset import page, paragraphs


def table(texts: list[list[str]], fills: list[list[str | None]] | None = None) -> Table:
    cells = [
        TableCell(text, row, column, 1, 1, Box(90.0 * column, 20.0 * row, 90.0 * column + 90, 20.0 * row + 20),
                  fill=fills[row][column] if fills else None)
        for row, line in enumerate(texts)
        for column, text in enumerate(line)
    ]  # fmt: skip
    return Table(1, Box(0, 0, 600, 20.0 * len(texts)), tuple(cells), "rules")


SENTENCES = [
    (
        ["RAG key: Red – not begun; Amber – under way; Green – done"],
        ["Red", "Amber", "Green"],
        ["not begun", "under way", "done"],
    ),
    (
        ["Key", "Red - late", "Amber - on its way, to time", "Green - closed"],
        ["Red", "Amber", "Green"],
        ["late", "on its way, to time", "closed"],
    ),
    (
        ["Green = finished, Amber = going on and Red = overdue."],
        ["Green", "Amber", "Red"],
        ["finished", "going on", "overdue"],
    ),
    (
        ["Red means work has not begun. Amber means it goes on. Green means it is over."],
        ["Red", "Amber", "Green"],
        ["work has not begun", "it goes on", "it is over"],
    ),
    (
        ["KEY  BLUE: Closed   GREEN: On target   RED: Will be late"],
        ["BLUE", "GREEN", "RED"],
        ["Closed", "On target", "Will be late"],
    ),
    (
        ["R = Red: off track, A = Amber: some slippage, G = Green: fine"],
        ["Red", "Amber", "Green"],
        ["off track", "some slippage", "fine"],
    ),
]


@pytest.mark.parametrize(("texts", "words", "meanings"), SENTENCES)
def test_in_prose(texts: list[str], words: list[str], meanings: list[str]) -> None:
    found = rag_key((), paragraphs(*texts))
    assert ([entry.word for entry in found], [entry.meaning for entry in found]) == (words, meanings)


@pytest.mark.parametrize(
    "texts",
    [
        ["Green – 12", "Amber – 4"],
        ["Actions marked green are done. Red: see the appendix."],
        ["Blue - badge scheme", "Grey - water"],
        [""],
    ],
)
def test_no_key(texts: list[str]) -> None:
    assert rag_key((), paragraphs(*texts)) == ()


def test_a_table_of_words_and_one_of_colours() -> None:
    words = table([["RAG", "Meaning"], ["Red", "Not begun"], ["Green", "Done"]])
    colours = table([["", "Not begun"], ["", "Done"]], [["FF0000", None], ["00B050", None]])
    assert [(e.colour, e.word, e.meaning) for e in rag_key([words], ())] == [
        (None, "Red", "Not begun"),
        (None, "Green", "Done"),
    ]
    assert [(e.colour, e.word, e.meaning) for e in rag_key([colours], ())] == [
        ("FF0000", "red", "Not begun"),
        ("00B050", "green", "Done"),
    ]


def test_meanings_on_their_colours_in_one_row() -> None:
    painted = table([["Key:", "On time", "Late"]], [[None, "92D050", "FF0000"]])
    assert [(e.colour, e.meaning) for e in rag_key([painted], ())] == [("92D050", "On time"), ("FF0000", "Late")]


def test_a_plan_is_no_key() -> None:
    plan = table([["Action", "RAG", "Comment"], ["Train", "Green", "All done"], ["Audit", "Red", "No one to do it"]])
    assert rag_key([plan], ()) == ()


def test_swatches_beside_words() -> None:
    fills = [
        Fill(Box(54, 100 + 14 * row, 66, 112 + 14 * row), colour, row)
        for row, colour in enumerate(["FF0000", "00B050"])
    ]
    one = page("Progress against the plan\n\n   Late or not begun\n   Done, and checked by audit", fills=fills)
    assert [(e.colour, e.word, e.meaning) for e in rag_key((), (), [one])] == [
        ("FF0000", "red", "Late or not begun"),
        ("00B050", "green", "Done, and checked by audit"),
    ]


@given(
    st.lists(
        st.one_of(st.text(max_size=30), st.sampled_from(["Red", " – ", "Green", ": ", "done", "; ", "Key "])),
        max_size=10,
    )
)
def test_any_text(parts: list[str]) -> None:
    text = "".join(parts)
    for entry in (*rag_key((), paragraphs(text, *parts)), *rag_key([table([[part, text] for part in parts])], ())):
        assert entry.word and entry.meaning


def test_a_shade_that_has_no_name_is_told_by_the_key() -> None:
    fills = [["7030A0", None], ["00B050", None], ["FF0000", None]]
    found = rag_key([table([["Purple", "Complete"], ["Green", "On track"], ["Red", "Overdue"]], fills)], [])
    assert [(entry.colour, entry.word) for entry in found] == [
        ("7030A0", "Purple"), ("00B050", "Green"), ("FF0000", "Red"),
    ]  # fmt: skip
