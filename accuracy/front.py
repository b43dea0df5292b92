"""Invents front pages in the many shapes that councils use, and the prose that follows.

What belongs here: cover blocks, paragraphs and counts. Plans are `invent`, other tables `others`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import cast

from accuracy.records import Block, Claim, Front, Heading, Pairs, Plan, Text
from accuracy.words import MONTHS, Words, part, texts

CLAIM_FORMS = (
    "Of the {out_of} actions in the plan, {stated} are rated {rag}.",
    "{stated} of the {out_of} actions are {rag}.",
    "There are {out_of} actions, of which {stated} are currently {rag}.",
)


def front(words: Words, title: str) -> Front:
    """What the front page says."""
    name, official = words.chance.choice(cast(list[list[str]], part("words", "councils")))
    return Front(
        authority=name,
        official_name=official,
        committee=words.chance.choice(texts("words", "committees")),
        meeting_date=words.today,
        title=title,
        item=str(words.chance.randint(4, 14)),
        author=words.role() if words.happens(0.7) else words.person(),
    )


def blocks(words: Words, facts: Front) -> list[Block]:
    """The front of the paper in one of five shapes."""
    shapes = (_ruled, _bare, _centred, _corner, _sentence)
    return words.chance.choice(shapes)(words, facts)


def report(words: Words, plans: Sequence[Plan], claims: Sequence[Claim]) -> list[Block]:
    """A page or so of numbered prose, with the counts among it."""
    known = texts("words", "prose", "headings")
    places = sorted(words.chance.sample(range(len(known)), words.chance.randint(2, 5)))
    said = [claim.text for claim in claims]
    found: list[Block] = []
    for position, place in enumerate(places, 1):
        found.append(Heading(f"{position}. {known[place]}" if words.happens(0.5) else known[place], 2))
        for point in range(1, words.chance.randint(2, 4)):
            text = words.prose(words.chance.randint(2, 4))
            if said:
                text = f"{text} {said.pop()}"
            found.append(Text(text, lead=f"{position}.{point}"))
    return found


def claims(words: Words, plans: Sequence[Plan]) -> tuple[Claim, ...]:
    """Counts by colour that the plans bear out; none for plans without colours."""
    rows = [row for plan in plans for row in plan.rows]
    colours = [next((entry.rag for entry in reversed(row.entries) if entry.rag), None) for row in rows]
    if not any(colours) or not words.happens(0.4):
        return ()
    rag = words.chance.choice(sorted({colour for colour in colours if colour}))
    stated = colours.count(rag)
    text = words.chance.choice(CLAIM_FORMS).format(out_of=len(rows), stated=stated, rag=rag)
    return (Claim(text, stated, len(rows)),)


def long_date(day: dt.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _pairs(words: Words, facts: Front) -> tuple[tuple[str, str], ...]:
    def label(key: str) -> str:
        return words.chance.choice(texts("layout", "cover_labels", key))

    found = [
        (label("committee"), facts.committee),
        (label("date"), long_date(facts.meeting_date)),
        (label("title"), facts.title),
        (label("item"), facts.item),
        (label("author"), facts.author),
    ]
    if words.happens(0.4):
        found.insert(0, found.pop(1))
    if words.happens(0.4):
        found.append(("Wards affected", "All"))
    return tuple(found)


def _ruled(words: Words, facts: Front) -> list[Block]:
    return [Heading(facts.official_name), Pairs(_pairs(words, facts))]


def _bare(words: Words, facts: Front) -> list[Block]:
    return [Heading(facts.official_name), Pairs(_pairs(words, facts), ruled=False)]


def _centred(words: Words, facts: Front) -> list[Block]:
    return [
        Heading(facts.official_name.upper(), centred=True),
        Heading(facts.committee, 2, centred=True),
        Heading(long_date(facts.meeting_date), 2, centred=True),
        Heading(facts.title, 1, centred=True),
        Text(f"Report of the {facts.author}"),
    ]


def _corner(words: Words, facts: Front) -> list[Block]:
    return [
        Text(f"Agenda Item {facts.item}", bold=True),
        Heading(facts.official_name),
        Text(f"{facts.committee} - {long_date(facts.meeting_date)}", bold=True),
        Heading(facts.title, 2),
        Text(f"Report by {facts.author}"),
    ]


def _sentence(words: Words, facts: Front) -> list[Block]:
    meeting = f"Report to the {facts.committee} of {facts.official_name}, {long_date(facts.meeting_date)}"
    return [Text(meeting, bold=True), Heading(facts.title), Text(f"Author: {facts.author}")]
