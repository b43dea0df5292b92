"""Acronyms that a paper explains: in a table, in a list, or in passing ("Common Assessment Framework (CAF)").

Terms and meanings as printed. What an acronym stands for where the paper does not say is no business of this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.prose.vocabulary import folded, vocabulary
from extract.tables.table import Table, TableCell
from schemas.geometry import Place
from schemas.verbatim import GlossaryEntry, Paragraph

LONGEST_MEANING = 25
_HEADING = 60
"""Letters of a heading, at most."""
_SMALL = frozenset({"of", "for", "and", "the", "in", "to", "on", "with", "a", "an", "at", "by", "or", "&"})
_TERM = re.compile(r"[A-Z0-9][A-Za-z0-9&/+.'’-]{1,11}(?: [A-Z0-9]{1,4})?")
_INLINE = re.compile(r"\(\s*[\"“‘']?(?P<term>[A-Z][A-Za-z0-9&/+.-]{1,10}?)(?:['’]?s)?[\"”’']?\s*\)")
_REVERSED = re.compile(r"\b(?P<term>[A-Z][A-Za-z0-9&/]{1,9})\s*\(\s*(?P<meaning>[A-Z][^()]{5,90}?)\s*\)")
_LISTED = re.compile(r"\W*(?P<term>[A-Z][A-Za-z0-9&/+.-]{1,11})\s*(?:[–—=:-]+|\s)\s*(?P<meaning>[A-Za-z(][^|]{3,160})$")
_WORD = re.compile(r"[A-Za-z0-9][\w'’]*")


def glossary(tables: Sequence[Table], paragraphs: Sequence[Paragraph]) -> tuple[GlossaryEntry, ...]:
    """Each explained term once, tables first, then prose in reading order."""
    kept: dict[str, GlossaryEntry] = {}
    titled = _titled(tables, paragraphs)
    in_tables = (one for table in tables for one in _in_table(table, titled=table in titled))
    for entry in (*in_tables, *_in_prose(paragraphs)):
        kept.setdefault(entry.term, entry)
    return tuple(kept.values())


def _titled(tables: Sequence[Table], paragraphs: Sequence[Paragraph]) -> list[Table]:
    """The tables below a heading that says glossary, and those that go on with one on the pages after."""
    headings = vocabulary("glossary")["words"]["headings"]
    places = [one.place for one in paragraphs if len(one.text) < _HEADING and folded(one.text) in headings]
    if not places:
        return []
    found: list[Table] = []
    for table in sorted(tables, key=lambda one: (one.page, one.box.y0)):
        below = any(place.page == table.page and place.box.y1 <= table.box.y0 for place in places)
        on = found and table.page - found[-1].page <= 1 and table.column_count == found[-1].column_count
        if below or on:
            found.append(table)
    return found


def is_acronym(text: str) -> bool:
    """Whether the text looks like a short form: few characters, two capitals or more, or capitals and signs."""
    plain = text.strip()
    if not _TERM.fullmatch(plain) or plain.isdigit():
        return False
    capitals = sum(character.isupper() for character in plain)
    return capitals >= 2 and capitals + sum(not c.isalpha() for c in plain) >= len(plain) / 2


def explains(term: str, meaning: str) -> bool:
    """Whether the meaning's initials give the term: each of its letters starts a word or a part of one."""
    letters = [character.casefold() for character in re.sub(r"['’]?s$", "", term) if character.isalnum()]
    starts = [word.casefold() for word in _parts(meaning)]
    return bool(letters) and _initials(letters, starts)


def _parts(meaning: str) -> list[str]:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", meaning.replace("&", " and "))
    return _WORD.findall(re.sub(r"[-/]", " ", spaced))


def _initials(letters: Sequence[str], words: Sequence[str]) -> bool:
    """Letters in order at the start of words; small words may be left out, and two letters may come from one word."""
    if not letters:
        return all(word in _SMALL for word in words)
    if not words:
        return False
    word, rest = words[0], words[1:]
    if word.startswith(letters[0]) and _initials(letters[1:], rest):
        return True
    for taken in range(2, min(4, len(letters)) + 1):
        if word.startswith("".join(letters[:taken])) and _initials(letters[taken:], rest):
            return True
    return word in _SMALL and _initials(letters, rest)


def _in_prose(paragraphs: Sequence[Paragraph]) -> Iterator[GlossaryEntry]:
    under_heading = False
    for paragraph in paragraphs:
        if paragraph.heading:
            under_heading = folded(paragraph.text) in vocabulary("glossary")["words"]["headings"]
        yield from _listed(paragraph, under_heading=under_heading)
        yield from _inline(paragraph)


def _listed(paragraph: Paragraph, *, under_heading: bool) -> Iterator[GlossaryEntry]:
    """A paragraph that is a term and its meaning, believed when the initials agree or the heading says glossary."""
    found = _LISTED.match(paragraph.text)
    if found is None or len(found["meaning"].split()) > LONGEST_MEANING or not is_acronym(found["term"]):
        return
    meaning = found["meaning"].strip().rstrip(";,")
    if meaning.startswith("(") and meaning.endswith(")"):
        meaning = meaning[1:-1].strip()
    if explains(found["term"], meaning) or under_heading:
        yield GlossaryEntry(found["term"], meaning, paragraph.place)


def _inline(paragraph: Paragraph) -> Iterator[GlossaryEntry]:
    text = paragraph.text
    for found in _INLINE.finditer(text):
        term = found.group().strip("() \"“”‘’'")
        if is_acronym(found["term"]) and (meaning := _before(text[: found.start()], found["term"])):
            yield GlossaryEntry(term, meaning, paragraph.place)
    for found in _REVERSED.finditer(text):
        if is_acronym(found["term"]) and explains(found["term"], found["meaning"]):
            yield GlossaryEntry(found["term"], found["meaning"], paragraph.place)


def _before(text: str, term: str) -> str | None:
    """The shortest run of words before a bracket that the term abbreviates."""
    sentence = re.split(r"[.;:!?]\s|[()]", text)[-1].rstrip(' "“”')
    words = sentence.split()
    for count in range(1, min(len(words), len(term) * 2 + 3) + 1):
        candidate = " ".join(words[-count:])
        if words[-count].casefold() not in _SMALL and explains(term, candidate):
            return candidate.strip(" ,\"“”'‘’")
    return None


def _in_table(table: Table, *, titled: bool) -> Iterator[GlossaryEntry]:
    """Pairs of columns, term and meaning, when nearly all of them read so; words are terms below headings only."""
    columns, headed = table.column_count, _headed(table)
    if columns < 2 or (columns % 2 and not headed):
        return
    at = {(cell.row, cell.column): cell for cell in table.cells}
    pairs = [
        (at[row, column], at[row, column + 1])
        for row in range(table.row_count)
        for column in range(0, columns - 1, 2)
        if (row, column) in at and (row, column + 1) in at
    ]
    told = [(term, meaning) for term, meaning in pairs if term.text.strip() and meaning.text.strip()]
    told = [pair for pair in told if not (headed and pair[0].row == 0)]
    good = [(term, meaning) for term, meaning in told if _reads(term, meaning, headed=headed or titled)]
    if len(good) >= 2 and len(good) >= 0.75 * len(told):
        yield from (_entry(table, term, meaning) for term, meaning in good)


def _headed(table: Table) -> bool:
    words = vocabulary("glossary")["words"]
    heads = {cell.column: folded(cell.text) for cell in table.cells if cell.row == 0}
    return heads.get(0) in words["terms"] and heads.get(1) in words["meanings"]


def _reads(term: TableCell, meaning: TableCell, *, headed: bool) -> bool:
    text = " ".join(term.text.split())
    said = " ".join(meaning.text.split())
    wordy = len(said) > len(text) and re.search(r"[a-z]{2}", said) is not None
    short = len(said.split()) <= 3 * LONGEST_MEANING
    if text.casefold() in vocabulary("rag_key")["words"]["letters"] or is_acronym(said):
        return False
    return wordy and short and (is_acronym(text) or (headed and len(text.split()) <= 6))


def _entry(table: Table, term: TableCell, meaning: TableCell) -> GlossaryEntry:
    return GlossaryEntry(
        " ".join(term.text.split()), " ".join(meaning.text.split()), Place(table.page, term.box.union(meaning.box))
    )
