"""The page Maps as arrays: four grids of maps, at most a page of each, and the filters between them."""

import numpy as np

from conv.channels import channel_names
from conv.experiment import Experiment, run, weights
from conv.filters import EQUIVALENT
from conv.settings import Settings
from conv.shapes import pad_amounts, span

PAGE = 64  # maps of one grid shown at a time
PAGED = ("input", "depthwise", "outputs")  # what is turned page by page; both outputs together
NAMES = ("input", "depthwise", "separable", "standard")
SIGNED, UNSIGNED = "signed", "unsigned"


def shade(one: np.ndarray) -> tuple[np.ndarray, list]:
    """A map as uint8 and its scale: kind, value of shade 0, value of shade 255. A signed scale is centred on zero."""
    low, high = float(one.min()), float(one.max())
    kind = UNSIGNED if low >= 0 else SIGNED
    low, high = (0.0, high) if kind == UNSIGNED else (-max(-low, high), max(-low, high))
    shades = np.rint((one - np.float32(low)) * np.float32(255 / (high - low or 1)))
    return shades.astype(np.uint8), [kind, low, high]


def _page(maps: np.ndarray, first: int) -> np.ndarray:
    """(H, W, C) → at most PAGE maps from `first` on, (n, H, W)."""
    return np.ascontiguousarray(np.moveaxis(maps[:, :, first : first + PAGE], 2, 0))


def grids(settings: Settings, first: dict[str, int], exact: bool = False) -> tuple[dict, dict[str, np.ndarray]]:
    """
    What the page Maps shows.

    Parameters
    ----------
    settings : Settings
        Within the budget.
    first : dict
        For "input", "depthwise" and "outputs" the first map to show, by its number; beyond the last: the last page.
    exact : bool
        Give the float32 values of the maps, to read out, in place of the shades, to paint.

    Returns
    -------
    header : dict
        For each grid its count, its first map and the scale of each; names of the channels; where the window lies.
    arrays : dict of ndarray
        Maps (n, H, W) by the name of the grid, uint8 or float32; unless `exact`, also the float32 filters that go with
        them: "filters" (n, k, k) and "weights" (outputs, n).
    """
    e = run(settings)
    start = {
        "input": _start(first.get("input", 0), settings.channels),
        "depthwise": _start(first.get("depthwise", 0), settings.channels * settings.multiplier),
        "outputs": _start(first.get("outputs", 0), settings.filters),
    }
    start["separable"] = start["standard"] = start.pop("outputs")
    maps = {name: _page(getattr(e, name), start[name]) for name in NAMES}
    if exact:
        return {}, maps
    shaded = {name: [shade(one) for one in maps[name]] for name in NAMES}
    totals = {name: getattr(e, name).shape[2] for name in NAMES}
    header = {
        "grids": {
            name: {"total": totals[name], "first": start[name], "scales": [scale for _, scale in shaded[name]]}
            for name in NAMES
        },
        "page": PAGE,
        "channels": channel_names(settings.channels)[start["input"] :][:PAGE],
        "names": _map_names(settings)[start["depthwise"] :][:PAGE],
        "window": _window(settings),
        "difference": e.difference if settings.standard == EQUIVALENT else None,
    }
    return header, {name: np.stack([shades for shades, _ in shaded[name]]) for name in NAMES} | _filters(e, start)


def standard_filter(settings: Settings, n: int) -> np.ndarray:
    """The standard filter of output n (the last where there is none), one slice a channel: (M, k, k), float32."""
    return np.ascontiguousarray(weights(settings)[2][..., min(max(n, 0), settings.filters - 1)].transpose(2, 0, 1))


def _map_names(s: Settings) -> list[str]:
    """Names of the depthwise maps: that of the channel, and a number where a channel has several."""
    names = channel_names(s.channels)
    return names if s.multiplier == 1 else [f"{name} {d}" for name in names for d in range(s.multiplier)]


def _start(first: int, total: int) -> int:
    """The start of the page that holds map `first`."""
    return min(max(first, 0), total - 1) // PAGE * PAGE


def _window(s: Settings) -> dict:
    """Where the window of output pixel (p, q) lies: from p·stride − before, `span` cells in steps of `dilation`."""
    before, _ = pad_amounts(s.size, s.kernel, s.stride, s.padding, s.dilation)
    return {"stride": s.stride, "before": before, "span": span(s.kernel, s.dilation)}


def _filters(e: Experiment, start: dict[str, int]) -> dict[str, np.ndarray]:
    """The filters of the maps that are shown."""
    k = e.depthwise_filters.shape[0]
    d = e.depthwise_filters.reshape(k, k, -1)
    rows = slice(start["depthwise"], start["depthwise"] + PAGE)
    outputs = slice(start["separable"], start["separable"] + PAGE)
    return {
        "filters": _page(d, start["depthwise"]),  # (n, k, k)
        "weights": np.ascontiguousarray(e.pointwise_weights[rows, outputs].T),  # (outputs, n)
    }
