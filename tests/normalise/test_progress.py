"""A row's progress: columns with a colour beside them, several dated entries in a cell, verdicts."""

from __future__ import annotations

import datetime as dt

import pytest

from normalise.fields import FieldedRow
from normalise.progress import Progress, read_progress
from normalise.rag.asked import answer
from schemas.verbatim import Cell, Column, Field, Row

WRITTEN = dt.date(2013, 3, 12)


def read(*cells: tuple[str, Field, Cell], legend: dict[str, str] | None = None) -> Progress:
    columns = tuple(Column(header, field) for header, field, _ in cells)
    row = FieldedRow(columns, Row(tuple(cell for _, _, cell in cells)))
    return read_progress(row, document_date=WRITTEN, legend=legend or {})


def test_each_dated_column_is_an_entry_with_the_colour_beside_it() -> None:
    found = read(
        ("Progress (September 2012)", "progress", Cell("Draft written.")),
        ("RAG", "rag", Cell("", fill="FFC000")),
        ("Progress (end of January)", "progress", Cell("Agreed by the board.")),
        ("RAG", "rag", Cell("", fill="92D050")),
    )
    assert [(entry.as_at, entry.rag) for entry in found.entries] == [
        (dt.date(2012, 9, 30), "amber"),
        (dt.date(2013, 1, 31), "green"),
    ]
    assert (found.text, found.rag, found.rag_source) == ("Agreed by the board.", "green", "fill")
    assert "update_year_inferred" in dict(found.doubts)


def test_a_cell_with_several_dated_entries_is_several_updates() -> None:
    found = read(
        ("Progress", "progress", Cell("Oct 2012: policy drafted and sent out for comment.\nJan 2013: agreed by SMT.")),
        ("RAG", "rag", Cell("Green")),
    )
    assert [entry.as_at for entry in found.entries] == [dt.date(2012, 10, 31), dt.date(2013, 1, 31)]
    assert (found.text, found.rag) == ("agreed by SMT.", "green")
    assert found.entries[0].rag is None


@pytest.mark.parametrize(
    ("status", "meant"),
    [("Completed", "completed"), ("Fully implemented however needs embedding", "completed"), ("", None)],
)
def test_a_status_column_says_the_status(status: str, meant: str | None) -> None:
    assert read(("Status", "status", Cell(status))).status == meant


def test_a_long_story_says_no_status() -> None:
    story = (
        "The team met twice and completed a draft, which was then reviewed by the board and sent back for more work."
    )
    assert read(("Progress", "progress", Cell(story))).status is None


def test_a_colour_that_the_whole_row_has_is_no_rating() -> None:
    band = Cell("Train staff", fill="92D050")
    found = read(("Action", "action", band), ("Owner", "owner", band), ("RAG", "rag", Cell("", fill="92D050")))
    assert found.rag is None
    assert "rag_row_fill" in dict(found.doubts)


def test_a_colour_without_a_name_is_told_and_kept() -> None:
    found = read(("Action", "action", Cell("Train staff")), ("RAG", "rag", Cell("", fill="7030A0")))
    assert (found.rag, found.rag_text) == (None, "7030A0")
    assert "rag_fill_unnamed" in dict(found.doubts)


def test_the_key_says_what_a_colour_without_a_name_means() -> None:
    purple = Cell("", fill="7532A3")
    found = read(("Action", "action", Cell("Train staff")), ("RAG", "rag", purple), legend={"7030a0": "completed"})
    assert (found.rag, found.status, found.doubts) == (None, "completed", ())


def test_words_of_a_rating_column_that_are_no_colour_are_kept() -> None:
    found = read(("Update", "progress", Cell("The draft is with partners.")), ("RAG", "rag", Cell("Complete")))
    assert (found.rag, found.rag_text, found.status) == (None, "Complete", "completed")


@pytest.mark.parametrize(
    ("header", "text", "meant"),
    [
        ("Done? Y/N", "Y", "completed"),
        ("Completed", "Y", "completed"),
        ("Completed?", "☒ Yes ☐ No", "completed"),
        ("Started?", "N", "not_started"),
        ("Comply? Yes / No", "Yes", "completed"),
        ("On plan?", "Y", "on_track"),
        ("On track? Y/N", "n", "at_risk"),
        ("% complete", "35", "in_progress"),
        ("% done", "0", "not_started"),
        ("Percent complete", "100", "completed"),
    ],
)
def test_a_heading_that_asks_says_what_a_short_answer_means(header: str, text: str, meant: str) -> None:
    found = read((header, "status", Cell(text)))
    assert (found.status, found.rag) == (meant, None)


def test_a_form_whose_ticks_are_drawn_says_nothing_in_its_words_or_colours() -> None:
    found = read(("Status", "status", Cell("Not started In progress Complete", mark="0075FF")))
    assert (found.status, found.rag, [code for code, _ in found.doubts]) == (None, None, ["choice_unclear"])


def test_a_share_of_progress_is_read_below_its_heading() -> None:
    assert read(("Progress (%)", "progress", Cell("40"))).status == "in_progress"


@pytest.mark.parametrize(
    ("header", "text"),
    [
        ("Implemented?", "N"),
        ("Completed? (Y/N)", "No"),
        ("Complete", "n"),
        ("Action completed", "✗"),
        ("Done?", "☐ Yes ☒ No"),
    ],
)
def test_not_done_does_not_say_whether_it_has_begun(header: str, text: str) -> None:
    found = read((header, "status", Cell(text)))
    assert (found.status, found.rag, [code for code, _ in found.doubts]) == (None, None, ["status_only_denied"])


@pytest.mark.parametrize(
    ("header", "text"), [("Status", "Y"), ("Overdue?", "Y"), ("Target", "35"), ("% complete", "350")]
)
def test_other_headings_change_no_answer(header: str, text: str) -> None:
    assert answer(header, text) == text


@pytest.mark.parametrize(
    ("heading", "field", "status"), [("Progress", "progress", None), ("Status", "status", "completed")]
)
def test_a_story_is_no_verdict(heading: str, field: Field, status: str | None) -> None:
    """A few words that only tell what was done: in a column of verdicts they are taken for one, and said to be told."""
    found = read((heading, field, Cell("Market day held")))
    assert (found.status, [code for code, _ in found.doubts]) == (status, ["status_only_told"])


@pytest.mark.parametrize(
    ("heading", "field", "text", "codes"),
    [
        ("RAG", "rag", "GREE", ["rag_unread"]),
        ("RAG", "rag", "n/a", []),
        ("RAG", "rag", "On track", []),
        ("Status", "status", "Councillor Brown", ["status_unread"]),
        ("Status", "status", "Agreed", []),
        ("Status", "status", "Amber", []),
    ],
)
def test_words_that_state_nothing_are_told(heading: str, field: Field, text: str, codes: list[str]) -> None:
    assert [code for code, _ in read((heading, field, Cell(text))).doubts] == codes


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Completed November 2012. Guidance published.", "completed"),
        ("14/11/2012", "completed"),
        ("Ongoing - nine practices left to train", "in_progress"),
        ("", "in_progress"),
    ],
)
def test_the_day_of_completion_says_more_than_a_milestone(text: str, meant: str) -> None:
    milestone = ("Key milestones", "progress", Cell("In progress"))
    assert read(milestone, ("Date of completion and outcome", "completed_date", Cell(text))).status == meant


def test_ratings_right_of_all_reports_belong_to_these_in_their_order() -> None:
    found = read(
        ("Progress May 2012", "progress", Cell("Policy drafted by the team.")),
        ("Progress Nov 2012", "progress", Cell("Policy launched in all offices.")),
        ("RAG May", "rag", Cell("A")),
        ("RAG Nov", "rag", Cell("G")),
    )
    assert [(entry.as_at, entry.rag) for entry in found.entries] == [
        (dt.date(2012, 5, 31), "amber"),
        (dt.date(2012, 11, 30), "green"),
    ]
    assert found.rag == "green"


def test_words_of_a_status_column_are_the_progress_beside_a_colour_too() -> None:
    found = read(
        ("Status", "status", Cell("Charter signed by 31 of 38 parishes.")), ("RAG", "rag", Cell("", fill="FFC000"))
    )
    assert (found.text, found.rag, found.rag_source) == ("Charter signed by 31 of 38 parishes.", "amber", "fill")
    assert [(entry.text, entry.rag) for entry in found.entries] == [(found.text, "amber")]


def test_dated_status_columns_are_entries_of_their_day() -> None:
    found = read(
        ("Status September 2012", "status", Cell("Work has begun.")),
        ("Status January 2013", "status", Cell("Draft with the board.")),
        ("RAG", "rag", Cell("Green")),
    )
    assert [(entry.as_at, entry.text, entry.rag) for entry in found.entries] == [
        (dt.date(2012, 9, 30), "Work has begun.", None),
        (dt.date(2013, 1, 31), "Draft with the board.", "green"),
    ]
    assert (found.text, found.as_at, found.rag) == ("Draft with the board.", dt.date(2013, 1, 31), "green")


def test_words_of_progress_leave_the_status_where_it_is() -> None:
    found = read(
        ("Progress", "progress", Cell("Six visits made.")),
        ("Status", "status", Cell("On track")),
        ("RAG", "rag", Cell("G")),
    )
    assert (found.text, found.status, found.left_over) == ("Six visits made.", "on_track", ("status",))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Completed. The amended terms were sent to all members of the panel in May.", "completed"),
        ("Ongoing. The views of the panel were reported at the meeting with the ministry.", "in_progress"),
        ("Ongoing. The guide was sent to all of the schools and the work is now complete.", None),
        ("The panel met the ministry. Completed forms were sent to all of the members in May.", None),
    ],
)
def test_a_story_that_opens_with_a_verdict_has_its_status(text: str, meant: str | None) -> None:
    assert read(("Follow-up", "progress", Cell(text))).status == meant
