"""
Selects the algorithm that computes a convolution.

All algorithms give the same numbers for every shape, up to rounding; they differ in speed. `make bench` measures it.
"""

import numpy as np

from conv.arguments import Geometry
from conv.kernels.im2col import im2col
from conv.kernels.matmul import matmul
from conv.kernels.planar import planar
from conv.kernels.rows import rows

FEW_CHANNELS = 4


def run_standard(x: np.ndarray, w: np.ndarray, g: Geometry) -> np.ndarray:
    """Standard convolution with weights (k_h, k_w, M, N)."""
    height, width, channels = x.shape
    if w.shape[:2] == (1, 1) and (g.stride, g.rows, g.columns) == (1, height, width):
        return matmul(x, w[0, 0])  # every window is one pixel: nothing is copied
    if channels <= FEW_CHANNELS:
        return planar(x, w, g)  # im2col would copy only a dozen values at a time
    return im2col(x, w, g)


def run_depthwise(x: np.ndarray, w: np.ndarray, g: Geometry) -> np.ndarray:
    """Depthwise convolution with weights (k_h, k_w, M, D)."""
    if w.shape[2] == 1:
        # D filters over one channel are D standard filters. `rows` would give the same result, but if one step along
        # the kernel is as long as one step along the row, einsum makes the k_w taps its innermost loop: ten times
        # slower.
        return run_standard(x, w, g)
    return rows(x, w, g)
