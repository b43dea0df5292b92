"""Fronts of reports in many shapes: fields as printed, and null where the front says nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.cover.reading import cover
from extract.prose.paragraphs import lines, read
from extract.tables.table import Table, TableCell
from schemas.geometry import Box
from schemas.verbatim import Cover
from tests.extract.typeset import page, paragraphs

FIELDS = ("authority", "committee", "meeting_date", "title", "agenda_item", "author", "published", "inspection")


def told(found: Cover) -> dict[str, str]:
    """The fields a cover has, as text."""
    return {name: getattr(found, name).text for name in FIELDS if getattr(found, name)}


def front(text: str) -> dict[str, str]:
    one = page(text)
    return told(cover(read([one]).paragraphs, (), lines(one)))


FRONTS = [
    (
        "labels and values on tab stops",
        """
        REPORT TO:           Health and Care Scrutiny Panel
        DATE:                14 November 2017
        AGENDA ITEM:         9
        TITLE OF REPORT:     Response to the Care Quality Commission's review of
                             hospital discharge
        LEAD:                Priya Raman

        1.  This paper tells members what has been done since the review was published in the summer.
        """,
        {
            "committee": "Health and Care Scrutiny Panel",
            "meeting_date": "14 November 2017",
            "agenda_item": "9",
            "title": "Response to the Care Quality Commission's review of hospital discharge",
            "author": "Priya Raman",
        },
    ),
    (
        "from, to, subject, with the date behind the body",
        """
        From:      Dana Whitlock, Corporate Director

        To:        Growth Cabinet Committee – 6 March 2019

        Subject:   Improvement plan for adult learning

        Classification: Unrestricted
        """,
        {
            "committee": "Growth Cabinet Committee",
            "meeting_date": "6 March 2019",
            "title": "Improvement plan for adult learning",
            "author": "Dana Whitlock, Corporate Director",
        },
    ),
    (
        "a title block in the middle of the page",
        """
                     # Borsetshire County Council

                      ** Children's Services Committee

                             12th September 2013

             ** Outcome of the fostering inspection: action plan

              Report of the Director of Children's Services
        """,
        {
            "authority": "Borsetshire County Council",
            "committee": "Children's Services Committee",
            "meeting_date": "12th September 2013",
            "title": "Outcome of the fostering inspection: action plan",
            "author": "Director of Children's Services",
        },
    ),
    (
        "a plan without any cover",
        """
        ** OFSTED INSPECTION
        ** Adoption and Fostering
        Rutland
        3rd May 2011
        ** Improvement Plan
        (version 2.3, updated 8.7.11)
        """,
        {
            "authority": "Rutland",
            "title": "OFSTED INSPECTION Adoption and Fostering Improvement Plan",
            "inspection": "3rd May 2011",
            "published": "8.7.11",
        },
    ),
    (
        "minutes tell by a sentence",
        """
        ** MINUTES

        At a meeting of the Audit and Governance Committee held in the Council Chamber on
        Thursday 21 June 2018 at 6.30 pm

        Present: Councillors Ames (Chair), Boyle and Chowdhury
        """,
        {"committee": "Audit and Governance Committee", "meeting_date": "Thursday 21 June 2018"},
    ),
    (
        "an agenda has a body and a day but no title",
        """
                                 ** AGENDA

                          ** EDUCATION SCRUTINY PANEL

        Wednesday, 5th February, 2014, at 2.00 pm      Ask for:   Lee Moss
        Committee Room 2                               Telephone: 01632 960001

        1.   Apologies
        2.   Minutes of the meeting held on 8 January 2014
        """,
        {"committee": "EDUCATION SCRUTINY PANEL", "meeting_date": "Wednesday, 5th February, 2014"},
    ),
    (
        "the meeting as a label",
        """
        Meeting:        Cabinet
        Date:           Tuesday 9 July 2024
        Report title:   Children's services improvement: quarter 1
        Report author:  Sam Okafor, Head of Quality
        Agenda item no: 6(b)
        """,
        {
            "committee": "Cabinet",
            "meeting_date": "Tuesday 9 July 2024",
            "title": "Children's services improvement: quarter 1",
            "author": "Sam Okafor, Head of Quality",
            "agenda_item": "6(b)",
        },
    ),
    (
        "two labels on one line",
        """
        Committee: Overview Board            Date: 17/10/2012
        Subject:   SEND written statement    Item no: 4
        Report by: Assistant Director (SEND)
        """,
        {
            "committee": "Overview Board",
            "meeting_date": "17/10/2012",
            "title": "SEND written statement",
            "agenda_item": "4",
            "author": "Assistant Director (SEND)",
        },
    ),
    (
        "labels above their values, side by side",
        """
        Committee:  Policy Board        Date:  4 May 2012       Report No:

        Report of:                              Title:
        Corporate Director, Housing             Post inspection action plan
        """,
        {
            "committee": "Policy Board",
            "meeting_date": "4 May 2012",
            "author": "Corporate Director, Housing",
            "title": "Post inspection action plan",
        },
    ),
    (
        "a plan with its years and version",
        """
        # Children's Services Improvement Plan
        # 2018 - 2020

        Barsetshire Council

        Version 3.2 - updated 14 May 2019
        """,
        {
            "authority": "Barsetshire Council",
            "title": "Children's Services Improvement Plan 2018 - 2020",
            "published": "14 May 2019",
        },
    ),
    (
        "an inspectorate's report",
        """
        # Inspection of Wiltshire local authority
        # children's services
        Inspection dates: 18 to 29 September 2023
        Lead inspector: Jo Bloggs, His Majesty's Inspector

        Children in Wiltshire benefit from good services, and leaders have improved them since the last inspection of
        services in the county, which took place some years ago and which found them to be less good than they are.
        """,
        {
            "authority": "Wiltshire",
            "title": "Inspection of Wiltshire local authority children's services",
            "inspection": "18 to 29 September 2023",
        },
    ),
]


LETTER = """
    14 March 2024

    Ann Whitlock, Director of Children's Services, Wokingham Borough Council
    Priya Raman, Executive Lead, Integrated Care Board
    Sam Mays, Independent Scrutineer, Thames Safeguarding Children Partnership

    Dear local partnership

    ** Joint targeted area inspection of the multi-agency response to neglect in Wokingham

    Between 22 and 26 January 2024 inspectors of three bodies carried out a joint inspection of how children
    who are neglected are helped, and this letter tells what they found.
    """
FRONTS += [
    (
        "an inspectors' letter names those it is sent to above its salutation",
        LETTER,
        {
            "authority": "Wokingham Borough Council",
            "title": "Joint targeted area inspection of the multi-agency response to neglect in Wokingham",
            "published": "14 March 2024",
            "inspection": "22 and 26 January 2024",
        },
    ),
    (
        "a title that goes on in small letters after a council's name",
        """
        # Inspection of Plymouth City Council
        # local authority children's services

        Inspection dates: 22 January to 2 February 2024
        """,
        {
            "authority": "Plymouth City Council",
            "title": "Inspection of Plymouth City Council local authority children's services",
            "inspection": "22 January to 2 February 2024",
        },
    ),
    (
        "a place with its kind above the title",
        """
        # Bedford Borough

        ** Inspection of services for children in need of help and protection

        Report published: 7 April 2017
        """,
        {
            "authority": "Bedford Borough",
            "title": "Inspection of services for children in need of help and protection",
            "published": "7 April 2017",
        },
    ),
]


@pytest.mark.parametrize(("shape", "text", "expected"), FRONTS, ids=[shape for shape, _, _ in FRONTS])
def test_front(shape: str, text: str, expected: dict[str, str]) -> None:
    found = front(text)
    assert {name: found.get(name) for name in expected} == expected, shape


def test_contents_and_names_of_chief_executives_tell_nothing() -> None:
    found = front(
        """
        # Joint inspection of services in Saltmere
        Emma Stone, Regional Chief Executive
        ** 1 Introduction ........ 3
        ** 2 Action plan ......... 5
        """
    )
    assert found.get("title") == "Joint inspection of services in Saltmere"
    assert "committee" not in found


@pytest.mark.parametrize("name", ["title", "agenda_item"])
def test_agenda_and_minutes_have_no_title(name: str) -> None:
    assert name not in front(FRONTS[5][1])


def test_a_ruled_cover_table() -> None:
    texts = [["Report to", "Schools Forum"], ["Date of meeting", "4 May 2016"], ["Author:", "R. Iyer"]]
    cells = [
        TableCell(text, row, column, 1, 1, Box(60 + 150 * column, 80 + 20 * row, 200 + 150 * column, 100 + 20 * row))
        for row, line in enumerate(texts)
        for column, text in enumerate(line)
    ]
    table = Table(1, Box(60, 80, 350, 140), tuple(cells), "rules")
    assert told(cover((), [table], ())) == {
        "committee": "Schools Forum",
        "meeting_date": "4 May 2016",
        "author": "R. Iyer",
    }


def test_header_of_a_plan_is_no_cover() -> None:
    texts = [["Action", "Lead", "Date"], ["Train staff", "Head of HR", "May 2016"], ["Audit files", "QA", "June 2016"]]
    cells = [
        TableCell(text, row, column, 1, 1, Box(60 + 90 * column, 80 + 20 * row, 140 + 90 * column, 100 + 20 * row))
        for row, line in enumerate(texts)
        for column, text in enumerate(line)
    ]
    table = Table(1, Box(60, 80, 350, 160), tuple(cells), "rules")
    assert told(cover((), [table], ())) == {}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Between 4 and 15 March 2013 Ofsted undertook an inspection of services for looked after children.",
            "4 and 15 March 2013",
        ),
        ("The inspection was carried out from 21 May to 1 June 2012.", "21 May to 1 June 2012"),
        ("Between 20 and 24 June, Ofsted undertook a joint inspection of practice in the town.", "20 and 24 June"),
        ("This follows the OFSTED inspection in May 2012 of safeguarding.", "May 2012"),
        ("Ofsted published its findings from the inspection on 28 June 2012.", None),
        ("The previous inspection took place in June 2009.", None),
        ("On 9 July 2012 the Board agreed an action plan following inspection.", None),
    ],
)
def test_inspection_dates_in_prose(sentence: str, expected: str | None) -> None:
    assert told(cover(paragraphs(sentence), (), ())).get("inspection") == expected


@given(st.lists(st.text(max_size=60), max_size=8))
def test_any_text_gives_a_cover(texts: list[str]) -> None:
    one = page("\n".join(texts))
    found = cover(read([one]).paragraphs, (), lines(one))
    printed = " ".join(word.text for word in one.words).replace("\u00ad", "")
    assert all(part in printed for value in told(found).values() for part in value.split())
