"""Plans whose next page has a table of its own, with one column less where that is empty."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

import extract

WIDTHS = (30, 165, 85, 65, 130, 45)
HEADER = ("No", "Key actions", "Lead officer", "Due date", "Update", "RAG")
ACTIONS = (
    "Fit new locks in all blocks",
    "Recruit two more wardens",
    "Publish a guide for tenants",
    "Audit all visits made",
)
OWNERS = ("Head of Estates", "Housing Manager", "Director of Homes", "Head of Audit")


def rows(group: int) -> list[tuple[str, ...]]:
    """A group of actions below its number and heading; nobody says how far they are."""
    numbered = enumerate(zip(ACTIONS, OWNERS, strict=True), 1)
    head = (str(group), f"Group {group}: homes that are safe and dry for all who live in them", "", "", "", "")
    return [head, *((f"{group}.{at}", what, who, "4 May 2025", "", "G") for at, (what, who) in numbered)]


def striped(texts: list[tuple[str, ...]], first: int) -> Table:
    """Every other row painted, groups from side to side and bold."""
    style: list[tuple[object, ...]] = [("FONTSIZE", (0, 0), (-1, -1), 9)]
    for at, row in enumerate(texts):
        if row[0].isdigit():
            style += [("SPAN", (1, at), (-1, at)), ("FONTNAME", (0, at), (-1, at), "Helvetica-Bold")]
            style.append(("BACKGROUND", (0, at), (-1, at), colors.HexColor("#D9E2F3")))
        elif at % 2 == first:
            style.append(("BACKGROUND", (0, at), (-1, at), colors.HexColor("#F2F2F2")))
    return Table(texts, WIDTHS, style=style)


def test_rows_below_a_group_on_the_next_page_are_kept_where_a_column_is_empty(tmp_path: Path) -> None:
    top = Table(
        [HEADER, *rows(1)], WIDTHS, style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("SPAN", (1, 1), (-1, 1))]
    )
    title = Paragraph("Homes action plan", getSampleStyleSheet()["Heading2"])
    paper = tmp_path / "paper.pdf"
    SimpleDocTemplate(str(paper), leftMargin=40, topMargin=50).build(
        [title, top, PageBreak(), striped([*rows(1)[3:], *rows(2), *rows(3)], 1)]
    )
    (plan,) = extract.read(paper).plans
    numbers = [row.cells[0].text for row in plan.rows]
    assert numbers == ["1.1", "1.2", "1.3", "1.4", "1.3", "1.4", *(f"{g}.{at}" for g in (2, 3) for at in (1, 2, 3, 4))]
