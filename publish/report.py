"""One HTML page that a person can open, search and send on: actions by authority, what is late, what does not add up.

The page needs nothing besides itself: no script or style from elsewhere. All words of papers are escaped. What is asked
of the tables is in `bywhen.reporting`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from urllib.parse import quote

from schemas.findings import finding_notes
from schemas.meaning import Rag, Status

_RAGS: Sequence[Rag] = ("red", "amber-red", "amber", "amber-green", "green", "blue", "grey")
_WELL: frozenset[Rag] = frozenset({"green", "blue"})
_DONE: frozenset[Status] = frozenset({"completed", "embedded", "superseded"})


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action as the report shows it; `due` is the revised date where there is one."""

    authority: str
    file_name: str
    source_uri: str
    meeting_date: dt.date | None
    page: int | None
    number: str | None
    section: str | None
    recommendation: str | None
    action: str | None
    owner: str | None
    deadline: str | None
    due: dt.date | None
    progress: str | None
    rag: Rag | None
    status: Status | None
    slipped_days: int | None
    flags: Sequence[str]

    def is_late(self, as_at: dt.date | None) -> bool:
        """Whether the paper says so, or the day had passed (by the paper's meeting where no day is given) and the
        paper calls the action neither done nor green."""
        day = as_at or self.meeting_date
        passed = self.due is not None and day is not None and self.due < day
        return self.status == "overdue" or (passed and self.status not in _DONE and self.rag not in _WELL)


@dataclass(frozen=True, slots=True)
class DifferingClaim:
    """A count that a paper states and its rows do not bear out."""

    authority: str
    file_name: str
    page: int
    text: str
    found: int | None


def report(lines: Iterable[ActionLine], claims: Sequence[DifferingClaim], as_at: dt.date | None) -> str:
    """The page; `lines` come by authority, `as_at` is the day that decides what is late, null for each
    paper's own meeting."""
    groups = [(name, list(rows)) for name, rows in groupby(lines, key=lambda line: line.authority)]
    parts = [
        _HEAD,
        "<h1>Who said they would do what, by when</h1>",
        f"<p>{_counted(groups)} {_told(as_at)}</p>",
        _overview(groups, claims, as_at),
        _claims(claims),
        _SEARCH,
        *(_authority(name, rows, as_at) for name, rows in groups),
        _TAIL,
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _counted(groups: Sequence[tuple[str, Sequence[ActionLine]]]) -> str:
    actions = sum(len(rows) for _, rows in groups)
    papers = len({row.source_uri for _, rows in groups for row in rows})
    return f"{_plural(actions, 'action')} of {_plural(papers, 'paper')} of {_plural(len(groups), 'authority')}."


def _told(as_at: dt.date | None) -> str:
    day = f"on {_day(as_at)}" if as_at else "at the meeting of its paper"
    return f"An action is late whose day had passed {day}, and which the paper calls neither done nor green."


def _plural(count: int, noun: str) -> str:
    many = noun[:-1] + "ies" if noun.endswith("ty") else noun + "s"
    return f"{count:,} {noun if count == 1 else many}"


def _overview(
    groups: Sequence[tuple[str, Sequence[ActionLine]]], claims: Sequence[DifferingClaim], as_at: dt.date | None
) -> str:
    heads = ("authority", "actions", "RAG", "done", "late", "slipped", "counts that differ")
    rows = [
        (
            f'<a href="#{quote(name)}">{escape(name)}</a>',
            str(len(lines)),
            _bar(lines),
            str(sum(line.status in _DONE for line in lines)),
            str(sum(line.is_late(as_at) for line in lines)),
            str(sum((line.slipped_days or 0) > 0 for line in lines)),
            str(sum(claim.authority == name for claim in claims)),
        )
        for name, lines in groups
    ]
    return _table(heads, rows, kind="overview")


def _bar(lines: Sequence[ActionLine]) -> str:
    counts = [(rag, sum(line.rag == rag for line in lines)) for rag in _RAGS]
    shown = [f'<span class="rag {rag}" style="flex:{count}">{rag} {count}</span>' for rag, count in counts if count]
    without = sum(line.rag is None for line in lines)
    shown += [f'<span class="rag none" style="flex:{without}">none {without}</span>'] if without else []
    return f'<span class="bar">{"".join(shown)}</span>'


def _claims(claims: Sequence[DifferingClaim]) -> str:
    if not claims:
        return ""
    rows = [
        (
            escape(claim.authority),
            f"{escape(claim.file_name)}, page {claim.page}",
            escape(claim.text),
            "" if claim.found is None else str(claim.found),
        )
        for claim in claims
    ]
    return "<h2>Counts that differ from the rows</h2>" + _table(("authority", "paper", "the paper says", "rows"), rows)


def _authority(name: str, lines: Sequence[ActionLine], as_at: dt.date | None) -> str:
    heads = ("no.", "what", "who", "by when", "RAG", "status", "progress", "where")
    rows = [_action(line, as_at) for line in lines]
    return f'<h2 id="{escape(name)}">{escape(name)}</h2>' + _table(heads, rows, kind="actions")


def _action(line: ActionLine, as_at: dt.date | None) -> tuple[str, ...]:
    what = [
        f"<small>{escape(line.section)}</small>" if line.section else "",
        f"<em>{escape(line.recommendation)}</em>" if line.recommendation and line.action else "",
        escape(line.action or line.recommendation or ""),
    ]
    slipped = line.slipped_days or 0
    when = [
        escape(line.deadline or ""),
        f"<small>{_day(line.due)}</small>" if line.due and _day(line.due) != line.deadline else "",
        f"<small>slipped by {_plural(slipped, 'day')}</small>" if slipped > 0 else "",
        "<strong>late</strong>" if line.is_late(as_at) else "",
    ]
    return (
        escape(line.number or ""),
        "<br>".join(filter(None, what)),
        escape(line.owner or ""),
        "<br>".join(filter(None, when)),
        f'<span class="rag {line.rag}">{line.rag}</span>' if line.rag else "",
        escape((line.status or "").replace("_", " ")),
        escape(line.progress or ""),
        _where(line),
    )


def _where(line: ActionLine) -> str:
    place = f"{escape(line.file_name)}" + (f", page {line.page}" if line.page else "")
    if line.source_uri.startswith(("http://", "https://")):
        page = f"#page={line.page}" if line.page else ""
        place = f'<a href="{escape(line.source_uri)}{page}">{place}</a>'
    doubts = f"<br><small>{', '.join(map(_flag, line.flags))}</small>" if line.flags else ""
    return place + doubts


def _flag(code: str) -> str:
    """A finding's code in words, with what it says for who points at it."""
    note = finding_notes().get(code)
    words = escape(code.replace("_", " "))
    return f'<abbr title="{escape(note.says)}">{words}</abbr>' if note else words


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, kind: str = "") -> str:
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "\n".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table class="{kind}"><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table>'


def _day(day: dt.date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


_SEARCH = """<p><label>Show only rows with
<input id="words" type="search" placeholder="words, an owner, red, late"></label></p>"""

_HEAD = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Council action plans</title>
<style>
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem; color: #1b1b1b; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0 2rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid #d0d0d0; }
thead th { position: sticky; top: 0; background: #fff; border-bottom: 2px solid #1b1b1b; }
.actions td:nth-child(2) { width: 34%; } .actions td:nth-child(7) { width: 22%; }
small { color: #555; } abbr { text-decoration: none; } strong { color: #a4161a; } em { color: #444; }
.bar { display: flex; min-width: min(16rem, 40vw); overflow: hidden; } .rag { padding: 0 .4rem; white-space: nowrap; }
.red { background: #ffc7ce; } .amber { background: #ffeb9c; } .green { background: #c6efce; }
.blue { background: #bdd7ee; } .grey { background: #d9d9d9; } .none { background: #f2f2f2; }
.amber-red { background: linear-gradient(90deg, #ffeb9c 50%, #ffc7ce 50%); }
.amber-green { background: linear-gradient(90deg, #ffeb9c 50%, #c6efce 50%); }
input { font: inherit; padding: .3rem; width: 24rem; }
@media print { input, label { display: none; } thead th { position: static; } }
</style></head><body>"""

_TAIL = """<script>
const words = document.getElementById("words");
words.addEventListener("input", () => {
  const wanted = words.value.toLowerCase().split(/\\s+/).filter(Boolean);
  for (const row of document.querySelectorAll(".actions tbody tr")) {
    const text = row.textContent.toLowerCase();
    row.hidden = !wanted.every((word) => text.includes(word));
  }
});
</script></body></html>"""
