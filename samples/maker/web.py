"""Papers as a web page printed by Chromium: the wide table that came out of a spreadsheet.

What belongs here: the look of such a page, in HTML and CSS.
"""

from __future__ import annotations

import html
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from samples.maker.content import Block, Content, Mark, PlanColumn, PlanRow
from samples.maker.programs import page_to_pdf

_UNDERLINED = re.compile(r"_([^_]+)_")

STYLE = """
@page { size: A3 landscape; margin: 12mm 10mm 16mm 10mm;
  @bottom-center { content: "%(footer)s \\2014  page " counter(page); font: 8pt "Liberation Sans"; } }
@page cover { size: A4 portrait; margin: 22mm 20mm; }
body { font: 11pt "Liberation Sans", sans-serif; margin: 0; }
.cover { page: cover; break-after: page; }
.council { font-size: 20pt; font-weight: bold; color: #1f4e79; border-bottom: 2px solid #1f4e79; margin-bottom: 8mm; }
.cover table { border-collapse: collapse; width: 100%%; margin-bottom: 6mm; }
.cover td { padding: 1.5mm 2mm; border-top: 1px solid #999; border-bottom: 1px solid #999; vertical-align: top; }
.cover td:first-child { font-weight: bold; width: 42mm; }
.numbered { margin-left: 14mm; text-indent: -14mm; }
.numbered span { display: inline-block; width: 14mm; text-indent: 0; }
h2 { font-size: 12pt; } h1 { font-size: 15pt; margin: 0 0 3mm; }
.plan { border-collapse: collapse; width: 100%%; table-layout: fixed; font-size: 7.5pt; line-height: 1.2; }
.plan th, .plan td { border: 0.75pt solid #000; padding: 1mm; vertical-align: top; text-align: left;
  overflow-wrap: break-word; }
.plan th { background: #b8cce4; } .plan .section td { background: #dbe5f1; font-weight: bold; font-size: 9pt; }
.plan .letter { text-align: center; font-weight: bold; }
.key { margin: 3mm 0; border-collapse: collapse; font-size: 8pt; }
.key td { border: 0.5pt solid #000; padding: 1mm 2mm; } .key .swatch { width: 8mm; }
.glossary { border-collapse: collapse; font-size: 9pt; break-inside: avoid; }
.glossary td { border: 0.5pt solid #666; padding: 1mm 2mm; } .glossary td:nth-child(odd) { font-weight: bold; }
em { font-style: italic; } thead { display: table-header-group; }
"""

WIDTHS = {
    "recommendation": 14.5,
    "deadline": 4.6,
    "action": 16,
    "owner": 5.4,
    "september": 13,
    "september_rag": 2.6,
    "november": 15,
    "november_rag": 2.6,
    "achievement": 17.3,
    "status": 9,
}


def wide_plan(content: Content, target: Path) -> None:
    """A cover page in portrait, then the plan across landscape pages, a key above it and a glossary below."""
    page = "\n".join(_page(content))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "paper.html"
        source.write_text(page, encoding="utf-8")
        page_to_pdf(source, target)


def _page(content: Content) -> Iterator[str]:
    plan = content.part("plan")
    title = " ".join(cast(list[str], plan["title"]))
    yield f"<!doctype html><html lang='en-GB'><head><meta charset='utf-8'><title>{html.escape(title)}</title>"
    yield f"<style>{STYLE % {'footer': content.word('page_footer')}}</style></head><body>"
    yield from _cover(content)
    yield f"<h1>{html.escape(title)}</h1>"
    yield from _key(cast(list[dict[str, str]], plan["key"]))
    yield from _plan(content)
    yield from _glossary(cast(list[dict[str, str]], content.part("paper")["glossary"]))
    yield "</body></html>"


def _cover(content: Content) -> Iterator[str]:
    yield f"<div class='cover'><div class='council'>{html.escape(content.word('page_header'))}</div><table>"
    for label, text in content.cover.items():
        yield f"<tr><td>{html.escape(label)}</td><td>{html.escape(text)}</td></tr>"
    yield "</table>"
    for block in content.body:
        yield _block(block)
    yield "</div>"


def _block(block: Block) -> str:
    text = html.escape(block.lines[0])
    if block.kind == "heading":
        return f"<h2>{text}</h2>"
    if block.kind == "numbered":
        return f"<p class='numbered'><span>{block.number}</span>{text}</p>"
    return f"<p>{text}</p>"


def _key(entries: list[dict[str, str]]) -> Iterator[str]:
    yield "<table class='key'><tr><td>Key</td>"
    for entry in entries:
        yield f"<td class='swatch' style='background:#{entry['fill']}'></td>"
        yield f"<td>{entry['word']} - {entry['meaning']}</td>"
    yield "</tr></table>"


def _plan(content: Content) -> Iterator[str]:
    yield "<table class='plan'><colgroup>"
    yield from (f"<col style='width:{WIDTHS[column.name]}%'>" for column in content.columns)
    yield "</colgroup><thead>"
    yield from _headings(content.columns)
    yield "</thead><tbody>"
    section = ""
    for row in content.rows:
        if row.section != section:
            section = row.section
            yield f"<tr class='section'><td colspan='{len(content.columns)}'>{html.escape(section)}</td></tr>"
        yield f"<tr>{''.join(_cell(row, column) for column in content.columns)}</tr>"
    yield "</tbody></table>"


def _headings(columns: tuple[PlanColumn, ...]) -> Iterator[str]:
    """Two rows of headings: the groups above, what they hold below; a column without a group runs over both."""
    yield "<tr>"
    for position, column in enumerate(columns):
        if not column.group:
            yield f"<th rowspan='2'>{html.escape(column.header)}</th>"
        elif position == 0 or columns[position - 1].group != column.group:
            span = sum(other.group == column.group for other in columns)
            yield f"<th colspan='{span}'>{html.escape(column.group)}</th>"
    yield "</tr><tr>"
    yield from (f"<th>{html.escape(column.header)}</th>" for column in columns if column.group)
    yield "</tr>"


def _cell(row: PlanRow, column: PlanColumn) -> str:
    mark = row.marks.get(column.name)
    if mark:
        return _marked(mark)
    first, *others = row.text(column.name).split("\n")
    text = _inline(first) + "".join(f"<br><em>{_inline(line)}</em>" for line in others)
    return f"<td>{text}</td>"


def _marked(mark: Mark) -> str:
    return f"<td class='letter' style='background:#{mark.fill}'>{mark.letter}</td>"


def _inline(text: str) -> str:
    return _UNDERLINED.sub(r"<u>\1</u>", html.escape(text, quote=False))


def _glossary(entries: list[dict[str, str]]) -> Iterator[str]:
    yield "<h2>Acroynms</h2><table class='glossary'>"
    for start in range(0, len(entries), 3):
        pairs = entries[start : start + 3]
        yield "<tr>" + "".join(f"<td>{html.escape(e['term'])}</td><td>{html.escape(e['meaning'])}</td>" for e in pairs)
        yield "</tr>"
    yield "</table>"
