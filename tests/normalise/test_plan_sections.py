"""A plan with several base dates: each section's relative deadlines count from its own inspection."""

from __future__ import annotations

import datetime as dt

from normalise.facts import PaperFacts
from normalise.keys import PlanKeys
from normalise.plan import PlanRecords, plan_records
from schemas.geometry import Box, Place
from schemas.verbatim import Cell, Column, Cover, CoverField, ExtractedPaper, Paragraph, Plan, Row

FACTS = PaperFacts(
    authority=None,
    committee=None,
    meeting_date=None,
    title=None,
    agenda_item=None,
    author=None,
    document_date=dt.date(2013, 3, 12),
)
HERE = Place(1, Box(50, 100, 500, 120))
PROSE = (
    Paragraph("The Ofsted inspection report was published on 9 March 2012.", HERE),
    Paragraph("2. Fostering", HERE, heading=True),
    Paragraph("The fostering inspection report was published on 7 January 2013.", HERE),
)


def cell(text: str) -> Cell:
    return Cell(text, (HERE,))


def row(section: str, action: str, due: str) -> Row:
    return Row((cell(action), cell(due)), section=cell(section))


def read(*rows: Row) -> PlanRecords:
    plan = Plan(
        title="Action plan",
        columns=(Column("Action", "action"), Column("Timescale", "deadline")),
        rows=rows,
        first_page=1,
        last_page=1,
        method="rules",
        cover=Cover(meeting_date=CoverField("12 March 2013", HERE)),
        prose=PROSE,
    )
    paper = ExtractedPaper(pages=(), text_layer="native", plans=(plan,))
    return plan_records(plan, paper, FACTS, PlanKeys("x"), "x", {})


def test_rows_count_from_their_own_sections_inspection() -> None:
    found = read(
        row("1. Safeguarding", "Audit files", "within 3 months"),
        row("2. Fostering", "Recruit carers", "within 3 months"),
        row("Adoption (inspection report published 4 February 2013)", "Train staff", "within 1 month"),
    )
    assert [action.deadline_end for action in found.actions] == [
        dt.date(2012, 6, 9),
        dt.date(2013, 4, 7),
        dt.date(2013, 3, 4),
    ]
    assert [action.base_date for action in found.actions] == [
        dt.date(2012, 3, 9),
        dt.date(2013, 1, 7),
        dt.date(2013, 2, 4),
    ]


def test_a_section_with_a_day_of_its_own_is_told_in_a_finding() -> None:
    found = read(row("2. Fostering", "Recruit carers", "within 3 months"))
    (finding,) = [finding for finding in found.findings if finding.code == "base_date_of_section"]
    assert "7 January 2013" in finding.message
    assert (finding.severity, finding.page) == ("info", 1)


def test_sections_without_a_day_count_from_the_plans() -> None:
    found = read(
        row("Safeguarding", "Audit files", "within 3 months"), row("2. Fostering", "Recruit carers", "within 3 months")
    )
    assert found.actions[0].deadline_end == dt.date(2012, 6, 9)
    assert found.plan.base_date == dt.date(2012, 3, 9)


def test_a_revised_deadline_that_cannot_be_read_is_told() -> None:
    columns = (Column("Action", "action"), Column("Due", "deadline"), Column("Revised", "revised_deadline"))
    rows = tuple(
        Row((cell("Train staff"), cell("1 May 2013"), cell(later))) for later in ("1 July 2013", "5 Mbxr 2013", "")
    )
    plan = Plan("Action plan", columns, rows, 1, 1, "rules")
    paper = ExtractedPaper(pages=(), text_layer="native", plans=(plan,))
    found = plan_records(plan, paper, FACTS, PlanKeys("x"), "x", {})
    assert [action.deadline_revised_end for action in found.actions] == [dt.date(2013, 7, 1), None, None]
    assert ["revised_deadline_unread" in action.flags for action in found.actions] == [False, True, False]
