"""Whether a page may hold forms that no table draws: asked of every page, so cheap.

What belongs here: the signs of labels. What they are and say is read in `written`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from extract.headers.vocabulary import fields_named, vocabulary
from extract.headers.words import plain
from extract.page import Page, Word
from extract.tables.table import Table

_FEWEST = 3
"""Labels of a form."""
_AGAIN = 2 * _FEWEST
"""Labels of two forms."""
_BEFORE_COLON, _OPENING = 3, 4
"""Words before the one with a colon, and at the start of a cell or in bold, that may be of its label."""
_APART = 1.2
"""In font sizes, a gap that is no space."""
_WHAT, _WHO_WHEN = frozenset(["action", "recommendation"]), frozenset(["owner", "deadline"])
_NONE = frozenset[str]()
_MOSTLY = 0.5
"""Share of the words of a bold label that name its field."""


def may_hold_forms(page: Page, plans: Sequence[Table], free: Sequence[Table]) -> bool:
    """Whether labels enough for a form stand on a page outside its tables of plans: words that headings are made of,
    with a colon, or at the start of cells, some of which say what is to be done, and some by whom or when; or by whom
    and when for several forms, whose headings may say what."""
    known = vocabulary().known
    ends = [at for at, word in enumerate(page.words) if ":" in word.text and word.text[-1] == ":"]
    loose = [at for at in ends if not any(table.box.holds_middle(page.words[at].box) for table in plans)]
    labelled = [[word.text for word in page.words[max(0, at - _BEFORE_COLON) : at + 1]] for at in loose]
    openings = [[cell.text.split(None, _OPENING)[:_OPENING] for cell in table.cells] for table in free]
    enough = len({plain(texts[-1].rstrip(":")) for texts in labelled} & known.keys()) >= _FEWEST or any(
        len({plain(texts[0]) for texts in table if len(texts) > 1} & known.keys()) >= _FEWEST for table in openings
    )
    said = [*labelled, *(texts for table in openings for texts in table)]
    fields = frozenset[str]().union(*(fields_named(texts, least=0.0) for texts in said if texts)) if enough else _NONE
    again = len(labelled) >= _AGAIN and fields >= _WHO_WHEN
    return again or _names_form(fields) or _holds_bold_labels(page, plans)


def _names_form(fields: frozenset[str]) -> bool:
    return not fields.isdisjoint(_WHAT) and not fields.isdisjoint(_WHO_WHEN)


def _holds_bold_labels(page: Page, plans: Sequence[Table]) -> bool:
    """Whether lines begin in bold with what is to be done, by whom and when."""
    runs = {tuple(words): place for place, words in _bold_openings(page.words)}
    if len(runs) < _FEWEST:
        return False
    named = {words: fields for words in runs if (fields := fields_named(words, least=_MOSTLY))}
    if not frozenset[str]().union(*named.values()) >= _WHO_WHEN:
        return False
    own = [words for words in named if not any(table.box.holds_middle(runs[words].box) for table in plans)]
    fields = frozenset[str]().union(*(named[words] for words in own))
    return fields >= _WHO_WHEN and _names_form(fields)


def _bold_openings(words: Sequence[Word]) -> Iterator[tuple[Word, list[str]]]:
    """The first words of what is set in bold, on its line or after a gap, where they may be a label."""
    before: Word | None = None
    for at, word in enumerate(words):
        if word.bold and word.text[:1].isupper() and (before is None or not before.bold or _is_apart(before, word)):
            yield word, [one.text for one in takewhile(lambda one: one.bold, words[at : at + _OPENING])]
        before = word


def _is_apart(before: Word, word: Word) -> bool:
    return word.box.x0 - before.box.x1 > _APART * word.size or before.box.x0 > word.box.x0
