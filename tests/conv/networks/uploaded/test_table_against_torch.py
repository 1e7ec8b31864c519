import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conv.networks.uploaded.kinds import KINDS
from conv.networks.uploaded.table import TEMPLATE, read_layers, to_csv

torch = pytest.importorskip("torch", reason="the oracle is PyTorch: `make test` installs it")
flop_counter = pytest.importorskip("torch.utils.flop_counter")
nn = torch.nn


def modules(row, channels, size):
    """The PyTorch modules of a row."""
    kind, maps, bias = row["kind"], channels * row.get("multiplier", 1), row.get("bias") == "yes"
    window = {name: row[name] for name in ("stride", "padding", "dilation") if name in row}
    if kind in ("depthwise", "separable"):
        yield nn.Conv2d(channels, maps, row["kernel"], groups=channels, bias=bias, **window)
    if kind in ("pointwise", "separable"):
        yield nn.Conv2d(maps, row["out"], 1, bias=bias)
    if kind == "conv":
        yield nn.Conv2d(channels, row["out"], row["kernel"], groups=row["groups"], bias=bias, **window)
    if kind == "fc":
        yield from (nn.Flatten(), nn.Linear(maps * size[0] * size[1], row["out"], bias), nn.Unflatten(1, (-1, 1, 1)))
    if kind == "max pool":
        yield nn.MaxPool2d(row["kernel"], **window)
    without_options = {
        "global pool": nn.AdaptiveAvgPool2d(1),
        "batch norm": nn.BatchNorm2d(channels),
        "relu": nn.ReLU(),
    }
    if kind in without_options:
        yield without_options[kind].eval()


def by_pytorch(table, channels, size):
    """Parameters, MACs and output shape by PyTorch."""
    x, parameters = torch.empty(1, channels, *size, device="meta"), 0
    with flop_counter.FlopCounterMode(display=False) as counter, torch.device("meta"):
        for row in table:
            for module in modules(row, *x.shape[1:2], x.shape[2:]):
                x = module(x)
                parameters += sum(p.numel() for p in module.parameters())
    return parameters, counter.get_total_flops() // 2, tuple(x.shape[1:])


def counted(operations):
    """Parameters, MACs and output shape by the lab."""
    norms = 2 * sum(o.channels for o in operations if o.kind == "norm")
    weights = sum(o.weights + o.bias * o.filters for o in operations)
    return norms + weights, sum(o.macs for o in operations), (operations[-1].filters, *operations[-1].output)


@st.composite
def rows(draw):
    """Draw one layer."""
    kernel, kind = draw(st.integers(1, 4)), draw(st.sampled_from([*TESTED_COLUMNS]))
    cells = {
        "out": draw(st.sampled_from([4, 8, 12])),
        "kernel": kernel,
        "stride": draw(st.integers(1, 3)),
        "padding": draw(st.integers(0, kernel // 2)),
        "dilation": draw(st.integers(1, 2)),
        "groups": draw(st.sampled_from([1, 2, 4])),
        "multiplier": draw(st.integers(1, 3)),
        "bias": draw(st.sampled_from(["yes", "no"])),
    }
    columns = [*(["out"] if KINDS[kind].needs_out else []), *TESTED_COLUMNS[kind]]
    return {"kind": kind} | {name: cells[name] for name in columns}


WINDOW = "kernel", "stride", "padding"
TESTED_COLUMNS = {
    "conv": (*WINDOW, "dilation", "groups", "bias"),
    "depthwise": (*WINDOW, "dilation", "multiplier", "bias"),
    "separable": (*WINDOW, "dilation", "multiplier", "bias"),
    "pointwise": ("bias",),
    "fc": ("bias",),
    "max pool": WINDOW,
    "global pool": (),
    "batch norm": (),
    "relu": (),
}


@settings(max_examples=100)
@given(table=st.lists(rows(), min_size=1, max_size=6), size=st.tuples(st.integers(8, 30), st.integers(8, 30)))
def test_a_table_costs_what_pytorch_counts_or_both_refuse_it(table, size):
    """Compare parameters, MACs and output shape with PyTorch."""
    first = {"in": 4, "size": f"{size[0]}x{size[1]}"}
    operations, errors, _ = read_layers(to_csv([table[0] | first, *table[1:]]))
    try:
        expected = by_pytorch(table, 4, size)
    except (RuntimeError, ValueError):  # a window that does not fit, groups that do not divide
        expected = None
    assert expected == (counted(operations) if operations else None)
    assert (expected is None) == bool(errors)


def test_the_template_costs_what_pytorch_counts():
    """For odd kernels and even sizes, “same” padding equals half the kernel."""
    model = nn.Sequential(
        *(nn.Conv2d(3, 32, 3, 2, 1, bias=False), nn.BatchNorm2d(32), nn.ReLU()),
        *(nn.Conv2d(32, 32, 3, 1, 1, groups=32, bias=False), nn.Conv2d(32, 64, 1, bias=False)),
        *(nn.Conv2d(64, 64, 3, 2, 1, groups=64, bias=False), nn.BatchNorm2d(64), nn.ReLU()),
        *(nn.Conv2d(64, 128, 1, bias=False), nn.MaxPool2d(2)),
        *(nn.Conv2d(128, 128, 5, 2, 2, groups=128, bias=False), nn.Conv2d(128, 256, 1, bias=False)),
        *(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(256, 10), nn.Unflatten(1, (-1, 1, 1))),
    )
    with flop_counter.FlopCounterMode(display=False) as counter:
        y = model.eval()(torch.zeros(1, 3, 224, 224))
    parameters = sum(p.numel() for p in model.parameters())
    assert (parameters, counter.get_total_flops() // 2, tuple(y.shape[1:])) == counted(read_layers(TEMPLATE)[0])
