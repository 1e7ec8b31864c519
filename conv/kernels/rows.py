"""Depthwise convolution, a tap at a time over whole rows of the output."""

from math import gcd

import numpy as np

from conv.arguments import Geometry
from conv.kernels.windows import bands, pad

BLOCK_BYTES = 1 << 20  # of weights repeated along a row; longer rows are done in blocks


def rows(x: np.ndarray, w: np.ndarray, g: Geometry) -> np.ndarray:
    """
    Multiply each row that a tap meets by the tap's weights, repeated along the row, and sum over the taps.

    With stride 1 a tap meets W'·M·D neighbours in memory: one long pass, whatever the number of channels. With stride s
    it meets every s-th column; such columns are laid side by side first. Each set of them is a phase.
    """
    k_h, k_w, channels, multiplier = w.shape
    maps = channels * multiplier
    apart = g.stride // gcd(g.stride, g.dilation)  # taps that share a phase
    block = min(g.columns, max(1, BLOCK_BYTES // (w.size * w.itemsize)))
    weights = np.empty((k_h, k_w, block, maps), w.dtype)
    weights[...] = w.reshape(k_h, k_w, 1, maps)
    weights = weights.reshape(k_h, k_w, block * maps)

    y = np.empty((g.rows, g.columns * maps), x.dtype)
    for band, under, g_band in bands(x, k_h, multiplier, g):
        phases = _split(under, multiplier, g_band)  # (H_p, s, W_p/s, M*D)
        for left in range(0, g.columns, block):
            part = y[band, left * maps : (left + block) * maps]
            for first in range(min(apart, k_w)):
                taps = weights[:, first::apart, : part.shape[1]]  # (k_h, taps, block*M*D)
                met = _met(phases, taps.shape, left, first, g_band)
                if first == 0:
                    np.einsum("pijc,ijc->pc", met, taps, out=part)
                else:
                    part += np.einsum("pijc,ijc->pc", met, taps)
    return y.reshape(g.rows, g.columns, maps)


def _met(phases: np.ndarray, taps: tuple[int, ...], left: int, first: int, g: Geometry) -> np.ndarray:
    """View of what the taps from column `first` of the kernel on meet, in each row of the output, (H', *taps)."""
    row, phase, column, item = phases.strides
    start, which = divmod(first * g.dilation, g.stride)
    return np.ndarray(
        (g.rows, *taps),
        phases.dtype,
        phases,
        which * phase + (left + start) * column,
        (row * g.stride, row * g.dilation, column * (g.dilation // gcd(g.stride, g.dilation)), item),
    )


def _split(x: np.ndarray, multiplier: int, g: Geometry) -> np.ndarray:
    """The padded image, every s-th column side by side, every channel D times, (H_p, s, ⌈W_p/s⌉, M·D)."""
    if g.stride == multiplier == 1:
        return pad(x, g)[:, np.newaxis]
    height, width, channels = x.shape
    columns = -(-(g.left + width + g.right) // g.stride)
    phases = np.zeros((g.top + height + g.bottom, g.stride, columns, channels, multiplier), x.dtype)
    for phase in range(g.stride):
        first = (phase - g.left) % g.stride  # column of the image
        start = (g.left + first) // g.stride  # and where it comes to lie
        taken = x[:, first :: g.stride]
        place = phases[g.top : g.top + height, phase, start : start + taken.shape[1]]
        for d in range(multiplier):  # all at once would be a loop of D steps for each value: four times slower
            place[..., d] = taken
    return phases.reshape(*phases.shape[:3], -1)
