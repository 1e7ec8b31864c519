"""Times the backend, PyTorch, onnxruntime, SciPy and loops in one thread each: `python -m benchmarks.kernels`."""

import os

# Must be set before these libraries are loaded.
os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = os.environ["MKL_NUM_THREADS"] = "1"

import tracemalloc
from collections.abc import Callable
from importlib.metadata import version
from statistics import geometric_mean, median
from typing import NamedTuple

import numpy as np

import conv
from benchmarks import peers
from benchmarks.interleave import interleave, keep_memory
from conv.shapes import output_size

SECONDS = 2.5  # for each row of a table
LOOP_CELLS = 4_000  # output values that the loops compute; their time is extrapolated to all outputs
SCIPY_FILTERS = 2  # filters that SciPy computes, extrapolated likewise
GEMM_SIDE = 512
FORMS = "standard", "depthwise", "separable"


class Layer(NamedTuple):
    """A layer with a square image and kernel; `padding` in pixels."""

    suite: str
    size: int
    channels: int
    filters: int
    kernel: int = 3
    stride: int = 1
    padding: int = 1

    def __str__(self) -> str:
        steps = f" k {self.kernel}" * (self.kernel != 3) + f" stride {self.stride}" * (self.stride != 1)
        return f"{self.size}²·{self.channels}→{self.filters}{steps}"

    @property
    def side(self) -> int:
        """The output size along one side."""
        return output_size(self.size, self.kernel, self.stride, self.padding)

    def macs(self, form: str) -> int:
        """Multiply-accumulates of the layer in this form."""
        _, size, channels, filters, kernel, stride, padding = self
        costs = conv.cost(size=size, channels=channels, filters=filters, kernel=kernel, stride=stride, padding=padding)
        return getattr(costs, form).macs


IMAGES, MOBILENET, LARGE, SMALL = "images", "MobileNetV1", "large kernel", "one shot"
LAYERS = (
    Layer(IMAGES, 32, 3, 64, padding=0),
    Layer(IMAGES, 64, 3, 32),
    Layer(IMAGES, 128, 3, 64, kernel=5, padding=2),
    Layer(IMAGES, 224, 3, 32, stride=2),
    Layer(MOBILENET, 112, 32, 64),
    Layer(MOBILENET, 56, 128, 128),
    Layer(MOBILENET, 28, 256, 256),
    Layer(MOBILENET, 14, 512, 512),
    Layer(LARGE, 56, 32, 32, kernel=11, padding=5),
    Layer(SMALL, 8, 3, 8, padding=0),
)


class Row(NamedTuple):
    """The measurements of one layer in one form; ratios are medians over the rounds."""

    layer: Layer
    form: str
    seconds: float
    to_pytorch: float  # this backend's time ÷ the peer's
    to_onnx: float
    scipy: float  # the peer's time ÷ this backend's
    loops: float
    of_gemm: float  # the backend's MACs per second ÷ those of a large matrix product in the same rounds
    gemm_rate: float  # MACs per second of the matrix product
    extra_bytes: int


def problem(layer: Layer, form: str) -> peers.Problem:
    """Random arrays for a layer."""
    rng = np.random.default_rng(0)
    k, m, n = layer.kernel, layer.channels, layer.filters
    x = rng.standard_normal((layer.size, layer.size, m), dtype=np.float32)
    w = rng.standard_normal((k, k, m, n if form == "standard" else 1), dtype=np.float32)
    mix = rng.standard_normal((m, n), dtype=np.float32) if form == "separable" else None
    return peers.Problem(x, w, mix, form != "standard", layer.stride, layer.padding)


def backend(p: peers.Problem) -> Callable[[], np.ndarray]:
    """This project's backend, including its argument checks."""
    steps = {"stride": p.stride, "padding": p.padding}
    if p.mix is not None:
        return lambda: conv.separable(p.x, p.w, p.mix, **steps)
    return lambda: (conv.depthwise if p.depthwise else conv.standard)(p.x, p.w, **steps)


def measure(layer: Layer, form: str) -> Row:
    """Check that all contestants agree, then time them in alternation."""
    p = problem(layer, form)
    maps = layer.channels if form == "depthwise" else layer.filters
    filters = min(SCIPY_FILTERS, maps) if form == "standard" else maps
    rows = max(1, min(layer.side, LOOP_CELLS // (layer.side * maps)))
    square = np.random.default_rng(0).standard_normal((GEMM_SIDE, GEMM_SIDE), dtype=np.float32)
    ours = backend(p)
    fast = {"pytorch": peers.pytorch(p), "onnx": peers.onnx(p)}
    slow = {"scipy": peers.scipy(p, filters), "loops": peers.loops(p, rows)}
    for name, peer in {**fast, **slow}.items():
        check_agreement(layer, form, name, ours(), peers.channels_last(peer()))

    fast_rounds = interleave({"numpy": ours, **fast, "gemm": lambda: square @ square}, SECONDS)
    slow_rounds = interleave({"numpy": ours, **slow}, 0)
    return Row(
        layer,
        form,
        median(r["numpy"] for r in fast_rounds),
        median(r["numpy"] / r["pytorch"] for r in fast_rounds),
        median(r["numpy"] / r["onnx"] for r in fast_rounds),
        median(r["scipy"] / r["numpy"] for r in slow_rounds) * maps / filters,
        median(r["loops"] / r["numpy"] for r in slow_rounds) * layer.side / rows,
        median(r["gemm"] / r["numpy"] for r in fast_rounds) * layer.macs(form) / GEMM_SIDE**3,
        GEMM_SIDE**3 / median(r["gemm"] for r in fast_rounds),
        extra_bytes(ours),
    )


def check_agreement(layer: Layer, form: str, name: str, ours: np.ndarray, theirs: np.ndarray) -> None:
    """Raise AssertionError if a peer's output differs. It may contain only the first rows or maps."""
    rows, _, maps = theirs.shape
    difference = np.abs(ours[:rows, :, :maps] - theirs).max() / np.abs(theirs).max()
    if difference > 1e-4:
        raise AssertionError(f"{layer}, {form}: {name} differs by {difference:.1e} of the largest output.")


def extra_bytes(run: Callable[[], np.ndarray]) -> int:
    """Peak memory in addition to the arguments and the output."""
    tracemalloc.start()
    output = run()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak - output.nbytes


def table(form: str, rows: list[Row]) -> str:
    """A Markdown table with one row for each layer."""
    lines = [
        f"### {form.capitalize()}",
        "| layer | NumPy | ÷ PyTorch | ÷ onnxruntime | SciPy ÷ NumPy | loops ÷ NumPy | of GEMM rate | extra memory |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for r in rows:
        lines.append(
            f"| {r.layer} | {r.seconds * 1e6:,.0f} µs | {r.to_pytorch:.2f} | {r.to_onnx:.2f} | {r.scipy:,.0f}× "
            f"| {r.loops:,.0f}× | {r.of_gemm:.0%} | {r.extra_bytes / 1e6:.1f} MB |"
        )
    return "\n".join(lines)


def bars(rows: list[Row]) -> str:
    """A Markdown table of the promised limits, the measurements, and whether each limit is met."""

    def mean(suite: str, form: str, field: str = "to_pytorch") -> float:
        return geometric_mean(getattr(r, field) for r in rows if (r.layer.suite, r.form) == (suite, form))

    microseconds = {r.form: r.seconds * 1e6 for r in rows if r.layer.suite == SMALL}
    memory = max(r.extra_bytes for r in rows) / 1e6
    limits = [
        ("MobileNetV1 layers, standard, ÷ PyTorch", mean(MOBILENET, "standard"), 1.15),
        ("MobileNetV1 layers, separable, ÷ PyTorch", mean(MOBILENET, "separable"), 1.35),
        ("images, standard, ÷ PyTorch", mean(IMAGES, "standard"), 1.2),
        ("images, separable, ÷ PyTorch", mean(IMAGES, "separable"), 1.2),
        ("extra memory, MB, largest", memory, 12),
        ("8²·3→8 one shot, standard, µs", microseconds["standard"], 25),
        ("8²·3→8 one shot, separable, µs", microseconds["separable"], 60),
    ]
    lines = ["### Bars (ratios are geometric means)", "| | measured | at most | |", "|---|--:|--:|---|"]
    for name, value, limit in limits:
        lines.append(f"| {name} | {value:.3g} | {limit:g} | {'met' if value <= limit else '**missed**'} |")
    return "\n".join(lines)


def main() -> None:
    """Measure every layer in every form, and print each table as soon as it is complete."""
    keep_memory()
    all_rows = []
    for form in FORMS:
        rows = [measure(layer, form) for layer in LAYERS]
        all_rows += rows
        print(table(form, rows), end="\n\n", flush=True)
    print(bars(all_rows))
    print(f"\nGEMM of {GEMM_SIDE}³ beside them: {2e-9 * median(r.gemm_rate for r in all_rows):.0f} GFLOP/s.")
    print("SciPy and loops: the first few filters or rows, scaled up. Times are medians, taken in turns.")
    print(", ".join(f"{name} {version(name)}" for name in ("numpy", "torch", "onnxruntime", "scipy")))


if __name__ == "__main__":
    main()
