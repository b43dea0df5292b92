"""Labels above the header of a table: what asked for its actions, and what was answered, told once for all rows.

"Recommendation 3 | That ...", "Response | Accepted", then "Action | Lead | By when" and its rows. What belongs here:
those rows above a header as columns left of it, merged over all rows below. Forms all of whose rows are labels are read
in `record`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.headers.fields import read_headings
from extract.plans.grid import Piece, Strip
from extract.plans.record import counted_label, is_named

_FEWEST = 3
"""Columns below the labels: with fewer, a label beside a text is a row like those below."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What labels above a header say: a label and a piece for each; `rest` are the strips above them."""

    labels: tuple[Piece, ...]
    said: tuple[Piece, ...]
    rest: tuple[Strip, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(label.text for label in self.labels)

    def beside(self, body: Sequence[Strip]) -> tuple[Strip, ...]:
        """The strips with what the labels say left of them, merged over all."""
        return tuple(
            replace(
                strip,
                pieces=(
                    *(replace(piece, across=1, down=len(body), first=at == 0) for piece in self.said),
                    *strip.pieces,
                ),
            )
            for at, strip in enumerate(body)
        )

    def above(self, head: Sequence[Strip]) -> tuple[Strip, ...]:
        """The strips of the header with the labels left of them."""
        return tuple(replace(strip, pieces=(*self.labels, *strip.pieces)) for strip in head)


def lead_of(above: Sequence[Strip]) -> Lead | None:
    """The labels right above a header, each with one text over the other columns; null where there are none."""
    start = len(above)
    while start and _is_pair(above[start - 1]):
        start -= 1
    if start == len(above) or not any(is_named(strip.pieces[0].text) for strip in above[start:]):
        return None
    labels: list[Piece] = []
    said: list[Piece] = []
    for strip in above[start:]:
        label, number = counted_label(strip.pieces[0])
        labels += [label] if number is None else [replace(label, cell=replace(label.cell, text="")), label]
        said += [strip.pieces[1]] if number is None else [number, strip.pieces[1]]
    return Lead(tuple(labels), tuple(said), tuple(above[:start]))


def leads(strip: Strip, after: Strip) -> bool:
    """Whether a row is a label with what it says, not the upper level of a header: another label stands below."""
    label = after.pieces[0]
    return _is_pair(strip) and strip.pieces[0].down == 1 and label.first and (is_named(label.text) or _is_pair(after))


def _is_pair(strip: Strip) -> bool:
    shown = [piece for piece in strip.pieces if piece.shows]
    wide = len(strip.pieces) >= _FEWEST and len(shown) == 2 and strip.pieces[0].shows
    return wide and strip.pieces[1].across == len(strip.pieces) - 1


def with_leads_below(rows: tuple[Strip, ...]) -> tuple[Strip, ...]:
    """The rows with what is merged over a header and the rows below it (a recommendation left of "Action | Lead | By
    when") taken out of that header, where the header comes again."""
    heads = [at for at, row in enumerate(rows[:-1]) if _is_merged_beside(row)]
    again = Counter(rows[at].texts[1:] for at in heads)
    heads = [at for at in heads if again[rows[at].texts[1:]] > 1 and read_headings(("", *rows[at].texts[1:])).is_plan]
    done = list(rows)
    for at in heads:
        lead, below = rows[at].pieces[0], rows[at + 1]
        done[at] = replace(rows[at], pieces=(Piece(), *rows[at].pieces[1:]))
        done[at + 1] = replace(below, pieces=(replace(lead, down=lead.down - 1), *below.pieces[1:]))
    return tuple(done)


def _is_merged_beside(row: Strip) -> bool:
    """Whether the first cell of a row is a text that goes on beside the rows below, and none of the others is."""
    lead, *others = row.pieces
    merged = lead.shows and lead.down > 1 and lead.across == 1 and len(lead.text.split()) >= _FEWEST
    return merged and len(others) >= _FEWEST - 1 and all(one.down == 1 and one.shows for one in others)
