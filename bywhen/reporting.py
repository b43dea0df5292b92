"""`bywhen report`: one HTML page of the actions, for a person to read, search and send on."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

import bywhen
from bywhen.analysis import Results, tables_read
from publish.assemble import write_atomically
from publish.report import ActionLine, DifferingClaim, report
from schemas.errors import OutputError, UsageError

# The newest of the papers that hold an action; a plan that stands in two files counts once (`same_as`).
_ACTIONS = """
with older as (
    select l.other_action_id as action_id from links l join documents d on d.document_id = l.document_id
    where l.kind = 'same_action' and d.same_as is null
), slips as (
    select action_id, due - first_value(due) over (partition by thread_id order by position) as slipped_days
    from history
)
select coalesce(d.authority_name, 'Authority not known') as authority, d.file_name, d.source_uri, d.meeting_date,
       a.pages[1], a.number, a.section, a.recommendation, a.action, a.owner_text, a.deadline_text,
       coalesce(a.deadline_revised_end, a.deadline_end), a.progress, a.rag, a.status, s.slipped_days, a.flags
from actions a join documents d using (document_id) left join slips s using (action_id)
where d.same_as is null and a.action_id not in (select action_id from older)
order by d.authority_name nulls last, d.meeting_date nulls last, d.document_id, a.plan_id, a.row
"""
_CLAIMS = """
select coalesce(d.authority_name, 'Authority not known'), d.file_name, c.page, c.text, c.found
from claims c join documents d using (document_id)
where c.verdict = 'differs' and d.same_as is null
order by d.authority_name nulls last, d.document_id, c.page, c.text
"""


def write_report(out: Path, target: Path | None, *, authority: str | None, as_at: dt.date | None) -> None:
    """Write the page and print its path. Raises OutputError, and UsageError where no such authority has actions."""
    results = bywhen.open(str(out))
    wanted = (authority or "").casefold()
    with tables_read(out):
        lines = [line for line in _lines(results) if wanted in line.authority.casefold()]
        claims = [claim for claim in _claims(results) if wanted in claim.authority.casefold()]
    if authority and not lines and not claims:
        raise UsageError(f"No authority with actions has a name that holds '{authority}'", authority=authority)
    page = report(lines, claims, as_at)
    target = target or out / "report.html"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, page.encode())
    except OSError as error:
        raise OutputError(f"{target} cannot be written: {error.strerror}", file=str(target)) from error
    click.echo(target)


def _lines(results: Results) -> list[ActionLine]:
    return [ActionLine(*row) for row in results.sql(_ACTIONS).fetchall()]


def _claims(results: Results) -> list[DifferingClaim]:
    return [DifferingClaim(*row) for row in results.sql(_CLAIMS).fetchall()]
