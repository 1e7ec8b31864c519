import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conv.depthwise import depthwise
from conv.pointwise import pointwise
from conv.separable import separable
from conv.standard import standard
from tests.conv.layers import error, error_of_sums, layers, torch_conv

torch = pytest.importorskip("torch", reason="the oracle is PyTorch: `make test` installs it")

TOLERANCE = {np.float32: 1e-6, np.float64: 1e-12}
dtypes = st.sampled_from(list(TOLERANCE))
seeds = st.integers(0, 2**32 - 1)


def normal(rng, shape, dtype):
    """Random values, some negative."""
    return rng.standard_normal(shape).astype(dtype)


def absolute(array):
    """Absolute values; None for no bias."""
    return None if array is None else np.abs(array)


@settings(max_examples=250)
@given(layers(), st.integers(1, 20), st.booleans(), dtypes, seeds)
def test_standard(layer, filters, biased, dtype, seed):
    """Standard convolution equals PyTorch's Conv2d."""
    image, kernel, steps = layer
    rng = np.random.default_rng(seed)
    x, w = normal(rng, image, dtype), normal(rng, (*kernel, image[2], filters), dtype)
    bias = normal(rng, filters, dtype) if biased else None
    y = standard(x, w, bias, **steps)
    expected, sums = (torch_conv(torch, *arrays, 1, **steps) for arrays in ((x, w, bias), map(absolute, (x, w, bias))))
    assert dtype == y.dtype
    assert error_of_sums(expected, y, sums) <= TOLERANCE[dtype]


@settings(max_examples=250)
@given(layers(), st.integers(1, 3), st.booleans(), dtypes, seeds)
def test_depthwise(layer, multiplier, biased, dtype, seed):
    """Depthwise convolution equals a grouped convolution with one group per channel."""
    image, kernel, steps = layer
    rng = np.random.default_rng(seed)
    x, w = normal(rng, image, dtype), normal(rng, (*kernel, image[2], multiplier), dtype)
    bias = normal(rng, image[2] * multiplier, dtype) if biased else None
    y = depthwise(x, w, bias, **steps)
    arguments = (x, w, bias), map(absolute, (x, w, bias))
    expected, sums = (torch_conv(torch, *arrays, image[2], **steps) for arrays in arguments)
    assert dtype == y.dtype
    assert error_of_sums(expected, y, sums) <= TOLERANCE[dtype]


@settings(max_examples=50)
@given(st.tuples(*[st.integers(1, 20)] * 4), st.booleans(), dtypes, seeds)
def test_pointwise(sizes, biased, dtype, seed):
    """Pointwise convolution equals a 1×1 convolution."""
    rng = np.random.default_rng(seed)
    x, w = normal(rng, sizes[:3], dtype), normal(rng, sizes[2:], dtype)
    bias = normal(rng, sizes[3], dtype) if biased else None
    y = pointwise(x, w, bias)
    arguments = (x, w[None, None], bias), map(absolute, (x, w[None, None], bias))
    expected, sums = (torch_conv(torch, *arrays, 1, 1, 0, 1) for arrays in arguments)
    assert dtype == y.dtype
    assert error_of_sums(expected, y, sums) <= TOLERANCE[dtype]


def torch_separable(x, d, p, d_bias, p_bias, steps):
    """PyTorch's grouped convolution, then its 1×1 convolution."""
    between = torch_conv(torch, x, d, d_bias, x.shape[2], **steps)
    return torch_conv(torch, between, p[None, None], p_bias, 1, 1, 0, 1)


@settings(max_examples=100)
@given(layers(), st.integers(1, 3), st.integers(1, 20), st.booleans(), dtypes, seeds)
def test_separable(layer, multiplier, filters, biased, dtype, seed):
    """The separable pair equals two convolutions, each with its bias."""
    image, kernel, steps = layer
    rng = np.random.default_rng(seed)
    maps = image[2] * multiplier
    x, d, p = (normal(rng, s, dtype) for s in (image, (*kernel, image[2], multiplier), (maps, filters)))
    biases = (normal(rng, maps, dtype), normal(rng, filters, dtype)) if biased else (None, None)
    y = separable(x, d, p, *biases, **steps)
    expected, sums = (
        torch_separable(*arrays, steps) for arrays in ((x, d, p, *biases), map(absolute, (x, d, p, *biases)))
    )
    assert dtype == y.dtype
    assert error_of_sums(expected, y, sums) <= TOLERANCE[dtype]


@pytest.mark.parametrize(
    ("side", "channels", "filters", "kernel", "stride"),
    [
        (32, 3, 64, 3, 1),
        (64, 3, 32, 5, 1),
        (56, 3, 32, 3, 2),
        (28, 32, 64, 3, 1),
        (14, 256, 64, 3, 1),
        (28, 32, 8, 11, 1),
    ],
)
def test_error_of_real_layers(rng, side, channels, filters, kernel, stride):
    """In float32, the error is at most 1e-6 of the largest output."""
    steps = {"stride": stride, "padding": "same", "dilation": 1}
    x, w = normal(rng, (side, side, channels), np.float32), normal(rng, (kernel, kernel, channels, filters), np.float32)
    d, p = normal(rng, (kernel, kernel, channels, 1), np.float32), normal(rng, (channels, filters), np.float32)
    assert error(torch_conv(torch, x, w, None, 1, **steps), standard(x, w, **steps)) <= 1e-6
    assert error(torch_conv(torch, x, d, None, channels, **steps), depthwise(x, d, **steps)) <= 1e-6
    assert error(torch_separable(x, d, p, None, None, steps), separable(x, d, p, **steps)) <= 1e-6
