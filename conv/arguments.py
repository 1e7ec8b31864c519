"""Argument checks of the convolutions, and the window geometry that follows from the arguments."""

from typing import NamedTuple

import numpy as np

from conv.shapes import Padding, check_padding, is_whole, pad_amounts, span

STRIDES = DILATIONS = (1, 2, 3, 4)

IMAGE = "H", "W", "M"
FILTERS = "k_h", "k_w", "M", "N"
FILTERS_PER_CHANNEL = "k_h", "k_w", "M", "D"
POINTWISE_WEIGHTS = "M", "N"


class Geometry(NamedTuple):
    """Where the windows lie: output rows and columns, cells of padding on each side, stride and dilation."""

    rows: int
    columns: int
    top: int
    bottom: int
    left: int
    right: int
    stride: int
    dilation: int


def check_image(x: np.ndarray) -> None:
    """Raise ValueError unless `x` has shape (H, W, M) and is float32 or float64."""
    _check_array("x", x, IMAGE)
    if x.dtype not in (np.float32, np.float64):
        raise ValueError(f"x.dtype={x.dtype}: choose float32 or float64.")


def check_weights(w: np.ndarray, axes: tuple[str, ...], channels: int, dtype: np.dtype, name: str = "w") -> None:
    """Raise ValueError unless the weights fit an image with this number of channels."""
    _check_array(name, w, axes, dtype)
    axis = axes.index("M")
    if w.shape[axis] != channels:
        raise ValueError(f"{name}.shape={w.shape}: give {channels} on axis {axis}, one for each incoming channel.")


def check_bias(bias: np.ndarray | None, maps: int, dtype: np.dtype, name: str = "bias") -> None:
    """Raise ValueError unless the bias has one value for each output map; None means no bias."""
    if bias is None:
        return
    _check_array(name, bias, ("output maps",), dtype)
    if len(bias) != maps:
        raise ValueError(f"{name}.shape={bias.shape}: give {maps} values, one for each output map.")


def geometry(
    image: tuple[int, ...], kernel: tuple[int, ...], stride: int, padding: Padding, dilation: int, name: str = "w"
) -> Geometry:
    """Compute where the windows lie; raise ValueError if stride or dilation is out of range or the kernel too large."""
    stride, dilation = _check_range("stride", stride, STRIDES), _check_range("dilation", dilation, DILATIONS)
    padding = check_padding(padding)
    top, bottom = pad_amounts(image[0], kernel[0], stride, padding, dilation)
    left, right = pad_amounts(image[1], kernel[1], stride, padding, dilation)
    spare_rows = image[0] + top + bottom - span(kernel[0], dilation)
    spare_columns = image[1] + left + right - span(kernel[1], dilation)
    if spare_rows < 0 or spare_columns < 0:
        raise ValueError(
            f"{name}.shape={kernel}: with dilation={dilation} the kernel spans {span(kernel[0], dilation)}×"
            f"{span(kernel[1], dilation)} cells, but the padded image has {image[0] + top + bottom}×"
            f"{image[1] + left + right}; choose a smaller kernel or more padding."
        )
    return Geometry(spare_rows // stride + 1, spare_columns // stride + 1, top, bottom, left, right, stride, dilation)


def _check_array(name: str, array: np.ndarray, axes: tuple[str, ...], dtype: np.dtype | None = None) -> None:
    if not isinstance(array, np.ndarray):
        raise ValueError(f"{name} is a {type(array).__name__}: give a NumPy array ({', '.join(axes)}).")
    if array.ndim != len(axes) or 0 in array.shape:
        raise ValueError(f"{name}.shape={array.shape}: give ({', '.join(axes)}), each at least 1.")
    if dtype is not None and array.dtype != dtype:
        raise ValueError(f"{name}.dtype={array.dtype}: choose {dtype}, as x has.")


def _check_range(name: str, value: int, allowed: tuple[int, ...]) -> int:
    if not is_whole(value) or value not in allowed:
        raise ValueError(f"{name}={value!r}: choose a whole number from {allowed[0]} to {allowed[-1]}.")
    return int(value)
