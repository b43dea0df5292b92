"""Counts that a paper states about its plan: "of the 28 actions 9 are green", "Five out of the nine ... completed".

Only counts of actions, recommendations and the like, in some state or as a total, are claims; other numbers (money,
children, dates) are not. Colour, state and time band are read from the words by `normalise.claims`, which also
checks them. Counts in small tables stand in `extract.claims.tables`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.claims.tables import claims_of_table
from extract.claims.totals import LABELLED, is_total
from extract.claims.words import (
    NUMBER,
    PERCENT,
    SAID_PERCENT,
    counted_after,
    ends_in_state,
    first_number,
    has_state,
    is_elliptic,
    is_label,
    is_vague,
    is_wish,
    may_lead,
    names_number,
    noun,
    series_in,
    speaks_of_counted,
    value,
)
from extract.tables.table import Table
from schemas.verbatim import Claim, Paragraph

_THE = r"(?:the\s+(?:\w+\s+)?\w+['’]s?\s+|the\s+|its\s+|our\s+|these\s+|those\s+|all\s+)"
_COUNT = re.compile(
    rf"(?P<all>\ball\s+(?:of\s+)?{_THE}?)?(?P<count>{NUMBER})(?:\s*\(\s*{PERCENT.format(name='percent')}\s*\))?"
    rf"(?:\s*(?:actions?\s+|recommendations?\s+)?(?:out\s+)?of\s+(?:a\s+total\s+of\s+)?{_THE}?(?:total\s+(?:of\s+)?)?"
    rf"(?P<whole>{NUMBER})|\s+of\s+{_THE}(?!same\b))?(?:\s*\(\s*{PERCENT.format(name='percent_after')}\s*\))?"
    r"|(?<![\w./£])(?P<part>\d{1,3})\s?/\s?(?P<slash>\d{1,3})(?![\d/])"
    rf"|(?:{PERCENT.format(name='share')}|{SAID_PERCENT})\)?(?:\s*\(\s*(?P<of_share>\d{{1,3}})"
    rf"(?:\s*(?:(?:out\s+)?of|/)\s*(?:the\s+)?(?P<share_of>\d{{1,3}}))?\s*\))?(?:\s+of\s+{_THE}?(?P<share_whole>{NUMBER})?)?",
    re.IGNORECASE,
)
# "Green – 12 (40%)": an item of a list whose lead names what is counted.
_STATE_FIRST = re.compile(
    rf"^(?:[^.;:]*:\s*)?(?P<state>[A-Za-z][\w /()’'-]{{1,60}}?)\s*[-–—:=]\s*(?P<count>\d{{1,3}})\b(?!\s?%)"
    rf"(?:\s*\(\s*{PERCENT.format(name='percent')}\s*\))?(?P<rest>\W*|\s+(?:actions?|recommendations?)\b.*)$",
    re.IGNORECASE,
)
# "Complete (12), In progress (7)" after a word for what is counted, and "actions (41 of 60) are complete".
_STATE_BRACKET = re.compile(r"(?P<state>[A-Za-z][\w '’-]{1,40}?)\s*\(\s*(?P<count>\d{1,3})\s*\)")
# "Status of actions: Completed 9, On track 4".
_STATE_NUMBER = re.compile(
    r"(?:[:;,(]|\band\b)\s*(?P<state>[A-Za-z][A-Za-z '’/-]{1,40}?)\s*[-–=:]?\s*(?P<count>\d{1,3})"
    r"(?=\s*(?:[,;.)]|$|and\b))"
)
# "58% of recommendations have been completed (7 of 12)".
_OF_BRACKET = re.compile(r"\(\s*(\d{1,3})\s+(?:out\s+)?of\s+(?:the\s+)?(\d{1,3})\s*\)")
_NOUN_BRACKET = re.compile(
    rf"\b(?P<noun>{noun()})\s*\(\s*(?P<count>\d{{1,3}})(?:\s+(?:out\s+)?of\s+(?P<whole>\d{{1,3}}))?\s*\)", re.I
)
_LEAD = re.compile(
    rf"(?:^|^out\s+|[.;,]\s+|\bthat\s+|\bsummary,?\s+|\b(?:status|position|rating|breakdown|progress)\s+)of\s+"
    rf"(?:{_THE}(?:total\s+(?:of\s+)?)?(?:(?P<whole>{NUMBER})(?=\s))?|(?P<bare>{NUMBER})(?=\s))",
    re.IGNORECASE,
)
_MENTION = re.compile(rf"\b(?:the|these|our|all)\s+(?P<whole>{NUMBER})(?=\s)", re.IGNORECASE)
_PARTING, _BEFORE_NUMBER = re.compile("[:=–]"), re.compile(r"[-–—:=]\s*\d")
"""What stands between a label, or a state, and its count."""
_OF_THESE = re.compile(r"\b(?:of\s+(?:these|those|which|them)|these)\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"^(?:in\s+(?:respect|relation|regard)\s+(?:to|of)|with\s+(?:regard|respect)\s+to|regarding|concerning|as\s+regards|for|under|within)\s+(?:the\s+)?(?P<about>[^,.;:]{3,60}?)"
    r"(?:,|\s+(?:there|all|none|no|the)\b)",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"^\s*(?:[^\w\s(£\"'“‘]\s*|\d{1,2}(?:\.\d+)+\s+|\(?(?:\d{1,2}(?:\.\d+)*|[a-z]|[ivx]{1,4})[.)]\s+|o\s+"
    r"|\d{1,2}\s+(?=(?-i:[A-Z])))",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z\d(“\"'])")
_POST = re.compile(
    r"^(?:\s+(?:to\s+be\s+\w+|for|in|of|due|from|with|within|under|by|relating\s+to|which|that|identified|required|arising|the|our|this|its)\b(?:(?!\b(?:are|is|were|was|have|has|had|remains?|will)\b)[^.;:,])*)",
    re.IGNORECASE,
)
# "35 actions (90 %)", "40 % of recommendations (8)".
_ASIDE = re.compile(rf"\s*\(\s*(?:{PERCENT.format(name='percent')}|(?P<number>\d{{1,3}}))\s*\)")
# "All but two of the 36 actions"; the number in front is what is left out.
_ALL_BUT = re.compile(r"\ball\s+(?:but|except(?:\s+for)?)\s+(?:of\s+)?$", re.IGNORECASE)
_EXCEPT = re.compile(r"\s*,?\s+(?:except|apart from|with the exception|but for|other than)\b")
_BREAK = re.compile(
    r"[,;]\s+(?=(?:and\s+|with\s+|while\s+|but\s+)?\S)|\s+(?=(?:and|with|while|whilst|but|plus)\s)|\s+[–-]\s+"
)


_Numbers = tuple[int | None, int | None, float | None]
"""Stated, of how many, percent."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What the sentences before settle: of how many, counted what, about which part, and whether in a list."""

    whole: int | None = None
    subject: str = ""
    about: str = ""
    listed: bool = False


@dataclass(frozen=True, slots=True)
class _Count:
    """A number in a sentence with what it counts; `start` and `end` of its own words."""

    start: int
    end: int
    stated: int | None
    whole: int | None
    percent: float | None
    subject: str
    total: bool = False


def claims(paragraphs: Sequence[Paragraph], tables: Sequence[Table] = ()) -> tuple[Claim, ...]:
    """The counts stated in prose and in small tables, in reading order of each."""
    found: list[Claim] = []
    context = _Context()
    for paragraph in paragraphs:
        if paragraph.heading and not re.search(r"\d", paragraph.text):
            context = _Context()
            continue
        if not (context.listed or context.whole is not None or speaks_of_counted(paragraph.text)):
            continue
        marked = bool(_MARK.match(paragraph.text))
        if context.listed and not marked and not _starts_with_count(paragraph.text):
            context = _Context(about=context.about)
        for sentence in _SENTENCE.split(_MARK.sub("", paragraph.text, count=1)):
            made, context = _read(sentence.strip(), paragraph, context)
            found.extend(made)
    return (*found, *(claim for table in tables for claim in claims_of_table(table, paragraphs)))


def _starts_with_count(text: str) -> bool:
    return bool(re.match(rf"\s*(?:{NUMBER})\b", text, re.IGNORECASE) or _STATE_FIRST.match(text))


def _read(sentence: str, paragraph: Paragraph, context: _Context) -> tuple[list[Claim], _Context]:
    if (about := _ABOUT.match(sentence)) is not None:
        context = replace(context, about=_without_noun(about["about"]))
    here, lead_end = _led(sentence, context)
    counts = [count for count in _counts(sentence, here) if count.start >= lead_end or lead_end == 0]
    made = [
        Claim(text, paragraph.place, _subject(count, context), count.stated, count.whole, count.percent)
        for count, text in zip(counts, _texts(sentence, counts), strict=True)
    ]
    return made, _after(sentence, here, counts, context)


def _led(sentence: str, context: _Context) -> tuple[_Context, int]:
    """The context within the sentence: "Of the 28 actions, ..." or "Of these, ..."; and where the lead ends."""
    lead = _LEAD.search(sentence) if may_lead(sentence) else None
    if lead is None:
        return context, 0
    counted = counted_after(sentence[lead.end() :])
    if counted is None:
        return context, 0
    whole = lead["whole"] or lead["bare"]
    led = replace(context, whole=value(whole) if whole else None, subject=counted[0], listed=True)
    return led, lead.end() + counted[1]


def _after(sentence: str, here: _Context, counts: Sequence[_Count], before: _Context) -> _Context:
    """What the next sentence may lean on: a list begun by a colon, a total just stated, or nothing new."""
    if sentence.rstrip().endswith((":", ":-", "–", "-")) and (
        here.whole is not None or re.search(noun(), sentence, re.I)
    ):
        subject = here.subject or _last_noun(sentence)
        return replace(here, subject=subject, listed=True)
    if counts and sentence.rstrip().endswith(";"):
        last = counts[-1]
        whole = last.stated if last.total else last.whole if last.whole is not None else here.whole
        return replace(here, whole=whole, subject=_last_noun(last.subject), listed=True)
    totals = [count for count in counts if count.total and count.stated is not None]
    if totals:
        labelled = LABELLED.match(sentence) is not None
        return replace(before, whole=totals[-1].stated, subject=totals[-1].subject, listed=labelled)
    if here.whole is not None:
        return here
    return before if counts else _mentioned(sentence, before)


def _mentioned(sentence: str, before: _Context) -> _Context:
    """The context after "The position for each of the 40 actions is shown below"."""
    for found in _MENTION.finditer(sentence):
        if counted := counted_after(sentence[found.end() :], value(found["whole"])):
            return replace(before, whole=value(found["whole"]), subject=counted[0], listed=False)
    return before


def _last_noun(sentence: str) -> str:
    found = list(re.finditer(noun(), sentence, re.IGNORECASE))
    return found[-1].group() if found else ""


def _counts(sentence: str, context: _Context) -> Iterator[_Count]:
    """The counts of a sentence; each may lean on the one before ("ten are complete, six are under way")."""
    if first := _state_first(sentence, context):
        yield first
        return
    if _PARTING.search(sentence) and (labelled := LABELLED.match(sentence)):
        yield _Count(0, labelled.end(), int(labelled["count"]), None, None, labelled["subject"], total=True)
    if names_number(sentence):
        found = [*_told(sentence, context)]
        found += [one for one in _in_brackets(sentence) if all(one.end <= o.start or o.end <= one.start for o in found)]
        yield from sorted(found, key=lambda count: count.start)


def _in_brackets(sentence: str) -> Iterator[_Count]:
    """Counts that stand behind their state, in brackets or in a list, or in brackets behind what is counted."""
    if "(" not in sentence and ":" not in sentence:
        return
    for found in _NOUN_BRACKET.finditer(sentence):
        rest = sentence[found.end() :]
        if has_state(rest[: _clause_end(rest, 0)]):
            whole = int(found["whole"]) if found["whole"] else None
            yield _Count(found.start(), found.end(), int(found["count"]), whole, None, found["noun"])
    head = re.search(noun(), sentence, re.IGNORECASE)
    for listed in (_STATE_BRACKET, _STATE_NUMBER):
        states = [one for one in listed.finditer(sentence, head.end()) if has_state(one["state"])] if head else []
        if head and len(states) > 1:
            for one in states:
                start = one.start("state")
                yield _Count(start, one.end(), int(one["count"]), None, None, head.group())
            return


def _told(sentence: str, context: _Context) -> Iterator[_Count]:
    position = 0
    series = series_in(sentence)
    while found := first_number(_COUNT, sentence, position):
        position = found.end()
        in_series = series is not None and series[0] <= found.start() < series[1]
        here = replace(context, subject=series[2], listed=True) if in_series and series else context
        count = _count(sentence, found, here)
        if count is not None:
            yield count
            position = max(position, count.end)
            named = count.end > found.end()
            whole = count.stated if count.total else count.whole
            whole = context.whole if whole is None and not (named and not in_series) else whole
            subject = _last_noun(count.subject) if count.total else count.subject
            context = replace(context, whole=whole, subject=subject, listed=True)


def _state_first(sentence: str, context: _Context) -> _Count | None:
    found = _STATE_FIRST.match(sentence) if _BEFORE_NUMBER.search(sentence) else None
    if found is None or not has_state(found["state"]):
        return None
    subject = _last_noun(found["rest"]) or _last_noun(found["state"]) or (context.subject if context.listed else "")
    if not subject:
        return None
    percent = float(found["percent"]) if found["percent"] else None
    whole = context.whole if context.listed else None
    return _Count(0, len(sentence), int(found["count"]), whole, percent, subject)


def _count(sentence: str, found: re.Match[str], context: _Context) -> _Count | None:
    before, rest = sentence[: found.start()], sentence[found.end() :]
    named = sentence[: found.start("count")] if found["count"] else before
    if is_label(before) or is_wish(before) or is_vague(named) or _is_year(found):
        return None
    counted = counted_after(rest, _grammatical_number(found))
    if counted is None:
        return _elliptic(sentence, found, context)
    subject, length = counted
    aside = _ASIDE.match(rest[length:])
    length += aside.end() if aside else 0
    post = _POST.match(rest[length:])
    subject += post.group().rstrip() if post else ""
    end = found.end() + length
    clause = rest[: _clause_end(rest, length)]
    numbers = _all_but(*_numbers(found)) if _ALL_BUT.search(named) else _numbers(found)
    if numbers is None:
        return None
    stated, whole, percent = _with_bracketed(numbers, aside, clause)
    if has_state(clause) or ends_in_state(before):
        whole = whole if whole is not None or found["all"] else _whole_of(before, context, stated, percent)
        return _Count(found.start(), end, stated, whole, percent, subject)
    if stated and any(is_total(before, rest[at:]) for at in (length, length + (post.end() if post else 0))):
        return _Count(found.start(), end, stated, None, None, subject, total=True)
    return None


def _all_but(stated: int | None, whole: int | None, percent: float | None) -> _Numbers | None:
    """ "All but 3 of the 12": the others; null where the numbers do not allow it."""
    if stated is None or whole is None or stated > whole:
        return None
    return whole - stated, whole, percent


def _with_bracketed(numbers: _Numbers, aside: re.Match[str] | None, clause: str) -> _Numbers:
    """The numbers, and those in brackets right behind what is counted, or further on beside a percentage."""
    stated, whole, percent = numbers
    if aside:
        percent = float(aside["percent"]) if aside["percent"] and percent is None else percent
        stated = int(aside["number"]) if aside["number"] and stated is None else stated
    if stated is None and percent is not None and (behind := _OF_BRACKET.search(clause)):
        stated, whole = int(behind[1]), int(behind[2])
    return stated, whole, percent


def _elliptic(sentence: str, found: re.Match[str], context: _Context) -> _Count | None:
    """ "9 are marked green": a count without its noun, where the context gives it."""
    rest = sentence[found.end() :]
    leans = context.listed or (context.whole is not None and bool(_OF_THESE.search(sentence) or found.start() == 0))
    none_of = found["count"] and found["count"].casefold() == "none" and context.subject
    if not (leans or none_of) or not context.subject or not is_elliptic(rest):
        return None
    clause = rest[: _clause_end(rest, 0)]
    if not has_state(clause):
        return None
    stated, whole, percent = _numbers(found)
    whole = whole if whole is not None else context.whole
    return _Count(found.start(), found.end(), stated, whole, percent, context.subject)


def _numbers(found: re.Match[str]) -> _Numbers:
    if found["share"] is not None or found["said"] is not None:
        stated = int(found["of_share"]) if found["of_share"] else None
        named = found["share_whole"] or found["share_of"]
        whole = value(named) if named else None
        return stated, whole, float(found["share"] or value(found["said"]))
    if found["slash"] is not None:
        return int(found["part"]), int(found["slash"]), None
    percent = found["percent"] or found["percent_after"]
    whole = value(found["whole"]) if found["whole"] else None
    return value(found["count"]), whole, float(percent) if percent else None


def _grammatical_number(found: re.Match[str]) -> int | None:
    """The number that what is counted agrees with; null where either form does."""
    last = found["whole"] or found["slash"] or found["count"]
    return value(last) if last and not re.search(r"\sof\s+\w+\s*$", found.group()) else None


def _whole_of(before: str, context: _Context, stated: int | None, percent: float | None) -> int | None:
    """The whole that a led or "of these" count is a part of."""
    if context.whole is None or (stated is not None and stated > context.whole):
        return None
    told = context.listed or _OF_THESE.search(before) or _is_share(stated, context.whole, percent)
    return context.whole if told else None


def _is_share(stated: int | None, whole: int, percent: float | None) -> bool:
    """Whether the percentage printed with a count is its share of the whole, so that it is of this whole."""
    return bool(stated and percent) and abs(100 * (stated or 0) / whole - (percent or 0)) < 1


def _is_year(found: re.Match[str]) -> bool:
    return bool(found["count"]) and bool(re.fullmatch(r"(?:19|20)\d\d", found["count"]))


def _clause_end(rest: str, start: int) -> int:
    """Where the next count of the sentence begins, or the sentence ends."""
    following = first_number(_COUNT, rest, start)
    while following and not (is_elliptic(rest[following.end() :]) or counted_after(rest[following.end() :])):
        following = first_number(_COUNT, rest, following.end())
    return following.start() if following else len(rest)


def _texts(sentence: str, counts: Sequence[_Count]) -> Iterator[str]:
    """The part of the sentence that says each count; all of it for a single one, without what it excepts."""
    starts = [0]
    for before, count in pairwise(counts):
        breaks = [found.end() for found in _BREAK.finditer(sentence, before.end, count.start + 1)]
        starts.append(breaks[-1] if breaks else count.start)
    for start, end in zip(starts, [*starts[1:], len(sentence)], strict=True):
        if counts:
            part = sentence[start:end].strip().rstrip(",;")
            cut = _EXCEPT.search(part)
            yield part[: cut.start()] if cut and len(part[: cut.start()].split()) > 3 else part


def _subject(count: _Count, context: _Context) -> str:
    """What is counted, with the part of the plan that the sentences before speak of, where it names none itself."""
    if not context.about or context.about.casefold() in count.subject.casefold():
        return count.subject
    own = re.split(noun(), count.subject, maxsplit=1, flags=re.IGNORECASE)[0].strip()
    return count.subject if own else f"{context.about} {count.subject}"


def _without_noun(text: str) -> str:
    return re.sub(rf"\s*\b{noun()}.*$", "", text, flags=re.IGNORECASE).strip()
