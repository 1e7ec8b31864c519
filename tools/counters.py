"""
Write tests/golden/counters.json: the MACs, FLOPs and parameters that seven programs count in the same networks.

`make test` does not run this script, but reads the file. To write the file again, install them besides PyTorch with
`.venv/bin/pip install torchinfo fvcore thop ptflops calflops`, then run `.venv/bin/python -m tools.counters`.
"""

import contextlib
import importlib
import io
import json
import pathlib
import sys
import types
from importlib.machinery import ModuleSpec
from importlib.metadata import version

import ptflops
import thop
import torch
import torchinfo
from fvcore.nn import FlopCountAnalysis, parameter_count
from torch.utils.flop_counter import FlopCounterMode

from tests.conv.networks.torch_networks import build

# calflops imports transformers only for language models; for other models a stub is enough.
STUB = types.ModuleType("transformers")
STUB.__spec__, STUB.AutoTokenizer, STUB.AutoModel = ModuleSpec(STUB.__name__, None), None, None
sys.modules[STUB.__name__] = STUB
calflops = importlib.import_module("calflops")

FILE = pathlib.Path(__file__).parents[1] / "tests" / "golden" / "counters.json"
PROGRAMS = ("torchinfo", "fvcore", "thop", "ptflops", "calflops", "torch")

# Name, width in percent, side of the input. Each network also has a case that is not in its paper.
CASES = (
    ("mobilenet-v1", 100, 224),
    ("mobilenet-v1", 75, 160),
    ("mobilenet-v1-standard", 100, 224),
    ("mobilenet-v2", 100, 224),
    ("mobilenet-v2", 140, 224),
    ("mobilenet-v2", 35, 96),
    ("xception", 100, 299),
    ("xception", 100, 151),
    ("efficientnet-b0", 100, 224),
    ("efficientnet-b0", 100, 97),
    ("sampler", 100, 64),
)

Counts = dict[str, tuple[int | None, int | None]]  # by counter: work and parameters, or None if it does not count them


def of_torchinfo(net: torch.nn.Module, shape: tuple[int, ...]) -> Counts:
    """The work that torchinfo calls mult-adds."""
    found = torchinfo.summary(net, shape, verbose=0)
    return {"torchinfo": (found.total_mult_adds, found.total_params)}


def of_fvcore(net: torch.nn.Module, shape: tuple[int, ...]) -> Counts:
    """The work that fvcore calls flops."""
    found = FlopCountAnalysis(net, torch.zeros(shape)).unsupported_ops_warnings(False)
    return {"fvcore": (found.total(), parameter_count(net)[""])}


def of_thop(net: torch.nn.Module, shape: tuple[int, ...]) -> Counts:
    """The work that thop calls MACs. It returns floats."""
    work, parameters = thop.profile(net, (torch.zeros(shape),), verbose=False)
    return {"thop": (int(work), int(parameters))}


def of_ptflops(net: torch.nn.Module, shape: tuple[int, ...]) -> Counts:
    """The work that ptflops calls MACs, by both backends; "pytorch" is its default."""
    options = {"as_strings": False, "print_per_layer_stat": False}
    return {
        counter: ptflops.get_model_complexity_info(net, shape[1:], backend=backend, **options)
        for counter, backend in (("ptflops", "pytorch"), ("ptflops-aten", "aten"))
    }


def of_calflops(net: torch.nn.Module, shape: tuple[int, ...]) -> Counts:
    """MACs and FLOPs."""
    flops, macs, parameters = calflops.calculate_flops(net, shape, output_as_string=False, print_results=False)
    return {"calflops": (macs, parameters), "calflops-flops": (flops, parameters)}


def of_torch(net: torch.nn.Module, shape: tuple[int, ...]) -> Counts:
    """FLOPs. PyTorch's counter counts no parameters."""
    with FlopCounterMode(display=False) as counter:
        net(torch.zeros(shape))
    return {"torch": (counter.get_total_flops(), None)}


def of_keras(net: torch.nn.Module, shape: tuple[int, ...]) -> Counts:
    """Keras's total, computed as PyTorch's parameters plus batch norm's running statistics. Keras counts no work."""
    statistics = sum(b.numel() for name, b in net.named_buffers() if not name.endswith("num_batches_tracked"))
    return {"keras": (None, sum(p.numel() for p in net.parameters()) + statistics)}


COUNTERS = (of_keras, of_torchinfo, of_fvcore, of_thop, of_ptflops, of_calflops, of_torch)


def count(name: str, percent: int, resolution: int) -> dict[str, dict[str, int | None]]:
    """The counts of all programs for one network. Each gets a new instance, because some modify it."""
    base, swapped, _ = name.partition("-standard")
    counts: Counts = {}
    for counter in COUNTERS:
        net = build(base, percent, **{"standard": True} if swapped else {})
        with contextlib.redirect_stdout(io.StringIO()), torch.no_grad():
            counts |= counter(net, (1, 3, resolution, resolution))
    return {counter: {"work": work, "parameters": parameters} for counter, (work, parameters) in counts.items()}


def source() -> str:
    """The names and versions of the programs, for the file."""
    programs = ", ".join(f"{name} {version(name)}" for name in PROGRAMS)
    return (
        f"Counted by {programs} in tests/conv/networks/torch_networks.py, by tools/counters.py; keys are network/width "
        "in percent/resolution. Keras was not run: its total is PyTorch's parameters and running statistics."
    )


if __name__ == "__main__":
    totals = {"/".join(map(str, case)): count(*case) for case in CASES}
    FILE.write_text(json.dumps({"source": source(), "totals": totals}, indent=1) + "\n")
