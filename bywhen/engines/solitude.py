"""What a reading process may not do: reach a network, or outlive its parent.

Two walls against the network, since neither can be had everywhere: a network namespace without interfaces where the
kernel grants one, and Python's own doors to sockets shut in any case.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import sys
from typing import NoReturn

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_PR_SET_PDEATHSIG = 1
_DOORS = ("create_connection", "create_server", "socketpair", "fromfd", "getaddrinfo", "gethostbyname")


class NetworkDenied(OSError):
    """A reading process asked for the network."""


def cut_network() -> None:
    """From here on nothing in this process reaches a network."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.unshare(_CLONE_NEWNET) != 0:
            libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
    socket.socket = _NoSocket  # type: ignore[misc]  # still a class: libraries make subclasses when they are imported
    for door in _DOORS:
        setattr(socket, door, _denied)


class _NoSocket(socket.socket):
    """A socket that cannot be made."""

    def __init__(self, *_args: object, **_options: object) -> None:
        _denied()


def _denied(*_args: object, **_options: object) -> NoReturn:
    raise NetworkDenied("a process that reads papers has no network")


def die_with_parent(parent: int) -> None:
    """Ask the kernel (Linux) to end this process when its parent ends, also by SIGKILL."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
