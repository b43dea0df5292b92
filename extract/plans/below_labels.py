"""What stands below the labels of a form: which of them a line goes on with.

What belongs here: lines and cards below a row of labels. Which lines follow each other is told in `written`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from extract.page import Word
from extract.plans.entries import Entry
from extract.plans.labels import is_label, looks_unlike, segments, up_to_colon
from extract.prose.lines import Line
from extract.prose.rows import Piece

_APART = 1.2
"""In font sizes: a gap that is no space."""
_SAME_START = 2.0
"""Points within which texts of one column begin."""


def said_more(row: Sequence[Entry], line: Line) -> bool:
    """Add a line to what the labels of the line above say, each piece of it to the text it stands below, else to the
    last, which may run on below its label; whether the line goes on with any."""
    found: list[tuple[Entry, Piece]] = []
    named: list[tuple[Entry, Piece]] = []
    for piece in line.pieces:
        label = next((entry for entry in row if _ends_label(entry, piece.words)), None)
        if label is not None:
            named.append((label, piece))
            continue
        below = [entry for entry in row if _begins(entry, piece.words) <= piece.box.x0 + _SAME_START]
        host = below[-1] if below else next((entry for entry in row[-1:] if runs_below_label(entry)), None)
        if host is None:
            return False
        found.append((host, piece))
    for host, piece in found:
        host.said += piece.words
    for host, piece in named:
        host.label += tuple(piece.words)
    return bool(found or named)


def said_before_labels(row: Sequence[Entry], line: Line, after: Sequence[Word]) -> list[Entry]:
    """What a line says from its first label on, where that stands in the middle of a paragraph ("... each record.
    **Responsible:** Head of Housing"); the words before it are added to what the last label above says. `after` are the
    words of the next line."""
    if not row or not row[-1].label or not runs_below_label(row[-1]):
        return []
    if _begins_paragraph(row[0]) > line.box.x0 + _SAME_START:
        return []
    label = _broken_label(row[-1], line.words)
    (first, words), *labelled = segments(line.words[len(label) :] if label else line.words)
    marked = all(one[-1].text.endswith(":") for one, _ in labelled)
    if first or not marked or not (label or labelled):
        return []
    found = with_begun_label([Entry(one, said) for one, said in labelled], after)
    if not label:
        row[-1].said += words
        return found
    begun = len(_last_bold(row[-1].said))
    whole = (*row[-1].said[-begun:], *label)
    del row[-1].said[-begun:]
    return [Entry(whole, words), *found]


def with_begun_label(found: list[Entry], after: Sequence[Word]) -> list[Entry]:
    """The entries of a line with the words in bold at its end as part of what the last label says, where the next line
    ends them with a colon: they are no label yet."""
    if len(found) < 2 or found[-1].said or found[-1].label[-1].text.endswith(":"):
        return found
    last = found[-1]
    if not _ends_with_colon(last.label, after):
        return found
    found[-2].said += last.label
    return found[:-1]


def _broken_label(entry: Entry, words: Sequence[Word]) -> Sequence[Word]:
    """The words that end a label in bold which began at the end of the line above; none where there is none."""
    begun = _last_bold(entry.said)
    return _ends_with_colon(begun, words) if len(begun) < len(entry.said) else ()


def _ends_with_colon(begun: Sequence[Word], words: Sequence[Word]) -> Sequence[Word]:
    """The first words of a line where they are bold, up to a colon and unlike the rest, and name a field together with
    those that began before them; else none."""
    rest = words[: up_to_colon(words)]
    marked = bool(begun and rest) and all(word.bold for word in rest) and not all(word.bold for word in words)
    return rest if marked and is_label(" ".join(word.text for word in (*begun, *rest))) else ()


def _last_bold(words: Sequence[Word]) -> Sequence[Word]:
    return list(takewhile(lambda word: word.bold, reversed(words)))[::-1]


def _begins_paragraph(entry: Entry) -> float:
    return min(word.box.x0 for word in (*entry.label, *entry.said))


def _ends_label(entry: Entry, words: Sequence[Word]) -> bool:
    """Whether words below a label are its second line: they begin where it does and look like it, unlike what it says,
    and both together name a field."""
    if not entry.label or not entry.said or abs(entry.label[0].box.x0 - words[0].box.x0) > _SAME_START:
        return False
    whole = (*entry.label, *words)
    alike = all(word.bold for word in whole) and not any(word.bold for word in entry.said)
    return alike and is_label(" ".join(word.text for word in whole))


def _begins(entry: Entry, words: Sequence[Word]) -> float:
    """Where the text of an entry begins, that of an empty one below its label; nowhere where it can't go on."""
    if entry.said:
        return entry.said[0].box.x0
    return entry.label[0].box.x0 if entry.label and looks_unlike(entry.label, words) else float("inf")


def runs_below_label(entry: Entry) -> bool:
    """Whether the text follows its label as words follow each other: its next line may begin where the label does."""
    if not entry.label:
        return True
    last = entry.label[-1]
    wide = bool(entry.said) and entry.said[0].box.x0 - last.box.x1 > _APART * last.size
    return last.text.endswith(":") and not wide


def taken_by_label(row: Sequence[Entry], last: Line | None, entries: list[Entry]) -> list[Entry]:
    """The entries of a card without the first, where that is what the label right above the card names: it has none of
    its own, and the label says nothing yet."""
    alone = len(row) == 1 and row[0].label and not row[0].said and not entries[0].label
    if not alone or last is None or entries[0].said[0].box.y0 - last.box.y1 > last.size:
        return entries
    row[0].said = entries[0].said
    return entries[1:]
