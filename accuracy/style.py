"""Chooses how an invented paper looks: rules, fills, fonts, page breaks, and what is done to its pages.

What belongs here: the look, drawn by chance. What the paper says is `invent`. A person must still be able to read it:
a table without rules gets white space or bands between its rows.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from accuracy.records import Plan, Style
from accuracy.words import texts
from samples.maker.grid import Look, RuleStyle
from samples.maker.writer import HELVETICA, TIMES, Family, installed

# Rule styles and how often each is drawn.
RULES: dict[RuleStyle, int] = {
    "grid": 6,
    "rows": 3,
    "columns": 1,
    "double": 1,
    "dashed": 1,
    "rectangles": 3,
    "pieces": 2,
    "outline": 1,
    "none": 2,
    "gaps": 2,
}
OPEN: tuple[RuleStyle, ...] = ("columns", "outline", "none", "gaps")
FONTS = ("Liberation Sans", "Liberation Serif", "Carlito", "DejaVu Sans", "Liberation Sans Narrow")
DARK = ("1F3864", "4472C4", "00585C", "7030A0", "000000")


def choose(chance: random.Random, plan: Plan, *, rules: RuleStyle | None = None) -> Style:
    """A look for a paper that holds this plan; `rules` to have a certain kind."""
    drawn = rules or chance.choices(list(RULES), weights=list(RULES.values()))[0]
    font = chance.choice(FONTS)
    return Style(
        look=_look(chance, plan, drawn, font),
        font_name=font,
        wide=len(plan.columns) > 5 or chance.random() < 0.25,
        footer=chance.choice(("", "Action plan", "Version 2.1", "Official")),
        header=chance.choice(("", "", "Appendix A", "Agenda item 8 Appendix 1")),
        watermark="DRAFT" if chance.random() < 0.04 else "",
        sideways=chance.random() < 0.08,
        cropped=chance.random() < 0.06,
        tagged=chance.random() < 0.6,
        turned_headers=chance.random() < 0.08,
        broken_headers=chance.random() < 0.08,
        hidden_text=chance.random() < 0.05,
    )


def _look(chance: random.Random, plan: Plan, rules: RuleStyle, font: str) -> Look:
    header_fill = chance.choice(texts("layout", "header_fills"))
    bands = texts("layout", "bands")
    banded = (
        rules == "gaps" or (rules in ("none", "outline", "columns") and chance.random() < 0.6) or chance.random() < 0.12
    )
    merged = bool(plan.merged_columns)
    open_rows = rules in OPEN and not banded
    return Look(
        *family(chance, font),
        size=chance.choice((7.5, 8, 8.5, 9, 9, 9.5, 10))
        if len(plan.columns) > 5
        else chance.choice((8.5, 9, 10, 10.5, 11)),
        leading=chance.choice((1.12, 1.18, 1.25)),
        padding=7.0 if open_rows else chance.choice((1.8, 2.5, 3.5, 5)),
        rules=rules,
        rule_width=chance.choice((0.25, 0.5, 0.75, 1.0, 1.5)),
        rule_colour=chance.choice(("000000", "000000", "7F7F7F", "BFBFBF", "1F3864")),
        header_fill=header_fill or ("D9D9D9" if rules == "gaps" else ""),
        header_ink="FFFFFF" if header_fill in DARK else "000000",
        section_fill=chance.choice(texts("layout", "section_fills")),
        band=chance.choice(bands) if banded and not merged else "",
        base="F7F7F7" if rules == "gaps" else "",
        repeat_header=chance.random() < 0.72,
        cuttable=not open_rows and chance.random() < 0.65,
        least=chance.choice((1, 2, 2)),
        closed_cuts=chance.random() < 0.6,
        continued=chance.choice(("", " cont", " Cont.", " (continued)")) if merged else "",
        bullet=chance.choice(("•", "•", "-", "–")),
        by_word=chance.random() < 0.3,
    )


def family(chance: random.Random, font: str) -> Family:
    """ReportLab's names for a font: embedded where it is installed, a standard one otherwise or by chance."""
    if chance.random() < 0.25:
        return chance.choice((HELVETICA, TIMES))
    return installed(font)


def traits(style: Style, plans: Sequence[Plan]) -> list[str]:
    """What is hard about a paper of this look, in words that the score's tables can be broken down by."""
    look = style.look
    found = [f"rules: {look.rules}"]
    named = {
        "header not repeated": not look.repeat_header,
        "rows cut": look.cuttable,
        "open cuts": look.cuttable and not look.closed_cuts,
        "banded": bool(look.band),
        "sideways": style.sideways,
        "cropped": style.cropped,
        "watermark": bool(style.watermark),
        "turned headings": style.turned_headers,
        "broken headings": style.broken_headers,
        "hidden text": style.hidden_text,
        "tagged": style.tagged,
        "merged recommendations": any(plan.merged_columns for plan in plans),
        "section rows": any(plan.sections == "rows" for plan in plans),
        "section in first cell": any(plan.sections == "first cell" for plan in plans),
        "two-level headings": any(column.group for plan in plans for column in plan.columns),
    }
    return found + [name for name, holds in named.items() if holds]
