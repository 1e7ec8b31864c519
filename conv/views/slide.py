"""The page Slide as arrays: what makes one output, in both forms, for as many channels as are shown."""

import numpy as np

from conv.images.channels import channel_names
from conv.lab.experiment import run
from conv.lab.settings import Settings
from conv.views.maps import map_names, shade

MOST = 6  # channels shown; of maps, those of as many whole channels as make 6, but never less than one channel


def slide(
    settings: Settings, output: int, first: int, turned: bool, own: np.ndarray | None = None
) -> tuple[dict, dict[str, np.ndarray]]:
    """
    What the page Slide paints and adds up.

    The largest answer has 8 MB: 6 channels of 320² cells, and 6 maps and both outputs of 360², 5 bytes a cell.

    Parameters
    ----------
    settings : Settings
        Within the budget.
    output : int
        The filter (n); the nearest where there is none.
    first : int
        The channel to show from, likewise; it is shown in any case, with all its maps.
    turned, own
        As for `conv.lab.experiment.run`.

    Returns
    -------
    header : dict
        The output and whether kernels are turned; of channels and maps the first that is shown, how many there are,
        and the names of those shown; for each kind of maps the scale of each.
    arrays : dict of ndarray
        For m channels and q maps, float32: "input" (m, H, W), "standard_filter" (m, k, k), "depthwise_filters"
        (q, k, k), "weights" (q,), "depthwise" (q, H', W'), "separable" and "standard" (1, H', W'). And, as uint8, the
        shades of the maps: "input_shades" and so on.

    Examples
    --------
    >>> header, arrays = slide(Settings(channels=8, multiplier=4), output=0, first=1, turned=False)
    >>> header["maps"]["names"], arrays["input"].shape
    (['green 0', 'green 1', 'green 2', 'green 3'], (6, 32, 32))
    """
    e, k, d = run(settings, turned, own), settings.kernel, settings.multiplier
    n, c = inside(output, settings.filters), inside(first, settings.channels)
    channels, whole = _shown(c, MOST, settings.channels), _shown(c, max(1, MOST // d), settings.channels)
    shown, this = slice(whole.start * d, whole.stop * d), slice(n, n + 1)
    maps = {
        "input": _planes(e.input, channels),
        "depthwise": _planes(e.depthwise, shown),
        "separable": _planes(e.separable, this),
        "standard": _planes(e.standard, this),
    }
    filters = {
        "standard_filter": _planes(e.standard_filters[..., n], channels),
        "depthwise_filters": _planes(e.depthwise_filters.reshape(k, k, -1), shown),
        "weights": np.ascontiguousarray(e.pointwise_weights[shown, n]),
    }
    shaded = {name: [shade(one) for one in planes] for name, planes in maps.items()}
    header = {
        "output": n,
        "turned": turned,
        "channels": _listed(channel_names(settings.channels), channels),
        "maps": _listed(map_names(settings), shown),
        "scales": {name: [scale for _, scale in pairs] for name, pairs in shaded.items()},
    }
    shades = {f"{name}_shades": np.stack([one for one, _ in pairs]) for name, pairs in shaded.items()}
    return header, maps | filters | shades


def inside(place: int, total: int) -> int:
    """The nearest place that there is.

    >>> inside(7, total=4)
    3
    """
    return min(max(place, 0), total - 1)


def _shown(first: int, most: int, total: int) -> slice:
    """As many as may be shown, from `first` on or, near the end, the last ones."""
    start = min(first, max(0, total - most))
    return slice(start, min(start + most, total))


def _planes(maps: np.ndarray, which: slice) -> np.ndarray:
    """(H, W, C) → some of the maps, (n, H, W)."""
    return np.ascontiguousarray(np.moveaxis(maps[:, :, which], 2, 0))


def _listed(names: list[str], which: slice) -> dict:
    """What the header says about the channels, or the maps, that are shown."""
    return {"first": which.start, "total": len(names), "names": names[which]}
