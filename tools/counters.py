"""
Write tests/golden/counters.json: what seven programs count in the same networks.

Not part of `make test`, which only reads the file. To write it again, put them beside PyTorch with
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

# calflops imports transformers for language models alone; a stub is enough for all others.
STUB = types.ModuleType("transformers")
STUB.__spec__, STUB.AutoTokenizer, STUB.AutoModel = ModuleSpec(STUB.__name__, None), None, None
sys.modules[STUB.__name__] = STUB
calflops = importlib.import_module("calflops")

FILE = pathlib.Path(__file__).parents[1] / "tests" / "golden" / "counters.json"
PROGRAMS = ("torchinfo", "fvcore", "thop", "ptflops", "calflops", "torch")

# Name, width in percent, side of the input; of each network also one that is not the paper's.
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

Counts = dict[str, tuple[int | None, int | None]]  # of each counter: work and parameters, where it gives them


def of_torchinfo(net: torch.nn.Module, shape: tuple[int, ...]) -> Counts:
    """Mult-adds."""
    found = torchinfo.summary(net, shape, verbose=0)
    return {"torchinfo": (found.total_mult_adds, found.total_params)}


def of_fvcore(net: torch.nn.Module, shape: tuple[int, ...]) -> Counts:
    """What it calls flops."""
    found = FlopCountAnalysis(net, torch.zeros(shape)).unsupported_ops_warnings(False)
    return {"fvcore": (found.total(), parameter_count(net)[""])}


def of_thop(net: torch.nn.Module, shape: tuple[int, ...]) -> Counts:
    """What it calls MACs; it gives floats."""
    work, parameters = thop.profile(net, (torch.zeros(shape),), verbose=False)
    return {"thop": (int(work), int(parameters))}


def of_ptflops(net: torch.nn.Module, shape: tuple[int, ...]) -> Counts:
    """What it calls MACs; "pytorch" is its default backend."""
    plain = {"as_strings": False, "print_per_layer_stat": False}
    return {
        counter: ptflops.get_model_complexity_info(net, shape[1:], backend=backend, **plain)
        for counter, backend in (("ptflops", "pytorch"), ("ptflops-aten", "aten"))
    }


def of_calflops(net: torch.nn.Module, shape: tuple[int, ...]) -> Counts:
    """MACs and FLOPs."""
    flops, macs, parameters = calflops.calculate_flops(net, shape, output_as_string=False, print_results=False)
    return {"calflops": (macs, parameters), "calflops-flops": (flops, parameters)}


def of_torch(net: torch.nn.Module, shape: tuple[int, ...]) -> Counts:
    """FLOPs; it counts no parameters."""
    with FlopCounterMode(display=False) as counter:
        net(torch.zeros(shape))
    return {"torch": (counter.get_total_flops(), None)}


def of_keras(net: torch.nn.Module, shape: tuple[int, ...]) -> Counts:
    """Total parameters, as it would count them: PyTorch's and batch norm's running statistics. It counts no work."""
    statistics = sum(b.numel() for name, b in net.named_buffers() if not name.endswith("num_batches_tracked"))
    return {"keras": (None, sum(p.numel() for p in net.parameters()) + statistics)}


COUNTERS = (of_keras, of_torchinfo, of_fvcore, of_thop, of_ptflops, of_calflops, of_torch)


def count(name: str, percent: int, resolution: int) -> dict[str, dict[str, int | None]]:
    """What all programs count in one network; each gets a fresh one, as some leave things behind."""
    base, swapped, _ = name.partition("-standard")
    counts: Counts = {}
    for counter in COUNTERS:
        net = build(base, percent, **{"standard": True} if swapped else {})
        with contextlib.redirect_stdout(io.StringIO()), torch.no_grad():
            counts |= counter(net, (1, 3, resolution, resolution))
    return {counter: {"work": work, "parameters": parameters} for counter, (work, parameters) in counts.items()}


def source() -> str:
    """Who counted."""
    programs = ", ".join(f"{name} {version(name)}" for name in PROGRAMS)
    return (
        f"Counted by {programs} in tests/conv/networks/torch_networks.py, by tools/counters.py; keys are network/width "
        "in percent/resolution. Keras was not run: its total is PyTorch's parameters and running statistics."
    )


if __name__ == "__main__":
    totals = {"/".join(map(str, case)): count(*case) for case in CASES}
    FILE.write_text(json.dumps({"source": source(), "totals": totals}, indent=1) + "\n")
