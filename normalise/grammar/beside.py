"""Dates that give way to another date in the cell: years that only frame it, days on which it will be looked at again.

"Strategy 2022-2027 / March 2025" is due in March 2025, "June 2023, review December 2023" in June. Which of the dates
that are left are the deadline is settled in `dated`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from normalise.grammar.cell import Cell
from normalise.grammar.lexicon import lexicon
from normalise.grammar.model import Mention

_FRAMES = frozenset(("year.range", "year.calendar", "year.financial", "year.academic"))
_REACH = 3
_YEARS = frozenset(("year", "yr", "y"))
_FIRST = frozenset(("1", "one", "year", "yr", "y"))


def standing(cell: Cell, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions without those that only frame or review another."""
    main = [mention for mention in mentions if mention.role == "main"]
    if len(main) < 2:
        return [_lasting(cell, mention) for mention in mentions]
    dropped = [mention for mention in main[1:] if _of_review(cell, mention)] if not _of_review(cell, main[0]) else []
    left = [mention for mention in main if mention not in dropped]
    dropped += [mention for mention in left if any(_frames(mention, other) for other in left)]
    return [mention for mention in mentions if mention not in dropped]


def unplaced(cell: Cell, mentions: Sequence[Mention]) -> bool:
    """ "Year 2, Q3", which only the plan can place; "within 28 days of the decision (made 3 May 2023)", which counts
    from another day than the plan's."""
    if cell.has("period") and all(mention.bracket and mention.after_participle for mention in mentions):
        return True
    later = any(
        chunk.kind == "label"
        and chunk.value == "time"
        and cell.tokens[chunk.first].lower in _YEARS
        and cell.tokens[chunk.last - 1].lower not in _FIRST
        for chunk in cell.chunks
    )
    return later and all(mention.named.year is None and mention.named.fixed is None for mention in mentions)


def _frames(mention: Mention, other: Mention) -> bool:
    """Whole years around a finer date, unless they go on from it ("April 2023 to 2024")."""
    if mention is other or not mention.named.whole_year or mention.named.rule not in _FRAMES or mention.qualifier:
        return False
    if other.named.precision in ("year", "none") or (mention.link == "to" and mention.at > other.at):
        return False
    return _within(other, mention) and other.end != mention.end


def _within(inner: Mention, outer: Mention) -> bool:
    if inner.start is None or inner.end is None or outer.start is None or outer.end is None:
        return False
    return outer.start <= inner.start and inner.end <= outer.end


def _of_review(cell: Cell, mention: Mention) -> bool:
    """ "Review December 2023", "to be reviewed in May": another look, where the cell has another date."""
    first = cell.chunks[mention.at].first
    before = [token.lower for token in cell.tokens[max(0, first - _REACH) : first]]
    return any(word in lexicon().sets["reviewing"] for word in before)


def _lasting(cell: Cell, mention: Mention) -> Mention:
    """ "April 2023 for 12 months": begins then, and goes on."""
    after = cell.chunks[mention.at + 1 : mention.at + _REACH]
    words = [cell.tokens[chunk.first].lower for chunk in after]
    goes_on = words[:1] == ["for"] and len(after) > 1 and after[1].kind == "period"
    return replace(mention, qualifier="from") if goes_on and mention.qualifier is None else mention
