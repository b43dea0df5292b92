"""Notes below a table that begin with a star."""

from __future__ import annotations

import pytest

from extract.page import Word
from extract.tables.notes import without_note
from schemas.geometry import Box

Entry = tuple[float, float, str]
ROWS: list[Entry] = [
    (42.0, 100.0, "Action"),
    (200.0, 100.0, "Owner"),
    (42.0, 114.0, "Map the gullies"),
    (200.0, 114.0, "Jo Pell"),
    (42.0, 126.0, "of the town"),
]
NOTE: Entry = (40.0, 138.0, "* Dates may change")


def words(*entries: Entry) -> list[Word]:
    found = []
    for x, y, said in entries:
        for part in said.split():
            found.append(Word(part, Box(x, y, x + 5.0 * len(part), y + 11.0), 10.0))
            x += 5.0 * len(part) + 2.5
    return found


def test_a_note_right_below_the_last_row_is_no_part_of_it() -> None:
    assert without_note(words(*ROWS, NOTE, (40.0, 180.0, "Attendance"))) == words(*ROWS, (40.0, 180.0, "Attendance"))


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
    assert without_note(words(*entries)) == words(*entries)
