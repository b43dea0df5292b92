"""Columns under a heading of two things: owners, deadlines and progress each get their part of the words."""

from __future__ import annotations

import pytest

from normalise.two_in_one import parted
from schemas.verbatim import Cell, Column, Field, Plan, Row


def plan(headings: list[tuple[str, Field | None]], *rows: list[str]) -> Plan:
    columns = tuple(Column(header, field) for header, field in headings)
    made = tuple(Row(tuple(Cell(text) for text in row)) for row in rows)
    return Plan("Improvement plan", columns, made, 1, 1, "rules")


@pytest.mark.parametrize(
    ("text", "owner", "due"),
    [
        ("Jane Smith, 30 June 2019", "Jane Smith", "30 June 2019"),
        ("Head of Service - by March 2020", "Head of Service", "by March 2020"),
        ("AD (Commissioning) / Dec 2019", "AD (Commissioning)", "Dec 2019"),
        ("LSCB Business Manager (31/3/15)", "LSCB Business Manager", "31/3/15"),
        ("Director of Housing by end of Q2 2019/20", "Director of Housing", "by end of Q2 2019/20"),
        ("Jane Smith\nJohn Brown\nBy 27.10.12", "Jane Smith\nJohn Brown", "By 27.10.12"),
        ("Quality Manager", "Quality Manager", ""),
        ("Jane Smith 30 June 2019", "Jane Smith", "30 June 2019"),
        ("Head of Service December 2019", "Head of Service", "December 2019"),
        ("Ongoing", "", "Ongoing"),
    ],
)  # fmt: skip
def test_owner_and_deadline_of_one_column(text: str, owner: str, due: str) -> None:
    found = parted(plan([("Action", "action"), ("Lead / timescale", "owner")], ["Train staff", text]))
    assert [column.field for column in found.columns] == ["action", "owner", "deadline"]
    assert [column.header for column in found.columns[1:]] == ["Lead / timescale"] * 2
    assert [cell.text for cell in found.rows[0].cells] == ["Train staff", owner, due]


@pytest.mark.parametrize(
    ("text", "due", "progress"),
    [
        ("30 June 2019 - on track", "30 June 2019", "on track"),
        ("31 July 2019. Complete", "31 July 2019", "Complete"),
        ("Sept 2019 (delayed)", "Sept 2019", "delayed"),
        ("Dec 2019\nInterviews held in October.", "Dec 2019", "Interviews held in October."),
        ("31 May 2019 Complete", "31 May 2019", "Complete"),
        ("Completed", "Completed", "Completed"),
    ],
)  # fmt: skip
def test_deadline_and_progress_of_one_column(text: str, due: str, progress: str) -> None:
    found = parted(plan([("Action", "action"), ("Timescale / progress", "deadline")], ["Train staff", text]))
    assert [column.field for column in found.columns] == ["action", "deadline", "progress"]
    assert [cell.text for cell in found.rows[0].cells] == ["Train staff", due, progress]


@pytest.mark.parametrize(
    "headings",
    [
        [("Action", "action"), ("Lead officer", "owner"), ("Timescale", "deadline")],
        [("Action", "action"), ("Lead / timescale", "owner"), ("Due", "deadline")],
        [("Timescale / progress", "deadline"), ("Status", "status"), ("Action", "action")],
        [("Action and owner", "action"), ("Who", "owner"), ("When", "deadline")],
    ],
)
def test_a_field_with_a_column_of_its_own_is_not_sought(headings: list[tuple[str, Field | None]]) -> None:
    whole = plan(headings, ["one", "two", "three"])
    assert parted(whole) is whole


@pytest.mark.parametrize(
    ("text", "action", "due"),
    [
        (
            "A report will be prepared each year. September 2026.",
            "A report will be prepared each year",
            "September 2026",
        ),
        ("Options will go to members\nBy 28 February 2026", "Options will go to members", "By 28 February 2026"),
        ("Options will go to members", "Options will go to members", ""),
        ("Report as required", "Report as required", ""),
    ],
)
def test_a_deadline_at_the_end_of_an_action(text: str, action: str, due: str) -> None:
    found = parted(plan([("Recommendation", "recommendation"), ("Agreed action/timing", "action")], ["Report", text]))
    assert [column.field for column in found.columns] == ["recommendation", "action", "deadline"]
    assert [cell.text for cell in found.rows[0].cells] == ["Report", action, due]


@pytest.mark.parametrize(
    ("text", "shared"),
    [
        (
            "A valuer will be appointed. Head of Finance, 31 March 2026",
            ["A valuer will be appointed", "Head of Finance", "31 March 2026"],
        ),
        (
            "A check is made each month.\nICT Manager\nJanuary 2026",
            ["A check is made each month", "ICT Manager", "January 2026"],
        ),
        ("Agreed. We will do it soon.", ["Agreed. We will do it soon.", "", ""]),
        ("Check it monthly (Fleet Manager, 30 Sept 2025)", ["Check it monthly", "Fleet Manager", "30 Sept 2025"]),
        ("Agreed - Head of Finance - Q3 2025/26", ["Agreed", "Head of Finance", "Q3 2025/26"]),
        (
            "Staff will be trained.\nOfficer: Ann Lee\nTimescale: May 2026",
            ["Staff will be trained", "Officer: Ann Lee", "Timescale: May 2026"],
        ),
        ("Agreed. In place since 2024.", ["Agreed. In place since 2024.", "", ""]),
    ],
)
def test_owner_and_deadline_at_the_end_of_an_action(text: str, shared: list[str]) -> None:
    found = parted(plan([("Finding", "recommendation"), ("Response / officer / due date", "action")], ["Late", text]))
    assert [column.field for column in found.columns] == ["recommendation", "action", "owner", "deadline"]
    assert [cell.text for cell in found.rows[0].cells] == ["Late", *shared]


@pytest.mark.parametrize(("text", "told"), [("Head of Finance", 1), ("Head of Finance, May 2026", 0), ("", 0)])
def test_a_cell_that_says_one_of_two_things_is_told(text: str, told: int) -> None:
    found = parted(plan([("Action", "action"), ("Officer and target date", "owner")], ["Do", text]))
    assert [finding.code for finding in found.rows[0].findings] == ["cell_not_shared_out"] * told


@pytest.mark.parametrize(
    ("text", "owner", "due"),
    [
        ("Officer: Jane Smith Due date: April 2025", "Officer: Jane Smith", "Due date: April 2025"),
        ("Head of ICT Target Date: 31/03/25", "Head of ICT", "Target Date: 31/03/25"),
        ("Due date: May 2025", "", "Due date: May 2025"),
    ],
)
def test_a_label_goes_with_its_deadline(text: str, owner: str, due: str) -> None:
    found = parted(plan([("Recommendation", "recommendation"), ("Officer / due date", "owner")], ["Train", text]))
    assert [cell.text for cell in found.rows[0].cells[1:]] == [owner, due]


@pytest.mark.parametrize(
    ("text", "owner", "due"),
    [
        ("Quality Assurance Manager Q2 2024/25", "Quality Assurance Manager", "Q2 2024/25"),
        ("Leaving Care Team Manager\nWithin 6 months", "Leaving Care Team Manager", "Within 6 months"),
        ("Within 3 months - Head of Housing", "Head of Housing", "Within 3 months"),
        ("Head of Early Help by the end of the autumn term", "Head of Early Help", "by the end of the autumn term"),
        ("Head of HR by end of\nMarch 2025", "Head of HR", "by end of\nMarch 2025"),
        ("Team Manager, 16-25 Team, by end of Q4 2024/25", "Team Manager, 16-25 Team", "by end of Q4 2024/25"),
        ("Head of 0-25 Service December 2024", "Head of 0-25 Service", "December 2024"),
        ("SEND 2025 Lead, 30 June 2025", "SEND 2025 Lead", "30 June 2025"),
        ("April Jones, by April 2025", "April Jones", "by April 2025"),
        ("Theresa May, May 2025", "Theresa May", "May 2025"),
        ("Mr March (April 2025)", "Mr March", "April 2025"),
        ("6 months (Head of HR)", "Head of HR", "6 months"),
        ("JS/AB 1/4/25", "JS/AB", "1/4/25"),
        ("By the 31st March 2025: Ann Lee and Jo Poe", "Ann Lee and Jo Poe", "By the 31st March 2025"),
        ("Head of HR\nMay 2025\nHead of ICT\nJune 2025", "Head of HR\nHead of ICT", "May 2025\nJune 2025"),
        ("Head of HR [March 2025]", "Head of HR", "March 2025"),
        ("Head of HR • March 2025", "Head of HR", "March 2025"),
        ("Lead – Ann Lee\nDate – March 2025", "Lead – Ann Lee", "Date – March 2025"),
        ("31/3/24 (revised to 30/6/24) Ann Lee", "Ann Lee", "31/3/24 (revised to 30/6/24)"),
        ("Head of HR\nTBC", "Head of HR", "TBC"),
    ],
)
def test_a_cell_is_cut_where_a_deadline_is_said(text: str, owner: str, due: str) -> None:
    found = parted(plan([("Action", "action"), ("Lead and timescale", "owner")], ["Train staff", text]))
    assert [cell.text for cell in found.rows[0].cells[1:]] == [owner, due]


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May",
        "Daily Operations Manager",
        "2025 Programme Manager",
        "5 Year Plan Lead",
        "Immediate Response Lead",
    ],
)
def test_a_name_that_holds_a_word_of_time_stays_whole(text: str) -> None:
    found = parted(plan([("Action", "action"), ("Lead and timescale", "owner")], ["Train staff", text]))
    assert [cell.text for cell in found.rows[0].cells[1:]] == [text, ""]
    assert [finding.code for finding in found.rows[0].findings] == ["cell_not_shared_out"]
