"""No check may run while golden files are being written: it would agree with anything."""

from __future__ import annotations

import os


def test_golden_refresh_is_not_left_on() -> None:
    assert "BYWHEN_GOLDEN" not in os.environ, "unset BYWHEN_GOLDEN; `make golden` sets it for itself"
