"""Writes a paper page by page with ReportLab: prose, tables, footers, bookmarks.

What belongs here: the running page (cursor, page numbers, outline). A table's inside is `flow` and `draw`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

from samples.maker.content import Block
from samples.maker.draw import draw_pieces
from samples.maker.flow import lay_out
from samples.maker.grid import Area, Laid, Line, Look
from samples.maker.wrap import wrap

FONTS = Path("/usr/share/fonts/truetype")
Family = tuple[str, str, str]
HELVETICA: Family = ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique")
TIMES: Family = ("Times-Roman", "Times-Bold", "Times-Italic")

# The files of a font: regular, bold, italic.
FILES: dict[str, Family] = {
    "Liberation Sans": (
        "liberation/LiberationSans-Regular",
        "liberation/LiberationSans-Bold",
        "liberation/LiberationSans-Italic",
    ),
    "Liberation Serif": (
        "liberation/LiberationSerif-Regular",
        "liberation/LiberationSerif-Bold",
        "liberation/LiberationSerif-Italic",
    ),
    "Liberation Sans Narrow": (
        "liberation/LiberationSansNarrow-Regular",
        "liberation/LiberationSansNarrow-Bold",
        "liberation/LiberationSansNarrow-Italic",
    ),
    "Carlito": ("crosextra/Carlito-Regular", "crosextra/Carlito-Bold", "crosextra/Carlito-Italic"),
    "DejaVu Sans": ("dejavu/DejaVuSans", "dejavu/DejaVuSans-Bold", "dejavu/DejaVuSans"),
}


def installed(name: str) -> Family:
    """ReportLab's names for a font that is to be embedded; Helvetica where its files are not on this machine."""
    try:
        for file in FILES[name]:
            pdfmetrics.registerFont(TTFont(file, str(FONTS / f"{file}.ttf")))
    except TTFError:
        return HELVETICA
    return FILES[name]


@dataclass(frozen=True, slots=True)
class PageStyle:
    """How pages look. Lengths in points; `footer` is printed before the page number, `header` at the top."""

    family: Family = HELVETICA
    size: float = 10.5
    margin: float = 56.0
    footer: str = ""
    header: str = ""
    numbered: bool = True


class PaperWriter:
    """A paper that is being written; `close` finishes the file."""

    def __init__(self, target: Path, style: PageStyle, *, title: str = "", wide: bool = False) -> None:
        self.canvas = Canvas(str(target), invariant=True)
        self.canvas.setTitle(title)
        self.style = style
        self.page = 0
        self.y = 0.0
        self.wide = wide
        self._start()

    @property
    def size(self) -> tuple[float, float]:
        width, height = (float(side) for side in A4)
        return (height, width) if self.wide else (width, height)

    @property
    def width(self) -> float:
        return self.size[0] - 2 * self.style.margin

    @property
    def bottom(self) -> float:
        return self.size[1] - self.style.margin

    def new_page(self, *, wide: bool | None = None) -> None:
        """End the page and begin another, turned if asked."""
        self._end()
        self.wide = self.wide if wide is None else wide
        self._start()

    def bookmark(self, title: str, level: int = 0) -> None:
        """An entry of the outline for the page as it stands."""
        key = f"p{self.page}-{level}-{len(title)}"
        self.canvas.bookmarkPage(key)
        self.canvas.addOutlineEntry(title, key, level=level)

    def heading(self, text: str, *, size: float | None = None, centred: bool = False) -> None:
        size = size or self.style.size + 1.5
        self._room(size * 3.5)
        self.y += size * 0.5
        self._lines(text, self.style.family[1], size, centred=centred)
        self.y += size * 0.35

    def paragraph(self, text: str, *, indent: float = 0.0, lead: str = "", bold: bool = False) -> None:
        """A paragraph; `lead` is a number or bullet that hangs at the left of it."""
        font = self.style.family[1 if bold else 0]
        self._lines(text, font, self.style.size, indent=indent, lead=lead)
        self.y += self.style.size * 0.55

    def blocks(self, body: Sequence[Block]) -> None:
        """Prose of a content file in order."""
        for block in body:
            if block.kind == "heading":
                self.heading(block.lines[0])
            elif block.kind == "numbered":
                self.paragraph(block.lines[0], indent=34, lead=block.number)
            elif block.kind == "bullets":
                for line in block.lines:
                    self.paragraph(line, indent=34, lead="•")
            else:
                self.paragraph(block.lines[0])

    def table(self, lines: Sequence[Line], widths: Sequence[float], look: Look) -> Laid:
        """A table from the cursor on; gives where its pieces landed (pages count from 1)."""
        if self.y > self.bottom - 90:
            self.new_page()
        area = Area(self.style.margin, self.width, self.y, self._top(), self.bottom)
        laid = lay_out(lines, widths, look, area, page=self.page)
        for page in range(self.page, laid.page + 1):
            if page > self.page:
                self.new_page()
            draw_pieces(self.canvas, [piece for piece in laid.pieces if piece.page == page], look, self.size[1])
        self.y = laid.y + self.style.size
        return laid

    def space(self, points: float) -> None:
        self.y += points

    def close(self) -> None:
        self._end()
        self.canvas.save()

    def _start(self) -> None:
        self.page += 1
        self.canvas.setPageSize(self.size)
        self.begun()
        self.y = self._top()

    def begun(self) -> None:
        """Called on each new page before anything is drawn; for those who do something to the page itself."""

    def _top(self) -> float:
        return self.style.margin + (14.0 if self.style.header else 0.0)

    def _end(self) -> None:
        width, _ = self.size
        self.canvas.setFillColorRGB(0, 0, 0)
        self.canvas.setFont(self.style.family[0], 8)
        if self.style.header:
            self.canvas.drawString(self.style.margin, self.size[1] - self.style.margin + 8, self.style.header)
        words = f"{self.style.footer}   Page {self.page}" if self.style.numbered else self.style.footer
        self.canvas.drawCentredString(width / 2, self.style.margin * 0.5, words.strip())
        self.canvas.showPage()

    def _room(self, points: float) -> None:
        if self.y + points > self.bottom:
            self.new_page()

    def _lines(
        self, text: str, font: str, size: float, *, indent: float = 0.0, lead: str = "", centred: bool = False
    ) -> None:
        for position, line in enumerate(wrap(text, self.width - indent, font, size)):
            self._room(size * 1.25)
            self.y += size * 1.25
            base = self.size[1] - self.y + size * 0.3
            self.canvas.setFillColorRGB(0, 0, 0)
            self.canvas.setFont(font, size)
            if lead and position == 0:
                self.canvas.drawString(self.style.margin, base, lead)
            if centred:
                self.canvas.drawCentredString(self.size[0] / 2, base, line.text)
            else:
                self.canvas.drawString(self.style.margin + indent, base, line.text)
