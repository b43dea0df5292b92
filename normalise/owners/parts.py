"""What one piece of an owner cell is: a post, a person, a team, a board, an organisation, or the name of a unit.

A piece has no separators any more. Whether two pieces make one owner is decided in `normalise.owners`; how a post is
written in `normalise.owners.titles`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from normalise.owners.names import ACRONYM, INITIAL, INITIALS, looks_like_name, name_length, unit_like, unit_word
from normalise.owners.text import BOUND
from normalise.owners.titles import Title, is_welsh_post, read_title, spelt_out, starts_title, title_heads
from normalise.owners.vocabulary import BodyKind, owner_words, role_words

PartKind = Literal["person", "role", "team", "board", "organisation", "unit", "unknown", "nobody"]

_EVERY = frozenset(
    {"all", "each", "every", "various", "both", "appointed", "nominated", "elected", "other", "relevant", "respective"}
)
_SHORT_UNIT = 2
_COUNCILS = frozenset({"county", "district", "borough", "town", "parish", "city", "ward"})
# Before these a word may be a field of work; after "Mr" or "Mrs" it is a name.
_LEARNED = frozenset({"dr", "prof", "professor", "doctor", "sir", "rev", "father"})
_OWN = frozenset({"their", "our", "its"})
_PREPOSITIONS = frozenset({"of", "for", "on", "to", "in", "at", "with"})


@dataclass(frozen=True, slots=True)
class Part:
    """A piece understood.

    `sure` is false where only the column says that a word is a name; `known` tells a whole name of the vocabulary;
    `initials` that it may be a person's initials. `leading` is a unit that stands before the title `bare`: it may
    belong to the owner before ("Service Manager, Through Care Lead Member").
    """

    kind: PartKind
    name: str | None = None
    title: Title | None = None
    organisation: str | None = None
    sure: bool = True
    known: bool = False
    initials: bool = False
    leading: str = ""
    bare: Title | None = None
    text: str = ""


@lru_cache(maxsize=65536)
def read_parts(text: str) -> tuple[Part, ...]:
    """The owners that stand in one piece: usually one, several where they run together without a separator."""
    tokens = spelt_out(text.replace(BOUND, " ").split())
    own = bool(tokens) and (tokens[0].casefold() in _OWN or tokens[0] == "the")
    leading = len(tokens) > 1 and (own or (tokens[0] == "new" and title_heads(tokens[1:])))
    tokens = tokens[1:] if leading else tokens
    plain = " ".join(tokens)
    filled = plain.casefold().strip(" .") in owner_words().unknown
    if len(tokens) > 1 and not filled and tokens[-1].casefold() in owner_words().unfilled - {"new"}:
        tokens = tokens[:-1]
    if not tokens:
        return ()
    plain = " ".join(tokens)
    return tuple(
        replace(part, text=part.text or plain) for part in _special(plain, tokens) or _described(plain, tokens)
    )


def _special(plain: str, tokens: list[str]) -> tuple[Part, ...]:
    """Whole pieces that are known, and names announced by an honorific or a rank."""
    words = owner_words()
    key = plain.casefold().strip(" .")
    if key in words.nobody:
        return (Part("nobody"),)
    if key in words.unknown:
        return (Part("unknown"),)
    if kind := words.names.get(plain) or words.names.get(key) or _many_of(plain):
        return (Part(kind, name=plain, known=True, initials=plain in words.doubtful),)
    if is_welsh_post(tokens):
        return (Part("role", title=Title(plain)),)
    return (
        _every_one(plain, tokens)
        or _members(plain, tokens)
        or _councillors(tokens)
        or _honoured(tokens)
        or _ranked(tokens)
    )


def _many_of(plain: str) -> BodyKind | None:
    """ "DMTs": several of a known short name."""
    short = plain[:-1]
    return (
        owner_words().names.get(short) if plain.endswith("s") and short.isupper() and len(short) > _SHORT_UNIT else None
    )


def _every_one(plain: str, tokens: list[str]) -> tuple[Part, ...]:
    first, last = tokens[0].casefold(), tokens[-1].casefold()
    many = last.endswith("s") or last in {"staff", "people"} or first == "all"
    if first in _EVERY and not many and title_heads(tokens):
        return (Part("role", title=Title(plain)),)
    return (Part("team", name=plain),) if first in _EVERY and len(tokens) > 1 and many else ()


def _members(plain: str, tokens: list[str]) -> tuple[Part, ...]:
    """ "Parish Councillors", "Governors": a whole group, where no word before makes a post of it."""
    last = tokens[-1].casefold()
    grouped = last.endswith("s") and last[:-1] in role_words().group_heads
    posts = {"lead", "cabinet", "executive", "lay", "named"} | role_words().qualifiers
    plainly = not any(token.casefold() in posts or title_heads([token]) for token in tokens[:-1])
    return (Part("team", name=plain),) if grouped and plainly and len(tokens) < 4 else ()


def _councillors(tokens: list[str]) -> tuple[Part, ...]:
    if len(tokens) > 2 and tokens[0].casefold() in _COUNCILS:
        return tuple(
            replace(part, title=Title(f"{tokens[0].capitalize()} {part.title.text}"))
            for part in _councillors(tokens[1:])
            if part.title
        )
    if tokens[0].casefold().strip(".:") not in role_words().councillor:
        return ()
    if len(tokens) == 1:
        many = tokens[0].casefold().rstrip(".").endswith("s")
        return (Part("team", name=tokens[0]),) if many else (Part("role", title=Title("Councillor")),)
    rest = [token for token in tokens[1:] if token.casefold().strip(".") not in role_words().titles]
    rest = rest if len(rest) > 1 else tokens[1:]
    if not looks_like_name(rest):
        return ()
    return (Part("person", name=" ".join(rest), title=Title("Councillor")),)


def _honoured(tokens: list[str]) -> tuple[Part, ...]:
    titles = role_words().titles
    count = next((i for i, token in enumerate(tokens) if token.casefold().strip(".") not in titles), len(tokens))
    rest = tokens[count:]
    learned = any(token.casefold().strip(".") in _LEARNED for token in tokens[:count])
    if not count or not rest or (learned and len(rest) == 1 and rest[0].casefold() in owner_words().unit_words):
        return ()
    named = name_length(rest)
    if not named:
        return ()
    name = " ".join(rest[:named] if named > 1 else tokens[: count + named])
    tail = rest[named:]
    person = Part("person", name=name, text=" ".join(tokens[: count + named]))
    return (person, *read_parts(" ".join(tail))) if tail else (person,)


def _ranked(tokens: list[str]) -> tuple[Part, ...]:
    if len(tokens) == 1 and "/" in tokens[0] and (tokens[0].casefold(),) in role_words().ranks:
        return (Part("role", title=Title(tokens[0])),)
    for count in (3, 2, 1):
        rank = tuple(token.casefold().strip(".") for token in tokens[:count])
        rest = tokens[count:]
        if " ".join(rest) in owner_words().names:
            continue
        if rank in role_words().ranks and rest and looks_like_name(rest) and not title_heads(rest):
            if count == 1 and len(rest) == 1 and rest[0].isupper():
                return ()
            if unit_like(rest) and rest[0].casefold() not in owner_words().first_names:
                return (Part("role", title=Title(f"{' '.join(tokens[:count])}, {' '.join(rest)}")),)
            return (Part("person", name=" ".join(rest), title=Title(" ".join(tokens[:count]).strip("."))),)
    return ()


def _described(plain: str, tokens: list[str]) -> tuple[Part, ...]:
    if acronyms := _run_of_acronyms(tokens):
        return acronyms
    if body := _body(plain, tokens):
        return (body,)
    if len(tokens) == 2 and INITIAL.fullmatch(tokens[0]) and looks_like_name(tokens):
        return (Part("person", name=plain),)
    if title_heads(tokens):
        posts = _posts(tokens)
        return (replace(posts[0], initials=True),) if plain in role_words().doubtful else posts
    half = len(tokens) // 2
    if (
        len(tokens) == 4
        and all(tokens[i].casefold() in owner_words().first_names for i in (0, 2))
        and looks_like_name(tokens)
    ):
        return tuple(
            Part("person", name=" ".join(name), text=" ".join(name)) for name in (tokens[:half], tokens[half:])
        )
    return (_named(plain, tokens),)


def _run_of_acronyms(tokens: list[str]) -> tuple[Part, ...]:
    """ "NELFT BTUH SEPT": acronyms side by side, each an owner."""
    known = owner_words().names
    bodies = all(token[1:2].isupper() and known.get(token, "team") != "team" for token in tokens)
    if len(tokens) < 2 or tokens[0] == "NHS" or not bodies:
        return ()
    return tuple(Part(known[token], name=token) for token in tokens)


def _body(plain: str, tokens: list[str]) -> Part | None:
    """A team, board or organisation by the noun it turns on; None where the piece is no such thing, or a post of it."""
    lowered = [token.casefold().strip(".,'\"") for token in tokens]
    noun = _noun(lowered)
    words = owner_words()
    if _is_post(noun, tokens, lowered) or (len(tokens) == 1 and lowered[0] in words.unit_words - words.team_ends):
        return None
    last, pair = lowered[noun], " ".join(lowered[max(0, noun - 1) : noun + 1])
    national = "nhs" in lowered
    named = last in words.organisation_words or pair in words.organisation_words or _phrase_of_organisation(lowered)
    otherwise = last in words.board_ends | words.team_ends and pair not in words.organisation_words
    if named and not otherwise:
        return Part("organisation", name=plain) if not title_heads(tokens[noun:]) else None
    if last in words.board_ends or pair in words.board_ends:
        return Part("board", name=plain)
    if national and (tokens[noun] in words.council_ends or last in words.team_ends):
        return Part("organisation", name=plain)
    return _team(plain, tokens) if last in words.team_ends else None


def _is_post(noun: int, tokens: list[str], lowered: list[str]) -> bool:
    """Whether words for posts before the noun, or behind it, make the piece a post of the body."""
    heads = _heads_before(noun, tokens, lowered)
    if heads and heads[-1] != noun - 1 and lowered[noun] not in _PREPOSITIONS:
        return True
    leads = bool(heads) and heads[0] == 0 and heads[-1] == noun - 1 and starts_title(tokens, 0)
    if leads and not _plural(lowered[noun - 1]):
        return True
    return bool(noun and title_heads(tokens[noun:]) and lowered[noun - 1] in role_words().qualifiers)


def _heads_before(noun: int, tokens: list[str], lowered: list[str]) -> list[int]:
    """Where words for posts stand before the noun; "Carers Partnership Board" is a board of many and no post."""
    heads = [head for head in title_heads(tokens) if head < noun and lowered[head] != "executive"]
    many = heads == [0] and noun > 1 and lowered[0].endswith("s") and not _PREPOSITIONS & set(lowered)
    return [] if many else heads


def _phrase_of_organisation(lowered: list[str]) -> bool:
    if lowered[0] in {"university", "college", "nhs", "institute", "bank", "diocese", "visit"} and len(lowered) > 1:
        return True
    if len(lowered) > 3 and " ".join(lowered[-3:]) in owner_words().organisation_words:
        return True
    return any(" ".join(lowered[:size]) in owner_words().branches for size in (1, 2, 3) if size < len(lowered))


def _plural(word: str) -> bool:
    return word.endswith("s") or word.endswith("s'")


def _noun(lowered: list[str]) -> int:
    """Index of the noun a name turns on: the word before the first "of" or "for", else the last."""
    words = owner_words()
    ends = words.team_ends | words.board_ends | words.organisation_words
    for index, word in enumerate(lowered):
        if index and word in _PREPOSITIONS and lowered[index - 1] in ends:
            return index - 1
    return len(lowered) - 1


def _team(plain: str, tokens: list[str]) -> Part:
    """A team, its organisation's short name before it taken apart ("HCC Road Safety Unit")."""
    known = owner_words().names
    first = tokens[0]
    ends = {"Council"} | owner_words().council_ends
    end = next((at for at, word in enumerate(tokens) if word in ends), 0)
    if 0 < end < len(tokens) - 1 and (tokens[end] == "Council" or len(tokens) > 3):
        return Part("team", name=" ".join(tokens[end + 1 :]), organisation=" ".join(tokens[: end + 1]))
    if len(tokens) > 2 and known.get(first) == "organisation" and first.isupper():
        return Part("team", name=" ".join(tokens[1:]), organisation=first)
    return Part("team", name=plain)


def _posts(tokens: list[str]) -> tuple[Part, ...]:
    """Posts in a piece, with the name or body that stands before or after one."""
    starts = [0, *(i for i in range(1, len(tokens)) if starts_title(tokens, i))]
    spans = [tokens[a:b] for a, b in zip(starts, [*starts[1:], len(tokens)], strict=True)]
    parts: list[Part] = []
    for span in spans:
        before = parts[-1] if parts else None
        if title_heads(span):
            parts.extend(_with_holder(span, before, parts))
        else:
            parts.append(_leading(span))
    return tuple(parts)


def _leading(span: list[str]) -> Part:
    """What stands before the first title: a person, a body or a unit."""
    plain = " ".join(span)
    return (_special(plain, span) or (_body(plain, span) or _named(plain, span),))[0]


def _with_holder(span: list[str], before: Part | None, parts: list[Part]) -> list[Part]:
    span, holder = _trailing_name(span)
    title = read_title(span)
    if before is not None and before.title is None and parts:
        parts.pop()
        return [_combined(before, title, span)]
    if holder:
        return [Part("person", name=" ".join(holder), title=title, organisation=title.organisation)]
    leading, rest = _leading_name(span)
    if leading:
        title = read_title(rest)
        return [Part("person", name=leading, title=title, organisation=title.organisation)]
    return [Part("role", title=title, organisation=title.organisation)]


def _combined(before: Part, title: Title, span: list[str]) -> Part:
    """A title with what stood directly before it."""
    if before.kind == "person":
        return Part("person", name=before.name, title=title, organisation=title.organisation)
    if before.kind in ("organisation", "board") and not title.organisation:
        return Part("role", title=title, organisation=before.name)
    if before.kind == "unknown":
        return Part("role", title=title)
    whole = read_title([*before.text.split(), *span] if before.text else [*(before.name or "").split(), *span])
    return Part(
        "role", title=whole, organisation=whole.organisation, leading=before.text or before.name or "", bare=title
    )


def _trailing_name(span: list[str]) -> tuple[list[str], list[str]]:
    """A person's name at the end of a post ("Head of HR Jane Smith")."""
    first_names = owner_words().first_names
    for count in (2, 3):
        name = span[-count:]
        named = name[0].casefold() in first_names and looks_like_name(name) and not unit_like(name[1:])
        if len(span) > count and named and not title_heads(name) and title_heads(span[:-count]):
            return span[:-count], name
    return span, []


def _leading_name(span: list[str]) -> tuple[str, list[str]]:
    """A person's name at the start of a post that no standalone title marks ("Jane Smith Fostering Officer")."""
    name, rest = span[:2], span[2:]
    named = span[0].casefold() in owner_words().first_names and looks_like_name(name) and not unit_like(name[1:])
    if rest and named and not title_heads(name) and title_heads(rest):
        return " ".join(name), rest
    return "", span


def _named(plain: str, tokens: list[str]) -> Part:
    """No post and no body: initials, a short form, a person, a unit."""
    if len(tokens) == 1:
        return _letters(plain) or _unit_or_person(plain, tokens)
    if tokens[-1].casefold() in owner_words().place_ends:
        return Part("unit", name=plain)
    if _begins_as_name(tokens) and looks_like_name(tokens):
        return Part("person", name=plain)
    return _of_organisation(tokens) or _everyday(plain, tokens) or _unit_or_person(plain, tokens)


def _begins_as_name(tokens: list[str]) -> bool:
    if tokens[0].casefold().strip(".") in owner_words().first_names:
        return True
    return bool(INITIAL.fullmatch(tokens[0])) and not unit_like(tokens[2:])


def _of_organisation(tokens: list[str]) -> Part | None:
    """A team behind the name of its organisation ("NELFT CAMHS", "Kent County Council Fostering")."""
    words = owner_words()
    within = tokens[0].isupper() or words.names.get(tokens[-1]) == "team"
    if words.names.get(tokens[0]) == "organisation" and within:
        return Part("team", name=" ".join(tokens[1:]), organisation=tokens[0])
    if "Council" in tokens[1:-1] and all(unit_word([token]) for token in tokens[tokens.index("Council") + 1 :]):
        end = tokens.index("Council") + 1
        return Part("team", name=" ".join(tokens[end:]), organisation=" ".join(tokens[:end]))
    if tokens[1] in words.council_ends:
        council, rest = " ".join(tokens[:2]), " ".join(tokens[2:])
        return Part("team", name=rest, organisation=council) if rest else Part("organisation", name=council)
    return None


def _everyday(plain: str, tokens: list[str]) -> Part | None:
    """A unit or organisation that goes by everyday words with a capital ("All Schools")."""
    words = owner_words()
    lowered = [token.casefold().strip(".,'\"") for token in tokens]
    if not plain[:1].isupper() or not all(word in words.everyday for word in lowered):
        return None
    return Part("unit" if any(word in words.unit_words for word in lowered) else "organisation", name=plain)


def _unit_or_person(plain: str, tokens: list[str]) -> Part:
    if unit_word(tokens) or not plain[:1].isupper() or not looks_like_name(tokens):
        return Part("unit", name=plain)
    return Part("person", name=plain, sure=len(tokens) > 1)


def _letters(plain: str) -> Part | None:
    """A word of capitals: a function's short form, a person's initials, or a body's short name."""
    if len(plain) > _SHORT_UNIT and ACRONYM.fullmatch(plain) and unit_word([plain]):
        return Part("unit", name=plain)
    if INITIALS.fullmatch(plain):
        return Part("person", name=plain, initials=True)
    return Part(_kind_of_acronym(plain), name=plain) if ACRONYM.fullmatch(plain) else None


def _kind_of_acronym(name: str) -> PartKind:
    """Four letters and more: boards end in B, the rest are organisations."""
    return "board" if name.endswith(("SCB", "SAB", "SCP", "PB", "WB")) else "organisation"
