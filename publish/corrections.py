"""People's corrections applied to a paper's rows, each with a finding that keeps what was read.

A correction whose row is gone, or whose words are others now, is not applied, and a finding says so. Where
corrections are kept is `publish.correction_file`'s; what follows from one is told to this module as a function.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from publish.staged import Rows, paper_of, rows_of
from schemas.corrections import KEYS, Correction, Value, plain, shown, verbatim_column
from schemas.findings import finding_notes
from schemas.records import FindingRecord, PaperRecords

Follow = Callable[[PaperRecords, PaperRecords], PaperRecords]
"""A paper's rows before and after cells were put right -> the rows with what follows from that."""
State = Literal["applied", "not needed", "text changed", "row gone", "paper not here"]
_DONE = "corrected"
_CODES: Mapping[State, str] = {"text changed": "correction_outdated", "row gone": "correction_without_row"}
_FIELDS = {"owner_text": "owner", "rag_text": "rag", "rag_source": "rag", "progress_as_at": "progress"}


@dataclass(frozen=True, slots=True)
class Corrections:
    """The corrections of a batch by document_id; `follow` says what follows from them."""

    by_paper: Mapping[str, Sequence[Correction]]
    follow: Follow

    def applied(self, rows: Rows) -> Rows:
        """One paper's rows, put right; `rows` themselves where nobody has corrected them."""
        own = self.by_paper.get(rows["documents"][0]["document_id"], ())
        return _applied(rows, own, self.follow) if own else rows


def by_paper(corrections: Iterable[Correction]) -> Mapping[str, Sequence[Correction]]:
    """Corrections gathered by document_id, in the order of their cells."""
    found: dict[str, list[Correction]] = defaultdict(list)
    for correction in sorted(corrections, key=lambda one: one.cell):
        found[correction.document_id].append(correction)
    return found


def state(rows: Rows, correction: Correction) -> State:
    """What becomes of a correction of this paper, whose rows are as they were read."""
    row = row_of(rows, correction.table, correction.key)
    if row is None:
        return "row gone"
    verbatim = verbatim_column(correction.table, correction.column)
    then, now = (correction.text, row[verbatim]) if verbatim else (correction.was, held(row, correction.column))
    if held(row, correction.column) == correction.value:
        return "not needed"
    return "applied" if then == now else "text changed"


def row_of(rows: Rows, table: str, key: str) -> dict[str, Any] | None:
    """The row of this key."""
    return next((row for row in rows[table] if row[KEYS[table]] == key), None)


def held(row: Mapping[str, Any], column: str) -> Value:
    """What a row holds, as a correction holds it."""
    value: Value = tuple(row[column]) if isinstance(row[column], list | tuple) else row[column]
    return value


def _applied(rows: Rows, corrections: Sequence[Correction], follow: Follow) -> Rows:
    states = {correction.cell: state(rows, correction) for correction in corrections}
    held_good = [correction for correction in corrections if states[correction.cell] == "applied"]
    right = rows
    if held_good:
        right = rows_of(follow(paper_of(rows), paper_of(_set(rows, held_good))))
        right = _set(right, held_good)
    told = [(one, states[one.cell]) for one in corrections if states[one.cell] != "not needed"]
    findings = [_finding(rows, right, correction, what) for correction, what in told]
    return {
        **right,
        "actions": [_flagged(row, findings) for row in right["actions"]],
        "findings": [*right["findings"], *map(asdict, findings)],
    }


def _set(rows: Rows, corrections: Sequence[Correction]) -> Rows:
    values: dict[tuple[str, str], dict[str, Any]] = defaultdict(dict)
    for one in corrections:
        values[one.table, one.key][one.column] = list(one.value) if isinstance(one.value, tuple) else one.value
    return {
        table: [{**row, **values.get((table, row[KEYS[table]]), {})} for row in records] if table in KEYS else records
        for table, records in rows.items()
    }


def _flagged(action: dict[str, Any], findings: Iterable[FindingRecord]) -> dict[str, Any]:
    codes = [one.code for one in findings if one.action_id == action["action_id"]]
    return {**action, "flags": list(dict.fromkeys([*action["flags"], *codes]))} if codes else action


def _finding(rows: Rows, right: Rows, correction: Correction, what: State) -> FindingRecord:
    """What a person should know of a correction: what was read, or why it was not applied."""
    code = _CODES.get(what, _DONE)
    row = row_of(rows, correction.table, correction.key) or {}
    page, box = _box(row, correction.column)
    return FindingRecord(
        document_id=correction.document_id,
        authority_code=right["documents"][0]["authority_code"],
        plan_id=row.get("plan_id"),
        action_id=row.get("action_id"),
        severity=finding_notes()[code].severity,
        code=code,
        message=_message(row, correction, what),
        page=page,
        box=box,
    )


def _message(row: Mapping[str, Any], correction: Correction, what: State) -> str:
    column, value = correction.column, shown(correction.value)
    why = f" ({correction.why})" if correction.why else ""
    if what == "applied":
        return f"{column} is {value} by hand, where {shown(held(row, column))} was read{why}"
    told = finding_notes()[_CODES[what]].says
    if what == "row gone":
        place = correction.place or f"{correction.table} {correction.key}"
        return f"{told}: {column} of {place} was to be {value}, where {shown(correction.was)} was read{why}"
    verbatim = verbatim_column(correction.table, column) or column
    then = correction.was if verbatim == column else correction.text
    return (
        f"{told}: {verbatim} was {shown(then)} and is {shown(held(row, verbatim))}; {column} was to be {value}, "
        f"where {shown(correction.was)} had been read{why}"
    )


def _box(row: Mapping[str, Any], column: str) -> tuple[int | None, tuple[float, ...]]:
    """Page and box of the cell that a column was read from."""
    field = _FIELDS.get(column, "deadline" if column.startswith("deadline_") or column == "base_date" else column)
    for box in row.get("boxes", ()):
        if box["field"] == field:
            return box["page"], (box["x0"], box["y0"], box["x1"], box["y1"])
    return next(iter(row.get("pages") or ()), None) if "action_id" in row else None, ()


def sorted_plain(corrections: Iterable[Correction]) -> list[list[object]]:
    """Corrections as plain values, for a digest."""
    return [
        [*one.cell, plain(one.value), plain(one.was), one.text, one.place, one.why]
        for one in sorted(corrections, key=lambda one: one.cell)
    ]
