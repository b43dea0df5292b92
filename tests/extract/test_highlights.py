"""Colours behind words that are no cells: the swatches of a key."""

from __future__ import annotations

import pytest

from extract.page import Fill, Word
from extract.tables.highlights import key_in_line, keys_below, without_highlights
from extract.tables.text_lines import placed, text_lines
from schemas.geometry import Box

COLOURS = ("C00000", "FFC000", "00B050")


def words(y: float, *entries: tuple[float, str]) -> list[Word]:
    return [Word(text, Box(x, y + 1, x + 5 * len(text), y + 11), 10.0) for x, text in entries]


def in_line(y: float, *colours: str) -> list[Fill]:
    return [Fill(Box(100 * at, y, 100 * at + 40, y + 12), colour, at) for at, colour in enumerate(colours)]


def below(*colours: str) -> list[Fill]:
    return [Fill(Box(40, 20 + 14 * at, 80, 32 + 14 * at), colour, at) for at, colour in enumerate(colours)]


def test_a_key_in_one_line_is_no_row_of_cells() -> None:
    key = in_line(20, *COLOURS)
    band = Fill(Box(0, 60, 400, 75), "D9D9D9", 9)
    assert key_in_line([*key, band]) == {fill.box for fill in key}


@pytest.mark.parametrize(
    "fills",
    [
        in_line(20, "C00000", "C00000", "FFC000"),
        in_line(20, "C00000", "FFC000"),
        [*in_line(20, *COLOURS), *in_line(40, *COLOURS)],
        [Fill(Box(40 * at, 20, 40 * at + 40, 32), colour, at) for at, colour in enumerate(COLOURS)],
    ],
    ids=["a colour twice", "two", "ratings of two rows", "headings side by side"],
)
def test_cells_of_a_row_are_no_key(fills: list[Fill]) -> None:
    assert key_in_line(fills) == set()


def test_swatches_below_each_other_are_a_table_of_their_own() -> None:
    told = [word for at in range(3) for word in words(20 + 14 * at, (45, "Red"), (90, "Not"), (108, "done"))]
    (grid,) = keys_below([*below(*COLOURS), Fill(Box(500, 0, 540, 12), "C00000", 8)], told)
    assert len(grid.cells) == 6 and grid.box.x1 > 128 and grid.xs[0] == 40.0


def test_ratings_with_a_row_beside_them_are_no_key() -> None:
    told = [word for at in range(3) for word in words(20 + 14 * at, (90, "Recruit"), (300, "Head"))]
    assert keys_below(below(*COLOURS), told) == []
    assert keys_below(below(*COLOURS), [word for word in told if word.box.x0 < 200][:1]) == []


def chips(*widths: float) -> tuple[list[Fill], list[Word]]:
    fills = [
        Fill(Box(300, 20 + 50 * at, 312 + 5 * width, 32 + 50 * at), "00B050", at) for at, width in enumerate(widths)
    ]
    told = [
        Word("x" * int(width), Box(306, 21 + 50 * at, 306 + 5 * width, 31 + 50 * at), 10.0)
        for at, width in enumerate(widths)
    ]
    return fills, told


def test_ratings_in_chips_of_their_own_widths_are_no_cells() -> None:
    fills, told = chips(5, 3, 5)
    stripe = Fill(Box(40, 66, 400, 112), "F2F2F2", 9)
    assert without_highlights([*fills, stripe], text_lines(placed(told))) == [stripe]


def test_cells_of_one_width_and_cells_that_words_do_not_fill_are_kept() -> None:
    for fills, told in (chips(5, 5, 5), (chips(5, 3, 5)[0], chips(3, 3, 3)[1])):
        assert without_highlights(fills, text_lines(placed(told))) == fills


def test_cells_with_another_beside_them_are_no_chips() -> None:
    fills, told = chips(5, 3, 5)
    beside = Fill(Box(fills[1].box.x1, 70, 480, 82), "DDDDDD", 9)
    assert without_highlights([*fills, beside], text_lines(placed(told))) == [*fills, beside]
