"""The five sample papers, each put together by the producer that suits it.

What belongs here: which content goes through which producer, and nothing of how that producer draws.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from docx.document import Document as WordDocument
from docx.shared import Pt

from samples.maker import pack, scan, tidy, web, word
from samples.maker.content import Block, Content, PlanRow, load


def croydon(target: Path) -> None:
    """Word through LibreOffice, tagged: a report whose ruled table runs over pages under a repeated header."""
    content = load("croydon")
    document = word.new_document(margin=2.0)
    word.page_header(document, content.word("page_header"))
    word.footer(document, content.word("page_footer"))
    word.cover_table(document, dict(content.cover))
    word.blocks(document, content.body)
    word.plan_table(document, content, widths=(3.8, 2.5, 2.3, 6.8, 1.6))
    word.export(document, target)
    tidy.fix_identity(target, "Croydon sample")


def lancashire(target: Path) -> None:
    """Word through LibreOffice, tagged: prose, and recommendations as bullets under time headings."""
    content = load("lancashire")
    document = word.new_document()
    word.page_header(document, content.word("page_header"))
    word.footer(document, content.word("page_footer"))
    word.cover_table(document, dict(content.cover))
    word.blocks(document, content.body)
    word.blocks(document, _as_bullets(content.rows))
    word.blocks(document, content.after)
    word.export(document, target)
    tidy.fix_identity(target, "Lancashire sample")


def cheshire_east(target: Path) -> None:
    """HTML through Chromium: a spreadsheet's wide table on landscape A3, RAG in colour."""
    web.wide_plan(load("cheshire_east"), target)
    tidy.fix_identity(target, "Cheshire East sample")


def herefordshire(target: Path) -> None:
    """A typed report, printed and scanned: pictures only."""
    content = load("herefordshire")
    with tempfile.TemporaryDirectory() as folder:
        typed = Path(folder) / "typed.pdf"
        word.export(_typed_report(content), typed)
        scan.scan(typed, target, scan.Scanner(), seed=2009)


def thurrock(target: Path) -> dict[int, list[int]]:
    """ReportLab: an agenda pack of more than sixty pages with bookmarks, the plan in the middle.

    Gives the pages of each row, which are known as the table is drawn by hand.
    """
    return pack.agenda_pack(load("thurrock"), target)


def _typed_report(content: Content) -> WordDocument:
    document = word.new_document(size=10.0, margin=1.9)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    word.page_header(document, content.word("page_header"))
    word.footer(document, content.word("page_footer"))
    word.cover_table(document, dict(content.cover))
    word.blocks(document, content.body)
    return document


def _as_bullets(rows: tuple[PlanRow, ...]) -> list[Block]:
    """A heading a section, a heading a deadline, the recommendations as bullets below it."""
    found: list[Block] = []
    section = deadline = ""
    for row in rows:
        if row.section != section:
            section, deadline = row.section, ""
            found.append(Block("heading", (section,)))
        if row.text("deadline") != deadline:
            deadline = row.text("deadline")
            found.append(Block("paragraph", (deadline,)))
        found.append(Block("bullets", (row.text("recommendation"),)))
    return found
