"""The key that a paper prints for its own colours: "Green = completed", a small table, colour swatches with words.

Colours and words as printed; what status a meaning stands for is read by `normalise`. A count beside a colour
("Green – 12") is a claim, not a key, and is left to `extract.claims.counts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from extract.page import Fill, Page, Word
from extract.prose.vocabulary import any_of, folded, vocabulary
from extract.tables.table import Table, TableCell
from schemas.colour import colour_name
from schemas.geometry import Box, Place, around
from schemas.verbatim import KeyEntry, Paragraph

LONGEST_MEANING = 40
LONGEST_SWATCH_MEANING = 14
SWATCH = (3.0, 60.0)
BESIDE = 40.0
LONGEST_INTRO = 60
# What every line of a key holds: cheap to look for.
_HINTS = ("red", "amber", "yellow", "green", "blue", "grey", "gray", "=", "–", "—", "-")
_HINT = re.compile(r"\b(?:red|amber|yellow|green|blue|grey|gray)\b|\b[RAGBY]\s*[=–—-]", re.IGNORECASE)
_FIRST_WORD = re.compile(r"\W*(\w+)")


def rag_key(
    tables: Sequence[Table], paragraphs: Sequence[Paragraph], pages: Sequence[Page] = ()
) -> tuple[KeyEntry, ...]:
    """The entries of the key, each colour once: from sentences, then tables, then swatches on `pages`.

    Empty when fewer than two of red, amber and green are explained.
    """
    entries = [*_in_prose(paragraphs), *(entry for table in tables for entry in _in_table(table))]
    if len(_distinct(entries)) < 2:
        entries = [entry for page in pages for entry in _swatches(page, tables)]
    found = _distinct(entries)
    return found if sum(_is_traffic_light(entry) for entry in found) > 1 else ()


def _is_traffic_light(entry: KeyEntry) -> bool:
    word = entry.word.casefold()
    return bool(re.search(r"red|amber|green|yellow|orange|^[rag]{1,2}$", word))


def _distinct(entries: Iterable[KeyEntry]) -> tuple[KeyEntry, ...]:
    kept: dict[str, KeyEntry] = {}
    for entry in entries:
        kept.setdefault(entry.word.casefold(), entry)
    return tuple(kept.values())


@cache
def _word() -> str:
    name = any_of(vocabulary("rag_key")["words"]["colours"])
    return rf"(?:{name})(?:\s?[/-]\s?(?:{name}))?"


@cache
def _link() -> str:
    links = any_of(vocabulary("rag_key")["words"]["links"])
    return rf"(?:\s*(?:\([^)]{{1,30}}\)\s*)?(?:[-–—=:]+|→)\s*|\s+(?:{links})\s+)"


@cache
def _entry() -> re.Pattern[str]:
    named = rf"(?<![\w-])(?P<word>{_word()}|\b[RAGBY]\b(?=\s*[=–—-]))(?:\s+(?:rating|rated|status))?{_link()}"
    start, again = named, named.replace("?P<word>", "?:")
    following = rf"(?=[,;.|•]?\s*(?:and\s+)?{again}|[;|•]|$)"
    return re.compile(rf"{start}(?P<meaning>[A-Za-z(<>≥≤].{{2,240}}?){following}", re.IGNORECASE)


def _in_prose(paragraphs: Sequence[Paragraph]) -> Iterator[KeyEntry]:
    """Paragraphs with two entries or more, and runs of paragraphs with one entry each."""
    run: list[KeyEntry] = []
    introduced = False
    for paragraph in [*paragraphs, None]:
        entries = _entries(paragraph) if paragraph else []
        starts = bool(entries) and paragraph is not None and _starts_entry(paragraph.text)
        if len(entries) > 2 or (len(entries) > 1 and (starts or _is_intro(paragraph.text if paragraph else ""))):
            yield from entries
        elif len(entries) == 1 and starts:
            run.extend(entries)
            continue
        if len(run) > 1 or (run and introduced):
            yield from run
        run = []
        introduced = paragraph is not None and _is_intro(paragraph.text)


def _entries(paragraph: Paragraph) -> list[KeyEntry]:
    lower = paragraph.text.lower()
    if not any(map(lower.__contains__, _HINTS)) or not _HINT.search(paragraph.text):
        return []
    return [
        KeyEntry(None, *_told(found), paragraph.place)
        for found in _entry().finditer(paragraph.text)
        if len(found["meaning"].split()) <= LONGEST_MEANING
    ]


def _told(found: re.Match[str]) -> tuple[str, str]:
    """Word and meaning; "R = Red: off track" is told by its colour's name."""
    inner = _entry().fullmatch(found["meaning"].strip())
    word, meaning = (inner["word"], inner["meaning"]) if inner else (found["word"], found["meaning"])
    return word, _meaning(meaning)


def _meaning(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" ,;.|•-–—")


def _starts_entry(text: str) -> bool:
    return bool(re.match(rf"\W*(?:{_word()}|[RAGBY]\b)", text, re.IGNORECASE))


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"[:–—-]|\b{_word()}\b", re.IGNORECASE)


@cache
def _first_words() -> frozenset[str]:
    return frozenset(intro.partition(" ")[0] for intro in vocabulary("rag_key")["words"]["intros"])


def _is_intro(text: str) -> bool:
    first = _FIRST_WORD.match(text)
    if first is None or first[1].casefold() not in _first_words():
        return False
    head = _head().split(text[: 2 * LONGEST_INTRO], maxsplit=1)[0]
    return len(head) <= LONGEST_INTRO and folded(head) in vocabulary("rag_key")["words"]["intros"]


def colour_word(text: str, *, letters: bool = True) -> str | None:
    """The text when it is a colour's name (or its letter) and no more."""
    plain = folded(re.sub(r"\b(?:rag|rated|rating|status)\b", "", text, flags=re.IGNORECASE))
    if re.fullmatch(_word(), plain) or (letters and plain in vocabulary("rag_key")["words"]["letters"]):
        return text.strip()
    return None


def _in_table(table: Table) -> Iterator[KeyEntry]:
    if table.row_count > 12 or table.column_count > 10:
        return
    at = {(cell.row, cell.column): cell for cell in table.cells}
    found = [entry for read in (_rows, _columns, _cells) for entry in [list(read(table, at))] if _is_key(entry)]
    if found:
        yield from found[0]


def _is_key(entries: Sequence[KeyEntry]) -> bool:
    """Two entries or more, each colour once: a plan's own RAG column names a colour again and again."""
    words = [entry.word.casefold() for entry in entries]
    return len(words) > 1 and len(set(words)) == len(words)


def _rows(table: Table, at: Mapping[tuple[int, int], TableCell]) -> Iterator[KeyEntry]:
    """A colour in the first column (or in every other one), its meaning beside it."""
    for row in range(table.row_count):
        column = 0
        while column < table.column_count - 1:
            cell, beside = at.get((row, column)), at.get((row, column + 1))
            if cell is None or beside is None or not (word := _named(cell)) or not _says(beside):
                break
            shown = _shown(cell, beside) or (cell.fill if cell.text.strip() else None)
            yield KeyEntry(shown, word, _meaning(beside.text), Place(table.page, cell.box))
            column += 2


def _named(cell: TableCell) -> str | None:
    """The colour's word, or the name of the colour that an empty cell shows."""
    if word := colour_word(cell.text):
        return word
    shown = cell.fill or cell.mark
    return colour_name(shown) if shown and not cell.text.strip() else None


def _shown(*cells: TableCell) -> str | None:
    shown = [colour for cell in cells for colour in (cell.fill, cell.mark) if colour]
    return next((colour for colour in shown if colour_name(colour)), None)


def _says(cell: TableCell) -> bool:
    text = cell.text.strip()
    return bool(re.search(r"[A-Za-z]{3}", text)) and not colour_word(text) and len(text.split()) <= LONGEST_MEANING


def _columns(table: Table, at: Mapping[tuple[int, int], TableCell]) -> Iterator[KeyEntry]:
    """Colours in the first row, meanings in the only row below."""
    heads = [cell for cell in table.cells if cell.row == 0 and (cell.text.strip() or cell.fill)]
    if table.row_count != 2 or not all(_named(cell) or _is_intro(cell.text) for cell in heads):
        return
    for cell in heads:
        below = at.get((1, cell.column))
        if (word := _named(cell)) and below is not None and _says(below):
            yield KeyEntry(_shown(cell, below), word, _meaning(below.text), Place(table.page, cell.box))


def _cells(table: Table, at: Mapping[tuple[int, int], TableCell]) -> Iterator[KeyEntry]:
    """Cells that hold colour and meaning at once: "Green – completed", or a meaning on its colour."""
    told = [cell for cell in table.cells if cell.text.strip() and not _is_intro(cell.text)]
    painted = len(told) <= 8 and all(_shown(cell) for cell in told)
    for cell in told:
        found = _entry().match(cell.text.strip())
        if found and found.end() == len(cell.text.strip()):
            yield KeyEntry(_shown(cell), *_told(found), Place(table.page, cell.box))
        elif painted and (shown := _shown(cell)) and _says(cell) and len(cell.text.split()) <= 12:
            yield KeyEntry(shown, colour_name(shown) or "", _meaning(cell.text), Place(table.page, cell.box))


def _swatches(page: Page, tables: Sequence[Table]) -> Iterator[KeyEntry]:
    """Small patches of colour outside tables, each with words right beside or on it."""
    boxes = [table.box for table in tables if table.page == page.number]
    patches = [
        fill
        for fill in page.fills
        if SWATCH[0] <= fill.box.height <= SWATCH[1] / 2
        and SWATCH[0] <= fill.box.width <= SWATCH[1]
        and colour_name(fill.colour)
        and not any(box.holds_middle(fill.box) for box in boxes)
    ]
    aligned = [patch for patch in patches if sum(_same_series(patch, other) for other in patches) > 1]
    if not 2 <= len(aligned) <= 8:
        return
    words = [word for word in page.words if word.text and not word.text.isspace()]
    found = [entry for patch in aligned if (entry := _beside(patch, words, aligned, page.number))]
    if len(found) > 1 and len({entry.word.casefold() for entry in found}) == len(found):
        yield from found


def _same_series(patch: Fill, other: Fill) -> bool:
    """Patches of a key are of one size and stand in a row or in a column."""
    same_size = abs(patch.box.width - other.box.width) < 3 and abs(patch.box.height - other.box.height) < 3
    in_line = abs(patch.box.x0 - other.box.x0) < 3 or abs(patch.box.y0 - other.box.y0) < 3
    return same_size and in_line


def _beside(patch: Fill, told: Sequence[Word], patches: Sequence[Fill], page: int) -> KeyEntry | None:
    """The words right beside the patch, up to the next patch."""
    level = [other.box.x0 for other in patches if other.box.x0 > patch.box.x1 and _level(other.box, patch.box)]
    edge = min(level, default=float("inf"))
    words = [word for word in told if patch.box.x1 - 2 <= word.box.x0 < edge and _level(word.box, patch.box)]
    words.sort(key=lambda word: word.box.x0)
    words = _without_gap(words)
    if not words or words[0].box.x0 - patch.box.x1 > BESIDE:
        return None
    text = " ".join(word.text for word in words)
    said = _entry().match(text)
    word, meaning = _told(said) if said else (colour_name(patch.colour) or "", _meaning(text))
    if not re.search(r"[A-Za-z]{3}", meaning) or len(meaning.split()) > LONGEST_SWATCH_MEANING:
        return None
    return KeyEntry(patch.colour, word, meaning, Place(page, patch.box.union(around(w.box for w in words))))


def _without_gap(words: Sequence[Word]) -> list[Word]:
    """The words up to the first wide gap."""
    kept = list(words[:1])
    for before, word in pairwise(words):
        if word.box.x0 - before.box.x1 > 3 * word.size:
            break
        kept.append(word)
    return kept


def _level(one: Box, other: Box) -> bool:
    return one.y0 < other.centre[1] < one.y1 or other.y0 < one.centre[1] < other.y1
