"""An agenda pack of more than sixty pages, with a plan of merged cells in the middle of it.

What belongs here: which pages the pack has and in which order. The words come from the content files.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from samples.maker.content import Content, PlanRow
from samples.maker.filler import Filler, FillerReport
from samples.maker.grid import Cell, Laid, Line, Look
from samples.maker.writer import Family, PageStyle, PaperWriter, installed

SEED = 61
PLAN_WIDTHS = (5.8, 20, 27, 14, 15, 19)


def agenda_pack(content: Content, target: Path) -> dict[int, list[int]]:
    """Write the pack; gives the pages that each row of the plan stands on, by the row's place."""
    family = installed("Liberation Sans")
    writer = PaperWriter(target, PageStyle(family=family, size=11), title="Agenda and reports")
    filler = Filler(SEED)
    _front(writer, content, filler)
    _minutes(writer, filler)
    reports = filler.reports()
    for report in [report for report in reports if int(report.item) < 9]:
        _report(writer, report, filler, family)
    pages = _plan_report(writer, content, family)
    for report in [report for report in reports if int(report.item) > 9]:
        _report(writer, report, filler, family)
    _work_programme(writer, filler, family)
    _attendance(writer, filler, family)
    writer.close()
    return pages


def _front(writer: PaperWriter, content: Content, filler: Filler) -> None:
    writer.bookmark("Agenda")
    writer.heading("Thurrock Council", size=20)
    writer.heading(str(content.part("paper")["committee"]), size=15)
    writer.heading("The meeting will be held at 7.00 pm on 6 November 2012", size=11)
    writer.paragraph("Committee Room 1, Civic Offices, New Road, Grays, Essex")
    writer.paragraph("Membership:", bold=True)
    writer.paragraph(", ".join(filler.words("members")))
    writer.heading("Agenda", size=13)
    entries = [("1", "Apologies for absence"), ("2", "Minutes of the meeting held on 11 September 2012")]
    entries += [("3", "Items of urgent business"), ("4", "Declarations of interest")]
    report = content.part("report")
    entries += [(entry.item, entry.title) for entry in filler.reports()] + [
        (str(report["agenda_item"]), str(report["title"]))
    ]
    for number, title in [*sorted(entries, key=lambda entry: int(entry[0])), ("13", "Work programme")]:
        writer.paragraph(title, indent=34, lead=number)
    writer.new_page()
    writer.heading("Information for members of the public and councillors")
    for _ in range(6):
        writer.paragraph(filler.paragraph())


def _minutes(writer: PaperWriter, filler: Filler) -> None:
    writer.new_page()
    writer.bookmark("Minutes of the meeting held on 11 September 2012")
    writer.heading("Minutes of the meeting held on 11 September 2012 at 7.00 pm", size=13)
    writer.paragraph("Present: " + ", ".join(filler.words("members")[:7]))
    writer.paragraph("Apologies: " + ", ".join(filler.words("members")[7:]))
    for number, title in enumerate(filler.headings(11), start=14):
        writer.heading(f"{number}. {title}")
        for _ in range(3):
            writer.paragraph(filler.paragraph())
        writer.paragraph("RESOLVED: That the report be noted.", bold=True)


def _report(writer: PaperWriter, report: FillerReport, filler: Filler, family: Family) -> None:
    writer.new_page(wide=False)
    writer.bookmark(f"{report.item} {report.title}")
    _report_cover(writer, report.item, report.title, report.author)
    for position, title in enumerate(filler.headings(report.sections), start=1):
        writer.heading(f"{position}. {title}")
        for point in range(1, 5):
            writer.paragraph(filler.paragraph(), indent=34, lead=f"{position}.{point}")
        if position % 3 == 0:
            lines = filler.table(report.table)
            writer.table(lines, _shares(lines), _plain_look(family))


def _report_cover(writer: PaperWriter, item: str, title: str, author: str) -> None:
    writer.paragraph(f"6 November 2012    ITEM: {item}", bold=True)
    writer.heading("Children's Services Overview and Scrutiny Committee", size=14)
    writer.heading(title, size=13)
    writer.paragraph(f"Report of: {author}", bold=True)
    writer.paragraph("Wards and communities affected: All    Key Decision: No")
    writer.space(6)


def _plan_report(writer: PaperWriter, content: Content, family: Family) -> dict[int, list[int]]:
    report = content.part("report")
    writer.new_page()
    writer.bookmark(f"{report['agenda_item']} {report['title']}")
    _report_cover(writer, str(report["agenda_item"]), str(report["title"]), str(report["author"]))
    writer.blocks(content.body)
    writer.new_page(wide=True)
    writer.bookmark("Appendix 1: Action Plan to Implement Recommendations", level=1)
    for position, line in enumerate(cast(list[str], content.part("plan")["title"])):
        writer.heading(line, size=13 if position < 3 else 11, centred=True)
    writer.space(8)
    lines = plan_lines(content)
    laid = writer.table(lines, PLAN_WIDTHS, _plan_look(family))
    return row_pages(lines, laid)


def plan_lines(content: Content) -> list[Line]:
    """The plan as drawn: number and recommendation merged over the actions of one recommendation."""
    lines = [Line(tuple(Cell(column.header) for column in content.columns), "header")]
    before: PlanRow | None = None
    for row in content.rows:
        same = before is not None and before.text("number") == row.text("number")
        cells = tuple(Cell(row.text(column.name)) for column in content.columns)
        lines.append(Line(cells, follows=frozenset({0, 1}) if same else frozenset()))
        before = row
    return lines


def row_pages(lines: Sequence[Line], laid: Laid) -> dict[int, list[int]]:
    """The pages of each row's own cells, by the row's place (from 0)."""
    rows = [index for index, line in enumerate(lines) if line.kind == "row"]
    own = [piece for piece in laid.pieces if piece.column >= 2 and not piece.repeated]
    return {place: sorted({piece.page for piece in own if piece.line == index}) for place, index in enumerate(rows)}


def _work_programme(writer: PaperWriter, filler: Filler, family: Family) -> None:
    writer.new_page()
    writer.bookmark("13 Work programme")
    writer.heading("Work programme 2012/13", size=13)
    lines = [Line((Cell("Topic"), Cell("Lead officer"), Cell("Date of meeting")), "header")]
    lines += [Line(tuple(Cell(text) for text in entry)) for entry in filler.forward_plan()]
    writer.table(lines, (5, 4, 3), _plain_look(family))


def _attendance(writer: PaperWriter, filler: Filler, family: Family) -> None:
    writer.heading("Attendance of members 2012/13", size=13)
    lines = [Line(tuple(Cell(text) for text in ("Member", "5 June", "10 July", "11 September", "Total")), "header")]
    for position, member in enumerate(filler.words("members")):
        marks = ["Present" if (position + meeting) % 4 else "Apologies" for meeting in range(3)]
        lines.append(Line(tuple(Cell(text) for text in (member, *marks, str(marks.count("Present"))))))
    writer.table(lines, (6, 2, 2, 2.5, 1.5), _plain_look(family))


def _shares(lines: Sequence[Line]) -> list[float]:
    """Column widths after the longest text of each column, within bounds."""
    longest = [max(len(line.cells[column].text) for line in lines) for column in range(len(lines[0].cells))]
    return [min(max(length, 8), 34) for length in longest]


def _plain_look(family: Family) -> Look:
    return Look(*family, size=9.5, padding=3.5, header_fill="E7E6E6", cuttable=False)


def _plan_look(family: Family) -> Look:
    return Look(*family, size=10, padding=4, header_fill="D9D9D9", continued=" Cont", least=2)
