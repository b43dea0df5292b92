"""A table that is laid out over pages keeps all its words, whatever cuts it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from samples.maker.flow import lay_out
from samples.maker.grid import Area, Cell, Laid, Line, Look

WORDS = st.lists(st.sampled_from(["review", "the", "plan", "by", "March", "and", "report", "it"]), max_size=60).map(
    " ".join
)
AREA = Area(left=50, width=400, top=300, later_top=50, bottom=420)


@st.composite
def tables(draw: st.DrawFn) -> list[Line]:
    lines = [Line((Cell("No"), Cell("Action"), Cell("Progress")), "header")]
    for place in range(draw(st.integers(1, 12))):
        cells = (Cell(f"{place + 1}."), Cell(draw(WORDS)), Cell(draw(WORDS)))
        merged = place > 0 and draw(st.booleans())
        lines.append(Line(cells, follows=frozenset({0}) if merged else frozenset()))
    return lines


def text_of(laid: Laid, line: int, column: int) -> str:
    pieces = [piece for piece in laid.pieces if (piece.line, piece.column) == (line, column) and not piece.repeated]
    return " ".join(text.text for piece in pieces for text in piece.texts)


@settings(max_examples=60, deadline=None)
@given(tables(), st.booleans(), st.booleans(), st.integers(1, 3))
def test_no_word_is_lost_or_doubled(lines: list[Line], cuttable: bool, repeat: bool, least: int) -> None:
    laid = lay_out(lines, (1, 5, 5), Look(cuttable=cuttable, repeat_header=repeat, least=least), AREA)
    for index, line in enumerate(lines):
        for column, cell in line.placed():
            if column not in line.follows:
                assert text_of(laid, index, column) == cell.text


@settings(max_examples=60, deadline=None)
@given(tables(), st.booleans())
def test_pieces_stay_on_the_page_and_hold_their_words(lines: list[Line], cuttable: bool) -> None:
    look = Look(cuttable=cuttable)
    laid = lay_out(lines, (1, 5, 5), look, AREA)
    for piece in laid.pieces:
        assert piece.y1 <= AREA.bottom + 0.1
        assert len(piece.texts) * look.pitch <= piece.y1 - piece.y0 + 0.1


def test_a_merged_number_goes_on_with_its_label_after_a_page_break() -> None:
    tall = Cell("word " * 120)
    lines = [Line((Cell("5."), tall)), Line((Cell(), tall), follows=frozenset({0}))]
    laid = lay_out(lines, (1, 4), Look(continued=" Cont", cuttable=False), AREA)
    numbers = [" ".join(text.text for text in piece.texts) for piece in laid.pieces if piece.column == 0]
    assert numbers == ["5.", "5. Cont"]
