"""Shapes that councils use less often, each made of the same words as the others.

A row that spans the table and names what was asked for is the section of the rows below it, as in `shapes.banners`;
where its number stands in a cell of its own, a reader takes both together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from accuracy.second.content import Speech
from accuracy.second.grid import Box, Piece, Sheet
from accuracy.second.shapes import Columns, Made, optional, plan_title
from accuracy.truth import TrueCell, TrueRow


def _one_sheet(speech: Speech, columns: Columns, rows: Sequence[tuple[Box, ...]], found: Sequence[TrueRow]) -> Made:
    title = plan_title(speech)
    sheet = Sheet(columns.widths, tuple(rows), repeated=speech.happens(0.7))
    return [Piece("heading", title), Piece("tables", sheets=(sheet,))], [columns.plan(title, found)]


def _listed(speech: Speech, columns: Columns, most: int = 12) -> Made:
    """One row an action under one header; a column of sections gives the rows theirs."""
    rows, found = [columns.header()], []
    for place in range(speech.chance.randint(5, most)):
        boxes, truth = columns.cells(str(place + 1), speech.asked() if "recommendation" in columns.fields else "")
        rows.append(tuple(boxes))
        themes = [cell.text for cell, name in zip(truth, columns.fields, strict=True) if name == "section"]
        kept = [cell for cell, name in zip(truth, columns.fields, strict=True) if name != "section"]
        found.append(TrueRow(tuple(kept), " ".join(themes)))
    return _one_sheet(speech, columns, rows, found)


def headed_forms(speech: Speech) -> Made:
    """A small table for every recommendation: it across the top, below it labels with what they say."""
    columns = Columns(speech, ["action", "owner", "deadline", *optional(speech, "success_measure"), "progress"])
    title = plan_title(speech)
    shade = speech.chance.choice(("", "D9E2F3", "EDEDED"))
    band = speech.chance.choice(("", "BDD7EE", "E2EFD9"))
    pieces, found = [Piece("heading", title)], []
    for group in range(1, speech.chance.randint(4, 8)):
        banner = f"Recommendation {group}: {speech.asked()}"
        boxes, truth = columns.cells()
        form: list[tuple[Box, ...]] = [(Box(banner, across=2, bold=True, fill=band),)]
        form += [(Box(label, bold=True, fill=shade), box) for label, box in zip(columns.headers, boxes, strict=True)]
        pieces += [Piece("tables", sheets=(Sheet((1.0, 3.2), tuple(form), top=0),)), Piece("space")]
        found.append(TrueRow(tuple(truth), banner))
    return pieces, [columns.plan(title, found)]


def headed_grids(speech: Speech) -> Made:
    """A table for every recommendation: it across the top, below it the headings and the actions."""
    fields = [*optional(speech, "number"), "action", "owner", "deadline", *optional(speech, "progress", "rag")]
    columns = Columns(speech, fields)
    title = plan_title(speech)
    fill = speech.chance.choice(("", "E7E6E6", "D6E4F0", "FFF2CC"))
    pieces, found = [Piece("heading", title)], []
    for group in range(1, speech.chance.randint(3, 6)):
        banner = f"{speech.chance.choice(('Recommendation', 'Rec'))} {group}: {speech.asked()}"
        rows = [(Box(banner, across=len(fields), bold=True, fill=fill),), columns.header()]
        for place in range(speech.chance.randint(2, 4)):
            boxes, truth = columns.cells(f"{group}.{place + 1}")
            rows.append(tuple(boxes))
            found.append(TrueRow(tuple(truth), banner))
        pieces += [Piece("tables", sheets=(Sheet(columns.widths, tuple(rows), top=0),)), Piece("space")]
    return pieces, [columns.plan(title, found)]


def numbered_groups(speech: Speech) -> Made:
    """Recommendations in rows of their own, their number in the first column and their text across the others."""
    columns = Columns(speech, ["number", "action", "owner", "deadline", *optional(speech, "progress", "rag")])
    fill = speech.chance.choice(("", "E7E6E6", "D6E4F0"))
    rows, found = [columns.header()], []
    for group in range(1, speech.chance.randint(3, 6)):
        asked = speech.asked()
        across = len(columns.fields) - 1
        rows.append((Box(str(group), bold=True, fill=fill), Box(asked, across=across, bold=True, fill=fill)))
        for place in range(speech.chance.randint(1, 4)):
            boxes, truth = columns.cells(f"{group}.{place + 1}")
            rows.append(tuple(boxes))
            found.append(TrueRow(tuple(truth), f"{group} {asked}"))
    return _one_sheet(speech, columns, rows, found)


def cards(speech: Speech) -> Made:
    """A form of four columns for every action: what to do across three, then who and when beside each other."""
    columns = Columns(speech, ["number", "action", "owner", "deadline", "status", "resources", "progress"])
    title = plan_title(speech)
    shade = speech.chance.choice(("D9E2F3", "EDEDED", ""))
    headers = ("Action no", *columns.headers[1:])
    columns.headers = headers
    pieces, found = [Piece("heading", title)], []
    for place in range(speech.chance.randint(3, 7)):
        boxes, truth = columns.cells(f"A{place + 1}")
        pairs = [(Box(text, bold=True, fill=shade), box) for text, box in zip(headers, boxes, strict=True)]
        form: list[tuple[Box, ...]] = [
            (*pairs[0], *pairs[4]),
            (pairs[1][0], replace(pairs[1][1], across=3)),
            (*pairs[2], *pairs[3]),
            (pairs[5][0], replace(pairs[5][1], across=3)),
            (pairs[6][0], replace(pairs[6][1], across=3)),
        ]
        pieces += [Piece("tables", sheets=(Sheet((1.0, 2.0, 1.0, 2.0), tuple(form), top=0),)), Piece("space")]
        found.append(TrueRow(tuple(truth)))
    return pieces, [columns.plan(title, found)]


def odd_order(speech: Speech) -> Made:
    """The colour first, or the day, or the person."""
    orders = (
        ("rag", "number", "action", "owner", "deadline", "progress"),
        ("deadline", "action", "owner", "rag"),
        ("owner", "action", "deadline", "progress"),
        ("rag", "deadline", "owner", "recommendation", "action"),
        ("number", "rag", "action", "deadline", "progress", "owner"),
    )
    return _listed(speech, Columns(speech, speech.chance.choice(orders)))


def wide(speech: Speech) -> Made:
    """Nine and more columns."""
    fields = [
        *("number", "section", "recommendation", "action", "owner"),
        *optional(speech, "start_date"),
        *("deadline", "resources", "success_measure", "progress", "rag"),
    ]
    return _listed(speech, Columns(speech, fields), most=10)


def questions(speech: Speech) -> Made:
    """Headings that ask."""
    headers = {
        "recommendation": ("What needs to improve?", "What did inspectors say?", "What they said"),
        "action": ("What we will do", "What will we do?", "What are we going to do?"),
        "success_measure": ("How we will know", "How will we know?", "What difference will it make?"),
        "owner": ("Who", "Who will do it?", "Who is responsible?"),
        "deadline": ("When", "By when?", "When will it be done?"),
        "progress": ("How are we doing?", "What have we done so far?", "Progress"),
    }
    fields = [*optional(speech, "recommendation"), "action", *speech.chance.sample(["success_measure", "owner"], 2)]
    columns = Columns(speech, [*fields, "deadline", *optional(speech, "progress", "rag")])
    columns.headers = tuple(
        speech.chance.choice(headers[name]) if name in headers else text
        for name, text in zip(columns.fields, columns.headers, strict=True)
    )
    return _listed(speech, columns)


def split_cells(speech: Speech) -> Made:
    """Lettered steps in one cell, who and when lettered beside them: still one row of the table."""
    columns = Columns(speech, ["number", "recommendation", "action", "owner", "deadline", *optional(speech, "rag")])
    makers: Mapping[str, Callable[[], str]] = {"action": speech.action, "owner": speech.owner, "deadline": speech.due}
    rows, found = [columns.header()], []
    for place in range(1, speech.chance.randint(5, 10)):
        boxes, truth = columns.cells(str(place), speech.asked())
        letters = "abc"[: speech.chance.randint(1, 3)] if speech.happens(0.7) else ""
        for at, name in enumerate(columns.fields):
            if letters and name in makers:
                text = "\n".join(f"{letter}) {makers[name]()}" for letter in letters)
                boxes[at], truth[at] = Box(text), TrueCell(text)
        rows.append(tuple(boxes))
        found.append(TrueRow(tuple(truth)))
    return _one_sheet(speech, columns, rows, found)


def shared_ends(speech: Speech) -> Made:
    """What was asked for and how far all of it is stand merged on both sides of the actions."""
    columns = Columns(speech, ["number", "recommendation", "action", "owner", "deadline", "rag"], rag="word on fill")
    rows, found = [columns.header()], []
    for group in range(1, speech.chance.randint(3, 6)):
        asked, size = speech.asked(), speech.chance.randint(1, 4)
        shared: tuple[Box, TrueCell] | None = None
        for place in range(size):
            boxes, truth = columns.cells(str(group), asked)
            shared = shared or (boxes[-1], truth[-1])
            truth[:2] = [replace(cell, carried=place > 0) for cell in truth[:2]]
            truth[-1] = replace(shared[1], carried=place > 0)
            tall = [replace(box, down=size) for box in (*boxes[:2], shared[0])]
            rows.append((*tall[:2], *boxes[2:-1], tall[2]) if place == 0 else tuple(boxes[2:-1]))
            found.append(TrueRow(tuple(truth)))
    return _one_sheet(speech, columns, rows, found)


SHAPES: Mapping[str, Callable[[Speech], Made]] = {
    "headed forms": headed_forms,
    "headed grids": headed_grids,
    "numbered groups": numbered_groups,
    "cards": cards,
    "odd order": odd_order,
    "wide": wide,
    "questions": questions,
    "split cells": split_cells,
    "shared ends": shared_ends,
}
