"""Padding, bands of rows and window views, shared by the algorithms."""

from collections.abc import Iterator

import numpy as np

from conv.arguments import Geometry
from conv.shapes import span

BAND_BYTES = 2 << 20  # of the image that is copied at a time, for padding or for another memory layout


def bands(x: np.ndarray, kernel: int, copies: int, g: Geometry) -> Iterator[tuple[slice, np.ndarray, Geometry]]:
    """Cut the output into bands; yield the output rows, the input rows under them, and the geometry of the band."""
    kernel_span = span(kernel, g.dilation)
    row_bytes = (g.left + x.shape[1] + g.right) * x.shape[2] * copies * x.itemsize
    band_rows = max(1, (BAND_BYTES // row_bytes - kernel_span) // g.stride + 1)
    for first in range(0, g.rows, band_rows):
        rows = min(band_rows, g.rows - first)
        start = first * g.stride - g.top
        stop = start + (rows - 1) * g.stride + kernel_span
        part = x[max(start, 0) : max(stop, 0)]
        top = min(max(-start, 0), stop - start)
        yield slice(first, first + rows), part, g._replace(rows=rows, top=top, bottom=stop - start - top - len(part))


def pad(x: np.ndarray, g: Geometry) -> np.ndarray:
    """The zero-padded image, contiguous; no copy if the image needs no padding and is contiguous."""
    if not (g.top or g.bottom or g.left or g.right):
        return np.ascontiguousarray(x)
    height, width, channels = x.shape
    # Takes a tenth of the time of np.pad on a small image.
    padded = np.zeros((g.top + height + g.bottom, g.left + width + g.right, channels), x.dtype)
    padded[g.top : g.top + height, g.left : g.left + width] = x
    return padded


def windows(padded: np.ndarray, kernel: tuple[int, ...], g: Geometry) -> np.ndarray:
    """
    All windows as a view, (H', W', k_h, k_w, M).

    The ndarray constructor checks the bounds as `sliding_window_view` does, in a tenth of the time.
    """
    row, column, channel = padded.strides
    return np.ndarray(
        (g.rows, g.columns, kernel[0], kernel[1], padded.shape[2]),
        padded.dtype,
        padded,
        0,
        (row * g.stride, column * g.stride, row * g.dilation, column * g.dilation, channel),
    )
