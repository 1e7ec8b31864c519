"""Depthwise convolution that applies each tap to whole output rows."""

from math import gcd

import numpy as np

from conv.arguments import Geometry
from conv.kernels.windows import bands, pad

BLOCK_BYTES = 1 << 20  # of weights repeated along a row; longer rows are computed in blocks


def rows(x: np.ndarray, w: np.ndarray, g: Geometry) -> np.ndarray:
    """
    Multiply the input row under each tap by the tap's weights, repeated along the row, and sum over the taps.

    With stride 1, a tap reads W'·M·D values that are contiguous in memory: one long pass, however few the channels.
    With stride s, it reads every s-th column. These columns are copied side by side first; each such set is a phase.
    """
    k_h, k_w, channels, multiplier = w.shape
    maps = channels * multiplier
    tap_step = g.stride // gcd(g.stride, g.dilation)  # every tap_step-th tap reads the same phase
    block = min(g.columns, max(1, BLOCK_BYTES // (w.size * w.itemsize)))
    weights = np.empty((k_h, k_w, block, maps), w.dtype)
    weights[...] = w.reshape(k_h, k_w, 1, maps)
    weights = weights.reshape(k_h, k_w, block * maps)

    y = np.empty((g.rows, g.columns * maps), x.dtype)
    for band, input_rows, g_band in bands(x, k_h, multiplier, g):
        phases = _phases(input_rows, multiplier, g_band)  # (H_p, s, W_p/s, M*D)
        for left in range(0, g.columns, block):
            output = y[band, left * maps : (left + block) * maps]
            for first in range(min(tap_step, k_w)):
                taps = weights[:, first::tap_step, : output.shape[1]]  # (k_h, taps, block*M*D)
                inputs = _input_under(phases, taps.shape, left, first, g_band)
                if first == 0:
                    np.einsum("pijc,ijc->pc", inputs, taps, out=output)
                else:
                    output += np.einsum("pijc,ijc->pc", inputs, taps)
    return y.reshape(g.rows, g.columns, maps)


def _input_under(phases: np.ndarray, taps: tuple[int, ...], left: int, first: int, g: Geometry) -> np.ndarray:
    """View of the input under the kernel columns that share a phase with `first`, per output row; (H', *taps)."""
    row, phase, column, item = phases.strides
    start, in_phase = divmod(first * g.dilation, g.stride)
    return np.ndarray(
        (g.rows, *taps),
        phases.dtype,
        phases,
        in_phase * phase + (left + start) * column,
        (row * g.stride, row * g.dilation, column * (g.dilation // gcd(g.stride, g.dilation)), item),
    )


def _phases(x: np.ndarray, multiplier: int, g: Geometry) -> np.ndarray:
    """The padded image with every s-th column side by side and every channel D times; (H_p, s, ⌈W_p/s⌉, M·D)."""
    if g.stride == multiplier == 1:
        return pad(x, g)[:, np.newaxis]
    height, width, channels = x.shape
    columns = -(-(g.left + width + g.right) // g.stride)
    phases = np.zeros((g.top + height + g.bottom, g.stride, columns, channels, multiplier), x.dtype)
    for phase in range(g.stride):
        first = (phase - g.left) % g.stride  # first image column of this phase
        start = (g.left + first) // g.stride  # its column within the phase
        columns_of_phase = x[:, first :: g.stride]
        target = phases[g.top : g.top + height, phase, start : start + columns_of_phase.shape[1]]
        for d in range(multiplier):  # broadcasting would loop over the D copies of each value: four times slower
            target[..., d] = columns_of_phase
    return phases.reshape(*phases.shape[:3], -1)
