"""Labels of report fronts and the values beside or below them: "REPORT TO:<tab>...", "Date:", ruled key-value tables.

Which labels there are, and for which field, is data (`schemas/vocabulary/cover.toml`). Titles and dates that stand
on a front without a label are read in `extract.cover.front`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from extract.page import Word
from extract.prose.blocks import run_on
from extract.prose.lines import Line
from extract.prose.rows import Piece, joined_text
from extract.prose.vocabulary import folded, vocabulary
from extract.tables.table import Table, TableCell
from schemas.geometry import Box, Place, around

LONGEST_LABEL = 6
MOST_LINES = 4
UNDER = 40.0
# Labels too common as words to count without a colon or a column of their own.
_SHORT_WORDS = frozenset({"to", "for", "on", "by", "from", "re", "la"})
# Without one of these, and without a gap, a line holds no label.
_MAY_LABEL = re.compile(r":|\s[-–]\s")
_NEW_LABEL = re.compile(r"[A-Z][\w/()’'-]*(?: [\w/()’'-]+){0,3}:(?:\s|$)")
_ITEM = re.compile(r"(?:agenda|item)\b", re.IGNORECASE)
_CLOSED = re.compile(r"^(.*?)\s*[:\uf03a]\s*(.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Pair:
    """A label's field, its rank among the labels of that field (0 best), and its value as printed."""

    field: str
    rank: int
    text: str
    place: Place
    label: str


@dataclass(frozen=True, slots=True)
class _Label:
    field: str
    rank: int
    text: str
    first: int
    end: int


@cache
def labels() -> Mapping[str, tuple[str, int]]:
    """Each known label, folded: its field ("other" for labels of no field) and its rank."""
    known: dict[str, tuple[str, int]] = {}
    for field, phrases in vocabulary("cover")["labels"].items():
        for rank, phrase in enumerate(phrases):
            known.setdefault(folded(phrase), (field, rank))
    return known


def pairs_and_rest(lines: Sequence[Line]) -> tuple[list[Pair], list[Line]]:
    """Labels with their values on the same line and, below it, in the value's own column; and the lines without their
    labels and values, taken apart at wide gaps ("Borchester Council      Agenda item 7")."""
    told = [_told(line) for line in lines]
    stacked, reach = _stacked(lines), _reach(lines)
    pairs = [pair for _, pair in stacked]
    taken = {number for at, _ in stacked for number in (at, at + 1)}
    for number, (words, found) in enumerate(told):
        for label, after in zip(found, [*found[1:], None], strict=False):
            value = words[label.end : after.first if after else len(words)]
            if label.field != "other" and (pair := _with_value(label, value, lines, number, reach)):
                pairs.append(pair)
        if len(found) == 1 and found[0].field == "other" and found[0].end < len(words):  # "Present: ..."
            xs = words[found[0].end].box.x0, words[found[0].first].box.x0
            taken.update(at for at, _ in enumerate(_lines_below(lines, number, reach, *xs), number + 1))
    rest = [at for at in range(len(lines)) if at not in taken]
    return pairs, [part for at in rest for part in _before_labels(lines[at], told[at][1])]


def pairs_of_table(table: Table) -> Iterator[Pair]:
    """Pairs of a table that reads as a cover block: a label and its value in one cell, side by side, or below."""
    found = list(_pairs_of_cells(table))
    fields = {pair.field for pair in found}
    if len(fields) >= 2 or (len(fields) == 1 and table.column_count == 2 and table.row_count <= 3):
        yield from (pair for pair in found if pair.field != "other" and pair.text)


def _before_labels(line: Line, found: Sequence[_Label]) -> Iterator[Line]:
    """The pieces of the line up to its first label, each as a line, and what stands apart from a number's value."""
    if not found and len(line.pieces) == 1:
        yield line
        return
    left = len(line.words) if not found else found[0].first
    for piece in line.pieces:
        words = piece.words[: max(0, left)]
        left -= len(piece.words)
        if words:
            yield _only(line, Piece(words, around(word.box for word in words), joined_text(words)))
    if len(found) == 1 and found[0].field == "agenda_item" and (apart := _beyond(line, found[0])):
        yield from (_only(line, piece) for piece in apart)


def _only(line: Line, piece: Piece) -> Line:
    return replace(line, pieces=(piece,), words=piece.words, box=piece.box, text=piece.text)


def _beyond(line: Line, label: _Label) -> tuple[Piece, ...]:
    """The pieces of a line behind the one in which the label's number stands ("Report No: 17/23      Cabinet")."""
    ends, count = [], 0
    for piece in line.pieces:
        count += len(piece.words)
        ends.append(count)
    held = next((at for at, end in enumerate(ends) if end > label.end), None)
    return () if held is None else line.pieces[held + 1 :]


def _apart(line: Line, label: _Label) -> tuple[Piece, ...]:
    """The pieces behind a value that are none of it: what follows a number, and what is a label itself."""
    beyond = _beyond(line, label)
    if label.field == "agenda_item":
        return beyond
    new = next((at for at, piece in enumerate(beyond) if _NEW_LABEL.match(piece.text)), len(beyond))
    return beyond[new:]


def _stacked(lines: Sequence[Line]) -> list[tuple[int, Pair]]:
    """Labels that stand alone above their values, with their lines' numbers; none unless there are several of them."""
    found: list[tuple[int, Pair]] = []
    for number, (line, below) in enumerate(pairwise(lines)):
        known = labels().get(folded(line.text)) if len(line.pieces) == 1 else None
        under = below.page == line.page and abs(below.box.x0 - line.box.x0) < UNDER and 0 < _step(line, below) < 2.6
        alone = known is not None and line.text[:1].isupper() and folded(line.text) not in _SHORT_WORDS
        if known and alone and under and not is_label_line(below) and folded(below.text) not in labels():
            place = Place(below.page, below.box)
            found.append((number, Pair(known[0], known[1], below.text.strip(" -–"), place, line.text)))
    fields = {pair.field for _, pair in found if pair.field != "other"}
    return [one for one in found if one[1].field != "other"] if len(fields) > 1 else []


def is_label_line(line: Line) -> bool:
    """Whether the line starts with a known label."""
    return any(label.first == 0 for label in _told(line)[1])


def _told(line: Line) -> tuple[Sequence[Word], Sequence[_Label]]:
    """The words of a line and its labels; none where it has neither a mark nor a gap behind which a value could stand,
    as most lines."""
    if len(line.pieces) == 1 and not _MAY_LABEL.search(line.text):
        return line.words, ()
    words = _split_words(line)
    return words, list(_labels_on(line, words))


def _split_words(line: Line) -> tuple[Word, ...]:
    """The line's words, "DATE:9" taken as two (a time or a web address stays one)."""
    if ":" not in line.text:
        return line.words
    words: list[Word] = []
    for word in line.words:
        head, colon, tail = word.text.partition(":")
        if colon and head.isalpha() and tail and not tail.startswith("//"):
            words += [_renamed(word, head + colon), _renamed(word, tail)]
        else:
            words.append(word)
    return tuple(words)


def _renamed(word: Word, text: str) -> Word:
    return Word(text, word.box, word.size, word.bold, word.colour, word.turned, word.mcid, word.confidence)


def _labels_on(line: Line, words: Sequence[Word]) -> Iterator[_Label]:
    starts = {piece.words[0].box for piece in line.pieces}
    position, after_label, field = 0, False, ""
    while position < len(words):
        starts_piece = words[position].box in starts
        label = _label_at(line, words, position, starts_piece) if starts_piece or after_label else None
        if label is None or (label.field == field == "title" and not starts_piece):  # "Audit Report: action plan"
            position += 1
        else:
            yield label
            position, after_label, field = label.end, True, label.field


def _label_at(line: Line, words: Sequence[Word], first: int, starts_piece: bool) -> _Label | None:
    if not words[first].text[:1].isupper():
        return None
    for length in range(min(LONGEST_LABEL, _left_in_piece(line, words, first)), 0, -1):
        end = first + length
        text = " ".join(word.text for word in words[first:end])
        known = labels().get(folded(text))
        if known is None:
            continue
        colon = text.rstrip().endswith((":", ":-")) or (end < len(words) and words[end].text in {":", ":-", "-", "–"})
        if colon and end < len(words) and words[end].text in {":", ":-", "-", "–"}:
            end += 1
        if not colon and end < len(words) and _ITEM.match(words[end].text):  # "COUNCIL        AGENDA ITEM 12"
            return None
        apart = first == 0 and end < len(words) and _gap_at(line, words, end) and folded(text) not in _SHORT_WORDS
        apart = apart or (first == 0 and len(line.pieces) == 2 and _gap_at(line, words, end))
        if (colon and (starts_piece or first == 0 or text.endswith(":"))) or apart:
            return _Label(known[0], known[1], text, first, end)
    return None


def _left_in_piece(line: Line, words: Sequence[Word], first: int) -> int:
    """How many words there are from `first` to the end of its piece: no label runs over a wide gap."""
    starts = {id(piece.words[0].box) for piece in line.pieces}
    end = next((at for at in range(first + 1, len(words)) if id(words[at].box) in starts), len(words))
    return end - first


def _gap_at(line: Line, words: Sequence[Word], end: int) -> bool:
    return end < len(words) and any(piece.words[0].box == words[end].box for piece in line.pieces[1:])


def _reach(lines: Sequence[Line]) -> float:
    """The longest step within a value, in font sizes: the usual step of the page and somewhat more."""
    steps = sorted(
        step
        for before, line in pairwise(lines)
        if before.page == line.page and 0.8 < (step := _step(before, line)) < 2.6
    )
    return max(1.5, 1.2 * steps[len(steps) // 4]) if steps else 1.5


def _step(before: Line, line: Line) -> float:
    box, above = line.box, before.box
    return ((box.y0 + box.y1) / 2 - (above.y0 + above.y1) / 2) / (line.size or 1.0)


def _with_value(label: _Label, value: Sequence[Word], lines: Sequence[Line], number: int, reach: float) -> Pair | None:
    line = lines[number]
    if apart := _apart(line, label):
        value = [word for word in value if all(word.box.x0 < piece.box.x0 for piece in apart)]
    label_x = line.words[min(label.first, len(line.words) - 1)].box.x0
    texts, boxes = [], []
    if value:
        texts.append(joined_text(value))
        boxes.append(around(word.box for word in value))
    for below in _lines_below(lines, number, reach, boxes[0].x0 if boxes else None, label_x):
        texts.append(below.text)
        boxes.append(below.box)
    if not texts:
        return None
    return Pair(label.field, label.rank, run_on(texts).strip(" -–"), Place(line.page, around(boxes)), label.text)


def _lines_below(
    lines: Sequence[Line], number: int, reach: float, value_x: float | None, label_x: float
) -> Iterator[Line]:
    """The lines that the value runs on to: set under it and not under the label, without a gap."""
    before = lines[number]
    for below in lines[number + 1 : number + 1 + MOST_LINES]:
        elsewhere = below.page != before.page or below.column != before.column
        if elsewhere or not 0 < _step(before, below) < reach or is_label_line(below):
            return
        if value_x is None:
            yield from _under(below, label_x)
            return
        if value_x - label_x < 12 or abs(below.box.x0 - value_x) > 6:
            return
        yield below
        before = below


def _under(line: Line, label_x: float) -> Iterator[Line]:
    """The line below a label that stands alone; of a line in pieces, the one under the label."""
    beneath = [piece for piece in line.pieces if abs(piece.box.x0 - label_x) < UNDER]
    if len(line.pieces) > 1 and beneath:
        yield replace(line, pieces=(beneath[0],), words=beneath[0].words, box=beneath[0].box, text=beneath[0].text)
    elif abs(line.box.x0 - label_x) < 150:
        yield line


def _pairs_of_cells(table: Table) -> Iterator[Pair]:
    at = {(cell.row, cell.column): cell for cell in table.cells}
    for cell in table.cells:
        text = cell.text.strip()
        if not text or len(text) > 600:
            continue
        if label := labels().get(folded(text)):
            value = _value_cell(table, at, cell)
            if value is not None:
                yield _pair(table, label, value.text.strip(), value.box, text)
        else:
            yield from _inside(table, cell, text)


def _inside(table: Table, cell: TableCell, text: str) -> Iterator[Pair]:
    head, _, tail = text.partition("\n")
    closed = _CLOSED.match(text)
    if closed and (label := labels().get(folded(closed[1]))):
        yield _pair(table, label, closed[2].replace("\n", " ").strip(), cell.box, closed[1])
    elif tail and (label := labels().get(folded(head))):
        yield _pair(table, label, tail.replace("\n", " ").strip(), cell.box, head)


def _pair(table: Table, label: tuple[str, int], value: str, box: Box, text: str) -> Pair:
    return Pair(label[0], label[1], " ".join(value.split()), Place(table.page, box), text)


def _value_cell(table: Table, at: Mapping[tuple[int, int], TableCell], cell: TableCell) -> TableCell | None:
    """Beside a label in the first (or third) column, else below one in a table of two or three rows."""
    right = at.get((cell.row, cell.column + cell.column_span))
    beside = cell.column == 0 or (cell.column == 2 and _is_label(at.get((cell.row, 0))))
    if beside and table.column_count <= 4 and right is not None and right.text.strip() and not _is_label(right):
        return right
    below = at.get((cell.row + cell.row_span, cell.column))
    heads = [head for head in table.cells if head.row == 0 and head.text.strip()]
    all_labels = sum(_is_label(head) for head in heads) >= 0.75 * len(heads)
    if (
        table.row_count == 2
        and all_labels
        and cell.row == 0
        and below is not None
        and below.text.strip()
        and not _is_label(below)
    ):
        return below
    return None


def _is_label(cell: TableCell | None) -> bool:
    return cell is not None and folded(cell.text) in labels()
