"""Makes invented papers and their truth, into a folder that git ignores.

    python -m accuracy.make --count 60 --seed 7

Papers are made again only when they are not there (`--fresh` to make all). Sets whose producer is not on this machine
are left out, with a word about it.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from accuracy import compose, drawn, sheets, slides, truth, web, word, worn
from accuracy.records import Paper, SetName
from samples.maker.programs import available

FOLDER = Path(".bench") / "accuracy"
Producer = Callable[[Paper, Path], truth.Pages | None]

PRODUCERS: Mapping[SetName, Producer] = {
    "drawn": drawn.produce,
    "word": word.produce,
    "web": web.produce,
    "slides": slides.produce,
    "sheets": sheets.produce,
    "scanned": worn.produce,
    "prose": drawn.produce,
    "pack": drawn.produce,
    "none": drawn.produce,
}
NEEDS: Mapping[SetName, str] = {"word": "soffice", "slides": "soffice", "sheets": "soffice", "web": "chromium"}


def make(count: int, seed: int, folder: Path = FOLDER, *, fresh: bool = False) -> list[Path]:
    """Make so many papers; gives the folder's truth files for this seed and count, made now or before."""
    home = folder / f"seed-{seed}-{count}"
    home.mkdir(parents=True, exist_ok=True)
    places: Counter[SetName] = Counter()
    found = []
    for name in compose.sets(count):
        place, places[name] = places[name], places[name] + 1
        target = home / f"{name}-{place:03d}.json"
        if name in NEEDS and not available(NEEDS[name]) and not target.exists():
            if place == 0:
                sys.stderr.write(f"{name}: left out, since {NEEDS[name]} is not installed\n")
            continue
        if fresh or not target.exists():
            _one(compose.paper(name, place, seed), target)
        found.append(target)
    return found


def _one(paper: Paper, target: Path) -> None:
    pages = PRODUCERS[paper.set_name](paper, target.with_suffix(".pdf"))
    truth.write(truth.of(paper, pages), target)


def main() -> None:
    """Read the command line, make the papers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--fresh", action="store_true", help="make papers again that are there already")
    options = parser.parse_args()
    found = make(options.count, options.seed, fresh=options.fresh)
    sys.stdout.write(f"{len(found)} papers in {found[0].parent}\n" if found else "nothing made\n")


if __name__ == "__main__":
    main()
