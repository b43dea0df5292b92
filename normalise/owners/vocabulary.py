"""The words of owner columns, ready to look up: posts, teams, boards, organisations, units, first names.

Only the data of `roles.toml`, `owners.toml` and `owners_first_names.toml` in sets and mappings; what a cell says is
decided elsewhere. Words are lower-case but for acronyms, whose case matters.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal, TypedDict, cast

# Labels of one word that end no title, so that they need no stop before them.
_CLEAR = frozenset({"support", "supporting", "leads", "owners", "sro"})
BodyKind = Literal["team", "board", "organisation"]


class _Roles(TypedDict):
    heads: list[str]
    group_heads: list[str]
    welsh: list[str]
    before: list[str]
    qualifiers: list[str]
    shareable: list[str]
    unit_titles: list[str]
    unit_before: list[str]
    not_units: list[str]
    standalone: list[str]
    whole_titles: list[str]
    of_bodies: list[str]
    expanded: dict[str, str]
    spelt_out: dict[str, str]
    kept: dict[str, list[str]]
    honorifics: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class RoleWords:
    """Words of posts. `acronyms` maps a short form to what it is written as."""

    heads: frozenset[str]
    group_heads: frozenset[str]
    welsh: frozenset[str]
    before: frozenset[str]
    qualifiers: frozenset[str]
    shareable: frozenset[str]
    unit_titles: frozenset[str]
    unit_before: tuple[str, ...]
    not_units: frozenset[str]
    standalone: frozenset[tuple[str, ...]]
    whole_titles: frozenset[str]
    of_bodies: frozenset[str]
    acronyms: dict[str, str]
    doubtful: frozenset[str]
    spelt_out: dict[str, str]
    titles: frozenset[str]
    councillor: frozenset[str]
    ranks: frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class OwnerWords:
    """Words of everything else. `names` maps a whole name to its kind, as written and (long ones) in lower case."""

    nobody: frozenset[str]
    unknown: frozenset[str]
    unfilled: frozenset[str]
    asides: frozenset[str]
    names: dict[str, BodyKind]
    unnamed_organisations: frozenset[str]
    place_ends: frozenset[str]
    regulators: frozenset[str]
    doubtful: frozenset[str]
    topics: frozenset[str]
    council_ends: frozenset[str]
    short_words: frozenset[str]
    people: frozenset[str]
    team_ends: frozenset[str]
    board_ends: frozenset[str]
    organisation_words: frozenset[str]
    branches: frozenset[str]
    unit_words: frozenset[str]
    belongs_ends: frozenset[str]
    belongs_starts: frozenset[str]
    everyday: frozenset[str]
    particles: frozenset[str]
    articles: frozenset[str]
    first_names: frozenset[str]
    bound: frozenset[tuple[str, str]]
    labels: re.Pattern[str]
    labels_in_row: re.Pattern[str]
    joined_first: re.Pattern[str]
    never_initials: frozenset[str]
    joins: re.Pattern[str]


def _load(name: str) -> dict[str, object]:
    return tomllib.loads(resources.files("schemas").joinpath("vocabulary", name).read_text(encoding="utf-8"))


def _labels(labels: list[str], dashed: list[str], *, before: str) -> re.Pattern[str]:
    """The labels at the start of a line or after `before`; those that end no title after any blank."""
    clear = [label for label in labels if " " in label or label in _CLEAR]
    return re.compile(
        rf"(?:^|(?<={before})|(?<={before} ))(?:{_longest_first(labels)})\s*:\s*|"
        rf"(?<=\s)(?:{_longest_first(clear)})\s*:\s*|^(?:{_longest_first(dashed)})\s+[-–]\s+",
        re.IGNORECASE,
    )


def _longest_first(words: list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


def _phrases(words: list[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(word.split()) for word in words)


@lru_cache(maxsize=1)
def role_words() -> RoleWords:
    """The words of posts, read once."""
    data = cast(_Roles, _load("roles.toml"))
    return RoleWords(
        heads=frozenset(data["heads"]),
        group_heads=frozenset(data["group_heads"]),
        welsh=frozenset(data["welsh"]),
        before=frozenset(data["before"]),
        qualifiers=frozenset(data["qualifiers"]),
        shareable=frozenset(data["shareable"]),
        unit_titles=frozenset(data["unit_titles"]),
        unit_before=tuple(sorted(data["unit_before"], key=len, reverse=True)),
        not_units=frozenset(data["not_units"]),
        standalone=_phrases(data["standalone"]),
        whole_titles=frozenset(data["whole_titles"]),
        of_bodies=frozenset(data["of_bodies"]),
        acronyms={short: short for short in data["kept"]["posts"]} | data["expanded"],
        doubtful=frozenset(data["kept"]["doubtful"]),
        spelt_out=data["spelt_out"],
        titles=frozenset(data["honorifics"]["titles"]),
        councillor=frozenset(data["honorifics"]["councillor"]),
        ranks=_phrases(data["honorifics"]["ranks"]),
    )


def _names(data: dict[str, list[str]]) -> dict[str, BodyKind]:
    names: dict[str, BodyKind] = {}
    for kind, listed in (("team", "teams"), ("organisation", "organisations"), ("board", "boards")):
        for name in data[listed]:
            names[name] = cast(BodyKind, kind)
            if not name.isupper() or len(name) > 5:
                names[name.casefold()] = cast(BodyKind, kind)
    return names


def _bound(pairs: list[str]) -> frozenset[tuple[str, str]]:
    """The words on both sides of an "and" that divides nothing."""
    split = (pair.replace("&", "and").split(" and ", 1) for pair in pairs)
    return frozenset((before.split()[-1], after.split()[0]) for before, after in split)


@lru_cache(maxsize=1)
def owner_words() -> OwnerWords:
    """The words of teams, boards, organisations and names, read once."""
    data = cast(dict[str, list[str]], _load("owners.toml"))
    given = cast(dict[str, str], _load("owners_first_names.toml"))["names"]
    return OwnerWords(
        nobody=frozenset(data["nobody"]),
        unknown=frozenset(data["unknown"]),
        unfilled=frozenset(data["unfilled"]),
        asides=frozenset(data["asides"]),
        names=_names(data),
        place_ends=frozenset(data["place_ends"]),
        unnamed_organisations=frozenset(data["unnamed_organisations"]),
        regulators=frozenset(data["regulators"]),
        doubtful=frozenset(data["doubtful_teams"]),
        topics=frozenset(data["topics"]),
        people=frozenset(data["people"]),
        council_ends=frozenset(data["council_ends"]),
        short_words=frozenset(data["short_words"]),
        team_ends=frozenset(data["team_ends"]),
        board_ends=frozenset(data["board_ends"]),
        organisation_words=frozenset(data["organisation_words"]),
        branches=frozenset(data["branches"]),
        unit_words=frozenset(data["unit_words"]),
        belongs_ends=frozenset(data["belongs_ends"]),
        belongs_starts=frozenset(data["belongs_starts"]),
        everyday=frozenset(data["everyday"]),
        particles=frozenset(data["particles"]),
        articles=frozenset(data["articles"]),
        first_names=frozenset(given.split()),
        bound=_bound(data["bound_pairs"]),
        labels=_labels(data["labels"], data["labels_dashed"], before=r"[;,.\n]"),
        labels_in_row=_labels(data["labels"], data["labels_dashed"], before=r"[\s;,.]"),
        never_initials=frozenset(data["never_initials"]),
        joined_first=re.compile(rf"(?:{_longest_first(data['joins'])})\s+(?=\S)", re.IGNORECASE),
        joins=re.compile(
            rf"(?P<before>(?:^|\w+['’]?\w*)?[\s,]+)(?P<join>{_longest_first(data['joins'])})(?=\s)", re.IGNORECASE
        ),
    )
