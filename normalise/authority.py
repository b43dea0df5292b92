"""Which authority a paper belongs to: the paper's own words, matched against the register of UK authorities.

Names in the register are facts of `schemas/reference/authorities.csv`. A name counts more on the cover than in the
prose, and an official name ("Bury Council") more than a bare place ("Bury"), which may be part of another body's name
("NHS South Essex", "Sutton Coldfield Town Council"). Where two authorities are about equally likely, none is given.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

COVER_WEIGHT = 6.0
TITLE_WEIGHT = 4.0
PROSE_WEIGHT = 1.0
_FORMAL_FACTOR = 3.0
_MENTIONS_COUNTED = 12
_LEAD = 1.5
_LEAST = 2 * PROSE_WEIGHT  # a bare place named once in the prose may be anybody's
_POSTCODE = re.compile(r"\s[a-z]{1,2}\d[a-z\d]?\s\d[a-z]{2}\b")
"""Behind a place's name: it stands in somebody's address."""
_CHILDRENS_KINDS = frozenset(
    {"London borough", "Metropolitan district", "Unitary authority", "County", "City corporation"}
)


@dataclass(frozen=True, slots=True)
class Authority:
    """A UK local authority. `start` and `end` bound its life (null: open); `successors` are ONS codes."""

    code: str | None
    name: str
    official_name: str
    kind: str
    nation: str
    start: dt.date | None
    end: dt.date | None
    successors: tuple[str, ...]
    aliases: tuple[str, ...]

    def existed_on(self, day: dt.date) -> bool:
        """Whether the authority existed on `day`."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@cache
def register() -> tuple[Authority, ...]:
    """Every authority of the register, in its order."""
    text = (resources.files("schemas") / "reference" / "authorities.csv").read_text(encoding="utf-8")
    return tuple(_authority(row) for row in csv.DictReader(text.splitlines()))


def _authority(row: Mapping[str, str]) -> Authority:
    return Authority(
        code=row["authority_code"] or None,
        name=row["name"],
        official_name=row["official_name"],
        kind=row["kind"],
        nation=row["nation"],
        start=_day(row["start"]),
        end=_day(row["end"]),
        successors=tuple(filter(None, row["successors"].split("|"))),
        aliases=tuple(filter(None, row["aliases"].split("|"))),
    )


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def squash(name: str) -> str:
    """A name as it is compared: case, "and"/"&", punctuation and white space folded."""
    return _spaced(name).casefold()


def _spaced(name: str) -> str:
    words = re.sub(r"[^\w&']+", " ", name.replace("&", " and ").replace("’", "'"))
    return re.sub(r"\s+", " ", words).strip()


@cache
def _names() -> Mapping[str, tuple[Authority, ...]]:
    names: dict[str, list[Authority]] = defaultdict(list)
    for authority in register():
        for name in {authority.name, authority.official_name, *authority.aliases}:
            key = squash(name)
            if len(key) > 3 and authority not in names[key]:
                names[key].append(authority)
    return {key: tuple(found) for key, found in names.items()}


def _named_in(folded: str) -> Iterable[re.Match[str]]:
    """The names of authorities in a squashed text, the longest at each place."""
    held = [name for name in _names() if name in folded]
    if not held:
        return ()
    longest_first = sorted(held, key=lambda name: (-len(name), name))
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b")
    return pattern.finditer(folded)


def named(name: str, *, on: dt.date | None = None) -> Authority | None:
    """The one authority of exactly this name (any spelling the register knows) on a day; null when none or several."""
    key = squash(name)
    found = _names().get(key) or _names().get(
        re.sub(r"\b(?:the|council|" + "|".join(_patterns().council_words) + r")\b", "", key).strip()
    )
    return _settle(found or (), on)


def find(weighted: Iterable[tuple[str, float]], *, on: dt.date | None = None) -> Authority | None:
    """The authority that these texts speak of, each text with its weight; null where no one stands out.

    `on` is the day of the meeting: an authority that did not exist then is passed over for one that did.
    """
    scores: dict[Authority, float] = defaultdict(float)
    for text, weight in weighted:
        for authority, share in _mentions(text, on):
            scores[authority] += weight * share
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0].name))
    if not ranked or ranked[0][1] < _LEAST:
        return None
    if len(ranked) > 1 and ranked[0][1] < _LEAD * ranked[1][1]:
        return None
    return ranked[0][0]


def _mentions(text: str, on: dt.date | None) -> Iterable[tuple[Authority, float]]:
    spelt = _spaced(text)
    folded = spelt.casefold()
    for count, match in enumerate(_named_in(folded)):
        if count == _MENTIONS_COUNTED:
            return
        authority = _settle(_names()[match.group()], on)
        formal = _formal(folded, match)
        if authority is None or _other_name(folded, match, formal):
            continue
        if not formal and len(spelt) == len(folded) and not spelt[match.start()].isupper():  # "to narrow down"
            continue
        yield authority, _FORMAL_FACTOR if formal else 1.0


def _other_name(folded: str, match: re.Match[str], formal: bool) -> bool:
    """Whether the name is only part of another's: a body's ("NHS South Essex"), a street's, a longer place name's."""
    patterns = _patterns()
    before = folded[max(0, match.start() - 30) : match.start()]
    if patterns.other_before.search(before) or folded.startswith(patterns.longer_names, match.start()):
        return True
    return not formal and (
        match.group() in patterns.ordinary_words
        or bool(patterns.other_after.match(folded, match.end()))
        or bool(_POSTCODE.match(folded, match.end()))
    )


def _formal(folded: str, match: re.Match[str]) -> bool:
    patterns = _patterns()
    after = folded[match.end() : match.end() + 28].strip()
    before = folded[max(0, match.start() - 22) : match.start()].strip()
    return (
        "council" in match.group() or after.startswith(patterns.council_words) or before.endswith(patterns.council_of)
    )


@dataclass(frozen=True, slots=True)
class _Patterns:
    """`vocabulary/places.toml`, compiled: what stands around a name and says whose it is."""

    council_words: tuple[str, ...]
    council_of: tuple[str, ...]
    other_after: re.Pattern[str]
    other_before: re.Pattern[str]
    longer_names: tuple[str, ...]
    ordinary_words: frozenset[str]


@cache
def _patterns() -> _Patterns:
    text = (resources.files("schemas") / "vocabulary" / "places.toml").read_text(encoding="utf-8")
    words: dict[str, list[str]] = tomllib.loads(text)
    bodies, streets = "|".join(words["other_bodies"]), "|".join(words["thoroughfares"])
    return _Patterns(
        council_words=tuple(words["council_words"]),
        council_of=tuple(words["council_of"]),
        other_after=re.compile(rf"\s*(?:and\s)?[\w\s']{{0,30}}?\b(?:{bodies})\b|\s(?:{streets})\b"),
        other_before=re.compile(rf"\b(?:{'|'.join(words['other_body_of'])})(?:\s(?:north|south|east|west|mid))*\s$"),
        longer_names=tuple(words["longer_names"]),
        ordinary_words=frozenset(words["ordinary_words"]),
    )


def _settle(found: Iterable[Authority], on: dt.date | None) -> Authority | None:
    """One of several authorities of the same name: alive on the day, then the upper tier (it answers inspections)."""
    alive = [authority for authority in found if on is None or authority.existed_on(on)]
    if len(alive) > 1:
        alive = [authority for authority in alive if authority.kind in _CHILDRENS_KINDS] or alive
    if len(alive) > 1 and on is None:
        alive = [authority for authority in alive if authority.end is None] or alive
    return alive[0] if len(alive) == 1 else None
