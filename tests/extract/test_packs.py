"""Where the reports of a pack begin, and the title of a plan."""

from __future__ import annotations

import pytest

from extract.packs import Mark, nearest, report_number, reports, title_of
from schemas.geometry import Box, Place
from schemas.verbatim import Paragraph

FRONT = "Report to: Cabinet\nDate: 4 March 2025\nSubject: Action plan\nReport of: Director of Children's Services\n"
PAGES = 20


def texts(**fronts: str) -> dict[int, str]:
    found = dict.fromkeys(range(1, PAGES + 1), "The committee considered the matter.\n")
    return found | {int(name.lstrip("p")): text for name, text in fronts.items()}


def starts(outline: list[Mark], pages: dict[int, str], count: int = PAGES) -> list[int]:
    return [report.first_page for report in reports(count, outline, pages)]


def test_bookmarks_to_fronts_open_reports() -> None:
    outline = [
        Mark(1, "Agenda", 1),
        Mark(1, "7 Ofsted action plan", 5),
        Mark(1, "8 Budget", 12),
        Mark(2, "Appendix", 8),
    ]
    found = reports(PAGES, outline, texts(p5=FRONT, p12=FRONT))
    assert [(report.title, report.first_page, report.last_page) for report in found] == [
        ("Agenda", 1, 4),
        ("7 Ofsted action plan", 5, 11),
        ("8 Budget", 12, 20),
    ]


def test_bookmarks_of_headings_open_nothing() -> None:
    outline = [Mark(1, f"{number} | Section", number * 2) for number in range(1, 9)]
    assert starts(outline, texts()) == [1]


def test_a_bookmark_for_each_slide_opens_nothing() -> None:
    assert starts([Mark(1, f"Slide {number}", number) for number in range(1, 9)], texts(), count=8) == [1]


def test_fronts_open_reports_without_bookmarks() -> None:
    assert starts([], texts(p6="Agenda item 7\n" + FRONT, p11="Agenda item 8\n" + FRONT)) == [1, 6, 11]


def test_fronts_without_labels_open_reports_and_running_headers_do_not() -> None:
    header = "Marlsea Borough Council\nAudit Committee\n21 November 2018\n"
    front = f"Agenda Item 7\n{header}Audit recommendations\nReport of the Director of Finance\n"
    running = f"Agenda Item 7\n{header}The committee noted item 3 of the plan.\n"
    assert starts([], texts(p6=front, p7=running, p11=front)) == [1, 6, 11]


@pytest.mark.parametrize(
    "front",
    [
        "MARLSEA BOROUGH COUNCIL\nAudit Committee\n21 November 2018\nAudit recommendations\n1. Purpose of report\n",
        "Audit Committee\n21 November 2018\nAudit recommendations\nReport of the Director of Finance\n",
        "Report to the Cabinet of Marlsea Borough Council, 21 November 2018\nAudit recommendations\n",
        "From: Jo Nuttall, Leader\nTo: Cabinet, 21 November 2018\nSubject: Recommendations\nClassification: Open\n",
        "Marlsea Borough Council\nAudit tracker\nAudit Committee, 21 November 2018\nPage 1 of 2\n",
        "Agenda item 9: Audit recommendations\n1. Background\n",
    ],
)
def test_fronts_that_name_no_item_or_say_no_more_than_it_open_reports(front: str) -> None:
    assert starts([], texts(p6=front)) == [1, 6]


@pytest.mark.parametrize(
    "top",
    [
        "Housing Board\n21 November 2018\nGreen\nRepair the roof\n",
        "to members in June.\nfrom which lessons were drawn.\nsubject to funds\n",
        "Report to Cabinet on progress\nQuarterly\n",
    ],
)
def test_tables_and_prose_open_none(top: str) -> None:
    assert starts([], texts(p6=top)) == [1]


def test_an_item_named_on_each_of_its_pages_opens_one_report() -> None:
    running = "Agenda item 9: Audit recommendations\n"
    assert starts([], texts(p6=running, p7=running, p8="More of it.\n", p9=running)) == [1, 6]


def test_every_page_belongs_to_one_report() -> None:
    found = reports(PAGES, [], texts(p6="Agenda item 7\n" + FRONT))
    assert [report_number(page, found) for page in (1, 5, 6, 20)] == [0, 0, 1, 1]


def test_titles_name_a_plan() -> None:
    above = [
        Paragraph(text, Place(1, Box(0, 0, 1, 1)), heading=heading)
        for text, heading in [("SEND action plan", True), ("Prose on a delivery plan.", False), ("Progress", True)]
    ]
    assert title_of(above) == "SEND action plan"
    assert title_of(above[1:]) == ""
    assert nearest(above) == "Progress"
