"""Invents the rows of a plan: what to do, by whom, by when, how far, in which colour.

What belongs here: a plan's contents. How it is drawn is `style` and the producers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from accuracy import columns as choice
from accuracy.records import Column, Entry, KeyLine, Plan, ProsePlan, Row, Sections
from accuracy.words import Words, part, texts
from samples.maker.grid import Shape

KINDS_OF_PLAN = ("Action Plan", "Improvement Plan", "Action Plan Update", "Delivery Plan", "Action Tracker")
RAG_ORDER = ("green", "green", "amber", "amber", "red", "blue", "grey")
LETTERS = {"red": "R", "amber": "A", "green": "G", "blue": "B", "grey": "-"}
TAILS = ("", "", "", " and report to {group}", " in {place}", " by way of a {few}-month pilot", ", reviewed by {group}")


_SHAPES: Mapping[str, Shape] = {"circle": "circle", "square": "square"}


@dataclass(frozen=True, slots=True)
class RagStyle:
    """How a plan shows its colours: the way, and the palette by colour name."""

    way: str
    palette: Mapping[str, str]
    shown: tuple[str, ...]

    def entry(self, rag: str) -> Entry:
        """The cell for a colour."""
        word, fill = rag.capitalize(), self.palette[rag]
        if self.way == "fill":
            return Entry(rag=rag, fill=fill)
        if shape := _SHAPES.get(self.way):
            return Entry(rag=rag, shape=shape, shape_colour=fill)
        if self.way == "coloured word":
            return Entry(word, rag, ink=fill)
        text = LETTERS[rag] if self.way.startswith("letter") else word
        return Entry(text, rag, fill=fill if self.way.endswith("fill") else "")


def plan(words: Words, rows: int, *, columns: Sequence[Column] | None = None) -> Plan:
    """A plan of so many rows."""
    chosen = tuple(columns) if columns else choice.choose(words)
    service = words.chance.choice(list(cast(Mapping[str, object], part("words", "services"))))
    rag = rag_style(words)
    return _Builder(words, chosen, service, rag).plan(rows)


def rag_style(words: Words) -> RagStyle:
    """A way to show colours, with a palette and the colours that the plan uses."""
    chance = words.chance
    palette = cast(list[dict[str, str]], part("layout", "palettes"))
    shown: tuple[str, ...] = ("red", "amber", "green")
    shown += ("blue",) if words.happens(0.35) else ()
    shown += ("grey",) if words.happens(0.12) else ()
    return RagStyle(chance.choice(texts("layout", "rag_styles")), chance.choice(palette), shown)


def prose_plan(words: Words) -> ProsePlan:
    """Recommendations under time headings, in one or two sections."""
    services = words.chance.sample(list(cast(Mapping[str, object], part("words", "services"))), 4)
    headings = words.chance.choice(
        (
            ("Immediately:", "Within three months:", "Within six months:"),
            ("Within 1 month", "Within 6 months", "Within 12 months"),
        )
    )
    sections = ("",) if words.happens(0.5) else ("Leadership and governance", "Services for residents")
    groups, used = [], set[str]()
    for section in sections:
        for heading, service in zip(headings, services, strict=False):
            known = [text for text in texts("words", "services", service, "recommendations") if text not in used]
            found = tuple(
                words.filled(text) for text in words.chance.sample(known, min(len(known), words.chance.randint(1, 3)))
            )
            used |= set(found)
            if found:
                groups.append((section, heading, found))
    return ProsePlan(tuple(groups), numbered=words.happens(0.4))


class _Builder:
    """Puts one plan together."""

    def __init__(self, words: Words, columns: tuple[Column, ...], service: str, rag: RagStyle) -> None:
        self.words, self.columns, self.service, self.rag = words, columns, service, rag
        self.fields = {column.field for column in columns}
        self.used: set[str] = set()
        self.number = 0
        self.step = 0
        self.nested = {"recommendation", "action"} <= self.fields and words.happens(0.65)
        self.numbering = words.chance.choice(("{n}", "{n}.", "{n}.{m}" if self.nested else "A{n}", "R{n}", "{n:02d}"))
        self.long_rows = words.happens(0.15)

    def plan(self, rows: int) -> Plan:
        found: list[Row] = []
        sections = self._sections(rows)
        for place, section in enumerate(sections, 1):
            self._group(found, section, rows * place // len(sections))
        subject = part("words", "services", self.service, "subject")
        merged = self._merged()
        return Plan(
            title=f"{subject} {self.words.chance.choice(KINDS_OF_PLAN)}",
            columns=self.columns,
            rows=tuple(found),
            merged_columns=merged,
            sections=self._section_way(found, merged),
            key=self._key(),
            empty_numbers=2 if self.columns[0].field == "number" and self.words.happens(0.06) else 0,
        )

    def _merged(self) -> frozenset[int]:
        """The columns that one recommendation's actions share."""
        shared = {"recommendation"} if "{m}" in self.numbering else {"recommendation", "number"}
        places = (place for place, column in enumerate(self.columns) if column.field in shared)
        return frozenset(places) if self.nested else frozenset()

    def _sections(self, rows: int) -> list[str]:
        """Names of the groups of rows: one without a name, or two to four with."""
        if rows < 5 or not self.words.happens(0.4):
            return [""]
        chosen = self.words.chance.sample(texts("words", "sections"), self.words.chance.randint(2, 4))
        return [text.replace("{n}", str(place)) for place, text in enumerate(chosen, 1)]

    def _group(self, found: list[Row], section: str, wanted: int) -> None:
        while len(found) < wanted:
            size = self.words.chance.randint(1, 4) if self.nested else 1
            self.number += 1
            recommendation = self._fresh("recommendations")
            number = self.numbering.format(n=self.number, m=1)
            for place in range(min(size, wanted - len(found))):
                self.step = place + 1
                number = self.numbering.format(n=self.number, m=self.step) if "{m}" in self.numbering else number
                entries = tuple(self._entry(column, recommendation, number) for column in self.columns)
                found.append(Row(entries, section, merged=place > 0))

    def _section_way(self, rows: Sequence[Row], merged: frozenset[int]) -> Sections:
        if not rows or not rows[0].section:
            return "none"
        return "first cell" if not merged and self.words.happens(0.15) else "rows"

    def _key(self) -> tuple[KeyLine, ...]:
        if "rag" not in self.fields or not self.words.happens(0.4):
            return ()
        meanings = self.words.chance.choice(cast(list[dict[str, str]], part("layout", "keys")))
        return tuple(KeyLine(rag, self.rag.palette[rag], meanings[rag]) for rag in self.rag.shown)

    def _fresh(self, kind: str) -> str:
        """A text of the service that this plan has not used, with a tail where all are used."""
        for _ in range(60):
            text = self.words.pick("words", "services", self.service, kind)
            tail = self.words.filled(self.words.chance.choice(TAILS)) if kind == "actions" else ""
            if text + tail not in self.used:
                self.used.add(text + tail)
                return text + tail
            if self.words.happens(0.1):
                self.service = self.words.chance.choice(list(cast(Mapping[str, object], part("words", "services"))))
        return f"{text} (part {self.number}.{self.step})"

    def _entry(self, column: Column, recommendation: str, number: str) -> Entry:
        if column.field in ("recommendation", "number"):
            return Entry(recommendation if column.field == "recommendation" else number)
        if column.field == "rag":
            known = [rag for rag in RAG_ORDER if rag in self.rag.shown]
            return Entry() if self.words.happens(0.06) else self.rag.entry(self.words.chance.choice(known))
        return Entry(self._makers()[column.field]())

    def _makers(self) -> Mapping[str, Callable[[], str]]:
        words, blank = self.words, self.words.happens(0.35)
        return {
            "action": self._action,
            "owner": words.owner,
            "deadline": lambda: "" if words.happens(0.05) else words.deadline(),
            "progress": lambda: words.sentences(11) if self.long_rows and words.happens(0.15) else words.progress(),
            "status": lambda: words.chance.choice(["Not started", "In progress", "On track", "Complete", "Delayed"]),
            "priority": lambda: words.chance.choice(["High", "Medium", "Low"]),
            "success_measure": lambda: words.pick("words", "measures"),
            "evidence": lambda: "" if blank else words.pick("words", "evidence"),
            "resources": lambda: words.pick("words", "resources"),
            "cost": lambda: words.chance.choice(["£5,000", "£12,500", "Nil", "£40k", "£1.2m"]),
            "risk": lambda: words.pick("words", "risks"),
            "comments": lambda: "" if blank else words.pick("words", "comments"),
            "completed_date": lambda: "" if blank else words.dated(words.day(-200, -5)),
            "revised_deadline": lambda: "" if blank else words.dated(words.day(60, 500)),
            "start_date": lambda: words.dated(words.day(-300, -100)),
            "other": lambda: words.chance.choice(["All", "Goal 3", "Castle Ward", "Priority 2, Goal 4", "Northgate"]),
        }

    def _action(self) -> str:
        text = self._fresh("actions")
        if self.words.happens(0.12):
            return "\n".join((f"{text}:", *self.words.points()))
        if self.words.happens(0.1):
            return f"{text}\n{self.words.sentences(1)}"
        return text
