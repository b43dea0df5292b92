"""Where in a text a deadline is said: the stretches of words that the grammar reads as one, whole words only.

"Quality Manager, by the end of Q2 2024/25" has one, from "by" on. What stands around it is for the caller to judge;
here is only told whether it stands apart, between line ends, commas, dashes or brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from normalise.grammar.mentions import spread_days
from normalise.grammar.model import Chunk, ChunkKind, Token
from normalise.grammar.repair import repair
from normalise.grammar.scan import scan
from normalise.grammar.setting import Setting
from normalise.grammar.spelling import mend
from normalise.grammar.tokens import tokenise

_TIMES: frozenset[ChunkKind] = frozenset(["when", "period", "recur", "immediate", "ongoing", "vague"])
_STATED: frozenset[ChunkKind] = frozenset(["none", "done"])
"""What is said in a deadline's place."""
_BEFORE: frozenset[ChunkKind] = frozenset(
    ["by", "on", "in", "from", "before", "after", "until", "end_of", "start_of", "week_commencing", "week_ending"]
)
_AROUND: frozenset[ChunkKind] = frozenset(
    ["soft", "to_do", "weak", "forward", "back", "latest", "onwards", "filler", "open", "close"]
)
_LINKS: frozenset[ChunkKind] = frozenset(["to", "and"])
_TRAILING: frozenset[ChunkKind] = frozenset(["onwards", "latest"])
_NO_OPENER = frozenset(["of", "at", "c"])
_LABEL_ENDS = frozenset([":", "-", "–", "—"])
_APART_BEFORE = re.compile(r"(?:^|[\n,;:/(\[|•.]|(?<=\s)[-–—])\s*$")
_APART_AFTER = re.compile(r"\s*(?:$|[\n,;:/()\[\]|.]|[-–—](?=\s))")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Offsets `start` to `end` of the text; `kinds` what the grammar reads there; `opens` and `closes` whether it
    stands apart from the words before and behind it; `figures` whether it holds any; `led` whether words like "by"
    lead it in."""

    start: int
    end: int
    kinds: frozenset[ChunkKind]
    opens: bool
    closes: bool
    figures: bool
    led: bool


def stretches(text: str, *, labels: frozenset[str] = frozenset(), stated: bool = False) -> tuple[Stretch, ...]:
    """The stretches of a text in reading order; none where a repair of the text moves its letters.

    `labels`: words with which the name of a deadline may be made, which belongs to it ("Due date: March 2025"). With
    `stated` "TBC" and "complete", said in the place of a deadline, count too.
    """
    repaired, _ = repair(text)
    if len(repaired) != len(text):
        return ()
    tokens, _ = mend(tokenise(repaired))
    chunks = spread_days(scan(tokens, Setting()))
    reader = _Reader(text, tokens, chunks, labels, _TIMES | _STATED if stated else _TIMES)
    return tuple(reader.found())


@dataclass(frozen=True, slots=True)
class _Reader:
    text: str
    tokens: Sequence[Token]
    chunks: Sequence[Chunk]
    labels: frozenset[str]
    times: frozenset[ChunkKind]

    def found(self) -> Iterator[Stretch]:
        at = 0
        while at < len(self.chunks):
            if self.chunks[at].kind not in self.times:
                at += 1
                continue
            first, last = self._first(at), self._last(at)
            first = self._behind_name(first, last)
            if self.chunks[last].kind == "close" and not self._opened(first, last):
                last -= 1
            yield self._stretch(first, last)
            at = last + 1

    def _first(self, at: int) -> int:
        """The chunk with which the words before a time begin that belong to it."""
        first = at
        while first > 0 and (self._leads(first - 1) or self._broken_after_lead(first - 1)):
            first -= 1
        while first < at and not self._begins(first):
            first += 1
        return first

    def _leads(self, at: int) -> bool:
        chunk = self.chunks[at]
        if chunk.kind in _BEFORE:
            return self._words(at).lower() not in _NO_OPENER or (at > 0 and self._leads(at - 1))
        if self._words(at) in _LABEL_ENDS:
            return at > 0 and (self._names(at - 1) or self.chunks[at - 1].kind in _BEFORE)
        return chunk.kind in _AROUND and chunk.kind not in ("open", "close", "onwards") and self._fills(at)

    def _broken_after_lead(self, at: int) -> bool:
        """Whether a line ends behind "by" or "end of"."""
        return at > 0 and self._words(at) == "\n" and self.chunks[at - 1].kind in _BEFORE and self._leads(at - 1)

    def _fills(self, at: int) -> bool:
        """Whether words that say nothing of the day belong to it: an article, a weekday, the deadline's name."""
        if self.chunks[at].kind != "filler":
            return True
        words = self._words(at).lower()
        return words in ("the", "between") or self.chunks[at].value == "weekday" or self._names(at)

    def _names(self, at: int) -> bool:
        return bool(self.labels) and self.labels.issuperset(self._words(at).lower().split())

    def _begins(self, at: int) -> bool:
        return self._words(at).lower() not in _NO_OPENER | _LABEL_ENDS

    def _last(self, at: int) -> int:
        """The last chunk of the times that hang together, with what is said of them in brackets."""
        last, here = at, at + 1
        while here < len(self.chunks) and self.chunks[at].kind in _TIMES:
            kind = self.chunks[here].kind
            if kind in _TIMES or kind in _TRAILING or (kind == "close" and self._opened(at, here)):
                last = here
            elif kind not in _LINKS and kind not in _BEFORE and kind not in _AROUND:
                break
            here += 1
        return last

    def _opened(self, first: int, here: int) -> bool:
        kinds = [chunk.kind for chunk in self.chunks[first:here]]
        inside = len(kinds) - kinds[::-1].index("open") if "open" in kinds else None
        return inside is not None and "close" not in kinds[inside:] and bool(_TIMES & set(kinds[inside:]))

    def _behind_name(self, first: int, last: int) -> int:
        """Where a month's name may be somebody's ("Theresa May, May 2025"): the time begins behind it."""
        following = [at for at in range(first + 1, last + 1) if self.chunks[at].kind in _TIMES]
        bare = self.chunks[first].kind == "when" and not _DIGIT.search(self._words(first))
        if bare and following and self._words(first + 1) in (",", "(") and not self._opens(first):
            return self._first(following[0])
        return first

    def _stretch(self, first: int, last: int) -> Stretch:
        start, end = self._start(first), self.tokens[self.chunks[last].last - 1].end
        kinds = frozenset(chunk.kind for chunk in self.chunks[first : last + 1] if chunk.kind in self.times)
        figures = _DIGIT.search(self.text, start, end) is not None
        closes = _APART_AFTER.match(self.text, end) is not None
        led = self.chunks[first].kind not in self.times
        return Stretch(start, end, kinds, self._opens(first), closes, figures, led)

    def _start(self, at: int) -> int:
        return self.tokens[self.chunks[at].first].start

    def _opens(self, at: int) -> bool:
        return _APART_BEFORE.search(self.text[: self._start(at)]) is not None

    def _words(self, at: int) -> str:
        chunk = self.chunks[at]
        return self.text[self.tokens[chunk.first].start : self.tokens[chunk.last - 1].end]
