"""PDF papers to verbatim action plans and tables.

The public names are handed out on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.headers import map_headers as map_headers
    from extract.paper import read as read
    from extract.tables import tables as tables

__all__ = ["map_headers", "read", "tables"]

_HOME = {"map_headers": "extract.headers", "read": "extract.paper", "tables": "extract.tables"}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
