"""The words of a column heading: one plain form for the many ways in which a heading is printed.

Case, punctuation, numbering ("5.Tasks/"), broken words ("implement ation"), words run together ("TargetDate"), cut
words ("TIMESCA"), plurals and slips of the pen end here. What the words mean is told by `extract.headers.vocabulary`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

_NUMBERING = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|\(?[a-h][.)])\s*(?=[A-Za-z])")
_PIECE = re.compile(r"\b[Qq][1-4]\b|[A-Za-z]+(?:['’][A-Za-z]+)?|\d+(?:[./-]\d+)*(?:st|nd|rd|th)?|[£%#?/:(&–—,]")
_YES_NO = re.compile(r"\(?\b(?:Y\s*/\s*N|Yes\s*/\s*No)\b\)?", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Za-z]{2,}")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MONTH = re.compile(
    r"jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?"
)
_DATE = re.compile(r"(19|20)\d\d|\d{1,4}([./-]\d{1,4})+|\d{1,2}(st|nd|rd|th)")
_QUARTER = re.compile(r"q[1-4]")
_PERIOD_PARTS = re.compile(r"[^\s'’/–-]+")
_PERIOD = re.compile(rf"{_MONTH.pattern}|{_QUARTER.pattern}|(19|20)\d\d|quarter|qtr|year|yr|month|week|wk")
_BREAKS = {"/": "/", ",": "/", "&": "/", "and": "/", ":": "(", "(": "(", "–": "(", "—": "("}
_PARTED = re.compile(r"/|&|,|\band\b|\n", re.IGNORECASE)
_HYPHENED = re.compile(r"([A-Za-z]+)-\s*\n\s*([A-Za-z]+)")
# "Deliverables this year" is dated, as one "in 2024" is.
_THIS_TIME = re.compile(
    r"(?<=\w)\s+(?:this|current|next|last|previous|each|per)\s+(?:year|quarter|month|term|period|week)\b", re.I
)
_EMPTY_WORDS = frozenset(["the", "a", "an", "s", "our", "your", "their", "this", "these", "any", "as"])
DATE = "<date>"
# A word of three or four letters is taken for a cut one only where the vocabulary uses the whole word this often.
_COMMON = 8
_SCRAP, _MOST_SCRAPS = 3, 4


@dataclass(frozen=True, slots=True)
class Token:
    """A word in its plain form. `part` counts the alternatives before it ("Comments / progress" has two), `aside`
    is true for what stands in brackets or after a colon or dash, `sure` is below 1 when the word was repaired."""

    text: str
    part: int = 0
    aside: bool = False
    sure: float = 1.0


@lru_cache(maxsize=8192)
def plain(word: str) -> str:
    """Singular, lower case, without apostrophes."""
    word = word.lower().replace("’", "").replace("'", "")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def tokens(header: str, known: Mapping[str, int], abbreviations: Mapping[str, str]) -> tuple[Token, ...]:
    """The heading's words; `known` holds the plain words of the vocabulary, which repairs aim at."""
    whole = _HYPHENED.sub(lambda cut: _unbroken(cut, known), header)
    raw = _pieces(_THIS_TIME.sub(" 2000", whole))
    return _dates(_known(_joined(raw, known), known, abbreviations))


def _unbroken(cut: re.Match[str], known: Mapping[str, int]) -> str:
    """A word that a line's end broke at a hyphen, whole where the vocabulary knows it so."""
    return cut[1] + cut[2] if plain(cut[1] + cut[2]) in known else cut[0]


def parts_of(header: str) -> tuple[str, ...]:
    """The parts of a heading that names several things ("Owner / due date"); none where it is of one piece."""
    parts = tuple(_PARTED.split(header))
    return parts if len(parts) > 1 and "" not in parts else ()


def plain_words(printed: Iterable[str]) -> tuple[str, ...]:
    """Words in plain form, without any repair; empty words, numbers and months left out."""
    return tuple(chain.from_iterable(map(_plain_parts, printed)))


@lru_cache(maxsize=8192)
def _plain_parts(piece: str) -> tuple[str, ...]:
    words = (plain(part) for part in _LETTERS.findall(_CAMEL.sub(" ", piece)))
    return tuple(word for word in words if word not in _EMPTY_WORDS and not _MONTH.fullmatch(word))


def known_share(texts: Iterable[str], known: Mapping[str, int]) -> float:
    """The share of all words that the vocabulary holds as they are, without any repair: a quick first look."""
    words = list(map(plain, chain.from_iterable(map(_LETTERS.findall, texts))))
    return sum(map(known.__contains__, words)) / (len(words) or 1)


def is_period(text: str) -> bool:
    """Whether a heading is only a month, a quarter or a year, as a calendar's are ("Apr", "Q1 2019", "2019/20")."""
    named = False
    for word in _PERIOD_PARTS.finditer(text.lower()):
        if _PERIOD.fullmatch(word.group()):
            named = True
        elif not word.group().isdigit():
            return False
    return named


def phrase(text: str, abbreviations: Mapping[str, str]) -> tuple[str, ...]:
    """A vocabulary entry in the same plain form ("*", "<date>" and "@class" stay as they are)."""
    words: list[str] = []
    for word in text.split():
        if word in ("*", DATE, "?") or word[0] == "@":
            words.append(word)
            continue
        words.extend(token.text for token in _known(_pieces(word), None, abbreviations))
    return tuple(words)


def _pieces(header: str) -> list[Token]:
    """Words and marks, each with the part of the heading it stands in."""
    found: list[Token] = []
    part, aside = 0, False
    for piece in _PIECE.findall(_CAMEL.sub(" ", _NUMBERING.sub("", _YES_NO.sub("?", header.replace("\u00ad", ""))))):
        mark = _BREAKS.get(piece.lower())
        if mark is not None:
            part += 1
            aside = aside or (mark == "(" and bool(found))
        else:
            found.append(Token(piece, part, aside))
    return found


def _joined(raw: list[Token], known: Mapping[str, int]) -> list[Token]:
    """Put together words that a narrow column broke, and letters set apart ("R A G")."""
    done: list[Token] = []
    for token in raw:
        if done and _breaks(done[-1].text, token.text, known):
            done[-1] = Token(done[-1].text + token.text, done[-1].part, done[-1].aside)
        elif (first := _scraps(done, token, known)) is not None:
            whole = "".join(scrap.text for scrap in done[first:]) + token.text
            done[first:] = [Token(whole, done[first].part, done[first].aside)]
        else:
            done.append(token)
    return done


def _scraps(before: Sequence[Token], last: Token, known: Mapping[str, int]) -> int | None:
    """Where a word begins that was broken more than once ("Th / em / e"): scraps of three letters and fewer, the first
    of them perhaps longer ("Comple / t / e")."""
    for first in range(max(0, len(before) - _MOST_SCRAPS), len(before) - 1):
        scraps = [*(token.text for token in before[first:]), last.text]
        short = all(len(scrap) <= _SCRAP for scrap in (scraps if plain(scraps[0]) in known else scraps[1:]))
        if short and all(scrap.isalpha() for scrap in scraps) and plain("".join(scraps)) in known:
            return first
    return None


def _breaks(before: str, after: str, known: Mapping[str, int]) -> bool:
    if not (before.isalpha() and after.isalpha()):
        return False
    if plain(before + after) not in known:
        return False
    return not (plain(before) in known and plain(after) in known)


def _known(raw: Iterable[Token], known: Mapping[str, int] | None, abbreviations: Mapping[str, str]) -> list[Token]:
    """Abbreviations written out, plurals cut, empty words dropped, unknown words repaired."""
    done: list[Token] = []
    for token in raw:
        spelt = token.text.lower().replace("’", "'")
        word = spelt.replace("'", "")
        written = abbreviations.get(spelt, abbreviations.get(word))
        if written is not None:
            done.extend(Token(plain(part), token.part, token.aside) for part in written.split())
        elif word not in _EMPTY_WORDS:
            done.extend(_repaired(Token(plain(word), token.part, token.aside), known))
    return done


def _repaired(token: Token, known: Mapping[str, int] | None) -> list[Token]:
    word = token.text
    if known is None or word in known or len(word) < 3 or not word.isalpha():
        return [token]
    if len(word) < 5:
        short = _begun(word, known, missing=2, common=_COMMON)
        return [Token(short, token.part, token.aside, 0.9)] if short else [token]
    for cut in range(3, len(word) - 1):
        if word[:cut] in known and plain(word[cut:]) in known and len(word) - cut > 2:
            return [Token(word[:cut], token.part, token.aside), Token(plain(word[cut:]), token.part, token.aside)]
    begun = _begun(word, known, missing=99, common=0)
    if begun:
        return [Token(begun, token.part, token.aside, 0.9)]
    near = _nearest(word, known)
    return [Token(near, token.part, token.aside, 0.85)] if near else [token]


def _begun(word: str, known: Mapping[str, int], *, missing: int, common: int) -> str | None:
    """The commonest vocabulary word that a cut word begins, with so many letters missing at most."""
    whole = [
        (-count, other)
        for other, count in known.items()
        if other.startswith(word) and len(other) - len(word) <= missing and count >= common
    ]
    return min(whole)[1] if whole else None


def _nearest(word: str, known: Mapping[str, int]) -> str | None:
    """The commonest vocabulary word within one slip of the pen (two in words of nine letters and more)."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    allowed = 2 if len(word) >= 9 else 1
    alike = [other for other in known if len(other) >= 5 and other[:1] == word[:1]]
    near = process.extract(word, alike, scorer=OSA.distance, score_cutoff=allowed, limit=8)
    best = min(((distance, -known[other], other) for other, distance, _ in near), default=None)
    return best[2] if best else None


def _dates(raw: list[Token]) -> tuple[Token, ...]:
    """Months, years and quarters become one mark, runs of them a single one; bare numbers beside them vanish."""
    done: list[Token] = []
    for token in raw:
        if token.text.isdigit() and len(token.text) < 3:
            continue
        if not _is_date(token.text):
            done.append(token)
        elif not (done and done[-1].text == DATE):
            done.append(Token(DATE, token.part, token.aside))
    return tuple(done)


def _is_date(word: str) -> bool:
    return bool(_MONTH.fullmatch(word) or _DATE.fullmatch(word) or _QUARTER.fullmatch(word))
