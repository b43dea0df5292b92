"""Which year a date lies in, and with it which days: by its own words, by the dates beside it, else by the paper's.

A date without a year is the first that ends on or after the paper's own; words that look back take the last before it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from normalise.calendar_uk import day_of, feast, whole_months
from normalise.grammar.model import Mention, Named
from normalise.grammar.setting import Setting

_Stretch = tuple[dt.date, dt.date]
_REST_OF_WEEK, _NO_DAYS = dt.timedelta(6), dt.timedelta(0)


def stretch(named: Named, year: int) -> _Stretch | None:
    """The days a name stands for in a year; null where no convention fixes them."""
    if named.fixed:
        return named.fixed
    if named.first == 0:
        return None
    if named.feast:
        day = feast(named.feast, year)
        return day, day
    if named.day:
        day = day_of(year, named.first, named.day)
        return day, day
    return whole_months(year, named.first, named.last)


def settle(mentions: Sequence[Mention], setting: Setting) -> tuple[Mention, ...]:
    """The mentions with their days, as far as these can be told; whole years that only date a neighbour are gone."""
    found = _lend_years(list(mentions), setting)
    found = [_with_days(mention, mention.named.year) for mention in found]
    moved = [at for at, mention in enumerate(found) if mention.role == "revised" and at]
    if moved and all(map(_open_year, found)):
        found[moved[-1]] = _by_paper(found[moved[-1]], setting.document_date)
    for at in range(len(found) - 1, -1, -1):
        if _open_year(found[at]):
            found[at] = _before_neighbour(found, at)
    for at, mention in enumerate(found):
        if _open_year(mention):
            found[at] = _after_neighbour(found, at, setting)
    return tuple(found)


def _open_year(mention: Mention) -> bool:
    return mention.end is None and mention.named.first > 0


def _with_days(mention: Mention, year: int | None, *flags: str) -> Mention:
    if year is None and mention.named.fixed is None:
        return mention
    days = stretch(mention.named, year or 0)
    if days is None:
        return mention
    named = replace(mention.named, flags=(*mention.named.flags, *flags)) if flags else mention.named
    # Not `replace`, which costs more than the rest of the reading of a plain date.
    return Mention(
        named=named,
        at=mention.at,
        qualifier=mention.qualifier,
        role=mention.role,
        link=mention.link,
        bracket=mention.bracket,
        backward=mention.backward,
        denied=mention.denied,
        after_participle=mention.after_participle,
        tied=mention.tied,
        start=days[0],
        end=days[1],
    )


def _lend_years(found: list[Mention], setting: Setting) -> list[Mention]:
    """ "Q3 (2012/13)", "2013: March, June", "Autumn term - academic year 2012/13": the year dates its neighbours."""
    kept: list[Mention] = []
    at = 0
    while at < len(found):
        mention = found[at]
        if not _lends(mention) and not _names_next(found, at):
            kept.append(mention)
        elif kept and _borrows(kept[-1]) and mention.link != "to":
            here = len(kept) - 1
            while here >= 0 and _borrows(kept[here]):
                kept[here] = _lent(kept[here], mention.named)
                here -= 1
        elif at + 1 < len(found) and _borrows(found[at + 1]) and (found[at + 1].link != "to" or mention.named.pair):
            ahead = at + 1
            found[ahead] = _taking_over(found[ahead], mention)
            while ahead < len(found) and _borrows(found[ahead]):
                found[ahead] = _lent(found[ahead], mention.named)
                ahead += 1
        else:
            kept.append(mention)
        at += 1
    return kept


def _lends(mention: Mention) -> bool:
    return mention.named.whole_year and mention.qualifier is None and mention.named.last <= 20


def _names_next(found: Sequence[Mention], at: int) -> bool:
    """ "End of the 2012/13 academic year": the year and the word for its kind, nothing between."""
    mention = found[at]
    following = found[at + 1] if at + 1 < len(found) else None
    return (
        following is not None
        and following.at == mention.at + 1
        and mention.named.whole_year
        and following.named.precision == "year"
        and _borrows(following)
    )


def _taking_over(mention: Mention, lender: Mention) -> Mention:
    return replace(mention, qualifier=mention.qualifier or lender.qualifier, role=lender.role, link=lender.link)


def _borrows(mention: Mention) -> bool:
    return mention.named.year is None and mention.named.fixed is None


def _lent(mention: Mention, year: Named) -> Mention:
    """A name placed in the year beside it: months before the pair's first month lie in its second year."""
    named = mention.named
    if named.first == 0 and named.precision == "year" and year.pair:
        return replace(mention, named=replace(year, kind=named.kind))
    if year.year is None or named.first == 0:
        return mention
    start = year.first if year.pair else 1
    if named.precision == "term" and named.rule.startswith("term") and year.pair:
        start = 9
    later = year.pair and named.first < start and named.precision != "quarter"
    return replace(mention, named=replace(named, year=year.year + later))


def _before_neighbour(found: Sequence[Mention], at: int) -> Mention:
    """The latest occurrence that does not begin after the next dated mention ("Nov - Feb 2013")."""
    mention = found[at]
    neighbour = next((other for other in found[at + 1 :] if other.end is not None), None)
    if neighbour is None or neighbour.start is None or neighbour.end is None:
        return mention
    if mention.role in ("revised", "suggested") and neighbour.role == "main":
        return mention
    limit = neighbour.end if neighbour.bracket and not mention.bracket else neighbour.start
    for year in range(limit.year + 1, limit.year - 3, -1):
        days = stretch(mention.named, year)
        if days and days[0] <= limit:
            return _with_days(mention, year)
    return mention


def _after_neighbour(found: Sequence[Mention], at: int, setting: Setting) -> Mention:
    """The first occurrence after the dated mention before it, else by the heading or the paper's own date."""
    mention = found[at]
    neighbour = next((other for other in reversed(found[:at]) if other.end is not None), None)
    if neighbour is not None and neighbour.start and neighbour.end:
        return _beside(mention, neighbour.start, neighbour.end)
    if setting.year is not None:
        return _with_days(_lent(mention, setting.year), _lent(mention, setting.year).named.year, "year_inferred")
    return _by_paper(mention, setting.document_date)


def _beside(mention: Mention, start: dt.date, end: dt.date) -> Mention:
    years = range(start.year - 1, end.year + 3)
    if mention.role == "original":
        earlier = [year for year in years if (days := stretch(mention.named, year)) and days[0] <= start]
        return _with_days(mention, earlier[-1]) if earlier else mention
    for year in years:
        days = stretch(mention.named, year)
        if days and (days[1] >= end or (mention.bracket and days[1] >= start)):
            return _with_days(mention, year)
    return mention


def _by_paper(mention: Mention, document_date: dt.date | None) -> Mention:
    if document_date is None:
        return mention
    years = range(document_date.year - 3, document_date.year + 3)
    dated = [(year, days) for year in years if (days := stretch(mention.named, year))]
    # What begins or ends at its first day must still lie ahead of the paper.
    edge = 0 if mention.qualifier in ("before", "start of") else 1
    days_on = _REST_OF_WEEK if mention.qualifier in ("w/c", "w/e") else _NO_DAYS
    past = [year for year, days in dated if days[1] < document_date]
    ahead = [year for year, days in dated if days[edge] + days_on >= document_date]
    chosen = past[-1:] if mention.backward else ahead[:1]
    return _with_days(mention, chosen[0], "year_inferred") if chosen else mention
