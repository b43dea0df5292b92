"""Ligatures that a font does not name, or by another letter, read by the words that they make."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.pdfium.lost_ligatures import LOST, named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Ac{LOST}on", "Action"),
        (f"commi{LOST}ee,", "committee,"),
        (f"(sa{LOST}sfac{LOST}on)", "(satisfaction)"),
        (f"So{LOST}", "Soft"),
        (f"{LOST}me-limited", "time-limited"),
        (f"xq{LOST}zz", f"xq{LOST}zz"),
        (f"LO{LOST}", f"LO{LOST}"),
        (LOST, LOST),
        ("rou\u08a2nely", "routinely"),
        ("iden\u08a2\u08a2", "iden\u08a2\u08a2"),
        ("ratiüed", "ratified"),
        ("Oþcer", "Officer"),
        ("staû/ýoor", "staff/floor"),
        ("Müller", "Müller"),
        ("château", "château"),
        ("β-blocker", "β-blocker"),
    ],
)
def test_a_lost_ligature_is_the_one_that_makes_a_word(text: str, expected: str) -> None:
    assert named(text) == expected


@given(st.text(alphabet=f"abcit {LOST}-.", max_size=20))
def test_all_other_letters_stay(text: str) -> None:
    found = named(text)
    parts = [part for part in text.split(LOST) if part]
    at = 0
    for part in parts:
        at = found.index(part, at) + len(part)
    assert len(found) >= len(text)
