"""Which authority a paper speaks of, and which names are another's."""

from __future__ import annotations

import pytest

from normalise.authority import COVER_WEIGHT, PROSE_WEIGHT, find

NAMED = [
    ("London Borough of Sutton", "Sutton"),
    ("Sutton SEND action plan", "Sutton"),
    ("Hull City Council", "Kingston upon Hull"),
    ("BCP Council", "Bournemouth, Christchurch and Poole"),
    ("Reading Borough Council", "Reading"),
    ("Newcastle-under-Lyme", "Newcastle-under-Lyme"),
    ("Leeds City Council and Leeds CCG", "Leeds"),
    ("Sutton-in-Ashfield, Ashfield District Council", "Ashfield"),
    ("St Helens Council", "St. Helens"),
    ("Barking & Dagenham", "Barking and Dagenham"),
]
ANOTHERS = [
    "Sutton Coldfield Town Hall",
    "Sutton Town Council",
    "Bury St Edmunds",
    "Bradford on Avon library",
    "York Road Surgery",
    "Reading and Writing Action Plan",
    "NHS South Gloucestershire",
    "Derby University Hospitals Trust",
    "City of Culture",
    "Richmond",
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_a_name_on_the_cover_is_the_authority(text: str, name: str) -> None:
    found = find([(text, COVER_WEIGHT)])
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("text", ANOTHERS)
def test_a_name_within_anothers_is_none(text: str) -> None:
    assert find([(text, COVER_WEIGHT)]) is None


def test_one_bare_mention_in_the_prose_is_not_enough() -> None:
    mention = ("The event was held jointly with Bury.", PROSE_WEIGHT)
    assert find([mention]) is None
    twice = find([mention, mention])
    assert twice is not None
    assert twice.name == "Bury"


@pytest.mark.parametrize(
    "text", ["to drive down costs and to narrow down choices", "Deer Park Road, Newton, Devon TQ12 1DH"]
)
def test_an_ordinary_word_and_an_address_are_no_mention(text: str) -> None:
    assert find([(text, PROSE_WEIGHT)] * 5) is None


def test_two_names_about_as_frequent_give_none() -> None:
    assert find([("Bury and Bolton", COVER_WEIGHT)]) is None
