"""The register of finding codes: whole, used, and each code with a test that makes it appear."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from publish.descriptors import data_dictionary
from schemas.findings import FindingNote, codes_about, finding_notes

ROOT = Path(__file__).parents[2]
_GIVEN = re.compile(
    r'Finding\(\s*"\w+", "([a-z_]+)"|doubts\.append\("([a-z_]+)"|flags[^\n"]*\("([a-z_]+)",\)|\*flags, "([a-z_]+)"'
)


def source() -> str:
    files = [file for package in ("extract", "normalise", "publish") for file in sorted((ROOT / package).rglob("*.py"))]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def of_tests() -> str:
    files = [file for file in sorted((ROOT / "tests").rglob("*.py")) if file != Path(__file__)]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def test_every_code_that_the_code_gives_is_in_the_register() -> None:
    given = {code for found in _GIVEN.findall(source()) for code in found if code}
    assert len(given) > 10
    assert given - finding_notes().keys() == set()


def test_every_code_of_the_register_is_given_and_has_a_test() -> None:
    told, tried = source(), of_tests()
    for code in finding_notes():
        given = code.removeprefix("row_left_out_") if code.startswith("row_left_out_") else code
        assert re.search(rf"\b{given}\b", told), f"{code} is given nowhere"
        assert re.search(rf"\b{code}\b", tried), f"{code} has no test"


@pytest.mark.parametrize("note", finding_notes().values(), ids=lambda note: note.code)
def test_a_code_says_one_sentence_and_is_in_the_dictionary(note: FindingNote) -> None:
    assert f"`{note.code}`" in data_dictionary()
    assert note.says[0].isupper() and not note.says.endswith(".")


def test_subjects() -> None:
    assert "rag_row_fill" in codes_about("rag")
    assert codes_about("correction") == {"corrected", "correction_outdated", "correction_without_row"}
