"""Budgets whose rules part groups of columns and blocks of rows only: every line a row, every figure in its column."""

from __future__ import annotations

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

import extract
from extract.page import Word
from extract.tables.figures import figured
from extract.tables.grid import Grid, GridCell
from extract.tables.table import Table
from schemas.geometry import Box

LABELS = ("Base budget", "Pay", "Prices", "Demand", "Policy", "Reserves")
BEFORE = (("1,300.0", "0.0", "1,300.0"), ("10.8", "50.5", "61.3"), ("49.5", "1.6", "51.1"))
AFTER = (("1,400.0", "0.0", "1,400.0"), ("22.1", "-6.2", "15.9"), ("4.0", "0.9", "4.9"))


def _drawn(tmp_path: Path, wrapped: bool = False) -> Table:
    """Two blocks of three rows each: figures, a label, figures; lines around groups of columns and the blocks only."""
    path = tmp_path / "budget.pdf"
    canvas = Canvas(str(path), pagesize=(500, 300))
    canvas.setFont("Helvetica", 8)
    for x, year in ((90, "2024-25"), (390, "2025-26")):
        canvas.drawCentredString(x, 262, year)
    for number, label in enumerate(LABELS):
        y = 230 - 60 * (number // 3) - 14 * (number % 3)
        for at in range(3):
            canvas.drawRightString(60 + 40 * at, y, BEFORE[number % 3][at])
            canvas.drawRightString(360 + 40 * at, y, AFTER[number % 3][at])
        canvas.drawString(160, y, label)
    if wrapped:
        canvas.drawString(160, 230 - 60 - 42, "carried forward")
    for x in (20, 150, 310, 450):
        canvas.line(x, 90, x, 275)
    for y in (90, 190, 250, 275):
        canvas.line(20, y, 450, y)
    canvas.save()
    (table,) = extract.tables(path)
    return table


def _rows(table: Table) -> list[list[str]]:
    rows = [[""] * table.column_count for _ in range(table.row_count)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def test_figures_side_by_side_are_columns_and_each_line_is_a_row(tmp_path: Path) -> None:
    rows = _rows(_drawn(tmp_path))
    assert rows[1:4] == [
        [*before, label, *after] for before, label, after in zip(BEFORE, LABELS[:3], AFTER, strict=True)
    ]
    assert [row[3] for row in rows[4:]] == list(LABELS[3:])


def _set(text: str, x: float, y: float) -> Word:
    return Word(text, Box(x, y, x + 4.0 * len(text), y + 9.0), 8.0)


def test_a_heading_over_several_columns_of_figures_spans_them() -> None:
    boxes = [Box(0, 0, 100, 20), Box(100, 0, 200, 20), Box(0, 20, 100, 80), Box(100, 20, 200, 80)]
    cells = tuple(GridCell(at // 2, at % 2, 1, 1, box) for at, box in enumerate(boxes))
    held = {0: [_set("2024-25", 40, 5)], 1: [_set("Core", 110, 5), _set("Total", 160, 5)]}
    for number, start in ((2, 10), (3, 110)):
        held[number] = [_set(f"{at}.5", x, 25.0 + 14 * at) for at in range(4) for x in (start, start + 50)]
    made, held = figured(Grid((0.0, 100.0, 200.0), (0.0, 20.0, 80.0), cells), held)
    texts = [" ".join(word.text for word in held.get(number, ())) for number in range(len(made.cells))]
    top = [(cell.column, cell.column_span, text) for cell, text in zip(made.cells, texts, strict=True) if cell.row == 0]
    assert top == [(0, 2, "2024-25"), (2, 1, "Core"), (3, 1, "Total")]
    assert len(made.ys) == 6


def test_a_label_that_goes_on_stays_in_its_row(tmp_path: Path) -> None:
    rows = _rows(_drawn(tmp_path, wrapped=True))
    assert rows[-1][3].split() == ["Reserves", "carried", "forward"]


def test_numbered_steps_in_a_cell_are_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    canvas = Canvas(str(path), pagesize=(500, 300))
    canvas.setFont("Helvetica", 8)
    for x, heading in ((30, "No"), (70, "Action"), (260, "Months"), (360, "Owner")):
        canvas.drawString(x, 262, heading)
    for line, y in enumerate((235, 221, 207)):
        canvas.drawString(70, y, f"{line + 1}. Review the files of team {line + 1}")
        canvas.drawString(260, y, f"{3 * line + 3}")
    canvas.drawString(30, 235, "1")
    canvas.drawString(360, 235, "Head of Service")
    for x in (20, 60, 250, 350, 450):
        canvas.line(x, 200, x, 275)
    for y in (200, 250, 275):
        canvas.line(20, y, 450, y)
    canvas.save()
    (table,) = extract.tables(path)
    assert table.row_count == 2


def test_notes_in_some_cells_of_a_row_make_no_rows_of_figures() -> None:
    """A matrix of policies and aims: two cells hold a sign over the numbers of their notes, the others a letter."""

    def stacked(x: float, *texts: str) -> list[Word]:
        return [Word(text, Box(x, 50.0 + 12 * at, x + 12, 61.0 + 12 * at), 9.0) for at, text in enumerate(texts)]

    xs = tuple(30.0 * at for at in range(7))
    cells = tuple(GridCell(0, at, 1, 1, Box(x, 40.0, x + 30, 100.0)) for at, x in enumerate(xs[:-1]))
    held = {at: stacked(xs[at] + 5, "N") for at in range(2, 6)}
    held |= {0: stacked(5.0, "+", "(1,", "2)"), 1: stacked(35.0, "+", "(4,", "8)")}
    grid = Grid(xs, (40.0, 100.0), cells)
    assert figured(grid, held) == (grid, held)


def test_days_on_two_lines_are_no_figures() -> None:
    """A recommendation of three lines over two rows, beside days whose years stand on a line of their own."""

    def lines(x: float, y: float, *texts: str) -> list[Word]:
        return [_set(word, x + 30 * at, y + 12 * line) for line, text in enumerate(texts)
                for at, word in enumerate(text.split())]  # fmt: skip

    xs, ys = (0.0, 100.0, 200.0), (0.0, 40.0, 80.0)
    cells = (
        GridCell(0, 0, 2, 1, Box(0.0, 0.0, 100.0, 80.0)),
        GridCell(0, 1, 1, 1, Box(100.0, 0.0, 200.0, 40.0)),
        GridCell(1, 1, 1, 1, Box(100.0, 40.0, 200.0, 80.0)),
    )
    held = {
        0: lines(4.0, 2.0, "Improve the", "plans of", "children"),
        1: lines(104.0, 2.0, "14 December", "2025"),
        2: lines(104.0, 42.0, "18 February", "2025"),
    }
    grid = Grid(xs, ys, cells)
    assert figured(grid, held) == (grid, held)


def test_figures_side_by_side_in_cells_of_single_lines_stand_in_columns() -> None:
    xs, ys = (50.0, 120.0, 300.0), (100.0, 114.0, 128.0, 142.0, 156.0)
    cells = tuple(
        GridCell(row, column, 1, 1, Box(xs[column], ys[row], xs[column + 1], ys[row + 1]))
        for row in range(4)
        for column in range(2)
    )
    held = {
        2 * row + column: [
            Word(text, Box(end - 5.0 * len(text), ys[row] + 2, end, ys[row] + 12), 10.0)
            for text, end in zip(texts, ends, strict=True)
        ]
        for row in range(4)
        for column, texts, ends in (
            (0, (f"{row}.5",), (100.0,)),
            (1, (f"{row},200.0", "0.0", f"-{row}1.7"), (180.0, 230.0, 290.0)),
        )
    }
    grid, words = figured(Grid(xs, ys, cells), held)
    assert (len(grid.xs) - 1, len(grid.ys) - 1) == (4, 4)
    assert all(len(own) == 1 for own in words.values())


def test_times_from_and_to_are_one_entry() -> None:
    """ "11.00 - 11.05 / (5 mins)", with no more than a space between."""
    xs, ys = (50.0, 76.0, 154.0, 378.0), tuple(100.0 + 40.0 * row for row in range(5))
    cells = tuple(
        GridCell(row, column, 1, 1, Box(xs[column], ys[row], xs[column + 1], ys[row + 1]))
        for row in range(4)
        for column in range(3)
    )
    held = {
        3 * row + 1: [
            *(
                _set(text, 80.0 + x, ys[row] + 2)
                for text, x in ((f"1{row}.00", 0.0), ("–", 22.0), (f"1{row}.30", 28.0))
            ),
            *(_set(text, 80.0 + x, ys[row] + 20) for text, x in (("(30", 0.0), ("mins)", 18.0))),
        ]
        for row in range(4)
    }
    grid = Grid(xs, ys, cells)
    assert figured(grid, held) == (grid, held)
