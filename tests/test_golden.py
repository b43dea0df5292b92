"""What the pipeline gives for each sample, as files that a person can read: a change shows as a diff.

`make golden` writes them again; review that diff before you commit it.
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from bywhen.reading import records_of
from ingest import papers
from publish.staged import rows_of

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden"
SAMPLES = sorted((ROOT / "samples").glob("*.pdf"))
REFRESH = os.environ.get("BYWHEN_GOLDEN") == "refresh"
KEYS = ("document_id", "plan_id", "action_id", "authority_code")


def readable(sample: Path) -> str:
    """A paper's rows as YAML: one block a row, keys of the row left out, empty fields left out."""
    (sighting,) = papers([str(sample)])
    rows = rows_of(records_of(sighting))
    blocks = []
    for table, records in rows.items():
        if table == "pages":
            continue
        for number, record in enumerate(records, start=1):
            kept = {
                name: plain(value)
                for name, value in record.items()
                if value not in (None, (), [], "") and name not in KEYS
            }
            if table == "documents":
                kept.pop("source_uri")
            blocks.append({f"{table} {number}": kept})
    return "\n".join(yaml.safe_dump(block, sort_keys=False, allow_unicode=True, width=110) for block in blocks)


def plain(value: Any) -> Any:
    """Tuples as lists; a cell's box as one line."""
    if isinstance(value, dict) and "x0" in value:
        sides = " ".join(f"{value[side]:.0f}" for side in ("x0", "y0", "x1", "y1"))
        return f"{value['field']}: page {value['page']}, {sides}"
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, float):
        return round(value, 2)
    return value


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_golden(sample: Path) -> None:
    found = readable(sample)
    golden = GOLDEN / f"{sample.stem}.yaml"
    if REFRESH:
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8")
    known = golden.read_text(encoding="utf-8")
    diff = "\n".join(difflib.unified_diff(known.splitlines(), found.splitlines(), "golden", "found", lineterm="", n=4))
    assert not diff, f"{sample.name} gives other rows than {golden.name}; if that is meant, run `make golden`\n{diff}"


def test_there_is_a_golden_file_for_each_sample() -> None:
    assert [path.stem for path in sorted(GOLDEN.glob("*.yaml"))] == [path.stem for path in SAMPLES]
