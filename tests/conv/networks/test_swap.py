from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conv import ratio
from conv.networks.operations import CONV, GATE, MAIN, MULTIPLY, NORM, RELU, SILU, Chain
from conv.networks.papers.architectures import NETWORKS, expand
from conv.networks.papers.blocks import Bottleneck, Style
from conv.networks.swap import after, separable_pairs, to_separable, to_standard

# Filters, kernel and stride of consecutive layers; with one channel, depthwise and standard would be the same.
LAYERS = st.lists(st.tuples(st.integers(2, 9), st.sampled_from([2, 3, 5]), st.integers(1, 3)), min_size=1, max_size=6)


def norm_and_activation(chain):
    """Append batch norm and activation."""
    chain.elementwise(NORM)
    chain.elementwise(RELU)


def plain(layers):
    """A network of standard convolutions only."""
    chain = Chain(3, (17, 23), "Plain")
    for filters, kernel, stride in layers:
        chain.conv(filters, kernel, stride, bias=filters % 2 == 0)
        norm_and_activation(chain)
    return tuple(chain.operations)


@given(LAYERS)
def test_a_plain_network_swapped_twice_is_itself(layers):
    """Standard to separable and back."""
    network = plain(layers)
    assert network == after(to_standard(after(to_separable(network))))


@given(LAYERS)
def test_each_swap_has_the_cost_ratio_of_the_formula(layers):
    """MACs of the pair ÷ MACs of the layer are 1/N + 1/k²."""
    parts = [(before, now) for before, now in to_separable(plain(layers)) if before is not now]
    found = [Fraction(sum(o.macs for o in now), sum(o.macs for o in before)) for before, now in parts]
    assert [ratio(filters, kernel) for filters, kernel, _ in layers] == found


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("swap", [to_standard, to_separable])
def test_parts_are_the_network_and_keep_its_shapes(name, swap):
    """No operation is lost, and every part keeps its output shape."""
    network = expand(NETWORKS[name])
    parts = swap(network)
    assert network == tuple(operation for before, _ in parts for operation in before)
    ends = [(now[-1].filters, now[-1].output) for _, now in parts]
    assert [(before[-1].filters, before[-1].output) for before, _ in parts] == ends


# 13 pairs, 17 bottlenecks, 34 separable convolutions, 16 bottlenecks: as the papers describe them.
@pytest.mark.parametrize(("name", "count"), [*zip(NETWORKS, [13, 17, 34, 16], strict=True)])
def test_every_separable_pair_is_found(name, count):
    """This includes pairs with squeeze-excite between the steps; no depthwise convolution is left."""
    network = expand(NETWORKS[name])
    assert count == len(separable_pairs(network))
    assert not any(operation.stage == "depthwise" for operation in after(to_standard(network)))


def test_mobilenet_with_full_convolutions_has_the_published_cost():
    """Table 4: 4,866 million MACs without the fully connected layer, 29.3 million weights."""
    network = after(to_standard(expand(NETWORKS["mobilenet-v1"])))
    assert 4_866_269_184 == sum(operation.macs for operation in network if operation.kind == "conv")
    assert 29_281_120 == sum(operation.weights for operation in network)


def test_squeeze_excite_stays_with_its_channels():
    """It has the same weights before a convolution as between two steps."""
    network = expand(NETWORKS["efficientnet-b0"])
    weights = [sum(o.weights for o in ops if o.branch == "gate") for ops in (network, after(to_standard(network)))]
    assert weights[0] == weights[1] > 0


def test_squeeze_excite_pools_the_input_of_the_convolution():
    """
    Counted by hand: a bottleneck on 4 channels of 8 × 6, with expansion 3 and stride 2.

    Its gate has 12 channels, which are 4 × 3 large after the depthwise step and 8 × 6 large before it.
    """
    chain = Chain(4, (8, 6), "Gated")
    Bottleneck(3, 3, 10, stride=2, gated=True).append(chain, Style(SILU, lambda filters, _: filters))
    network = tuple(chain.operations)
    swapped = after(to_standard(network))
    for operations, size in ((network, (4, 3)), (swapped, (8, 6))):
        gate = [o for o in operations if o.branch == GATE]
        [scaling] = [o for o in operations if o.kind == MULTIPLY]
        shapes = [(o.kind, o.channels, o.filters, o.size, o.output, o.kernel) for o in (*gate, scaling)]
        assert [
            ("global pool", 12, 12, size, (1, 1), size),
            ("conv", 12, 1, (1, 1), (1, 1), (1, 1)),
            ("silu", 1, 1, (1, 1), (1, 1), (1, 1)),
            ("conv", 1, 12, (1, 1), (1, 1), (1, 1)),
            ("sigmoid", 12, 12, (1, 1), (1, 1), (1, 1)),
            ("multiply", 12, 12, size, size, (1, 1)),
        ] == shapes
    assert [144, 576] == [sum(o.values_read for o in operations) for operations in (network, swapped)]
    assert ["depthwise", "pointwise"] == [o.stage for o in network if o.kind == CONV and o.branch == MAIN][1:]
    [convolution] = [o for o in swapped if o.stage == "standard"]
    assert swapped.index(convolution) > swapped.index(next(o for o in swapped if o.kind == MULTIPLY))
    assert (12, 10, (8, 6), (4, 3), 9 * 12 * 10 * 12) == (
        *(convolution.channels, convolution.filters, convolution.size, convolution.output),
        convolution.macs,
    )
