"""Data of the page Slide: inputs, filters and maps of one output in both forms, for the visible depthwise maps."""

import numpy as np

from conv.images.channels import channel_names
from conv.lab.experiment import run
from conv.lab.settings import Settings
from conv.views.maps import map_names, shade

MAX_VISIBLE = 3  # depthwise maps, and so channels: more numbers cannot be read on one screen


def slide(
    settings: Settings, output: int, map_index: int, rotated: bool, uploaded: np.ndarray | None = None
) -> tuple[dict, dict[str, np.ndarray]]:
    """
    Compute what the page Slide draws and adds up.

    The largest response has 5 MB: 3 channels of 320² pixels, and 3 maps and both outputs of 360², at 5 bytes per pixel.

    Parameters
    ----------
    settings : Settings
        Within the limits of `conv.lab.budget`.
    output : int
        Index n of the filter, clamped to the existing filters.
    map_index : int
        Index of the first visible depthwise map, clamped so that as many maps as possible are visible. Visible
        channels are those from which the visible maps are computed.
    rotated, uploaded
        As for `conv.lab.experiment.run`.

    Returns
    -------
    header : dict
        The output, and whether kernels are rotated; for channels and maps the first visible index, the total number
        and the visible names; for each kind of map the scales; the largest difference between both outputs, over all
        filters.
    arrays : dict of ndarray
        For m channels and q maps, float32: "input" (m, H, W), "standard_filter" (m, k, k), "depthwise_filters"
        (q, k, k), "weights" (q,), "depthwise" (q, H', W'), "separable" and "standard" (1, H', W'). And the maps
        quantized to uint8: "input_shades" and so on.

    Examples
    --------
    >>> header, arrays = slide(Settings(channels=8, multiplier=2), output=0, map_index=3, rotated=False)
    >>> header["maps"]["names"], header["channels"]["names"], arrays["input"].shape
    (['green 2', 'blue 1', 'blue 2'], ['green', 'blue'], (2, 32, 32))
    """
    e, k, d = run(settings, rotated, uploaded), settings.kernel, settings.multiplier
    n = clamped(output, settings.filters)
    maps = _visible(map_index, settings.channels * d)
    channels = slice(maps.start // d, (maps.stop - 1) // d + 1)
    planes = {
        "input": _planes(e.input, channels),
        "depthwise": _planes(e.depthwise, maps),
        "separable": _planes(e.separable, slice(n, n + 1)),
        "standard": _planes(e.standard, slice(n, n + 1)),
    }
    filters = {
        "standard_filter": _planes(e.standard_filters[..., n], channels),
        "depthwise_filters": _planes(e.depthwise_filters.reshape(k, k, -1), maps),
        "weights": np.ascontiguousarray(e.pointwise_weights[maps, n]),
    }
    shaded = {name: [shade(plane) for plane in group] for name, group in planes.items()}
    header = {
        "output": n,
        "rotated": rotated,
        "channels": _names(channel_names(settings.channels, settings.image), channels),
        "maps": _names(map_names(settings), maps),
        "scales": {name: [scale for _, scale in pairs] for name, pairs in shaded.items()},
        "difference": e.difference,
    }
    shades = {f"{name}_shades": np.stack([quantized for quantized, _ in pairs]) for name, pairs in shaded.items()}
    return header, planes | filters | shades


def clamped(index: int, total: int) -> int:
    """Clamp an index to the range from 0 to total − 1.

    >>> clamped(7, total=4)
    3
    """
    return min(max(index, 0), total - 1)


def first_visible(map_index: int, total: int) -> int:
    """The first of at most MAX_VISIBLE visible maps: `map_index`, or near the end the first of the last ones.

    >>> first_visible(7, total=8)
    5
    """
    return clamped(map_index, max(1, total - MAX_VISIBLE + 1))


def _visible(map_index: int, total: int) -> slice:
    start = first_visible(map_index, total)
    return slice(start, min(start + MAX_VISIBLE, total))


def _planes(maps: np.ndarray, selection: slice) -> np.ndarray:
    """(H, W, C) → the selected maps, (n, H, W)."""
    return np.ascontiguousarray(np.moveaxis(maps[:, :, selection], 2, 0))


def _names(names: list[str], selection: slice) -> dict:
    """Header entry of the visible channels or maps."""
    return {"first": selection.start, "total": len(names), "names": names[selection]}
