"""The truth about an invented paper, as a file beside its PDF.

What belongs here: the shape of that file, written and read. A row's cells run parallel to its plan's columns, and a
merged cell's text stands in every row that shares it, marked as carried in all but the first.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from accuracy.records import Paper, Plan, ProsePlan, Row

Pages = list[list[list[int]]]


@dataclass(frozen=True, slots=True)
class TrueColumn:
    header: str
    field: str


@dataclass(frozen=True, slots=True)
class TrueCell:
    """`rag` is the colour a reader sees in the cell, null for none."""

    text: str
    rag: str | None = None
    carried: bool = False


@dataclass(frozen=True, slots=True)
class TrueRow:
    """`pages` is empty where the producer does not tell."""

    cells: tuple[TrueCell, ...]
    section: str = ""
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TruePlan:
    title: str
    columns: tuple[TrueColumn, ...]
    rows: tuple[TrueRow, ...]


@dataclass(frozen=True, slots=True)
class TrueClaim:
    text: str
    stated: int
    out_of: int | None


@dataclass(frozen=True, slots=True)
class Truth:
    """All that is known of a paper. `cover` maps a field of the front page to its text (dates as ISO)."""

    name: str
    set_name: str
    traits: tuple[str, ...]
    cover: dict[str, str]
    plans: tuple[TruePlan, ...]
    claims: tuple[TrueClaim, ...]

    @property
    def rows(self) -> int:
        return sum(len(plan.rows) for plan in self.plans)


def of(paper: Paper, pages: Pages | None = None) -> Truth:
    """The truth of a paper; `pages` (plan, row) as far as its producer knows them."""
    known = pages or [[] for _ in paper.plans]
    plans = [_plan(plan, of_plan) for plan, of_plan in zip(paper.plans, known, strict=True)]
    if paper.prose_plan:
        plans.append(_points(paper.prose_plan))
    facts = paper.front
    return Truth(
        name=paper.name,
        set_name=paper.set_name,
        traits=paper.traits,
        cover={
            "authority": facts.official_name,
            "committee": facts.committee,
            "meeting_date": facts.meeting_date.isoformat(),
            "title": facts.title,
        },
        plans=tuple(plans),
        claims=tuple(TrueClaim(claim.text, claim.stated, claim.out_of) for claim in paper.claims),
    )


def write(truth: Truth, target: Path) -> None:
    target.write_text(json.dumps(asdict(truth), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read(source: Path) -> Truth:
    """A truth file."""
    raw = json.loads(source.read_text(encoding="utf-8"))
    return Truth(
        name=raw["name"],
        set_name=raw["set_name"],
        traits=tuple(raw["traits"]),
        cover=raw["cover"],
        plans=tuple(_read_plan(plan) for plan in raw["plans"]),
        claims=tuple(TrueClaim(**claim) for claim in raw["claims"]),
    )


def _plan(plan: Plan, pages: list[list[int]]) -> TruePlan:
    columns = tuple(TrueColumn(column.header, column.field) for column in plan.columns)
    rows, before = [], Row(())
    for place, row in enumerate(plan.rows):
        shares = row.merged and row.section == before.section
        cells = tuple(
            TrueCell(entry.text, entry.rag, carried=shares and column in plan.merged_columns)
            for column, entry in enumerate(row.entries)
        )
        rows.append(TrueRow(cells, row.section, tuple(pages[place]) if pages else ()))
        before = row
    return TruePlan(plan.title, columns, tuple(rows))


def _points(points: ProsePlan) -> TruePlan:
    """Recommendations in prose: each with its number, and the heading that it stands under as its deadline."""
    columns = [TrueColumn("", "recommendation"), TrueColumn("", "deadline")]
    rows: list[TrueRow] = []
    for section, heading, texts in points.groups:
        for place, text in enumerate(texts):
            cells = (TrueCell(text), TrueCell(heading, carried=place > 0))
            number = (TrueCell(f"{len(rows) + 1}."),) if points.numbered else ()
            rows.append(TrueRow((*cells, *number), section))
    if points.numbered:
        columns.append(TrueColumn("", "number"))
    return TruePlan("", tuple(columns), tuple(rows))


def _read_plan(raw: dict[str, Any]) -> TruePlan:
    rows = [
        TrueRow(tuple(TrueCell(**cell) for cell in row["cells"]), row["section"], tuple(row["pages"]))
        for row in raw["rows"]
    ]
    return TruePlan(raw["title"], tuple(TrueColumn(**column) for column in raw["columns"]), tuple(rows))
