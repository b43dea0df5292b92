"""Open a PDF with PDFium and hand out its pages as plain `extract.page.Page`s.

What belongs here: opening, the order of work for one page, closing, and turning PDFium's failures into ours. How words,
drawings and tags are read stands in `pdfium_text`, `pdfium_paths` and `pdfium_tags`. PDFium is not thread-safe: use one
process for each paper.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import pypdfium2

from extract.collector import collector_paused
from extract.page import Page, Tag
from extract.pdfium import calls
from extract.pdfium.alphabet import Alphabets, Glyph, nameless_glyphs
from extract.pdfium.annotations import flatten_typed
from extract.pdfium.calls import pointer
from extract.pdfium.glyphs import clean
from extract.pdfium.page import Wanted, read_page, read_space
from extract.pdfium.space import IDENTITY
from extract.pdfium.tags import read_tags
from extract.pdfium.text import TextReader
from schemas.errors import DamagedPdf, EmptyFile, EncryptedPdf, HtmlNotPdf, MissingFile, NotAPdf, UnreadablePdf

_HEAD = 1024  # bytes within which readers accept "%PDF-" (Adobe's rule; PDFium follows it)
_PASSWORD_ERROR = 4
_PAGES_KEPT_OPEN = 8


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline: `level` counts from 1, `page` from 1 (null when it points nowhere)."""

    level: int
    title: str
    page: int | None


class Document:
    """An open PDF. Use it in a `with` block.

    The few pages loaded last stay open, so that a page whose text was asked for is not loaded again for its model; the
    rest are closed, so that memory stays flat. `alphabets`, once learnt, are those of fonts that do not name their
    characters.
    """

    def __init__(self, path: Path, pdf: pypdfium2.PdfDocument) -> None:
        self.path = path
        self._pdf = pdf
        self._handle = calls.handle(pdf.raw)
        self._open: OrderedDict[int, tuple[int, int]] = OrderedDict()
        self.page_count: int = len(pdf)
        self.alphabets: Alphabets = {}
        self._tagged = bool(calls.is_tagged(self._handle))

    def __enter__(self) -> Document:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back; closing twice is allowed."""
        self._close_down_to(0)
        self._pdf.close()

    def page(self, number: int, *, tags: bool = True) -> Page:
        """The page model of one page, counted from 1. Raises UnreadablePdf when PDFium cannot load it."""
        page, text_page = self._loaded(number)
        with collector_paused():
            return read_page(page, text_page, number, Wanted(tags and self._tagged, self._tagged, self.alphabets))

    def nameless_glyphs(self, number: int) -> list[Glyph]:
        """The glyphs of a page in fonts that do not name them; boxes on the page as shown."""
        page, text_page = self._loaded(number)
        return nameless_glyphs(pointer(text_page), max(calls.count_chars(text_page), 0), read_space(page).matrix)

    def tags(self, number: int) -> tuple[Tag, ...]:
        """Only the structure of a page, for those who read the page without it; empty when the file is not tagged."""
        page, _ = self._loaded(number)
        return read_tags(page) if self._tagged else ()

    def text(self, number: int) -> str:
        """Only the text of a page, as PDFium orders it: cheap, for triage."""
        _, text_page = self._loaded(number)
        return clean(TextReader(text_page, IDENTITY).text())

    def outline(self) -> tuple[Bookmark, ...]:
        """The bookmarks in reading order; empty when the file has none."""
        found = []
        for mark in self._pdf.get_toc():
            target = mark.get_dest()
            index = target.get_index() if target else None
            found.append(Bookmark(mark.level + 1, mark.get_title().strip(), None if index is None else index + 1))
        return tuple(found)

    def attached(self) -> tuple[str, ...]:
        """The names of the files attached to the paper: all that a portfolio holds, whose own page says nothing."""
        return tuple(str(self._pdf.get_attachment(at).get_name()) for at in range(self._pdf.count_attachments()))

    def metadata(self) -> dict[str, str]:
        """The information dictionary (Title, Author, Producer, ...), empty entries left out."""
        entries: dict[str, str] = self._pdf.get_metadata_dict(skip_empty=True)
        return entries

    def _loaded(self, number: int) -> tuple[int, int]:
        """Handles of a page and of its text, as long as it is among the last few asked for."""
        if number in self._open:
            self._open.move_to_end(number)
            return self._open[number]
        if not 1 <= number <= self.page_count:
            raise UnreadablePdf(f"{self.path.name} has no page {number}", page=number, pages=self.page_count)
        page = self._load(number)
        if flatten_typed(page):
            calls.close_page(page)
            page = self._load(number)
        text_page = calls.load_text(page)
        if not text_page:
            calls.close_page(page)
            raise UnreadablePdf(f"The text of page {number} of {self.path.name} cannot be read", page=number)
        self._close_down_to(_PAGES_KEPT_OPEN - 1)
        self._open[number] = page, text_page
        return page, text_page

    def _load(self, number: int) -> int:
        page = calls.load_page(self._handle, number - 1)
        if not page:
            raise UnreadablePdf(f"Page {number} of {self.path.name} cannot be loaded", page=number)
        return page

    def _close_down_to(self, kept: int) -> None:
        while len(self._open) > kept:
            _, (page, text_page) = self._open.popitem(last=False)
            calls.close_text(text_page)
            calls.close_page(page)


def open_document(path: str | os.PathLike[str], password: str | None = None) -> Document:
    """Open a PDF.

    Raises MissingFile, EmptyFile, HtmlNotPdf, NotAPdf, EncryptedPdf (a user password is needed or wrong) or DamagedPdf.
    """
    path = Path(path)
    _check_head(path)
    try:
        pdf = pypdfium2.PdfDocument(path, password=password)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR and _is_locked(path):
            raise EncryptedPdf(f"{path.name} needs a password", file=path.name) from error
        raise DamagedPdf(f"{path.name} cannot be read as a PDF", file=path.name) from error
    if len(pdf) == 0:
        pdf.close()
        raise DamagedPdf(f"{path.name} has no pages that can be found", file=path.name)
    return Document(path, pdf)


def _is_locked(path: Path) -> bool:
    """Whether the file names an encryption: PDFium's last error may be that of a paper opened before this one."""
    return b"/Encrypt" in path.read_bytes()


def _check_head(path: Path) -> None:
    """Say what a file is that is no PDF, before PDFium says only that it failed."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MissingFile(f"{path} does not exist", file=path.name) from error
    except OSError as error:
        raise MissingFile(f"{path} cannot be opened ({error.strerror})", file=path.name) from error
    if not head:
        raise EmptyFile(f"{path.name} is empty", file=path.name)
    if b"%PDF-" in head:
        return
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<?xml")) or b"<html" in start:
        raise HtmlNotPdf(f"{path.name} is a web page", file=path.name)
    raise NotAPdf(f"{path.name} is not a PDF", file=path.name)
