"""Colours: the names a reader gives to fills, and what must hold for any text."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.colour import colour_name, distance, oklab, rgb

CHANNEL = st.integers(0, 255)
COLOURS = st.builds("{:02X}{:02X}{:02X}".format, CHANNEL, CHANNEL, CHANNEL)


@pytest.mark.parametrize(
    ("fill", "name"),
    [
        # shades that are in no list: one step from the usual ones
        ("FE0101", "red"),
        ("D92B2B", "red"),
        ("FAB0B4", "red"),
        ("FDBE02", "amber"),
        ("FFA01A", "amber"),
        ("F4F000", "amber"),
        ("FFF5B0", "amber"),
        ("03AE4E", "green"),
        ("94D24F", "green"),
        ("BFE8C8", "green"),
        ("1E73BE", "blue"),
        ("05AFEF", "blue"),
        ("9A9A9A", "grey"),
        ("D8D8D8", "grey"),
        ("FCFCFC", None),
        ("F1F1F1", None),
        ("DDE7F2", None),
        ("050505", None),
        ("7231A1", None),
        ("", None),
        ("none", None),
    ],
)
def test_fills_have_the_name_a_reader_would_give(fill: str, name: str | None) -> None:
    assert colour_name(fill) == name


@pytest.mark.parametrize("written", ["FFC000", "#FFC000", "#ffc000", " rgb(255, 192, 0)", "255 192 0", "(255,192,0)"])
def test_every_way_to_write_a_colour(written: str) -> None:
    assert rgb(written) == (255, 192, 0)


@pytest.mark.parametrize("written", ["", "white", "#12345", "rgb(300, 0, 0)", "FFFFC000"])
def test_what_is_no_colour_has_no_channels(written: str) -> None:
    assert rgb(written) is None
    assert math.isinf(distance(written, "FFFFFF"))


@pytest.mark.parametrize(
    ("colour", "lab"),
    [("FFFFFF", (1.0, 0.0, 0.0)), ("FF0000", (0.628, 0.225, 0.126)), ("0000FF", (0.452, -0.032, -0.312))],
)
def test_oklab_agrees_with_published_values(colour: str, lab: tuple[float, float, float]) -> None:
    assert oklab(colour) == pytest.approx(lab, abs=0.001)


def test_amber_is_nearer_to_orange_than_to_light_green() -> None:
    assert distance("FFC000", "FF9900") < distance("FFC000", "92D050")


@given(COLOURS, COLOURS)
def test_distance_is_symmetric_and_zero_to_itself(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert distance(one, one) == 0


@given(st.text(max_size=30))
def test_any_text_has_a_name_or_none(text: str) -> None:
    assert colour_name(text) in {"red", "amber", "green", "blue", "grey", None}
