from base64 import urlsafe_b64encode
from pathlib import Path

import numpy as np
import pytest

from conv.images.pictures import DRAWINGS, PICTURES, SAMPLES, PictureError, own_picture, photograph, picture

PHOTOGRAPHS = [name for name in PICTURES if name not in DRAWINGS]


def by_repeating(photo, size):
    """Areas averaged the long way: repeat each pixel until the new borders fall between copies."""
    fine = photo.astype(np.float64).repeat(size, axis=0).repeat(size, axis=1)
    return fine.reshape(size, len(photo), size, len(photo), 3).mean(axis=(1, 3)) / 255


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("size", [1, 4, 33, 224])
def test_a_picture_is_rgb_from_0_to_1_and_read_only(name, size):
    """Callers share one cached array."""
    rgb = picture(name, size)
    assert ((size, size, 3), np.float32) == (rgb.shape, rgb.dtype)
    assert 0 <= rgb.min() <= rgb.max() <= 1
    assert not rgb.flags.writeable


@pytest.mark.parametrize("size", [1, 4, 5, 7])
def test_a_smaller_photograph_averages_the_area_of_each_pixel(size):
    """Also where the new borders cut old pixels."""
    np.testing.assert_allclose(picture("coffee", size), by_repeating(photograph("coffee"), size), atol=1e-6)


def test_at_its_own_size_a_photograph_is_what_is_stored():
    """224 of 224 pixels: nothing to average."""
    np.testing.assert_array_equal(np.float32(photograph("cat") / 255), picture("cat", 224))


def test_photographs_come_first_and_in_colour():
    """The first picture is the one a newcomer sees."""
    names = list(PICTURES)
    assert PHOTOGRAPHS == names[: len(PHOTOGRAPHS)]
    assert not np.array_equal(picture(names[0], 32)[:, :, 0], picture(names[0], 32)[:, :, 2])


def test_no_two_pictures_are_alike():
    """No key was given to the wrong file."""
    assert len(PICTURES) == len({picture(name, 16).tobytes() for name in PICTURES})


def test_each_channel_of_the_edges_has_its_own_direction():
    """Red changes along the columns, green along the rows."""
    rgb = picture("edges", 8)
    np.testing.assert_array_equal(np.tile([0, 0, 0, 0, 1, 1, 1, 1], (8, 1)), rgb[:, :, 0])
    np.testing.assert_array_equal(rgb[:, :, 0].T, rgb[:, :, 1])


def test_the_checkerboard_alternates():
    """Its squares are an eighth of the side."""
    board = picture("checkerboard", 64)[:, :, 0]
    assert board[0, 0] == 1
    np.testing.assert_array_equal(1 - board[:, :-8], board[:, 8:])


def test_an_unknown_picture_is_refused_with_the_names_there_are():
    """What came, and what is allowed."""
    with pytest.raises(ValueError, match=r"^name='dog': choose one of coffee, cat, .*gradient\.$"):
        picture("dog", 8)


def test_an_impossible_size_is_refused():
    """Zero pixels."""
    with pytest.raises(ValueError, match=r"^size=0: choose a whole number of at least 1\.$"):
        picture("cat", 0)


def test_each_photograph_is_credited_with_free_terms():
    """CREDITS.md, the menu and the file have the same photographs."""
    lines = Path(__file__).parents[3].joinpath("CREDITS.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip(" `") for cell in line.split("|")[1:-1]] for line in lines if line.startswith("| `")]
    with np.load(SAMPLES) as samples:
        assert sorted(PHOTOGRAPHS) == sorted(samples.files) == sorted(row[0] for row in rows)
    for _, _, terms, source in rows:
        assert terms.startswith(("CC0", "public domain"))
        assert source


def test_a_picture_of_ones_own_is_read_as_the_samples_are(rng):
    """Each byte of it, from 0 to 1."""
    stored = rng.integers(0, 256, (16, 16, 3), np.uint8)
    rgb = own_picture(urlsafe_b64encode(stored.tobytes()).decode(), 16)
    np.testing.assert_array_equal(np.float32(stored / 255), rgb)
    assert np.float32 == rgb.dtype
    assert not rgb.flags.writeable


@pytest.mark.parametrize("text", ["", "AAA", "AAAAA", "AAAAAAAA", "AAA=", "====", "A\n\nA", "AAAé", "    "])
def test_what_is_no_picture_of_the_size_is_refused(text):
    """One pixel has three bytes: four characters, all of them of base64url."""
    with pytest.raises(PictureError, match=r"^picture: .* Choose your picture again\.$"):
        own_picture(text, 1)
