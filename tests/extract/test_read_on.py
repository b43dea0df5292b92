"""A plan over pages whose stripes alone show it, where a page begins with one painted row."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

import extract
from extract.page import Page, Word
from extract.paper import _is_broken
from extract.plans.draft import Part
from extract.tables.table import Table, TableCell
from schemas.geometry import Box

XS = (40, 80, 330, 480, 580)
WIDTH, HEIGHT = landscape(A4)


def lines(canvas: Canvas, top: float, *cells: list[str], bold: bool = False) -> float:
    """A row of cells, each of some lines, from a height down; gives where the next one begins."""
    canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 9)
    for x, cell in zip(XS, cells, strict=False):
        for at, text in enumerate(cell):
            canvas.drawString(x, HEIGHT - top - 10 - 11 * at, text)
    return top + 11 * max(map(len, cells)) + 10


def stripe(canvas: Canvas, top: float, foot: float) -> None:
    canvas.setFillColorRGB(0.93, 0.95, 0.98)
    canvas.rect(36, HEIGHT - foot, WIDTH - 72, foot - top, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)


def row(number: int, count: int) -> list[list[str]]:
    action = [f"Line {at} of what team {number} is to do about it" for at in range(1, count + 1)]
    return [[str(number)], action, ["Head of Care"], ["May 2024"], ["Begun in", "most wards"]]


def test_rows_below_the_painted_rest_of_a_row_are_read(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "plan.pdf"), pagesize=(WIDTH, HEIGHT))
    top = lines(canvas, 60, ["Ref"], ["Action"], ["Lead officer"], ["By when"], ["Progress"], bold=True)
    for number, count in ((1, 12), (2, 10), (3, 12)):
        if number % 2 == 0:
            stripe(canvas, top - 2, top + 11 * count + 6)
        top = lines(canvas, top, *row(number, count))
    stripe(canvas, top - 2, HEIGHT - 40)
    lines(canvas, top, *row(4, 4))
    canvas.showPage()
    stripe(canvas, 40, 40 + 11 * 5 + 6)
    top = lines(canvas, 42, [], [f"and line {at} of the rest of it, too" for at in range(5)], [], [], [])
    top = lines(canvas, top, ["Partnership working"], [], [], [], [], bold=True)
    lines(canvas, top, *row(5, 30))
    canvas.showPage()
    top = lines(canvas, 40, [], [f"line {at} below that" for at in range(4)], [], [], [])
    stripe(canvas, top - 2, top + 11 * 6 + 6)
    top = lines(canvas, top, *row(6, 6))
    lines(canvas, top, *row(7, 6))
    canvas.save()
    (plan,) = extract.read(tmp_path / "plan.pdf", ocr="off").plans
    assert [next(cell.text for cell in row.cells) for row in plan.rows] == ["1", "2", "3", "4", "5", "6", "7"]
    assert plan.rows[4].section is not None and plan.rows[4].section.text == "Partnership working"


@pytest.mark.parametrize("further", [False, True], ids=["text that is in no table", "the other rows of the plan"])
def test_a_page_is_read_again_below_one_painted_row_that_nothing_of_the_plan_follows(*, further: bool) -> None:
    """`further`: the rest of the page is a part of the plan already, as its tags tell it."""
    cell = TableCell("4", 0, 0, 1, 1, Box(50, 60, 80, 80))
    one, rest = (Table(2, Box(50, top, 500, foot), (cell,), "tags") for top, foot in ((60, 80), (80, 300)))
    words = (Word("Audit", Box(60, 100, 90, 110), 10.0),)
    shelf = SimpleNamespace(tables=lambda _: (one, rest), page=lambda _: Page(2, 595.0, 842.0, words))
    part = Part(2, (), one)
    parts = [part, Part(2, (), rest)] if further else [part]
    draft = SimpleNamespace(opening=SimpleNamespace(spans=()))
    assert _is_broken(shelf, draft, part, parts) is not further


def painted(canvas: Canvas, top: float, xs: tuple[int, ...], texts: tuple[str, ...]) -> None:
    """Painted cells side by side, white between them, a heading in each."""
    for left, right in pairwise(xs):
        canvas.setFillGray(0.85)
        canvas.rect(left, HEIGHT - top - 12, right - left - 3, 12, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.setFont("Helvetica-Bold", 9)
    for x, text in zip(xs, texts, strict=False):
        canvas.drawString(x + 2, HEIGHT - top - 9, text)


def test_a_part_with_all_columns_stays_as_it_is_above_another_table(tmp_path: Path) -> None:
    xs = (40, 60, 290, 400, 500, 560, 760)

    def header(canvas: Canvas, top: float) -> float:
        painted(canvas, top, (*xs[:3], xs[4], xs[6]), ("No", "Action", "Who is responsible", "Delivery"))
        painted(canvas, top + 15, xs[2:], ("Lead", "Support", "Due date", "Progress"))
        return top + 32

    def entry(canvas: Canvas, top: float, number: int) -> float:
        canvas.setFont("Helvetica", 9)
        lead = ("Head of Roads", "Principal Officer", "Head of Care")[number % 3]
        texts = (f"Review the offer of team {number} for all", lead, "Ann Gill", f"{number} May 2019", "Begun")
        for x, text in zip(xs, (str(number), *texts), strict=False):
            canvas.drawString(x + 2, HEIGHT - top - 9, text)
        return top + 14

    canvas = Canvas(str(tmp_path / "plan.pdf"), pagesize=(WIDTH, HEIGHT))
    top = header(canvas, 460)
    for number in (1, 2):
        top = entry(canvas, top, number)
    canvas.showPage()
    top = header(canvas, 40)
    for number in range(3, 9):
        top = entry(canvas, top, number)
    canvas.drawString(40, HEIGHT - top - 11, "* Dates are subject to review by the board.")
    painted(canvas, top + 60, (40, 90, 300, 500), ("Feature", "Impact", "Mitigation"))
    canvas.setFont("Helvetica", 9)
    for at, group in enumerate(("Age", "Sex", "Faith")):
        for x, text in zip((40, 90, 300), (group, "Officers asked for a plan", "Members asked for more"), strict=True):
            canvas.drawString(x + 2, HEIGHT - top - 86 - 14 * at, text)
    canvas.save()
    (plan,) = extract.read(tmp_path / "plan.pdf", ocr="off").plans
    assert [row.cells[0].text for row in plan.rows] == [str(number) for number in range(1, 9)]
