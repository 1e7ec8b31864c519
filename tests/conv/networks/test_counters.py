import json
import pathlib

import pytest

from conv.networks.counting import CONVENTIONS
from conv.networks.operations import AVERAGE_POOL, MAX_POOL, NORM, RELU, RELU6, SIGMOID, SILU, Chain
from conv.networks.papers.architectures import NETWORKS, expand
from conv.networks.swap import after, to_standard

FILE = pathlib.Path(__file__).parents[2] / "golden" / "counters.json"
TOTALS = json.loads(FILE.read_text())["totals"]


def sampler(side):
    """The operations of `torch_networks.sampler`."""
    chain = Chain(3, (side, side))
    chain.conv(8, 5, 2, 2, bias=True)
    chain.elementwise(NORM)
    chain.elementwise(RELU)
    chain.pool(MAX_POOL, 2, 2)
    chain.conv(12, (1, 3), padding=(0, 1), groups=4, bias=True)
    chain.elementwise(RELU6)
    chain.pool(AVERAGE_POOL, 3, 2, 1)
    chain.conv(6, 3, padding=0, dilation=2)
    for kind in (NORM, SILU, SIGMOID):
        chain.elementwise(kind)
    chain.linear(10, bias=False)
    chain.elementwise(RELU)
    chain.linear(4)
    return chain.operations


def operations(key):
    """Operations by network/width/resolution; the suffix `-standard` replaces separable pairs."""
    name, percent, resolution = key.split("/")
    if name == "sampler":
        return sampler(int(resolution))
    base, swapped, _ = name.partition("-standard")
    found = expand(NETWORKS[base], int(percent), int(resolution))
    return after(to_standard(found)) if swapped else found


@pytest.mark.parametrize("key", TOTALS)
def test_conventions_count_what_the_programs_count(key):
    """The programs were run on several sizes of each network; null is a figure that a program does not print."""
    network, expected, found = operations(key), {}, {}
    for name, printed in TOTALS[key].items():
        expected[name] = {figure: value for figure, value in printed.items() if value is not None}
        parameters, work = CONVENTIONS[name].total(network)
        counted = {"work": work, "parameters": parameters}
        found[name] = {figure: counted[figure] for figure in expected[name]}
    assert expected == found


def test_every_convention_was_counted_in_every_network():
    """No convention is unverified."""
    assert [set(CONVENTIONS)] * len(TOTALS) == [set(printed) for printed in TOTALS.values()]
    assert set(NETWORKS) <= {key.partition("/")[0] for key in TOTALS}


def test_mobilenet_v1_has_the_widely_quoted_totals():
    """Others counted these totals with the same programs."""
    counted = TOTALS["mobilenet-v1/100/224"]
    assert {
        "torchinfo": 568_763_240,
        "fvcore": 578_875_904,
        "thop": 588_962_304,
        "ptflops": 589_012_456,
        "ptflops-aten": 568_741_352,
        "calflops": 568_740_352,
        "calflops-flops": 1_152_658_944,
        "torch": 1_137_480_704,
    } == {name: printed["work"] for name, printed in counted.items() if name != "keras"}
    assert 4_253_864 == counted["keras"]["parameters"]
