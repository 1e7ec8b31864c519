"""Converts an ONNX model to a table of layers, from shapes and attributes; weights are not read."""

import importlib.util
import json
import os
import signal
import subprocess
import sys
from math import prod
from pathlib import Path
from typing import Any

from conv.networks.uploaded.columns import MAX_SHOWN, quote
from conv.networks.uploaded.onnx_nodes import EXPORT_AGAIN, Dims, Translator, label, numbers
from conv.networks.uploaded.table import to_csv

MAX_BYTES = 4_000_000  # bytes, without the weights
MOST_NODES = 20_000
MOST_VALUES = 8  # of a constant that is read; clip limits, axes and shapes are not longer
# Limits for one file. Address space in bytes: the packages alone reserve half of it and use a quarter. CPU time: the
# packages alone take a third. Wall-clock time, for a busy machine. MobileNetV2 takes 0.35 s and 55 MB.
MAX_MEMORY, CPU_SECONDS, WALL_SECONDS = 270_000_000, 0.75, 10
NOT_ONNX = "This is not an ONNX file: choose one that ends in .onnx, as exported."
WEIGHT_FIELDS = "raw_data", "float_data", "double_data", "int32_data", "int64_data", "uint64_data", "string_data"


def installed() -> bool:
    """Whether the package `onnx` is installed."""
    return importlib.util.find_spec("onnx") is not None


def layers_of(data: bytes) -> tuple[str, list[str]]:
    """
    Convert a model to a table of layers for `read_layers`, in a separate process with limits.

    A few bytes of a malicious file can demand any amount of memory and time, for example by doubling the length of a
    shape repeatedly. Hence the separate process.

    Parameters
    ----------
    data : bytes
        An ONNX file. The first axis of its input is the batch axis, which is ignored.

    Returns
    -------
    text : str
        One line per operation of a supported kind.
    notes : list of str
        Operations that were left out.

    Raises
    ------
    ValueError
        If the file cannot be read; the message is shown on the page.

    Examples
    --------
    >>> layers_of(bytes(MAX_BYTES + 1))
    Traceback (most recent call last):
    ValueError: The file has 4,000,001 bytes: at most 4,000,000 can be read.
    """
    if not installed():
        raise ValueError("ONNX files cannot be read here: the server has not got the Python package onnx. Send a CSV.")
    if len(data) > MAX_BYTES:
        raise ValueError(f"The file has {len(data):,} bytes: at most {MAX_BYTES:,} can be read.")
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}  # each BLAS thread would reserve memory
    worker, root = [sys.executable, "-m", __name__], Path(__file__).parents[3]
    try:
        done = subprocess.run(
            worker,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # its traceback would not help anybody
            cwd=root,
            env=environment,
            timeout=WALL_SECONDS,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        raise ValueError("The file takes too much time or memory to be read here: choose a smaller model.") from None
    text, notes, refusal = json.loads(done.stdout)
    if refusal:
        raise ValueError(refusal)
    return text, notes


def translate(data: bytes) -> tuple[str, list[str]]:
    """Like `layers_of` but in this process, without limits."""
    graph = _graph(data)
    shapes, tensor_info = _shapes(graph), _inputs(graph)
    batch = shapes[tensor_info[0].name][0] if tensor_info else 1
    translator = Translator(shapes, _constants(graph), {tensor.name for tensor in graph.initializer}, batch)
    for node in graph.node:
        translator.read(node)
    return to_csv(translator.rows), translator.notes()


def _graph(data: bytes) -> Any:
    """Parse the model and infer all shapes."""
    from onnx import ModelProto, shape_inference

    try:
        model = ModelProto.FromString(data)
    except Exception:  # the error class belongs to the parser's package, which is not imported here
        raise ValueError(NOT_ONNX) from None
    _check_model(model)
    _drop_weights(model.graph)
    for tensor_info in _inputs(model.graph):
        _fix_batch(tensor_info)
    try:
        return shape_inference.infer_shapes(model, data_prop=True).graph
    except shape_inference.InferenceError:
        raise ValueError(f"The shapes in the file cannot be worked out: {EXPORT_AGAIN}.") from None


def _check_model(model: Any) -> None:
    """Raise ValueError for invalid text, for hidden layers (functions, subgraphs) and for external weights."""
    graph, nodes = model.graph, model.graph.node
    if len(nodes) > MOST_NODES:
        raise ValueError(f"The model has {len(nodes):,} nodes: at most {MOST_NODES:,} can be read.")
    named = [*nodes, *graph.initializer, *graph.input, *graph.output, *graph.value_info]
    texts = [text for node in nodes for text in (node.op_type, node.domain, *node.input, *node.output)]
    valid_text = all(isinstance(text, str) for text in (*texts, *(part.name for part in named)))
    if not nodes or not valid_text or not all(node.output for node in nodes):
        raise ValueError(NOT_ONNX)
    if model.functions:
        raise ValueError("The model has functions of its own: export it with all of them inlined.")
    for node in nodes:
        if any(attribute.HasField("g") or attribute.graphs for attribute in node.attribute):
            raise ValueError(f"{label(node)}: holds a graph of its own; export the model without branches and loops.")
    if any(tensor.data_location or tensor.external_data for tensor in _tensors(graph)):
        raise ValueError("The weights are in another file: save the model as a single file.")


def _tensors(graph: Any) -> list[Any]:
    return [*graph.initializer, *(attribute.t for node in graph.node for attribute in node.attribute)]


def _drop_weights(graph: Any) -> None:
    for tensor in _tensors(graph):
        if prod(tensor.dims) > MOST_VALUES:
            for values in WEIGHT_FIELDS:
                tensor.ClearField(values)


def _inputs(graph: Any) -> list[Any]:
    """The inputs of the graph without weights, which old models list there too."""
    weights = {tensor.name for tensor in graph.initializer}
    return [tensor_info for tensor_info in graph.input if tensor_info.name not in weights]


def _fix_batch(tensor_info: Any) -> None:
    """Set an open batch size to 1; raise ValueError if another axis is open."""
    dims = tensor_info.type.tensor_type.shape.dim
    if not dims or any(dim.dim_value < 1 for dim in dims[1:]):
        size_text = "×".join(str(dim.dim_value or "?") for dim in dims) or "unknown"
        raise ValueError(f"Input {quote(tensor_info.name)}: its size is {size_text[:MAX_SHOWN]}; {EXPORT_AGAIN}.")
    if dims[0].dim_value < 1:
        dims[0].dim_value = 1


def _shapes(graph: Any) -> dict[str, Dims]:
    shapes = {tensor.name: tuple(tensor.dims) for tensor in graph.initializer}
    for info in (*graph.value_info, *graph.output, *graph.input):
        if info.type.tensor_type.HasField("shape"):
            shapes[info.name] = tuple(dim.dim_value for dim in info.type.tensor_type.shape.dim)
    return shapes


def _constants(graph: Any) -> dict[str, tuple[float, ...]]:
    """The values of short constants, by tensor name."""
    constants = {tensor.name: _small_tensor(tensor) for tensor in graph.initializer}
    for node in graph.node:
        for attribute in node.attribute if node.op_type == "Constant" else ():
            constants[node.output[0]] = _small_tensor(attribute.t) if attribute.HasField("t") else numbers(attribute)
    return constants


def _small_tensor(tensor: Any) -> tuple[float, ...]:
    """The numbers of a tensor; empty if there are too many, if they are not numeric, or if the data is damaged."""
    from onnx import numpy_helper

    if prod(tensor.dims) > MOST_VALUES:
        return ()
    try:
        values = numpy_helper.to_array(tensor).ravel().tolist()
    except (KeyError, TypeError, ValueError):
        return ()
    return tuple(value for value in values if isinstance(value, (int, float)))


def _worker_main() -> None:
    """Entry point of the process: read a model from standard input; write the result or the error as JSON."""
    import resource

    import onnx  # noqa: F401  (before the limits: on some machines it alone takes more than a second)

    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)  # RLIMIT_CPU takes whole seconds only
    try:
        result = *translate(sys.stdin.buffer.read()), ""
    except ValueError as e:
        result = "", [], str(e)
    print(json.dumps(result))


if __name__ == "__main__":
    _worker_main()
