"""All papers' staged rows into the published tables: sorted, actions linked between papers, descriptor written.

Two passes over the staged files, so that memory holds no more than the words of the actions and one row group a table.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from publish.descriptors import data_package
from publish.links.gathering import linked
from publish.links.wording import Wording, wordings_of
from publish.parquet import TableSet
from publish.people import People, masked
from publish.same_plan import PlanContents, contents_of, same_as
from publish.staged import Rows, load


@dataclass(frozen=True, slots=True)
class StagedPaper:
    """A paper's staged rows on disk, and where this run found the paper."""

    document_id: str
    file_name: str
    source_uri: str
    staged: Path

    def rows(self) -> Rows:
        """The paper's rows, with the name and place of this run's sighting."""
        rows = load(self.staged.read_bytes())
        for document in rows["documents"]:
            document.update(file_name=self.file_name, source_uri=self.source_uri)
        return rows


def assemble(folder: Path, papers: Iterable[StagedPaper], people: People = "keep") -> Mapping[str, int]:
    """Write every table and `datapackage.json` into `folder`; returns the number of rows by table.

    `people` says what becomes of people's names. The former files stay as they were until all new ones are whole.
    """
    ordered = sorted(papers, key=lambda paper: paper.document_id)
    contents, wordings = _surveyed(ordered)
    twins, links = same_as(contents), linked(wordings)
    with TableSet(folder) as tables:
        for paper in ordered:
            rows = masked(paper.rows(), people)
            for document in rows["documents"]:
                document["same_as"] = twins.get(paper.document_id)
            tables.add(links.added(rows, paper.document_id))
        counts = tables.counts()
    write_atomically(folder / "datapackage.json", data_package(counts))
    return counts


def _surveyed(papers: Sequence[StagedPaper]) -> tuple[list[PlanContents], list[Wording]]:
    """What tells which papers hold the same plan, and which actions belong together."""
    contents: list[PlanContents] = []
    wordings: list[Wording] = []
    for paper in papers:
        rows = load(paper.staged.read_bytes())
        contents.append(contents_of(rows))
        wordings.extend(wordings_of(rows))
    return contents, wordings


def write_atomically(target: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old bytes or the new ones, never a part."""
    partial = target.with_name(f".{target.name}.partial")
    with partial.open("wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
    partial.replace(target)
