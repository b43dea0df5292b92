"""Letters of ligatures that a font does not name: "Ac\\ufffdon" is "Action".

Browsers and printers write fonts like Calibri and Carlito with one glyph for "ti" or "tt" and no Unicode for it, or a
letter of some other script, and Ghostscript names "ff" by the sum of its two bytes ("staû"). Which letters stand there
is told by the words that they make: of all that one could, the one that is a word, or that is written far more often
than any other. What makes no known word stays as the file has it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from extract.pdfium.glyphs import summed_ligatures, unnamed_ligatures
from extract.wordlist import uses

LOST = "\ufffd"
_KNOWN = "\u00aa\u00b5\u00ba\u00c0-\u024f\u0370-\u03ff"
"""Letters that stand for themselves: of Latin, and of Greek, as signs."""
_ODD = rf"[{LOST}ûüýþÿ]|(?![A-Za-z{_KNOWN}])[^\W\d_]"
"""What stands for a ligature: no letter at all, a letter of another script, or one that two bytes add up to."""
_TOKEN = re.compile(rf"(?:[A-Za-z]|{_ODD})*(?:{_ODD})(?:[A-Za-z]|{_ODD})*")
_PLACE = re.compile(_ODD)
_CLEARLY = 20
"""How many times more often than any other the word must be written that is taken."""
_MOST = 3
"""Lost places in a word, each of which may be another ligature."""


def named(text: str) -> str:
    """The text with the letters of its lost ligatures, as far as its words tell them."""
    return _TOKEN.sub(lambda found: _word(found[0]), text)


@lru_cache(maxsize=4096)
def _word(token: str) -> str:
    """A run of small letters with those that it lost; as it is where none or several make a word of it."""
    lost = _PLACE.findall(token)
    if len(lost) > _MOST or not _PLACE.sub("a", token[1:]).islower() or uses(token.lower()):
        return token
    sums = summed_ligatures()
    known: dict[str, int] = {}
    for letters in product(*(sums.get(one, unnamed_ligatures()) for one in lost)):
        given = iter(letters)
        whole = _PLACE.sub(lambda _, given=given: next(given), token)  # type: ignore[misc]  # bound at once
        if count := uses(whole.lower()):
            known[whole] = count
    best = sorted(known, key=lambda whole: -known[whole])[:2]
    if not best or (len(best) > 1 and known[best[0]] < _CLEARLY * known[best[1]]):
        return token
    return best[0]
