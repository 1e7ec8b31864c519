import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conv.arguments import geometry
from conv.kernels import choice
from conv.kernels.im2col import im2col
from conv.kernels.matmul import matmul
from conv.kernels.planar import planar
from conv.kernels.rows import rows
from conv.reference import depthwise_loops, pointwise_loops, standard_loops
from tests.conv.layers import error, error_of_sums, layers

STANDARD = [im2col, planar, choice.run_standard]
DEPTHWISE = [rows, choice.run_depthwise]
TINY_TILES = {
    "conv.kernels.im2col.TILE_WINDOWS": 100,
    "conv.kernels.planar.TILE_BYTES": 10_000,
    "conv.kernels.rows.BLOCK_BYTES": 1000,
    "conv.kernels.windows.BAND_BYTES": 10_000,
}


@pytest.fixture
def tiny_tiles(monkeypatch):
    """Make tiles so small that even small images have several, with a shorter last one."""
    for name, value in TINY_TILES.items():
        monkeypatch.setattr(name, value)


@settings(max_examples=40)
@given(layers(most_channels=4), st.integers(1, 3), st.integers(0, 2**32 - 1))
def test_every_kernel_agrees_with_the_definition(layer, filters, seed):
    """This includes shapes for which `choice` selects another algorithm."""
    image, kernel, window = layer
    rng = np.random.default_rng(seed)
    x, w = rng.standard_normal(image), rng.standard_normal((*kernel, image[2], filters))
    g = geometry(image, w.shape, **window)
    for kernels, loops in ((STANDARD, standard_loops), (DEPTHWISE, depthwise_loops)):
        expected, sums = loops(x, w, **window), loops(np.abs(x), np.abs(w), **window)
        for run in kernels:
            assert error_of_sums(expected, run(x, w, g), sums) <= 1e-12


@pytest.mark.usefixtures("tiny_tiles")
@pytest.mark.parametrize("padding", ["valid", "same", 20])
@pytest.mark.parametrize(("stride", "dilation"), [(1, 1), (2, 1), (3, 2), (2, 4)])
def test_tiles_and_bands_give_the_same_result(rng, stride, dilation, padding):
    """Tiled results equal the reference; some tiles cover only padding."""
    x, w = rng.standard_normal((23, 29, 3)), rng.standard_normal((3, 2, 3, 2))
    g = geometry(x.shape, w.shape, stride, padding, dilation)
    for run in STANDARD:
        assert error(standard_loops(x, w, stride, padding, dilation), run(x, w, g)) <= 1e-12
    for run in DEPTHWISE:
        assert error(depthwise_loops(x, w, stride, padding, dilation), run(x, w, g)) <= 1e-12


@pytest.mark.parametrize("channels", [1, 2])
def test_matmul_agrees_with_the_definition(rng, channels):
    """One channel has a special case."""
    x, w = rng.standard_normal((4, 3, channels)), rng.standard_normal((channels, 5))
    assert error(pointwise_loops(x, w), matmul(x, w)) <= 1e-12


def chosen(monkeypatch, run, image, weights, stride=1, padding="valid"):
    """Names of the algorithms that `choice` calls."""
    called = []
    for name in ("im2col", "matmul", "planar", "rows"):
        monkeypatch.setattr(choice, name, lambda *arguments, name=name: called.append(name))
    run(np.ones(image), np.ones(weights), geometry(image, weights, stride, padding, 1))
    return called


@pytest.mark.parametrize(
    ("image", "weights", "stride", "padding", "expected"),
    [
        ((32, 32, 3), (3, 3, 3, 8), 1, "valid", "planar"),
        ((32, 32, 5), (3, 3, 5, 8), 1, "valid", "im2col"),
        ((32, 32, 8), (1, 1, 8, 8), 1, "valid", "matmul"),
        ((32, 32, 8), (1, 1, 8, 8), 2, "valid", "im2col"),
        ((32, 32, 8), (1, 1, 8, 8), 1, 1, "im2col"),
        ((2, 2, 8), (1, 1, 8, 8), 2, 1, "im2col"),  # output as large as the image, but with other pixels
    ],
)
def test_standard_takes_the_kernel_for_its_shape(monkeypatch, image, weights, stride, padding, expected):
    """Few channels: planar; single pixels: matmul; all others: im2col."""
    assert [expected] == chosen(monkeypatch, choice.run_standard, image, weights, stride, padding)


def test_depthwise_over_one_channel_is_standard(monkeypatch):
    """Its filters have the memory layout of a standard layer."""
    assert ["planar"] == chosen(monkeypatch, choice.run_depthwise, (32, 32, 1), (3, 3, 1, 8))
    assert ["rows"] == chosen(monkeypatch, choice.run_depthwise, (32, 32, 2), (3, 3, 2, 8))


@pytest.mark.parametrize("run", [*STANDARD, *DEPTHWISE])
def test_memory_beside_the_output_is_bounded(run):
    """The im2col matrix, 60 MB or more, is never in memory as a whole."""
    x = np.ones((112, 112, 32), np.float32)
    w = np.ones((3, 3, 32, 1 if run in DEPTHWISE else 64), np.float32)
    g = geometry(x.shape, w.shape, 1, "same", 1)
    tracemalloc.start()
    y = run(x, w, g)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak - y.nbytes <= 12e6
