"""Themes in turned letters that are longer than their rows are high."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

import extract

XS, YS = (40, 70, 300, 420, 520), (60, 80, 100, 120, 140, 160)
HEADER = ("Theme", "Action", "Lead officer", "By when")
ROWS = (
    ("Review the duty rota", "Jo Pell", "May 2024"),
    ("Audit case notes", "Di Venn", "June 2024"),
    ("Train new staff", "Al Roe", "July 2024"),
    ("Test the new form", "Bo Lee", "May 2025"),
)
THEMES = ("Voice and influence", "Value for money")


def plan(tmp_path: Path, tops: tuple[float, ...], themes: tuple[str, ...], *, down: bool) -> list[str]:
    """The themes of a plan of two groups of two rows, their texts drawn with their upper ends at some heights."""
    canvas = Canvas(str(tmp_path / "plan.pdf"), pagesize=(595, 842))
    canvas.setFont("Helvetica-Bold", 9)
    for x, text in zip(XS, HEADER, strict=False):
        canvas.drawString(x + 2, 842 - 72, text)
    canvas.setFont("Helvetica", 9)
    for y, row in zip(YS[1:], ROWS, strict=False):
        for x, text in zip(XS[1:], row, strict=False):
            canvas.drawString(x + 2, 842 - y - 12, text)
    for x in XS:
        canvas.line(x, 842 - YS[0], x, 842 - YS[-1])
    for at, y in enumerate(YS):
        canvas.line(XS[1] if at in (2, 4) else XS[0], 842 - y, XS[-1], 842 - y)
    for top, theme in zip(tops, themes, strict=True):
        canvas.saveState()
        canvas.translate(55, 842 - top)
        canvas.rotate(-90 if down else 90)
        canvas.drawString(0, 0, theme) if down else canvas.drawRightString(0, 0, theme)
        canvas.restoreState()
    canvas.save()
    (found,) = extract.read(tmp_path / "plan.pdf").plans
    at = [column.field for column in found.columns].index("section")
    assert [row.cells[at + 1].text for row in found.rows] == [row[0] for row in ROWS]
    return [row.cells[at].text for row in found.rows]


@pytest.mark.parametrize("down", [False, True], ids=["read upwards", "read downwards"])
@pytest.mark.parametrize("tops", [(82, 122), (90, 132)], ids=["from the top", "from the middle"])
def test_a_theme_longer_than_its_rows_is_whole(tmp_path: Path, tops: tuple[float, ...], down: bool) -> None:
    assert plan(tmp_path, tops, THEMES, down=down) == [THEMES[0]] * 2 + [THEMES[1]] * 2


def test_a_theme_that_runs_out_of_the_table_heads_nothing_on_the_next_page(tmp_path: Path) -> None:
    plan(tmp_path, (132,), (THEMES[0],), down=False)
    assert [line.text for line in extract.read(tmp_path / "plan.pdf").prose] == []


def test_where_both_ends_have_a_cell_words_stay_where_they_stand(tmp_path: Path) -> None:
    assert plan(tmp_path, (90,), ("Value money",), down=True) == ["Value"] * 2 + ["money"] * 2
