"""Tables right below each other whose headings stand elsewhere in each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

import extract
from extract.stitch.columns import matched
from extract.tables.finding import tables_on
from tests.extract.drawn import drawn

HEADINGS = ("No", "Action", "Lead", "Due", "RAG")
FIRST, SECOND = (20, 45, 300, 390, 455), (20, 45, 160, 250, 330)
WIDTH, HEIGHT = 500, 400


def put(canvas: Canvas, top: float, xs: Sequence[float], texts: Sequence[str], *, bold: bool = False) -> None:
    canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 9)
    for x, text in zip(xs, texts, strict=True):
        canvas.drawString(x, HEIGHT - top - 9, text)


def plan(canvas: Canvas, top: float, number: int, xs: Sequence[float], paint: str) -> float:
    """A recommendation with a header and rows of its own; gives where it ends."""
    put(canvas, top, (20,), (f"Recommendation {number}: Plan {number} is not good",), bold=True)
    top += 16
    if paint == "painted":
        canvas.setFillGray(0.85)
        for left, right in zip(xs, [*xs[1:], 490], strict=True):
            canvas.rect(left - 2, HEIGHT - top - 13, right - left - 1, 13, stroke=0, fill=1)
        canvas.setFillGray(0)
    put(canvas, top + 1, xs, HEADINGS, bold=True)
    top += 16
    if paint == "ruled":
        canvas.line(18, HEIGHT - top + 2, 490, HEIGHT - top + 2)
    for row, lead in enumerate(("Head of Care", "J Pell", "Director of Roads"), 1):
        put(canvas, top, xs, (f"{number}.{row}", f"Review step {row} of plan {number}", lead, f"{row} May 2024", "Red"))
        top += 16
        if paint == "ruled":
            canvas.line(18, HEIGHT - top + 2, 490, HEIGHT - top + 2)
    return top


@pytest.mark.parametrize("paint", ["painted", "ruled", "plain"])
def test_tables_whose_headings_stand_elsewhere_are_read_apart(tmp_path: Path, paint: str) -> None:
    canvas = Canvas(str(tmp_path / "plan.pdf"), pagesize=(WIDTH, HEIGHT))
    top = plan(canvas, 30, 1, FIRST, paint)
    top = plan(canvas, top, 2, SECOND, paint)
    plan(canvas, top, 3, FIRST, paint)
    canvas.save()
    (found,) = extract.read(tmp_path / "plan.pdf", ocr="off").plans
    read = [[cell.text for cell in row.cells] for row in found.rows]
    leads = ("Head of Care", "J Pell", "Director of Roads")
    assert read == [
        [f"{number}.{row}", f"Review step {row} of plan {number}", lead, f"{row} May 2024", "Red"]
        for number in (1, 2, 3)
        for row, lead in enumerate(leads, 1)
    ]
    assert [row.section.text[:16] if row.section else "" for row in found.rows] == [
        f"Recommendation {number}" for number in (1, 2, 3) for _ in leads
    ]


def test_rows_that_repeat_their_words_begin_no_table(tmp_path: Path) -> None:
    """Stripes say much the same from row to row, at other places of their lines, and are rows of one table."""

    def draw(canvas: Canvas) -> None:
        for at, (action, lead) in enumerate((("Action", "Lead"), ("Map all gullies", "Al"), ("Map the gullies", "Al"))):
            canvas.setFillGray(0.8 if not at else 0.95)
            for left, right in ((20, 238), (240, 348), (350, 488)):
                canvas.rect(left, HEIGHT - 50 - 16 * at, right - left, 16, stroke=0, fill=1)
            canvas.setFillGray(0)
            put(canvas, 38 + 16 * at, (24, 244, 354), (action, lead, "Due" if not at else "May 2024"), bold=not at)

    (table,) = tables_on(drawn(tmp_path, draw))
    assert (table.row_count, table.column_count) == (3, 3)


def test_the_rest_of_a_later_table_goes_on_in_the_columns_of_that(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "plan.pdf"), pagesize=(WIDTH, HEIGHT))
    top = plan(canvas, 200, 1, FIRST, "painted")
    plan(canvas, top, 2, SECOND, "painted")
    canvas.showPage()
    for row in (4, 5, 6):
        put(
            canvas, 30 + 16 * row, SECOND, (f"2.{row}", f"Review step {row} of plan 2", "Ann Lee", "June 2024", "Green")
        )
    plan(canvas, 145, 3, (20, 45, 215, 300, 400), "painted")
    canvas.save()
    (found,) = extract.read(tmp_path / "plan.pdf", ocr="off").plans
    assert [row.cells[0].text for row in found.rows] == [
        *(f"1.{n}" for n in (1, 2, 3)),
        *(f"2.{n}" for n in range(1, 7)),
        *(f"3.{n}" for n in (1, 2, 3)),
    ]


def test_a_narrow_column_at_the_side_finds_its_place() -> None:
    """It lies within the slack of the column beside it, too, but most of it in its own."""
    wanted = ((40.0, 83.0), (83.0, 328.0), (328.0, 450.0), (450.0, 543.0), (543.0, 744.0), (744.0, 802.0))
    given = (*((41.0, 82.0), (82.0, 328.0), (328.0, 449.0), (449.0, 542.0), (542.0, 743.0)), (743.0, 757.0))
    assert matched(wanted, given) == (0, 1, 2, 3, 4, 5)
