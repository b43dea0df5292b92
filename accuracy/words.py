"""Draws invented words from the content files: sentences, owners, deadlines, progress.

What belongs here: the text of single cells. Which cells a plan has is `invent`.
"""

from __future__ import annotations

import calendar
import datetime as dt
import random
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import cast

import yaml

CONTENT = Path(__file__).parent / "content"
Pool = Mapping[str, object]

MONTHS = list(calendar.month_name)[1:]


@cache
def pool(name: str) -> Pool:
    """A content file, loaded once."""
    return cast(Pool, yaml.safe_load((CONTENT / f"{name}.yaml").read_text(encoding="utf-8")))


def part(name: str, *keys: str) -> object:
    """A part of a content file."""
    found: object = pool(name)
    for key in keys:
        found = cast(Pool, found)[key]
    return found


def texts(name: str, *keys: str) -> list[str]:
    """A list of a content file."""
    return [str(entry) for entry in cast(Sequence[object], part(name, *keys))]


class Words:
    """Draws words by chance; two of the same seed and order of calls draw the same."""

    def __init__(self, chance: random.Random, today: dt.date) -> None:
        self.chance = chance
        self.today = today

    def pick(self, name: str, *keys: str) -> str:
        return self.filled(self.chance.choice(texts(name, *keys)))

    def filled(self, text: str) -> str:
        """The text with its {slots} filled."""
        slots = cast(Mapping[str, Sequence[str]], part("words", "slots"))
        return text.format_map({key: self.chance.choice(values) for key, values in slots.items()} | {"n": "{n}"})

    def happens(self, share: float) -> bool:
        return self.chance.random() < share

    # Owners

    def person(self) -> str:
        first, last = self.pick("words", "people", "first"), self.pick("words", "people", "last")
        forms = (f"{first} {last}", f"{first} {last}", f"{first} {last}", f"{first[0]}. {last}", f"Cllr {first} {last}")
        return self.chance.choice(forms)

    def role(self) -> str:
        return f"{self.pick('words', 'people', 'heads')} {self.pick('words', 'people', 'units')}"

    def owner(self) -> str:
        """An owner cell: one to three owners in one of the ways that papers write them."""
        kinds = (
            self.person,
            self.role,
            self.role,
            lambda: f"{self.person()}, {self.role()}",
            lambda: f"{self.person()} ({self.role()})",
            lambda: f"{self.person()} / {self.person()}",
            lambda: f"{self.role()}\n{self.role()}",
            lambda: f"{self.role()} and {self.pick('words', 'people', 'bodies')}",
            lambda: self.pick("words", "people", "teams"),
            lambda: self.pick("words", "people", "short"),
            lambda: f"{self.pick('words', 'people', 'short')}/{self.pick('words', 'people', 'short')}",
        )
        return self.chance.choice(kinds)()

    # Dates

    def day(self, least: int = -200, most: int = 500) -> dt.date:
        return self.today + dt.timedelta(days=self.chance.randint(least, most))

    def dated(self, day: dt.date) -> str:
        """A day in one of the ways that papers write it."""
        month = MONTHS[day.month - 1]
        forms = (
            f"{day.day} {month} {day.year}",
            f"{day.day:02d}/{day.month:02d}/{day.year}",
            f"{day.day}.{day.month}.{day.year % 100:02d}",
            f"{month} {day.year}",
            f"{month[:3]}-{day.year % 100:02d}",
            f"{month[:3]} {day.year}",
        )
        return self.chance.choice(forms)

    def deadline(self) -> str:
        """A deadline cell."""
        day = self.day()
        year = day.year if day.month > 3 else day.year - 1
        worded = (
            f"By {self.dated(day)}",
            f"End of {MONTHS[day.month - 1]} {day.year}",
            f"Q{self.chance.randint(1, 4)} {year}/{(year + 1) % 100:02d}",
            f"{year}/{(year + 1) % 100:02d}",
            self.chance.choice(["Within three months", "Within 6 months", "Immediate", "Ongoing", "Monthly", "TBC"]),
            f"{self.chance.choice(['Spring', 'Summer', 'Autumn'])} {day.year}",
            f"{self.dated(day)} (revised to {self.dated(day + dt.timedelta(days=90))})",
        )
        return self.dated(day) if self.happens(0.6) else self.chance.choice(worded)

    # Prose of cells

    def progress(self, most: int = 4) -> str:
        """A progress cell: a few words, sentences, paragraphs, or points."""
        form = self.chance.random()
        if form < 0.12:
            return ""
        if form < 0.3:
            return self.pick("words", "progress", "short")
        if form < 0.8:
            return self.sentences(self.chance.randint(1, most))
        if form < 0.9:
            return "\n".join((self.sentences(1), self.sentences(self.chance.randint(1, most))))
        return "\n".join((self.sentences(1), *self.points()))

    def points(self) -> list[str]:
        chosen = self.chance.sample(texts("words", "progress", "points"), self.chance.randint(2, 4))
        return [f"• {self.filled(point)}" for point in chosen]

    def sentences(self, count: int) -> str:
        known = texts("words", "progress", "sentences")
        chosen = self.chance.sample(known, min(count, len(known)))
        return " ".join(_capital(self.filled(sentence)) for sentence in chosen)

    def prose(self, count: int) -> str:
        """A paragraph of a report."""
        known = texts("words", "prose", "openings")
        return " ".join(_capital(self.filled(text)) for text in self.chance.sample(known, min(count, len(known))))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
