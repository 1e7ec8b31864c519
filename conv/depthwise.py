"""Depthwise convolution: every channel has its own filters, and channels are not mixed."""

import numpy as np

from conv.arguments import FILTERS_PER_CHANNEL, check_bias, check_image, check_weights, geometry
from conv.kernels.choice import run_depthwise
from conv.shapes import VALID, Padding


def depthwise(
    x: np.ndarray,
    w: np.ndarray,
    bias: np.ndarray | None = None,
    *,
    stride: int = 1,
    padding: Padding = VALID,
    dilation: int = 1,
) -> np.ndarray:
    """
    Slide D filters over each channel, without mixing channels.

    y[p, q, m·D + δ] = Σ_ij w[i, j, m, δ] · x[p·s + i·d, q·s + j·d, m].
    This is cross-correlation: the kernel is not flipped.

    Parameters
    ----------
    x : ndarray, shape (H, W, M), float32 or float64
        Image, channels last. Unitless intensities.
    w : ndarray, shape (k_h, k_w, M, D), dtype of x
        D filters per channel (D is the depth multiplier), in the layout of TensorFlow.
    bias : ndarray, shape (M·D,), dtype of x, optional
        Added to each output map.
    stride : int, 1 to 4
        Stride of the window in cells, in both directions.
    padding : "valid", "same" or int
        No padding, TensorFlow's padding, or this number of zero cells on each side (`conv.shapes.pad_amounts`).
    dilation : int, 1 to 4
        Distance between taps in cells, in both directions.

    Returns
    -------
    y : ndarray, shape (H', W', M·D), dtype of x
        Map m·D + δ comes from input channel m and its filter δ; H' and W' as in `standard`.

    Raises
    ------
    ValueError
        If an argument is out of its range, shapes do not match, or the kernel does not fit in the padded image.

    References
    ----------
    .. [1] Howard et al., "MobileNets", 2017, arXiv:1704.04861, eq. 3.

    Examples
    --------
    >>> depthwise(np.ones((32, 32, 3)), np.ones((3, 3, 3, 1))).shape
    (30, 30, 3)
    """
    check_image(x)
    check_weights(w, FILTERS_PER_CHANNEL, x.shape[2], x.dtype)
    check_bias(bias, w.shape[2] * w.shape[3], x.dtype)
    y = run_depthwise(x, w, geometry(x.shape, w.shape, stride, padding, dilation))
    if bias is not None:
        y += bias
    return y
