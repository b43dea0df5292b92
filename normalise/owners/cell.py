"""Owner cells: who is to do it, as people, posts, teams, boards and organisations.

Here the pieces of a cell are folded into owners. How the text is cut stands in `normalise.owners.text`, what a piece is
in `normalise.owners.parts`, which pieces belong together in `normalise.owners.join` and `normalise.owners.brackets`,
one form for one owner of a plan in `normalise.owners.canonical`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from normalise.owners.brackets import with_brackets
from normalise.owners.drafts import Draft
from normalise.owners.join import joined, lines_joined
from normalise.owners.shared import with_shared_heads
from normalise.owners.text import APART, BOUND, clean, lines, pieces
from normalise.owners.vocabulary import owner_words
from schemas.meaning import Owner

_LONGEST_MEANING = 8
_ELSEWHERE = re.compile(
    r"(?:please )?see (?:\d|above|below|action|item|row|section|recommendation|ref)"
    r"|(?:same )?as (?:per |for |in )?(?:action |recommendation |ref |no\.? ?)?\d[\d.]*[a-z]?(?: above| below)?\W*$"
    r"|n/a\b\W",
    re.IGNORECASE,
)
_AT_PRESENT = re.compile(r"^(?:currently|presently|at present|now)\s*:?\s+(?=[A-Z])")
_TO_BE_TOLD = re.compile(
    r"^(?:tb[acd]|to be (?:confirmed|agreed|advised|determined|decided|identified|nominated|appointed)) by\b.*",
    re.IGNORECASE,
)
_TERM = re.compile(r"[A-Za-z][\w&'/-]*")


def owners(text: str, *, glossary: Mapping[str, str] | None = None) -> list[Owner]:
    """The owners a cell names, in reading order; none when it names nobody ("", "-", "N/A").

    `glossary` holds the paper's own short forms and what they stand for; it goes before the common ones. An owner that
    is nobody yet ("TBC", "Vacant") is of kind unknown.
    """
    return list(_read(text, tuple(sorted(glossary.items())) if glossary else ()))


@lru_cache(maxsize=65536)
def _read(text: str, glossary: tuple[tuple[str, str], ...]) -> tuple[Owner, ...]:
    cleaned = clean(text)
    if glossary:
        cleaned = _written_out(cleaned, dict(glossary))
    return tuple(draft.owner() for draft in _drafts(cleaned, 0))


def _written_out(text: str, glossary: dict[str, str]) -> str:
    """The text with the paper's own short forms written out; an "and" in a meaning divides no owners."""
    return _TERM.sub(lambda found: _meaning(found[0], glossary), text)


def _meaning(term: str, glossary: dict[str, str]) -> str:
    many = term.endswith("s") and term not in glossary
    meaning = glossary.get(term.removesuffix("s").removesuffix("'") if many else term, "")
    if not meaning or len(meaning.split()) > _LONGEST_MEANING:
        return term
    tied = meaning.replace(" and ", f"{BOUND}and{BOUND}").replace(" & ", f"{BOUND}&{BOUND}")
    return f"{tied}s" if many and not term.endswith("'s") else tied


def _drafts(text: str, depth: int) -> list[Draft]:
    """Fold the pieces of a cleaned text into owners; brackets are read as cells of their own, two deep at most."""
    if _names_nobody(text):
        return []
    drafts: list[Draft] = []
    for line in lines(_TO_BE_TOLD.sub("TBC", text)):
        found: list[Draft] = []
        said = line.lstrip(APART).strip()
        for piece in () if _names_nobody(said) else with_shared_heads(pieces(said)):
            found = joined(found, piece)
            for inside in piece.inside if depth < 2 else ():
                found = _with_inside(found, inside, depth + 1)
        found = [draft for draft in found if draft.kind != "nobody"]
        drafts = [*drafts, *found] if line.startswith(APART) else lines_joined(drafts, found)
    return _initials_or_not(drafts)


def _names_nobody(text: str) -> bool:
    return text.casefold() in owner_words().nobody or _ELSEWHERE.match(text) is not None


def _with_inside(found: list[Draft], inside: str, depth: int) -> list[Draft]:
    """Brackets: more about the owner before them, or owners of their own ("(supported by Tom Ashdown)")."""
    inside = _AT_PRESENT.sub("", inside)
    if joined := owner_words().joined_first.match(inside):
        return [*found, *_drafts(inside[joined.end() :], depth)]
    return with_brackets(found, inside, _drafts(inside, depth))


def _initials_or_not(drafts: list[Draft]) -> list[Draft]:
    """Among initials, short forms that could be either are initials too ("SS/PC")."""
    plain = [draft for draft in drafts if draft.part.initials]
    if len(plain) < len(drafts) or not any(draft.kind == "person" for draft in plain):
        return drafts
    return [
        draft
        if draft.kind == "person"
        else replace(draft, kind="person", name=draft.text, title=None, organisation=None)
        for draft in drafts
    ]
