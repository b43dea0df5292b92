"""The scorer tells a perfect reading from a joined row, a split row, a wrong field and a made-up row."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accuracy import compose, truth
from accuracy.found import squashed
from accuracy.measure import Figures, measure
from accuracy.table import line, text
from schemas.geometry import Box, Place
from schemas.verbatim import Cell, Column, Cover, CoverField, ExtractedPaper, Plan, Row

PLACE = Place(1, Box(0, 0, 1, 1))


def known() -> truth.Truth:
    return truth.of(compose.paper("drawn", 3, 5))


def read_as_meant(what: truth.Truth) -> ExtractedPaper:
    """The paper as a perfect reader gives it."""
    cover = {name: CoverField(value, PLACE) for name, value in what.cover.items()}
    year, month, day = what.cover["meeting_date"].split("-")
    cover["meeting_date"] = CoverField(f"{day}/{month}/{year}", PLACE)
    plans = tuple(
        Plan(
            plan.title,
            tuple(Column(c.header, c.field) for c in plan.columns),
            tuple(map(row_as_meant, plan.rows)),
            1,
            1,
            "rules",
        )
        for plan in what.plans
    )
    return ExtractedPaper(pages=(), text_layer="native", cover=Cover(**cover), plans=plans)


def row_as_meant(row: truth.TrueRow) -> Row:
    cells = tuple(Cell(cell.text, fill=cell.rag, carried=cell.carried) for cell in row.cells)
    return Row(cells, section=Cell(row.section) if row.section else None)


def with_rows(paper: ExtractedPaper, rows: list[Row]) -> ExtractedPaper:
    return replace(paper, plans=(replace(paper.plans[0], rows=tuple(rows)), *paper.plans[1:]))


def scored(what: truth.Truth, paper: ExtractedPaper) -> Figures:
    return measure(what, paper, lambda cell: cell.colour)


def test_a_perfect_reading_has_full_marks() -> None:
    what = known()
    figures = scored(what, read_as_meant(what))
    assert figures.rows == figures.paired == figures.found == figures.right == what.rows
    assert figures.conserved == figures.characters > 0
    assert figures.rags_right == figures.rags
    assert figures.cover_right == figures.cover == 4
    assert (figures.joined, figures.split) == (0, 0)


def test_two_rows_in_one_are_joined() -> None:
    what = known()
    paper = read_as_meant(what)
    first, second, *others = paper.plans[0].rows
    together = tuple(Cell(f"{a.text} {b.text}") for a, b in zip(first.cells, second.cells, strict=True))
    figures = scored(what, with_rows(paper, [replace(first, cells=together), *others]))
    assert figures.joined == 1
    assert figures.paired < what.rows


def test_a_row_in_two_is_split() -> None:
    what = known()
    paper = read_as_meant(what)
    first, *others = paper.plans[0].rows
    place = max(range(len(first.cells)), key=lambda column: len(first.cells[column].text))
    words = first.cells[place].text.split()
    rest = [Cell("")] * len(first.cells)
    rest[place] = Cell(" ".join(words[len(words) // 2 :]))
    figures = scored(what, with_rows(paper, [first, Row(tuple(rest)), *others]))
    assert figures.split == 1
    assert figures.found == what.rows + 1


def test_a_wrong_field_spoils_the_row_but_not_its_texts() -> None:
    what = known()
    paper = read_as_meant(what)
    columns = tuple(replace(c, field="comments") if c.field == "owner" else c for c in paper.plans[0].columns)
    figures = scored(what, replace(paper, plans=(replace(paper.plans[0], columns=columns), *paper.plans[1:])))
    assert figures.right < figures.right_but_fields == what.rows


def test_rows_in_a_paper_without_a_plan_are_false() -> None:
    nothing = truth.of(compose.paper("none", 0, 5))
    figures = scored(nothing, read_as_meant(known()))
    assert (figures.rows, figures.paired) == (0, 0)
    assert line("none", figures)[4] == f"{figures.found} false"


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("to do:\n• this\n• that", "to do: this that"),
        ("to do: - this - that", "to do: this that"),
        ("and/ or", "and/or"),
        ("● Red", "Red"),
        ("Immediately:", "Immediately"),
    ],
)
def test_what_counts_as_the_same_text(read: str, meant: str) -> None:
    assert squashed(read) == squashed(meant)


def test_tables_are_lined_up() -> None:
    assert text(("a", "bb"), [("1", "2")]) == "| a | bb |\n|---|----|\n| 1 | 2  |"
