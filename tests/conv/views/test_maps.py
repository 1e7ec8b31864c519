import numpy as np
import pytest

from conv.lab.experiment import run, weights
from conv.lab.settings import Settings
from conv.views.maps import GRIDS, SIGNED, UNSIGNED, grids, page_starts, shade, standard_filter, tile, values
from conv.weights.filters import EQUIVALENT

WIDE = Settings(size=8, channels=70, filters=130, kernel=3, multiplier=2)


def all_values(settings):
    """The values of the first pages; small maps have a single tile."""
    start = page_starts(settings, {})
    return values(settings, start, *tile(settings, start, ((0, 0), (0, 0))))[1]


def test_exact_values_are_those_of_the_run():
    """They equal the floats of `run`."""
    e, arrays = run(Settings(size=16)), all_values(Settings(size=16))
    for name in GRIDS:
        np.testing.assert_array_equal(np.moveaxis(getattr(e, name), 2, 0), arrays[name])


def test_large_maps_send_only_the_tile_around_the_pixel():
    """A tile has at most 2 MB and contains the pixel; for a pixel in the padding, it is the tile at the border."""
    s = Settings(size=224, channels=16, filters=64, padding=3)
    e, start = run(s), page_starts(s, {})
    for pixels in (((130, 7), (133, 10)), ((-3, 223), (0, 226))):
        header, arrays = values(s, start, *tile(s, start, pixels))
        assert sum(array.nbytes for array in arrays.values()) <= 2_000_000
        for name in GRIDS:
            row, column = pixels[0] if name == "input" else pixels[1]
            top, left = header["corners"][name]
            if min(row, column) >= 0:
                found = arrays[name][:, row - top, column - left]
                np.testing.assert_array_equal(getattr(e, name)[row, column], found, err_msg=name)


@pytest.mark.parametrize("settings", [Settings(size=16), Settings(size=16, channels=1, depthwise="box"), WIDE])
def test_quantized_values_are_accurate_to_half_a_step(settings):
    """Quantization is linear, from 0 for the low end to 255 for the high end."""
    (header, shades), exact = grids(settings, page_starts(settings, {})), all_values(settings)
    for name in GRIDS:
        scales = header["grids"][name]["scales"]
        for shaded, floats, (_, low, high) in zip(shades[name], exact[name], scales, strict=True):
            step = (high - low) / 255
            np.testing.assert_allclose(low + step * shaded, floats, atol=0.501 * step + 1e-6)


def test_signed_maps_are_centred_on_zero():
    """Unsigned scales start at zero."""
    assert [SIGNED, -3.0, 3.0] == shade(np.float32([[-3, 1]]))[1]
    assert [UNSIGNED, 0.0, 5.0] == shade(np.float32([[2, 5]]))[1]
    assert [[0, 0]] == shade(np.zeros((1, 2), np.float32))[0].tolist()


@pytest.mark.parametrize(
    ("first", "start", "count"), [(0, 0, 64), (63, 0, 64), (64, 64, 64), (128, 128, 2), (10**9, 128, 2), (-5, 0, 64)]
)
def test_a_page_holds_the_map_asked_for(first, start, count):
    """A map number beyond the last one gives the last page."""
    header, arrays = grids(WIDE, page_starts(WIDE, {"outputs": first}))
    for name in ("separable", "standard"):
        assert (start, 130) == (header["grids"][name]["first"], header["grids"][name]["total"])
        assert (count, 6, 6) == arrays[name].shape


def test_the_filters_are_those_of_the_page():
    """This covers the depthwise filters and the block of pointwise weights between the two pages."""
    d, p, w = weights(WIDE)
    header, arrays = grids(WIDE, page_starts(WIDE, {"depthwise": 128, "outputs": 64}))
    np.testing.assert_array_equal(d.reshape(3, 3, -1)[:, :, 130], arrays["filters"][2])
    np.testing.assert_array_equal(p[128:140, 64:128].T, arrays["weights"])
    assert 12 == len(header["names"])
    np.testing.assert_array_equal(w[:, :, 5, 129], standard_filter(WIDE, 129)[5])


@pytest.mark.parametrize("standard", [EQUIVALENT, "varied", "bank"])
def test_the_largest_difference_of_both_outputs_is_reported(standard):
    """Over all outputs, whether the page shows them or not."""
    settings = Settings(size=8, standard=standard)
    e = run(settings)
    header, _ = grids(settings, page_starts(settings, {}))
    assert np.abs(e.separable - e.standard).max() == header["difference"]
