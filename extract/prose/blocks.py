"""Lines put together into blocks: paragraphs, headings and list items, in reading order.

What a block means (a cover field, a claim, a recommendation) is read elsewhere. White space and words cut by a soft
hyphen are put right; every other character stays as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from extract.prose.hyphens import is_put_in
from extract.prose.lines import Line
from extract.prose.marks import Mark, follows, mark_of
from extract.prose.vocabulary import vocabulary
from schemas.geometry import Box, around
from schemas.quick import quick

# A step between two lines beyond this share of the usual one is a gap between paragraphs.
GAP = 1.3
INDENT = 4.0
# A page on which no line reaches NARROW of its width has short lines only; its text would end at USUAL.
NARROW, USUAL = 0.66, 0.85
# The lines below a bullet or number are often set a little off its text.
HANGING = 12.0
FIRST_LINE_INDENT = 60.0
# How many lines above and below show the margin, and how far it may be from the page's, as a share of the width.
AROUND = 8
MARGINS_APART = 0.06
# How many blocks back an item's predecessor may stand.
SIBLINGS = 6
# Share of the column's width that must be left before a line in lower case is a new start.
ROOM = 0.15
# Share that a name or date may leave that is kept together on the next line.
KEPT_TOGETHER = 0.4
SOFT_HYPHEN = "\u00ad"

_ENDED = re.compile(r"[.!?:;][\"'”’)\]]*\d?$")
_CAPTION = re.compile(r"^(?:table|figure|chart|fig\.)\s+[A-Z]?\d+(?:\.\d+)?\s*[:–-]\s", re.IGNORECASE)
_COUNTED = re.compile(r"[A-Z][A-Za-z]+(?: [A-Za-z]+)? [A-Z]{0,3}\d{1,3}(?:\.\d{1,2})*[a-z]?\s?[:.)–-]\s")
_LONGEST_COUNTED = 45
"""Words of a heading that counts what it stands above ("Recommendation 3: That ..."), which may be a sentence, as a
slide's title may."""
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\d?$")


@quick
@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading or a list item.

    `mark` is the bullet or number that it starts with ("" when none) and `text` what follows it;
    `indent` is where the text starts, in points from the left; `gap` the space above as a multiple of the usual
    step between lines. A block cut by a page break holds the lines of both pages.
    """

    lines: tuple[Line, ...]
    mark: str
    text: str
    indent: float
    gap: float
    heading: bool

    @property
    def page(self) -> int:
        return self.lines[0].page

    @property
    def size(self) -> float:
        return self.lines[0].size

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)

    @property
    def printed(self) -> str:
        """The text with its bullet or number."""
        return f"{self.mark} {self.text}" if self.mark and self.text else self.mark or self.text

    def boxes(self) -> tuple[tuple[int, Box], ...]:
        """Page and box, once for each page it stands on."""
        pages = dict.fromkeys(line.page for line in self.lines)
        return tuple((page, around(line.box for line in self.lines if line.page == page)) for page in pages)


@dataclass(frozen=True, slots=True)
class _Measure:
    """What the lines of a paper have in common: step between lines, size of the body, right margins of pages and
    columns, and of the lines around each line where these nearly reach that far (by the line's identity)."""

    step: float
    size: float
    right: dict[tuple[int, int], float]
    near: dict[int, float]
    marks: dict[int, Mark]

    def mark(self, line: Line) -> Mark:
        """The line's bullet or number."""
        return self.marks[id(line)]


def blocks(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The lines of one or more pages (furniture removed) as blocks; each line in exactly one."""
    if not lines:
        return ()
    measure = _measure(lines)
    groups: list[list[Line]] = []
    for line in lines:
        host = _host(groups, line, measure)
        if host is None:
            groups.append([line])
        else:
            host.append(line)
    return tuple(_finished(groups, measure))


def run_on(texts: Sequence[str]) -> str:
    """Texts of lines as one: a soft hyphen at the end of a line goes, and a hard one that only parts a word there; any
    other hyphen stays and takes no space."""
    whole = ""
    for text in texts:
        if whole.endswith(SOFT_HYPHEN) or (whole.endswith("-") and is_put_in(whole, text)):
            whole = whole[:-1] + text
        elif whole.endswith("-") and whole[-2:-1].isalnum() and text[:1].islower():
            whole += text
        else:
            whole = f"{whole} {text}" if whole else text
    return whole.replace(SOFT_HYPHEN, "")


def _measure(lines: Sequence[Line]) -> _Measure:
    longest: dict[tuple[int, int], Line] = {}
    weight: dict[float, int] = {}
    for line in lines:
        key = line.page, line.column
        if key not in longest or line.box.x1 > longest[key].box.x1:
            longest[key] = line
        weight[line.size] = weight.get(line.size, 0) + len(line.text)
    size = max(weight, key=lambda s: (weight[s], -s))
    right = {key: _margin(line) for key, line in longest.items()}
    marks = {id(line): mark_of(line) for line in lines}
    return _Measure(_usual_step(lines, size), size, right, dict(_near(lines, right)), marks)


def _margin(longest: Line) -> float:
    """Where lines end that are full; a page of short lines tells nothing of it."""
    short = longest.column == 0 and 0 < longest.reach < NARROW
    return longest.box.x1 * USUAL / longest.reach if short else longest.box.x1


def _near(lines: Sequence[Line], right: dict[tuple[int, int], float]) -> Iterator[tuple[int, float]]:
    """The margin of the lines around each line, up to the next rule across, where it is about the page's: a box or an
    indent has its own."""
    parts = accumulate(line.ruled for line in lines)
    for (key, _), held in groupby(
        zip(lines, parts, strict=True), key=lambda one: ((one[0].page, one[0].column), one[1])
    ):
        run = [line for line, _ in held]
        ends = [line.box.x1 for line in run]
        for number, line in enumerate(run):
            local = max(ends[max(0, number - AROUND) : number + AROUND + 1])
            if local >= right[key] - MARGINS_APART * (right[key] - line.box.x0):
                yield id(line), local


def _usual_step(lines: Sequence[Line], size: float) -> float:
    """The step between lines of one paragraph as a multiple of their size: the lower quarter of all steps.

    A few wide steps are gaps; only many of them make a text that is set double.
    """
    steps = sorted(
        step
        for before, line in pairwise(lines)
        if _side_by_side(before, line)
        and abs(line.size - size) < 0.6
        and 0.8 <= (step := _step(before, line) / line.size) <= 2.6
    )
    close = [step for step in steps if step <= 1.9]
    kept = close if len(close) > len(steps) / 8 or len(steps) < 8 else steps
    return kept[len(kept) // 4] if kept else 1.25


def _side_by_side(before: Line, line: Line) -> bool:
    return before.page == line.page and before.column == line.column


def _step(before: Line, line: Line) -> float:
    one, other = before.box, line.box
    return (other.y0 + other.y1 - one.y0 - one.y1) / 2


def _host(groups: list[list[Line]], line: Line, measure: _Measure) -> list[Line] | None:
    """The group that the line goes on with, or None when it starts one."""
    mark = measure.mark(line)
    if not groups or mark.kind == "strong" or (mark.kind == "weak" and _counts_on(groups, line, measure)):
        return None
    before = groups[-1][-1]
    if _side_by_side(before, line):
        return groups[-1] if _goes_on(groups[-1], line, measure) else None
    if line.depth > 0.5 and line.page != before.page:
        return None
    host = next((group for group in groups[:-4:-1] if group[-1].size >= 0.92 * line.size), None)
    return host if host is not None and _goes_on_over_break(host, line, measure) else None


def _counts_on(groups: Sequence[Sequence[Line]], line: Line, measure: _Measure) -> bool:
    """Whether the line's number comes next after that of an item above which starts at the same place."""
    for group in groups[: -SIBLINGS - 1 : -1]:
        above = measure.mark(group[0])
        level = abs(group[0].box.x0 - line.box.x0) < HANGING and group[0].column == line.column
        if above.kind != "none" and level and follows(measure.mark(line).text, above.text):
            return True
    return False


def _goes_on(group: list[Line], line: Line, measure: _Measure) -> bool:
    before = group[-1]
    if _changes_size(before, line):
        return False
    if line.ruled or _is_labelled(line) or _CAPTION.match(line.text) or not 0 < _gap(before, line, measure) <= GAP:
        return False
    if _changes_weight(before, line):
        return False
    if measure.mark(line).kind == "weak" and (_ENDED.search(before.text) or _had_room(before, line, measure)):
        return False
    return _fits_indent(group, line, measure) and (_is_cut(before, line) or not _had_room(before, line, measure))


def _is_cut(before: Line, line: Line) -> bool:
    """Whether a bold line goes on with a bold one in lower case: a heading that was broken where its table ends,
    not where the page does."""
    level = abs(before.box.x0 - line.box.x0) < INDENT
    return before.bold and line.bold and level and line.text[:1].islower() and not _ENDED.search(before.text)


def _is_labelled(line: Line) -> bool:
    """A label with its value on a tab stop ("Date:      5 May 2015")."""
    return len(line.pieces) > 1 and line.pieces[0].text.endswith(":")


def _changes_size(before: Line, line: Line) -> bool:
    slack = 0.08 if before.measured and line.measured else 0.3
    return abs(before.size - line.size) > slack * max(before.size, line.size) and not _mixed_sizes(before, line)


def _mixed_sizes(before: Line, line: Line) -> bool:
    """Both sizes occur in one of the lines (a web address in smaller type)."""
    above, here = ({round(size, 1) for size in {word.size for word in one.words}} for one in (before, line))
    own = {before.size, line.size}
    return (own <= above or own <= here) and len(above | here) <= 3


def _gap(before: Line, line: Line, measure: _Measure) -> float:
    return _step(before, line) / (measure.step * max(before.size, line.size) or 1.0)


def _changes_weight(before: Line, line: Line) -> bool:
    if before.words[-1].bold == line.words[0].bold:
        return False
    return before.bold or line.bold


def _had_room(before: Line, line: Line, measure: _Measure, *, sure: bool = True) -> bool:
    """Whether the next line's first word would still have fitted: then the break was meant.

    Where that is not sure, a line that goes on in lower case needs much room to be a new start. After a word that ends
    no text it was hardly meant: a name or date that is kept together may have left the room, if it is not too much.
    """
    right = measure.near.get(id(before)) if sure else None
    needed = line.words[0].box.width + 0.8 * line.size
    if right is None:
        right = measure.right[before.page, before.column]
        runs_on = line.text[:1].islower() and not _ENDED.search(before.text)
        needed += ROOM * (right - min(before.box.x0, line.box.x0)) if runs_on else 0.0
    if _is_open(before):
        needed = max(needed, KEPT_TOGETHER * (right - before.box.x0))
    return right - before.box.x1 > needed


def _is_open(line: Line) -> bool:
    return line.words[-1].text.lower() in vocabulary("time_headings")["prose"]["open"]


def _text_start(line: Line, measure: _Measure) -> float:
    """Where the line's text starts, after its bullet or number."""
    mark = measure.mark(line)
    if mark.kind == "none" or len(line.words) <= mark.words:
        return line.box.x0
    first = line.words[mark.words]
    glued = len(mark.text) if not mark.words and first.text.startswith(mark.text) else 0
    return first.box.x0 + first.box.width * glued / max(1, len(first.text))


def _fits_indent(group: list[Line], line: Line, measure: _Measure) -> bool:
    first, left = group[0], line.box.x0
    if abs(group[-1].box.centre[0] - line.box.centre[0]) < INDENT:
        return True
    slack = INDENT if line.measured else 2 * INDENT
    if len(group) > 1:
        return abs(group[-1].box.x0 - left) <= slack
    if measure.mark(first).kind != "none":
        # Under the text, under the number where the text runs on, or in between (a number too wide for its tab).
        least = first.box.x0 + (INDENT if _ENDED.search(first.text) else -INDENT)
        return least <= left <= _text_start(first, measure) + HANGING
    starts = [piece.box.x0 for piece in first.pieces]
    first_line_indent = 0 < first.box.x0 - left <= FIRST_LINE_INDENT
    return first_line_indent or any(abs(start - left) <= slack for start in starts)


def _goes_on_over_break(group: list[Line], line: Line, measure: _Measure) -> bool:
    before = group[-1]
    if line.page - before.page > 1 or measure.mark(line).kind != "none" or _SENTENCE_END.search(before.text):
        return False
    if _changes_size(before, line) or before.bold != line.bold:
        return False
    if before.text.endswith(":") or _had_room(before, line, measure, sure=False):
        return False
    if _stands_out(line, measure) and not line.text[:1].islower():
        return False
    left = group[1].box.x0 if len(group) > 1 else _text_start(group[0], measure)
    return line.text[:1].islower() or abs(left - line.box.x0) < 30


def _stands_out(line: Line, measure: _Measure) -> bool:
    """Set as a heading is: one is kept whole on its page, and two of them follow each other over a page's end."""
    return line.bold or _is_larger(line, measure)


def _is_larger(line: Line, measure: _Measure) -> bool:
    return line.titles or line.size > (1.12 if line.measured else 1.35) * measure.size


def _finished(groups: Sequence[list[Line]], measure: _Measure) -> Iterator[Block]:
    before: Line | None = None
    for group, after in zip(groups, [*groups[1:], None], strict=True):
        first = group[0]
        gap = _gap(before, first, measure) if before and _side_by_side(before, first) else 2.0
        mark = measure.mark(first)
        text = _block_text(group, mark)
        yield Block(
            lines=tuple(group),
            mark=mark.text,
            text=text,
            indent=_text_start(first, measure),
            gap=gap,
            heading=_is_heading(group, text, mark, gap, after, measure),
        )
        before = group[-1]


def _block_text(group: Sequence[Line], mark: Mark) -> str:
    first = mark.rest if mark.kind != "none" else group[0].text
    return run_on([first, *(line.text for line in group[1:])])


def _is_heading(
    group: Sequence[Line], text: str, mark: Mark, gap: float, after: list[Line] | None, measure: _Measure
) -> bool:
    words = text.split()
    if mark.bullet or not words or not any(map(str.isalpha, text)):
        return False
    stands_out = _is_larger(group[0], measure) or all(line.bold for line in group)
    if group[0].titles or (stands_out and _COUNTED.match(text)):
        return len(words) <= _LONGEST_COUNTED
    if len(words) > 20 or len(group) > 3:
        return False
    if stands_out or (text.isupper() and len(text) > 3):
        return not (len(words) > 12 and text.endswith("."))
    short = len(group) == 1 and len(words) <= 9 and len(group[0].pieces) <= 2
    ends_open = (not _ENDED.search(text) and not text.endswith(",")) or text.endswith(":")
    stands_alone = gap > GAP and after is not None
    return short and ends_open and stands_alone and text[:1].isupper() and not _is_contact(text)


def _is_contact(text: str) -> bool:
    return bool(re.search(r"@|www\.|\d{5,}|\b\d{4}$", text))
