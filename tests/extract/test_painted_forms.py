"""Forms of painted labels, two of them in some rows, and labels beside others that wrap or break."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.page import Fill, Page, Word
from extract.plans.label_cards import sided_cards
from extract.plans.label_columns import label_columns
from extract.tables.painted_forms import labelled_grids
from extract.tables.table import Table, TableCell
from extract.tables.text_lines import placed, text_lines
from schemas.geometry import Box

GREY = "EDEDED"


def words(text: str, x: float, y: float) -> list[Word]:
    """Five points a letter, ten high; a star sets a text bold."""
    made: list[Word] = []
    for word in text.lstrip("*").split():
        made.append(Word(word, Box(x, y, x + 5 * len(word), y + 10), 10.0, text.startswith("*")))
        x += 5 * len(word) + 3
    return made


def card(y: float, number: str, second: float, colours: Sequence[str] = (GREY, GREY)) -> tuple[list[Fill], list[Word]]:
    """A form of three rows whose last has a second label, which stands at `second`."""
    said = [("Action", f"Publish plan {number}"), ("Progress", "Begun in two wards, more to follow"), ("Lead", "DPH")]
    fills = [Fill(Box(40, y + 14 * at, 120, y + 14 * at + 14), colours[0], at) for at in range(3)]
    fills.append(Fill(Box(second, y + 28, second + 60, y + 42), colours[1], 3))
    texts = [*words("*Due", second + 2, y + 30), *words("May 2024", second + 62, y + 30)]
    for at, (label, value) in enumerate(said):
        texts += [*words(f"*{label}", 42, y + 2 + 14 * at), *words(value, 122, y + 2 + 14 * at)]
    return fills, texts


def test_forms_that_touch_have_their_second_labels_at_their_own_places() -> None:
    (one, said), (other, more) = card(100, "one", 180.0), card(142, "two", 210.0)
    grids, left = labelled_grids([*one, *other], text_lines(placed([*said, *more])), ())
    assert [grid.xs[1:4] for grid in grids] == [(120.0, 180.0, 240.0), (120.0, 210.0, 270.0)]
    assert [grid.ys for grid in grids] == [(100.0, 114.0, 128.0, 142.0), (142.0, 156.0, 170.0, 184.0)]
    assert left == []


def test_text_that_lies_over_the_place_of_a_second_label_is_one_cell() -> None:
    fills, said = card(100, "one", 180.0)
    (grid,), _ = labelled_grids(fills, text_lines(placed(said)), ())
    assert [cell.column_span for cell in grid.cells if cell.row == 1] == [1, 3]


@pytest.mark.parametrize("colours", [(GREY, "FFBF00"), ("FFBF00", GREY)])
def test_a_cell_of_another_colour_is_no_second_label(colours: tuple[str, str]) -> None:
    fills, said = card(100, "one", 180.0, colours)
    assert labelled_grids(fills, text_lines(placed(said)), ()) == ([], fills)


def test_painted_texts_that_are_not_bold_are_no_labels_of_two_columns() -> None:
    fills, said = card(100, "one", 180.0)
    plain = [Word(word.text, word.box, word.size) for word in said]
    assert labelled_grids(fills, text_lines(placed(plain)), ()) == ([], fills)


@pytest.mark.parametrize(("upper", "lower"), [("*Timescal", "*e"), ("*Target", "*date")])
def test_a_second_label_around_the_middle_of_its_row(upper: str, lower: str) -> None:
    lead = [*words(upper, 250, 126), *words("*Lead", 42, 130), *words("Ann Gill", 140, 130), *words(lower, 250, 134)]
    page = [
        *words("*Action", 42, 102),
        *words("Publish the plan", 140, 102),
        *words("*Progress", 42, 116),
        *words("Begun", 140, 116),
        *lead,
        *words("May 2024", 310, 130),
        *words("*Resources", 42, 150),
        *words("None", 140, 150),
    ]
    (found,) = label_columns(page)
    entries = [[" ".join(word.text for word in part) for part in (one.label, one.said)] for one in found.entries]
    assert entries[2] == ["Lead", "Ann Gill"]
    assert entries[3] == ["Timescale" if upper == "*Timescal" else "Target date", "May 2024"]


def test_a_second_label_on_two_lines_that_begins_level_with_the_first() -> None:
    page = [
        *words("*Ref", 42, 100),
        *words("A1", 140, 100),
        *words("*Current", 180, 100),
        *words("Not begun", 240, 100),
        *words("*status", 180, 112),
        *words("*Action", 42, 126),
        *words("Publish the plan", 140, 126),
        *words("*Lead", 42, 140),
        *words("Ann Gill", 140, 140),
        *words("*Resources", 42, 154),
        *words("None", 140, 154),
    ]
    (found,) = label_columns(page)
    entries = [[" ".join(word.text for word in part) for part in (one.label, one.said)] for one in found.entries]
    assert entries[:3] == [["Ref", "A1"], ["Current status", "Not begun"], ["Action", "Publish the plan"]]


FORM = (
    ("*Ref", "A1", "*Status", "Late"),
    ("*Action", "Publish a plan of all", "", ""),
    ("*Lead", "Ann Gill", "*Due", "May 2024"),
    ("*Resources", "None", "", ""),
    ("*Progress", "Begun", "", ""),
)
EDGES = (40.0, 120.0, 240.0, 300.0, 400.0)


def form(y: float, *, cut: bool) -> tuple[Table, list[Word]]:
    """A painted form of four columns as cells and words; the gaps of its second row cut that where `cut` says so."""
    cells: list[TableCell] = []
    texts: list[Word] = []
    for row, values in enumerate(FORM):
        top = y + 14 * row
        for text, x in zip(values, EDGES, strict=False):
            texts += words(text, x + 2, top + 2)
        parts = (values[0], "Publish a", "plan of", "all") if cut and row == 1 else values
        for column, text in enumerate(parts):
            box = Box(EDGES[column], top, EDGES[column + 1], top + 14)
            cells.append(TableCell(text.lstrip("*"), row, column, 1, 1, box))
    return Table(1, Box(40, y, 400, y + 70), tuple(cells), "fills"), texts


def taken(*, cut: bool) -> list[list[list[str]]]:
    """The labels taken on a page of two forms, the first of which may be cut wrongly."""
    first, second = form(100, cut=cut), form(170, cut=False)
    page = Page(1, 600.0, 800.0, (*first[1], *second[1]))
    cards = sided_cards(page, (first[0], second[0]), (first[0], second[0]))
    return [[[" ".join(w.text for w in part) for part in (e.label, e.said)] for e in one.entries] for one in cards]


def test_labels_stand_in_for_the_one_drawn_form_that_says_less() -> None:
    assert taken(cut=True) == [
        [
            ["Ref", "A1"],
            ["Status", "Late"],
            ["Action", "Publish a plan of all"],
            ["Lead", "Ann Gill"],
            ["Due", "May 2024"],
            ["Resources", "None"],
            ["Progress", "Begun"],
        ]
    ]


def test_drawn_forms_that_say_as_much_are_read_as_they_are() -> None:
    assert taken(cut=False) == []
