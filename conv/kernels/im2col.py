"""Standard convolution as a matrix product: each window becomes a row of the matrix."""

import numpy as np

from conv.arguments import Geometry
from conv.kernels.windows import bands, pad, windows

TILE_WINDOWS = 320  # with fewer, BLAS packs the weights too often; with more, the matrix leaves the cache
TILE_BYTES = 8 << 20  # upper limit for the matrix of a tile


def im2col(x: np.ndarray, w: np.ndarray, g: Geometry) -> np.ndarray:
    """
    Copy windows into the rows of a matrix and multiply it by the weights, one output tile at a time; (H', W', N).

    The weights already lie in memory as a matrix (k_h·k_w·M, N), so they need no copy.
    """
    weights = w.reshape(-1, w.shape[3])  # (k_h*k_w*M, N)
    y = np.empty((g.rows, g.columns, w.shape[3]), x.dtype)
    tile_rows = _rows_per_tile(g, len(weights) * x.itemsize)
    # One buffer for all tiles: with a new array per tile, the system would map new pages each time.
    columns = np.empty((tile_rows, g.columns, *w.shape[:3]), x.dtype)
    for band, input_rows, g_band in bands(x, len(w), 1, g):
        views = windows(pad(input_rows, g_band), w.shape, g_band)  # (H', W', k_h, k_w, M)
        for top in range(0, g_band.rows, tile_rows):
            tile = columns[: g_band.rows - top]
            tile[...] = views[top : top + tile_rows]
            output = y[band][top : top + tile_rows].reshape(-1, w.shape[3])
            np.matmul(tile.reshape(-1, len(weights)), weights, out=output)
    return y


def _rows_per_tile(g: Geometry, window_bytes: int) -> int:
    """Output rows per tile. All tiles have nearly the same height, because a short last tile would be slow."""
    count = g.rows * g.columns
    tiles = max(1, round(count / TILE_WINDOWS), -(-count * window_bytes // TILE_BYTES))
    return -(-g.rows // tiles)
