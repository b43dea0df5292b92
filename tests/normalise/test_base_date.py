"""Base dates: what the prose, the front and the register tell of the inspection, and what must not be taken for it."""

from __future__ import annotations

import datetime as dt

import pytest

from normalise.base_date.choice import Inspection, find, find_by_section
from schemas.geometry import Box, Place
from schemas.verbatim import Cover, CoverField, Paragraph

HERE = Place(3, Box(72, 100, 500, 120))
MEETING = dt.date(2013, 3, 12)
PUBLISHED = dt.date(2013, 1, 7)
REGISTER = (
    Inspection("E00000000", "SIF", dt.date(2009, 11, 9), dt.date(2009, 11, 20), dt.date(2010, 1, 7)),
    Inspection("E00000000", "SIF", dt.date(2012, 11, 12), dt.date(2012, 11, 23), PUBLISHED),
)


def prose(*texts: str, heading: bool = False) -> list[Paragraph]:
    return [Paragraph(text, HERE, heading) for text in texts]


@pytest.mark.parametrize(
    "text",
    [
        "Ofsted published its findings from the inspection on 7 January 2013.",
        "The Ofsted report was published on 7 January 2013, with the other regulator's report to follow in May 2013.",
        "The inspection report dated 7th January 2013 made 12 recommendations.",
        "Ofsted inspected the service between 12 and 23 November 2012. The report was published on 7 January 2013.",
        "On 7 January 2013 Ofsted published its report.",
        "Following the inspection in November 2012 (report published 7 January 2013) a plan was drawn up.",
        "Report published: 7 January 2013, after the inspection",
        "The final report was published by Ofsted on the 7th January 2013",
    ],
)
def test_publication_of_the_report_is_the_base_date(text: str) -> None:
    found = find(prose(text), Cover(), meeting_date=MEETING)
    assert found is not None
    assert (found.date, found.source, found.place, found.report_published) == (PUBLISHED, "prose", HERE, PUBLISHED)
    assert found.text is not None
    assert found.text in text


@pytest.mark.parametrize(
    "text",
    [
        "Between 12 November and 23 November 2012 Ofsted and its partners undertook an inspection of services.",
        "The inspection took place from 12 to 23 November 2012.",
        "Ofsted inspected the service over two weeks, from Monday 12th to Friday 23rd November 2012.",
        "Inspection dates: 12 November 2012 - 23 November 2012",
    ],
)
def test_without_publication_the_end_of_the_visit_counts(text: str) -> None:
    found = find(prose(text), Cover(), meeting_date=MEETING)
    assert found is not None
    assert (found.inspection_start, found.inspection_end) == (dt.date(2012, 11, 12), dt.date(2012, 11, 23))
    assert (found.date, found.report_published) == (dt.date(2012, 11, 23), None)


@pytest.mark.parametrize(
    "text",
    [
        "This report will be considered by Cabinet on 12 March 2013 following the inspection by Ofsted.",
        "Following the Ofsted inspection, the Statement of Action was published on 5 February 2013.",
        "The Working Together guidance was published on 1 March 2013. Ofsted inspects against it.",
        "On 9 July 2012 the Board agreed an action plan developed after the inspection by Ofsted in May 2012.",
        "The previous inspection took place on 3 May 2011.",
        "Ofsted will publish its report on 30 April 2013.",
        "The inspection report is awaited.",
    ],
)
def test_other_days_are_no_base_date(text: str) -> None:
    assert find(prose(text), Cover(), meeting_date=MEETING) is None


def test_date_on_the_plan_s_front_below_the_inspection_s_name() -> None:
    front = prose("OFSTED INSPECTION", "Safeguarding and Looked After Children", "27th July 2012", "Action Plan")
    found = find(front, Cover(), meeting_date=None)
    assert found is not None
    assert (found.date, found.source, found.framework) == (dt.date(2012, 7, 27), "cover", "SLAC")


def test_front_date_that_is_the_meeting_s_is_left_alone() -> None:
    assert find(prose("OFSTED ACTION PLAN", "12 March 2013"), Cover(), meeting_date=MEETING) is None


def test_cover_field_of_the_inspection() -> None:
    cover = Cover(inspection=CoverField("Ofsted inspection of 23 November 2012", HERE))
    found = find([], cover, meeting_date=MEETING)
    assert found is not None
    assert (found.date, found.source, found.place) == (dt.date(2012, 11, 23), "cover", HERE)


def test_register_is_asked_last_and_only_for_plans_that_answer_an_inspection() -> None:
    told = prose("The inspection by Ofsted found the service to be good.")
    found = find(told, Cover(), meeting_date=MEETING, authority_inspections=REGISTER)
    assert found is not None
    assert (found.date, found.source, found.place, found.inspection_end) == (
        PUBLISHED,
        "register",
        None,
        dt.date(2012, 11, 23),
    )
    assert find(prose("Play area plan"), Cover(), meeting_date=MEETING, authority_inspections=REGISTER) is None
    assert find(told, Cover(), meeting_date=None, authority_inspections=REGISTER) is None


def test_register_entry_of_another_month_is_not_taken() -> None:
    told = prose("The inspection by Ofsted took place in May 2012.")
    assert find(told, Cover(), meeting_date=MEETING, authority_inspections=REGISTER) is None


def test_register_completes_the_days_of_the_inspection_told() -> None:
    told = prose("The Ofsted inspection report was published on 7 January 2013.")
    found = find(told, Cover(), meeting_date=MEETING, authority_inspections=REGISTER)
    assert found is not None
    assert (found.source, found.inspection_start, found.framework) == ("prose", dt.date(2012, 11, 12), "SIF")


def test_sections_may_have_base_dates_of_their_own() -> None:
    paper = [
        *prose("Safeguarding", heading=True),
        *prose("The Ofsted report was published on 9 March 2012."),
        *prose("Fostering", heading=True),
        *prose("The Ofsted fostering inspection report was published on 7 January 2013."),
    ]
    sections = prose(
        "1. Safeguarding", "Fostering:", "Adoption", "Early years (inspection report published 4 February 2013)"
    )
    found = find_by_section(paper, sections, meeting_date=MEETING)
    assert {name: base.date for name, base in found.items()} == {
        "1. Safeguarding": dt.date(2012, 3, 9),
        "Fostering:": PUBLISHED,
        "Early years (inspection report published 4 February 2013)": dt.date(2013, 2, 4),
    }


def test_cover_field_with_the_days_of_the_visit() -> None:
    cover = Cover(inspection=CoverField("12 - 23 November 2012", HERE))
    found = find([], cover, meeting_date=MEETING)
    assert found is not None
    assert (found.date, found.source) == (dt.date(2012, 11, 23), "cover")
    assert (found.inspection_start, found.inspection_end) == (dt.date(2012, 11, 12), dt.date(2012, 11, 23))


@pytest.mark.parametrize("text", ["November 2012", "autumn 2012", "TBC"])
def test_cover_field_without_days_gives_none(text: str) -> None:
    assert find([], Cover(inspection=CoverField(text, HERE)), meeting_date=MEETING) is None


@pytest.mark.parametrize(
    "text",
    [
        "The safeguarding adults review was published on 7 January 2013.",
        "The domestic homicide review was published on 7 January 2013.",
        "The coroner's report was dated 7 January 2013.",
        "The final audit report was issued on 7 January 2013.",
        "The action plan responds to the Regulation 28 report issued by HM Coroner on 7 January 2013.",
        "The Ombudsman issued its final decision on 7 January 2013.",
        "The task and finish group's report was published on 7 January 2013.",
    ],
)
def test_other_reviews_come_out_as_inspections_do(text: str) -> None:
    found = find(prose(text), Cover(), meeting_date=MEETING)
    assert found is not None and (found.date, found.source) == (PUBLISHED, "prose")


def test_a_title_says_which_review_came_out() -> None:
    came_out = prose("The plan has nine actions.", "The review was published on 7 January 2013.")
    titled = find(came_out, Cover(), meeting_date=MEETING, title="Child Safeguarding Practice Review: action plan")
    assert titled is not None and titled.date == PUBLISHED
    assert find(came_out, Cover(), meeting_date=MEETING, title="Parking strategy") is None


def test_the_register_tells_of_no_other_inspectors_visit() -> None:
    told = prose("The plan answers the peer challenge of the council.")
    title = "Corporate Peer Challenge: action plan"
    assert find(told, Cover(), meeting_date=MEETING, authority_inspections=REGISTER, title=title) is None
    ofsted = prose("The plan answers the Ofsted inspection.")
    assert find(ofsted, Cover(), meeting_date=MEETING, authority_inspections=REGISTER) is not None
