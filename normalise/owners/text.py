"""The cell's text cut into pieces: labels off, wrapped lines joined, brackets apart, one piece between separators.

What a piece is (a post, a person, a unit) and which pieces belong together is decided in `normalise.owners.parts` and
`normalise.owners`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from normalise.owners.vocabulary import owner_words, role_words

# Stands for a blank inside "Health and Safety", which no separator may divide.
BOUND = "\u2060"
# Opens a line that no owner before goes on in: what stood between said so ("with support from").
APART = "\u2063"

_MARKS = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "`": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "\u00a0": " ",
        "\u200b": "",
        "\u00ad": "",
        "\t": " ",
        "\r": "\n",
    }
)
_PHONE = re.compile(
    r"\b(?:tel|telephone|phone|mob|mobile|ext|extn|extension|x)\b\.?\s*:?\s*\+?\d[\d \-]{2,}\d|"
    r"(?<!\w)(?:\+44|0)[\d \-()]{8,}\d|\S+@\S+\.\w+",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = re.compile(
    r"\b(?:by |from |until |to |since )?\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|"
    r"\b(?:from|until|till|to|since|as of|w\.?e\.?f\.?) (?:end (?:of )?)?(?:\d{1,2}(?:st|nd|rd|th)? )?"
    rf"{_MONTH}(?: '?\d{{2,4}})?(?!\w)",
    re.IGNORECASE,
)
_COUPLE = re.compile(r"\b(Mr|Mrs|Ms|Dr)\.? (?:&|and) (Mr|Mrs|Ms|Dr)\.? ([A-Z][\w'-]+)")
_COLLAR = re.compile(r"\b(PC|PS|DC|DS|PCSO|Sgt|SGT)\s+\d{2,6}\b(?=\s+[A-Z])")
_HOURS = re.compile(
    r"\(?\b\d+(?:\.\d+)?\s*(?:wte|fte|hours?|hrs)(?:\s*(?:pw|p/w|per week|a week))?\b\)?", re.IGNORECASE
)
_BULLET = re.compile(
    r"(?:^|\n)[ ]*(?:[•·▪●○■◦\uf0b7\uf0a7*>]|[-–—](?= ))[ ]*|\s?\(\d{1,2}\)\s|"
    r"[•▪●■\uf0b7\uf0a7]"
)
_POINT = re.compile(r"(?:^|\n)[ ]*\(?(?:\d{1,2}[a-z]?|[a-z]|[ivx]{2,4})[.)][ ]+")
_TURNED = re.compile(r"(?P<last>[A-Z][\w'-]+), (?P<first>[A-Z][\w-]+)")
_SAID_WITH = frozenset(
    {"children", "people", "adults", "pupils", "those", "working", "students", "families", "parents"}
)
_NUMBERED = re.compile(r"(?<=\w)\s\d{1,2}[.)]\s(?=[A-Z])")
_LAST_STOP = re.compile(r"(?<![A-Z])\.+$")
_OPEN_END = re.compile(r"(?:\b(?:of|for|and|the|to|in|with|on)|[&,/+\-–(])$", re.IGNORECASE)
_OPEN_START = re.compile(r"^(?:(?:of|for|and|the|to|in|on)\b|[&,/+\-–(),])", re.IGNORECASE)
_SEPARATOR = re.compile(
    r"""\s*(?:
        (?P<list>[;|]+|\s\+\s?|(?<=\w)\+(?=[A-Z])|\\)
        |(?P<slash>(?<!\b[TADC])/|/(?!(?:ACC|DCC|CC|Ch|Supt|DCI|DI|Insp|Sgt|PS|CI)\b))
        |(?P<comma>,(?:\s*(?:and|&)(?=\s))?)
        |(?P<dash>\s[-–—]+\s?|(?<=\w)[–—]\s?|:\s*|(?<=[a-z)])-\s)
        |(?P<and>(?<=[\s)])(?:and|AND|And)(?=\s)|(?<=[\s)a-z])&)
    )\s*""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between two separators.

    `joint` is the kind of the separator before it ("start" for the first piece), `mark` the separator itself, `inside`
    what its brackets hold.
    """

    text: str
    joint: str
    mark: str = ""
    inside: tuple[str, ...] = ()


def clean(text: str) -> str:
    """Straight quotes, no telephone numbers, bullets as line breaks, points of a list each apart, single blanks."""
    text = unicodedata.normalize("NFKC", text.replace("…", " ").replace(APART, "")).translate(_MARKS)
    text = _COUPLE.sub(r"\1 \3 & \2 \3", re.sub(r"(?<=\w)\(s\)", "s", text))
    text = _COLLAR.sub(r"\1", _HOURS.sub(" ", _DAY.sub(" ", _PHONE.sub(" ", text))))
    if (turned := _TURNED.fullmatch(text.strip())) and _is_turned(turned):
        return f"{turned['first']} {turned['last']}"
    text = _NUMBERED.sub("\n", _BULLET.sub("\n", _POINT.sub(f"\n{APART}", text)))
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip()).strip(" \n;,")


def _is_turned(found: re.Match[str]) -> bool:
    """ "Whitfield, Lucy": a surname and, after it, a first name; "Lucy, Tom" are two people."""
    words = owner_words()
    last, first = found["last"].casefold(), found["first"].casefold()
    return first in words.first_names and last not in words.first_names | words.unit_words | role_words().heads


def lines(text: str) -> list[str]:
    """The lines of a cleaned cell, labels and words like "with help from" opening new ones."""
    words = owner_words()
    # "Chief Fire Officer: J. Smith" is a post with its holder, unless the cell begins with a label.
    labels = words.labels_in_row if words.labels.match(text) else words.labels
    text = words.joins.sub(_joined_apart, labels.sub(f"\n{APART}", text))
    return _joined_lines([line for line in text.split("\n") if line.strip(f" .,;{APART}")])


def _joined_apart(found: re.Match[str]) -> str:
    """A new line for "supported by" and the like, but not for the "with" of "children with disabilities"."""
    before = found["before"]
    if found["join"].casefold() == "with" and before.strip(" ,").casefold() in _SAID_WITH:
        return found[0]
    return before.rstrip(" ,\n") + f"\n{APART}"


def pieces(line: str) -> list[Piece]:
    """The pieces of one line in reading order."""
    return _cut(_bound(line) if "&" in line or "and" in line.casefold() else line)


def _bound(line: str) -> str:
    """Tie "and" to its neighbours where it stands inside one name ("Health and Safety")."""
    words = line.split(" ")
    for index in range(1, len(words) - 1):
        if words[index].casefold() in ("and", "&"):
            sides = (words[index - 1].casefold().lstrip("("), words[index + 1].casefold().strip(",;)"))
            if sides in owner_words().bound:
                words[index - 1 : index + 2] = ["", "", BOUND.join(words[index - 1 : index + 2])]
    return " ".join(word for word in words if word)


def _joined_lines(lines: list[str]) -> list[str]:
    """Lines that the cell's width broke put together again."""
    joined: list[str] = []
    for line in (line.strip() for line in lines):
        if joined and not line.startswith(APART) and _runs_on(joined[-1], line):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


def _runs_on(before: str, line: str) -> bool:
    if _OPEN_END.search(before) or _OPEN_START.match(line) or before.count("(") > before.count(")"):
        return True
    roles, words = role_words(), owner_words()
    last, first = before.split()[-1].casefold(), line.split()[0].casefold()
    if f"{last} {line.casefold()}" in words.names:
        return True
    only_qualifiers = all(word.casefold() in roles.before for word in before.split())
    starts_with_head = first in roles.heads or first.rstrip("s") in roles.heads or first in roles.before
    if only_qualifiers and starts_with_head and before.casefold() not in words.nobody:
        return not (last in roles.heads and len(before.split()) > 1)
    alone = (last in words.unit_words or last in roles.before) and not {last, before.split()[-1]} & words.names.keys()
    if len(before.split()) == 1 and alone and len(line.split()) > 1:
        return True
    if (
        len(line.split()) == 1
        and line not in words.names
        and (first in words.team_ends | words.board_ends or first in {"care", "trust", "council"})
    ):
        return last in words.unit_words or last.endswith("'s")
    if len(line.split()) == 1 and first.rstrip("s") in roles.heads:
        return last in words.unit_words
    named = last in words.first_names and len(before.split()) == 1
    return named and len(line.split()) == 1 and first not in words.first_names and line[:1].isupper()


def _cut(text: str) -> list[Piece]:
    """Cut at separators outside brackets."""
    found: list[Piece] = []
    joint, mark, start, depth = "start", "", 0, 0
    position = 0
    while position < len(text):
        letter = text[position]
        if letter in "([":
            depth += 1
        elif letter in ")]":
            depth = max(0, depth - 1)
        elif depth == 0 and (hit := _SEPARATOR.match(text, position)) and hit.end() > position:
            found.append(_piece(text[start:position], joint, mark))
            joint = str(hit.lastgroup)
            mark = hit[0]
            start = position = hit.end()
            continue
        position += 1
    found.append(_piece(text[start:], joint, mark))
    return [piece for piece in found if piece.text or piece.inside]


def _piece(text: str, joint: str, mark: str) -> Piece:
    inside = re.findall(r"[(\[]([^()\[\]]*)[)\]]?", text)
    outside = re.sub(r"[(\[][^()\[\]]*[)\]]?", " ", text).replace(")", " ").replace("]", " ")
    return Piece(
        text=_LAST_STOP.sub("", " ".join(outside.split()).strip(" \"*'")),
        joint=joint,
        mark=mark,
        inside=tuple(part.replace(BOUND, " ").strip() for part in inside if part.strip()),
    )
