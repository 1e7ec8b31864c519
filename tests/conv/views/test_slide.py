from itertools import product

import numpy as np
import pytest
from scipy.signal import convolve2d

from conv.lab.experiment import run
from conv.lab.settings import Settings
from conv.views.maps import shade
from conv.views.slide import slide
from conv.views.wire import pack
from conv.weights.filters import EQUIVALENT
from tests.conv.layers import tensorflow_same

MAPS = ("input", "depthwise", "separable", "standard")
WIDE = Settings(size=9, channels=10, filters=7, multiplier=2, kernel=3, padding="same")


def maps_last(array):
    """The axis order of a run: (n, H, W) → (H, W, n)."""
    return np.moveaxis(array, 0, 2)


@pytest.mark.parametrize("rotated", [False, True])
@pytest.mark.parametrize(
    ("settings", "output", "map_index", "channels", "maps"),
    [
        (Settings(size=16), 0, 0, slice(0, 3), slice(0, 3)),
        (Settings(size=16, channels=6, kernel=4, stride=3, padding="same"), 31, 5, slice(3, 6), slice(3, 6)),
        (WIDE, 6, 4, slice(2, 4), slice(4, 7)),
        (WIDE, 3, 5, slice(2, 4), slice(5, 8)),
        (WIDE, 3, 19, slice(8, 10), slice(17, 20)),
        (Settings(size=8, channels=2, multiplier=8), 1, 7, slice(0, 2), slice(7, 10)),
        (Settings(size=8, channels=1, kernel=1, standard=EQUIVALENT), 5, 0, slice(0, 1), slice(0, 1)),
        (Settings(size=8, edits="d1.0.0*5_p2.1*-3_s1.0.2.2*4"), 1, 0, slice(0, 3), slice(0, 3)),
    ],
    ids=str,
)
def test_all_arrays_are_slices_of_a_run(settings, output, map_index, channels, maps, rotated):
    """Maps, filters and weights are exactly those of `run`."""
    e, (header, arrays) = run(settings, rotated), slide(settings, output, map_index, rotated)
    k, output_only = settings.kernel, slice(output, output + 1)
    for expected, name in (
        (e.input[:, :, channels], "input"),
        (e.depthwise[:, :, maps], "depthwise"),
        (e.separable[:, :, output_only], "separable"),
        (e.standard[:, :, output_only], "standard"),
        (e.standard_filters[:, :, channels, output], "standard_filter"),
        (e.depthwise_filters.reshape(k, k, -1)[:, :, maps], "depthwise_filters"),
    ):
        np.testing.assert_array_equal(expected, maps_last(arrays[name]), err_msg=name)
    np.testing.assert_array_equal(e.pointwise_weights[maps, output], arrays["weights"])
    assert (channels.start, maps.start) == (header["channels"]["first"], header["maps"]["first"])
    assert np.abs(e.separable - e.standard).max() == header["difference"]


def true_convolution(settings, x, w):
    """SciPy's convolution of one channel with TensorFlow's padding, at every stride-th row and column."""
    kernel_span = settings.dilation * (settings.kernel - 1) + 1
    same, padding = settings.padding == "same", settings.padding
    dilated = np.zeros((kernel_span, kernel_span))
    dilated[:: settings.dilation, :: settings.dilation] = w
    border = tensorflow_same(settings.size, kernel_span, settings.stride) if same else (padding, padding)
    return convolve2d(np.pad(x.astype(float), border), dilated, "valid")[:: settings.stride, :: settings.stride]


@pytest.mark.parametrize(
    "settings",
    [
        Settings(size=9, channels=3, filters=4, padding=0),
        Settings(size=9, channels=3, filters=4, kernel=4, stride=3, padding="same", multiplier=2),
        Settings(size=12, channels=4, filters=5, kernel=2, stride=2, padding=3, dilation=3, depthwise="random"),
        Settings(size=8, channels=2, filters=3, padding="same", standard=EQUIVALENT, edits="d0.0.0*5_p1.2*-3"),
        Settings(size=8, channels=2, filters=3, padding=1, standard="random", edits="d1.0.2*5_s2.1.0.0*-3"),
        Settings(size=8, channels=1, filters=3, kernel=8, padding="same", multiplier=6),
    ],
    ids=lambda s: s.to_query(),
)
def test_rotated_kernels_give_true_convolution(settings):
    """Compare with SciPy's convolution with the unrotated filters."""
    e, (_, arrays) = run(settings), slide(settings, 2, 0, True)
    pairs = list(product(range(settings.channels), range(settings.multiplier)))
    maps = [true_convolution(settings, e.input[:, :, m], e.depthwise_filters[:, :, m, d]) for m, d in pairs]
    mixed = sum(weight * one for weight, one in zip(e.pointwise_weights[:, 2], maps, strict=True))
    summed = sum(
        true_convolution(settings, e.input[:, :, m], e.standard_filters[:, :, m, 2]) for m in range(settings.channels)
    )
    np.testing.assert_allclose(maps[: len(arrays["depthwise"])], arrays["depthwise"], atol=1e-5)
    np.testing.assert_allclose(mixed, arrays["separable"][0], atol=1e-5)
    np.testing.assert_allclose(summed, arrays["standard"][0], atol=1e-5)


@pytest.mark.parametrize("total", [1, 2, 3, 4, 13])
@pytest.mark.parametrize("multiplier", [1, 2, 3, 8])
def test_the_requested_map_is_visible_with_its_channel(total, multiplier):
    """With as many others as can be: at most three, of consecutive maps, and exactly their channels."""
    maps = total * multiplier
    for q in range(maps):
        settings = Settings(size=4, kernel=1, channels=total, multiplier=multiplier, filters=1)
        header, arrays = slide(settings, 0, q, False)
        visible = range(maps)[header["maps"]["first"] :][: len(arrays["depthwise"])]
        channels = range(total)[header["channels"]["first"] :][: len(arrays["input"])]
        assert q in visible
        assert q == visible[0] or visible[-1] == maps - 1
        assert min(3, maps) == len(visible)
        assert sorted({one // multiplier for one in visible}) == list(channels)


def test_names_match_the_visible_channels_and_maps():
    """The header also has the total numbers."""
    header, _ = slide(WIDE, 0, 6, False)
    assert {"first": 3, "total": 10, "names": ["luminance", "red − green"]} == header["channels"]
    names = ["luminance 1", "luminance 2", "red − green 1"]
    assert {"first": 6, "total": 20, "names": names} == header["maps"]


@pytest.mark.parametrize(("index", "output", "map_index"), [(-1, 0, 0), (10**9, 6, 17), (-(10**9), 0, 0)])
def test_an_index_out_of_range_is_clamped(index, output, map_index):
    """Indices are clamped."""
    header, _ = slide(WIDE, index, index, False)
    assert (output, map_index) == (header["output"], header["maps"]["first"])


def test_shades_and_scales_match_the_values():
    """Each map has its own scale, as on the page Maps."""
    header, arrays = slide(WIDE, 1, 0, False)
    for name in MAPS:
        for one, shades, scale in zip(arrays[name], arrays[f"{name}_shades"], header["scales"][name], strict=True):
            expected, its_scale = shade(one)
            np.testing.assert_array_equal(expected, shades)
            assert its_scale == scale


@pytest.mark.parametrize(
    ("settings", "most"),
    [
        (Settings(), 40_000),
        (Settings(size=64), 160_000),
        (Settings(size=224, channels=6, filters=1, kernel=1, padding=20, multiplier=8), 2_000_000),
    ],
    ids=["default", "larger", "largest"],
)
def test_response_sizes(settings, most):
    """Sizes in bytes, before compression."""
    assert 0.95 * most < len(pack(*slide(settings, 0, 0, False))) <= most
