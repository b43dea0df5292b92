"""Work for engines that does, on demand, what bad papers do to readers. Found by name in worker processes."""

from __future__ import annotations

import builtins
import ctypes
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def do(payload: object, file: Path | None) -> bytes:
    """`payload` is a verb and its arguments; the file's bytes come before the answer."""
    assert isinstance(payload, tuple)
    verb, *arguments = payload
    result: bytes = globals()[f"do_{verb}"](*arguments)
    return (file.read_bytes() if file else b"") + result


def do_say(text: str) -> bytes:
    return text.encode()


def do_sleep(seconds: float) -> bytes:
    time.sleep(seconds)
    return b"slept"


def do_spin() -> bytes:
    while True:
        pass


def do_allocate(mib: int) -> bytes:
    return bytes(str(len(bytearray(mib << 20))), "ascii")


def do_creep(mib: int) -> bytes:
    """Take memory bit by bit in C, and crash as C does when there is no more."""
    libc = ctypes.CDLL(None)
    libc.malloc.restype = ctypes.c_void_p
    for _ in range(mib):
        block = libc.malloc(ctypes.c_size_t(1 << 20))
        if block is None:
            libc.abort()
        ctypes.memset(block, 1, 1 << 20)
        time.sleep(0.001)
    return b"crept"


def do_segfault() -> bytes:
    ctypes.string_at(0)
    return b"never"


def do_kill() -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b"never"


def do_kill_once(marker: str) -> bytes:
    if Path(marker).exists():
        return b"second time"
    Path(marker).touch()
    return do_kill()


def do_exit(status: int) -> bytes:
    os._exit(status)


def do_raise(name: str) -> bytes:
    kind = getattr(builtins, name)
    if issubclass(kind, UnicodeDecodeError):
        raise kind("utf-8", b"\xff", 0, 1, "bad")
    if issubclass(kind, UnicodeEncodeError):
        raise kind("utf-8", "\ud800", 0, 1, "bad")
    if issubclass(kind, UnicodeTranslateError):
        raise kind("x", 0, 1, "bad")
    if issubclass(kind, BaseExceptionGroup):
        raise kind("group", [ValueError("inner")])
    raise kind("on demand")


def do_flood(mib: int) -> bytes:
    return bytes(mib << 20)


def do_flood_file(mib: int) -> bytes:
    with tempfile.NamedTemporaryFile() as file:
        for _ in range(mib):
            file.write(bytes(1 << 20))
    return b"written"


def do_flood_terminal() -> bytes:
    for stream in (sys.stdout, sys.stderr):
        stream.write("noise\n" * 100_000)
        stream.flush()
    return b"quiet"


def do_call(door: str) -> bytes:
    if door == "socket":
        socket.socket()
    elif door == "connect":
        socket.create_connection(("127.0.0.1", 9))
    else:
        socket.getaddrinfo("example.org", 80)
    return b"connected"


def do_import_network_libraries() -> bytes:
    """Readers import libraries that could use a network, and never do."""
    code = "import ssl, http.client, urllib.request, asyncio"
    for name in ("ssl", "http.client", "urllib.request", "asyncio"):
        sys.modules.pop(name, None)
    exec(code)
    return b"imported"


def do_curl(port: int) -> bytes:
    """The network from a process that knows nothing of Python's doors."""
    code = f"import socket; socket.create_connection(('127.0.0.1', {port}), timeout=2)"
    return str(subprocess.run([sys.executable, "-c", code], stderr=subprocess.DEVNULL, check=False).returncode).encode()


def do_child(marker: str) -> bytes:
    """Leave a child behind and hang."""
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    Path(marker).write_text(str(child.pid), encoding="ascii")
    time.sleep(600)
    return b"never"


def do_litter() -> bytes:
    left = tempfile.mkdtemp()
    Path(left, "file").write_bytes(b"x")
    return left.encode()


def do_pid() -> bytes:
    return str(os.getpid()).encode()


def do_unpicklable() -> bytes:
    return len  # type: ignore[return-value]
