"""Small forms, one for each action: labels down the left ("Action", "Lead", "By when"), what they say beside them.

A form is a row of a plan that was turned on its side. Forms of the same labels are rows of one plan, whether each is a
table of its own or they follow each other in one table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.headers.fields import Reading, read_headings
from extract.plans.grid import Piece, Strip
from extract.stitch.rows import plain_text

_FEWEST, _LONGEST_LABEL = 3, 8
_PAIRS = (2, 4)
"""Columns of a form: a label and what it says, once or twice in a row."""
_WHO_AND_WHEN = frozenset(["owner", "deadline"])


@dataclass(frozen=True, slots=True)
class Records:
    """Forms as rows: the labels as headings, one strip for each form, and what stands across the form above each."""

    labels: tuple[str, ...]
    reading: Reading
    label_strip: Strip
    strips: tuple[Strip, ...]

    @property
    def spans(self) -> tuple[tuple[float, float], ...]:
        """Columns of equal width, since the forms have none."""
        return tuple((float(at), float(at + 1)) for at in range(len(self.labels)))


def records(rows: Sequence[Strip]) -> Records | None:
    """The table's forms; null where it is no form of an action, or has labels of nothing known."""
    if not rows or len(rows[0].pieces) not in _PAIRS or len(rows) < _FEWEST:
        return None
    forms = list(_forms(rows))
    labels = [label for label, _ in forms[0].pairs] if forms else []
    texts = tuple(label.text for label in labels)
    if len(texts) < _FEWEST or any(len(text.split()) > _LONGEST_LABEL for text in texts):
        return None
    reading = read_headings(texts)
    sure = all(one.candidates for one in reading.headings)
    if not (sure and reading.is_plan and "action" in reading.fields and {*reading.fields} >= _WHO_AND_WHEN):
        return None
    found: list[Strip] = []
    for form in forms:
        strip = form.strip(texts)
        if strip is None:
            return None
        found += [*form.above(len(texts)), strip]
    head = replace(rows[0], pieces=tuple(labels))
    return Records(texts, reading, head, tuple(found))


def more_records(rows: Sequence[Strip], labels: Sequence[str]) -> tuple[Strip, ...]:
    """Forms of known labels that go on on the next page, the first of them perhaps without its beginning; none where
    anything else stands in the table."""
    if not rows or len(rows[0].pieces) not in _PAIRS:
        return ()
    found: list[Strip] = []
    for form in _forms(rows, first=plain_text(labels[0])):
        strip = form.strip(labels) if form.pairs else None
        if strip is None:
            return ()
        found += [*form.above(len(labels)), strip]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Form:
    """The label and value pieces of a form, and the rows across it above them."""

    rows: tuple[Strip, ...]
    pairs: tuple[tuple[Piece, Piece], ...]
    banners: tuple[Strip, ...] = ()

    def strip(self, labels: Sequence[str]) -> Strip | None:
        """The form as a row under these labels; null where it has another one."""
        values = {plain_text(label.text): value for label, value in self.pairs}
        wanted = [plain_text(text) for text in labels]
        if not {*values} <= {*wanted} or len(values) < len(self.pairs):
            return None
        pieces = tuple(replace(values.get(text, Piece()), across=1, down=1, first=True) for text in wanted)
        return Strip(
            self.rows[0].page, self.rows[0].top, self.rows[-1].bottom, pieces, confidence=self.rows[0].confidence
        )

    def above(self, columns: int) -> Iterator[Strip]:
        """The banners, as wide as the row."""
        for banner in self.banners:
            piece = next(piece for piece in banner.pieces if piece.shows)
            rest = replace(piece, first=False)
            pieces = (replace(piece, across=columns), *(replace(rest, across=columns) for _ in range(columns - 1)))
            yield replace(banner, pieces=pieces)


def _forms(rows: Sequence[Strip], first: str = "") -> Iterator[_Form]:
    """The rows cut before every return of the first label; a row of one text over all columns heads a form."""
    banners: list[Strip] = []
    taken: list[Strip] = []
    pairs: list[tuple[Piece, Piece]] = []
    for row in rows:
        across = _across(row)
        found = [] if across else list(_pairs(row))
        begins = across or (bool(found) and plain_text(found[0][0].text) == first)
        if pairs and begins:
            yield _Form(tuple(taken), tuple(pairs), tuple(banners))
            banners, taken, pairs = [], [], []
        if across:
            banners.append(row)
            continue
        first = first or (plain_text(found[0][0].text) if found else "")
        taken.append(row)
        pairs += found
    if pairs:
        yield _Form(tuple(taken), tuple(pairs), tuple(banners))


def _across(row: Strip) -> bool:
    shown = [piece for piece in row.pieces if piece.shows]
    return len(shown) == 1 and shown[0].across == len(row.pieces)


def _pairs(row: Strip) -> Iterator[tuple[Piece, Piece]]:
    """Labels with what stands beside them, which may be nothing."""
    for at in range(0, len(row.pieces) - 1, 2):
        label, value = row.pieces[at], row.pieces[at + 1]
        if label.shows:
            yield label, value if value.first else Piece()
