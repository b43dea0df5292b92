"""Plans in prose: lists under time headings and improvement headings, and lists that are no plan."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.prose.bullets import begun_at_foot, plans
from extract.prose.paragraphs import read
from extract.prose.time_headings import (
    closing_time,
    is_improvement_heading,
    is_time_heading,
    leads_in_improvements,
    run_in_time,
)
from schemas.verbatim import Plan
from tests.extract.typeset import pages


def rows(*texts: str) -> list[tuple[str, ...]]:
    """The cells' text of the only plan of the pages; no rows where there is none."""
    found = plans(read(pages(*texts)).blocks)
    assert len(found) <= 1
    return [tuple(cell.text for cell in row.cells) for plan in found for row in plan.rows]


def fields(plan: Plan) -> list[str | None]:
    return [column.field for column in plan.columns]


def test_time_headings_in_two_sections() -> None:
    assert rows(
        """
        The review team asked the partnership to improve in these areas:

        ** Early help

        Immediately:
        •  tell every school whom to call
        •  publish the thresholds document and see to it that partners have
           read it

        Within 2 months:
        •  audit a sample of assessments

        ** Fostering

        By the end of March 2015:
        •  recruit more carers
        •  review allowances.

        The board will look at progress in the summer.
        """
    ) == [
        ("Early help", "Immediately:", "tell every school whom to call"),
        ("Early help", "Immediately:", "publish the thresholds document and see to it that partners have read it"),
        ("Early help", "Within 2 months:", "audit a sample of assessments"),
        ("Fostering", "By the end of March 2015:", "recruit more carers"),
        ("Fostering", "By the end of March 2015:", "review allowances."),
    ]


def test_items_that_lost_their_bullets() -> None:
    found = rows(
        """
        Areas for improvement

        Within three months:

        improve the recording of visits so that it is clear who was seen and
        where
        ensure that minutes are sent out

        •  make certain that health plans are reviewed

        Within one year:

        •  extend the offer of advocacy to all
        """
    )
    assert [row[-1] for row in found] == [
        "improve the recording of visits so that it is clear who was seen and where",
        "ensure that minutes are sent out",
        "make certain that health plans are reviewed",
        "extend the offer of advocacy to all",
    ]
    assert [row[0] for row in found] == ["Within three months:"] * 3 + ["Within one year:"]


def test_short_items_above_a_time_heading_are_no_sections() -> None:
    assert rows(
        """
        ** Areas for improvement

        Within 3 months:

        1. Clarify capacity in the duty team

        Within 6 months:

           •  publish the offer
           Review advocacy for all

        Within 9 months:
           •  audit home visits
        """
    ) == [
        ("1.", "Within 3 months:", "Clarify capacity in the duty team"),
        ("", "Within 6 months:", "publish the offer"),
        ("", "Within 6 months:", "Review advocacy for all"),
        ("", "Within 9 months:", "audit home visits"),
    ]


def test_run_in_times_and_numbers() -> None:
    assert rows(
        """
        ** Recommendations from the peer review

        Within six weeks: set up one front door.
        Within six months: agree a workforce strategy.
        """
    ) == [
        ("Within six weeks:", "set up one front door."),
        ("Within six months:", "agree a workforce strategy."),
    ]


def test_what_needs_to_improve() -> None:
    (plan,) = plans(
        read(
            pages(
                """
                # Inspection of a council

                ** What needs to improve?
                ■  The timeliness of permanence planning. (Outcome 2)
                ■  The quality of supervision.

                ** The experiences of children: good
                1.  Children are helped early and well, and their families say
                    that workers listen to them.
                """
            )
        ).blocks
    )
    assert plan.title == "What needs to improve?"
    assert fields(plan) == ["recommendation"]
    assert [row.cells[0].text for row in plan.rows] == [
        "The timeliness of permanence planning. (Outcome 2)",
        "The quality of supervision.",
    ]


def test_numbered_items_and_times_in_brackets() -> None:
    assert rows(
        """
        In its report the inspectorate recommended that the force and council should:

        1.  put in place a joint process for strategy discussions (within 3 months)
        2.  review the use of police protection powers
        3.  share what was learned with all staff (immediately)
        """
    ) == [
        ("1.", "within 3 months", "put in place a joint process for strategy discussions (within 3 months)"),
        ("2.", "", "review the use of police protection powers"),
        ("3.", "immediately", "share what was learned with all staff (immediately)"),
    ]


def test_paragraphs_of_what_leaders_should_do() -> None:
    found = rows(
        """
        # Areas for improvement
        ---
        Leaders should improve how they use data so that they can see what is
        working and what is not.
        ---
        Leaders across the partnership need to work with parents on:
          •  the local offer
          •  transport to school.
        ---

        # Local area partnership details
        """
    )
    assert [row[0] for row in found] == [
        "Leaders should improve how they use data so that they can see what is working and what is not.",
        "Leaders across the partnership need to work with parents on: • the local offer • transport to school.",
    ]


def test_an_item_cut_by_the_page_has_a_place_on_each() -> None:
    (plan,) = plans(
        read(
            pages(
                """
                Areas for development

                Within one month:
                •  check that each child who is placed out of the county has been
                   visited in the last six weeks and that the record of it names
                """,
                """
                   the worker who went
                •  tell the board
                """,
            )
        ).blocks
    )
    assert [place.page for place in plan.rows[0].cells[-1].places] == [1, 2]
    assert plan.rows[0].cells[-1].text.endswith("the record of it names the worker who went")
    assert (plan.first_page, plan.last_page, len(plan.rows)) == (1, 2, 2)


NO_PLANS = [
    """
    ** Recommendations
    That the committee:
    (a) note the report
    (b) approve the action plan
    (c) agree to receive an update within six months.
    """,
    """
    ** Background papers
    •  Report to Cabinet, 3 May
    •  Letter of the inspectorate
    """,
    """
    The main risks are as follows:
    •  costs rise
    •  demand rises within three months
    """,
    """
    Members will recall the areas for improvement, which were set out last year.
    Within three months a group had been set up.
    """,
    """
    ** Timetable
    By June 2013
    The consultation will have ended and the outcome will be known to all.
    """,
    """
    ** Borrowing
    Short term: loans of less than a year, at the base rate
    Long term: loans of the public works board
    """,
    """
    ** What was done
    During 2011:
    •  review of the front door
    •  training of all staff
    """,
    """
    ** Areas for development
    •  Be willing to hear others out
    •  Remember to praise before you find fault
    •  Don't be hasty
    """,
    """
    IMMEDIATELY

    Give the first dose by mouth and call

    the ward at once
    """,
    """
    What does the partnership do well?
    •  Leaders know their services.
    •  Parents are heard.
    """,
]


@pytest.mark.parametrize("text", NO_PLANS)
def test_ordinary_lists_are_no_plans(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Immediately:",
        "Within 3 months of publication of this report",
        "By the end of September 2012",
        "Actions to be completed within six months:",
        "For immediate action",
        "Short term (0-3 months)",
        "By Easter 2013",
        "Within three months of the inspection, the council and its partners should:",
        "Within 20 working days",
        "In the longer term",
    ],
)
def test_time_headings(text: str) -> None:
    assert is_time_heading(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Immediate concerns were raised",
        "Within the service",
        "In 2012",
        "Services",
        "Within three months we will",
        "In the last six months we have:",
        "Over the year we will review:",
        "May be",
        "Three months after starting the course",
        "Immediate actions taken:",
        "First 15 Hours",
        "Continuous Improvement",
        "Ongoing improvement:",
        "Within 60 days of the date of that",
        "By the end of May 2025 and",
    ],
)
def test_no_time_headings(text: str) -> None:
    assert not is_time_heading(text)


def test_parts_of_headings() -> None:
    assert run_in_time("Within a year: open a hub") == ("Within a year:", "open a hub")
    assert run_in_time("Note: open a hub") is None
    assert run_in_time("Short-term – 2020; Medium-term – 2025; Long-term – Post 2030") is None
    assert run_in_time("Short-term – map the sites; open a hub") is not None
    assert closing_time("open a hub (by June 2014).") == "by June 2014"
    assert closing_time("open a hub (see page 3)") is None
    assert is_improvement_heading("Areas for Improvement:")
    assert not is_improvement_heading("Areas for discussion")


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("What needs to improve in this area of social work practice?", True),
        ("Areas for improvement within the front door", True),
        ("What needs to improve in this area is the quality of plans", False),
        ("Areas for improvement in the plan.", False),
        ("What needs to improve by itself", False),
    ],
)
def test_what_needs_to_improve_in_one_area(text: str, heads: bool) -> None:
    assert is_improvement_heading(text) == heads
    assert leads_in_improvements("Ofsted made the following recommendations:")
    assert not leads_in_improvements("The panel made the following comments:")


@given(
    st.lists(
        st.sampled_from(
            ["Immediately:", "Within 6 weeks:", "• an item of it", "improve it", "** Head", "", "1. One.", "Prose. "]
        ),
        max_size=14,
    )
)
def test_rows_come_from_the_page_and_each_line_once(texts: list[str]) -> None:
    found = plans(read(pages("\n".join(texts))).blocks)
    taken = [place.box for plan in found for row in plan.rows for place in row.cells[-1].places]
    assert len(taken) == len(set(taken))
    for plan in found:
        assert plan.rows
        assert all(len(row.cells) == len(plan.columns) for row in plan.rows)


def test_topics_in_the_look_of_the_title_are_sections_until_another_part_begins() -> None:
    assert rows(
        """
        ** Areas for improvement

        ** Leadership and management

        •  Partners do not yet use what they know to plan services.

        ** Risk at the front door

        •  Referrals from schools are often late.

        ** Key strengths

        •  Staff know their families well.
        """
    ) == [
        ("Leadership and management", "Partners do not yet use what they know to plan services."),
        ("Risk at the front door", "Referrals from schools are often late."),
    ]


def test_a_paragraph_before_the_list_of_improvements_is_no_item() -> None:
    assert rows(
        """
        ** Areas for improvement

        Risk was identified in all cases seen. Some responses are less strong
        and these are set out below.

        •  The voice of the child is not always written down.

        •  Plans have no dates.
        """
    ) == [("The voice of the child is not always written down.",), ("Plans have no dates.",)]


def test_a_numbered_paragraph_that_leads_in_times_is_no_item() -> None:
    assert rows(
        """
        ** Areas for improvement

        20. In order to improve the help that families in Anyshire receive, the
            council should take the following action.

        ** Immediately:

        •  ensure that risks are written down for all children

        ** Within three months:

        •  complete all first health assessments in time
        """
    ) == [
        ("Immediately:", "ensure that risks are written down for all children"),
        ("Within three months:", "complete all first health assessments in time"),
    ]


@pytest.mark.parametrize("mark", ["\x83", "\uf0be", "─", "―", "▪"])
def test_bullets_that_symbol_fonts_give_no_name(mark: str) -> None:
    assert rows(
        f"""
        ** Priorities for further improvement

        {mark}   The council should ensure that supervision is written down in all
            its teams.

        {mark}   The police should act on what the last review found.
        """
    ) == [
        ("The council should ensure that supervision is written down in all its teams.",),
        ("The police should act on what the last review found.",),
    ]


def test_an_item_goes_on_after_a_word_that_ends_no_text() -> None:
    assert rows(
        """
        ** Areas for improvement

        Leaders should see that needs in schools are addressed earlier and
        better, so that children and young people with
        SEND at risk of exclusion are helped in time.

        Leaders should reduce how long families wait for an assessment in the town.
        """
    ) == [
        (
            "Leaders should see that needs in schools are addressed earlier and better, so that children and young "
            "people with SEND at risk of exclusion are helped in time.",
        ),
        ("Leaders should reduce how long families wait for an assessment in the town.",),
    ]


def test_an_item_goes_on_in_a_paragraph_set_in_as_it_is() -> None:
    found = rows(
        """
        ** Areas for improvement

        •  Too many plans have no dates. The board has seen this and has begun
           to look at each of them.
        """,
        """
           However, the work is slow and families still wait.

        •  Minutes are late.
        """,
    )
    assert [row[0].split()[-1] for row in found] == ["wait.", "late."]


RECOMMENDED = """
    ** Recommendations

    1. Ensure that visits are made in time and written down.

    2. The board should see figures from all partners each quarter.

    3. Strengthen the oversight of private fostering.
    """


def test_recommendations_of_an_inspection_are_a_plan() -> None:
    found = rows("** Inspection of services for children\n\nInspection dates: 6 to 30 March 2017", RECOMMENDED)
    assert [row[0] for row in found] == ["1.", "2.", "3."]


def test_a_first_recommendation_that_leads_in_a_list_is_an_item() -> None:
    found = rows(
        "** Inspection of services for children\n\nInspection dates: 6 to 30 March 2017",
        """
        ** Recommendations

        ** 1.  Strengthen oversight of:
            •  complex cases
            •  private fostering.
        2.  Ensure that supervision is reflective.
        3.  Improve the quality of recording.
        """,
    )
    assert [row[-1] for row in found] == [
        "Strengthen oversight of: • complex cases • private fostering.",
        "Ensure that supervision is reflective.",
        "Improve the quality of recording.",
    ]


def test_recommendations_of_a_committee_report_are_none() -> None:
    assert rows("** Report of the Head of Finance\n\nBudget monitoring for the third quarter", RECOMMENDED) == []


def test_a_list_ends_where_pages_were_not_read() -> None:
    first, second = pages("** Inspection of services for children", RECOMMENDED)
    (later,) = pages("4. Ensure that files are closed in time.")
    moved = replace(later, number=9)
    (found,) = plans(read([first, second, moved]).blocks)
    assert (len(found.rows), found.last_page) == (3, 2)


def test_a_heading_at_the_foot_of_a_page_says_that_the_next_is_needed() -> None:
    ends = "Staff know their families.\n\n** Areas for improvement\n\n** Care leavers"
    assert begun_at_foot(read(pages(ends)).blocks) == {1}
    assert begun_at_foot(read(pages(f"{ends}\n\n1. Review all pathway plans.")).blocks) == frozenset()


INSPECTED = """
# Joint inspection of services in Saltmere

The letter summarises what inspectors found in the summer of that year.

# Areas for improvement

** The front door

Decisions are not always informed by what is known of a family's history.

Records of strategy discussions do not show who will do what.

** Leadership

Audits do not lead to plans that change practice.

# Next steps

The director of children's services sends a written statement.
"""


def test_inspectors_paragraphs_without_marks_are_items_under_their_topics() -> None:
    assert rows(INSPECTED) == [
        ("The front door", "Decisions are not always informed by what is known of a family's history."),
        ("The front door", "Records of strategy discussions do not show who will do what."),
        ("Leadership", "Audits do not lead to plans that change practice."),
    ]


def test_paragraphs_of_a_council_about_improvement_are_no_plan() -> None:
    assert rows(INSPECTED.replace("Joint inspection of services", "Annual report on services")) == []


@pytest.mark.parametrize("mark", ["", "1."])
def test_items_set_in_from_their_time_are_items_whatever_they_begin_with(mark: str) -> None:
    found = rows(
        f"""
        The inspectors asked for these improvements:

        ** Health

        Within three months:

            {mark} Ensure that every child has a named nurse.

            {mark} The hospital trust to recruit a named midwife.

            {mark} Governors and heads to review the policy.

        ** Next steps

        The board will look at progress in the summer.
        """
    )
    assert [row[-1] for row in found] == [
        "Ensure that every child has a named nurse.",
        "The hospital trust to recruit a named midwife.",
        "Governors and heads to review the policy.",
    ]


def test_numbers_glued_to_their_items_count_on() -> None:
    found = rows(
        """
        The inspectors asked for these improvements:

        Within three months:

        9.  Audit the files.

        10.Train the managers.

        11.Publish the thresholds.
        """
    )
    assert [row[0] for row in found] == ["9.", "10.", "11."]
    assert [row[-1] for row in found] == ["Audit the files.", "Train the managers.", "Publish the thresholds."]


@pytest.mark.parametrize(
    ("said", "plan"),
    [("There are no areas for priority action", False), ("There are delays that leaders must end", True)],
)
def test_the_word_that_there_are_none_is_no_plan(said: str, plan: bool) -> None:
    assert (
        bool(rows(f"** Areas for priority action\n\n•  {said}\n\n** Next steps\n\nThe partners should reply.")) is plan
    )


def test_numbers_that_touch_their_text_go_on_with_the_list() -> None:
    found = rows(
        """
        ** Areas for improvement

        Within three months:
        8. ensure that assessments are shared with families
        9. review the service for victims of domestic violence
        10.ensure that managers support the service out of hours
        11.improve the record of strategy discussions
        """
    )
    assert len(found) == 4


def test_a_numbered_item_goes_on_in_lower_case_where_nothing_has_ended_it() -> None:
    assert rows(
        """
        Actions required as soon as possible:
        1.  Consider whether action is needed here, and see that a plan is under way

        if it is, to make it less likely that this comes again.
        2.  Share what was learnt.
        """
    ) == [
        (
            "1.",
            "Actions required as soon as possible:",
            "Consider whether action is needed here, and see that a plan is under way if it is, to make it less likely"
            " that this comes again.",
        ),
        ("2.", "Actions required as soon as possible:", "Share what was learnt."),
    ]


def test_what_a_lead_says_of_development_makes_no_recommendations_of_actions() -> None:
    (plan,) = plans(
        read(
            pages(
                """
                ** Priority actions

                We want to develop the market for heat from below the ground:
                •  Publish guidance for schools
                •  Train installers by autumn
                """
            )
        ).blocks
    )
    assert fields(plan) == ["action"]
