"""Costs as tables for display, sorting and download."""

import pandas as pd

from conv.cost import cost

STAGES = {"standard": "Standard", "depthwise": "Depthwise", "pointwise": "Pointwise", "separable": "Separable"}

FIGURES = {
    "parameters": "Parameters",
    "macs": "MACs",
    "flops": "FLOPs",
    "multiplies": "Multiplications",
    "adds": "Additions",
    "output_elements": "Output elements",
    "intermediate_elements": "Intermediate elements",
    "bytes_moved": "Memory traffic, bytes",
    "intensity": "Intensity, FLOPs per byte",
}

QUOTIENT = "Standard ÷ separable"


def cost_table(**layer) -> pd.DataFrame:
    """
    All costs of a layer: one row per figure, one column per stage, and the ratio of standard to separable.

    Parameters
    ----------
    **layer
        Arguments of `conv.cost.cost`.

    Returns
    -------
    DataFrame
        Exact integers, hence object columns; intensities and quotients are floats. A figure that is 0 for the
        standard layer has no quotient.

    Raises
    ------
    ValueError
        As `conv.cost.cost`.

    Examples
    --------
    >>> cost_table(size=32, channels=3, filters=64, kernel=3).loc["Parameters"].tolist()[:4]
    [1728, 27, 192, 219]
    """
    costs = cost(**layer)
    columns = {label: [getattr(getattr(costs, stage), figure) for figure in FIGURES] for stage, label in STAGES.items()}
    table = pd.DataFrame(columns, index=pd.Index(FIGURES.values(), name="Figure"), dtype=object)
    standard, separable = table[STAGES["standard"]], table[STAGES["separable"]]
    table[QUOTIENT] = [a / b if a else None for a, b in zip(standard, separable, strict=True)]
    return table
