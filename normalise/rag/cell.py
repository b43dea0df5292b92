"""RAG cells: the colour a cell states, by word, letter, symbol or fill, with the status of its words and their day.

Words win over a fill. A colour gives a status only through the paper's own key (`legend`), and a status word never
gives a colour. Status phrases are read in `normalise.rag.status`, days in `normalise.rag.status_dates`, shades in
`schemas.colour`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal, get_args

from normalise.rag.chosen import chosen
from normalise.rag.newest_entry import newest_entry
from normalise.rag.status import read_status
from normalise.rag.status_dates import read_as_at
from normalise.rag.words import rag_words
from schemas.colour import colour_name, distance, oklab
from schemas.meaning import Rag, RagReading, Status

_STATUSES: tuple[Status, ...] = get_args(Status)
# Of running text only cells up to this many words state a colour without a word like "rated" beside it.
_SHORT_CELL = 6
# How far a fill may look from the one that the key shows.
_SAME_SHADE = 0.05
_BESIDE = re.compile(r"\s*(?:[/\\&+]|-|–|and)?\s*")
_CLOSES = re.compile(r"\s*(?:$|[^\w\s&'’-]|\n|-\s|-$|['’](?!\w))")
_WORD = re.compile(r"\w")
_ELSEWHERE = re.compile(r"(?:please )?(?:see|refer to|as per) ")
_OR = re.compile(r"\bor\b|/", re.IGNORECASE)
_SAID = ("text", "mark")
_TITLE = re.compile(r"\b(?:cllr|councillor|mr|mrs|ms|miss|dr)\b")
_DIRECTION = re.compile(r"[↑↓↔→←↗↘⬆⬇➡⇑⇓⇧⇩▲▼△▽éêèÝÞ]|\b(?:rag|brag|status|rating|overall)\b\s*:?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Stated:
    """One mention of a colour: where it stands and whether it is a character rather than a word."""

    colour: Rag
    start: int
    end: int
    mark: bool = False


def rag(text: str, *, fill: str | None = None, legend: Mapping[str, str] | None = None) -> RagReading:
    """Read a progress or RAG cell.

    `fill` is the cell's colour as RRGGBB (with or without #), None when it has none. `legend` is the paper's key: a
    colour, letter or word to what it stands for, as a status name or in the paper's words.
    """
    return _read(text, fill, tuple(sorted(legend.items())) if legend else ())


@lru_cache(maxsize=65536)
def _read(text: str, fill: str | None, legend: tuple[tuple[str, str], ...]) -> RagReading:
    if (option := chosen(text)) is not None:
        unclear = ("choice_unclear",) if option.unclear else ()
        found = _said(option.words, fill, legend)
        return replace(found, as_at=read_as_at(text), flags=(*found.flags, *unclear))
    if entry := newest_entry(text.strip()):
        newest = _said(entry[1], fill, legend)
        if newest.rag_source in _SAID or newest.status is not None:
            return replace(newest, as_at=read_as_at(f"{entry[0]}: {entry[1]}"))
    return _said(text.strip(), fill, legend)


def _said(words: str, fill: str | None, legend: tuple[tuple[str, str], ...]) -> RagReading:
    colour, source, flags = _colour(words, fill)
    status = _keyed(words.casefold(), legend) or read_status(_without_colours(words) if source in _SAID else words)
    if status is None and legend:
        status = (_keyed(colour, legend) if colour else None) or _keyed_fill(fill if not words else None, legend)
    return RagReading(rag=colour, status=status, as_at=read_as_at(words), rag_source=source, flags=flags)


def _colour(
    words: str, fill: str | None
) -> tuple[Rag | None, Literal["text", "fill", "mark", "none"], tuple[str, ...]]:
    stated = _of_words(words)
    if stated == "ambiguous":
        return None, "none", ("rag_ambiguous",)
    painted = _of_fill(fill)
    if stated is not None:
        differs = painted is not None and painted not in stated.colour.split("-")
        return stated.colour, "mark" if stated.mark else "text", ("rag_differs_from_fill",) if differs else ()
    if painted is None or words.casefold() in rag_words().not_applicable:
        return None, "none", ()
    return painted, "fill", ()


def _of_fill(fill: str | None) -> Rag | None:
    if not fill:
        return None
    return colour_name(fill) or rag_words().colours.get(fill.strip().casefold())


def _of_words(words: str) -> _Stated | Literal["ambiguous"] | None:
    """The colour that the words state now; "ambiguous" when they name several and none of them is the newer one."""
    if not words:
        return None
    text = words.casefold()
    for bare in (text, _DIRECTION.sub(" ", text).strip()):
        if letters := _letters(bare):
            return _newest(letters, bare)
    mentions = [said for said in _mentions(text) if _counts(said, text)]
    return _newest(mentions, text) if mentions else _lettered_status(text)


def _lettered_status(text: str) -> _Stated | None:
    """ "G - Completed", "A - see above": a letter counts before a status or pointer, being no list's number."""
    words = rag_words()
    hit = words.letter_first.match(text)
    rest = text[hit.end() :] if hit else ""
    if hit is None or not (_ELSEWHERE.match(rest) or words.movement_only.fullmatch(rest) or read_status(rest)):
        return None
    return _Stated(words.letters[hit[1]], *hit.span(1))


def _letters(text: str) -> list[_Stated]:
    """The mentions in a cell that holds nothing but letters, colour words and what may stand between them."""
    words = rag_words()
    if words.letters_only.fullmatch(text) is None:
        pair = frozenset(words.letters.get(letter, "grey") for letter in text) if len(text) == 2 else frozenset()
        return [_Stated(words.pairs[pair], 0, 2)] if pair in words.pairs else []
    known = words.letters | words.colours
    found = re.finditer(r"[a-z]+", text)
    return [_Stated(known[hit[0]], hit.start(), hit.end()) for hit in found if hit[0] in known]


def _mentions(text: str) -> list[_Stated]:
    words = rag_words()
    barred = [hit.span() for hit in words.not_colours.finditer(text)]
    found = []
    for hit in words.colour.finditer(text):
        if not any(start <= hit.start() < end for start, end in barred):
            word, mark = hit.groups()
            colour = words.colours[word] if word else words.symbols[mark]
            found.append(_Stated(colour, hit.start(), hit.end(), mark=word is None))
    return found


def _counts(said: _Stated, text: str) -> bool:
    """Whether a mention states the rating, and is not a word of the story ("Cllr Green", "yellow lines")."""
    words = rag_words()
    if said.mark:
        return True
    before, after = text[: said.start], text[said.end :]
    beside = (words.prose_before, words.past, words.moved_to, words.after_another)
    if any(pattern.search(before) for pattern in beside) or words.prose_after.match(after):
        return True
    alone = not before.strip(" ([*-–'\"") or before.rstrip()[-1:] in "/→>\n;:.("
    if alone and (
        _CLOSES.match(after)
        or _beside_another(after)
        or words.forward.match(after)
        or words.past_of_another.match(after)
    ):
        return True
    return len(text.split()) <= _SHORT_CELL and not after.strip(" .)*") and not _TITLE.search(before)


def _beside_another(after: str) -> bool:
    gap = _BESIDE.match(after)
    return gap is not None and rag_words().colour.match(after, gap.end()) is not None


def _newest(mentions: list[_Stated], text: str) -> _Stated | Literal["ambiguous"]:
    joined = _joined(mentions, text)
    if len(joined) == 1:
        return joined[0]
    words = rag_words()
    current = [
        said
        for said in joined
        if not words.past.search(text, 0, said.start) and not words.past_after.match(text, said.end)
    ]
    for older, newer in pairwise(joined):
        if words.forward.fullmatch(text, older.end, newer.start) and newer in current:
            current = [said for said in current if said is not older]
    colours = {said.colour for said in current}
    return current[-1] if len(colours) == 1 else "ambiguous"


def _joined(mentions: list[_Stated], text: str) -> list[_Stated]:
    """Mentions with "Amber/Green" and "red - amber" made one."""
    pairs = rag_words().pairs
    joined: list[_Stated] = []
    for said in mentions:
        last = joined[-1] if joined else None
        pair = frozenset((last.colour, said.colour)) if last else frozenset()
        if last and pair in pairs and _BESIDE.fullmatch(text, last.end, said.start):
            joined[-1] = _Stated(pairs[pair], last.start, said.end, said.mark)
        else:
            joined.append(said)
    return joined


def _without_colours(words: str) -> str:
    """The words for the status reader: colours, and what ties them or moves between them, taken off."""
    text = rag_words().colour.sub(" ", words.casefold())
    if _letters(words.casefold()) or (_WORD.search(text) and rag_words().movement_only.fullmatch(text)):
        return ""
    if lettered := _lettered_status(text):
        text = text[lettered.end :]
        if rag_words().movement_only.fullmatch(text):
            return ""
    return re.sub(r"^[\s/\\=:;,()\[\]\-–—]+|[\s/\\=:;,(\[\-–—]+$", "", text)


def _keyed(said: str, legend: tuple[tuple[str, str], ...]) -> Status | None:
    """What the key says of a colour or word; its explanation is read as status words where it is no status name."""
    said = said.strip(" .:")
    for term, meaning in legend:
        term = term.strip().casefold()
        if said and said in (term, _of_term(term)):
            return _status_named(meaning)
    return None


def _of_term(term: str) -> Rag | None:
    """The colour a term of the key is: a word or letter, two of them, or a fill."""
    stated = _of_words(term)
    return stated.colour if isinstance(stated, _Stated) else _of_fill(term)


def _keyed_fill(fill: str | None, legend: tuple[tuple[str, str], ...]) -> Status | None:
    """The key's word for a fill that is no rating colour: white, black, or one that the key shows."""
    lab = oklab(fill) if fill else None
    if fill is None or lab is None:
        return None
    if not 0.2 < lab[0] < 0.97:
        return _keyed("white" if lab[0] >= 0.97 else "black", legend)
    near = [(distance(fill, term), meaning) for term, meaning in legend]
    gap, meaning = min(near, default=(_SAME_SHADE, ""))
    return _status_named(meaning) if gap < _SAME_SHADE else None


def _status_named(meaning: str) -> Status | None:
    """The status that a key gives a colour; none where it leaves open which of two ("complete or on track")."""
    name = meaning.strip().casefold().replace(" ", "_").replace("-", "_")
    exact = next((status for status in _STATUSES if status == name), None)
    if exact is None and len({read_status(part) for part in _OR.split(meaning)} - {None}) > 1:
        return None
    return exact or read_status(meaning)
