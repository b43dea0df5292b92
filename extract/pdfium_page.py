"""One loaded page from PDFium to the page model: the order of work.

Words and drawing are read, words mended where a rule or a gap parts them, what cannot be seen dropped, and the text
layer judged. Each step has its own module; PDFium's handles do not leave this one.
"""

from __future__ import annotations

from extract import pdfium_calls as pdfium
from extract.drawn import Drawing
from extract.folded import rules_of, strips_folded
from extract.page import Fill, Image, Page, Rule, Word
from extract.pdfium_letters import mend
from extract.pdfium_objects import Item, clip_box, read_items, smaller
from extract.pdfium_paths import read_drawing
from extract.pdfium_samples import paint_sampled
from extract.pdfium_space import Space
from extract.pdfium_tags import read_tags
from extract.pdfium_text import TextReader, Writing
from extract.textlayer import Verdict, judge
from extract.visible import Stroke, alike, seen_areas, seen_lines, sight
from schemas.geometry import Box


def read_page(page: int, text_page: int, number: int, *, tagged: bool) -> Page:
    """The model of a loaded page; `tagged` says whether its structure is wanted."""
    space = read_space(page)
    whole = Box(0.0, 0.0, space.width, space.height)
    items = read_items(page, space.matrix)
    drawing = read_drawing(items)
    paint_sampled(page, space, drawing)
    drawing.areas = strips_folded(drawing.areas)
    areas = seen_areas(drawing.areas, whole)
    rules = rules_of(seen_lines(drawing.lines, drawing.areas, whole), areas)
    fills = tuple(
        Fill(area.box, area.colour, area.order, area.round) for area in areas if area.colour and not area.thin
    )
    reader = TextReader(text_page, space.matrix)
    writing = reader.writing()
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
        tags=read_tags(page) if tagged else (),
        text_layer=verdict.layer,
        evidence=verdict.evidence,
    )


def read_space(page: int) -> Space:
    """What of a loaded page is shown, and which way round."""
    pdfium.page_bounds(page, pdfium.float_at[0])
    left, top, right, bottom = pdfium.floats[:4]
    return Space(left, bottom, right, top, pdfium.page_rotation(page) % 4)


def _seen_words(writing: Writing, items: list[Item], drawing: Drawing, whole: Box) -> Verdict:
    """The words that a reader sees, and whether they are usable text."""
    strokes = _strokes(writing, items)
    found = sight(writing.words, strokes, drawing, whole)
    unmapped = sum(len(word.text) for word, ink in zip(writing.words, writing.inks, strict=True) if ink.unmapped)
    letters = sum(len(word.text) for word in writing.words)
    seen: list[Word] = [writing.words[place] for place in found.seen]
    hidden: list[Word] = [writing.words[place] for place in found.under_picture]
    return judge(seen, hidden, drawing, whole, unmapped / letters if letters else 0.0)


def _strokes(writing: Writing, items: list[Item]) -> list[Stroke]:
    """How each word is drawn, from its text object."""
    texts = [item for item in items if item.kind == pdfium.TEXT]
    handles = [item.handle for item in texts]
    clipped = map(pdfium.clip_count, map(pdfium.object_clip, handles))
    placed: dict[int, tuple[int, Box | None]] = {}
    for item, clips in zip(texts, clipped, strict=True):
        clip = item.clip if clips <= 0 else smaller(item.clip, clip_box(item.handle, item.matrix))
        placed[item.handle] = item.order, clip
    nowhere: tuple[int, Box | None] = (len(items), None)
    inks = {ink.handle: ink for ink in writing.inks}
    strokes = {handle: Stroke(*placed.get(handle, nowhere), not ink.unseen) for handle, ink in inks.items()}
    return [strokes[ink.handle] for ink in writing.inks]


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
