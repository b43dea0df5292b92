"""Texts in the middle of groups of rows that nothing draws, headers printed again, and other tables' headers."""

from __future__ import annotations

from extract.page import Word
from extract.tables.alignment_groups import groups_about_middle
from extract.tables.cuts import Held
from extract.tables.grid import Grid, GridCell
from extract.tables.grid_bands import banded_grids
from extract.tables.middles import with_middles
from extract.tables.text_lines import TextLine, placed, text_lines
from schemas.geometry import Box
from tests.extract.test_interrupted_tables import lines, painted

XS = (40.0, 140.0, 300.0, 400.0, 480.0)
YS = (60.0, 74.0, 98.0, 122.0, 146.0, 170.0, 194.0)


def cell_words(row: int, column: int, said: str, high: int) -> list[Word]:
    """Text of so many lines in the middle of a row."""
    middle = (YS[row] + YS[row + 1]) / 2
    top = middle - 5.5 * high
    return [
        Word(said, Box(XS[column] + 2, top + 11 * at, XS[column] + 60, top + 11 * at + 11), 10.0) for at in range(high)
    ]


def grid_with(themes: dict[int, float]) -> tuple[Grid, Held]:
    """Six rows of four columns, a header among them; themes by row, and how far each stands below its row's middle."""
    cells, held = [], {}
    for row in range(6):
        for column in range(4):
            cells.append(GridCell(row, column, 1, 1, Box(XS[column], YS[row], XS[column + 1], YS[row + 1])))
            if column or not row:
                held[len(cells) - 1] = cell_words(row, column, f"Text{row}{column}", 2 if column == 1 and row else 1)
            elif row in themes:
                (word,) = cell_words(row, 0, f"Theme{row}", 1)
                box = word.box
                moved = Box(box.x0, box.y0 + themes[row], box.x1, box.y1 + themes[row])
                held[len(cells) - 1] = [Word(word.text, moved, 10.0)]
    return Grid(XS, YS, tuple(cells)), held


def spans(grid: Grid, held: Held) -> list[tuple[int, int, str]]:
    own = [(at, cell) for at, cell in enumerate(grid.cells) if not cell.column and cell.row]
    return sorted((cell.row, cell.row_span, " ".join(word.text for word in held.get(at, ()))) for at, cell in own)


def test_a_text_in_the_middle_of_rows_is_of_all_of_them() -> None:
    assert spans(*with_middles(*grid_with({2: 0.0, 4: 12.0}))) == [(1, 3, "Theme2"), (4, 2, "Theme4")]


def test_rows_above_the_only_text_of_a_page_go_on_with_the_page_before() -> None:
    assert spans(*with_middles(*grid_with({4: 0.0}))) == [(1, 2, ""), (3, 3, "Theme4")]
    assert spans(*with_middles(*grid_with({4: 2.0}))) == spans(*grid_with({4: 2.0}))


def test_a_last_text_at_the_top_of_its_rows_is_of_all_below_it() -> None:
    assert spans(*with_middles(*grid_with({2: 0.0, 4: -6.5}))) == [(1, 3, "Theme2"), (4, 2, "Theme4")]


def test_texts_in_the_middle_of_no_group_and_those_of_a_first_row_stay() -> None:
    for themes in ({2: 0.0, 5: 6.0}, {1: 0.0, 4: 0.0}, {}):
        grid, held = grid_with(themes)
        assert with_middles(grid, held) == (grid, held)


def test_rows_whose_texts_begin_at_the_top_tell_no_middles() -> None:
    def column(*entries: tuple[float, str]) -> list[TextLine]:
        words = [Word(said, Box(0.0, y, 30.0, y + 11.0), 10.0) for y, said in entries]
        return text_lines(placed(words))

    tops = [0.0, 24.0, 48.0, 72.0]
    action = column(*((y + 11 * at, "Map") for y in tops for at in (0, 1)))
    others = [column(*((y, "May") for y in tops)) for _ in range(3)]
    assert groups_about_middle([column((30.5, "Aim")), action, *others], [-1.0, 23.5, 47.5, 71.5, 95.0]) == []


def test_a_header_of_two_levels_printed_again_hides_no_column() -> None:
    header = (
        *((x + 3.0, 102.0, said) for x, said in ((50.0, "*No"), (80.0, "*Action"), (240.0, "*Who is responsible now"))),
        (400.0 + 3, 102.0, "*When"),
    )
    lower = ((243.0, "*Lead"), (323.0, "*Support"))
    rows = [
        ("1", "Map the gullies", "Ann Gill of the", "Jo Pell", "May"),
        ("2", "Train the staff", "Jo", "Al Roe", "June"),
    ]
    entries, y, ys = [], 100.0, [100.0]
    for said in (None, rows[0], rows[1], None, rows[1], rows[0]):
        if said is None:
            entries += [(x, y + 2, text) for x, _, text in header] + [(x, y + 16, text) for x, text in lower]
            ys += [y + 14, y + 28]
            y += 28
        else:
            xs = (53.0, 83.0, 243.0, 323.0, 403.0)
            entries += [(x, y + 2, text) for x, text in zip(xs, said, strict=True)]
            y += 14
            ys.append(y)
    stack = painted([Box(50, top, 500, top + 28) for top in (100.0, 156.0)], ys, ruled=ys)
    (grid, *_) = banded_grids(stack, lines(*entries))
    assert len(grid.xs) - 1 == 5
