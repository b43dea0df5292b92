"""`bywhen show`: one paper's rows for a person at a terminal, or as JSON for a program."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bywhen.reading import OcrMode, records_of
from ingest import papers
from publish.staged import rows_of
from schemas.errors import BywhenError, UsageError
from schemas.records import Action, Document, PaperRecords

_RAG_STYLE = {
    "red": "bold white on red",
    "amber": "bold black on yellow",
    "green": "bold white on green",
    "blue": "bold white on blue",
    "grey": "black on bright_black",
    "amber-green": "black on bright_yellow",
    "amber-red": "white on dark_orange3",
}
_WIDE = 110  # columns of a terminal from which flags have a column of their own
_ROW_TEXT = 160


def show_paper(file: Path, *, as_json: bool, ocr: OcrMode, pictures: Path | None = None) -> None:
    """Print one paper, and draw its pages with the cells framed into the folder `pictures`.

    Raises the paper's own error when it cannot be read, OutputError when the folder cannot be written.
    """
    found = list(papers([str(file)]))
    if len(found) != 1:
        raise UsageError(f"{file} holds {len(found)} papers; `show` takes one", file=str(file))
    if found[0].error is not None:
        raise found[0].error
    records = records_of(found[0], ocr=ocr)
    if records.document.outcome == "failed":
        raise _Unreadable(records.document)
    if as_json:
        click.echo(json.dumps(rows_of(records), default=str, ensure_ascii=False, indent=1))
    else:
        _print(records, Console())
    if pictures is not None and found[0].path is not None:
        from bywhen.pictures import write_pictures

        written = write_pictures(Path(found[0].path), records, pictures)
        click.echo(f"{len(written)} pages with their cells framed: {pictures}", err=True)


class _Unreadable(BywhenError):
    """A paper whose reading failed; the sentence is the document row's own."""

    def __init__(self, document: Document) -> None:
        super().__init__(document.error or "The paper could not be read", file=document.file_name)
        self.args = (document.error,)


def _print(records: PaperRecords, console: Console) -> None:
    document = records.document
    heading = [document.title or document.file_name]
    heading += [str(part) for part in (document.authority_name, document.committee, document.meeting_date) if part]
    console.print(Text(" · ".join(heading), style="bold"))
    for plan in records.plans:
        actions = [action for action in records.actions if action.plan_id == plan.plan_id]
        base = f", counting from {plan.base_date} ({plan.base_date_source})" if plan.base_date else ""
        pages = (
            f"page {plan.first_page}"
            if plan.first_page == plan.last_page
            else f"pages {plan.first_page}-{plan.last_page}"
        )
        console.print(
            f"\n{plan.title or 'Action plan'}: {len(actions)} rows, {pages}, read by {plan.method}{base}",
            highlight=False,
        )
        wide = console.width >= _WIDE
        console.print(_table(actions, flags=wide))
        if not wide:
            _print_flags(actions, console)
    for claim in records.claims:
        console.print(
            Text(
                f"claim: {claim.text} -> {claim.verdict}"
                + (f" (found {claim.found})" if claim.found is not None else "")
            )
        )
    if not records.plans and not records.claims:
        console.print("No action plan and no counts found in this paper.")
    _print_findings(records, console)


def _table(actions: list[Action], *, flags: bool) -> Table:
    """The rows; colour and progress have a column where the plan tells any, flags where there is room for them."""
    rag, progress = any(one.rag for one in actions), any(one.status or one.progress for one in actions)
    table = Table(show_lines=True, expand=True)
    table.add_column("#", no_wrap=True)
    table.add_column("action", ratio=5)
    table.add_column("owner", ratio=2, min_width=9, overflow="fold")
    table.add_column("deadline", ratio=2, min_width=11, overflow="fold")
    if rag:
        table.add_column("RAG", no_wrap=True)
    if progress:
        table.add_column("progress", ratio=3)
    if flags:
        table.add_column("flags", ratio=2)
    for action in actions:
        cells = [
            Text(action.number or str(action.row)),
            Text(_short(action.action or action.recommendation)),
            Text(action.owner_text or ""),
            _deadline(action),
        ]
        cells += [Text(action.rag or "", style=_RAG_STYLE.get(action.rag or "", ""))] if rag else []
        cells += [Text(_short(" · ".join(filter(None, (action.status, action.progress)))))] if progress else []
        cells += [Text(" ".join(action.flags), style="yellow")] if flags else []
        table.add_row(*cells)
    return table


def _print_flags(actions: list[Action], console: Console) -> None:
    """The flags below a narrow table: each code with the rows that have it."""
    rows: dict[str, list[str]] = {}
    for action in actions:
        for code in action.flags:
            rows.setdefault(code, []).append(action.number or str(action.row))
    for code, numbers in rows.items():
        where = "all rows" if len(numbers) == len(actions) > 1 else ", ".join(numbers)
        console.print(Text(f"{code}: {where}", style="yellow"))


def _short(text: str | None) -> str:
    flat = " ".join((text or "").split())
    return flat if len(flat) <= _ROW_TEXT else flat[: _ROW_TEXT - 1] + "…"


def _deadline(action: Action) -> Text:
    text = Text(action.deadline_text or "")
    meant = action.deadline_end or action.deadline_start
    if meant is not None:
        text.append(f"\n= {meant:%-d %b %Y}", style="cyan")
    if action.deadline_revised_end is not None:
        text.append(f"\nnow {action.deadline_revised_end:%-d %b %Y}", style="magenta")
    if meant is None and action.deadline_kind not in (None, "none"):
        text.append(f"\n({action.deadline_kind})", style="bright_black")
    return text


def _print_findings(records: PaperRecords, console: Console) -> None:
    for finding in records.findings:
        if finding.action_id is None:
            place = f" (page {finding.page})" if finding.page else ""
            console.print(Text(f"{finding.severity}: {finding.message}{place}", style="yellow"))
