"""bywhen: who said they would do what, by when, and did they?

`bywhen.open("output")` gives the published tables to a notebook; everything else is the command line's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bywhen.analysis import Results

__version__ = "0.1.0"


def open(folder: str = "output") -> Results:
    """The tables that a run wrote to `folder`, as DuckDB relations, pandas or Arrow. Raises OutputError."""
    from bywhen.analysis import Results

    return Results(folder)
