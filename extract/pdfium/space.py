"""From the space a PDF draws in to the page as a reader sees it: crop box, /Rotate, y turned down. Arithmetic only."""

from __future__ import annotations

import math
from dataclasses import dataclass

from extract.pdfium.records import quick_box
from schemas.geometry import Box

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
UPRIGHT = (1.0, 0.0, 0.0, -1.0)
"""How the matrix of a page begins that is shown as drawn, y turned down."""


def combine(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies `inner` first, then `outer`."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


@dataclass(frozen=True, slots=True)
class Space:
    """A page's visible box in drawing space (origin bottom left) and its turn in quarters, clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.quarters % 2 else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.quarters % 2 else self.top - self.bottom

    @property
    def matrix(self) -> Matrix:
        """Drawing space to page space as a reader sees it."""
        if self.quarters == 1:
            return 0.0, 1.0, 1.0, 0.0, -self.bottom, -self.left
        if self.quarters == 2:
            return -1.0, 0.0, 0.0, 1.0, self.right, -self.bottom
        if self.quarters == 3:
            return 0.0, -1.0, -1.0, 0.0, self.top, self.right
        return 1.0, 0.0, 0.0, -1.0, -self.left, self.top


def scale_of(matrix: Matrix) -> float:
    """How much longer a length gets through a matrix (the root of how much larger a surface gets)."""
    a, b, c, d, _, _ = matrix
    return math.sqrt(abs(a * d - b * c))


def place(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point through a matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def place_box(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> Box:
    """A rectangle through a matrix, as the smallest upright box around it."""
    a, b, c, d, e, f = matrix
    if b == 0.0 and c == 0.0:
        x0, x1, y0, y1 = a * left + e, a * right + e, d * bottom + f, d * top + f
    elif a == 0.0 and d == 0.0:
        x0, x1, y0, y1 = c * bottom + e, c * top + e, b * left + f, b * right + f
    else:
        corners = [place(matrix, x, y) for x in (left, right) for y in (bottom, top)]
        x0, x1 = min(x for x, _ in corners), max(x for x, _ in corners)
        y0, y1 = min(y for _, y in corners), max(y for _, y in corners)
    return quick_box(x0 if x0 < x1 else x1, y0 if y0 < y1 else y1, x1 if x1 > x0 else x0, y1 if y1 > y0 else y0)
