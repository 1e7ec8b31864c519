"""What the nodes of an ONNX graph are in a table of one's own."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import prod
from typing import Any

from conv.networks.operations import (
    ADD,
    AVERAGE_POOL,
    CONV,
    GLOBAL_POOL,
    MAX_POOL,
    MULTIPLY,
    RELU,
    RELU6,
    SIGMOID,
    SILU,
    Sides,
    sides,
)
from conv.networks.own.columns import CELLS, LONGEST, shown
from conv.networks.own.kinds import BATCH_NORM, DEPTHWISE, FULLY_CONNECTED, POINTWISE
from conv.networks.own.table import MOST_NAMED
from conv.shapes import SAME, VALID, Padding, output_size

NEEDS = dict.fromkeys(("Conv", "Gemm", "MatMul", "Add", "Mul"), 2)  # inputs; other kinds need one
SIZES = "Shape", "Size"  # say nothing of the image but what is known before
# Move elements about, and compute nothing.
SHAPING = {"Concat", "Dropout", "Expand", "Flatten", "Identity", "Pad", "Reshape", "Slice", "Split", "Squeeze"}
SHAPING |= {"Transpose", "Unsqueeze"}
EXPORT_AGAIN = "export the model again, with fixed sizes"

Dims = tuple[int, ...]
Shape = tuple[int, Sides]  # channels, (rows, columns)


def called(node: Any) -> str:
    """How a message names a node."""
    return f"Node {shown(node.name or node.output[0])} ({node.op_type[:LONGEST]})"


@dataclass
class Translator:
    """
    Writes rows for nodes in the order of the data.

    Parameters
    ----------
    shapes : mapping
        Axes of each tensor whose shape is known; 0 stands for one that is not.
    constants : mapping
        Numbers of tensors that hold few.
    fixed : set of str
        Tensors that do not depend on the image; grows.
    batch : int
        Images that go through at a time.
    """

    shapes: Mapping[str, Dims]
    constants: Mapping[str, tuple[float, ...]]
    fixed: set[str]
    batch: int
    rows: list[dict[str, Any]] = field(default_factory=list)
    makers: dict[str, dict[str, Any]] = field(default_factory=dict)  # rows by the tensor that they make
    sigmoids: dict[str, str] = field(default_factory=dict)  # what they were made of, by what they make
    end: Shape | None = None  # what the last row leaves
    left: Counter[str] = field(default_factory=Counter)  # kinds of nodes without a row

    def read(self, node: Any) -> None:
        """Write the row of a node, or note that it has none."""
        if node.op_type in SIZES or all(name in self.fixed for name in node.input if name):
            self.fixed.update(node.output)
            return
        translate = TRANSLATIONS.get(node.op_type) if node.domain in ("", "ai.onnx") else None
        if translate and len(node.input) < NEEDS.get(node.op_type, 1):
            raise ValueError(f"{called(node)}: has too few inputs; {EXPORT_AGAIN}.")
        if not (translate and translate(self, node)) and node.op_type not in SHAPING:
            self.left[node.op_type[:LONGEST]] += 1

    def notes(self) -> list[str]:
        """What was left out, the most frequent kinds first."""
        if not self.left:
            return []
        kinds, rest = [kind for kind, _ in self.left.most_common(MOST_NAMED)], len(self.left) - MOST_NAMED
        named = ", ".join(kinds + [f"{rest} more kinds"] * (rest > 0))
        count = "1 operation is" if self.left.total() == 1 else f"{self.left.total():,} operations are"
        return [f"Not the whole network: {count} not counted here: {named}."]

    def each(self, node: Any) -> bool:
        """A normalisation or an activation."""
        if node.op_type == "Sigmoid":
            self.sigmoids[node.output[0]] = node.input[0]
        return self._write_each(node, EACH[node.op_type])

    def clip(self, node: Any) -> bool:
        """Only ReLU6 has a kind."""
        return self._values(node, 1, "min") + self._values(node, 2, "max") == (0, 6) and self._write_each(node, RELU6)

    def join(self, node: Any) -> bool:
        """Two branches; a fixed side may be the bias of the layer before."""
        moving = [name for name in node.input if name not in self.fixed]
        if len(moving) > 1:
            return self._weighs_itself(node) or self._write_each(node, JOINS[node.op_type])
        row = self.makers.get(moving[0], {})
        values = sum(prod(self.shapes.get(name, ())) for name in node.input if name in self.fixed)
        if node.op_type != "Add" or row.get("out") != values:
            return False
        row["bias"] = "yes"
        return True

    def _weighs_itself(self, node: Any) -> bool:
        """Whether it multiplies something by its own sigmoid, which is SiLU: exporters write it as two nodes."""
        weighed, weights = node.input[:2] if node.input[1] in self.sigmoids else node.input[1::-1]
        if node.op_type != "Mul" or self.sigmoids.get(weights) != weighed:
            return False
        self.makers[node.output[0]] = self.makers[weights]
        self.makers[weights]["kind"] = SILU
        return True

    def conv(self, node: Any) -> bool:
        """A convolution over rows and columns, by the kind that it is."""
        dims, weights = self._dims(node, node.input[0]), self._dims(node, node.input[1])
        if len(dims) != 4 or len(weights) != 4:
            raise ValueError(f"{called(node)}: is no convolution over rows and columns; only such can be read.")
        channels, (filters, each, *kernel) = dims[1], weights
        groups, cells = sum(_numbers(node, "group")) or 1, {}
        if each * groups != channels:
            raise ValueError(f"{called(node)}: has filters that do not fit {channels} channels; {EXPORT_AGAIN}.")
        if groups == channels > 1 and filters % groups == 0:
            kind, cells["multiplier"] = DEPTHWISE, filters // groups
        elif groups > 1:
            kind, cells["groups"] = CONV, groups
        else:
            kind = POINTWISE if kernel == [1, 1] else CONV
        cells |= self._window(node, tuple(kernel), _pair(node, "dilations", 1))
        return self._write(node, kind, (channels, dims[2:]), out=filters, bias=_has_bias(node), **cells)

    def pool(self, node: Any) -> bool:
        """A pooling over rows and columns."""
        dims = self._dims(node, node.input[0])
        if len(dims) != 4 or _pair(node, "dilations", 1) != (1, 1):
            return False
        return self._write(
            node, POOLS[node.op_type], (dims[1], dims[2:]), **self._window(node, _pair(node, "kernel_shape"))
        )

    def global_pool(self, node: Any) -> bool:
        """The average of each channel; a mean over other axes is none."""
        dims = self._dims(node, node.input[0])
        axes = self._values(node, 1, "axes") if node.op_type == "ReduceMean" else (2, 3)
        if len(dims) != 4 or sorted(axis % 4 for axis in axes) != [2, 3]:
            return False
        return self._write(node, GLOBAL_POOL, (dims[1], dims[2:]))

    def linear(self, node: Any) -> bool:
        """A fully connected layer; one that is applied at many places is a pointwise convolution."""
        dims, held = self._dims(node, node.input[0]), node.input[1] in self.fixed
        weights = self._dims(node, node.input[1])
        if not held or len(weights) != 2 or len(dims) not in (2, 3, 4) or any(_numbers(node, "transA")):
            return False
        places = max(1, prod(dims[:-1]) // self.batch)  # whichever axes are the batch and the sequence
        size = dims[1:3] if len(dims) == 4 else (places, 1)
        kind = FULLY_CONNECTED if size == (1, 1) else POINTWISE
        filters = weights[0] if any(_numbers(node, "transB")) else weights[1]
        return self._write(node, kind, (dims[-1], size), out=filters, bias=_has_bias(node))

    def _write_each(self, node: Any, kind: str) -> bool:
        dims = self._dims(node, node.output[0])
        return len(dims) in (2, 3, 4) and self._write(node, kind, (dims[1], (*dims[2:], 1, 1)[:2]))

    def _write(self, node: Any, kind: str, incoming: Shape, **cells: Any) -> bool:
        """Add a row; what comes in is written only where the row before leaves something else."""
        row = {"kind": kind, "name": CELLS["name"].value(node.name or node.output[0])} | cells
        flat = self.end and kind == FULLY_CONNECTED and self.end[0] * prod(self.end[1]) == incoming[0]
        if incoming != self.end and not flat:
            row |= {"in": incoming[0], "size": sides(incoming[1])}
        size = incoming[1]
        if "kernel" in cells or kind == GLOBAL_POOL:
            size = (*self._dims(node, node.output[0])[2:], 1, 1)[:2]
        self.end = cells.get("out", incoming[0]), size
        self.rows.append(row)
        self.makers[node.output[0]] = row
        return True

    def _window(self, node: Any, kernel: Sides, dilation: Sides = (1, 1)) -> dict[str, str]:
        """The cells of a window, with a padding that leaves the size which the model says."""
        size, output = (self._dims(node, name)[2:] for name in (node.input[0], node.output[0]))
        window = {"kernel": kernel, "stride": _pair(node, "strides", 1), "dilation": dilation}
        for padding in _paddings(node):
            window["padding"] = padding
            if output == tuple(map(output_size, size, kernel, window["stride"], padding, dilation)):
                return {name: sides(pair) for name, pair in window.items() if name != "dilation" or pair != (1, 1)}
        raise ValueError(
            f"{called(node)}: its padding is neither alike on opposite sides nor “same”; export it with one."
        )

    def _dims(self, node: Any, name: str) -> Dims:
        """The shape of a tensor, of which only the batch may be open."""
        dims = self.shapes.get(name)
        if dims is None or any(dim < 1 for dim in dims[1:]):
            raise ValueError(f"{called(node)}: the shape of {shown(name)} is not known; {EXPORT_AGAIN}.")
        return dims

    def _values(self, node: Any, nth: int, name: str) -> tuple[float, ...]:
        """Numbers that newer models give as an input, and older ones as an attribute."""
        return self.constants.get(node.input[nth], ()) if len(node.input) > nth else _numbers(node, name)


def numbers(attribute: Any) -> tuple[float, ...]:
    """The numbers that an attribute holds."""
    alone = [getattr(attribute, kind) for kind in ("i", "f") if attribute.HasField(kind)]
    return (*alone, *attribute.ints)


def _numbers(node: Any, name: str) -> tuple[float, ...]:
    """The numbers of an attribute; none if it is left out."""
    return next((numbers(attribute) for attribute in node.attribute if attribute.name == name), ())


def _pair(node: Any, name: str, default: int | None = None) -> Sides:
    pair = _numbers(node, name) or (default, default)
    if len(pair) != 2 or not all(isinstance(number, int) and number > 0 for number in pair):
        raise ValueError(f"{called(node)}: its {name} should be two whole numbers; {EXPORT_AGAIN}.")
    return pair


def _paddings(node: Any) -> list[tuple[Padding, Padding]]:
    """What its padding may be: what stands there if that is alike on opposite sides, and what leaves as much."""
    auto = b"".join(attribute.s for attribute in node.attribute if attribute.name == "auto_pad")
    pads = _numbers(node, "pads") or (0, 0, 0, 0)
    if auto == b"VALID":
        return [(VALID, VALID)]
    alike = len(pads) == 4 and pads[:2] == pads[2:] and min(pads) >= 0
    return [pads[:2]] * alike + [(SAME, SAME)]


def _has_bias(node: Any) -> str:
    return "yes" if any(node.input[2:3]) else "no"


EACH = {"BatchNormalization": BATCH_NORM, "Relu": RELU, "Sigmoid": SIGMOID, "Swish": SILU}
JOINS = {"Add": ADD, "Mul": MULTIPLY}
POOLS = {"MaxPool": MAX_POOL, "AveragePool": AVERAGE_POOL}
TRANSLATIONS: dict[str, Callable[[Translator, Any], bool]] = {
    **dict.fromkeys(EACH, Translator.each),
    **dict.fromkeys(JOINS, Translator.join),
    **dict.fromkeys(POOLS, Translator.pool),
    **dict.fromkeys(("GlobalAveragePool", "ReduceMean"), Translator.global_pool),
    **dict.fromkeys(("Gemm", "MatMul"), Translator.linear),
    "Clip": Translator.clip,
    "Conv": Translator.conv,
}
