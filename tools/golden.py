"""Write tests/golden/ from conv/: costs, window positions and area means that Python and JavaScript must agree on."""

import itertools
import json
import pathlib
from collections.abc import Iterable

import numpy as np

from conv import Costs, cost, ratio
from conv.arguments import geometry
from conv.cost import one_bias_parameters
from conv.images.pictures import shrink
from conv.kernels.windows import windows
from conv.shapes import output_size, pad_amounts
from conv.tables import FIGURES, STAGES

FOLDER = pathlib.Path(__file__).parents[1] / "tests" / "golden"

# Values of layers and of sides. The cycles have different lengths, so that their combinations keep changing.
LAYERS = {
    "size": (32, 4, 7, [9, 16], 224, 28, 13, [40, 6], 64, 1, 112),
    "channels": (3, 1, 32, 512, 7, 1024, 64),
    "filters": (64, 1, 32, 2, 1024, 24, 1, 3, 333),
    "kernel": (3, 1, 5, 2, 11, 4, 3, 6),
    "stride": (1, 2, 1, 3, 4),
    "padding": ("valid", "same", "same", 1, "valid", "same", 5, 2, "same", 0, "same", "same", 3),
    "dilation": (1, 1, 2, 1, 1, 3, 1, 4, 1, 1),
    "multiplier": (1, 1, 2, 1, 3, 8),
    "bias": (False, True, False, True),
}

SIDES = {
    "size": (7, 4, 12, 1, 16, 9, 5, 2, 14, 3, 8),
    "kernel": (3, 2, 5, 4, 1, 6, 3, 11, 2, 8, 4, 7, 10),
    "stride": (1, 3, 2, 3, 1, 4, 2),
    "padding": ("same", "valid", "same", 1, "same", 3, "same", "valid", 2, "same", 0, 5),
    "dilation": (1, 1, 2, 1, 3, 1, 1, 4),
}

SHRUNK = ((1, 1), (4, 4), (4, 2), (5, 3), (7, 5), (6, 1), (3, 7), (1, 3))  # side lengths in pixels, before and after

WORKED = (
    {"size": 32, "channels": 3, "filters": 64, "kernel": 3},
    {"size": 32, "channels": 3, "filters": 32, "kernel": 3, "bias": True},
    {"size": 224, "channels": 1024, "filters": 1024, "kernel": 11, "padding": "same", "multiplier": 8, "bias": True},
    {"size": 1, "channels": 1, "filters": 1, "kernel": 1},
)


def record(costs: Costs) -> dict[str, dict[str, int | float]]:
    """Every figure of every stage, by name."""
    return {stage: {name: getattr(getattr(costs, stage), name) for name in FIGURES} for stage in STAGES}


def layer_case(arguments: dict) -> dict:
    """One layer: arguments, padding and output size of each side, and costs, or None if the kernel does not fit."""
    size = arguments["size"]
    sides = size if isinstance(size, list) else [size, size]
    steps = [arguments.get(name, default) for name, default in (("stride", 1), ("padding", "valid"), ("dilation", 1))]
    output = [output_size(side, arguments["kernel"], *steps) for side in sides]
    shape = [arguments[name] for name in ("channels", "filters", "kernel")]
    return {
        "arguments": arguments,
        "pads": [list(pad_amounts(side, arguments["kernel"], *steps)) for side in sides],
        "output": output,
        "ratio": float(ratio(arguments["filters"], arguments["kernel"], arguments.get("multiplier", 1))),
        "one_bias": one_bias_parameters(*shape, arguments.get("multiplier", 1)),
        "costs": record(cost(**arguments)) if min(output) > 0 else None,
    }


def side_case(arguments: dict) -> dict:
    """One side: padding, input rows read by each output row (`reads`), outputs and taps fed by each row (`feeds`)."""
    size, kernel, *steps = arguments.values()
    g = geometry((size, size), (kernel, kernel), *steps)
    # The backend's own windows are taken from an image whose values are its row numbers, continued in the padding.
    rows = np.indices((g.top + size + g.bottom, g.left + size + g.right))[0] - g.top
    reads = windows(rows[:, :, np.newaxis], (kernel, kernel), g)[:, 0, :, 0, 0].tolist()  # (H', k)
    return {
        "arguments": arguments,
        "pads": [g.top, g.bottom],
        "reads": reads,
        "feeds": [
            [[output, rows_read.index(row)] for output, rows_read in enumerate(reads) if row in rows_read]
            for row in range(-g.top, size + g.bottom)
        ],
    }


def shrunk_case(side: int, size: int) -> dict:
    """A picture resized to `size`: the mean of the area that each new pixel covers, from 0 to 255."""
    photo = np.arange(side * side * 3).reshape(side, side, 3) * 89 % 256
    means = shrink(photo, size) * 255
    return {"cells": side, "size": size, "photo": photo.ravel().tolist(), "means": means.ravel().round(6).tolist()}


def varied(cycles: dict[str, tuple], count: int) -> list[dict]:
    """Combine the n-th values of all cycles, for `count` values of n."""
    return [{name: cycle[n % len(cycle)] for name, cycle in cycles.items()} for n in range(count)]


def fits(arguments: dict) -> bool:
    """Whether there is at least one output position."""
    return output_size(**arguments) > 0


def text(cases: Iterable[dict]) -> str:
    """The text of a file, with one case in each line."""
    return "[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n"


def texts() -> dict[str, str]:
    """The texts of all files, by file name."""
    return {
        "cost.json": text(map(layer_case, (*WORKED, *varied(LAYERS, 60)))),
        "pictures.json": text(itertools.starmap(shrunk_case, SHRUNK)),
        "windows.json": text(map(side_case, filter(fits, varied(SIDES, 100)))),
    }


if __name__ == "__main__":
    for name, content in texts().items():
        (FOLDER / name).write_text(content)
