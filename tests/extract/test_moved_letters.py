"""Words whose letters a typesetter moved, as Ghostscript writes them down."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from extract.wordlist import is_written_as_one
from tests.extract.drawn import drawn


def test_a_space_that_takes_no_room_parts_no_word(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(20, 200)
        text._code.append("[(the ser ) 253 (vice and under ) 253 (taken by the ) 10 (team)] TJ")
        canvas.drawText(text)

    said = [word.text for word in drawn(tmp_path, draw).words]
    assert said == ["the", "service", "and", "undertaken", "by", "the", "team"]


def test_a_space_that_is_only_left_parts_words_of_moved_letters(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(20, 200)
        text._code.append("[(the ser ) 253 (vice and)] TJ")
        x = 20 + canvas.stringWidth("the service and ")
        for piece, apart in (("the ne", 0), ("ws", 2.78), ("tructure", 0)):
            text._code.append(f"1 0 0 1 {x} 200 Tm {apart} Tc ({piece}) Tj")
            x += canvas.stringWidth(piece) + apart
        canvas.drawText(text)

    assert [word.text for word in drawn(tmp_path, draw).words] == ["the", "service", "and", "the", "new", "structure"]


@pytest.mark.parametrize(
    ("head", "tail", "one"),
    [
        ("ser", "vice", True),
        ("under", "taken", True),
        ("for", "the", False),
        ("2018", "19", False),
        ("wor", "k,", True),
    ],
)
def test_letters_that_stand_together_are_one_word_or_two(head: str, tail: str, one: bool) -> None:
    assert is_written_as_one(head, tail) is one
