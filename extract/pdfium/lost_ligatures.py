"""Letters of ligatures that a font does not name: "Ac\\ufffdon" is "Action".

Browsers and printers write fonts like Calibri and Carlito with one glyph for "ti" or "tt" and no Unicode for it. Which
letters stand there is told by the words that they make: of all that one could, the one that is a word, or that is
written far more often than any other. What makes no known word stays as the file has it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from extract.pdfium.glyphs import unnamed_ligatures
from extract.wordlist import uses

LOST = "\ufffd"
_TOKEN = re.compile(rf"[A-Za-z{LOST}]*{LOST}[A-Za-z{LOST}]*")
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
    lost = token.count(LOST)
    if lost > _MOST or not token[1:].replace(LOST, "a").islower():
        return token
    known: dict[str, int] = {}
    for letters in product(unnamed_ligatures(), repeat=lost):
        whole = token
        for one in letters:
            whole = whole.replace(LOST, one, 1)
        if count := uses(whole.lower()):
            known[whole] = count
    best = sorted(known, key=lambda whole: -known[whole])[:2]
    if not best or (len(best) > 1 and known[best[0]] < _CLEARLY * known[best[1]]):
        return token
    return best[0]
