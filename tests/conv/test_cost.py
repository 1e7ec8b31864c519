import csv

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conv import cost, ratio
from conv.cost import one_bias_parameters
from tools import golden

LAYERS = golden.FOLDER / "mobilenet_v1_layers.csv"
EXAMPLE = {"size": 32, "channels": 3, "filters": 64, "kernel": 3}
small = st.integers(1, 4)


def layers():
    """Rows of the published table, with integers parsed."""
    lines = LAYERS.read_text().splitlines()[1:]
    return [{k: int(v) if v.isdecimal() else v for k, v in row.items()} for row in csv.DictReader(lines)]


def test_the_example_layer_has_the_exact_figures():
    """3 → 64 maps, k = 3, on 32×32: widely quoted figures, and those that a popular snippet gets wrong."""
    costs = cost(**EXAMPLE)
    assert (1_728, 27, 192, 219) == tuple(
        s.parameters for s in (costs.standard, costs.depthwise, costs.pointwise, costs.separable)
    )
    assert (1_555_200, 24_300, 172_800, 197_100) == tuple(
        s.macs for s in (costs.standard, costs.depthwise, costs.pointwise, costs.separable)
    )
    assert (1_555_200, 1_497_600) == (costs.standard.multiplies, costs.standard.adds)
    assert (197_100, 136_800) == (costs.separable.multiplies, costs.separable.adds)
    assert (57_600, 0) == (costs.standard.output_elements, costs.standard.intermediate_elements)
    assert (57_600, 2_700) == (costs.separable.output_elements, costs.separable.intermediate_elements)
    assert ("12.46", "1.49") == (f"{costs.standard.intensity:.2f}", f"{costs.separable.intensity:.2f}")
    assert "7.8904" == f"{float(1 / ratio(64, 3)):.4f}"


@pytest.mark.parametrize(("bias", "standard", "separable"), [(False, 864, 123), (True, 896, 158)])
def test_biases_are_counted_at_each_step(bias, standard, separable):
    """3 → 32 maps, k = 3."""
    costs = cost(size=32, channels=3, filters=32, kernel=3, bias=bias)
    assert (standard, separable) == (costs.standard.parameters, costs.separable.parameters)


# Input channels, filters, kernel, and the parameters that Keras prints for a SeparableConv2D with its default bias.
# The first six are in the model summary of keras.io/examples/vision/oxford_pets_image_segmentation, the seventh is in
# stackoverflow.com/questions/54705367. The last follows from Keras's API documentation: a (3, 3, 3, 1) depthwise
# kernel, a (1, 1, 3, 32) pointwise kernel, and one bias vector of 32.
KERAS = [
    (32, 64, 3, 2_400),
    (64, 64, 3, 4_736),
    (64, 128, 3, 8_896),
    (128, 128, 3, 17_664),
    (128, 256, 3, 34_176),
    (256, 256, 3, 68_096),
    (3, 1, 2, 16),
    (3, 32, 3, 155),
]


@pytest.mark.parametrize(("channels", "filters", "kernel", "printed"), KERAS)
def test_one_bias_vector_counts_as_keras_does(channels, filters, kernel, printed):
    """SeparableConv2D has a bias after the pointwise step only."""
    assert printed == one_bias_parameters(channels, filters, kernel)


@given(small, small, small, small)
def test_one_bias_vector_lies_between_none_and_two(channels, filters, kernel, multiplier):
    """With N biases of the pointwise step, and without the M·D of the depthwise step."""
    layer = {"channels": channels, "filters": filters, "kernel": kernel, "multiplier": multiplier}
    none, two = (cost(size=9, bias=bias, **layer).separable.parameters for bias in (False, True))
    assert [filters, channels * multiplier] == [one_bias_parameters(**layer) - none, two - one_bias_parameters(**layer)]


def test_a_bias_adds_one_addition_to_each_output_and_no_product():
    """The intermediate maps have a bias too."""
    plain, biased = cost(**EXAMPLE), cost(**EXAMPLE, bias=True)
    assert plain.standard.adds + 57_600 == biased.standard.adds
    assert plain.separable.adds + 57_600 + 2_700 == biased.separable.adds
    assert plain.separable.multiplies == biased.separable.multiplies


@pytest.mark.parametrize("row", layers(), ids=lambda row: f"{row['index']} {row['type']}")
def test_mobilenet_v1_layer_by_layer(row):
    """Multiply-adds and weights of all 28 published layers."""
    kind, _, stride = row["type"].partition("/s")
    stage = {"conv": "standard", "dw": "depthwise", "pw": "pointwise", "fc": "pointwise"}[kind]
    shape = [int(n) for n in row["filter_shape"].split("x")]
    counted = cost(
        size=row["in_hw"],
        channels=row["in_ch"],
        filters=1 if kind == "dw" else shape[-1],
        kernel=3 if kind in ("conv", "dw") else 1,
        stride=int(stride or 1),
        padding="same",
    )
    assert (row["macs"], row["weights"]) == (getattr(counted, stage).macs, getattr(counted, stage).parameters)


def test_mobilenet_v1_totals():
    """569 million multiply-adds and 4.2 million parameters, as the paper's Table 4 says."""
    assert (568_740_352, 4_209_088) == (sum(r["macs"] for r in layers()), sum(r["weights"] for r in layers()))


LAYER = st.fixed_dictionaries(
    {
        "size": st.tuples(st.integers(1, 7), st.integers(1, 7)),
        "channels": small,
        "filters": small,
        "kernel": small,
        "stride": small,
        "padding": st.sampled_from(["valid", "same", 0, 1, 2]),
        "dilation": st.integers(1, 3),
        "multiplier": st.integers(1, 3),
        "bias": st.booleans(),
    }
)


def counted_by_loops(positions, channels_in, channels_out, taps, bias):
    """Count multiplications, additions and outputs of one convolution one by one."""
    multiplies = adds = outputs = 0
    for _ in range(positions[0] * positions[1] * channels_out):
        outputs += 1
        adds += bias - 1  # the first product has nothing to be added to
        for _ in range(taps * channels_in):
            multiplies += 1
            adds += 1
    return multiplies, adds, outputs


def windows(side, layer):
    """Number of window positions along one side, counted by trying every position."""
    kernel_reach = layer["dilation"] * (layer["kernel"] - 1)
    if layer["padding"] == "same":
        return len(range(0, side, layer["stride"]))
    pad = 0 if layer["padding"] == "valid" else layer["padding"]
    return sum((start + pad) % layer["stride"] == 0 for start in range(-pad, side + pad - kernel_reach))


@given(LAYER)
def test_agrees_with_counting_one_by_one(layer):
    """Compare with loops over every window, output and tap."""
    positions = [windows(side, layer) for side in layer["size"]]
    if not all(positions):
        with pytest.raises(ValueError, match="more than its padded input"):
            cost(**layer)
        return
    costs, k2, bias = cost(**layer), layer["kernel"] ** 2, layer["bias"]
    maps = layer["channels"] * layer["multiplier"]
    for stage, channels_in, channels_out, taps in (
        (costs.standard, layer["channels"], layer["filters"], k2),
        (costs.depthwise, 1, maps, k2),
        (costs.pointwise, maps, layer["filters"], 1),
    ):
        expected = counted_by_loops(positions, channels_in, channels_out, taps, bias)
        assert expected == (stage.multiplies, stage.adds, stage.output_elements)


@pytest.fixture(scope="module")
def torch():
    """PyTorch, where it is installed."""
    pytest.importorskip("torch.utils.flop_counter")
    return pytest.importorskip("torch")


@given(layer=LAYER)
def test_agrees_with_pytorch(torch, layer):
    """Compare with PyTorch's parameters and its FLOP counter, which counts two FLOPs per MAC."""
    if layer["padding"] == "same" or not all(windows(side, layer) for side in layer["size"]):
        layer |= {"padding": 9}
    m, n, d, bias = layer["channels"], layer["filters"], layer["multiplier"], layer["bias"]
    window = {
        "kernel_size": layer["kernel"],
        "stride": layer["stride"],
        "dilation": layer["dilation"],
        "padding": 0 if layer["padding"] == "valid" else layer["padding"],
    }
    standard = torch.nn.Conv2d(m, n, **window, bias=bias, device="meta")
    depthwise = torch.nn.Conv2d(m, m * d, **window, groups=m, bias=bias, device="meta")
    separable = torch.nn.Sequential(depthwise, torch.nn.Conv2d(m * d, n, 1, bias=bias, device="meta"))
    costs, x = cost(**layer), torch.empty(1, m, *layer["size"], device="meta")
    for module, stage in ((standard, costs.standard), (depthwise, costs.depthwise), (separable, costs.separable)):
        with torch.utils.flop_counter.FlopCounterMode(display=False) as counter:
            y = module(x)
        assert sum(p.numel() for p in module.parameters()) == stage.parameters
        assert (counter.get_total_flops(), y.numel()) == (stage.flops, stage.output_elements)


@given(LAYER)
def test_ratio_equals_the_quotient_of_the_counts(layer):
    """It does not depend on image size, padding or stride."""
    costs = cost(**layer | {"padding": 6, "bias": False})
    closed = ratio(layer["filters"], layer["kernel"], layer["multiplier"])
    assert closed * costs.standard.macs == costs.separable.macs
    assert closed * costs.standard.parameters == costs.separable.parameters


@pytest.mark.parametrize(("filters", "kernel"), [(1, 1), (1, 3), (1, 11), (64, 1), (2, 1)])
def test_one_filter_or_a_1x1_kernel_makes_separable_cost_more(filters, kernel):
    """With depth multiplier 1, these are the only two cases."""
    assert ratio(filters, kernel) > 1


def test_every_other_layer_is_cheaper_as_separable():
    """From 2 filters and k = 2 on."""
    assert [] == [(n, k) for n in range(2, 1025) for k in range(2, 12) if ratio(n, k) >= 1]


def test_memory_traffic_counts_the_intermediate_maps_twice():
    """Input, 27 + 192 weights, 2,700 values written and read, 57,600 outputs; four bytes each."""
    assert 4 * (3_072 + 219 + 2 * 2_700 + 57_600) == cost(**EXAMPLE).separable.bytes_moved


@pytest.mark.parametrize(
    ("argument", "value", "message"),
    [
        ("kernel", 0, "kernel=0: choose a whole number of at least 1."),
        ("filters", 2.5, "filters=2.5: choose a whole number of at least 1."),
        ("filters", True, "filters=True: choose a whole number of at least 1."),
        ("size", 2.5, "size=2.5: choose a whole number of at least 1."),
        ("size", (4, 0), "width=0: choose a whole number of at least 1."),
        ("size", (4, 4, 4), r"size=\(4, 4, 4\): choose a whole number of at least 1."),
        ("padding", -1, 'padding=-1: choose "valid", "same" or a whole number, 0 or more.'),
        ("padding", True, 'padding=True: choose "valid", "same" or a whole number, 0 or more.'),
        ("kernel", 33, "kernel=33: spans 33 cells, more than its padded input"),
    ],
)
def test_a_bad_argument_is_named(argument, value, message):
    """The message has the value, the allowed range and a remedy."""
    with pytest.raises(ValueError, match=f"^{message}"):
        cost(**EXAMPLE | {argument: value})


def test_numpy_integers_are_accepted():
    """NumPy integers are accepted, and int8 does not overflow."""
    numpys = {name: np.int8(n) for name, n in EXAMPLE.items()}
    assert cost(**EXAMPLE, padding=1) == cost(**numpys, padding=np.int8(1))
    assert ratio(64, 3) == ratio(np.int8(64), np.int8(3))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((0, 3), "filters=0: choose a whole number of at least 1."),
        ((64, 2.5), "kernel=2.5: choose a whole number of at least 1."),
        ((64, 3, -1), "multiplier=-1: choose a whole number of at least 1."),
    ],
)
def test_ratio_refuses_invalid_arguments(arguments, message):
    """The messages are those of `cost`."""
    with pytest.raises(ValueError, match=f"^{message}"):
        ratio(*arguments)
