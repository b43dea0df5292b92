"""Buffers that PDFium writes its answers into, for many calls of one kind at once.

Making the pointers costs more than the calls, so they are made once for a run of calls and used again for all others.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import Generic, TypeVar

from extract.pdfium.calls import Pointer, pointer

_RUN = 1024  # calls; a page has a few hundred words


FLOAT = array("f", [0.0])
WHOLE = array("I", [0])
_Number = TypeVar("_Number", int, float)


class Answers(Generic[_Number]):
    """Room for `width` numbers from each call, of the `kind` FLOAT or WHOLE (unsigned). A call takes `pointers`
    pointers in a row, the first to the first number."""

    def __init__(self, kind: array[_Number], width: int, pointers: int = 1) -> None:
        self._width = width
        self._nothing: list[_Number] = [kind[0]] * width
        self._buffer: array[_Number] = kind * (width * _RUN)
        self._start: int = self._buffer.buffer_info()[0]
        self._columns = [
            [pointer(self._start + 4 * (width * at + part)) for at in range(_RUN)] for part in range(pointers)
        ]

    def of(
        self, function: Callable[..., int], about: Sequence[object], within: Pointer | None = None
    ) -> tuple[list[int], list[_Number]]:
        """What the function returns and writes about each; zeros where it writes nothing.

        `within` is a first argument that all calls share.
        """
        returned: list[int] = []
        written: list[_Number] = []
        shared: tuple[Iterable[Pointer], ...] = () if within is None else (repeat(within),)
        for first in range(0, len(about), _RUN):
            run = about[first : first + _RUN]
            answered = list(map(function, *shared, run, *self._columns))
            found = self._buffer[: self._width * len(run)].tolist()
            for at in [at for at, known in enumerate(answered) if not known] if 0 in answered else ():
                found[self._width * at : self._width * (at + 1)] = self._nothing
            returned += answered
            written += found
        return returned, written
