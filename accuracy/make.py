"""Makes invented papers and their truth, into a folder that git ignores.

    python -m accuracy.make --count 60 --seed 7

Papers are made again only when they are not there (`--fresh` to make all). Sets whose producer is not on this machine
are left out, with a word about it.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from accuracy import compose, drawn, sheets, slides, truth, web, word, worn
from accuracy.records import Paper, SetName
from samples.maker.programs import available

FOLDER = Path(".bench") / "accuracy"
HERE = Path(__file__).parent
MAKER = HERE.parent / "samples" / "maker"
SCORING = ("found", "match", "measure", "real", "score", "table")  # modules that make no paper
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
    """Make so many papers; gives their truth files, made now or before."""
    home = _home(folder, seed)
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


def _home(folder: Path, seed: int) -> Path:
    """The folder of a seed's papers, named after the code and words that make them; older ones are thrown away."""
    maker = hashlib.sha256()
    for source in sorted({*HERE.rglob("*.py"), *HERE.rglob("*.yaml"), *MAKER.glob("*.py")}):
        if source.stem not in SCORING and source.parent.name != "second":
            maker.update(source.read_bytes())
    home = folder / f"seed-{seed}-{maker.hexdigest()[:8]}"
    for older in folder.glob(f"seed-{seed}-*"):
        if older != home:
            shutil.rmtree(older)
    home.mkdir(parents=True, exist_ok=True)
    return home


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
