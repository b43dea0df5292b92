"""The rows a careful reader should get from a sample, written from its content file.

What belongs here: joining a row's text with what the content file says of it. Nothing is read from a PDF,
and nothing from what the pipeline printed. A field that is not named in a block is expected to be empty.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import yaml

from samples.maker.content import Content, PlanRow, Value, load

Entry = dict[str, Value]

_TEXT_FIELDS = ("number", "recommendation", "action")
_DEADLINE_FIELDS = ("kind", "start", "end", "precision", "qualifier", "recurrence", "revised_end", "forum")
_COUNTED_FROM_BASE = ("immediate", "relative")


class _Dumper(yaml.SafeDumper):
    """Plain YAML with long texts as blocks."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else ">" if len(text) > 100 else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def write(name: str, target: Path, pages: Mapping[int, list[int]] | None = None) -> None:
    """Write the expected rows; `pages` maps a row's place (from 0) to the pages it stands on, where they are known."""
    target.parent.mkdir(exist_ok=True)
    target.write_text(as_text(load(name), pages), encoding="utf-8")


def as_text(content: Content, pages: Mapping[int, list[int]] | None = None) -> str:
    """The expected rows as a YAML file, a block a row."""
    notice = f"# Made by samples/make.py from samples/content/{content.name}.yaml: change that file, not this one."
    blocks = [notice, _dump({"paper": paper(content)}), "actions:" if content.rows else "actions: []"]
    for position, row in enumerate(content.rows):
        entry = action(content, row, position + 1)
        if pages:
            entry["pages"] = pages[position]
        blocks.append(_dump([entry]))
    return "\n\n".join(blocks) + "\n"


def paper(content: Content) -> Entry:
    """What is expected of the paper as a whole."""
    facts = dict(content.part("paper"))
    report = content.part("report")
    return facts | ({"report": dict(report)} if report else {}) | {"rows": len(content.rows)}


def action(content: Content, row: PlanRow, place: int) -> Entry:
    """What is expected of one row, empty fields left out."""
    reads = content.part("reads")
    entry: Entry = {"row": place, "section": row.section}
    entry |= {name: plain(row.text(name)) for name in _TEXT_FIELDS}
    owner = row.text("owner")
    entry["owner_text"] = owner
    entry["owners"] = cast(Mapping[str, Value], reads.get("owners") or {}).get(owner, [])
    entry |= _deadline(content, row.text("deadline"))
    entry |= _progress(content, row)
    entry["evidence"] = plain(row.text("achievement"))
    return {key: value for key, value in entry.items() if value not in ("", None, [])}


def plain(text: str) -> str:
    """Cell text without the content file's underlining marks."""
    return text.replace("_", "")


def _deadline(content: Content, text: str) -> Entry:
    known = cast(Mapping[str, Mapping[str, Value]], content.part("reads").get("deadlines") or {})
    read = known[text]
    entry: Entry = {"deadline_text": text} | {f"deadline_{key}": read.get(key) for key in _DEADLINE_FIELDS}
    if read["kind"] in _COUNTED_FROM_BASE:
        entry["base_date"] = cast(dt.date | None, content.part("paper").get("base_date"))
    return entry


def _progress(content: Content, row: PlanRow) -> Entry:
    """Progress, RAG and status; with dated columns the newest that says something, and every column as an update."""
    reads = content.part("reads")
    dated = cast(list[dict[str, Value]], content.part("plan").get("updates") or [])
    if dated:
        updates = [_update(content, row, columns) for columns in dated]
        newest = [update for update in updates if update.get("text")][-1]
        last = updates[-1]
        return {
            "progress": newest["text"],
            "rag": last["rag"],
            "rag_source": last["rag_source"],
            "status": row.text("reads_status"),
            "status_text": plain(row.text("status")),
            "updates": updates,
        }
    rag = row.text("rag")
    statuses = cast(Mapping[str, str], reads.get("statuses") or {})
    return {
        "progress": row.text("progress"),
        "rag": rag.lower(),
        "rag_text": rag,
        "rag_source": "text" if rag else "none",
        "status": statuses.get(row.text("progress"), ""),
    }


def _update(content: Content, row: PlanRow, columns: Mapping[str, Value]) -> Entry:
    colours = cast(Mapping[str, str], content.part("reads")["colours"])
    mark = row.marks[str(columns["rag"])]
    update: Entry = {
        "as_at": columns["as_at"],
        "text": row.text(str(columns["text"])),
        "rag": colours[mark.fill],
        "rag_source": "text" if mark.letter else "fill",
    }
    return {key: value for key, value in update.items() if value != ""}


def _dump(value: Value) -> str:
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110).rstrip()
