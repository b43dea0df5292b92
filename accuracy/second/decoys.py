"""Tables of the second family that are no plan, although they may name people and days."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from accuracy.second.content import Speech
from accuracy.second.grid import Box, Piece, Sheet

_Maker = Callable[[Speech], tuple[str, ...]]


def _figures(count: int) -> _Maker:
    return lambda speech: (
        speech.group() if speech.happens(0.0) else speech.chance.choice(_SERVICES),
        *(speech.money() for _ in range(count)),
    )


_SERVICES = (
    "Libraries",
    "Fleet",
    "Parking",
    "Housing options",
    "Trading standards",
    "Fostering",
    "Museums",
    "Catering",
)
_KINDS: tuple[tuple[str, tuple[str, ...], tuple[float, ...], _Maker], ...] = (
    ("Revenue budget", ("Service", "Budget £000", "Forecast £000", "Variance £000"), (3, 1, 1, 1), _figures(3)),
    (
        "Strategic risk register",
        ("Risk", "Cause", "Likelihood", "Impact", "Mitigation", "Risk owner", "Review date"),
        (2, 2, 1, 1, 2, 1.5, 1.2),
        lambda s: (
            s.chance.choice(("Loss of key staff", "Cyber attack", "Supplier failure", "Flooding")),
            "Market conditions",
            str(s.chance.randint(1, 5)),
            str(s.chance.randint(1, 5)),
            s.good(),
            s.owner(),
            s.due(),
        ),
    ),
    (
        "Performance indicators",
        ("Indicator", "Target", "Q1", "Q2", "RAG"),
        (4, 1, 1, 1, 1),
        lambda s: (s.good(), s.money(), s.money(), s.money(), s.chance.choice(("Green", "Amber", "Red"))),
    ),
    (
        "Forward plan",
        ("Item", "Decision maker", "Meeting date", "Lead officer", "Key decision"),
        (3, 1.5, 1.2, 1.6, 0.8),
        lambda s: (s.prose(1), "Cabinet", s.due(), s.owner(), s.chance.choice(("Yes", "No"))),
    ),
    (
        "Attendance",
        ("Member", "Present", "Apologies", "Substitute"),
        (2, 1, 1, 1.5),
        lambda s: (s.chance.choice(("Cllr Venn", "Cllr Marsh", "Cllr Obi", "Cllr Thorn")), "X", "", ""),
    ),
    (
        "Consultation responses",
        ("Respondent", "Comment", "Council response"),
        (1, 3, 3),
        lambda s: (f"Resident {s.chance.randint(1, 99)}", s.prose(1), s.prose(1)),
    ),
    (
        "Training programme",
        ("Course", "Audience", "Trainer", "Date", "Places"),
        (2.4, 1.5, 1.5, 1, 0.7),
        lambda s: (
            s.chance.choice(("Safer recruitment", "Data protection", "Chairing meetings")),
            "All staff",
            s.owner(),
            s.due(),
            str(s.chance.randint(5, 40)),
        ),
    ),
    (
        "Meeting dates",
        ("Committee", "Date", "Time", "Room"),
        (2, 1, 1, 1),
        lambda s: (s.chance.choice(_SERVICES) + " panel", s.due(), "2.00 pm", "Committee Room 2"),
    ),
    (
        "Contacts",
        ("Name", "Post", "Telephone"),
        (1.5, 2, 1),
        lambda s: (s.owner(), s.owner(), f"01632 {s.chance.randint(100000, 999999)}"),
    ),
    (
        "Options considered",
        ("Option", "Advantages", "Disadvantages", "Cost"),
        (1, 2, 2, 1),
        lambda s: (f"Option {s.chance.randint(1, 4)}", s.good(), s.good(), s.money()),
    ),
    (
        "Equality impact",
        ("Characteristic", "Impact", "Mitigation"),
        (1, 2, 2),
        lambda s: (s.chance.choice(("Age", "Sex", "Race", "Disability")), s.prose(1), s.prose(1)),
    ),
)


def decoy(speech: Speech, *, rows: int = 0) -> list[Piece]:
    """A heading and a table that is no plan."""
    title, headers, widths, maker = speech.chance.choice(_KINDS)
    body: Sequence[tuple[Box, ...]] = [
        tuple(Box(text) for text in maker(speech)) for _ in range(rows or speech.chance.randint(3, 9))
    ]
    header = tuple(Box(text, head=True, bold=True) for text in headers)
    return [Piece("heading", title), Piece("tables", sheets=(Sheet(widths, (header, *body)),))]
