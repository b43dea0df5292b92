"""All links of a batch, from the wordings of its actions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from publish.links.alike import alike, asked
from publish.links.nearest import Rarity
from publish.links.threads import Followed, follow
from publish.links.wording import Wording
from publish.staged import Rows
from schemas.records import FindingRecord, Link

UNCERTAIN = "link_uncertain"
_EVEN = "Two or more earlier actions of the authority are equally like this one; it was linked to none of them"


@dataclass(frozen=True, slots=True)
class BatchLinks:
    """Rows for `links` and `findings`, by document_id."""

    links: Mapping[str, Sequence[dict[str, Any]]]
    findings: Mapping[str, Sequence[dict[str, Any]]]

    def added(self, rows: Rows, document_id: str) -> Rows:
        """A paper's rows with its links and findings; the findings' code stands on the actions they are about, too."""
        findings = self.findings.get(document_id, ())
        uncertain = {finding["action_id"] for finding in findings}
        return {
            **rows,
            "links": [*self.links.get(document_id, ())],
            "findings": [*rows["findings"], *findings],
            "actions": [_flagged(row) if row["action_id"] in uncertain else row for row in rows["actions"]],
        }


def _flagged(action: Mapping[str, Any]) -> dict[str, Any]:
    return {**action, "flags": [*action["flags"], UNCERTAIN]}


def linked(wordings: Iterable[Wording]) -> BatchLinks:
    """Every link between the actions of these papers; the papers may come in any order, a paper's rows in theirs."""
    ordered = sorted(wordings, key=lambda row: row.document_id)
    followed = _followed(ordered)
    links: list[Link] = [link for one in followed for link in one.links]
    links += alike(ordered, Rarity(map(asked, ordered)))
    links.sort(key=lambda link: (link.document_id, link.kind, link.action_id, link.other_action_id))
    uncertain = [_finding(row) for one in followed for row in one.uncertain]
    return BatchLinks(_by_document(links), _by_document(uncertain))


def _followed(wordings: Sequence[Wording]) -> list[Followed]:
    rarity = Rarity(row.text for row in wordings)
    of_authority: dict[str, list[Wording]] = defaultdict(list)
    for row in wordings:
        of_authority[row.authority_code].append(row)
    return [follow(rows, rarity) for _, rows in sorted(of_authority.items())]


def _finding(row: Wording) -> FindingRecord:
    return FindingRecord(
        document_id=row.document_id,
        authority_code=row.authority_code,
        plan_id=row.plan_id,
        action_id=row.action_id,
        severity="info",
        code=UNCERTAIN,
        message=_EVEN,
    )


def _by_document(records: Iterable[Link | FindingRecord]) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in records:
        rows[record.document_id].append(asdict(record))
    return rows
