"""Names of people: kept, replaced or left out, in every text that repeats them."""

from __future__ import annotations

from typing import Any

from publish.people import masked


def rows() -> dict[str, list[dict[str, Any]]]:
    return {
        "documents": [
            {
                "document_id": "d",
                "authority_code": "E1",
                "author": "Ann Lee",
                "title": "Plan",
                "file_name": "Ann Lee.pdf",
            }
        ],
        "actions": [
            {
                "action_id": "a",
                "owner_text": "Ann  Lee / Team Manager",
                "progress": "Ann Lee wrote to Leeds.",
                "themes": [],
            }
        ],
        "owners": [
            {"kind": "person", "name": "Ann Lee", "text": "Ann  Lee", "role": None},
            {"kind": "role", "name": None, "text": "Team Manager", "role": "Team Manager"},
        ],
    }


def test_kept_as_they_are() -> None:
    given = rows()
    assert masked(given, "keep") is given


def test_left_out_everywhere_but_in_keys_and_other_words() -> None:
    found = masked(rows(), "drop")
    assert found["actions"][0]["owner_text"] == "[name] / Team Manager"
    assert found["actions"][0]["progress"] == "[name] wrote to Leeds."
    assert found["owners"][0]["name"] == "[name]"
    assert found["owners"][1]["role"] == "Team Manager"
    assert found["documents"][0]["author"] == "[name]"
    assert found["documents"][0]["file_name"] == "Ann Lee.pdf"


def test_a_pseudonym_is_the_same_for_the_same_name_in_an_authority() -> None:
    first, again = masked(rows(), "pseudonym"), masked(rows(), "pseudonym")
    other = rows()
    other["documents"][0]["authority_code"] = "E2"
    name = first["owners"][0]["name"]
    assert name.startswith("person-") and name == again["owners"][0]["name"]
    assert masked(other, "pseudonym")["owners"][0]["name"] != name
    assert name in first["actions"][0]["owner_text"]
