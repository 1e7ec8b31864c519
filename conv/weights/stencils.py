"""Classical image processing kernels for every side k ≥ 1."""

from math import comb

import numpy as np

# Sum of the absolute weights of every difference kernel, as in the 3×3 Sobel and Laplacian kernels.
ABSOLUTE_SUM = 8.0


def binomial(k: int) -> np.ndarray:
    """Row k - 1 of Pascal's triangle, normalized: 1-2-1 over 4 at k = 3; close to a Gaussian of variance (k - 1)/4."""
    return np.array([comb(k - 1, i) for i in range(k)]) / 2 ** (k - 1)


def identity(k: int) -> np.ndarray:
    """1 at the centre, or for even k at the cell before it: with "same" padding, the output equals the image."""
    w = np.zeros((k, k))
    w[(k - 1) // 2, (k - 1) // 2] = 1
    return w


def box(k: int) -> np.ndarray:
    """Mean of the window."""
    return np.full((k, k), 1 / k**2)


def gaussian(k: int) -> np.ndarray:
    """Binomial smoothing along both axes: the outer product of 1-2-1 with itself over 16 at k = 3."""
    return np.outer(binomial(k), binomial(k))


def sobel_x(k: int) -> np.ndarray:
    """Right minus left, smoothed vertically: the usual weights ±1 and ±2 at k = 3, two scaled rows -1 1 at k = 2."""
    if k == 1:
        return identity(k)
    slope = np.convolve([-1, 0, 1], binomial(k - 2)) if k > 2 else np.array([-1, 1])
    return scaled(np.outer(binomial(k), slope))


def sobel_y(k: int) -> np.ndarray:
    """Bottom minus top, smoothed horizontally."""
    return sobel_x(k).T


def diagonal(k: int) -> np.ndarray:
    """Bottom right minus top left: the sum of both Sobel kernels."""
    return scaled(sobel_x(k) + sobel_y(k)) if k > 1 else identity(k)


def laplacian(k: int) -> np.ndarray:
    """Four neighbours minus four times the centre, smoothed for k > 3; at k = 2 three neighbours minus 3 times one."""
    if k == 1:
        return identity(k)
    if k == 2:
        return scaled(np.array([[-3.0, 1], [1, 1]]))
    bend, smooth = np.convolve([1, -2, 1], binomial(k - 2)), np.convolve([0, 1, 0], binomial(k - 2))
    return scaled(np.outer(bend, smooth) + np.outer(smooth, bend))


def sharpen(k: int) -> np.ndarray:
    """Identity minus Laplacian: 5 at the centre and -1 at four neighbours for k = 3."""
    return identity(k) - laplacian(k) if k > 1 else identity(k)


def gabor(k: int, degrees: float) -> np.ndarray:
    """
    Gabor kernel: a wave under a Gaussian. It responds to lines at one orientation, or for even k to edges.

    Parameters
    ----------
    k : int
        Side. The wavelength is 1 + k/2 cells, and the standard deviation of the Gaussian is half of that.
    degrees : float
        Orientation of the lines: 0 vertical, 90 horizontal, 45 falling to the right.

    Returns
    -------
    w : ndarray, shape (k, k), float64
        The weights sum to 0 and their absolute values to 8; for k = 1, the single weight 1.

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
    """Scale a kernel so that its absolute weights sum to 8: the range of the maps then does not depend on k."""
    return w * (ABSOLUTE_SUM / np.abs(w).sum())
