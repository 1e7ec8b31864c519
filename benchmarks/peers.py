"""The peers of the benchmark: the same layer in PyTorch, onnxruntime, SciPy and plain loops."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from scipy.signal import oaconvolve

torch.set_num_threads(1)
torch.set_grad_enabled(False)

Run = Callable[[], object]


class Problem(NamedTuple):
    """One image and its filters, and for the separable form also the pointwise filters."""

    x: np.ndarray  # (H, W, M)
    w: np.ndarray  # (k_h, k_w, M, N); depthwise (k_h, k_w, M, 1)
    mix: np.ndarray | None  # (M, N)
    depthwise: bool
    stride: int
    padding: int


def pytorch(problem: Problem) -> Run:
    """`conv2d` in PyTorch's default layout, channels first. The conversion is not timed."""
    x = torch.from_numpy(_channels_first(problem.x))
    first, *rest = map(torch.from_numpy, _filters_first(problem))
    groups = len(first) if problem.depthwise else 1

    def run() -> torch.Tensor:
        y = torch.nn.functional.conv2d(x, first, stride=problem.stride, padding=problem.padding, groups=groups)
        for w in rest:
            y = torch.nn.functional.conv2d(y, w)
        return y

    return run


def onnx(problem: Problem) -> Run:
    """A model of one or two Conv nodes. Conversion and optimisation are not timed."""
    x = _channels_first(problem.x)
    first, *rest = _filters_first(problem)
    steps = {"strides": [problem.stride] * 2, "pads": [problem.padding] * 4}
    nodes = [helper.make_node("Conv", ["x", "w0"], ["y0"], group=len(first) if problem.depthwise else 1, **steps)]
    nodes += [helper.make_node("Conv", ["y0", "w1"], ["y1"]) for _ in rest]
    graph = helper.make_graph(
        nodes,
        "layer",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, x.shape)],
        [helper.make_tensor_value_info(nodes[-1].output[0], TensorProto.FLOAT, None)],
        [numpy_helper.from_array(w, f"w{i}") for i, w in enumerate([first, *rest])],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    return lambda: session.run(None, {"x": x})[0]


def scipy(problem: Problem, filters: int) -> Run:
    """Overlap-add by FFT, SciPy's fastest method here. For a standard layer, only the first `filters` filters."""
    flipped = problem.w[::-1, ::-1]  # because SciPy computes a true convolution, which flips the kernel

    def run() -> np.ndarray:
        x = _padded(problem)
        if problem.depthwise:
            maps = oaconvolve(x, flipped[..., 0], "valid", axes=(0, 1))
        else:
            each = [oaconvolve(x, flipped[..., n], "valid", axes=(0, 1)).sum(axis=2) for n in range(filters)]
            maps = np.stack(each, axis=2)
        maps = maps[:: problem.stride, :: problem.stride]
        return maps if problem.mix is None else maps @ problem.mix

    return run


def loops(problem: Problem, rows: int) -> Run:
    """Textbook loops over pixels and filters. Only the first `rows` rows of the output."""
    k_h, k_w = problem.w.shape[:2]

    def run() -> np.ndarray:
        x = _padded(problem)
        columns = (x.shape[1] - k_w) // problem.stride + 1
        y = []
        for top in range(0, rows * problem.stride, problem.stride):
            for left in range(0, columns * problem.stride, problem.stride):
                y.append(_pixel(problem, x[top : top + k_h, left : left + k_w]))
        return np.array(y).reshape(rows, columns, -1)

    return run


def _pixel(problem: Problem, window: np.ndarray) -> np.ndarray | list[float]:
    """The values of all maps at the output position of this window."""
    if not problem.depthwise:
        return [np.sum(window * problem.w[..., n]) for n in range(problem.w.shape[3])]
    maps = np.sum(window * problem.w[..., 0], axis=(0, 1))
    if problem.mix is None:
        return maps
    return [np.sum(maps * problem.mix[:, n]) for n in range(problem.mix.shape[1])]


def channels_last(y: object) -> np.ndarray:
    """The output of any peer as (H', W', N)."""
    y = np.asarray(y)
    return y if y.ndim == 3 else y[0].transpose(1, 2, 0)


def _padded(problem: Problem) -> np.ndarray:
    border = (problem.padding, problem.padding)
    return np.pad(problem.x, [border, border, (0, 0)])


def _channels_first(x: np.ndarray) -> np.ndarray:
    """A batch of one image, (1, M, H, W)."""
    return np.ascontiguousarray(x.transpose(2, 0, 1)[np.newaxis])


def _filters_first(problem: Problem) -> list[np.ndarray]:
    """Weights (N, M, k_h, k_w); depthwise (M, 1, k_h, k_w)."""
    first = problem.w.transpose((2, 3, 0, 1) if problem.depthwise else (3, 2, 0, 1))
    rest = [] if problem.mix is None else [problem.mix.T[..., np.newaxis, np.newaxis]]
    return [np.ascontiguousarray(w) for w in (first, *rest)]
