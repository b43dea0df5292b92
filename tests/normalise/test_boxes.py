"""Cells with boxes to tick: of what they offer only what is ticked counts."""

from __future__ import annotations

import pytest

from normalise import rag
from normalise.boxes import ticked_names
from normalise.rag.chosen import chosen, said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("☐ Not started ☒ In progress ☐ Complete", "In progress"),
        ("☐ Not started\n☐ In progress\n☑ Complete", "Complete"),
        ("Not started ☐ In progress ☒ Complete ☐", "In progress"),
        ("Status: ☐ Not started ☒ On hold", "On hold"),
        ("□ Not started ■ In progress □ Complete", "In progress"),
        ("○ Not started ● In progress ○ Complete", "In progress"),
        ("[ ] Not started [x] On track [ ] Complete", "On track"),
        ("( ) Red (x) Amber ( ) Green", "Amber"),
        ("R ☐ A ☐ G ☒", "G"),
        ("☒ Yes ☐ No", "Yes"),
        ("Y ☐ N ☒", "No"),
        ("☐ Yes ☐ No ☒ N/A", "N/A"),
        ("☐ Not started ✓ In progress ☐ Complete", "In progress"),
        ("☐ In\nprogress ☒ Not\nstarted", "Not started"),
        ("☒ Complete ☐ Ongoing. Training will be repeated.", "Complete"),
        ("☑ Complete", "Complete"),
        ("☐ Complete", ""),
        ("☐ Not started ☐ In progress ☐ Complete", ""),
    ],
)
def test_the_ticked_option_counts(text: str, words: str) -> None:
    assert said(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "☒ Not started ☒ In progress ☐ Complete",
        "Not started ☐ In progress ☒ Complete",
        "☒ Policy drafted ☐ Policy published",
        "☑ Leaflet printed ☐ Leaflet sent out",
        "Not started In progress Complete",
        "Not started\nOn track\nDelayed\nComplete",
        "Yes No",
        "Yes / No / N/A",
    ],
)
def test_what_cannot_be_told_is_said(text: str) -> None:
    found = rag(text)
    assert (found.status, found.rag, found.flags) == (None, None, ("choice_unclear",))


@pytest.mark.parametrize(
    "text",
    [
        "In progress",
        "❑ Policy drafted ❑ Staff trained",
        "● Policy drafted ○ by the team ○ in May",
        "✓ Complete",
        "(a) in May",
    ],
)
def test_bullets_and_plain_words_offer_nothing(text: str) -> None:
    assert chosen(text) is None
    assert said(text) == text


@pytest.mark.parametrize(
    ("text", "rating", "status"),
    [
        ("☐ Red ☒ Amber ☐ Green", "amber", None),
        ("□R □A ■G", "green", None),
        ("☐ Not started ☒ In progress ☐ Complete", None, "in_progress"),
        ("☐ Red ☐ Amber ☐ Green", None, None),
    ],
)
def test_the_door_reads_what_is_ticked(text: str, rating: str | None, status: str | None) -> None:
    assert (rag(text).rag, rag(text).status, rag(text).flags) == (rating, status, ())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("☐ 3 months ☒ 6 months ☐ 12 months", "6 months"),
        ("☒ Ann Lee ☐ Jo Poe ☒ Head of HR", "Ann Lee\nHead of HR"),
        ("[x] Head of HR [ ] Head of ICT", "Head of HR"),
        ("• Ann Lee\n• Jo Poe", "• Ann Lee\n• Jo Poe"),
        ("Head of HR (SEND)", "Head of HR (SEND)"),
    ],
)
def test_names_and_times_that_are_ticked(text: str, names: str) -> None:
    assert ticked_names(text) == names
