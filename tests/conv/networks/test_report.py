import pytest

from conv import cost
from conv.networks.counting import CONVENTIONS, paper_convention
from conv.networks.operations import CONV, Chain
from conv.networks.papers.architectures import NETWORKS, expand
from conv.networks.report import lab_settings, layer_table, report, sums
from conv.networks.swap import after, to_separable, to_standard
from conv.networks.uploaded.table import read_layers
from conv.networks.view import UPLOADED, View

CASES = [
    *((name, percent, resolution) for name in NETWORKS for percent, resolution in [(100, None), (100, 96), (100, 320)]),
    ("mobilenet-v1", 25, 150),
    ("mobilenet-v2", 140, 224),
    ("mobilenet-v2", 35, 97),
]
MACS = paper_convention("MACs, weights and biases", norms=0)


@pytest.mark.parametrize(("name", "percent", "resolution"), CASES)
def test_every_convolution_opens_in_the_lab(name, percent, resolution):
    """The costs of these settings in the lab equal those of the layer."""
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
    """This holds for layers, stages, blocks and shares."""
    shown = report(View(network=name, swap=swap, counting=counting), expand(NETWORKS[name]))
    layers = shown["layers"]
    assert shown["after"] == (sum(layers["parameters"]), sum(layers["work"]))
    for part in ("stages", "blocks"):
        assert shown["after"] == tuple(sum(figures) for figures in list(zip(*shown[part], strict=True))[1:])
    assert sum(layers["share"]) == pytest.approx(1)
    assert {len(column) for column in layers.values()} == {len(layers["block"])}


def totals(shown):
    """Parameters and work of each form in a report."""
    return {form: tuple(map(sum, list(zip(*stages, strict=True))[1:])) for form, stages in shown["forms"].items()}


@pytest.mark.parametrize("name", NETWORKS)
def test_a_network_comes_in_both_forms_whichever_is_shown(name):
    """As it is and with standard convolutions; with separable ones where these are asked for."""
    network, paper = expand(NETWORKS[name]), NETWORKS[name].paper
    swapped = {"none": network, "standard": after(to_standard(network)), "separable": after(to_separable(network))}
    for swap, forms in (("none", 2), ("standard", 2), ("separable", 3)):
        found = totals(report(View(network=name, swap=swap), network))
        assert {form: paper.total(swapped[form]) for form in list(swapped)[:forms]} == found


def test_a_network_of_standard_convolutions_is_compared_with_separable_ones():
    """And one of fully connected layers with nothing; a swap that changes nothing is no form of its own."""
    network, _, _ = read_layers("kind,in,out,kernel,padding,size\nconv,3,32,3,valid,32")
    found = totals(report(View(network=UPLOADED), network))
    costs = cost(size=32, channels=3, filters=32, kernel=3)
    expected = {"none": costs.standard, "separable": costs.separable}
    assert {form: (stage.parameters, stage.macs) for form, stage in expected.items()} == found
    assert ["none", "separable"] == [*totals(report(View(network=UPLOADED, swap="standard"), network))]
    linear, _, _ = read_layers("kind,in,out,size\nlinear,8,4,1")
    assert ["none"] == [*totals(report(View(network=UPLOADED, swap="separable"), linear))]


def test_stages_have_the_shares_of_the_paper():
    """MobileNetV1, Table 2, percent of MACs; the printed 1.19 for the first layer is a misprint."""
    v1 = NETWORKS["mobilenet-v1"]
    found = {stage: round(work / 5_687_403.52, 2) for stage, _, work in sums(expand(v1), v1.paper, lambda o: o.stage)}
    assert {"standard": 1.91, "depthwise": 3.06, "pointwise": 94.86, "global pool": 0.0, "linear": 0.18} == found


def test_gains_are_sorted_by_change_of_work():
    """MobileNetV1 with full convolutions: 13 parts are swapped, and the five largest changes are listed."""
    shown = report(View(swap="standard"), expand(NETWORKS["mobilenet-v1"]))
    gains = shown["gains"]
    assert (13, 5) == (shown["swapped"], len(gains["block"]))
    changes = [now[1] - before[1] for before, now in zip(gains["before"], gains["after"], strict=True)]
    assert sorted(changes, reverse=True) == changes
    # The last pair: 7×7 maps with 1,024 channels in and out.
    assert ("Separable 13", 49 * 1024 * (9 * 1024 - 9 - 1024)) == (gains["block"][0], changes[0])


def test_layers_that_the_lab_cannot_show_have_a_reason():
    """Grouped, non-square and too large convolutions are refused."""
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
    """The pair makes two maps per channel."""
    operations, complaints, _ = read_layers("kind,in,out,multiplier,size\ndepthwise,4,,2,20\npointwise,,16,,")
    assert [] == complaints
    expected = {"size": 20, "channels": 4, "filters": 16, "kernel": 3, "multiplier": 2}
    for lab in lab_settings(operations):
        assert expected == {name: lab[name] for name in expected}


def test_a_network_without_cost_has_no_shares():
    """An activation alone has no cost."""
    operations, _, _ = read_layers("kind,in,size\nrelu,4,20")
    assert [0.0] == report(View(network=UPLOADED), operations)["layers"]["share"]


def test_a_swap_beyond_what_a_browser_counts_exactly_is_refused():
    """Without the swap, it can be counted."""
    operations, complaints, _ = read_layers("kind,in,out,kernel,size\ndepthwise,4000,,101,1000\npointwise,,4000,,")
    assert [] == complaints
    report(View(network=UPLOADED), operations)
    with pytest.raises(ValueError, match=r"^Swapped, this network counts 163,216,000,000,000,000: choose"):
        report(View(network=UPLOADED, swap="standard"), operations)
