"""Swap the separable pairs of a network for standard convolutions, or the other way round."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import takewhile

from conv.networks.operations import ACTIVATIONS, CONV, GATE, GLOBAL_POOL, MAIN, MULTIPLY, NORM, Operation

Operations = tuple[Operation, ...]
Part = tuple[Operations, Operations]  # before and after; the same object if nothing is swapped

NORM_OR_ACTIVATION = {NORM, *ACTIVATIONS}


def separable_pairs(operations: Operations) -> dict[int, int]:
    """
    Find the separable pairs: the index of each depthwise convolution, with that of its pointwise convolution.

    Batch norm, activations and squeeze-excite are allowed between the two.
    """
    found = {}
    for first, operation in enumerate(operations):
        if operation.branch == MAIN and operation.stage == "depthwise":
            between = takewhile(lambda n: _allowed_between(operations[n]), range(first + 1, len(operations)))
            second = first + 1 + len(list(between))
            if second < len(operations) and _mixes(operations[second], operation):
                gated = any(between.branch == GATE for between in operations[first:second])
                # With a depth multiplier, the gate would not fit the input channels.
                if not gated or operation.filters == operation.channels:
                    found[first] = second
    return found


def to_standard(operations: Operations) -> list[Part]:
    """
    Replace each separable pair by one standard convolution with the same input and output shape.

    Batch norm and activation between the two steps are removed. Squeeze-excite keeps its channels but moves before the
    convolution, because there is no intermediate map any more.

    Parameters
    ----------
    operations : tuple of Operation
        As returned by `conv.networks.papers.architectures.expand`.

    Returns
    -------
    list of (before, after)
        The parts of the network, in order.

    Examples
    --------
    >>> from conv.networks.papers.architectures import NETWORKS, expand
    >>> _, after = zip(*to_standard(expand(NETWORKS["mobilenet-v1"])), strict=True)
    >>> sum(operation.macs for part in after for operation in part)
    4867293184
    """
    ends = separable_pairs(operations)
    return _parts(operations, ends, lambda part: (*_moved_gate(part), _merged(part[0], part[-1])))


def to_separable(operations: Operations) -> list[Part]:
    """
    Replace each standard convolution with more than one tap by a separable pair; the inverse of `to_standard`.

    Batch norm and activation after the convolution then follow both steps, as in MobileNetV1.
    """
    ends = {
        first: first + _count_leading_norms(operations[first + 1 :], operation.branch)
        for first, operation in enumerate(operations)
        if operation.stage == "standard"
    }
    return _parts(operations, ends, lambda part: _separated(part[0], part[1:]))


def after(parts: list[Part]) -> Operations:
    """Join the parts to the swapped network."""
    return tuple(operation for _, part in parts for operation in part)


def _parts(operations: Operations, ends: dict[int, int], swap: Callable[[Operations], Operations]) -> list[Part]:
    """Cut the network into parts, and swap those from an index to its value in `ends`."""

    def cut() -> Iterator[Part]:
        index = 0
        while index < len(operations):
            part = operations[index : ends.get(index, index) + 1]
            yield part, swap(part) if index in ends else part
            index += len(part)

    return list(cut())


def _allowed_between(operation: Operation) -> bool:
    return operation.branch == GATE or operation.kind in NORM_OR_ACTIVATION | {MULTIPLY}


def _mixes(operation: Operation, depthwise: Operation) -> bool:
    is_mix = operation.stage == "pointwise" and operation.stride == (1, 1) and operation.branch == MAIN
    return is_mix and (operation.channels, operation.size) == (depthwise.filters, depthwise.output)


def _count_leading_norms(operations: Operations, branch: str) -> int:
    """Number of batch norms and activations at the start."""
    return len(list(takewhile(lambda o: o.kind in NORM_OR_ACTIVATION and o.branch == branch, operations)))


def _merged(depthwise: Operation, pointwise: Operation) -> Operation:
    return replace(depthwise, filters=pointwise.filters, groups=1, bias=pointwise.bias)


def _moved_gate(part: Operations) -> Iterator[Operation]:
    """The squeeze-excite operations of a part, moved before the convolution: they then work on its input size."""
    size = part[0].size
    for operation in part:
        if operation.kind == GLOBAL_POOL:
            yield replace(operation, size=size, kernel=size)
        elif operation.kind == MULTIPLY:
            yield replace(operation, size=size, output=size)
        elif operation.branch == GATE:
            yield operation


def _separated(convolution: Operation, following: Operations) -> Operations:
    channels, maps = convolution.channels, convolution.output
    depthwise = replace(convolution, filters=channels, groups=channels)
    between = tuple(replace(operation, channels=channels, filters=channels) for operation in following)
    pointwise = Operation(
        *(CONV, convolution.block, channels, convolution.filters, maps, maps),
        bias=convolution.bias,
        branch=convolution.branch,
    )
    return (depthwise, *between, pointwise, *following)
