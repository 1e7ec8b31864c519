import numpy as np
import pytest

from conv.lab.experiment import run, weights
from conv.lab.settings import Settings
from conv.views.maps import GRIDS, SIGNED, UNSIGNED, grids, shade, standard_filter, starts, tile, values
from conv.weights.filters import EQUIVALENT

WIDE = Settings(size=8, channels=70, filters=130, kernel=3, multiplier=2)


def whole(settings):
    """All values of the first pages, as sent for small maps."""
    start = starts(settings, {})
    return values(settings, start, *tile(settings, start, ((0, 0), (0, 0))))[1]


def test_exact_values_are_those_of_the_run():
    """What is read out under the pointer is the backend's float."""
    e, arrays = run(Settings(size=16)), whole(Settings(size=16))
    for name in GRIDS:
        np.testing.assert_array_equal(np.moveaxis(getattr(e, name), 2, 0), arrays[name])


def test_of_large_maps_only_the_tile_that_holds_the_pixel_is_sent():
    """At most 2 MB, the pixel inside; a pixel in the padding has the tile at the border."""
    s = Settings(size=224, channels=16, filters=64, padding=3)
    e, start = run(s), starts(s, {})
    for at in (((130, 7), (133, 10)), ((-3, 223), (0, 226))):
        header, arrays = values(s, start, *tile(s, start, at))
        assert sum(array.nbytes for array in arrays.values()) <= 2_000_000
        for name in GRIDS:
            row, column = at[0] if name == "input" else at[1]
            top, left = header["corners"][name]
            if min(row, column) >= 0:
                found = arrays[name][:, row - top, column - left]
                np.testing.assert_array_equal(getattr(e, name)[row, column], found, err_msg=name)


@pytest.mark.parametrize("settings", [Settings(size=16), Settings(size=16, channels=1, depthwise="box"), WIDE])
def test_shades_stand_for_values_to_half_a_step(settings):
    """Shade 0 is low, 255 high, evenly between."""
    (header, shades), exact = grids(settings, starts(settings, {})), whole(settings)
    for name in GRIDS:
        scales = header["grids"][name]["scales"]
        for shaded, floats, (_, low, high) in zip(shades[name], exact[name], scales, strict=True):
            step = (high - low) / 255
            np.testing.assert_allclose(low + step * shaded, floats, atol=0.501 * step + 1e-6)


def test_signed_maps_are_centred_on_zero():
    """Others begin at zero."""
    assert [SIGNED, -3.0, 3.0] == shade(np.float32([[-3, 1]]))[1]
    assert [UNSIGNED, 0.0, 5.0] == shade(np.float32([[2, 5]]))[1]
    assert [[0, 0]] == shade(np.zeros((1, 2), np.float32))[0].tolist()


@pytest.mark.parametrize(
    ("first", "start", "count"), [(0, 0, 64), (63, 0, 64), (64, 64, 64), (128, 128, 2), (10**9, 128, 2), (-5, 0, 64)]
)
def test_a_page_holds_the_map_asked_for(first, start, count):
    """Beyond the last map is the last page."""
    header, arrays = grids(WIDE, starts(WIDE, {"outputs": first}))
    for name in ("separable", "standard"):
        assert (start, 130) == (header["grids"][name]["first"], header["grids"][name]["total"])
        assert (count, 6, 6) == arrays[name].shape


def test_the_filters_are_those_of_the_page():
    """Depthwise filters and the block of the matrix between the pages."""
    d, p, w = weights(WIDE)
    header, arrays = grids(WIDE, starts(WIDE, {"depthwise": 128, "outputs": 64}))
    np.testing.assert_array_equal(d.reshape(3, 3, -1)[:, :, 130], arrays["filters"][2])
    np.testing.assert_array_equal(p[128:140, 64:128].T, arrays["weights"])
    assert 12 == len(header["names"])
    np.testing.assert_array_equal(w[:, :, 5, 129], standard_filter(WIDE, 129)[5])


def test_agreement_is_claimed_only_for_equivalent_filters():
    """And then measured."""

    def difference(settings):
        return grids(settings, starts(settings, {}))[0]["difference"]

    assert difference(Settings(size=8)) is None
    assert difference(Settings(size=8, standard=EQUIVALENT)) < 1e-5
