"""What a network consists of: operations with their shapes, and a chain that works the shapes out."""

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

# Ways beside the main one: the weights of squeeze-excite, and what goes past a block.
MAIN, GATE, SHORTCUT = "", "gate", "shortcut"


@dataclass(frozen=True, slots=True)
class Operation:
    """One step of a network with the shapes it meets; sides are (height, width) in cells, counts are exact."""

    kind: str
    block: str  # the part of the network that it belongs to
    channels: int  # coming in
    filters: int  # going out
    size: Sides
    output: Sides
    kernel: Sides = (1, 1)
    stride: Sides = (1, 1)
    padding: Paddings = (SAME, SAME)
    dilation: Sides = (1, 1)
    groups: int = 1
    bias: bool = False
    way: str = MAIN

    @property
    def stage(self) -> str:
        """What it is called in a table and coloured by in a chart."""
        if self.kind != CONV:
            return self.kind
        if self.groups == 1:
            return "standard" if prod(self.kernel) > 1 else "pointwise"
        return "depthwise" if self.groups == self.channels else "grouped"

    @property
    def weights(self) -> int:
        """Weights of a convolution or a fully connected layer, without bias."""
        if self.kind not in (CONV, LINEAR):
            return 0
        return prod(self.kernel) * (self.channels // self.groups) * self.filters

    @property
    def macs(self) -> int:
        """Multiply-accumulates of a convolution or a fully connected layer: each weight once a pixel."""
        return self.weights * prod(self.output)

    @property
    def reads(self) -> int:
        """Values that a pooling reads, padding included."""
        return prod(self.kernel) * self.elements if self.kind in POOLS else 0

    @property
    def incoming(self) -> int:
        """Elements that come in."""
        return prod(self.size) * self.channels

    @property
    def elements(self) -> int:
        """Elements that go out."""
        return prod(self.output) * self.filters


@dataclass
class Chain:
    """
    Operations one after the other, each taking the shape that the one before left.

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
    way: str = MAIN
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
        """Append a convolution; groups as many as channels make it depthwise."""
        if self.channels % groups or filters % groups:
            raise ValueError(
                f"groups={groups}: choose a number that divides both {self.channels} channels in and {filters} out."
            )
        window = _window(kernel, stride, padding, dilation)
        self._append(CONV, filters, self._after(**window), **window, groups=groups, bias=bias)

    def depthwise(self, kernel: int | Sides, stride: int | Sides = 1) -> None:
        """Append a convolution that filters each channel by itself."""
        self.conv(self.channels, kernel, stride, groups=self.channels)

    def pool(self, kind: str, kernel: int | Sides, stride: int | Sides, padding: Padding | Paddings = SAME) -> None:
        """Append a pooling over windows."""
        window = _window(kernel, stride, padding)
        self._append(kind, self.channels, self._after(**window), **window)

    def global_pool(self) -> None:
        """Append the average of each channel."""
        self._append(GLOBAL_POOL, self.channels, (1, 1), kernel=self.size)

    def linear(self, filters: int, bias: bool = True) -> None:
        """Append a fully connected layer; it takes every element, as after flattening."""
        self.channels, self.size = self.channels * prod(self.size), (1, 1)
        self._append(LINEAR, filters, (1, 1), bias=bias)

    def each(self, kind: str) -> None:
        """Append what changes no shape: a normalisation, an activation, an addition, a multiplication."""
        self._append(kind, self.channels, self.size)

    @contextmanager
    def beside(self, way: str, channels: int, size: Sides) -> Iterator[None]:
        """What is appended inside starts from this shape, and the main way goes on as if it were not there."""
        here = self.channels, self.size, self.way
        self.channels, self.size, self.way = channels, size, way
        yield
        self.channels, self.size, self.way = here

    def _after(self, kernel: Sides, stride: Sides, padding: Paddings, dilation: Sides) -> Sides:
        """Rows and columns behind a window; refuses one that does not fit."""
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
        self.operations.append(Operation(kind, self.block, *shapes, way=self.way, **more))
        self.channels, self.size = filters, output


def sides(pair: Sides) -> str:
    """Height and width as people write them.

    >>> sides((3, 3)), sides((1, 7))
    ('3', '1x7')
    """
    return str(pair[0]) if pair[0] == pair[1] else f"{pair[0]}x{pair[1]}"


def _window(
    kernel: int | Sides, stride: int | Sides, padding: Padding | Paddings, dilation: int | Sides = 1
) -> dict[str, tuple]:
    """A window's numbers, each for rows and columns; one stands for both."""
    given = {"kernel": kernel, "stride": stride, "padding": padding, "dilation": dilation}
    return {name: value if isinstance(value, tuple) else (value, value) for name, value in given.items()}
