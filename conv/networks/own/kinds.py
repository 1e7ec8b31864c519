"""The kinds of layers that a table of one's own may have, and the operations that each stands for."""

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
    """How its operations are appended to a chain, the columns that say something about it, and its other names."""

    append: Callable[..., None]
    takes: tuple[str, ...] = ()
    aliases: str = ""
    widens: bool = False  # needs `out`; elsewhere the channels that go out follow from those that come in
    shrinks: bool = False  # leaves one cell of any size


def kind_of(text: str) -> str | None:
    """
    The kind that a name means, however it is spelt; None if it means none.

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


def _each(kind: str, aliases: str = "") -> Kind:
    return Kind(partial(Chain.each, kind=kind), aliases=aliases)


KINDS = {
    CONV: Kind(_conv, FILTERING, "convolution standard", widens=True),
    DEPTHWISE: Kind(_depthwise, (*FILTERING, "multiplier"), "dw depthwiseconv"),
    POINTWISE: Kind(_pointwise, FILTERING, "pw pointwiseconv", widens=True),
    SEPARABLE: Kind(_separable, (*WINDOW, "bias", "multiplier"), "separableconv sepconv", widens=True),
    FULLY_CONNECTED: Kind(_linear, ("bias",), "fullyconnected linear dense gemm", widens=True, shrinks=True),
    MAX_POOL: Kind(partial(_pool, MAX_POOL), POOLING, "maxpooling"),
    AVERAGE_POOL: Kind(partial(_pool, AVERAGE_POOL), POOLING, "averagepooling avgpool avgpooling"),
    GLOBAL_POOL: Kind(
        Chain.global_pool,
        aliases="globalpooling globalaveragepool globalaveragepooling globalavgpool gap",
        shrinks=True,
    ),
    BATCH_NORM: _each(NORM, "batchnormalization norm bn"),
    RELU: _each(RELU),
    RELU6: _each(RELU6),
    SILU: _each(SILU, "swish"),
    SIGMOID: _each(SIGMOID),
    ADD: _each(ADD),
    MULTIPLY: _each(MULTIPLY, "mul"),
}
SPELLINGS = {_spelling(word): name for name, kind in KINDS.items() for word in (name, *kind.aliases.split())}
