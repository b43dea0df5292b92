"""RAG and status cells: a table of cells with their answers, the paper's own key, and what must hold for any text."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.rag.cell import rag
from normalise.rag.status import read_status
from normalise.rag.status_dates import read_as_at
from schemas.meaning import RagReading

CELLS = [
    tuple(line.rsplit("|", 4))
    for line in (Path(__file__).parent / "rag_cells.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("# ")
]
CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "rag.jsonl"


@pytest.mark.parametrize(("text", "fill", "colour", "status", "as_at"), CELLS)
def test_cells_are_read_as_a_careful_reader_would(text: str, fill: str, colour: str, status: str, as_at: str) -> None:
    got = rag(text.replace("\\n", "\n"), fill=fill or None)
    assert (got.rag or "-", got.status or "-", str(got.as_at or "-")) == (colour, status, as_at)


@pytest.mark.skipif(not CORPUS.exists(), reason="the labelled corpus is not here")
def test_the_labelled_corpus_is_read() -> None:
    entries = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    wrong = []
    for entry in entries:
        got = rag(entry["text"], fill=entry["fill"], legend=entry.get("legend"))
        if {"rag": got.rag, "status": got.status, "as_at": got.as_at and str(got.as_at)} != entry["expect"]:
            wrong.append(entry["text"])
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "fill", "source"),
    [
        ("Amber", "00B050", "text"),
        ("", "00B050", "fill"),
        ("🟢", None, "mark"),
        ("Completed", None, "none"),
        ("N/A", "FF0000", "none"),
    ],
)
def test_the_source_of_a_colour_is_told(text: str, fill: str | None, source: str) -> None:
    assert rag(text, fill=fill).rag_source == source


@pytest.mark.parametrize(
    ("text", "fill", "flags"),
    [
        ("Amber", "00B050", ("rag_differs_from_fill",)),
        ("Amber/Green", "00B050", ()),
        ("Red/Green", None, ("rag_ambiguous",)),
        ("Green", "92D050", ()),
    ],
)
def test_doubts_are_flagged(text: str, fill: str | None, flags: tuple[str, ...]) -> None:
    assert rag(text, fill=fill).flags == flags


KEY = {
    "Blue": "Complete and embedded",
    "G": "on_track",
    "Amber": "Some slippage",
    "white": "Not yet due",
    "C": "Closed",
    "Amber/Green": "Partly complete",
}


@pytest.mark.parametrize(
    ("text", "fill", "status"),
    [
        ("", "00B0F0", "embedded"),
        ("Green", None, "on_track"),
        ("G", None, "on_track"),
        ("", "92D050", "on_track"),
        ("", "FFC000", "overdue"),
        ("", "FFFFFF", "not_started"),
        ("C", None, "completed"),
        ("Red", None, None),
        ("Completed", "FFC000", "completed"),
        ("A/G", None, "in_progress"),
        ("Red", "FF0000", None),
    ],
)
def test_only_the_papers_key_lets_a_colour_give_a_status(text: str, fill: str | None, status: str | None) -> None:
    assert rag(text, fill=fill, legend=KEY).status == status
    if not text:
        assert rag(text, fill=fill).status is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Completed 2012-09-14", dt.date(2012, 9, 14)),
        ("As at end of February 2016", dt.date(2016, 2, 29)),
        ("Position as at Q4 2012/13", dt.date(2013, 3, 31)),
        ("Completed 31 June 2013", dt.date(2013, 6, 30)),
        ("Completed 12 Sept", None),
        ("To be completed by 12.9.13", None),
        ("On the agenda of 12.9.13", None),
        ("Completed 45/13/12", None),
        ("", None),
    ],
)
def test_the_day_a_status_was_true_on(text: str, day: dt.date | None) -> None:
    assert read_as_at(text) == day


@given(st.text(max_size=80), st.none() | st.text(max_size=10), st.none() | st.dictionaries(st.text(), st.text()))
def test_any_text_gives_a_reading(text: str, fill: str | None, legend: dict[str, str] | None) -> None:
    assert isinstance(rag(text, fill=fill, legend=legend), RagReading)


@given(st.sampled_from(CELLS))
def test_reading_is_the_same_whatever_the_case_or_the_space_around(cell: tuple[str, ...]) -> None:
    text = cell[0].replace("\\n", "\n")
    assert read_status(f"  {text.upper()} ") == read_status(text)


@given(st.sampled_from(["red", "amber", "green", "blue", "grey", "amber-green", "amber-red"]))
def test_a_colours_own_name_reads_as_itself(colour: str) -> None:
    assert rag(colour).rag == colour
