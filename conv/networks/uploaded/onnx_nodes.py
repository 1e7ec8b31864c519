"""Translation of ONNX nodes to rows of a table of layers."""

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
from conv.networks.uploaded.columns import COLUMN_RULES, MAX_SHOWN, quote
from conv.networks.uploaded.kinds import BATCH_NORM, DEPTHWISE, FULLY_CONNECTED, POINTWISE
from conv.networks.uploaded.table import MOST_NAMED
from conv.shapes import SAME, VALID, Padding, output_size

MIN_INPUTS = dict.fromkeys(("Conv", "Gemm", "MatMul", "Add", "Mul"), 2)  # default 1
SIZE_OPS = "Shape", "Size"  # their output is constant, because all sizes are known
# These only move elements and compute nothing.
RESHAPING_OPS = {"Concat", "Dropout", "Expand", "Flatten", "Identity", "Pad", "Reshape", "Slice", "Split", "Squeeze"}
RESHAPING_OPS |= {"Transpose", "Unsqueeze"}
EXPORT_AGAIN = "export the model again, with fixed sizes"

Dims = tuple[int, ...]
Shape = tuple[int, Sides]  # channels, (rows, columns)


def label(node: Any) -> str:
    """Name and type of a node for messages."""
    return f"Node {quote(node.name or node.output[0])} ({node.op_type[:MAX_SHOWN]})"


@dataclass
class Translator:
    """
    Translates nodes to rows, in execution order.

    Parameters
    ----------
    shapes : mapping
        Sizes of all axes by tensor name; 0 means an unknown size.
    constants : mapping
        Values of small constant tensors by name.
    constant_tensors : set of str
        Names of tensors that do not depend on the image; more are added while reading.
    batch : int
        Batch size.
    """

    shapes: Mapping[str, Dims]
    constants: Mapping[str, tuple[float, ...]]
    constant_tensors: set[str]
    batch: int
    rows: list[dict[str, Any]] = field(default_factory=list)
    row_of: dict[str, dict[str, Any]] = field(default_factory=dict)  # row by name of its output tensor
    sigmoid_inputs: dict[str, str] = field(default_factory=dict)  # input tensor of each sigmoid by its output tensor
    last_output: Shape | None = None  # output shape of the last row
    skipped: Counter[str] = field(default_factory=Counter)  # number of nodes without a row by kind

    def read(self, node: Any) -> None:
        """Write the row of a node, or count it as skipped."""
        if node.op_type in SIZE_OPS or all(name in self.constant_tensors for name in node.input if name):
            self.constant_tensors.update(node.output)
            return
        translate = TRANSLATIONS.get(node.op_type) if node.domain in ("", "ai.onnx") else None
        if translate and len(node.input) < MIN_INPUTS.get(node.op_type, 1):
            raise ValueError(f"{label(node)}: has too few inputs; {EXPORT_AGAIN}.")
        if not (translate and translate(self, node)) and node.op_type not in RESHAPING_OPS:
            self.skipped[node.op_type[:MAX_SHOWN]] += 1

    def notes(self) -> list[str]:
        """A note about skipped nodes, most frequent kinds first."""
        if not self.skipped:
            return []
        kinds, rest = [kind for kind, _ in self.skipped.most_common(MOST_NAMED)], len(self.skipped) - MOST_NAMED
        named = ", ".join(kinds + [f"{rest} more kinds"] * (rest > 0))
        count = "1 operation is" if self.skipped.total() == 1 else f"{self.skipped.total():,} operations are"
        return [f"Not the whole network: {count} not counted here: {named}."]

    def elementwise(self, node: Any) -> bool:
        """Batch norm or an activation."""
        if node.op_type == "Sigmoid":
            self.sigmoid_inputs[node.output[0]] = node.input[0]
        return self._write_same_shape(node, ELEMENTWISE[node.op_type])

    def clip(self, node: Any) -> bool:
        """Clip, which is only supported as ReLU6."""
        limits = self._values(node, 1, "min") + self._values(node, 2, "max")
        return limits == (0, 6) and self._write_same_shape(node, RELU6)

    def binary(self, node: Any) -> bool:
        """An addition or multiplication of two branches; an added constant may be the bias of the layer before."""
        variable = [name for name in node.input if name not in self.constant_tensors]
        if len(variable) > 1:
            return self._merge_silu(node) or self._write_same_shape(node, BINARY[node.op_type])
        row = self.row_of.get(variable[0], {})
        values = sum(prod(self.shapes.get(name, ())) for name in node.input if name in self.constant_tensors)
        if node.op_type != "Add" or row.get("out") != values:
            return False
        row["bias"] = "yes"
        return True

    def _merge_silu(self, node: Any) -> bool:
        """Turn x · sigmoid(x), as exporters write SiLU, into one SiLU row; return whether the node was one."""
        value, gate = node.input[:2] if node.input[1] in self.sigmoid_inputs else node.input[1::-1]
        if node.op_type != "Mul" or self.sigmoid_inputs.get(gate) != value:
            return False
        self.row_of[node.output[0]] = self.row_of[gate]
        self.row_of[gate]["kind"] = SILU
        return True

    def conv(self, node: Any) -> bool:
        """A 2-D convolution: depthwise, pointwise or other."""
        dims, weights = self._dims(node, node.input[0]), self._dims(node, node.input[1])
        if len(dims) != 4 or len(weights) != 4:
            raise ValueError(f"{label(node)}: is no convolution over rows and columns; only such can be read.")
        channels, (filters, group_channels, *kernel) = dims[1], weights
        groups, cells = sum(_numbers(node, "group")) or 1, {}
        if group_channels * groups != channels:
            raise ValueError(f"{label(node)}: has filters that do not fit {channels} channels; {EXPORT_AGAIN}.")
        if groups == channels > 1 and filters % groups == 0:
            kind, cells["multiplier"] = DEPTHWISE, filters // groups
        elif groups > 1:
            kind, cells["groups"] = CONV, groups
        else:
            kind = POINTWISE if kernel == [1, 1] else CONV
        cells |= self._window(node, tuple(kernel), _pair(node, "dilations", 1))
        return self._write(node, kind, (channels, dims[2:]), out=filters, bias=_has_bias(node), **cells)

    def pool(self, node: Any) -> bool:
        """A 2-D pooling."""
        dims = self._dims(node, node.input[0])
        if len(dims) != 4 or _pair(node, "dilations", 1) != (1, 1):
            return False
        return self._write(
            node, POOLS[node.op_type], (dims[1], dims[2:]), **self._window(node, _pair(node, "kernel_shape"))
        )

    def global_pool(self, node: Any) -> bool:
        """Global average pooling, also written as a mean over rows and columns."""
        dims = self._dims(node, node.input[0])
        axes = self._values(node, 1, "axes") if node.op_type == "ReduceMean" else (2, 3)
        if len(dims) != 4 or sorted(axis % 4 for axis in axes) != [2, 3]:
            return False
        return self._write(node, GLOBAL_POOL, (dims[1], dims[2:]))

    def linear(self, node: Any) -> bool:
        """A fully connected layer; if it is applied at several positions, it is a pointwise convolution."""
        dims, has_weights = self._dims(node, node.input[0]), node.input[1] in self.constant_tensors
        weights = self._dims(node, node.input[1])
        if not has_weights or len(weights) != 2 or len(dims) not in (2, 3, 4) or any(_numbers(node, "transA")):
            return False
        positions = max(1, prod(dims[:-1]) // self.batch)  # for any order of batch and sequence axes
        size = dims[1:3] if len(dims) == 4 else (positions, 1)
        kind = FULLY_CONNECTED if size == (1, 1) else POINTWISE
        filters = weights[0] if any(_numbers(node, "transB")) else weights[1]
        return self._write(node, kind, (dims[-1], size), out=filters, bias=_has_bias(node))

    def _write_same_shape(self, node: Any, kind: str) -> bool:
        dims = self._dims(node, node.output[0])
        return len(dims) in (2, 3, 4) and self._write(node, kind, (dims[1], (*dims[2:], 1, 1)[:2]))

    def _write(self, node: Any, kind: str, input_shape: Shape, **cells: Any) -> bool:
        """Add a row. Its input shape is written only if it differs from the output of the row before."""
        row = {"kind": kind, "name": COLUMN_RULES["name"].parse(node.name or node.output[0])} | cells
        last = self.last_output
        flat = last and kind == FULLY_CONNECTED and last[0] * prod(last[1]) == input_shape[0]
        if input_shape != last and not flat:
            row |= {"in": input_shape[0], "size": sides(input_shape[1])}
        size = input_shape[1]
        if "kernel" in cells or kind == GLOBAL_POOL:
            size = (*self._dims(node, node.output[0])[2:], 1, 1)[:2]
        self.last_output = cells.get("out", input_shape[0]), size
        self.rows.append(row)
        self.row_of[node.output[0]] = row
        return True

    def _window(self, node: Any, kernel: Sides, dilation: Sides = (1, 1)) -> dict[str, str]:
        """The cells of a window, with the padding that gives the output size of the model."""
        size, output = (self._dims(node, name)[2:] for name in (node.input[0], node.output[0]))
        window = {"kernel": kernel, "stride": _pair(node, "strides", 1), "dilation": dilation}
        for padding in _paddings(node):
            window["padding"] = padding
            if output == tuple(map(output_size, size, kernel, window["stride"], padding, dilation)):
                return {name: sides(pair) for name, pair in window.items() if name != "dilation" or pair != (1, 1)}
        raise ValueError(
            f"{label(node)}: its padding is neither alike on opposite sides nor “same”; export it with one."
        )

    def _dims(self, node: Any, name: str) -> Dims:
        """The shape of a tensor; raises ValueError if a size other than the batch is unknown."""
        dims = self.shapes.get(name)
        if dims is None or any(dim < 1 for dim in dims[1:]):
            raise ValueError(f"{label(node)}: the shape of {quote(name)} is not known; {EXPORT_AGAIN}.")
        return dims

    def _values(self, node: Any, nth: int, name: str) -> tuple[float, ...]:
        """Values that newer models give as an input and older models as an attribute."""
        return self.constants.get(node.input[nth], ()) if len(node.input) > nth else _numbers(node, name)


def numbers(attribute: Any) -> tuple[float, ...]:
    """The numbers in an attribute."""
    alone = [getattr(attribute, kind) for kind in ("i", "f") if attribute.HasField(kind)]
    return (*alone, *attribute.ints)


def _numbers(node: Any, name: str) -> tuple[float, ...]:
    """The numbers of a named attribute; empty if it is missing."""
    return next((numbers(attribute) for attribute in node.attribute if attribute.name == name), ())


def _pair(node: Any, name: str, default: int | None = None) -> Sides:
    pair = _numbers(node, name) or (default, default)
    if len(pair) != 2 or not all(isinstance(number, int) and number > 0 for number in pair):
        raise ValueError(f"{label(node)}: its {name} should be two whole numbers; {EXPORT_AGAIN}.")
    return pair


def _paddings(node: Any) -> list[tuple[Padding, Padding]]:
    """Candidates for the padding of a node: its own, if equal on opposite sides, and "same"."""
    auto = b"".join(attribute.s for attribute in node.attribute if attribute.name == "auto_pad")
    pads = _numbers(node, "pads") or (0, 0, 0, 0)
    if auto == b"VALID":
        return [(VALID, VALID)]
    symmetric = len(pads) == 4 and pads[:2] == pads[2:] and min(pads) >= 0
    return [pads[:2]] * symmetric + [(SAME, SAME)]


def _has_bias(node: Any) -> str:
    return "yes" if any(node.input[2:3]) else "no"


ELEMENTWISE = {"BatchNormalization": BATCH_NORM, "Relu": RELU, "Sigmoid": SIGMOID, "Swish": SILU}
BINARY = {"Add": ADD, "Mul": MULTIPLY}
POOLS = {"MaxPool": MAX_POOL, "AveragePool": AVERAGE_POOL}
TRANSLATIONS: dict[str, Callable[[Translator, Any], bool]] = {
    **dict.fromkeys(ELEMENTWISE, Translator.elementwise),
    **dict.fromkeys(BINARY, Translator.binary),
    **dict.fromkeys(POOLS, Translator.pool),
    **dict.fromkeys(("GlobalAveragePool", "ReduceMean"), Translator.global_pool),
    **dict.fromkeys(("Gemm", "MatMul"), Translator.linear),
    "Clip": Translator.clip,
    "Conv": Translator.conv,
}
