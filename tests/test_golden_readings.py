"""What each vocabulary file makes of some hundred phrases, as one file that a person can read.

An edit of `schemas/vocabulary/` that changes a reading fails here with the lines before and after. `make golden`
(BYWHEN_GOLDEN=refresh) writes the readings again. To watch another phrase, add a line with its kind and the phrase.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import extract
import normalise
from normalise.themes.reading import read_themes

GOLDEN = Path(__file__).parent / "golden" / "readings.tsv"
REFRESH = os.environ.get("BYWHEN_GOLDEN") == "refresh"
BASE, WRITTEN = dt.date(2012, 7, 27), dt.date(2012, 10, 19)
HEAD = (
    "# kind, phrase and reading, with tabs between; \\n is a line break. "
    "Deadlines count from 2012-07-27, written 2012-10-19."
)


def deadline(text: str) -> str:
    due = normalise.deadline(text, base_date=BASE, document_date=WRITTEN)
    days = f"{due.start or ''}..{due.end or ''}" if due.start or due.end else ""
    more = (due.qualifier, due.recurrence, due.forum, due.revised_to and f"revised to {due.revised_to}", *due.flags)
    return ", ".join(filter(None, (due.kind, days, *map(str, filter(None, more)), f"by rule {due.rule}")))


def owner(text: str) -> str:
    return "; ".join(
        ": ".join((one.kind, ", ".join(filter(None, (one.name, one.role, one.organisation)))))
        for one in normalise.owners(text)
    )


def rag(text: str) -> str:
    found = normalise.rag(text)
    return ", ".join(str(said) for said in (found.rag, found.status, found.as_at) if said) or "nothing"


def headers(text: str) -> str:
    fields = extract.map_headers(text.split(" | "))
    return " | ".join(field or "-" for field in fields) if fields else "no plan"


def themes(text: str) -> str:
    recommendation, _, action = text.rpartition(" | ")
    return (
        "; ".join(f"{one.theme} ({', '.join(one.evidence)})" for one in read_themes(recommendation, action)) or "none"
    )


DOORS: dict[str, Callable[[str], str]] = {
    "deadline": deadline,
    "owner": owner,
    "rag": rag,
    "headers": headers,
    "themes": themes,
}


def read(lines: Sequence[str]) -> list[str]:
    """The lines with their readings as of now."""
    entries = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return ["\t".join((kind, text, DOORS[kind](text.replace("\\n", "\n")))) for kind, text, *_ in entries]


def changed(before: Sequence[str], after: Sequence[str]) -> str:
    """What reads differently, phrase by phrase."""
    told = []
    for old, new in zip(before, after, strict=True):
        (kind, text, *was), (*_, now) = old.split("\t"), new.split("\t")
        if old != new:
            told.append(f"{kind} {text!r}\n    was {''.join(was)}\n    is  {now}")
    return f"{len(told)} readings changed:\n" + "\n".join(told) if told else ""


def test_readings_are_as_they_were() -> None:
    kept = [line for line in GOLDEN.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    found = read(kept)
    if REFRESH:
        GOLDEN.write_text("\n".join((HEAD, *found)) + "\n", encoding="utf-8")
        return
    told = changed(kept, found)
    assert not told, f"{told}\nIf the vocabulary was meant to change this, run `make golden` and review the diff."


def test_a_change_is_told_by_phrase() -> None:
    told = changed(["rag\tShelved\tnothing", "rag\tDone\tcompleted"], ["rag\tShelved\tat_risk", "rag\tDone\tcompleted"])
    assert told == "1 readings changed:\nrag 'Shelved'\n    was nothing\n    is  at_risk"


def test_every_kind_of_vocabulary_is_watched() -> None:
    kinds = {line.split("\t")[0] for line in GOLDEN.read_text(encoding="utf-8").splitlines() if "\t" in line}
    assert kinds == set(DOORS)
