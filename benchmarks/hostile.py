"""The most expensive networks that can be sent: CSV tables, and ONNX files filled with parts of one kind."""

from conv.networks.uploaded.onnx_file import MAX_BYTES, MOST_NODES
from conv.networks.uploaded.table import LONGEST_TEXT, MOST_LAYERS

HEAD = "kind,in,out,kernel,stride,multiplier,size,name\nconv,3,32,3,1,,224,Stem\n"
FLOAT = 1
TENSORS, PARTS = 250_000, 130_000  # the most that fit into the largest file

# Tables in which each line, or each character, causes as much work as possible.
TABLES = {
    "pairs": HEAD + "separable,,32,3,,,,\n" * (MOST_LAYERS - 1),
    "pairs with names": HEAD + f"separable,,32,3,,,,{'n' * 60}\n" * (MOST_LAYERS - 1),
    "convolutions": HEAD + "conv,,32,3,,,,\n" * (MOST_LAYERS - 1),
    "mistakes": HEAD + "x,y,z,z,z,z,z,z\n" * (MOST_LAYERS - 1),
    "sides": HEAD + f"conv,,32,{'3x' * 30},,,,\n" * (MOST_LAYERS - 1),
    "short lines": "kind\n" + "x\n" * (LONGEST_TEXT // 2 - 3),
    "column names": "kind," * (LONGEST_TEXT // 5),
    "unnamed cells": HEAD + (",,,,,,,," + "z," * 40 + "\n") * (MOST_LAYERS - 1),
    "one cell": HEAD + "x" * (LONGEST_TEXT - len(HEAD)),
}


def files() -> dict[str, bytes]:
    """ONNX files with as many parts of one kind as fit, by the name of that kind."""
    relu = _node("Relu", ["x"], "y")
    chain = [_node("Relu", [f"t{n}" if n else "x"], f"t{n + 1}") for n in range(MOST_NODES)]
    convs = [_node("Conv", [f"t{n}" if n else "x", "w"], f"t{n + 1}") for n in range(MOST_NODES)]
    doubling = [_node("Concat", [f"s{n}"] * 2, f"s{n + 1}", _number("axis", 0)) for n in range(40)]
    made = {
        "nodes": _model(chain),
        "convolutions": _model(convs, _field(5, _tensor("w", [3, 3, 1, 1]))),
        "tensors": _model([relu], b"".join(_field(5, _tensor(f"n{n}", [1])) for n in range(TENSORS))),
        "values": _model([relu], b"".join(_field(13, _value(f"n{n}", [1, 1])) for n in range(PARTS))),
        "attributes": _model([_node("Relu", ["x"], "y", *(_number(f"a{n}", 1) for n in range(PARTS)))]),
        "inputs": _model([_node("Concat", ["x"] * (MAX_BYTES // 3 - 99), "y", _number("axis", 1))]),
        "axes": _model([relu], _field(5, _tensor("n", [1] * (MAX_BYTES // 2 - 99)))),
        "empty nodes": _field(7, _field(1, b"") * (MAX_BYTES // 2 - 99)),
        "shapes of shapes": _model([_node("Shape", ["x"], "s0"), *doubling, _node("ConstantOfShape", ["s40"], "y")]),
    }
    assert all(len(file) <= MAX_BYTES for file in made.values())
    return made


def _model(nodes: list[bytes], more: bytes = b"") -> bytes:
    """A ModelProto of IR version 8 and opset 18, with a graph from x, of shape 1×3×16×16, to y."""
    graph = b"".join(_field(1, node) for node in nodes) + more
    graph += _field(2, b"g") + _field(11, _value("x", [1, 3, 16, 16])) + _field(12, _field(1, b"y"))
    return _varint(1 << 3) + _varint(8) + _field(7, graph) + _field(8, _varint(2 << 3) + _varint(18))


def _node(kind: str, inputs: list[str], output: str, *attributes: bytes) -> bytes:
    parts = [_field(1, name.encode()) for name in inputs] + [_field(2, output.encode()), _field(4, kind.encode())]
    return b"".join(parts + [_field(5, attribute) for attribute in attributes])


def _number(name: str, value: int) -> bytes:
    return _field(1, name.encode()) + _varint(3 << 3) + _varint(value) + _varint(20 << 3) + _varint(2)


def _tensor(name: str, dims: list[int]) -> bytes:
    return b"".join(_varint(1 << 3) + _varint(dim) for dim in dims) + bytes([2 << 3, FLOAT]) + _field(8, name.encode())


def _value(name: str, dims: list[int]) -> bytes:
    shape = b"".join(_field(1, bytes([1 << 3]) + _varint(dim)) for dim in dims)
    return _field(1, name.encode()) + _field(2, _field(1, bytes([1 << 3, FLOAT]) + _field(2, shape)))


def _field(number: int, content: bytes) -> bytes:
    """A length-delimited protobuf field: number and wire type, length, content."""
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(number: int) -> bytes:
    """A variable-length integer: seven bits in each byte, the lowest first."""
    parts = []
    while number > 127:
        parts.append(number & 127 | 128)
        number >>= 7
    return bytes([*parts, number])
