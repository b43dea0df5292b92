"""All papers' staged rows into the published tables: sorted, actions linked between papers, descriptor written.

Two passes over the staged files, so that memory holds no more than the words of the actions and one row group a table.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from publish.corrections import Corrections
from publish.descriptors import data_package
from publish.links.gathering import linked
from publish.links.wording import Wording, wordings_of
from publish.parquet import TableSet
from publish.partitions import PartitionSet, drop_partitions, paths_of
from publish.people import People, masked
from publish.same_plan import PlanContents, contents_of, same_as
from publish.staged import Rows, load
from schemas.errors import OutputError


@dataclass(frozen=True, slots=True)
class StagedPaper:
    """A paper's staged rows on disk, and where this run found the paper."""

    document_id: str
    file_name: str
    source_uri: str
    staged: Path

    def rows(self) -> Rows:
        """The paper's rows, with the name and place of this run's sighting. Raises OutputError for damaged ones."""
        try:
            rows = load(self.staged.read_bytes())
        except ValueError as error:
            problem = f"{self.staged} cannot be used ({error}); remove it and run `bywhen run` again"
            raise OutputError(problem, file=str(self.staged)) from error
        for document in rows["documents"]:
            document.update(file_name=self.file_name, source_uri=self.source_uri)
        return rows


@dataclass(frozen=True, slots=True)
class Manner:
    """How tables are made: what becomes of people's names, whether in folders by authority, what people put right."""

    people: People = "keep"
    partition: bool = False
    corrections: Corrections | None = None

    def right(self, rows: Rows) -> Rows:
        """A paper's rows with people's corrections."""
        return rows if self.corrections is None else self.corrections.applied(rows)


_PLAIN = Manner()


def assemble(folder: Path, papers: Iterable[StagedPaper], manner: Manner = _PLAIN) -> Mapping[str, int]:
    """Write every table and `datapackage.json` into `folder`; returns the number of rows by table.

    The former files stay as they were until all new ones are whole. Raises OutputError.
    """
    survey = _surveyed(papers, manner)
    twins, links = same_as(survey.contents), linked(survey.wordings)
    tables: TableSet | PartitionSet
    with PartitionSet(folder) if manner.partition else TableSet(folder) as tables:
        for paper in survey.in_order(by_authority=manner.partition):
            as_read = paper.rows()
            rows = masked(manner.right(as_read), manner.people, as_read)
            for document in rows["documents"]:
                document["same_as"] = twins.get(paper.document_id)
            tables.add(links.added(rows, paper.document_id))
        counts = tables.counts()
    if not manner.partition:
        drop_partitions(folder)
    write_atomically(folder / "datapackage.json", data_package(counts, paths_of(folder) if manner.partition else None))
    return counts


@dataclass(frozen=True, slots=True)
class _Survey:
    """What must be known of all papers before the first row is written.

    `contents` tell which papers hold the same plan, by the rows as they were read: a correction of one of two twins
    makes them no less the same. `wordings` tell which actions belong together.
    """

    papers: list[tuple[str, StagedPaper]]
    contents: list[PlanContents]
    wordings: list[Wording]

    def in_order(self, *, by_authority: bool) -> Iterator[StagedPaper]:
        """The papers by document_id, within each authority where asked; those of none come last."""
        ordered = sorted(self.papers, key=lambda pair: (not pair[0], pair[0])) if by_authority else self.papers
        yield from (paper for _, paper in ordered)


def _surveyed(papers: Iterable[StagedPaper], manner: Manner) -> _Survey:
    survey = _Survey([], [], [])
    for paper in sorted(papers, key=lambda paper: paper.document_id):
        rows = paper.rows()
        survey.contents.append(contents_of(rows))
        rows = manner.right(rows)
        survey.papers.append((rows["documents"][0]["authority_code"] or "", paper))
        survey.wordings.extend(wordings_of(rows))
    return survey


def write_atomically(target: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old bytes or the new ones, never a part."""
    partial = target.with_name(f".{target.name}.partial")
    with partial.open("wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
    partial.replace(target)
