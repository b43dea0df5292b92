"""Plans of forms whose first form a page break cuts: every form still begins with the label that the first one does."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

import extract
from schemas.verbatim import Plan

HEIGHT = A4[1]
LABELS = ("Finding", "Agreed action", "Responsible officer", "Due date", "Success measure", "Progress")
OWNERS = ("Head of Audit", "Principal Social Worker", "Chief Executive")
FORMS = tuple(
    (
        f"Contracts of year {number} are let without a business case so that | nobody can show why",
        f"Review the offer of team {number} and report back so that every | family knows what was decided",
        OWNERS[number % 3],
        f"{number + 1} May 2019",
        "All staff are trained",
        "" if number == 2 else "Awaiting sign-off by the board",
    )
    for number in range(6)
)
Line = tuple[str, str, bool, bool]
"""A label, what stands beside it, and whether that begins and ends the text of the label."""


def form_lines(*, numbered: bool) -> list[Line]:
    found: list[Line] = []
    for number, form in enumerate(FORMS, 1):
        found += [(f"Recommendation {number}", "", True, True)] if numbered else []
        for label, said in zip(LABELS, form, strict=True):
            parts = said.split(" | ")
            last = len(parts) - 1
            found += [(label if at == 0 else "", part, at == 0, at == last) for at, part in enumerate(parts)]
    return found


def draw(path: Path, cut: int, *, look: str = "plain") -> Plan:
    """The plan that is read where so many lines of forms stand on the first page."""
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(50, HEIGHT - 60, "The board agreed the plan below and will look at it again.")
    found = form_lines(numbered=look == "numbered")
    edges = [0, *range(cut, len(found), 40), len(found)]
    for page, (first, last) in enumerate(pairwise(edges), 1):
        y = HEIGHT - (100 if page == 1 else 60)
        for line in found[first:last]:
            draw_line(canvas, y, line, look, opens=line is found[first])
            y -= 14
        canvas.setFont("Helvetica", 8)
        canvas.drawString(290, 30, f"Page {page}")
        canvas.showPage()
    canvas.save()
    (plan,) = extract.read(path, ocr="off").plans
    return plan


def draw_line(canvas: Canvas, y: float, line: Line, look: str, *, opens: bool) -> None:
    label, said, begins, ends = line
    if look == "grid":
        for x in (48, 198, 538):
            canvas.line(x, y + 10, x, y - 4)
        for level in ([y + 10] if begins or opens else []) + ([y - 4] if ends else []):
            canvas.line(48, level, 538, level)
    x = 202.0
    canvas.setFont("Helvetica-Bold", 9)
    if label:
        canvas.drawString(52, y, label + ":" * (look == "colon"))
    if look == "colon":
        x = 52 + (canvas.stringWidth(f"{label}: ", "Helvetica-Bold", 9) if label else 0)
    canvas.setFont("Helvetica", 9)
    canvas.drawString(x, y, said)


def rows(plan: Plan) -> list[dict[str, str]]:
    fields = [column.field for column in plan.columns]
    return [{field: cell.text for field, cell in zip(fields, row.cells, strict=True) if field} for row in plan.rows]


FIELDS = ("action", "owner", "deadline", "success_measure", "progress")


@pytest.mark.parametrize("look", ["plain", "grid", "colon", "numbered"])
@pytest.mark.parametrize("cut", range(1, 9))
def test_every_form_begins_with_the_label_of_the_first(tmp_path: Path, cut: int, look: str) -> None:
    found = rows(draw(tmp_path / "plan.pdf", cut, look=look))
    wanted = [tuple(part.replace(" | ", " ") for part in form) for form in FORMS]
    assert [tuple(row[field] for field in FIELDS) for row in found] == [form[1:] for form in wanted]
    assert [row["recommendation"] for row in found] == [form[0] for form in wanted]


@pytest.mark.parametrize("cut", [2, 5, 8])
def test_the_number_of_a_form_that_is_cut_stays_with_it(tmp_path: Path, cut: int) -> None:
    found = rows(draw(tmp_path / "plan.pdf", cut, look="numbered"))
    assert [row["number"] for row in found] == ["1", "2", "3", "4", "5", "6"]
