"""Rows that paint tells in some cells only: ratings, a header, merged cells beside stripes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from extract.tables.finding import tables_on
from tests.extract.drawn import drawn

HEIGHT = 400
XS = (20, 45, 200, 310, 400, 460, 490)


def put(canvas: Canvas, top: float, texts: Sequence[str], xs: Sequence[int] = XS, *, bold: bool = False) -> None:
    canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 9)
    for x, text in zip(xs, texts, strict=False):
        canvas.drawString(x + 3, HEIGHT - top - 10, text)


def fill(canvas: Canvas, columns: range, top: float, height: float, grey: float, xs: Sequence[int] = XS) -> None:
    canvas.setFillGray(grey)
    for at in columns:
        canvas.rect(xs[at], HEIGHT - top - height, xs[at + 1] - xs[at], height, stroke=0, fill=1)
    canvas.setFillGray(0)


def texts(table_at: int, column: int, tmp_path: Path, draw: Callable[[Canvas], None]) -> list[str]:
    table = tables_on(drawn(tmp_path, draw))[table_at]
    return [cell.text for cell in table.cells if cell.column == column]


def test_a_header_above_the_heading_of_the_first_group_stands_above_painted_ratings(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, 40, ("Ref", "Key actions", "Lead officer", "Due", "RAG"), bold=True)
        put(canvas, 56, ("Priority 1 - Safe homes for all",), bold=True)
        for at in range(5):
            if at:
                fill(canvas, range(4, 5), 72 + 16 * at, 16, 0.6)
            put(canvas, 72 + 16 * at, (f"1.{at}", "Map the gullies", "Ann Gill", "May 2019", "Red"))

    assert texts(0, 0, tmp_path, draw)[:3] == ["Ref", "Priority 1 - Safe homes for all", "1.0"]


def test_merged_cells_without_paint_are_apart_beside_stripes_in_a_frame(tmp_path: Path) -> None:
    """Two groups follow each other of which the merged cell has no paint; the third has some."""

    def draw(canvas: Canvas) -> None:
        fill(canvas, range(5), 40, 14, 0.3)
        put(canvas, 40, ("No", "Recommendation", "Action", "Lead", "RAG"), bold=True)
        for at, number in enumerate(("R1", "", "R2", "", "", "R3", "")):
            top = 54 + 24 * at
            if at % 2:
                fill(canvas, range(2, 5), top, 24, 0.9)
            put(canvas, top, (number, number and "Plans are late", f"Map gully {at}", "Ann Gill", "Red"))
            put(canvas, top + 11, ("", "", "and kerbs"))
        fill(canvas, range(2), 174, 48, 0.9)
        put(canvas, 174, ("R3", "Plans are late"))
        canvas.rect(XS[0], HEIGHT - 222, XS[5] - XS[0], 182)
        canvas.line(XS[0], HEIGHT - 54, XS[5], HEIGHT - 54)

    assert texts(0, 0, tmp_path, draw) == ["No", "R1", "R2", "R3"]


def test_a_word_as_wide_as_its_column_hides_no_column_below_painted_headings(tmp_path: Path) -> None:
    xs = (20, 45, 200, 261, 310, 400, 490)

    def draw(canvas: Canvas) -> None:
        fill(canvas, range(6), 40, 14, 0.85, xs)
        put(canvas, 40, ("No", "Action", "By whom", "Due", "Now", "RAG"), xs, bold=True)
        for at, lead in enumerate(("Roads", "Commissioning", "Care")):
            put(canvas, 60 + 26 * at, (f"{at}", "Map the gullies", "Head of", "May 2019", "Begun"), xs)
            put(canvas, 71 + 26 * at, ("", "and kerbs", lead), xs)
            fill(canvas, range(5, 6), 56 + 26 * at, 26, 0.6, xs)

    assert texts(0, 3, tmp_path, draw) == ["Due", "May 2019", "May 2019", "May 2019"]


def test_rows_whose_number_stands_in_their_middle_are_parted_by_gaps(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        fill(canvas, range(5), 40, 14, 0.85)
        put(canvas, 40, ("No", "Action", "Lead", "Due", "RAG"), bold=True)
        for at, top in enumerate((70, 106, 136, 166)):
            lower = 5.5 * (at < 2)
            put(canvas, top, ("", "Map the gullies of all"))
            put(canvas, top + lower, (f"1.{at}", "", "Ann Gill", "May 2019", "Red"))
            put(canvas, top + 2 * lower, ("", "roads and kerbs" if at < 2 else ""))

    lasting = "Map the gullies of all"
    assert texts(0, 1, tmp_path, draw) == ["Action", *[f"{lasting} roads and kerbs"] * 2, *[lasting] * 2]
