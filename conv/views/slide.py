"""Data of the page Slide: inputs, filters and maps of one output in both forms, for the visible channels."""

import numpy as np

from conv.images.channels import channel_names
from conv.lab.experiment import run
from conv.lab.settings import Settings
from conv.views.maps import map_names, shade

MAX_VISIBLE = 6  # channels; also maps, but always all maps of at least one channel


def slide(
    settings: Settings, output: int, first: int, rotated: bool, uploaded: np.ndarray | None = None
) -> tuple[dict, dict[str, np.ndarray]]:
    """
    Compute what the page Slide draws and adds up.

    The largest response has 8 MB: 6 channels of 320² pixels, and 6 maps and both outputs of 360², at 5 bytes per pixel.

    Parameters
    ----------
    settings : Settings
        Within the limits of `conv.lab.budget`.
    output : int
        Index n of the filter, clamped to the existing filters.
    first : int
        Index of the first visible channel, clamped likewise. The channel is always visible with all its maps.
    rotated, uploaded
        As for `conv.lab.experiment.run`.

    Returns
    -------
    header : dict
        The output, and whether kernels are rotated; for channels and maps the first visible index, the total number
        and the visible names; for each kind of map the scales.
    arrays : dict of ndarray
        For m channels and q maps, float32: "input" (m, H, W), "standard_filter" (m, k, k), "depthwise_filters"
        (q, k, k), "weights" (q,), "depthwise" (q, H', W'), "separable" and "standard" (1, H', W'). And the maps
        quantized to uint8: "input_shades" and so on.

    Examples
    --------
    >>> header, arrays = slide(Settings(channels=8, multiplier=4), output=0, first=1, rotated=False)
    >>> header["maps"]["names"], arrays["input"].shape
    (['green 0', 'green 1', 'green 2', 'green 3'], (6, 32, 32))
    """
    e, k, d = run(settings, rotated, uploaded), settings.kernel, settings.multiplier
    n, c = clamped(output, settings.filters), clamped(first, settings.channels)
    channels = _visible(c, MAX_VISIBLE, settings.channels)
    with_maps = _visible(c, max(1, MAX_VISIBLE // d), settings.channels)
    visible_maps, this_output = slice(with_maps.start * d, with_maps.stop * d), slice(n, n + 1)
    maps = {
        "input": _planes(e.input, channels),
        "depthwise": _planes(e.depthwise, visible_maps),
        "separable": _planes(e.separable, this_output),
        "standard": _planes(e.standard, this_output),
    }
    filters = {
        "standard_filter": _planes(e.standard_filters[..., n], channels),
        "depthwise_filters": _planes(e.depthwise_filters.reshape(k, k, -1), visible_maps),
        "weights": np.ascontiguousarray(e.pointwise_weights[visible_maps, n]),
    }
    shaded = {name: [shade(plane) for plane in planes] for name, planes in maps.items()}
    header = {
        "output": n,
        "rotated": rotated,
        "channels": _names(channel_names(settings.channels), channels),
        "maps": _names(map_names(settings), visible_maps),
        "scales": {name: [scale for _, scale in pairs] for name, pairs in shaded.items()},
    }
    shades = {f"{name}_shades": np.stack([quantized for quantized, _ in pairs]) for name, pairs in shaded.items()}
    return header, maps | filters | shades


def clamped(index: int, total: int) -> int:
    """Clamp an index to the range from 0 to total − 1.

    >>> clamped(7, total=4)
    3
    """
    return min(max(index, 0), total - 1)


def _visible(first: int, most: int, total: int) -> slice:
    """At most `most` indices from `first` on; near the end, the last ones."""
    start = min(first, max(0, total - most))
    return slice(start, min(start + most, total))


def _planes(maps: np.ndarray, selection: slice) -> np.ndarray:
    """(H, W, C) → the selected maps, (n, H, W)."""
    return np.ascontiguousarray(np.moveaxis(maps[:, :, selection], 2, 0))


def _names(names: list[str], selection: slice) -> dict:
    """Header entry of the visible channels or maps."""
    return {"first": selection.start, "total": len(names), "names": names[selection]}
