"""The data of the page Networks: table of layers, totals, and the effect of swapping convolutions."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from conv.lab.settings import FIELDS, SettingsError, check
from conv.networks.counting import CONVENTIONS, Convention
from conv.networks.operations import CONV, LINEAR, POOLS, Operation, Sides, sides
from conv.networks.swap import Operations, Part, after, separable_pairs, to_separable, to_standard
from conv.networks.uploaded.shape_inference import EXACT_BELOW
from conv.networks.view import PAPER, View

CountedLayer = tuple[Operation, int, int]  # the first operation of a layer, with parameters and work of the layer

LAYER_KINDS = {CONV, LINEAR, *POOLS}  # each starts a layer; other operations count with the layer before
MOST_GAINS = 5
SWAP_FUNCTIONS = {
    "none": lambda operations: [(operations, operations)],
    "standard": to_standard,
    "separable": to_separable,
}


def report(view: View, operations: Operations) -> dict[str, Any]:
    """
    Compute everything that the page shows about a network. All figures are exact integers; shares are fractions.

    Parameters
    ----------
    view : View
        Swap and counting convention.
    operations : tuple of Operation
        The network before the swap.

    Returns
    -------
    dict
        The totals [parameters, work] `after` the swap; the network in both `forms`, as sums for all stages by swap; the
        sums for all `stages` after the swap, and for the stages in all `blocks`; the number of `swapped` parts, and the
        `gains` of those whose work changes most; the columns of `layer_table`, with the settings of each layer for the
        lab or the reason why there are none; and the totals of all `counters`.
    """
    convention, parts = view.convention, SWAP_FUNCTIONS[view.swap](operations)
    network = after(parts)
    total = convention.total(network)
    if max(total) >= EXACT_BELOW:
        raise ValueError(
            f"Swapped, this network counts {max(total):,}: choose a smaller one, for less than {EXACT_BELOW:,}."
        )
    gains, counted = gain_table(parts, convention), list(_counted_layers(network, convention))
    return {
        "unit": convention.unit,
        "sentence": convention.sentence,
        "after": total,
        "forms": _forms(view, operations, network),
        "stages": _sums(counted, lambda layer: layer.stage),
        "blocks": _sums(counted, lambda layer: (layer.block, layer.stage)),
        "swapped": len(gains),
        "gains": gains.head(MOST_GAINS).to_dict("list"),
        "counters": _counters(view, network),
        "layers": _columns(counted, total[1]) | {"lab": lab_settings(network)},
    }


def _counters(view: View, network: Operations) -> list[tuple[str, str, str, int, int, str]]:
    """For each convention: key, label, unit, parameters and work of the network, and description."""
    conventions = {PAPER: replace(view, counting=PAPER).convention} | CONVENTIONS
    return [(key, c.label, c.unit, *c.total(network), c.sentence) for key, c in conventions.items()]


def _forms(view: View, operations: Operations, network: Operations) -> dict[str, list[tuple[str, int, int]]]:
    """
    The network as it is, in the other form, and after the swap of the view, which made `network`: sums by stage.

    The other form has standard convolutions if the network has separable pairs, else separable ones. Left out are swaps
    that change nothing, and those after which the network is too large to be counted exactly.
    """
    forms = {"none": operations, view.swap: network}
    other = "standard" if separable_pairs(operations) else "separable"
    if other not in forms:
        forms |= {other: after(SWAP_FUNCTIONS[other](operations))}
    return {
        swap: sums(form, view.convention, lambda layer: layer.stage)
        for swap, form in sorted(forms.items(), key=lambda item: list(SWAP_FUNCTIONS).index(item[0]))
        if swap == "none" or (form != operations and max(view.convention.total(form)) < EXACT_BELOW)
    }


def layer_table(network: Operations, convention: Convention) -> pd.DataFrame:
    """
    One row per convolution, pooling and fully connected layer; operations up to the next layer count with it.

    Examples
    --------
    >>> from conv.networks.papers.architectures import NETWORKS, expand
    >>> table = layer_table(expand(NETWORKS["mobilenet-v1"]), NETWORKS["mobilenet-v1"].paper)
    >>> table["block"][1], table["stage"][1], table["filter"][1], int(table["work"][1])
    ('Separable 1', 'depthwise', '3×3×32', 3612672)
    """
    return pd.DataFrame(_columns(list(_counted_layers(network, convention)), convention.total(network)[1]))


def _columns(counted: Iterable[CountedLayer], total: int) -> dict[str, list]:
    """The columns of `layer_table` as lists: a DataFrame would take as long as the rest of the report."""
    layers, parameters, work = zip(*counted, strict=True)
    total = total or 1  # all shares are 0 if the total is 0
    return {
        "block": [layer.block for layer in layers],
        "stage": [layer.stage for layer in layers],
        "way": [layer.branch for layer in layers],
        "filter": [_filter(layer) for layer in layers],
        "stride": [sides(layer.stride) for layer in layers],
        "input": [_shape(layer.size, layer.channels) for layer in layers],
        "output": [_shape(layer.output, layer.filters) for layer in layers],
        "parameters": list(parameters),
        "work": list(work),
        "share": [count / total for count in work],
    }


def sums(network: Operations, convention: Convention, key: Callable[[Operation], Any]) -> list[tuple[Any, int, int]]:
    """
    Group the layers by `key`; return key, parameters and work of each group, in order of first occurrence.

    Examples
    --------
    >>> from conv.networks.papers.architectures import NETWORKS, expand
    >>> v1 = NETWORKS["mobilenet-v1"]
    >>> sums(expand(v1), v1.paper, lambda layer: layer.stage)[2]
    ('pointwise', 3139584, 539492352)
    """
    return _sums(_counted_layers(network, convention), key)


def _sums(counted: Iterable[CountedLayer], key: Callable[[Operation], Any]) -> list[tuple[Any, int, int]]:
    found: dict[Any, tuple[int, int]] = {}
    for layer, parameters, work in counted:
        before = found.get(key(layer), (0, 0))
        found[key(layer)] = before[0] + parameters, before[1] + work
    return [(group, *counts) for group, counts in found.items()]


def _counted_layers(network: Operations, convention: Convention) -> Iterator[CountedLayer]:
    """Yield each layer with the sum of its parameters and work, including the operations up to the next layer."""
    starts = [index for index, operation in enumerate(network) if not index or operation.kind in LAYER_KINDS]
    for start, end in zip(starts, [*starts[1:], len(network)], strict=True):
        yield network[start], *convention.total(network[start:end])


def gain_table(parts: list[Part], convention: Convention) -> pd.DataFrame:
    """The swapped parts with parameters and work before and after; the largest change of work comes first."""
    rows = [
        {
            "block": " + ".join(dict.fromkeys(o.block for o in before if o.kind in LAYER_KINDS)),
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
    For each row of `layer_table`, the settings that show exactly this layer in the lab.

    Both steps of a separable pair have the settings of the pair. For a convolution that the lab cannot show, the value
    is a sentence with the reason; for other layers it is None.
    """
    second_of = separable_pairs(network)
    first_of = {second: first for first, second in second_of.items()}
    found = []
    for index, layer in enumerate(network):
        if layer.kind != CONV:
            if layer.kind in LAYER_KINDS or not index:
                found.append(None)
            continue
        first = network[first_of.get(index, index)]
        last = network[second_of.get(index, index)]
        found.append(_settings_of(first, last))
    return found


def _settings_of(first: Operation, last: Operation) -> dict[str, Any] | str:
    """Settings of a convolution or of a separable pair, or the reason why the lab cannot show it."""
    if first.groups not in (1, first.channels):
        return f"groups={first.groups}: the lab has standard and depthwise convolutions only."
    window = {name: getattr(first, name) for name in ("size", "kernel", "stride", "padding", "dilation")}
    oblong = [name for name, (rows, columns) in window.items() if rows != columns]
    if oblong:
        return f"{oblong[0]}: the lab has squares only, with the same numbers for rows and columns."
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
    """Shape of the filter in the notation of the papers."""
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
