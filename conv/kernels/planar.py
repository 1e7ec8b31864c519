"""Standard convolution of an image with few channels: im2col with one plane per channel."""

import numpy as np

from conv.arguments import Geometry

TILE_BYTES = 128 << 10  # matrix of a tile: it is written and read again within the second-level cache


def planar(x: np.ndarray, w: np.ndarray, g: Geometry) -> np.ndarray:
    """
    Copy the image into a matrix with one row per weight, and multiply its transpose by the weights.

    This copies whole image rows, whereas `im2col` copies k_w·M values at a time: only nine for RGB and k = 3.
    """
    k_h, k_w, channels, filters = w.shape
    planes = _padded_planes(x, g)
    plane, row, column = planes.strides
    views = np.ndarray(  # (k_h, k_w, M, H', W')
        (k_h, k_w, channels, g.rows, g.columns),
        x.dtype,
        planes,
        strides=(row * g.dilation, column * g.dilation, plane, row * g.stride, column * g.stride),
    )
    weights = w.reshape(-1, filters)  # (k_h*k_w*M, N)
    y = np.empty((g.rows, g.columns, filters), x.dtype)
    tile_rows = max(1, TILE_BYTES // (g.columns * len(weights) * x.itemsize))
    for top in range(0, g.rows, tile_rows):
        columns = views[..., top : top + tile_rows, :].reshape(len(weights), -1)  # (k_h*k_w*M, tile_rows*W')
        np.matmul(columns.T, weights, out=y[top : top + tile_rows].reshape(-1, filters))
    return y


def _padded_planes(x: np.ndarray, g: Geometry) -> np.ndarray:
    """One zero-padded plane per channel, (M, H_p, W_p)."""
    height, width, channels = x.shape
    planes = np.zeros((channels, g.top + height + g.bottom, g.left + width + g.right), x.dtype)
    planes[:, g.top : g.top + height, g.left : g.left + width] = x.transpose(2, 0, 1)
    return planes
