"""Pointwise convolution: the same weighted sums of the channels at every pixel."""

import numpy as np

from conv.arguments import POINTWISE_WEIGHTS, check_bias, check_image, check_weights
from conv.kernels.matmul import matmul


def pointwise(x: np.ndarray, w: np.ndarray, bias: np.ndarray | None = None) -> np.ndarray:
    """
    Mix the channels of each pixel: y[p, q, n] = Σ_m w[m, n] · x[p, q, m].

    Parameters
    ----------
    x : ndarray, shape (H, W, M), float32 or float64
        Image, channels last. Unitless intensities.
    w : ndarray, shape (M, N), dtype of x
        N filters of 1×1×M.
    bias : ndarray, shape (N,), dtype of x, optional
        Added to each output map.

    Returns
    -------
    y : ndarray, shape (H, W, N), dtype of x

    Raises
    ------
    ValueError
        If shapes or dtypes do not match.

    References
    ----------
    .. [1] Howard et al., "MobileNets", 2017, arXiv:1704.04861, section 3.1.

    Examples
    --------
    >>> pointwise(np.ones((30, 30, 3)), np.ones((3, 64))).shape
    (30, 30, 64)
    """
    check_image(x)
    check_weights(w, POINTWISE_WEIGHTS, x.shape[2], x.dtype)
    check_bias(bias, w.shape[1], x.dtype)
    y = matmul(x, w)
    if bias is not None:
        y += bias
    return y
