"""The kinds of layers that a table may contain, and the operations of each."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from conv.networks.operations import (
    ADD,
    AVERAGE_POOL,
    CONV,
    GLOBAL_POOL,
    MAX_POOL,
    MULTIPLY,
    NORM,
    RELU,
    RELU6,
    SIGMOID,
    SILU,
    Chain,
    Sides,
    sides,
)

DEPTHWISE, POINTWISE, SEPARABLE, FULLY_CONNECTED, BATCH_NORM = "depthwise", "pointwise", "separable", "fc", "batch norm"

POOLING = "kernel", "stride", "padding"
WINDOW = *POOLING, "dilation"
FILTERING = *WINDOW, "groups", "bias"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of layer: a function that appends its operations to a chain, its columns, and its other names."""

    append: Callable[..., None]
    columns: tuple[str, ...] = ()
    aliases: str = ""
    needs_out: bool = False  # the column `out` is required; otherwise the output channels follow from the input
    to_one_cell: bool = False  # the output has size 1×1 for any input size


def kind_of(text: str) -> str | None:
    """
    Find the kind with this name in any known spelling; None for an unknown name.

    Examples
    --------
    >>> kind_of("MaxPool2D"), kind_of("Dense"), kind_of("lstm")
    ('max pool', 'fc', None)
    """
    return SPELLINGS.get(_spelling(text))


def _spelling(name: str) -> str:
    return re.sub(r"[\s_-]", "", name.lower()).removesuffix("2d")


def _conv(chain: Chain, out: int, kernel: int | Sides = 3, **more) -> None:
    chain.conv(out, kernel, **more)


def _pointwise(chain: Chain, out: int, kernel: int | Sides = 1, **more) -> None:
    if kernel not in (1, (1, 1)):
        raise ValueError(
            f"kernel={sides(kernel)}: a pointwise layer has kernel 1; leave it empty, or choose the kind {CONV}."
        )
    chain.conv(out, **more)


def _depthwise(chain: Chain, kernel: int | Sides = 3, multiplier: int = 1, groups: int | None = None, **more) -> None:
    if groups not in (None, chain.channels):
        raise ValueError(
            f"groups={groups}: a depthwise layer has one group for each channel that comes in, {chain.channels}; "
            f"leave it empty, or choose the kind {CONV}."
        )
    chain.conv(chain.channels * multiplier, kernel, groups=chain.channels, **more)


def _separable(chain: Chain, out: int, bias: bool = False, **more) -> None:
    _depthwise(chain, bias=bias, **more)
    chain.conv(out, bias=bias)


def _linear(chain: Chain, out: int, **more) -> None:
    chain.linear(out, **more)


def _pool(kind: str, chain: Chain, kernel: int | Sides = 2, **more) -> None:
    chain.pool(kind, kernel, **{"stride": kernel} | more)


def _elementwise(kind: str, aliases: str = "") -> Kind:
    return Kind(partial(Chain.elementwise, kind=kind), aliases=aliases)


KINDS = {
    CONV: Kind(_conv, FILTERING, "convolution standard", needs_out=True),
    DEPTHWISE: Kind(_depthwise, (*FILTERING, "multiplier"), "dw depthwiseconv"),
    POINTWISE: Kind(_pointwise, FILTERING, "pw pointwiseconv", needs_out=True),
    SEPARABLE: Kind(_separable, (*WINDOW, "bias", "multiplier"), "separableconv sepconv", needs_out=True),
    FULLY_CONNECTED: Kind(_linear, ("bias",), "fullyconnected linear dense gemm", needs_out=True, to_one_cell=True),
    MAX_POOL: Kind(partial(_pool, MAX_POOL), POOLING, "maxpooling"),
    AVERAGE_POOL: Kind(partial(_pool, AVERAGE_POOL), POOLING, "averagepooling avgpool avgpooling"),
    GLOBAL_POOL: Kind(
        Chain.global_pool,
        aliases="globalpooling globalaveragepool globalaveragepooling globalavgpool gap",
        to_one_cell=True,
    ),
    BATCH_NORM: _elementwise(NORM, "batchnormalization norm bn"),
    RELU: _elementwise(RELU),
    RELU6: _elementwise(RELU6),
    SILU: _elementwise(SILU, "swish"),
    SIGMOID: _elementwise(SIGMOID),
    ADD: _elementwise(ADD),
    MULTIPLY: _elementwise(MULTIPLY, "mul"),
}
SPELLINGS = {_spelling(word): name for name, kind in KINDS.items() for word in (name, *kind.aliases.split())}
