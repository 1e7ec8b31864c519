import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conv.depthwise import depthwise
from conv.pointwise import pointwise
from conv.separable import separable
from conv.standard import standard
from tests.conv.layers import error, layers, torch_conv

torch = pytest.importorskip("torch", reason="the oracle is PyTorch: pip install -r requirements-dev.txt")

TOLERANCE = {np.float32: 1e-6, np.float64: 1e-12}
dtypes = st.sampled_from(list(TOLERANCE))
seeds = st.integers(0, 2**32 - 1)


def normal(rng, shape, dtype):
    """Random values, some negative."""
    return rng.standard_normal(shape).astype(dtype)


@settings(max_examples=250, deadline=None)
@given(layers(), st.integers(1, 20), st.booleans(), dtypes, seeds)
def test_standard(layer, filters, biased, dtype, seed):
    """Every filter over all channels, as PyTorch has it."""
    image, kernel, steps = layer
    rng = np.random.default_rng(seed)
    x, w = normal(rng, image, dtype), normal(rng, (*kernel, image[2], filters), dtype)
    bias = normal(rng, filters, dtype) if biased else None
    y = standard(x, w, bias, **steps)
    assert dtype == y.dtype
    assert error(torch_conv(torch, x, w, bias, 1, **steps), y) <= TOLERANCE[dtype]


@settings(max_examples=250, deadline=None)
@given(layers(), st.integers(1, 3), st.booleans(), dtypes, seeds)
def test_depthwise(layer, multiplier, biased, dtype, seed):
    """As many groups as channels; map m·D + d from channel m."""
    image, kernel, steps = layer
    rng = np.random.default_rng(seed)
    x, w = normal(rng, image, dtype), normal(rng, (*kernel, image[2], multiplier), dtype)
    bias = normal(rng, image[2] * multiplier, dtype) if biased else None
    y = depthwise(x, w, bias, **steps)
    assert dtype == y.dtype
    assert error(torch_conv(torch, x, w, bias, image[2], **steps), y) <= TOLERANCE[dtype]


@settings(max_examples=50, deadline=None)
@given(st.tuples(*[st.integers(1, 20)] * 4), st.booleans(), dtypes, seeds)
def test_pointwise(sizes, biased, dtype, seed):
    """A 1×1 convolution."""
    rng = np.random.default_rng(seed)
    x, w = normal(rng, sizes[:3], dtype), normal(rng, sizes[2:], dtype)
    bias = normal(rng, sizes[3], dtype) if biased else None
    y = pointwise(x, w, bias)
    assert dtype == y.dtype
    assert error(torch_conv(torch, x, w[None, None], bias, 1, 1, 0, 1), y) <= TOLERANCE[dtype]


@settings(max_examples=100, deadline=None)
@given(layers(), st.integers(1, 3), st.integers(1, 20), st.booleans(), dtypes, seeds)
def test_separable(layer, multiplier, filters, biased, dtype, seed):
    """PyTorch's grouped convolution, then its 1×1 convolution."""
    image, kernel, steps = layer
    rng = np.random.default_rng(seed)
    maps = image[2] * multiplier
    x, d, p = (normal(rng, s, dtype) for s in (image, (*kernel, image[2], multiplier), (maps, filters)))
    biases = (normal(rng, maps, dtype), normal(rng, filters, dtype)) if biased else (None, None)
    between = torch_conv(torch, x, d, biases[0], image[2], **steps)
    expected = torch_conv(torch, between, p[None, None], biases[1], 1, 1, 0, 1)
    y = separable(x, d, p, *biases, **steps)
    assert dtype == y.dtype
    assert error(expected, y) <= TOLERANCE[dtype]
