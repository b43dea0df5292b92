"""Heads shared between pieces: "Designated Doctor/Nurse for LAC", "Team/Service Managers", "Heads of Legal and HR".

A shared head, prefix or tail is written out for each piece; everything else passes through unchanged.
"""

from __future__ import annotations

from dataclasses import replace

from normalise.owners.parts import read_parts
from normalise.owners.text import Piece
from normalise.owners.titles import title_heads
from normalise.owners.vocabulary import owner_words, role_words

_TAIL_STARTS = frozenset({"for", "of", "in"})
_PLURALS = {"heads of": "Head of", "directors of": "Director of"}


def with_shared_heads(found: list[Piece]) -> list[Piece]:
    """The pieces with every shared word written out."""
    done: list[Piece] = []
    for piece in found:
        if done and piece.joint in ("slash", "and", "comma") and not done[-1].inside:
            left, right = _shared(done[-1].text, piece.text, piece)
            done[-1] = replace(done[-1], text=left)
            done.append(
                replace(piece, text=right, joint="list" if (left, right) != _texts(done, piece) else piece.joint)
            )
        else:
            done.append(piece)
    return done


def _texts(done: list[Piece], piece: Piece) -> tuple[str, str]:
    return done[-1].text, piece.text


def _shared(left: str, right: str, piece: Piece) -> tuple[str, str]:
    """Both texts with what they share."""
    a, b = left.split(), right.split()
    if not a or not b or owner_words().names.get(left.casefold()) == "organisation":
        return left, right
    if piece.joint == "and" and (both := _same_plural(a, b)):
        return both
    if piece.joint != "comma":
        for attempt in (_same_prefix(a, b), _same_head(a, b)):
            if attempt:
                return attempt
    return _same_title(a, b, piece) or (left, right)


def _same_prefix(a: list[str], b: list[str]) -> tuple[str, str] | None:
    """ "Designated Doctor" / "Nurse for LAC"."""
    shareable = role_words().shareable
    if len(a) < 2 or _singular(a[-1]) not in shareable or _singular(b[0]) not in shareable:
        return None
    if any(word.casefold() in _TAIL_STARTS for word in a) or title_heads(b[1:]):
        return None
    if b == ["Leader"] and a[-2].casefold() != "team":
        return None
    tail = b[1:] if len(b) > 1 and b[1].casefold() in _TAIL_STARTS else []
    return " ".join([*a, *tail]), " ".join([*a[:-1], *b])


def _same_head(a: list[str], b: list[str]) -> tuple[str, str] | None:
    """ "Team" / "Service Managers"."""
    before = role_words().before
    halves = all(word.casefold() in before for word in a) and len(b) > len(a) and b[0].casefold() in before
    whole = title_heads(a) and a[-1].casefold() not in {"deputy", "assistant"}
    if not halves or whole or not title_heads(b):
        return None
    return " ".join([*a, *b[len(a) :]]), " ".join(b)


def _same_plural(a: list[str], b: list[str]) -> tuple[str, str] | None:
    """ "Finance" and "HR Managers": one manager each, where both are known units of one word."""
    if len(a) != 1 or len(b) != 2 or not (title_heads(b[1:]) and b[1].endswith("s")) or title_heads(a):
        return None
    names = owner_words().names
    if names.get(a[0]) != "team" or names.get(b[0]) != "team":
        return None
    return f"{a[0]} {b[1][:-1]}", f"{b[0]} {b[1][:-1]}"


def _same_title(a: list[str], b: list[str], piece: Piece) -> tuple[str, str] | None:
    """ "Service Manager FST" / "MAGS", "Heads of Housing" and "Planning"."""
    opening = " ".join(a[:2]).casefold()
    if opening in _PLURALS and len(a) == 3 and piece.joint == "slash" and len(b) == 1 and a[2] != "Service":
        return " ".join(a), " ".join([*a[:2], *b])
    if opening in _PLURALS and len(a) > 2 and a[2].casefold() not in {"service", "services", "school", "schools"}:
        if piece.joint in ("and", "comma") and _unit(b):
            return " ".join([_PLURALS[opening], *a[2:]]), " ".join([_PLURALS[opening], *b])
        return None
    if piece.joint != "slash" or piece.mark != "/" or len(b) > 2 or not _unit(b):
        return None
    if opening in {"head of", "director of"} and len(a) > 2:
        return " ".join(a), " ".join([*a[:2], *b])
    titles = role_words().unit_titles
    for count in (3, 2, 1):
        if len(a) > count and " ".join(a[:count]).casefold() in titles:
            return " ".join(a), " ".join([*a[:count], *b])
    return None


def _unit(words: list[str]) -> bool:
    parts = read_parts(" ".join(words))
    if len(parts) != 1:
        return False
    part = parts[0]
    if part.kind == "person":
        return not part.sure and not part.initials
    return part.kind in ("unit", "team") or (part.kind == "organisation" and not part.known and words[0].isupper())


def _singular(word: str) -> str:
    word = word.casefold()
    return word[:-1] if word.endswith("s") and word not in owner_words().unit_words else word
