"""Random layers for Hypothesis, and the result of PyTorch for them."""

import numpy as np
from hypothesis import strategies as st

from conv.shapes import SAME, VALID, span


@st.composite
def layers(draw, most_channels=20):
    """Draw an image shape, a kernel size and window arguments that fit together."""
    kernel = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    window = {
        "stride": draw(st.integers(1, 4)),
        "padding": draw(st.sampled_from([VALID, SAME, 0, 1, 2, 5])),
        "dilation": draw(st.integers(1, 4)),
    }
    padding = window["padding"] if isinstance(window["padding"], int) else 0
    min_size = [1 if window["padding"] == SAME else max(1, span(k, window["dilation"]) - 2 * padding) for k in kernel]
    size = [draw(st.integers(low, low + 20)) for low in min_size]
    return (*size, draw(st.integers(1, most_channels))), kernel, window


def tensorflow_same(size, kernel, stride):
    """Padding before and after one side, by the formula in TensorFlow's `tf.nn`, "Notes on padding"."""
    total = max(kernel - stride, 0) if size % stride == 0 else max(kernel - (size % stride), 0)
    return total // 2, total - total // 2


def torch_conv(torch, x, w, bias, groups, stride, padding, dilation):
    """PyTorch's result in float64; pads "same" explicitly, because PyTorch supports it for stride 1 only."""
    image = torch.from_numpy(x.astype(np.float64).transpose(2, 0, 1)[None])
    weights = torch.from_numpy(w.astype(np.float64))
    if groups == 1:
        weights = weights.permute(3, 2, 0, 1)
    else:
        weights = weights.permute(2, 3, 0, 1).reshape(-1, 1, *w.shape[:2])
    amounts = [
        tensorflow_same(size, span(kernel, dilation), stride)
        if padding == SAME
        else (0, 0)
        if padding == VALID
        else (padding, padding)
        for size, kernel in zip(x.shape[:2], w.shape[:2], strict=True)
    ]
    (top, bottom), (left, right) = amounts
    image = torch.nn.functional.pad(image, (left, right, top, bottom))
    bias = None if bias is None else torch.from_numpy(bias.astype(np.float64))
    y = torch.nn.functional.conv2d(image, weights, bias, stride=stride, dilation=dilation, groups=groups)
    return y[0].permute(1, 2, 0).numpy()


def error(expected, actual):
    """Largest difference relative to the largest output."""
    assert expected.shape == actual.shape
    return np.abs(expected - actual).max() / np.abs(expected).max()


def error_of_sums(expected, actual, sums_of_sizes):
    """Largest difference relative to the sum of absolute products, because an output may nearly cancel to 0."""
    assert expected.shape == actual.shape
    # The smallest positive number avoids 0/0 for windows that cover only padding.
    return np.abs(expected - actual).max() / max(np.abs(sums_of_sizes).max(), np.finfo(float).tiny)
