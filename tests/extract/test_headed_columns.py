"""Painted headings cut the text below them, whatever its gaps say."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from extract.tables.headed_columns import in_headed_columns
from extract.tables.text_lines import TextLine
from schemas.geometry import Box
from tests.extract.laid_lines import Entry, lines

XS = (50.0, 150.0, 250.0, 320.0)
CELLS = [Box(a + 1.0, 100.0, b - 1.0, 114.0) for a, b in pairwise(XS)]
HEADER: list[Entry] = [(51, 101, "*Action"), (151, 101, "*Lead"), (251, 101, "*Due")]


def texts(found: list[TextLine]) -> list[list[str]]:
    return [[run.text for run in line.runs] for line in found]


def test_texts_that_touch_are_cut_where_painted_cells_end() -> None:
    found = in_headed_columns(lines(*HEADER, (51, 116, "Map the gullies now ok")), CELLS)
    assert texts(found)[1] == ["Map the gullies now ok"]  # "ok" begins where no text of its column does
    found = in_headed_columns(lines(*HEADER, (51, 116, "Map the gullies now"), (151, 116, "Ann Gill")), CELLS)
    assert texts(found)[1] == ["Map the gullies now", "Ann Gill"]


def test_a_line_without_a_gap_is_cut_where_its_spaces_differ() -> None:
    found = in_headed_columns(lines(*HEADER, (51, 116, "Map the gullies today"), (152, 116, "Ann Gill")), CELLS)
    assert texts(found)[1] == ["Map the gullies today", "Ann Gill"]
    for across in ("Map the gullies today Ann Gill", "*Map the gullies today"):
        entries = [(51.0, 116.0, across), *([(152.0, 116.0, "*Ann Gill")] if across.startswith("*") else [])]
        assert len(in_headed_columns(lines(*HEADER, *entries), CELLS)[1].runs) == 1


def test_words_that_justification_sets_apart_are_one_text() -> None:
    justified = [(251.0, 116.0, "26"), (304.0, 116.0, "Jun")]
    found = in_headed_columns(lines(*HEADER, (51, 116, "Map"), (151, 116, "Ann"), *justified), CELLS)
    assert texts(found)[1] == ["Map", "Ann", "26 Jun"]


def test_a_word_too_long_for_its_column_ends_in_it() -> None:
    found = in_headed_columns(lines(*HEADER, (151, 116, "Commissioningmanagers"), (258, 116, "May")), CELLS)
    assert texts(found)[1] == ["Commissioningmanagers May"]
    found = in_headed_columns(lines(*HEADER, (151, 116, "Commissioningmanager"), (251, 116, "May")), CELLS)
    assert [(run.text, run.x1) for run in found[1].runs] == [("Commissioningmanager", 247.0), ("May", 266.0)]


def test_prose_below_is_left_as_it_is() -> None:
    found = in_headed_columns(lines(*HEADER, (51, 116, "Dates are subject to the review of the whole board")), CELLS)
    assert texts(found)[1] == ["Dates are subject to the review of the whole board"]


def test_the_headings_of_a_second_level_are_columns() -> None:
    over = [Box(51, 100, 149, 114), Box(151, 100, 319, 107), Box(321, 100, 399, 114)]
    cells = [*over, Box(151, 107, 249, 114), Box(251, 107, 319, 114)]
    header = [(51.0, 101.0, "*Action"), (151.0, 98.0, "*Who is responsible"), (321.0, 101.0, "*Due")]
    named = [(151.0, 105.0, "*Lead"), (251.0, 105.0, "*Support")]
    body = [(51.0, 116.0, "Map"), (151.0, 116.0, "Commissioning Head"), (251.0, 116.0, "Ann"), (321.0, 116.0, "May")]
    found = in_headed_columns(lines(*header, *named, *body), cells)
    assert texts(found)[-1] == ["Map", "Commissioning Head", "Ann", "May"]


@given(st.lists(st.tuples(st.floats(51, 300), st.integers(116, 180), st.text("abc ", min_size=1)), max_size=8))
def test_no_word_is_lost_or_doubled(entries: list[tuple[float, int, str]]) -> None:
    page = lines(*HEADER, *((x, float(y), text) for x, y, text in entries))
    found = in_headed_columns(page, CELLS)
    assert [[word for run in line.runs for word in run.words] for line in found] == [
        sorted((word for run in line.runs for word in run.words), key=lambda word: word.box.x0) for line in page
    ]
