"""Makes and scores the second family of invented papers.

python -m accuracy.second.make --count 40 --seed 1 [--misses 40] [--by-paper] [--shape forms] [--styled]
    [--odd | --rare]

With `--styled` every paper is a web page in one of the styles of `draw.STYLES`; with `--odd` shapes are those of `odd`,
with `--rare` those of `rare`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from accuracy import table, truth
from accuracy.measure import Figures
from accuracy.score import score
from accuracy.second import draw, odd, rare
from accuracy.second.content import Speech
from accuracy.second.decoys import decoy
from accuracy.second.draw_word import word
from accuracy.second.grid import Box, Design, Look, Piece, Sheet
from accuracy.second.shapes import SHAPES, Made

FOLDER = Path(".bench") / "second"
PRODUCERS: Mapping[str, Callable[[Design, Path], None]] = {
    "web": draw.web,
    "office": draw.office,
    "flow": draw.platypus,
}


@dataclass(frozen=True, slots=True)
class Family:
    """Shapes with what their papers are called by, and who draws them; `seed` goes before the number of a seed."""

    folder: str
    seed: str
    shapes: Mapping[str, Callable[[Speech], Made]]
    producers: Mapping[str, Callable[[Design, Path], None]]


SECOND = Family("seed", "second", SHAPES, PRODUCERS)
ODD = Family("odd", "odd", odd.SHAPES, PRODUCERS)
# LibreOffice drops the borders of web pages; a clerk's table has them, so that Word stands in its place here.
RARE = Family("rare", "rare", rare.SHAPES, {"web": draw.web, "word": word, "flow": draw.platypus})
_BANDS = ("", "1F3864", "D9D9D9", "4F81BD", "7030A0", "C5E0B3")
_BOXED = frozenset(["forms", "turned themes", "headed forms", "cards", "transposed", "theme tables"])
_TITLES = ("Cabinet report", "Scrutiny panel: improvement", "Update to the audit committee", "Children's board paper")


def design(place: int, seed: int, family: Family = SECOND) -> Design:
    """The paper at a place; the same again for the same seed. Every fifth paper holds no plan."""
    shapes = family.shapes
    chance = random.Random(f"{family.seed}-{seed}-{place}")
    speech = Speech(chance, dt.date(2012, 3, 5) + dt.timedelta(days=chance.randrange(4800)))
    shape = "decoys" if place % 5 == 4 else list(shapes)[(place - place // 5) % len(shapes)]
    pieces = [Piece("title", chance.choice(_TITLES)), Piece("text", speech.prose(4))]
    plans: list[truth.TruePlan] = []
    for _ in range(chance.randint(3, 5) if shape == "decoys" else chance.randint(0, 2)):
        pieces += [*decoy(speech), Piece("text", speech.prose(2))]
    if shape != "decoys":
        if speech.happens(0.3):
            pieces += _guidance(speech)
        pieces += [Piece("page")] if speech.happens(0.5) else []
        made, plans = shapes[shape](speech)
        pieces += made
        if speech.happens(0.4):
            pieces += [Piece("text", "* Dates are subject to review by the board."), *decoy(speech, rows=3)]
    kind = chance.choice(list(family.producers))
    return Design(f"{kind}-{place:03d}", kind, _look(speech, shape), tuple(pieces), tuple(plans), (shape,))


def _guidance(speech: Speech) -> list[Piece]:
    """How to read the plan: a key and some words, before it."""
    key = tuple(
        (Box(word, fill=fill), Box(speech.good()))
        for word, fill in (("Red", "FF3B30"), ("Amber", "FFBF00"), ("Green", "4CAF50"))
    )
    return [
        Piece("heading", "How to read this plan"),
        Piece("text", speech.prose(3)),
        Piece("tables", sheets=(Sheet((1, 4), key, top=0),)),
    ]


def _look(speech: Speech, shape: str) -> Look:
    chance = speech.chance
    lines = chance.choice(("all", "all", "all", "rows", "outside", "header", "dotted", "none"))
    if shape in _BOXED:
        lines = "all"
    return Look(
        lines=lines,
        band=chance.choice(_BANDS if lines != "none" else _BANDS[1:]),
        zebra=chance.choice(("", "", "F2F2F2", "EAF1DD")),
        size=chance.choice((6.0, 7.5, 8.5, 9.0, 10.0)),
        family=chance.choice(("Liberation Sans", "Liberation Serif", "DejaVu Sans", "Carlito")),
        justified=speech.happens(0.15),
        middle=lines == "all" and speech.happens(0.25),
        padding=chance.choice((1.5, 3.0, 5.0)),
        wide=speech.happens(0.6) or shape == "wide",
        broken=speech.happens(0.7),
    )


def styled(paper: Design, seed: int) -> Design:
    """The paper as a web page in a style of its own."""
    lines = random.Random(f"styled-{seed}-{paper.name}").choice(list(draw.STYLES))
    name = f"{lines}-{paper.name.rpartition('-')[2]}"
    return replace(paper, name=name, set_name="web", look=replace(paper.look, lines=lines), traits=(lines,))


def papers(count: int, seed: int, *, in_styles: bool = False, family: Family = SECOND) -> list[tuple[Design, Path]]:
    """Make those papers that are not there yet."""
    kinds = [name for name in (family.folder, "styled" if in_styles else "") if name]
    home = FOLDER / f"{'-'.join(kinds).removeprefix('seed-' if in_styles else '')}-{seed}"
    home.mkdir(parents=True, exist_ok=True)
    producers = PRODUCERS if in_styles else family.producers
    found = []
    for place in range(count):
        plain = design(place, seed, family)
        paper = styled(plain, seed) if in_styles else plain
        target = home / f"{paper.name}.pdf"
        if not target.exists():
            producers[paper.set_name](paper, target)
        found.append((paper, target))
    return found


def known(paper: Design) -> truth.Truth:
    """What is true of a paper; the front of these papers says nothing."""
    kind = paper.traits[0] if paper.plans else "none"
    return truth.Truth(paper.name, kind, paper.traits, {}, paper.plans, ())


def main() -> None:
    """Make, score, print by shape."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--odd", dest="family", action="store_const", const=ODD, default=SECOND)
    parser.add_argument("--rare", dest="family", action="store_const", const=RARE)
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--by-paper", action="store_true")
    parser.add_argument("--shape", default="")
    parser.add_argument("--styled", action="store_true", help="web pages in many styles, told apart by these")
    options = parser.parse_args()
    groups: dict[str, Figures] = {}
    for paper, pdf in papers(options.count, options.seed, in_styles=options.styled, family=options.family):
        if options.shape in ("", paper.traits[0]):
            figures = score(known(paper), pdf)
            names = [paper.traits[0], *([paper.name] if options.by_paper else [])]
            for name in [*names, *(["all"] if paper.plans else [])]:
                groups.setdefault(name, Figures()).add(figures)
    sys.stdout.write(table.sets(dict(sorted(groups.items(), key=lambda group: group[0] == "all"))) + "\n")
    for name in [*options.family.shapes, *draw.STYLES, "decoys"]:
        misses = groups[name].misses if name in groups else []
        sys.stdout.write("".join(f"{name} | {miss}\n" for miss in misses[: options.misses]))


if __name__ == "__main__":
    main()
