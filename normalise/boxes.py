"""Boxes to tick in a cell: "☐ Not started ☒ In progress ☐ Complete" offers three options, of which one is ticked.

Only what stands beside which box: whether the options are choices between states or a list of jobs is for the caller to
judge. The signs are data (`schemas/vocabulary/ticks.toml`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

_EDGES = " \n\t,;|/"
_LEAD_IN = re.compile(r"[^:?]{0,40}[:?]\s*")
_LONGEST_NAME = 10
"""Words up to which the label of a box may be a name or a time."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The options of a cell, in reading order, and those that are ticked; null where it cannot be told which words
    belong to which box. `plain`: there are boxes that are no bullets, empty ones and ticked ones."""

    options: tuple[str, ...]
    ticked: tuple[str, ...] | None
    plain: bool


@lru_cache(maxsize=4096)
def offer(text: str) -> Offer | None:
    """The options of a cell with boxes; null for a text without an empty box or a box that is plainly ticked."""
    boxes = list(_boxes().finditer(text))
    signs = {box[0] for box in boxes}
    empty = [box.lastgroup == "empty" for box in boxes]
    if not boxes or not (any(empty) or _is_plain(signs)):
        return None
    labels, lead = _labels(text.strip(), [box[0] for box in boxes])
    plain = any(empty) and not all(empty) and _is_plain(signs)
    if lead:
        return Offer((lead, *labels), None, plain)
    ticked = tuple(label for label, bare in zip(labels, empty, strict=True) if not bare)
    return Offer(tuple(labels), ticked, plain)


def ticked_names(text: str) -> str:
    """The names or times whose boxes are ticked, each on a line; the text itself where it has no such boxes."""
    found = offer(text) if _boxes().search(text) else None
    if found is None or not found.plain or found.ticked is None:
        return text
    return text if any(len(label.split()) > _LONGEST_NAME for label in found.options) else "\n".join(found.ticked)


def _labels(text: str, boxes: list[str]) -> tuple[list[str], str]:
    """What each box stands for, and words before the first that may be a label of their own. Boxes stand before their
    labels, unless the last of them ends the text and the first does not begin it."""
    parts = []
    for box in boxes:
        before, _, text = text.partition(box)
        parts.append(before.strip(_EDGES))
    last = text.strip(_EDGES)
    if not last and parts[0]:
        return [_LEAD_IN.sub("", parts[0], count=1) or parts[0], *parts[1:]], ""
    lead = _LEAD_IN.sub("", parts[0], count=1)
    return [*parts[1:], last], lead


def _is_plain(signs: set[str]) -> bool:
    return any(sign in _vocabulary()["plain"] or sign[0] in "[(" for sign in signs)


@cache
def _boxes() -> re.Pattern[str]:
    words = _vocabulary()
    typed = "".join(map(re.escape, words["typed"]))
    empty, ticked = ("".join(map(re.escape, words[name])) for name in ("empty", "ticked"))
    return re.compile(
        rf"(?P<empty>[{empty}]|\[\s*\]|\(\s*\))|(?P<ticked>[{ticked}]|\[\s*[{typed}]\s*\]|\(\s*[{typed}]\s*\))",
        re.IGNORECASE,
    )


@cache
def _vocabulary() -> Mapping[str, list[str]]:
    text = (resources.files("schemas") / "vocabulary" / "ticks.toml").read_text(encoding="utf-8")
    data: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(text)
    return data["boxes"]
