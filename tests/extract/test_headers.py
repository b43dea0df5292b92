"""Headings to fields: a table of made-up rows, the labelled corpus where it is at hand, and what must always hold."""

from __future__ import annotations

import json
import tomllib
import typing
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import map_headers
from extract.headers.cells import fields_by_cells, plan_by_cells
from extract.headers.fields import read_headings
from extract.headers.look import Look, begins_with_hour, look
from extract.headers.vocabulary import heading, names_time, vocabulary
from extract.headers.words import is_period
from schemas.verbatim import Cell, Field

HERE = Path(__file__).parent
CORPUS = HERE.parents[1].parent / "shared" / "corpus" / "headers.jsonl"
LETTERS = {
    "n": "number",
    "S": "section",
    "r": "recommendation",
    "a": "action",
    "o": "owner",
    "d": "deadline",
    "s": "start_date",
    "p": "progress",
    "g": "rag",
    "t": "status",
    "y": "priority",
    "m": "success_measure",
    "e": "evidence",
    "x": "resources",
    "c": "cost",
    "k": "risk",
    "D": "completed_date",
    "R": "revised_deadline",
    "C": "comments",
    "-": "other",
}


def made_up() -> list[tuple[list[str], list[str] | None]]:
    rows = []
    for line in (HERE / "header_rows.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("# "):
            printed, wanted = line.split(" => ")
            fields = None if wanted == "NONE" else [LETTERS[letter] for letter in wanted.split()]
            rows.append(([heading.strip() for heading in printed.split("|")], fields))
    return rows


def shares(rows: list[tuple[list[str], list[str] | None]]) -> tuple[float, float]:
    """The share wholly right, and the share told right as plan or no plan."""
    got = [map_headers(headers) for headers, _ in rows]
    wanted = [fields for _, fields in rows]
    right = sum(one == other for one, other in zip(got, wanted, strict=True))
    told = sum((one is None) == (other is None) for one, other in zip(got, wanted, strict=True))
    return right / len(rows), told / len(rows)


def test_made_up_rows() -> None:
    right, told = shares(made_up())
    assert right >= 0.96
    assert told >= 0.99


@pytest.mark.skipif(not CORPUS.exists(), reason="the labelled corpus is not at hand")
def test_labelled_corpus() -> None:
    entries = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines() if line.strip()]
    right, told = shares([(entry["headers"], entry["expect"]) for entry in entries])
    assert right >= 0.97
    assert told == 1.0


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("TIMESCA", "deadline"),
        ("implement\nation date", "deadline"),
        ("Recommend-\nation", "recommendation"),
        ("Responsi- bility", "owner"),
        ("5.Tasks/\nActions", "action"),
        ("R A G", "rag"),
        ("Comple t e", "status"),
        ("TargetDate", "deadline"),
        ("LEADOFFICER", "owner"),
        ("Responsibilty", "owner"),
        ("Progess", "progress"),
        ("Date com-\npleted", "completed_date"),
        ("Progress / comments", "progress"),
        ("Comments / progress", "comments"),
        ("What difference will this make to children?", "success_measure"),
        ("How will we know it's working?", "success_measure"),
    ],
)
def test_spoilt_headings(heading: str, field: str) -> None:
    found = map_headers(["Recommendation", "Action", "Lead", heading])
    assert found is not None
    assert found[-1] == field


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        (["Date", "Recommendation", "Lead", "Status"], ["start_date", "recommendation", "owner", "status"]),
        (["Action", "Lead", "Date"], ["action", "owner", "deadline"]),
        (["Target", "Target date"], ["action", "deadline"]),
        (["Objective", "Target", "Target date"], ["recommendation", "success_measure", "deadline"]),
        (["Action", "Target date", "Completion date"], ["action", "deadline", "completed_date"]),
        (["Action", "Implementation", "Who"], ["recommendation", "action", "owner"]),
        (["Action", "Response", "Lead"], ["action", "progress", "owner"]),
        (["Recommendation", "Response", "Lead"], ["recommendation", "action", "owner"]),
        (["Ofsted priority action", "Lead", "Update"], ["recommendation", "owner", "progress"]),
        (
            ["What we have committed to", "Led by", "Timescale", "Measure"],
            ["action", "owner", "deadline", "success_measure"],
        ),
        (["", "Action", "Lead", "Deadline"], ["number", "action", "owner", "deadline"]),
    ],
)
def test_neighbours_settle_what_a_heading_means(headers: list[str], fields: list[str]) -> None:
    assert map_headers(headers) == fields


def questions() -> list[tuple[str, str]]:
    text = (Path(__file__).parent / "header_questions.txt").read_text(encoding="utf-8")
    rows = [line.split(": ", 1) for line in text.splitlines() if not line.startswith("#")]
    return [(asked, field) for field, asked in rows]


@pytest.mark.parametrize(("asked", "field"), questions())
def test_what_a_heading_asks_for(asked: str, field: str) -> None:
    assert heading(asked).alone == field


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        (["Aim", "Objective", "Action", "Lead"], ["section", "recommendation", "action", "owner"]),
        (["Action", "Lead", "Date", "Issues"], ["action", "owner", "deadline", "risk"]),
        (["Issues", "Action", "Lead", "Date"], ["recommendation", "action", "owner", "deadline"]),
        (["Ombudsman recommendation", "Agreed remedy", "Officer"], ["recommendation", "action", "owner"]),
        (
            ["Action", "Milestones: autumn", "Milestones: spring", "Lead"],
            ["action", "success_measure", "success_measure", "owner"],
        ),
        (["Action", "Lead", "Short term", "Medium term", "Long term"], ["action", "owner", "other", "other", "other"]),
        (["Ward", "Recommendation", "Lead", "Status"], ["section", "recommendation", "owner", "status"]),
        (
            ["Recommendation", "Management response", "Agreed action", "Officer", "Date"],
            ["recommendation", "other", "action", "owner", "deadline"],
        ),
        (
            ["Recommendation", "Management response", "Officer", "Date"],
            ["recommendation", "action", "owner", "deadline"],
        ),
    ],
)
def test_where_a_column_stands(headers: list[str], fields: list[str]) -> None:
    assert map_headers(headers) == fields


@given(st.lists(st.text(max_size=40), max_size=12))
def test_any_headings_give_fields_or_none(headers: list[str]) -> None:
    found = map_headers(headers)
    assert found is None or (len(found) == len(headers) and set(found) <= set(typing.get_args(Field)))


@given(st.sampled_from(made_up()), st.sampled_from([str.upper, str.lower, str.title]))
def test_case_does_not_matter(row: tuple[list[str], list[str] | None], change: typing.Callable[[str], str]) -> None:
    headers, _ = row
    if any(word.isupper() and 2 < len(word) < 6 for heading in headers for word in heading.split()):
        return
    assert (map_headers([change(heading) for heading in headers]) is None) == (map_headers(headers) is None)


def test_vocabulary_names_only_fields() -> None:
    text = files("schemas").joinpath("vocabulary", "headers.toml").read_text(encoding="utf-8")
    no_fields = {"not_plan", "abbreviations", "questions", "cells", "classes", "lines", "context"}
    named = set(tomllib.loads(text)) - no_fields
    assert named == set(typing.get_args(Field))


def test_no_phrase_is_certain_twice() -> None:
    seen: dict[tuple[str, ...], str] = {}
    for entries in vocabulary().entries.values():
        for entry in entries:
            if entry.weight == 4.0 and not entry.field.endswith("not_plan"):
                assert seen.setdefault(entry.words, entry.field) == entry.field, entry.words


@pytest.mark.parametrize("text", ["Apr", "Q1 2019", "2019/20", "Sept '19", "Month 3"])
def test_headings_of_a_calendar(text: str) -> None:
    assert is_period(text)


@pytest.mark.parametrize("text", ["3.4", "12", "Date", "2019 lead", "", "Mayor"])
def test_what_heads_no_calendar(text: str) -> None:
    assert not is_period(text)


@pytest.mark.parametrize(("heading", "numbering", "field"), [("Neo", 1.0, "number"), ("Neo", 0.7, "other")])
def test_numbers_right_of_the_sections_are_known_below_any_unknown_heading(
    heading: str, numbering: float, field: str
) -> None:
    reading = read_headings(["Theme", heading, "Agreed action", "Lead officer", "By when"])
    looks = [Look(9, 9, words=2.0), Look(9, 9, numbering=numbering, words=1.0), Look(9, 9, words=9.0), Look(), Look()]
    assert fields_by_cells(reading, looks)[1] == field


def test_a_nameless_column_of_numbers_right_of_the_ratings_is_their_number() -> None:
    reading = read_headings(["RAG", "", "Our response: actions", "Lead officer"])
    looks = [Look(9, 9, rag=1.0, words=1.0), Look(9, 9, numbering=1.0, words=1.0), Look(9, 9, words=9.0), Look()]
    assert fields_by_cells(reading, looks)[:3] == ("rag", "number", "action")


@pytest.mark.parametrize(
    ("look", "field"),
    [
        (Look(9, 9, people=0.5, words=2.0), "owner"),
        (Look(9, 9, dates=0.9, words=2.0), "deadline"),
        (Look(), "deadline"),
    ],
)
def test_cells_settle_who_or_by_when_something_is_actioned(look: Look, field: str) -> None:
    reading = read_headings(["Issue", "Action", "To be actioned by", "Latest position"])
    looks = [Look(9, 9, words=3.0), Look(9, 9, words=12.0), look, Look(9, 9, words=12.0)]
    assert fields_by_cells(reading, looks)[2] == field


@pytest.mark.parametrize(
    ("first", "second", "fields"),
    [
        (Look(6, 6, words=1.2), Look(6, 6, words=5.0), ("number", "action")),
        (Look(6, 6, words=6.0), Look(6, 6, words=1.0), ("action", "other")),
    ],
)
def test_what_to_do_stands_without_a_heading_beside_the_number_of_an_item(
    first: Look, second: Look, fields: tuple[str, str]
) -> None:
    reading = read_headings(["Item", "", "By whom", "By when"])
    looks = [first, second, Look(6, 6, people=1.0, words=2.0), Look(6, 6, dates=1.0, words=1.0)]
    assert fields_by_cells(reading, looks) == (*fields, "owner", "deadline")


@pytest.mark.parametrize(("words", "field"), [(1.0, "priority"), (9.0, "recommendation")])
def test_single_words_beside_what_was_asked_for_are_its_grade(words: float, field: str) -> None:
    reading = read_headings(["Must / should do", "CQC finding", "Action", "Lead", "Due date"])
    looks = [Look(6, 6, words=words), Look(6, 6, words=15.0), Look(6, 6, words=9.0), Look(), Look()]
    assert fields_by_cells(reading, looks)[:2] == (field, "recommendation")


@pytest.mark.parametrize(
    ("texts", "heads", "field"),
    [
        (["Recycling", "Street scene", "Trees"], ["Action", "Lead"], "recommendation"),
        (["Recycling", "Street scene", "Trees"], ["Recommendation", "Lead"], "section"),
        (["High", "Low", "High"], ["Action", "Lead"], "priority"),
        (["1 - urgent", "2", "2"], ["Action", "Lead"], "priority"),
        (["Recycling", "Street scene"], ["Action", "Lead"], "priority"),
    ],
)
def test_priorities_that_are_no_grades_are_aimed_at(texts: list[str], heads: list[str], field: str) -> None:
    reading = read_headings(["Priority", *heads, "By when"])
    seen = look([Cell(text) for text in texts])
    assert fields_by_cells(reading, [seen, Look(6, 6, words=9.0), Look(), Look()])[0] == field


def test_numbers_below_a_stage_number_the_rows() -> None:
    reading = read_headings(["Stage", "Action", "By when", "Lead"])
    looks = [Look(5, 5, numbering=1.0, words=1.0), Look(5, 5, words=6.0), Look(), Look()]
    assert fields_by_cells(reading, looks)[0] == "number"


@pytest.mark.parametrize(("words", "field"), [(1.0, "other"), (14.0, "action")])
def test_a_long_answer_is_the_action_where_nothing_else_is(words: float, field: str) -> None:
    reading = read_headings(["Recommendation", "Response (Agreed / Not Agreed)", "Lead", "By when"])
    looks = [Look(6, 6, words=15.0), Look(6, 6, words=words), Look(6, 6, people=1.0), Look(6, 6, dates=1.0)]
    assert fields_by_cells(reading, looks)[1] == field


@pytest.mark.parametrize(("clock", "is_plan"), [(0.9, False), (0.1, True)])
def test_what_happens_at_the_hours_of_a_day_is_no_plan(clock: float, is_plan: bool) -> None:
    reading = read_headings(["Item", "Action", "Time", "Lead"])
    looks = [Look(6, 6, numbering=1.0), Look(6, 6, words=5.0), Look(6, 6, clock=clock), Look(6, 6, people=1.0)]
    assert (plan_by_cells(reading, reading.fields, looks) >= 0) == is_plan


@pytest.mark.parametrize(
    ("heads", "seen", "is_plan"),
    [
        (["Life stage", "Requirements", "Description"], Look(3, 3, words=4.0), False),
        (["Life stage", "Requirements", "Description"], Look(3, 3, words=4.0, status=0.4), True),
        (["Stage", "Requirements", "Description"], Look(3, 3, words=4.0), True),
    ],
)
def test_a_part_of_a_heading_counts_where_the_cells_bear_it_out(heads: list[str], seen: Look, is_plan: bool) -> None:
    reading = read_headings(heads)
    looks = [seen, Look(3, 3, words=9.0), Look(3, 3, words=9.0)]
    assert (plan_by_cells(reading, ["status", "recommendation", "action"], looks) >= 0) == is_plan


@pytest.mark.parametrize(
    ("due", "heads", "is_plan"),
    [
        (Look(3, 3, standing=1.0, words=5.0), ["Grading", "Action", "Timescale"], False),
        (Look(3, 3, standing=0.3, words=5.0), ["Grading", "Action", "Timescale"], True),
        (Look(3, 3, standing=1.0, words=5.0), ["Progress", "Action", "Timescale"], True),
    ],
)
def test_what_is_done_within_hours_each_time_is_no_plan(due: Look, heads: list[str], is_plan: bool) -> None:
    reading = read_headings(heads)
    looks = [Look(3, 3, words=2.0), Look(3, 3, words=9.0), due]
    assert (plan_by_cells(reading, reading.fields, looks) >= 0) == is_plan


@pytest.mark.parametrize(
    ("heads", "is_plan"),
    [
        (["Risk Level", "Key Assessment Information", "Actions and Timescales"], False),
        (["Recommendation", "Agreed management action/timing"], True),
        (["Agency", "Date / Time", "Details"], False),
        (["What", "Who", "When"], True),
        (["Agency", "Date", "Action taken"], True),
    ],
)
def test_vague_headings_and_two_in_one_need_others_beside_them(heads: list[str], is_plan: bool) -> None:
    assert read_headings(heads).is_plan is is_plan


@pytest.mark.parametrize(("clock", "is_plan"), [(0.9, False), (0.1, True)])
def test_hours_under_a_date_and_time_are_a_programme(clock: float, is_plan: bool) -> None:
    reading = read_headings(["Date and time", "Development activity", "Lead"])
    looks = [Look(6, 6, clock=clock), Look(6, 6, words=5.0), Look(6, 6, people=1.0)]
    assert (plan_by_cells(reading, reading.fields, looks) >= 0) == is_plan


@pytest.mark.parametrize(("blanks", "is_plan"), [(1.0, False), (0.2, True)])
def test_a_form_to_be_filled_in_is_no_plan(blanks: float, is_plan: bool) -> None:
    reading = read_headings(["Action", "Owner"])
    assert (plan_by_cells(reading, reading.fields, [Look(4, 4, blanks=blanks), Look(4, 4)]) >= 0) == is_plan


@pytest.mark.parametrize(
    ("heads", "fields"),
    [
        (
            "Ref | Output/Activity | Objectives | Issues/Dependencies | Date",
            "number action recommendation other deadline",
        ),
        ("Section | Deliverable | Due Date | Delivery Method", "section action deadline other"),
    ],
)
def test_activities_beside_outputs_and_methods_beside_days(heads: str, fields: str) -> None:
    assert map_headers(heads.split(" | ")) == fields.split()


@pytest.mark.parametrize(("text", "is_plan"), [("A", False), ("Write", True)])
def test_letters_below_action_say_nothing_to_do(text: str, is_plan: bool) -> None:
    reading = read_headings(["Item", "Action", "Person responsible"])
    looks = [Look(4, 4, words=3.0), look([Cell(text)] * 4), Look(4, 4, people=1.0)]
    assert (plan_by_cells(reading, reading.fields, looks) >= 0) == is_plan


def test_numbers_below_a_task_number_what_is_described_beside_it() -> None:
    reading = read_headings(["Task", "Description", "Responsible", "Due date"])
    looks = [
        Look(6, 6, numbering=1.0, words=1.0),
        Look(6, 6, words=12.0),
        Look(6, 6, people=1.0),
        Look(6, 6, dates=1.0),
    ]
    assert fields_by_cells(reading, looks) == ("number", "action", "owner", "deadline")


@pytest.mark.parametrize(("figures", "field"), [(1.0, "other"), (0.2, "recommendation")])
def test_numbers_right_of_the_action_refer_to_what_asked_for_it(figures: float, field: str) -> None:
    reading = read_headings(["Task", "Strategic Plan Goal", "Strategic Plan Objective", "Target Date"])
    looks = [
        Look(6, 6, words=12.0),
        Look(6, 6, words=1.0),
        Look(6, 6, figures=figures, words=1.0),
        Look(6, 6, dates=1.0),
    ]
    assert fields_by_cells(reading, looks)[2] == field


@pytest.mark.parametrize(("words", "is_plan"), [(40.0, False), (12.0, True)])
def test_prose_below_who_is_accountable_says_what_a_post_is_for(words: float, is_plan: bool) -> None:
    reading = read_headings(["Accountabilities", "Measures of success", "Action"])
    looks = [Look(4, 4, words=words), Look(4, 4, words=9.0), Look(4, 4, words=20.0)]
    assert (plan_by_cells(reading, reading.fields, looks) >= 0) == is_plan


def test_questions_are_blanks_to_be_filled_in() -> None:
    assert look([Cell("What will you do?"), Cell("Name:"), Cell("Train all staff")]).blanks == pytest.approx(2 / 3)


def test_motions_of_an_agenda_are_no_actions() -> None:
    motions = [Cell("Resolution Authorizing the Sale of Bonds"), Cell("Motion to Approve the Lease")]
    assert look([*motions, Cell("Resolution of complaints within 28 days")]).blanks == pytest.approx(2 / 3)


@pytest.mark.parametrize(("numbering", "field"), [(0.0, "section"), (0.2, "number"), (1.0, "number")])
def test_words_below_a_nameless_first_heading_group_the_rows(numbering: float, field: str) -> None:
    reading = read_headings(["", "What we are going to do", "Who", "When"])
    looks = [Look(5, 5, numbering=numbering, words=2.0), Look(5, 5, words=9.0), Look(), Look()]
    assert fields_by_cells(reading, looks)[0] == field


@pytest.mark.parametrize(("rows", "filled", "is_plan"), [(3, 0, False), (3, 1, True), (2, 0, True)])
def test_a_table_that_never_says_what_to_do_is_no_plan(rows: int, filled: int, is_plan: bool) -> None:
    reading = read_headings(["Audit", "Action", "Owner"])
    looks = [Look(rows, rows, words=3.0), Look(rows, filled, words=9.0), Look(rows)]
    assert (plan_by_cells(reading, reading.fields, looks) >= 0) == is_plan


def test_hours_beside_a_day_are_those_of_a_programme() -> None:
    assert look([Cell("29/05/2018 13:00 – 16:00"), Cell("11/07/2018 09:30 to 12:00")]).clock == 1.0
    assert look([Cell("12.04.18 - 13.05.18"), Cell("3 May 2019")]).clock == 0.0


@pytest.mark.parametrize(
    ("headings", "is_plan"),
    [
        (["Recommendation", "Action", "Lead officer", "Timescale"], True),
        (["Reference", "Action", "Lead officer", "Timescale"], False),
    ],
    ids=["urgent actions on what an inspection asked for", "a procedure"],
)
def test_actions_within_hours_are_a_plan_where_something_asked_for_them(headings: list[str], is_plan: bool) -> None:
    reading = read_headings(headings)
    due = look([Cell("Within 5 working days"), Cell("Within 24 hours"), Cell("Within 10 working days")])
    looks = [Look(3, 3, words=6.0), Look(3, 3, words=8.0), Look(3, 3, words=2.0), due]
    assert (plan_by_cells(reading, reading.fields, looks) > -9.0) == is_plan


def test_cells_that_give_hours_and_blanks() -> None:
    cells = [
        Cell("Logged within 24 hours"),
        Cell("Acknowledged in 2 working days"),
        Cell("Name:"),
        Cell("By 3 May 2019"),
    ]
    assert (look(cells).standing, look(cells).blanks) == (0.5, 0.25)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("14:30 - 15:00", True),
        ("9 am", True),
        ("10.15-10.30", True),
        ("12.10.23", False),
        ("14.5", False),
        ("3", False),
    ],
)
def test_hours_of_a_day(text: str, told: bool) -> None:
    assert begins_with_hour(text) == told


@pytest.mark.parametrize(
    ("words", "explained", "is_time"),
    [
        ((), 0.0, True),
        (("<date>",), 0.0, True),
        (("medium", "term"), 0.5, True),
        (("year",), 1.0, False),
        (("lead",), 0.0, False),
    ],
)
def test_headings_that_are_nothing_but_a_time(words: tuple[str, ...], explained: float, is_time: bool) -> None:
    assert names_time(words, explained) == is_time


def test_words_for_colours_below_quarters_are_ratings_and_paint_is_a_calendar() -> None:
    reading = read_headings(["Ref", "Action", "Lead", "Deadline", "Q1", "Q2", "Q3"])
    plain = [Look()] * 4
    rated = fields_by_cells(reading, [*plain, *[Look(cells=4, filled=4, rag=1.0, words=1.0)] * 3])
    painted = fields_by_cells(reading, [*plain, *[Look(cells=4, colours=1.0)] * 3])
    assert (rated[4:], painted[4:]) == (("rag",) * 3, ("other",) * 3)
