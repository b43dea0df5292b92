"""Measures how often rows are wholly right at each estimate of the extraction, and fits the table of confidences.

    python -m accuracy.calibrate [--count 60] [--seeds 801,802] [--scans] [--write]

Five families of papers count alike: invented papers that are typed, those that are scanned (with --scans, minutes of
OCR), and the second family with its odd and rare shapes, each of seeds that nobody worked with. Rows that were made up
count as wrong. The second table printed tells whether what is published holds on these rows: on seeds that it was not
fitted on. `--write` puts the fitted table into `schemas/vocabulary/confidence.toml`, from which `normalise.confidence`
reads it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from accuracy import make, truth
from accuracy.measure import Judged
from accuracy.score import score
from accuracy.second.make import ODD, RARE, SECOND, Family, known, papers
from normalise.confidence import as_measured

TABLE = Path(__file__).parents[1] / "schemas" / "vocabulary" / "confidence.toml"
EDGES = (0.0, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.01)
BANDS = (0.0, 0.85, 0.9, 0.95, 0.975, 1.01)  # of what is published
FEWEST = 15  # rows of a family in a bin: a share of fewer says little


@dataclass(frozen=True, slots=True)
class Bin:
    """Rows whose estimates lie in one step of `EDGES`: mean estimate, rows, and the share right, families alike."""

    estimate: float
    rows: int
    share: float
    shares: Mapping[str, tuple[int, float]]


def main() -> None:
    """Measure, print, and write the table when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seeds", default="801,802")
    parser.add_argument("--scans", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    seeds = [int(seed) for seed in options.seeds.split(",")]
    families = {
        "typed": list(_first(options.count, seeds, scanned=False)),
        "second": list(_second(options.count, seeds, SECOND)),
        "odd": list(_second(options.count, seeds, ODD)),
        "rare": list(_second(options.count, seeds, RARE)),
        "scanned": list(_first(options.count, seeds, scanned=True)) if options.scans else [],
    }
    found = bins(families)
    sys.stdout.write(_printed(found))
    sys.stdout.write("\n" + held(families))
    if options.write:
        TABLE.write_text(_toml(fitted(found)), encoding="utf-8")


def _first(count: int, seeds: Sequence[int], *, scanned: bool) -> Iterator[Judged]:
    for seed in seeds:
        for file in make.make(count, seed):
            paper = truth.read(file)
            if (paper.set_name == "scanned") == scanned:
                yield from score(paper, file.with_suffix(".pdf")).judged


def _second(count: int, seeds: Sequence[int], family: Family) -> Iterator[Judged]:
    for seed in seeds:
        for design, pdf in papers(count, seed, family=family):
            yield from score(known(design), pdf).judged


def bins(families: Mapping[str, Sequence[Judged]]) -> list[Bin]:
    """The rows by estimate; a bin's share is the mean of the families that have rows enough in it."""
    found = []
    for low, high in pairwise(EDGES):
        held = {name: [row for row in rows if low <= row.estimate < high] for name, rows in families.items()}
        shares = {name: (len(rows), _share(rows)) for name, rows in held.items() if len(rows) >= FEWEST}
        rows = [row for name in shares for row in held[name]]
        if rows:
            mean = sum(share for _, share in shares.values()) / len(shares)
            found.append(Bin(sum(row.estimate for row in rows) / len(rows), len(rows), mean, shares))
    return found


def fitted(found: Iterable[Bin]) -> list[tuple[float, float]]:
    """Estimates and shares for the table, rising: neighbours out of order are pooled by their rows.

    Shares are those of Laplace's rule of succession, so that a few rows without a fault do not make a row certain.
    """
    pooled: list[tuple[float, float, int]] = []
    for one in found:
        pooled.append((one.estimate, (one.share * one.rows + 1) / (one.rows + 2), one.rows))
        while len(pooled) > 1 and pooled[-2][1] > pooled[-1][1]:
            (first, low, few), (second, high, many) = pooled[-2:]
            rows = few + many
            pooled[-2:] = [((first * few + second * many) / rows, (low * few + high * many) / rows, rows)]
    return [(round(estimate, 3), round(share, 3)) for estimate, share, _ in pooled]


def _share(rows: Sequence[Judged]) -> float:
    return sum(row.right for row in rows) / len(rows)


def _printed(found: Sequence[Bin]) -> str:
    lines = ["| mean estimate | rows | share right | by family |", "|---|---|---|---|"]
    for one in found:
        by_family = ", ".join(f"{name} {share:.3f} of {rows}" for name, (rows, share) in one.shares.items())
        lines.append(f"| {one.estimate:.3f} | {one.rows} | {one.share:.3f} | {by_family} |")
    return "\n".join(lines) + "\n"


def held(families: Mapping[str, Sequence[Judged]]) -> str:
    """Whether the table in force holds on these rows: the share right by what is published for them."""
    told = [(name, as_measured(row.estimate), row.right) for name, rows in families.items() for row in rows]
    lines = ["| published | rows | mean | share right | by family |", "|---|---|---|---|---|"]
    for low, high in pairwise(BANDS):
        band = [(name, share, right) for name, share, right in told if low <= share < high]
        if not band:
            continue
        mean, right = sum(share for _, share, _ in band) / len(band), sum(right for *_, right in band) / len(band)
        of = {name: [right for one, _, right in band if one == name] for name in families}
        by_family = ", ".join(f"{name} {sum(rows)} of {len(rows)}" for name, rows in of.items() if rows)
        lines.append(f"| {low:.2f} to {min(high, 1):.2f} | {len(band)} | {mean:.3f} | {right:.3f} | {by_family} |")
    return "\n".join(lines) + "\n"


def _toml(table: Sequence[tuple[float, float]]) -> str:
    rows = "".join(f"    [{estimate}, {share}],\n" for estimate, share in table)
    return (
        "# The extraction's estimate for a row, and the share of rows right at it: written by `make calibration`.\n"
        "# What it rests on is in docs/adr/ (0074, 0690).\n"
        f"measured = [\n{rows}]\n"
    )


if __name__ == "__main__":
    main()
