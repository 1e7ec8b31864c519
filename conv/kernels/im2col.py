"""Standard convolution as a matrix product: each window becomes a row."""

import numpy as np

from conv.arguments import Geometry
from conv.kernels.windows import pad, windows

TILE_WINDOWS = 384  # fewer, and BLAS packs the weights too often; more, and the columns leave the cache
TILE_BYTES = 8 << 20  # the most that columns may take beside the output


def im2col(x: np.ndarray, w: np.ndarray, g: Geometry) -> np.ndarray:
    """
    Copy windows into the rows of a matrix, multiply it by the weights; a few rows of the output at a time.

    The weights (k_h, k_w, M, N) are a matrix (k_h·k_w·M, N) as they lie in memory: nothing has to be packed ahead.
    """
    views = windows(pad(x, g), w.shape, g)  # (H', W', k_h, k_w, M)
    weights = w.reshape(-1, w.shape[3])  # (k_h*k_w*M, N)
    y = np.empty((g.rows, g.columns, w.shape[3]), x.dtype)
    row_bytes = g.columns * weights.shape[0] * x.itemsize
    step = max(1, min(TILE_WINDOWS // g.columns, TILE_BYTES // row_bytes))
    for top in range(0, g.rows, step):
        columns = views[top : top + step].reshape(-1, len(weights))  # (step*W', k_h*k_w*M)
        np.matmul(columns, weights, out=y[top : top + step].reshape(len(columns), -1))
    return y
