"""The body that is reported to: "Report to LSCB 27.3.13", "updates to Audit Committee and CLT every six months".

Found after a word for reporting, or standing alone before its date. Given as written; with several, joined as in
the cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from normalise.grammar.lexicon import lexicon
from normalise.grammar.model import Chunk, Token

_JOINS = frozenset(("and", "&", "/", ";", ",", "+"))
_LONGEST_INITIALS = 6
_INNER = frozenset(("of", "for", "the", "'", "-", "and", "&", "/", "on", "'s"))
_BREAKING = frozenset(
    ("when", "period", "recur", "by", "on", "in", "from", "before", "end_of", "week_commencing", "immediate", "until")
)


_DATING = _BREAKING | {"filler", "soft", "open", "close"}
_BETWEEN = frozenset(("to", "and", "on", "by", "in", "stop", "open", "filler"))


def forum_of(chunks: Sequence[Chunk], tokens: Sequence[Token], text: str) -> str | None:
    """The body reported to, null where the cell names none."""
    opened = _opening(chunks, tokens)
    if opened is None:
        return None
    pieces = list(_bodies(chunks, tokens, opened, text))
    return _joined(pieces) if pieces else None


def _opening(chunks: Sequence[Chunk], tokens: Sequence[Token]) -> int | None:
    """The chunk at which a body's name may begin."""
    for at, chunk in enumerate(chunks):
        if chunk.kind == "forum_cue":
            return _past_article(chunks, at + 1, tokens)
        if _spread_cue(chunks, at, tokens):
            return _after_to(chunks, at, tokens)
        if chunk.kind == "recur" and _goes_to_body(chunks, at, tokens):
            return _past_article(chunks, at + 2, tokens)
    found = _bare(chunks, tokens)
    return found if found is not None else _behind(chunks, tokens)


def _goes_to_body(chunks: Sequence[Chunk], at: int, tokens: Sequence[Token]) -> bool:
    """ "Quarterly to Scrutiny", "monthly to the Improvement Board"."""
    if at + 2 >= len(chunks) or tokens[chunks[at + 1].first].lower != "to":
        return False
    here = _past_article(chunks, at + 2, tokens)
    while here < len(chunks) and _is_name(chunks[here], tokens):
        if _known_body(tokens[chunks[here].first]):
            return True
        here += 1
    return False


def _behind(chunks: Sequence[Chunk], tokens: Sequence[Token]) -> int | None:
    """A body that ends the cell, its date before it: "Dec SMT", "March 2013 Cabinet", "27/3/13 - Audit Committee"."""
    last = len(chunks) - 1
    while last > 0 and chunks[last].kind in ("close", "stop"):
        last -= 1
    if last < 1 or not _known_body(tokens[chunks[last].first]) or not _is_name(chunks[last], tokens):
        return None
    at = last
    while at and (_is_name(chunks[at - 1], tokens) or _joins_names(chunks, tokens, at - 1)):
        at -= 1
    meets = _meets(tokens[chunks[last].first])
    before = at - 1
    while meets and before > 0 and (chunks[before].value in ("-", "\n")):
        before -= 1
    return at if before >= 0 and chunks[before].kind == "when" else None


def _meets(token: Token) -> bool:
    sets = lexicon().sets
    return token.lower in sets["forum_acronyms"] or token.lower in sets["forum_meets"]


def _spread_cue(chunks: Sequence[Chunk], at: int, tokens: Sequence[Token]) -> bool:
    chunk = chunks[at]
    return tokens[chunk.first].lower in lexicon().sets["forum_openers"] and _after_to(chunks, at, tokens) is not None


def _after_to(chunks: Sequence[Chunk], at: int, tokens: Sequence[Token]) -> int | None:
    """ "report quarterly to": past the words that may stand between."""
    between = lexicon().sets["forum_between"]
    for here in range(at + 1, min(at + 5, len(chunks))):
        chunk = chunks[here]
        if (chunk.kind == "to" and chunk.value != "-") or tokens[chunk.first].lower == "at":
            return _past_article(chunks, here + 1, tokens)
        if chunk.kind not in ("recur", "when", "filler") and tokens[chunk.first].lower not in between:
            return None
    return None


def _past_article(chunks: Sequence[Chunk], at: int, tokens: Sequence[Token]) -> int:
    return at + (at < len(chunks) and tokens[chunks[at].first].lower in ("the", "a", "an"))


def _bare(chunks: Sequence[Chunk], tokens: Sequence[Token]) -> int | None:
    """A body named with its date right after it: "LSCB 27.3.13", "Cabinet - June 2013", "agreed at SMT on 1.11.12"."""
    for at, chunk in enumerate(chunks):
        if _is_name(chunk, tokens) and _may_open(chunks, tokens, at) and _dated_body(chunks, tokens, at):
            return at
    return None


def _may_open(chunks: Sequence[Chunk], tokens: Sequence[Token], at: int) -> bool:
    """At the start of the cell, or after "at" or "on" or, at its start, "for"."""
    while at and tokens[chunks[at - 1].first].lower == "the":
        at -= 1
    if at == 0:
        return True
    before = tokens[chunks[at - 1].last - 1].lower
    return before in ("at", "on") or (at == 1 and before in ("for", "to", "next"))


def _dated_body(chunks: Sequence[Chunk], tokens: Sequence[Token], at: int) -> bool:
    end = at
    while end < len(chunks) and (_is_name(chunks[end], tokens) or _joins_names(chunks, tokens, end)):
        end += 1
    known = [here for here in range(at, end) if _known_body(tokens[chunks[here].first])]
    if not known and (_initials(chunks, tokens, at, end) or _told_to(chunks, tokens, at, end)):
        known = [end - 1]
    if not known:
        return False
    end = known[-1] + 1
    acts = lexicon().sets["forum_acts"]
    while end < len(chunks) and (chunks[end].kind in _BETWEEN or tokens[chunks[end].first].lower in acts):
        end += 1
    return end < len(chunks) and chunks[end].kind == "when"


def _initials(chunks: Sequence[Chunk], tokens: Sequence[Token], at: int, end: int) -> bool:
    """ "O&S", "F&GP": capitals joined without a space."""
    name = "".join(token.text for token in tokens[chunks[at].first : chunks[end - 1].last])
    glued = all(tokens[chunk.first].glued for chunk in chunks[at + 1 : end])
    return end - at == len(("F", "&", "GP")) and glued and "&" in name and _is_short(name.replace("&", ""), name)


def _is_short(letters: str, name: str) -> bool:
    return letters.isupper() and len(letters) < _LONGEST_INITIALS and name.lower() not in lexicon().sets["forum_never"]


def _told_to(chunks: Sequence[Chunk], tokens: Sequence[Token], at: int, end: int) -> bool:
    """ "To CSB on 22.11.12": the letters of a body nobody knows."""
    name = tokens[chunks[at].first].text
    to = at == 1 and tokens[chunks[0].first].lower == "to"
    return to and end == at + 1 and len(name) > 1 and _is_short(name, name)


def _joins_names(chunks: Sequence[Chunk], tokens: Sequence[Token], at: int) -> bool:
    """ "and" between two capitals: "Overview and Scrutiny"."""
    inside = 0 < at < len(chunks) - 1 and tokens[chunks[at].first].lower in ("and", "&", "of", "for")
    return inside and _is_name(chunks[at - 1], tokens) and _is_name(chunks[at + 1], tokens)


def _is_name(chunk: Chunk, tokens: Sequence[Token]) -> bool:
    return chunk.kind == "word" and tokens[chunk.first].text[:1].isupper()


def _known_body(token: Token) -> bool:
    sets = lexicon().sets
    return token.lower in sets["forum_acronyms"] or token.lower in sets["forum_nouns"]


def _bodies(chunks: Sequence[Chunk], tokens: Sequence[Token], at: int, text: str) -> Iterator[tuple[str, str]]:
    """Each body with the mark or word that joins it to the one before."""
    join = ""
    here = at
    while here < len(chunks):
        while here < len(chunks) and (chunks[here].kind == "when" or tokens[chunks[here].first].lower in ("to", "the")):
            here += 1
        end = _body_end(chunks, tokens, here)
        if end == here:
            return
        first, last = tokens[chunks[here].first], tokens[chunks[end - 1].last - 1]
        yield join, text[first.start : last.end]
        here = _past_date(chunks, end)
        if here >= len(chunks) or tokens[chunks[here].first].lower not in _JOINS:
            return
        join = tokens[chunks[here].first].text
        here += 1


def _body_end(chunks: Sequence[Chunk], tokens: Sequence[Token], at: int) -> int:
    """Where a body's name ends: capitals with small joining words between, or small words up to a known noun."""
    sets = lexicon().sets
    here = end = at
    while here < len(chunks):
        chunk = chunks[here]
        token = tokens[chunk.first]
        if chunk.kind in _BREAKING or chunk.kind == "stop" or (here == at and token.lower in sets["forum_never"]):
            break
        if end and token.lower in sets["forum_acts"] and chunks[end - 1].last == chunk.first and not _known_body(token):
            break
        if _known_body(token) or (_capital(token) and token.lower not in sets["forum_never"]):
            end = here + 1
        elif here > at + 4 or (token.lower not in _INNER and not _noun_ahead(chunks, tokens, here)):
            break
        here += 1
    return end if _begins_name(chunks, tokens, at, end) else at


def _capital(token: Token) -> bool:
    return token.kind == "word" and token.text[:1].isupper()


def _noun_ahead(chunks: Sequence[Chunk], tokens: Sequence[Token], at: int) -> bool:
    """Whether small letters lead up to a word for a body: "safeguarding board"."""
    for chunk in chunks[at : at + 4]:
        if chunk.kind in _BREAKING or tokens[chunk.first].kind != "word":
            return False
        if _known_body(tokens[chunk.first]):
            return True
    return False


def _begins_name(chunks: Sequence[Chunk], tokens: Sequence[Token], at: int, end: int) -> bool:
    return end > at and tokens[chunks[at].first].kind == "word"


def _past_date(chunks: Sequence[Chunk], at: int) -> int:
    """Past the date of a body, its brackets and dashes, to what may join the next one."""
    here = at
    while here < len(chunks) and (chunks[here].kind in _DATING or chunks[here].value == "-"):
        here += 1
    return here


def _joined(pieces: Sequence[tuple[str, str]]) -> str:
    said = pieces[0][1]
    for join, body in pieces[1:]:
        said += f"{join} {body}" if join in ",;" else f"{join}{body}" if join == "/" else f" {join} {body}"
    return said
