"""Sizes along one axis of an image, in whole cells."""

from numbers import Integral

VALID, SAME = "valid", "same"

Padding = str | int


def is_whole(value: object) -> bool:
    """Whether `value` is an integer of Python or NumPy; booleans do not count as integers."""
    return isinstance(value, Integral) and not isinstance(value, bool)


def check_whole(name: str, value: int) -> int:
    """Return the number as a Python int, which cannot overflow; raise ValueError unless it is whole and at least 1."""
    if not is_whole(value) or value < 1:
        raise ValueError(f"{name}={value!r}: choose a whole number of at least 1.")
    return int(value)


def check_padding(value: Padding) -> Padding:
    """Return the padding, numbers as a Python int; raise ValueError if `pad_amounts` cannot take it."""
    if isinstance(value, str) and value in (VALID, SAME):
        return value
    if not is_whole(value) or value < 0:
        raise ValueError(f'padding={value!r}: choose "{VALID}", "{SAME}" or a whole number, 0 or more.')
    return int(value)


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
    Cells of padding at the start and at the end of one axis.

    "valid" adds none. "same" follows TensorFlow's rule [1]_: the output has ceil(size / stride) cells, and if the
    padding is odd, the extra cell goes to the end (bottom, right). A whole number pads both ends equally, as in
    PyTorch.

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
    """Output cells along one axis; 0 or less if the kernel does not fit.

    >>> output_size(32, 3)
    30
    >>> output_size(32, 3, stride=2, padding="same")
    16
    """
    padded = size + sum(pad_amounts(size, kernel, stride, padding, dilation))
    return (padded - span(kernel, dilation)) // stride + 1
