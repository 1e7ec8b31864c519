"""Any number of input channels, derived from a picture much as a previous layer would derive them."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

import numpy as np

from conv.depthwise import depthwise
from conv.images.numbers import NUMBERS, number_channel_names
from conv.shapes import is_whole
from conv.weights import stencils

LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)  # Rec. ITU-R BT.709-6, item 3.2
NAMES = (
    *("red", "green", "blue", "luminance"),
    *("red − green", "blue − yellow", "saturation"),
    *("fine blur", "medium blur", "coarse blur"),
    *("edges →", "edges ↓", "edges ↘", "edges ↗", "edge strength"),
    *("fine Laplacian", "coarse Laplacian"),
    *("lines |", "lines —", "lines \\", "lines /"),
    *("light spots", "dark spots"),
    *("red − green edges →", "red − green edges ↓", "blue − yellow edges →", "blue − yellow edges ↓"),
    *("fine contrast", "coarse contrast"),
    *("blurred red", "blurred green", "blurred blue"),
)
SLOPE = stencils.sobel_x(3) / 4  # a step from black to white gives 1
SEED = 0
MAX_CHANNELS = 2048
BATCH = 16  # channels filtered together, to keep their copies small; divides 32


def channel_names(count: int, image: str = "") -> list[str]:
    """
    Names of the channels that `channels` makes, or `number_channels` for the image "numbers".

    >>> channel_names(1), channel_names(3)
    (['luminance'], ['red', 'green', 'blue'])
    """
    if image == NUMBERS:
        return number_channel_names(count)
    if count == 1:
        return ["luminance"]
    return [NAMES[c] if c < len(NAMES) else f"{NAMES[c % len(NAMES)]}, filter {c // len(NAMES)}" for c in range(count)]


def channels(rgb: np.ndarray, count: int) -> np.ndarray:
    """
    Stack the first `count` channels derived from a picture.

    One channel is luminance; three are red, green and blue. The first 32 channels are listed in `NAMES`: colours,
    colour opponents, blurs, edges, lines, spots and contrast. Channel c ≥ 32 is the absolute value of channel c mod 32
    after a fixed random 3×3 filter. Filters repeat the border pixels of the picture, so that no frame appears.

    Parameters
    ----------
    rgb : ndarray, shape (H, W, 3), float32
        A picture from 0 to 1.
    count : int
        Number of channels M, 1 to 2,048.

    Returns
    -------
    x : ndarray, shape (H, W, M), float32
        Between -1 and 1; signed where the channel is a difference. Channel c does not depend on M, except for M = 1.

    Raises
    ------
    ValueError
        If the count is out of its range.

    Examples
    --------
    >>> channels(np.ones((4, 4, 3), np.float32), 40).shape
    (4, 4, 40)
    """
    if not is_whole(count) or not 1 <= count <= MAX_CHANNELS:
        raise ValueError(f"count={count!r}: choose a whole number from 1 to {MAX_CHANNELS:,}.")
    if count == 1:
        return rgb @ LUMINANCE[:, None]
    if count <= 3:
        return np.ascontiguousarray(rgb[:, :, :count])
    x = np.empty((*rgb.shape[:2], count), np.float32)
    for c, plane in enumerate(islice(derived_channels(rgb), count)):
        np.clip(plane, -1, 1, out=x[:, :, c])
    for c in range(len(NAMES), count, BATCH):
        source, w = c % len(NAMES), c - len(NAMES)
        # Always a full batch: a single channel would be computed by another algorithm and rounded differently.
        responses = filter_channels(x[:, :, source : source + BATCH], random_filters()[:, :, w : w + BATCH])
        # Absolute value instead of ReLU, which would make a channel that is negative everywhere all zero.
        np.minimum(np.abs(responses, out=responses)[:, :, : count - c], 1, out=x[:, :, c : c + BATCH])
    return x


def derived_channels(rgb: np.ndarray) -> Iterator[np.ndarray]:
    """Yield the 32 channels of `NAMES`; some exceed the range from -1 to 1."""
    grey = rgb @ LUMINANCE
    red_green = rgb[:, :, 0] - rgb[:, :, 1]
    blue_yellow = rgb[:, :, 2] - rgb[:, :, :2].mean(axis=2)
    yield from np.moveaxis(rgb, 2, 0)
    yield from (grey, red_green, blue_yellow, np.ptp(rgb, axis=2))
    yield from (filter_plane(grey, stencils.gaussian(k)) for k in (3, 5, 11))
    right, down = filter_plane(grey, SLOPE), filter_plane(grey, SLOPE.T)
    yield from (right, down, (right + down) / 2, (right - down) / 2, np.hypot(right, down))
    yield from (filter_plane(grey, stencils.laplacian(k) / 2) for k in (3, 7))
    yield from (filter_plane(grey, stencils.gabor(5, degrees) / 2) for degrees in (0, 90, 45, 135))
    spots = 2 * (grey - filter_plane(grey, stencils.gaussian(7)))
    yield from (np.maximum(spots, 0), np.maximum(-spots, 0))
    yield from (filter_plane(opponent, slope) for opponent in (red_green, blue_yellow) for slope in (SLOPE, SLOPE.T))
    yield from (contrast(grey, k) for k in (3, 9))
    yield from (filter_plane(rgb[:, :, c], stencils.gaussian(5)) for c in range(3))


def filter_plane(plane: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Filter one plane (H, W) with one kernel; the size stays the same."""
    return filter_channels(plane[:, :, None], kernel[:, :, None].astype(np.float32))[:, :, 0]


def contrast(grey: np.ndarray, k: int) -> np.ndarray:
    """Twice the standard deviation in a k × k window, from 0 to 1."""
    mean, square = filter_plane(grey, stencils.box(k)), filter_plane(grey**2, stencils.box(k))
    return 2 * np.sqrt(np.maximum(square - mean**2, 0))


def filter_channels(x: np.ndarray, w: np.ndarray) -> np.ndarray:
    """Filter each channel with its kernel (k, k, M), repeating border pixels; the size stays the same."""
    k = len(w)
    padding = (k - 1) // 2, k // 2
    return depthwise(np.pad(x, (padding, padding, (0, 0)), mode="edge"), w[:, :, :, None])


@lru_cache(maxsize=1)
def random_filters() -> np.ndarray:
    """Random 3×3 filters for the channels from 32 on, each with absolute weights that sum to 2; (3, 3, 2016)."""
    w = np.random.default_rng(SEED).standard_normal((MAX_CHANNELS - len(NAMES), 9))
    w *= 2 / np.abs(w).sum(axis=1, keepdims=True)
    return np.ascontiguousarray(w.T.reshape(3, 3, -1), np.float32)
