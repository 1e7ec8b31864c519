import csv
import pathlib
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conv.networks.operations import CONV, GATE, LINEAR, MAIN, SHORTCUT
from conv.networks.papers.architectures import NETWORKS, expand
from conv.networks.swap import separable_pairs

LAYERS = pathlib.Path(__file__).parents[3] / "golden" / "mobilenet_v1_layers.csv"
KINDS = {"conv": "standard", "dw": "depthwise", "pw": "pointwise", "fc": "linear"}

# Howard et al. 2017 at every width and resolution, from independent recomputations: MACs and weights in millions.
GRID = {
    100: ("568.74 418.12 290.68 186.40", "4.209"),
    75: ("325.40 239.27 166.40 106.77", "2.568"),
    50: ("149.50 109.97 76.52 49.16", "1.320"),
    25: ("41.03 30.21 21.06 13.57", "0.464"),
}

resolutions = st.integers(96, 320)


def totals(network, percent=100, resolution=None):
    """Parameters and MACs by the convention of the paper."""
    return network.paper.total(expand(network, percent, resolution))


@st.composite
def networks(draw, count=1):
    """Draw a network and `count` of its widths, sorted."""
    network = draw(st.sampled_from(list(NETWORKS.values())))
    return network, *sorted(draw(st.integers(*network.percents)) for _ in range(count))


def test_mobilenet_v1_matches_its_table():
    """Compare kind, stride, filter, sizes, MACs and weights of all 28 layers."""
    found = [
        {
            "type": f"{o.stage}/s{o.stride[0]}" if o.kind == CONV else o.stage,
            "filter": (o.channels, o.filters) if o.kind == LINEAR else (*o.kernel, o.channels // o.groups, o.filters),
            "shapes": (*o.size, o.channels, *o.output),
            "counts": (o.macs, o.weights),
        }
        for o in expand(NETWORKS["mobilenet-v1"])
        if o.kind in (CONV, LINEAR)
    ]
    expected = []
    for row in csv.DictReader(LAYERS.read_text().splitlines()[1:]):
        kind, *stride = row["type"].split("/")
        sides = [int(side) for side in row["filter_shape"].split("x")]
        n = {name: int(row[name]) for name in ("in_hw", "in_ch", "out_hw", "macs", "weights")}
        expected.append(
            {
                "type": "/".join([KINDS[kind], *stride]),
                "filter": (*sides[:2], 1, sides[2]) if kind == "dw" else tuple(sides),
                "shapes": (n["in_hw"], n["in_hw"], n["in_ch"], n["out_hw"], n["out_hw"]),
                "counts": (n["macs"], n["weights"]),
            }
        )
    assert expected == found


@pytest.mark.parametrize("percent", GRID)
def test_mobilenet_v1_at_every_published_width_and_resolution(percent):
    """These are the 4 × 4 networks of its Figure 4."""
    counted = [totals(NETWORKS["mobilenet-v1"], percent, resolution) for resolution in (224, 192, 160, 128)]
    macs, weights = GRID[percent]
    assert macs == " ".join(f"{work / 10**6:.2f}" for _, work in counted)
    assert {weights} == {f"{parameters / 10**6:.3f}" for parameters, _ in counted}


def test_xception_has_the_layers_of_its_paper():
    """36 convolutional layers, counting a pair as one, in 14 modules, of which all but two are residual."""
    operations = expand(NETWORKS["xception"])
    assert 36 == len(separable_pairs(operations)) + sum(o.stage == "standard" for o in operations)
    assert 14 - 2 == sum(o.kind == "add" for o in operations)
    assert 8_357_403_496 == sum(o.macs for o in operations)


def test_squeeze_excite_alone_has_biases_in_efficientnet():
    """9,340 of them, two layers in each of the 16 blocks."""
    biased = [o for o in expand(NETWORKS["efficientnet-b0"]) if o.kind == CONV and o.bias]
    assert (32, 9_340) == (len(biased), sum(o.filters for o in biased))
    assert {GATE} == {o.branch for o in biased}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("mobilenet-v1", (4_209_088, 568_740_352)),
        ("mobilenet-v2", (3_470_760, 300_774_272)),
        ("xception", (22_855_952, 8_357_403_496)),
        ("efficientnet-b0", (5_288_548, 385_814_752)),
    ],
)
def test_full_width_and_the_papers_resolution_are_the_defaults(name, expected):
    """These are also the defaults."""
    network = NETWORKS[name]
    assert expected == totals(network) == totals(network, 100, 299 if name == "xception" else 224)


@settings(max_examples=50)
@given(networks(), resolutions)
def test_input_shapes_equal_previous_output_shapes(drawn, resolution):
    """This holds within each branch; a fully connected layer has the flattened input."""
    for before, operation in pairwise(expand(*drawn, resolution)):
        if before.branch == operation.branch and operation.kind != LINEAR:
            assert (before.output, before.filters) == (operation.size, operation.channels)
        if operation.kind == LINEAR:
            assert before.output_elements == operation.channels


@settings(max_examples=50)
@given(networks(), resolutions)
def test_branches_rejoin_with_matching_shapes(drawn, resolution):
    """A shortcut has the shape of the sum, and squeeze-excite has one weight per channel."""
    operations = expand(*drawn, resolution)
    for before, operation in pairwise(operations):
        if (before.branch, operation.branch) == (SHORTCUT, MAIN):
            assert (before.output, before.filters) == (operation.size, operation.channels)
        if (before.branch, operation.branch) == (GATE, MAIN):
            assert ((1, 1), operation.channels) == (before.output, before.filters)


@settings(max_examples=50)
@given(networks(), resolutions)
def test_the_blocks_of_a_network_add_up(drawn, resolution):
    """Each block is a contiguous range of operations with a unique name; their MACs sum to the total."""
    operations = expand(*drawn, resolution)
    names = [o.block for o in operations]
    changes = 1 + sum(a != b for a, b in pairwise(names))
    assert len(drawn[0].blocks) == len(set(names)) == changes
    parts = [[o for o in operations if o.block == name] for name in dict.fromkeys(names)]
    assert totals(*drawn, resolution) == tuple(map(sum, zip(*map(drawn[0].paper.total, parts), strict=True)))


@settings(max_examples=50)
@given(networks(count=2), st.tuples(resolutions, resolutions).map(sorted))
def test_a_wider_network_and_a_larger_image_never_cost_less(drawn, sides):
    """The weights do not depend on the image."""
    network, narrow, wide = drawn
    small, large = sides
    (weights, macs), (same, more) = totals(network, narrow, small), totals(network, narrow, large)
    assert (weights, True) == (same, macs <= more)
    wider = totals(network, wide, small)
    assert weights <= wider[0]
    assert macs <= wider[1]


def test_blocks_of_the_same_kind_are_numbered():
    """Numbers follow the execution order."""
    names = list(dict.fromkeys(operation.block for operation in expand(NETWORKS["mobilenet-v1"])))
    assert ["Conv", *(f"Separable {n}" for n in range(1, 14)), "Classifier"] == names


def test_an_input_that_is_too_small_is_refused():
    """Xception's first convolution has no padding."""
    with pytest.raises(ValueError, match=r"^kernel=3: spans 3×3 cells, more than its padded input of size 2; choose"):
        expand(NETWORKS["xception"], 100, 5)
