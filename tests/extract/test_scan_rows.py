"""Rows of scans that colour, low rows or specks hide: cells of one shade, rules in dark cells, short uprights."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.page import Fill, Rule, Word
from extract.scan.bands import along_rules, rules_within, sides, through_areas, without_letters
from extract.scan.fills import Area
from extract.scan.gaps import by_columns
from extract.scan.image import Picture
from extract.scan.one_shade import by_blanks
from extract.scan.rules import SEARCHES, DrawnRule, find_rules, low_uprights, strokes
from extract.scan.spoilt import unspoilt
from extract.scan.text import ReadWord, words_of
from extract.scan.words import placed
from schemas.geometry import Box

SCALE = 200 / 72


def level(x0: float, x1: float, y: float) -> DrawnRule:
    return DrawnRule(Box(x0, y - 2, x1, y + 2), True)


def upright(x: float, y0: float, y1: float) -> DrawnRule:
    return DrawnRule(Box(x - 2, y0, x + 2, y1), False)


def line(x0: float, y0: float, text: str) -> Word:
    return Word(text, Box(x0, y0, x0 + 6 * len(text), y0 + 10), 10)


def rows(heights: list[int]) -> tuple[list[Word], list[float]]:
    """The words of rows with so many lines in their second column, and where each row begins and the last one ends."""
    words, starts, y = [line(40, 10, "Ref"), line(80, 10, "Action")], [26.0], 26.0
    for lines in heights:
        words += [line(40, y + 6, "1"), *(line(80, y + 6 + 12 * at, "Ensure this") for at in range(lines))]
        y += 12 * lines + 10
        starts.append(y)
    return words, starts


@given(st.lists(st.integers(1, 5), min_size=1, max_size=6))
def test_cells_of_one_colour_are_parted_where_the_rows_beside_them_end(heights: list[int]) -> None:
    words, starts = rows(heights)
    fills = by_blanks([Fill(Box(300, starts[0], 320, starts[-1]), "8E8E8E", 0)], words, ())
    assert [fill.box.y0 for fill in fills] == pytest.approx(starts[:-1], abs=3)
    assert fills[-1].box.y1 == starts[-1]


def test_blanks_between_paragraphs_of_one_cell_part_no_colour() -> None:
    words, starts = rows([2])
    words += [
        line(80, starts[-1] + 6, "and that it goes on"),
        line(40, starts[-1] + 30, "2"),
        line(80, starts[-1] + 30, "Ensure"),
    ]
    fill = Fill(Box(300, 26, 320, starts[-1] + 22), "8E8E8E", 0)
    assert by_blanks([fill], words, ()) == (fill,)


def test_level_rules_part_cells_of_one_colour_and_blanks_do_not() -> None:
    words, starts = rows([2, 2])
    fill = Fill(Box(300, starts[0], 320, starts[-1]), "8E8E8E", 0)
    rule = Rule(Box(30, starts[1], 345, starts[1]), True)
    assert by_blanks([fill], words, [rule]) == (fill,)


def test_a_frame_without_columns_draws_no_side_of_a_dark_cell() -> None:
    cell = Area(Box(600, 200, 700, 300), "8E8E8E")
    frame = [level(100, 700, y) for y in (100, 200, 300, 400)] + [upright(100, 100, 400), upright(700, 100, 400)]
    assert [side.horizontal for side in sides([cell], frame, SCALE)] == [True, True]
    assert [side.horizontal for side in sides([cell], [*frame, upright(400, 100, 400)], SCALE)] == [True] * 2 + [
        False
    ] * 2


def test_a_rule_goes_on_through_a_dark_cell_where_it_is_seen_there() -> None:
    pixels = np.full((500, 800, 3), 255, dtype=np.uint8)
    pixels[100:400, 600:700] = 142
    pixels[198:201, 600:700] = 160
    pixels += np.random.default_rng(3).integers(0, 4, pixels.shape[:2], dtype=np.uint8)[:, :, None] - 3
    cell, rules = Area(Box(600, 100, 700, 400), "8E8E8E"), [level(100, 604, 200), level(100, 604, 300)]
    found = through_areas(Picture(pixels, SCALE), [cell], rules)
    assert [(rule.box.x0, rule.box.x1, rule.box.centre[1]) for rule in found] == [(604, 700, 200)]


def test_dots_of_a_threshold_are_no_rules() -> None:
    dots = np.random.default_rng(1).random((300, 300)) < 0.6
    picture = Picture(np.where(dots, 0, 255).astype(np.uint8)[:, :, None].repeat(3, axis=2), SCALE)
    assert rules_within(picture, [Area(Box(0, 0, 300, 300), "666666")]) == []


def test_low_rows_have_the_uprights_that_run_from_rule_to_rule() -> None:
    pixels = np.full((300, 800, 3), 255, dtype=np.uint8)
    pixels[99:102, 100:700] = pixels[144:147, 100:700] = 90
    pixels[99:147, 399:402] = 90
    pixels[108:138, 500:503] = 0  # a stem of a large letter
    found = low_uprights(pixels, [level(100, 700, 100), level(100, 700, 145)], SCALE)
    assert [rule.box.centre[0] for rule in found] == pytest.approx([400], abs=3)
    assert low_uprights(pixels, [level(100, 700, 100), level(100, 700, 250)], SCALE) == []


def test_an_upright_of_a_low_row_may_touch_a_letter_and_run_over_its_rules() -> None:
    pixels = np.full((300, 800, 3), 255, dtype=np.uint8)
    pixels[99:102, 100:700] = pixels[130:133, 100:700] = 90
    pixels[99:133, 399:402] = 30
    pixels[108:122, 406:409] = 0
    found = low_uprights(pixels, [level(100, 700, 100), level(100, 700, 131)], SCALE)
    assert [rule.box.centre[0] for rule in found] == pytest.approx([401], abs=3)


def test_uprights_of_two_low_rows_with_a_title_between_them_are_two() -> None:
    pixels = np.full((300, 800, 3), 255, dtype=np.uint8)
    for y in (100, 133, 166, 199):
        pixels[y - 1 : y + 2, 100:700] = 60
    pixels[100:199, 399:402] = 60
    pixels[139:163, 399:402] = 245
    found = low_uprights(pixels, [level(100, 700, y) for y in (100, 133, 166, 199)], SCALE)
    assert sorted(rule.box.centre[1] for rule in found) == [pytest.approx(117, abs=5), pytest.approx(182, abs=5)]


@pytest.mark.parametrize(("top", "shade"), [(208, 60), (200, 0)])
def test_a_stem_in_a_title_over_all_columns_is_no_part_of_the_upright_below_it(top: int, shade: int) -> None:
    pixels = np.full((500, 800, 3), 255, dtype=np.uint8)
    for y in (100, 195, 231, 400):
        pixels[y - 1 : y + 2, 100:700] = 120
    pixels[100:196, 399:402] = pixels[231:400, 399:402] = 120
    pixels[top + 5 : 224, 399:402] = pixels[top : top + 3, 399:402] = shade
    levels = [level(100, 700, y) for y in (100, 195, 231, 400)]
    found = without_letters(Picture(pixels, SCALE), (), [*levels, upright(400, 100, 400)])
    assert [(rule.box.y0, rule.box.y1) for rule in found if not rule.horizontal] == [(100, 195), (231, 400)]


def test_letters_right_below_a_rule_are_no_part_of_its_box() -> None:
    pixels = np.full((200, 900, 3), 255, dtype=np.uint8)
    pixels[99:102, 100:800] = 60
    for x in range(120, 300, 12):
        pixels[105:119, x : x + 3] = 0
    for search in SEARCHES:
        found = find_rules(strokes(pixels, SCALE, search.stroke), SCALE, horizontal=True, search=search)
        assert all(rule.box.y1 <= 106 for rule in found)


def read(text: str) -> ReadWord:
    return ReadWord(text, Box(0, 0, 50, 10), 10, 0.99)


@pytest.mark.parametrize(
    ("spoilt", "plain"), [("'months", "months"), ("n’eeds", "needs"), ("beeni", "been"), ("1nterim", "Interim")]
)
def test_what_a_speck_added_to_a_word_is_taken_out_and_the_word_is_less_sure(spoilt: str, plain: str) -> None:
    (word,) = unspoilt([read(spoilt)], dirty=True)
    assert (word.text, word.score) == (plain, 0.6)


@pytest.mark.parametrize(
    "text", ["children's", "Nanicy", "12.5", "don't", "1st", "counselling", "criteria", "skill", "order.ensure", "c4c"]
)
def test_other_words_stay_as_they_were_read(text: str) -> None:
    assert unspoilt([read(text)], dirty=True) == (read(text),)


@pytest.mark.parametrize(
    ("text", "meant"), [("ClIr", "Cllr"), ("wilI", "will"), ("AlI,", "All,"), ("McIver", "McIver"), ("I", "I")]
)
def test_a_capital_behind_a_small_l_is_another_l(text: str, meant: str) -> None:
    assert [word.text for word in unspoilt([read(text)], dirty=False)] == [meant]


def test_words_of_a_clean_page_and_quoted_ones_stay_as_they_were_read() -> None:
    assert unspoilt([read("'months")], dirty=False) == (read("'months"),)
    assert [word.text for word in unspoilt([read("'standards'"), read("'plans"), read("audit'")], dirty=True)][
        1
    ] == "'plans"


def drawn(widths: list[int], gaps: list[int]) -> tuple[np.ndarray, list[float]]:
    """Bars as letters of a line, and their middles."""
    crop = np.full((30, sum(widths) + sum(gaps) + 20, 3), 255, dtype=np.uint8)
    x, middles = 10, []
    for width, gap in zip(widths, [*gaps, 0], strict=True):
        crop[8:22, x : x + width] = 0
        middles.append(x + width / 2)
        x += width + gap
    return crop, middles


@pytest.mark.parametrize(
    ("text", "words"),
    [("supervision", ["supervision"]), ("supercision", ["supercision"]), ("reviewplans", ["review", "plans"])],
)
def test_a_word_is_not_cut_at_a_letter_set_wide(text: str, words: list[str]) -> None:
    crop, middles = drawn([8] * 11, [2] * 5 + [6] + [2] * 4)
    assert [word.text for word in placed(text, middles, crop)] == words


def test_two_columns_read_as_one_word_are_two() -> None:
    crop, middles = drawn([8] * 7, [2] * 2 + [13] + [2] * 3)
    assert [word.text for word in placed("3.2Cope", middles, crop)] == ["3.2", "Cope"]


def test_grain_on_a_dark_band_makes_no_large_type() -> None:
    band = np.full((44, 200, 3), 165, dtype=np.uint8)
    cv2.putText(band, "Deadline", (10, 30), cv2.FONT_HERSHEY_DUPLEX, 0.8, (255, 255, 255), 2)
    grain = np.random.default_rng(4).normal(0, 12, band.shape[:2])[:, :, None]
    grainy = np.clip(band + grain, 0, 255).astype(np.uint8)
    middles = [20.0 + 17 * at for at in range(8)]
    clean, found = (placed("Deadline", middles, crop)[0] for crop in (band, grainy))
    assert found.size == pytest.approx(clean.size, rel=0.2)


def test_two_doubtful_signs_by_themselves_are_no_word() -> None:
    crop, _ = drawn([8, 8], [2])
    box = Box(0, 0, crop.shape[1], crop.shape[0])
    assert words_of("YE", 0.45, None, box, crop) == ()
    assert [word.text for word in words_of("YE", 0.55, None, box, crop)] == ["YE"]


def test_a_heading_band_that_a_shadow_shows_in_two_shades_is_one() -> None:
    band, rest = Area(Box(100, 60, 620, 100), "EEEEEE"), Area(Box(622, 70, 700, 100), "D9D9D9")
    rating = Area(Box(622, 110, 700, 200), "D9D9D9")
    rules = [level(100, 700, 102), level(100, 700, 300)]
    assert [area.box for area in along_rules([band, rest, rating], rules, SCALE)] == [
        Box(100, 60, 700, 100),
        rating.box,
    ]
    coloured = Area(rest.box, "F8CBAD")
    assert along_rules([band, coloured, rating], rules, SCALE) == [band, coloured, rating]


def test_white_letters_as_high_as_their_band_part_no_cells() -> None:
    pixels = np.full((200, 1000, 3), 240, dtype=np.uint8)
    pixels[100:126, 100:900] = 160
    pixels[100:126, 500:509] = 240  # a gap between two cells
    for x in (130, 141, 152, 600, 611):
        pixels[103:123, x : x + 4] = 240
    cells = by_columns(Picture(pixels, SCALE), Area(Box(100, 100, 900, 126), "A0A0A0"))
    assert [(round(cell.box.x0, -1), round(cell.box.x1, -1)) for cell in cells] == [(100, 500), (510, 900)]
