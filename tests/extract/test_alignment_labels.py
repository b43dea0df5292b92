"""Rows of cards whose labels stand down the left."""

from __future__ import annotations

from extract.page import Word
from extract.tables.alignment_labels import label_levels
from extract.tables.text_lines import TextLine, placed, text_lines
from schemas.geometry import Box

XS = (20.0, 140.0, 400.0)
CARD = [
    (50.0, "Action", "Recruit six social workers and"),
    (65.75, "", "review their pay"),
    (84.0, "Person responsible", "Head of Care"),
    (102.0, "Progress update as", "The campaign began in May"),
    (117.75, "at 20 August", "and has reached 400 people"),
    (136.0, "RAG", "Green"),
]


Printed = list[tuple[float, str, str]]
"""How far down, a label and what stands beside it."""


def lines(card: Printed = CARD, *, bold: bool = True, down: float = 0.0) -> list[TextLine]:
    words = []
    for y, label, text in card:
        for x, part, is_label in ((24.0, label, True), (144.0, text, False)):
            for word in part.split():
                words.append(
                    Word(word, Box(x, y + down, x + 5.0 * len(word), y + down + 12.0), 10.0, bold and is_label)
                )
                x += 5.0 * len(word) + 2.5
    return text_lines(placed(words))


def test_a_label_begins_a_row_and_its_second_line_does_not() -> None:
    levels = label_levels(lines(), XS, (45.0, 155.0))
    assert levels is not None
    assert [round(y) for y in levels] == [45, 81, 99, 133, 155]


def test_cards_below_each_other_are_judged_by_the_same_step() -> None:
    two = [*lines(), *lines(down=120.0)]
    levels = label_levels(two, XS, (45.0, 155.0, 165.0, 275.0))
    assert levels is not None
    assert len(levels) == 10


def test_plain_text_down_the_left_tells_no_rows() -> None:
    assert label_levels(lines(bold=False), XS, (45.0, 155.0)) is None
    assert label_levels(lines(), (*XS, 500.0), (45.0, 155.0)) is None


def test_labels_as_close_as_lines_begin_rows_where_the_text_above_had_room() -> None:
    card = [
        (50.0, "Title", "Report of the member state"),
        (62.0, "Date", "15 May 2013"),
        (74.0, "Type", "-"),
        (92.0, "Source", "The department for what it is and"),
        (104.0, "", "all of its affairs"),
        (116.0, "Rights of", "You may use and reuse what it says"),
        (128.0, "use", "free of charge"),
    ]
    levels = label_levels(lines(card), XS, (45.0, 145.0))
    assert levels is not None
    assert [round(y) for y in levels] == [45, 62, 74, 89, 116, 145]
