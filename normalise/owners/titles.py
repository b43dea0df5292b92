"""Posts: where a title starts, and how it is written ("SM for Through Care" -> "Service Manager, Through Care").

Only posts; persons, bodies and the cell as a whole are read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from normalise.owners.vocabulary import owner_words, role_words

_SMALL = frozenset({"of", "for", "and", "the", "to", "in", "on", "&", "at", "with", "a", "an"})
_PLURAL_ACRONYM = re.compile(r"([A-Za-z]+?)('?s)")
_NO_START_AFTER = frozenset({"of", "for", "to", "the", "and", "&", "with", "by", "a", "an", "in"})


@dataclass(frozen=True, slots=True)
class Title:
    """A post: `text` its whole title, `open` whether its unit may still follow, `organisation` a body it names."""

    text: str
    open: bool = False
    organisation: str | None = None
    short: bool = False


def lowered(token: str) -> str:
    """A token for looking up: lower case, without the marks around it."""
    return token.casefold().strip(".,'\"*:")


def title_heads(tokens: Sequence[str]) -> list[int]:
    """Indices of the tokens that a post can turn on."""
    return [index for index, token in enumerate(tokens) if _is_head(token)]


@lru_cache(maxsize=16384)
def _is_head(token: str) -> bool:
    if _expanded(token) is not None:
        return True
    word = lowered(token)
    heads = role_words().heads
    if (
        word in heads
        or (word.endswith("s") and word[:-1] in heads)
        or (word.endswith("ies") and f"{word[:-3]}y" in heads)
    ):
        return not token.casefold().endswith(("'s", "s'"))
    return False


@lru_cache(maxsize=16384)
def _expanded(token: str) -> str | None:
    """What a short form of a post is written as, plural kept; None for other words."""
    acronyms = role_words().acronyms
    token = token.strip('.,:*"')
    if token in acronyms:
        return acronyms[token]
    found = _PLURAL_ACRONYM.fullmatch(token)
    if found and found[1] in acronyms and found[1].upper() != found[1].lower() and len(found[1]) > 1:
        return _in_plural(acronyms[found[1]])
    return None


def _before_title(tokens: Sequence[str], index: int) -> bool:
    """Whether a short form only says of what another post is ("IRO Manager", "IRO Service Manager")."""
    rest = [lowered(token) for token in tokens[index + 1 :]]
    manages = bool(rest) and _is_head(tokens[index + 1]) and not _expanded(tokens[index + 1])
    return manages or " ".join(rest) in role_words().unit_before


def _in_plural(title: str) -> str:
    if title.startswith("Head of"):
        return "Heads" + title[4:]
    if title.startswith("Director of"):
        return "Directors" + title[8:]
    return f"{title}s"


def spelt_out(tokens: Sequence[str]) -> list[str]:
    """The tokens with clipped words written out ("Asst", "Mgr")."""
    spelt = role_words().spelt_out
    if len(tokens) == 1:
        return list(tokens)
    return [
        (spelt[word] if token[:1].islower() else spelt[word].capitalize())
        if (word := lowered(token)) in spelt
        else token
        for token in tokens
    ]


def is_rank(title: str) -> bool:
    """Whether a title is a police rank: what follows it is where its holder works, not part of it."""
    return tuple(title.casefold().split()) in role_words().ranks


def is_welsh_post(tokens: Sequence[str]) -> bool:
    """Whether a post is told in Welsh ("Pennaeth Addysg"); its words keep their order, and no unit is set apart."""
    return len(tokens) > 1 and any(lowered(token) in role_words().welsh for token in tokens[:2])


def starts_title(tokens: Sequence[str], index: int) -> bool:
    """Whether a title that needs nothing before it starts here."""
    words = [lowered(token) for token in tokens]
    if index and words[index - 1] in _NO_START_AFTER:
        return False
    roles = role_words()
    if index and words[index - 1] in roles.qualifiers:
        return False
    if index and _names_unit(words, tokens, index):
        return False
    at = index
    while at < len(words) - 1 and words[at] in roles.qualifiers and not _stands_alone(words, at):
        at += 1
    if _stands_alone(words, at):
        return not (index and (_within_title(words, index) or _only_head(words, tokens, index)))
    return (
        index > 0 and _expanded(tokens[at]) is not None and not tokens[at].endswith("s") and _opens_after(tokens, index)
    )


def _stands_alone(words: list[str], index: int) -> bool:
    standalone = role_words().standalone
    return any(tuple(words[index : index + count]) in standalone for count in (4, 3, 2, 1))


def _names_unit(words: list[str], tokens: Sequence[str], index: int) -> bool:
    """Whether what stands before "Team Leader" only says of which team ("Health Visitor Team Leader")."""
    if index == 1 and _before_title(tokens, 0) and _expanded(tokens[0]):
        return True
    if " ".join(words[index:]) not in role_words().unit_before or _expanded(tokens[0]):
        return False
    return (
        not (set(words[:index]) & _SMALL) and not _stands_alone(words, 0) and words[0] not in owner_words().first_names
    )


def _only_head(words: list[str], tokens: Sequence[str], index: int) -> bool:
    """A bare "Director" starts a title only after a name or a body, not after "Divisional" or "Education"."""
    spans = (tuple(words[index : index + count]) for count in (4, 3, 2))
    if any(len(span) > 1 and span in role_words().standalone for span in spans):
        return False
    before = words[index - 1]
    vocabulary = owner_words()
    body = vocabulary.names.get(tokens[0], "team") != "team"
    return not body and (index == 1 or before in role_words().before or before in vocabulary.unit_words)


def _within_title(words: list[str], index: int) -> bool:
    """Whether the start lies inside a longer title ("executive director of": not at "director of")."""
    standalone = role_words().standalone
    for start in range(max(0, index - 3), index):
        for count in (4, 3, 2):
            if start < index < start + count and tuple(words[start : start + count]) in standalone:
                return True
    return False


def _opens_after(tokens: Sequence[str], index: int) -> bool:
    """A short form starts a new post only after a finished one ("DCS AD"); after "Service Manager" it is a unit."""
    before = list(tokens[:index])
    return bool(title_heads(before)) and " ".join(_words(before)).casefold() not in role_words().unit_titles


def _words(tokens: Sequence[str]) -> list[str]:
    """The tokens with short forms written out."""
    written: list[str] = []
    for index, token in enumerate(tokens):
        full = _expanded(token)
        if full is not None and index + 1 < len(tokens) and token.casefold().endswith("'s"):
            full = role_words().acronyms[token.rstrip("s").rstrip("'")]
        if full is not None and _before_title(tokens, index):
            full = None
        written.append(full if full is not None else token)
    return " ".join(written).split()


def read_title(tokens: Sequence[str]) -> Title:
    """Write a title as the conventions have it: short forms expanded, the unit after a comma, a body taken out."""
    short = len(tokens) == 1 and _expanded(tokens[0]) is not None
    words = [word for word in _words(tokens) if word.casefold() not in {"a", "an", "the"} or word != "an"]
    while words and words[0].casefold() in {"the", "a", "an"}:
        words = words[1:]
    words = _without_task(words)
    words = _capitalised(words)
    plain = " ".join(words)
    if plain.casefold() in role_words().whole_titles:
        return Title(plain, short=short)
    department, words = department_after(words)
    if department:
        title = read_title(words)
        return Title(title.text, organisation=title.organisation or department)
    organisation, words = _body_before(words)
    if organisation:
        title = read_title(words)
        return Title(title.text, title.open, title.organisation or organisation)
    return _of_body(words) or _unit_after(words, short) or _unit_first(words) or _tail_after_head(words, short)


def _capitalised(words: list[str]) -> list[str]:
    """Initial capitals for a title written small ("an independent chair", "interim HoS")."""
    if any(word[:1].isupper() for word in words[1:]) and words[0][:1].isupper():
        return words
    small = [word for word in words if word[:1].islower() and word not in _SMALL]
    if len(small) == len([word for word in words if word not in _SMALL]) or (words and words[0][:1].islower()):
        return [word if word in _SMALL else word[:1].upper() + word[1:] for word in words]
    return words


def _without_task(words: list[str]) -> list[str]:
    """ "Clerk to investigate": what is to be done is no part of the post."""
    for index in range(1, len(words) - 1):
        following = words[index + 1]
        if words[index] == "to" and following.islower() and following not in {"the", "a", "council", "governors"}:
            return words[:index]
    return words


def department_after(words: list[str]) -> tuple[str | None, list[str]]:
    """ "Head of Audit Children's Directorate": the department at the end of a post, and the post without it."""
    vocabulary = owner_words()
    if len(words) < 4 or words[-1].casefold() not in vocabulary.belongs_ends:
        return None, words
    for index in range(3, len(words) - 1):
        if words[index].casefold() in vocabulary.belongs_starts and words[index - 1].casefold() not in _SMALL:
            return " ".join(words[index:]), words[:index]
    return None, words


def _body_before(words: list[str]) -> tuple[str | None, list[str]]:
    """ "BTUH Chief Executive", "LSCB Chair": the body's short name before a title that can stand alone."""
    known = owner_words().names
    if len(words) < 2 or words[0].casefold() in role_words().before or words[0] in owner_words().regulators:
        return None, words
    if known.get(words[0]) == "board" and words[0].isupper():
        return words[0], words[1:]
    for index in range(1, len(words) - 1):
        joined = words[index - 1].casefold() in {"and", "&"}
        if words[index].casefold() in owner_words().board_ends and not joined and _heads_body(words[index + 1 :]):
            return " ".join(words[: index + 1]), words[index + 1 :]
    kind = known.get(words[0])
    rest = [lowered(word) for word in words[1:]]
    if kind == "organisation" and words[0].isupper() and (len(rest) > 1 or _stands_alone(rest, 0)):
        return words[0], words[1:]
    unknown = kind is None and words[0].isupper() and len(words[0]) > 3 and words[0].isalpha()
    if unknown and len(rest) > 1 and (_stands_alone(rest, 0) or rest[0] in role_words().qualifiers):
        return words[0], words[1:]
    return None, words


def _heads_body(words: list[str]) -> bool:
    """ "... Board | Manager", "... Committee | Vice Chair": a post that a body's name can stand before."""
    title = " ".join(words).casefold()
    return title in role_words().of_bodies and title not in {"executive", "members", "member", "representatives"}


def _of_body(words: list[str]) -> Title | None:
    """ "Independent Chair of LSCB": the body after "of" becomes the organisation."""
    for index, word in enumerate(words):
        if word.casefold() in {"of", "for"} and 0 < index < len(words) - 1:
            title = " ".join(words[:index])
            body = [w for w in words[index + 1 :]]
            if body and body[0].casefold() == "the":
                body = body[1:]
            chairs = "chair" in title.casefold() and body[-1:] and body[-1].casefold() in owner_words().team_ends
            if title.casefold() in role_words().of_bodies and body and (chairs or is_body(body)):
                return Title(title, organisation=" ".join(body))
            return None
    return None


def is_body(words: Sequence[str]) -> bool:
    """Whether words name a board or an organisation, by a known name or by the last word."""
    vocabulary = owner_words()
    plain = " ".join(words)
    kind = vocabulary.names.get(plain) or vocabulary.names.get(plain.casefold())
    if kind is not None:
        return kind != "team"
    last = words[-1].casefold()
    return last in vocabulary.board_ends or last in vocabulary.organisation_words


def _unit_after(words: list[str], short: bool) -> Title | None:
    """ "Service Manager for Placements", "Team Manager: Life Chances" -> title, comma, unit."""
    small = [lowered(word) for word in words]
    titles = role_words().unit_titles
    for count in range(min(5, len(words)), 0, -1):
        if not _is_unit_title(" ".join(small[:count]), titles):
            continue
        title = " ".join(words[:count])
        unit = words[count:]
        if unit and unit[0].casefold() == "for":
            unit = unit[1:]
        if not unit:
            return Title(title, open=True, short=short)
        if unit[0].casefold() in {"of", "to", "in"}:
            return Title(" ".join(words), short=short)
        return Title(f"{title}, {' '.join(unit)}")
    return None


def _is_unit_title(text: str, titles: frozenset[str]) -> bool:
    if text in titles or (text.endswith("s") and text[:-1] in titles):
        return True
    first, _, rest = text.partition(" ")
    return (
        first in {"interim", "acting", "deputy", "senior", "temporary", "assistant"}
        and rest in titles
        and rest != "manager"
    )


def _unit_first(words: list[str]) -> Title | None:
    """ "After Care Team Manager" -> "Team Manager, After Care"."""
    small = [lowered(word) for word in words]
    roles = role_words()
    for title in roles.unit_before:
        count = len(title.split())
        ends = " ".join(small[-count:])
        if len(words) <= count or ends not in (title, f"{title}s"):
            continue
        unit = small[:-count]
        if unit[-1] in roles.not_units or all(word in roles.before for word in unit):
            return Title(" ".join(words))
        lead = 0
        while unit[lead] in roles.qualifiers:
            lead += 1
        name = " ".join([*words[:lead], *words[-count:]])
        return Title(f"{name}, {' '.join(words[lead:-count])}")
    return None


def _tail_after_head(words: list[str], short: bool) -> Title:
    """Any other title; a unit that follows its head directly is set off by a comma ("Named Nurse, Safeguarding")."""
    heads = [
        index
        for index in title_heads(words)
        if words[index].casefold() not in {"head", "heads"} or index == len(words) - 1
    ]
    plain = " ".join(words)
    small = {word.casefold() for word in words}
    if not heads or small & {"of", "for", "to", "in", "on"}:
        return Title(plain, short=short)
    last = heads[-1]
    if last + 1 < len(words) and not words[last].endswith(",") and words[last + 1][0] not in "-–,(":
        return Title(f"{' '.join(words[: last + 1])}, {' '.join(words[last + 1 :])}")
    return Title(
        plain, short=short, open=len(words) == 1 and lowered(plain) in {"director", "manager", "lead", "officer"}
    )
