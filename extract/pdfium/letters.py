"""Words that PDFium cut or joined wrongly, mended letter by letter.

What belongs here: words run together without a drawn space, words in letters placed one by one, words across a column
rule, raised ordinals ("1 st"), and the names of glyphs. Only doubtful words are looked at letter by letter; the rest of
a page costs nothing here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import compress, count, pairwise, repeat
from math import inf
from operator import lt, sub
from statistics import median

from extract.page import Rule, Word
from extract.pdfium import calls as pdfium
from extract.pdfium.glyphs import clean, summed_signs
from extract.pdfium.ink import Ink, read_inks
from extract.pdfium.lost_ligatures import named
from extract.pdfium.summed import with_signs
from extract.pdfium.text import TextReader, Writing
from extract.pdfium.woven import begins_column, unweave
from extract.wordlist import is_written_as_one
from schemas.geometry import Box

_WIDEST_LETTER = 1.1  # of the font size, on average over a word
_TALLEST = 1.8  # of the font size; a taller "word" stands on two lines
_ODD_WIDTH, _ODD_HEIGHT = 45.0, 24.0  # points; what is smaller is one word and on one line
_LONG = 10  # letters; shorter words run together are too rare to ask PDFium for
_GAP_BETWEEN_OBJECTS = 0.12  # of the font size: letters of one word touch, words stand further apart
_GAP_ANYWHERE = 0.3
_GAP_INSIDE = 0.17  # of the font size: inside a piece of a typesetter that moves letters
_JOIN_GAP = (-0.2, 0.1)
_BESIDE = 0.5  # share of their height that pieces of one turned word, each boxed by its ink, have in common
_NO_ROOM = 0.06  # of the font size: no space is as narrow
_LIGATURES = frozenset({"ff", "fi", "fl", "ffi", "ffl", "\ufb00", "\ufb01", "\ufb02", "\ufb03", "\ufb04"})
_SOFT_HYPHEN = "\u00ad"
_HYPHEN = 0.1  # of the font size: what is narrower was not drawn
_RULE_SLACK = 0.25  # of the font size that a letter may stand across a rule
_TOUCHING = re.compile(r"[A-Z\d](?:(?<=[^\WA-Z_][A-Z])|(?<=\d)\d{4}|(?<=[A-Z])[A-Z]{13})")
"""A capital letter after a small one or a figure, five figures, 14 capital letters; tried at figures and capitals."""
_PIECE = 5  # letters of a piece that may be a heading by itself
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_RAISED = 0.85
_ORDINAL_GAP = 0.4

Span = tuple[int, int]
Sides = tuple[list[float], list[float]]


def mend(reader: TextReader, writing: Writing, rules: Sequence[Rule]) -> None:
    """Mend the words of a page in place; `rules` are those drawn on it."""
    touching = _touching(writing.words)
    if touching and unweave(reader, writing, touching):
        touching = _touching(writing.words)
    sides = writing.sides()
    cuts = _doubtful_cuts(reader, writing)
    cuts |= _start_cuts(reader, writing, touching)
    cuts |= _rule_cuts(reader, writing, rules, sides)
    moved = bool(_without_room(reader, writing, sides))
    if moved:
        cuts |= _spaced_cuts(reader, writing)
    if cuts:
        _cut(reader, writing, cuts)
    joins = _joins(writing)
    if moved:
        joins = sorted({*joins, *_without_room(reader, writing, writing.sides())})
    if joins:
        _join(writing, joins)
    _name_glyphs(reader, writing)


def _doubtful_cuts(reader: TextReader, writing: Writing) -> dict[int, list[Span]]:
    """Words that may be several, with the spans of characters that each of them is."""
    odd = [
        place
        for place, word in enumerate(writing.words)
        if (box := word.box).x1 - box.x0 > _ODD_WIDTH or box.y1 - box.y0 > _ODD_HEIGHT or len(word.text) >= _LONG
    ]
    spans = {place: _spans(reader, writing, place) for place in odd if _is_doubtful(reader, writing, place)}
    return {place: parts for place, parts in spans.items() if len(parts) > 1}


def _is_doubtful(reader: TextReader, writing: Writing, place: int) -> bool:
    """A word wider or taller than its letters, or a long one set in several pieces."""
    word = writing.words[place]
    box = word.box if not word.turned else _level(word.box, word.turned)
    size = word.size
    if box.x1 - box.x0 > size * (_WIDEST_LETTER * len(word.text) + 1) or box.y1 - box.y0 > _TALLEST * size:
        return True
    if len(word.text) < _LONG or pdfium.char_object(reader.handle, writing.lasts[place]) == writing.inks[place].handle:
        return False
    return _gapes(reader, writing, place)


def _gapes(reader: TextReader, writing: Writing, place: int) -> bool:
    """Whether there is air between two of the pieces that a word is set in."""
    first, last = writing.firsts[place], writing.lasts[place]
    objects = list(map(pdfium.char_object, repeat(reader.handle), range(first, last + 1)))
    seams = [first + at for at, (one, two) in enumerate(pairwise(objects)) if one != two]
    word = writing.words[place]
    boxes = [_level(box, word.turned) for box in reader.boxes([char for seam in seams for char in (seam, seam + 1)])]
    least = _GAP_BETWEEN_OBJECTS * word.size
    return any(not -least < two.x0 - one.x1 < least for one, two in zip(boxes[0::2], boxes[1::2], strict=True))


def _spaced_cuts(reader: TextReader, writing: Writing) -> dict[int, list[Span]]:
    """Words between whose letters a space was left without being drawn, as Ghostscript writes some of those of a
    typesetter that moves letters ("newstr ucture")."""
    several = [
        place for place, (first, last) in enumerate(zip(writing.firsts, writing.lasts, strict=True)) if first < last
    ]
    spans = {place: _spans(reader, writing, place, _GAP_INSIDE) for place in several}
    return {place: parts for place, parts in spans.items() if len(parts) > 1}


def _spans(reader: TextReader, writing: Writing, place: int, anywhere: float = _GAP_ANYWHERE) -> list[Span]:
    """A word's characters cut at gaps, wider than `anywhere` of the font size inside a piece drawn at once, and at
    jumps to another line."""
    first, last = writing.firsts[place], writing.lasts[place]
    chars = list(range(first, last + 1))
    turned, size = writing.words[place].turned, writing.words[place].size
    boxes = [_level(box, turned) for box in reader.boxes(chars)]
    objects = [pdfium.char_object(reader.handle, char) for char in chars]
    gaps = [after.x0 - before.x1 for before, after in pairwise(boxes)]
    usual = max(median(gaps), 0.0) if gaps else 0.0
    spans, start = [], first
    for place_in, gap in enumerate(gaps):
        one, two = boxes[place_in], boxes[place_in + 1]
        jumps = min(one.y1, two.y1) - max(one.y0, two.y0) < 0.3 * min(one.height, two.height) or gap < -2 * size
        limit = _GAP_BETWEEN_OBJECTS if objects[place_in] != objects[place_in + 1] else anywhere
        if jumps or gap > usual * 2 + limit * size:
            spans.append((start, first + place_in))
            start = first + place_in + 1
    return [*spans, (start, last)]


def _level(box: Box, turned: int) -> Box:
    """A box as it would lie were its baseline level and read from the left."""
    if turned == 90:
        return Box(box.y0, -box.x1, box.y1, -box.x0)
    if turned == 180:
        return Box(-box.x1, -box.y1, -box.x0, -box.y0)
    if turned == 270:
        return Box(-box.y1, box.x0, -box.y0, box.x1)
    return box


def _rule_cuts(reader: TextReader, writing: Writing, rules: Sequence[Rule], sides: Sides) -> dict[int, list[Span]]:
    """Words that a column rule runs through between two letters; `sides` are those of the words."""
    upright = sorted(
        ((rule.box.x0 + rule.box.x1) / 2, rule.box.y0, rule.box.y1) for rule in rules if not rule.horizontal
    )
    if not upright:
        return {}
    places = [x for x, _, _ in upright]
    levels = [*sorted({*places}), inf]
    lefts, rights = sides
    after = map(levels.__getitem__, map(bisect_left, repeat(levels), lefts))
    cuts: dict[int, list[Span]] = {}
    for place in compress(count(), map(lt, after, rights)):
        word, box = writing.words[place], writing.words[place].box
        start = bisect_left(places, box.x0 + 0.3 * word.size)
        if start == len(places) or places[start] >= box.x1 - 0.3 * word.size or word.turned % 180:
            continue
        middle = (box.y0 + box.y1) / 2
        end = bisect_right(places, box.x1 - 0.3 * word.size)
        through = [x for x, top, bottom in upright[start:end] if top <= middle <= bottom]
        spans = _spans_at(reader, writing, place, through) if through else []
        if len(spans) > 1:
            cuts[place] = spans
    return cuts


def _touching(words: Sequence[Word]) -> list[int]:
    """The level words that may be two entries which touch."""
    texts = " ".join([word.text for word in words])
    places = {texts.count(" ", 0, touch.start()) for touch in _TOUCHING.finditer(texts)}
    return sorted(place for place in places if not words[place].turned)


def _start_cuts(reader: TextReader, writing: Writing, places: Sequence[int]) -> dict[int, list[Span]]:
    """Words of two entries that touch, the second of them drawn apart and at the very place where other lines' words
    begin: a date too long for its column runs up to the text beside it, or into that."""
    spans = {place: _spans_from(reader, writing, place) for place in places}
    return {place: parts for place, parts in spans.items() if len(parts) > 1}


def _spans_from(reader: TextReader, writing: Writing, place: int) -> list[Span]:
    """A word's characters cut where a piece begins an entry, as words above and below do; signs of one kind only where
    the second overlaps the first, or both pieces are as long as words."""
    first, last = writing.firsts[place], writing.lasts[place]
    objects = list(map(pdfium.char_object, repeat(reader.handle), range(first, last + 1)))
    seams = [at for at in range(1, len(objects)) if objects[at - 1] != objects[at]]
    word, starts = writing.words[place], [first]
    for at in seams:
        before, after = reader.boxes([first + at - 1, first + at])
        one, two = (chr(pdfium.char_unicode(reader.handle, first + at - 1 + side)) for side in (0, 1))
        over = before.x1 - after.x0 > _JOIN_GAP[1] * word.size or _PIECE <= at <= len(objects) - _PIECE
        if not (two.isupper() or two.isdigit()) or (
            not over and (one.isupper() or one.isdigit() == two.isdigit() != 0)
        ):
            continue
        if begins_column(writing.words, after.x0):
            starts.append(first + at)
    return list(zip(starts, [*(start - 1 for start in starts[1:]), last], strict=True))


def _spans_at(reader: TextReader, writing: Writing, place: int, through: list[float]) -> list[Span]:
    """A word's characters cut at the rules that pass through it, where what stands on both sides was drawn apart; a
    letter that a rule crosses stays whole, and so does a word too long for its cell, which was drawn as one, or letter
    by letter, each where the one before ends."""
    first, last = writing.firsts[place], writing.lasts[place]
    boxes = reader.boxes(list(range(first, last + 1)))
    objects = [pdfium.char_object(reader.handle, char) for char in range(first, last + 1)]
    size = writing.words[place].size
    single = len({*objects}) == len(objects)
    seams = [
        at
        for at in range(1, len(boxes))
        if objects[at - 1] != objects[at] and not (single and abs(boxes[at].x0 - boxes[at - 1].x1) < _NO_ROOM * size)
    ]
    slack = _RULE_SLACK * size
    spans, start = [], first
    for x in through:
        after = next((at for at in seams if boxes[at].x0 >= x - slack), 0)
        if first + after > start and boxes[start - first].x0 < x:
            spans.append((start, first + after - 1))
            start = first + after
    return [span for span in [*spans, (start, last)] if span[0] <= span[1]]


def _cut(reader: TextReader, writing: Writing, cuts: dict[int, list[Span]]) -> None:
    """Put each cut word's parts in its place, each in the ink that it begins in."""
    for place in sorted(cuts, reverse=True):
        whole, ink = writing.words[place], writing.inks[place]
        parts, inks = [], []
        for first, last in cuts[place]:
            text = reader.letters(first, last)
            one, two = reader.boxes([first, last])
            part = _like(whole, text.replace("\x00", ""), one.union(two))
            own = _ink_at(reader, writing, first, whole) or ink
            parts.append(part if own is ink else Word(part.text, part.box, *own.look, part.confidence))
            inks.append(own)
        writing.words[place : place + 1] = parts
        writing.inks[place : place + 1] = inks
        writing.firsts[place : place + 1] = [first for first, _ in cuts[place]]
        writing.lasts[place : place + 1] = [last for _, last in cuts[place]]
        writing.breaks[place : place + 1] = [writing.breaks[place]] + [False] * (len(parts) - 1)


def _ink_at(reader: TextReader, writing: Writing, char: int, whole: Word) -> Ink | None:
    """The ink of the text object that draws a character; null where PDFium names none."""
    drawn = pdfium.char_object(reader.handle, char)
    if drawn and drawn not in writing.known:
        writing.known |= read_inks(reader.handle, reader.matrix, [drawn], [char], marked=whole.mcid is not None)
    return writing.known[drawn] if drawn else None


def _like(word: Word, text: str, box: Box) -> Word:
    return Word(text, box, word.size, word.bold, word.colour, word.turned, word.mcid, word.confidence)


def _joins(writing: Writing) -> list[int]:
    """Words that go on the word before them: letters placed one by one, pieces of words on their side, between which
    PDFium sees spaces, and raised ordinals."""
    words, breaks = writing.words, writing.breaks
    texts = [word.text for word in words]
    if any([ink.look[3] for ink in writing.known.values()]):
        breaks = [starts or bool(word.turned) for starts, word in zip(breaks, words, strict=True)]
    found = {at for at in compress(count(), breaks) if at and _goes_on(words[at - 1], words[at])}
    if not _ORDINALS.isdisjoint(texts):
        raised = [at for at, text in enumerate(texts) if at and text in _ORDINALS]
        found.update([at for at in raised if _is_raised(words[at - 1], words[at])])
    if not _LIGATURES.isdisjoint(texts):
        beside = {at for place, text in enumerate(texts) if text in _LIGATURES for at in (place, place + 1)}
        found.update([at for at in beside if 0 < at < len(words) and _is_letters_on(words[at - 1], words[at])])
    return sorted(found)


def _without_room(reader: TextReader, writing: Writing, sides: Sides) -> list[int]:
    """Words drawn at once with a space between them whose room is taken back, as Ghostscript writes two letters that a
    typesetter moved apart ("ser vice"); two known words that make no third stay apart."""
    words = writing.words
    lefts, rights = sides
    gaps = list(map(sub, lefts[1:], rights))
    near = [at for at, gap in enumerate(gaps, 1) if -1.0 < gap < 1.0]
    return [
        at
        for at in near
        if not words[at].turned
        and abs(gaps[at - 1]) <= _NO_ROOM * words[at].size
        and words[at].text[:1].islower()
        and pdfium.char_object(reader.handle, writing.lasts[at - 1]) == writing.inks[at].handle
        and is_written_as_one(words[at - 1].text, words[at].text)
    ]


def _is_letters_on(before: Word, word: Word) -> bool:
    """Whether a ligature that stands by itself, its box that of its ink, touches the small letters beside it."""
    one, two = _level(before.box, before.turned), _level(word.box, word.turned)
    small = before.text[-1:].isalpha() and word.text[:1].islower() and before.turned == word.turned
    level = (one.y0 <= two.y0 and two.y1 <= one.y1) or (two.y0 <= one.y0 and one.y1 <= two.y1)
    return small and level and -_JOIN_GAP[1] * word.size <= two.x0 - one.x1 <= _JOIN_GAP[1] * word.size


def _goes_on(before: Word, word: Word) -> bool:
    size, turned = word.size, word.turned
    one, two = before.box, word.box
    if turned:
        one, two = _level(one, turned), _level(two, turned)
    low, high = _JOIN_GAP
    if not low * size <= two.x0 - one.x1 <= high * size:
        return False
    beside = turned and min(one.y1, two.y1) - max(one.y0, two.y0) >= _BESIDE * min(one.height, two.height)
    if not beside and abs(one.y1 - two.y1) > 0.1 * size:
        return False
    return before.turned == turned and abs(before.size - size) <= 0.1 * size and not before.text.endswith("-")


def _is_raised(before: Word, word: Word) -> bool:
    if word.text not in _ORDINALS or not before.text[-1:].isdigit():
        return False
    if before.turned != word.turned or word.size > _RAISED * before.size:
        return False
    one, two = _level(before.box, word.turned), _level(word.box, word.turned)
    return two.y1 < one.y1 and two.y0 > one.y0 - one.height and -1.0 <= two.x0 - one.x1 <= _ORDINAL_GAP * before.size


def _join(writing: Writing, places: list[int]) -> None:
    for place in reversed(places):
        before, word = writing.words[place - 1], writing.words[place]
        writing.words[place - 1] = _like(before, before.text + word.text, before.box.union(word.box))
        writing.lasts[place - 1] = writing.lasts[place]
        for column in (writing.words, writing.inks, writing.firsts, writing.lasts, writing.breaks):
            del column[place]


def _with_drawn_hyphens(reader: TextReader, writing: Writing, place: int) -> str:
    """The word's text, each soft hyphen that takes room on the page as the hyphen that a reader sees: many fonts have
    one glyph for both, and some producers name it by the other."""
    word, first = writing.words[place], writing.firsts[place]
    soft = [at for at, letter in enumerate(word.text) if letter == _SOFT_HYPHEN]
    if writing.lasts[place] - first + 1 != len(word.text):
        return word.text
    boxes = [_level(box, word.turned) for box in reader.boxes([first + at for at in soft])]
    drawn = {at for at, box in zip(soft, boxes, strict=True) if box.width > _HYPHEN * word.size}
    return "".join("-" if at in drawn else letter for at, letter in enumerate(word.text))


def _name_glyphs(reader: TextReader, writing: Writing) -> None:
    texts = [word.text for word in writing.words]
    odd = [place for place, text in enumerate(texts) if not text.isascii()]
    odd += [place for place, text in enumerate(texts) if "\x02" in text] if "\x02" in "".join(texts) else []
    if any([ink.signs for ink in writing.known.values()]):
        odd += [place for place, ink in enumerate(writing.inks) if ink.signs]
    if writing.sums:
        _name_sums(reader, writing)
    for place in {*odd}:
        word = writing.words[place]
        said = _with_drawn_hyphens(reader, writing, place) if _SOFT_HYPHEN in word.text[:-1] else word.text
        said = said.translate(reader.spelt.several) if reader.alphabets else said
        text = clean(said, writing.inks[place].signs)
        text = text if text.isascii() else named(text)
        if text != word.text:
            writing.words[place] = _like(word, text, word.box)


def _name_sums(reader: TextReader, writing: Writing) -> None:
    """Signs that are named by the sum of their bytes, by their ink."""
    for place, word in enumerate(writing.words):
        first, signs = writing.firsts[place], summed_signs().keys()
        if not signs.isdisjoint(word.text) and writing.lasts[place] - first + 1 == len(word.text):
            text = with_signs(reader.handle, word.text, first, word.size)
            writing.words[place] = _like(word, text, word.box)
