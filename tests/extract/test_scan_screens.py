"""Shades drawn as dots: set back to even shades; type, grain and dirt are left as they are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.scan.image import Picture
from extract.scan.screens import without_screens

SCALE = 200 / 72
HEIGHT, WIDTH = 400, 600


def paper() -> np.ndarray:
    return np.full((HEIGHT, WIDTH, 3), 255, dtype=np.uint8)


def letters(pixels: np.ndarray, left: int, top: int, count: int) -> None:
    for x in range(left, left + 16 * count, 16):
        pixels[top : top + 20, x : x + 4] = 0
        pixels[top + 8 : top + 12, x : x + 12] = 0


def dotted(pixels: np.ndarray, dot: int) -> np.ndarray:
    for y in range(100, 180, 4):
        for x in range(50, 500, 4):
            pixels[y : y + dot, x : x + dot] = 0
    return pixels


@pytest.mark.parametrize(("dot", "shade"), [(1, 239), (2, 191), (3, 111)])
def test_a_band_of_dots_becomes_the_shade_that_it_stands_for(dot: int, shade: int) -> None:
    found = without_screens(Picture(dotted(paper(), dot), SCALE)).pixels
    inner = found[112:168, 62:488].astype(int)
    assert abs(inner.mean() - shade) < 3
    assert np.ptp(inner) < 20
    assert (found[:90] == 255).all() and (found[190:] == 255).all()


def test_letters_on_a_band_of_dots_stay_darker_than_it() -> None:
    pixels = dotted(paper(), 2)
    letters(pixels, 200, 130, 8)
    found = without_screens(Picture(pixels, SCALE)).pixels
    assert found[132:148, 200:204].mean() < 90 < found[112:125, 200:320].mean()


def test_a_page_that_is_dots_all_over_is_smoothed_as_a_whole() -> None:
    shade = np.full((HEIGHT, WIDTH), 232)
    shade[60:120] = 128
    for x in range(80, 480, 16):
        shade[200:220, x : x + 4] = 0
    steps = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]]) * 16 + 8
    dots = np.where(shade > np.tile(steps, (HEIGHT // 4, WIDTH // 4)), 255, 0).astype(np.uint8)
    found = without_screens(Picture(dots[:, :, None].repeat(3, axis=2), SCALE)).pixels
    assert np.ptp(found[20:40, 20:580].astype(int)) < 100 and found[20:40].mean() == pytest.approx(228, abs=8)
    assert found[70:110].mean() == pytest.approx(128, abs=8)
    assert found[205:215, 81:83].max() < 100 < found[205:215, 88:90].min()


def test_a_small_patch_of_dots_is_left() -> None:
    pixels = paper()
    for y in range(100, 126, 4):
        for x in range(50, 76, 4):
            pixels[y : y + 2, x : x + 2] = 0
    assert (without_screens(Picture(pixels, SCALE)).pixels[:90] == 255).all()


def test_type_and_strewn_specks_are_no_screen() -> None:
    pixels = paper()
    for top in range(20, 380, 28):
        letters(pixels, 20, top, 34)
    for x, y in np.random.default_rng(4).integers(0, HEIGHT, (300, 2)).tolist():
        pixels[y : y + 2, x : x + 2] = 0
    picture = Picture(pixels, SCALE)
    assert without_screens(picture) is picture


@settings(max_examples=20, deadline=None)
@given(st.integers(90, 170), st.integers(0, 1000))
def test_grain_of_a_shade_is_no_screen(shade: int, seed: int) -> None:
    grain = np.random.default_rng(seed).normal(shade, 9, (HEIGHT, WIDTH, 1)).clip(0, 255).astype(np.uint8)
    picture = Picture(np.repeat(grain, 3, axis=2), SCALE)
    assert without_screens(picture) is picture
