"""Names of people in published rows: kept, replaced by a pseudonym, or left out.

The names are those that owner cells gave. They are masked wherever the paper's own rows repeat them, in whole words;
a name that stands only in prose is not known here. A pseudonym is the same for the same name within an authority,
so that a person's actions can still be counted.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from typing import Any, Literal

from publish.staged import Rows

People = Literal["keep", "pseudonym", "drop"]
_LEFT_OUT = "[name]"
_KEYS = frozenset({"document_id", "plan_id", "action_id", "authority_code", "file_name", "source_uri", "same_as"})


def masked(rows: Rows, people: People, as_read: Rows | None = None) -> Rows:
    """One paper's rows with people's names as asked; `rows` itself when they are kept.

    `as_read`: the rows before a person put cells right; their names stand in findings, and are masked, too.
    """
    if people == "keep":
        return rows
    told = (rows, as_read or rows)
    owners = [owner for one in told for owner in one["owners"]]
    names = sorted({owner["name"] for owner in owners if owner["kind"] == "person" and owner["name"]})
    authors = {document["author"] for one in told for document in one["documents"] if document["author"]}
    code = next((document["authority_code"] for document in rows["documents"]), None) or ""
    stands_for = {name: _stand_in(name, code, people) for name in (*names, *sorted(authors))}
    replace = _replacer(stands_for)
    return {table: [_row(row, replace) for row in records] for table, records in rows.items()}


def _stand_in(name: str, authority: str, people: People) -> str:
    if people == "drop":
        return _LEFT_OUT
    folded = " ".join(name.casefold().split())
    return "person-" + hashlib.sha256(f"{authority}|{folded}".encode()).hexdigest()[:8]


def _replacer(stands_for: Mapping[str, str]) -> Callable[[str], str]:
    if not stands_for:
        return lambda text: text
    longest_first = sorted(stands_for, key=lambda name: (-len(name), name))
    spaced = [r"\s+".join(map(re.escape, name.split())) for name in longest_first]
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(spaced) + r")(?!\w)")
    return lambda text: pattern.sub(lambda hit: stands_for[_as_listed(hit.group(), stands_for)], text)


def _as_listed(found: str, stands_for: Mapping[str, str]) -> str:
    flat = " ".join(found.split())
    return next(name for name in stands_for if " ".join(name.split()) == flat)


def _row(row: Mapping[str, Any], replace: Callable[[str], str]) -> dict[str, Any]:
    return {name: value if name in _KEYS else _value(value, replace) for name, value in row.items()}


def _value(value: Any, replace: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return replace(value)
    if isinstance(value, list):
        return [_value(item, replace) for item in value]
    if isinstance(value, dict):
        return {name: _value(item, replace) for name, item in value.items()}
    return value
