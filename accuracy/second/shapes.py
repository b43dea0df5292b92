"""The plans of the second family: each shape gives its tables and the rows that a reader would write down."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from accuracy.second.content import Speech
from accuracy.second.grid import Box, Piece, Sheet
from accuracy.truth import TrueCell, TrueColumn, TruePlan, TrueRow

Made = tuple[list[Piece], list[TruePlan]]

HEADS: Mapping[str, tuple[str, ...]] = {
    "number": ("Ref", "No", "#", "Item", ""),
    "recommendation": (
        "Recommendation",
        "Finding",
        "Inspectors' recommendation",
        "Area for development",
        "What they said",
    ),
    "action": (
        "Action",
        "Actions we will take",
        "Agreed action",
        "Task / activity",
        "Our response: actions",
        "Key actions",
    ),
    "owner": ("Lead", "Lead officer", "Owner", "Responsible", "By whom", "Accountable officer", "Named lead"),
    "deadline": ("By when", "Target date", "Deadline", "Timescale", "Due", "Completion date", "When"),
    "progress": ("Progress", "Update", "Position statement", "Latest position", "Commentary on progress"),
    "success_measure": ("Success measure", "Impact", "Intended outcome", "How we will know"),
    "rag": ("RAG", "RAG rating", "BRAG", "R A G"),
    "start_date": ("Start date", "Start", "From"),
    "resources": ("Resources", "Resources required", "Resources needed"),
    "status": ("Status", "Current status"),
    "section": ("Theme", "Priority area", "Workstream"),
}
WIDTH = {
    "number": 0.6,
    "action": 3.4,
    "recommendation": 2.6,
    "owner": 1.7,
    "deadline": 1.3,
    "progress": 2.8,
    "rag": 0.8,
    "success_measure": 2.0,
    "start_date": 1.1,
    "resources": 1.8,
    "status": 1.1,
    "section": 1.5,
}
_RAG = {"red": "FF3B30", "amber": "FFBF00", "green": "4CAF50", "blue": "2F80ED"}


class Columns:
    """A plan's columns and their cells."""

    def __init__(self, speech: Speech, fields: Sequence[str], *, rag: str = "") -> None:
        self.speech, self.fields = speech, tuple(fields)
        self.headers = tuple(speech.chance.choice(HEADS[name]) for name in fields)
        self.rag = rag or speech.chance.choice(("fill", "word", "letter", "dot", "word on fill"))
        self.palette = dict(_RAG) if speech.happens(0.7) else {k: _RAG[k] for k in ("red", "amber", "green")}
        self.empty_news = speech.happens(0.15)
        self.count = 0

    @property
    def widths(self) -> tuple[float, ...]:
        return tuple(WIDTH[name] for name in self.fields)

    def header(self) -> tuple[Box, ...]:
        return tuple(Box(text, head=True, bold=True) for text in self.headers)

    def cells(self, number: str = "", asked: str = "") -> tuple[list[Box], list[TrueCell]]:
        boxes, truth = [], []
        for name in self.fields:
            box, true = self._cell(name, number, asked)
            boxes.append(box)
            truth.append(true)
        return boxes, truth

    def _cell(self, name: str, number: str, asked: str) -> tuple[Box, TrueCell]:
        speech = self.speech
        if name == "rag":
            return self._colour()
        makers: Mapping[str, Callable[[], str]] = {
            "number": lambda: number,
            "recommendation": lambda: asked,
            "action": speech.action,
            "owner": speech.owner,
            "deadline": lambda: "" if speech.happens(0.04) else speech.due(),
            "progress": lambda: "" if self.empty_news or speech.happens(0.15) else speech.news(),
            "success_measure": speech.good,
            "start_date": speech.due,
            "resources": speech.means,
            "status": speech.verdict,
            "section": speech.theme,
        }
        text = makers[name]()
        return Box(text), TrueCell(text)

    def _colour(self) -> tuple[Box, TrueCell]:
        name = self.speech.chance.choice(list(self.palette))
        colour = self.palette[name]
        box = {
            "fill": Box(fill=colour),
            "word": Box(name.capitalize()),
            "letter": Box(name[0].upper(), fill=colour if self.speech.happens(0.5) else ""),
            "dot": Box("\u25cf", ink=colour),
            "word on fill": Box(name.upper(), fill=colour),
        }[self.rag]
        return box, TrueCell(box.text, name)

    def plan(self, title: str, rows: Sequence[TrueRow]) -> TruePlan:
        named = zip(self.headers, self.fields, strict=True)
        columns = tuple(TrueColumn(text, name) for text, name in named if name != "section")
        return TruePlan(title, columns, tuple(rows))


def plan_title(speech: Speech) -> str:
    subject = speech.chance.choice(
        ("Ofsted focused visit", "LGA peer challenge", "SEND local area review", "Care standards")
    )
    return f"{subject}: {speech.chance.choice(('improvement plan', 'action plan', 'response and action plan'))}"


def optional(speech: Speech, *names: str) -> list[str]:
    return [name for name in names if speech.happens(0.65)]


def plain(speech: Speech) -> Made:
    """One row an action; sometimes no number."""
    columns = Columns(
        speech,
        [
            *optional(speech, "number"),
            "action",
            "owner",
            "deadline",
            *optional(speech, "success_measure", "progress", "rag"),
        ],
    )
    found, rows = [columns.header()], []
    for place in range(speech.chance.randint(5, 22)):
        boxes, truth = columns.cells(str(place + 1))
        found.append(tuple(boxes))
        rows.append(TrueRow(tuple(truth)))
    title = plan_title(speech)
    sheet = Sheet(columns.widths, tuple(found), repeated=speech.happens(0.6))
    return [Piece("heading", title), Piece("tables", sheets=(sheet,))], [columns.plan(title, rows)]


def banners(speech: Speech) -> Made:
    """What was asked for stands in a row of its own across the table, above its actions."""
    columns = Columns(
        speech, [*optional(speech, "number"), "action", "owner", "deadline", *optional(speech, "progress", "rag")]
    )
    found, rows = [columns.header()], []
    fill = speech.chance.choice(("", "E7E6E6", "D6E4F0", "FFF2CC"))
    for group in range(1, speech.chance.randint(3, 6)):
        banner = speech.chance.choice(
            (f"Recommendation {group}: {speech.asked()}", f"Priority {group} - {speech.group()}")
        )
        found.append((Box(banner, across=len(columns.fields), bold=True, fill=fill),))
        for place in range(speech.chance.randint(1, 4)):
            boxes, truth = columns.cells(f"{group}.{place + 1}")
            found.append(tuple(boxes))
            rows.append(TrueRow(tuple(truth), banner))
    title = plan_title(speech)
    sheet = Sheet(columns.widths, tuple(found), repeated=speech.happens(0.7))
    return [Piece("heading", title), Piece("tables", sheets=(sheet,))], [columns.plan(title, rows)]


def merged(speech: Speech) -> Made:
    """Number and recommendation run down over several actions."""
    columns = Columns(
        speech, ["number", "recommendation", "action", "owner", "deadline", *optional(speech, "progress", "rag")]
    )
    found, rows = [columns.header()], []
    for group in range(1, speech.chance.randint(3, 7)):
        asked, size = speech.asked(), speech.chance.randint(1, 4)
        for place in range(size):
            boxes, truth = columns.cells(f"R{group}", asked)
            truth[:2] = [replace(cell, carried=place > 0) for cell in truth[:2]]
            shown = [replace(box, down=size) for box in boxes[:2]] if place == 0 else []
            found.append((*shown, *boxes[2:]))
            rows.append(TrueRow(tuple(truth)))
    title = plan_title(speech)
    return [Piece("heading", title), Piece("tables", sheets=(Sheet(columns.widths, tuple(found)),))], [
        columns.plan(title, rows)
    ]


def turned_themes(speech: Speech) -> Made:
    """A narrow first column with the theme in turned letters, merged over its rows."""
    columns = Columns(
        speech, ["number", "action", "owner", "deadline", *optional(speech, "success_measure", "progress", "rag")]
    )
    found: list[tuple[Box, ...]] = [(Box("Theme", head=True, bold=True), *columns.header())]
    rows, place = [], 0
    for _ in range(speech.chance.randint(2, 3)):
        theme, size = speech.group(), speech.chance.randint(4, 6)
        for at in range(size):
            place += 1
            boxes, truth = columns.cells(str(place))
            found.append((*([Box(theme, down=size, bold=True, turned=True)] if at == 0 else []), *boxes))
            rows.append(TrueRow(tuple(truth), theme))
    title = plan_title(speech)
    sheet = Sheet((0.6, *columns.widths), tuple(found))
    return [Piece("heading", title), Piece("tables", sheets=(sheet,))], [columns.plan(title, rows)]


def one_table_each(speech: Speech) -> Made:
    """A table for every recommendation, with the recommendation as its title above it."""
    columns = Columns(
        speech, [*optional(speech, "number"), "action", "owner", "deadline", *optional(speech, "progress", "rag")]
    )
    title = plan_title(speech)
    pieces, rows = [Piece("heading", title)], []
    for group in range(1, speech.chance.randint(3, 6)):
        heading = f"Recommendation {group}: {speech.asked()}"
        found = [columns.header()]
        for place in range(speech.chance.randint(2, 4)):
            boxes, truth = columns.cells(f"{group}.{place + 1}")
            found.append(tuple(boxes))
            rows.append(TrueRow(tuple(truth), heading))
        pieces += [Piece("heading", heading), Piece("tables", sheets=(Sheet(columns.widths, tuple(found)),))]
    return pieces, [columns.plan(title, rows)]


def forms(speech: Speech) -> Made:
    """A small form for every action: labels down the left, what they say on the right."""
    columns = Columns(
        speech, ["recommendation", "action", "owner", "deadline", *optional(speech, "success_measure", "progress")]
    )
    title = plan_title(speech)
    pieces, rows = [Piece("heading", title)], []
    shade = speech.chance.choice(("", "D9E2F3", "EDEDED"))
    for _ in range(speech.chance.randint(3, 8)):
        boxes, truth = columns.cells(asked=speech.asked())
        form = [(Box(label, bold=True, fill=shade), box) for label, box in zip(columns.headers, boxes, strict=True)]
        pieces += [Piece("tables", sheets=(Sheet((1.0, 3.2), tuple(form), top=0),)), Piece("space")]
        rows.append(TrueRow(tuple(truth)))
    return pieces, [columns.plan(title, rows)]


def two_levels(speech: Speech) -> Made:
    """Headings in two rows: who and when as groups."""
    columns = Columns(speech, ["number", "action", "owner", "owner", "deadline", "progress"])
    lead, support = speech.chance.choice((("Lead", "Support"), ("Officer", "Member"), ("Accountable", "Responsible")))
    due = speech.chance.choice(("Target date", "Due date", "Completion date"))
    above = (
        Box(columns.headers[0] or "Ref", down=2, head=True, bold=True),
        Box("Action", down=2, head=True, bold=True),
        Box("Who is responsible", across=2, head=True, bold=True),
        Box("Delivery", across=2, head=True, bold=True),
    )
    below = tuple(Box(text, head=True, bold=True) for text in (lead, support, due, "Progress"))
    found: list[tuple[Box, ...]] = [above, below]
    rows = []
    for place in range(speech.chance.randint(5, 14)):
        boxes, truth = columns.cells(str(place + 1))
        found.append(tuple(boxes))
        rows.append(TrueRow(tuple(truth)))
    title = plan_title(speech)
    sheet = Sheet(columns.widths, tuple(found), top=2)
    return [Piece("heading", title), Piece("tables", sheets=(sheet,))], [columns.plan(title, rows)]


SHAPES: Mapping[str, Callable[[Speech], Made]] = {
    "plain": plain,
    "banners": banners,
    "merged": merged,
    "turned themes": turned_themes,
    "one table each": one_table_each,
    "forms": forms,
    "two levels": two_levels,
}
