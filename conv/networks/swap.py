"""The same network with its separable pairs as standard convolutions, or the other way round."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import takewhile

from conv.networks.operations import ACTIVATIONS, CONV, GATE, GLOBAL_POOL, MAIN, MULTIPLY, NORM, Operation

Operations = tuple[Operation, ...]
Part = tuple[Operations, Operations]  # before and after; the same where nothing is swapped

FINISH = {NORM, *ACTIVATIONS}


def pairs(operations: Operations) -> dict[int, int]:
    """
    Where depthwise convolutions stand, each with the place of the pointwise one that mixes what it made.

    Between the two may be batch norm, activations and squeeze-excite.
    """
    found = {}
    for first, operation in enumerate(operations):
        if operation.way == MAIN and operation.stage == "depthwise":
            between = takewhile(lambda n: _stands_between(operations[n]), range(first + 1, len(operations)))
            second = first + 1 + len(list(between))
            if second < len(operations) and _mixes(operations[second], operation):
                gated = any(between.way == GATE for between in operations[first:second])
                if not gated or operation.filters == operation.channels:  # else nowhere to put the weights
                    found[first] = second
    return found


def to_standard(operations: Operations) -> list[Part]:
    """
    Each separable pair as one standard convolution from its input to its output.

    Batch norm and activation between the two go. Squeeze-excite stays on the channels that it weighs, but before the
    convolution, which leaves nothing between the two steps to stand in.

    Parameters
    ----------
    operations : tuple of Operation
        As from `conv.networks.papers.architectures.expand`.

    Returns
    -------
    list of (before, after)
        The network in parts, in order.

    Examples
    --------
    >>> from conv.networks.papers.architectures import NETWORKS, expand
    >>> _, after = zip(*to_standard(expand(NETWORKS["mobilenet-v1"])), strict=True)
    >>> sum(operation.macs for part in after for operation in part)
    4867293184
    """
    ends = pairs(operations)
    return _parts(operations, ends, lambda part: (*_gate(part), _joined(part[0], part[-1])))


def to_separable(operations: Operations) -> list[Part]:
    """
    Each standard convolution of more than one tap as a separable pair, as `to_standard` the other way round.

    The batch norm and the activation that follow the convolution then follow both, as in MobileNetV1.
    """
    ends = {
        first: first + _finishing(operations[first + 1 :], operation.way)
        for first, operation in enumerate(operations)
        if operation.stage == "standard"
    }
    return _parts(operations, ends, lambda part: _split(part[0], part[1:]))


def after(parts: list[Part]) -> Operations:
    """The swapped network."""
    return tuple(operation for _, part in parts for operation in part)


def _parts(operations: Operations, ends: dict[int, int], swap: Callable[[Operations], Operations]) -> list[Part]:
    """Cut at the swapped places, each from its first to its last operation."""

    def cut() -> Iterator[Part]:
        place = 0
        while place < len(operations):
            part = operations[place : ends.get(place, place) + 1]
            yield part, swap(part) if place in ends else part
            place += len(part)

    return list(cut())


def _stands_between(operation: Operation) -> bool:
    return operation.way == GATE or operation.kind in FINISH | {MULTIPLY}


def _mixes(operation: Operation, depthwise: Operation) -> bool:
    one = operation.stage == "pointwise" and operation.stride == (1, 1) and operation.way == MAIN
    return one and (operation.channels, operation.size) == (depthwise.filters, depthwise.output)


def _finishing(operations: Operations, way: str) -> int:
    """How many batch norms and activations come first."""
    return len(list(takewhile(lambda operation: operation.kind in FINISH and operation.way == way, operations)))


def _joined(depthwise: Operation, pointwise: Operation) -> Operation:
    return replace(depthwise, filters=pointwise.filters, groups=1, bias=pointwise.bias)


def _gate(part: Operations) -> Iterator[Operation]:
    """Squeeze-excite as it is when it comes before the convolution: on larger maps."""
    size = part[0].size
    for operation in part:
        if operation.kind == GLOBAL_POOL:
            yield replace(operation, size=size, kernel=size)
        elif operation.kind == MULTIPLY:
            yield replace(operation, size=size, output=size)
        elif operation.way == GATE:
            yield operation


def _split(convolution: Operation, finish: Operations) -> Operations:
    channels, maps = convolution.channels, convolution.output
    depthwise = replace(convolution, filters=channels, groups=channels)
    between = tuple(replace(operation, channels=channels, filters=channels) for operation in finish)
    pointwise = Operation(
        CONV, convolution.block, channels, convolution.filters, maps, maps, bias=convolution.bias, way=convolution.way
    )
    return (depthwise, *between, pointwise, *finish)
