"""Standard convolution as one matrix product: each window becomes a row."""

import numpy as np

from conv.arguments import Geometry
from conv.kernels.windows import pad, windows


def im2col(x: np.ndarray, w: np.ndarray, g: Geometry) -> np.ndarray:
    """Copy all windows into the rows of a matrix, then multiply it by the weights, (H', W', N)."""
    columns = windows(pad(x, g), w.shape, g).reshape(g.rows * g.columns, -1)  # (H'*W', k_h*k_w*M)
    return (columns @ w.reshape(-1, w.shape[3])).reshape(g.rows, g.columns, -1)
