"""The operations of a network with their shapes, and a builder that infers the shapes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import prod

from conv.shapes import SAME, Padding, output_size, span

Sides = tuple[int, int]
Paddings = tuple[Padding, Padding]

CONV, LINEAR, NORM, ADD, MULTIPLY = "conv", "linear", "norm", "add", "multiply"
POOLS = MAX_POOL, AVERAGE_POOL, GLOBAL_POOL = "max pool", "average pool", "global pool"
ACTIVATIONS = RELU, RELU6, SILU, SIGMOID = "relu", "relu6", "silu", "sigmoid"

# Branches of a network: the main path, the gate of squeeze-excite, and the shortcut around a block.
MAIN, GATE, SHORTCUT = "", "gate", "shortcut"


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation with its shapes. Sizes are (height, width) in cells; counts are exact integers."""

    kind: str
    block: str  # name of the part of the network
    channels: int  # input channels
    filters: int  # output channels
    size: Sides
    output: Sides
    kernel: Sides = (1, 1)
    stride: Sides = (1, 1)
    padding: Paddings = (SAME, SAME)
    dilation: Sides = (1, 1)
    groups: int = 1
    bias: bool = False
    branch: str = MAIN

    @property
    def stage(self) -> str:
        """The name of the operation in tables, which also sets its colour in charts."""
        if self.kind != CONV:
            return self.kind
        if self.groups == 1:
            return "standard" if prod(self.kernel) > 1 else "pointwise"
        return "depthwise" if self.groups == self.channels else "grouped"

    @property
    def weights(self) -> int:
        """Number of weights of a convolution or a fully connected layer, without bias."""
        if self.kind not in (CONV, LINEAR):
            return 0
        return prod(self.kernel) * (self.channels // self.groups) * self.filters

    @property
    def macs(self) -> int:
        """MACs of a convolution or a fully connected layer: each weight is used once per output pixel."""
        return self.weights * prod(self.output)

    @property
    def values_read(self) -> int:
        """Values that a pooling operation reads, including padding."""
        return prod(self.kernel) * self.output_elements if self.kind in POOLS else 0

    @property
    def input_elements(self) -> int:
        """Number of input elements."""
        return prod(self.size) * self.channels

    @property
    def output_elements(self) -> int:
        """Number of output elements."""
        return prod(self.output) * self.filters


@dataclass
class Chain:
    """
    Builder of a sequence of operations: the input shape of each is the output shape of the previous one.

    Examples
    --------
    >>> chain = Chain(channels=3, size=(224, 224))
    >>> chain.conv(32, kernel=3, stride=2)
    >>> chain.size, chain.operations[0].macs
    ((112, 112), 10838016)
    """

    channels: int
    size: Sides
    block: str = ""
    branch: str = MAIN
    operations: list[Operation] = field(default_factory=list)

    def conv(
        self,
        filters: int,
        kernel: int | Sides = 1,
        stride: int | Sides = 1,
        padding: Padding | Paddings = SAME,
        dilation: int | Sides = 1,
        groups: int = 1,
        bias: bool = False,
    ) -> None:
        """Append a convolution; with as many groups as channels, it is depthwise."""
        if self.channels % groups or filters % groups:
            raise ValueError(
                f"groups={groups}: choose a number that divides both {self.channels} channels in and {filters} out."
            )
        window = _window(kernel, stride, padding, dilation)
        self._append(CONV, filters, self._output_size(**window), **window, groups=groups, bias=bias)

    def depthwise(self, kernel: int | Sides, stride: int | Sides = 1) -> None:
        """Append a depthwise convolution."""
        self.conv(self.channels, kernel, stride, groups=self.channels)

    def pool(self, kind: str, kernel: int | Sides, stride: int | Sides, padding: Padding | Paddings = SAME) -> None:
        """Append a pooling operation."""
        window = _window(kernel, stride, padding)
        self._append(kind, self.channels, self._output_size(**window), **window)

    def global_pool(self) -> None:
        """Append a global average pooling."""
        self._append(GLOBAL_POOL, self.channels, (1, 1), kernel=self.size)

    def linear(self, filters: int, bias: bool = True) -> None:
        """Append a fully connected layer on the flattened input."""
        self.channels, self.size = self.channels * prod(self.size), (1, 1)
        self._append(LINEAR, filters, (1, 1), bias=bias)

    def elementwise(self, kind: str) -> None:
        """Append an operation that keeps the shape: normalization, activation, addition or multiplication."""
        self._append(kind, self.channels, self.size)

    @contextmanager
    def on_branch(self, branch: str, channels: int, size: Sides) -> Iterator[None]:
        """Append to a branch with this input shape; afterwards, the chain continues from its previous shape."""
        saved = self.channels, self.size, self.branch
        self.channels, self.size, self.branch = channels, size, branch
        yield
        self.channels, self.size, self.branch = saved

    def _output_size(self, kernel: Sides, stride: Sides, padding: Paddings, dilation: Sides) -> Sides:
        """Output size of a window; raises ValueError if the window does not fit."""
        output = tuple(map(output_size, self.size, kernel, stride, padding, dilation))
        if min(output) < 1:
            spans = "×".join(map(str, map(span, kernel, dilation)))
            raise ValueError(
                f"kernel={sides(kernel)}: spans {spans} cells, more than its padded input of size "
                f"{sides(self.size)}; choose a smaller kernel or dilation, or more padding."
            )
        return output

    def _append(self, kind: str, filters: int, output: Sides, **more) -> None:
        shapes = self.channels, filters, self.size, output
        self.operations.append(Operation(kind, self.block, *shapes, branch=self.branch, **more))
        self.channels, self.size = filters, output


def sides(pair: Sides) -> str:
    """Height and width as text: one number for a square.

    >>> sides((3, 3)), sides((1, 7))
    ('3', '1x7')
    """
    return str(pair[0]) if pair[0] == pair[1] else f"{pair[0]}x{pair[1]}"


def _window(
    kernel: int | Sides, stride: int | Sides, padding: Padding | Paddings, dilation: int | Sides = 1
) -> dict[str, tuple]:
    """Window arguments as pairs for rows and columns; a single number means both."""
    given = {"kernel": kernel, "stride": stride, "padding": padding, "dilation": dilation}
    return {name: value if isinstance(value, tuple) else (value, value) for name, value in given.items()}
