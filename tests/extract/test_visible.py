"""What a reader sees: covered, clipped, pale and tiny words go, others stay; hidden shapes leave no fill or rule."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.page import Word
from extract.pdfium.drawn import Area, Drawing, Line, Picture
from extract.pdfium.visible import Stroke, alike, seen_areas, seen_lines, sight
from schemas.geometry import Box

PAGE = Box(0, 0, 600, 800)
WORD = Box(100, 100, 150, 112)


def _seen(
    word: Word = Word("Plan", WORD, 10.0),  # noqa: B008
    stroke: Stroke = Stroke(5, None, True),  # noqa: B008
    areas: tuple[Area, ...] = (),
    pictures: tuple[Picture, ...] = (),
) -> tuple[bool, bool]:
    found = sight([word], [stroke], Drawing(areas=list(areas), pictures=list(pictures)), PAGE)
    return bool(found.seen), bool(found.under_picture)


def _area(order: int, colour: str | None = "FFC000", box: Box = Box(90, 90, 300, 120), solid: bool = True) -> Area:  # noqa: B008
    return Area(box, colour, order, solid)


WHITE = Word("Head", WORD, 10.0, colour="FFFFFF")
BEHIND = Picture(Box(0, 0, 600, 800), 1, True)


@pytest.mark.parametrize(
    ("case", "seen"),
    [
        ({}, True),
        ({"areas": (_area(1),)}, True),
        ({"areas": (_area(9),)}, False),
        ({"areas": (_area(9, solid=False),)}, True),
        ({"areas": (_area(9, box=Box(140, 90, 300, 120)),)}, True),
        ({"areas": (_area(9, box=Box(90, 111, 300, 113)),)}, True),
        ({"word": WHITE}, False),
        ({"word": WHITE, "areas": (_area(1, "002060"),)}, True),
        ({"word": WHITE, "areas": (_area(1, "002060"), _area(2, "FEFEFE"))}, False),
        ({"word": WHITE, "areas": (_area(1, None),)}, True),
        ({"word": WHITE, "areas": (_area(1, "002060", Box(300, 90, 400, 120)),)}, False),
        ({"word": WHITE, "pictures": (BEHIND,)}, True),
        ({"word": Word("R", WORD, 10.0, colour="FF0000"), "areas": (_area(1, "FF0000"),)}, False),
        ({"word": Word("R", WORD, 10.0, colour="FF0000"), "areas": (_area(1, "FFC7CE"),)}, True),
        ({"word": Word("tiny", WORD, 0.5)}, False),
        ({"word": Word("off", Box(610, 100, 650, 112), 10.0)}, False),
        ({"word": Word("flat", Box(100, 100, 100, 112), 10.0)}, False),
        ({"stroke": Stroke(5, Box(0, 0, 90, 90), True)}, False),
        ({"stroke": Stroke(5, Box(0, 0, 130, 130), True)}, True),
        ({"stroke": Stroke(5, None, False)}, False),
    ],
)
def test_words_seen(case: dict[str, object], seen: bool) -> None:
    assert _seen(**case)[0] is seen  # type: ignore[arg-type]  # a table of keyword arguments


def test_text_layers_of_scans_are_told_apart_from_hidden_words() -> None:
    assert _seen(stroke=Stroke(5, None, False), pictures=(BEHIND,)) == (False, True)
    assert _seen(pictures=(Picture(Box(0, 0, 600, 800), 9, True),)) == (False, True)
    assert _seen(stroke=Stroke(5, None, False)) == (False, False)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("FFFFFF", "FFFFFF", True), ("FFFFFF", "F8F8F8", True), ("FFFFFF", "D9D9D9", False), ("FF0000", "FF2020", False)],
)
def test_alike(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same and alike(other, one) is same


@pytest.mark.parametrize(
    ("areas", "left"),
    [
        ([_area(1), _area(2, "92D050")], ["92D050"]),
        ([_area(1), _area(2, "92D050", solid=False)], ["FFC000", "92D050"]),
        ([_area(1), _area(2, box=Box(100, 95, 200, 110))], ["FFC000"]),
        ([_area(1, "FFFFFF")], []),
        ([_area(1, "FEFEFE")], []),
        ([_area(1, "F8F9FA")], ["F8F9FA"]),
        ([_area(1), _area(2, "FFFFFF", Box(100, 95, 200, 110))], ["FFC000", "FFFFFF"]),
        ([_area(1, box=Box(700, 0, 800, 50))], []),
        ([_area(1, None)], []),
    ],
)
def test_areas_seen(areas: list[Area], left: list[str]) -> None:
    assert [area.colour for area in seen_areas(areas, PAGE)] == left


def test_a_border_made_of_two_boxes_leaves_its_edges() -> None:
    outer, inner = _area(1, "000000", Box(90, 90, 300, 120)), _area(2, "FFFFFF", Box(91, 91, 299, 119))
    assert [area.thin for area in seen_areas([outer, inner], PAGE)] == [True] * 4 + [False]


def test_lines_under_a_later_box_go() -> None:
    line = Line(Box(100, 100, 200, 100.5), True, "000000", 3)
    assert seen_lines([line], [_area(9)], PAGE) == []
    assert seen_lines([line], [_area(1)], PAGE) == [line]
    assert seen_lines([Line(Box(0, 900, 10, 900), True, "000000", 3)], [], PAGE) == []


def test_a_cell_painted_twice_is_seen_once() -> None:
    first = Area(Box(100, 100, 200, 120), "F2F2F2", 1, solid=True)
    second = replace(first, order=9)
    assert seen_areas([first, second], Box(0, 0, 595, 842)) == [first]
