"""How the writer of a paper puts days: "3/8/2021" with the month first, "June 25" as a day and not a year.

One date alone may not tell; the others of the same plans do. What they leave open stays as it is usual in Britain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from schemas.verbatim import Plan

_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2(?:19|20)?\d\d(?![\d/.-])")
_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY_AFTER = re.compile(rf"\b{_NAME}\.?\s+(?:[1-9]|[0-3]?\d,\s*(?:19|20)\d\d)(?![\d/.:-])", re.IGNORECASE)
_DAY_BEFORE = re.compile(
    rf"\b[0-3]?\d(?:st|nd|rd|th)?\s+(?:of\s+)?{_NAME}\b|\b{_NAME}\.?\s*[-'’]\s*\d\d\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Customs:
    """`month_first`: figures name the month first. `day_after_month`: digits after a month are its day."""

    month_first: bool = False
    day_after_month: bool = False


BRITISH = Customs()


def customs_of(plans: Iterable[Plan]) -> Customs:
    """What the dates of a paper's plans show; a custom that any of them contradicts is none."""
    texts = list(_texts(plans))
    return Customs(
        _shown(_orders(text) for text in texts),
        _shown((bool(_DAY_AFTER.search(text)), bool(_DAY_BEFORE.search(text))) for text in texts),
    )


def _shown(seen: Iterable[tuple[bool, bool]]) -> bool:
    """Whether something is seen for a custom, and nothing against it."""
    found = list(seen)
    return any(yes for yes, _ in found) and not any(no for _, no in found)


def _orders(text: str) -> tuple[bool, bool]:
    """Whether a text has figures that only make sense with the month first, and with the day first."""
    pairs = [(int(first), int(second)) for first, _, second in _FIGURES.findall(text)]
    return (
        any(1 <= first <= 12 < second <= 31 for first, second in pairs),
        any(1 <= second <= 12 < first <= 31 for first, second in pairs),
    )


def _texts(plans: Iterable[Plan]) -> Iterator[str]:
    for plan in plans:
        for row in plan.rows:
            for cell in row.cells:
                if any(sign.isdigit() for sign in cell.text):
                    yield cell.text
