"""Colours as a reader sees them: RRGGBB to a perceptual space, distances, and the name a RAG reader would give.

Here belongs what `extract` (fills and drawn marks) and `normalise` (what a fill says) must agree on; both use it.
What a named colour means in a paper, and which words stand for one, does not belong here. The shades are data:
`vocabulary/palettes.toml`. Distances are Euclidean in OKLab (Ottosson 2020), where equal steps look about equally
large and where, unlike in sRGB, FFC000 lies nearer to FF9900 than to 92D050.
"""

from __future__ import annotations

import math
import re
import tomllib
from functools import lru_cache
from importlib import resources
from typing import Literal, cast

ColourName = Literal["red", "amber", "green", "blue", "grey"]
Lab = tuple[float, float, float]

_COLOURFUL = 0.07
"""Distance from grey in OKLab; header tints of the usual palettes lie within it."""
_HEX = re.compile(r"\s*(?:#|0x)?([0-9a-f]{6}|[0-9a-f]{3})\s*", re.IGNORECASE)
_TRIPLE = re.compile(
    r"\s*(?:rgba?)?\s*\(?\s*(\d{1,3})\s*[,\s]\s*(\d{1,3})\s*[,\s]\s*(\d{1,3})[^)]*\)?\s*", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def rgb(colour: str) -> tuple[int, int, int] | None:
    """Red, green and blue from 0 to 255; None when it is not written as a colour.

    Reads "FFC000", "#ffc000", "#fc0" and "rgb(255, 192, 0)".
    """
    if found := _HEX.fullmatch(colour):
        digits = found[1] if len(found[1]) == 6 else "".join(d * 2 for d in found[1])
        return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
    if found := _TRIPLE.fullmatch(colour):
        red, green, blue = int(found[1]), int(found[2]), int(found[3])
        return (red, green, blue) if max(red, green, blue) <= 255 else None
    return None


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


@lru_cache(maxsize=4096)
def oklab(colour: str) -> Lab | None:
    """Lightness (0 to 1), green-red and blue-yellow of a colour; None when it is not written as a colour."""
    channels = rgb(colour)
    if channels is None:
        return None
    r, g, b = (_linear(c) for c in channels)
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    medium = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def distance(one: str, other: str) -> float:
    """How far apart two colours look: 0 the same, 0.02 just told apart, 1 black to white; inf if one is no colour."""
    first, second = oklab(one), oklab(other)
    return math.inf if first is None or second is None else math.dist(first, second)


@lru_cache(maxsize=1)
def _palette() -> tuple[float, tuple[tuple[Lab, str], ...]]:
    text = resources.files("schemas").joinpath("vocabulary", "palettes.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    shades = [(oklab(shade), name) for name, listed in data["shades"].items() for shade in listed]
    return float(data["reach"]), tuple((lab, name) for lab, name in shades if lab is not None)


@lru_cache(maxsize=4096)
def colour_name(colour: str) -> ColourName | None:
    """The rating colour a fill shows, yellow and orange counting as amber; None for white, black, header tints, purple.

    The nearest shade of `palettes.toml` decides, within its `reach`.
    """
    lab = oklab(colour)
    if lab is None:
        return None
    reach, shades = _palette()
    gap, name = min((math.dist(lab, shade), name) for shade, name in shades)
    return cast(ColourName, name) if gap <= reach and name != "unnamed" else None


def is_colourful(colour: str) -> bool:
    """Whether a colour is more than white, black, a grey or the tint of a header."""
    lab = oklab(colour)
    return lab is not None and math.hypot(lab[1], lab[2]) > _COLOURFUL
