"""Presets for the three kinds of weights; the first option of each is the default."""

import numpy as np

from conv.choices import check_choice
from conv.weights import stencils
from conv.weights.mixes import (
    MIXES,
    RANDOM,
    bank_mixes,
    he_normal,
    pointwise_weights,
    random_filters,
    varied_filters,
)

__all__ = ["EQUIVALENT", "INDEPENDENT", "KERNELS", "MIXES", "STANDARDS"]
__all__ += ["depthwise_filters", "equivalent", "pointwise_weights", "standard_filters"]

EQUIVALENT = "equivalent"
INDEPENDENT = "varied"
NUMBERS = "numbers"
KERNELS = {
    "mix": "Each channel its own",
    "identity": "Identity",
    "box": "Box blur",
    "gaussian": "Gaussian blur",
    "sharpen": "Sharpen",
    "sobel-x": "Sobel x, edges →",
    "sobel-y": "Sobel y, edges ↓",
    "laplacian": "Laplacian",
    "gabor": "Gabor bank, lines",
    NUMBERS: "Whole numbers",
    RANDOM: "Random",
}
STANDARDS = {
    "bank": "One kernel for all channels",
    EQUIVALENT: "Equal to the separable ones",
    INDEPENDENT: "A kernel for each channel",
    RANDOM: "Random",
}
CLASSICAL = {
    "identity": stencils.identity,
    "box": stencils.box,
    "gaussian": stencils.gaussian,
    "sharpen": stencils.sharpen,
    "sobel-x": stencils.sobel_x,
    "sobel-y": stencils.sobel_y,
    "laplacian": stencils.laplacian,
}
ORIENTATIONS = 0, 90, 45, 135, 22.5, 112.5, 67.5, 157.5  # degrees; the first ones differ most, for few channels


def depthwise_filters(preset: str, kernel: int, channels: int, multiplier: int, seed: int) -> np.ndarray:
    """
    Make the filters of the depthwise step from a preset.

    With D > 1, the D filters of a channel are consecutive kernels of the bank, so that no two are equal (except for
    k = 2, where both blurs are the mean of four cells). Kernels larger than 3×3 are the classical kernels with binomial
    smoothing, as in OpenCV's Sobel, scaled so that their maps keep their range. For even k, the centre lies between
    cells: the identity uses the cell before it. For k = 1 there is no neighbour to compare with: every kernel except
    "random" is the single weight 1.

    Parameters
    ----------
    preset : str
        A key of `KERNELS`.
    kernel, channels, multiplier : int
        Side k, input channels M, filters per channel D; each at least 1.
    seed : int
        Of "random", at least 0.

    Returns
    -------
    w : ndarray, shape (k, k, M, D), float32
        The first channels do not change with M, nor the first filters of a channel with D (except for "random").

    Raises
    ------
    ValueError
        If there is no such preset.

    References
    ----------
    .. [1] OpenCV documentation, "Image Filtering": Sobel, Laplacian, getGaussianKernel.

    Examples
    --------
    >>> depthwise_filters("sobel-x", 3, 1, 1, seed=0)[:, :, 0, 0]
    array([[-1.,  0.,  1.],
           [-2.,  0.,  2.],
           [-1.,  0.,  1.]], dtype=float32)
    """
    check_choice("preset", preset, KERNELS)
    if preset == RANDOM:
        w = he_normal((channels, multiplier, kernel, kernel), kernel**2, seed)
    else:
        bank = _bank(preset, kernel)
        w = bank[(np.arange(channels)[:, None] * (preset not in CLASSICAL) + np.arange(multiplier)) % len(bank)]
    return np.ascontiguousarray(w.transpose(2, 3, 0, 1), np.float32)


def _bank(preset: str, k: int) -> np.ndarray:
    """The kernels that a preset cycles through, (kernels, k, k)."""
    if preset == "mix":
        return mix(k)
    if preset == NUMBERS:
        return numbers(k)
    if preset == "gabor":
        return np.stack([stencils.gabor(k, degrees) for degrees in ORIENTATIONS])
    order = list(CLASSICAL)
    start = order.index(preset)
    return np.stack([CLASSICAL[name](k) for name in order[start:] + order[:start]])


def mix(k: int) -> np.ndarray:
    """Eight kernels for different features: edges, blur, spots, detail, diagonal edges, identity; (8, k, k)."""
    w = [stencils.sobel_x(k), stencils.sobel_y(k), stencils.gaussian(k), stencils.laplacian(k)]
    w += [stencils.sharpen(k), stencils.diagonal(k), np.fliplr(stencils.diagonal(k)), stencils.identity(k)]
    return np.stack(w)


def numbers(k: int) -> np.ndarray:
    """Eight kernels of small whole numbers, (8, k, k); for k = 1 there is only one weight, and it is not 0."""
    row, column = np.indices((k, k)) - (k - 1) / 2
    right, down, centre = np.sign(column), np.sign(row), stencils.identity(k)
    near = (np.abs(row) + np.abs(column) <= (1 if k % 2 else 1.5)) & (centre == 0)
    checked = np.where((np.indices((k, k)).sum(axis=0)) % 2, -1, 1)
    around = near - near.sum() * centre if k > 1 else centre
    w = [right, 0 - down, around, np.ones((k, k)), right + down, checked, right * down, 2 * centre]
    return np.stack([kernel if kernel.any() else centre * (n % 3 + 1) for n, kernel in enumerate(w)])


def standard_filters(preset: str, kernel: int, channels: int, filters: int, seed: int) -> np.ndarray:
    """
    Make the filters of a standard convolution from a preset.

    "bank" applies the eight kernels of `mix` to the mean of all channels, then to a difference of channels, and so on
    through `conv.weights.mixes.bank_mixes`. "varied" has another kernel of small whole numbers for each channel of each
    filter, so that no separable layer with D = 1 has the same output.

    Parameters
    ----------
    preset : str
        A key of `STANDARDS` other than "equivalent", which `equivalent` makes from the separable weights.
    kernel, channels, filters : int
        Side k, input channels M, filters N; each at least 1.
    seed : int
        Of "random", at least 0.

    Returns
    -------
    w : ndarray, shape (k, k, M, N), float32
        The first filters do not change with N.

    Raises
    ------
    ValueError
        If there is no such preset.

    Examples
    --------
    >>> standard_filters("bank", 3, 3, 32, seed=0).shape
    (3, 3, 3, 32)
    """
    check_choice("preset", preset, [name for name in STANDARDS if name != EQUIVALENT])
    if preset == RANDOM:
        return random_filters(kernel, channels, filters, seed)
    if preset == INDEPENDENT:
        return varied_filters(kernel, channels, filters)
    kernels, n = mix(kernel), np.arange(filters)
    channel_mixes = bank_mixes(channels, -(-filters // len(kernels)))[:, n // len(kernels)]  # (M, N)
    # einsum rounds to float32 as it goes: an intermediate float64 array would triple the memory.
    w = np.empty((kernel, kernel, channels, filters), np.float32)
    return np.einsum("nij,mn->ijmn", kernels[n % len(kernels)], channel_mixes, out=w, casting="same_kind")


def equivalent(depthwise_w: np.ndarray, pointwise_w: np.ndarray) -> np.ndarray:
    """
    Combine depthwise and pointwise weights into the standard filters with the same output.

    W[i, j, m, n] = Σ_d P[m·D + d, n] · D[i, j, m, d].

    Parameters
    ----------
    depthwise_w : ndarray, shape (k, k, M, D)
        Filters of the depthwise step.
    pointwise_w : ndarray, shape (M·D, N)
        Weights of the pointwise step.

    Returns
    -------
    w : ndarray, shape (k, k, M, N), dtype of the arguments

    References
    ----------
    .. [1] Guo et al., "Network Decoupling: From Regular to Depthwise Separable Convolutions", 2018, arXiv:1808.05517.

    Examples
    --------
    >>> equivalent(np.ones((3, 3, 2, 1)), np.array([[1.0], [4.0]]))[0, 0, :, 0]
    array([1., 4.])
    """
    mixing = pointwise_w.reshape(*depthwise_w.shape[2:], -1)  # (M, D, N)
    # optimize=True would give another memory order, which the convolution would have to copy.
    return np.einsum("ijmd,mdn->ijmn", depthwise_w, mixing)
