"""Means and extremes over sliding windows, in a few passes over the whole series."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


def running_sum(values: Numbers) -> Numbers:
    """Sums of the first 0, 1, 2 … values."""
    import numpy as np

    return np.concatenate(([0.0], np.cumsum(values)))


def moving_mean(values: Numbers, width: int) -> Numbers:
    """The centred moving average over `width` (odd) values, with the ends held."""
    import numpy as np

    half = width // 2
    padded = np.concatenate((np.full(half, values[0]), values, np.full(half, values[-1])))
    sums = running_sum(padded)
    means: Numbers = (sums[width:] - sums[:-width]) / width
    return means


def highest_ahead(values: Numbers, width: int) -> Numbers:
    """The highest of each value and the `width` - 1 after it, or those that are left. NaN spreads.

    Windows of double width are joined from two of single width, so it costs a pass per doubling.
    """
    import numpy as np

    highest = values.copy()
    reach = 1
    width = min(width, len(values))
    while reach * 2 <= width:
        highest[:-reach] = np.maximum(highest[:-reach], highest[reach:])
        reach *= 2
    rest = width - reach
    if rest > 0:
        highest[:-rest] = np.maximum(highest[:-rest], highest[rest:])
    return highest


def local_maxima(score: Numbers, apart: int) -> NDArray[np.intp]:
    """The places whose score is the highest within `apart` on either side; of equals the first."""
    import numpy as np

    padded = np.concatenate((np.full(apart, -np.inf), score, np.full(apart, -np.inf)))
    highest = highest_ahead(padded, 2 * apart + 1)[: len(score)]
    found = np.flatnonzero(score == highest)
    keep = np.diff(found, prepend=-(10**9)) > apart
    return found[keep]
