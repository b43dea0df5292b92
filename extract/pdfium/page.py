"""One loaded page from PDFium to the page model: the order of work.

Words and drawing are read, words mended where a rule or a gap parts them, what cannot be seen dropped, and the text
layer judged. Each step has its own module; PDFium's handles do not leave this one.
"""

from __future__ import annotations

from dataclasses import replace
from operator import itemgetter

from extract.page import Fill, Image, Page, Rule
from extract.pdfium import calls as pdfium
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
from extract.pdfium.visible import Stroke, alike, seen_areas, seen_lines, sight
from extract.textlayer import Verdict, judge
from extract.upright import quarters_to_upright
from schemas.geometry import Box


def read_page(page: int, text_page: int, number: int, *, tagged: bool, marked: bool = True) -> Page:
    """The model of a loaded page; `tagged` says whether its structure is wanted, `marked` whether words' marked content
    is. A page whose text lies on its side is turned."""
    space = read_space(page)
    found = _read_in(space, page, text_page, number, marked)
    if turn := quarters_to_upright(found.words):
        space = replace(space, quarters=(space.quarters + turn) % 4)
        found = replace(_read_in(space, page, text_page, number, marked), turn=turn)
    return replace(found, tags=read_tags(page)) if tagged else found


def _read_in(space: Space, page: int, text_page: int, number: int, marked: bool) -> Page:
    """The page in a space, without its structure."""
    whole = Box(0.0, 0.0, space.width, space.height)
    items = read_items(page, space.matrix)
    drawing = read_drawing(items.drawn)
    paint_sampled(page, space, drawing)
    dots = lone_dots(drawing.areas)
    drawing.areas = strips_folded(drawing.areas)
    areas = seen_areas(drawing.areas, whole)
    rules = rules_of(seen_lines(drawing.lines, drawing.areas, whole), areas)
    fills = tuple(
        Fill(area.box, area.colour, area.order, area.round) for area in areas if area.colour and not area.thin
    )
    reader = TextReader(text_page, space.matrix, space.height, _forms(items))
    writing = reader.writing(marked=marked)
    mend(reader, writing, rules)
    verdict = _seen_words(writing, items, drawing, whole)
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
    )


def _forms(items: Items) -> dict[int, Matrix]:
    """The matrices of text objects in forms that are not drawn as the page itself is."""
    return {handle: item.matrix for handle, item in items.formed.items() if item.matrix != items.matrix}


def read_space(page: int) -> Space:
    """What of a loaded page is shown, and which way round."""
    pdfium.page_bounds(page, pdfium.float_at[0])
    left, top, right, bottom = pdfium.floats[:4]
    return Space(left, bottom, right, top, pdfium.page_rotation(page) % 4)


def _seen_words(writing: Writing, items: Items, drawing: Drawing, whole: Box) -> Verdict:
    """The words that a reader sees, and whether they are usable text."""
    found = sight(writing.words, _strokes(writing, items), drawing, whole)
    words = writing.words
    seen = words if len(found.seen) == len(words) else [words[place] for place in found.seen]
    hidden = [words[place] for place in found.under_picture]
    return judge(seen, hidden, drawing, whole, _unmapped_share(writing))


def _unmapped_share(writing: Writing) -> float:
    """The share of the page's characters whose font does not name them."""
    if not any(ink.unmapped for ink in writing.known.values()):
        return 0.0
    unmapped = sum(len(word.text) for word, ink in zip(writing.words, writing.inks, strict=True) if ink.unmapped)
    letters = sum(len(word.text) for word in writing.words)
    return unmapped / letters if letters else 0.0


def _strokes(writing: Writing, items: Items) -> list[Stroke]:
    """How each word is drawn, from its text object."""
    known = writing.known
    pointers = list(map(pdfium.pointer, known))
    clipped = map(pdfium.clip_count, map(pdfium.object_clip, pointers))
    strokes: dict[int, Stroke] = {}
    boxes: Clips = {}
    for (handle, ink), pointer, clips in zip(known.items(), pointers, clipped, strict=True):
        order, matrix, clip = items.texts.get(handle, items.total), items.matrix, None
        if handle in items.formed:
            _, _, order, matrix, clip, _ = items.formed[handle]
        if clips > 0:
            clip = smaller(clip, clip_box(pointer, matrix, boxes))
        strokes[handle] = Stroke(order, clip, not ink.unseen)
    return list(map(strokes.__getitem__, map(itemgetter(0), writing.inks)))


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
