"""How papers are taken in: the limits of archives and downloads, and how a site is treated.

Plain values only; `bywhen.settings` fills them from bywhen.toml, the environment and the command line.
"""

from __future__ import annotations

from dataclasses import dataclass, field

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """What an archive may hold: members, bytes of one member and of all, and unpacked bytes for each packed one.

    The ratio is asked of members over `ratio_floor` bytes: a small one may be all spaces and do no harm.
    """

    members: int = 100_000
    member_bytes: int = 512 * MIB
    total_bytes: int = 64 * 1024 * MIB
    ratio: float = 200.0
    ratio_floor: int = MIB


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """How sites are asked.

    Times in seconds. `contact` goes into the user agent, so that a site's keeper can write to whoever runs this;
    `delay` lies between two requests to a host; a host that refuses `refusals` times in a row is left alone;
    a paper fetched less than `fresh` seconds ago is not asked for again; `allow_private` permits loopback, private and
    link-local addresses.
    """

    contact: str = ""
    delay: float = 1.0
    timeout: float = 30.0
    total_timeout: float = 300.0
    max_bytes: int = 256 * MIB
    attempts: int = 4
    backoff: float = 2.0
    longest_wait: float = 120.0
    redirects: int = 5
    refusals: int = 3
    fresh: float = 86_400.0
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """All of it."""

    archive: ArchiveLimits = field(default_factory=ArchiveLimits)
    fetch: FetchOptions = field(default_factory=FetchOptions)
