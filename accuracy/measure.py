"""Counts what is right: rows, cells, colours, characters, front page, counts.

What belongs here: figures of one paper and their sums. Printing them is `score`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields

from rapidfuzz import fuzz

from accuracy.found import FoundRow, RagCell, rows, squashed
from accuracy.match import Pairing, Wanted, pair, wanted
from accuracy.truth import Truth
from schemas.verbatim import CoverField, ExtractedPaper

NEARLY = 95.0  # of 100: how like a scanned action must be to count as right
RagReader = Callable[[RagCell], str | None]


@dataclass(frozen=True, slots=True)
class Judged:
    """A row found: what the extraction took its chance for, and whether it was wholly right."""

    estimate: float
    right: bool


@dataclass(slots=True)
class Figures:
    """Counts over one or more papers; shares are made of them at the end."""

    papers: int = 0
    failed: int = 0
    rows: int = 0
    paired: int = 0
    found: int = 0
    right: int = 0
    right_but_fields: int = 0
    nearly: int = 0
    rags: int = 0
    rags_right: int = 0
    joined: int = 0
    split: int = 0
    characters: int = 0
    conserved: int = 0
    cover: int = 0
    cover_right: int = 0
    claims: int = 0
    claims_right: int = 0
    seconds: float = 0.0
    misses: list[str] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)

    def add(self, other: Figures) -> None:
        for entry in fields(self):
            setattr(self, entry.name, getattr(self, entry.name) + getattr(other, entry.name))


def measure(truth: Truth, paper: ExtractedPaper, read_rag: RagReader) -> Figures:
    """The figures of one paper."""
    scanned = truth.set_name == "scanned"
    want, found = wanted(truth.plans), rows(paper)
    pairing = pair(want, found, scanned=scanned)
    figures = Figures(papers=1, rows=len(want), paired=len(pairing.pairs), found=len(found))
    figures.joined, figures.split = pairing.joined, pairing.split
    for row, got in pairing.pairs:
        _row(figures, row, got, read_rag, truth.name)
    _extra(figures, pairing, truth.name)
    figures.characters, figures.conserved = _characters(truth, found)
    _cover(figures, truth, paper)
    _claims(figures, truth, paper)
    return figures


def _row(figures: Figures, want: Wanted, got: FoundRow, read_rag: RagReader, name: str) -> None:
    wrong = _wrong_fields(want, got)
    figures.right += not wrong
    figures.judged.append(Judged(got.estimate, not wrong))
    figures.right_but_fields += _same_texts(want, got)
    figures.nearly += max((fuzz.ratio(want.key, text) for text in got.texts), default=0.0) >= NEARLY
    if wrong:
        figures.misses.append(f"{name}: {wrong}")
    if any(want.rags):
        figures.rags += 1
        figures.rags_right += tuple(read_rag(cell) for cell in got.rags) == want.rags


def _wrong_fields(want: Wanted, got: FoundRow) -> str:
    """The first field that differs, in words; "" when the row is wholly right."""
    if squashed(want.row.section) != got.section:
        return f"section {want.row.section!r} read as {got.section!r}"
    for name in sorted({*want.fields, *got.fields}):
        true, read = want.fields.get(name, ()), got.fields.get(name, ())
        if true != read and any((*true, *read)):
            return f"{name} {true} read as {read}"
    return ""


def _same_texts(want: Wanted, got: FoundRow) -> bool:
    """Whether the row has the right texts, whatever its columns are taken for."""
    true = Counter(text for texts in want.fields.values() for text in texts if text)
    return true == Counter(text for text in got.texts if text)


def _extra(figures: Figures, pairing: Pairing, name: str) -> None:
    figures.misses += [f"{name}: missed {want.key[:90]!r}" for want in pairing.missed]
    figures.misses += [f"{name}: made up {row.whole[:90]!r}" for row in pairing.extra]
    figures.judged += [Judged(row.estimate, right=False) for row in pairing.extra]


def _characters(truth: Truth, found: Sequence[FoundRow]) -> tuple[int, int]:
    """Characters of the plans' cells, and of those the ones in words that were found as often as they stand."""
    true = _word_counts(
        squashed(cell.text) for plan in truth.plans for row in plan.rows for cell in row.cells if not cell.carried
    )
    read = _word_counts(text for row in found for text in row.own)
    total = sum(len(word) * count for word, count in true.items())
    once = sum(len(word) * max(0, count - abs(count - read[word])) for word, count in true.items())
    return total, once


def _word_counts(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in text.split())


def _cover(figures: Figures, truth: Truth, paper: ExtractedPaper) -> None:
    """The front page's fields; a pack's title is not counted, since its front is the meeting's."""
    got = {
        "authority": paper.cover.authority,
        "committee": paper.cover.committee,
        "meeting_date": paper.cover.meeting_date,
        "title": paper.cover.title,
    }
    for name, text in truth.cover.items():
        if truth.set_name in ("pack", "sheets") and name == "title":
            continue
        right = _cover_right(name, text, got[name])
        figures.cover += 1
        figures.cover_right += right
        if not right:
            figures.misses.append(f"{truth.name}: cover {name} {text!r} read as {got[name]}")


def _cover_right(name: str, text: str, got: CoverField | None) -> bool:
    if got is None:
        return False
    if name == "meeting_date":
        return _day(got.text) == text
    return squashed(text).lower() in squashed(got.text).lower()


def _day(text: str) -> str | None:
    for form in ("%d %B %Y", "%d/%m/%Y"):
        try:
            return dt.datetime.strptime(text.strip(), form).date().isoformat()
        except ValueError:
            continue
    return None


def _claims(figures: Figures, truth: Truth, paper: ExtractedPaper) -> None:
    read = {(claim.stated, claim.out_of) for claim in paper.claims}
    for claim in truth.claims:
        figures.claims += 1
        figures.claims_right += (claim.stated, claim.out_of) in read
        if (claim.stated, claim.out_of) not in read:
            figures.misses.append(f"{truth.name}: claim {claim.text!r} read as {sorted(read, key=str)}")
