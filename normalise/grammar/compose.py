"""What a cell says as a whole, its dates first (`dated`), then periods and cues.

A date that the cell gives decides; without one a period counted out, then what repeats, is immediate or goes on; then
the absence of a deadline, a happening, or nothing that can be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from normalise.grammar.bounds import Bounds, count_out, precision_of
from normalise.grammar.cell import Cell
from normalise.grammar.dated import from_dates, unread
from normalise.grammar.lexicon import lexicon
from normalise.grammar.model import Chunk, Token
from schemas.meaning import Deadline, Precision, Qualifier

_VAGUE: dict[str, Precision] = {"month": "month", "day": "day", "year": "year"}
_DANGLING: dict[str, Qualifier] = {"by": "by", "before": "before", "end_of": "end of"}


def compose(cell: Cell) -> Deadline:
    """The cell's deadline, without the flags of its repairs."""
    found = (
        from_dates(cell)
        or _from_periods(cell)
        or _from_cues(cell)
        or _from_absence(cell)
        or _from_happening(cell)
        or Deadline("unparseable", rule="unparseable")
    )
    return replace(found, forum=cell.forum) if cell.forum else found


# Periods


def _from_periods(cell: Cell) -> Deadline | None:
    periods = [(at, chunk.period) for at, chunk in enumerate(cell.chunks) if chunk.period]
    if not periods:
        return None
    recur = cell.first("recur")
    if recur is not None:
        return Deadline("recurring", recurrence=recur.value or None, rule="recurring")
    if unread(cell):
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
    if first.kind == "immediate" and _tied_to_another(cell, first):
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


def _tied_to_another(cell: Cell, first: Chunk) -> bool:
    """ "Immediately following approval": after something other than the inspection or its report."""
    at = cell.chunks.index(first) + 1
    if at >= len(cell.chunks) or cell.chunks[at].kind != "after":
        return False
    after = [token.lower for token in cell.tokens[cell.chunks[at].last :] if token.kind == "word"]
    sets = lexicon().sets
    return bool(after) and not set(after) & (sets["anchor"] - sets["anchor_weak"])


def _vague(chunk: Chunk, recurrence: str | None) -> Deadline:
    if chunk.value == "year_end":
        return Deadline("range", precision="year", recurrence=recurrence, rule="vague.year", flags=("ambiguous_year",))
    if chunk.value == "this_month":
        return Deadline("month", precision="month", rule="vague.month", flags=("year_missing",))
    precision = _VAGUE.get(chunk.value)
    return Deadline("relative", precision=precision, recurrence=recurrence, rule="relative.vague")


# Neither date nor cue


def _from_absence(cell: Cell) -> Deadline | None:
    """No deadline: nothing in the cell, words that say so, or a status in place of a date."""
    if not any(token.text.isalnum() for token in cell.tokens):
        return Deadline("unparseable" if _ditto(cell.tokens) else "none", rule="none.empty")
    if all(chunk.kind in ("from", "filler", "stop") for chunk in cell.chunks) and cell.has("from"):
        return Deadline("none", rule="none")
    said = cell.first("done", "none", "event")
    if said is not None and said.kind != "event":
        return Deadline("none", rule="none")
    if cell.has("forward") and not cell.has("word", "event", "refer", "period"):
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
    leading = [chunk.kind for chunk in cell.chunks if chunk.kind != "filler"][:2]
    said = "end_of" if leading[:1] == ["by"] and "end_of" in leading else next(iter(leading), "")
    return Deadline("event", qualifier=_DANGLING.get(said), rule="event")
