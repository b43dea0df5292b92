"""What a reader can see: words and shapes that are covered, clipped, off the page or in the colour of what they lie on
are dropped.

Pure geometry and painting order on plain data. What is drawn is read in `pdfium_text` and `pdfium_paths`. When in doubt
a word is kept: only what certainly cannot be seen goes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from extract.page import Word
from extract.pdfium.drawn import THIN, Area, Drawing, Line, Picture
from schemas.geometry import Box

_COVERED = 0.6  # of a word's box under a later solid shape
_LEAST_SIZE = 1.0  # points; smaller print is a note to a machine
_SAME_COLOUR = 12  # of 255 in each channel; nobody reads words in one of these on the other
_SAME_TINT = 4  # of 255 in each channel; wide areas are told apart long before words are (stripes in FAFAFA)
_PAPER = "FFFFFF"
_BAND = 40.0  # points; words and shapes are sought in squares and bands of this height
_TWICE, _ROW = 2 * _BAND, 1000  # squares are numbered from the left, then down
_TOUCH = 0.3  # points; no eye sees a sliver of this width
_FRAME = THIN
_MOST_SOLIDS = 1500  # a map or chart; nothing there borders a cell


@dataclass(slots=True)
class Stroke:
    """How a word is drawn: its place in painting order, what it is clipped to, and whether any ink is used."""

    order: int
    clip: Box | None
    inked: bool


class Sight(NamedTuple):
    """Places of words in the list: those seen, and those hidden in or under a picture (a scanner's text layer)."""

    seen: list[int]
    under_picture: list[int]


def sight(words: Sequence[Word], strokes: Sequence[Stroke], drawing: Drawing, page: Box) -> Sight:
    """Tell the words that a reader sees from those that only a machine finds."""
    hidden = _covered(words, strokes, drawing) | _pale(words, strokes, drawing)
    seen: list[int] = []
    layer: list[int] = []
    known: Box | None = None
    left, top, right, foot = _doubled(page, known)
    for place, (word, stroke) in enumerate(zip(words, strokes, strict=True)):
        if stroke.clip is not known:
            known = stroke.clip
            left, top, right, foot = _doubled(page, known)
        box = word.box
        if (
            left <= (x0 := box.x0) + (x1 := box.x1) <= right
            and top <= (y0 := box.y0) + (y1 := box.y1) <= foot
            and x0 < x1
            and y0 < y1
            and word.size >= _LEAST_SIZE
        ):
            if stroke.inked and place not in hidden:
                seen.append(place)
            elif _in_picture(word, drawing.pictures):
                layer.append(place)
    return Sight(seen, layer)


def _doubled(page: Box, clip: Box | None) -> tuple[float, float, float, float]:
    """The sides of what a page and a clip leave, times two, as the sum of two sides of a word is."""
    if clip is None:
        return 2 * page.x0, 2 * page.y0, 2 * page.x1, 2 * page.y1
    return (
        2 * max(page.x0, clip.x0),
        2 * max(page.y0, clip.y0),
        2 * min(page.x1, clip.x1),
        2 * min(page.y1, clip.y1),
    )


def _in_picture(word: Word, pictures: Iterable[Picture]) -> bool:
    x, y = word.box.centre
    return any(picture.box.holds(x, y) for picture in pictures)


def _covered(words: Sequence[Word], strokes: Sequence[Stroke], drawing: Drawing) -> set[int]:
    """Words under a solid shape that is painted later."""
    shapes: list[Area | Picture] = [*drawing.areas, *drawing.pictures]
    solids = [shape for shape in shapes if shape.solid]
    first = min([stroke.order for stroke in strokes], default=0) if solids else 0
    covers = [shape for shape in solids if shape.order > first and min(shape.box.width, shape.box.height) > THIN]
    if not covers:
        return set()
    last = max(cover.order for cover in covers)
    squares: defaultdict[int, list[int]] = defaultdict(list)
    for place, (word, stroke) in enumerate(zip(words, strokes, strict=True)):
        if stroke.order < last:
            box = word.box
            squares[int((box.y0 + box.y1) / _TWICE) * _ROW + int((box.x0 + box.x1) / _TWICE)].append(place)
    found = set()
    for cover in covers:
        box, order = cover.box, cover.order
        for place in _within(box, squares):
            if strokes[place].order < order and _under(words[place].box, box):
                found.add(place)
    return found


def _within(box: Box, squares: Mapping[int, list[int]]) -> Iterator[int]:
    """Places of the words whose middles lie in a square that the box reaches into."""
    down = range(int(2 * box.y0 / _TWICE), int(2 * box.y1 / _TWICE) + 1)
    along = range(int(2 * box.x0 / _TWICE), int(2 * box.x1 / _TWICE) + 1)
    if len(down) * len(along) > len(squares):
        for places in squares.values():
            yield from places
        return
    for row in down:
        for column in along:
            yield from squares.get(row * _ROW + column, ())


def _under(word: Box, cover: Box) -> bool:
    return word.overlap(cover) >= _COVERED * (word.x1 - word.x0) * (word.y1 - word.y0)


def _pale(words: Sequence[Word], strokes: Sequence[Stroke], drawing: Drawing) -> set[int]:
    """Words in the colour of what lies under them: white on white paper, red on a red fill."""
    grounds = {_PAPER} | {area.colour for area in drawing.areas if area.colour and not area.thin}
    risky = {colour for colour in {word.colour for word in words} if any(alike(colour, ground) for ground in grounds)}
    if not risky:
        return set()
    latest = [(area.order, area.box, area.colour) for area in drawing.areas if not area.thin]
    latest += [(picture.order, picture.box, None) for picture in drawing.pictures]
    latest.sort(key=itemgetter(0), reverse=True)
    return {
        place
        for place, (word, stroke) in enumerate(zip(words, strokes, strict=True))
        if word.colour in risky and _vanishes(word, stroke.order, latest)
    }


def _vanishes(word: Word, order: int, latest: Sequence[tuple[int, Box, str | None]]) -> bool:
    """Whether what lies under the word, the last of what is painted before it, has its colour; a picture has none."""
    x, y = word.box.centre
    under = next((colour for at, box, colour in latest if at < order and box.holds(x, y)), _PAPER)
    return under is not None and alike(word.colour, under)


@lru_cache(maxsize=4096)
def alike(one: str, other: str, apart: int = _SAME_COLOUR) -> bool:
    """Whether two colours are too close for words in one of them on the other; `apart`, of 255, is how close."""
    if one == other:
        return True
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (0, 2, 4))
    return all(abs(a - b) <= apart for a, b in pairs)


def seen_areas(areas: Sequence[Area], page: Box) -> list[Area]:
    """Areas that leave a trace.

    Dropped: off the page, wholly under a later one, in the colour of what they lie on. Of a shape whose middle a later
    one covers, the bands that stand out are left: that is how some writers draw a border, and all a shadow.
    """
    around = _grown(page)
    known = [area for area in areas if area.colour and not area.ragged and area.box.overlap(around) > 0]
    solids = [area for area in known if area.solid and not area.thin]
    if len(solids) > _MOST_SOLIDS:
        return known
    covers, grounds = _Bands(solids, around), _Bands([area for area in areas if not area.thin], around)
    kept: list[Area] = []
    for area in known:
        later = [cover for cover in covers.later(area.box, area.order, _FRAME) if not _again(cover, area)]
        if any([_holds(cover.box, area.box, _TOUCH) for cover in later]):
            continue
        if area.thin:
            kept.append(area)
        elif later:
            kept.extend(_bands(area, later[0].box))
        elif not _blends_in(area, grounds.touching(area.box)):
            kept.append(area)
    return kept


class _Bands:
    """Shapes by the bands of a page that they reach into, so that few are looked at for each; in painting order."""

    def __init__(self, areas: Iterable[Area], page: Box) -> None:
        self._top, self._foot = page.y0, page.y1
        self._bands: defaultdict[int, list[tuple[int, Area]]] = defaultdict(list)
        for numbered in enumerate(areas):
            for band in self._of(numbered[1].box, _FRAME):
                self._bands[band].append(numbered)

    def _of(self, box: Box, slack: float) -> range:
        top, foot = box.y0 - slack, box.y1 + slack
        first = int((top if top > self._top else self._top) // _BAND)
        return range(first, int((foot if foot < self._foot else self._foot) // _BAND) + 1)

    def later(self, box: Box, order: int, slack: float) -> list[Area]:
        """Those painted later that hold the box, give or take so much (at most the width of a frame), the last first:
        they reach to its middle."""
        middle = (box.y0 + box.y1) / 2
        middle = self._top if middle < self._top else self._foot if middle > self._foot else middle
        found = []
        for _, area in reversed(self._bands.get(int(middle // _BAND), ())):
            if area.order <= order:
                break
            if _holds(area.box, box, slack):
                found.append(area)
        return found

    def touching(self, box: Box) -> list[Area]:
        """Those that may share some surface with the box."""
        bands = self._of(box, 0.0)
        if len(bands) == 1:
            return [area for _, area in self._bands.get(bands[0], ())]
        found = {place: area for band in bands for place, area in self._bands.get(band, ())}
        return [found[place] for place in sorted(found)]


def _again(one: Area, other: Area) -> bool:
    """Whether a shape is painted twice, as some writers do: the first stays, the second lies on its own colour."""
    return one.colour == other.colour and _holds(other.box, one.box, _TOUCH)


def seen_lines(lines: Sequence[Line], areas: Sequence[Area], page: Box) -> list[Line]:
    """Strokes on the page that no later solid area covers."""
    solids = [area for area in areas if area.solid and not area.thin]
    around = _grown(page)
    on_page = [line for line in lines if _meets(line.box, around)]
    if not solids or len(solids) > _MOST_SOLIDS or not on_page:
        return on_page
    covers = _Bands(solids, around)
    return [line for line in on_page if not covers.later(line.box, line.order, _TOUCH)]


def _meets(one: Box, other: Box) -> bool:
    return one.x0 <= other.x1 and other.x0 <= one.x1 and one.y0 <= other.y1 and other.y0 <= one.y1


def _grown(box: Box) -> Box:
    return Box(box.x0 - _TOUCH, box.y0 - _TOUCH, box.x1 + _TOUCH, box.y1 + _TOUCH)


def _bands(area: Area, cover: Box) -> list[Area]:
    """What stands out of an area on each side of a later one that covers all but its edges."""
    box = area.box
    bands = (
        (box.x0, box.y0, box.x1, cover.y0),
        (box.x0, cover.y1, box.x1, box.y1),
        (box.x0, box.y0, cover.x0, box.y1),
        (cover.x1, box.y0, box.x1, box.y1),
    )
    return [replace(area, box=Box(x0, y0, x1, y1)) for x0, y0, x1, y1 in bands if x1 - x0 > _TOUCH and y1 - y0 > _TOUCH]


def _blends_in(area: Area, grounds: Sequence[Area]) -> bool:
    """Whether an area has the colour of the one shape, or of the bare paper, that all of it lies on; `grounds` are the
    shapes around it, in painting order."""
    colour = area.colour or _PAPER
    least = 0.05 * area.box.width * area.box.height
    under: Area | None = None
    for other in reversed(grounds):
        if other.order < area.order and other.box.overlap(area.box) > least:
            under = other
            break
    if under is None:
        return alike(colour, _PAPER, _SAME_TINT)
    if under.ragged or under.round or under.colour is None or not _holds(under.box, area.box, _TOUCH):
        return False
    return alike(colour, under.colour, _SAME_TINT)


def _holds(outer: Box, inner: Box, slack: float) -> bool:
    return (
        outer.x0 <= inner.x0 + slack
        and outer.y0 <= inner.y0 + slack
        and outer.x1 >= inner.x1 - slack
        and outer.y1 >= inner.y1 - slack
    )
