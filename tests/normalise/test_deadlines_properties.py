"""What holds of every deadline reading, whatever the text."""

from __future__ import annotations

import datetime as dt
import random
import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import normalise
from normalise.grammar.canonical import canonical
from normalise.grammar.lexicon import all_phrases, load
from schemas.meaning import Deadline

FIELDS = ("kind", "start", "end", "precision", "qualifier", "recurrence", "revised_to", "forum")
QUICK = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])

dates = st.dates(min_value=dt.date(2000, 1, 1), max_value=dt.date(2040, 12, 31))
some_date = st.none() | dates
vocabulary = sorted({" ".join(phrase.words) for phrase in all_phrases(load())})
months = ["January", "Feb", "March", "Apr", "May", "June", "Jul", "August", "Sept", "October", "Nov", "Dec"]
loose = [
    "-",
    "/",
    "&",
    ",",
    "(",
    ")",
    ".",
    ";",
    "\n",
    ":",
    "'",
    "to",
    "and",
    "SMT",
    "LSCB",
    "Report to",
    "training",
    "all staff",
]
figures = st.one_of(
    st.integers(0, 60).map(str),
    st.integers(1990, 2110).map(str),
    dates.map(lambda day: f"{day.day}.{day.month}.{day.year % 100:02d}"),
    dates.map(lambda day: f"{day.day:02d}/{day.month:02d}/{day.year}"),
    dates.map(lambda day: f"{day.year}/{(day.year + 1) % 100:02d}"),
    st.sampled_from(
        ["Q1", "Q3", "Q4 2012/13", "3O.9.12", "31 June", "1st", "3 months", "6-12 months", "10 working days"]
    ),
)
soup = st.lists(
    st.one_of(st.sampled_from(vocabulary), st.sampled_from(months), st.sampled_from(loose), figures), max_size=9
)
texts = st.one_of(st.text(max_size=60), soup.map(" ".join), soup.map("".join))
headings = st.one_of(
    st.none(), st.sampled_from(["Timescale", "Q2 = July to September", "Immediately:", "School plan"]), texts
)


def fields(found: Deadline) -> dict[str, object]:
    return {field: getattr(found, field) for field in FIELDS}


@QUICK
@given(texts, some_date, some_date, headings)
def test_any_text_gives_a_sound_record(
    text: str, base: dt.date | None, written: dt.date | None, heading: str | None
) -> None:
    found = normalise.deadline(text, base_date=base, document_date=written, heading=heading)
    assert found.rule
    assert not (found.start and found.end) or found.start <= found.end
    if found.kind in ("none", "unparseable", "ongoing", "event"):
        assert (found.start, found.end, found.revised_to) == (None, None, None)
    if found.kind == "relative" and found.base_date is not None:
        assert found.base_date == base


@QUICK
@given(texts, some_date, some_date, headings)
def test_reading_is_idempotent_on_its_canonical_form(
    text: str, base: dt.date | None, written: dt.date | None, heading: str | None
) -> None:
    found = normalise.deadline(text, base_date=base, document_date=written, heading=heading)
    said = canonical(found)
    again = normalise.deadline(said, base_date=found.base_date)
    assert fields(again) == fields(found), said
    assert canonical(again) == said


ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
SHAPES = (
    lambda d: f"{d.day}.{d.month}.{d.year % 100:02d}",
    lambda d: f"{d.day:02d}/{d.month:02d}/{d.year}",
    lambda d: f"{d.day}-{d.month}-{d.year % 100:02d}",
    lambda d: f"{d.day} {d:%B} {d.year}",
    lambda d: f"{d.day}{ORDINALS.get(d.day, 'th')} {d:%b} {d.year}",
    lambda d: f"{d:%A} {d.day}{ORDINALS.get(d.day, 'th')} of {d:%B}, {d.year}",
    lambda d: f"{d:%B} {d.day}, {d.year}",
    lambda d: f"{d.day}-{d:%b}-{d.year % 100:02d}",
    lambda d: d.isoformat(),
)
AROUND = (
    "{}",
    "By {}",
    "by {}.",
    "no later than {}",
    "Report to SMT {}",
    "({})",
    "Due {}",
    "All staff trained by {}",
    "{} at the latest",
)


@QUICK
@given(dates, st.sampled_from(SHAPES), st.sampled_from(AROUND))
def test_a_day_is_that_day_in_every_shape(day: dt.date, shape: object, around: str) -> None:
    assert callable(shape)
    text = around.format(shape(day))
    found = normalise.deadline(text, document_date=day - dt.timedelta(days=200))
    assert (found.kind, found.end, found.precision) == ("date", day, "day"), text


@QUICK
@given(dates, dates, st.sampled_from(SHAPES))
def test_a_moved_day_keeps_the_original(first: dt.date, moved: dt.date, shape: object) -> None:
    assert callable(shape)
    for text in (
        f"{shape(first)} (revised to {shape(moved)})",
        f"{shape(moved)} (revised from {shape(first)})",
        f"was {shape(first)} now {shape(moved)}",
    ):
        found = normalise.deadline(text)
        assert (found.end, found.revised_to) == (first, moved), text


@QUICK
@given(st.integers(1, 60), dates)
def test_months_are_calendar_months(count: int, base: dt.date) -> None:
    found = normalise.deadline(f"within {count} months", base_date=base)
    assert found.end is not None
    assert (found.end.year - base.year) * 12 + found.end.month - base.month == count
    assert found.end.day == base.day or (found.end.day < base.day and (found.end + dt.timedelta(1)).day == 1)


@QUICK
@given(texts)
def test_a_date_that_is_given_was_in_the_text(text: str) -> None:
    """Without surroundings no day comes from nowhere: a reading with a day has a figure to show for it."""
    found = normalise.deadline(text)
    if found.end or found.start:
        assert re.search(r"\d|[OoIl|]", text)


LETTERS = "abcdefghijklmnopqrstuvwxyz"


def with_slip(text: str, chance: random.Random) -> str:
    """The text with one letter left out, doubled, changed or swapped, or one figure misread by OCR."""
    marks = list(text)
    figures = [at for at, mark in enumerate(text) if mark in "01"]
    if figures and chance.random() < 0.3:
        at = chance.choice(figures)
        marks[at] = {"0": "O", "1": chance.choice("lI")}[marks[at]]
        return "".join(marks)
    at = chance.choice([at for at, mark in enumerate(text) if mark.isalpha()])
    how = chance.randrange(4)
    if how == 0:
        marks[at] = ""
    elif how == 1:
        marks[at] *= 2
    elif how == 2:
        marks[at] = chance.choice(LETTERS)
    elif at + 1 < len(marks) and marks[at + 1].isalpha():
        marks[at], marks[at + 1] = marks[at + 1], marks[at]
    return "".join(marks)


def test_one_slip_in_a_date_hardly_ever_gives_another_day() -> None:
    """Of dates with one slip most are still read, and next to none as another day ("Jun" for "Jul" cannot be seen)."""
    chance = random.Random(20121019)
    right = wrong = 0
    for _ in range(600):
        day = dt.date(2012, 1, 1) + dt.timedelta(chance.randrange(900))
        text = chance.choice(
            (f"by {day.day} {day:%B} {day.year}", f"{day.day}th {day:%b} {day.year}", f"By {day.day} {day:%b} {day:%y}")
        )
        found = normalise.deadline(with_slip(text, chance), document_date=day - dt.timedelta(100))
        right += found.end == day
        wrong += found.end not in (None, day)
    assert (wrong <= 6, right >= 500) == (True, True), (right, wrong)
