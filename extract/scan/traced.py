"""Whether a long thin run of ink is a rule or a row of letters: measured along the run's own line, not within its box.

What belongs here: the picture of one run, straightened, and what is told from it. Where runs are sought is
`extract.scan.rules`. The bounds were found on 1,100 true and 7,800 false runs of 112 scanned pages, told apart by the
rules of the typed pages behind them (docs/adr/0130).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.geometry import Box

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from extract.scan.image import Pixels

_REACH_POINTS = 9.0
_THICKEST_POINTS = 3.5
_HALF_POINTS = 3.0
_BESIDE_POINTS = 0.6  # from the edge of the run; a rule has paper there, a row of letters their stems
_INK = 0.4  # of the run's own depth
_SOLID = 0.5
_END_POINTS = 4.0
_THIN_POINTS = 3.0
_APART = (0.12, 0.6, 50.0)  # no letter touches it: then it may be broken, as rules in black and white are
_BROKEN_POINTS = 2.0  # what is broken and thicker is a line of small type without its tall letters
_WHOLE = (0.25, 0.86)
_DOUBLE = (0.75, 0.3, 0.86)
_DOUBLE_DEPTH = 40
_LONG = (60.0, 0.94)
_ABOVE_NOISE = 1.7  # of what chance runs in the grain of the paper around have


@dataclass(frozen=True, slots=True)
class Trace:
    """A run as measured: `length` and `thickness` in points, `depth` and `grain` (the usual depth beside it) 0 to 255.

    `solid` is the share of its length that is inked; `before` and `after` are the shares beside which ink goes on to
    the one side and the other, `either` that to any side. `first` and `last` are the pixels along the box between which
    there is ink: beyond them the grain of the paper draws a run out. `top` and `foot` are the rows between which the
    run lies, across its direction: letters that its box took in lie beyond them.
    """

    length: float
    depth: float
    thickness: float
    solid: float
    before: float
    after: float
    either: float
    grain: float
    first: int
    last: int
    top: int
    foot: int

    @property
    def is_rule(self) -> bool:
        """Whether it stands apart from letters, or is whole as letters never are, or is one line of a double rule."""
        if self.depth < _ABOVE_NOISE * self.grain:
            return False
        thin = self.thickness <= _THIN_POINTS
        hairline = self.thickness <= _BROKEN_POINTS or self.solid >= _WHOLE[1]
        apart = hairline and self.either <= _APART[0] and self.solid >= _APART[1] and self.length >= _APART[2]
        whole = self.either <= _WHOLE[0] and self.solid >= _WHOLE[1]
        long = self.length >= _LONG[0] and self.solid >= _LONG[1]
        return (thin and apart) or whole or long or (thin and self._is_one_of_two)

    @property
    def _is_one_of_two(self) -> bool:
        near, far = max(self.before, self.after), min(self.before, self.after)
        return self.depth > _DOUBLE_DEPTH and self.solid >= _DOUBLE[2] and near >= _DOUBLE[0] and far <= _DOUBLE[1]


def trace(depth: Pixels, box: Box, scale: float, *, horizontal: bool) -> Trace | None:
    """The measures of the run of ink in a box; null where the box holds none."""
    import numpy as np

    if not horizontal:
        depth, box = depth.T, Box(box.y0, box.x0, box.y1, box.x1)
    rows = _rows(depth, box)
    if rows is None:
        return None
    reach = round(_REACH_POINTS * scale)
    strip = _straightened(depth, rows, int(box.x0), reach)
    profile = np.median(strip, axis=1)
    middle = _middle(profile, round(_HALF_POINTS * scale))
    core = strip[middle - 1 : middle + 2].max(axis=0)
    peak = float(np.median(core))
    above, below = _edges(profile, middle, _INK * peak, round(_THICKEST_POINTS * scale))
    beside = max(1, round(_BESIDE_POINTS * scale))
    before = strip[above - beside - 1 : above - 1].min(axis=0) > _INK * peak
    after = strip[below + 2 : below + 2 + beside].min(axis=0) > _INK * peak
    first, last = _ends(core > _INK * peak, round(_END_POINTS * scale))
    own = np.flatnonzero(profile > _INK * peak) - reach
    return Trace(
        length=box.width / scale,
        depth=peak,
        thickness=(below - above + 1) / scale,
        solid=float((core > _SOLID * peak).mean()),
        before=float(before.mean()),
        after=float(after.mean()),
        either=float((before | after).mean()),
        grain=_grain(strip),
        first=first,
        last=last,
        top=int(rows.min() + own.min(initial=0)),
        foot=int(rows.max() + own.max(initial=0)) + 1,
    )


def _ends(inked: npt.NDArray[np.bool_], reach: int) -> tuple[int, int]:
    """The first and last inked points that have ink for half of the way of `reach` behind and before them."""
    import numpy as np

    summed = np.concatenate(([0], np.cumsum(inked)))
    places = np.arange(inked.size)
    onward = summed[np.minimum(places + reach, inked.size)] - summed[places]
    back = summed[places + 1] - summed[np.maximum(places + 1 - reach, 0)]
    starts, stops = np.flatnonzero(inked & (2 * onward >= reach)), np.flatnonzero(inked & (2 * back >= reach))
    return int(starts[0]) if starts.size else 0, int(stops[-1]) + 1 if stops.size else inked.size


def _middle(profile: npt.NDArray[np.float32], half: int) -> int:
    """The row of a run: the strip's middle, or where that is the gap of a double rule the upper of its lines."""
    middle = profile.size // 2
    above, below = profile[middle - half : middle], profile[middle + 1 : middle + 1 + half]
    weaker = min(float(above.max()), float(below.max()))
    return middle - half + int(above.argmax()) if profile[middle] < _SOLID * weaker else middle


def _grain(strip: npt.NDArray[np.float32]) -> float:
    """The usual depth of runs as thin as a rule that chance makes around one, by each third row."""
    import numpy as np

    part = strip[: strip.shape[0] // 9 * 9 : 3, :: max(1, strip.shape[1] // 200)]
    around = np.maximum(np.maximum(part[:-2], part[1:-1]), part[2:])
    return float(np.median(np.median(around, axis=1)))


def _rows(depth: Pixels, box: Box) -> npt.NDArray[np.intp] | None:
    """The row of a run in each column of its box, by a straight line; a scan's rules are never quite level. Null where
    the box holds no ink."""
    import numpy as np

    left, right, top = int(box.x0), int(box.x1), int(box.y0)
    part = depth[top : int(box.y1), left:right]
    usual = float(np.median(part.max(axis=0))) if part.size else 0.0
    down, along = np.nonzero(part > max(1.0, _SOLID * usual))
    if along.size < 5 or np.ptp(along) == 0:
        return None
    slope, start = np.polyfit(along, down, 1)
    aside = np.abs(down - (slope * along + start))
    near = aside <= max(1.0, float(np.percentile(aside, 70)))
    slope, start = np.polyfit(along[near], down[near], 1)
    return np.asarray(np.rint(slope * np.arange(right - left) + start), dtype=np.intp) + top


def _straightened(depth: Pixels, rows: npt.NDArray[np.intp], left: int, reach: int) -> npt.NDArray[np.float32]:
    """The picture along a run's own line from the column `left` on, `reach` rows of it to each side."""
    import numpy as np

    columns = np.arange(left, left + rows.size)
    inside = np.clip(rows[None, :] + np.arange(-reach, reach + 1)[:, None], 0, depth.shape[0] - 1)
    return np.asarray(depth[inside, columns[None, :]], dtype=np.float32)


def _edges(profile: npt.NDArray[np.float32], middle: int, least: float, most: int) -> tuple[int, int]:
    """The first and last row of a run, by its usual profile."""
    above = below = middle
    while middle - above < most and profile[above - 1] > least:
        above -= 1
    while below - middle < most and profile[below + 1] > least:
        below += 1
    return above, below
