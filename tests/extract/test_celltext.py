"""Words of a cell to its text."""

from __future__ import annotations

import pytest

from extract.page import Word
from extract.tables.celltext import cell_text
from schemas.geometry import Box

CELL = Box(0, 0, 60, 200)


def words(*lines: str, step: float = 12.0, letter: float = 5.0, left: float = 4.0) -> list[Word]:
    """Lines of words; an empty line leaves a gap."""
    found = []
    for row, line in enumerate(lines):
        x = left
        for text in line.split():
            wide = letter * len(text)
            found.append(Word(text, Box(x, row * step, x + wide, row * step + 10), 10.0))
            x += wide + 2.7
    return found


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["one two", "three"], "one two three"),
        (["TIMESCALES", "S"], "TIMESCALESS"),
        (["implement", "ation plan"], "implementation plan"),
        (["responsible", "officer"], "responsible officer"),
        (["multi-", "agency"], "multi-agency"),
        (["soft\u00ad", "ware"], "software"),
        (["First:", "• one", "• two"], "First:\n• one\n• two"),
        (["one", "two", "", "three"], "one two\nthree"),
        ([], ""),
    ],
)
def test_lines_run_on(lines: list[str], expected: str) -> None:
    assert cell_text(words(*lines), CELL) == expected


@pytest.mark.parametrize(
    ("lines", "width", "expected"),
    [
        (["TIMESCA", "LE"], 43.0, "TIMESCALE"),
        (["implement", "ation"], 53.0, "implementation"),
        (["Hiera", "rchy"], 33.0, "Hierarchy"),
        (["Commissioni", "ng Manager"], 63.0, "Commissioning Manager"),
        (["GRE", "EN"], 23.0, "GREEN"),
        (["WITHIN 3", "MON", "THS"], 23.0, "WITHIN 3 MONTHS"),
        (["IMMEDI", "ATE"], 40.0, "IMMEDIATE"),
        (["Doctor/Nur", "se for LAC"], 58.0, "Doctor/Nurse for LAC"),
        (["the Nur", "se"], 44.0, "the Nurse"),
        (["at any", "one"], 40.0, "at any one"),
        (["IMME", "DIAT", "E"], 27.0, "IMMEDIATE"),
        (["Manager", ", Through Care"], 41.0, "Manager, Through Care"),
        (["plans", "(all)"], 31.0, "plans (all)"),
        (["implement", "ation plan"], 90.0, "implement ation plan"),
        (["24/04/201", "6"], 53.0, "24/04/2016"),
        (["24/04/201", "6"], 90.0, "24/04/2016"),
        (["24/04/201", "6 or June"], 90.0, "24/04/2016 or June"),
        (["24/04/20", "16 May"], 90.0, "24/04/20 16 May"),
        (["met from the tran", "sformati", "on reserve"], 48.0, "met from the transformation reserve"),
        (["Quality &", "Performa", "nce"], 48.0, "Quality & Performance"),
        (["Julie", "Lewis/Aliso", "n Ellison"], 58.0, "Julie Lewis/Alison Ellison"),
        (["2026/2", "7"], 40.0, "2026/27"),
        (["2025-2", "028"], 40.0, "2025-2028"),
        (["30-Sep-202", "5"], 59.0, "30-Sep-2025"),
        (["2026/2", "7"], 90.0, "2026/2 7"),
        (["1.", "1"], 90.0, "1.1"),
        (["CoC1.", "1"], 90.0, "CoC1.1"),
        (["10", ".1"], 90.0, "10.1"),
        (["1", "4."], 90.0, "14."),
        (["1.", "4."], 90.0, "1. 4."),
        (["1.1.", "2"], 90.0, "1.1.2"),
        (["1.", "Ask"], 90.0, "1. Ask"),
        (["10", "11"], 90.0, "10 11"),
        (["24/04/16", "25/05/16"], 48.0, "24/04/16 25/05/16"),
        (["Phase", "2"], 33.0, "Phase 2"),
        (["Transformation", "fund bid"], 78.0, "Transformation fund bid"),
        (["Se", "p"], 14.0, "Sep"),
        (["Head", "of", "Service"], 44.0, "Head of Service"),
        (["Timescale", "and", "cost"], 54.0, "Timescale and cost"),
        (["AD Commissio", "ning"], 67.0, "AD Commissioning"),
        (["Lead (Comm", "issioning)"], 57.0, "Lead (Commissioning)"),
        (["of the team", "work plan"], 60.0, "of the team work plan"),
        (["to the front", "line workers"], 65.0, "to the front line workers"),
        (["four per", "cent of cases"], 46.0, "four per cent of cases"),
        (["a new care", "leavers offer"], 60.0, "a new care leavers offer"),
        (["1", "2."], 13.0, "12."),
        (["A1", "0"], 18.0, "A10"),
        (["2", "a"], 13.0, "2a"),
        (["1", "2"], 40.0, "1 2"),
        (["Gree", "n"], 30.0, "Green"),
        (["to all", "c who enter care"], 90.0, "to all c who enter care"),
        (["Option", "b)"], 62.0, "Option b)"),
        (["Complete", "d"], 54.0, "Completed"),
        (["Amb", "er"], 28.5, "Amber"),
        (["Am", "ber"], 18.0, "Amber"),
        (["Re", "d"], 18.0, "Red"),
        (["Workforce", "Develop", "ment"], 49.0, "Workforce Development"),
        (["Immedi", "ately"], 45.0, "Immediately"),
        (["30 Novem", "ber 2023"], 50.0, "30 November 2023"),
    ],
)
def test_a_word_that_a_narrow_column_broke_is_whole(lines: list[str], width: float, expected: str) -> None:
    assert cell_text(words(*lines), Box(0, 0, width, 60)) == expected


def test_small_letters_above_the_line_stay_on_it() -> None:
    first = words("1 May 2025")
    st = Word("st", Box(9.2, -1.5, 15, 5), 6.0)
    assert cell_text([*first, st], CELL) == "1 st May 2025"


@pytest.mark.parametrize(("turned", "boxes"), [(270, [(0, 60), (0, 20)]), (90, [(0, 20), (0, 60)])])
def test_turned_words_are_read_along_their_line(turned: int, boxes: list[tuple[float, float]]) -> None:
    found = [
        Word(text, Box(x, y, x + 10, y + 35), 10.0, turned=turned)
        for text, (x, y) in zip(("RAG", "rating"), boxes, strict=True)
    ]
    assert cell_text(found[::-1], CELL) == "RAG rating"


def test_turned_words_of_one_line_may_reach_to_different_heights() -> None:
    boxes = ((53.6, 70, 59.4, 90), (53.4, 40, 59.4, 65), (62.4, 70, 68.2, 90))
    found = [
        Word(text, Box(*box), 6.0, turned=270) for text, box in zip(("Safe", "homes", "first"), boxes, strict=True)
    ]
    assert cell_text(found, CELL) == "Safe homes first"


def bulleted(*lines: str, gap: float = 8.0) -> list[Word]:
    """Lines of a letter and a word that stands off it."""
    found = []
    for row, line in enumerate(lines):
        mark, text = line.split()
        top = 12.0 * row
        found.append(Word(mark, Box(4, top, 9, top + 10), 10.0))
        found.append(Word(text, Box(9 + gap, top, 9 + gap + 5 * len(text), top + 10), 10.0))
    return found


@pytest.mark.parametrize(
    ("lines", "gap", "expected"),
    [
        (["o plans", "o audits"], 8.0, "◦ plans\n◦ audits"),
        (["o Plans"], 8.0, "◦ Plans"),
        (["o cer"], 8.0, "o cer"),
        (["o plans", "o audits"], 2.7, "o plans\no audits"),
    ],
    ids=["a list", "before a capital", "one small letter", "as near as a word"],
)
def test_a_letter_set_off_is_a_hollow_bullet(lines: list[str], gap: float, expected: str) -> None:
    assert cell_text(bulleted(*lines, gap=gap), CELL) == expected


def test_a_day_below_capitals_is_no_number_with_letters() -> None:
    assert cell_text(words("SMT", "27.10.12", left=8.0), Box(0, 0, 50, 60)) == "SMT 27.10.12"
    assert cell_text(words("QA", "1.2"), Box(0, 0, 18, 60)) == "QA1.2"
