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
    """The operations of a chain after one call; draws that do not fit are passed over."""
    chain = Chain(channels, size)
    try:
        call(chain)
    except ValueError as e:
        assume("more than its padded input" not in str(e))
        raise
    return chain.operations


@settings(deadline=None)
@given(
    st.tuples(small, st.integers(1, 9), st.integers(1, 9)), st.fixed_dictionaries(LAYER), small, small, st.booleans()
)
def test_a_convolution_costs_what_its_layer_costs(image, window, filters, multiplier, bias):
    """Parameters, multiplications, additions and outputs of `conv.cost`: standard, depthwise and pointwise."""
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
    """Outputs along one side, found by moving a window on, and where its taps are."""
    reach = dilation * (kernel - 1)
    if padding == "same":
        return [[start + tap * dilation for tap in range(kernel)] for start in range(0, side, stride)]
    pad = 0 if padding == "valid" else padding
    starts = range(-pad, side + pad - reach, stride)
    return [[start + tap * dilation for tap in range(kernel)] for start in starts]


@settings(deadline=None, max_examples=60)
@given(st.tuples(st.integers(1, 6), st.integers(1, 6)), st.fixed_dictionaries(PAIRS), small, small, small)
def test_agrees_with_loops_over_every_product(size, window, groups, channels, filters):
    """Oblong windows, and groups of channels that meet only their own filters."""
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


def test_operations_are_called_as_in_the_lessons():
    """By their groups and their kernel; one channel that is filtered is a standard convolution."""
    chain = Chain(8, (9, 9))
    for layer in ({"kernel": 3}, {}, {"groups": 8}, {"kernel": 3, "groups": 2}, {"kernel": (1, 3)}):
        chain.conv(8, **layer)
    chain.linear(5)
    found = [operation.stage for operation in chain.operations]
    assert ["standard", "pointwise", "depthwise", "grouped", "standard", "linear"] == found
    assert 8 * 9 * 9 * 5 == chain.operations[-1].macs


def test_pooling_reads_its_windows_and_weighs_nothing():
    """A window of nine values an output, padding included; the average of a channel reads all of it."""
    chain = Chain(4, (8, 6))
    chain.pool(MAX_POOL, 3, 2)
    chain.global_pool()
    assert [9 * 4 * 3 * 4, 4 * 3 * 4] == [operation.values_read for operation in chain.operations]
    assert [0, 0] == [operation.macs + operation.weights for operation in chain.operations]
    assert (4, (1, 1)) == (chain.channels, chain.size)


def test_what_goes_beside_leaves_the_chain_as_it_was():
    """Channels, size and way."""
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
def test_a_convolution_that_cannot_be_is_explained(layer, message):
    """What came, what is allowed, what to do; the chain is as before."""
    chain = Chain(4, (8, 6))
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        chain.conv(6, **layer)
    assert ((8, 6), []) == (chain.size, chain.operations)
