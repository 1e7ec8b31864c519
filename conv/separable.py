"""Depthwise separable convolution: the depthwise step, then the pointwise step."""

import numpy as np

from conv.arguments import FILTERS_PER_CHANNEL, POINTWISE_WEIGHTS, check_bias, check_image, check_weights, geometry
from conv.kernels.choice import run_depthwise
from conv.kernels.matmul import matmul
from conv.shapes import VALID, Padding


def separable(
    x: np.ndarray,
    depthwise_w: np.ndarray,
    pointwise_w: np.ndarray,
    depthwise_bias: np.ndarray | None = None,
    pointwise_bias: np.ndarray | None = None,
    *,
    stride: int = 1,
    padding: Padding = VALID,
    dilation: int = 1,
) -> np.ndarray:
    """
    Filter each channel separately, then mix the channels of each pixel.

    Parameters
    ----------
    x : ndarray, shape (H, W, M), float32 or float64
        Image, channels last. Unitless intensities.
    depthwise_w : ndarray, shape (k_h, k_w, M, D), dtype of x
        Filters of the first step, as `depthwise` takes them.
    pointwise_w : ndarray, shape (M·D, N), dtype of x
        Filters of the second step, as `pointwise` takes them.
    depthwise_bias, pointwise_bias : ndarray, shapes (M·D,) and (N,), dtype of x, optional
        Added after the respective step.
    stride, padding, dilation
        Arguments of the depthwise step, as `depthwise` takes them.

    Returns
    -------
    y : ndarray, shape (H', W', N), dtype of x
        H' and W' as in `standard`.

    Raises
    ------
    ValueError
        If an argument is out of its range, shapes do not match, or the kernel does not fit in the padded image.

    References
    ----------
    .. [1] Howard et al., "MobileNets", 2017, arXiv:1704.04861, section 3.1.

    Examples
    --------
    >>> separable(np.ones((32, 32, 3)), np.ones((3, 3, 3, 1)), np.ones((3, 64))).shape
    (30, 30, 64)
    """
    check_image(x)
    check_weights(depthwise_w, FILTERS_PER_CHANNEL, x.shape[2], x.dtype, "depthwise_w")
    maps = depthwise_w.shape[2] * depthwise_w.shape[3]
    check_weights(pointwise_w, POINTWISE_WEIGHTS, maps, x.dtype, "pointwise_w")
    check_bias(depthwise_bias, maps, x.dtype, "depthwise_bias")
    check_bias(pointwise_bias, pointwise_w.shape[1], x.dtype, "pointwise_bias")
    intermediate = run_depthwise(
        x, depthwise_w, geometry(x.shape, depthwise_w.shape, stride, padding, dilation, "depthwise_w")
    )
    if depthwise_bias is not None:
        intermediate += depthwise_bias
    y = matmul(intermediate, pointwise_w)
    if pointwise_bias is not None:
        y += pointwise_bias
    return y
