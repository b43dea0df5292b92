"""Columns where words begin together, stamps, justified lines, and rows whose entries begin together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.page import Word
from extract.tables.alignment import column_starts, parted_at
from extract.tables.alignment_rows import row_starts
from extract.tables.text_lines import TextLine, placed, text_lines, without_stamps
from schemas.geometry import Box


def word(text: str, x0: float, y0: float, *, size: float = 10.0, width: float | None = None) -> Word:
    return Word(text, Box(x0, y0, x0 + (len(text) * 5.0 if width is None else width), y0 + 1.1 * size), size)


def lines(*rows: tuple[tuple[float, str], ...], step: float = 12.0) -> list[TextLine]:
    """One line for each row; entries are (x, text), parted by spaces of 2.5 points."""
    words = []
    for at, row in enumerate(rows):
        for x, text in row:
            for part in text.split():
                words.append(word(part, x, 100.0 + at * step))
                x += len(part) * 5.0 + 2.5
    return text_lines(placed(words))


def test_text_that_runs_up_to_the_next_column_is_parted_from_it() -> None:
    found = lines(
        ((50, "Map the gullies"), (150, "Amber"), (220, "CEO")),
        ((50, "Trial a surface by"), (150, "Green"), (220, "PMO")),
        ((50, "Survey"), (150, "Green"), (220, "CEO")),
    )
    assert column_starts(found) == [150, 220]


def test_a_word_that_crosses_leaves_no_column() -> None:
    found = lines(
        ((50, "Map"), (150, "Amber")),
        ((50, "Trial"), (150, "Green")),
        ((50, "Survey the network everywhere"), (250, "Green")),
    )
    assert 150 not in column_starts(found)


@pytest.mark.parametrize(("size", "kept"), [(110.0, 3), (12.0, 4)])
def test_a_stamp_across_the_page_belongs_to_no_line(size: float, kept: int) -> None:
    words = [word("Plan", 50, 100), word("for", 90, 100), word("roads", 120, 100), word("DRAFT", 100, 90, size=size)]
    assert len(without_stamps(words)) == kept


def test_gaps_of_one_width_between_words_are_justification() -> None:
    spread = [word(text, 50.0 + 34.0 * at, 100.0, width=25.0) for at, text in enumerate(["with", "the", "new", "rota"])]
    assert len(text_lines(placed(spread))[0].runs) == 1


def test_gaps_of_one_width_between_figures_are_columns() -> None:
    spread = [word(text, 50.0 + 34.0 * at, 100.0, width=25.0) for at, text in enumerate(["10", "20", "30", "40"])]
    assert len(text_lines(placed(spread))[0].runs) == 4


def test_a_row_begins_where_most_columns_have_an_entry_again() -> None:
    xs = (45.0, 95.0, 195.0, 295.0, 395.0)
    found = lines(
        ((50, "Parents"), (100, "Commission sessions"), (200, "Contracts"), (300, "May 2018")),
        ((50, "are not"), (100, "in schools")),
        ((50, "heard"),),
        ((100, "Agree a framework"), (200, "K Quigley"), (300, "June 2019")),
        ((100, "for plans"),),
    )
    assert row_starts(found, xs) == [0, 3]


def test_a_full_line_is_parted_where_its_neighbour_shows_a_column() -> None:
    found = lines(
        ((50, "Map the gullies"), (150, "Train all staff")),
        ((50, "along all lanes roads"), (150, "in the depot")),
        ((50, "lanes"), (150, "by May")),
    )
    assert [len(line.runs) for line in found] == [2, 1, 2]
    assert [len(line.runs) for line in parted_at(found, [150.0])] == [2, 2, 2]


def test_a_heading_over_columns_stays_whole() -> None:
    found = lines(((50, "Map the gullies"), (150, "Train")), step=40.0)
    found += lines(((50, "Theme 1: the roads a"), (150, "council keeps")))[:1]
    assert parted_at(found, [150.0])[1].runs == found[1].runs


@pytest.mark.parametrize(("down", "kept"), [(0.0, ["Surgery"]), (5.0, ["Surgery"]), (14.0, ["Page", "39", "Surgery"])])
def test_a_number_printed_over_other_words_is_stamped(down: float, kept: list[str]) -> None:
    stamp = [Word("Page", Box(36, 790, 62, 802), 12.0), Word("39", Box(66, 790, 80, 802), 12.0)]
    words = [*stamp, Word("Surgery", Box(37, 789 + down, 84, 800 + down), 11.0)]
    assert [word.text for word in without_stamps(words)] == kept


def test_the_second_word_of_one_phrase_begins_no_column_below_a_heading() -> None:
    """A heading in the middle of its cell may begin where "1" does in "Priority 1"."""
    rows = [((50, f"{phrase} {at}"), (200, "Map gullies"), (320, "CEO")) for at, phrase in enumerate(("Priority",) * 4)]
    heads = [(92.5, "Theme"), (200.0, "Action"), (320.0, "Lead")]
    bold = [replace(word(text, x, 80.0), bold=True) for x, text in heads]
    plain = [one for line in lines(*rows) for run in line.runs for one in run.words]
    assert 92.5 not in column_starts(text_lines(placed([*bold, *plain])))


@pytest.mark.parametrize(("first", "bold", "runs"), [("2:", True, 1), ("2:", False, 2), ("two", True, 2)])
def test_a_bold_heading_is_one_text_where_its_colon_leaves_a_wide_space(first: str, bold: bool, runs: int) -> None:
    texts = [(50.0, "Objective", 44.0), (97.0, first, 13.0), (115.0, "Access", 36.0)]
    words = [replace(word(text, x, 100.0, width=width), bold=bold) for x, text, width in texts]
    (line,) = text_lines(placed(words))
    assert len(line.runs) == runs
