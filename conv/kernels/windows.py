"""The padded image, and the views of it that every kernel starts from."""

from collections.abc import Iterator

import numpy as np

from conv.arguments import Geometry
from conv.shapes import span

BAND_BYTES = 2 << 20  # of the image that a kernel copies at a time, to pad it or to lay it out anew


def bands(x: np.ndarray, kernel: int, copies: int, g: Geometry) -> Iterator[tuple[slice, np.ndarray, Geometry]]:
    """Cut the output into bands: its rows, the rows of the image under them, where the windows lie on these."""
    reach = span(kernel, g.dilation)
    row_bytes = (g.left + x.shape[1] + g.right) * x.shape[2] * copies * x.itemsize
    step = max(1, (BAND_BYTES // row_bytes - reach) // g.stride + 1)
    for first in range(0, g.rows, step):
        rows = min(step, g.rows - first)
        start = first * g.stride - g.top
        stop = start + (rows - 1) * g.stride + reach
        part = x[max(start, 0) : max(stop, 0)]
        top = min(max(-start, 0), stop - start)
        yield slice(first, first + rows), part, g._replace(rows=rows, top=top, bottom=stop - start - top - len(part))


def pad(x: np.ndarray, g: Geometry) -> np.ndarray:
    """The image with its border of zeros, contiguous; the image itself if it is that already."""
    if not (g.top or g.bottom or g.left or g.right):
        return np.ascontiguousarray(x)
    height, width, channels = x.shape
    # A tenth of the time of np.pad on a small image.
    padded = np.zeros((g.top + height + g.bottom, g.left + width + g.right, channels), x.dtype)
    padded[g.top : g.top + height, g.left : g.left + width] = x
    return padded


def windows(padded: np.ndarray, kernel: tuple[int, ...], g: Geometry) -> np.ndarray:
    """
    All windows as a view, (H', W', k_h, k_w, M).

    Made with the ndarray constructor: it checks the bounds as `sliding_window_view` does, in a tenth of the time.
    """
    row, column, channel = padded.strides
    return np.ndarray(
        (g.rows, g.columns, kernel[0], kernel[1], padded.shape[2]),
        padded.dtype,
        padded,
        0,
        (row * g.stride, column * g.stride, row * g.dilation, column * g.dilation, channel),
    )
