"""Sample pictures at any size, and uploaded pictures. CREDITS.md lists the sources of the photographs."""

import binascii
from base64 import urlsafe_b64decode
from functools import lru_cache
from pathlib import Path

import numpy as np

from conv.choices import check_choice
from conv.shapes import check_whole

PICTURES = {
    "coffee": "Coffee cup",
    "cat": "Cat",
    "astronaut": "Astronaut",
    "rocket": "Rocket and towers",
    "skyline": "Photographer and skyline",
    "handwriting": "Handwriting",
    "bricks": "Brick wall",
    "gravel": "Gravel",
    "retina": "Retina, fine vessels",
    "edges": "Edges, one direction a channel",
    "checkerboard": "Checkerboard",
    "point": "Single bright pixel",
    "gradient": "Gradient",
}
UPLOADED = "own"  # the uploaded picture, which is sent with each request
SAMPLES = Path(__file__).with_name("samples.npz")  # uint8; greyscale photographs have no channel axis


class PictureError(ValueError):
    """An uploaded picture is missing or malformed; the message is shown on the page."""


@lru_cache(maxsize=16)
def picture(name: str, size: int) -> np.ndarray:
    """
    Return a square sample picture at the given size.

    Photographs are resized by area averaging: each new pixel is the mean of the area that it covers. Drawings are
    computed at the given size.

    Parameters
    ----------
    name : str
        A key of `PICTURES`.
    size : int
        Rows and columns, at least 1.

    Returns
    -------
    rgb : ndarray, shape (size, size, 3), float32
        Red, green and blue from 0 to 1, sRGB values as in the file; read-only. Row 0 is the top.

    Raises
    ------
    ValueError
        If there is no such picture or the size is not a whole number of at least 1.

    Examples
    --------
    >>> picture("point", 3)[:, :, 0]
    array([[0., 0., 0.],
           [0., 1., 0.],
           [0., 0., 0.]], dtype=float32)
    """
    check_choice("name", name, PICTURES)
    size = check_whole("size", size)
    rgb = DRAWINGS[name](size) if name in DRAWINGS else shrink(photograph(name), size)
    rgb = np.ascontiguousarray(rgb, np.float32)
    rgb.flags.writeable = False
    return rgb


def photograph(name: str) -> np.ndarray:
    """A photograph at its stored size, with three channels; uint8."""
    with np.load(SAMPLES) as samples:
        pixels = samples[name]
    return pixels if pixels.ndim == 3 else np.repeat(pixels[:, :, None], 3, axis=2)


def shrink(photo: np.ndarray, size: int) -> np.ndarray:
    """Resize a square uint8 photograph to size × size pixels by area averaging; values from 0 to 1."""
    weights = area_weights(len(photo), size)
    rows = np.tensordot(weights, photo, axes=(1, 0))  # (size, W, 3)
    return np.tensordot(weights, rows, axes=(1, 1)).swapaxes(0, 1) / 255  # (size, size, 3)


def area_weights(old_size: int, size: int) -> np.ndarray:
    """
    Weights (size, old_size) of the old pixels in each new pixel along one axis.

    >>> area_weights(3, 2)
    array([[0.66666667, 0.33333333, 0.        ],
           [0.        , 0.33333333, 0.66666667]])
    """
    # Left edges of the pixels, in units of 1/(old_size·size).
    new, old = np.arange(size)[:, None] * old_size, np.arange(old_size) * size
    overlap = np.minimum(new + old_size, old + size) - np.maximum(new, old)
    return overlap.clip(0) / old_size  # rows sum to 1


def uploaded_picture(text: str, size: int) -> np.ndarray:
    """
    Decode an uploaded picture from the text in a request.

    Parameters
    ----------
    text : str
        Red, green and blue of each pixel, one byte each, row by row, in base64url.
    size : int
        Rows and columns.

    Returns
    -------
    rgb : ndarray, shape (size, size, 3), float32
        As returned by `picture`.

    Raises
    ------
    PictureError
        If the text is not base64url or the picture has another size.

    Examples
    --------
    >>> uploaded_picture("_wAA", 1)
    array([[[1., 0., 0.]]], dtype=float32)
    """
    if len(text) != 4 * size**2:  # four characters hold three bytes
        raise PictureError(
            f"picture: {len(text):,} characters came; one of {size} × {size} pixels has {4 * size**2:,}. "
            "Choose your picture again."
        )
    try:
        pixels = np.frombuffer(urlsafe_b64decode(text), np.uint8).reshape(size, size, 3)
    except (binascii.Error, ValueError):
        raise PictureError("picture: it is not written in base64url. Choose your picture again.") from None
    rgb = np.float32(pixels / 255)
    rgb.flags.writeable = False
    return rgb


def draw_edges(size: int) -> np.ndarray:
    """A vertical edge in red, a horizontal edge in green, a circle in blue."""
    row, column = np.indices((size, size)) + 0.5 - size / 2
    return np.stack([column > 0, row > 0, np.hypot(row, column) < 0.35 * size], axis=2)


def draw_checkerboard(size: int) -> np.ndarray:
    """Eight by eight squares, or one per pixel below size 8; white at the top left."""
    row, column = np.indices((size, size)) // max(1, size // 8)
    return np.repeat((row + column + 1)[:, :, None] % 2, 3, axis=2)


def draw_point(size: int) -> np.ndarray:
    """One white pixel at the centre of a black picture: its feature map is the kernel rotated by 180°."""
    rgb = np.zeros((size, size, 3))
    rgb[size // 2, size // 2] = 1
    return rgb


def draw_gradient(size: int) -> np.ndarray:
    """Red increases to the right, green downwards, blue towards the top left."""
    row, column = np.indices((size, size)) / max(1, size - 1)
    return np.stack([column, row, 1 - (row + column) / 2], axis=2)


DRAWINGS = {"edges": draw_edges, "checkerboard": draw_checkerboard, "point": draw_point, "gradient": draw_gradient}
