"""The classical kernels of image processing, for every side k from 1 up."""

from math import comb

import numpy as np

# Sum of the absolute weights of a kernel that measures differences: that of Sobel and of the Laplacian at 3.
RANGE = 8.0


def binomial(k: int) -> np.ndarray:
    """Pascal's row k - 1, summing to 1: the smoothing 1 2 1 at k = 3, close to a Gaussian of variance (k - 1)/4."""
    return np.array([comb(k - 1, i) for i in range(k)]) / 2 ** (k - 1)


def identity(k: int) -> np.ndarray:
    """One at the centre; for even k at the cell before it, where "same" padding gives back the image."""
    w = np.zeros((k, k))
    w[(k - 1) // 2, (k - 1) // 2] = 1
    return w


def box(k: int) -> np.ndarray:
    """The mean of the window."""
    return np.full((k, k), 1 / k**2)


def gaussian(k: int) -> np.ndarray:
    """The binomial smoothing along both sides: 1-2-1 over 16 at k = 3."""
    return np.outer(binomial(k), binomial(k))


def sobel_x(k: int) -> np.ndarray:
    """Right minus left, smoothed along the columns: ±1 ±2 at k = 3, and the pair -1 1 twice at k = 2."""
    if k == 1:
        return identity(k)
    slope = np.convolve([-1, 0, 1], binomial(k - 2)) if k > 2 else np.array([-1, 1])
    return scaled(np.outer(binomial(k), slope))


def sobel_y(k: int) -> np.ndarray:
    """Below minus above."""
    return sobel_x(k).T


def diagonal(k: int) -> np.ndarray:
    """Bottom right minus top left: as both Sobels answer together."""
    return scaled(sobel_x(k) + sobel_y(k)) if k > 1 else identity(k)


def laplacian(k: int) -> np.ndarray:
    """The four neighbours minus four times the centre, smoothed for k > 3; three neighbours minus one cell at k = 2."""
    if k == 1:
        return identity(k)
    if k == 2:
        return scaled(np.array([[-3.0, 1], [1, 1]]))
    bend, smooth = np.convolve([1, -2, 1], binomial(k - 2)), np.convolve([0, 1, 0], binomial(k - 2))
    return scaled(np.outer(bend, smooth) + np.outer(smooth, bend))


def sharpen(k: int) -> np.ndarray:
    """The image minus its Laplacian: 5 and four times -1 at k = 3."""
    return identity(k) - laplacian(k) if k > 1 else identity(k)


def gabor(k: int, degrees: float) -> np.ndarray:
    """
    A wave under a Gaussian that answers to lines at one orientation; at even k, without a middle cell, to edges.

    Parameters
    ----------
    k : int
        Side. The wave is 1 + k/2 cells long and the Gaussian's deviation is half of that.
    degrees : float
        Orientation of the lines: 0 upright, 90 level, 45 falling to the right.

    Returns
    -------
    w : ndarray, shape (k, k), float64
        Sum 0, sum of the absolute weights 8; the single weight 1 at k = 1.

    References
    ----------
    .. [1] Daugman, "Uncertainty relation for resolution in space, spatial frequency, and orientation optimized by
       two-dimensional visual cortical filters", J. Opt. Soc. Am. A 2, 1985.
    """
    if k == 1:
        return identity(k)
    row, column = np.indices((k, k)) - (k - 1) / 2
    wavelength, angle = 1 + k / 2, np.deg2rad(degrees)
    across = column * np.cos(angle) - row * np.sin(angle)
    envelope = np.exp(-2 * (row**2 + column**2) / wavelength**2)
    wave = envelope * (np.cos if k % 2 else np.sin)(2 * np.pi * across / wavelength)
    return scaled(wave - envelope * wave.sum() / envelope.sum())


def scaled(w: np.ndarray) -> np.ndarray:
    """The same kernel with absolute weights that sum to 8, so that maps keep their range whatever k is."""
    return w * (RANGE / np.abs(w).sum())
