"""Rules to pieces, pieces to groups, groups to cells."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.page import Fill, Rule, Word
from extract.tables.fills import with_painted_sides
from extract.tables.grid import Grid, drawn_grid
from extract.tables.nesting import lies_across, taken_apart
from extract.tables.rules import Lines, Piece, clusters, groups, mended, ruled
from extract.tables.text_lines import placed, text_lines
from schemas.geometry import Box

Block = tuple[int, int, int, int]


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([(10.0, 0.0, 50.0), (10.0, 52.0, 100.0)], [(10.0, 0.0, 100.0)]),
        ([(10.0, 0.0, 50.0), (11.5, 0.0, 50.0)], [(10.75, 0.0, 50.0)]),
        ([(10.0, 0.0, 50.0), (10.0, 70.0, 100.0)], [(10.0, 0.0, 50.0), (10.0, 70.0, 100.0)]),
        ([(10.0, 0.0, 50.0), (20.0, 0.0, 50.0)], [(10.0, 0.0, 50.0), (20.0, 0.0, 50.0)]),
        ([], []),
    ],
    ids=["a hairline apart", "double", "apart", "two rows", "none"],
)
def test_pieces_of_one_line_are_one(pieces: list[Piece], expected: list[Piece]) -> None:
    assert mended(pieces) == expected


@given(st.lists(st.tuples(st.floats(0, 50), st.floats(0, 50), st.floats(60, 99)), max_size=12))
def test_mending_twice_changes_no_cover(pieces: list[Piece]) -> None:
    once = mended(pieces)
    assert once == sorted(once)
    assert len(mended(once)) <= len(once) <= len(pieces)


def test_dots_are_no_rules() -> None:
    assert ruled([Rule(Box(0, 0, 2, 0), True), Rule(Box(0, 0, 0, 2), False)]) == Lines((), ())


def framed(blocks: list[Block], xs: list[float], ys: list[float]) -> Lines:
    """The borders of blocks (first row, row after the last, first column, column after the last)."""
    rules = []
    for top, bottom, left, right in blocks:
        rules += [Rule(Box(xs[left], y, xs[right], y), True) for y in (ys[top], ys[bottom])]
        rules += [Rule(Box(x, ys[top], x, ys[bottom]), False) for x in (xs[left], xs[right])]
    return ruled(rules)


def spans(grid: Grid) -> list[Block]:
    return [(cell.row, cell.row + cell.row_span, cell.column, cell.column + cell.column_span) for cell in grid.cells]


@st.composite
def partitions(draw: st.DrawFn) -> tuple[list[Block], int, int]:
    """A raster cut into rectangles: whole cells, some of them merged with free neighbours."""
    rows, columns = draw(st.integers(2, 5)), draw(st.integers(2, 5))
    free = {(row, column) for row in range(rows) for column in range(columns)}
    blocks: list[Block] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) not in free:
                continue
            high, wide = draw(st.sampled_from([(1, 1), (1, 1), (1, 2), (2, 1), (2, 2)]))
            inside = {(r, c) for r in range(row, row + high) for c in range(column, column + wide)}
            if not inside <= free:
                high = wide = 1
                inside = {(row, column)}
            free -= inside
            blocks.append((row, row + high, column, column + wide))
    return blocks, rows, columns


@given(partitions(), st.data())
def test_any_cells_that_fill_a_raster_come_back(partition: tuple[list[Block], int, int], data: st.DataObject) -> None:
    blocks, rows, columns = partition
    xs = [40.0 + 50 * at for at in range(columns + 1)]
    ys = [100.0 + 20 * at for at in range(rows + 1)]
    found = groups(framed(data.draw(st.permutations(blocks)), xs, ys))
    assert len(found) == 1
    grid = drawn_grid(found[0])
    used_rows = sorted({at for top, bottom, _, _ in blocks for at in (top, bottom)})
    used_columns = sorted({at for _, _, left, right in blocks for at in (left, right)})
    if len(blocks) > 1:
        assert grid is not None
        wanted = [
            (used_rows.index(a), used_rows.index(b), used_columns.index(c), used_columns.index(d))
            for a, b, c, d in blocks
        ]
        assert spans(grid) == sorted(wanted, key=lambda block: (block[0], block[2]))


def test_an_underline_in_a_cell_is_no_border() -> None:
    rules = framed([(0, 1, 0, 1), (0, 1, 1, 2), (1, 2, 0, 1), (1, 2, 1, 2)], [0, 100, 200], [0, 40, 80])
    lines = Lines(tuple(sorted((*rules.across, (20.0, 10.0, 60.0)))), rules.down)
    grid = drawn_grid(groups(lines)[0])
    assert grid is not None and spans(grid) == [(0, 1, 0, 1), (0, 1, 1, 2), (1, 2, 0, 1), (1, 2, 1, 2)]


def test_sides_without_a_border_are_columns() -> None:
    across = tuple((y, 0.0, 300.0) for y in (0.0, 20.0, 40.0))
    grid = drawn_grid(Lines(across, ((100.0, 0.0, 40.0), (200.0, 0.0, 40.0))))
    assert grid is not None and grid.xs == (0.0, 100.0, 200.0, 300.0)


def test_uprights_that_run_on_below_the_last_rule_open_a_row() -> None:
    down = tuple((x, 0.0, 90.0) for x in (0.0, 100.0, 200.0))
    grid = drawn_grid(Lines(((0.0, 0.0, 200.0), (20.0, 0.0, 200.0)), down))
    assert grid is not None
    assert [(cell.row, cell.open_bottom) for cell in grid.cells] == [(0, False), (0, False), (1, True), (1, True)]


def test_one_box_is_no_grid() -> None:
    assert drawn_grid(framed([(0, 1, 0, 1)], [0, 100], [0, 50])) is None


def test_a_frame_within_a_cell_that_shares_its_border_is_taken_apart() -> None:
    outer = framed([(0, 1, 0, 1), (0, 1, 1, 2), (1, 2, 0, 1), (1, 2, 1, 2)], [0, 200, 500], [0, 200, 300])
    inner = framed([(0, 1, 0, 1), (0, 1, 1, 2), (1, 2, 0, 1), (1, 2, 1, 2)], [240, 340, 440], [0, 20, 40])
    joined = Lines(tuple(mended([*outer.across, *inner.across])), tuple(mended([*outer.down, *inner.down])))
    apart = taken_apart(groups(joined)[0])
    assert [drawn.xs for part in apart if (drawn := drawn_grid(part))] == [(0, 200, 500), (240, 340, 440)]


def test_a_box_around_the_paragraphs_of_a_cell_is_no_column() -> None:
    xs, ys = [0.0, 200.0, 300.0, 500.0], [0.0, 100.0, 200.0]
    pieces = [(a, a + 1, b, b + 1) for a in range(2) for b in range(3)]
    outer = framed(pieces, xs, ys)
    box = ((110.0, 310.0, 480.0), (140.0, 310.0, 480.0))
    lines = Lines(
        tuple(sorted([*outer.across, *box])), tuple(sorted([*outer.down, (310.0, 110.0, 200.0), (480.0, 110.0, 200.0)]))
    )
    (whole,) = taken_apart(lines)
    grid = drawn_grid(whole)
    assert grid is not None and grid.xs == tuple(xs) and grid.ys == tuple(ys)


def test_lines_without_any_beside_a_box_stay() -> None:
    lines = Lines(((20.0, 0.0, 300.0), (40.0, 100.0, 200.0)), ((100.0, 20.0, 60.0), (200.0, 20.0, 60.0)))
    assert taken_apart(lines) == [lines]


def test_a_heading_row_without_uprights_does_not_cut_an_open_table() -> None:
    across = tuple((y, 0.0, 300.0) for y in (20.0, 40.0, 60.0, 80.0))
    down = tuple((x, a, b) for x in (100.0, 200.0) for a, b in ((0.0, 40.0), (60.0, 100.0)))
    found = groups(Lines(across, tuple(sorted(down))))
    assert len(found) == 1
    grid = drawn_grid(found[0])
    assert grid is not None and (2, 3, 0, 3) in spans(grid)


@pytest.mark.parametrize(("places", "rows"), [((100.0, 200.0), 3), ((100.0, 220.0), 1), ((100.0,), 1)])
def test_columns_go_on_below_a_row_that_their_rules_leave_open(places: tuple[float, ...], rows: int) -> None:
    """A header with a rule at its foot, a group heading, and uprights that touch no level rule."""
    down = [(100.0, 0.0, 20.0), (200.0, 0.0, 20.0), *((x, 36.0, 90.0) for x in places)]
    (group,) = groups(Lines(((20.0, 0.0, 300.0),), tuple(sorted(down))))
    grid = drawn_grid(group)
    assert (len(grid.ys) - 1 if grid is not None else 1) == rows


@pytest.mark.parametrize(("gap", "tables"), [(4.0, 1), (30.0, 2)])
def test_rows_drawn_as_boxes_of_their_own_are_one_table(gap: float, tables: int) -> None:
    xs = [0.0, 100.0, 200.0, 300.0, 400.0]
    one = framed([(0, 1, at, at + 1) for at in range(4)], xs, [0.0, 20.0])
    two = framed([(0, 1, at, at + 1) for at in range(4)], xs, [20.0 + gap, 60.0])
    found = groups(Lines(tuple(sorted(one.across + two.across)), tuple(sorted(one.down + two.down))))
    assert len(found) == tables


def test_rounded_corners_are_corners() -> None:
    """The outer sides of a box with rounded corners begin and end a few points from the lines above and below."""
    across = ((0.0, 6.0, 394.0), (40.0, 6.0, 394.0))
    down = ((0.0, 6.0, 34.0), (100.0, 0.0, 40.0), (300.0, 0.0, 40.0), (400.0, 6.0, 34.0))
    (group,) = groups(Lines(across, down))
    grid = drawn_grid(group)
    assert grid is not None and grid.xs == (0.0, 100.0, 300.0, 400.0) and grid.ys == (0.0, 40.0)


def test_a_column_painted_at_the_side_of_a_grid_is_one_of_its_columns() -> None:
    xs, ys = [100.0, 200.0, 300.0], [0.0, 30.0, 60.0, 90.0]
    drawn = framed([(row, row + 1, at, at + 1) for row in range(3) for at in range(2)], xs, ys)
    painted = [Fill(Box(40, 0, 100, 60), "4F81BD", 1), Fill(Box(40, 60, 100, 90), "4F81BD", 2)]
    grid = drawn_grid(with_painted_sides(drawn, painted, list))
    assert grid is not None and grid.xs == (40.0, 100.0, 200.0, 300.0)
    assert [span for span in spans(grid) if span[2] == 0] == [(0, 2, 0, 1), (2, 3, 0, 1)]
    assert with_painted_sides(drawn, painted[:1], list) is drawn


def test_a_painted_header_above_cells_whose_columns_are_painted() -> None:
    """Rules part merged cells only from the rest; the columns of the rest are the sides of painted cells."""
    xs = [0.0, 100.0, 200.0, 300.0]
    drawn = Lines(tuple((y, 100.0 if y == 40.0 else 0.0, 300.0) for y in (20.0, 40.0, 60.0)), ((100.0, 20.0, 60.0),))
    painted = [Fill(Box(a, 0, b, 20), "2E74B5", at) for at, (a, b) in enumerate(pairwise(xs))]
    painted += [Fill(Box(a, 40, b, 60), "EEF3FA", 5) for a, b in pairwise(xs[1:])]
    words = [Word("Heading", Box(x + 4, 4, x + 40, 14), 10.0) for x in xs[:3]]
    grid = drawn_grid(with_painted_sides(drawn, painted, lambda: text_lines(placed(words))))
    assert (
        grid is not None
        and grid.ys[0] == 0.0
        and [span for span in spans(grid) if span[0] == 0]
        == [
            (0, 1, 0, 1),
            (0, 1, 1, 2),
            (0, 1, 2, 3),
        ]
    )


@pytest.mark.parametrize(
    ("box", "across"),
    [
        (Box(1, 19, 199, 61), True),
        (Box(2, 22, 98, 58), False),
        (Box(2, 22, 102, 58), False),
        (Box(90, 90, 300, 300), False),
    ],
    ids=["over several cells", "in a cell", "nearly in a cell", "beyond the grid"],
)
def test_what_lies_across_cells_is_no_table_inside_one(box: Box, across: bool) -> None:
    lines = Lines(
        tuple((y, 0.0, 200.0) for y in (0.0, 20.0, 60.0, 100.0)), tuple((x, 0.0, 100.0) for x in (0, 100, 200))
    )
    grid = drawn_grid(lines)
    assert grid is not None
    assert lies_across(box, grid) is across


def box_rules(x0: float, y0: float, x1: float, y1: float) -> list[Rule]:
    level = [Rule(Box(x0, y, x1, y), horizontal=True) for y in (y0, y1)]
    return [*level, *(Rule(Box(x, y0, x, y1), horizontal=False) for x in (x0, x1))]


@pytest.mark.parametrize("gap", [3.0, 6.0])
def test_the_white_around_cells_that_are_boxes_is_no_row_or_column(gap: float) -> None:
    xs, ys = (50.0, 150.0, 250.0, 350.0), (100.0, 130.0, 160.0, 190.0)
    cells = [
        rule
        for left, right in pairwise(xs)
        for top, foot in pairwise(ys)
        for rule in box_rules(left + gap / 2, top + gap / 2, right - gap / 2, foot - gap / 2)
    ]
    frame = box_rules(xs[0] - gap / 2, ys[0] - gap / 2, xs[-1] + gap / 2, ys[-1] + gap / 2)
    lines = ruled([*frame, *cells])
    assert [len(clusters(lines.across)), len(clusters(lines.down))] == [4, 4]
    bare = [rule for rule in frame if not (rule.horizontal and rule.box.y0 > ys[-1])]
    assert len(clusters(ruled([*bare, *cells]).down)) == 4, "a page cuts the frame"


def test_two_narrow_columns_are_no_white_between_cells() -> None:
    rules = [Rule(Box(x, 100.0, x, 200.0), horizontal=False) for x in (50.0, 55.0, 200.0, 300.0)]
    rules += [Rule(Box(50.0, y, 300.0, y), horizontal=True) for y in (100.0, 150.0, 200.0)]
    assert len(ruled(rules).down) == 4
