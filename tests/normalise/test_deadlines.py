"""Deadline cells: a table of phrases with their readings, and the labelled corpus where it is at hand."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import normalise
from normalise.grammar import lexicon
from schemas.meaning import Deadline

PHRASES = Path(__file__).with_name("deadline_phrases.txt")
CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "deadlines.jsonl"
FIELDS = ("kind", "start", "end", "precision", "qualifier", "recurrence", "revised_to", "forum")
SHORT = {"q": "qualifier", "r": "recurrence", "rev": "revised_to", "f": "forum"}


@dataclass(frozen=True)
class Surroundings:
    name: str
    base_date: dt.date | None
    document_date: dt.date | None
    heading: str | None


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def reading(said: str) -> dict[str, object]:
    """The fields of one line's right side."""
    head, *named = re.split(r"\s+(?=(?:q|r|rev|f)=)", said)
    found: dict[str, object] = dict.fromkeys(FIELDS)
    found["kind"], *parts = head.split()
    for part in parts:
        if ".." in part:
            found["start"], found["end"] = (day(bound) for bound in part.split(".."))
        else:
            found["precision"] = part
    for entry in named:
        key, value = entry.split("=", 1)
        found[SHORT[key]] = day(value) if key == "rev" else value
    return found


def phrases() -> Iterator[tuple[str, Surroundings, dict[str, object]]]:
    around = Surroundings("", None, None, None)
    for line in PHRASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            match = re.match(r"@ (\S+) base=(\S*) doc=(\S*) heading=(.*)", line)
            assert match, line
            around = Surroundings(match[1], day(match[2]), day(match[3]), match[4] or None)
        elif line.strip() and not line.startswith("#"):
            text, _, said = line.rpartition(" | ")
            yield text.replace("\\n", "\n"), around, reading(said)


def read(text: str, around: Surroundings) -> Deadline:
    return normalise.deadline(
        text, base_date=around.base_date, document_date=around.document_date, heading=around.heading
    )


@pytest.mark.parametrize(
    ("text", "around", "expected"),
    [pytest.param(*entry, id=f"{entry[1].name}-{entry[0]}") for entry in phrases()],
)
def test_phrase_is_read_as_the_conventions_say(text: str, around: Surroundings, expected: dict[str, object]) -> None:
    found = read(text, around)
    assert {field: getattr(found, field) for field in FIELDS} == expected


@pytest.mark.skipif(not CORPUS.exists(), reason="the labelled corpus is not at hand")
def test_labelled_corpus_is_read_as_labelled() -> None:
    entries = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    wrong = [entry["text"] for entry in entries if not agrees(entry["context"], entry["expect"], entry["text"])]
    assert wrong == []


def agrees(context: dict[str, str | None], expected: dict[str, str | None], text: str) -> bool:
    around = Surroundings("", day(context["base_date"]), day(context["document_date"]), context["heading"])
    found = read(text, around)
    return found.kind == expected["kind"] and found.end == day(expected["end"])


def test_result_says_which_rule_read_it_and_what_it_counts_from() -> None:
    base = dt.date(2012, 6, 28)
    found = normalise.deadline("within 3 months", base_date=base)
    assert (found.rule, found.base_date) == ("relative", base)
    assert normalise.deadline("within 3 months of 1 May 2012", base_date=base).base_date is None
    assert normalise.deadline("27.10.12", base_date=base).rule == "day.figures"


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("3O.9.12", "ocr_repaired"),
        ("November 2o, 2012", "ocr_repaired"),
        ("Novemeber 2012", "typo_repaired"),
        ("Sept 2102", "typo_repaired"),
        ("31 June 2012", "impossible_day"),
        ("November", "year_inferred"),
        ("41218", "serial_number"),
        ("12/31/2012", "month_first"),
        ("10/12", "ambiguous_date"),
    ],
)
def test_what_was_put_right_or_inferred_is_flagged(text: str, flag: str) -> None:
    found = normalise.deadline(text, document_date=dt.date(2012, 10, 19))
    assert flag in found.flags
    assert found.end is not None


def test_a_date_that_it_moved_to_lacks_no_year() -> None:
    found = normalise.deadline("Slipped to May 2013", document_date=dt.date(2013, 3, 14))
    assert (found.end, found.revised_to, found.flags) == (None, dt.date(2013, 5, 31), ())


def test_every_phrase_of_the_vocabulary_has_one_meaning() -> None:
    """Two lists of `deadlines.toml` that hold the same phrase would make the order of lists decide."""
    table = lexicon.load()
    seen: dict[tuple[str, ...], str] = {}
    for phrase in lexicon.all_phrases(table):
        key = tuple(word for word in phrase.words if word not in ("-", "the", "a", "an")) or phrase.words
        assert key not in seen or seen[key] == f"{phrase.kind}:{phrase.value}", phrase
        seen[key] = f"{phrase.kind}:{phrase.value}"
        assert phrase.kind in lexicon.KINDS


def test_adding_a_word_to_the_vocabulary_changes_what_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert normalise.deadline("zackig").kind == "unparseable"
    table = lexicon.load()
    table["cue"]["immediate"].append("zackig")
    monkeypatch.setattr(lexicon, "load", lambda: table)
    lexicon.lexicon.cache_clear()
    try:
        from normalise.grammar.reading import read as read_text
        from normalise.grammar.setting import Setting

        assert read_text("zackig", Setting()).kind == "immediate"
    finally:
        monkeypatch.undo()
        lexicon.lexicon.cache_clear()


def test_tokens_and_their_spaces_make_the_text_again() -> None:
    """Words and the white space between them, nothing lost: what a spaCy `Doc` is built from."""
    from normalise.grammar.tokens import tokenise

    text = "Report to SMT 27.10.12 (suggested date 9th Nov), w/c 5/11"
    tokens = tokenise(text)
    spaces = [not following.glued for following in tokens[1:]] + [False]
    rebuilt = "".join(token.text + " " * space for token, space in zip(tokens, spaces, strict=True))
    assert rebuilt == text
    assert all(text[token.start : token.end] == token.text for token in tokens)


def test_nothing_heavy_is_imported_for_a_plain_deadline() -> None:
    code = (
        "import sys, normalise; normalise.deadline('By 14.9.12 (suggested date Nov 12)');"
        "print([name for name in ('spacy', 'dateparser', 'holidays', 'numpy', 'pandas') if name in sys.modules])"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("text", ["October the 5th 2012", "5 (Fri) October 2012", "5th in Oct 2012"])
def test_full_date_that_the_grammar_declines_is_read_by_dateparser(text: str) -> None:
    found = normalise.deadline(text)
    assert (found.kind, found.end, found.flags) == ("date", dt.date(2012, 10, 5), ("read_by_dateparser",))


@pytest.mark.parametrize("text", ["5 Brumaire 2012", "room 5, October 2012 99", "31 x 12"])
def test_less_than_a_full_date_is_not_guessed(text: str) -> None:
    assert normalise.deadline(text).end is None
