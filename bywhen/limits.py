"""What one paper may cost, and how a process is held to it by the kernel.

The limits themselves are plain values, the same for every engine. `Ceiling` is the part that runs inside the process
that reads a paper; wall time alone is kept by whoever watches that process.
"""

from __future__ import annotations

import resource
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from schemas.errors import OutputExceeded, PagesExceeded

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one paper may cost. Memory is counted above what the process held when it took the paper."""

    wall_seconds: float = 600.0
    cpu_seconds: float = 900.0
    memory_mib: int = 2048
    pages: int = 2000
    output_mib: int = 64

    def check_pages(self, pages: int) -> None:
        """Raises PagesExceeded."""
        if pages > self.pages:
            raise PagesExceeded(
                f"The paper has {pages} pages and {self.pages} are allowed", asked=self.pages, used=pages
            )

    def check_output(self, size: int) -> None:
        """Raises OutputExceeded; `size` in bytes."""
        if size > self.output_mib * MIB:
            raise OutputExceeded(
                f"The paper gives {size / MIB:.1f} MiB of rows and {self.output_mib} MiB are allowed",
                asked=self.output_mib,
                used=round(size / MIB, 1),
            )

    def as_facts(self) -> dict[str, float]:
        """The limits by name, for reports."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a paper took. `memory_mib`: the most that the process held, with what it held before."""

    seconds: float = 0.0
    cpu_seconds: float = 0.0
    memory_mib: float = 0.0


class Ceiling:
    """Holds this process to the limits while it reads one paper, and says what was used."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._clock = time.monotonic()
        self._cpu = _cpu_seconds()

    def set(self) -> None:
        """Put the ceilings in place. Processor time over its ceiling ends the process with SIGXCPU."""
        _forget_peak()
        limits = self._limits
        _lower(resource.RLIMIT_CPU, int(self._cpu + limits.cpu_seconds) + 1)
        _lower(resource.RLIMIT_DATA, data_bytes() + limits.memory_mib * MIB)
        _lower(resource.RLIMIT_FSIZE, limits.output_mib * MIB)
        _lower(resource.RLIMIT_CORE, 0)

    def lift(self) -> None:
        """Take the ceilings away again, so that the answer can be sent."""
        _lower(resource.RLIMIT_CPU, resource.RLIM_INFINITY)
        _lower(resource.RLIMIT_DATA, resource.RLIM_INFINITY)

    def cost(self) -> Cost:
        """What was used since this ceiling was made."""
        return Cost(
            round(time.monotonic() - self._clock, 3), round(_cpu_seconds() - self._cpu, 3), round(_peak_mib(), 1)
        )


def data_bytes(process: str = "self") -> int:
    """The private memory that a process has asked for (what RLIMIT_DATA counts); 0 where the system does not say."""
    return _status(process, "VmData:")


def _cpu_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _peak_mib() -> float:
    peak = _status("self", "VmHWM:")
    if peak:
        return peak / MIB
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / MIB if sys.platform == "darwin" else most / 1024


def _forget_peak() -> None:
    """Start the count of the most memory held again (Linux; elsewhere it is the most of the whole process)."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return


def _status(process: str, name: str) -> int:
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0
    found = [line.split()[1] for line in lines if line.startswith(name)]
    return int(found[0]) * 1024 if found else 0


def _lower(kind: int, soft: int) -> None:
    """Set the soft limit; the hard one stays, so that the next paper can have a new ceiling."""
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        soft = hard if soft == resource.RLIM_INFINITY else min(soft, hard)
    resource.setrlimit(kind, (soft, hard))
