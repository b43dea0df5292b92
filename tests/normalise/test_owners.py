"""Owner cells: a table of cells with their answers, the paper's own short forms, and what must hold for any text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.owners.canonical import canonical_owners, written
from normalise.owners.cell import owners
from normalise.owners.vocabulary import owner_words, role_words
from schemas.meaning import Owner

Answer = tuple[str, str, str, str]


def _cell(line: str) -> tuple[str, list[Answer]]:
    text, *told = line.split(" ⇒ ")
    return text.replace("\\n", "\n"), [(a, b, c, d) for a, b, c, d in (owner.split("|") for owner in told)]


CELLS = [
    _cell(line)
    for line in (Path(__file__).parent / "owner_cells.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("# ")
]
CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "owners.jsonl"


def _told(owner: Owner) -> Answer:
    return (owner.kind, owner.name or "", owner.role or "", owner.organisation or "")


def _lower(answers: list[Answer]) -> list[tuple[str, ...]]:
    return [tuple(field.casefold() for field in answer) for answer in answers]


@pytest.mark.parametrize(("text", "expected"), CELLS)
def test_cells_are_read_as_a_careful_reader_would(text: str, expected: list[Answer]) -> None:
    assert _lower([_told(owner) for owner in owners(text)]) == _lower(expected)


@pytest.mark.skipif(not CORPUS.exists(), reason="the labelled corpus is not here")
def test_the_labelled_corpus_is_read() -> None:
    wrong = []
    for entry in (json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()):
        got = [
            {"kind": o.kind, "name": o.name, "role": o.role, "organisation": o.organisation}
            for o in owners(entry["text"])
        ]
        if got != entry["expect"]:
            wrong.append(entry["text"])
    assert wrong == []


def test_the_papers_own_short_forms_go_first() -> None:
    glossary = {"SM": "Strategic Manager", "FST": "Family Support Team"}
    assert [_told(owner) for owner in owners("SM FST", glossary=glossary)] == [
        ("role", "", "Strategic Manager, Family Support Team", "")
    ]
    assert [_told(owner) for owner in owners("SMs / HWB", glossary={"HWB": "Health and Work Board"} | glossary)] == [
        ("role", "", "Strategic Managers", ""),
        ("board", "Health and Work Board", "", ""),
    ]


def test_every_owner_carries_the_words_it_was_read_from() -> None:
    assert [owner.text for owner in owners("Jane Smith / SM QA")] == ["Jane Smith", "SM QA"]


@given(st.text(max_size=80))
def test_any_text_gives_a_list(text: str) -> None:
    assert all(isinstance(owner, Owner) for owner in owners(text))


WORDS = st.sampled_from(
    [
        "SM",
        "HoS",
        "DCS",
        "Head",
        "of",
        "for",
        "Service",
        "Manager",
        "Team",
        "Leader",
        "Jane",
        "Smith",
        "&",
        "and",
        ",",
        "/",
        ";",
        "(",
        ")",
        "-",
        ":",
        "LSCB",
        "NELFT",
        "HR",
        "QA",
        "Chair",
        "Director",
        "Fostering",
        "Housing",
        "Cllr",
        "Mrs",
        "TBC",
        "vacant",
        "Board",
        "Group",
        "Police",
        "All",
        "staff",
        "\\n",
        "Lead:",
        "AB",
        "CD's",
    ]
)


@given(st.lists(WORDS, max_size=9).map(lambda words: " ".join(words).replace("\\n", "\n")))
def test_any_jumble_of_owner_words_gives_a_list(text: str) -> None:
    assert all(owner.kind and isinstance(owner.text, str) for owner in owners(text))


# Written out they lack what told them apart: a title before a name that is a word too, the tie of a post and its unit.
UNLIKE_WRITTEN_OUT = {
    "Matron ED",
    "Prof. Helen Ward",
    "Cllr A.N. Other (Chair of Planning)",
    "Police - DCI PVP",
    "PC 1234 Lowe",
}


def test_results_written_out_read_as_themselves() -> None:
    unlike = set()
    for text, _ in CELLS:
        for owner in owners(text):
            if owner.name in role_words().doubtful | owner_words().doubtful:  # "PC" alone is the post, "PR" the team
                continue
            if [_told(one) for one in owners(written(owner))] != [_told(owner)]:
                unlike.add(text)
    assert unlike == UNLIKE_WRITTEN_OUT


def test_one_owner_of_a_plan_has_one_form() -> None:
    cells = [
        owners("Sukriti Sen (Head of Service)"),
        owners("S. Sen / SS"),
        owners("Local Safeguarding Children Board"),
        owners("LSCB; Head of Planning & Transport"),
        owners("Head of Planning and Transport"),
        owners("Head of Planning and Transport, AB"),
    ]
    forms = canonical_owners(cells)
    assert {(forms[owner].name, forms[owner].role) for cell in cells for owner in cell} == {
        ("Sukriti Sen", "Head of Service"),
        ("Local Safeguarding Children Board", None),
        (None, "Head of Planning and Transport"),
        ("AB", "Head of Planning and Transport"),
    }


def test_initials_that_fit_two_people_stay() -> None:
    cells = [owners("Sukriti Sen"), owners("Sarah Smith"), owners("SS")]
    assert canonical_owners(cells)[cells[2][0]].name == "SS"
