"""What a strip of a plan is: an action, a group heading, a header printed again, a number standing alone, nothing.

Group headings become the section of the strips below them, texts of merged cells are carried down, and everything that
is left out is told in a finding. How strips are joined over page breaks stands in `extract.stitch.rows`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from extract.plans.grid import Piece, Strip, strip_box
from extract.plans.labels import is_label
from extract.prose.furniture import points_on
from extract.prose.time_headings import is_instruction
from extract.prose.vocabulary import any_of, vocabulary
from extract.ragkey import colour_word
from extract.stitch.columns import names_its_column
from extract.stitch.rows import continues_label, counts_below, plain_text, siblings
from schemas.geometry import Place
from schemas.verbatim import Cell, Finding

Kind = Literal["action", "section", "empty", "number_only", "header", "note"]

_WIDE = 0.6
_LONG = 25
_SHORT = 12
_ONCE = 0.6
"""Share of the rows that may name their group where the others are left empty."""
_BUSY = 0.6
_GROUPED = ("number", "section", "recommendation", "priority")
_SHARED = frozenset(
    ["owner", "deadline", "revised_deadline", "start_date", "status", "success_measure", "resources", "cost"]
)
_BLANK_ROWS, _LEADING = 3, 0.7
"""What may be said once for a group of actions; how many rows must leave it blank, and the share of the groups whose
first row must have it."""
_NUMBER = re.compile(r"^\W*(?:[A-Za-z]{0,4}[\s.-]?\d[\d.)(a-z]*|[A-Za-z]|[ivxIVX]{1,5})?\W*$")
_TOTAL_WORDS = 5
_FIGURE = re.compile(r"\d{1,3}(?:\.\d+)?\s*%?")
_COUNT = re.compile(rf"{_FIGURE.pattern}(?:\s+[a-z]+)?")
_SENTENCES = re.compile(r"[a-z][.;]\s+[A-Z]")
_COUNTED = re.compile(r"\W*(?:[A-Za-z]+\s+){0,3}(?:[A-Z][A-Za-z]{0,3})?\d")
_SAID_OF_ACTIONS = ("owner", "deadline", "rag", "status", "priority")


@cache
def _group() -> re.Pattern[str]:
    words = vocabulary("plan_lines")["group"]
    return re.compile(
        rf"^\W*(?:\d{{1,2}}[.):]?\s+|[A-Z][.):]\s+)?(?:{any_of(words['kinds'])})\b\s*"
        rf"(?:\d|[A-Z]\b|{any_of(words['numbers'])}|[:–-])|^\W*\d{{1,2}}[.):]\s+[A-Z]\D+$",
        re.IGNORECASE,
    )


@cache
def _note() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{any_of(vocabulary('plan_lines')['note']['openers'])})\b", re.IGNORECASE)


@cache
def _key() -> re.Pattern[str]:
    before = any_of(vocabulary("plan_lines")["note"]["keys"])
    return re.compile(rf"^\W*(?:(?:{before}) )?key\s*(?:to\b|[:–-]|$)", re.IGNORECASE)


_FIGURE_NUMBER = r"\s+[A-Z]?\d+(?:\.\d+)?\s*"


@cache
def _caption() -> re.Pattern[str]:
    captions = any_of(vocabulary("plan_lines")["note"]["captions"])
    return re.compile(rf"^\W*(?:{captions}){_FIGURE_NUMBER}(?:[:.–-]|$)", re.IGNORECASE)


@cache
def _heading_and_caption() -> re.Pattern[str]:
    captions = any_of(vocabulary("plan_lines")["note"]["captions"])
    return re.compile(rf"^(.*\w)\s+(?:{captions}){_FIGURE_NUMBER}:\s", re.IGNORECASE | re.DOTALL)


@cache
def _dated() -> re.Pattern[str]:
    """What says when the plan was brought up to date, not what follows."""
    return re.compile(rf"^\W*(?:{any_of(vocabulary('plan_lines')['note']['dated'])})\b.*\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shape:
    """What strips of a plan are told apart by: its fields, the header as printed (for headers printed again), and
    whether its rows fill most of their columns (`busy`) and are forms of one action each."""

    fields: tuple[str | None, ...]
    header: tuple[str, ...]
    busy: bool = False
    forms: bool = False

    def column(self, field: str) -> int | None:
        return self.fields.index(field) if field in self.fields else None


def with_habits(shape: Shape, strips: Sequence[Strip]) -> Shape:
    """The shape with what its strips show."""
    shares = [sum(piece.shows for piece in strip.pieces) / len(strip.pieces) for strip in strips]
    several = sorted(share for share in shares if share * len(shape.fields) > 1.5)
    return replace(shape, busy=bool(several) and several[len(several) // 2] >= _BUSY)


def kind_of(strip: Strip, shape: Shape, *, after_break: bool = False) -> Kind:
    """Classify one strip; `after_break` says that it may be the rest of a row cut by a page break."""
    shown = [at for at, piece in enumerate(strip.pieces) if piece.shows]
    if not shown:
        return "empty"
    if _is_header(strip, shape):
        return "header"
    renamed = names_its_column(strip, shape.fields, shape.header)
    if renamed or _is_key_line(strip, shown, shape) or _is_of_form(strip, shown) or _is_total(strip, shown, shape):
        return "note"
    return _kind_of_one(strip, shown[0], shape, after_break) if len(shown) == 1 else "action"


def _is_key_line(strip: Strip, shown: Sequence[int], shape: Shape) -> bool:
    """A line of the key above or below the rows, in the same frame: "Key: ..." and nothing else, or a colour's name
    where the plan has no colours, and what it means."""
    texts = list(dict.fromkeys(strip.pieces[at].text for at in shown if strip.pieces[at].text))
    if len(texts) == 1:
        return bool(_key().match(texts[0])) or _names_colours_after_key(texts[0])
    if len(texts) != 2 or any(shape.fields[at] in _SAID_OF_ACTIONS for at in shown):
        return False
    return strip.pieces[shown[0]].text == texts[0] and colour_word(texts[0], letters=False) is not None


def _is_of_form(strip: Strip, shown: Sequence[int]) -> bool:
    """A row that belongs to the form, not to the plan: an example of how to fill it in, or who is to sign it, where."""
    words = vocabulary("plan_lines")["note"]
    first, *others = [strip.pieces[at].text.casefold().strip(" .:_") for at in shown]
    signed = first in words["signatures"] and bool(others) and all(other in words["blanks"] for other in others)
    return signed or first in words["examples"]


def _is_total(strip: Strip, shown: Sequence[int], shape: Shape) -> bool:
    """A row that counts those above it: a few words, and a figure where rows have who or when ("Completed | 9"), or
    how many of what where they have who ("Sub-total | 9 actions")."""
    if len(shown) != 2 or {shape.fields[at] for at in shown}.isdisjoint(("owner", "deadline")):
        return False
    words, figure = (strip.pieces[at].text for at in shown)
    counts = _COUNT if shape.fields[shown[1]] == "owner" else _FIGURE
    return len(words.split()) <= _TOTAL_WORDS and not words.endswith(".") and bool(counts.fullmatch(figure))


def _names_colours_after_key(text: str) -> bool:
    """Whether a line begins with "Key" and goes on with colours; "Key concerns" heads a group."""
    first, *others = text.split() or [""]
    return first.casefold() == "key" and any(colour_word(word, letters=False) is not None for word in others)


def _is_header(strip: Strip, shape: Shape) -> bool:
    """The header printed again: nearly all cells say what the header says in their column, or one of its lines."""
    texts = [(plain_text(piece.text), plain_text(head)) for piece, head in zip(strip.pieces, shape.header, strict=True)]
    filled = [(text, head) for text, head in texts if text]
    same = sum(bool(head) and (text == head or (len(text) > 2 and text in head)) for text, head in filled)
    return same >= 2 and same >= 0.7 * len(filled)


def _kind_of_one(strip: Strip, at: int, shape: Shape, after_break: bool) -> Kind:
    """One cell alone: a group heading where it is wide or stands out, a number, or an action's only text."""
    piece = strip.pieces[at]
    wide = is_wide(piece, shape)
    dated = at == 0 and len(piece.text.split()) <= _SHORT and _dated().match(piece.text)
    if dated or points_on(piece.text) or (wide and _note().match(piece.text)):
        return "note"
    if shape.forms and not wide:
        return "action"
    if shape.fields[at] == "number" and _NUMBER.match(piece.text) and not wide:
        return "number_only"
    if wide:
        return "note" if len(piece.text.split()) > 2 * _LONG or is_talk(piece.text) else "section"
    return "section" if at <= 1 and _heads_group(strip, at, shape, after_break) else "action"


def is_wide(piece: Piece, shape: Shape) -> bool:
    """Whether a text spans most columns."""
    return piece.across >= max(2, _WIDE * len(shape.fields))


def names_counted_group(text: str) -> bool:
    """Whether a text names a group by its kind or number ("Theme 2", "3. Workforce")."""
    return bool(_group().match(text))


def _heads_group(strip: Strip, at: int, shape: Shape, after_break: bool) -> bool:
    """A heading in the first column or two of a row: over more than one column of a row in one colour or bold, bold or
    coloured where no text of the column is, or plain, between rows that fill their columns, and worded as a heading
    is."""
    piece = strip.pieces[at]
    words = len(piece.text.split())
    coloured = bool(piece.cell.fill) and all(p.cell.fill == piece.cell.fill for p in strip.pieces if p.cell.places)
    banner = coloured and piece.across > 1 and bool(_COUNTED.match(piece.text))
    ends = piece.text.rstrip().endswith((".", ",", ";")) and not banner
    if words > _LONG or ends or "\n" in piece.text:
        return False
    if coloured and piece.across > 1:
        return True
    if piece.bold and (coloured or piece.across > 1 or shape.fields[at] not in ("action", "progress")):
        return True
    if names_counted_group(piece.text) and shape.busy and words <= _SHORT:
        return True
    plain = shape.busy and not after_break and piece.text[:1].isupper() and words <= _SHORT
    return plain and (piece.bold or (words <= _SHORT // 2 and not is_instruction(piece.text)))


def group_heading(strip: Strip, after: Strip | None, shape: Shape) -> Cell | None:
    """The heading of a group whose number stands in a cell of its own, both as one text; null where the strip is none.

    Such a heading reaches to the table's end, or the number of the strip below it counts on from its own ("2", "2.1").
    """
    at = shape.column("number")
    if at is None or not strip.pieces[at].shows or not _NUMBER.match(strip.pieces[at].text):
        return None
    texts = [piece for place, piece in enumerate(strip.pieces) if place != at and piece.shows]
    reaches = len(texts) == 1 and _reaches_end(strip, texts[0])
    counts = after is not None and counts_below(strip.pieces[at].text, after.pieces[at].text) and _heads(texts, after)
    if not texts or not (reaches or (counts and shape.busy)):
        return None
    words = " ".join(piece.text for piece in (strip.pieces[at], *texts))
    places = tuple(place for piece in (strip.pieces[at], *texts) for place in piece.cell.places)
    return replace(texts[0].cell, text=words, places=places)


def _reaches_end(strip: Strip, piece: Piece) -> bool:
    """Whether a text spans most columns, to the last one."""
    return piece.across >= max(2, _WIDE * len(strip.pieces)) and strip.pieces[-1].cell is piece.cell


def _heads(texts: Sequence[Piece], after: Strip) -> bool:
    """One text alone; or several that are bold as no text of the row below is, a line cut at columns."""
    plain = [piece.bold for piece in after.pieces if piece.shows]
    return len(texts) == 1 or (all(piece.bold for piece in texts) and not any(plain))


def names_group(text: str) -> bool:
    """Whether a heading may name a group of actions: no key or note, no caption, no scrap of a sentence."""
    return (
        not _note().match(text)
        and not _caption().match(text)
        and not _dated().match(text)
        and not text[:1].islower()
        and not is_talk(text)
    )


def is_talk(text: str) -> bool:
    """Whether a text says several sentences without a number of its own: what is said of a group, not its name."""
    return bool(_SENTENCES.search(text)) and not _COUNTED.match(text)


def is_told_of_group(text: str) -> bool:
    """Whether a line is a label without a number and what it says ("Response: Accepted"): no name of a group itself."""
    label, colon, said = text.partition(":")
    return bool(colon and said.strip()) and not _COUNTED.match(label) and is_label(label)


def section_cell(strip: Strip) -> Cell:
    """The group heading that a section strip holds, without the caption of the table below it."""
    cell = next(piece.cell for piece in strip.pieces if piece.shows)
    captioned = _heading_and_caption().match(cell.text)
    return replace(cell, text=captioned[1]) if captioned else cell


def left_out(strip: Strip, kind: Kind) -> Finding | None:
    """What is said of a strip that becomes no row; nothing for repeated headers and strips without any text."""
    if kind in ("header", "empty"):
        return None
    return _left_out(" ".join(filter(None, strip.texts)), kind, Place(strip.page, strip_box(strip)))


def note_left_out(text: str, place: Place) -> Finding:
    """What is said of a note that the rules of a table run around."""
    return _left_out(text, "note", place)


def _left_out(text: str, kind: str, place: Place) -> Finding:
    return Finding("info", f"row_left_out_{kind}", f'A table row that holds only "{text}" was left out.', place)


def carried_down(strips: Sequence[Strip], shape: Shape, *, drawn: bool = True) -> tuple[Strip, ...]:
    """Give every strip the number, section, recommendation and priority of the group that it stands in.

    Merged cells are carried in every column; cells drawn empty only in these columns, below a row that has them, where
    there is an action: when number and recommendation are both empty ("5. Cont" counts as empty), when the number
    is a sibling's (9.2 below 9.1), when a page break cuts a column whose cells are merged elsewhere, and in a column
    that names a group once and leaves the rows below it empty, most surely one left of the actions' own numbers.

    Who, when and the like come with the group: over a page break where the column has merged cells, and where cells are
    not `drawn`, in a column that has text in the first rows of groups only.
    """
    grouped = [at for at, field in enumerate(shape.fields) if field in _GROUPED]
    shared = [at for at, field in enumerate(shape.fields) if field in _SHARED]
    merged = frozenset(at for at in [*grouped, *shared] if any(strip.pieces[at].down > 1 for strip in strips))
    once = [at for at in grouped if _names_once([strip.pieces[at] for strip in strips], at, shape)]
    led = frozenset() if drawn else frozenset(at for at in shared if _leads_groups(strips, at, shape))
    done: list[Strip] = []
    for strip in strips:
        strip = replace(strip, pieces=tuple(_reached(piece) for piece in strip.pieces))
        if done and _acts(strip, shape) and _same_section(strip, done[-1]):
            columns = _columns_to_carry(strip, done[-1], shape, grouped, merged)
            grown = _with_group(strip, done[-1], [*columns, *(at for at in once if at not in columns)])
            with_it = [at for at in shared if at in led or _may_be_cut(strip, done[-1], at, merged)]
            strip = _with_group(grown, done[-1], with_it) if with_it and _is_of_group(grown, shape) else grown
        done.append(strip)
    return tuple(done)


def _leads_groups(strips: Sequence[Strip], at: int, shape: Shape) -> bool:
    """Whether a column has text in the first rows of groups only, in most of these, and leaves several rows blank."""
    key = shape.column("recommendation")
    first = [bool(strip.pieces[key].text) for strip in strips] if key is not None else []
    own = [bool(strip.pieces[at].text) for strip in strips]
    if not first or any(has and not begins for has, begins in zip(own, first, strict=True)):
        return False
    return first.count(False) >= _BLANK_ROWS and sum(own) >= _LEADING * sum(first)


def _is_of_group(strip: Strip, shape: Shape) -> bool:
    """Whether the strip has its recommendation from the strip above."""
    key = shape.column("recommendation")
    return key is not None and strip.pieces[key].cell.carried


def _may_be_cut(strip: Strip, before: Strip, at: int, merged: frozenset[int]) -> bool:
    """Whether a blank cell may be the rest of a merged one that a page break cut."""
    return (at in merged and strip.page != before.page) or _is_cut(strip.pieces[at], before.pieces[at])


def _names_once(pieces: Sequence[Piece], at: int, shape: Shape) -> bool:
    """Whether a column names a group in its first row only: sections, what stands left of the actions' numbers, and
    recommendations right of these that several groups have and several rows leave empty."""
    number = shape.column("number")
    if shape.fields[at] != "section" and (shape.fields[at] != "recommendation" or number is None):
        return False
    own = [bool(piece.cell.text) for piece in pieces if piece.first or not piece.cell.text]
    once = any(own) and own[0] and sum(own) <= _ONCE * len(own)
    left = shape.fields[at] == "section" or (number is not None and number > at)
    return once and (left or (sum(own) > 1 and own.count(False) >= _BLANK_ROWS))


def _reached(piece: Piece) -> Piece:
    """A merged cell's text in the rows below its first; not in the columns right of its first."""
    if piece.first or not piece.cell.text:
        return piece
    return replace(piece, cell=replace(piece.cell, carried=True))


def _acts(strip: Strip, shape: Shape) -> bool:
    what = shape.column("action")
    return what is not None and bool(strip.pieces[what].cell.text)


def _same_section(strip: Strip, before: Strip) -> bool:
    return plain_text(_text(strip.section)) == plain_text(_text(before.section))


def _columns_to_carry(
    strip: Strip, before: Strip, shape: Shape, grouped: list[int], merged: frozenset[int]
) -> list[int]:
    """The group columns whose text this strip shares with the one before."""
    number = shape.column("number")
    keys = [at for at in grouped if shape.fields[at] in ("number", "recommendation")]
    if keys and all(continues_label(strip.pieces[at].cell.text, before.pieces[at].cell.text) for at in keys):
        return grouped
    cut = [at for at in grouped if _is_cut(strip.pieces[at], before.pieces[at])]
    if cut:
        return cut
    others = [at for at in grouped if at != number]
    if number is not None and siblings(before.pieces[number].cell.text, strip.pieces[number].cell.text):
        return others
    return [at for at in others if at in merged] if strip.page != before.page else []


def _is_cut(piece: Piece, above: Piece) -> bool:
    """Whether a merged cell is the rest of one that a page break cut, all of whose text stands before the break."""
    return not piece.first and not piece.cell.text and bool(above.cell.text)


def _text(cell: Cell | None) -> str:
    return cell.text if cell else ""


def _with_group(strip: Strip, before: Strip, grouped: list[int]) -> Strip:
    pieces = list(strip.pieces)
    for at in grouped:
        above = before.pieces[at].cell
        own = pieces[at].cell
        if above.text and continues_label(own.text, above.text):
            pieces[at] = replace(pieces[at], cell=replace(above, carried=True))
    return replace(strip, pieces=tuple(pieces))
