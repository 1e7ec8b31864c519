"""A drawn picture of whole numbers from 0 to 9, so that every product and sum of a layer can be checked by hand."""

import numpy as np

NUMBERS = "numbers"  # the name of the picture
# A house with a door, a window and the sun: its red, green and blue channels, 8×8.
HOUSE = (
    "22222299 22272299 22787222 27888722 26666622 26163622 36166633 33333333",
    "44444488 44424488 44212444 42111244 45555544 45155644 75155577 87878787",
    "99999821 99919922 99101998 81000199 84444488 74049477 14044410 01010101",
)
COLOURS = ("red", "green", "blue")
WEIGHTS = np.array([2, 5, 2])  # of the colours in the grey picture, roughly those of luminance; their sum is 9


def number_channels(size: int, count: int) -> np.ndarray:
    """
    Return the channels of the picture.

    One channel is grey; three are red, green and blue. Each three further channels are the same three shifted to the
    right by one cell more, and every other three of them are subtracted from 9. At sizes other than 8, values are
    interpolated linearly and rounded.

    Parameters
    ----------
    size : int
        Rows and columns, at least 1.
    count : int
        Number of channels M, at least 1.

    Returns
    -------
    x : ndarray, shape (size, size, M), float32
        Whole numbers from 0 to 9. Channel c does not depend on M, except for M = 1.

    Examples
    --------
    >>> number_channels(8, 3)[0, :, 2]
    array([9., 9., 9., 9., 9., 8., 2., 1.], dtype=float32)
    """
    colours = np.stack([_resized(_plane(text), size) for text in HOUSE], axis=2)
    if count == 1:
        return np.rint(colours @ WEIGHTS / WEIGHTS.sum())[:, :, None].astype(np.float32)
    x = np.empty((size, size, count), np.float32)
    for c in range(count):
        times, colour = divmod(c, len(COLOURS))
        shifted = np.roll(colours[:, :, colour], times, axis=1)
        x[:, :, c] = 9 - shifted if times % 2 else shifted
    return x


def number_channel_names(count: int) -> list[str]:
    """
    Names of the channels that `number_channels` makes.

    >>> number_channel_names(1), number_channel_names(5)
    (['grey'], ['red', 'green', 'blue', '9 − red, shifted by 1', '9 − green, shifted by 1'])
    """
    if count == 1:
        return ["grey"]
    return [_name(*divmod(c, len(COLOURS))) for c in range(count)]


def _name(times: int, colour: int) -> str:
    name = f"9 − {COLOURS[colour]}" if times % 2 else COLOURS[colour]
    return f"{name}, shifted by {times}" if times else name


def _plane(text: str) -> np.ndarray:
    """One channel of the drawing, (8, 8)."""
    return np.array([[int(digit) for digit in row] for row in text.split()])


def _resized(plane: np.ndarray, size: int) -> np.ndarray:
    """Interpolate between the centres of cells, and round; (size, size)."""
    old = len(plane)
    at = np.clip((np.arange(size) + 0.5) * old / size - 0.5, 0, old - 1)
    rows = np.stack([np.interp(at, np.arange(old), column) for column in plane.T], axis=1)  # (size, old)
    return np.rint(np.stack([np.interp(at, np.arange(old), row) for row in rows]))
