"""Uploaded files, valid and malicious: each quickly gives a small picture or a sentence."""

import os
import subprocess
import sys
import time

import numpy as np
import pytest
from PIL import Image

from conv.lab.settings import MAX_SIZE
from service.uploads import LARGEST_FILE
from service.uploads import central_square as central_square_up_to
from tests import hostile
from tests.hostile import png, saved

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:PIL")  # Pillow warns about broken files


REPAIRS = (
    "choose a PNG, JPEG or WebP.",
    "8,192 a side.",
    "save it again in another program.",
    "save it again without.",
)


def central_square(file):
    """The central square at the lab's largest size."""
    return central_square_up_to(file, MAX_SIZE)


def square(file):
    """The picture in a file as an array, and the remark on it."""
    colours, message = central_square(file)
    side = int((len(colours) // 3) ** 0.5)
    return np.frombuffer(colours, np.uint8).reshape(side, side, 3), message


def gives_a_picture(file):
    """Whether the file gives a picture; otherwise it must give a sentence, both within a second of CPU time."""
    start, side, sentence = time.process_time(), 0, ""
    try:
        side = len(square(file)[0])
    except ValueError as e:
        sentence = str(e)
    assert time.process_time() - start < 1
    assert 1 <= side <= MAX_SIZE or sentence.endswith(REPAIRS)
    return side > 0


@pytest.fixture
def noise(rng):
    """A random picture, (6, 9, 3)."""
    return rng.integers(0, 256, (6, 9, 3), np.uint8)


def test_the_square_in_the_middle_is_what_was_stored(noise):
    """Exactly, for lossless formats and small pictures."""
    for file in (saved(Image.fromarray(noise), "PNG"), saved(Image.fromarray(noise), "WEBP", lossless=True)):
        found, message = square(file)
        np.testing.assert_array_equal(noise[:, 1:7], found)
        assert "" == message


def test_a_large_picture_becomes_means_of_its_areas(rng):
    """Like all pictures of the lab. A JPEG is close to the means."""
    large = rng.integers(0, 256, (2 * MAX_SIZE, 2 * MAX_SIZE, 3), np.uint8)
    means = large.reshape(MAX_SIZE, 2, MAX_SIZE, 2, 3).mean(axis=(1, 3))
    assert np.abs(square(saved(Image.fromarray(large), "PNG"))[0] - means).max() <= 1  # rounded twice
    smooth = Image.linear_gradient("L").resize((3 * MAX_SIZE, 2 * MAX_SIZE)).convert("RGB")
    found, _ = square(saved(smooth, "JPEG", quality=95))
    assert np.abs(found[:, 0, 0] - np.linspace(0, 255, MAX_SIZE)).max() <= 3


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright(orientation, kind):
    """As its EXIF orientation says, checked at the corners."""
    upright = np.zeros((32, 32, 3), np.uint8)
    upright[:16, :16, 0] = upright[:16, 16:, 1] = upright[16:, :16, 2] = 250
    # The stored pixels for each orientation. The standard defines it by the sides of the first row and column.
    stored = {
        1: upright,
        2: upright[:, ::-1],
        3: upright[::-1, ::-1],
        4: upright[::-1],
        5: upright.transpose(1, 0, 2),
        6: np.rot90(upright, 1),
        7: upright[::-1, ::-1].transpose(1, 0, 2),
        8: np.rot90(upright, -1),
    }[orientation]
    tags = Image.Exif()
    tags[0x0112] = orientation
    options = {"quality": 95, "subsampling": 0} if kind == "JPEG" else {"lossless": True} if kind == "WEBP" else {}
    found, _ = square(saved(Image.fromarray(np.ascontiguousarray(stored)), kind, exif=tags, **options))
    assert np.abs(found[4::8, 4::8].astype(int) - upright[4::8, 4::8]).max() <= 5


def test_greys_of_16_bits_keep_their_whole_scale():
    """They are divided by 257, and 65,535 is white."""
    grey = np.linspace(0, 65_535, 64).round().astype(np.uint16).reshape(8, 8)
    found, _ = square(saved(Image.fromarray(grey), "PNG"))
    assert np.abs(found[:, :, 0] - grey / 257).max() <= 0.5
    assert (0, 255) == (found.min(), found.max())


def test_colours_of_16_bits_keep_their_whole_scale():
    """Pillow uses the high byte."""
    rows = b"".join(b"\0" + bytes([0, 0, 128, 0, 255, 255]) * 4 for _ in range(4))
    np.testing.assert_array_equal(np.tile([0, 128, 255], (4, 4, 1)), square(png(4, 4, rows, 16, 2))[0])


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_transparent_pixels_are_shown_on_white_with_a_remark(mode):
    """Half-transparent black becomes grey. An opaque picture has no remark."""
    black = Image.new("RGBA", (4, 4), (0, 0, 0, 128)).convert(mode)
    found, message = square(saved(black, "PNG"))
    assert np.abs(found.astype(int) - 127).max() <= 1
    assert "What is transparent in your picture is shown on white." == message
    assert "" == square(saved(Image.new("RGBA", (4, 4), "red"), "PNG"))[1]


def test_one_colour_of_a_file_may_be_transparent():
    """In a palette, in greys of both depths and in colours."""
    palette = hostile.chunk(b"PLTE", bytes([9, 9, 9])) + hostile.chunk(b"tRNS", b"\0")
    one = {
        "palette": png(4, 4, bytes(20), 8, 3, palette),
        "grey": png(4, 4, bytes(20), 8, 0, hostile.chunk(b"tRNS", bytes(2))),
        "grey of 16 bits": png(4, 4, bytes(36), 16, 0, hostile.chunk(b"tRNS", bytes(2))),
        "colour": png(4, 4, bytes(52), 8, 2, hostile.chunk(b"tRNS", bytes(6))),
    }
    for name, file in one.items():
        assert (255, True) == (square(file)[0].min(), bool(square(file)[1])), name


def test_cmyk_becomes_rgb():
    """As Pillow converts it."""
    found, _ = square(saved(Image.new("CMYK", (8, 8), (0, 255, 255, 0)), "JPEG", quality=95))
    assert np.abs(found.astype(int) - [255, 0, 0]).max() <= 3


def test_the_first_frame_of_an_animation_is_used():
    """APNG and WebP."""
    red, blue = (Image.new("RGB", (8, 8), colour) for colour in ("red", "blue"))
    for kind in ("PNG", "WEBP"):
        found, _ = square(saved(red, kind, save_all=True, append_images=[blue], lossless=True))
        np.testing.assert_array_equal(np.tile([255, 0, 0], (8, 8, 1)), found)


def test_large_pictures_are_refused_before_decoding():
    """The sentence gives both limits."""
    for file in (png(2_001, 2_000, b""), png(8_193, 1, b"")):
        with pytest.raises(ValueError, match=r"smaller; choose one of at most 4,000,000 pixels and 8,192 a side\.$"):
            central_square(file)
    assert (320, 320, 3) == square(saved(Image.new("L", (488, 8_192)), "PNG"))[0].shape


def test_no_bomb_goes_off():
    """Each gives a result quickly. Some are harmless to decode, and give a picture."""
    pictures = {name for name, file in hostile.bombs(LARGEST_FILE).items() if gives_a_picture(file)}
    refused = {"30,000 × 30,000", "16,383 × 16,383 as WebP", "a line of 100,000", "EXIF", "EXIF in parts", "scans"}
    assert set() == pictures & refused
    assert {"16 bits, four colours", "as many scans as are let in"} <= pictures


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the peak memory of a process")
def test_a_bomb_takes_little_memory():
    """Less than 100 MB for the most expensive one, in a new process."""
    code = (
        "import re, pathlib, service.uploads as u; from tests import hostile;"
        "peak = lambda: int(re.search(r'VmHWM:\\s*(\\d+)', pathlib.Path('/proc/self/status').read_text())[1]);"
        "file, before = hostile.webp(2000, 9), peak(); u.central_square(file, 320); print(peak() - before)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert 10_000 < int(done.stdout) < 100_000  # kB; more than 10 MB, because it was decoded


def test_a_polyglot_is_read_as_a_picture_or_refused():
    """Files that do not begin as a PNG, JPEG or WebP are refused."""
    pictures = {name for name, file in hostile.polyglots().items() if gives_a_picture(file)}
    assert {"PNG and ZIP", "PNG and HTML", "JPEG and HTML", "JPEG, then PNG", "two JPEGs in one"} == pictures


def test_broken_files_give_a_picture_or_a_sentence():
    """Truncated files, and 300 files with changed bytes."""
    found = [gives_a_picture(file) for file in hostile.broken(300)]
    assert 50 < sum(found) < len(found) - 50


def test_all_test_pictures_of_pillow_give_a_picture_or_a_sentence(request):
    """They include files that once crashed Pillow."""
    try:
        files = dict(hostile.pillows_own(request.config.cache.mkdir("pillow")))
    except (OSError, subprocess.SubprocessError) as e:
        if "CI" in os.environ:
            raise  # CI must be able to download it
        pytest.skip(f"Pillow's source package could not be downloaded: {e}")
    found = [gives_a_picture(file) for file in files.values()]
    assert len(found) > 1_000
    assert sum(found) > 400
