"""The packages' own maps: each names every module of its package, and nothing else."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

EXTRACT = Path(__file__).parents[2] / "extract"


@pytest.mark.parametrize("package", ["plans", "prose", "scan", "tables"])
def test_the_map_of_a_package_names_its_modules(package: str) -> None:
    said = ast.get_docstring(ast.parse((EXTRACT / package / "__init__.py").read_text(encoding="utf-8"))) or ""
    named = set(re.findall(r"`(\w+\*?)`", said))
    modules = {path.stem for path in (EXTRACT / package).glob("*.py")} - {"__init__"}
    families = tuple(name.rstrip("*") for name in named if name.endswith("*"))
    left = {module for module in modules - named if not (families and module.startswith(families))}
    assert not left, f"say in extract/{package}/__init__.py what these are for: {sorted(left)}"
    assert not {name for name in named if not name.endswith("*")} - modules
