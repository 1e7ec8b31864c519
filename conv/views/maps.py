"""Data of the page Maps: one page of each of the four grids of feature maps, and the filters between them."""

from collections.abc import Mapping
from math import isqrt

import numpy as np

from conv.cost import BYTES
from conv.images.channels import channel_names
from conv.lab.experiment import Experiment, run, weights
from conv.lab.settings import Settings
from conv.shapes import pad_amounts, span

MAPS_PER_PAGE = 64  # per grid
MAX_TILE_BYTES = 2_000_000  # of exact values; of larger maps, only the tile under the pointer is sent
PAGED = ("input", "depthwise", "outputs")  # names of the pagers
# Each grid with its pager; both outputs share one.
GRIDS = {"input": "input", "depthwise": "depthwise", "separable": "outputs", "standard": "outputs"}
SIGNED, UNSIGNED = "signed", "unsigned"


def shade(feature_map: np.ndarray) -> tuple[np.ndarray, list]:
    """Quantize a map to uint8. The scale is its kind and the values of 0 and 255; a signed scale is centred on zero."""
    low, high = float(feature_map.min()), float(feature_map.max())
    kind = UNSIGNED if low >= 0 else SIGNED
    low, high = (0.0, high) if kind == UNSIGNED else (-max(-low, high), max(-low, high))
    shades = np.rint((feature_map - np.float32(low)) * np.float32(255 / (high - low or 1)))
    return shades.astype(np.uint8), [kind, low, high]


def _page(maps: np.ndarray, first: int) -> np.ndarray:
    """(H, W, C) → at most MAPS_PER_PAGE maps from `first` on, (n, H, W)."""
    return np.ascontiguousarray(np.moveaxis(maps[:, :, first : first + MAPS_PER_PAGE], 2, 0))


def page_starts(settings: Settings, first: Mapping[str, int]) -> dict[str, int]:
    """For each pager, the first map of the page that contains map `first`; at most that of the last page."""
    totals = (settings.channels, settings.channels * settings.multiplier, settings.filters)
    return {
        name: min(max(first.get(name, 0), 0), total - 1) // MAPS_PER_PAGE * MAPS_PER_PAGE
        for name, total in zip(PAGED, totals, strict=True)
    }


def grids(
    settings: Settings, start: Mapping[str, int], uploaded: np.ndarray | None = None
) -> tuple[dict, dict[str, np.ndarray]]:
    """
    Compute what the page Maps draws.

    Parameters
    ----------
    settings : Settings
        Within the limits of `conv.lab.budget`.
    start : mapping
        As returned by `page_starts`.
    uploaded : ndarray, optional
        As for `conv.lab.experiment.run`.

    Returns
    -------
    header : dict
        For each grid the number of maps, the first map and the scales; channel and map names; window geometry; the
        largest difference between both outputs, over all filters.
    arrays : dict of ndarray
        For each grid the quantized maps (n, H, W), uint8; and the float32 "filters" (n, k, k) and "weights"
        (outputs, n) of these maps.
    """
    e = run(settings, uploaded=uploaded)
    shaded = {
        name: [shade(feature_map) for feature_map in _page(getattr(e, name), start[pager])]  # copies one grid at a time
        for name, pager in GRIDS.items()
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
        "page": MAPS_PER_PAGE,
        "channels": channel_names(settings.channels, settings.image)[start["input"] :][:MAPS_PER_PAGE],
        "names": map_names(settings)[start["depthwise"] :][:MAPS_PER_PAGE],
        "window": _window(settings),
        "difference": e.difference,
    }
    return header, {name: np.stack([shades for shades, _ in shaded[name]]) for name in GRIDS} | _filters(e, start)


Pixel = tuple[int, int]  # row, column


def tile(settings: Settings, start: Mapping[str, int], pixels: tuple[Pixel, Pixel]) -> tuple[int, Pixel, Pixel]:
    """
    Find the tile around a pixel that is small enough to be sent as exact values.

    `pixels` are the pixel in the input and the pixel in the outputs; either may lie in the padding. The result is the
    side of the tile, its corner in the input, and its corner in the outputs.
    """
    shown = min(MAPS_PER_PAGE, settings.channels - start["input"])
    shown += min(MAPS_PER_PAGE, settings.channels * settings.multiplier - start["depthwise"])
    shown += 2 * min(MAPS_PER_PAGE, settings.filters - start["outputs"])
    side = isqrt(MAX_TILE_BYTES // (BYTES * shown))
    input_corner, output_corner = (
        (max(row, 0) // side * side, max(column, 0) // side * side) for row, column in pixels
    )
    return side, input_corner, output_corner


def values(
    settings: Settings,
    start: Mapping[str, int],
    side: int,
    input_corner: Pixel,
    output_corner: Pixel,
    uploaded: np.ndarray | None = None,
) -> tuple[dict, dict[str, np.ndarray]]:
    """
    Compute the float32 values of all maps in one tile.

    Parameters
    ----------
    settings, start, uploaded
        As for `grids`.
    side, input_corner, output_corner
        As returned by `tile`; `output_corner` applies to all grids but the input.

    Returns
    -------
    header : dict
        The corner of the tile in each grid.
    arrays : dict of ndarray
        For each grid (n, rows, columns); fewer rows or columns than `side` at the border of the map.
    """
    corners = dict.fromkeys(GRIDS, output_corner) | {"input": input_corner}
    e = run(settings, uploaded=uploaded)
    return {"corners": corners}, {
        name: _page(getattr(e, name)[row : row + side, column : column + side], start[GRIDS[name]])
        for name, (row, column) in corners.items()
    }


def standard_filter(settings: Settings, n: int) -> np.ndarray:
    """The standard filter of output n, clamped to the existing outputs: one kernel per channel, (M, k, k), float32."""
    return np.ascontiguousarray(weights(settings)[2][..., min(max(n, 0), settings.filters - 1)].transpose(2, 0, 1))


def map_names(s: Settings) -> list[str]:
    """Names of the depthwise maps: the channel name, with a number if a channel has several maps."""
    names = channel_names(s.channels, s.image)
    return names if s.multiplier == 1 else [f"{name} {d}" for name in names for d in range(1, s.multiplier + 1)]


def _window(s: Settings) -> dict:
    """Window geometry: the window of output pixel (p, q) covers `span` rows from p·stride − before on."""
    before, _ = pad_amounts(s.size, s.kernel, s.stride, s.padding, s.dilation)
    return {"stride": s.stride, "before": before, "span": span(s.kernel, s.dilation)}


def _filters(e: Experiment, start: Mapping[str, int]) -> dict[str, np.ndarray]:
    """The filters of the current page."""
    k = e.depthwise_filters.shape[0]
    d = e.depthwise_filters.reshape(k, k, -1)
    rows = slice(start["depthwise"], start["depthwise"] + MAPS_PER_PAGE)
    outputs = slice(start["outputs"], start["outputs"] + MAPS_PER_PAGE)
    return {
        "filters": _page(d, start["depthwise"]),  # (n, k, k)
        "weights": np.ascontiguousarray(e.pointwise_weights[rows, outputs].T),  # (outputs, n)
    }
