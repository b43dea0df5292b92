"""Chooses which columns an invented plan has, how they are headed and in which order they stand."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from accuracy.records import Column
from accuracy.words import MONTHS, Words, texts

# How often a plan has a column that not every plan has.
EXTRAS = {
    "success_measure": 0.3,
    "resources": 0.18,
    "evidence": 0.15,
    "priority": 0.15,
    "comments": 0.15,
    "other": 0.12,
    "cost": 0.1,
    "risk": 0.1,
    "start_date": 0.08,
    "revised_deadline": 0.08,
    "completed_date": 0.06,
    "status": 0.15,
}
MOST = 10


def choose(words: Words) -> tuple[Column, ...]:
    """The columns of a plan, left to right."""
    chance = words.chance
    front = _front(chance)
    middle = [_headed(chance, "owner")] if chance.random() < 0.96 else []
    middle += [_headed(chance, "deadline")] if not middle or chance.random() < 0.96 else []
    if middle[0].field == "owner" and chance.random() < 0.12:
        middle.insert(1, Column("owner", chance.choice(texts("layout", "headers", "second_owner"))))
    extras = [_headed(chance, field) for field, share in EXTRAS.items() if chance.random() < share]
    chance.shuffle(extras)
    updates = _updates(words)
    room = MOST - len(front) - len(middle) - len(updates)
    return tuple(_ordered(chance, front, [*middle, *extras[: max(room, 0)]], updates))


def _front(chance: random.Random) -> list[Column]:
    shape = chance.random()
    found = [_headed(chance, "number")] if chance.random() < 0.65 else []
    if shape > 0.5:
        found.append(_headed(chance, "recommendation"))
    if shape < 0.85:
        found.append(_headed(chance, "action"))
    return found


def _updates(words: Words) -> list[Column]:
    """The progress and RAG columns: none, one, or two dated ones."""
    chance = words.chance
    shape = chance.random()
    with_rag = chance.random() < 0.65
    rag = [_headed(chance, "rag")] if with_rag else []
    if shape < 0.22:
        return rag
    if shape < 0.8:
        return [_headed(chance, "progress"), *rag]
    return _dated(words, rag)


def _dated(words: Words, rag: Sequence[Column]) -> list[Column]:
    form = words.chance.choice(texts("layout", "headers", "dated_progress"))
    grouped = words.happens(0.5)
    found: list[Column] = []
    for back in (6, 1):
        month = (words.today.month - back - 1) % 12
        year = words.today.year - (words.today.month - back < 1)
        date = f"{MONTHS[month]} {year}"
        if grouped:
            found += [Column("progress", "Progress", date), *(replace(column, group=date) for column in rag)]
        else:
            found += [Column("progress", form.replace("{date}", date)), *rag]
    return found


def _headed(chance: random.Random, field: str) -> Column:
    return Column(field, chance.choice(texts("layout", "headers", field)))


def _ordered(
    chance: random.Random, front: list[Column], middle: list[Column], updates: list[Column]
) -> Sequence[Column]:
    """Mostly what, who, when, how far; sometimes who and when before, sometimes the RAG early."""
    if chance.random() < 0.5:
        chance.shuffle(middle)
    order = chance.random()
    if order < 0.72 or len(updates) > 2:
        found = [*front, *middle, *updates]
    elif order < 0.86:
        found = [*front, *updates, *middle]
    else:
        number = [column for column in front if column.field == "number"]
        found = [*number, *middle, *[column for column in front if column not in number], *updates]
    return _grouped(chance, found)


def _grouped(chance: random.Random, columns: list[Column]) -> list[Column]:
    """Now and then a heading above two neighbours that have none yet."""
    if any(column.group for column in columns) or chance.random() > 0.15:
        return columns
    start = chance.randrange(len(columns) - 1)
    group = chance.choice(texts("layout", "groups"))
    return [
        replace(column, group=group) if place in (start, start + 1) else column for place, column in enumerate(columns)
    ]
