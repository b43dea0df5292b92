"""One sighting for each paper, however often and in whatever order it was seen."""

from __future__ import annotations

from collections.abc import Iterable

from schemas.sighting import KnownFacts, Sighting


def distinct(sightings: Iterable[Sighting]) -> list[Sighting]:
    """The papers in a fixed order (by document id, then address), each with the facts of all its sightings.

    Of several places the one that knows most facts is kept, then the first in order of address; facts it lacks are
    filled from the others in the same order. A sighting without bytes stands for itself.
    """
    ordered = sorted(sightings, key=_rank)
    kept: dict[tuple[str, str], Sighting] = {}
    for sighting in ordered:
        key = (sighting.document_id or "", "" if sighting.document_id else sighting.source_uri)
        first = kept.get(key)
        if first is None:
            kept[key] = sighting
        elif first.known != (filled := first.known.over(sighting.known)):
            kept[key] = _with_known(first, filled)
    return [kept[key] for key in sorted(kept)]


def _rank(sighting: Sighting) -> tuple[int, str, str, str]:
    known = sighting.known
    facts = (known.authority, known.committee, known.meeting_date, known.title, known.agenda_item)
    return -sum(fact is not None for fact in facts), sighting.source_uri, sighting.file_name, str(facts)


def _with_known(sighting: Sighting, known: KnownFacts) -> Sighting:
    return Sighting(sighting.document_id, sighting.path, sighting.file_name, sighting.source_uri, known, sighting.error)
