"""The dates of a cell as one deadline: which of them count, what they say together, what has since taken their place.

Conventions 11, 13 and 15 of the labelled corpus. A cell without a date is `compose`'s business.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from normalise.grammar.beside import standing, unplaced
from normalise.grammar.bounds import Bounds, bounds_of, qualifier_of
from normalise.grammar.cell import Cell
from normalise.grammar.lexicon import lexicon
from normalise.grammar.model import Mention
from normalise.grammar.spelling import resembles_stretch
from schemas.meaning import Deadline, Qualifier

_MANY_WORDS = 8
_ONE_YEAR = 12
_TWO = 2
_LEADING = frozenset(("by", "before", "from", "until", "end_of", "start_of", "week_commencing"))
_DEFINED_KINDS = frozenset(("quarter", "season_or_term", "financial_year"))


def from_dates(cell: Cell) -> Deadline | None:
    """The deadline that the cell's dates make; null where it has none."""
    looked_at = [_still_ahead(cell, mention) for mention in cell.mentions]
    told = [mention for mention in looked_at if mention.role != "done" and not _describes(cell, mention)]
    said = [mention for mention in told if not _was_done(cell, mention) and not _tells_which(cell, mention)]
    said = standing(cell, said)
    if _beside_in_brackets(said, cell):
        if not cell.setting.brackets_revise:
            return _one_of_two(said[0])
        said[1] = replace(said[1], role="revised")
    mentions = _without_restated(said)
    if not mentions:
        return Deadline("none", rule="none.done") if any(_was_done(cell, mention) for mention in told) else None
    denied = any(mention.denied for mention in mentions)
    if denied and cell.has("recur") and not unplaced(cell, mentions):
        return None
    return _without_days(cell, mentions, denied=denied) or _with_days(cell, mentions)


def _without_days(cell: Cell, mentions: Sequence[Mention], *, denied: bool) -> Deadline | None:
    """What the cell says where its dates give no days; null where they do."""
    if unplaced(cell, mentions):
        return Deadline("relative", precision=mentions[-1].named.precision, rule="relative.unplaced")
    if denied:
        return Deadline("unparseable", rule="denied", flags=("date_denied",))
    return Deadline("unparseable", rule="unread", flags=("unread_number",)) if unread(cell) else None


def _with_days(cell: Cell, mentions: Sequence[Mention]) -> Deadline:
    main, revised = _parted(mentions)
    main = _weeks(main)
    times = _months_each_year(main)
    if times:
        return Deadline("recurring", recurrence=times, rule="recurring.months")
    found = _one(main[0]) if _all_alike(main) else _several(main)
    flags = tuple(dict.fromkeys((*_year_flags(found, revised), *_word_flags(cell))))
    if revised or flags != found.flags:
        found = replace(found, revised_to=revised, flags=flags)
    return _repeated(cell, found, main)


def _describes(cell: Cell, mention: Mention) -> bool:
    """ "2011/12 data by 31 March", "October census by 30 Nov": a date that only says which, the deadline after it."""
    after = cell.chunks[mention.at + 1 : mention.at + 2]
    if mention.qualifier or mention.role != "main" or not after or after[0].kind not in ("word", "label", "done"):
        return False
    if after[0].kind != "word" and mention.named.kind != "quarter":
        return False
    later = next((other for other in cell.mentions if other.at > mention.at), None)
    if later is None or later.qualifier not in ("by", "before", "end of"):
        return False
    return not any(chunk.kind in ("stop", "and", "open") for chunk in cell.chunks[mention.at : later.at])


def _beside_in_brackets(said: Sequence[Mention], cell: Cell) -> bool:
    """ "31/10/12 (30/11/12)": a later date of the same kind in brackets, and no word about it."""
    if len(said) != len(cell.mentions) or len(said) != _TWO or said[0].bracket or not said[1].bracket:
        return False
    first, second = said
    alike = first.named.precision == second.named.precision and first.role == second.role == "main"
    later = first.end is not None and second.end is not None and first.end < second.end
    bare = second.at == first.at + 2 and cell.chunks[second.at + 1 :][:1] and second.qualifier is None
    return bool(alike and later and bare and cell.chunks[second.at + 1].kind == "close")


def _one_of_two(mention: Mention) -> Deadline:
    """Either may be meant, so neither is given."""
    named = mention.named
    return Deadline(named.kind, precision=named.precision, rule=f"either.{named.rule}", flags=("ambiguous_date",))


def _still_ahead(cell: Cell, mention: Mention) -> Mention:
    """ "Partly complete - August 2018" in a paper of April: what lies ahead by its own year is still to be done."""
    written = cell.setting.document_date
    if mention.role != "done" or written is None or mention.start is None or mention.named.year is None:
        return mention
    partly = any(chunk.value == "partly" for chunk in cell.chunks[: mention.at])
    return replace(mention, role="main") if partly and mention.start > written else mention


def _was_done(cell: Cell, mention: Mention) -> bool:
    """ "Backlog cleared July 2012" in a paper of October; "1/10/12 (agreed by Cabinet 12/3/12)": a day gone by."""
    written = cell.setting.document_date
    if mention.role != "main" or mention.end is None or mention.qualifier in ("by", "before", "until"):
        return False
    if mention.after_participle:
        return written is not None and mention.end < written
    return _when_settled(cell, mention)


def _when_settled(cell: Cell, mention: Mention) -> bool:
    if not mention.bracket or mention.end is None:
        return False
    opened = max(at for at in range(mention.at) if cell.chunks[at].kind == "open")
    first = cell.tokens[cell.chunks[opened + 1].first].lower
    if first in ("review", "reviewed", "reviewing"):
        return any(other.bracket != mention.bracket for other in cell.mentions if other.role == "main")
    others = [other.end for other in cell.mentions if other.bracket != mention.bracket and other.role == "main"]
    return first in lexicon().sets["settled"] and any(end and end > mention.end for end in others)


def _tells_which(cell: Cell, mention: Mention) -> bool:
    """ "After the May 2015 elections": the month only says which happening the deadline is tied to."""
    if mention.tied or _budget_of(cell, mention) or _new_year(cell, mention) or _year_of_event(cell, mention):
        return True
    after = cell.chunks[mention.at + 1 : mention.at + 2]
    if not after or mention.role != "main" or mention.named.precision == "day":
        return False
    word = cell.tokens[after[0].first].lower
    of_year = mention.named.whole_year and after[0].kind == "word" and word not in _CONDITIONS
    named = of_year or word in lexicon().sets["event_dated"]
    tied = mention.qualifier in ("after", "before", "from") and named
    return tied or word in lexicon().sets["event_by_law"]


def _year_of_event(cell: Cell, mention: Mention) -> bool:
    """ "2021 pay award", "Census 2021": the year's name for a happening, not a year to do something in."""
    if not mention.named.whole_year or mention.named.rule != "year.calendar" or mention.qualifier:
        return False
    chunk = cell.chunks[mention.at]
    around = [*cell.tokens[max(0, chunk.first - 1) : chunk.first], *cell.tokens[chunk.last : chunk.last + 2]]
    return any(token.lower in lexicon().sets["event_of_a_year"] for token in around)


def _new_year(cell: Cell, mention: Mention) -> bool:
    """ "New Year 2021" is no whole year."""
    first = cell.chunks[mention.at].first
    before = [token.lower for token in cell.tokens[max(0, first - 2) : first]]
    return mention.named.whole_year and before == ["new", "year"]


def _budget_of(cell: Cell, mention: Mention) -> bool:
    """ "Budget setting 15/16": what is done for a year before it begins, or after it has ended."""
    if mention.named.kind != "financial_year" or mention.qualifier or mention.at == 0:
        return False
    before = cell.tokens[cell.chunks[mention.at - 1].last - 1].lower
    return before in lexicon().sets["event_for_year"]


_CONDITIONS = frozenset(["if", "where", "unless", "provided", "but", "though"])
"""They begin what a deadline depends on, and name no happening."""
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


def unread(cell: Cell) -> bool:
    """Figures beside a date that no rule could read may be its missing half ("5 Mbxr 2012" is not 2012)."""
    return cell.has("number", "day_number") or any(
        _year_after_unknown(cell, at) for at, chunk in enumerate(cell.chunks) if chunk.kind == "when"
    )


def _is_mark(cell: Cell) -> bool:
    """ "QQ2 2012/13", "l3 2012/13": a letter or two with a small figure may be a quarter."""
    letters, figure = cell.tokens[0], cell.tokens[1]
    return letters.kind == "word" and len(letters.text) <= 2 and figure.glued and figure.text in ("1", "2", "3", "4")


def _year_after_unknown(cell: Cell, at: int) -> bool:
    """A year alone, right after what may be the rest of a date: an unread word with a number or a "by" before it."""
    named = cell.chunks[at].named
    if named is None or not named.whole_year or named.last > _ONE_YEAR or at == 0:
        return False
    last = cell.chunks[at - 1]
    if last.kind != "word":
        return last.kind == "period" or (at == 2 and _is_mark(cell))
    before = cell.chunks[at - 2] if at > 1 else None
    if before is not None and (before.kind in _LEADING or cell.tokens[before.first].kind == "number"):
        return True
    return resembles_stretch(cell.tokens[last.first].lower)


def _year_flags(found: Deadline, revised: dt.date | None) -> tuple[str, ...]:
    """The flags of a date; it lacks no year where only the day is told that it moved to."""
    moved = revised is not None and found.end is None
    return tuple(flag for flag in found.flags if not (moved and flag == "year_missing"))


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


def _weeks(mentions: Sequence[Mention]) -> Sequence[Mention]:
    """ "Week commencing 21 & 28 July": both days begin weeks."""
    if mentions[0].qualifier not in ("w/c", "w/e"):
        return mentions
    return [
        replace(mention, qualifier=mentions[0].qualifier)
        if mention.qualifier is None and mention.link == "and" and mention.named.precision == "day"
        else mention
        for mention in mentions
    ]


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
    """Several dates: from the first start to the last end, which stays open when the last says "from".

    A stretch that is written backwards ("March 2013 to January 2013") is left so, for its days to be withheld."""
    bounds = [bounds_of(mention) for mention in mentions]
    if _runs_backwards(mentions, bounds):
        return Deadline("range", bounds[0].opening, bounds[1].end, mentions[1].named.precision, rule="range")
    openings = [bound.opening for bound in bounds if bound.opening]
    ends = [bound.end for bound in bounds if bound.end]
    known = all(mention.end for mention in mentions)
    last = mentions[-1]
    # "End April, began January": what was said to begin first does not open the end again.
    begins_last = not ends or bounds[-1].start is None or bounds[-1].start >= max(ends)
    open_end = last.qualifier in ("from", "after") and begins_last
    return Deadline(
        kind="range",
        start=min(openings) if openings and known else None,
        end=max(ends) if ends and known and not open_end else None,
        precision=last.named.precision,
        qualifier="from" if open_end else _first_said(mentions),
        rule="range",
        flags=tuple(flag for mention in mentions for flag in mention.named.flags)
        + (() if known else ("year_missing",)),
    )


def _runs_backwards(mentions: Sequence[Mention], bounds: Sequence[Bounds]) -> bool:
    """Whether two dates with their years, one "to" the other, stand the wrong way round."""
    if len(mentions) != 2 or mentions[1].link != "to" or not all(mention.named.year for mention in mentions):
        return False
    opening, end = bounds[0].opening, bounds[1].end
    return opening is not None and end is not None and end < opening


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
        pointed = mention.named.rule.endswith(".pointed") and kept and not kept[-1].bracket
        if mention.bracket and kept and _undated_term(mention) and kept[-1].named.year and not kept[-1].bracket:
            continue
        if mention.bracket and kept and (pointed or (mention.named.first == 0 and mention.end is None)):
            continue
        if mention.bracket and mention.role == "main" and kept and _restates(kept, mention):
            kept[-1] = _defined_by(kept[-1], [other for other in mentions if other.bracket == mention.bracket])
        elif mention.role != "main" or not (mention.bracket and kept and _already_given(mention, kept[-1])):
            kept.append(mention)
    return [mention for mention in kept if not any(_says_again(mention, other) for other in kept)]


def _undated_term(mention: Mention) -> bool:
    """ "Dec 21 - Mar 22 (winter)": a season that only says again when."""
    return mention.role == "main" and mention.named.kind == "season_or_term" and mention.named.year is None


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
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return one.start <= other.end and other.start <= one.end


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


def _opens(mentions: Sequence[Mention]) -> bool:
    """ "Monthly from October": a first date, though its year is the paper's."""
    return len(mentions) == 1 and mentions[0].qualifier == "from"


def _repeated(cell: Cell, found: Deadline, main: Sequence[Mention]) -> Deadline:
    """A date beside "ongoing" keeps its kind; one beside "quarterly" is the first of many."""
    recur = cell.first("recur")
    if recur is None:
        return replace(found, recurrence="ongoing") if cell.has("ongoing") else found
    dated = all(mention.named.year or mention.named.fixed for mention in main) or _opens(main)
    if not dated and found.revised_to is None:
        first = cell.first("recur", "ongoing")
        if first is not None and first.kind == "ongoing":
            return Deadline("ongoing", recurrence=recur.value or None, rule=f"ongoing.{found.rule}")
        return Deadline("recurring", recurrence=recur.value or None, rule=f"recurring.{found.rule}")
    return replace(found, kind="recurring", recurrence=recur.value or None, rule=f"recurring.{found.rule}")
