"""The blocks that the papers' tables are made of; each knows the operations that it stands for."""

from collections.abc import Callable
from dataclasses import dataclass

from conv.networks.operations import ADD, GATE, MAX_POOL, MULTIPLY, NORM, SHORTCUT, SIGMOID, Chain
from conv.shapes import SAME, Padding


@dataclass(frozen=True, slots=True)
class Style:
    """What all blocks of a network share: the activation, and how wide their convolutions are."""

    activation: str
    width: Callable[[int, int], int]  # filters of the table and percent α → filters
    percent: int = 100


@dataclass(frozen=True, slots=True)
class Conv:
    """A convolution with batch norm and activation; one that only `grows` keeps its width where α is below 1."""

    filters: int
    stride: int = 1
    kernel: int = 3
    padding: Padding = SAME
    grows: bool = False
    label: str = "Conv"

    def append(self, chain: Chain, style: Style) -> None:
        """Its operations."""
        filters = style.width(self.filters, max(100, style.percent) if self.grows else style.percent)
        chain.conv(filters, self.kernel, self.stride, self.padding)
        _finish(chain, style.activation)


@dataclass(frozen=True, slots=True)
class Separable:
    """MobileNetV1's pair: a depthwise and a pointwise convolution, each with batch norm and activation."""

    filters: int
    stride: int = 1
    label: str = "Separable"

    def append(self, chain: Chain, style: Style) -> None:
        """Its operations."""
        chain.depthwise(3, self.stride)
        _finish(chain, style.activation)
        chain.conv(style.width(self.filters, style.percent))
        _finish(chain, style.activation)


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """MobileNetV2's inverted residual: expand, filter each channel, project without activation.

    A `gated` one is EfficientNet's, with squeeze-excite before the projection.
    """

    expansion: int
    kernel: int
    filters: int
    stride: int = 1
    gated: bool = False
    label: str = "Bottleneck"

    def append(self, chain: Chain, style: Style) -> None:
        """Its operations."""
        channels, size = chain.channels, chain.size
        if self.expansion > 1:
            chain.conv(channels * self.expansion)
            _finish(chain, style.activation)
        chain.depthwise(self.kernel, self.stride)
        _finish(chain, style.activation)
        if self.gated:
            _excite(chain, channels // 4, style.activation)
        chain.conv(style.width(self.filters, style.percent))
        _finish(chain)
        if (chain.channels, chain.size) == (channels, size):
            chain.each(ADD)


@dataclass(frozen=True, slots=True)
class Module:
    """Xception's: separable pairs around which the input goes and is added, through a 1×1 convolution at stride 2.

    The activation comes before each pair, but not before that of a module that `starts` behind one.
    """

    filters: tuple[int, ...]
    stride: int = 1
    starts: bool = False
    label: str = "Module"

    def append(self, chain: Chain, style: Style) -> None:
        """Its operations."""
        channels, size = chain.channels, chain.size
        for n, filters in enumerate(self.filters):
            if n or not self.starts:
                chain.each(style.activation)
            _pair(chain, filters)
        if self.stride > 1:
            chain.pool(MAX_POOL, 3, self.stride)
            with chain.beside(SHORTCUT, channels, size):
                chain.conv(self.filters[-1], stride=self.stride)
                _finish(chain)
        chain.each(ADD)


@dataclass(frozen=True, slots=True)
class Pair:
    """Xception's last layers: a separable pair with nothing in between, then batch norm and activation."""

    filters: int
    label: str = "Pair"

    def append(self, chain: Chain, style: Style) -> None:
        """Its operations."""
        _pair(chain, self.filters)
        chain.each(style.activation)


@dataclass(frozen=True, slots=True)
class Head:
    """The average of each channel, and a fully connected layer to the classes."""

    classes: int
    label: str = "Classifier"

    def append(self, chain: Chain, style: Style) -> None:
        """Its operations."""
        chain.global_pool()
        chain.linear(self.classes)


Block = Conv | Separable | Bottleneck | Module | Pair | Head


def bottlenecks(*rows: tuple[int, int, int, int, int], gated: bool = False) -> tuple[Bottleneck, ...]:
    """
    Rows of a paper's table: expansion t, kernel k, filters c, repeats n, stride s of the first of them.

    Examples
    --------
    >>> [block.stride for block in bottlenecks((6, 3, 24, 2, 2))]
    [2, 1]
    """
    return tuple(Bottleneck(t, k, c, 1 if repeat else s, gated) for t, k, c, n, s in rows for repeat in range(n))


def _finish(chain: Chain, activation: str | None = None) -> None:
    """Batch norm and activation behind a convolution."""
    chain.each(NORM)
    if activation:
        chain.each(activation)


def _pair(chain: Chain, filters: int) -> None:
    chain.depthwise(3)
    chain.conv(filters)
    chain.each(NORM)


def _excite(chain: Chain, squeezed: int, activation: str) -> None:
    """Weigh each channel by what two small layers with bias make of all channels' averages."""
    channels = chain.channels
    with chain.beside(GATE, channels, chain.size):
        chain.global_pool()
        chain.conv(squeezed, bias=True)
        chain.each(activation)
        chain.conv(channels, bias=True)
        chain.each(SIGMOID)
    chain.each(MULTIPLY)
