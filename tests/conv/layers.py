"""Layers to draw at random, and PyTorch's answer to them."""

import numpy as np
from hypothesis import strategies as st

from conv.shapes import SAME, VALID, span


@st.composite
def layers(draw, most_channels=20):
    """Image size, channels, kernel size and keywords that fit together."""
    kernel = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    steps = {
        "stride": draw(st.integers(1, 4)),
        "padding": draw(st.sampled_from([VALID, SAME, 0, 1, 2, 5])),
        "dilation": draw(st.integers(1, 4)),
    }
    border = steps["padding"] if isinstance(steps["padding"], int) else 0
    least = [1 if steps["padding"] == SAME else max(1, span(k, steps["dilation"]) - 2 * border) for k in kernel]
    size = [draw(st.integers(low, low + 20)) for low in least]
    return (*size, draw(st.integers(1, most_channels))), kernel, steps


def tensorflow_same(size, kernel, stride):
    """Cells before and after one side, in the words of TensorFlow's `tf.nn`, "Notes on padding"."""
    total = max(kernel - stride, 0) if size % stride == 0 else max(kernel - (size % stride), 0)
    return total // 2, total - total // 2


def torch_conv(torch, x, w, bias, groups, stride, padding, dilation):
    """PyTorch's float64 answer; "same" padded by hand, as PyTorch has it for stride 1 only."""
    image = torch.from_numpy(x.astype(np.float64).transpose(2, 0, 1)[None])
    weights = torch.from_numpy(w.astype(np.float64))
    if groups == 1:
        weights = weights.permute(3, 2, 0, 1)
    else:
        weights = weights.permute(2, 3, 0, 1).reshape(-1, 1, *w.shape[:2])
    before_after = [
        tensorflow_same(size, span(kernel, dilation), stride)
        if padding == SAME
        else (0, 0)
        if padding == VALID
        else (padding, padding)
        for size, kernel in zip(x.shape[:2], w.shape[:2], strict=True)
    ]
    (top, bottom), (left, right) = before_after
    image = torch.nn.functional.pad(image, (left, right, top, bottom))
    bias = None if bias is None else torch.from_numpy(bias.astype(np.float64))
    y = torch.nn.functional.conv2d(image, weights, bias, stride=stride, dilation=dilation, groups=groups)
    return y[0].permute(1, 2, 0).numpy()


def error(expected, actual):
    """Largest difference in units of the largest output."""
    assert expected.shape == actual.shape
    return np.abs(expected - actual).max() / np.abs(expected).max()


def error_of_sums(expected, actual, sums_of_sizes):
    """Largest difference in units of what was summed: of few outputs the largest may be what nearly cancels out."""
    assert expected.shape == actual.shape
    # The smallest positive number is for windows that meet nothing but padding: there 0 is due.
    return np.abs(expected - actual).max() / max(np.abs(sums_of_sizes).max(), np.finfo(float).tiny)
