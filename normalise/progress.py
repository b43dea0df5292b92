"""How far an action has come: its dated updates, and from the newest of them its progress, colour and status."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from normalise.deadlines import deadline
from normalise.fields import FieldedRow
from normalise.finding_texts import sentence
from normalise.header_dates import HeadingDate, heading_date
from normalise.keys import RowKey
from normalise.rag.asked import answer, share_of
from normalise.rag.cell import rag
from normalise.rag.chosen import chosen
from normalise.rag.chosen import said as ticked
from normalise.rag.colour_cells import CellColour, read_colour
from normalise.rag.status import is_only_told, is_unread, read_status, states_verdict
from normalise.updates import dated_entries
from schemas.meaning import Rag, Status
from schemas.records import RagSource, Update
from schemas.verbatim import Cell, Column, Field, Plan

_SHORT_ENTRY = 6
"""Words up to which an entry of a prose column says a status; a longer one tells a story: a status would be a guess. So
it would be from a short one that only tells what was done, unless all of the column is as short."""
_TERSE_MEAN, _TERSE_LONGEST = 8, 20
"""A progress column whose cells hold on average and at most so many words is a status column by another name."""
_DAYS = frozenset(["date", "month"])
_OPENING = 12
"""Words within which a verdict stands at the head of a longer cell."""
_SEVERAL = 2
_FIRST_SENTENCE = re.compile(r"\s*([^.\n]{3,30})[.\n]\s*\S")
_HOWEVER = re.compile(r"[\s,;:.–-]+however\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated progress entry."""

    as_at: dt.date | None
    text: str | None
    rag: Rag | None
    rag_source: RagSource | None
    rag_text: str | None
    status: Status | None
    page: int | None

    def to_record(self, key: RowKey, position: int) -> Update:
        """The entry's record; `position` counts from 1."""
        return Update(
            document_id=key.document_id,
            authority_code=key.authority_code,
            plan_id=key.plan_id,
            action_id=key.action_id,
            position=position,
            as_at=self.as_at,
            text=self.text,
            rag=self.rag,
            rag_source=self.rag_source,
            status=self.status,
            page=self.page,
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """A row's progress: every entry oldest first, and what the newest says.

    `left_over` names fields whose words found no place here and belong with the row's other columns;
    `doubts` are finding codes with their sentences.
    """

    entries: tuple[Entry, ...] = ()
    text: str | None = None
    as_at: dt.date | None = None
    rag: Rag | None = None
    rag_source: RagSource | None = None
    rag_text: str | None = None
    status: Status | None = None
    left_over: tuple[Field, ...] = ()
    doubts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Slot:
    """A progress column with the colour column that goes with it; either may be missing."""

    words: tuple[Column, Cell] | None
    colour: tuple[Column, Cell] | None

    def headings(self) -> Iterator[str]:
        for part in (self.words, self.colour):
            if part is not None:
                yield part[0].header


def terse_columns(plan: Plan) -> frozenset[int]:
    """Progress columns that hold short words only, by their place in the plan."""
    terse = set()
    for at, column in enumerate(plan.columns):
        lengths = [len(row.cells[at].text.split()) for row in plan.rows if row.cells[at].text]
        if column.field != "progress" or not lengths or max(lengths) > _TERSE_LONGEST:
            continue
        if sum(lengths) <= _TERSE_MEAN * len(lengths):
            terse.add(at)
    return frozenset(terse)


def read_progress(
    fielded: FieldedRow,
    *,
    document_date: dt.date | None,
    legend: Mapping[str, str],
    terse: frozenset[int] = frozenset(),
) -> Progress:
    """The progress of one row: each progress column with the colour column that follows it, then the status column.

    A row without progress columns has the words of its status column as progress. The newest entry is the one of the
    latest date, else the last that says anything.
    """
    doubts: list[str] = []
    longest = [_TERSE_LONGEST if _is_terse(slot, fielded, terse) else _SHORT_ENTRY for slot in _slots(fielded)]
    entries = [
        _entry(slot, fielded, document_date, legend, doubts, words)
        for slot, words in zip(_slots(fielded), longest, strict=True)
    ]
    entries = [part for entry in entries for part in _parted(entry, document_date, doubts)]
    said = [entry for entry in entries if entry.text or entry.rag or entry.status]
    verdicts = [(column, cell) for column, cell in fielded.cells("status") if cell.text or cell.fill or cell.mark]
    states = [
        read_colour(
            dataclasses.replace(cell, text=_opening(answer(column.header, cell.text))), fielded.row.cells, legend
        )
        for column, cell in verdicts
    ]
    for (column, cell), state in zip(verdicts, states, strict=True):
        doubts += state.doubts or _of_verdict(column.header, cell.text, state)
    if states and not any(entry.text for entry in said):
        said = _with_status(said, _status_entries(verdicts, states, document_date))
    shown = next((entry.rag_text for entry in reversed(entries) if entry.rag_text), None)
    return _summed(fielded, said, states, doubts, shown)


def _of_verdict(heading: str, text: str, state: CellColour) -> Sequence[str]:
    """The doubts about the words of a status cell that was read as `state`."""
    text = ticked(text)
    if text and not answer(heading, text):
        return ["status_only_denied"]
    if is_only_told(text):
        return ["status_only_told"]
    unread = not (state.status or state.rag) and is_unread(text) and rag(text).as_at is None
    return ["status_unread"] if unread else []


def _is_terse(slot: _Slot, fielded: FieldedRow, terse: frozenset[int]) -> bool:
    return slot.words is not None and any(fielded.columns[at] is slot.words[0] for at in terse)


def _slots(fielded: FieldedRow) -> list[_Slot]:
    """Columns paired: a colour column belongs to the progress column just before it, else it stands alone; as many as
    the progress columns right before them belong to these in their order ("Progress May, Progress Nov, RAG May, ...").
    """
    slots: list[_Slot] = []
    found = fielded.cells("progress", "rag")
    half, odd = divmod(len(found), 2)
    if half > 1 and not odd and [column.field for column, _ in found] == ["progress"] * half + ["rag"] * half:
        return [_Slot(words, colour) for words, colour in zip(found[:half], found[half:], strict=True)]
    for column, cell in found:
        if column.field == "progress":
            slots.append(_Slot((column, cell), None))
        elif slots and slots[-1].colour is None:
            slots[-1] = _Slot(slots[-1].words, (column, cell))
        else:
            slots.append(_Slot(None, (column, cell)))
    if len(slots) == 2 and slots[0].words is None and slots[1].colour is None and slots[1].words is not None:
        return [_Slot(slots[1].words, slots[0].colour)]
    return slots


def _entry(
    slot: _Slot,
    fielded: FieldedRow,
    document_date: dt.date | None,
    legend: Mapping[str, str],
    doubts: list[str],
    status_words: int,
) -> Entry:
    words = slot.words[1].text if slot.words else ""
    told = rag(share_of(slot.words[0].header, words) if slot.words else "", legend=legend)
    colour = read_colour(slot.colour[1], fielded.row.cells, legend) if slot.colour else _words_only(words, told.rag)
    doubts += colour.doubts
    if slot.colour and not (colour.rag or colour.status or colour.doubts) and is_unread(ticked(slot.colour[1].text)):
        doubts.append("rag_unread")
    doubts += ["choice_unclear"] if "choice_unclear" in told.flags else []
    counted = ticked(words)
    short = len(counted.split()) <= status_words or _opens_with_verdict(counted, told.status)
    if short and told.status and is_only_told(counted):
        doubts.append("status_only_told")
        short = status_words > _SHORT_ENTRY
    dated = next(filter(None, (heading_date(text, document_date=document_date) for text in slot.headings())), None)
    if dated is not None and dated.inferred:
        doubts.append("update_year_inferred")
    cells = [part[1] for part in (slot.words, slot.colour) if part is not None]
    return Entry(
        as_at=_as_at(dated, told.as_at),
        text=words or None,
        rag=colour.rag,
        rag_source=colour.source,
        rag_text=colour.text,
        status=colour.status or (told.status if short else None),
        page=next((place.page for cell in cells for place in cell.places), None),
    )


def _opens_with_verdict(text: str, status: Status | None) -> bool:
    """Whether the first sentence of a story is a verdict and nothing more ("Completed. The guide was sent out."), and
    what follows takes nothing of it back."""
    first = _FIRST_SENTENCE.match(text) if status is not None else None
    if first is None or not states_verdict(first[1]) or read_status(first[1]) != status:
        return False
    rest = text[first.end() - 1 :]
    return read_status(rest) in (None, status) or is_only_told(rest)


def _parted(entry: Entry, document_date: dt.date | None, doubts: list[str]) -> list[Entry]:
    """A cell that holds several dated entries as those entries; the cell's colour goes with the newest of them."""
    parts = dated_entries(entry.text or "", document_date=document_date)
    if sum(part.as_at is not None for part in parts) < _SEVERAL:
        return [entry]
    if any(part.inferred for part in parts):
        doubts.append("update_year_inferred")
    newest = max((part.as_at for part in parts if part.as_at), default=None)
    return [
        dataclasses.replace(entry, as_at=part.as_at, text=part.text or None)
        if part.as_at == newest
        else Entry(part.as_at, part.text or None, None, "none", None, None, entry.page)
        for part in parts
    ]


def _as_at(heading: HeadingDate | None, words: dt.date | None) -> dt.date | None:
    return heading.day if heading is not None else words


def _words_only(words: str, stated: Rag | None) -> CellColour:
    """The colour of a progress cell without a colour column: only what its words state."""
    return CellColour(stated, "text" if stated else "none", words if stated else None, None)


def _status_entries(
    verdicts: Sequence[tuple[Column, Cell]], states: Sequence[CellColour], document_date: dt.date | None
) -> list[Entry]:
    """The status columns as entries, each as at the day of its heading; columns without such a day are one entry."""
    days = [heading_date(column.header, document_date=document_date) for column, _ in verdicts]
    if not all(days):
        return [_status_entry(verdicts, states, None)]
    each = zip(verdicts, states, days, strict=True)
    return [_status_entry([verdict], [state], day) for verdict, state, day in each]


def _status_entry(
    verdicts: Sequence[tuple[Column, Cell]], states: Sequence[CellColour], day: HeadingDate | None
) -> Entry:
    text = "\n".join(cell.text for _, cell in verdicts if cell.text)
    coloured = next((state for state in states if state.rag), states[0])
    places = [place for _, cell in verdicts for place in cell.places]
    return Entry(
        as_at=_as_at(day, rag(text).as_at),
        text=text or None,
        rag=coloured.rag,
        rag_source=coloured.source,
        rag_text=coloured.text if coloured.rag else None,
        status=next((state.status for state in states if state.status), None),
        page=places[0].page if places else None,
    )


def _with_status(said: Sequence[Entry], told: Sequence[Entry]) -> list[Entry]:
    """The entries of status columns beside those that only colours gave, whose colours stand: one goes with the newest
    words."""
    if not said:
        return list(told)
    newest = _newest(told)
    colours = list(said)
    if newest is not None and len(said) == 1:
        own = said[0]
        as_at = own.as_at or newest.as_at
        colours = [dataclasses.replace(own, as_at=as_at, text=newest.text, status=own.status or newest.status)]
        told = [entry for entry in told if entry is not newest]
    return [*(dataclasses.replace(one, rag=None, rag_source="none", rag_text=None) for one in told), *colours]


def _summed(
    fielded: FieldedRow,
    said: Sequence[Entry],
    states: Sequence[CellColour],
    doubts: Sequence[str],
    shown: str | None,
) -> Progress:
    """The newest of all entries; `shown` is what the newest RAG cell shows where no colour could be read in any."""
    newest = _newest([entry for entry in said if entry.text])
    coloured = _newest([entry for entry in said if entry.rag])
    status_coloured = next((state for state in states if state.rag), None)
    has_progress = fielded.text("progress") is not None
    status = _status(fielded, said, states)
    doubts = [code for code in doubts if code != "status_only_told" or status in (None, "completed")]
    return Progress(
        entries=tuple(said),
        text=newest.text if newest else None,
        as_at=newest.as_at if newest else coloured.as_at if coloured else None,
        rag=coloured.rag if coloured else status_coloured.rag if status_coloured else None,
        rag_source=coloured.rag_source if coloured else status_coloured.source if status_coloured else "none",
        rag_text=coloured.rag_text if coloured else status_coloured.text if status_coloured else shown,
        status=status,
        left_over=("status",) if has_progress and states else (),
        doubts=tuple((code, sentence(code, None)) for code in dict.fromkeys(doubts)),
    )


def _status(fielded: FieldedRow, said: Sequence[Entry], states: Sequence[CellColour]) -> Status | None:
    """A status column wins, then the column for the day of completion and one whose heading asks for a verdict, then
    the newest entry that says one."""
    told = next((state.status for state in states if state.status), None)
    newest = _newest([entry for entry in said if entry.status])
    return told or _completed(fielded) or _verdict(fielded) or (newest.status if newest else None)


def _completed(fielded: FieldedRow) -> Status | None:
    """What the day of completion says: a day gone by that it is, words what they say ("Ongoing - nine left to do")."""
    cells = [cell.text for _, cell in fielded.cells("completed_date") if cell.text]
    said = [rag(_opening(text)).status or ("completed" if deadline(text).kind in _DAYS else None) for text in cells]
    return next((status for status in said if status), None)


def _verdict(fielded: FieldedRow) -> Status | None:
    for column, cell in fielded.cells("evidence", "comments"):
        if any(part in column.header.casefold() for part in _verdict_headings()):
            status = rag(_opening(cell.text)).status
            if status is not None:
                return status
    return None


def _opening(text: str) -> str:
    """The words within which a cell's verdict stands; what "however" adds to a verdict does not take it back."""
    if chosen(text) is not None:
        return text
    opening = " ".join(text.split()[:_OPENING])
    verdict = _HOWEVER.split(opening)[0]
    return verdict if verdict != opening and rag(verdict).status is not None else opening


@cache
def _verdict_headings() -> tuple[str, ...]:
    text = (resources.files("schemas") / "vocabulary" / "status_headings.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["verdict"]["parts"])


def _newest(entries: Sequence[Entry]) -> Entry | None:
    """The entry of the latest date; of undated ones the last."""
    dated = [entry for entry in entries if entry.as_at is not None]
    if dated:
        return max(dated, key=lambda entry: entry.as_at or dt.date.min)
    return entries[-1] if entries else None
