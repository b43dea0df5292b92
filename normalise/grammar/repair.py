"""Slips that are put right in the text itself, before it is split: OCR mix-ups, odd dashes, doubled marks.

Letters for digits only where digits stand beside them in the shape of a date; wrong letters in words are the business
of `spelling`. Each repair that changes what a reader would see is flagged.
"""

from __future__ import annotations

import re
import unicodedata

_DASHES = str.maketrans({mark: "-" for mark in "‐‑‒–—―−"} | {"\u00a0": " ", "\t": " ", "\r": "\n", "´": "'", "‘": "'"})
_HALF = re.compile(r"½\s*(?=-?\s*(?:term|year))", re.IGNORECASE)
_HIDDEN = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_AS_DIGIT = str.maketrans("OoIl|", "00111")
_AS_LETTER = str.maketrans("01", "ol")

_MONTH_NAME = r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
# A date in figures in which letters stand for digits: "3O.9.12", "l4/9/2012", "1O-Oct-12".
_D = r"[\dOoIl|]"
_FIGURES = re.compile(rf"(?<![^\W_]){_D}{{1,4}}(?:\s?[./\-]\s?{_D}{{1,5}}){{1,2}}(?![^\W_])")
_DAY = re.compile(
    rf"(?<![^\W_]){_D}{{1,2}}(?=\s?(?:st|nd|rd|th)?[\s\-./]*(?:of\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|0ct)[a-z]*)",
    re.IGNORECASE,
)
_DAY_BEHIND = re.compile(
    rf"({_MONTH_NAME}\.?\s)(?=\S?\d)({_D}{{2}})(?=(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d)", re.IGNORECASE
)
_ORDINAL = re.compile(rf"(?<![^\W_]){_D}{{1,2}}(?=(?:st|nd|rd|th)(?![^\W_]))")
_YEAR = re.compile(r"(?<![^\W_])[2Zz][0Oo][\dOoIl|]{2}(?![^\W_])")
_QUARTER = re.compile(r"(?<![^\W_])(q|qtr|quarter)(\s?)[Il|](?![^\W_])", re.IGNORECASE)
# "5 - 11 - 2012" and "05 11 2012": the marks between the figures loose or lost.
_LOOSE = re.compile(
    r"(?<![\d./-])(\d{1,2})\s+-\s+(\d{1,2})\s+-\s+(\d{4}|\d{2})(?!\d)|(?<![\d./-])(\d\d) (\d\d) (\d{4})(?!\d)"
)
_MONTH = re.compile(r"(?<![^\W_])(?=[A-Za-z01]*[01])(?=[A-Za-z01]*[A-Za-z]{2})[A-Za-z01]{3,9}(?![^\W_])")
_MONTHS = re.compile(
    r"(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august|september|october|november|december)",
    re.IGNORECASE,
)
_ANY_FIGURE = re.compile(r"\d|\b(?:q|qtr|quarter)\s?[Il|](?!\w)", re.IGNORECASE)
_ARROW = re.compile(r"(?<=\w)\s+>{1,2}\s+(?=\w)|\s*(?:[-=]{1,2}>|[→➔➜⇒⟶])\s*")
_DOUBLED = re.compile(r"(?<=\d)([./\-])\1+(?=\d)")
_COMMA = re.compile(r"(?<![\d.,])(\d{1,2})(?:[.,;]|\.\s)(\d{1,2})(?:[.,;]|\.\s)(\d{4}|\d{2})(?![\d,]|\.\d)")
_WEEK = re.compile(r"(?<![\w/])(?:w*\s?/\s?c+|w+c+)\.?(?=[\s:]*\d)", re.IGNORECASE)
_GLUED = re.compile(r"(?<=\d)(st|nd|rd|th)(?=[A-Z][a-z])")
_SPLIT_YEAR = re.compile(rf"((?:{_MONTHS.pattern})\.?,?\s+)20 (\d\d)(?![\d/.-])", re.IGNORECASE)
_SPACED_YEARS = re.compile(r"(?<![\d./-])(20\d\d) - (\d\d)(?!\d|\s*[./-]\s*\d|\s?(?:st|nd|rd|th)\b|\s+[A-Za-z])")
_SHORT = re.compile(r"\b(orig|rev|prev|est|exp|approx|ext|prov|antic)\.(?=\s*\w)", re.IGNORECASE)
# "1. March 2023 2. June 2023": numbers of points, not days.
_POINTS = re.compile(r"\s*\(?1[.)]\s.*\s\(?2[.)]\s", re.DOTALL)
_POINT = re.compile(r"(?:^|\s)\s*\(?[1-9][.)]\s+")
_LETTERS = re.compile(r"(?<![A-Za-z.])(?:[A-Za-z]\.){2,}(?:[A-Za-z](?![A-Za-z]))?")


_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = ("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth")
_DAY_WORDS = (
    *_UNITS,
    *_TEENS,
    *("eighteenth", "nineteenth", "twentieth"),
    *(f"twenty {unit}" for unit in _UNITS),
    *("thirtieth", "thirty first"),
)
# "the thirty-first of January": a day, where the words of other counts ("the second week of March") are none.
_ANY_DAY_WORD = "|".join(sorted(_DAY_WORDS, key=len, reverse=True)).replace(" ", "[ -]")
_SAID_DAY = re.compile(
    rf"\b({_ANY_DAY_WORD})(?: day)? of (?={_MONTHS.pattern})",
    re.IGNORECASE,
)


def repair(text: str) -> tuple[str, tuple[str, ...]]:
    """The text put right, and the flags of what was done."""
    plain = _SAID_DAY.sub(_said_day, _plain(text))
    plain = _POINT.sub("\n", plain).strip() if _POINTS.match(plain) else plain
    if _ANY_FIGURE.search(plain) is None:
        return _unpointed(plain), ()
    mended = _MONTH.sub(_month, _QUARTER.sub(r"\g<1>\g<2>1", _YEAR.sub(_digits, plain)))
    for shape in (_FIGURES, _ORDINAL, _DAY):
        mended = shape.sub(_digits, mended)
    mended = _DAY_BEHIND.sub(lambda day: day[1] + day[2].translate(_AS_DIGIT), mended)
    flags = ("ocr_repaired",) if mended != plain else ()
    mended = _WEEK.sub("w/c", _SPLIT_YEAR.sub(r"\g<1>20\g<3>", mended))
    mended = _SPACED_YEARS.sub(_years, mended)
    tidied = _COMMA.sub(r"\1.\2.\3", _DOUBLED.sub(r"\1", _LOOSE.sub(_closed, mended)))
    if tidied != mended:
        flags = (*flags, "typo_repaired")
    return _unpointed(_GLUED.sub(r"\1 ", tidied)), flags


def _unpointed(text: str) -> str:
    """ "A.S.A.P." without its points, "orig. June" without the one that ends no sentence."""
    if "." not in text:
        return text
    return _LETTERS.sub(lambda match: match.group().replace(".", ""), _SHORT.sub(r"\1 ", text))


def _said_day(found: re.Match[str]) -> str:
    return f"{_DAY_WORDS.index(found[1].lower().replace('-', ' ')) + 1} "


def _plain(text: str) -> str:
    if not text.isascii():
        text = _HALF.sub("half ", text)
        text = unicodedata.normalize("NFKC", _HIDDEN.sub("", text))
    return _ARROW.sub(" → ", text.translate(_DASHES)).strip()


def _digits(match: re.Match[str]) -> str:
    """Letters as the digits they look like, where at least one real digit says that these are figures."""
    found = match.group()
    if not any(mark.isdigit() for mark in found) and not _stands_for_one(match):
        return found
    return found.translate(_AS_DIGIT).replace("Z", "2").replace("z", "2")


def _years(match: re.Match[str]) -> str:
    """ "2019 - 20" as the one year that it is."""
    follows = int(match[2]) == (int(match[1]) + 1) % 100
    return f"{match[1]}-{match[2]}" if follows else match.group()


def _closed(match: re.Match[str]) -> str:
    return ".".join(group for group in match.groups() if group)


def _stands_for_one(match: re.Match[str]) -> bool:
    """A lone "l" or "I" before a month's name or "st" is a 1."""
    ending = match.string[match.end() : match.end() + 2].lower()
    return match.group() in ("l", "I", "|") and ending not in ("nd", "rd", "th")


def _month(match: re.Match[str]) -> str:
    """ "0ct", "Ju1y": a month's name in which figures stand for letters."""
    found = match.group()
    mended = found.translate(_AS_LETTER)
    return mended if _MONTHS.fullmatch(mended) else found
