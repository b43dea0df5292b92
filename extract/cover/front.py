"""The front of a paper without labels: lines that name a council, a body, a day, an agenda item or the title.

Each line of the front is told by what it says (vocabulary in `schemas/vocabulary/cover.toml`); what is left over and
set as a title is the title. Labelled values are read in `extract.cover.labels`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal

from extract.cover.composed import addressed_to, composed
from extract.cover.labels import labels
from extract.prose.blocks import Block
from extract.prose.dates import DATE, DAY, only_a_date
from extract.prose.lines import Line
from extract.prose.time_headings import is_time_heading
from extract.prose.vocabulary import any_of, folded, vocabulary
from schemas.geometry import Place, around
from schemas.verbatim import CoverField

Kind = Literal["authority", "committee", "date", "version", "agenda_item", "author", "title", "other"]

Told = tuple[tuple[Kind, str], ...]

PROSE_WORDS = 22
_KINDS_OF_MEETING = frozenset({"Full", "Annual", "Extraordinary", "Council", "Special"})
TITLE_WORDS = 40
_ABOVE_GREETING = frozenset({"date", "authority"})
_ITEM = re.compile(r"(?:agenda\s+)?item\s*(?:no\.?|number|:)?\s*:?\s*((?:\d{1,4}|[A-Z])[\w.()/]*)", re.IGNORECASE)
_ITEM_AND_TITLE = re.compile(
    r"(?:agenda\s+)?item\s*(?:no\.?\s*|number\s*)?(?P<item>\d{1,3}[a-z]?)\s*(?::|[-–—])\s*(?P<title>[A-Z].{10,200})",
    re.IGNORECASE,
)
_VERSION = re.compile(
    r"\b(?:version|updated|update(?! on\b)|revised|as at|as of|status at|published|issued|draft|v\d|last reviewed"
    r"|dated)\b",
    re.IGNORECASE,
)
_TITLE_AND_VERSION = re.compile(r"(?P<title>\w+(?: [\w’'&/-]+){2,}) \(")
_BEFORE_VERSION = re.compile(r"(?P<title>.*[A-Za-z]{3,} [A-Za-z]{3,})[ :,–-]+(?:as (?:at|of)|version)\b", re.IGNORECASE)
_HELD = re.compile(r"(?:(?:the |this )?meeting (?:will be |is to be |to be |was )?)?held\b", re.IGNORECASE)
_REPORT_OF = re.compile(
    r"\(?(?:joint )?report (?:of|by|from)(?: the)? (?=[A-Z])(?P<author>.{4,120}?)\)?", re.IGNORECASE
)
_YEARS = re.compile(r"(?:19|20)\d\d\s*(?:[-–/]|to)\s*(?:(?:19|20)?\d\d)")
_LEADERS = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}")
_WORD = re.compile(r"[A-Za-z]{3,}|[A-Z]{2,}s\b")
_LEFT_OVER = frozenset({"title", "other"})
_FEW_WORDS = 5
_GOES_ON = re.compile(r"\b(?:on|of|for|the|and|to|at|in|by|with)$", re.IGNORECASE)
_HEADING_WORDS = 14
_NAME_LINES = 3
_COMPOUND = 7
_COMPOUNDED = re.compile(r"[A-Z][\w'’-]*(?:,? (?:and |& )?[A-Z][\w'’-]*)+")
_NO_NAME = re.compile(r"[.;?]\s|:")
_SECTION = re.compile(r"^\(?\d{1,2}(?:\.\d+)*[.)]?\s+")
_BEFORE_NAME = re.compile(
    r"^(?:.*\b(?:(?:[Ii]nspection|[Mm]inutes|[Mm]eeting|[Rr]eport) [Oo]f|[Ff]or|[Bb]y|[Tt]o) )?(?:(?:The|Of|At|In) )?"
)
_NAME = r"(?:[A-Z][\w'’-]+(?:(?:,? (?:and|&|of|upon|on|in|the|with)|-)? [A-Z][\w'’-]+){0,5})"


@dataclass(frozen=True, slots=True)
class FrontLine:
    """A block of the front and what it was taken for; `text` is the part that names it."""

    kind: Kind
    text: str
    block: Block

    @property
    def field(self) -> CoverField:
        return CoverField(self.text, Place(*self.block.boxes()[0]))


@cache
def _authority_patterns() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    """Patterns of names, each with its signs: a text without any of them has no such name."""
    by_sign = vocabulary("cover")["authority_names"]
    return tuple(
        (tuple(signs.split("|")), re.compile(pattern.replace("{NAME}", _NAME)))
        for signs, patterns in by_sign.items()
        for pattern in patterns
    )


@cache
def _places() -> frozenset[str]:
    """Names of authorities without "Council", folded, from the register of UK authorities."""
    text = (files("schemas") / "reference" / "authorities.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return frozenset(
        folded(name) for row in rows for name in (row["name"], row["official_name"], *row["aliases"].split("|")) if name
    )


@cache
def _place_patterns() -> tuple[re.Pattern[str], ...]:
    patterns = vocabulary("cover")["authorities"]["places"]
    return tuple(re.compile(pattern.replace("{NAME}", _NAME)) for pattern in patterns)


def authorities_in(text: str) -> Iterator[str]:
    """Names of councils as printed: "Bristol City Council", "London Borough of Brent"."""
    plain = text.title() if text.isupper() else text
    never = vocabulary("cover")["authorities"]["not_names"]
    told = [pattern for signs, pattern in _authority_patterns() if any([sign in plain for sign in signs])]
    for pattern in told:
        for found in pattern.finditer(plain):
            start, end = found.span(1)
            name = _BEFORE_NAME.sub("", plain[start:end])
            if (
                name != "Council"
                and name.split(" Council")[0] not in never
                and name.split(" ")[0] not in _KINDS_OF_MEETING
            ):
                yield text[end - len(name) : end]
    for pattern in _place_patterns():
        at = pattern.search(text)
        if at and is_place(at[1]):
            yield at[1]


def is_place(text: str) -> bool:
    """Whether the text is a name of the register, or one with what is said of its kind ("Bedford Borough")."""
    words = folded(text).split()
    kinds = vocabulary("cover")["authorities"]["kinds"]
    while words and " ".join(words) not in _places():
        if words.pop() not in kinds:
            return False
    return bool(words)


def front(blocks: Sequence[Block]) -> tuple[FrontLine, ...]:
    """The front's lines, down to the first paragraph of prose or the first section heading.

    Above a letter's salutation stand those it is sent to, among whom are neither its title nor the body it is for.
    """
    found: list[FrontLine] = []
    own = _first_page(blocks)
    greeting = next((at for at, block in enumerate(own) if _greets(block)), 0)
    for block in own[:greeting]:
        found.extend(line if line.kind in _ABOVE_GREETING else replace(line, kind="other") for line in _told(block))
    for block in own[greeting:]:
        if _ends_front(block, started=bool(found)):
            break
        found.extend(_told(block))
    return tuple(found)


def is_letter(blocks: Sequence[Block]) -> bool:
    """Whether somebody is greeted on the first page: what is dated above is the letter."""
    return any(_greets(block) for block in _first_page(blocks))


def _first_page(blocks: Sequence[Block]) -> list[Block]:
    return [block for block in blocks if block.page == blocks[0].page]


def _greets(block: Block) -> bool:
    return block.text.casefold().startswith(vocabulary("cover")["titles"]["greetings"]) and len(block.lines) == 1


def title_of(lines: Sequence[FrontLine], printed: Sequence[Line] = ()) -> CoverField | None:
    """The title: the largest of the lines left over, or all of them when no size stands out, as far as no line of those
    `printed` that the front's do not tell stands between."""
    if any(folded(line.block.text) in {"agenda", "public document pack", "supplementary agenda"} for line in lines):
        return None
    candidates = [line for line in lines if line.kind == "title"]
    if not candidates:
        return None
    largest = max(line.block.size for line in candidates)
    kept = [line for line in candidates if line.block.size >= 0.85 * largest]
    strong = [line for line in kept if line.block.bold or line.block.text.isupper()]
    if strong and len(strong) < len(kept) and largest < 1.15 * min(line.block.size for line in candidates):
        kept = strong
    kept = list(_unbroken(kept, lines, printed))
    text = " ".join(line.text for line in kept)
    if len(text.split()) > TITLE_WORDS:
        kept, text = kept[:1], kept[0].text
    page = kept[0].block.page
    box = around(line.box for one in kept for line in one.block.lines if line.page == page)
    return CoverField(text, Place(page, box))


def _unbroken(kept: Sequence[FrontLine], lines: Sequence[FrontLine], printed: Sequence[Line]) -> Iterator[FrontLine]:
    """The lines of a title, as far as they stand together (a few words are no whole one), with the line that it goes on
    with in mid-phrase ("Meeting held on", "4 May"), whatever that says."""
    told = {one.box for line in lines if line in kept or line.kind not in _LEFT_OVER for one in line.block.lines}
    page = kept[0].block.page
    apart = [(line.box.y0 + line.box.y1) / 2 for line in printed if line.page == page and line.box not in told]
    title, words = kept[0], len(kept[0].text.split())
    yield title
    for line, after in pairwise(lines[lines.index(title) :]):
        top, foot = title.block.lines[-1].box.y1, after.block.lines[0].box.y0
        if after in kept and words > _FEW_WORDS and any(top < middle < foot for middle in apart):
            return
        goes_on = line is title and _GOES_ON.search(line.text) and len(after.text.split()) <= _HEADING_WORDS
        if after in kept or goes_on:
            title, words = after, words + len(after.text.split())
            yield after


def _ends_front(block: Block, *, started: bool) -> bool:
    text = _SECTION.sub("", block.printed)
    if started and folded(text) in vocabulary("cover")["titles"]["sections"]:
        return True
    return len(block.text.split()) > PROSE_WORDS and not block.bold and not block.text.isupper()


def _told(block: Block) -> Iterator[FrontLine]:
    """What the block says; where its lines say different things (a day, then a room), each line for itself. A line that
    begins small goes on with the one above."""
    said = _said(block) or [FrontLine(kind, part, block) for kind, part in _meeting(" ".join(block.printed.split()))]
    if not said and len(block.lines) > 1 and not any(line.text[:1].islower() for line in block.lines[1:]):
        parts = list(_parts(block))
        # A title's last line may read as a body's name ("... of Bury Local Area / Partnership").
        if any(line.kind != "committee" for part in parts for line in _said(part)):
            yield from (told for part in parts for told in _told(part))
            return
    kind: Kind = "title" if _is_title(block, block.printed) else "other"
    yield from said or [FrontLine(kind, block.printed, block)]


def _parts(block: Block) -> Iterator[Block]:
    """A block's lines, those that name a body or council only together as one ("Health and Wellbeing / Panel")."""
    lines = block.lines
    while lines:
        runs = (lines[:length] for length in range(min(_NAME_LINES, len(lines)), 1, -1))
        run = next((run for run in runs if _names(run) and not any(_names((line,)) for line in run[:-1])), lines[:1])
        yield replace(block, lines=run, text=" ".join(line.text for line in run), mark="")
        lines = lines[len(run) :]


def _names(lines: Sequence[Line]) -> bool:
    return bool(_name(" ".join(line.text for line in lines)))


def _said(block: Block) -> list[FrontLine]:
    return [FrontLine(kind, part, block) for kind, part in _kinds(block.printed)]


def _kinds(text: str) -> Told:
    """What a line says, by the first reader that knows it."""
    words = re.sub(r"\s+", " ", text).strip()
    readers = (_day, _item, _version, _author, _composed, _name)
    return next(filter(None, (read(words) for read in readers)), ())


def _day(words: str) -> Told:
    held = DAY.search(words) if _HELD.match(words) else None
    date = held.group() if held else only_a_date(words)
    return (("date", date),) if date else ()


def _item(words: str) -> Told:
    if (item := _ITEM.match(words)) and len(words) - item.end() < 12:
        return (("agenda_item", item[1]),)
    titled = _ITEM_AND_TITLE.fullmatch(words)
    return (("agenda_item", titled["item"]), ("title", titled["title"])) if titled else ()


def _version(words: str) -> Told:
    """The day of a version, and the title before the brackets that it stands in, or before "as at" and the like."""
    day = DATE.search(words) if _VERSION.search(words) and len(words.split()) <= 12 else None
    if day is None:
        return ()
    titled = _TITLE_AND_VERSION.match(words) or _BEFORE_VERSION.match(words)
    return (("version", day.group()), *((("title", titled["title"]),) if titled else ()))


def _author(words: str) -> Told:
    author = _REPORT_OF.fullmatch(words)
    return (("author", author["author"]),) if author else ()


def _composed(words: str) -> Told:
    return tuple(composed(words, is_body, is_authority))


def _name(words: str) -> Told:
    if is_authority(words):
        return (("authority", words),)
    if not is_body(words):
        return ()
    day = DAY.search(words)
    return (("committee", _body(words)), *((("date", day.group()),) if day else ()))


def _meeting(words: str) -> Told:
    """The day in the heading of a meeting's papers, and their title with it ("Minutes of the meeting 4 May 2023")."""
    day = DAY.search(words) if speaks_of_meeting(words) and len(words.split()) <= _HEADING_WORDS else None
    return (("date", day.group()), ("title", words)) if day else ()


def speaks_of_meeting(text: str) -> bool:
    """Whether a line names the meeting that a paper is for, or of; "actions from the last meeting" names another."""
    said, words = {*folded(text).split()}, vocabulary("cover")["meetings"]
    return not said.isdisjoint(words["words"]) and said.isdisjoint(words["others"])


def is_authority(text: str) -> bool:
    """Whether the text is an authority's name and nothing else."""
    return is_place(text) or any(len(name) >= len(text) - 4 for name in authorities_in(text))


def is_body(text: str) -> bool:
    """Whether the text is the name of a committee, board, cabinet or the like, and nothing else."""
    words = vocabulary("cover")["bodies"]
    name = folded(_body(text))
    if name in words["whole"] or name.endswith(tuple(words["sittings"])):
        return True
    if len(name.split()) > 14 or name.endswith(".") or _NO_NAME.search(text):
        return False
    not_names, of_titles, nouns = _body_patterns()
    noun = nouns.search(name)
    if noun is None or not_names.search(name):
        return False
    return not of_titles.search(name) or (
        len(name.split()) <= _COMPOUND and _COMPOUNDED.fullmatch(_body(text)) is not None
    )


@cache
def _body_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Words that no body's name has, those that one has only in a compound ("Local Plan Working Group"), and those that
    one ends with."""
    words = vocabulary("cover")["bodies"]
    not_names, of_titles, nouns = (any_of(words[key]) for key in ("not_names", "of_titles", "nouns"))
    return (
        re.compile(rf"\b(?:{not_names})\b"),
        re.compile(rf"\b(?:{of_titles})\b"),
        re.compile(rf"\b(?:{nouns})(?:$| \()"),
    )


def _body(text: str) -> str:
    """The body's name without "Report to", "Meeting of the" and a date that follows it."""
    name = addressed_to(text.strip())
    day = DATE.search(name)
    return name[: day.start()].strip(" ,-–—:([") if day and day.start() > 3 else name


def _is_code(text: str) -> bool:
    """Whether a line is only what a paper is filed under: letters, figures and no word ("TB(4)1.i")."""
    return any(map(str.isdigit, text)) and not _WORD.search(text)


def _is_title(block: Block, text: str) -> bool:
    titles = vocabulary("cover")["titles"]
    plain = folded(text)
    if _YEARS.fullmatch(text):
        return True
    if block.mark or not any(map(str.isalpha, text)) or plain in titles["never"] or plain in titles["sections"]:
        return False
    if is_time_heading(text) or _LEADERS.search(text):
        return False
    if plain.startswith(titles["never_starts"]) or plain.endswith(titles["never_ends"]):
        return False
    if "@" in text or text.endswith((",", ";")) or _is_code(text):
        return False
    label, colon, _ = text.partition(":")
    if colon and (folded(label) in labels() or len(text) - len(label) < 3):
        return False
    return len(text.split()) <= TITLE_WORDS and not (text.endswith(".") and len(text.split()) > 8)
