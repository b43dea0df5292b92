"""One action followed through the papers of an authority, from each paper to the newest one before it.

Papers go by their meeting's day; those without a day come last. Every row is compared with the newest row of each
thread that shares rare words with it; a row joins one thread at most, and a thread takes one row of a paper. Where two
are even, neither is taken and the row is reported.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from publish.links.likeness import Likeness, likeness
from publish.links.nearest import NearestTexts, Rarity
from publish.links.wording import Wording
from schemas.records import Link

_COMPARED = 12
"""Threads that a row is compared with in full."""
_AGREEING_NUMBERS = 3
"""Rows of two plans told by their words and numbered alike, before a number tells by itself."""


@dataclass(slots=True)
class _Thread:
    first: Wording
    newest: Wording

    @property
    def thread_id(self) -> str:
        return hashlib.sha256(f"thread\x1f{self.first.action_id}".encode()).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class _Pair:
    like: Likeness
    row: int
    thread: int

    @property
    def order(self) -> tuple[float, int, int]:
        return -self.like.score, self.row, self.thread


@dataclass(slots=True)
class Followed:
    """The links of an authority's papers, and the rows that two earlier ones are equally like."""

    links: list[Link] = field(default_factory=list)
    uncertain: list[Wording] = field(default_factory=list)


def follow(wordings: Iterable[Wording], rarity: Rarity) -> Followed:
    """Link the rows of one authority's papers, in any order of papers; rows of a paper in their own order."""
    found = Followed()
    threads: list[_Thread] = []
    index = NearestTexts(rarity)
    for _, rows in groupby(sorted(wordings, key=_when), key=lambda row: row.document_id):
        _link_paper(list(rows), threads, index, found)
    return found


def _when(row: Wording) -> tuple[bool, str, str]:
    day = row.meeting_date
    return day is None, day.isoformat() if day else "", row.document_id


def _link_paper(rows: Sequence[Wording], threads: list[_Thread], index: NearestTexts, found: Followed) -> None:
    pairs = sorted(_pairs(rows, threads, index), key=lambda pair: pair.order)
    taken, uncertain = _matched([pair for pair in pairs if pair.like.is_same])
    taken += _by_number(pairs, taken, rows, threads, uncertain)
    found.uncertain += [rows[at] for at in sorted(uncertain)]
    thread_of = {pair.row: pair for pair in taken}
    for at, row in enumerate(rows):
        pair = thread_of.get(at)
        if pair is None:
            threads.append(_Thread(row, row))
            index.add(len(threads) - 1, row.text)
            continue
        thread = threads[pair.thread]
        found.links.append(_link(row, thread, pair.like))
        thread.newest = row
        index.add(pair.thread, row.text)


def _pairs(rows: Sequence[Wording], threads: Sequence[_Thread], index: NearestTexts) -> Iterator[_Pair]:
    for at, row in enumerate(rows):
        for thread in index.nearest(row.text, _COMPARED):
            like = likeness(row, threads[thread].newest)
            if like.is_same or like.is_reworded:
                yield _Pair(like, at, thread)


def _matched(pairs: Sequence[_Pair]) -> tuple[list[_Pair], set[int]]:
    """The pairs to take, the best first, each row and thread once; and the rows that were left for being even."""
    of_row: dict[int, list[_Pair]] = defaultdict(list)
    of_thread: dict[int, list[_Pair]] = defaultdict(list)
    for pair in pairs:
        of_row[pair.row].append(pair)
        of_thread[pair.thread].append(pair)
    taken: dict[int, _Pair] = {}
    uncertain: set[int] = set()
    gone: set[int] = set()
    for pair in pairs:
        if pair.row in taken or pair.row in uncertain or pair.thread in gone:
            continue
        beside = [*of_row[pair.row], *of_thread[pair.thread]]
        rivals = {
            other.row
            for other in beside
            if other is not pair
            and other.row not in taken
            and other.thread not in gone
            and pair.like.is_even_with(other.like)
        }
        if rivals:
            uncertain |= {pair.row, *rivals}
        else:
            taken[pair.row] = pair
            gone.add(pair.thread)
    return list(taken.values()), uncertain


def _by_number(
    pairs: Sequence[_Pair],
    taken: Sequence[_Pair],
    rows: Sequence[Wording],
    threads: Sequence[_Thread],
    uncertain: set[int],
) -> list[_Pair]:
    """Reworded rows: the number tells where the other rows of the two plans have kept theirs."""
    plans = Counter((_plans(pair, rows, threads), pair.like.same_number) for pair in taken)
    gone_rows = uncertain | {pair.row for pair in taken}
    gone_threads = {pair.thread for pair in taken}
    more: list[_Pair] = []
    for pair in pairs:
        known = _plans(pair, rows, threads)
        kept, changed = plans[known, True], plans[known, False]
        if pair.row in gone_rows or pair.thread in gone_threads or not pair.like.is_reworded:
            continue
        if kept >= _AGREEING_NUMBERS and kept > changed:
            more.append(pair)
            gone_rows.add(pair.row)
            gone_threads.add(pair.thread)
    return more


def _plans(pair: _Pair, rows: Sequence[Wording], threads: Sequence[_Thread]) -> tuple[str, str]:
    return rows[pair.row].plan_id, threads[pair.thread].newest.plan_id


def _link(row: Wording, thread: _Thread, like: Likeness) -> Link:
    return Link(
        document_id=row.document_id,
        authority_code=row.authority_code,
        kind="same_action",
        action_id=row.action_id,
        other_action_id=thread.newest.action_id,
        thread_id=thread.thread_id,
        score=like.score,
        evidence=like.evidence,
    )
