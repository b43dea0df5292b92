"""Whole papers, drawn here: a plan over page breaks, packs with plans among other tables, papers without any."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

import extract
from schemas.errors import NotAPdf
from schemas.verbatim import Plan

STYLES = getSampleStyleSheet()
HEADER = ["No", "Recommendation", "Action", "Lead officer", "Timescale", "RAG"]
WIDTHS = [30, 170, 230, 110, 100, 60]
LINES = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey)]
DAYS = (("Monday", "Tuesday"), ("Wednesday", "Thursday"), ("Friday", "Saturday"))
PROSE = "The service was restructured in the spring and has reported to the board each quarter since then. "


class Bookmark(Flowable):
    """A line of the outline, leading to the page that it stands on."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        self.canv.bookmarkPage(self.title)
        self.canv.addOutlineEntry(self.title, self.title, 0)


def text(words: str, style: str = "Normal") -> Paragraph:
    return Paragraph(words, STYLES[style])


def ruled(rows: Sequence[Sequence[str]], widths: Sequence[float], *, repeat: int = 1) -> Table:
    cells = [[text(cell) for cell in row] for row in rows]
    return Table(cells, colWidths=widths, repeatRows=repeat, style=TableStyle(LINES))


def plan_rows(count: int, word: str = "records") -> list[list[str]]:
    return [
        [
            f"{number}.",
            f"Improve the quality of {word} in team {number} so that they are up to date.",
            f"Audit {number} files in each team, agree what good looks like and report on the findings to the board.",
            "Service Manager QA",
            f"{1 + number % 28} March 2013",
            ["Red", "Amber", "Green"][number % 3],
        ]
        for number in range(1, count + 1)
    ]


def plan(count: int, word: str = "records", *, repeat: int = 1) -> Table:
    return ruled([HEADER, *plan_rows(count, word)], WIDTHS, repeat=repeat)


def budget() -> Table:
    rows = [["Service", "Budget £000", "Forecast £000", "Variance £000"]]
    rows += [[f"Service {n}", f"{n * 117}", f"{n * 121}", f"{n * 4}"] for n in range(1, 12)]
    return ruled(rows, [200, 90, 90, 90])


def paper(path: Path, story: Sequence[Flowable], size: tuple[float, float] = landscape(A4)) -> Path:
    SimpleDocTemplate(str(path), pagesize=size, leftMargin=36, rightMargin=36).build(list(story))
    return path


def squeezed(found: Plan) -> list[list[str]]:
    return [["".join(cell.text.split()) for cell in row.cells] for row in found.rows]


def wanted(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return [["".join(cell.split()) for cell in row] for row in rows]


@pytest.mark.parametrize("repeat", [0, 1], ids=["header once", "header repeated"])
def test_a_plan_over_pages(tmp_path: Path, repeat: int) -> None:
    file = paper(tmp_path / "plan.pdf", [text("Safeguarding action plan", "Heading1"), plan(40, repeat=repeat)])
    found = extract.read(file)
    assert len(found.plans) == 1
    assert found.plans[0].title == "Safeguarding action plan"
    assert [column.field for column in found.plans[0].columns] == [
        "number", "recommendation", "action", "owner", "deadline", "rag",
    ]  # fmt: skip
    assert squeezed(found.plans[0]) == wanted(plan_rows(40))
    assert all(page.outcome == "plan" for page in found.pages)


def test_an_entry_longer_than_a_page_is_one_row(tmp_path: Path) -> None:
    rows = plan_rows(4)
    rows[1][2] = " ".join(f"{PROSE.strip()} This was its meeting number {n}." for n in range(1, 100))
    style = TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    cells = [[text(cell) for cell in row] for row in [HEADER, *rows]]
    table = Table(cells, colWidths=WIDTHS, style=style, splitInRow=1)
    found = extract.read(paper(tmp_path / "long.pdf", [text("Safeguarding action plan", "Heading1"), table]))
    assert found.plans[0].last_page - found.plans[0].first_page > 1
    assert [row[0] for row in squeezed(found.plans[0])] == ["1.", "2.", "3.", "4."]
    assert squeezed(found.plans[0]) == wanted(rows)


def report(number: int, subject: str, body: Sequence[Flowable]) -> list[Flowable]:
    front = [f"Agenda item: {number}", f"Subject: {subject}", "Report to: Cabinet", "Report of: Director of Services"]
    return [
        Bookmark(f"{number} {subject}"),
        *(text(line) for line in front),
        text(subject, "Heading1"),
        *(text(PROSE * 6) for _ in range(3)),
        *body,
        PageBreak(),
    ]


def test_a_pack_with_two_plans_among_other_reports(tmp_path: Path) -> None:
    pages = [page for number in range(5) for page in (text(PROSE * 12), budget(), PageBreak())]
    story = [
        *report(1, "Budget monitoring", [budget(), PageBreak(), *pages]),
        *report(2, "Ofsted inspection", [PageBreak(), text("Ofsted action plan", "Heading2"), plan(12)]),
        *report(3, "School places", [budget(), PageBreak(), *pages]),
        *report(4, "SEND review", [text("SEND improvement plan", "Heading2"), Spacer(1, 12), plan(9, "plans")]),
        *report(5, "Forward plan", [budget()]),
    ]
    found = extract.read(paper(tmp_path / "pack.pdf", story))
    assert [(one.title, len(one.rows)) for one in found.plans] == [
        ("Ofsted action plan", 12), ("SEND improvement plan", 9),
    ]  # fmt: skip
    covers = [one.cover.agenda_item.text if one.cover and one.cover.agenda_item else None for one in found.plans]
    assert covers == ["2", "4"]
    assert all("improvement plan" not in paragraph.text for paragraph in found.plans[0].prose)
    assert [page.page for page in found.pages] == list(range(1, len(found.pages) + 1))
    assert all(page.evidence for page in found.pages)


def test_other_tables_are_no_plans(tmp_path: Path) -> None:
    forward = [
        ["Decision", "Decision maker", "Date", "Contact officer"],
        ["Depot lease", "Cabinet", "4 May", "J Smith"],
    ]
    risks = [
        ["Ref", "Risk", "Likelihood", "Impact", "Score", "Risk owner"],
        ["R1", "Rising prices", "4", "3", "12", "CFO"],
    ]
    stages = [["Local plan activity", "Timeframe"], ["Consultation", "June 2022"], ["Adoption", "Q4 2022"]]
    needs = [["Year period", "Dates", "Need"], ["0 - 5", "2025 - 29", "226"], ["6 - 10", "2028 - 34", "38"]]
    story = [budget(), Spacer(1, 9), ruled(forward, [150] * 4), Spacer(1, 9), ruled(risks, [90] * 6), Spacer(1, 9)]
    story += [ruled(stages, [200] * 2), Spacer(1, 9), ruled(needs, [100] * 3)]
    found = extract.read(paper(tmp_path / "other.pdf", story))
    assert found.plans == ()
    assert [page.outcome for page in found.pages] == ["no_plan"]


def test_what_is_no_pdf_is_refused(tmp_path: Path) -> None:
    (tmp_path / "note.pdf").write_text("not a paper")
    with pytest.raises(NotAPdf):
        extract.read(tmp_path / "note.pdf")


def test_no_page_inside_a_list_of_a_long_paper_is_left_out(tmp_path: Path) -> None:
    bullets = [[f"• Visits to homes are late on the {day}. {PROSE}" for day in days] for days in DAYS]
    bullets[2].append("• Of the 12 actions, 3 are complete.")
    story: list[Flowable] = [text("Report"), PageBreak(), text("Areas for improvement", "Heading2")]
    for items in bullets:
        story += [*(text(item, "Definition") for item in items), PageBreak()]
    story += [part for _ in range(10) for part in (text(PROSE * 4), PageBreak())]
    found = extract.read(paper(tmp_path / "long.pdf", story, A4))
    (plan,) = found.plans
    named = [day for row in plan.rows for days in DAYS for day in days if f" {day}." in row.cells[-1].text]
    assert named == [day for days in DAYS for day in days]


@pytest.mark.parametrize("heading", [["Step", "Day"], ["Action", "Date"]], ids=["any table", "one like a plan"])
def test_a_table_in_a_cell_is_text_of_that_cell(tmp_path: Path, heading: list[str]) -> None:
    inner = Table([heading, ["Draft", "May 2013"], ["Agree", "June 2013"]], style=LINES, colWidths=[70, 70])
    rows = [[text(cell) for cell in row] for row in [HEADER, *plan_rows(3)]]
    rows[2][2] = [text("Take these steps:"), inner, text("and tell the board.")]
    table = Table(rows, colWidths=WIDTHS, style=TableStyle(LINES))
    found = extract.read(paper(tmp_path / "plan.pdf", [text("Safeguarding action plan", "Heading1"), table]))
    assert [(one.title, len(one.rows)) for one in found.plans] == [("Safeguarding action plan", 3)]
    steps = "Take these steps: {} Draft May 2013 Agree June 2013 and tell the board.".format(" ".join(heading))
    assert " ".join(found.plans[0].rows[1].cells[2].text.split()) == steps


def test_a_page_without_usable_text_gives_no_cover(tmp_path: Path) -> None:
    garbled = ":H[FRPEH %RURXJK &RXQFLO 3ODQ IRU FKLOGUHQ DQG \\RXQJ SHRSOH ZLWK VSHFLDO QHHGV"
    story = [text(garbled, "Heading1"), *(text(f"{garbled} {number}") for number in range(9))]
    found = extract.read(paper(tmp_path / "plan.pdf", story), ocr="off")
    assert [page.outcome for page in found.pages] == ["needs_ocr"]
    assert found.cover.title is None


def test_time_headings_are_no_part_of_the_title(tmp_path: Path) -> None:
    story = [text("Eastmarsh Borough Council", "Heading1"), text("<b>Improvement plan 2014</b>")]
    for heading in ("By September 2014", "By March 2015"):
        story += [text(f"<b>{heading}</b>"), text("1. Recruit a head of safeguarding"), text("2. Train all managers")]
    found = extract.read(paper(tmp_path / "plan.pdf", story))
    assert found.cover.title is not None
    assert found.cover.title.text == "Improvement plan 2014"


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_whose_text_lies_on_its_side_is_read_and_told_as_shown(tmp_path: Path, degrees: int) -> None:
    upright = paper(tmp_path / "plan.pdf", [text("Safeguarding action plan", "Heading1"), plan(5)])
    source = PdfDocument(upright)
    width, height = source[0].get_size()
    source[0].set_rotation(degrees)
    source.save(tmp_path / "lying.pdf")
    (told,), (found,) = extract.read(upright).plans, extract.read(tmp_path / "lying.pdf").plans
    assert squeezed(found) == squeezed(told)
    for row, as_set in zip(found.rows, told.rows, strict=True):
        (place,), (other,) = row.cells[2].places, as_set.cells[2].places
        left, top, right, foot = other.box.x0, other.box.y0, other.box.x1, other.box.y1
        turned = {
            90: (height - foot, left, height - top, right),
            180: (width - right, height - foot, width - left, height - top),
            270: (top, width - right, foot, width - left),
        }[degrees]
        assert (place.box.x0, place.box.y0, place.box.x1, place.box.y1) == pytest.approx(turned, abs=0.1)
    (table,) = extract.tables(tmp_path / "lying.pdf")
    assert found.rows[0].cells[2].places[0].box in [cell.box for cell in table.cells]
