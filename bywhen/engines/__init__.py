"""Where the work is done: processes of this machine, or a Dask cluster. An engine knows nothing of papers or tables.

It is given jobs and one function, and gives back each job's bytes or its typed error, in the order they end.
"""

from __future__ import annotations

from bywhen.engines.base import Engine, Job, Outcome, Work

__all__ = ["Engine", "Job", "Outcome", "Work"]
