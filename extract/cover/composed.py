"""Lines of a front that say several things: "Report to the Cabinet of Denford Borough Council, 2 February 2022".

Such a line is taken apart at its marks and at "of"; it counts only when every part is a body, a council, a day or a
word that ties them. Lines that say one thing are told in `extract.cover.front`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

from extract.prose.dates import DAY

Kind = Literal["authority", "committee", "date"]
Told = tuple[Kind, str]

_ADDRESSED = re.compile(
    r"^(?:(?:joint )?reports? (?:to|for)|(?:draft )?minutes of|paper (?:to|for)|"
    r"(?:agenda (?:for|of) )?(?:an? |the )?(?:extraordinary |special )?meeting of)"
    r"\s*:?\s+(?:an? |the )?(?:meeting of )?(?:the )?",
    re.IGNORECASE,
)
_MARKS = re.compile(r"\s*(?:[|/;:•·\[\]()]|\s[-–—]|[–—])\s*")
_COMMA = re.compile(r"\s*,\s*")
_MEETING = re.compile(r"\s+meeting(?: in (?:public|private))?$", re.IGNORECASE)
_TIES = re.compile(
    r"(?:(?:meeting|to be|will be|be|is|was|held|on|at|the|of|and|from|in|commencing|starting|date|time"
    r"|am|pm|a\.m|p\.m|noon|hours|hrs|\d{1,2}(?:[.:]\d{2})?\s?(?:am|pm|a\.m|p\.m|hrs|h)?)\b\.?[\s:]*)+",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\s+(?:to be |will be |is to be |was )?(?:held|meeting)?\s*(?:in (?:public|private))?\s*(?:on|at)?\s*$",
    re.IGNORECASE,
)
_OF_THE = re.compile(r"\s+of\s+(?:the\s+)?(?=[A-Z])")

Test = Callable[[str], bool]


def addressed_to(words: str) -> str:
    """The line without "Report to the", "Minutes of the" and the like."""
    found = _ADDRESSED.match(words)
    return words[found.end() :] if found else words


def composed(words: str, is_body: Test, is_authority: Test) -> list[Told]:
    """What a line says when each of its parts is a body, a council or a day, and it says more than one of these."""
    rest = addressed_to(words)
    day = DAY.search(rest)
    told: list[Told] = [("date", day.group())] if day else []
    texts = (_HELD.sub("", rest[: day.start()]), rest[day.end() :]) if day else (rest,)
    for part in (part.strip(" .,-–") for text in texts for part in _MARKS.split(text)):
        named = _parts_named(part, is_body, is_authority)
        if named is None:
            return []
        told.extend(named)
    kinds = [kind for kind, _ in told]
    return told if len(set(kinds)) == len(kinds) > 1 else []


def _parts_named(part: str, is_body: Test, is_authority: Test) -> list[Told] | None:
    """What a part names: as a whole, else at the first comma where both sides name something; null when it does not."""
    if not part or _TIES.fullmatch(f"{part} "):
        return []
    if named := list(_named(part, is_body, is_authority)):
        return named
    for comma in _COMMA.finditer(part):
        left = list(_named(part[: comma.start()], is_body, is_authority))
        right = _parts_named(part[comma.end() :], is_body, is_authority)
        if left and right is not None:
            return [*left, *right]
    return None


def _named(part: str, is_body: Test, is_authority: Test) -> Iterator[Told]:
    """The body or council a part names, or both ("Cabinet of Denford Borough Council")."""
    part = _MEETING.sub("", part)
    for tie in _OF_THE.finditer(part):
        body, council = part[: tie.start()], part[tie.end() :]
        if is_authority(council) and is_body(body):
            yield "authority", council
            yield "committee", body
            return
    if is_authority(part):
        yield "authority", part
    elif is_body(part):
        yield "committee", part
