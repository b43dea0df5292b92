"""One loaded page from PDFium to the page model: the order of work.

Words and drawing are read, words mended where a rule or a gap parts them, what cannot be seen dropped, and the text
layer judged. Each step has its own module; PDFium's handles do not leave this one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from extract.page import Fill, Image, Page, Rule
from extract.pdfium import calls as pdfium
from extract.pdfium.alphabet import Alphabets
from extract.pdfium.dots import lone_dots
from extract.pdfium.drawn import Drawing
from extract.pdfium.folded import rules_of, strips_folded
from extract.pdfium.letters import mend
from extract.pdfium.objects import Clips, Items, clip_box, read_items, smaller
from extract.pdfium.paths import read_drawing
from extract.pdfium.samples import paint_sampled
from extract.pdfium.space import Matrix, Space
from extract.pdfium.tags import read_tags
from extract.pdfium.text import TextReader, Writing
from extract.pdfium.visible import Sight, Stroke, alike, seen_areas, seen_lines, sight
from extract.textlayer import Verdict, judge
from extract.upright import quarters_to_upright
from schemas.geometry import Box

_LEAST_WORD = 3
"""Characters of a word without names that count; a bullet may well have none."""


class Wanted(NamedTuple):
    """What of a page is wanted: its structure (`tagged`), its words' marked content (`marked`), and the letters of
    fonts that do not name them (`alphabets`)."""

    tagged: bool = False
    marked: bool = True
    alphabets: Alphabets = MappingProxyType({})


def read_page(page: int, text_page: int, number: int, wanted: Wanted) -> Page:
    """The model of a loaded page. A page whose text lies on its side is turned."""
    found = _read_in(page, text_page, number, wanted)
    if turn := quarters_to_upright(found.words):
        found = replace(_read_turned(page, turn, number, wanted), turn=turn)
    return replace(found, tags=read_tags(page)) if wanted.tagged else found


def _read_turned(page: int, turn: int, number: int, wanted: Wanted) -> Page:
    """The page turned by quarters, read anew: PDFium sees spaces where words go on in text that lies on its side."""
    shown = pdfium.page_rotation(page)
    pdfium.rotate_page(page, (shown + turn) % 4)
    text_page = pdfium.load_text(page)
    try:
        return _read_in(page, text_page, number, wanted)
    finally:
        pdfium.close_text(text_page)
        pdfium.rotate_page(page, shown)


def _read_in(page: int, text_page: int, number: int, wanted: Wanted) -> Page:
    """The page as it is shown, without its structure."""
    space = read_space(page)
    whole = Box(0.0, 0.0, space.width, space.height)
    reader = TextReader(text_page, space.matrix, space.height, wanted.alphabets)
    items = read_items(page, space.matrix, reader.objects)
    reader.forms = _forms(items)
    drawing = read_drawing(items.drawn)
    paint_sampled(page, space, drawing)
    dots = lone_dots(drawing.areas)
    drawing.areas = strips_folded(drawing.areas)
    areas = seen_areas(drawing.areas, whole)
    rules = rules_of(seen_lines(drawing.lines, drawing.areas, whole), areas)
    fills = tuple(
        Fill(area.box, area.colour, area.order, area.round) for area in areas if area.colour and not area.thin
    )
    writing = reader.writing(marked=wanted.marked)
    unnamed = _unnamed(reader, writing)
    mend(reader, writing, rules)
    verdict = _seen_words(reader, writing, items, drawing, whole, unnamed)
    return Page(
        number=number,
        width=space.width,
        height=space.height,
        words=verdict.words,
        rules=_on_ground(rules, fills),
        fills=fills,
        images=tuple(Image(picture.box, picture.order) for picture in drawing.pictures),
        text_layer=verdict.layer,
        evidence=verdict.evidence,
        dots=dots,
        unnamed=unnamed,
    )


def _forms(items: Items) -> dict[int, Matrix]:
    """The matrices of text objects in forms that are not drawn as the page itself is."""
    return {handle: item.matrix for handle, item in items.formed.items() if item.matrix != items.matrix}


def read_space(page: int) -> Space:
    """What of a loaded page is shown, and which way round."""
    pdfium.page_bounds(page, pdfium.float_at[0])
    left, top, right, bottom = pdfium.floats[:4]
    return Space(left, bottom, right, top, pdfium.page_rotation(page) % 4)


def _seen_words(
    reader: TextReader, writing: Writing, items: Items, drawing: Drawing, whole: Box, unnamed: int
) -> Verdict:
    """The words that a reader sees, and whether they are usable text."""
    words, strokes = writing.words, _strokes(writing, items)
    found = sight(words, strokes, drawing, whole)
    if len(found.seen) < len(words) and (freed := _clipped_in_part(reader, writing, items, strokes, found)):
        found = sight(words, [freed.get(place, stroke) for place, stroke in enumerate(strokes)], drawing, whole)
    seen = words if len(found.seen) == len(words) else [words[place] for place in found.seen]
    hidden = [words[place] for place in found.under_picture]
    letters = sum([len(word.text) for word in words]) if unnamed else 0
    verdict = judge(seen, hidden, drawing, whole, unnamed / letters if letters else 0.0)
    if verdict.layer == "native" and reader.alphabets and reader.spelt.learnt:
        return verdict._replace(layer="ocr", evidence="letters of fonts without a Unicode map learnt by OCR")
    return verdict


def _clipped_in_part(
    reader: TextReader, writing: Writing, items: Items, strokes: Sequence[Stroke], found: Sight
) -> dict[int, Stroke]:
    """How words are drawn that were not seen, where they are drawn in pieces that are each clipped to themselves, as
    Cairo does: all between the first and the last is shown."""
    freed: dict[int, Stroke] = {}
    for place in {*range(len(strokes))}.difference(found.seen):
        first, last = strokes[place].clip, pdfium.char_object(reader.handle, writing.lasts[place])
        if first is not None and last != writing.inks[place].handle:
            clip = _clip_of(last, items, {})
            freed[place] = replace(strokes[place], clip=None if clip is None else first.union(clip))
    return freed


def _unnamed(reader: TextReader, writing: Writing) -> int:
    """How many characters of the page's words have no name in their font, nor in its alphabet."""
    if not any([ink.unmapped for ink in writing.known.values()]):
        return 0
    own = [place for place, ink in enumerate(writing.inks) if ink.unmapped and not ink.signs]
    own = [place for place in own if len(writing.words[place].text) >= _LEAST_WORD]
    if not reader.alphabets:
        return sum(len(writing.words[place].text) for place in own)
    return sum(reader.spelt.sure[writing.firsts[place] : writing.lasts[place] + 1].count(0.0) for place in own)


def _strokes(writing: Writing, items: Items) -> list[Stroke]:
    """How each word is drawn, from its text object."""
    known = writing.known
    clipped = map(pdfium.clip_count, map(pdfium.object_clip, map(pdfium.pointer, known)))
    strokes: dict[int, Stroke] = {}
    boxes: Clips = {}
    for (handle, ink), clips in zip(known.items(), clipped, strict=True):
        formed = items.formed.get(handle)
        order = items.texts.get(handle, items.total) if formed is None else formed.order
        clip = _clip_of(handle, items, boxes) if clips > 0 or formed is not None else None
        strokes[handle] = Stroke(order, clip, not ink.unseen)
    return [strokes[ink.handle] for ink in writing.inks]


def _clip_of(handle: int, items: Items, boxes: Clips) -> Box | None:
    """What a text object, and the form it stands in, are clipped to; `boxes` are those known."""
    item = items.formed.get(handle)
    if item is None:
        return clip_box(pdfium.pointer(handle), items.matrix, boxes)
    return smaller(item.clip, clip_box(pdfium.pointer(handle), item.matrix, boxes))


def _on_ground(rules: tuple[Rule, ...], fills: tuple[Fill, ...]) -> tuple[Rule, ...]:
    """Rules without those in white on bare paper."""
    white = [place for place, rule in enumerate(rules) if alike(rule.colour, "FFFFFF")]
    if not white:
        return rules
    ground = [fill.box for fill in fills if not alike(fill.colour, "FFFFFF")]
    lost = {place for place in white if not any(_touches(rules[place].box, box) for box in ground)}
    return tuple(rule for place, rule in enumerate(rules) if place not in lost)


def _touches(one: Box, other: Box) -> bool:
    return one.x0 <= other.x1 + 1 and other.x0 <= one.x1 + 1 and one.y0 <= other.y1 + 1 and other.y0 <= one.y1 + 1
