"""One text against its surroundings: the grammar's steps in their order.

Which surroundings a heading makes is settled in `headings`; remembering results is the door's business.
"""

from __future__ import annotations

from dataclasses import replace

from normalise.grammar.cell import Cell
from normalise.grammar.compose import compose
from normalise.grammar.forum import forum_of
from normalise.grammar.mentions import mentions_of, spread_days
from normalise.grammar.repair import repair
from normalise.grammar.scan import scan
from normalise.grammar.setting import Setting
from normalise.grammar.spelling import mend
from normalise.grammar.tokens import tokenise
from normalise.grammar.years import settle
from schemas.meaning import Deadline


def read(text: str, setting: Setting) -> Deadline:
    """Read a text against its surroundings, by the grammar alone."""
    repaired, repairs = repair(text)
    tokens, misspelt = mend(tokenise(repaired))
    chunks = spread_days(scan(tokens, setting))
    mentions = settle(mentions_of(chunks, tokens), setting)
    found = compose(Cell(tokens, chunks, mentions, forum_of(chunks, tokens, repaired), setting))
    if misspelt and found.kind not in ("unparseable", "none", "event"):
        repairs = (*repairs, "typo_repaired")
    if repairs:
        found = replace(found, flags=tuple(dict.fromkeys((*repairs, *found.flags))))
    return _sound(found)


def _sound(found: Deadline) -> Deadline:
    """A reading that ends before it starts has misread something: its days are withheld."""
    if found.start and found.end and found.end < found.start:
        return replace(found, start=None, end=None, flags=(*found.flags, "end_before_start"))
    return found
