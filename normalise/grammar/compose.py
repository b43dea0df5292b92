"""What a cell says as a whole: its dates, periods and cues put together as one deadline.

A date that the cell gives decides; without one a period counted out, then what repeats, is immediate or goes on; then
the absence of a deadline, a happening, or nothing that can be read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from normalise.grammar.bounds import Bounds, bounds_of, count_out, precision_of, qualifier_of
from normalise.grammar.lexicon import lexicon
from normalise.grammar.model import Chunk, Mention, Token
from normalise.grammar.setting import Setting
from schemas.meaning import Deadline, Qualifier

_MANY_WORDS = 8
_DEFINED_KINDS = frozenset(("quarter", "season_or_term", "financial_year"))
_DANGLING: dict[str, Qualifier] = {"by": "by", "before": "before", "end_of": "end of"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as read so far."""

    tokens: Sequence[Token]
    chunks: Sequence[Chunk]
    mentions: Sequence[Mention]
    forum: str | None
    setting: Setting

    def has(self, *kinds: str) -> bool:
        """Whether a chunk of one of the kinds is there."""
        return any(chunk.kind in kinds for chunk in self.chunks)

    def first(self, *kinds: str) -> Chunk | None:
        """The first chunk of one of the kinds."""
        return next((chunk for chunk in self.chunks if chunk.kind in kinds), None)


def compose(cell: Cell) -> Deadline:
    """The cell's deadline, without the flags of its repairs."""
    found = (
        _from_dates(cell)
        or _from_periods(cell)
        or _from_cues(cell)
        or _from_absence(cell)
        or _from_happening(cell)
        or Deadline("unparseable", rule="unparseable")
    )
    return replace(found, forum=cell.forum) if cell.forum else found


# Dates


def _from_dates(cell: Cell) -> Deadline | None:
    mentions = _without_restated([mention for mention in cell.mentions if mention.role != "done"])
    if not mentions:
        return None
    if cell.has("recur") and any(mention.denied for mention in mentions):
        return None
    if _unread(cell) or any(mention.denied for mention in mentions):
        return Deadline("unparseable", rule="unread", flags=("unread_number",))
    main, revised = _parted(mentions)
    times = _months_each_year(main)
    if times:
        return Deadline("recurring", recurrence=times, rule="recurring.months")
    found = _one(main[0]) if _all_alike(main) else _several(main)
    flags = tuple(dict.fromkeys((*found.flags, *_word_flags(cell))))
    if revised or flags != found.flags:
        found = replace(found, revised_to=revised, flags=flags)
    return _repeated(cell, found, main)


_TIMES_A_YEAR = {2: "twice a year", 3: "termly", 4: "quarterly"}


def _months_each_year(mentions: Sequence[Mention]) -> str | None:
    """ "Feb & Oct": months without a year, spread evenly over it, are said of every year."""
    months = [mention.named.first for mention in mentions]
    times = _TIMES_A_YEAR.get(len(months))
    if not times or any(mention.named.kind != "month" or not _bare(mention) for mention in mentions):
        return None
    if any(mention.link != "and" for mention in mentions[1:]):
        return None
    gaps = [(later - month) % 12 for month, later in zip(months, months[1:] + months[:1], strict=True)]
    return times if sum(gaps) == 12 and min(gaps) >= 12 // len(months) - (len(months) < 4) * 2 else None


def _bare(mention: Mention) -> bool:
    return mention.named.year is None and mention.named.fixed is None and mention.qualifier is None


def _unread(cell: Cell) -> bool:
    """Figures beside a date that no rule could read may be its missing half ("5 Novmbxr 2012" is not 2012)."""
    return cell.has("number", "day_number") or any(
        chunk.named is not None
        and chunk.named.rule == "year.calendar"
        and at > 1
        and cell.chunks[at - 1].kind == "word"
        and cell.tokens[cell.chunks[at - 2].last - 1].kind == "number"
        for at, chunk in enumerate(cell.chunks)
    )


def _word_flags(cell: Cell) -> tuple[str, ...]:
    words = sum(chunk.kind == "word" for chunk in cell.chunks)
    return ("many_words",) if words > _MANY_WORDS else ()


def _parted(mentions: Sequence[Mention]) -> tuple[Sequence[Mention], dt.date | None]:
    """The dates that are the deadline, and the date that has since taken their place."""
    plain = [mention for mention in mentions if mention.role == "main"]
    first = [mention for mention in mentions if mention.role == "original"]
    later = [mention for mention in mentions if mention.role == "revised" or (mention.role == "suggested" and plain)]
    if first:
        moved = later or plain
        return first[:1], moved[-1].end if moved else None
    suggested = [mention for mention in mentions if mention.role == "suggested"]
    if plain or (suggested and not later):
        return plain or suggested, later[-1].end if later else None
    # Only the date it moved to is known: the deadline itself is not.
    bare = [replace(mention, start=None, end=None) for mention in later]
    return bare[:1], later[-1].end


def _all_alike(mentions: Sequence[Mention]) -> bool:
    """One date, or one date said several ways."""
    first = mentions[0]
    return all(
        mention.end == first.end and mention.start == first.start and mention.qualifier == first.qualifier
        for mention in mentions
    )


def _one(mention: Mention) -> Deadline:
    bounds = bounds_of(mention)
    named = mention.named
    week = mention.qualifier in ("w/c", "w/e")
    return Deadline(
        kind="range" if week else named.kind,
        start=bounds.start,
        end=bounds.end,
        precision="day" if week else named.precision,
        qualifier=qualifier_of(mention),
        rule=f"week.{named.rule}" if week else named.rule,
        flags=named.flags if mention.end or mention.named.first == 0 else (*named.flags, "year_missing"),
    )


def _several(mentions: Sequence[Mention]) -> Deadline:
    """Several dates: from the first start to the last end, which stays open when the last says "from"."""
    bounds = [bounds_of(mention) for mention in mentions]
    openings = [bound.opening for bound in bounds if bound.opening]
    ends = [bound.end for bound in bounds if bound.end]
    known = all(mention.end for mention in mentions)
    open_end = mentions[-1].qualifier in ("from", "after")
    last = mentions[-1]
    return Deadline(
        kind="range",
        start=min(openings) if openings and known else None,
        end=max(ends) if ends and known and not open_end else None,
        precision=last.named.precision,
        qualifier=_first_said(mentions) or ("from" if open_end else None),
        rule="range",
        flags=tuple(flag for mention in mentions for flag in mention.named.flags)
        + (() if known else ("year_missing",)),
    )


def _first_said(mentions: Sequence[Mention]) -> Qualifier | None:
    """The word before the first date, or of dates in a row before the first that has one."""
    said = [qualifier_of(mention) for mention in mentions]
    if "w/c" in said and any(other != "w/c" for other in said):
        said = [None if other == "w/c" else other for other in said]
    return said[0] if mentions[1].link == "to" else next(filter(None, said), None)


def _without_restated(mentions: Sequence[Mention]) -> Sequence[Mention]:
    """ "Quarter 4 (January to March 2025)": what stands in brackets dates what stands before them."""
    kept: list[Mention] = []
    for mention in mentions:
        if mention.bracket and mention.named.first == 0 and mention.end is None and kept:
            continue
        if mention.bracket and mention.role == "main" and kept and _restates(kept, mention):
            kept[-1] = _defined_by(kept[-1], [other for other in mentions if other.bracket == mention.bracket])
        elif mention.role != "main" or not (mention.bracket and kept and _already_given(mention, kept[-1])):
            kept.append(mention)
    return [mention for mention in kept if not any(_says_again(mention, other) for other in kept)]


def _says_again(mention: Mention, other: Mention) -> bool:
    """ "31 March 2013 (Q4)", "December 2012, end of term": a longer stretch that ends with the date beside it."""
    if mention is other or mention.role != other.role or mention.end is None or mention.end != other.end:
        return False
    if mention.named.precision == other.named.precision or mention.start is None or other.start is None:
        return False
    loose = mention.bracket > 0 or mention.named.year is None
    return loose and mention.start <= other.start


def _restates(kept: Sequence[Mention], mention: Mention) -> bool:
    before = kept[-1]
    if before.bracket or before.role != "main" or mention.link == "loose" or mention.end is None:
        return False
    if before.named.kind not in _DEFINED_KINDS and before.named.rule != "unnamed":
        return False
    return before.end is None or _overlap(before, mention)


def _overlap(one: Mention, other: Mention) -> bool:
    return bool(one.start and one.end and other.start and other.end) and (
        one.start <= other.end and other.start <= one.end  # type: ignore[operator]  # both are dated, see above
    )


def _already_given(mention: Mention, whole: Mention) -> bool:
    """One of the dates in brackets that have dated the stretch before them."""
    return whole.named.fixed is not None and _overlap(mention, whole)


def _defined_by(mention: Mention, group: Sequence[Mention]) -> Mention:
    starts = [other.start for other in group if other.start]
    ends = [other.end for other in group if other.end]
    if not starts or not ends or max(ends) == mention.end:
        return mention
    single = len(group) == 1 and group[0].named.precision == "day"
    start = mention.start if single and mention.start and mention.start <= max(ends) else min(starts)
    named = replace(mention.named, fixed=(start, max(ends)))
    return replace(mention, named=named, start=start, end=max(ends))


def _repeated(cell: Cell, found: Deadline, main: Sequence[Mention]) -> Deadline:
    """A date beside "ongoing" keeps its kind; one beside "quarterly" is the first of many."""
    recur = cell.first("recur")
    if recur is None:
        return replace(found, recurrence="ongoing") if cell.has("ongoing") else found
    dated = all(mention.named.year or mention.named.fixed for mention in main)
    if not dated:
        return Deadline("recurring", recurrence=recur.value or None, rule=f"recurring.{found.rule}")
    return replace(found, kind="recurring", recurrence=recur.value or None, rule=f"recurring.{found.rule}")


# Periods


def _from_periods(cell: Cell) -> Deadline | None:
    periods = [(at, chunk.period) for at, chunk in enumerate(cell.chunks) if chunk.period]
    if not periods:
        return None
    recur = cell.first("recur")
    if recur is not None:
        return Deadline("recurring", recurrence=recur.value or None, rule="recurring")
    if _unread(cell):
        return Deadline("unparseable", rule="unread", flags=("unread_number",))
    base = cell.setting.base_date
    counted = [
        Bounds(None, None) if _open_ended(cell.chunks, at) else count_out(period, base) for at, period in periods
    ]
    ends = [bound.end for bound in counted]
    last = periods[-1][1]
    end = max((end for end in ends if end), default=None) if all(ends) else None
    start = counted[0].start if len(counted) == 1 else counted[0].start or counted[0].end
    from_base = any(period.origin is None and bound.end for (_, period), bound in zip(periods, counted, strict=True))
    return Deadline(
        "relative",
        start=start if end and (start != end or len(counted) == 1) else None,
        end=end,
        precision=precision_of(last),
        qualifier=_DANGLING.get(_kind_before(cell.chunks, periods[0][0])),
        recurrence="ongoing" if cell.has("ongoing") else None,
        rule="relative",
        base_date=base if from_base else None,
    )


def _kind_before(chunks: Sequence[Chunk], at: int) -> str:
    """The kind of the chunk before, words that say nothing passed over."""
    while at > 0:
        at -= 1
        if chunks[at].kind not in ("filler", "soft", "in"):
            return chunks[at].kind
    return ""


def _open_ended(chunks: Sequence[Chunk], at: int) -> bool:
    """ "After 6 months", "extended by 3 months": no day can be told."""
    back = at
    while back > 0 and chunks[back - 1].kind in ("filler", "soft", "in", "word", "by"):
        back -= 1
    before = chunks[back - 1].kind if back else ""
    return before in ("after", "from", "before", "forward", "weak", "back", "now")


# Cues


def _from_cues(cell: Cell) -> Deadline | None:
    """What repeats, goes on, is immediate or vague: the first said gives the kind."""
    first = cell.first("recur", "immediate", "ongoing", "vague", "now")
    if first is None or (first.kind == "now" and cell.has("word", "event", "refer")):
        return None
    recur = cell.first("recur")
    repeats = recur.value or None if recur else None
    going_on = "ongoing" if cell.has("ongoing") and first.kind != "ongoing" else None
    if first.kind == "recur":
        return Deadline("recurring", recurrence=repeats, rule="recurring")
    if first.kind == "ongoing":
        return Deadline("ongoing", recurrence=repeats, rule="ongoing")
    if first.kind == "vague":
        said = _DANGLING.get(_kind_before(cell.chunks, cell.chunks.index(first)))
        ending: Qualifier | None = "end of" if cell.tokens[first.first].lower == "end" else None
        found = _vague(first, repeats or going_on)
        return replace(found, qualifier=ending or said)
    base = cell.setting.base_date
    return Deadline("immediate", end=base, recurrence=repeats or going_on, rule="immediate", base_date=base)


def _vague(chunk: Chunk, recurrence: str | None) -> Deadline:
    if chunk.value == "year_end":
        return Deadline("range", precision="year", recurrence=recurrence, rule="vague.year", flags=("ambiguous_year",))
    if chunk.value == "this_month":
        return Deadline("month", precision="month", rule="vague.month", flags=("year_missing",))
    precision = {"month": "month", "day": "day", "year": "year"}.get(chunk.value)
    return Deadline("relative", precision=precision, recurrence=recurrence, rule="relative.vague")  # type: ignore[arg-type]


# Neither date nor cue


def _from_absence(cell: Cell) -> Deadline | None:
    """No deadline: nothing in the cell, words that say so, or a status in place of a date."""
    if not any(token.text.isalnum() for token in cell.tokens):
        return Deadline("unparseable" if _ditto(cell.tokens) else "none", rule="none.empty")
    said = cell.first("done", "none", "event")
    if said is not None and said.kind != "event":
        return Deadline("none", rule="none")
    throughout = any(chunk.kind == "in" and chunk.value == "throughout" for chunk in cell.chunks)
    return Deadline("ongoing", rule="ongoing") if throughout and not cell.has("event") else None


def _ditto(tokens: Sequence[Token]) -> bool:
    return bool(tokens) and all(token.text in '"“”〃' for token in tokens)


def _from_happening(cell: Cell) -> Deadline | None:
    """A happening without a date: words for one, or a word that ties the deadline to what follows."""
    if cell.has("refer") and not cell.has("event"):
        return None
    nouns = lexicon().sets["event_noun"]
    named = any(token.lower in nouns for token in cell.tokens)
    tied = cell.has("after", "before", "until", "by", "on", "start_of", "end_of") and cell.has(
        "word", "filler", "label"
    )
    timed = any(chunk.kind == "label" and chunk.value == "time" for chunk in cell.chunks)
    if timed:
        return Deadline("relative", rule="relative.vague")
    if not (cell.has("event") or named or tied or cell.forum):
        return None
    leading = next((chunk.kind for chunk in cell.chunks if chunk.kind != "filler"), "")
    return Deadline("event", qualifier=_DANGLING.get(leading), rule="event")
