"""Dates with a month's name: "27th October 2012", "Oct-12", "Sept '12", "November 12, 2012", "Feb half term".

A number of two digits after a month is a year when a plan of that time may speak of it, else a day. Dates in figures
alone are read in `figures`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from normalise.grammar.figures import day_named, month_named
from normalise.grammar.lexicon import lexicon
from normalise.grammar.model import Chunk, Named, Token
from normalise.grammar.setting import Setting, short_year
from normalise.grammar.year_names import pair_at, year_at

_SUFFIXES = frozenset(("st", "nd", "rd", "th"))
_SEPARATORS = frozenset((".", "-", "/", ",", "'"))
# Years before and after the paper's own for which two digits after a month are a year.
_YEARS_BACK, _YEARS_ON = 4, 9


@dataclass(frozen=True, slots=True)
class Year:
    """A year read after a month: `pair` when written as two years, `end` where it stops."""

    value: int
    end: int
    pair: bool = False
    slipped: bool = False


def day_month(tokens: Sequence[Token], at: int, setting: Setting) -> list[Chunk]:
    """A number, then a month: "1 st November 2012", "27-Oct-12", "12 Sept"."""
    if len(tokens[at].text) > 2 or _is_code(tokens, at):
        return []
    here = after_suffix(tokens, at + 1)
    while here < len(tokens) and (tokens[here].lower in ("of", "day", "the") or tokens[here].text in "./-,\n"):
        here += 1
    month = _month_number(tokens, here)
    if not month or here > at + 5 or _apart(tokens, here):
        return []
    end = _past_dot(tokens, here + 1)
    year = _year_after_day(tokens, end, setting)
    flags = ("typo_repaired",) if year and year.slipped else ()
    named = day_named(int(tokens[at].text), month, year.value if year else None, "day.month", flags)
    return [Chunk("when", at, year.end if year else end, named=named)] if named else []


def _is_code(tokens: Sequence[Token], at: int) -> bool:
    """ "Y6 - July": a letter or two with a figure is a name."""
    return at > 0 and tokens[at].glued and tokens[at - 1].kind == "word" and len(tokens[at - 1].text) == 1


def _apart(tokens: Sequence[Token], at: int) -> bool:
    """A dash with white space around it parts a number from the month after it, unless another follows the month."""
    dash = tokens[at - 1]
    if dash.text != "-" or dash.glued or tokens[at].glued:
        return False
    return at + 1 >= len(tokens) or tokens[at + 1].text != "-"


def after_suffix(tokens: Sequence[Token], at: int) -> int:
    """Past an ordinal ending, which a PDF often parts from its number."""
    return at + 1 if at < len(tokens) and tokens[at].lower in _SUFFIXES else at


def _month_number(tokens: Sequence[Token], at: int) -> int:
    return lexicon().months.get(tokens[at].lower, 0) if at < len(tokens) else 0


def _past_dot(tokens: Sequence[Token], at: int) -> int:
    """Past the full stop of "Sept."; one that ends the sentence is passed over too, which does no harm."""
    return at + 1 if at < len(tokens) and tokens[at].text == "." and tokens[at].glued else at


def _past_separator(tokens: Sequence[Token], at: int) -> int:
    here = at
    while here < len(tokens) and here < at + 2 and (tokens[here].text in _SEPARATORS or tokens[here].kind == "break"):
        here += 1
    return here + 1 if here < len(tokens) and tokens[here].lower == "of" else here


def _year_after_day(tokens: Sequence[Token], at: int, setting: Setting) -> Year | None:
    """The year after a day and month; two digits are always one, unless they begin something else."""
    long = _long_year(tokens, at, setting)
    if long:
        return long
    there = at + 1 if at < len(tokens) and tokens[at].text in _SEPARATORS and tokens[at].glued else at
    if there >= len(tokens) or not _stands_as_year(tokens, there) or (there > at and not tokens[there].glued):
        return None
    value = short_year(tokens[there].text, setting.anchor)
    return Year(value, there + 1) if value else None


def _long_year(tokens: Sequence[Token], at: int, setting: Setting) -> Year | None:
    """A year in full, two years, or two digits after an apostrophe."""
    there = _past_separator(tokens, at)
    for start in (at, there):
        pair = pair_at(tokens, start, setting) if start < len(tokens) and len(tokens[start].text) == 4 else None
        if pair:
            return Year(pair[0], pair[1], pair=True)
        lone = year_at(tokens, start, setting) if start < len(tokens) else None
        if lone:
            return Year(lone[0], lone[1], slipped=lone[2])
    if there < len(tokens) and tokens[there - 1].text == "'" and _stands_as_year(tokens, there):
        value = short_year(tokens[there].text, setting.anchor)
        return Year(value, there + 1) if value else None
    return None


def _stands_as_year(tokens: Sequence[Token], at: int) -> bool:
    """Two digits that begin no date, count or time of their own."""
    if tokens[at].kind != "number" or len(tokens[at].text) != 2:
        return False
    entries = lexicon()
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None:
        return True
    if following.lower in _SUFFIXES or following.lower in entries.months or following.lower in entries.units:
        return False
    if following.text in ("%", "+", ":"):
        return False
    glued_number = at + 2 < len(tokens) and tokens[at + 2].kind == "number" and tokens[at + 2].glued
    return not (following.text in "/-." and following.glued and glued_number)


def month(tokens: Sequence[Token], at: int, setting: Setting) -> list[Chunk]:
    """A month, with its year or its day after it."""
    number = lexicon().months[tokens[at].lower]
    if _is_verb(tokens, at) or _is_acronym(tokens, at):
        return []
    here = _past_dot(tokens, at + 1)
    half = _half_term(tokens, at, here, number, setting)
    if half:
        return half
    found = _month_day(tokens, at, here, number, setting)
    if found is None:
        found = _month_year(tokens, at, here, number, setting)
    return [found] if found else []


def _is_verb(tokens: Sequence[Token], at: int) -> bool:
    """ "Staff may be asked", "they march": lower case, and words before or after that no month has."""
    token = tokens[at]
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if token.lower == "may" and following == "be":
        return True
    return token.text in ("may", "march", "mar") and following in lexicon().sets["verb_after"]


def _is_acronym(tokens: Sequence[Token], at: int) -> bool:
    """ "MAR charts": three capitals amid small letters, with a noun and no figure after them."""
    token = tokens[at]
    if len(token.text) != 3 or not token.text.isupper() or at + 1 >= len(tokens) or tokens[at + 1].kind != "word":
        return False
    following = tokens[at + 1]
    return following.text.islower() and len(following.text) > 3 and following.lower not in lexicon().known


def _half_term(tokens: Sequence[Token], at: int, here: int, number: int, setting: Setting) -> list[Chunk]:
    """ "October half term": the half of a term that the holiday ends."""
    end = half_term_end(tokens, here)
    if not end:
        return []
    half = next(
        (half for season in lexicon().seasons.values() for half in season.halves if half[0] <= number <= half[1]), None
    )
    if half is None:
        return []
    year = year_after_name(tokens, end, setting)
    value = None if year is None else year.value + (year.pair and half[0] < 9)
    named = Named("season_or_term", "term", half[0], half[1], "term.half_by_holiday", year=value)
    return [Chunk("when", at, year.end if year else end, named=named)]


def half_term_end(tokens: Sequence[Token], at: int) -> int:
    """Where "half term" ends, 0 when it does not stand at `at`."""
    here = at
    for word in ("half", "term"):
        while here < len(tokens) and tokens[here].text == "-":
            here += 1
        if here >= len(tokens) or tokens[here].lower != word:
            return 0
        here += 1
    return here


def _month_day(tokens: Sequence[Token], at: int, here: int, number: int, setting: Setting) -> Chunk | None:
    """ "March 31st", "November 12, 2012", "Nov 5": the day after the month."""
    if here >= len(tokens) or tokens[here].kind != "number" or len(tokens[here].text) > 2:
        return None
    after = after_suffix(tokens, here + 1)
    digits = tokens[here].text
    year = _long_year(tokens, after, setting)
    if after == here + 1 and year is None and not _is_day(tokens, here, setting):
        return None
    if year is None and after == here + 1 and not _ends_there(tokens, after):
        return None
    flags = ("typo_repaired",) if year and year.slipped else ()
    named = day_named(int(digits), number, year.value if year else None, "day.month_first", flags)
    return Chunk("when", at, year.end if year else after, named=named) if named else None


def _is_day(tokens: Sequence[Token], at: int, setting: Setting) -> bool:
    """Whether digits after a month are a day and not a year: one digit, or a year nobody would speak of,
    or where other dates show that digits after a month are days."""
    digits = tokens[at].text
    if len(digits) == 1 or (setting.day_after_month and 1 <= int(digits) <= 31):
        return True
    year = 2000 + int(digits)
    anchor = setting.anchor
    return anchor is not None and not anchor.year - _YEARS_BACK <= year <= anchor.year + _YEARS_ON


def _ends_there(tokens: Sequence[Token], at: int) -> bool:
    return at >= len(tokens) or tokens[at].text not in "/-." or at + 1 >= len(tokens) or tokens[at + 1].kind != "number"


def _month_year(tokens: Sequence[Token], at: int, here: int, number: int, setting: Setting) -> Chunk | None:
    year = None if has_its_year(tokens, at, here) else year_after_name(tokens, here, setting)
    value = None if year is None else year.value + (year.pair and number < (9 if setting.school else 4))
    flags = ("typo_repaired",) if year and year.slipped else ()
    named = month_named(number, value, "month", flags)
    return Chunk("when", at, year.end if year else here, named=named) if named else None


def year_after_name(tokens: Sequence[Token], at: int, setting: Setting) -> Year | None:
    """The year after the name of a month, term or season: "2012", "'12", "12", "-12", "2012/13"."""
    if at >= len(tokens):
        return None
    long = _long_year(tokens, at, setting)
    if long:
        return long
    there = at + 1 if tokens[at].text in "-/." and at + 1 < len(tokens) and tokens[at + 1].glued else at
    if there >= len(tokens) or not (_stands_as_year(tokens, there) or _hangs_on(tokens, at, there)):
        return None
    value = short_year(tokens[there].text, setting.anchor)
    return Year(value, there + 1) if value else None


def has_its_year(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether the year of a name stands right before it and one behind it apart: "2024 Apr - 2025 Feb"."""
    before = tokens[at - 1] if at else None
    if before is None or before.kind != "number" or end >= len(tokens) or tokens[end].kind not in ("mark", "break"):
        return False
    pair = at > 2 and tokens[at - 2].text in "/-" and before.glued and len(before.text) in (2, 4)
    year = tokens[at - 3] if pair else before
    return year.kind == "number" and len(year.text) == 4 and year.text[:2] in ("19", "20")


def _hangs_on(tokens: Sequence[Token], at: int, there: int) -> bool:
    """ "Mar-20 Dec-20": two digits that hang on to the month before them are no day of the next."""
    if there == at or not tokens[at].glued or len(tokens[there].text) != 2 or tokens[there].kind != "number":
        return False
    following = tokens[there + 1] if there + 1 < len(tokens) else None
    return following is not None and following.lower in lexicon().months and not following.glued
