"""Pages judged by their bare text: a plan's header is never passed over, most other pages are."""

from __future__ import annotations

from pathlib import Path
from textwrap import wrap

import pytest

from extract.triage import sift

PROSE = (
    "3. The service has been restructured since the last meeting and all posts but two are filled. Members will\n"
    "recall that the budget was agreed in February, when the saving from the depot was put back by a year.\n"
)
FILLER = PROSE * 6


def plan_headers() -> list[str]:
    lines = (Path(__file__).parent / "header_rows.txt").read_text(encoding="utf-8").splitlines()
    return [line.split(" => ")[0] for line in lines if line and not line.startswith("# ") and "NONE" not in line]


@pytest.mark.parametrize("joint", [" ", "\n"], ids=["one line", "a line each"])
def test_no_header_of_a_plan_is_passed_over(joint: str) -> None:
    pages = [FILLER + joint.join(header.split(" | ")) + "\n" + PROSE for header in plan_headers()]
    missed = [header for header, page in zip(plan_headers(), pages, strict=True) if not sift(page).passes]
    assert len(missed) <= 0.02 * len(pages), missed


@pytest.mark.parametrize(
    "text",
    [
        "Action Person responsible Ofsted Deadline Progress update as at w/c 20 August 2012 RAG",
        "Area for Improvement /\nRecommendation\nTIMESCA Key Actions : short term\ninterventions\nResp. Officer",
        "RECOMMENDATION ACTION LEAD TIMESCALE",
    ],
)
def test_headers_as_bare_text_gives_them(text: str) -> None:
    assert sift(FILLER + text + "\n" + PROSE).table


@pytest.mark.parametrize(
    "text",
    [
        "Within three months:",
        "Immediately",
        "Areas for improvement",
        "What needs to improve?",
        "In summary, of the 28 actions:",
        "Five out of the nine actions to be completed within six months have been completed.",
    ],
)
def test_points_and_counts_are_looked_at(text: str) -> None:
    assert sift(FILLER + text + "\n" + PROSE).prose


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Service Budget £000 Forecast £000 Variance £000\nHighways 4,120 4,310 190\nLibraries 910 900 (10)",
        "Councillor May July September November\nCllr Abbott Present Apologies Present Present",
        "Agenda Item Title Page\n1 Minutes 3\n2 Budget monitoring 9",
    ],
)
def test_pages_of_other_papers_are_passed_over(text: str) -> None:
    found = sift(FILLER + text)
    assert not found.passes
    assert found.evidence == "no heading of a plan among its lines"


def test_no_page_that_states_counts_is_passed_over() -> None:
    lines = (Path(__file__).parent / "claim_sentences.txt").read_text(encoding="utf-8").splitlines()
    stating = [
        said for line in lines if "⇒" in line for said, told in [line.split("⇒")] if told.strip() not in ("", "-")
    ]
    pages = [FILLER + "\n".join(wrap(said, 60)) + "\n" + PROSE for said in stating]
    missed = [said for said, page in zip(stating, pages, strict=True) if not sift(page).passes]
    assert len(stating) > 30
    assert len(missed) <= 0.03 * len(stating), missed


@pytest.mark.parametrize(
    "text",
    [
        "Status of actions\nCompleted 9\nIn progress 12",
        "RAG Number of actions\nGreen\n9\nAmber\n12\nRed\n1",
        "Actions\nComplete In progress Not started\n9 12 1",
    ],
)
def test_small_tables_of_counts_are_looked_at(text: str) -> None:
    assert sift(FILLER + text + "\n" + PROSE).passes


@pytest.mark.parametrize(
    "text",
    [
        "4.1 The panel took action on 12 May and made no further recommendation.",
        "Inspectors looked at 40 cases in which no further action had been taken within 45 days.",
    ],
)
def test_a_number_near_an_action_is_no_count(text: str) -> None:
    assert not sift(FILLER + text + "\n" + PROSE).passes


def test_a_page_without_text_is_left_to_ocr() -> None:
    assert sift("").scan
    assert sift("12\n").scan
