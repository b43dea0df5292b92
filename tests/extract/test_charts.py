"""Charts are no tables: neither what stands around a scale, nor the bars, nor figures strewn around a round one."""

from __future__ import annotations

import pytest

from extract.page import Fill, Page, Rule, Word
from extract.tables.charts import is_of_scale, is_scattered, scales
from extract.tables.finding import tables_on
from extract.tables.table import TableCell
from schemas.geometry import Box


def word(text: str, x: float, y: float) -> Word:
    return Word(text, Box(x, y, x + 4.0 * len(text), y + 7.0), 7.0)


def ending(texts: list[str], step: float, top: float = 100.0) -> list[Word]:
    return [word(text, 80.0 - 4.0 * len(text), top + step * at) for at, text in enumerate(texts)]


def frame(box: Box) -> list[Rule]:
    sides = [Box(box.x0, y, box.x1, y) for y in (box.y0, box.y1)], [Box(x, box.y0, x, box.y1) for x in (box.x0, box.x1)]
    return [
        Rule(one, level, "7F7F7F", False) for boxes, level in zip(sides, (True, False), strict=True) for one in boxes
    ]


@pytest.mark.parametrize(
    "texts", [["150", "100", "50", "0"], ["60%", "40%", "20%", "0%"], ["1,500", "1,000", "500", "0"]]
)
def test_even_numbers_down_to_zero_are_a_scale(texts: list[str]) -> None:
    (scale,) = scales(ending(texts, 20.0))
    assert (scale.y0, scale.y1) == (100.0, 167.0)


@pytest.mark.parametrize("texts", [["100", "50", "0"], ["12", "30", "7", "0"], ["2019", "2018", "2017", "2016"]])
def test_few_numbers_uneven_ones_and_years_are_none(texts: list[str]) -> None:
    assert scales(ending(texts, 20.0)) == []


def test_scores_with_what_they_mean_beside_them_are_none() -> None:
    scores = ending(["4", "3", "2", "1", "0"], 12.0)
    assert len(scales(scores)) == 1
    assert scales([*scores, *(word("Partly met", 120.0, 100.0 + 12.0 * at) for at in range(5))]) == []


def test_even_numbers_in_uneven_rows_are_none() -> None:
    assert scales([word("30", 72.0, 100.0), *ending(["20", "10", "0"], 20.0, 150.0)]) == []


def test_bars_beside_a_scale_are_of_it_and_a_table_below_is_not() -> None:
    scale = Box(60.0, 100.0, 80.0, 167.0)
    assert is_of_scale(Box(100.0, 120.0, 200.0, 165.0), scale)
    assert not is_of_scale(Box(60.0, 200.0, 400.0, 300.0), scale)
    assert not is_of_scale(Box(60.0, 60.0, 400.0, 90.0), scale)


def test_a_framed_chart_is_no_table() -> None:
    texts = ending(["150", "100", "50", "0"], 20.0, 120.0)
    texts += [word(text, x, 190.0) for text, x in (("Concerns", 100.0), ("Enquiries", 200.0), ("Ended", 300.0))]
    texts += [word(text, x, y) for text, x, y in (("140", 110.0, 118.0), ("62", 212.0, 150.0), ("90", 310.0, 140.0))]
    bars = [
        Fill(Box(x, y, x + 40.0, 183.0), "9BBB59", at) for at, (x, y) in enumerate(((105.0, 128.0), (205.0, 160.0)))
    ]
    rules = [*frame(Box(50.0, 100.0, 420.0, 210.0)), Rule(Box(85.0, 183.0, 400.0, 183.0), True, "7F7F7F", False)]
    found = tables_on(Page(1, 600.0, 800.0, tuple(texts), rules=tuple(rules), fills=tuple(bars)))
    assert [table for table in found if table.confidence >= 0.5] == []


def cells(rows: list[list[str]]) -> list[TableCell]:
    box = Box(0.0, 0.0, 1.0, 1.0)
    return [
        TableCell(text, row, column, 1, 1, box)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if text
    ]


def test_rows_none_of_which_fills_most_columns_are_strewn() -> None:
    strewn = [["", "", "0%", "Physical"], ["2%", "", "", ""], ["", "20%", "", "Sexual"], ["26%", "", "22%", ""]]
    assert is_scattered(cells(strewn))
    assert not is_scattered(cells([["Year", "First", "Second", "All"], *strewn]))
    assert not is_scattered(cells(strewn[:3]))
    months = [[str(row), "Map the gullies", "Jo Pell", "", "", "", "", "", ""] for row in range(5)]
    assert not is_scattered(cells(months))


def test_cells_merged_over_all_rows_fill_each_of_them() -> None:
    box = Box(0.0, 0.0, 1.0, 1.0)
    sides = [TableCell(text, 0, column, 5, 1, box) for column, text in ((0, "Open"), (2, "Closed"))]
    assert not is_scattered([*sides, *(TableCell("Data", row, 1, 1, 1, box) for row in range(5))])
