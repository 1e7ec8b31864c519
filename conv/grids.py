"""The page Maps as arrays: four grids of maps, at most a page of each, and the filters between them."""

from dataclasses import dataclass

import numpy as np

from conv.channels import channel_names
from conv.experiment import Experiment, run
from conv.settings import Settings
from conv.shapes import pad_amounts, span

PAGE = 64  # maps of one grid shown at a time
SLICES = 8  # channels of a standard filter shown beside its map
NAMES = ("input", "depthwise", "separable", "standard")
SIGNED, UNSIGNED = "signed", "unsigned"


@dataclass(frozen=True, slots=True)
class Scale:
    """How values become shades: `low` is shade 0, `high` 255; a signed scale is centred on zero."""

    kind: str
    low: float
    high: float

    @classmethod
    def of(cls, maps: np.ndarray) -> "Scale":
        """The scale that shows all of `maps`."""
        low, high = float(maps.min()), float(maps.max())
        if low >= 0:
            return cls(UNSIGNED, 0.0, high)
        largest = max(-low, high)
        return cls(SIGNED, -largest, largest)

    def shade(self, maps: np.ndarray) -> np.ndarray:
        """`maps` as uint8."""
        width = self.high - self.low or 1.0
        return np.rint((maps - np.float32(self.low)) * np.float32(255 / width)).astype(np.uint8)


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
        For each grid its scale, count and first map; names of the channels; where the window lies.
    arrays : dict of ndarray
        Maps (n, H, W) by the name of the grid, uint8 or float32; unless `exact`, also the float32 filters that go with
        them: "filters" (n, k, k), "weights" (outputs, n) and "slices" (outputs, m, k, k).
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
    scales = {name: Scale.of(getattr(e, name)) for name in NAMES}
    header = {
        "grids": {
            name: {
                "total": getattr(e, name).shape[2],
                "first": start[name],
                "kind": s.kind,
                "low": s.low,
                "high": s.high,
            }
            for name, s in scales.items()
        },
        "channels": channel_names(settings.channels)[start["input"] :][:PAGE],
        "window": _window(settings),
        "difference": e.difference,
    }
    return header, {name: scales[name].shade(maps[name]) for name in NAMES} | _filters(e, start)


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
        "slices": np.ascontiguousarray(e.standard_filters[:, :, :SLICES, outputs].transpose(3, 2, 0, 1)),
    }
