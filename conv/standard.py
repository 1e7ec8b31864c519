"""Standard convolution: every filter spans all channels."""

import numpy as np

from conv.arguments import FILTERS, check_bias, check_image, check_weights, geometry
from conv.kernels.choice import run_standard
from conv.shapes import VALID, Padding


def standard(
    x: np.ndarray,
    w: np.ndarray,
    bias: np.ndarray | None = None,
    *,
    stride: int = 1,
    padding: Padding = VALID,
    dilation: int = 1,
) -> np.ndarray:
    """
    Slide each filter over all channels at once: y[p, q, n] = Σ_ijm w[i, j, m, n] · x[p·s + i·d, q·s + j·d, m].

    As in all neural network libraries, this is cross-correlation: the kernel is not flipped.

    Parameters
    ----------
    x : ndarray, shape (H, W, M), float32 or float64
        Image, channels last. Unitless intensities.
    w : ndarray, shape (k_h, k_w, M, N), dtype of x
        N filters, each over all M channels, in the layout of TensorFlow.
    bias : ndarray, shape (N,), dtype of x, optional
        Added to each output map.
    stride : int, 1 to 4
        Stride of the window in cells, in both directions.
    padding : "valid", "same" or int
        No padding, TensorFlow's padding, or this number of zero cells on each side (`conv.shapes.pad_amounts`).
    dilation : int, 1 to 4
        Distance between taps in cells, in both directions.

    Returns
    -------
    y : ndarray, shape (H', W', N), dtype of x
        H' = ⌊(H + padding − d·(k_h − 1) − 1) / s⌋ + 1, and W' accordingly.

    Raises
    ------
    ValueError
        If an argument is out of its range, shapes do not match, or the kernel does not fit in the padded image.

    References
    ----------
    .. [1] Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", 2016, arXiv:1603.07285.

    Examples
    --------
    >>> standard(np.ones((32, 32, 3)), np.ones((3, 3, 3, 64))).shape
    (30, 30, 64)
    """
    check_image(x)
    check_weights(w, FILTERS, x.shape[2], x.dtype)
    check_bias(bias, w.shape[3], x.dtype)
    y = run_standard(x, w, geometry(x.shape, w.shape, stride, padding, dilation))
    if bias is not None:
        y += bias
    return y
