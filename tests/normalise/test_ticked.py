"""Choices as headings: periods, states and colours of which those apply that are ticked or painted."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from normalise import deadline
from normalise.ticked import with_ticked_headings
from normalise.ticked_years import day_for
from schemas.verbatim import Cell, Column, Field, Plan, Row

Headed = tuple[str, Field | None]
WHAT: list[Headed] = [("Action", "action"), ("Lead", "owner")]
YEARS: list[Headed] = [("Delivery year 22/23", "deadline"), ("Delivery year 23/24", "deadline")]


def plan(headings: list[Headed], *rows: list[str]) -> Plan:
    columns = tuple(Column(header, field) for header, field in headings)
    made = tuple(Row(tuple(Cell(text) for text in row)) for row in rows)
    return Plan("Climate action plan", columns, made, 1, 1, "rules")


def test_ticked_years_are_the_deadline_and_the_ticks_stay() -> None:
    found = with_ticked_headings(
        plan([*WHAT, *YEARS], ["Fit panels", "Property", "✓", "✓"], ["Change tariff", "Finance", "✓", ""])
    ).plan
    assert [column.field for column in found.columns] == ["action", "owner", "other", "other", "deadline"]
    assert found.columns[-1].header == "Delivery year"
    assert [[cell.text for cell in row.cells[2:]] for row in found.rows] == [
        ["✓", "✓", "22/23\n23/24"],
        ["✓", "", "22/23"],
    ]
    assert [[one.code for one in row.findings] for row in found.rows] == [["deadline_ticked"]] * 2
    due = deadline(found.rows[0].cells[-1].text)
    assert (str(due.start), str(due.end)) == ("2022-04-01", "2024-03-31")


@pytest.mark.parametrize(
    "headings", [["Short", "Medium", "Long"], ["Q1", "Q2", "Q3"], ["2024/25", "2025/26", "2026/27"]]
)
def test_terms_quarters_and_years_alone(headings: list[str]) -> None:
    found = with_ticked_headings(
        plan([*WHAT, *((one, "other") for one in headings)], ["a", "b", "", "x", ""], ["c", "d", "X", "", ""])
    ).plan
    assert [row.cells[-1].text for row in found.rows] == [headings[1], headings[0]]


@pytest.mark.parametrize(
    ("headings", "rows"),
    [
        ([*WHAT, *YEARS], [["a", "b", "✓", "done"]]),
        ([*WHAT, *YEARS, ("By when", "deadline")], [["a", "b", "✓", "✓", "May 2024"]]),
        ([*WHAT, ("Option A", "other"), ("Option B", "other")], [["a", "b", "✓", ""], ["c", "d", "", "✓"]]),
        ([*WHAT, ("A", "other"), ("B", "other")], [["a", "b", "✓", ""], ["c", "d", "", "✓"]]),
        ([*WHAT, ("Accepted", "other"), ("Rejected", "other")], [["a", "b", "✓", ""], ["c", "d", "", "✓"]]),
        ([*WHAT, ("Yes", "other"), ("No", "other")], [["a", "b", "✓", ""], ["c", "d", "", "✓"]]),
        ([*WHAT, *YEARS], [["a", "b", "✓", "✓"], ["c", "d", "", ""], ["e", "f", "", ""]]),
        ([*WHAT, YEARS[0]], [["a", "b", "✓"]]),
    ],
)  # fmt: skip
def test_other_columns_are_left_as_they_are(headings: list[Headed], rows: list[list[str]]) -> None:
    made = plan(headings, *rows)
    assert with_ticked_headings(made).plan is made


BAR, NONE = Cell("", fill="4472C4"), Cell()
GREEN, AMBER, RED = (Cell("", fill=colour) for colour in ("00B050", "FFC000", "FF0000"))


def painted(headings: list[str], *rows: list[Cell]) -> Plan:
    columns = tuple(Column(header, field) for header, field in [*WHAT, *((one, None) for one in headings)])
    made = tuple(Row((Cell(f"Do {at}"), Cell("Ann Lee"), *cells)) for at, cells in enumerate(rows))
    return Plan("Improvement plan", columns, made, 1, 1, "rules")


def told(found: Plan, field: Field) -> list[tuple[str, list[str]]]:
    assert found.columns[-1].field == field
    return [(row.cells[-1].text, [one.code for one in row.findings]) for row in found.rows]


@pytest.mark.parametrize(
    "headings",
    [
        [("Not started", "start_date"), ("In progress", "progress"), ("Complete", "status")],
        [("Status Not started", None), ("Status In progress", None), ("Status Complete", None)],
        [("Status: Not started", None), ("In progress", None), ("Complete", None)],
    ],
)
def test_the_state_that_is_ticked_is_the_status(headings: list[Headed]) -> None:
    found = with_ticked_headings(
        plan(
            [*WHAT, *headings],
            ["a", "b", "", "✓", ""],
            ["c", "d", "", "", "x"],
            ["e", "f", "", "", ""],
            ["g", "h", "✓", "✓", ""],
        )
    ).plan
    assert [column.field for column in found.columns[2:]] == ["other", "other", "other", "status"]
    assert told(found, "status") == [
        ("In progress", ["status_ticked"]),
        ("Complete", ["status_ticked"]),
        ("", []),
        ("", ["choice_unclear"]),
    ]


def test_answers_below_a_heading_that_asks() -> None:
    found = with_ticked_headings(
        plan([*WHAT, ("Completed? Yes", "status"), ("No", None)], ["a", "b", "✓", ""], ["c", "d", "", "✓"])
    ).plan
    assert found.columns[-1] == Column("Completed?", "status")
    assert [text for text, _ in told(found, "status")] == ["Yes", "No"]


@pytest.mark.parametrize(
    ("signs", "answers"),
    [(["☒", "☐", "☒"], ["Yes", "", "Yes"]), (["✓", "x", ""], ["Yes", "No", ""]), (["x", "", "X"], ["Yes", "", "Yes"])],
)
def test_crosses_are_ticks_unless_there_are_ticks_too(signs: list[str], answers: list[str]) -> None:
    found = with_ticked_headings(plan([*WHAT, ("Complete", "status")], *(["a", "b", sign] for sign in signs))).plan
    assert [text for text, _ in told(found, "status")] == answers
    assert [row.cells[2].text for row in found.rows] == signs


@pytest.mark.parametrize(
    "headings", [["R", "A", "G"], ["Red", "Amber", "Green"], ["RAG R", "RAG A", "RAG G"], ["RAG R", "A", "G"]]
)
def test_the_colour_that_is_ticked_or_painted_is_the_rating(headings: list[str]) -> None:
    letters = [heading.split()[-1] for heading in headings]
    for rows in (
        [[NONE, Cell("X"), NONE], [NONE, NONE, Cell("X")]],
        [[RED, replace(AMBER, text="X"), GREEN], [RED, AMBER, replace(GREEN, text="X")]],
        [[NONE, AMBER, NONE], [NONE, NONE, GREEN]],
        [[NONE, Cell(letters[1]), NONE], [NONE, NONE, Cell(letters[2])]],
    ):
        found = with_ticked_headings(painted(headings, *rows)).plan
        assert told(found, "rag") == [(letters[1], ["rag_ticked"]), (letters[2], ["rag_ticked"])]


def test_a_key_behind_all_of_them_is_no_rating() -> None:
    found = with_ticked_headings(painted(["R", "A", "G"], [RED, AMBER, GREEN], [RED, AMBER, replace(GREEN, text="X")]))
    assert told(found.plan, "rag") == [("", ["choice_unclear"]), ("G", ["rag_ticked"])]


def test_painted_periods_are_the_deadline_from_first_to_last() -> None:
    months = ["Apr", "May", "Jun", "Jul"]
    found = with_ticked_headings(
        painted(months, [BAR, NONE, NONE, NONE], [NONE, BAR, BAR, BAR], [BAR, BAR, BAR, BAR], [NONE, NONE, NONE, NONE])
    )
    assert told(found.plan, "deadline") == [
        ("Apr", ["deadline_painted"]),
        ("May – Jul", ["deadline_painted"]),
        ("Apr – Jul", ["deadline_painted"]),
        ("", []),
    ]
    assert (found.due, found.times) == (found.plan.columns[-1], tuple(months))


@pytest.mark.parametrize(
    "rows",
    [
        [[GREEN, RED, NONE], [AMBER, NONE, NONE]],
        [[GREEN, NONE, NONE], [NONE, AMBER, NONE]],
        [[BAR, BAR, NONE], [BAR, BAR, NONE]],
        [[Cell("", mark="00B050"), NONE, NONE], [NONE, Cell("", mark="FF0000"), NONE]],
    ],
)
def test_ratings_and_columns_of_one_colour_are_no_times(rows: list[list[Cell]]) -> None:
    made = painted(["Q1", "Q2", "Q3"], *rows)
    assert with_ticked_headings(made).plan is made


def test_bands_of_rows_are_no_times() -> None:
    band = Cell("", fill="D9D9D9")
    made = painted(["Q1", "Q2", "Q3"], [band, band, band], [NONE, BAR, NONE], [NONE, NONE, NONE])
    rows = [
        replace(made.rows[0], cells=tuple(replace(cell, fill="D9D9D9") for cell in made.rows[0].cells)),
        *made.rows[1:],
    ]
    made = replace(made, columns=made.columns, rows=tuple(rows))
    assert with_ticked_headings(made).plan.rows[0].cells[-1].text == ""


@pytest.mark.parametrize(
    ("times", "written", "since"),
    [
        (["Apr", "Jul", "Nov"], dt.date(2024, 6, 3), dt.date(2024, 4, 1)),
        (["Apr", "Jul", "Nov"], dt.date(2024, 3, 3), dt.date(2024, 4, 1)),
        (["Apr", "Jul", "Nov"], dt.date(2024, 12, 3), dt.date(2025, 4, 1)),
        (["Apr", "Jul", "Nov"], dt.date(2024, 11, 20), None),
        (["Oct", "Dec", "Feb"], dt.date(2025, 2, 5), None),
        (["Q1", "Q2", "Q3", "Q4"], dt.date(2024, 6, 3), dt.date(2024, 4, 1)),
        (["Apr", "Jul", "Nov"], None, None),
        (["Nov 24", "Dec", "Jan"], None, dt.date(2024, 11, 1)),
        (["Nov", "Dec", "Jan 25"], dt.date(2030, 1, 1), dt.date(2024, 11, 1)),
        (["2024/25", "2025/26"], dt.date(2024, 6, 3), dt.date(2024, 6, 3)),
    ],
)
def test_the_years_of_a_run_of_periods(times: list[str], written: dt.date | None, since: dt.date | None) -> None:
    assert day_for(times, written) == since


@pytest.mark.parametrize(
    ("texts", "answers"),
    [(["Y", "N", ""], ["Yes", "No", ""]), (["y", "y", "n/a"], ["Yes", "Yes", ""]), (["Y", "R", "G"], None)],
)
def test_letters_of_a_status_column_that_are_answers(texts: list[str], answers: list[str] | None) -> None:
    made = plan([*WHAT, ("Status", "status")], *(["a", "b", text] for text in texts))
    found = with_ticked_headings(made).plan
    assert (found is made) == (answers is None)
    assert answers is None or [text for text, _ in told(found, "status")] == answers
    assert not any(row.findings for row in found.rows)
