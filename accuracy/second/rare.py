"""Shapes that a reader meets once in fifty plans: tables on their side, calendars, logs of updates, plans that prose
interrupts, and columns in any order.

What a reader would write down is told as in `shapes`: a row of the whole width names the group below it, a month
that is painted says nothing in words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from accuracy.second.content import Speech
from accuracy.second.grid import Box, Piece, Sheet
from accuracy.second.shapes import Columns, Made, optional, plan_title
from accuracy.truth import TrueCell, TrueColumn, TruePlan, TrueRow

_MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")
_TIMES = (
    ("Short term (0-3 months)", "Medium term (3-12 months)", "Long term (over 12 months)"),
    ("Immediate", "Within six months", "Within a year"),
    ("Actions to be completed by September", "Actions to be completed by March", "Ongoing actions"),
    ("Quick wins", "Next steps", "Longer term"),
)


def _whole(speech: Speech, columns: Columns, rows: Sequence[tuple[Box, ...]], found: Sequence[TrueRow]) -> Made:
    title = plan_title(speech)
    sheet = Sheet(columns.widths, tuple(rows), repeated=speech.happens(0.6))
    return [Piece("heading", title), Piece("tables", sheets=(sheet,))], [columns.plan(title, found)]


def transposed(speech: Speech) -> Made:
    """Fields down the left, an action in each of the columns beside them."""
    columns = Columns(
        speech, ["number", "action", "owner", "deadline", *optional(speech, "success_measure", "progress")]
    )
    columns.headers = (speech.chance.choice(("Ref", "No", "Action no")), *columns.headers[1:])
    shade = speech.chance.choice(("", "D9E2F3", "EDEDED"))
    across = speech.chance.randint(3, 4)
    title = plan_title(speech)
    pieces, found, at = [Piece("heading", title)], [], 0
    for _ in range(speech.chance.randint(1, 2)):
        made = []
        for _ in range(across):
            at += 1
            boxes, truth = columns.cells(str(at))
            made.append(boxes)
            found.append(TrueRow(tuple(truth)))
        rows = [
            (Box(label, bold=True, fill=shade), *(boxes[place] for boxes in made))
            for place, label in enumerate(columns.headers)
        ]
        pieces += [Piece("tables", sheets=(Sheet((1.0, *[1.6] * across), tuple(rows), top=0),)), Piece("space")]
    return pieces, [columns.plan(title, found)]


def sub_actions(speech: Speech) -> Made:
    """Actions with steps of their own below them, lettered or numbered on, in rows of their own."""
    columns = Columns(speech, ["number", "action", "owner", "deadline", *optional(speech, "progress", "rag")])
    form = speech.chance.choice(("{0}{1}", "{0}.{2}", "{0} {1})", "{0}({1})"))
    rows, found = [columns.header()], []
    for group in range(1, speech.chance.randint(4, 8)):
        steps = speech.chance.randint(1, 4)
        for place in range(steps):
            number = str(group) if place == 0 else form.format(group, "abcd"[place - 1], place)
            boxes, truth = columns.cells(number)
            rows.append(tuple(boxes))
            found.append(TrueRow(tuple(truth)))
    return _whole(speech, columns, rows, found)


def timescales(speech: Speech) -> Made:
    """Groups by when they are due, so that no column says it."""
    columns = Columns(speech, [*optional(speech, "number"), "action", "owner", "progress", *optional(speech, "rag")])
    fill = speech.chance.choice(("", "E7E6E6", "D6E4F0", "1F3864"))
    rows, found, at = [columns.header()], [], 0
    for banner in speech.chance.choice(_TIMES):
        ink = "FFFFFF" if fill == "1F3864" else ""
        rows.append((Box(banner, across=len(columns.fields), bold=True, fill=fill, ink=ink),))
        for _ in range(speech.chance.randint(2, 5)):
            at += 1
            boxes, truth = columns.cells(str(at))
            rows.append(tuple(boxes))
            found.append(TrueRow(tuple(truth), banner))
    return _whole(speech, columns, rows, found)


def smart(speech: Speech) -> Made:
    """An objective merged over its tasks, how success is told, and from when to when."""
    columns = Columns(speech, ["recommendation", "action", "success_measure", "owner", "start_date", "deadline"])
    columns.headers = (
        speech.chance.choice(("Objective", "Strategic objective", "Aim")),
        speech.chance.choice(("Key tasks", "Actions", "Activity", "Steps to be taken")),
        speech.chance.choice(("Success criteria", "Success measure", "Measurable outcome")),
        speech.chance.choice(("Lead", "Lead officer", "Responsible officer")),
        *speech.chance.choice((("Start", "Finish"), ("Start date", "End date"), ("From", "To"))),
    )
    rows, found = [columns.header()], []
    for _ in range(speech.chance.randint(2, 5)):
        asked, size = speech.asked(), speech.chance.randint(1, 4)
        for place in range(size):
            boxes, truth = columns.cells(asked=asked)
            truth[0] = replace(truth[0], carried=place > 0)
            rows.append((*([replace(boxes[0], down=size)] if place == 0 else []), *boxes[1:]))
            found.append(TrueRow(tuple(truth)))
    return _whole(speech, columns, rows, found)


def calendar(speech: Speech) -> Made:
    """A narrow column for every month, painted while the action runs."""
    columns = Columns(speech, [*optional(speech, "number"), "action", "owner", *optional(speech, "deadline", "rag")])
    begin = speech.chance.randrange(12)
    months = [_MONTHS[(begin + at) % 12] for at in range(speech.chance.choice((6, 9, 12)))]
    colour = speech.chance.choice(("8EA9DB", "A9D08E", "7F7F7F"))
    marked = speech.happens(0.3)
    rows = [(*columns.header(), *(Box(month, head=True, bold=True) for month in months))]
    found = []
    for place in range(speech.chance.randint(5, 12)):
        boxes, truth = columns.cells(str(place + 1))
        first = speech.chance.randrange(len(months))
        last = first + speech.chance.randint(0, 4)
        bars = [
            Box(("x" if marked else "") if first <= at <= last else "", fill=colour if first <= at <= last else "")
            for at in range(len(months))
        ]
        rows.append((*boxes, *bars))
        found.append(TrueRow((*truth, *(TrueCell(bar.text) for bar in bars))))
    title = plan_title(speech)
    sheet = Sheet((*columns.widths, *[0.5] * len(months)), tuple(rows), repeated=speech.happens(0.6))
    plan = columns.plan(title, found)
    plan = replace(plan, columns=(*plan.columns, *(TrueColumn(month, "other") for month in months)))
    return [Piece("heading", title), Piece("tables", sheets=(sheet,))], [plan]


def logs(speech: Speech) -> Made:
    """Several updates for every action, each with its month, the newest first or last."""
    columns = Columns(
        speech, [*optional(speech, "number"), "action", "owner", "deadline", "progress", *optional(speech, "rag")]
    )
    at = columns.fields.index("progress")
    form = speech.chance.choice(("{0}: {1}", "{0} - {1}", "{0}\n{1}", "\u2022 {0}: {1}"))
    rows, found = [columns.header()], []
    for place in range(speech.chance.randint(4, 8)):
        boxes, truth = columns.cells(str(place + 1))
        days = sorted({speech.day().replace(day=1) for _ in range(speech.chance.randint(1, 5))})
        text = "\n".join(form.format(day.strftime("%B %Y"), speech.news()) for day in days)
        boxes[at], truth[at] = Box(text), TrueCell(text)
        rows.append(tuple(boxes))
        found.append(TrueRow(tuple(truth)))
    return _whole(speech, columns, rows, found)


def interrupted(speech: Speech) -> Made:
    """A table that prose cuts in two or three; the later parts have no header."""
    columns = Columns(speech, ["number", "action", "owner", "deadline", *optional(speech, "progress", "rag")])
    title = plan_title(speech)
    pieces, found, at = [Piece("heading", title)], [], 0
    for part in range(speech.chance.randint(2, 3)):
        rows = [columns.header()] if part == 0 else []
        for _ in range(speech.chance.randint(2, 5)):
            at += 1
            boxes, truth = columns.cells(str(at))
            rows.append(tuple(boxes))
            found.append(TrueRow(tuple(truth)))
        pieces += [Piece("text", speech.prose(2))] if part else []
        pieces.append(Piece("tables", sheets=(Sheet(columns.widths, tuple(rows), top=int(part == 0)),)))
    return pieces, [columns.plan(title, found)]


def audits(speech: Speech) -> Made:
    """A table for every finding as auditors print it: finding and risk across, below it what is to be done."""
    columns = Columns(speech, ["recommendation", "action", "owner", "deadline"])
    columns.headers = (
        "Recommendation",
        speech.chance.choice(("Agreed action", "Management action", "Management response and agreed action")),
        speech.chance.choice(("Responsible officer", "Officer responsible", "Owner")),
        speech.chance.choice(("Target date", "Implementation date", "Due date", "Timescale")),
    )
    shade = speech.chance.choice(("D9E2F3", "EDEDED", "1F3864"))
    title = plan_title(speech)
    pieces, found = [Piece("heading", title)], []
    for group in range(1, speech.chance.randint(3, 6)):
        banner = f"Finding {group}: {speech.good()}"
        boxes, truth = columns.cells(asked=speech.asked())
        ink = "FFFFFF" if shade == "1F3864" else ""
        rows = [
            (Box(banner, across=4, bold=True, fill=shade, ink=ink),),
            tuple(Box(text, bold=True, fill=shade, ink=ink) for text in columns.headers),
            tuple(boxes),
        ]
        pieces += [Piece("tables", sheets=(Sheet((2.4, 2.6, 1.4, 1.2), tuple(rows), top=0),)), Piece("space")]
        found.append(TrueRow(tuple(truth), banner))
    return pieces, [columns.plan(title, found)]


def shuffled(speech: Speech) -> Made:
    """Columns in any order at all."""
    fields = [
        "number",
        "action",
        "owner",
        "deadline",
        *optional(speech, "progress", "rag", "success_measure", "resources"),
    ]
    speech.chance.shuffle(fields)
    columns = Columns(speech, fields)
    columns.headers = tuple(
        "Ref" if name == "number" else text for name, text in zip(fields, columns.headers, strict=True)
    )
    rows, found = [columns.header()], []
    for place in range(speech.chance.randint(5, 14)):
        boxes, truth = columns.cells(str(place + 1))
        rows.append(tuple(boxes))
        found.append(TrueRow(tuple(truth)))
    return _whole(speech, columns, rows, found)


def theme_tables(speech: Speech) -> Made:
    """A table for every theme, which stands in turned letters down its left side."""
    columns = Columns(speech, ["action", "owner", "deadline", *optional(speech, "success_measure", "progress", "rag")])
    title = plan_title(speech)
    pieces, found = [Piece("heading", title)], []
    for _ in range(speech.chance.randint(2, 3)):
        theme, size = speech.group(), speech.chance.randint(5, 7)
        rows = [(Box("Theme", head=True, bold=True), *columns.header())]
        for at in range(size):
            boxes, truth = columns.cells()
            rows.append((*([Box(theme, down=size, bold=True, turned=True)] if at == 0 else []), *boxes))
            found.append(TrueRow(tuple(truth), theme))
        pieces += [Piece("tables", sheets=(Sheet((0.6, *columns.widths), tuple(rows)),)), Piece("space")]
    return pieces, [columns.plan(title, found)]


def quarters(speech: Speech) -> Made:
    """How far things are, in one column a quarter under a heading of them all."""
    columns = Columns(speech, ["number", "action", "owner", "deadline"])
    names = speech.chance.choice((("Q1", "Q2", "Q3"), ("Quarter 1", "Quarter 2"), ("June 2019", "December 2019")))
    group = speech.chance.choice(("Progress", "Progress update", "Quarterly update"))
    number = columns.headers[0] or "Ref"
    upper = [replace(box, down=2) for box in (Box(number, head=True, bold=True), *columns.header()[1:])]
    rows: list[tuple[Box, ...]] = [
        (*upper, Box(group, across=len(names), head=True, bold=True)),
        tuple(Box(name, head=True, bold=True) for name in names),
    ]
    found = []
    for place in range(speech.chance.randint(4, 9)):
        boxes, truth = columns.cells(str(place + 1))
        news = [speech.news() if speech.happens(0.8) else "" for _ in names]
        rows.append((*boxes, *(Box(text) for text in news)))
        found.append(TrueRow((*truth, *(TrueCell(text) for text in news))))
    title = plan_title(speech)
    plan = columns.plan(title, found)
    plan = TruePlan(title, (*plan.columns, *(TrueColumn(f"{group} {name}", "progress") for name in names)), plan.rows)
    sheet = Sheet((*columns.widths, *[1.8] * len(names)), tuple(rows), top=2, repeated=speech.happens(0.6))
    return [Piece("heading", title), Piece("tables", sheets=(sheet,))], [plan]


def who_and_when(speech: Speech) -> Made:
    """The person with the day below in one column."""
    columns = Columns(speech, ["number", "recommendation", "action", "owner", *optional(speech, "progress", "rag")])
    at = columns.fields.index("owner")
    heads = list(columns.headers)
    heads[at] = speech.chance.choice(
        ("Lead / by when", "Owner and target date", "Lead officer & timescale", "Who / when")
    )
    columns.headers = tuple(heads)
    rows, found = [columns.header()], []
    for place in range(speech.chance.randint(5, 12)):
        boxes, truth = columns.cells(str(place + 1), speech.asked())
        text = f"{speech.owner()}\n{speech.due()}"
        boxes[at], truth[at] = Box(text), TrueCell(text)
        rows.append(tuple(boxes))
        found.append(TrueRow(tuple(truth)))
    return _whole(speech, columns, rows, found)


def repeated_heads(speech: Speech) -> Made:
    """One table; every group has its title across and the headings again below it."""
    columns = Columns(
        speech, [*optional(speech, "number"), "action", "owner", "deadline", *optional(speech, "progress", "rag")]
    )
    fill = speech.chance.choice(("", "E7E6E6", "D6E4F0", "FFF2CC"))
    rows: list[tuple[Box, ...]] = []
    found = []
    for group in range(1, speech.chance.randint(3, 6)):
        banner = f"Priority {group}: {speech.group()}"
        rows += [(Box(banner, across=len(columns.fields), bold=True, fill=fill),), columns.header()]
        for place in range(speech.chance.randint(1, 4)):
            boxes, truth = columns.cells(f"{group}.{place + 1}")
            rows.append(tuple(boxes))
            found.append(TrueRow(tuple(truth), banner))
    title = plan_title(speech)
    sheet = Sheet(columns.widths, tuple(rows), top=0)
    return [Piece("heading", title), Piece("tables", sheets=(sheet,))], [columns.plan(title, found)]


def side_by_side(speech: Speech) -> Made:
    """Two small plans next to each other, each with its own header."""
    title = plan_title(speech)
    pieces, plans, sheets = [Piece("heading", title)], [], []
    for _ in range(2):
        columns = Columns(speech, ["action", "owner", "deadline"])
        rows, found = [columns.header()], []
        for _ in range(speech.chance.randint(3, 6)):
            boxes, truth = columns.cells()
            rows.append(tuple(boxes))
            found.append(TrueRow(tuple(truth)))
        sheets.append(Sheet(columns.widths, tuple(rows)))
        plans.append(columns.plan(title, found))
    return [*pieces, Piece("tables", sheets=tuple(sheets))], plans


SHAPES: Mapping[str, Callable[[Speech], Made]] = {
    "transposed": transposed,
    "sub-actions": sub_actions,
    "timescales": timescales,
    "smart": smart,
    "calendar": calendar,
    "logs": logs,
    "interrupted": interrupted,
    "audits": audits,
    "shuffled": shuffled,
    "theme tables": theme_tables,
    "quarters": quarters,
    "who and when": who_and_when,
    "repeated heads": repeated_heads,
    "side by side": side_by_side,
}
