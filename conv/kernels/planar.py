"""Standard convolution of an image of few channels: im2col with a plane for each channel."""

import numpy as np

from conv.arguments import Geometry

TILE_BYTES = 128 << 10  # columns of a tile: written and read again within the second-level cache


def planar(x: np.ndarray, w: np.ndarray, g: Geometry) -> np.ndarray:
    """
    Copy the image into a matrix with a row for each weight, multiply its transpose by the weights.

    Copies whole lines of the image, where `im2col` copies k_w·M values at a time: nine of them for RGB and k = 3.
    """
    k_h, k_w, channels, filters = w.shape
    planes = _split(x, g)
    plane, row, column = planes.strides
    views = np.ndarray(  # (k_h, k_w, M, H', W')
        (k_h, k_w, channels, g.rows, g.columns),
        x.dtype,
        planes,
        strides=(row * g.dilation, column * g.dilation, plane, row * g.stride, column * g.stride),
    )
    weights = w.reshape(-1, filters)  # (k_h*k_w*M, N)
    y = np.empty((g.rows, g.columns, filters), x.dtype)
    step = max(1, TILE_BYTES // (g.columns * len(weights) * x.itemsize))
    for top in range(0, g.rows, step):
        columns = views[..., top : top + step, :].reshape(len(weights), -1)  # (k_h*k_w*M, step*W')
        np.matmul(columns.T, weights, out=y[top : top + step].reshape(-1, filters))
    return y


def _split(x: np.ndarray, g: Geometry) -> np.ndarray:
    """One plane a channel, each in its border of zeros, (M, H_p, W_p)."""
    height, width, channels = x.shape
    planes = np.zeros((channels, g.top + height + g.bottom, g.left + width + g.right), x.dtype)
    planes[:, g.top : g.top + height, g.left : g.left + width] = x.transpose(2, 0, 1)
    return planes
