"""Like recommendations of other authorities: what inspectors ask of several councils in nearly the same words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from publish.links.nearest import NearestTexts, Rarity
from publish.links.wording import Wording
from schemas.records import Link

ALIKE = 0.6
"""Cosine of the weighted words from which two recommendations are alike."""
_MOST = 3
"""Links of kind `alike` that an action has of its own at most: the likest ones."""
_COMPARED = 24
_OF_RARE = 0.5
"""Share of the likeness that the rare words must give by themselves before all words are weighed."""
_FEWEST_SHARED, _SHORT = 3, 3
"""Words of more than three letters that two recommendations share at least; they are the evidence."""
_SHOWN = 8


def alike(wordings: Sequence[Wording], rarity: Rarity) -> Iterator[Link]:
    """Link each action to the likest ones of other authorities that came before it in `wordings`: each pair once."""
    index = NearestTexts(rarity)
    lengths: list[float] = []
    for at, row in enumerate(wordings):
        text = asked(row)
        lengths.append(rarity.length(text))
        near = index.nearest(text, _COMPARED, _may_be_alike(row, wordings, lengths))
        scored = [(rarity.cosine(text, asked(wordings[other])), wordings[other]) for other in near]
        best = sorted((pair for pair in scored if pair[0] >= ALIKE), key=lambda pair: (-pair[0], pair[1].action_id))
        for score, other in best[:_MOST]:
            shared = _telling_words(rarity, text, asked(other))
            if len(shared) >= _FEWEST_SHARED:
                yield _link(row, other, score, shared)
        index.add(at, text)


def _may_be_alike(row: Wording, wordings: Sequence[Wording], lengths: Sequence[float]) -> Callable[[int, float], bool]:
    """Of another authority, and with rare words enough in common; the common words are weighed after that."""
    code, least = row.authority_code, lengths[-1] * ALIKE * _OF_RARE
    return lambda at, shared: shared >= least * lengths[at] and wordings[at].authority_code != code


def _telling_words(rarity: Rarity, one: str, other: str) -> list[str]:
    """The shared words of more than three letters, the rarest first."""
    words = set(other.split())
    return [word for word in rarity.rarest(one) if word in words and len(word) > _SHORT]


def asked(row: Wording) -> str:
    """What was asked of the authority: the recommendation, or the action where the plan has none."""
    return row.recommendation or row.action


def _link(row: Wording, other: Wording, score: float, shared: Sequence[str]) -> Link:
    return Link(
        document_id=row.document_id,
        authority_code=row.authority_code,
        kind="alike",
        action_id=row.action_id,
        other_action_id=other.action_id,
        score=round(score, 4),
        evidence="shared words: " + ", ".join(shared[:_SHOWN]),
    )
