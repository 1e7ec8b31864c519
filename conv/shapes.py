"""Sizes along one side of an image; integers only."""

VALID, SAME = "valid", "same"

Padding = str | int


def span(kernel: int, dilation: int = 1) -> int:
    """Cells from a kernel's first tap to its last, both included.

    >>> span(3, dilation=2)
    5
    """
    return dilation * (kernel - 1) + 1


def pad_amounts(
    size: int, kernel: int, stride: int = 1, padding: Padding = VALID, dilation: int = 1
) -> tuple[int, int]:
    """
    Cells of padding before and after one side.

    "valid" adds none. "same" is TensorFlow's rule [1]_: the output has ceil(size / stride) cells and an odd cell of
    padding goes after (bottom, right). A whole number pads both ends alike, as in PyTorch.

    References
    ----------
    .. [1] TensorFlow API, `tf.nn.convolution`, notes on padding.

    Examples
    --------
    >>> pad_amounts(32, 3, stride=2, padding="same")
    (0, 1)
    """
    if padding == VALID:
        return 0, 0
    if padding == SAME:
        total = max((-(-size // stride) - 1) * stride + span(kernel, dilation) - size, 0)
        return total // 2, total - total // 2
    return padding, padding


def output_size(size: int, kernel: int, stride: int = 1, padding: Padding = VALID, dilation: int = 1) -> int:
    """Cells along one side of the output; 0 or less when the kernel does not fit.

    >>> output_size(32, 3)
    30
    >>> output_size(32, 3, stride=2, padding="same")
    16
    """
    padded = size + sum(pad_amounts(size, kernel, stride, padding, dilation))
    return (padded - span(kernel, dilation)) // stride + 1
