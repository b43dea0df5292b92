"""What the words of one heading mean: the vocabulary of `schemas/vocabulary/headers.toml`, matched and scored.

One heading at a time; what the other columns of the table say about it is weighed in `extract.headers.fields`.
"""

from __future__ import annotations

import tomllib
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import takewhile

from extract.headers.questions import Asked, asked_for, cue_words, read_rules
from extract.headers.words import DATE, Token, phrase, plain_words, tokens

_WEIGHTS = {"certain": 4.0, "strong": 3.0, "fair": 2.0, "weak": 1.2}
_NOT_PLAN = {"strong": "not_plan", "weak": "perhaps_not_plan"}
OF_WORDS = frozenset(
    [
        "of",
        "for",
        "to",
        "against",
        "on",
        "in",
        "from",
        "with",
        "since",
        "towards",
        "by",
        "per",
        "about",
        "within",
        "under",
        "at",
    ]
)
_ONLY_WHOLE = "="
_WILD = 6
_SURE = 2.0
# "Project name", "Risk description": what is named or described is the head.
LIGHT = frozenset(["name", "title", "description", "detail", "text", "summary", "wording", "statement"])
_ASKED = 5.9
"""What a question weighs beside phrases: less than a whole phrase of three sure words, more than words in it."""
_QUESTIONS = (("what",), ("how",))


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase of the vocabulary, the field it stands for and how far it settles it; `paired` when it names two things
    ("outcome and impact"), `whole` when it says so only as the whole of a heading. A word "@name" stands for any word
    of a class."""

    words: tuple[str, ...]
    field: str
    weight: float
    paired: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The phrases by their first word, every word with the number of its uses, short forms, named lists of words,
    the classes of words that phrases name, what questions ask for."""

    entries: Mapping[str, tuple[Entry, ...]]
    known: Mapping[str, int]
    abbreviations: Mapping[str, str]
    words: Mapping[str, Mapping[str, frozenset[str]]]
    classes: Mapping[str, frozenset[str]]
    questions: Mapping[str, tuple[Asked, ...]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A field that a heading may mean; `share` of the heading's words is covered by the phrase."""

    field: str
    score: float
    share: float = 0.0

    @property
    def whole(self) -> bool:
        return self.share == 1.0


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading and what it may mean, best first. `against`: how strongly it speaks for another kind of table;
    `known`: how many of its words stand in the vocabulary at all; `main`: those outside brackets; `explained`: the
    share of its words that phrases of the best field cover, each in a part of its own ("Cynnydd / Progress")."""

    text: str
    words: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    against: float = 0.0
    known: int = 0
    main: tuple[str, ...] = ()
    explained: float = 0.0

    @property
    def field(self) -> str | None:
        return self.candidates[0].field if self.candidates else None

    @property
    def alone(self) -> str:
        """The field that its own words say; "other" where they say nothing for sure."""
        return self.candidates[0].field if self.candidates and self.candidates[0].score >= _SURE else "other"

    @property
    def head(self) -> str:
        """The last word before an "of" or "to": what the heading names."""
        before = deque(takewhile(lambda word: word not in OF_WORDS, self.words), maxlen=1)
        return before.pop() if before else ""

    @property
    def share(self) -> float:
        """How much of the heading its best reading explains."""
        return self.candidates[0].share if self.candidates else 0.0

    def score(self, field: str) -> float:
        return next((c.score for c in self.candidates if c.field == field), 0.0)


_NONE = Candidate("", 0.0)


@cache
def vocabulary() -> Vocabulary:
    """The shipped vocabulary, read once."""
    text = files("schemas").joinpath("vocabulary", "headers.toml").read_text(encoding="utf-8")
    data: dict[str, dict[str, list[str]]] = tomllib.loads(text)
    abbreviations = {key: str(value) for key, value in data.pop("abbreviations").items()}
    lists = {group: _words_of(data.pop(group)) for group in ("cells", "lines", "context")}
    questions = read_rules(data.pop("questions"))
    classes = {f"@{name}": frozenset(words) for name, words in data.pop("classes").items()}
    entries = tuple(_entries(data, abbreviations))
    known = Counter(word for entry in entries for word in entry.words if word.isalpha())
    known.update(sorted(OF_WORDS.union(*classes.values(), cue_words(questions))))
    return Vocabulary(_by_first_word(entries, classes), known, abbreviations, lists, classes, questions)


def names_time(words: Sequence[str], explained: float) -> bool:
    """Whether a heading is nothing but a time ("2024", "Short", "Medium term"), or has no words: it speaks neither for
    a plan nor against one. `explained` is how much of it phrases of a field do."""
    return tuple(words) in ((), (DATE,)) or (explained < 1.0 and named_words("times").issuperset(words))


def named_words(name: str) -> frozenset[str]:
    """The list of that name among those that settle what a neighbouring column means."""
    return vocabulary().words["context"][name]


def _by_first_word(
    entries: tuple[Entry, ...], classes: Mapping[str, frozenset[str]]
) -> Mapping[str, tuple[Entry, ...]]:
    """The phrases by the word they begin with; one that begins with a class stands under each of its words."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for first in sorted(classes.get(entry.words[0], entry.words[:1])):
            found.setdefault(first, []).append(entry)
    return {first: tuple(under) for first, under in found.items()}


def _entries(data: Mapping[str, Mapping[str, list[str]]], abbreviations: Mapping[str, str]) -> Iterator[Entry]:
    """The phrases of all fields in the order of the file."""
    for field, lists in data.items():
        for strength, texts in lists.items():
            name = _NOT_PLAN[strength] if field == "not_plan" else field
            for text in texts:
                if words := phrase(text.removeprefix(_ONLY_WHOLE), abbreviations):
                    paired, whole = " and " in text or "/" in text, text.startswith(_ONLY_WHOLE)
                    yield Entry(words, name, _WEIGHTS[strength], paired, whole)


def _words_of(lists: Mapping[str, list[str]]) -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in lists.items()}


@cache
def heading(text: str) -> Heading:
    """Read one heading by itself."""
    terms = vocabulary()
    words = tokens(text, terms.known, terms.abbreviations)
    if any(word.sure < 1 or word.text not in terms.known for word in words):
        letters = "".join(filter(str.isalpha, text.casefold()))
        words = tokens(_by_letters()[letters], terms.known, terms.abbreviations) if letters in _by_letters() else words
    best: dict[str, Candidate] = {}
    covered: dict[str, dict[int, int]] = {}
    for start in range(len(words)):
        for entry, end in _matches(words, start, terms):
            score, share = _score(words, start, end, entry)
            part, of_field = words[start].part, covered.setdefault(entry.field, {})
            if part == words[end - 1].part:
                of_field[part] = max(end - start, of_field.get(part, 0))
            if score > best.get(entry.field, _NONE).score:
                best[entry.field] = Candidate(entry.field, score, share)
    asked = asked_for([word.text for word in words], terms.questions)
    if asked is not None and best.get(asked, _NONE).score < _ASKED:
        best[asked] = Candidate(asked, _ASKED, 1.0)
    against = _against(best.pop("not_plan", None), best.pop("perhaps_not_plan", None), best)
    ranked = sorted(best.values(), key=lambda c: (-c.score, c.field))
    known = sum(word.text in terms.known for word in words)
    said = [word for word in words if word.text != "?"]
    main = tuple(word.text for word in said if not word.aside)
    by_parts = sum(covered.get(ranked[0].field, {}).values()) / len(words) if ranked else 0.0
    explained = max(ranked[0].share, by_parts) if ranked else 0.0
    return Heading(text, tuple(word.text for word in said), tuple(ranked), against, known, main, explained)


def fields_named(printed: Sequence[str], *, least: float) -> frozenset[str]:
    """A quick look: the fields whose stronger phrases stand among the words as they are, without repair; none where
    these phrases cover less than the share `least` of its words."""
    words = plain_words(printed)
    phrases, lengths = _quick_table()
    if lengths.keys().isdisjoint(words):
        return frozenset()
    covered, start = 0, 0
    named: set[str] = set()
    while start < len(words):
        longest = 0
        for length in lengths.get(words[start], ()):
            fields = phrases.get(words[start : start + length]) if start + length <= len(words) else None
            if fields is not None:
                named.update(fields)
                longest = longest or length
        covered += longest
        start += longest or 1
    return frozenset(named) if covered >= least * len(words) else frozenset()


def quick_phrases() -> Iterator[tuple[tuple[str, ...], str]]:
    """The stronger phrases without gaps, each with its field."""
    for entries in vocabulary().entries.values():
        for entry in entries:
            telling = entry.weight >= _WEIGHTS["strong"] or entry.words in _QUESTIONS
            if telling and not _open(entry) and not entry.whole and not entry.field.endswith("not_plan"):
                yield entry.words, entry.field


@cache
def _by_letters() -> Mapping[str, str]:
    """The quick phrases of several words by their letters alone: a narrow column may break one anywhere, and leave
    letters of one word on the line of another ("RA / Grating")."""
    return {"".join(words): " ".join(words) for words, _ in quick_phrases() if len(words) > 1}


def _open(entry: Entry) -> bool:
    """Whether a phrase leaves words open: a gap, or any word of a class."""
    return any(word[0] in "*@" for word in entry.words)


@cache
def _quick_table() -> tuple[Mapping[tuple[str, ...], Sequence[str]], Mapping[str, Sequence[int]]]:
    """The quick phrases with their fields, and the lengths of those that begin with a word, the longest first."""
    fields: dict[tuple[str, ...], list[str]] = {}
    lengths: dict[str, set[int]] = {}
    for words, field in quick_phrases():
        fields.setdefault(words, []).append(field)
        lengths.setdefault(words[0], set()).add(len(words))
    return fields, {first: sorted(found, reverse=True) for first, found in lengths.items()}


def _against(strong: Candidate | None, weak: Candidate | None, best: Mapping[str, Candidate]) -> float:
    """Another table's wording counts where it is all of the heading, or says more than any field does."""
    top = max((c.score for c in best.values()), default=0.0)
    if strong is not None and (strong.whole or strong.score > top):
        return 1.0
    return 0.4 if weak is not None and weak.whole else 0.0


def _matches(words: tuple[Token, ...], start: int, terms: Vocabulary) -> Iterator[tuple[Entry, int]]:
    for entry in terms.entries.get(words[start].text, ()):
        end = _end(words, start, entry.words, terms.classes)
        if end is not None:
            yield entry, end


def _end(
    words: tuple[Token, ...], start: int, wanted: tuple[str, ...], classes: Mapping[str, frozenset[str]]
) -> int | None:
    """Where the phrase ends in the heading, null when it is not there."""
    at = start
    for number, word in enumerate(wanted):
        if word == "*":
            rest = wanted[number + 1 :]
            if not rest:
                return min(len(words), at + _WILD)
            reach = range(at, min(len(words), at + _WILD) + 1)
            return next((end for skip in reach if (end := _end(words, skip, rest, classes)) is not None), None)
        if at >= len(words) or words[at].text not in classes.get(word, (word,)):
            return None
        at += 1
    return at


def _score(words: tuple[Token, ...], start: int, end: int, entry: Entry) -> tuple[float, float]:
    """Strength, length, share of the heading covered; last of its noun group; what stands aside counts less."""
    matched = words[start:end]
    literal = sum(word != "*" for word in entry.words)
    counted = len(words) if "?" in entry.words else sum(word.text != "?" for word in words)
    share = min(1.0, len(matched) / counted)
    if share < 1 and entry.whole:
        return 0.0, share
    score = entry.weight + 0.6 * (literal - 1) + share
    score += 0.5 * _ends_group(words, end) - 1.2 * _after_of(words, start)
    score -= 1.5 * (matched[0].part != matched[-1].part and not entry.paired)
    score -= 0.5 * matched[0].part + 1.0 * matched[0].aside
    return score * min(token.sure for token in matched), share


def _ends_group(words: tuple[Token, ...], end: int) -> bool:
    while end < len(words) and words[end].text == DATE and words[end].part == words[end - 1].part:
        end += 1
    while end < len(words) and words[end].text in LIGHT and words[end].part == words[end - 1].part:
        end += 1
    if end == len(words) or words[end].text == "?" or words[end].text in OF_WORDS:
        return True
    return words[end].part != words[end - 1].part


def _after_of(words: tuple[Token, ...], start: int) -> bool:
    return any(word.text in OF_WORDS for word in words[:start])
