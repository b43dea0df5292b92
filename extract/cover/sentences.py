"""Sentences that say what a cover block would: "At a meeting of ... held on ...", "inspected between ... and ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.prose.dates import DATE, DAY, SPAN, YEARLESS_SPAN
from extract.prose.vocabulary import folded
from schemas.verbatim import CoverField, Paragraph

_HELD = re.compile(
    r"\b(?:meeting|minutes|proceedings|notes)\s+of\s+(?:the\s+|a\s+)?(?:(?:special\s+|extraordinary\s+)?meeting\s+of\s+(?:the\s+)?)?"
    r"(?P<body>[^.;:\n]{4,120}?)[, ]+(?:which was\s+|was\s+|were\s+|that was\s+|to be\s+)?held\b[^;]{0,140}?(?P<date>"
    + DAY.pattern
    + ")",
    re.IGNORECASE,
)
_NAME = r"[A-Z][\w'’&,-]*(?:\s+(?:[A-Z][\w'’&-]*,?|and|of|for|in|&|-))*?\s*"
_ASKED = re.compile(
    rf"\b(?:[Tt]he|[Tt]o|[Uu]pdate|[Pp]rovides?)\s+(?:[Tt]he\s+)?(?P<body>{_NAME}"
    r"\b(?:[Cc]ommittee|[Ss]ub-[Cc]ommittee|[Bb]oard|[Pp]anel|[Cc]ommission|[Cc]abinet|[Ff]orum))\b"
    r"(?=\s+(?:with an?\b|is (?:asked|requested|recommended|invited)\b|(?:on|of)(?: the)? progress|notes?\b))"
)
# An agenda's item "3. Minutes of the meeting held on ..." speaks of an earlier meeting.
_LISTED = re.compile(r"\d{1,2}[.)]?\s")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z(])")
_DONE = (
    r"(?:undertook|undertaken|carried out|conducted|took place|visited|inspected|completed|on[- ]site|held|fieldwork"
    r"|inspection dates?)"
)
_DIGIT = re.compile(r"\d")
_RANGE = re.compile(r"\b(?:to|and|until|through)\b|[-–—]", re.IGNORECASE)
_OTHER_INSPECTION = re.compile(r"\b(?:previous|last|next|earlier|future|re-?inspection)\b", re.IGNORECASE)
_BEFORE_DATE = re.compile(
    r"\b(?:inspection|inspected)(?:\b[^.;]{0,90}\b(?:in|during|on|of|from|between|dated?:?)\s+(?:the\s+)?|\s?[,:(–—]\s?)$",
    re.IGNORECASE,
)
_AFTER_DATE = re.compile(r"^,?\s+(?:[\w&’',()]+\s+){0,14}?(?:inspection|inspected)\b", re.IGNORECASE)
_NOT_INSPECTED = re.compile(
    r"\b(?:publish\w*|report(?:ed)?\s+(?:on|dated)|agreed|meeting|response|action plan|submitted)\b", re.IGNORECASE
)


def meeting_in(paragraphs: Sequence[Paragraph]) -> tuple[CoverField | None, CoverField | None]:
    """Body and day of "At a meeting of the ... held on ..."; nulls where no sentence says so."""
    for paragraph in paragraphs:
        found = _HELD.search(paragraph.text)
        if (
            found
            and not _LISTED.match(paragraph.text)
            and folded(found["body"]) not in {"meeting", "last meeting", "previous meeting"}
        ):
            return CoverField(found["body"].strip(), paragraph.place), CoverField(found["date"], paragraph.place)
    return None, None


def body_asked(paragraphs: Sequence[Paragraph]) -> CoverField | None:
    """The body that the report addresses: "to provide the ... Board with", "the ... Committee is asked to"."""
    for paragraph in paragraphs:
        if found := _ASKED.search(paragraph.text):
            return CoverField(found["body"].strip(), paragraph.place)
    return None


def inspection_in(paragraphs: Sequence[Paragraph]) -> CoverField | None:
    """The days of the inspection that a sentence names; a span of days before a month or a single day, and days
    without their year only where nothing else tells them."""
    found = [
        (not _RANGE.search(text), place_number, CoverField(text, paragraph.place))
        for place_number, paragraph in enumerate(paragraphs)
        for text in _inspection_dates(paragraph.text, SPAN)
    ]
    if found:
        return min(found, key=lambda one: one[:2])[2]
    yearless = (
        CoverField(text, paragraph.place)
        for paragraph in paragraphs
        for text in _inspection_dates(paragraph.text, YEARLESS_SPAN)
    )
    return next(yearless, None)


def _inspection_dates(text: str, days: re.Pattern[str]) -> Iterator[str]:
    for sentence in _SENTENCE.split(text) if "inspect" in text.casefold() else ():
        lower = sentence.casefold()
        if "inspect" not in lower or not _DIGIT.search(lower) or _OTHER_INSPECTION.search(sentence):
            continue
        for span in days.finditer(sentence):
            before, after = sentence[: span.start()], sentence[span.end() :]
            ranged = bool(_RANGE.search(span.group())) and bool(re.search(_DONE, lower))
            if ranged or _speaks_of_inspection(before, after):
                yield span.group()


def _speaks_of_inspection(before: str, after: str) -> bool:
    clause = before[-120:]
    if _NOT_INSPECTED.search(clause.rpartition("inspect")[2]) or "publish" in clause.casefold():
        return False
    if _BEFORE_DATE.search(before):
        return True
    near = _AFTER_DATE.match(after)
    return bool(near and not _NOT_INSPECTED.search(near.group()) and not DATE.search(near.group()))
