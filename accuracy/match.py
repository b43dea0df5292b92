"""Pairs the rows of the truth with the rows found, and says which were joined, split or made up.

What belongs here: pairing only. Counting what is right in a pair is `measure`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from accuracy.found import FoundRow, squashed
from accuracy.truth import TruePlan, TrueRow

ALIKE = 90.0  # of 100: a found cell this like the row's key text is the row's
ALIKE_SCANNED = 80.0
SHORTEST = 12  # characters of a text that can tell one row from another
KEYS = ("action", "recommendation")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row of the truth: its texts by field in column order, the text it is known by, the colours of its
    RAG columns."""

    row: TrueRow
    fields: dict[str, tuple[str, ...]]
    key: str
    whole: str
    rags: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Pairing:
    """`pairs` join a row of the truth with the row found for it; `joined` and `split` count wrong rows."""

    pairs: tuple[tuple[Wanted, FoundRow], ...]
    missed: tuple[Wanted, ...]
    extra: tuple[FoundRow, ...]
    joined: int
    split: int


def wanted(plans: Sequence[TruePlan]) -> list[Wanted]:
    """The rows of the truth, over all plans of a paper."""
    return [_wanted(plan, row) for plan in plans for row in plan.rows]


def pair(truth: Sequence[Wanted], found: Sequence[FoundRow], *, scanned: bool = False) -> Pairing:
    """The best pairs first, each row once."""
    least = ALIKE_SCANNED if scanned else ALIKE
    scores = []
    for t, want in enumerate(truth):
        for f, row in enumerate(found):
            likeness = max((fuzz.ratio(want.key, text) for text in row.texts if text), default=0.0)
            if likeness >= least:
                scores.append((-likeness, -fuzz.ratio(want.whole, row.whole), t, f))
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, _, t, f in sorted(scores):
        if t not in taken and f not in used:
            taken[t] = f
            used.add(f)
    extra = tuple(row for f, row in enumerate(found) if f not in used)
    return Pairing(
        pairs=tuple((truth[t], found[f]) for t, f in sorted(taken.items())),
        missed=tuple(want for t, want in enumerate(truth) if t not in taken),
        extra=extra,
        joined=sum(_holds_two(row, truth) for row in found),
        split=sum(_is_part(row, truth) for row in extra),
    )


def _wanted(plan: TruePlan, row: TrueRow) -> Wanted:
    by_field: dict[str, list[str]] = {}
    for column, cell in zip(plan.columns, row.cells, strict=True):
        by_field.setdefault(column.field, []).append(squashed(cell.text))
    texts = [text for field in KEYS for text in by_field.get(field, []) if text]
    whole = " ".join(text for field in by_field.values() for text in field if text)
    rags = tuple(cell.rag for column, cell in zip(plan.columns, row.cells, strict=True) if column.field == "rag")
    return Wanted(
        row, {field: tuple(texts) for field, texts in by_field.items()}, texts[0] if texts else whole, whole, rags
    )


def _holds_two(row: FoundRow, truth: Sequence[Wanted]) -> bool:
    """Whether one cell of the row holds the key texts of two rows of the truth."""
    for text in row.own:
        held = {want.key for want in truth if len(want.key) >= SHORTEST and want.key in text}
        if sum(not any(key != other and key in other for other in held) for key in held) > 1:
            return True
    return False


def _is_part(row: FoundRow, truth: Sequence[Wanted]) -> bool:
    """Whether all that the row says stands in one row of the truth already."""
    texts = [text for text in row.own if text]
    return len("".join(texts)) >= 3 and any(all(text in want.whole for text in texts) for want in truth)
