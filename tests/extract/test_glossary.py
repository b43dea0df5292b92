"""Acronyms explained in tables, lists and in passing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.prose.glossary import explains, glossary, is_acronym
from extract.tables.table import Table, TableCell
from schemas.geometry import Box, Place
from tests.extract.typeset import paragraphs


def table(texts: list[list[str]]) -> Table:
    cells = [
        TableCell(text, row, column, 1, 1, Box(90.0 * column, 20.0 * row, 90.0 * column + 90, 20.0 * row + 20))
        for row, line in enumerate(texts)
        for column, text in enumerate(line)
    ]
    return Table(1, Box(0, 0, 600, 20.0 * len(texts)), tuple(cells), "rules")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Borsetshire Safeguarding Adults’ Board (BSAB) met.", {"BSAB": "Borsetshire Safeguarding Adults’ Board"}),
        ("Serious Incident Reviews (SIRs) and more", {"SIRs": "Serious Incident Reviews"}),
        ("the multi-agency referral hub (MARH)", {"MARH": "multi-agency referral hub"}),
        (
            "the Department for Transport (DfT) and the Ministry of Justice (MoJ)",
            {"DfT": "Department for Transport", "MoJ": "Ministry of Justice"},
        ),
        ("An EHA (Early Help Assessment) is made", {"EHA": "Early Help Assessment"}),
        ("TAF – Team Around the Family", {"TAF": "Team Around the Family"}),
        ("Signs and Risks in Care (‘SRC’)", {"SRC": "Signs and Risks in Care"}),
        ("Jo Smith (HoS) said so (May)", {}),
        ("It was sent to Ofsted (UK) and others (see A3)", {}),
        ("", {}),
    ],
)
def test_in_prose(text: str, expected: dict[str, str]) -> None:
    assert {entry.term: entry.meaning for entry in glossary((), paragraphs(text))} == expected


def test_a_list_under_its_heading_need_not_abbreviate() -> None:
    listed = [*paragraphs("Acronyms used", heading=True), *paragraphs("LIQUID – the electronic case system")]
    assert [entry.term for entry in glossary((), listed)] == ["LIQUID"]
    assert glossary((), listed[1:]) == ()


def test_a_table_of_terms_below_a_heading_and_on_the_next_page() -> None:
    heading = [replace(one, place=Place(1, Box(0, -30, 90, -10))) for one in paragraphs("Glossary", heading=True)]
    terms = [["Bond", "A certificate of debt issued by an authority"], ["CFR", "Capital Financing Requirement"]]
    more = replace(table([["Deposit", "Cash placed with a bank"], ["Gilt", "A bond of the government"]]), page=2)
    found = glossary([more, table(terms)], heading)
    assert {(one.term, one.place.page) for one in found} == {("Bond", 1), ("CFR", 1), ("Deposit", 2), ("Gilt", 2)}
    assert [one.term for one in glossary([table(terms)], ())] == []


def test_pairs_of_columns() -> None:
    found = glossary(
        [
            table(
                [["TAF", "Team around the Family", "E&D", "Equality & Diversity"], ["QA", "quality assurance", "", ""]]
            )
        ],
        (),
    )
    assert [(entry.term, entry.meaning) for entry in found] == [
        ("TAF", "Team around the Family"),
        ("E&D", "Equality & Diversity"),
        ("QA", "quality assurance"),
    ]


def test_a_table_of_terms_by_its_header() -> None:
    terms = table(
        [["Term", "Definition"], ["Key worker", "the person whom a family calls"], ["Hub", "where calls are taken"]]
    )
    assert [entry.term for entry in glossary([terms], ())] == ["Key worker", "Hub"]


@pytest.mark.parametrize(
    "texts",
    [
        [["Ref", "Action"], ["A1", "Train all staff"], ["A2", "Audit"]],
        [["R", "Red, not begun"], ["G", "Green, done"]],
        [["Name", "Post"], ["Ann Day", "Head of Quality"], ["Bo Ek", "Team manager"]],
    ],
)
def test_other_tables(texts: list[list[str]]) -> None:
    assert glossary([table(texts)], ()) == ()


@given(st.text(max_size=12), st.text(max_size=60))
def test_any_text(term: str, meaning: str) -> None:
    assert isinstance(explains(term, meaning), bool)
    assert isinstance(is_acronym(term), bool)
    for entry in glossary([table([[term, meaning], [meaning, term]])], paragraphs(f"{meaning} ({term})")):
        assert entry.term and entry.meaning
