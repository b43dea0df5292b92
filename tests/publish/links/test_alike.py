"""Like recommendations of two authorities."""

from __future__ import annotations

from publish.links.alike import ALIKE, alike, asked
from publish.links.nearest import NearestTexts, Rarity
from publish.links.wording import Wording, plain
from schemas.records import Link

OTHERS = (
    "Reduce the time that care proceedings take in the family court",
    "Publish the annual report of the corporate parenting board",
    "Replace the roof of the leisure centre in the town's northern quarter",
    "Recruit educational psychologists so that assessments are finished within twenty weeks",
)


def row(key: str, authority: str, text: str, action: str = "") -> Wording:
    return Wording(key, authority, None, "plan", key, "", "", plain(text), plain(action))


def links(rows: list[Wording]) -> list[Link]:
    return list(alike(rows, Rarity(map(asked, rows))))


def test_like_recommendations_of_two_authorities_are_linked_once() -> None:
    asks = [
        row("a1", "A", "Ensure that return home interviews are held within 72 hours when children go missing"),
        row("b1", "B", "Return home interviews must be held within 72 hours when children go missing from care"),
        *(row(f"c{at}", "C", text) for at, text in enumerate(OTHERS)),
    ]
    (link,) = links(asks)
    assert (link.action_id, link.other_action_id, link.thread_id) == ("b1", "a1", None)
    assert link.score >= ALIKE
    assert "interviews" in link.evidence and "missing" in link.evidence


def test_an_authority_is_not_like_itself() -> None:
    same = "Ensure that return home interviews are held within 72 hours when children go missing"
    assert not links([row("a1", "A", same), row("a2", "A", same), *(row(t, "C", t) for t in OTHERS)])


def test_common_words_alone_make_nothing_alike() -> None:
    asks = [
        row("a", "A", "Improve the quality of plans for children"),
        row("b", "B", "Improve the quality of the roads"),
    ]
    assert not links([*asks, *(row(t, "C", t) for t in OTHERS)])


def test_no_more_than_three_of_many_alike() -> None:
    same = "Ensure that return home interviews are held within 72 hours when children go missing"
    rows = [row(f"{at:02}", f"authority {at}", same) for at in range(9)]
    assert sum(link.action_id == "08" for link in links(rows)) == 3


def test_the_nearest_texts_share_the_rarest_words() -> None:
    texts = ("the board", "the board of governors", "the governors audit chronologies")
    index = NearestTexts(Rarity(texts))
    for at, text in enumerate(texts):
        index.add(at, text)
    assert index.nearest("chronologies for the governors", 2) == [2, 1]
    assert index.nearest("chronologies for the governors", 2, lambda at, _: at != 2)[0] == 1
