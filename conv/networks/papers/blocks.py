"""The blocks in the tables of the papers; each appends its operations to a chain."""

from collections.abc import Callable
from dataclasses import dataclass

from conv.networks.operations import ADD, GATE, MAX_POOL, MULTIPLY, NORM, SHORTCUT, SIGMOID, Chain
from conv.shapes import SAME, Padding


@dataclass(frozen=True, slots=True)
class Style:
    """Properties that all blocks of a network share: activation and width."""

    activation: str
    width: Callable[[int, int], int]  # filters of the table and percent α → filters
    percent: int = 100


@dataclass(frozen=True, slots=True)
class Conv:
    """A convolution with batch norm and activation. With `never_narrower`, a width α below 1 is ignored."""

    filters: int
    stride: int = 1
    kernel: int = 3
    padding: Padding = SAME
    never_narrower: bool = False
    label: str = "Conv"

    def append(self, chain: Chain, style: Style) -> None:
        """Append the operations of the block."""
        filters = style.width(self.filters, max(100, style.percent) if self.never_narrower else style.percent)
        chain.conv(filters, self.kernel, self.stride, self.padding)
        _norm_and_activation(chain, style.activation)


@dataclass(frozen=True, slots=True)
class Separable:
    """MobileNetV1's pair: a depthwise and a pointwise convolution, each with batch norm and activation."""

    filters: int
    stride: int = 1
    label: str = "Separable"

    def append(self, chain: Chain, style: Style) -> None:
        """Append the operations of the block."""
        chain.depthwise(3, self.stride)
        _norm_and_activation(chain, style.activation)
        chain.conv(style.width(self.filters, style.percent))
        _norm_and_activation(chain, style.activation)


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """MobileNetV2's inverted residual: expansion, depthwise convolution, projection without activation.

    With `gated`, it is EfficientNet's block, which has squeeze-excite before the projection.
    """

    expansion: int
    kernel: int
    filters: int
    stride: int = 1
    gated: bool = False
    label: str = "Bottleneck"

    def append(self, chain: Chain, style: Style) -> None:
        """Append the operations of the block."""
        channels, size = chain.channels, chain.size
        if self.expansion > 1:
            chain.conv(channels * self.expansion)
            _norm_and_activation(chain, style.activation)
        chain.depthwise(self.kernel, self.stride)
        _norm_and_activation(chain, style.activation)
        if self.gated:
            _squeeze_excite(chain, channels // 4, style.activation)
        chain.conv(style.width(self.filters, style.percent))
        _norm_and_activation(chain)
        if (chain.channels, chain.size) == (channels, size):
            chain.elementwise(ADD)


@dataclass(frozen=True, slots=True)
class XceptionModule:
    """Xception's residual module: separable pairs, and a shortcut, which is a 1×1 convolution if the stride is 2.

    Each pair has its activation before it. With `after_activation`, the first pair has none, because the previous block
    ends with one.
    """

    filters: tuple[int, ...]
    stride: int = 1
    after_activation: bool = False
    label: str = "Module"

    def append(self, chain: Chain, style: Style) -> None:
        """Append the operations of the block."""
        channels, size = chain.channels, chain.size
        for n, filters in enumerate(self.filters):
            if n or not self.after_activation:
                chain.elementwise(style.activation)
            _pair(chain, filters)
        if self.stride > 1:
            chain.pool(MAX_POOL, 3, self.stride)
            with chain.on_branch(SHORTCUT, channels, size):
                chain.conv(self.filters[-1], stride=self.stride)
                _norm_and_activation(chain)
        chain.elementwise(ADD)


@dataclass(frozen=True, slots=True)
class XceptionPair:
    """Xception's last layers: a separable pair without operations in between, then batch norm and activation."""

    filters: int
    label: str = "Pair"

    def append(self, chain: Chain, style: Style) -> None:
        """Append the operations of the block."""
        _pair(chain, self.filters)
        chain.elementwise(style.activation)


@dataclass(frozen=True, slots=True)
class Head:
    """Global average pooling, and a fully connected layer to the classes."""

    classes: int
    label: str = "Classifier"

    def append(self, chain: Chain, style: Style) -> None:
        """Append the operations of the block."""
        chain.global_pool()
        chain.linear(self.classes)


Block = Conv | Separable | Bottleneck | XceptionModule | XceptionPair | Head


def bottlenecks(*rows: tuple[int, int, int, int, int], gated: bool = False) -> tuple[Bottleneck, ...]:
    """
    Bottlenecks from rows of a paper's table: expansion t, kernel k, filters c, repeats n, stride s of the first one.

    Examples
    --------
    >>> [block.stride for block in bottlenecks((6, 3, 24, 2, 2))]
    [2, 1]
    """
    return tuple(Bottleneck(t, k, c, 1 if repeat else s, gated) for t, k, c, n, s in rows for repeat in range(n))


def _norm_and_activation(chain: Chain, activation: str | None = None) -> None:
    """Append batch norm, and the activation if there is one."""
    chain.elementwise(NORM)
    if activation:
        chain.elementwise(activation)


def _pair(chain: Chain, filters: int) -> None:
    chain.depthwise(3)
    chain.conv(filters)
    chain.elementwise(NORM)


def _squeeze_excite(chain: Chain, squeezed: int, activation: str) -> None:
    """Append squeeze-excite: scale each channel by a weight that two 1×1 layers compute from the channel averages."""
    channels = chain.channels
    with chain.on_branch(GATE, channels, chain.size):
        chain.global_pool()
        chain.conv(squeezed, bias=True)
        chain.elementwise(activation)
        chain.conv(channels, bias=True)
        chain.elementwise(SIGMOID)
    chain.elementwise(MULTIPLY)
