"""A network as a table of its layers, its totals, and what swapping its blocks changes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from conv.lab.settings import FIELDS, SettingsError, check
from conv.networks.counting import CONVENTIONS, Convention
from conv.networks.operations import CONV, LINEAR, POOLS, Operation, Sides, sides
from conv.networks.own.follower import EXACT
from conv.networks.swap import Operations, Part, after, pairs, to_separable, to_standard
from conv.networks.view import PAPER, View

Counted = tuple[Operation, int, int]  # a layer, with parameters and work

LAYERS = {CONV, LINEAR, *POOLS}  # what follows one of them is counted with it
MOST_GAINS = 5
SWAPPED = {
    "none": lambda operations: [(operations, operations)],
    "standard": to_standard,
    "separable": to_separable,
}


def report(view: View, operations: Operations) -> dict[str, Any]:
    """
    Everything that the page shows of a network; all figures are exact integers, shares are fractions.

    Parameters
    ----------
    view : View
        What to swap and how to count.
    operations : tuple of Operation
        The network as it is.

    Returns
    -------
    dict
        The totals `before` and `after` the swap, each [parameters, work], and those with `standard` convolutions only,
        None where there is nothing separable; the same of each stage, and of each stage in each block; how many parts
        were `swapped`, and the `gains` of those whose work changes most; the columns of `layer_table`, and the
        settings that open each layer in the lab, or why there are none; and the totals of all `counters`.
    """
    convention, parts = view.convention, SWAPPED[view.swap](operations)
    network = after(parts)
    total = convention.total(network)
    if max(total) >= EXACT:
        raise ValueError(f"Swapped, this network counts {max(total):,}: choose a smaller one, for less than {EXACT:,}.")
    gains, counted = gain_table(parts, convention), list(_counted(network, convention))
    return {
        "unit": convention.unit,
        "sentence": convention.sentence,
        "before": convention.total(operations),
        "standard": _with_standard(operations, convention),
        "after": total,
        "stages": _sums(counted, lambda layer: layer.stage),
        "blocks": _sums(counted, lambda layer: (layer.block, layer.stage)),
        "swapped": len(gains),
        "gains": gains.head(MOST_GAINS).to_dict("list"),
        "counters": _counters(view, network),
        "layers": _columns(counted, total[1]) | {"lab": lab_settings(network)},
    }


def _counters(view: View, network: Operations) -> list[tuple[str, str, str, int, int, str]]:
    """What each way to count makes of the same network: its key, label, unit, parameters, work and sentence."""
    ways = {PAPER: replace(view, counting=PAPER).convention} | CONVENTIONS
    return [(key, way.label, way.unit, *way.total(network), way.sentence) for key, way in ways.items()]


def _with_standard(operations: Operations, convention: Convention) -> tuple[int, int] | None:
    total = convention.total(after(to_standard(operations)))
    return total if pairs(operations) and max(total) < EXACT else None


def layer_table(network: Operations, convention: Convention) -> pd.DataFrame:
    """
    A row for each convolution, pooling and fully connected layer, with all that follows it up to the next.

    Examples
    --------
    >>> from conv.networks.papers.architectures import NETWORKS, expand
    >>> table = layer_table(expand(NETWORKS["mobilenet-v1"]), NETWORKS["mobilenet-v1"].paper)
    >>> table["block"][1], table["stage"][1], table["filter"][1], int(table["work"][1])
    ('Separable 1', 'depthwise', '3×3×32', 3612672)
    """
    return pd.DataFrame(_columns(list(_counted(network, convention)), convention.total(network)[1]))


def _columns(counted: Iterable[Counted], total: int) -> dict[str, list]:
    """The columns of `layer_table`; as lists, for pandas would take as long as all the rest of a report."""
    layers, parameters, work = zip(*counted, strict=True)
    total = total or 1  # of nothing every share is 0
    return {
        "block": [layer.block for layer in layers],
        "stage": [layer.stage for layer in layers],
        "way": [layer.way for layer in layers],
        "filter": [_filter(layer) for layer in layers],
        "stride": [sides(layer.stride) for layer in layers],
        "input": [_shape(layer.size, layer.channels) for layer in layers],
        "output": [_shape(layer.output, layer.filters) for layer in layers],
        "parameters": list(parameters),
        "work": list(work),
        "share": [one / total for one in work],
    }


def sums(network: Operations, convention: Convention, name: Callable[[Operation], Any]) -> list[tuple[Any, int, int]]:
    """
    Name, parameters and work of all layers that `name` calls the same, in the order of their first.

    Examples
    --------
    >>> from conv.networks.papers.architectures import NETWORKS, expand
    >>> v1 = NETWORKS["mobilenet-v1"]
    >>> sums(expand(v1), v1.paper, lambda layer: layer.stage)[2]
    ('pointwise', 3139584, 539492352)
    """
    return _sums(_counted(network, convention), name)


def _sums(counted: Iterable[Counted], name: Callable[[Operation], Any]) -> list[tuple[Any, int, int]]:
    found: dict[Any, tuple[int, int]] = {}
    for layer, parameters, work in counted:
        before = found.get(name(layer), (0, 0))
        found[name(layer)] = before[0] + parameters, before[1] + work
    return [(key, *both) for key, both in found.items()]


def _counted(network: Operations, convention: Convention) -> Iterator[Counted]:
    """Each layer with its parameters and work, and those of all that follows it up to the next."""
    starts = [place for place, operation in enumerate(network) if not place or operation.kind in LAYERS]
    for start, end in zip(starts, [*starts[1:], len(network)], strict=True):
        yield network[start], *convention.total(network[start:end])


def gain_table(parts: list[Part], convention: Convention) -> pd.DataFrame:
    """The swapped parts, those whose work changes most first: what each cost before and costs after."""
    rows = [
        {
            "block": " + ".join(dict.fromkeys(operation.block for operation in before if operation.kind in LAYERS)),
            "before": convention.total(before),
            "after": convention.total(now),
        }
        for before, now in parts
        if before is not now
    ]
    rows.sort(key=lambda row: abs(row["before"][1] - row["after"][1]), reverse=True)
    return pd.DataFrame(rows, columns=["block", "before", "after"])


def lab_settings(network: Operations) -> list[dict[str, Any] | str | None]:
    """
    For each row of `layer_table` the settings of the lab that show exactly this layer.

    Both steps of a separable pair have those of the pair. A sentence says why a convolution has none; other rows
    have None.
    """
    pair_of = pairs(network)
    first_of = {second: first for first, second in pair_of.items()}
    found = []
    for place, layer in enumerate(network):
        if layer.kind != CONV:
            if layer.kind in LAYERS or not place:
                found.append(None)
            continue
        first = network[first_of.get(place, place)]
        last = network[pair_of.get(place, place)]
        found.append(_in_lab(first, last))
    return found


def _in_lab(first: Operation, last: Operation) -> dict[str, Any] | str:
    """Settings of a convolution, or of the pair that two of them are; or why the lab cannot show it."""
    if first.groups not in (1, first.channels):
        return f"groups={first.groups}: the lab has standard and depthwise convolutions only."
    window = {name: getattr(first, name) for name in ("size", "kernel", "stride", "padding", "dilation")}
    uneven = [name for name, (rows, columns) in window.items() if rows != columns]
    if uneven:
        return f"{uneven[0]}: the lab has squares only, with the same numbers for rows and columns."
    layer = {name: rows for name, (rows, _) in window.items()}
    multiplier = first.filters // first.channels if first.stage == "depthwise" else 1
    layer |= {"channels": first.channels, "filters": last.filters, "multiplier": multiplier, "bias": last.bias}
    try:
        for name, value in layer.items():
            check(FIELDS[name], value)
    except SettingsError as e:
        return str(e)
    return layer


def _filter(layer: Operation) -> str:
    """Its shape, as the papers write it."""
    if layer.kind == LINEAR:
        return f"{layer.channels}×{layer.filters}"
    window = "×".join(map(str, layer.kernel))
    if layer.kind != CONV:
        return window if layer.kind in POOLS else ""
    if layer.stage == "depthwise":
        return f"{window}×{layer.filters}"
    return f"{window}×{layer.channels // layer.groups}×{layer.filters}"


def _shape(size: Sides, channels: int) -> str:
    return "×".join(map(str, (*size, channels)))
