import pytest

from conv.networks.counting import CONVENTIONS, NORMS, from_switches
from conv.networks.operations import CONV, LINEAR, MAX_POOL
from conv.networks.papers.architectures import NETWORKS, divisible_by_8, expand, truncated
from conv.networks.swap import after, to_standard
from tests.conv.networks.torch_networks import Excite, Residual, build, divisible, nn, torch

flop_counter = pytest.importorskip("torch.utils.flop_counter")
optimization = pytest.importorskip("torch.fx.experimental.optimization")

SIDES = (96, 150, 224, 299, 320, 97, 131, 225)
WIDTHS = {
    "mobilenet-v1": (25, 29, 50, 75, 100, 26, 83, 99),
    "mobilenet-v2": (35, 50, 75, 100, 130, 140, 37, 113),
    "xception": (100,) * len(SIDES),
    "efficientnet-b0": (100,) * len(SIDES),
}
CASES = [(name, *size) for name, widths in WIDTHS.items() for size in zip(widths, SIDES, strict=True)]


KINDS = {
    nn.Conv2d: "conv",
    nn.Linear: "linear",
    nn.BatchNorm2d: "norm",
    nn.ReLU: "relu",
    nn.ReLU6: "relu6",
    nn.SiLU: "silu",
    nn.Sigmoid: "sigmoid",
    nn.MaxPool2d: "max pool",
    nn.AdaptiveAvgPool2d: "global pool",
    Residual: "add",
    Excite: "multiply",
}


def window(layer):
    """Properties that determine the cost of a layer, apart from its shapes."""
    if isinstance(layer, nn.Conv2d):
        return layer.in_channels, layer.kernel_size, layer.stride, layer.groups, layer.bias is not None
    if isinstance(layer, nn.Linear):
        return layer.in_features, (1, 1), (1, 1), 1, layer.bias is not None
    return ((layer.kernel_size,) * 2, (layer.stride,) * 2) if isinstance(layer, nn.MaxPool2d) else ()


def recorded_layers(net, side):
    """Run a forward pass; return kind, output shape, weights and MACs of each layer, and PyTorch's total of FLOPs."""
    recorded = []

    def record(layer, inputs, y):
        weights = layer.weight.numel() if isinstance(layer, (nn.Conv2d, nn.Linear)) else 0
        counts = weights, weights * (y.numel() // y.shape[1])
        recorded.append((KINDS[type(layer)], y.shape[1], tuple(y.shape[2:]) or (1, 1), *counts, *window(layer)))

    for layer in net.modules():
        if type(layer) in KINDS:
            layer.register_forward_hook(record)
    with torch.no_grad(), flop_counter.FlopCounterMode(display=False) as counter:
        net(torch.empty(1, 3, side, side, device="meta"))
    return recorded, counter.get_total_flops()


def as_recorded(operations):
    """The same data for our operations."""
    more = {
        MAX_POOL: lambda o: (o.kernel, o.stride),
        **dict.fromkeys((CONV, LINEAR), lambda o: (o.channels, o.kernel, o.stride, o.groups, o.bias)),
    }
    return [(o.kind, o.filters, o.output, o.weights, o.macs, *more.get(o.kind, lambda o: ())(o)) for o in operations]


def parameters(net):
    """Number of trainable parameters in PyTorch."""
    return sum(p.numel() for p in net.parameters())


@pytest.mark.parametrize(("name", "percent", "side"), CASES)
def test_every_layer_is_that_of_pytorch(name, percent, side):
    """Compare all operations in order, with shapes, weights, MACs and totals."""
    operations, net = expand(NETWORKS[name], percent, side), build(name, percent, "meta")
    expected, flops = recorded_layers(net, side)
    assert expected == as_recorded(operations)
    assert (parameters(net), flops) == CONVENTIONS["torch"].total(operations)


@pytest.mark.parametrize("percent", [25, 75, 100])
def test_full_convolutions_are_those_of_pytorch(percent):
    """This is the reference network in Table 4 of MobileNetV1."""
    net = build("mobilenet-v1", percent, "meta", standard=True)
    operations = after(to_standard(expand(NETWORKS["mobilenet-v1"], percent, 160)))
    expected, flops = recorded_layers(net, 160)
    assert expected == as_recorded(operations)
    assert (parameters(net), flops) == CONVENTIONS["torch"].total(operations)


@pytest.mark.parametrize("name", NETWORKS)
def test_batch_norm_has_the_parameters_that_pytorch_has(name):
    """Per channel 0; 1 if folded into the convolution, as a bias; 2 trained; 4 with statistics."""
    net = build(name, device="meta")
    norms = [layer for layer in net.modules() if isinstance(layer, nn.BatchNorm2d)]
    expected = {
        "none": parameters(net) - sum(map(parameters, norms)),
        "folded": parameters(optimization.fuse(net)),
        "affine": parameters(net),
        "statistics": parameters(net) + sum(n.running_mean.numel() + n.running_var.numel() for n in norms),
    }
    conventions = {norm: from_switches("macs", True, norm, False, False, True) for norm in NORMS}
    assert expected == {norm: c.total(expand(NETWORKS[name]))[0] for norm, c in conventions.items()}


def test_widths_are_rounded_as_the_papers_code_does():
    """The integer arithmetic equals `int` and `_make_divisible` in floats, for every allowed width."""
    v1, v2 = (range(low, high + 1) for low, high in (NETWORKS[name].percents for name in list(NETWORKS)[:2]))
    powers, multiples = (32, 64, 128, 256, 512, 1024), range(8, 1281, 4)
    assert [int(n * (p / 100)) for n in powers for p in v1] == [truncated(n, p) for n in powers for p in v1]
    expected = [divisible(n * p / 100) for n in multiples for p in v2]
    assert expected == [divisible_by_8(n, p) for n in multiples for p in v2]
