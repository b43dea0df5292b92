"""Invents tables that are no action plans: budgets, attendance, indicators, risks, forward plans, contents.

What belongs here: the traps. None of them has an action column.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from accuracy.records import OtherTable
from accuracy.words import Words, part, texts
from samples.maker.grid import Cell, Line

FILLS = {"Red": "FF0000", "Amber": "FFC000", "Green": "92D050"}


def names() -> list[str]:
    """The kinds of table that can be invented."""
    return list(cast(Mapping[str, object], part("layout", "tables")))


def table(words: Words, name: str, *, rows: int | None = None) -> OtherTable:
    """A table of a kind, its heading row first."""
    found = cast(Mapping[str, list[str]], part("layout", "tables", name))
    makers = _makers(words)
    lines = [Line(tuple(Cell(text) for text in found["header"]), "header")]
    for _ in range(rows or words.chance.randint(4, 14)):
        texts_of_row = [makers[kind]() for kind in found["cells"]]
        lines.append(Line(tuple(Cell(text, fill=FILLS.get(text, "")) for text in texts_of_row)))
    return OtherTable(tuple(lines))


def _makers(words: Words) -> Mapping[str, Callable[[], str]]:
    chance = words.chance
    services = list(cast(Mapping[str, object], part("words", "services")))
    return {
        "unit": lambda: words.pick("words", "people", "units"),
        "money": lambda: f"{chance.randint(2, 9400):,}",
        "variance": lambda: chance.choice([f"({chance.randint(1, 400)})", str(chance.randint(1, 400)), "-"]),
        "councillor": lambda: f"Cllr {words.pick('words', 'people', 'last')}",
        "tick": lambda: chance.choice(["Present", "Present", "Apologies", "Absent"]),
        "digit": lambda: str(chance.randint(1, 9)),
        "number": lambda: str(chance.randint(10, 480)),
        "measure": lambda: words.pick("words", "measures"),
        "percent": lambda: f"{chance.uniform(1, 99):.1f}",
        "trend": lambda: chance.choice(["Up", "Down", "Same"]),
        "rag": lambda: chance.choice(list(FILLS)),
        "ref": lambda: f"R{chance.randint(1, 60)}",
        "risk": lambda: words.pick("words", "risks"),
        "role": words.role,
        "date": lambda: words.dated(words.day()),
        "subject": lambda: str(part("words", "services", chance.choice(services), "subject")),
        "body": lambda: words.pick("words", "people", "bodies"),
    }


def scatter(words: Words, most: int) -> list[OtherTable]:
    """A few tables of different kinds."""
    return [table(words, name) for name in words.chance.sample(names(), words.chance.randint(0, most))]


def prose_heading(words: Words) -> str:
    return words.chance.choice(texts("words", "prose", "headings"))
