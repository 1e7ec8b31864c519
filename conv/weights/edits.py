"""Manual edits of filter values, in a code short enough for a query string.

An edit is a letter (d depthwise, p pointwise, s standard), coordinates and a value. `d0.1.2*-0.5` sets row 1, column 2
of the filter of depthwise map 0; `p4.0*1` sets the weight of map 0 in output 4; `s4.0.1.2*3` sets row 1, column 2 of
channel 0 in standard filter 4. Edits are joined by `_`. An edit outside the current shape of the weights has no effect
but is kept, because the shape may grow again.
"""

import re

import numpy as np

DEPTHWISE, POINTWISE, STANDARD = "dps"
UNSHARED = "unshared"  # in a URL: replaces edits that are too long for it
MOST_EDITS = 2_000  # the editor is meant for some values, not for loading a network
EDIT = re.compile(r"[dps](?:\d{1,4}\.){1,3}\d{1,4}\*-?\d{1,6}(?:\.\d{1,8})?", re.ASCII)
COORDINATES = {DEPTHWISE: 3, POINTWISE: 2, STANDARD: 4}


def check(edits: str) -> None:
    """Raise ValueError unless `edits` is valid."""
    if edits == UNSHARED:
        raise ValueError("This link leaves out filter values that were set by hand; the presets stand in their place.")
    parts = edits.split("_") if edits else []
    if len(parts) > MOST_EDITS:
        raise ValueError(f"edits: {len(parts):,} values came; at most {MOST_EDITS:,} can be set by hand.")
    for part in parts:
        if not EDIT.fullmatch(part) or part.partition("*")[0].count(".") + 1 != COORDINATES[part[0]]:
            raise ValueError(f"edits={part[:20]!r} cannot be read: write a value like d0.1.2*-0.5, joined by _.")


def apply(edits: str, kind: str, weights: np.ndarray) -> np.ndarray:
    """
    Apply the edits of one kind of weights.

    Parameters
    ----------
    edits : str
        Valid edits, see `check`.
    kind : {DEPTHWISE, POINTWISE, STANDARD}
        Kind of the weights.
    weights : ndarray
        (k, k, M, D), (M·D, N) or (k, k, M, N), depending on the kind; not modified.

    Returns
    -------
    ndarray
        A copy if there are edits of this kind, else `weights` itself.

    Examples
    --------
    >>> apply("p1.0*2.5_d0.0.0*1", POINTWISE, np.zeros((1, 2)))
    array([[0. , 2.5]])
    """
    selected = [part[1:].split("*") for part in edits.split("_") if part.startswith(kind)]
    if not selected:
        return weights
    weights = weights.copy()
    for coordinates, value in selected:
        index = _index(kind, tuple(map(int, coordinates.split("."))), weights.shape)
        if all(i < side for i, side in zip(index, weights.shape, strict=True)):
            weights[index] = float(value)
    return weights


def _index(kind: str, coordinates: tuple[int, ...], shape: tuple[int, ...]) -> tuple[int, ...]:
    """Array index of the coordinates of an edit."""
    if kind == DEPTHWISE:
        depthwise_map, row, column = coordinates
        return row, column, *divmod(depthwise_map, shape[-1])
    if kind == POINTWISE:
        return coordinates[::-1]
    output, channel, row, column = coordinates
    return row, column, channel, output
