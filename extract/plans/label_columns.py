"""Labels in a column of their own beside what they say, nothing drawn between them.

"Owner       Head of Housing": labels begin at one place of the line, what they say at another. Read line by line, a
label that wraps, or stands in the middle of its text, would cut that text in two; here each side is read by itself, and
a label that nobody knows is one by its look, which it shares with the others. What is made of entries is told in
`written`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extract.headers.words import plain
from extract.page import Word
from extract.plans.entries import Card, Entry
from extract.plans.labels import heads_form, is_label, segments
from extract.prose.rows import rows_of
from extract.tables.celltext import cell_text
from schemas.geometry import around

_FEWEST = 3
"""Labels that the vocabulary knows, of different names, and lines that show where what they say begins."""
_SAME_START = 2.0
"""Points within which texts of one column begin."""
_APART, _LEAST_APART = 1.2, 0.6
"""In font sizes: a gap that is no space; one between a label and what it says, where that begins at its place."""
_BOLD_SHARE = 0.3
_LONGEST = 8
"""Words of a label."""
_FAR, _STEP = 4.0, 1.5
"""In font sizes: a step after which other text stands; the widest between two lines of one label."""
_LEVEL = 0.5
"""In font sizes: how far a label may stand from the first line of what it says."""
_KNOWN = 0.5
"""Share of the labels that the vocabulary knows."""
_LARGER = 1.0

_Line = list[Word]


@dataclass(slots=True)
class _Label:
    lines: list[_Line]
    said: list[_Line] = field(default_factory=list)

    @property
    def words(self) -> _Line:
        return [word for line in self.lines for word in line]

    @property
    def middle(self) -> float:
        return (_middle(self.lines[0]) + _middle(self.lines[-1])) / 2

    @property
    def known(self) -> bool:
        return _names_field(self.words)


@dataclass(frozen=True, slots=True)
class _Edges:
    """Where labels begin and where what they say does."""

    label: float
    said: float


def label_columns(words: Sequence[Word]) -> list[Card]:
    """The stretches of a page's lines that are labels and what they say, from the top."""
    rows = [
        sorted((word for piece in row.pieces for word in piece.words), key=lambda word: word.box.x0)
        for row in rows_of([word for word in words if not word.turned])
    ]
    edges = _edges(rows)
    if edges is None:
        return []
    cards = (_card(stretch, edges) for stretch in _stretches(rows, edges))
    return [card for card in cards if card is not None]


def may_hold_columns(words: Sequence[Word]) -> bool:
    """Whether labels enough may stand below each other, in bold, in a colour of their own or with a colon, with a gap
    after each: cheap to ask, and false of most pages."""
    places: dict[int, set[str]] = {}
    start: Word | None = None
    for word, after in pairwise(words):
        if start is None or word.box.x0 < start.box.x0 or word.box.y0 > start.box.y1:
            start = word
        if (word.bold or word.colour != after.colour or word.text[-1:] == ":") and _is_apart(word, after):
            places.setdefault(round(start.box.x0), set()).add(start.text)
    return any(len(texts) >= _FEWEST for texts in places.values())


def _is_apart(word: Word, after: Word) -> bool:
    """Whether a wide gap follows a word, or its line ends there."""
    gap = after.box.x0 - word.box.x1
    return gap > _LEAST_APART * word.size or after.box.y0 > word.box.y1 or after.box.y1 < word.box.y0


def _edges(rows: Sequence[_Line]) -> _Edges | None:
    """The two places at which most lines that begin with a known label begin, and go on."""
    found: list[tuple[float, float, str]] = []
    for row in rows:
        at = next((at for at in range(1, len(row)) if _gap(row, at) > _APART * row[at].size), 0)
        if at and at <= _LONGEST and _names_field(row[:at]):
            found.append((row[0].box.x0, row[at].box.x0, plain(" ".join(word.text for word in row[:at]))))
    pairs = Counter((round(left), round(right)) for left, right, _ in found)
    if not pairs:
        return None
    left, right = max(pairs, key=lambda pair: (pairs[pair], pair))
    near = [one for one in found if abs(one[0] - left) <= _SAME_START and abs(one[1] - right) <= _SAME_START]
    if len({name for *_, name in near}) < _FEWEST:
        return None
    return _Edges(min(one[0] for one in near), min(one[1] for one in near))


def _gap(row: _Line, at: int) -> float:
    return row[at].box.x0 - row[at - 1].box.x1


def _names_field(words: Sequence[Word]) -> bool:
    text = " ".join(word.text for word in words)
    return is_label(text.rstrip(" :"), _BOLD_SHARE if all(word.bold for word in words) else 1.0)


def _stretches(rows: Sequence[_Line], edges: _Edges) -> Iterator[list[tuple[_Line, _Line]]]:
    """The lines cut in two at the edge, as long as no text stands across it, heads a form, or stands far below."""
    stretch: list[tuple[_Line, _Line]] = []
    last: _Line | None = None
    for at, row in enumerate(rows):
        sides = _sides(row, edges) or _around(row, [*rows[at - 1 : at], *rows[at + 1 : at + 2]], edges)
        if sides is None and last is not None and _ends_label_above(row, last, edges):
            sides = [], row
        far = last is not None and _middle(row) - _middle(last) > _FAR * row[0].size
        if (sides is None or far) and stretch:
            yield stretch
            stretch = []
        if sides is not None:
            stretch.append(sides)
        last = row
    if stretch:
        yield stretch


def _sides(row: _Line, edges: _Edges) -> tuple[_Line, _Line] | None:
    """A line's label, or part of one, and what stands right of it; null where the line is none of both."""
    left = [word for word in row if word.box.x0 < edges.said - _SAME_START]
    right = row[len(left) :]
    if not left:
        return ([], right) if right[0].box.x0 <= edges.said + _APART * right[0].size else None
    if abs(left[0].box.x0 - edges.label) > _SAME_START or left[-1].box.x1 > edges.said or heads_form(left):
        return None
    if right and _gap(row, len(left)) < _LEAST_APART * right[0].size and left[-1].bold == right[0].bold:
        return None
    return left, right


def _around(row: _Line, near: Sequence[_Line], edges: _Edges) -> tuple[_Line, _Line] | None:
    """A bold line right of where texts begin, as what stands beside a label: one of a second label in its row, the
    lines of which stand around the middle of that; null for any other line."""
    close = any(abs(_middle(one) - _middle(row)) < row[0].size and _sides(one, edges) is not None for one in near)
    return ([], row) if close and row[0].box.x0 > edges.said and all(word.bold for word in row) else None


def _ends_label_above(row: _Line, above: _Line, edges: _Edges) -> bool:
    """Whether a bold line is the second one of a second label in the row above, right of where texts begin: it begins
    where that does, and both name a field."""
    if row[0].box.x0 <= edges.said or not all(word.bold for word in row) or _sides(above, edges) is None:
        return False
    if _middle(row) - _middle(above) > _STEP * row[0].size:
        return False
    begun = [word for word in above if word.bold and abs(word.box.x0 - row[0].box.x0) <= _SAME_START]
    after = [word for word in above if begun and word.bold and word.box.x0 >= begun[0].box.x0]
    return bool(after) and _names_field([*after, *row])


def _card(stretch: Sequence[tuple[_Line, _Line]], edges: _Edges) -> Card | None:
    """The labels of a stretch with what they say; null where what stands on the left are none."""
    labels = _labels([left for left, _ in stretch if left])
    names = {plain(" ".join(word.text for word in label.words)) for label in labels if label.known}
    if len(names) < _FEWEST or not _look_alike(labels):
        return None
    lines = [right for _, right in stretch if right]
    ahead = _said_at(labels, lines)
    if ahead is None:
        _said_around(labels, lines)
    rest = [Entry((), [word for line in ahead for word in line], rest=True)] if ahead else []
    entries = [
        *rest,
        *(entry for label in labels for entry in _entries(label, edges.said + _APART * label.words[0].size)),
    ]
    return Card(around(word.box for left, right in stretch for word in (*left, *right)), tuple(entries))


def _entries(label: _Label, inner: float) -> Iterator[Entry]:
    """What a label says, and what another one that stands right of that, further `inner`, says beside itself."""
    inside = (words for line in label.said for words, _ in segments(line) if words)
    beside = _wrapped(label.said, inner) or next((words for words in inside if words[0].box.x0 > inner), ())
    said = [word for line in label.said for word in line if word not in beside]
    edge = beside[0].box.x0 - _SAME_START if beside else float("inf")
    yield Entry(tuple(label.words), [word for word in said if word.box.x0 < edge])
    if beside:
        yield Entry(_made_whole(beside), [word for word in said if word.box.x0 >= edge])


def _wrapped(lines: Sequence[_Line], inner: float) -> tuple[Word, ...]:
    """The words of a label on several lines: bold ones below each other, further right than `inner`, in plain text."""
    bold = [own for line in lines if (own := [word for word in line if word.bold and word.box.x0 > inner])]
    plain_too = any(not word.bold for line in lines for word in line)
    level = all(abs(own[0].box.x0 - bold[0][0].box.x0) <= _SAME_START for own in bold)
    words = tuple(word for own in bold for word in own)
    return words if len(bold) > 1 and plain_too and level and _names_field(_made_whole(words)) else ()


def _made_whole(label: tuple[Word, ...]) -> tuple[Word, ...]:
    """A label of which a word is broken over two lines ("Timescal" / "e") with that as one word."""
    box = around(word.box for word in label)
    parts = cell_text(label, box).split()
    return label if len(parts) == len(label) else tuple(replace(label[0], text=part, box=box) for part in parts)


def _labels(lines: Sequence[_Line]) -> list[_Label]:
    """The labels that lines on the left are; a second line is one's own where the first alone, or the second, names
    nothing."""
    found: list[_Label] = []
    for line in lines:
        if found and _goes_on(found[-1], line):
            found[-1].lines.append(line)
        else:
            found.append(_Label([line]))
    return found


def _goes_on(label: _Label, line: _Line) -> bool:
    if _middle(line) - _middle(label.lines[-1]) > _STEP * line[0].size:
        return False
    if line[0].text[:1].islower() or line[0].text[:1] in "(/&":
        return True
    if label.words[-1].text.endswith(":"):
        return False
    return not label.known and not _names_field(line) and _names_field([*label.words, *line])


def _look_alike(labels: Sequence[_Label]) -> bool:
    """Whether enough labels are known, and all others look as those do and unlike what is said."""
    known = [label for label in labels if label.known]
    looks = {(word.bold, word.colour) for label in known for word in label.words}
    if not known or len(known) < _KNOWN * len(labels) or any(len(label.words) > _LONGEST for label in labels):
        return False
    size = max(word.size for label in known for word in label.words)
    if any(word.size > size + _LARGER for label in labels for word in label.words):
        return False
    marked = all(bold for bold, _ in looks) or all(label.words[-1].text.endswith(":") for label in labels)
    return len(known) == len(labels) or (
        marked and all((word.bold, word.colour) in looks for label in labels for word in label.words)
    )


def _middle(line: _Line) -> float:
    return line[0].box.centre[1]


def _said_at(labels: Sequence[_Label], lines: Sequence[_Line]) -> list[_Line] | None:
    """Give each label the lines from its own height down to the next, and give back those above the first; null where
    a label has text that begins at another height."""
    ahead: list[_Line] = []
    at = -1
    for line in lines:
        while at + 1 < len(labels) and _middle(labels[at + 1].lines[0]) <= _middle(line) + _LEVEL * line[0].size:
            at += 1
        (labels[at].said if at >= 0 else ahead).append(line)
    return ahead if all(not one.said or _is_level(one.said[0], one.lines[0]) for one in labels) else None


def _is_level(line: _Line, other: _Line) -> bool:
    return abs(_middle(line) - _middle(other)) <= _LEVEL * line[0].size


def _said_around(labels: Sequence[_Label], lines: Sequence[_Line]) -> None:
    """Give each label the lines in whose middle it stands: those cuts between labels that leave the middles nearest."""
    for label in labels:
        label.said = []
    heights = [_middle(line) for line in lines]
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    for place, label in enumerate(labels):
        foot = labels[place + 1].middle if place + 1 < len(labels) else float("inf")
        top = labels[place - 1].middle if place else float("-inf")
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, cuts) in best.items():
            for end in range(start, len(lines) + 1):
                inside = heights[start:end]
                if inside and (inside[-1] >= foot or inside[0] <= top):
                    break
                off = abs((inside[0] + inside[-1]) / 2 - label.middle) if inside else lines[0][0].size
                if end not in reached or cost + off < reached[end][0]:
                    reached[end] = cost + off, (*cuts, end)
        best = reached
    _, cuts = best.get(len(lines), (0.0, tuple(0 for _ in range(len(labels) + 1))))
    for label, (start, end) in zip(labels, pairwise(cuts), strict=True):
        label.said = list(lines[start:end])
