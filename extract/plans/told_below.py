"""Rows that say more in a row of their own below: "Progress: ..." over the whole width, after each action.

Trackers print the latest news of an action under it, over all columns or all but the number. Such a row heads no group:
what it says becomes a cell of the row above, in a column of its own, named by the label where one is printed. What
stands above actions, or below several of them, stays what `sections` takes it for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from extract.headers.vocabulary import heading
from extract.plans.block import Block
from extract.plans.draft import Draft
from extract.plans.grid import Piece, Strip, strip_box
from extract.plans.sections import is_wide, kind_of, names_counted_group, with_habits
from schemas.geometry import Place
from schemas.verbatim import Cell, Finding, Join

_LABELS = frozenset(
    ["progress", "comments", "evidence", "success_measure", "status", "rag", "resources", "completed_date", "risk",
     "owner", "deadline", "revised_deadline"]
)  # fmt: skip
_LONGEST_LABEL = 6
_FEWEST, _FEWEST_PAIRS = 2, 3
"""Labelled rows, and pairs of an action and a row without a label, from which such rows are told."""
_MOST = 0.5
_SENTENCE = 6
"""Words from which a text is no heading."""
_END = ":–—-"
_EVIDENCE = ("a row below each action tells more of it",)
_MESSAGE = "A row without a label below this one was read as a part of it, as one stands below each action."


@dataclass(frozen=True, slots=True)
class _Said:
    """What a row below another says: the field and the words of its label, none where it has none, and the rest."""

    field: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A strip that says something: the part it stands in and its place there; `wide` where it has one text only, over
    most columns; `said` where that is all a label and what follows, in one cell or in two."""

    part: int
    at: int
    strip: Strip
    wide: bool
    said: _Said | None

    @property
    def is_action(self) -> bool:
        return not self.wide and self.said is None

    @property
    def cell(self) -> Cell:
        """The last cell that says something."""
        return [piece.cell for piece in self.strip.pieces if piece.shows][-1]


def with_told_below(draft: Draft) -> Draft:
    """The draft with each such row as a cell of the row above it; the draft itself where there is none."""
    lines = [] if draft.opening.forms else list(_lines(draft))
    if all(line.is_action for line in lines):
        return draft
    said = _labelled(lines) or _alternating(lines)
    return _widened(draft, lines, said) if said else draft


def _lines(draft: Draft) -> Iterator[_Line]:
    shape = with_habits(draft.shape, [strip for part in draft.parts for strip in part.strips])
    for number, part in enumerate(draft.parts):
        for at, strip in enumerate(part.strips):
            kind = kind_of(strip, shape)
            if kind not in ("header", "empty"):
                shown = [piece for piece in strip.pieces if piece.shows]
                wide = kind in ("section", "note") and is_wide(shown[0], shape)
                yield _Line(number, at, strip, wide, _said([piece.cell.text for piece in shown]))


def _labelled(lines: Sequence[_Line]) -> Mapping[int, _Said]:
    """What labelled rows say, by their place among the lines: all of them stand right below an action or another
    labelled row, and most actions have one."""
    found = {place: line.said for place, line in enumerate(lines) if line.said}
    below = [place for place in found if place and (lines[place - 1].is_action or place - 1 in found)]
    actions = sum(line.is_action for line in lines)
    told = sum(lines[place - 1].is_action for place in below)
    if len(found) < _FEWEST or len(below) < len(found) or told < _MOST * actions:
        return {}
    rest = {
        place: replace(found[place - 1], text=line.cell.text)
        for place, line in enumerate(lines)
        if line.wide and place - 1 in found and place not in found and _runs_on(line, lines[place - 1])
    }
    return found | rest


def _runs_on(line: _Line, before: _Line) -> bool:
    """Whether a row at the top of a page goes on with the one at the foot of the page before."""
    return line.part != before.part and line.cell.text[:1].islower()


def _said(texts: Sequence[str]) -> _Said | None:
    """The one text of a strip cut behind the label it begins with, or a label in a cell of its own and the text beside
    it; null where there is no such label."""
    if len(texts) == 2 and (field := _field_of(texts[0])):
        return _Said(field, texts[0], texts[1])
    words = texts[0].split() if len(texts) == 1 else []
    for count in range(min(_LONGEST_LABEL, len(words) - 1), 0, -1):
        ends = words[count - 1][-1] in _END or words[count][0] in _END or words[count][:1].isupper()
        if ends and (field := _field_of(" ".join(words[:count]))):
            rest = texts[0][_end_of(texts[0], count) :]
            return _Said(field, " ".join(words[:count]), rest.lstrip(_END + " \n"))
    return None


def _field_of(label: str) -> str | None:
    """The field that all of a label names, of those that a row below may tell."""
    one = heading(label.rstrip(_END + " "))
    return one.alone if one.alone in _LABELS and one.candidates[0].whole else None


def _end_of(text: str, count: int) -> int:
    """Where so many words of a text end."""
    end = 0
    for word in text.split()[:count]:
        end = text.index(word, end) + len(word)
    return end


def _alternating(lines: Sequence[_Line]) -> Mapping[int, _Said]:
    """What rows without a label say: one of them, mostly a sentence, stands below each action, and the first line is
    an action."""
    below = lines[1::2]
    if len(lines) < 2 * _FEWEST_PAIRS or len(lines) % 2 or not all(line.is_action for line in lines[::2]):
        return {}
    if not all(line.wide and not names_counted_group(line.cell.text) for line in below):
        return {}
    if sum(len(line.cell.text.split()) >= _SENTENCE for line in below) <= _MOST * len(below) or _are_bold(below):
        return {}
    return {2 * at + 1: _Said("other", "", line.cell.text) for at, line in enumerate(below)}


def _are_bold(lines: Sequence[_Line]) -> bool:
    return all(piece.bold for line in lines for piece in line.strip.pieces if piece.shows)


def _widened(draft: Draft, lines: Sequence[_Line], said: Mapping[int, _Said]) -> Draft:
    """The draft with a column for each field told below, and without the rows that told it."""
    fields = tuple(dict.fromkeys(one.field for one in said.values()))
    headers = tuple(_header([one.label for one in said.values() if one.field == field]) for field in fields)
    rows = [[_with_columns(strip, len(fields)) for strip in part.strips] for part in draft.parts]
    above, gone = lines[0], set()
    for place, line in enumerate(lines):
        if place not in said:
            above = line
            continue
        column = len(draft.opening.fields) + fields.index(said[place].field)
        own = rows[above.part][above.at]
        rows[above.part][above.at] = _with_said(own, line, said[place], column, headers)
        gone.add((line.part, line.at))
    parts = [
        replace(part, strips=tuple(strip for at, strip in enumerate(own) if (number, at) not in gone))
        for number, (part, own) in enumerate(zip(draft.parts, rows, strict=True))
    ]
    return Draft(_opening(draft.opening, headers, fields), draft.report, parts)


def _opening(block: Block, headers: tuple[str, ...], fields: tuple[str, ...]) -> Block:
    """The block that opens the plan, with these columns right of its own."""
    end = block.spans[-1][1]
    return replace(
        block,
        spans=(*block.spans, *[(end, end)] * len(fields)),
        header=(*block.header, *headers),
        fields=(*block.fields, *fields),
        header_strips=tuple(_with_columns(strip, len(fields)) for strip in block.header_strips),
    )


def _with_columns(strip: Strip, count: int) -> Strip:
    return replace(strip, pieces=(*strip.pieces, *[Piece()] * count))


def _header(labels: Sequence[str]) -> str:
    """The words that all labels of a column begin with."""
    words = [label.rstrip(_END).split() for label in labels if label]
    same = takewhile(lambda each: len({*each}) == 1, zip(*words, strict=False))
    return " ".join(each[0] for each in same).rstrip(_END + " ")


def _with_said(strip: Strip, line: _Line, said: _Said, column: int, headers: Sequence[str]) -> Strip:
    """The strip of an action with what a row below it says; a label that is no more than the heading is left out."""
    piece = strip.pieces[column]
    header = headers[column - len(strip.pieces) + len(headers)]
    text = said.text if said.label.rstrip(_END + " ") == header else f"{said.label} {said.text}".strip()
    places = tuple(place for cell in (piece.cell, line.cell) for place in cell.places)
    cell = replace(line.cell, text="\n".join(filter(None, (piece.text, text))), places=places)
    pieces = (*strip.pieces[:column], Piece(cell), *strip.pieces[column + 1 :])
    below = replace(strip, pieces=pieces, page=line.strip.page, bottom=line.strip.bottom)
    if line.strip.page != strip.page:
        below = replace(below, joins=(*strip.joins, Join(strip.page, line.strip.page, _EVIDENCE)))
    if said.label:
        return below
    told = Finding("info", "row_told_below", _MESSAGE, Place(line.strip.page, strip_box(line.strip)))
    return replace(below, findings=(*strip.findings, told))
