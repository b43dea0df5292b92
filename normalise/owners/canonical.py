"""One form for one owner of a plan, however its cells write it ("S. Sen", "Sukriti Sen (HoS)"; "LSCB" and its name).

Only forms that are written in the same plan stand for each other, and only where they fit one owner: initials that fit
two people stay as they are. Reading a single cell is `normalise.owners`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from schemas.meaning import Owner

_INITIALS = re.compile(r"[A-Z]{2,3}|(?:[A-Z]\.\s?){2,3}|[A-Z]{1,2}-[A-Z]{1,2}")
_SMALL = frozenset({"of", "for", "and", "the", "in", "to", "on"})
_HONORIFIC = re.compile(r"(?:mr|mrs|ms|miss|mx|dr|prof|rev|sir|dame)\.?\s+", re.IGNORECASE)


def written(owner: Owner) -> str:
    """The owner as text that reads as the same owner again."""
    if owner.kind == "unknown":
        return "TBC"
    name, role = owner.name or "", owner.role or ""
    organisation = "" if owner.kind == "organisation" else owner.organisation or ""
    if owner.kind == "person" and _INITIALS.fullmatch(name) and (role or organisation):
        return f"{role or organisation} ({name})"
    if owner.kind == "team" and organisation:
        return f"{organisation} {name}"
    return ", ".join(part for part in (name, role, organisation) if part)


def canonical_owners(cells: Iterable[Sequence[Owner]]) -> Mapping[Owner, Owner]:
    """Every owner of a plan's cells to the form that stands for it; `text` stays each owner's own."""
    everyone = [owner for cell in cells for owner in cell]
    people = _people([owner for owner in everyone if owner.kind == "person"])
    others = _others([owner for owner in everyone if owner.kind != "person"])
    return {owner: replace((people | others)[_said(owner)], text=owner.text) for owner in everyone}


_Said = tuple[str, str | None, str | None, str | None]


def _said(owner: Owner) -> _Said:
    return owner.kind, owner.name, owner.role, owner.organisation


def _people(owners: list[Owner]) -> dict[_Said, Owner]:
    """People by the fullest name that fits only one of them, with the post and organisation any cell gives them."""
    full = {name: name for owner in owners if (name := owner.name) and _is_full(name)}
    by_name: dict[str, list[Owner]] = {}
    for owner in owners:
        by_name.setdefault(_fullest(owner.name or "", list(full)), []).append(owner)
    found: dict[_Said, Owner] = {}
    for name, same in by_name.items():
        role = _only(owner.role for owner in same)
        organisation = _only(owner.organisation for owner in same)
        for owner in same:
            found[_said(owner)] = replace(
                owner, name=name, role=owner.role or role, organisation=owner.organisation or organisation
            )
    return found


def _only(said: Iterable[str | None]) -> str | None:
    """What is said, where all who say something say the same."""
    different = {one for one in said if one}
    return different.pop() if len(different) == 1 else None


def _is_full(name: str) -> bool:
    words = name.split()
    return len(words) > 1 and all(len(word.strip(".")) > 1 for word in words) and not _HONORIFIC.match(name)


def _fullest(name: str, full: list[str]) -> str:
    fits = [one for one in dict.fromkeys(full) if _fits(name, one)]
    return fits[0] if len(fits) == 1 else name


def _fits(name: str, full: str) -> bool:
    """Whether a form may stand for a full name: initials, an initial and the surname, the surname with Mr or Ms."""
    if name.casefold() == full.casefold():
        return True
    whole = full.casefold().split()
    if _INITIALS.fullmatch(name):
        return re.sub(r"[^a-z]", "", name.casefold()) == "".join(re.sub(r"[^a-z]", "", word)[:1] for word in whole)
    bare = _HONORIFIC.sub("", name).casefold().replace(".", " ").split()
    if len(bare) == 1:
        return bool(_HONORIFIC.match(name)) and bare[0] == whole[-1]
    return bare[-1] == whole[-1] and len(bare[0]) == 1 and bare[0] == whole[0][0]


def _others(owners: list[Owner]) -> dict[_Said, Owner]:
    """Posts and bodies by their words without case, "&" and marks; short forms of a body by its letters."""
    counted = Counter(_said(owner) for owner in owners)
    first = {_said(owner): owner for owner in reversed(owners)}
    by_key: dict[tuple[str, str], list[_Said]] = {}
    for said in dict.fromkeys(_said(owner) for owner in owners):
        by_key.setdefault((said[0], _key(said)), []).append(said)
    letters = _by_letters(by_key)
    found: dict[_Said, Owner] = {}
    for (kind, key), forms in by_key.items():
        meant = by_key[kind, letters.get((kind, key), key)]
        best = max(meant, key=lambda said: (counted[said], len(said[1] or said[2] or "")))
        found |= {said: first[best] for said in forms}
    return found


def _key(said: _Said) -> str:
    text = " ".join(part for part in said[1:] if part).casefold().replace("&", " and ")
    words = re.sub(r"[^\w\s]", " ", text).split()
    return " ".join(word for word in words if word not in {"the", "of", "for"})


def _by_letters(by_key: dict[tuple[str, str], list[_Said]]) -> dict[tuple[str, str], str]:
    """Short forms of bodies to the one longer name of the plan that has these initials."""
    longer: dict[tuple[str, str], list[str]] = {}
    for kind, key in by_key:
        words = [word for word in key.split() if word not in _SMALL]
        if len(words) > 2:
            longer.setdefault((kind, "".join(word[0] for word in words)), []).append(key)
    return {short: keys[0] for short, keys in longer.items() if len(keys) == 1 and short in by_key}
