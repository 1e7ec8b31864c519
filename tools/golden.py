"""Write tests/golden/cost.json from conv/: what Python and the browser must both count."""

import json
import pathlib

from conv import Costs, cost, ratio
from conv.shapes import output_size, pad_amounts
from conv.tables import FIGURES, STAGES

FILE = pathlib.Path(__file__).parents[1] / "tests" / "golden" / "cost.json"

# Cycles of different length meet in ever new combinations.
CYCLES = {
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

WORKED = (
    {"size": 32, "channels": 3, "filters": 64, "kernel": 3},
    {"size": 32, "channels": 3, "filters": 32, "kernel": 3, "bias": True},
    {"size": 224, "channels": 1024, "filters": 1024, "kernel": 11, "padding": "same", "multiplier": 8, "bias": True},
    {"size": 1, "channels": 1, "filters": 1, "kernel": 1},
)


def record(costs: Costs) -> dict[str, dict[str, int | float]]:
    """Every figure of every stage, by name."""
    return {stage: {name: getattr(getattr(costs, stage), name) for name in FIGURES} for stage in STAGES}


def case(arguments: dict) -> dict:
    """One layer: its arguments, padding and output of each side, its costs or none where the kernel does not fit."""
    size = arguments["size"]
    sides = size if isinstance(size, list) else [size, size]
    geometry = [
        arguments.get(name, default) for name, default in (("stride", 1), ("padding", "valid"), ("dilation", 1))
    ]
    output = [output_size(side, arguments["kernel"], *geometry) for side in sides]
    return {
        "arguments": arguments,
        "pads": [list(pad_amounts(side, arguments["kernel"], *geometry)) for side in sides],
        "output": output,
        "ratio": float(ratio(arguments["filters"], arguments["kernel"], arguments.get("multiplier", 1))),
        "costs": record(cost(**arguments)) if min(output) > 0 else None,
    }


def text() -> str:
    """The whole file, one case a line."""
    varied = [{name: cycle[n % len(cycle)] for name, cycle in CYCLES.items()} for n in range(60)]
    return "[\n" + ",\n".join(json.dumps(case(arguments)) for arguments in (*WORKED, *varied)) + "\n]\n"


if __name__ == "__main__":
    FILE.write_text(text())
