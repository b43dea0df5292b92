"""Small forms, one for each action: labels down the left ("Action", "Lead", "By when"), what they say beside them.

A form is a row of a plan that was turned on its side. Forms of the same labels are rows of one plan, whether each is a
table of its own or they follow each other in one table; a label may be missing from some of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.headers.fields import Reading, read_headings
from extract.headers.look import reads_as_number
from extract.headers.neighbours_what import WHAT
from extract.headers.vocabulary import heading
from extract.plans.grid import Piece, Strip, keep_columns
from extract.plans.heads import are_recommendations, head_of, with_bare_numbers
from extract.plans.labels import is_label
from extract.stitch.rows import is_closed, plain_text

_FEWEST, _LONGEST_LABEL = 3, 8
_FEWEST_HEADED = 2
_PAIRS = (2, 4, 6)
"""Columns of a form: a label and what it says, up to three times in a row."""
_COUNTED = re.compile(r"(.*[A-Za-z])\W*\b([A-Z]{0,3}\d+(?:\.\d+)*[a-z]?)[.:]?")
"""A label with a number of its own."""
_WHO_AND_WHEN = frozenset(["owner", "deadline"])
_Pair = tuple[Piece, Piece]


@dataclass(frozen=True, slots=True)
class Records:
    """Forms as rows: the labels as headings, one strip for each form, and what stands across the form above each."""

    labels: tuple[str, ...]
    reading: Reading
    label_strip: Strip
    strips: tuple[Strip, ...]

    @property
    def spans(self) -> tuple[tuple[float, float], ...]:
        """Columns of equal width, since the forms have none."""
        return tuple((float(at), float(at + 1)) for at in range(len(self.labels)))


def records(rows: Sequence[Strip]) -> Records | None:
    """The table's forms; null where it is no form of an action, or has labels of nothing known, and where its first row
    names every column of a plan: days and people below may read as labels, too."""
    if rows and len(rows[0].pieces) in _PAIRS[1:] and _names_columns(rows[0]):
        return None
    paired = _with_counts(_with_last_label(with_bare_numbers(_paired(rows))))
    forms = list(_forms(paired))
    return _read(forms, paired) or _read_headed(forms, paired) or _read(list(_turned(rows)), rows, strict=True)


def _names_columns(row: Strip) -> bool:
    """Whether a row names the columns of a plan; of six some may have their heading in the row below."""
    reading = read_headings([text for text in row.texts if text] if len(row.pieces) > _PAIRS[1] else row.texts)
    return reading.is_plan and "action" in reading.fields and all(one.candidates for one in reading.headings)


def _read(forms: Sequence[_Form], rows: Sequence[Strip], *, strict: bool = False) -> Records | None:
    """Forms whose labels say that they are actions, with who and when; `strict` where all of them share one label, so
    that its coming back tells nothing."""
    labels = _labels(forms)
    texts = tuple(label.text for label in labels)
    if len(rows) < _FEWEST or len(texts) < _FEWEST or any(len(text.split()) > _LONGEST_LABEL for text in texts):
        return None
    reading = read_headings(texts)
    if not (reading.is_plan and "action" in reading.fields and {*reading.fields} >= _WHO_AND_WHEN):
        return None
    if _only_promoted(reading) or not all(
        not one.text or one.candidates or (_returns(one.text, forms) and not strict) for one in reading.headings
    ):
        return None
    if not strict and "recommendation" not in reading.fields and are_recommendations([form.banners for form in forms]):
        return _below_heads(forms, rows[0], labels, reading, "recommendation")
    found = [strip for form in forms for strip in form.strips(texts)]
    if _is_template(found):
        return None
    return Records(texts, reading, replace(rows[0], pieces=tuple(labels)), tuple(found))


def _read_headed(forms: Sequence[_Form], rows: Sequence[Strip]) -> Records | None:
    """Forms with labels for who and when, each below a heading of its own that says what is to be done."""
    labels = _labels(forms)
    heads = [head_of(form.banners) for form in forms]
    acts = any(heading(label.text).alone == "action" for label in labels)
    answers = acts and are_recommendations([form.banners for form in forms])
    named = {"recommendation"} if answers else {head.field for head in heads if head is not None}
    if len(forms) < _FEWEST_HEADED or None in heads or len(named) != 1 or len({*heads}) < len(heads):
        return None
    reading = read_headings((*named, *(label.text for label in labels)))
    known = all(not one.text or one.candidates for one in reading.headings)
    twice = WHAT.intersection(reading.fields[1:]) - ({"action"} if answers else set())
    if twice or not (reading.is_plan and known and {*reading.fields} >= _WHO_AND_WHEN):
        return None
    return _below_heads(
        forms, rows[0], labels, replace(reading, headings=reading.headings[1:], fields=reading.fields[1:]), *named
    )


def _below_heads(forms: Sequence[_Form], first: Strip, labels: Sequence[Piece], reading: Reading, name: str) -> Records:
    """Forms whose headings are a number and a text of the field of that name."""
    texts = ("", "", *(label.text for label in labels))
    reading = replace(
        reading,
        headings=(heading(""), heading(""), *reading.headings),
        fields=("number", name, *reading.fields),
    )
    found = [strip for form in forms for strip in form.strips(texts)]
    return Records(texts, reading, replace(first, pieces=(Piece(), Piece(), *labels)), tuple(found))


def _is_template(found: Sequence[Strip]) -> bool:
    """Whether most labels are answered by a question: what to write there, in a form that nobody has filled in."""
    said = [piece.text for strip in found for piece in strip.pieces if piece.shows]
    return 2 * sum(text.endswith("?") for text in said) > len(said)


def _only_promoted(reading: Reading) -> bool:
    """Whether what is to be reached stands for what is to be done, which the other part of a cut form says."""
    acts = [one for one, field in zip(reading.headings, reading.fields, strict=True) if field == "action"]
    return all(one.candidates and one.candidates[0].field == "success_measure" for one in acts)


def more_records(rows: Sequence[Strip], labels: Sequence[str], before: Strip | None = None) -> tuple[Strip, ...]:
    """Forms of known labels that go on on the next page, the first of them perhaps without its beginning; none where
    anything else stands in the table. What stands there before any label goes on with the last of the form `before`."""
    wanted = {plain_text(text) for text in labels}
    paired = _with_last_label(_paired(rows) or _lone_value(rows), labels)
    if before is not None and paired:
        paired = [_under_last_label(paired[0], labels, before), *paired[1:]]
    paired = _with_counts(paired, known="" in labels)
    forms = list(_forms(paired, labels)) if paired else []
    if any(not form.pairs or not form.named <= wanted for form in forms) or not forms:
        forms = list(_turned(rows, labels))
    if not forms or any(not form.pairs or not form.named <= wanted for form in forms):
        return ()
    return tuple(strip for form in forms for strip in form.strips(labels))


def _lone_value(rows: Sequence[Strip]) -> Sequence[Strip]:
    """The only row of a form that holds no more than the rest of a value, beside the empty cell of its label."""
    shown = [piece for piece in rows[0].pieces if piece.shows] if len(rows) == 1 else []
    beside = len(shown) == 1 and not rows[0].pieces[0].shows
    return [replace(rows[0], pieces=(rows[0].pieces[0], shown[0]))] if beside else ()


def _with_last_label(rows: Sequence[Strip], known: Sequence[str] = ()) -> Sequence[Strip]:
    """The rows with the last label whole, where it is only the first line of one that others have: a page cuts it."""
    if not rows:
        return rows
    label = rows[-1].pieces[0]
    others = dict.fromkeys([*known, *(row.texts[0] for row in rows[:-1])])
    whole = next((text for text in others if label.text and text.startswith(label.text + " ")), None)
    if whole is None or label.text in others:
        return rows
    named = replace(label, cell=replace(label.cell, text=whole))
    return [*rows[:-1], replace(rows[-1], pieces=(named, *rows[-1].pieces[1:]))]


def _under_last_label(row: Strip, labels: Sequence[str], before: Strip) -> Strip:
    """The row with the label that the form before ends in, where it has a text without a label and that one is open."""
    last = max((at for at, piece in enumerate(before.pieces) if piece.cell.places), default=None)
    label, value = row.pieces[0], row.pieces[1]
    if last is None or not value.first:
        return row
    is_rest_of_label = label.shows and labels[last].endswith(" " + label.text)
    if not is_rest_of_label and (label.shows or not value.shows or is_closed(before.pieces[last].text)):
        return row
    named = replace(label, cell=replace(label.cell, text=labels[last]), first=True)
    return replace(row, pieces=(named, replace(value, open_top=True), *row.pieces[2:]))


def is_rest(before: Strip, strip: Strip) -> bool:
    """Whether a form has only such labels as come after all those of the form before, or goes on with the last: it was
    cut."""
    above = [at for at, piece in enumerate(before.pieces) if piece.cell.places]
    own = [at for at, piece in enumerate(strip.pieces) if piece.cell.places]
    if not above or not own:
        return False
    return own[0] > above[-1] or (own[0] == above[-1] and strip.pieces[own[0]].open_top)


@dataclass(frozen=True, slots=True)
class _Form:
    """The label and value pieces of a form, and the rows across it above them."""

    rows: tuple[Strip, ...]
    pairs: tuple[_Pair, ...]
    banners: tuple[Strip, ...] = ()

    @property
    def named(self) -> frozenset[str]:
        """Its labels in plain letters."""
        return frozenset(plain_text(label.text) for label, _ in self.pairs)

    def strips(self, labels: Sequence[str]) -> Iterator[Strip]:
        """The banners, as wide as the row, and the form as a row under these labels; where the first two labels are
        not printed, the banner is the number and what is to be done."""
        head = head_of(self.banners) if tuple(labels[:2]) == ("", "") else None
        for banner in self.banners if head is None else ():
            piece = next(piece for piece in banner.pieces if piece.shows)
            wide = replace(piece, across=len(labels))
            yield replace(banner, pieces=(wide, *(replace(wide, first=False) for _ in labels[1:])))
        values = {plain_text(label.text): value for label, value in self.pairs}
        found = [values.get(plain_text(text), Piece()) for text in labels]
        if head is not None:
            found[:2] = head.number, head.what
        pieces = tuple(replace(piece, across=1, down=1, first=True) for piece in found)
        first, last = self.rows[0], self.rows[-1]
        yield Strip(first.page, first.top, last.bottom, pieces, confidence=first.confidence)


def _paired(rows: Sequence[Strip]) -> Sequence[Strip]:
    """The rows without columns in which nothing begins; none where they have not the columns of a form, or one of them
    is the header of a table, all labels."""
    width = len(rows[0].pieces) if rows else 0
    kept = [at for at in range(width) if any(row.pieces[at].shows for row in rows)]
    if len(kept) - 1 in _PAIRS and _is_beside_forms(rows, kept[0]):
        return _numbered(rows, kept)
    if len(kept) not in _PAIRS or any(all(map(is_label, texts)) for row in rows if len(texts := row.texts) > 2):
        return ()
    return keep_columns(rows, kept)


def _is_beside_forms(rows: Sequence[Strip], at: int) -> bool:
    """Whether a column holds nothing but a number beside each form, as high as that."""
    own = [row.pieces[at] for row in rows if row.pieces[at].shows]
    return len(own) > 1 and all(one.down >= _FEWEST and reads_as_number(one.text) for one in own)


def _numbered(rows: Sequence[Strip], kept: Sequence[int]) -> list[Strip]:
    """The rows of forms, above each the number beside it."""
    found: list[Strip] = []
    for row, form in zip(rows, keep_columns(rows, kept[1:]), strict=True):
        if row.pieces[kept[0]].shows:
            found.append(_number_row(form, row.pieces[kept[0]]))
        found.append(form)
    return found


def _number_row(form: Strip, number: Piece) -> Strip:
    """A row that gives a form its number, below a label without a name."""
    beside = (Piece(replace(number.cell, text="")), replace(number, down=1))
    return replace(form, pieces=(*beside, *(Piece() for _ in form.pieces[2:])))


def _with_counts(rows: Sequence[Strip], *, known: bool = False) -> Sequence[Strip]:
    """The rows with the number taken out of the label that each form begins with ("Recommendation 3"), so that all
    have one label; `known` where forms before these had such numbers. A page may cut the last of several."""
    bare = {at: label.text for at, row in enumerate(rows) for label, number in [counted_label(row.pieces[0])] if number}
    if len({*bare.values()}) != 1:
        return rows
    steps = [end - at for at, end in pairwise([*bare, len(rows)])]
    if not known and any(step < _FEWEST for step in steps[: max(1, len(steps) - 1)]):
        return rows
    found: list[Strip] = []
    for row in rows:
        label, number = counted_label(row.pieces[0])
        if number is not None:
            found.append(_number_row(row, number))
        if number is None or row.pieces[1].shows:
            found.append(replace(row, pieces=(label, *row.pieces[1:])))
    return found


def counted_label(label: Piece) -> tuple[Piece, Piece | None]:
    """A label that names a field without the number it ends in, and that number; null where it has none."""
    found = _COUNTED.fullmatch(label.text)
    if found is None or not is_label(found[1]):
        return label, None
    bare, number = (replace(label, cell=replace(label.cell, text=text)) for text in found.groups())
    return bare, replace(number, bold=False)


def is_named(text: str) -> bool:
    """Whether a text names a field, perhaps with a number of its own."""
    found = _COUNTED.fullmatch(text)
    return is_label(found[1] if found else text)


def _turned(rows: Sequence[Strip], known: Sequence[str] = ()) -> Iterator[_Form]:
    """The columns of tables on their side, each a form: labels down the left, every column beside them an action."""
    kept = [at for at in range(len(rows[0].pieces) if rows else 0) if any(row.pieces[at].shows for row in rows)]
    labels = [row.pieces[kept[0]] for row in rows] if kept else []
    if len(kept) < _FEWEST or any(not label.text or label.across > 1 or not label.first for label in labels):
        return
    first = plain_text((known or [labels[0].text])[0])
    starts = [at for at, label in enumerate(labels) if at == 0 or plain_text(label.text) == first]
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        for at in kept[1:]:
            values = [row.pieces[at] for row in rows[start:end]]
            if all(value.first for value in values):
                yield _Form(tuple(rows[start:end]), tuple(zip(labels[start:end], values, strict=True)))


def _labels(forms: Sequence[_Form]) -> list[Piece]:
    """The labels of all forms in order, those that the fullest form has not got after the others."""
    fullest = max(forms, key=lambda form: len(form.named), default=None)
    found: dict[str, Piece] = {}
    for form in [*([fullest] if fullest else []), *forms]:
        for label, _ in form.pairs:
            found.setdefault(plain_text(label.text), label)
    return list(found.values())


def _returns(label: str, forms: Sequence[_Form]) -> bool:
    """Whether several forms have a label, which is then one even if nobody knows it."""
    return sum(plain_text(label) in form.named for form in forms) > 1


def _forms(rows: Sequence[Strip], known: Sequence[str] = ()) -> Iterator[_Form]:
    """The rows cut where a label returns; a row of one text over all columns heads a form, unless it is a label that
    has nothing beside it. `known` are the labels of forms before these, if there are any."""
    labels = {plain_text(text) for text in known} | _left(rows)
    banners: list[Strip] = []
    taken: list[Strip] = []
    pairs: list[_Pair] = []
    first = plain_text(known[0]) if known else ""
    for row in rows:
        across = _across(row, labels, bool(pairs))
        found = [] if across else list(_pairs(row))
        named = {plain_text(label.text) for label, _ in pairs}
        if pairs and (across or any(plain_text(label.text) in {first, *named} for label, _ in found)):
            yield _Form(tuple(taken), tuple(pairs), tuple(banners))
            banners, taken, pairs = [], [], []
        if across:
            banners.append(row)
            continue
        taken.append(row)
        pairs += found
    if pairs:
        yield _Form(tuple(taken), tuple(pairs), tuple(banners))


def _left(rows: Sequence[Strip]) -> set[str]:
    """What stands left of something, in plain letters."""
    return {plain_text(row.pieces[0].text) for row in rows if sum(piece.shows for piece in row.pieces) > 1}


def _across(row: Strip, labels: set[str], within: bool) -> bool:
    """Whether one text alone spans the row and is no label; `within` a form, a text that only names a field is one."""
    shown = [piece for piece in row.pieces if piece.shows]
    if len(shown) != 1 or shown[0].across < len(row.pieces) or plain_text(shown[0].text) in labels:
        return False
    one = heading(shown[0].text)
    return not (within and one.share == 1.0 and not any(letter.isdigit() for letter in one.text))


def _pairs(row: Strip) -> Iterator[_Pair]:
    """Labels with what stands beside them, which may be nothing."""
    for at in range(0, len(row.pieces) - 1, 2):
        label, value = row.pieces[at], row.pieces[at + 1]
        if label.shows or (at == 0 and reads_as_number(value.text)):
            empty = Piece(replace(label.cell, text="", fill=None, mark=None, ink=None))
            yield label, value if value.first else empty
