"""A row cut by a page break: is the first strip of a page the rest of the last one before?

Evidence is pooled, never a single sign: what columns stand empty that are filled elsewhere, sentences that run on,
borders that are missing, the tags' own row, the room left on the page. Enough evidence joins, and the join says why;
evidence that is even keeps the strips apart with a finding. What shaped it: docs/adr/0500, 0620, 1000.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from extract.headers.look import reads_as_deadline, reads_as_owner
from extract.plans.grid import Piece, Strip, strip_box
from extract.prose.hyphens import is_put_in
from extract.prose.vocabulary import any_of, vocabulary
from extract.wordlist import is_one_word
from schemas.geometry import Place
from schemas.verbatim import Cell, Finding, Join

JOIN = 2.0
EVEN = 0.0

_LABEL_WORDS = 2
_SCRAP_WORDS = 2
_SCRAP_TEXTS = 2
_ANEW = 3
"""Cells that the tags call others, from which a shared one is merged over both rows."""

_TEXT = frozenset(
    ["action", "recommendation", "progress", "evidence", "success_measure", "comments", "resources", "risk", "other"]
)
_WHAT = ("action", "recommendation")
# How often plans fill a column, before this one is known.
_USUAL = {"action": 0.95, "owner": 0.9, "deadline": 0.85, "rag": 0.7, "status": 0.6}
_CLOSED = re.compile(r"[.!?:;][\"'”’)\]]*$")
_BULLET = re.compile(r"^\s*([•▪●◦○■□➢➤✓*·‣–-]|\(?[a-z0-9]{1,3}[.)])\s+")
_LETTERED = re.compile(r"\s*\(?([a-z])[.)]\s")
_PLAIN = re.compile(r"[^a-z0-9]+")
_RUNNING = re.compile(r"^(?:[a-z&,;)]|\((?!\w{1,3}\)))")
_MONTH = r"(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_YEAR = re.compile(r"\b(19|20)\d\d\b|\d[/.-]\d\d\b|['’]\d\d\b")
_YEAR_LATE = re.compile(rf"^(of\s+)?({_MONTH}\s+)?((19|20)\d\d\b|\d\d$)", re.IGNORECASE)
_DAY = re.compile(r"(?:^|\s)\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d$")
_COUNT = re.compile(r"(.*?)(?<!\d)(\d{1,3})\W*")
_SUB_NUMBER = re.compile(
    r"(\W*(?:[A-Z]{0,4}\W?)\d+)(?:[.)/-]\s*(\d+|[a-z])|\s*\(?([a-z]|[ivx]{1,4}))[.)]*", re.IGNORECASE
)


@cache
def _open() -> re.Pattern[str]:
    """The ends of texts that go on."""
    return re.compile(rf"(?:,|/|&|[-–—(]|\b(?:{any_of(vocabulary('plan_lines')['cut']['open_ends'])}))$", re.IGNORECASE)


@cache
def _continued() -> re.Pattern[str]:
    said = any_of(vocabulary("plan_lines")["cut"]["continued"])
    return re.compile(rf"\b(?:{said})\b\.*\)?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Habit:
    """What a column is like in the rows that no break can have cut. `filled` and `bulleted`: the share of them with
    a text of their own, and with one that begins with a bullet; `seen`: their texts, in plain letters."""

    filled: float
    bulleted: float = 0.0
    seen: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Setting:
    """What a break is judged by besides its two strips. `room`: the share of the page's height left free below the
    last strip; `prose_between`: text stands between them."""

    fields: tuple[str | None, ...]
    habits: tuple[Habit, ...]
    room: float = 0.0
    prose_between: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """The evidence for one row, summed (`JOIN` and more joins), and in words."""

    score: float
    evidence: tuple[str, ...] = ()


def judge(before: Strip, after: Strip, setting: Setting) -> Verdict:
    """Weigh whether `after`, the first strip of a page, goes on with `before`, the last one of the page before."""
    signs: list[tuple[float, str]] = []
    signs += _tag_signs(before, after)
    signs += _border_signs(before, after, setting)
    signs += _page_signs(setting)
    signs += _purpose_signs(before, after, setting)
    signs += _kept_back_signs(before, after, setting)
    for column, field in enumerate(setting.fields):
        signs += _column_signs(before.pieces[column], after.pieces[column], field, setting.habits[column])
    return Verdict(sum(weight for weight, _ in signs), tuple(words for weight, words in signs if weight > 0))


def joined(before: Strip, after: Strip, verdict: Verdict) -> Strip:
    """The two strips as one, with the join on record."""
    join = Join(before.page, after.page, verdict.evidence)
    pieces = tuple(_joined_piece(one, other) for one, other in zip(before.pieces, after.pieces, strict=True))
    findings = before.findings + after.findings
    certainty = 1.0 if verdict.score >= 2 * JOIN else 0.9
    confidence = min(before.confidence, after.confidence) * certainty
    return replace(
        before, bottom=after.bottom, page=after.page, pieces=pieces, joins=(*before.joins, *after.joins, join),
        findings=findings, confidence=confidence,
    )  # fmt: skip


def doubtful(after: Strip, verdict: Verdict) -> Strip:
    """The strip kept apart, with the finding that it may be the rest of the row before."""
    why = "; ".join(verdict.evidence)
    message = f"This row may be the rest of the row before the page break ({why}); it was kept apart."
    finding = Finding("warning", "row_may_be_cut", message, Place(after.page, strip_box(after)))
    return replace(after, findings=(*after.findings, finding), confidence=after.confidence * 0.7)


def joined_text(first: str, second: str) -> str:
    """Two halves of a cell's text, a line break between them where a new paragraph or bullet begins."""
    if not first or not second:
        return first or second
    if first.endswith("\u00ad"):
        return first[:-1] + second
    if first.endswith("-") and _RUNNING.match(second):
        return first[:-1] + second if is_put_in(first, second) else first + second
    bulleted = _BULLET.match(second) or second.startswith("o ")
    if not bulleted and (is_one_word(first, second, sure=True) or _is_one_day(first, second)):
        return first + second
    return first + ("\n" if _BULLET.match(second) or _CLOSED.search(first) else " ") + second


def _is_one_day(first: str, second: str) -> bool:
    """Whether the figures that a text ends in, and those that the next begins with, are one day ("19/07/201", "2")."""
    return first[-1].isdigit() and _DAY.search(first + second.partition(" ")[0]) is not None


def runs_on(first: str, second: str) -> bool:
    """Whether the second text goes on with the sentence that the first leaves open."""
    return (
        bool(first and second) and not _CLOSED.search(first) and bool(_RUNNING.match(second) or _open().search(first))
    )


def is_closed(text: str) -> bool:
    """Whether the text ends a sentence."""
    return bool(_CLOSED.search(text))


def without_continued(text: str) -> str:
    """A label without its "cont": "5. Cont" is "5."."""
    return _continued().sub("", text).rstrip(" (-–").strip()


def continues_label(text: str, above: str) -> bool:
    """Whether a label names nothing new: empty, the label above once more, or it with "cont"."""
    bare = plain_text(without_continued(text))
    return not bare or bare in (plain_text(above), plain_text(without_continued(above)))


def counts_below(number: str, other: str) -> bool:
    """Whether the second number is the first one's child: "2" and "2.1", "R3" and "R3a"."""
    child = _SUB_NUMBER.fullmatch(other.strip())
    return child is not None and plain_text(child[1]) == plain_text(number)


def siblings(first: str, second: str) -> bool:
    """Numbers of one group: "9.1" and "9.2", "4a" and "4b", "R3.1" and "R3.2"."""
    one, other = _SUB_NUMBER.fullmatch(first.strip()), _SUB_NUMBER.fullmatch(second.strip())
    return one is not None and other is not None and one[1] == other[1] and one.group(2, 3) != other.group(2, 3)


def comes_next(first: str, second: str) -> bool:
    """Whether the second number counts on from the first: "3" and "4", "R2.1" and "R2.2"."""
    one, other = _COUNT.fullmatch(first.strip()), _COUNT.fullmatch(second.strip())
    return one is not None and other is not None and one[1] == other[1] and int(other[2]) == int(one[2]) + 1


@lru_cache(maxsize=4096)
def plain_text(text: str) -> str:
    """Letters and digits only, for comparing what is printed twice."""
    return _PLAIN.sub("", text.lower())


def _tag_signs(before: Strip, after: Strip) -> list[tuple[float, str]]:
    pairs = [(one.node, other.node) for one, other in zip(before.pieces, after.pieces, strict=True)]
    known = [(one, other) for one, other in pairs if one is not None and other is not None]
    same = sum(one == other for one, other in known)
    if same and len(known) - same < _ANEW:
        return [(8.0, "the tags call it the same cell")]
    if len(known) > 1:
        return [(-1.5, "the tags call them different cells")]
    return []


def _border_signs(before: Strip, after: Strip, setting: Setting) -> list[tuple[float, str]]:
    """A break that cuts a row leaves all cells open; where only those beside the action are, it cuts their group."""
    lower = [piece.open_bottom for piece in before.pieces if piece.cell.places]
    upper = [piece.open_top for piece in after.pieces if piece.cell.places]
    signs: list[tuple[float, str]] = []
    if lower and sum(lower) * 2 > len(lower):
        signs.append((1.5, "no border below the first part"))
    if upper and sum(upper) * 2 > len(upper):
        signs.append((1.5, "no border above the second part"))
    told = [at for at, field in enumerate(setting.fields) if field == "action" and before.pieces[at].text]
    if any(lower) and told and not any(before.pieces[at].open_bottom for at in told):
        signs.append((-2.0, ""))
    return signs


def _page_signs(setting: Setting) -> list[tuple[float, str]]:
    signs: list[tuple[float, str]] = []
    if setting.room > 0.3:
        signs.append((-4.0, "room left on the page"))
    elif setting.room > 0.2:
        signs.append((-1.5, "some room left on the page"))
    if setting.prose_between:
        signs.append((-4.0, "text between the tables"))
    return signs


def _purpose_signs(before: Strip, after: Strip, setting: Setting) -> list[tuple[float, str]]:
    """A strip that says nothing of what is to be done is no row of its own, where all others say it; one that shows
    neither who nor when is none where most others say it."""
    what = [at for at, field in enumerate(setting.fields) if field in _WHAT]
    least = 0.6 if is_scrap(after, setting.fields) else 0.85
    usual = [at for at in what if setting.habits[at].filled > least]
    told = says_nothing_to_do(after, setting.fields) and any(before.pieces[at].text for at in usual)
    if not told:
        return []
    return [(1.5, "nothing to do of its own")]


def _kept_back_signs(before: Strip, after: Strip, setting: Setting) -> list[tuple[float, str]]:
    """Browsers leave texts of one line where a row begins and take the longer ones to the next page whole: what is to
    be done stands there, and nothing that the row above has."""
    texts = [(one.cell.text, other.text) for one, other in zip(before.pieces, after.pieces, strict=True)]
    what = [pair for field, pair in zip(setting.fields, texts, strict=True) if field in _WHAT]
    kept = any(first for first, _ in texts) and not any(first and second for first, second in texts)
    went = kept and any(second for _, second in what) and not any(first for first, _ in what)
    return [(2.0 * JOIN + 1.0, "only what the row above has not")] if went else []


def _column_signs(one: Piece, other: Piece, field: str | None, habit: Habit) -> list[tuple[float, str]]:
    if field == "number":
        return _number_signs(one, other.text, habit)
    name = field or "other"
    first, second = one.cell.text, other.text
    if one.cell.mark and other.cell.mark and not first and not second:
        return [(-3.0, f"{name} has a mark of its own")]  # a sign is drawn once in a cell, and no break cuts it
    if not second:
        return _blank_signs(one, other, name, habit.filled)
    if not first:
        return [(-0.5, "")]
    return (_sentence_signs if name in _TEXT else _entry_signs)(first, second, name, habit)


def _entry_signs(first: str, second: str, name: str, habit: Habit) -> list[tuple[float, str]]:
    """Of an owner, a day or the like in two parts; what stands in other rows by itself is no second part
    of one that does not say that it goes on."""
    if plain_text(second) in habit.seen and not _open().search(first):
        return [(-2.0, f"{name} given anew")]
    if plain_text(joined_text(first, second)) in habit.seen and plain_text(first) not in habit.seen:
        return [(2.0, f"{name} is whole as in other rows")]
    if runs_on(first, second) or first.count("(") > first.count(")") or _is_rest_of_date(first, second):
        return [(1.0, f"{name} runs on")]
    if _is_scrap(second, name):
        return [(0.7, f"{name} is a scrap of one")]
    if name == "deadline" and _holds_several(first):
        return []
    return [(-2.0, f"{name} given anew")]


def _holds_several(text: str) -> bool:
    """Whether the cell has a day on each of several lines, one for each thing to do; another one is no new row's."""
    lines = text.splitlines()
    return len(lines) > 1 and all(map(reads_as_deadline, lines))


def is_scrap(strip: Strip, fields: Sequence[str | None]) -> bool:
    """Whether a strip shows nothing but one or two long texts: no number, no owner, no day, no colour."""
    shown = [field or "other" for field, piece in zip(fields, strip.pieces, strict=True) if piece.shows]
    return 0 < len(shown) <= _SCRAP_TEXTS and all(field in _TEXT for field in shown)


def says_nothing_to_do(strip: Strip, fields: Sequence[str | None]) -> bool:
    """Whether a strip is without action and recommendation."""
    what = [piece for field, piece in zip(fields, strip.pieces, strict=True) if field in _WHAT]
    return not any(piece.cell.text for piece in what)


def _is_scrap(text: str, name: str) -> bool:
    """A word or two that are no owner and no deadline by themselves ("Advice", after "Citizens")."""
    if len(text.split()) > _SCRAP_WORDS:
        return False
    return (name == "owner" and not reads_as_owner(text)) or (name == "deadline" and not reads_as_deadline(text))


def _is_rest_of_date(first: str, second: str) -> bool:
    """A day or month without its year, and the year ("30 September", "2013")."""
    return bool(_YEAR_LATE.match(second)) and not _YEAR.search(first)


def _number_signs(above: Piece, second: str, habit: Habit) -> list[tuple[float, str]]:
    """Where every row has a number, a strip without one is hardly a row; where groups have one, it says little, and
    nothing below a row that has its group's."""
    first = above.cell.text
    if not second and not above.first:
        return []
    if not second:
        weight = 0.3 + 1.5 * max(0.0, (habit.filled - 0.6) / 0.4)
        return [(weight, "no number of its own")] if first else []
    if not first or not continues_label(second, first):
        return [(-6.0, "a number of its own")]
    return []


def _blank_signs(one: Piece, other: Piece, name: str, filled: float) -> list[tuple[float, str]]:
    """A column that other rows fill stands empty; colour in it must agree."""
    if other.cell.fill and one.cell.fill and name in ("rag", "status"):
        same = other.cell.fill == one.cell.fill
        return [(0.7, f"{name} has the same colour")] if same else [(-2.5, f"{name} has another colour")]
    if other.cell.mark or not one.cell.text or not one.first:
        return []
    weight = max(0.0, (filled - 0.6) / 0.4) * (1.5 if name in _WHAT else 1.0)
    return [(weight, f"{name} is empty")] if weight > 0.1 else []


def _sentence_signs(first: str, second: str, name: str, habit: Habit) -> list[tuple[float, str]]:
    """Long texts: an open sentence that goes on, bullets that do, or two texts that stand by themselves."""
    if _BULLET.match(second):
        if _lists_on(first, second):
            return [(1.6, f"{name} goes on with the next letter of its list")]
        listed = bool(_BULLET.match(first.splitlines()[-1])) or bool(_BULLET.search(first)) or first.endswith(":")
        return [(1.6 if habit.bulleted < 0.2 else 0.5, f"{name} goes on with its bullets")] if listed else []
    if runs_on(first, second):
        return [(2.0, f"{name} runs on in the middle of a sentence")]
    if is_closed(first) and not _RUNNING.match(second):
        return [(-0.7, "")]
    if _RUNNING.match(second):
        return [(1.2, f"{name} begins in lower case")]
    return [(-0.3, "")]


def _lists_on(first: str, second: str) -> bool:
    """Whether a list of lettered points, several of them in the first text, goes on with the next letter ("c.")."""
    letters = "".join(found[1] for line in first.splitlines() if (found := _LETTERED.match(line)))
    after = _LETTERED.match(second)
    return after is not None and len(letters) > 1 and letters[0] < letters[-1] and ord(after[1]) == ord(letters[-1]) + 1


def _is_label_again(text: str, above: str) -> bool:
    """A short label, or one with "cont", that repeats the one above; long text that happens to be equal goes on."""
    return continues_label(text, above) and (len(text.split()) <= _LABEL_WORDS or bool(_continued().search(text)))


def _joined_piece(one: Piece, other: Piece) -> Piece:
    mine, theirs = one.cell, other.cell
    cell = Cell(
        text=mine.text if _is_label_again(other.text, mine.text) else joined_text(mine.text, other.text),
        places=mine.places + tuple(place for place in theirs.places if place not in mine.places),
        fill=mine.fill or theirs.fill,
        mark=mine.mark or theirs.mark,
        ink=mine.ink or theirs.ink,
        confidence=min(mine.confidence, theirs.confidence),
        carried=mine.carried,
    )
    return replace(
        one, cell=cell, open_bottom=other.open_bottom, node=other.node if other.node is not None else one.node
    )


def habits(strips: Sequence[Strip], fields: Sequence[str | None]) -> tuple[Habit, ...]:
    """The habit of every column in these strips; where they are few, drawn towards what plans are like in general."""
    return tuple(_habit([strip.pieces[at].text for strip in strips], field) for at, field in enumerate(fields))


def _habit(texts: Sequence[str], field: str | None) -> Habit:
    filled = [text for text in texts if text]
    usual = _USUAL.get(field or "other", 0.5)
    share = (len(filled) + 2 * usual) / (len(texts) + 2)
    bulleted = sum(bool(_BULLET.match(text)) for text in filled) / (len(filled) or 1)
    return Habit(share, bulleted, frozenset(plain_text(text) for text in filled))


def page_room(strip: Strip, heights: Mapping[int, float]) -> float:
    """The share of the page's height that is left below the strip."""
    height = heights.get(strip.page, 0.0)
    return max(0.0, (height - strip.bottom) / height) if height else 0.0
