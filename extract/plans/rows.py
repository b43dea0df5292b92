"""The parts of a plan to its rows: strips classified, cut rows joined, groups carried down, what is left out told.

The order matters: joins come before carrying down, because a strip that is the rest of a row has no group of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from extract.headers.words import plain_words
from extract.plans.draft import Part
from extract.plans.events import is_title
from extract.plans.grid import Strip
from extract.plans.sections import (
    Shape,
    carried_down,
    group_heading,
    is_told_of_group,
    kind_of,
    left_out,
    names_group,
    section_cell,
    with_habits,
)
from extract.stitch.groups import Break, flows_on, mended
from extract.stitch.rows import (
    EVEN,
    JOIN,
    Habit,
    Setting,
    Verdict,
    doubtful,
    habits,
    is_scrap,
    joined,
    judge,
    page_room,
    plain_text,
    says_nothing_to_do,
    without_continued,
)
from schemas.verbatim import Cell, Finding, Paragraph, Row

_COUNTED = re.compile(r"\W*([A-Za-z][A-Za-z ]{1,24}?)(?:\s+[A-Z][A-Za-z]{0,3}|\s*)\d{1,2}\b")
_STARRED = re.compile(r"^\*+\s*\w", re.MULTILINE)
_NOTE = re.compile(r"(?:\d{1,2}(?=\s|[A-Z])|[*†‡])\s*[A-Z‘“]")
"""How a footnote begins: its number without a full stop, or a sign, and a capital."""
_HEADING_WORDS, _SHORTEST = 45, 3
_TOUCHING = 4.0
_SAME_SIZE, _STAMP = 0.04, 60.0
"""Share by which headings of one kind may differ in size; points from which a word is a stamp across the page."""
_GROUPS = frozenset(["success_measure", "risk"])
_CUT_FORM = Verdict(2 * JOIN, ("the labels of one form go on",))
_WORKED_OUT = frozenset(["fills", "alignment", "camelot", "pdfplumber"])
_DRAWN = 0.9
"""Confidence of a table all of whose cells rules draw."""


@dataclass(slots=True)
class _Rows:
    """What has been gathered so far: action strips, the section in force, the headings of groups in tables in plain
    letters, what was left out, the strips on both sides of each page break as they were, and the last page of the part
    before."""

    strips: list[Strip] = field(default_factory=list)
    section: Cell | None = None
    groups: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    breaks: list[Break] = field(default_factory=list)
    last_page: int = 0


def rows(
    parts: Sequence[Part], shape: Shape, heights: Mapping[int, float]
) -> tuple[tuple[Row, ...], tuple[Finding, ...]]:
    """The plan's rows in order, and findings on strips that became no row."""
    shape = with_habits(replace(shape, fields=_roles(shape.fields)), [strip for part in parts for strip in part.strips])
    usual = habits(_whole_strips(parts, shape), shape.fields)
    gathered = _Rows()
    titles = _titles(parts)
    gathered.section = _first_heading(parts, shape)
    header = frozenset(plain_words(word for text in shape.header for word in text.split()))
    for number, (part, later) in enumerate(zip_longest(parts, parts[1:])):
        if number:
            _take_heading(gathered, part, titles, header)
        below = (strip for strip in (later.strips if later else ()) if kind_of(strip, shape) == "action")
        _take_part(gathered, part, next(below, None), shape, usual, heights)
    whole = mended(gathered.strips, gathered.breaks, shape.fields)
    drawn = all(part.table.method not in _WORKED_OUT for part in parts)
    return tuple(_row(strip) for strip in carried_down(whole, shape, drawn=drawn)), tuple(gathered.findings)


def _roles(fields: tuple[str | None, ...]) -> tuple[str | None, ...]:
    """The fields with the part that each plays in its row: what an action should bring, or what it is to prevent, where
    that stands left of it and nothing else says what asked for it, is what actions are grouped by, as a recommendation
    is."""
    if "action" not in fields or "recommendation" in fields:
        return fields
    found = next((at for at, field in enumerate(fields[: fields.index("action")]) if field in _GROUPS), None)
    return fields if found is None else (*fields[:found], "recommendation", *fields[found + 1 :])


def _whole_strips(parts: Sequence[Part], shape: Shape) -> list[Strip]:
    """Strips that no page break can have cut: neither first nor last of their part, unless there are no others."""
    actions = [[strip for strip in part.strips if kind_of(strip, shape) == "action"] for part in parts]
    inner = [strip for strips in actions for strip in strips[1:-1]]
    return inner or [strip for strips in actions for strip in strips[:1]]


def _take_heading(gathered: _Rows, part: Part, titles: frozenset[str], header: frozenset[str]) -> None:
    """A heading between two tables of one plan names the section of what follows; its title or header printed again
    does not."""
    headings = [paragraph for paragraph in part.before if _names_section(paragraph, titles)]
    headings = [
        paragraph
        for paragraph in headings
        if _numbered_as(paragraph.text) or not header.issuperset(plain_words(paragraph.text.split()))
    ]
    if headings:
        gathered.section = Cell(headings[-1].text, (headings[-1].place,))


def _first_heading(parts: Sequence[Part], shape: Shape) -> Cell | None:
    """The heading above the first table, where those above later ones, or in rows, count on from it ("Recommendation
    1", "2"), or where it stands below the plan's title, or alone and names no plan, and those above later ones are as
    large, with other words than a title printed again."""
    first = [paragraph for paragraph in parts[0].before if paragraph.heading and names_group(paragraph.text)]
    later = [paragraph for part in parts[1:] for paragraph in part.before if paragraph.heading]
    if not first:
        return None
    own = _numbered_as(first[-1].text)
    inside = (strip for part in parts for strip in part.strips if kind_of(strip, shape) == "section")
    counts = any(_same_word(_numbered_as(paragraph.text), own) for paragraph in later)
    counts = counts or any(_same_word(_numbered_as(section_cell(strip).text), own) for strip in inside)
    others = [paragraph for paragraph in later if _bare(paragraph) != _bare(first[-1])]
    title = max(first, key=lambda paragraph: paragraph.size)
    alike = not _is_as_large(title, first[-1]) and any(_is_as_large(first[-1], one) for one in others)
    alone = len(first) == 1 and bool(others) and not is_title(title)
    alike = alike or (alone and all(_is_as_large(title, one) for one in others))
    return Cell(first[-1].text, (first[-1].place,)) if (own and counts) or alike else None


def _is_as_large(one: Paragraph, other: Paragraph) -> bool:
    return abs(one.size - other.size) <= _SAME_SIZE * one.size


def _bare(paragraph: Paragraph) -> str:
    """What a heading says in plain letters, without "(continued)"."""
    return plain_text(without_continued(paragraph.text.strip()))


def _same_word(one: str, other: str) -> bool:
    """Whether two words are one, perhaps cut short ("Rec", "Recommendation")."""
    short, full = sorted((one, other), key=len)
    return one == other or (len(short) >= _SHORTEST and full.startswith(short))


def _numbered_as(text: str) -> str:
    """What stands before a heading's number; nothing where it has none near its start."""
    found = _COUNTED.match(text)
    return found[1].lower() if found else ""


def _titles(parts: Sequence[Part]) -> frozenset[str]:
    """What stands above the plan's first table, in plain letters."""
    return frozenset(plain_text(paragraph.text) for paragraph in parts[0].before)


def _names_section(paragraph: Paragraph, titles: frozenset[str]) -> bool:
    text = paragraph.text.strip()
    if not paragraph.heading or len(text.split()) > _HEADING_WORDS or not names_group(text):
        return False
    if len(text.split()) == 1 and paragraph.place.box.height > _STAMP:
        return False
    bare = _bare(paragraph)
    return bool(bare) and bare not in titles and plain_text(text) not in titles


def _take_part(
    gathered: _Rows,
    part: Part,
    below: Strip | None,
    shape: Shape,
    usual: tuple[Habit, ...],
    heights: Mapping[int, float],
) -> None:
    """Classify the strips of one part; only its first action can go on with the part before. `below` is the first
    action of the next, of which the last strip may be the heading."""
    may_go_on = bool(gathered.strips) and _follows(part, gathered.strips[-1], gathered.last_page)
    gathered.last_page = part.table.last_page
    for at, (strip, after) in enumerate(zip_longest(part.strips, part.strips[1:])):
        kind = kind_of(strip, shape, after_break=may_go_on)
        if kind == "action" and after is None and not may_go_on and _is_footnote(part.strips):
            kind = "note"
        again = False
        heading = group_heading(strip, after or below, shape) if kind == "action" else None
        if kind == "section" or heading is not None:
            named = heading or section_cell(strip)
            of_group = is_told_of_group(named.text) and bool(at) and kind_of(part.strips[at - 1], shape) == "section"
            again = _take_group(gathered, named, after_break=may_go_on, below=of_group)
        elif kind == "action" and shape.forms:
            _take_form(
                gathered,
                replace(strip, section=gathered.section),
                part.cut - at,
            )
        elif kind == "action" and may_go_on:
            _take_first(gathered, strip, part, Setting(shape.fields, usual), heights)
        elif kind == "action":
            _take_next(gathered, replace(strip, section=gathered.section), part, Setting(shape.fields, usual))
        elif (finding := left_out(strip, kind)) is not None:
            gathered.findings.append(finding)
        may_go_on = may_go_on and (again or (heading is None and kind in ("header", "empty")))


def _is_footnote(strips: Sequence[Strip]) -> bool:
    """Whether the last strip is no more than a text with a star before it, where no other text begins so."""
    last = {piece.text for piece in strips[-1].pieces if piece.shows}
    if len(last) != 1 or not any(map(_STARRED.search, last)):
        return False
    return not any(_STARRED.search(piece.text) for strip in strips[:-1] for piece in strip.pieces if piece.shows)


def _take_form(gathered: _Rows, strip: Strip, cut: int) -> None:
    """A form, which its labels make whole: it goes on with the one `cut` before the next where these say so, and never
    else."""
    if 0 < cut <= len(gathered.strips):
        gathered.strips[-cut] = joined(gathered.strips[-cut], strip, _CUT_FORM)
    else:
        gathered.strips.append(strip)


def _take_next(gathered: _Rows, strip: Strip, part: Part, setting: Setting) -> None:
    """An action below another one. Where the grid was not drawn but worked out, a scrap of text that is no row joins
    the row above, on more evidence than a page break asks for if it says what to do; a merged group's text may flow
    into the row."""
    before = gathered.strips[-1] if gathered.strips else None
    if before is not None and before.page == strip.page:
        worked_out = part.table.method in _WORKED_OUT or part.table.confidence < _DRAWN
        if worked_out and is_scrap(strip, setting.fields):
            verdict = judge(before, strip, setting)
            if verdict.score >= (JOIN if says_nothing_to_do(strip, setting.fields) else JOIN + 1):
                gathered.strips[-1] = joined(before, strip, verdict)
                return
        if flows_on(before, strip, setting.fields, drawn=not worked_out):
            gathered.breaks.append(Break(before, strip))
    gathered.strips.append(strip)


def _follows(part: Part, last: Strip, last_page: int) -> bool:
    """Whether the part begins where the row before may have been cut: on the page after it (and after the further
    columns of its table, which end on `last_page`), or right below on its own."""
    if part.page - 1 in (last.page, last_page):
        return True
    return last.page == part.page and bool(part.strips) and abs(part.strips[0].top - last.bottom) < _TOUCHING


def _take_group(gathered: _Rows, cell: Cell, *, after_break: bool, below: bool = False) -> bool:
    """Let a heading name the section of what follows; whether it is one printed again, the section in force or, with
    the header after a page break, what stands above that: a group in which the section in force is another. What is
    told of the group right `below` its name goes with that."""
    text = plain_text(cell.text)
    if below and gathered.section is not None:
        both = (gathered.section, cell)
        gathered.section = Cell("\n".join(one.text for one in both), tuple(p for one in both for p in one.places))
        return False
    if gathered.section is not None and text.startswith(plain_text(gathered.section.text)):
        return True
    if after_break and text in gathered.groups:
        return True
    gathered.groups.add(text)
    gathered.section = cell
    return False


def _take_first(gathered: _Rows, strip: Strip, part: Part, setting: Setting, heights: Mapping[int, float]) -> None:
    """The first action after a page break: joined, kept apart with a finding, or simply the next."""
    before = gathered.strips[-1]
    notes = _footnotes(part.before, before) if strip.page != before.page else ()
    between = any(len(paragraph.text.split()) > 3 for paragraph in part.before if paragraph not in notes)
    foot = replace(before, bottom=max([before.bottom, *(note.place.box.y1 for note in notes)]))
    room = page_room(foot, heights) if strip.page != before.page else 0.0
    verdict = judge(before, strip, replace(setting, room=room, prose_between=between))
    strip = replace(strip, section=gathered.section)
    if verdict.score >= JOIN:
        gathered.strips[-1] = joined(before, strip, verdict)
    elif verdict.score > EVEN and verdict.evidence:
        gathered.strips.append(doubtful(strip, verdict))
    else:
        gathered.strips.append(strip)
    gathered.breaks.append(Break(before, strip, verdict.score >= JOIN))


def _footnotes(paragraphs: Sequence[Paragraph], last: Strip) -> Sequence[Paragraph]:
    """What stands between a row and the end of its page, if that begins as a footnote does: it parts no rows."""
    below = [one for one in paragraphs if one.place.page == last.page and one.place.box.y0 >= last.bottom]
    return below if below and not below[0].heading and _NOTE.match(below[0].text) else ()


def _row(strip: Strip) -> Row:
    cells = tuple(piece.cell for piece in strip.pieces)
    certain = min((cell.confidence for cell in cells if cell.text), default=1.0)
    return Row(cells, strip.section, strip.joins, strip.findings, round(strip.confidence * certain, 4))
