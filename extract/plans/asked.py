"""Recommendations that stand above the table of their actions: "Recommendation 3", and below it what was recommended.

The heading is the section of the rows; what stands between it and the table is said in no column, and becomes one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.headers.vocabulary import heading
from extract.plans.draft import Part
from schemas.geometry import Place
from schemas.verbatim import Cell, Column, Paragraph, Row

_BARE = re.compile(r"\W*([A-Za-z][A-Za-z ]*?)(?:\s+[A-Z][A-Za-z]{0,3}|\s*)\d+(?:\.\d+)*[a-z]?\W*")
_MOST = 3
"""Paragraphs of one recommendation; where more stand above a table, they say something else, too."""


def recommendations(parts: Sequence[Part]) -> Mapping[Place, Cell]:
    """The text that stands below a heading with nothing but the word and number of a recommendation, and above the
    table, by the place of that heading."""
    found: dict[Place, Cell] = {}
    for part in parts:
        above = _below_last_heading(part.before)
        if 1 < len(above) <= 1 + _MOST and _counts_recommendation(above[0].text):
            texts = above[1:]
            found[above[0].place] = Cell("\n".join(one.text for one in texts), tuple(one.place for one in texts))
    return found


def with_recommendations(
    columns: Sequence[Column], rows: Sequence[Row], known: Mapping[Place, Cell]
) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """Columns and rows with what stands above each row's table, carried in all but the first row below it; as they
    are where a column holds recommendations already."""
    if not known or any(column.field == "recommendation" for column in columns):
        return tuple(columns), tuple(rows)
    taken: set[Place] = set()
    done = []
    for row in rows:
        place = row.section.places[0] if row.section and row.section.places else None
        cell = known.get(place) if place else None
        own = replace(cell, carried=place in taken) if cell else Cell("", ())
        done.append(replace(row, cells=(own, *row.cells)))
        taken |= {place} if place else set()
    return (Column("", "recommendation"), *columns), tuple(done)


def _below_last_heading(before: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """The last heading and what stands below it; nothing where there is none."""
    at = [place for place, one in enumerate(before) if one.heading]
    return before[at[-1] :] if at else ()


def _counts_recommendation(text: str) -> bool:
    found = _BARE.fullmatch(text)
    return found is not None and heading(found[1]).field == "recommendation"
