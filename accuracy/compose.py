"""Puts whole papers together: front, prose, other tables, plans, in the order that papers have.

What belongs here: which blocks a paper of each set has. Laying them out is the producers'.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from accuracy import front, invent, others, style
from accuracy.records import (
    Block,
    Bookmark,
    Break,
    Heading,
    KeyBlock,
    Paper,
    Plan,
    PlanBlock,
    SetName,
    Text,
    Wear,
)
from accuracy.words import Words
from samples.maker.grid import RuleStyle

# How many of a hundred papers are of each set.
PARTS: dict[SetName, int] = {
    "drawn": 38,
    "word": 14,
    "web": 14,
    "slides": 6,
    "sheets": 6,
    "scanned": 8,
    "prose": 4,
    "pack": 3,
    "none": 7,
}


# How scanned papers came about, and the rules of their tables (null: any).
SCANNED_RULES: tuple[RuleStyle | None, ...] = ("grid", "grid", "grid", "rectangles", "rows", "double", None)
WEAR: dict[Wear, int] = {"scan": 10, "turned scan": 1, "mixed": 2, "faulty layer": 1, "no Unicode map": 1}


def sets(count: int) -> list[SetName]:
    """The set of each of so many papers: every set at least once when there is room, the rest by share."""
    wanted = {name: max(1, round(count * share / 100)) for name, share in PARTS.items()}
    found = [name for name, number in wanted.items() for _ in range(number)]
    return sorted(found[:count] if len(found) > count else found, key=list(PARTS).index)


def paper(set_name: SetName, place: int, seed: int) -> Paper:
    """The paper at a place of a set; the same again for the same seed."""
    chance = random.Random(f"{seed}-{set_name}-{place}")
    today = dt.date(2014, 1, 6) + dt.timedelta(days=chance.randrange(4000))
    makers: Mapping[SetName, Callable[[Words, str], Paper]] = {
        "prose": _prose,
        "pack": _pack,
        "none": _none,
        "slides": _slides,
        "sheets": _sheets,
        "scanned": _scanned,
    }
    words = Words(chance, today)
    name = f"{set_name}-{place:03d}"
    if set_name in makers:
        return makers[set_name](words, name)
    return _report(words, name, set_name)


def _report(
    words: Words, name: str, set_name: SetName, *, least: int = 5, most: int = 24, rules: RuleStyle | None = None
) -> Paper:
    """A report with one plan, or two of the same columns; `rules` to have a certain kind."""
    plans = [invent.plan(words, words.chance.randint(least, most))]
    if most > 12 and words.happens(0.15):
        plans.append(invent.plan(words, words.chance.randint(3, 10), columns=plans[0].columns))
    return _with_front(words, name, set_name, plans, rules)


def _with_front(
    words: Words, name: str, set_name: SetName, plans: Sequence[Plan], rules: RuleStyle | None = None
) -> Paper:
    facts = front.front(words, plans[0].title)
    look = style.choose(words.chance, plans[0], rules=rules)
    counts = front.claims(words, plans)
    body: list[Block] = front.blocks(words, facts)
    body += front.report(words, plans, counts)
    body += others.scatter(words, 2)
    body.append(Break(wide=look.wide) if look.wide or words.happens(0.5) else Heading("Appendix", 2))
    for place, plan in enumerate(plans):
        body += _plan_blocks(words, plan, place)
    if words.happens(0.3):
        body += [Heading(others.prose_heading(words), 2), Text(words.prose(3))]
    return Paper(
        name=name,
        set_name=set_name,
        front=facts,
        blocks=tuple(body),
        style=look,
        plans=tuple(plans),
        claims=counts,
        traits=tuple(style.traits(look, plans)),
    )


def _plan_blocks(words: Words, plan: Plan, place: int) -> list[Block]:
    found: list[Block] = [Heading(plan.title, 2)]
    if plan.key and words.happens(0.6):
        return [*found, KeyBlock(plan.key), PlanBlock(place)]
    found.append(PlanBlock(place))
    return [*found, KeyBlock(plan.key)] if plan.key else found


def _prose(words: Words, name: str) -> Paper:
    """Recommendations as points under time headings, without a table."""
    points = invent.prose_plan(words)
    facts = front.front(words, "Inspection report: areas for improvement")
    body: list[Block] = [*front.blocks(words, facts), *front.report(words, (), ())]
    body.append(Text("The report identified the following areas for improvement:"))
    section, number, bold = "", 0, words.happens(0.5)
    for name_of_section, heading, found in points.groups:
        if name_of_section and name_of_section != section:
            section = name_of_section
            body.append(Heading(section, 2))
        body.append(Text(heading, bold=bold))
        for text in found:
            number += 1
            body.append(Text(text, lead=f"{number}." if points.numbered else "•"))
    body += [Heading("Next steps", 2), Text(words.prose(3))]
    look = style.choose(words.chance, Plan("", (), ()))
    return Paper(name, "prose", facts, tuple(body), look, prose_plan=points, traits=("prose",))


def _pack(words: Words, name: str) -> Paper:
    """An agenda pack: reports with other tables, and two reports that hold a plan."""
    plans = [invent.plan(words, words.chance.randint(6, 16)) for _ in range(2)]
    look = style.choose(words.chance, max(plans, key=lambda plan: len(plan.columns)))
    facts = front.front(words, "Agenda")
    body: list[Block] = [Bookmark("Agenda"), *front.blocks(words, facts), others.table(words, "contents")]
    where = sorted(words.chance.sample(range(7), 2))
    for item in range(7):
        title = plans[where.index(item)].title if item in where else others.prose_heading(words)
        body += [Break(), Bookmark(f"{item + 5} {title}"), Heading(f"Agenda item {item + 5}: {title}")]
        for _ in range(2):
            body += front.report(words, (), ())
        body += others.scatter(words, 3)
        if item in where:
            body += [Break(wide=look.wide), *_plan_blocks(words, plans[where.index(item)], where.index(item))]
    traits = ("agenda pack", *style.traits(look, plans))
    return Paper(name, "pack", facts, tuple(body), look, plans=tuple(plans), traits=traits)


def _none(words: Words, name: str) -> Paper:
    """A paper that holds no plan."""
    facts = front.front(words, words.pick("words", "titles"))
    body = front.blocks(words, facts)
    for kind in words.chance.sample(others.names(), 4):
        body += [*front.report(words, (), ()), Heading(kind.capitalize(), 2), others.table(words, kind)]
    return Paper(name, "none", facts, tuple(body), style.choose(words.chance, Plan("", (), ())), traits=("no plan",))


def _slides(words: Words, name: str) -> Paper:
    plans = [invent.plan(words, words.chance.randint(5, 14))]
    while len(plans[0].columns) > 8 or plans[0].merged_columns:
        plans = [invent.plan(words, words.chance.randint(5, 14))]
    return replace(_with_front(words, name, "slides", plans), claims=())  # most of the prose is left out


def _sheets(words: Words, name: str) -> Paper:
    return replace(_report(words, name, "sheets", most=20), claims=())  # a sheet has no prose


def _scanned(words: Words, name: str) -> Paper:
    """Short, since reading a scan takes long; mostly ruled, as what is scanned mostly is."""
    rules = words.chance.choice(SCANNED_RULES)
    typed = _report(words, name, "scanned", least=4, most=8, rules=rules)
    wear = words.chance.choices(list(WEAR), weights=list(WEAR.values()))[0]
    worn = replace(typed.style, wear=wear, watermark="", hidden_text=False)
    return replace(typed, style=worn, traits=(*typed.traits, wear))
