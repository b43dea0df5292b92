"""Lays a table out over pages: heights, page breaks, cut rows, cells merged downwards.

What belongs here: where each piece of each cell lands. The words come in as `grid` records and the ink is `draw`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from samples.maker.grid import Area, Cell, Laid, Line, LineKind, Look, Piece, TextLine
from samples.maker.wrap import font_of, wrap

_TURNED_LIMIT = 75.0  # points: a turned heading longer than this is wrapped


@dataclass(slots=True)
class _Open:
    """A cell that is still being placed: what is left of it, and where its part on this page began."""

    line: int
    column: int
    cell: Cell
    kind: LineKind
    left: list[TextLine]
    top: float
    fill: str
    cut: bool = False
    begun: bool = False


class Flow:
    """Lays out one table; made for one use."""

    def __init__(
        self, lines: Sequence[Line], widths: Sequence[float], look: Look, area: Area, *, page: int = 0
    ) -> None:
        self.lines, self.look, self.area = lines, look, area
        total = sum(widths)
        self.edges = [area.left]
        for width in widths:
            self.edges.append(self.edges[-1] + width / total * area.width)
        self.laid = Laid(page=page, y=area.top)
        self.merged: dict[int, _Open] = {}
        self.header = [line for line in lines if line.kind == "header"]
        self.in_header = False

    def run(self) -> Laid:
        """The table laid out."""
        band = 0
        for index, line in enumerate(self.lines):
            band += line.kind == "row"
            striped = (self.look.base if band % 2 else self.look.band) if line.kind == "row" else ""
            self._place(index, line, striped)
        return self.laid

    # One line

    def _place(self, index: int, line: Line, striped: str) -> None:
        own = self._opened(index, line, striped)
        ending = [entry for column, entry in self.merged.items() if not self._goes_on(index, column)]
        height = self._height(own, ending)
        if self.laid.y + height > self.area.bottom + 0.01 and not self.in_header:
            own = self._break(own, line, height)
            ending = [entry for column, entry in self.merged.items() if not self._goes_on(index, column)]
            height = self._height(own, ending)
        bottom = self.laid.y + height
        for entry in own:
            self._put(entry, bottom, entry.left)
        for entry in ending:
            self._put(entry, bottom, entry.left)
            del self.merged[entry.column]
        self.laid.y = bottom

    def _opened(self, index: int, line: Line, striped: str) -> list[_Open]:
        """The line's cells, wrapped; those that go on below join the merged ones and are not returned."""
        own = []
        for column, cell in line.placed():
            if column in line.follows:
                continue
            entry = self._open(index, line, column, cell, striped)
            if self._goes_on(index, column):
                self.merged[column] = entry
            else:
                own.append(entry)
        return own

    def _open(self, index: int, line: Line, column: int, cell: Cell, striped: str) -> _Open:
        header = line.kind == "header"
        width = self.edges[column + cell.span] - self.edges[column] - 2 * self.look.padding
        room = _TURNED_LIMIT if cell.turned else width
        texts = wrap(cell.text, room, font_of(cell, self.look, header=header), self.look.size, self.look.bullet)
        fill = cell.fill or {"header": self.look.header_fill, "section": self.look.section_fill}.get(line.kind, striped)
        return _Open(index, column, cell, line.kind, texts if cell.text else [], self.laid.y, fill)

    def _goes_on(self, index: int, column: int) -> bool:
        return index + 1 < len(self.lines) and column in self.lines[index + 1].follows

    def _height(self, own: Sequence[_Open], ending: Sequence[_Open]) -> float:
        """The line's height, so that its own cells fit, and what is left of merged cells that end with it."""
        least = self.look.pitch + 2 * self.look.padding
        heights = [self._needs(entry) for entry in own]
        heights += [self._needs(entry) - (self.laid.y - entry.top) for entry in ending]
        return max([least, *heights])

    def _needs(self, entry: _Open) -> float:
        if entry.cell.turned:
            return _TURNED_LIMIT + 2 * self.look.padding
        return len(entry.left) * self.look.pitch + 2 * self.look.padding

    # Page breaks

    def _break(self, own: list[_Open], line: Line, height: float) -> list[_Open]:
        """Go to the next page, with the line cut where it may be; gives what is left of the line's cells."""
        room = self.area.bottom - self.laid.y - 2 * self.look.padding
        fit = int(room / self.look.pitch + 0.001)
        too_tall = height > self.area.bottom - self.area.later_top - 60
        longest = max((len(entry.left) for entry in own), default=0)
        cuttable = (self.look.cuttable and line.kind == "row") or too_tall
        if cuttable and fit >= self.look.least and longest - fit >= self.look.least:
            own = self._cut(own, fit)
        else:
            self._close_merged(self.laid.y)
            self._next_page()
            for entry in own:
                entry.top = self.laid.y
        if self._height(own, []) > self.area.bottom - self.laid.y:
            return self._break(own, line, self._height(own, []))
        return own

    def _cut(self, own: list[_Open], fit: int) -> list[_Open]:
        for entry in own:
            shown, entry.left = entry.left[:fit], entry.left[fit:]
            self._put(entry, self.area.bottom, shown, cut_below=True)
            entry.cut = True
        self._close_merged(self.area.bottom, cut=True)
        self._next_page()
        for entry in own:
            entry.top = self.laid.y
        return own

    def _close_merged(self, bottom: float, *, cut: bool = False) -> None:
        """Put the parts of merged cells that stand on this page."""
        for entry in self.merged.values():
            if bottom - entry.top < 1.0:
                continue
            fit = int((bottom - entry.top - 2 * self.look.padding) / self.look.pitch + 0.001)
            shown, entry.left = entry.left[:fit], entry.left[fit:]
            self._put(entry, bottom, shown, cut_below=cut)
            entry.begun = True
            entry.cut = cut

    def _next_page(self) -> None:
        self.laid.page += 1
        self.laid.y = self.area.later_top
        if self.look.repeat_header and self.header:
            self._repeat_header()
        for entry in self.merged.values():
            entry.top = self.laid.y
            if entry.begun and not entry.left and self.look.continued and entry.column == 0 and entry.cell.text:
                entry.left = self._wrapped(f"{entry.cell.text}{self.look.continued}", entry)

    def _wrapped(self, text: str, entry: _Open) -> list[TextLine]:
        width = self.edges[entry.column + entry.cell.span] - self.edges[entry.column] - 2 * self.look.padding
        return wrap(text, width, font_of(entry.cell, self.look), self.look.size)

    def _repeat_header(self) -> None:
        area = replace(self.area, top=self.laid.y, later_top=self.laid.y, left=self.edges[0])
        widths = [right - left for left, right in zip(self.edges, self.edges[1:], strict=False)]
        flow = Flow(self.header, widths, self.look, area, page=self.laid.page)
        flow.in_header = True
        again = flow.run()
        self.laid.pieces += [replace(piece, repeated=True) for piece in again.pieces]
        self.laid.y = again.y

    def _put(self, entry: _Open, bottom: float, shown: Sequence[TextLine], *, cut_below: bool = False) -> None:
        self.laid.pieces.append(
            Piece(
                page=self.laid.page,
                line=entry.line,
                column=entry.column,
                cell=entry.cell,
                kind=entry.kind,
                x0=self.edges[entry.column],
                y0=entry.top,
                x1=self.edges[entry.column + entry.cell.span],
                y1=bottom,
                texts=tuple(shown),
                fill=entry.fill,
                cut_above=entry.cut,
                cut_below=cut_below,
            )
        )


def lay_out(lines: Sequence[Line], widths: Sequence[float], look: Look, area: Area, *, page: int = 0) -> Laid:
    """A table over as many pages as it needs; `widths` are shares, `page` the number of the first page (from 0)."""
    return Flow(lines, widths, look, area, page=page).run()
