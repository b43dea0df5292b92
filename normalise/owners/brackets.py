"""What brackets beside an owner mean: a person in a unit, the holder of a post, a unit of a post, a body, or an aside.

"Public Health (KG / SL)" is two people in Public Health; "Laboratory / Public Health (TW / SL)" gives each unit one.
"""

from __future__ import annotations

from dataclasses import replace

from normalise.owners.drafts import Draft
from normalise.owners.titles import Title
from normalise.owners.vocabulary import owner_words, role_words

_BODIES = ("unit", "team", "organisation", "board")
_WHEN = frozenset({"until", "till", "from", "since", "by"})
_SMALL = frozenset({"of", "for", "and", "the", "&", "in", "to"})


def with_brackets(drafts: list[Draft], inside: str, inner: list[Draft]) -> list[Draft]:
    """The owners so far with what stands in brackets after the last of them; `inner` is the inside read as owners."""
    if not drafts:
        return inner
    last = drafts[-1]
    if not inner or _names_nobody(inside) or _short_form(last, inside):
        return drafts
    if _folded(inside) in role_words().qualifiers:
        return [*drafts[:-1], _qualified(last, inside)]
    if last.kind in ("unknown", "nobody"):
        return [*drafts[:-1], *inner]
    inner = _inner_of(last, inner)
    people = [draft for draft in inner if draft.kind == "person"]
    if people and last.kind != "person":
        return _people_of(drafts, people, [draft for draft in inner if draft.kind != "person"])
    return [*drafts[:-1], *_described(last, inner, inside)]


def _inner_of(last: Draft, inner: list[Draft]) -> list[Draft]:
    """What brackets hold, as it is meant behind this owner."""
    if last.kind != "person":
        inner = [_initials(draft, last) for draft in inner]
    if last.kind == "role" and len(inner) == 1 and _no_name(inner[0]):
        return [replace(inner[0], kind="unit")]
    return inner


def _folded(inside: str) -> str:
    return inside.casefold().strip(" .")


def _names_nobody(inside: str) -> bool:
    """Whether brackets say when, or by the way, or that a post is vacant."""
    said = _folded(inside)
    return said.split(" ", 1)[0] in _WHEN or said in owner_words().asides or said in owner_words().unfilled


def _initials(draft: Draft, last: Draft) -> Draft:
    """After a unit or a post two letters are its holder, whatever post or, after a unit, team they also stand for."""
    doubtful = draft.part.initials and draft.text not in owner_words().never_initials
    kinds = ("role", "team") if last.kind in _BODIES else ("role",)
    return replace(draft, kind="person", name=draft.text, title=None) if doubtful and draft.kind in kinds else draft


def _no_name(draft: Draft) -> bool:
    """ "Finance Officer (Exchequer)": one word that nobody is called by says which of the posts it is."""
    alone = draft.kind == "person" and " " not in draft.text and not draft.part.initials and not draft.part.sure
    return alone and draft.text[1:].islower() and draft.text.casefold() not in owner_words().first_names


def _short_form(last: Draft, inside: str) -> bool:
    """Whether the brackets hold only the initials of what they follow ("Independent Reviewing Officer (IRO)")."""
    letters = inside.replace(".", "").replace("&", "").rstrip("s").casefold()
    words = (last.title.text if last.title else last.name or "").replace("-", " ").replace(",", "").split()
    every = "".join(word[0] for word in words).casefold()
    main = "".join(word[0] for word in words if word.casefold() not in _SMALL).casefold()
    return len(letters) > 1 and letters in (every, main)


def _qualified(last: Draft, qualifier: str) -> Draft:
    if last.title is None:
        return last
    title = replace(last.title, text=f"{qualifier.strip().capitalize()} {last.title.text}")
    return replace(last, title=title)


def _people_of(drafts: list[Draft], people: list[Draft], others: list[Draft]) -> list[Draft]:
    """People in brackets after posts or units: one for each of the last so many, or all for the last."""
    count = len(people)
    if count > 1 and len(drafts) >= count and _alike(drafts[-count:]):
        pairs = zip(drafts[-count:], people, strict=True)
        return [*drafts[:-count], *(_placed(base, person) for base, person in pairs), *others]
    return [*drafts[:-1], *(_placed(drafts[-1], person) for person in people), *others]


def _alike(drafts: list[Draft]) -> bool:
    """All posts, or all bodies."""
    return len({"body" if draft.kind in _BODIES else draft.kind for draft in drafts}) == 1


def _placed(base: Draft, person: Draft) -> Draft:
    text = f"{base.text} ({person.text})"
    if base.kind == "role":
        title = person.title if person.title and person.title.text != "Councillor" else base.title
        return replace(person, title=title, organisation=base.organisation or person.organisation, text=text)
    return replace(person, organisation=person.organisation or base.name, text=text)


def _described(last: Draft, inner: list[Draft], inside: str) -> list[Draft]:
    """Brackets without a person after a post or a body, or anything after a person."""
    first = inner[0]
    text = f"{last.text} ({inside})"
    if first.kind in ("unknown", "nobody"):
        return [last]
    if first.kind == "role" and last.kind != "role":
        return _with_post(last, inner, text)
    if last.kind == "person":
        others = first.kind == "person" and not first.part.initials
        return [last, *inner] if others else [_in_body(last, inside, first, text)]
    if last.kind == "role":
        return _role_in(last, inner, inside, text)
    return _of_body(last, inner, inside, text)


def _of_body(last: Draft, inner: list[Draft], inside: str, text: str) -> list[Draft]:
    """A body, and what its brackets say: its team, the organisation it is of, the rest of its name."""
    first = inner[0]
    if last.kind == first.kind == "organisation" and last.text.casefold() in owner_words().unnamed_organisations:
        return inner
    if last.kind == "organisation" and first.kind in ("team", "unit"):
        return [replace(first, organisation=last.name, text=text)]
    if first.kind == "organisation" and last.kind in ("team", "unit") and last.organisation is None:
        return [replace(last, organisation=first.name, text=text)]
    if last.wordy and first.kind == "unit":
        return [replace(last, name=f"{last.name} ({inside})", text=text)]
    return [last, *inner]


def _with_post(last: Draft, inner: list[Draft], text: str) -> list[Draft]:
    """ "Jane Smith (Director of Midwifery, CHS)", "NELFT (Named Nurse)": the post, and the body after it."""
    first, rest = inner[0], inner[1:]
    if last.kind == "person":
        described = replace(last, title=first.title, organisation=first.organisation or last.organisation, text=text)
    else:
        described = replace(first, organisation=first.organisation or last.name, text=text)
    return _organised(described, rest) if rest else [described]


def _organised(described: Draft, rest: list[Draft]) -> list[Draft]:
    bodies = [draft for draft in rest if draft.kind in _BODIES]
    if bodies and described.organisation is None:
        described = replace(described, organisation=bodies[0].name)
        bodies = bodies[1:]
    return [described, *bodies, *(draft for draft in rest if draft.kind not in _BODIES)]


def _in_body(last: Draft, inside: str, first: Draft, text: str) -> Draft:
    if first.part.initials and first.kind == "person" and last.part.initials:
        return last
    return replace(last, organisation=last.organisation or inside, text=text)


def _role_in(last: Draft, inner: list[Draft], inside: str, text: str) -> list[Draft]:
    title, first = last.title, inner[0]
    if title is None or first.kind == "role":
        return [last, first] if first.kind == "role" and not (first.title and first.title.short) else [last]
    if len(inner) > 1 and last.organisation is None and {draft.kind for draft in inner} == {"organisation"}:
        return [replace(last, organisation=inside, text=text)]
    department = first.kind == "team" and inside.split()[-1].casefold() in owner_words().belongs_ends
    if (department or first.kind in ("organisation", "board")) and last.organisation is None:
        return [replace(last, organisation=first.name, text=text)]
    return [replace(last, title=Title(f"{title.text}, {inside}", organisation=title.organisation), text=text)]
