"""Notes below a table that begin with a star."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

import extract
from extract.tables.notes import without_note
from tests.extract.typeset import words_at

Entry = tuple[float, float, str]
ROWS: list[Entry] = [
    (42.0, 100.0, "Action"),
    (200.0, 100.0, "Owner"),
    (42.0, 114.0, "Map the gullies"),
    (200.0, 114.0, "Jo Pell"),
    (42.0, 126.0, "of the town"),
]
NOTE: Entry = (40.0, 138.0, "* Dates may change")


def test_a_note_right_below_the_last_row_is_no_part_of_it() -> None:
    below = (40.0, 180.0, "Attendance")
    assert without_note(words_at(*ROWS, NOTE, below)) == words_at(*ROWS, below)


@pytest.mark.parametrize(
    "entries",
    [
        [*ROWS, NOTE, (40.0, 150.0, "* Owners too")],
        [*ROWS, NOTE, (42.0, 150.0, "Train the staff")],
        [*ROWS, (200.0, 138.0, "* and partners")],
        [*ROWS, (42.0, 138.0, "* in the north"), (20.0, 126.0, "1")],
        [*ROWS, (40.0, 138.0, "*")],
    ],
    ids=["points of a list", "text goes on below", "in a later column", "right of a number", "a sign alone"],
)
def test_other_stars_are_part_of_the_table(entries: list[Entry]) -> None:
    assert without_note(words_at(*entries)) == words_at(*entries)


def _draw_plan(path: Path, note: str) -> None:
    """A plan with a rule above each row and none below the last, and a note right below that."""
    canvas = Canvas(str(path), pagesize=(500, 400))
    xs = (30.0, 220.0, 330.0, 420.0)
    rows = [
        ("Action", "Owner", "By when", "RAG"),
        ("Map the gullies of the town", "Jo Pell", "May 2024", "Green"),
        ("Train all of the staff", "Al Stone", "June 2024", "Amber"),
        ("Audit the plans", "Ann Lee", "July 2024", "Red"),
    ]
    for at, row in enumerate(rows):
        canvas.setFont("Helvetica" if at else "Helvetica-Bold", 9)
        canvas.line(30, 369 - 18 * at, 470, 369 - 18 * at)
        for x, said in zip(xs, row, strict=True):
            canvas.drawString(x + 3, 360 - 18 * at, said)
    canvas.drawString(30, 292, note)
    canvas.save()


def test_a_note_that_no_cell_holds_is_told(tmp_path: Path) -> None:
    _draw_plan(tmp_path / "plan.pdf", "* Dates may change")
    (plan,) = extract.read(tmp_path / "plan.pdf").plans
    assert [row.cells[0].text for row in plan.rows][-1] == "Audit the plans"
    assert [finding.code for finding in plan.findings] == ["row_left_out_note"]
    assert "* Dates may change" in plan.findings[0].message
