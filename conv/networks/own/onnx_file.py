"""The layers of an ONNX model as a table of one's own; from shapes and attributes, weights are not read."""

import importlib.util
import json
import os
import signal
import subprocess
import sys
from math import prod
from pathlib import Path
from typing import Any

from conv.networks.own.columns import LONGEST, shown
from conv.networks.own.onnx_nodes import EXPORT_AGAIN, Dims, Translator, called, numbers
from conv.networks.own.table import to_csv

LARGEST = 4_000_000  # bytes, without the weights
MOST_NODES = 20_000
MOST_VALUES = 8  # of a constant that is read: limits, axes and shapes are no longer
# For one file: bytes of addresses, of which the packages reserve half and fill a quarter; processor time, of which they
# take a third; and time that passes, for a machine that has much to do. MobileNetV2 takes 0.35 s and 55 MB.
MEMORY, SECONDS, PATIENCE = 270_000_000, 0.75, 10
NOT_ONNX = "This is not an ONNX file: choose one that ends in .onnx, as exported."
VALUES = "raw_data", "float_data", "double_data", "int32_data", "int64_data", "uint64_data", "string_data"


def installed() -> bool:
    """Whether ONNX files can be read here."""
    return importlib.util.find_spec("onnx") is not None


def layers_of(data: bytes) -> tuple[str, list[str]]:
    """
    The layers of a model as text that `read_layers` reads.

    A few bytes of a hostile file can ask for any amount of memory and time: shapes of shapes, twice as long each time.
    Hence a process of its own with limits.

    Parameters
    ----------
    data : bytes
        An ONNX file. The first axis of its input is the batch, which is not counted.

    Returns
    -------
    text : str
        A line for each operation of a kind that is counted.
    notes : list of str
        What was left out.

    Raises
    ------
    ValueError
        If it cannot be read; the message is a sentence for the reader.

    Examples
    --------
    >>> layers_of(bytes(LARGEST + 1))
    Traceback (most recent call last):
    ValueError: The file has 4,000,001 bytes: at most 4,000,000 can be read.
    """
    if not installed():
        raise ValueError("ONNX files cannot be read here: the server has not got the Python package onnx. Send a CSV.")
    if len(data) > LARGEST:
        raise ValueError(f"The file has {len(data):,} bytes: at most {LARGEST:,} can be read.")
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}  # each thread would reserve memory
    worker, root = [sys.executable, "-m", __name__], Path(__file__).parents[3]
    try:
        done = subprocess.run(
            worker,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # how it ended, with a traceback, says nothing to anybody
            cwd=root,
            env=environment,
            timeout=PATIENCE,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        raise ValueError("The file takes too much time or memory to be read here: choose a smaller model.") from None
    text, notes, refusal = json.loads(done.stdout)
    if refusal:
        raise ValueError(refusal)
    return text, notes


def translate(data: bytes) -> tuple[str, list[str]]:
    """The same without limits; for the process that has them."""
    graph = _graph(data)
    shapes, given = _shapes(graph), _inputs(graph)
    batch = shapes[given[0].name][0] if given else 1
    translator = Translator(shapes, _constants(graph), {tensor.name for tensor in graph.initializer}, batch)
    for node in graph.node:
        translator.read(node)
    return to_csv(translator.rows), translator.notes()


def _graph(data: bytes) -> Any:
    """The graph with all shapes that can be worked out."""
    from onnx import ModelProto, shape_inference

    try:
        model = ModelProto.FromString(data)
    except Exception:  # the parser's own, from a package of which nothing is known here
        raise ValueError(NOT_ONNX) from None
    _check(model)
    _drop_weights(model.graph)
    for given in _inputs(model.graph):
        _fix_batch(given)
    try:
        return shape_inference.infer_shapes(model, data_prop=True).graph
    except shape_inference.InferenceError:
        raise ValueError(f"The shapes in the file cannot be worked out: {EXPORT_AGAIN}.") from None


def _check(model: Any) -> None:
    """Refuse what is not text, what hides layers, and what lies in other files."""
    graph, nodes = model.graph, model.graph.node
    if len(nodes) > MOST_NODES:
        raise ValueError(f"The model has {len(nodes):,} nodes: at most {MOST_NODES:,} can be read.")
    named = [*nodes, *graph.initializer, *graph.input, *graph.output, *graph.value_info]
    texts = [text for node in nodes for text in (node.op_type, node.domain, *node.input, *node.output)]
    whole = all(isinstance(text, str) for text in (*texts, *(part.name for part in named)))
    if not nodes or not whole or not all(node.output for node in nodes):
        raise ValueError(NOT_ONNX)
    if model.functions:
        raise ValueError("The model has functions of its own: export it with all of them inlined.")
    for node in nodes:
        if any(attribute.HasField("g") or attribute.graphs for attribute in node.attribute):
            raise ValueError(f"{called(node)}: holds a graph of its own; export the model without branches and loops.")
    if any(tensor.data_location or tensor.external_data for tensor in _tensors(graph)):
        raise ValueError("The weights are in another file: save the model as a single file.")


def _tensors(graph: Any) -> list[Any]:
    return [*graph.initializer, *(attribute.t for node in graph.node for attribute in node.attribute)]


def _drop_weights(graph: Any) -> None:
    for tensor in _tensors(graph):
        if prod(tensor.dims) > MOST_VALUES:
            for values in VALUES:
                tensor.ClearField(values)


def _inputs(graph: Any) -> list[Any]:
    """What comes in; old models list their weights there, too."""
    weights = {tensor.name for tensor in graph.initializer}
    return [given for given in graph.input if given.name not in weights]


def _fix_batch(given: Any) -> None:
    """One image at a time where their number is open; nothing else may be."""
    dims = given.type.tensor_type.shape.dim
    if not dims or any(dim.dim_value < 1 for dim in dims[1:]):
        written = "×".join(str(dim.dim_value or "?") for dim in dims) or "unknown"
        raise ValueError(f"Input {shown(given.name)}: its size is {written[:LONGEST]}; {EXPORT_AGAIN}.")
    if dims[0].dim_value < 1:
        dims[0].dim_value = 1


def _shapes(graph: Any) -> dict[str, Dims]:
    shapes = {tensor.name: tuple(tensor.dims) for tensor in graph.initializer}
    for info in (*graph.value_info, *graph.output, *graph.input):
        if info.type.tensor_type.HasField("shape"):
            shapes[info.name] = tuple(dim.dim_value for dim in info.type.tensor_type.shape.dim)
    return shapes


def _constants(graph: Any) -> dict[str, tuple[float, ...]]:
    """Short lists of numbers that the model holds."""
    constants = {tensor.name: _few_numbers(tensor) for tensor in graph.initializer}
    for node in graph.node:
        for attribute in node.attribute if node.op_type == "Constant" else ():
            constants[node.output[0]] = _few_numbers(attribute.t) if attribute.HasField("t") else numbers(attribute)
    return constants


def _few_numbers(tensor: Any) -> tuple[float, ...]:
    """The numbers of a tensor; none where they are many, of a type that is no number, or damaged."""
    from onnx import numpy_helper

    if prod(tensor.dims) > MOST_VALUES:
        return ()
    try:
        values = numpy_helper.to_array(tensor).ravel().tolist()
    except (KeyError, TypeError, ValueError):
        return ()
    return tuple(value for value in values if isinstance(value, (int, float)))


def _work() -> None:
    """Read a model from standard input and write what it says, or why it is refused, as JSON."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.setitimer(signal.ITIMER_PROF, SECONDS)  # in fractions, which no limit of resources takes
    try:
        answer = *translate(sys.stdin.buffer.read()), ""
    except ValueError as e:
        answer = "", [], str(e)
    print(json.dumps(answer))


if __name__ == "__main__":
    _work()
