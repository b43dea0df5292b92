"""Scores bywhen on invented papers, on published ones, and on the labelled corpus.

    python -m accuracy.score [--count 60] [--seed 7] [--sets drawn,web] [--by-trait] [--misses 20] [--record LABEL]

The invented papers are made first where they are not there. What was published lies beside the project (../shared); its
part is left out where it is not there.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from accuracy import make, real, table, truth
from accuracy.found import RagCell
from accuracy.measure import Figures, measure


def main() -> None:
    """Read the command line, score, print."""
    options = _options()
    printed = []
    if options.only in ("", "invented"):
        printed += _invented(options)
    if options.only in ("", "published"):
        printed += real.scores(verbose=options.misses > 0)
    for found in printed:
        sys.stdout.write(f"{found}\n\n")
    if options.record:
        table.record(options.record, *printed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=60, help="how many papers to invent")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--sets", default="", help="only these sets, with commas between")
    parser.add_argument("--only", choices=("", "invented", "published"), default="")
    parser.add_argument("--by-trait", action="store_true", help="a table by what is hard about the papers, too")
    parser.add_argument("--by-paper", action="store_true", help="a line a paper, too")
    parser.add_argument("--misses", type=int, default=0, help="show so many misses of each set")
    parser.add_argument("--record", default="", help="add the tables to docs/accuracy.md under this label")
    return parser.parse_args()


def _invented(options: argparse.Namespace) -> list[str]:
    """The tables of the invented papers."""
    wanted = set(filter(None, options.sets.split(",")))
    files = make.make(options.count, options.seed)
    papers = [(truth.read(file), file.with_suffix(".pdf")) for file in files]
    scored = [(known, score(known, pdf)) for known, pdf in papers if not wanted or known.set_name in wanted]
    tables = [table.sets(_grouped(scored, lambda known: [known.set_name], total=True))]
    if options.by_trait:
        tables.append(table.sets(_grouped(scored, lambda known: known.traits)))
    if options.by_paper:
        tables.append(table.sets(_grouped(scored, lambda known: [known.name])))
    if options.misses:
        groups = _grouped(scored, lambda known: [known.set_name])
        tables += ["\n".join(figures.misses[: options.misses]) for figures in groups.values()]
    return tables


def _grouped(
    scored: Sequence[tuple[truth.Truth, Figures]], names: Callable[[truth.Truth], Sequence[str]], *, total: bool = False
) -> dict[str, Figures]:
    """Figures summed by name; `total` adds those of all papers that are not scans."""
    groups: dict[str, Figures] = {}
    for known, figures in scored:
        typed = ["all typed"] if total and known.set_name not in ("scanned", "none") else []
        for name in (*names(known), *typed):
            groups.setdefault(name, Figures()).add(figures)
    return dict(sorted(groups.items(), key=lambda group: group[0] == "all typed"))


def score(known: truth.Truth, pdf: Path) -> Figures:
    """The figures of one paper; one that cannot be read counts all of its rows as missed."""
    import extract

    started = time.perf_counter()
    try:
        paper = extract.read(pdf)
    except Exception as error:  # noqa: BLE001  # whatever goes wrong is a miss with its reason
        return Figures(papers=1, failed=1, rows=known.rows, misses=[f"{known.name}: {error!r}"])
    seconds = time.perf_counter() - started
    figures = measure(known, paper, _rag)
    figures.seconds = seconds
    return figures


def _rag(cell: RagCell) -> str | None:
    import normalise

    reading = normalise.rag(cell.text, fill=cell.colour)
    return reading.rag


if __name__ == "__main__":
    main()
