"""Which dates a cell speaks of, and as what: the deadline, a later date in its place, the first one, a completion.

Walks the chunks once, left to right, carrying the words that bear on the next date. Years are settled in `years`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from normalise.grammar.lexicon import lexicon
from normalise.grammar.model import Chunk, Link, Mention, Named, Role, Token

_QUALIFIERS = frozenset(
    ("by", "on", "from", "before", "after", "until", "end_of", "start_of", "week_commencing", "week_ending")
)
# Of several words before one date the first listed here decides.
_STRONGEST = ("week_commencing", "week_ending", "end_of", "before", "start_of", "after", "from", "until", "by", "on")
_SAID = {"week_commencing": "w/c", "week_ending": "w/e", "end_of": "end of", "start_of": "start of"}
_CUE_REACH = 3
# Words that may stand apart from their date: "By the show (6 June 2024)".
_HANGING = ("by", "before", "after", "from")
_SHORTEST_PARTICIPLE = 4


def spread_days(chunks: Sequence[Chunk]) -> tuple[Chunk, ...]:
    """ "1-5 October", "27 & 28/10/12": days that share the month and year after them become dates of their own."""
    found = list(chunks)
    for at in range(len(found) - 1, -1, -1):
        chunk = found[at]
        if chunk.kind == "when" and chunk.named and chunk.named.day and chunk.named.rule != "day.serial":
            _spread(found, at, chunk.named)
    return tuple(found)


def _spread(found: list[Chunk], at: int, named: Named) -> None:
    here = _before(found, at)
    while here >= 1 and found[here].kind in ("to", "and") and found[here - 1].kind == "day_number":
        day = found[here - 1]
        found[here - 1] = replace(day, kind="when", named=replace(named, day=int(day.value), flags=()))
        here = _before(found, here - 1)


def _before(found: Sequence[Chunk], at: int) -> int:
    """The chunk before, "the" and the day of the week passed over."""
    at -= 1
    while at > 0 and found[at].kind == "filler":
        at -= 1
    return at


def mentions_of(chunks: Sequence[Chunk], tokens: Sequence[Token]) -> tuple[Mention, ...]:
    """The dates of a cell in reading order; none has its year settled yet."""
    reader = _Reader(tokens)
    for at, chunk in enumerate(chunks):
        reader.take(at, chunk)
    reader.finish()
    return tuple(reader.found)


class _Reader:
    """What has been heard since the last date, and what it means for the next."""

    __slots__ = (
        "_tokens",
        "backward",
        "bracket",
        "brackets",
        "cue",
        "cue_words",
        "denied",
        "did",
        "found",
        "hanging",
        "heard",
        "link",
        "role",
    )

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self.found: list[Mention] = []
        self.heard: list[str] = []
        self.role: Role = "main"
        self.backward = self.denied = self.did = False
        self.hanging = ""
        self.link: Link = "none"
        self.bracket = self.brackets = self.cue_words = 0
        self.cue: str = ""

    def take(self, at: int, chunk: Chunk) -> None:
        """Hear one chunk."""
        if chunk.kind == "when" and chunk.named is not None:
            self._date(at, chunk.named)
        elif chunk.kind in _QUALIFIERS:
            self.heard.append(chunk.kind)
            self.hanging = chunk.kind if at == 0 and chunk.kind in _HANGING else ""
            self.did = False
        else:
            _HEARD.get(chunk.kind, _Reader._other)(self, chunk)

    def _date(self, at: int, named: Named) -> None:
        # "Delivered to all staff by March" is to come, "delivered in March" is past.
        past = self.role == "done" and not {"by", "before", "until", "from"} & set(self.heard)
        role: Role = "main" if self.role == "done" and not past else self.role
        if self.link == "to" and self.found and self.found[-1].role == "original" and not self.cue:
            role = "revised"
        # Only a day can begin or end a week.
        fitting = _STRONGEST if named.precision == "day" else _STRONGEST[2:]
        qualifier = next((kind for kind in fitting if kind in self.heard), None)
        said = _SAID.get(qualifier, qualifier) if qualifier else None
        if said == "end of" and {"from", "after"} & set(self.heard):
            said = "after" if "after" in self.heard else "from end"
        if self._moved_from():
            role, said = "original", None
        link = self.link if self.found else "none"
        tied = qualifier is None and self.hanging in ("before", "after") and self.link == "loose"
        self.found.append(
            Mention(named, at, said, role, link, self.bracket, self.backward, self.denied, self.did, tied)
        )
        self.heard.clear()
        self.link, self.cue, self.denied = "none", "", False
        self.did, self.hanging = False, ""
        if role != "revised" or self.role != "revised":
            self.role = "main"
        self.backward = False

    def _moved_from(self) -> bool:
        """ "Extended to 31 March (from 30 September)": in brackets the day that it was moved from."""
        before = self.found[-1] if self.found else None
        apart = before is not None and before.role == "revised" and before.bracket != self.bracket
        return apart and self.bracket > 0 and self.heard[:1] == ["from"]

    def _to(self, chunk: Chunk) -> None:
        if self.cue == "now":
            self._to_do(chunk)
        self._hung(chunk)
        self.link = "to"

    def _and(self, chunk: Chunk) -> None:
        if self.link == "none":
            self.link = "and"

    def _open(self, chunk: Chunk) -> None:
        self.brackets += 1
        self.bracket = self.brackets
        if self.link != "loose":
            self.link = "and"
        self._hung(chunk)

    def _hung(self, chunk: Chunk) -> None:
        """ "By the show (6 June 2024)", "From the new contract - 1/4/15": the word before what the date is of."""
        apart = chunk.value == "-" and not self._tokens[chunk.first].glued
        if self.hanging and (apart or chunk.kind == "open"):
            self.heard.append(self.hanging)
            self.hanging = ""

    def _close(self, chunk: Chunk) -> None:
        self._cue_behind()
        self.bracket = 0
        self.heard.clear()
        self.role, self.backward = "main", False

    def _stop(self, chunk: Chunk) -> None:
        if chunk.value != "\n":
            self.heard.clear()
            self._cue_behind()
            self.role, self.backward = "main", False
            self.link, self.did, self.hanging = "loose", False, ""
        elif self.link == "none":
            self.link = "and"

    def _word(self, chunk: Chunk) -> None:
        word = self._tokens[chunk.first].lower
        self.denied = word in lexicon().sets["negation"]
        self.did = self.did or self._participle(chunk.first, word)
        self.heard.clear()
        self.link = "loose"
        self.cue_words += 1
        if self.cue_words > _CUE_REACH:
            self.role, self.backward, self.cue = "main", False, ""

    def _participle(self, at: int, word: str) -> bool:
        sets = lexicon().sets
        to_come = at > 0 and self._tokens[at - 1].lower in ("be", "get")
        regular = word.endswith("ed") and len(word) > _SHORTEST_PARTICIPLE and word not in sets["settled_open"]
        return not to_come and (regular or word in sets["participle"])

    def _forward(self, chunk: Chunk) -> None:
        self._new_cue("revised", chunk.value or "moved")

    def _now(self, chunk: Chunk) -> None:
        self._new_cue("revised", "now")

    def _weak(self, chunk: Chunk) -> None:
        self._new_cue("suggested", "suggested")

    def _back(self, chunk: Chunk) -> None:
        self._new_cue("original", "original")
        self.backward = True

    def _new_cue(self, role: Role, cue: str) -> None:
        self.role, self.cue, self.cue_words, self.backward = role, cue, 0, False
        self.heard.clear()

    def _done(self, chunk: Chunk) -> None:
        if self.found and self.found[-1].qualifier == "from" and self._tokens[chunk.first].lower == "complete":
            return self._to_do(chunk)
        return self._new_cue("done", "done")

    def _is_to_come(self, chunk: Chunk) -> None:
        """ "To be completed by"; "will now be completed by" tells of another date before."""
        self.heard = [said for said in self.heard if said != "from"]
        if self.cue != "now":
            self._to_do(chunk)

    def _to_do(self, chunk: Chunk) -> None:
        self.role, self.backward, self.cue = "main", False, ""

    def _quiet(self, chunk: Chunk) -> None:
        """Says nothing of the date after it."""

    def _onwards(self, chunk: Chunk) -> None:
        if self.found:
            self.found[-1] = replace(self.found[-1], qualifier="from")

    def _other(self, chunk: Chunk) -> None:
        self.heard.clear()
        self.link = "loose"

    def _cue_behind(self) -> None:
        """ "30/9/12 (revised)", "30/6/12 (original)": the word after the date says what the date is."""
        behind: dict[str, Role] = {"name": "revised", "again": "revised", "original": "original"}
        role = behind.get(self.cue)
        if self.cue == "again":
            self.found[1:] = [replace(mention, role="revised") for mention in self.found[1:]]
        if role and self.found and self.found[-1].role == "main":
            self.found[-1] = replace(self.found[-1], role=role, backward=False)
        self.cue = ""

    def finish(self) -> None:
        """The text ends."""
        self._cue_behind()
        if self.heard == ["from"] and self.found and self.found[-1].qualifier is None:
            # "April 2025 start"
            self.found[-1] = replace(self.found[-1], qualifier="from")
        if any(token.lower == "overdue" for token in self._tokens):
            self.found = [replace(mention, backward=True) for mention in self.found]


_HEARD: dict[str, Callable[[_Reader, Chunk], None]] = {
    "to": _Reader._to,
    "and": _Reader._and,
    "open": _Reader._open,
    "close": _Reader._close,
    "stop": _Reader._stop,
    "word": _Reader._word,
    "label": _Reader._word,
    "forward": _Reader._forward,
    "now": _Reader._now,
    "weak": _Reader._weak,
    "back": _Reader._back,
    "done": _Reader._done,
    "to_do": _Reader._is_to_come,
    "filler": _Reader._quiet,
    "soft": _Reader._quiet,
    "in": _Reader._quiet,
    "latest": _Reader._quiet,
    "onwards": _Reader._onwards,
}
