"""The page Maps as arrays: four grids of maps, at most a page of each, and the filters between them."""

from collections.abc import Mapping
from math import isqrt

import numpy as np

from conv.cost import BYTES
from conv.images.channels import channel_names
from conv.lab.experiment import Experiment, run, weights
from conv.lab.settings import Settings
from conv.shapes import pad_amounts, span
from conv.weights.filters import EQUIVALENT

PAGE = 64  # maps of one grid shown at a time
MOST_EXACT = 2_000_000  # bytes of values sent to be read out; of larger maps only the tile under the pointer
PAGED = ("input", "depthwise", "outputs")  # what is turned page by page
GRIDS = {"input": "input", "depthwise": "depthwise", "separable": "outputs", "standard": "outputs"}
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


def starts(settings: Settings, first: Mapping[str, int]) -> dict[str, int]:
    """The first map of each page that holds map `first` of "input", "depthwise" and "outputs"; at most the last one."""
    totals = (settings.channels, settings.channels * settings.multiplier, settings.filters)
    return {
        name: min(max(first.get(name, 0), 0), total - 1) // PAGE * PAGE
        for name, total in zip(PAGED, totals, strict=True)
    }


def grids(
    settings: Settings, start: Mapping[str, int], own: np.ndarray | None = None
) -> tuple[dict, dict[str, np.ndarray]]:
    """
    What the page Maps paints.

    Parameters
    ----------
    settings : Settings
        Within the budget.
    start : mapping
        As given by `starts`.
    own : ndarray, optional
        As for `conv.lab.experiment.run`.

    Returns
    -------
    header : dict
        For each grid its count, its first map and the scale of each; names of the channels; where the window lies.
    arrays : dict of ndarray
        Shades (n, H, W), uint8, by the name of the grid; and the float32 filters that go with them, "filters"
        (n, k, k) and "weights" (outputs, n).
    """
    e = run(settings, own=own)
    shaded = {
        name: [shade(one) for one in _page(getattr(e, name), start[paged])]  # one grid at a time lies in memory twice
        for name, paged in GRIDS.items()
    }
    header = {
        "grids": {
            name: {
                "total": getattr(e, name).shape[2],
                "first": start[GRIDS[name]],
                "scales": [scale for _, scale in shaded[name]],
            }
            for name in GRIDS
        },
        "page": PAGE,
        "channels": channel_names(settings.channels)[start["input"] :][:PAGE],
        "names": map_names(settings)[start["depthwise"] :][:PAGE],
        "window": _window(settings),
        "difference": e.difference if settings.standard == EQUIVALENT else None,
    }
    return header, {name: np.stack([shades for shades, _ in shaded[name]]) for name in GRIDS} | _filters(e, start)


Pixel = tuple[int, int]  # row and column


def tile(settings: Settings, start: Mapping[str, int], at: tuple[Pixel, Pixel]) -> tuple[int, Pixel, Pixel]:
    """
    The tile that holds a pixel, small enough to be sent as values: its side, and its corner in input and outputs.

    `at` has the pixel of the input and that of the outputs; either may lie outside, in the padding.
    """
    shown = min(PAGE, settings.channels - start["input"])
    shown += min(PAGE, settings.channels * settings.multiplier - start["depthwise"])
    shown += 2 * min(PAGE, settings.filters - start["outputs"])
    side = isqrt(MOST_EXACT // (BYTES * shown))
    corner, other = ((max(row, 0) // side * side, max(column, 0) // side * side) for row, column in at)
    return side, corner, other


def values(
    settings: Settings,
    start: Mapping[str, int],
    side: int,
    corner: Pixel,
    other: Pixel,
    own: np.ndarray | None = None,
) -> tuple[dict, dict[str, np.ndarray]]:
    """
    The maps' float32 values in one tile, to be read out.

    Parameters
    ----------
    settings, start, own
        As for `grids`.
    side, corner, other
        As given by `tile`: `corner` is the tile's in the input, `other` in the other grids.

    Returns
    -------
    header : dict
        The corner of the tile in each grid.
    arrays : dict of ndarray
        (n, rows, columns) by the name of the grid; fewer rows and columns than `side` at the border.
    """
    corners = dict.fromkeys(GRIDS, other) | {"input": corner}
    e = run(settings, own=own)
    return {"corners": corners}, {
        name: _page(getattr(e, name)[row : row + side, column : column + side], start[GRIDS[name]])
        for name, (row, column) in corners.items()
    }


def standard_filter(settings: Settings, n: int) -> np.ndarray:
    """The standard filter of output n (the last where there is none), one slice a channel: (M, k, k), float32."""
    return np.ascontiguousarray(weights(settings)[2][..., min(max(n, 0), settings.filters - 1)].transpose(2, 0, 1))


def map_names(s: Settings) -> list[str]:
    """Names of the depthwise maps: that of the channel, and a number where a channel has several."""
    names = channel_names(s.channels)
    return names if s.multiplier == 1 else [f"{name} {d}" for name in names for d in range(s.multiplier)]


def _window(s: Settings) -> dict:
    """Where the window of output pixel (p, q) lies: from p·stride − before, `span` cells in steps of `dilation`."""
    before, _ = pad_amounts(s.size, s.kernel, s.stride, s.padding, s.dilation)
    return {"stride": s.stride, "before": before, "span": span(s.kernel, s.dilation)}


def _filters(e: Experiment, start: Mapping[str, int]) -> dict[str, np.ndarray]:
    """The filters of the maps that are shown."""
    k = e.depthwise_filters.shape[0]
    d = e.depthwise_filters.reshape(k, k, -1)
    rows = slice(start["depthwise"], start["depthwise"] + PAGE)
    outputs = slice(start["outputs"], start["outputs"] + PAGE)
    return {
        "filters": _page(d, start["depthwise"]),  # (n, k, k)
        "weights": np.ascontiguousarray(e.pointwise_weights[rows, outputs].T),  # (outputs, n)
    }
