"""ModernGov, the committee system of four in five English councils: which papers a site holds and what it says of them.

Its web service is asked first (`service`), its pages where the service does not answer (`pages`). Fetching, with all
its care, is the fetcher's; reading a paper is not done here.
"""

from __future__ import annotations

from ingest.moderngov.site import Site, Window

__all__ = ["Site", "Window"]
