"""Where each word of a recognised line stands, by its ink: parted where the picture shows a gap, boxed to its letters.

The recogniser tells the order of signs well and their places badly: it may be a letter off. The blanks between the ink
tell where words begin and end. A word's box is then as a typed page would have it: across its ink, and from a little
above its capitals to below its descenders, in the size of its line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.scan.channels import greatest
from extract.scan.dirt import letter_line, without_underlines
from extract.scan.weight import breadth
from extract.wordlist import is_one_word, may_be_two

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Pixels = npt.NDArray[np.uint8]

_LEAST_INK = 30  # of 255, against the shade around the letters
_INK_SHARE = 0.4
_GRAIN = 0.07  # of the letters' depth: where half of the points are so far from the ground, others look like ink
_FULL_ROW = 0.85  # a row of pixels so full is the rest of a rule, or the paper beside a dark band
_FULL_COLUMN = 0.92
_RULED = 0.5  # of the crop; dots and accents of a line are shorter
_THINNEST, _ASIDE = 0.1, 0.2  # of the height of letters: how thin no dot is, and how far a quote is from the letters
_HIGH = 0.4  # of it: no rule and no edge of a band is so high
_AS_HIGH, _AS_LONG = 0.8, 1.5  # of the crop's height: edges of a band
_FAR = 0.8
_SPACE = 0.22  # ems; within a word letters leave 0.15 at most, words of one line 0.25 or more
_TIGHT_SPACE = 0.17
_USUAL_SPACE = 0.65
_WIDE_SPACE = 0.65  # ems; no word has it, whatever the recogniser made of a speck in it
_HALF_SIGN = 0.35  # ems
_UNREAD, _NEXT_WORD = 1.6, 0.9  # ems from one sign to the next; within a word one at most, half before a capital
_ASCENT, _DESCENT = 0.76, 0.24
_TALL, _MIDDLE, _LOW, _DEEP = 0.72, 0.65, 0.52, 0.21
_LOW_SIGNS = frozenset("acegmnopqrsuvwxyz.,:;-–—•·…_~=+")
_DEEP_SIGNS = frozenset("gjpqy,;()[]{}Q/|$")
_BEARING = 0.04  # ems of white that a letter has on each side; a typed page's boxes hold it
_LOW_OF_ALL = 0.5  # between faces with high low letters and such with tall ones
_MANY_LOW, _TOO_TALL = 8, 1.06
_SURELY_WRONG = 1.8  # by so much no speck in a line's crop adds to its height: the low letters were not made out
_DIRT = frozenset(".,·'‘’`´")
_SAME = {"\u4e00": "-", "\u0131": "i"}  # a Chinese stroke, and an "i" the dot of which the copier lost
_CLOSING = frozenset(",;:)!?'’”\"")
_AND = "&"
_OPENING = frozenset("(&")
_WORD = 3
_DOT = "·"
_WELSH = frozenset("ŵŷŴŶ")


@dataclass(frozen=True, slots=True)
class Placed:
    """A word in the pixels of its line's crop; `size` of the type and breadth of the `stroke` in pixels."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    stroke: float = 0.0


def _depth(crop: Pixels) -> npt.NDArray[np.int16]:
    """How far each point is from the shade around the letters, dark on light or light on dark; in a picture with much
    grain each point with those around it."""
    import cv2
    import numpy as np

    depth = _apart(crop)
    if float(np.median(depth)) <= _GRAIN * float(np.percentile(depth, 99)):
        return depth
    return _apart(np.asarray(cv2.GaussianBlur(crop, (0, 0), 1.0), dtype=np.uint8))


def _apart(crop: Pixels) -> npt.NDArray[np.int16]:
    import numpy as np

    ground = np.median(crop.reshape(-1, 3), axis=0).astype(np.int16)
    return greatest(np.abs(crop.astype(np.int16) - ground))


def _stands_out(apart: npt.NDArray[np.int16]) -> npt.NDArray[np.bool_]:
    import numpy as np

    return np.asarray(apart > max(_LEAST_INK, _INK_SHARE * float(np.percentile(apart, 99))))


def full_rows(crop: Pixels) -> list[bool]:
    """For each row of a line's picture whether it is a part of a painted band or a rule, not of letters."""
    return [bool(row) for row in _stands_out(_depth(crop)).mean(axis=1) > _FULL_ROW]


def full_columns(crop: Pixels) -> list[bool]:
    """For each column of a line's picture whether it is a part of a painted cell beside it, or of the blur along that
    cell's side, not of letters."""
    return [bool(column) for column in (_depth(crop) > _LEAST_INK).mean(axis=0) > _FULL_COLUMN]


def inked_columns(crop: Pixels) -> list[bool]:
    """For each column of a line's picture whether letters stand there; what runs through from top to foot is a rule."""
    share = _stands_out(_depth(crop)).mean(axis=0)
    return [bool(inked) for inked in (share > 0) & (share <= _FULL_COLUMN)]


def _ink(apart: npt.NDArray[np.int16]) -> npt.NDArray[np.bool_]:
    """Where a line's letters are; underlines and rests of rules along it left out."""
    inked = without_underlines(_stands_out(apart))
    if inked.shape[1] > 2 * inked.shape[0]:
        inked &= (inked.mean(axis=1, keepdims=True) <= _FULL_ROW) & (inked.mean(axis=0) <= _FULL_COLUMN)
    return inked


def placed(text: str, middles: Sequence[float], crop: Pixels) -> list[Placed]:
    """The words of a line; `middles` has for each sign that is no space its place across, in pixels."""
    import numpy as np

    depth = _depth(crop)
    inked = _own_ink(_ink(depth))
    columns = np.flatnonzero(inked.any(axis=0))
    if not columns.size:
        inked = np.ones(inked.shape, dtype=bool)
        columns = np.arange(crop.shape[1])
    size, top, bottom = _type(text, inked)
    text, columns = _without_unread(text, middles, columns, size)
    found = []
    for word, start, end in _words(text, middles, columns, size):
        within = columns[(columns >= start) & (columns < end)]
        left, right = (float(within[0]), float(within[-1] + 1)) if within.size else (start, end)
        part = slice(round(left), round(right))
        stroke = breadth(depth[:, part], inked[:, part])
        found.append(Placed(word, left - _BEARING * size, right + _BEARING * size, top, bottom, size, stroke))
    return found


def _without_unread(
    text: str, middles: Sequence[float], columns: npt.NDArray[np.intp], size: float
) -> tuple[str, npt.NDArray[np.intp]]:
    """A line with a blank wherever its next sign was read far off, and its inked columns without what stands there:
    grain, as a threshold leaves it on a dark band. It would close the gap between two headings."""
    spaced, left, before, kept = "", iter(middles), "", columns
    place = 0.0
    for sign in text:
        if not sign.isspace():
            last, place = place, next(left)
            if before and place - last >= (_NEXT_WORD if before.islower() and sign.isupper() else _UNREAD) * size:
                kept = kept[(kept < last + _HALF_SIGN * size) | (kept > place - _HALF_SIGN * size)]
                spaced += " "
            before = sign
        spaced += sign
    return spaced, kept if kept.size else columns


def _type(text: str, inked: npt.NDArray[np.bool_]) -> tuple[float, float, float]:
    """The size of a line's type, its top and its bottom, by the height of its ink and what its letters are."""
    import numpy as np

    rows = np.flatnonzero(inked.any(axis=1))
    top, bottom = (float(rows[0]), float(rows[-1] + 1)) if rows.size else (0.0, float(inked.shape[0]))
    signs = {sign for sign in text if not sign.isspace()}
    above = _LOW if signs <= _LOW_SIGNS else _MIDDLE if signs <= _LOW_SIGNS | {"t"} else _TALL
    below = _DEEP if signs & _DEEP_SIGNS else 0.0
    size = (bottom - top) / (above + below)
    if sum(sign in _LOW_SIGNS and sign.isalpha() for sign in text) >= _MANY_LOW:
        low_top, foot = letter_line(inked)
        by_low = (foot - low_top) / _LOW_OF_ALL
        if _TOO_TALL * by_low < size <= _SURELY_WRONG * by_low:  # a speck above or below the line
            return by_low, foot - _ASCENT * by_low, foot + _DESCENT * by_low
    base = bottom - below * size
    return size, base - _ASCENT * size, base + _DESCENT * size


def _own_ink(inked: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """A line's ink without what reaches into the crop from around it: other lines, rules, and the edges of bands."""
    import numpy as np

    inked = _without_frame(inked)
    rows = np.flatnonzero(inked.sum(axis=1) >= min(2, inked.shape[1]))
    runs = np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1)
    main = max(runs, key=len)
    own = np.zeros(inked.shape[0], dtype=bool)
    for run in runs:
        if run is main or (run.size and _is_of_line(inked, main, run)):
            own[run] = True
    return inked & own[:, None] if own.any() else inked


def _is_of_line(inked: npt.NDArray[np.bool_], main: npt.NDArray[np.intp], run: npt.NDArray[np.intp]) -> bool:
    """Whether rows of ink above or below a line's letters are a part of it, as dots and accents are: clear of the
    crop's edges, over letters, and neither as thin nor as long as a rule."""
    import numpy as np

    across = inked[run].any(axis=0)
    letters, part = np.flatnonzero(inked[main].any(axis=0)), np.flatnonzero(across)
    if run[0] == 0 or run[-1] == inked.shape[0] - 1 or not (part.size and letters.size):
        return False
    if run.size >= _HIGH * main.size:
        return True  # letters cut in two by a stroke through them
    aside = max(letters[0] - part[0], part[-1] - letters[-1])
    return bool(run.size >= _THINNEST * main.size and aside <= _ASIDE * main.size) and float(across.mean()) <= _RULED


def _without_frame(inked: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """A line's ink without corners and edges of a band that a threshold made hollow: strokes as high as the crop or as
    long as some letters that run into its sides; the ink as it is where there is nothing else."""
    import cv2
    import numpy as np

    height, width = inked.shape
    count, labels, stats, _ = cv2.connectedComponentsWithStats(inked.astype(np.uint8), connectivity=8)
    frame = [
        label
        for label, (left, top, wide, high, _area) in enumerate(stats[1:count].tolist(), start=1)
        if (left == 0 or left + wide == width)
        and (top == 0 or top + high == height)
        and (high >= _AS_HIGH * height or wide >= _AS_LONG * height)
    ]
    own = inked & ~np.isin(labels, frame) if frame else inked
    return own if own.any() else inked


def _words(
    text: str, middles: Sequence[float], columns: npt.NDArray[np.intp], size: float
) -> list[tuple[str, float, float]]:
    """Words with where each one's part of the line begins and ends."""
    gaps = _gaps(columns)
    tokens, bounds, chosen = text.split(), [float(columns[0])], list[int | None]()
    at = 0
    for token in tokens[:-1]:
        at += len(token)
        gap = _gap_near(gaps, middles[at - 1], middles[at], bounds[-1], _FAR * size)
        chosen.append(gap)
        bounds.append(max(bounds[-1], sum(gaps[gap]) / 2 if gap is not None else (middles[at - 1] + middles[at]) / 2))
    bounds.append(float(columns[-1] + 1))
    used = {gap for gap in chosen if gap is not None}
    least = _least_space([gaps[at] for at in used], size)
    narrow = [gap is None or gaps[gap][1] - gaps[gap][0] < least for gap in chosen]
    tokens, bounds = _rejoined(tokens, bounds, narrow)
    wide = [gap for place, gap in enumerate(gaps) if place not in used and gap[1] - gap[0] >= least]
    found, at = [], 0
    for token, (start, end) in zip(tokens, pairwise(bounds), strict=True):
        found += _parted(token, middles[at : at + len(token)], start, end, wide, _WIDE_SPACE * size)
        at += len(token)
    return found


def _rejoined(tokens: Sequence[str], bounds: Sequence[float], narrow: Sequence[bool]) -> tuple[list[str], list[float]]:
    """The words and where they end, those made one that a `narrow` blank parts and that are one word of the language:
    a letter that a threshold made thinner was read as one by itself."""
    whole, ends = [tokens[0]], [bounds[0]]
    for token, close, end in zip(tokens[1:], narrow, bounds[1:], strict=False):
        if close and is_one_word(whole[-1], token):
            whole[-1] += token
        else:
            whole.append(token)
            ends.append(end)
    return whole, [*ends, bounds[-1]]


def _gaps(columns: npt.NDArray[np.intp]) -> list[tuple[float, float]]:
    """The blanks between inked columns."""
    import numpy as np

    steps = np.flatnonzero(np.diff(columns) > 1)
    return [(float(columns[at] + 1), float(columns[at + 1])) for at in steps.tolist()]


def _gap_near(
    gaps: Sequence[tuple[float, float]], before: float, after: float, least: float, reach: float
) -> int | None:
    """The blank that is the space between two signs: a wide one, near where the recogniser saw them."""
    middle = (before + after) / 2
    near = [
        (end - start - abs((start + end) / 2 - middle) / 3, -place)
        for place, (start, end) in enumerate(gaps)
        if start > least and before - reach <= (start + end) / 2 <= after + reach
    ]
    return -max(near)[1] if near else None


def _least_space(spaces: Sequence[tuple[float, float]], size: float) -> float:
    """How wide a blank must be to part a word: a good part of the line's own spaces, where it has some."""
    if len(spaces) < 2:
        return _SPACE * size
    widths = sorted(end - start for start, end in spaces)
    return max(_TIGHT_SPACE * size, _USUAL_SPACE * widths[len(widths) // 2])


def _parted(
    token: str, middles: Sequence[float], start: float, end: float, gaps: Sequence[tuple[float, float]], wide: float
) -> list[tuple[str, float, float]]:
    """A word cut at the blanks within it, where letters stand on both sides or a blank is as wide as `wide`."""
    shift = (start + end) / 2 - (middles[0] + middles[-1]) / 2
    cuts, edges = [0], [start]
    for gap in gaps:
        centre = sum(gap) / 2
        cut = sum(middle + shift <= centre for middle in middles)
        parts = cuts[-1] < cut < len(token) and (gap[1] - gap[0] >= wide or _is_end_of_word(token, cut))
        if start < centre < end and parts:
            cuts.append(cut)
            edges.append(centre)
    return [
        (token[first:last], left, right)
        for (first, last), (left, right) in zip(pairwise([*cuts, len(token)]), pairwise([*edges, end]), strict=True)
    ]


def _is_end_of_word(token: str, cut: int) -> bool:
    """Whether a word may end at a place within what was read as one: words stand on both sides, and the letters there
    are none that a loose or broken type has set apart."""
    head, tail = token[:cut], token[cut:]
    return _letters_around(token, cut) and may_be_two(head, tail) and not is_one_word(head, tail)


def _letters_around(word: str, cut: int) -> bool:
    """Whether words stand on both sides: letters, or one behind a sign that closes or joins or before one that opens
    or joins, or three letters beside a figure. Figures and other signs are set wide at times ("1 st", "£ 5")."""
    before, after = word[cut - 1], word[cut]
    if after.isdigit() or before.isdigit():
        beside = word[cut : cut + _WORD] if before.isdigit() else word[max(0, cut - _WORD) : cut]
        return (len(beside) == _WORD and beside.isalpha()) or _AND in (before, after)
    ends, begins = before.isalpha() or before in _CLOSING, after.isalpha() or after in _OPENING
    return (ends or before == _AND) and begins and len(word) >= _WORD + 1


def is_speck(text: str) -> bool:
    """Whether a word is a dot or two that stand by themselves: dirt on the paper, no sign of a text."""
    return len(text) < 3 and _DIRT.issuperset(text)


def without_dots(text: str, middles: Sequence[float]) -> tuple[str, list[float]]:
    """A line and the places of its signs without dots at half height that follow a letter: specks between two words
    or behind one. A bullet stands before a word, a decimal point between figures."""
    kept, places, at = "", [], 0
    for before, sign in zip(f" {text}", text, strict=False):
        if sign == _DOT and before.isalpha():
            kept += " "
        else:
            kept += sign
            places += [] if sign.isspace() else [middles[at]]
        at += not sign.isspace()
    return kept, places


def without_specks(text: str) -> str:
    """Letters with an accent that English, French and Welsh words do not have, as the plain letter; the wide forms of
    signs that the recogniser knows from Chinese as the usual ones, a drawn stroke as a hyphen, an "i" without its dot
    with it."""
    if text.isascii():
        return text
    return "".join(_plain(sign) for sign in text)


def _plain(sign: str) -> str:
    if sign in _SAME:
        return _SAME[sign]
    if 0xFF01 <= ord(sign) <= 0xFF5E:
        return unicodedata.normalize("NFKC", sign)
    if sign in _WELSH or not 0x100 <= ord(sign) < 0x250:
        return sign
    return unicodedata.normalize("NFD", sign)[0]
