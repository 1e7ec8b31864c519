import pytest

from conv import cost
from conv.networks.counting import CONVENTIONS, paper_convention
from conv.networks.operations import CONV, Chain
from conv.networks.own.table import read_layers
from conv.networks.papers.architectures import NETWORKS, expand
from conv.networks.report import lab_settings, layer_table, report, sums
from conv.networks.view import OWN, View

CASES = [
    *((name, percent, resolution) for name in NETWORKS for percent, resolution in [(100, None), (100, 96), (100, 320)]),
    ("mobilenet-v1", 25, 150),
    ("mobilenet-v2", 140, 224),
    ("mobilenet-v2", 35, 97),
]
MACS = paper_convention("MACs, weights and biases", norms=0)


@pytest.mark.parametrize(("name", "percent", "resolution"), CASES)
def test_every_convolution_opens_in_the_lab_as_itself(name, percent, resolution):
    """The lab's costs of these settings are the layer's, in the form that it has in the network."""
    network = expand(NETWORKS[name], percent, resolution)
    table = layer_table(network, MACS).assign(lab=lab_settings(network))
    convolutions = table[table["stage"].isin(["standard", "depthwise", "pointwise"])]
    assert len(convolutions) == sum(operation.kind == CONV for operation in network)
    for row in convolutions.itertuples():
        costs = cost(**row.lab)
        step = costs.standard if row.lab["kernel"] == 1 else getattr(costs, row.stage)
        assert (row.work, row.parameters) == (step.macs, step.parameters)


@pytest.mark.parametrize("swap", ["none", "standard", "separable"])
@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("counting", ["paper", *CONVENTIONS])
def test_all_that_is_shown_adds_up_to_the_total(name, swap, counting):
    """Layers, stages, blocks and shares."""
    shown = report(View(network=name, swap=swap, counting=counting), expand(NETWORKS[name]))
    layers = shown["layers"]
    assert shown["after"] == (sum(layers["parameters"]), sum(layers["work"]))
    for part in ("stages", "blocks"):
        assert shown["after"] == tuple(sum(figures) for figures in list(zip(*shown[part], strict=True))[1:])
    assert sum(layers["share"]) == pytest.approx(1)
    assert {len(column) for column in layers.values()} == {len(layers["block"])}


def test_stages_have_the_shares_of_the_paper():
    """MobileNetV1, Table 2, percent of MACs; the paper's 1.19 of the first layer is a misprint."""
    v1 = NETWORKS["mobilenet-v1"]
    found = {stage: round(work / 5_687_403.52, 2) for stage, _, work in sums(expand(v1), v1.paper, lambda o: o.stage)}
    assert {"standard": 1.91, "depthwise": 3.06, "pointwise": 94.86, "global pool": 0.0, "linear": 0.18} == found


def test_gains_are_what_the_parts_lose_the_largest_first():
    """MobileNetV1 with full convolutions: the totals differ by the parts' differences."""
    shown = report(View(swap="standard"), expand(NETWORKS["mobilenet-v1"]))
    gains = shown["gains"]
    assert (13, 5) == (shown["swapped"], len(gains["block"]))
    changes = [now[1] - before[1] for before, now in zip(gains["before"], gains["after"], strict=True)]
    assert sorted(changes, reverse=True) == changes
    # The last pair: 7×7 maps with 1,024 channels in and out.
    assert ("Separable 13", 49 * 1024 * (9 * 1024 - 9 - 1024)) == (gains["block"][0], changes[0])


def test_what_the_lab_cannot_show_says_why():
    """Grouped, oblong, too large."""
    chain = Chain(4, (20, 30))
    chain.conv(8, 3, groups=2)
    chain.conv(8, 3)
    chain.conv(8, (1, 7))
    wide = Chain(4000, (8, 8))
    wide.conv(8, 3)
    assert [
        "groups=2: the lab has standard and depthwise convolutions only.",
        "size: the lab has squares only, with the same numbers for rows and columns.",
        "size: the lab has squares only, with the same numbers for rows and columns.",
        "channels=4000: choose a whole number from 1 to 2048.",
    ] == lab_settings(tuple(chain.operations)) + lab_settings(tuple(wide.operations))


def test_a_depth_multiplier_reaches_the_lab():
    """A pair with two maps of each channel."""
    operations, complaints, _ = read_layers("kind,in,out,multiplier,size\ndepthwise,4,,2,20\npointwise,,16,,")
    assert [] == complaints
    expected = {"size": 20, "channels": 4, "filters": 16, "kernel": 3, "multiplier": 2}
    for lab in lab_settings(operations):
        assert expected == {name: lab[name] for name in expected}


def test_a_network_of_nothing_has_no_shares():
    """Only an activation, which is not counted."""
    operations, _, _ = read_layers("kind,in,size\nrelu,4,20")
    assert [0.0] == report(View(network=OWN), operations)["layers"]["share"]


def test_a_swap_beyond_what_a_browser_counts_exactly_is_refused():
    """The network as it is can still be counted."""
    operations, complaints, _ = read_layers("kind,in,out,kernel,size\ndepthwise,4000,,101,1000\npointwise,,4000,,")
    assert [] == complaints
    report(View(network=OWN), operations)
    with pytest.raises(ValueError, match=r"^Swapped, this network counts 163,216,000,000,000,000: choose"):
        report(View(network=OWN, swap="standard"), operations)
