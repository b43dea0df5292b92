"""Owners as cells write them: people, posts and bodies crossed with the ways of setting them side by side."""

from __future__ import annotations

from itertools import product

import pytest

from normalise import owners

Told = tuple[str, str | None, str | None]
PEOPLE = ("Jane Smith", "J. Smith", "Amina Patel", "Tom Reed-Jones", "Siân Price", "Jane Green")
SECOND = ("Tom Brown", "Ms Khan", "Mrs Wood", "A Khan")
POSTS = (
    "Head of Housing",
    "Service Manager",
    "Assistant Director, Education",
    "Senior HR Business Partner",
    "Chief Fire Officer",
    "Communications Officer",
    "Quality and Compliance Manager",
    "Head of Legal and Democratic Services",
)
OTHERS = ("Finance Manager", "Head of HR", "Chief Executive", "Medical Director")
BODIES = {"Audit Committee": "board", "SLT": "team", "Housing Team": "team", "Police": "organisation"}


def read(text: str) -> set[Told]:
    return {(owner.kind, owner.name, owner.role) for owner in owners(text)}


@pytest.mark.parametrize(
    "shape", ["{p}, {r}", "{p} ({r})", "{r} ({p})", "{r} - {p}", "{p} – {r}", "{r}: {p}", "{p}\n{r}", "{r}\n{p}"]
)
def test_a_person_beside_a_post_holds_it(shape: str) -> None:
    told = {shape.format(p=p, r=r): ("person", p, r) for p, r in product(PEOPLE, POSTS)}
    assert {cell: read(cell) for cell, owner in told.items() if read(cell) != {owner}} == {}


@pytest.mark.parametrize(
    "shape", ["{p} and {q}", "{p} & {q}", "{p}/{q}", "{p}; {q}", "{p}\n{q}", "{p}, {q}", "Lead: {p}, Support: {q}"]
)
def test_people_side_by_side_are_two(shape: str) -> None:
    told = {shape.format(p=p, q=q): {("person", p, None), ("person", q, None)} for p, q in product(PEOPLE, SECOND)}
    assert {cell: read(cell) for cell, wanted in told.items() if read(cell) != wanted} == {}


@pytest.mark.parametrize(
    "shape", ["{r} and {s}", "{r} & {s}", "{r}/{s}", "{r} / {s}", "{r}; {s}", "{r}\n{s}", "{r}, {s}"]
)
def test_posts_side_by_side_are_two(shape: str) -> None:
    told = {shape.format(r=r, s=s): {("role", None, r), ("role", None, s)} for r, s in product(POSTS, OTHERS)}
    assert {cell: read(cell) for cell, wanted in told.items() if read(cell) != wanted} == {}


@pytest.mark.parametrize("shape", ["{r} / {b}", "{b} / {r}", "{b}; {r}", "{r}\n{b}", "{r} with support from {b}"])
def test_a_body_beside_a_post_is_an_owner_too(shape: str) -> None:
    told = {
        shape.format(r=r, b=b): {("role", None, r), (kind, b, None)} for r, (b, kind) in product(POSTS, BODIES.items())
    }
    assert {cell: read(cell) for cell, wanted in told.items() if read(cell) != wanted} == {}


@pytest.mark.parametrize("cell", ["Cllrs Brown and Green", "Cllrs Brown, Green", "Councillors Brown & Green"])
def test_among_councillors_a_colour_is_a_name(cell: str) -> None:
    assert read(cell) == {("person", "Brown", "Councillor"), ("person", "Green", "Councillor")}
