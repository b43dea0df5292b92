"""The greatest and the least of a picture's three channels, point by point.

numpy reduces an axis of three far more slowly than it compares whole channels: 0.2 s against 0.02 on a page at 200 dpi.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Number = TypeVar("Number", "np.uint8", "np.int16")


def greatest(pixels: npt.NDArray[Number]) -> npt.NDArray[Number]:
    """The greatest channel of each point."""
    import numpy as np

    found: npt.NDArray[Number] = np.maximum(np.maximum(pixels[..., 0], pixels[..., 1]), pixels[..., 2])
    return found


def least(pixels: npt.NDArray[Number]) -> npt.NDArray[Number]:
    """The least channel of each point."""
    import numpy as np

    found: npt.NDArray[Number] = np.minimum(np.minimum(pixels[..., 0], pixels[..., 1]), pixels[..., 2])
    return found
