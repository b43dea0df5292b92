"""Other engines' readings of doubtful tables, and their failures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from extract.page import Page, Word
from extract.tables import second_opinion
from extract.tables.second_opinion import Engine, agreement, consulted, engines
from extract.tables.second_opinion_camelot import Camelot
from extract.tables.second_opinion_pdfplumber import Pdfplumber
from extract.tables.table import Table, table_of
from schemas.errors import UnreadablePdf, UsageError
from schemas.geometry import Box
from schemas.verbatim import Method

BOX = Box(0, 0, 10, 10)
ROWS = [["Action", "Owner", "Deadline"], ["Recruit staff", "J Smith", "May 2025"]]


def table(rows: list[list[str]], method: Method = "alignment") -> Table:
    made = table_of(1, method, [[(text, BOX) for text in row] for row in rows], 0.55)
    assert made is not None
    return made


@dataclass
class Says:
    """An engine with a ready answer; none: it fails."""

    answer: list[Table] | None
    name: Method = "camelot"
    asked: int = 0

    def read(self, path: Path, page: Page) -> list[Table]:
        self.asked += 1
        if self.answer is None:
            raise UnreadablePdf("cannot be read")
        return self.answer


def page(*rows: list[str]) -> Page:
    words = [
        Word(text, Box(40 + 120 * column, 50 + 20 * row, 80 + 120 * column, 60 + 20 * row), 10.0)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    return Page(1, 595, 842, tuple(words))


def test_agreement_raises_the_confidence_of_a_doubtful_table() -> None:
    doubtful = table(ROWS)
    found = consulted("x.pdf", page(), [doubtful], [Says(None), Says([table(ROWS, "pdfplumber")])])
    assert [(one.method, one.confidence > doubtful.confidence) for one in found] == [("alignment", True)]


def test_other_readings_change_nothing() -> None:
    other = table([["Nothing", "in common"]], "camelot")
    doubtful = table(ROWS)
    assert consulted("x.pdf", page(), [doubtful], [Says([other])]) == [doubtful]


def test_certain_tables_are_not_asked_about() -> None:
    engine = Says([])
    certain = table(ROWS, "rules")
    assert consulted("x.pdf", page(), [certain], [engine]) == [certain]
    assert engine.asked == 0


def test_headings_of_a_plan_over_no_table_are_asked_about() -> None:
    engine = Says([table([["a", "b", "c"], ["d", "e", "f"]]), table(ROWS, "camelot")])
    found = consulted("x.pdf", page(["Action", "Owner", "Deadline"]), [], [engine])
    assert [one.method for one in found] == ["camelot"] and found[0].rows == ROWS


def test_a_page_of_prose_is_not_asked_about() -> None:
    engine = Says([table(ROWS)])
    assert consulted("x.pdf", page(["Members", "asked"]), [], [engine]) == []
    assert engine.asked == 0


def test_agreement_is_the_share_of_neighbours() -> None:
    assert agreement(table(ROWS), table(ROWS)) == 1.0
    assert agreement(table(ROWS), table([["Action", "Owner"], ["x", "y"]])) == pytest.approx(1 / 3)


@pytest.mark.parametrize("engine", [Camelot(), Pdfplumber()], ids=lambda engine: engine.name)
@pytest.mark.parametrize("content", [b"", b"%PDF-1.4\nnot a pdf", b"<html></html>"], ids=["empty", "broken", "html"])
def test_only_our_errors_leave_an_engine(engine: Engine, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(content)
    with pytest.raises(UnreadablePdf) as caught:
        engine.read(path, page())
    assert caught.value.__cause__ is not None


def test_engines_that_are_not_installed_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_opinion, "find_spec", lambda _: None)
    with pytest.raises(UsageError, match="opinions"):
        engines()
