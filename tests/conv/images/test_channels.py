import numpy as np
import pytest
from scipy import ndimage

from conv.images.channels import MAX_CHANNELS, NAMES, channel_names, channels
from conv.images.pictures import PICTURES, picture
from conv.lab.settings import MAX_COUNT


@pytest.fixture(scope="module")
def rgb():
    """A photograph in colour."""
    return picture("coffee", 24)


def named(rgb, name):
    """One of the 32 derived channels."""
    return channels(rgb, len(NAMES))[:, :, NAMES.index(name)]


def test_one_channel_is_luminance_of_bt_709():
    """Red, green and blue have the weights of Rec. ITU-R BT.709-6, item 3.2."""
    primaries = np.eye(3, dtype=np.float32)[None]
    np.testing.assert_allclose([0.2126, 0.7152, 0.0722], channels(primaries, 1)[0, :, 0], rtol=1e-6)


def test_three_channels_are_the_picture(rgb):
    """They are red, green and blue, unchanged."""
    np.testing.assert_array_equal(rgb, channels(rgb, 3))


@pytest.mark.parametrize("count", [1, 2, 3, 4, 31, 32, 33, 64, 2048])
def test_there_are_as_many_channels_and_names_as_asked_for(rgb, count):
    """The array is float32 in C order; names are unique."""
    x = channels(rgb, count)
    assert ((24, 24, count), np.float32, True) == (x.shape, x.dtype, x.flags.c_contiguous)
    assert count == len(set(channel_names(count)))


@pytest.mark.parametrize("count", [2, 3, 10, 32, 33, 100])
def test_a_channel_does_not_depend_on_how_many_there_are(rgb, count):
    """For example, channel 40 is the same with 64 and 1,024 channels."""
    np.testing.assert_array_equal(channels(rgb, 1024)[:, :, :count], channels(rgb, count))
    assert channel_names(1024)[:count] == channel_names(count)


@pytest.mark.parametrize("name", PICTURES)
def test_values_lie_between_minus_1_and_1(name):
    """This includes pictures with hard edges and single pixels."""
    x = channels(picture(name, 16), 256)
    assert -1 <= x.min() <= x.max() <= 1


@pytest.mark.parametrize(
    ("name", "by_scipy"),
    [
        ("edges →", lambda grey: ndimage.sobel(grey, axis=1, mode="nearest") / 4),
        ("edges ↓", lambda grey: ndimage.sobel(grey, axis=0, mode="nearest") / 4),
        ("fine Laplacian", lambda grey: ndimage.laplace(grey, mode="nearest") / 2),
        ("coarse contrast", lambda grey: 2 * ndimage.generic_filter(grey, np.std, size=9, mode="nearest")),
    ],
)
def test_derived_channels_agree_with_scipy_up_to_the_border(rgb, name, by_scipy):
    """Compare with scipy.ndimage in border mode "nearest"."""
    grey = channels(rgb, 1)[:, :, 0].astype(np.float64)
    np.testing.assert_allclose(by_scipy(grey), named(rgb, name), atol=2e-4)


def test_a_uniform_picture_has_only_colours_and_blurs():
    """No channel has an edge at the border."""
    flat = np.full((9, 9, 3), 0.5, np.float32)
    for name in NAMES:
        grey_level = 0.5 if name.startswith(("blurred", "fine blur", "medium", "coarse blur")) else 0
        expected = 0.5 if name in ("red", "green", "blue", "luminance") else grey_level
        np.testing.assert_allclose(named(flat, name), expected, atol=1e-3, err_msg=name)


def test_the_largest_count_is_the_largest_that_can_be_set():
    """Channels exist for every valid setting."""
    assert MAX_COUNT == MAX_CHANNELS


def test_a_wrong_count_is_refused(rgb):
    """The limit is 2,048."""
    with pytest.raises(ValueError, match=r"^count=2049: choose a whole number from 1 to 2,048\.$"):
        channels(rgb, 2049)
