from base64 import urlsafe_b64encode
from pathlib import Path

import numpy as np
import pytest

from conv.images.pictures import DRAWINGS, PICTURES, SAMPLES, PictureError, photograph, picture, uploaded_picture

PHOTOGRAPHS = [name for name in PICTURES if name not in DRAWINGS]


def mean_of_areas(photo, size):
    """Reference for area averaging: repeat each pixel `size` times, then average whole blocks."""
    fine = photo.astype(np.float64).repeat(size, axis=0).repeat(size, axis=1)
    return fine.reshape(size, len(photo), size, len(photo), 3).mean(axis=(1, 3)) / 255


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("size", [1, 4, 33, 224])
def test_a_picture_is_rgb_from_0_to_1_and_read_only(name, size):
    """It must be read-only because callers share one cached array."""
    rgb = picture(name, size)
    assert ((size, size, 3), np.float32) == (rgb.shape, rgb.dtype)
    assert 0 <= rgb.min() <= rgb.max() <= 1
    assert not rgb.flags.writeable


@pytest.mark.parametrize("size", [1, 4, 5, 7])
def test_a_smaller_photograph_averages_the_area_of_each_pixel(size):
    """Old pixels can contribute to two new pixels."""
    np.testing.assert_allclose(picture("coffee", size), mean_of_areas(photograph("coffee"), size), atol=1e-6)


def test_a_photograph_at_its_stored_size_is_unchanged():
    """At 224 pixels, there is nothing to average."""
    np.testing.assert_array_equal(np.float32(photograph("cat") / 255), picture("cat", 224))


def test_photographs_come_first_and_in_colour():
    """The first picture is the default."""
    names = list(PICTURES)
    assert PHOTOGRAPHS == names[: len(PHOTOGRAPHS)]
    assert not np.array_equal(picture(names[0], 32)[:, :, 0], picture(names[0], 32)[:, :, 2])


def test_all_pictures_differ():
    """No two names have the same picture."""
    assert len(PICTURES) == len({picture(name, 16).tobytes() for name in PICTURES})


def test_the_edges_have_one_direction_per_channel():
    """Red changes horizontally, green vertically."""
    rgb = picture("edges", 8)
    np.testing.assert_array_equal(np.tile([0, 0, 0, 0, 1, 1, 1, 1], (8, 1)), rgb[:, :, 0])
    np.testing.assert_array_equal(rgb[:, :, 0].T, rgb[:, :, 1])


def test_the_checkerboard_alternates():
    """The side of a square is an eighth of the picture."""
    board = picture("checkerboard", 64)[:, :, 0]
    assert board[0, 0] == 1
    np.testing.assert_array_equal(1 - board[:, :-8], board[:, 8:])


def test_an_unknown_picture_is_refused():
    """The message has the value and the allowed names."""
    with pytest.raises(ValueError, match=r"^name='dog': choose one of coffee, cat, .*gradient\.$"):
        picture("dog", 8)


def test_an_impossible_size_is_refused():
    """The size must be at least 1."""
    with pytest.raises(ValueError, match=r"^size=0: choose a whole number of at least 1\.$"):
        picture("cat", 0)


def test_each_photograph_is_credited_with_free_terms():
    """CREDITS.md, `PICTURES` and samples.npz have the same photographs."""
    lines = Path(__file__).parents[3].joinpath("CREDITS.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip(" `") for cell in line.split("|")[1:-1]] for line in lines if line.startswith("| `")]
    with np.load(SAMPLES) as samples:
        assert sorted(PHOTOGRAPHS) == sorted(samples.files) == sorted(row[0] for row in rows)
    for _, _, terms, source in rows:
        assert terms.startswith(("CC0", "public domain"))
        assert source


def test_an_uploaded_picture_is_decoded_like_a_sample(rng):
    """Each byte becomes a value from 0 to 1."""
    pixels = rng.integers(0, 256, (16, 16, 3), np.uint8)
    rgb = uploaded_picture(urlsafe_b64encode(pixels.tobytes()).decode(), 16)
    np.testing.assert_array_equal(np.float32(pixels / 255), rgb)
    assert np.float32 == rgb.dtype
    assert not rgb.flags.writeable


@pytest.mark.parametrize("text", ["", "AAA", "AAAAA", "AAAAAAAA", "AAA=", "====", "A\n\nA", "AAAé", "    "])
def test_an_invalid_upload_is_refused(text):
    """One pixel has three bytes, which are four base64url characters."""
    with pytest.raises(PictureError, match=r"^picture: .* Choose your picture again\.$"):
        uploaded_picture(text, 1)
