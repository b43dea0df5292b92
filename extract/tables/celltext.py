"""The words of a cell as its text: lines in order, wrapped lines run on, a new line before a bullet or after a gap.

A word broken by a narrow column without a hyphen ("TIMESCA / LE") is made whole where no further letter could have
stood on its line and what follows is no word of its own. The endings are data: `vocabulary/broken_words.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from importlib import resources
from itertools import pairwise, zip_longest

from extract.page import Word
from extract.prose.blocks import run_on
from extract.wordlist import is_one_word, uses
from schemas.geometry import Box

_BULLET = re.compile(r"^(?:[•●▪◦‣○■□➢➤\uf0b7·*–-]|o|\(?[a-z0-9]{1,3}[.)])$")
_NUMBER = re.compile(r"^(?:[A-Z]{0,3}|[A-Z][a-z][A-Z])\d{1,3}(?:\.\d{1,2})*[a-z]?[.)]?$")
"""A row's number, perhaps after a code ("AFI2", "CoC1"); nothing wider than a letter or two stands in its column."""
_WHOLE_DAY = re.compile(r"^\d{1,2}([./-])\d{1,2}\1\d{4}$")
_DAY = re.compile(r"^\d{1,2}([./-])\d{1,2}\1(?:\d{2}){1,2}$")
_WHOLE_YEARS = re.compile(r"(?:^|\W)(?:19|20)\d\d(?:[/–-](?:\d\d|(?:19|20)\d\d))?\W?$")
_BROKEN_YEARS = re.compile(r"(?:^|\W)(?:19|20)\d(?:\d[/–-]\d{1,3})?$")
"""Years, and their first figures ("202" / "6", "2025-2" / "028")."""
_SHORT_YEAR = re.compile(r"[./-](?:\d|\d{3})$")
_BROKEN_NUMBER = re.compile(
    r"^\d{1,2}(?:\.\d{1,2})?(?:\. | \.)\d{1,2}$|^\d \d[.)]$|^(?:[A-Z]{1,3}|[A-Z][a-z][A-Z])\d{1,2}\. \d{1,2}$"
)
"""Years of one figure or three, and row's numbers of which one line has the point ("10." / "1", "1" / "4.")."""
_SAME_LINE = 0.45
"""In font sizes: how far the middles of words on one line may lie apart (superscripts, dots and dashes)."""
_SMALL_START = 3
"""Words: a line may begin with a superscript, and stands where its larger words stand."""
_FROM_DOT = 2.5
"""In font sizes: how far right of its sign an item of a list begins."""
_PARAGRAPH_STEP, _LEAST_STEP = 1.45, 1.25
_BROKEN_ROOM, _LAST_ROOM = 0.75, 3.0
_NEAR_ROOM = 1.6
"""Of a letter's width: room that is left on a line where the padding of its cell is not known to the point."""
_WIDE = 1.5
"""How much wider than most letters an m and a w are."""
_SHORTEST_HEAD, _SHORT_TAIL = 3, 3
_LONG_WORD = 8
_AFTER_WORDS = ".,;:!?)"
"""Signs that no space stands before."""
_HOLLOW, _SET_OFF = "◦", 0.35
"""The bullet that a lone "o" stands for, and how far in font sizes its text is from it at least."""
_KNOWN_WORDS = (("headers.toml", 6), ("rag.toml", 5), ("roles.toml", 6), ("owners.toml", 6))
_DATE_WORDS = (("time_headings.toml", 7), ("deadlines.toml", 7))

Line = tuple[float, float, list[Word]]
"""Middle, font size, words from the left."""


def cell_text(words: Sequence[Word], box: Box, dots: Sequence[Box] = ()) -> str:
    """The text of a cell, given its words in any order and its box, and the signs of lists that are drawn in it."""
    if not words:
        return ""
    if len(words) == 1:
        return run_on([words[0].text])
    if sum([word.turned in (90, 270) for word in words]) * 2 > len(words):
        return " ".join(word.text for word in _turned_order(words))
    lines = lines_of(words)
    if len(lines) == 1:
        return run_on(_texts(lines))
    if len(lines) == len(words) and (whole := _whole(lines)):
        return whole
    return "\n".join([run_on(paragraph) for paragraph in _paragraphs(lines, box, dots)])


def _whole(lines: Sequence[Line]) -> str:
    """The short word that lines of a narrow cell make together ("A / mb / er"); nothing where they make none."""
    whole = "".join([line[2][0].text for line in lines])
    return whole if whole.lower() in _short_wholes() else ""


def _paragraphs(lines: Sequence[Line], box: Box, dots: Sequence[Box]) -> list[list[str]]:
    paragraphs: list[list[str]] = []
    step = _usual_step(lines)
    before: Line | None = None
    twice = False
    for line, text, after in zip_longest(lines, _texts(lines), lines[1:]):
        if before is None or _starts_paragraph(before, line, step) or _follows_dot(line, dots):
            paragraphs.append([text])
        elif twice or _breaks_word(before[2], line[2], box):
            paragraphs[-1][-1] += text
            twice = False
        elif _breaks_twice(before[2], line[2], after, box):
            paragraphs[-1][-1] += text
            twice = True
        else:
            paragraphs[-1].append(text)
        before = line
    return paragraphs


def lines_of(words: Sequence[Word]) -> list[Line]:
    """The printed lines that words stand on, from the top, each with its words from the left."""
    first = words[0].box
    if all([word.box.y0 == first.y0 and word.box.y1 == first.y1 for word in words]):
        size = words[0].size or first.height
        return [((first.y0 + first.y1) / 2, size, sorted(words, key=_left))]
    placed = sorted([((box := word.box).y0 + box.y1, box.x0, at) for at, word in enumerate(words)])
    lines: list[Line] = []
    line: list[Word] = []
    uneven: list[list[Word]] = []
    last = tall = size = level = 0.0
    for double, _, at in placed:
        word = words[at]
        if double == level and word.size == size and line:
            line.append(word)  # stands as the word before it does, and right of it
            continue
        level = double
        middle, size = double / 2, word.size or word.box.height
        if line and middle - last <= _SAME_LINE * (size if size > tall else tall):
            line.append(word)
            uneven.append(line)
            if size > tall and len(line) <= _SMALL_START:
                last, tall = middle, size
        else:
            line = [word]
            lines.append((middle, size, line))
            last, tall = middle, size
    for line in uneven:
        line.sort(key=_left)
    return lines


def _texts(lines: Sequence[Line]) -> list[str]:
    """The text of each line, with its bullet where a lone letter stands for one: before a capital, or on several."""
    texts = [" ".join([word.text for word in words]) for _, _, words in lines]
    hollow = [at for at, (_, _, words) in enumerate(lines) if _is_hollow(words)]
    for at in hollow:
        if len(hollow) > 1 or lines[at][2][1].text[0].isupper():
            texts[at] = _HOLLOW + texts[at][1:]
    return texts


def _is_hollow(line: Sequence[Word]) -> bool:
    """Whether a line begins with the letter that producers set for a hollow bullet, set off from its text."""
    return line[0].text == "o" and len(line) > 1 and line[1].box.x0 - line[0].box.x1 > _SET_OFF * line[0].size


def _left(word: Word) -> float:
    return word.box.x0


def _usual_step(lines: Sequence[Line]) -> float:
    steps = sorted([after[0] - before[0] for before, after in pairwise(lines)])
    return steps[len(steps) // 4]


def _starts_paragraph(before: Line, line: Line, step: float) -> bool:
    words = line[2]
    if len(words) > 1 and _BULLET.match(words[0].text) and not _BULLET.match(before[2][-1].text):
        return True
    down = line[0] - before[0]
    return down > _PARAGRAPH_STEP * step and down > _LEAST_STEP * line[1] and down > _LEAST_STEP * before[1]


def _follows_dot(line: Line, dots: Sequence[Box]) -> bool:
    """Whether the sign of a list is drawn right before a line."""
    first, size = line[2][0].box, line[1]
    return any(
        first.y0 <= (dot.y0 + dot.y1) / 2 <= first.y1 and 0.0 < first.x0 - dot.x1 <= _FROM_DOT * size for dot in dots
    )


def _breaks_word(before: Sequence[Word], line: Sequence[Word], box: Box) -> bool:
    """Whether the last word of a line was broken for want of room, and goes on on the next line."""
    word, tail = before[-1], line[0].text
    if tail.isdigit() and _WHOLE_DAY.match(word.text + tail) and (len(line) == 1 or _SHORT_YEAR.search(word.text)):
        return True  # figures which the year above them lacks
    if len(before) == len(line) == 1 and _BROKEN_NUMBER.match(f"{word.text} {tail}"):
        return True
    own, other = word.box, line[0].box
    letter = (own.x1 - own.x0) / len(word.text)
    following = (other.x1 - other.x0) / len(tail) * (_WIDE if tail[0] in "mwMW" else 1.0)
    padding = before[0].box.x0 - box.x0
    room = box.x1 - (padding if padding > 0.0 else 0.0) - own.x1
    if len(line) == 1 and room < _LAST_ROOM * letter and _is_last_letter(word.text, tail):
        return True
    if room < _NEAR_ROOM * letter and _BROKEN_YEARS.search(word.text) and _WHOLE_YEARS.search(word.text + tail):
        return True
    if room >= _NEAR_ROOM * letter and room >= _NEAR_ROOM * following:
        return False
    if len(before) > 1:
        return _makes_word(word.text, tail)
    if room >= _BROKEN_ROOM * letter and room >= following:
        return _is_surely_rest(word.text, tail)
    return _is_rest_of(word.text, line)


def _is_rest_of(head: str, line: Sequence[Word]) -> bool:
    """Whether a line begins with the rest of a word that fills the line above by itself."""
    tail = line[0].text
    whole = head + tail
    if len(line) == 1 and ((_NUMBER.match(whole) and not _DAY.match(tail)) or whole.lower() in _short_wholes()):
        return True
    if tail[0] in _AFTER_WORDS:
        return True
    both = len(head) >= _SHORTEST_HEAD and head[-1].isalpha() and tail[0].isalpha()
    return both and (tail.islower() or head.isupper()) and _is_rest(head, tail)


def _breaks_twice(before: Sequence[Word], line: Sequence[Word], after: Line | None, box: Box) -> bool:
    """Whether a word goes on on the next line and beyond it: that line is one scrap, and all three make the word."""
    if after is None or len(line) > 1:
        return False
    head, scrap, tail = before[-1].text, line[0], after[2][0].text
    letter = scrap.box.width / len(scrap.text)
    full = box.x1 - max(scrap.box.x0 - box.x0, 0.0) - scrap.box.x1 < _NEAR_ROOM * letter
    lettered = head[-1].isalpha() and scrap.text.isalpha()
    if full and lettered and not uses(scrap.text.lower()) and is_one_word(head + scrap.text, tail, sure=True):
        return True
    if len(before) > 1 or not _breaks_word(line, after[2], box):
        return False
    return _breaks_word(before, [replace(scrap, text=scrap.text + tail)], box)


def _is_last_letter(head: str, tail: str) -> bool:
    """Whether a line of a single consonant ends the word before it: no word is made of one."""
    return (
        head[-2:-1].isalpha()
        and head[-1:].islower()
        and bool(re.fullmatch(r"[b-df-hj-np-tv-z]\W*", tail))
        and not tail.endswith((".", ")", ":"))
    )


def _is_rest(head: str, tail: str) -> bool:
    """Whether the tail is the rest of a broken word rather than a word."""
    bare = re.sub(r"\W+$", "", tail.lower())
    tails, never_first, known = _broken_words()
    if bare in tails or bare[:2] in never_first or head.lower() + bare in known:
        return True
    words = _short_words()
    if head.lower() + bare in words and not {head.lower(), bare} & words:
        return True
    return not re.search("[aeiouy]", bare) or is_one_word(head, bare if tail.islower() else bare.upper())


def _is_surely_rest(head: str, tail: str) -> bool:
    """Whether the tail is no word, so that it need not be shown that no letter more had room."""
    if is_one_word(head, tail, sure=True):
        return True
    bare = re.sub(r"\W+$", "", tail.lower())
    tails, _, known = _broken_words()
    if len(head) < _SHORTEST_HEAD or not (head[-1].isalpha() and tail[0].islower()):
        return False
    whole = head.lower() + bare in known and head.lower() not in known
    return whole or (bare in tails and bare not in _short_words() and len(bare) <= _SHORT_TAIL)


def _makes_word(head: str, tail: str) -> bool:
    """Whether two scraps in a line of several words make one: the whole is known, and neither is a word by itself; or
    one is no word at all, and what both make is."""
    begun, rest = head.lstrip("(‘“/").lower(), (tail if tail.isalpha() else re.sub(r"\W+$", "", tail)).lower()
    if tail[0].islower() and begun.isalpha() and rest.isalpha():
        whole = begun + rest
        if len(whole) >= _LONG_WORD and whole in _broken_words()[2] and not {begun, rest} & _short_words():
            return True
    return is_one_word(head, tail, sure=True)


@lru_cache(maxsize=1)
def _breaks() -> dict[str, list[str]]:
    text = resources.files("schemas").joinpath("vocabulary", "broken_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def _short_wholes() -> frozenset[str]:
    return frozenset(_breaks()["alone"])


@lru_cache(maxsize=1)
def _broken_words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Endings, impossible beginnings, and the known words: those of headings, ratings, posts, teams."""
    data = _breaks()
    known = frozenset().union(*(_words_of(name, shortest) for name, shortest in (*_KNOWN_WORDS, *_DATE_WORDS)))
    return frozenset(data["tails"]), frozenset(data["never_first"]), known


@lru_cache(maxsize=1)
def _short_words() -> frozenset[str]:
    """Words that stand by themselves, the common ones among them."""
    return _words_of("common_words.toml", 1).union(*(_words_of(name, 4) for name, _ in _KNOWN_WORDS))


@lru_cache(maxsize=16)
def _words_of(name: str, shortest: int) -> frozenset[str]:
    """The words of a vocabulary that have so many letters."""
    text = resources.files("schemas").joinpath("vocabulary", name).read_text(encoding="utf-8")
    return frozenset(re.findall(rf"[a-z]{{{shortest},}}", text.lower()))


def _turned_order(words: Sequence[Word]) -> list[Word]:
    """Words that run up (270) or down (90) the page, in reading order: letters that hang below the line or do not reach
    its height move the middle of a word a little, another line by more."""
    upward = sum(word.turned == 270 for word in words) * 2 > len(words)
    across = sorted(words, key=lambda word: word.box.centre[0], reverse=not upward)
    lines: list[list[Word]] = []
    for word in across:
        if lines and abs(word.box.centre[0] - lines[-1][0].box.centre[0]) <= _SAME_LINE * word.size:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [word for line in lines for word in sorted(line, key=lambda word: -word.box.y1 if upward else word.box.y0)]
