import re
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from conv.cost import cost
from conv.networks.counting import from_switches
from conv.networks.operations import GATE, MAIN, MAX_POOL, RELU, Chain

small = st.integers(1, 4)
paddings = st.sampled_from(["same", "valid", 0, 1, 2])
LAYER = {"kernel": small, "stride": small, "padding": paddings, "dilation": st.integers(1, 3)}
PAIRS = {name: st.tuples(values, values) for name, values in LAYER.items()}


def appended(channels, size, call):
    """The operations of a chain after one call; Hypothesis skips windows that do not fit."""
    chain = Chain(channels, size)
    try:
        call(chain)
    except ValueError as e:
        assume("more than its padded input" not in str(e))
        raise
    return chain.operations


@given(
    st.tuples(small, st.integers(1, 9), st.integers(1, 9)), st.fixed_dictionaries(LAYER), small, small, st.booleans()
)
def test_a_convolution_costs_what_its_layer_costs(image, window, filters, multiplier, bias):
    """Compare standard, depthwise and pointwise convolutions with `conv.cost`."""
    channels, *size = image
    maps = channels * multiplier

    def call(chain):
        chain.conv(filters, **window, bias=bias)
        chain.channels, chain.size = channels, tuple(size)
        chain.conv(maps, **window, groups=channels, bias=bias)
        chain.conv(filters, bias=bias)

    operations = appended(channels, tuple(size), call)
    costs = cost(size=tuple(size), channels=channels, filters=filters, multiplier=multiplier, bias=bias, **window)
    exact = from_switches("exact", True, "none", False, False, True)
    for operation, stage in zip(operations, (costs.standard, costs.depthwise, costs.pointwise), strict=True):
        assert (stage.parameters, stage.multiplies + stage.adds) == exact.count(operation)
        assert (stage.macs, stage.output_elements) == (operation.macs, operation.output_elements)


def taps(side, kernel, stride, padding, dilation):
    """Tap positions of every window along one side, found by sliding the window."""
    kernel_reach = dilation * (kernel - 1)
    if padding == "same":
        return [[start + tap * dilation for tap in range(kernel)] for start in range(0, side, stride)]
    pad = 0 if padding == "valid" else padding
    starts = range(-pad, side + pad - kernel_reach, stride)
    return [[start + tap * dilation for tap in range(kernel)] for start in starts]


@settings(max_examples=60)
@given(st.tuples(st.integers(1, 6), st.integers(1, 6)), st.fixed_dictionaries(PAIRS), small, small, small)
def test_agrees_with_loops_over_every_product(size, window, groups, channels, filters):
    """The cases have non-square windows and groups of channels."""
    operations = appended(channels * groups, size, lambda c: c.conv(filters * groups, **window, groups=groups))
    rows, columns = (taps(size[n], **{name: pair[n] for name, pair in window.items()}) for n in (0, 1))
    macs = 0
    for row, column, _filter in product(rows, columns, range(filters * groups)):
        for _tap in product(row, column, range(channels)):
            macs += 1
    weights = list(product(*map(range, (*window["kernel"], channels, filters * groups))))
    [operation] = operations
    assert (len(rows), len(columns)) == operation.output
    assert (len(weights), macs) == (operation.weights, operation.macs)


def test_names_of_operations():
    """The name depends on groups and kernel."""
    chain = Chain(8, (9, 9))
    for layer in ({"kernel": 3}, {}, {"groups": 8}, {"kernel": 3, "groups": 2}, {"kernel": (1, 3)}):
        chain.conv(8, **layer)
    chain.linear(5)
    found = [operation.stage for operation in chain.operations]
    assert ["standard", "pointwise", "depthwise", "grouped", "standard", "linear"] == found
    assert 8 * 9 * 9 * 5 == chain.operations[-1].macs


def test_pooling_reads_its_windows_and_has_no_weights():
    """Max pooling reads nine values per output, including padding; global pooling reads each value once."""
    chain = Chain(4, (8, 6))
    chain.pool(MAX_POOL, 3, 2)
    chain.global_pool()
    assert [9 * 4 * 3 * 4, 4 * 3 * 4] == [operation.values_read for operation in chain.operations]
    assert [0, 0] == [operation.macs + operation.weights for operation in chain.operations]
    assert (4, (1, 1)) == (chain.channels, chain.size)


def test_a_branch_leaves_the_main_path_unchanged():
    """Channels, size and branch are restored."""
    chain = Chain(4, (8, 6))
    with chain.on_branch(GATE, 4, (8, 6)):
        chain.global_pool()
        chain.conv(2)
    chain.elementwise(RELU)
    assert [GATE, GATE, MAIN] == [operation.branch for operation in chain.operations]
    assert (4, (8, 6)) == (chain.channels, chain.size)


@pytest.mark.parametrize(
    ("layer", "message"),
    [
        ({"groups": 3}, "groups=3: choose a number that divides both 4 channels in and 6 out."),
        ({"groups": 4}, "groups=4: choose a number that divides both 4 channels in and 6 out."),
        (
            {"kernel": (1, 5), "padding": "valid", "dilation": 2},
            "kernel=1x5: spans 1×9 cells, more than its padded input of size 8x6; choose a smaller kernel or dilation, "
            "or more padding.",
        ),
    ],
)
def test_an_impossible_convolution_is_explained(layer, message):
    """The message has the value and a remedy; the chain is unchanged."""
    chain = Chain(4, (8, 6))
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        chain.conv(6, **layer)
    assert ((8, 6), []) == (chain.size, chain.operations)
