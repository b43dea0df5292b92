"""What the front of a report says of itself: authority, committee, meeting, title, item, author, dates.

Values are verbatim, with their place. Labels come first, then the lines of the front, then sentences. What a value
means (a day, an authority's code) is read by `normalise`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from extract.cover.composed import addressed_to
from extract.cover.front import (
    FrontLine,
    authorities_in,
    front,
    is_authority,
    is_letter,
    speaks_of_meeting,
    title_of,
)
from extract.cover.labels import Pair, pairs_and_rest, pairs_of_table
from extract.cover.sentences import body_asked, inspection_in, meeting_in
from extract.prose.blocks import blocks
from extract.prose.dates import DATE, DAY
from extract.prose.lines import Line
from extract.prose.vocabulary import vocabulary
from extract.tables.table import Table
from schemas.geometry import Place
from schemas.verbatim import Cover, CoverField, Paragraph

# Prose further on speaks of other papers, and of other councils.
PARAGRAPHS = 30
_NO_BODY = re.compile(
    r"(?:information|decision|note|noting|approval|all|action|discussion|consideration)\W*", re.IGNORECASE
)
_REACHED_AT = re.compile(
    r"[\s,;(–—-]*(?:\b(?:tel|telephone|email|ext)\b|\(?\b0\d{2,4}\)?[\s\d]{5,}|\S+@)", re.IGNORECASE
)
_BEFORE_DAY = re.compile(r"[\s,–—-]*(?:on|held on|meeting)?[\s,–—-]*$")


def cover(paragraphs: Sequence[Paragraph], tables: Sequence[Table], lines: Sequence[Line]) -> Cover:
    """The cover of one report. All three from its first pages; `lines` with running headers, which name the council.

    A table that holds a cover block may be among `tables` or, read as prose, among `lines`.
    """
    labelled, rest = pairs_and_rest(lines)
    pairs = [*(pair for table in tables for pair in pairs_of_table(table)), *labelled]
    own = blocks(rest)
    told = front(own)
    prose = paragraphs[:PARAGRAPHS]
    committee, split_day = _split(_labelled(pairs, "committee"))
    held_by, held_on = meeting_in(prose)
    committee = _body_only(committee) or _addressed(told) or _first(told, "committee") or held_by or body_asked(prose)
    meeting = split_day or _meeting_date(pairs, told, committee) or held_on
    on_front = None if meeting else _first(told, "date")
    inspected = _labelled(pairs, "inspection") or inspection_in(prose)
    of_inspection = on_front if inspected is None and _answers_inspection(told) and not is_letter(own) else None
    return Cover(
        authority=_authority(pairs, told, lines, prose),
        committee=committee,
        meeting_date=meeting,
        title=_labelled(pairs, "title") or title_of(told, lines),
        agenda_item=_labelled(pairs, "agenda_item") or _first(told, "agenda_item"),
        author=_author(pairs, told),
        published=_labelled(pairs, "published")
        or _first(told, "version")
        or (_dated(pairs) if meeting is None else _written(pairs, meeting) if is_letter(own) else None)
        or (on_front if of_inspection is None else None),
        inspection=inspected or of_inspection,
    )


def _labelled(pairs: Iterable[Pair], field: str) -> CoverField | None:
    best = min((pair for pair in pairs if pair.field == field and pair.text), key=lambda pair: pair.rank, default=None)
    return CoverField(best.text, best.place) if best else None


def _first(told: Sequence[FrontLine], kind: str) -> CoverField | None:
    return next((line.field for line in told if line.kind == kind), None)


def _addressed(told: Sequence[FrontLine]) -> CoverField | None:
    """The body that a line names as the report's reader ("Report to the Executive Group"), whose paper it is in."""
    return next(
        (line.field for line in told if line.kind == "committee" and addressed_to(line.block.text) != line.block.text),
        None,
    )


def _author(pairs: Sequence[Pair], told: Sequence[FrontLine]) -> CoverField | None:
    """The author without the telephone number or address behind the name."""
    found = _labelled(pairs, "author") or _first(told, "author")
    reach = _REACHED_AT.search(found.text) if found else None
    return CoverField(found.text[: reach.start()], found.place) if found and reach and reach.start() else found


def _split(value: CoverField | None) -> tuple[CoverField | None, CoverField | None]:
    """ "Cabinet – 30 January 2025" as body and day."""
    day = DAY.search(value.text) if value else None
    if value is None or day is None:
        return value, None
    body = _BEFORE_DAY.sub("", value.text[: day.start()])
    return (CoverField(body, value.place) if body else None), CoverField(day.group(), value.place)


def _body_only(value: CoverField | None) -> CoverField | None:
    """Null for what is no body ("For: information")."""
    if value is None or len(value.text.split()) > 16 or _NO_BODY.fullmatch(value.text):
        return None
    return value


def _dated(pairs: Sequence[Pair]) -> CoverField | None:
    labelled = _labelled(pairs, "meeting_date")
    return labelled if labelled and DATE.search(labelled.text) else None


def _meeting_date(pairs: Sequence[Pair], told: Sequence[FrontLine], committee: CoverField | None) -> CoverField | None:
    """A labelled date; a bare "Date:" and a date without label are a meeting's only beside a body, an item or a word of
    a meeting. A letter's own "Date:" gives way to the day in the heading below it that names the body."""
    labelled = _dated(pairs)
    of_meeting = committee is not None or any(
        len(one.text.split()) <= 8 and speaks_of_meeting(one.text) for one in told
    )
    if labelled is None:
        return _first(told, "date") if of_meeting else None
    if _says_meeting(pairs):
        return labelled
    bodies = {id(line.block) for line in told if line.kind == "committee"}
    headed = next((line.field for line in told if line.kind == "date" and id(line.block) in bodies), None)
    has_item = any(pair.field == "agenda_item" for pair in pairs)
    return headed or (labelled if of_meeting or has_item else None)


def _says_meeting(pairs: Sequence[Pair]) -> bool:
    """Whether a label says that its day is the meeting's; a bare "Date" does not."""
    bare = vocabulary("cover")["labels"]["meeting_date"].index("date")
    return any(pair.field == "meeting_date" and pair.rank < bare for pair in pairs)


def _written(pairs: Sequence[Pair], meeting: CoverField) -> CoverField | None:
    """The day of a letter that has another than the meeting it speaks of."""
    dated = None if _says_meeting(pairs) else _dated(pairs)
    return dated if dated and dated.text.casefold() not in meeting.text.casefold() else None


def _answers_inspection(told: Sequence[FrontLine]) -> bool:
    said = " ".join(line.text for line in told if line.kind == "title").casefold()
    return "inspection" in said or "ofsted" in said


def _authority(
    pairs: Sequence[Pair], told: Sequence[FrontLine], lines: Sequence[Line], prose: Sequence[Paragraph]
) -> CoverField | None:
    labelled = _labelled(pairs, "authority")
    if labelled and (is_authority(labelled.text) or any(authorities_in(labelled.text))):
        return labelled
    on_front = [CoverField(line.block.text, line.field.place) for line in told]
    edges = [
        CoverField(piece.text, Place(line.page, piece.box))
        for line in lines
        if abs(line.depth - 0.5) > 0.36
        for piece in line.pieces
    ]
    return (
        _first(told, "authority")
        or _most_named(on_front, least=1)
        or _most_named(edges, least=1)
        or _most_named([CoverField(one.text, one.place) for one in prose], least=2)
    )


def _most_named(texts: Iterable[CoverField], *, least: int) -> CoverField | None:
    """The authority named most; null when named less than `least` times or another nearly as often."""
    counted: Counter[str] = Counter()
    first: dict[str, CoverField] = {}
    for text in texts:
        for name in authorities_in(text.text):
            counted[name] += 1
            first.setdefault(name, CoverField(name, text.place))
    for short in sorted(counted, key=len):
        fuller = max((name for name in counted if _is_fuller(name, short)), key=counted.__getitem__, default=None)
        if fuller is not None:
            counted[fuller] += counted.pop(short)
    ranked = counted.most_common(2)
    if not ranked or ranked[0][1] < least or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return first[ranked[0][0]]


def _is_fuller(name: str, short: str) -> bool:
    """Whether a council's name is another's with its kind: "Bedford Borough Council" and "Bedford"."""
    before, own, after = f" {name} ".partition(f" {short} ")
    more = f"{before} {after}".casefold().split()
    return bool(own and more) and set(more) <= set(vocabulary("cover")["authorities"]["kinds"])
