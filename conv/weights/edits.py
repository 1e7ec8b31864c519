"""Filter values set by hand, in a code short enough for an address.

One edit is a letter (d depthwise, p pointwise, s standard), where, and the value: `d0.1.2*-0.5` sets row 1, column 2 of
the filter of depthwise map 0; `p4.0*1` the weight of map 0 in output 4; `s4.0.1.2*3` row 1, column 2 of channel 0 in
standard filter 4. Edits are joined by `_`. An edit that lies outside the weights of the moment is kept, and waits.
"""

import re

import numpy as np

DEPTHWISE, POINTWISE, STANDARD = "dps"
UNSHARED = "unshared"  # stands in an address for what it leaves out: edits that are too long for it
MOST_EDITS = 2_000  # edits; an editor is for some values, not for loading a network
EDIT = re.compile(r"[dps](?:\d{1,4}\.){1,3}\d{1,4}\*-?\d{1,6}(?:\.\d{1,8})?", re.ASCII)
COORDINATES = {DEPTHWISE: 3, POINTWISE: 2, STANDARD: 4}


def check(edits: str) -> None:
    """Raise ValueError unless `edits` can be read."""
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
    Set by hand what `edits` says about one kind of weights.

    Parameters
    ----------
    edits : str
        As checked by `check`.
    kind : {DEPTHWISE, POINTWISE, STANDARD}
        Which weights these are.
    weights : ndarray
        (k, k, M, D), (M·D, N) or (k, k, M, N), by kind; left as it is.

    Returns
    -------
    ndarray
        A copy where something was set, else `weights` itself.

    Examples
    --------
    >>> apply("p1.0*2.5_d0.0.0*1", POINTWISE, np.zeros((1, 2)))
    array([[0. , 2.5]])
    """
    mine = [part[1:].split("*") for part in edits.split("_") if part.startswith(kind)]
    if not mine:
        return weights
    weights = weights.copy()
    for where, value in mine:
        index = _index(kind, tuple(map(int, where.split("."))), weights.shape)
        if all(i < side for i, side in zip(index, weights.shape, strict=True)):
            weights[index] = float(value)
    return weights


def _index(kind: str, at: tuple[int, ...], shape: tuple[int, ...]) -> tuple[int, ...]:
    """Where an edit's coordinates lie in the array."""
    if kind == DEPTHWISE:
        maps, row, column = at
        return row, column, *divmod(maps, shape[-1])
    if kind == POINTWISE:
        return at[::-1]
    output, channel, row, column = at
    return row, column, channel, output
