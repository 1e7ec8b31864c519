"""Depthwise convolution, a tap at a time over whole rows of the output."""

import numpy as np

from conv.arguments import Geometry
from conv.kernels.windows import pad, windows


def rows(x: np.ndarray, w: np.ndarray, g: Geometry) -> np.ndarray:
    """Sum over the taps of every window, (H', W', M·D)."""
    y = np.einsum("hwijm,ijmd->hwmd", windows(pad(x, g), w.shape, g), w)  # (H', W', M, D)
    return y.reshape(g.rows, g.columns, -1)
