"""What an action is about: one to three of forty themes, each with the words that gave it, or none.

The recommendation gives the subject, the action the means (train, audit, buy, tell people): an action below a
recommendation inherits its subject even where its own words do not name it, and a means that the recommendation names
counts little once the action has its own. Words that name a place, an actor or a condition weigh less. The phrases are
data (`themes.toml`); how they are found stands in `normalise.themes.phrases`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from normalise.themes.phrases import GROUP, Found, Text, find, read_text, theme_words
from schemas.meaning import ThemeReading

_MOST = 3
_ENOUGH = 1.75
_HINT = 1.2
# A second or third theme must weigh this share of the heaviest.
_SHARE = 0.5
_REPEAT = 0.3
# What is left of a phrase's weight where it names a team or an actor, a condition, or stands late in a long text.
_ACTOR = 0.3
_CONDITION = 0.6
_LATE = 0.55
_LATE_AFTER = 45
# The weight of the other field's words.
_ACTION_SUBJECT = 0.7
_LENT_MEANS = 0.75
_LENT_MEANS_BESIDE_OWN = 0.3

_ACTORS_WITHIN = 60
_ACTOR_WORDS = 9
_TO = frozenset({"to"})
_DUTIES = frozenset({"will", "should", "must", "shall"})
_NO_ACTOR = frozenset({"to", "on", "how", "that", "which", "is", "are", "be", "with", "from", "by"})
_SENTENCE_ENDS = frozenset(".;:!?\n•")
# A recommendation of so few words is a heading: it names the subject and no more.
_HEADING_WORDS = 5
_TEAMS = frozenset(
    {"team", "teams", "manager", "managers", "staff", "officer", "officers", "lead", "leads", "colleagues", "board"}
)
_CONDITIONS = frozenset({"where", "when", "if", "while", "whilst", "including", "during"})


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A theme's weight in one field, with its words, heaviest first."""

    weight: float
    words: tuple[str, ...]


def themes(recommendation: str, action: str) -> list[str]:
    """The names of the themes, heaviest first; an action without a clear theme gets none."""
    return [reading.theme for reading in read_themes(recommendation, action)]


@lru_cache(maxsize=16384)
def read_themes(recommendation: str, action: str) -> tuple[ThemeReading, ...]:
    """The themes with the words that gave each."""
    total = _total(recommendation or "", action or "", actors_count=False)
    if not _chosen(total):
        # Nothing but who acts or a passing word: the plainest of those is better than none.
        total = _total(recommendation or "", action or "", actors_count=True)
    return tuple(ThemeReading(theme, total[theme].words) for theme in _chosen(total))


def _total(recommendation: str, action: str, *, actors_count: bool) -> dict[str, _Weighed]:
    lent, own = _weighed(recommendation, actors_count), _weighed(action, actors_count)
    words = len(recommendation.split())
    return _outweighed(_combined(lent, own, words) if lent and own else lent or own)


def _combined(lent: dict[str, _Weighed], own: dict[str, _Weighed], recommendation_words: int) -> dict[str, _Weighed]:
    """Both fields together, each theme by its kind."""
    kinds = theme_words().kinds
    heading = recommendation_words <= _HEADING_WORDS
    subject_lent = not heading and any(kinds[name] == "subject" and one.weight >= _ENOUGH for name, one in lent.items())
    means_owned = any(kinds[name] == "means" and one.weight >= _ENOUGH for name, one in own.items())
    total: dict[str, _Weighed] = {}
    for name in dict.fromkeys((*lent, *own)):
        if kinds[name] == "subject":
            shares = (1.0, _ACTION_SUBJECT if subject_lent else 1.0)
        else:
            lent_share = _LENT_MEANS_BESIDE_OWN if means_owned else _LENT_MEANS
            shares = (1.0 if heading else lent_share, 1.0)
        total[name] = _sum(lent.get(name), own.get(name), shares)
    return total


def _sum(lent: _Weighed | None, own: _Weighed | None, shares: tuple[float, float]) -> _Weighed:
    weights = [one.weight * share for one, share in zip((lent, own), shares, strict=True) if one]
    words = tuple(dict.fromkeys(word for one in (lent, own) if one for word in one.words))
    return _Weighed(max(weights) + _REPEAT * (sum(weights) - max(weights)), words)


def _outweighed(total: dict[str, _Weighed]) -> dict[str, _Weighed]:
    """A theme halves those it outweighs, where it weighs at least half of them itself."""
    halved = {
        other
        for name, others in theme_words().outweighs.items()
        for other in others
        if name in total and other in total and total[name].weight >= max(_ENOUGH, total[other].weight / 2)
    }
    return {name: _Weighed(one.weight / 2, one.words) if name in halved else one for name, one in total.items()}


def _chosen(total: dict[str, _Weighed]) -> list[str]:
    """The heaviest three that weigh enough; without any, the one subject that is at least hinted at."""
    ranked = sorted(total, key=lambda name: (-total[name].weight, name))
    if not ranked:
        return []
    least = max(_ENOUGH, _SHARE * total[ranked[0]].weight)
    chosen = [name for name in ranked if total[name].weight >= least][:_MOST]
    return chosen or [name for name in ranked if _hinted(name, total)][:1]


def _hinted(name: str, total: dict[str, _Weighed]) -> bool:
    return total[name].weight >= _HINT and theme_words().kinds[name] == "subject"


@lru_cache(maxsize=16384)
def _weighed(field: str, actors_count: bool) -> dict[str, _Weighed]:
    text = read_text(field)
    found = find(text)
    by_theme: dict[str, list[tuple[float, str]]] = {}
    actors = 0 if actors_count else _actors_end(text)
    for one in found:
        if not one.theme.startswith(GROUP):
            by_theme.setdefault(one.theme, []).append((one.weight * _share(one, text, actors), one.words))
    for theme, weight, words in _paired(found):
        by_theme.setdefault(theme, []).append((weight, words))
    return {theme: _together(hits) for theme, hits in by_theme.items()}


def _together(hits: list[tuple[float, str]]) -> _Weighed:
    """The heaviest phrase, and a little for each different one beside it."""
    best: dict[str, tuple[float, str]] = {}
    for weight, words in hits:
        said = best.get(words.casefold())
        if said is None or weight > said[0]:
            best[words.casefold()] = (weight, said[1] if said else words)
    ranked = sorted(best.values(), key=lambda one: -one[0])
    top = ranked[0][0]
    rest = sum(weight for weight, _ in ranked[1:])
    return _Weighed(top + _REPEAT * min(rest, 2 * top), tuple(words for _, words in ranked))


def _share(one: Found, text: Text, actors: int) -> float:
    following = text.tokens[one.end] if one.end < len(text.tokens) else ""
    if one.end <= actors or following in _TEAMS:
        return _ACTOR
    late = _LATE if one.start - actors > _LATE_AFTER else 1.0
    return late * (_CONDITION if _conditional(one, text) else 1.0)


def _conditional(one: Found, text: Text) -> bool:
    for index in range(one.start - 1, max(-1, one.start - 15), -1):
        token = text.tokens[index]
        if not token.isalnum():
            return False
        if token in _CONDITIONS:
            return True
    return False


def _actors_end(text: Text) -> int:
    """Index before which the text names who acts ("IROs to consider", "the Trust should ensure"), 0 for nobody."""
    verbs = theme_words().verbs
    if not text.tokens or text.tokens[0] in verbs:
        return 0
    for index, token in enumerate(text.tokens[:_ACTORS_WITHIN]):
        following = text.tokens[index + 1] if index + 1 < len(text.tokens) else ""
        if token in _DUTIES and index and following in verbs:
            return index
        if token in _TO and 0 < index <= _ACTOR_WORDS and following in verbs:
            return 0 if text.tokens[index - 1] in theme_words().not_actors else index
        if token in _SENTENCE_ENDS or (token in _NO_ACTOR and index < _ACTOR_WORDS):
            return 0
    return 0


def _paired(found: Iterable[Found]) -> list[tuple[str, float, str]]:
    """Themes that two groups give together, with the first words of each."""
    groups: dict[str, Found] = {}
    for one in found:
        if one.theme.startswith(GROUP):
            groups.setdefault(one.theme[1:], one)
    hits = []
    for pair in theme_words().pairs:
        left, right = groups.get(pair.left), groups.get(pair.right)
        if left and right and (left.start, left.end) != (right.start, right.end):
            late = _LATE if max(left.start, right.start) > _LATE_AFTER else 1.0
            hits.append((pair.theme, pair.weight * late, f"{left.words} / {right.words}"))
    return hits
