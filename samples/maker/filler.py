"""Invented council prose and tables, for the pages of a pack that hold no plan.

What belongs here: words put together by chance from `content/filler.yaml`, the same each time for the same seed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import yaml

from samples.maker.content import FOLDER
from samples.maker.grid import Cell, Line

RAG_WORDS = ("Green", "Green", "Amber", "Red")
RAG_FILLS = {"Green": "92D050", "Amber": "FFC000", "Red": "FF0000"}


@dataclass(frozen=True, slots=True)
class FillerTable:
    """A table that is no plan: its headings, and for each column the kind of value it holds."""

    header: tuple[str, ...]
    rows: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FillerReport:
    """A report of the pack other than the plan's."""

    item: str
    title: str
    author: str
    table: str
    sections: int


class Filler:
    """Makes up sentences and tables; two of the same seed make up the same."""

    def __init__(self, seed: int, source: Path = FOLDER / "filler.yaml") -> None:
        self.random = random.Random(seed)
        self.pool = cast(Mapping[str, object], yaml.safe_load(source.read_text(encoding="utf-8")))
        self.slots = cast(Mapping[str, Sequence[object]], self.pool["slots"])

    def words(self, key: str) -> list[str]:
        """A list of the filler file."""
        return [str(entry) for entry in cast(Sequence[object], self.pool[key])]

    def reports(self) -> list[FillerReport]:
        return [FillerReport(**entry) for entry in cast(list[dict[str, object]], self.pool["reports"])]  # type: ignore[arg-type]  # YAML

    def sentence(self) -> str:
        """One sentence."""
        opening, clause, tail = (self._filled(self._one(key)) for key in ("openings", "clauses", "tails"))
        return f"{opening} {clause}, {tail}"

    def paragraph(self, least: int = 3, most: int = 6) -> str:
        return " ".join(self.sentence() for _ in range(self.random.randint(least, most)))

    def headings(self, count: int) -> list[str]:
        """Headings in the order that reports have them, some left out."""
        known = self.words("headings")
        return [known[place] for place in sorted(self.random.sample(range(len(known)), min(count, len(known))))]

    def table(self, name: str) -> list[Line]:
        """A table that is no plan, header row first."""
        found = cast(Mapping[str, Mapping[str, object]], self.pool["tables"])[name]
        kinds = cast(list[str], found["cells"])
        lines = [Line(tuple(Cell(str(text)) for text in cast(list[object], found["header"])), "header")]
        lines += [Line(tuple(self._value(kind) for kind in kinds)) for _ in range(cast(int, found["rows"]))]
        return lines

    def forward_plan(self) -> list[list[str]]:
        return cast(list[list[str]], self.pool["forward_plan"])

    def _one(self, key: str) -> str:
        return self.random.choice(self.words(key))

    def _filled(self, text: str) -> str:
        return text.format_map({slot: self.random.choice(values) for slot, values in self.slots.items()})

    def _value(self, kind: str) -> Cell:
        if kind == "word":
            word = self.random.choice(RAG_WORDS)
            return Cell(word, fill=RAG_FILLS[word])
        return Cell(self._makers()[kind]())

    def _makers(self) -> Mapping[str, Callable[[], str]]:
        draw = self.random
        return {
            "service": lambda: str(draw.choice(self.slots["service"])).capitalize(),
            "place": lambda: str(draw.choice(self.slots["place"])),
            "money": lambda: f"{draw.randint(40, 9800):,}",
            "variance": lambda: f"{draw.randint(-160, 240):+d}",
            "percent": lambda: f"{draw.uniform(2, 98):.1f}",
            "number": lambda: str(draw.randint(3, 420)),
            "number5": lambda: str(draw.randint(1, 5)),
            "number25": lambda: str(draw.randint(1, 5) * draw.randint(1, 5)),
            "ref": lambda: f"{draw.choice(['CS', 'NI', 'R'])}{draw.randint(1, 140):03d}",
            "indicator": lambda: self._one("indicators"),
            "school": lambda: (
                f"{draw.choice(self.slots['place'])} {draw.choice(['Primary', 'Infant', 'Junior', 'Academy'])}"
            ),
            "clause": lambda: self._filled(self._one("clauses")).capitalize(),
            "post": lambda: self._one("posts"),
            "arrow": lambda: draw.choice(["up", "down", "level"]),
        }
