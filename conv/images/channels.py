"""As many input channels as a layer asks for, derived from a picture as a previous layer would."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

import numpy as np

from conv.depthwise import depthwise
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
SLOPE = stencils.sobel_x(3) / 4  # so that a step from black to white is 1
SEED = 0
MOST = 2048
AT_ONCE = 16  # channels filtered together, so that copies of them stay small; divides 32


def channel_names(count: int) -> list[str]:
    """
    Names of the channels that `channels` makes.

    >>> channel_names(1), channel_names(3)
    (['luminance'], ['red', 'green', 'blue'])
    """
    if count == 1:
        return ["luminance"]
    return [NAMES[c] if c < len(NAMES) else f"{NAMES[c % len(NAMES)]}, filter {c // len(NAMES)}" for c in range(count)]


def channels(rgb: np.ndarray, count: int) -> np.ndarray:
    """
    Stack the first `count` channels derived from a picture.

    One channel is luminance, three are red, green and blue. The first 32 are those of `NAMES`: colours, colour
    opponents, blurs, edges, lines, spots, contrast. Channel c from 32 on is the modulus of channel c mod 32 through a
    fixed random 3×3 filter. At the border the picture goes on as its last row or column, so that no frame appears.

    Parameters
    ----------
    rgb : ndarray, shape (H, W, 3), float32
        A picture from 0 to 1.
    count : int
        Channels wanted (M), 1 to 2,048.

    Returns
    -------
    x : ndarray, shape (H, W, M), float32
        Between -1 and 1; signed where the channel is a difference. But for M = 1, channel c is the same for each M.

    Raises
    ------
    ValueError
        If the count is out of its range.

    Examples
    --------
    >>> channels(np.ones((4, 4, 3), np.float32), 40).shape
    (4, 4, 40)
    """
    if not is_whole(count) or not 1 <= count <= MOST:
        raise ValueError(f"count={count!r}: choose a whole number from 1 to {MOST:,}.")
    if count == 1:
        return rgb @ LUMINANCE[:, None]
    if count <= 3:
        return np.ascontiguousarray(rgb[:, :, :count])
    x = np.empty((*rgb.shape[:2], count), np.float32)
    for c, plane in enumerate(islice(derived(rgb), count)):
        np.clip(plane, -1, 1, out=x[:, :, c])
    for c in range(len(NAMES), count, AT_ONCE):
        source, w = c % len(NAMES), c - len(NAMES)
        # All of them even where fewer are wanted: a lone channel would be computed, and rounded, in another way.
        more = filtered(x[:, :, source : source + AT_ONCE], further_filters()[:, :, w : w + AT_ONCE])
        # The modulus, not the positive part: of a channel that is negative all over, that would leave nothing.
        np.minimum(np.abs(more, out=more)[:, :, : count - c], 1, out=x[:, :, c : c + AT_ONCE])
    return x


def derived(rgb: np.ndarray) -> Iterator[np.ndarray]:
    """The 32 channels of `NAMES`, one by one; some go beyond the range."""
    grey = rgb @ LUMINANCE
    red_green = rgb[:, :, 0] - rgb[:, :, 1]
    blue_yellow = rgb[:, :, 2] - rgb[:, :, :2].mean(axis=2)
    yield from np.moveaxis(rgb, 2, 0)
    yield from (grey, red_green, blue_yellow, np.ptp(rgb, axis=2))
    yield from (seen(grey, stencils.gaussian(k)) for k in (3, 5, 11))
    right, down = seen(grey, SLOPE), seen(grey, SLOPE.T)
    yield from (right, down, (right + down) / 2, (right - down) / 2, np.hypot(right, down))
    yield from (seen(grey, stencils.laplacian(k) / 2) for k in (3, 7))
    yield from (seen(grey, stencils.gabor(5, degrees) / 2) for degrees in (0, 90, 45, 135))
    spots = 2 * (grey - seen(grey, stencils.gaussian(7)))
    yield from (np.maximum(spots, 0), np.maximum(-spots, 0))
    yield from (seen(opponent, slope) for opponent in (red_green, blue_yellow) for slope in (SLOPE, SLOPE.T))
    yield from (contrast(grey, k) for k in (3, 9))
    yield from (seen(rgb[:, :, c], stencils.gaussian(5)) for c in range(3))


def seen(plane: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """One plane through one kernel, as large as before."""
    return filtered(plane[:, :, None], kernel[:, :, None].astype(np.float32))[:, :, 0]


def contrast(grey: np.ndarray, k: int) -> np.ndarray:
    """Twice the standard deviation within k × k pixels: 0 to 1."""
    mean, square = seen(grey, stencils.box(k)), seen(grey**2, stencils.box(k))
    return 2 * np.sqrt(np.maximum(square - mean**2, 0))


def filtered(x: np.ndarray, w: np.ndarray) -> np.ndarray:
    """Each channel through its own kernel (k, k, M), the border repeated; as large as before."""
    k = len(w)
    ends = (k - 1) // 2, k // 2
    return depthwise(np.pad(x, (ends, ends, (0, 0)), mode="edge"), w[:, :, :, None])


@lru_cache(maxsize=1)
def further_filters() -> np.ndarray:
    """A random 3×3 filter for each channel from 32 on, absolute weights summing to 2; (3, 3, 2016)."""
    w = np.random.default_rng(SEED).standard_normal((MOST - len(NAMES), 9))
    w *= 2 / np.abs(w).sum(axis=1, keepdims=True)
    return np.ascontiguousarray(w.T.reshape(3, 3, -1), np.float32)
