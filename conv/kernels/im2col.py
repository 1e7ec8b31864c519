"""Standard convolution as a matrix product: each window becomes a row."""

import numpy as np

from conv.arguments import Geometry
from conv.kernels.windows import bands, pad, windows

TILE_WINDOWS = 320  # fewer, and BLAS packs the weights too often; more, and the columns leave the cache
TILE_BYTES = 8 << 20  # the most that columns may take


def im2col(x: np.ndarray, w: np.ndarray, g: Geometry) -> np.ndarray:
    """
    Copy windows into the rows of a matrix and multiply it by the weights, a tile of the output at a time, (H', W', N).

    The weights are a matrix (k_h·k_w·M, N) as they lie in memory: nothing has to be packed ahead.
    """
    weights = w.reshape(-1, w.shape[3])  # (k_h*k_w*M, N)
    y = np.empty((g.rows, g.columns, w.shape[3]), x.dtype)
    step = _rows_per_tile(g, len(weights) * x.itemsize)
    # One buffer for all tiles: fresh memory would be paged in anew for each.
    columns = np.empty((step, g.columns, *w.shape[:3]), x.dtype)
    for band, under, g_band in bands(x, len(w), 1, g):
        views, part = windows(pad(under, g_band), w.shape, g_band), y[band]  # (H', W', k_h, k_w, M) and (H', W', N)
        for top in range(0, g_band.rows, step):
            tile = columns[: g_band.rows - top]
            tile[...] = views[top : top + step]
            np.matmul(tile.reshape(-1, len(weights)), weights, out=part[top : top + step].reshape(-1, w.shape[3]))
    return y


def _rows_per_tile(g: Geometry, window_bytes: int) -> int:
    """Rows of the output in each of as many tiles as are needed, all alike: a short last one would be a slow one."""
    count = g.rows * g.columns
    tiles = max(1, round(count / TILE_WINDOWS), -(-count * window_bytes // TILE_BYTES))
    return -(-g.rows // tiles)
