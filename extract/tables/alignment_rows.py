"""Rows of a table told by its text where no rule parts them, so that wrapped lines stay in their row.

A row begins where the first column has a new number, after a gap larger than the line spacing, or on a line where the
columns that hold one line per row have an entry again. Columns are known here; they are found in `alignment`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from extract.tables.alignment_centred import centred_rows
from extract.tables.alignment_headings import first_of_heading, headings_at_foot
from extract.tables.alignment_steps import off_step
from extract.tables.text_lines import RUNS_ON, Run, TextLine, column_of

_GAP, _UNEVEN_GAP, _LINE_SPACE = 0.18, 0.22, 0.6
"""In line heights: how much larger a gap between rows is than one between wrapped lines (where boxes of letters
tell no line height, too), and how large that may be."""
_OVERLAP = -0.2
_AGAIN, _FEWEST_COLUMNS = 2, 3
_CLOSE = 1.4
"""In line heights: how far below another the next line of a cell begins, though a merged cell's line stands between."""
LABEL = re.compile(r"^(?:[A-Z]{1,4}[-. ]?)?\d{1,3}(?:\.\d{1,2}){0,2}[a-z]?[.):]?$|^\(?[a-z]\)$|^[A-Z]\d{1,3}$")
_SPACE = 0.5
_HEADED = 0.6
_BULLET = re.compile(r"^[•●▪◦‣○■□➢➤\uf0b7·*–-](?:\s|$)")
_SIGN = re.compile(r"[●■◆▲▼★⬤✓✔✗✘•]")

Filled = Sequence[frozenset[int]]


def row_starts(
    lines: Sequence[TextLine], xs: Sequence[float], *, careful: bool = False, ruled: bool = False
) -> list[int]:
    """The numbers of the lines that begin a row; `lines` from the top, `xs` the column positions. Always holds 0.

    With `careful`, only numbers in the first column part rows: the band is likely one row. With `ruled`, the band may
    be one row and columns that hold fewer lines than others tell nothing.
    """
    if len(lines) < 2:
        return [0] if lines else []
    centred = None if careful else centred_rows(lines, xs)
    told = _told_in_parts(lines, xs, careful, ruled) if centred is None else centred
    told = _with_signs(told, _signed(lines, xs), len(lines)) if centred is None else told
    below = _below_headings(lines, xs)
    if below and below not in told:
        told = [0, below, *(start for start in told if start > below)]
    return _without_scraps(lines, xs, told)


def _with_signs(told: Sequence[int], signed: Sequence[int], count: int) -> list[int]:
    """The rows told, begun at signs as well; not where the first sign of a row is further down, in its middle."""
    rows = zip(told, [*told[1:], count], strict=True)
    if any(start not in signed and any(start < at < end for at in signed) for start, end in rows):
        return list(told)
    return sorted({*told, *signed})


def _signed(lines: Sequence[TextLine], xs: Sequence[float]) -> list[int]:
    """Lines of several entries that end with a sign, where the column of that holds nothing but signs: it has one in
    each row. A bullet has its text right of it."""
    plain = [line for line in lines if not line.bold]
    texts = [texts_of(line, xs) for line in plain]
    ends = {max(entries) for line, entries in zip(plain, texts, strict=True) if _SIGN.fullmatch(line.runs[-1].text)}
    signs = {column for column in ends if all(_SIGN.fullmatch(entries.get(column, "●")) for entries in texts)}
    several = (at for at, line in enumerate(lines) if len(line.runs) >= _FEWEST_COLUMNS and not line.bold)
    return [at for at in several if signs & texts_of(lines[at], xs).keys()]


def _below_headings(lines: Sequence[TextLine], xs: Sequence[float]) -> int:
    """The first plain line below bold ones that fill most columns, where no such line comes again; else 0."""
    first = next((at for at, line in enumerate(lines) if not line.bold), 0)
    most = max(_FEWEST_COLUMNS, _HEADED * (len(xs) - 1))
    headed = frozenset[int]().union(*(_columns(line, xs) for line in lines[:first]))
    again = any(line.bold and len(line.runs) > 1 for line in lines[first:])
    return first if len(headed) >= most and not again else 0


def _told_in_parts(lines: Sequence[TextLine], xs: Sequence[float], careful: bool, ruled: bool) -> list[int]:
    """Rows between lines that lie across all columns, which are rows themselves."""
    parts: list[int] = []
    first = 0
    for at in [at for at, line in enumerate(lines) if _lies_across(line, xs)] + [len(lines)]:
        if at > first:
            parts += [first + start for start in _starts(lines[first:at], xs, careful, ruled)]
        if at < len(lines):
            parts.append(at)
        first = at + 1
    return parts


def _without_scraps(lines: Sequence[TextLine], xs: Sequence[float], starts: Sequence[int]) -> list[int]:
    """The rows without those that hold points of a list or the rest of a sentence in one column and nothing else, or
    any text in one column after the first: paragraphs of the row above. The first rows stand."""
    if len(xs) - 1 < _FEWEST_COLUMNS:
        return list(starts)
    kept = list(starts[:_AGAIN])
    for at, end in pairwise([*starts[_AGAIN:], len(lines)]):
        columns = frozenset[int]().union(*(_columns(line, xs) for line in lines[at:end]))
        first = lines[at].runs[0].text
        scrap = len(columns) == 1 and not _lies_across(lines[at], xs) and not lines[at].bold
        if not (scrap and (columns != {0} or _BULLET.match(first) or RUNS_ON.match(first))):
            kept.append(at)
    return kept


def _starts(lines: Sequence[TextLine], xs: Sequence[float], careful: bool, ruled: bool) -> list[int]:
    filled = [_columns(line, xs) for line in lines]
    numbered, by_gap = _numbered(lines, xs), _after_gaps(lines, filled)
    labels = numbered if numbered is None or 0 in filled[0] else numbered[1:]
    if by_gap is not None and any(told is not None and _one_in_each(told, by_gap) for told in (numbered, labels)):
        return by_gap
    if numbered is not None or careful:
        beside = _between_numbers(numbered, by_gap, filled, len(xs) - 1)
        if careful:
            return sorted({*(numbered or [0]), *beside})
        return sorted({*(numbered or [0]), *beside, *_begun_together(lines, filled, xs), *off_step(lines, xs)})
    if len({*filled}) == 1 and len(filled[0]) == 1:
        return [0]
    whole = _one_line_each(lines, filled)
    if by_gap is not None and not (whole and _rows_within(lines, by_gap, filled, xs)):
        by_gap = sorted({*by_gap, *headings_at_foot(lines, filled, by_gap)})
        ends = [*by_gap[1:], len(lines)]
        return [
            first + at
            for first, end in zip(by_gap, ends, strict=True)
            for at in sorted({0, *_begun_together(lines[first:end], filled[first:end], xs)})
        ]
    if whole:
        one = _is_numbered_once(lines, filled, xs) or (ruled and not _rows_within(lines, (), filled, xs))
        return [0] if one else _full_lines(lines, filled)
    if ruled:
        return [0]
    return sorted({*_by_anchor(lines, filled, xs), *_begun_together(lines, filled, xs), *off_step(lines, xs)})


def certain_rows(lines: Sequence[TextLine], xs: Sequence[float]) -> list[int]:
    """Rows by numbers in the first column and entries that return together between these, by gaps before lines that
    fill most columns, of one line each, or by entries that return in most columns; else the first line only."""
    filled = [_columns(line, xs) for line in lines]
    numbered = _numbered(lines, xs)
    if numbered is not None:
        return sorted({*numbered, *_begun_together(lines, filled, xs)})
    by_gap = _after_gaps(lines, filled)
    least = max(3, 0.6 * (len(xs) - 1))
    if by_gap is not None and len(by_gap) > 1 and all(len(filled[at]) >= least for at in by_gap):
        return by_gap
    bullets = sum(bool(_BULLET.match(run.text)) for line in lines for run in line.runs)
    if bullets * 4 < len(lines) and _one_line_each(lines, filled) and _rows_within(lines, (), filled, xs):
        return _full_lines(lines, filled)
    return [0, *_begun_together(lines, filled, xs, least)]


def _lies_across(line: TextLine, xs: Sequence[float]) -> bool:
    return len(line.runs) == 1 and any(line.x0 + 1.0 < x < line.x1 - 1.0 for x in xs[1:-1])


def texts_of(line: TextLine, xs: Sequence[float]) -> dict[int, str]:
    """What a line says in each column that it fills."""
    texts: dict[int, str] = {}
    for run in line.runs:
        column = column_of(run, xs)
        texts[column] = f"{texts[column]} {run.text}" if column in texts else run.text
    return texts


def _columns(line: TextLine, xs: Sequence[float]) -> frozenset[int]:
    return frozenset(column_of(run, xs) for run in line.runs)


def _begun_together(lines: Sequence[TextLine], filled: Filled, xs: Sequence[float], sure: float = 0.0) -> list[int]:
    """Lines on which half of the columns, three at least, have an entry again that the line above had not; entries
    right below others count where these left room for their first word.

    Two columns do that hold far fewer lines than others (days, owners). So does a line of three entries under a lone
    bold one, which heads a group and begins a row, too. With `sure`, only so many do, a short column among them.
    """
    found: list[int] = []
    known: frozenset[int] = filled[0]
    least = sure or max(3, (len(xs) - 1) / 2)
    short = _short_columns(filled)
    last = dict.fromkeys(filled[0], lines[0].y0)
    for at in range(1, len(lines)):
        if filled[at - 1] == {0} and lines[at - 1].bold and not lines[at].bold and len(filled[at]) >= 3:
            found += [first_of_heading(lines, filled, at - 1), at]
            known = filled[at]
        near = _CLOSE * (lines[at].y1 - lines[at].y0)
        again = {
            column for column in filled[at] - filled[at - 1] if lines[at].y0 - last.get(column, lines[at].y0) > near
        }
        again &= known
        enough = len(again) >= least or (not sure and len(again & short) >= _AGAIN)
        if not enough and len(again) >= _AGAIN:
            fresh = max(least, len(filled[at])) if sure else least
            enough = len(again) + _roomy(lines, filled, xs, at) >= fresh
        if enough and (not sure or filled[at] & short):
            found += [] if _continues(lines[at]) else [at]
            known = known if _continues(lines[at]) else filled[at]
        known |= filled[at]
        last.update(dict.fromkeys(filled[at], lines[at].y0))
    return found


def _short_columns(filled: Filled) -> frozenset[int]:
    """The columns that hold no more than half as many lines as the fullest one."""
    counts: dict[int, int] = {}
    for here in filled:
        for column in here:
            counts[column] = counts.get(column, 0) + 1
    return frozenset(column for column, count in counts.items() if 2 * count <= max(counts.values()))


def _roomy(lines: Sequence[TextLine], filled: Filled, xs: Sequence[float], at: int) -> int:
    """How many entries right below others are surely new ones, less those that read as the rest of the one above."""
    above, here = _entries(lines[at - 1], xs), _entries(lines[at], xs)
    both = sorted(filled[at - 1] & filled[at])
    rest = {column for column in both if RUNS_ON.match(here[column].text)}
    fresh = [column for column in both if column not in rest and _is_new(above[column], here[column], xs[column + 1])]
    return len(fresh) - len(rest)


def _continues(line: TextLine) -> bool:
    """Whether half of a line's entries begin as the rest of a sentence does."""
    return 2 * sum(bool(RUNS_ON.match(run.text)) for run in line.runs) >= len(line.runs)


def _numbered(lines: Sequence[TextLine], xs: Sequence[float]) -> list[int] | None:
    """Rows by the numbers in the first column, under a heading or not; null when it holds anything else. The rest of a
    row of the page before may stand above them, where each number begins a line of most columns after a gap, or each
    of several one that goes on with no text above."""
    labels = [(at, text) for at, line in enumerate(lines) if (text := texts_of(line, xs).get(0)) is not None]
    rest = bool(labels) and labels[0][0] > 0
    heading = [0] if labels and (rest or not LABEL.match(labels[0][1])) else []
    numbers = labels if rest else labels[len(heading) :]
    if len(numbers) < 2 - rest or not all(LABEL.match(text) for _, text in numbers):
        return None
    opens = _is_fresh if len(numbers) > 1 else _opens_row
    if rest and not all(opens(lines, at, xs) or _opens_row(lines, at, xs) for at, _ in numbers):
        return None
    return [*heading, *(at for at, _ in numbers)] if len({text for _, text in numbers}) == len(numbers) else None


def _opens_row(lines: Sequence[TextLine], at: int, xs: Sequence[float]) -> bool:
    """Whether a line fills most columns and stands further from those above than lines usually do."""
    gaps = sorted(below.y0 - above.y1 for above, below in pairwise(lines))
    usual, height = gaps[len(gaps) // 2], lines[at].y1 - lines[at].y0
    apart = lines[at].y0 - max(line.y1 for line in lines[:at])
    return len(_columns(lines[at], xs)) >= _HEADED * (len(xs) - 1) and apart >= usual + _GAP * height


def _is_fresh(lines: Sequence[TextLine], at: int, xs: Sequence[float]) -> bool:
    """Whether a line fills most columns, and none of its entries reads as the rest of another."""
    full = len(_columns(lines[at], xs)) >= _HEADED * (len(xs) - 1)
    return full and not any(RUNS_ON.match(run.text) for run in lines[at].runs)


def _one_in_each(numbered: Sequence[int], by_gap: Sequence[int]) -> bool:
    """Whether the rows that gaps part hold one number each, wherever in the row it stands."""
    return [bisect_right(by_gap, at) for at in numbered] == list(range(1, len(by_gap) + 1))


def _between_numbers(
    numbered: Sequence[int] | None, by_gap: Sequence[int] | None, filled: Filled, columns: int
) -> list[int]:
    """Rows that share a number with the one above: after the gap that every numbered row has, and in most columns."""
    if not numbered or not by_gap or not {*numbered} <= {*by_gap}:
        return []
    return [at for at in by_gap if len(filled[at]) >= max(3, columns / 2)]


def _after_gaps(lines: Sequence[TextLine], filled: Filled) -> list[int] | None:
    """Rows parted by gaps, when the gaps between lines fall into clear sizes; null when they do not."""
    height = sorted(line.y1 - line.y0 for line in lines)[len(lines) // 2]
    reach, gaps = lines[0].y1, []
    for line in lines[1:]:
        gaps.append(line.y0 - reach)
        reach = max(reach, line.y1)
    for limit in steps_between(gaps, height, _GAP if _even(lines) else _UNEVEN_GAP):
        starts = [0] + [at for at, gap in enumerate(gaps, 1) if gap > limit]
        if _are_rows([filled[a:b] for a, b in pairwise([*starts, len(lines)])]):
            return starts
    return None


def _are_rows(blocks: Sequence[Filled]) -> bool:
    """Whether blocks of lines read as rows: all with an entry in the first column, or most beginning in half of all."""
    everywhere = frozenset(column for block in blocks for here in block for column in here)
    least = max(2, len(everywhere) // 2)
    leading = sum(len(block[0]) >= least for block in blocks)
    several = sum(sum(len(columns) >= 2 for columns in block) >= 2 for block in blocks)
    entered = all(any(0 in here for here in block) for block in blocks)
    return entered or leading >= 0.8 * len(blocks) or several == 0


def _even(lines: Sequence[TextLine]) -> bool:
    """Whether the font tells the height of its lines, so that gaps can be compared closely."""
    return 2 * sum(line.padded for line in lines) < len(lines)


def steps_between(gaps: Sequence[float], height: float, step: float) -> list[float]:
    """Gaps that may part rows: halfway up each step in size, the first of them not far above the line spacing."""
    ordered = sorted(max(gap, 0.0) if gap <= _OVERLAP * height else gap for gap in gaps)
    found: list[float] = []
    for smaller, larger in pairwise(ordered):
        if smaller > _LINE_SPACE * height:
            break
        if larger - smaller >= step * height:
            found.append((smaller + larger) / 2)
    return found


def _rows_within(lines: Sequence[TextLine], starts: Sequence[int], filled: Filled, xs: Sequence[float]) -> bool:
    """Whether lines between gaps are rows of their own: their first words had room on the line above.

    The last column does not count, as nothing tells how far it reaches.
    """
    entries = [_entries(line, xs) for line in lines]
    fresh = [
        _is_new(entries[at - 1][column], entries[at][column], xs[column + 1])
        for at in range(1, len(lines))
        if at not in starts and len(filled[at]) > 1
        for column in sorted(filled[at] & filled[at - 1] - {len(xs) - 2})
    ]
    return bool(fresh) and sum(fresh) > 0.6 * len(fresh)


def _one_line_each(lines: Sequence[TextLine], filled: Filled) -> bool:
    """Whether nearly all lines fill most columns and begin as entries do."""
    least = max(2, 0.6 * max(len(columns) for columns in filled))
    whole = sum(len(here) >= least and not _continues(line) for line, here in zip(lines, filled, strict=True))
    return whole >= 0.75 * len(lines)


def _is_numbered_once(lines: Sequence[TextLine], filled: Filled, xs: Sequence[float]) -> bool:
    """Whether the first line has a number in a column that no other line fills: all are of its row, until their days or
    ratings say otherwise (`plans.doubled`)."""
    later = frozenset[int]().union(*filled[1:])
    return any(LABEL.match(text) for column, text in texts_of(lines[0], xs).items() if column not in later)


def _full_lines(lines: Sequence[TextLine], filled: Filled) -> list[int]:
    """Every line with two entries or more begins a row; a lone entry goes on the row above, or stands for a group."""
    starts = [0]
    for at in range(1, len(lines)):
        if _continues(lines[at]):
            continue
        lone = len(filled[at]) < 2
        if not lone or (0 in filled[at] and not RUNS_ON.match(lines[at].runs[0].text) and lines[at].bold):
            starts.append(at)
    return starts


def _by_anchor(lines: Sequence[TextLine], filled: Filled, xs: Sequence[float]) -> list[int]:
    """Rows begin where most columns with few lines have an entry of their own, not the rest of the one above.

    Such columns are looked for among those that the first line fills; one with a single line there says one row.
    """
    counts = [sum(column in here for here in filled) for column in range(len(xs) - 1)]
    fewest = min(counts[column] for column in filled[0])
    anchors = {column for column in filled[0] if counts[column] <= 1.3 * fewest}
    if fewest < 2:
        return [0]
    entries = [_entries(line, xs) for line in lines]
    starts = [0]
    for at in range(1, len(lines)):
        fresh = [
            column
            for column in sorted(filled[at] & anchors)
            if column not in filled[at - 1] or _is_new(entries[at - 1][column], entries[at][column], xs[column + 1])
        ]
        first = min(lines[at].runs, key=lambda run: run.x0).text
        if len(fresh) * 2 >= len(anchors) and not RUNS_ON.match(first):
            starts.append(at)
    return starts


def _entries(line: TextLine, xs: Sequence[float]) -> dict[int, Run]:
    """The first run of each column."""
    found: dict[int, Run] = {}
    for run in line.runs:
        found.setdefault(column_of(run, xs), run)
    return found


def _is_new(above: Run, run: Run, right: float) -> bool:
    """Whether an entry right below another is one of its own: its first word had room on the line above."""
    if above.text.endswith(":"):
        return True
    first = run.words[0].box
    return above.x1 + (first.x1 - first.x0) + _SPACE * run.words[0].size < right - _SPACE * run.words[0].size
