"""The definitions as plain loops: slow, meant for reading and as a reference for the tests."""

import numpy as np

from conv.shapes import VALID, Padding, output_size, pad_amounts


def standard_loops(
    x: np.ndarray, w: np.ndarray, stride: int = 1, padding: Padding = VALID, dilation: int = 1
) -> np.ndarray:
    """Standard convolution: every filter n sums over all channels m."""
    x, rows, columns = _padded(x, w, stride, padding, dilation)
    k_h, k_w, channels, filters = w.shape
    y = np.zeros((rows, columns, filters), x.dtype)
    for p in range(rows):
        for q in range(columns):
            for n in range(filters):
                for i in range(k_h):
                    for j in range(k_w):
                        for m in range(channels):
                            y[p, q, n] += w[i, j, m, n] * x[p * stride + i * dilation, q * stride + j * dilation, m]
    return y


def depthwise_loops(
    x: np.ndarray, w: np.ndarray, stride: int = 1, padding: Padding = VALID, dilation: int = 1
) -> np.ndarray:
    """Depthwise convolution: every channel m has its own filters; no sum over channels."""
    x, rows, columns = _padded(x, w, stride, padding, dilation)
    k_h, k_w, channels, multiplier = w.shape
    y = np.zeros((rows, columns, channels * multiplier), x.dtype)
    for p in range(rows):
        for q in range(columns):
            for m in range(channels):
                for d in range(multiplier):
                    for i in range(k_h):
                        for j in range(k_w):
                            pixel = x[p * stride + i * dilation, q * stride + j * dilation, m]
                            y[p, q, m * multiplier + d] += w[i, j, m, d] * pixel
    return y


def pointwise_loops(x: np.ndarray, w: np.ndarray) -> np.ndarray:
    """Pointwise convolution: every filter n has one weight per channel, the same at every pixel."""
    rows, columns, channels = x.shape
    y = np.zeros((rows, columns, w.shape[1]), x.dtype)
    for p in range(rows):
        for q in range(columns):
            for n in range(w.shape[1]):
                for m in range(channels):
                    y[p, q, n] += w[m, n] * x[p, q, m]
    return y


def separable_loops(
    x: np.ndarray,
    depthwise_w: np.ndarray,
    pointwise_w: np.ndarray,
    stride: int = 1,
    padding: Padding = VALID,
    dilation: int = 1,
) -> np.ndarray:
    """Depthwise convolution, then pointwise convolution."""
    return pointwise_loops(depthwise_loops(x, depthwise_w, stride, padding, dilation), pointwise_w)


def _padded(x: np.ndarray, w: np.ndarray, stride: int, padding: Padding, dilation: int) -> tuple[np.ndarray, int, int]:
    """The zero-padded image, and the number of output rows and columns."""
    sides = list(zip(x.shape[:2], w.shape[:2], strict=True))
    amounts = [pad_amounts(size, kernel, stride, padding, dilation) for size, kernel in sides]
    rows, columns = (output_size(size, kernel, stride, padding, dilation) for size, kernel in sides)
    return np.pad(x, [*amounts, (0, 0)]), rows, columns
