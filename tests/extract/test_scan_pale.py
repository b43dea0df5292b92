"""Words that a grey copy left too pale are sought where a table is, and made as dark as others before they are read."""

from __future__ import annotations

import numpy as np
import pytest

from extract.scan.pale import deepened, pale_words
from extract.scan.rules import DrawnRule
from schemas.geometry import Box

SCALE = 200 / 72
RULES = [DrawnRule(Box(50, 50, 1150, 54), horizontal=True), DrawnRule(Box(50, 850, 1150, 854), horizontal=True)]


def paper() -> np.ndarray:
    return np.full((900, 1200, 3), 255, dtype=np.uint8)


def word(pixels: np.ndarray, left: int, top: int, shade: int, count: int = 5) -> Box:
    for x in range(left, left + 14 * count, 14):
        pixels[top : top + 22, x : x + 3] = shade
        pixels[top + 10 : top + 13, x : x + 9] = shade
    return Box(left, top, left + 14 * count, top + 22)


def test_a_pale_word_in_a_table_is_found_and_one_outside_is_not() -> None:
    pixels = paper()
    there, line = word(pixels, 600, 300, 225), word(pixels, 100, 300, 0)
    word(pixels, 600, 20, 225)
    (found,) = pale_words(pixels, [line], RULES, SCALE)
    assert found.holds(*there.centre)
    assert pale_words(pixels, [line], [], SCALE) == []


def test_print_of_the_other_side_is_left() -> None:
    pixels = paper()
    for top in range(100, 800, 40):
        for left in range(100, 1000, 160):
            word(pixels, left, top, 235)
    assert pale_words(pixels, [], RULES, SCALE) == []


@pytest.mark.parametrize(("shade", "changed"), [(225, True), (170, True), (40, False)])
def test_pale_letters_become_dark_and_dark_ones_stay(shade: int, *, changed: bool) -> None:
    crop = paper()[:30, :120]
    word(crop, 10, 4, shade)
    seen = deepened(crop)
    assert (int(seen.min()) < 80) is True
    assert bool((seen != crop).any()) is changed
    assert int(seen.max()) == 255


def test_a_lone_sign_and_a_blank_picture_stay_as_they_are() -> None:
    crop = paper()[:30, :20]
    crop[4:26, 8:11] = 225
    assert deepened(crop) is crop
    blank = paper()[:30, :120]
    assert deepened(blank) is blank
