import pytest
from hypothesis import given
from hypothesis import strategies as st

from conv.networks.counting import CONVENTIONS, NORMS, UNITS, from_switches
from conv.networks.operations import ACTIVATIONS, CONV, LINEAR, NORM, POOLS
from conv.networks.papers.architectures import NETWORKS, expand

OFF = {"unit": "macs", "bias": False, "norm": "none", "activation": False, "pooling": False, "linear": True}
SWITCHES = st.fixed_dictionaries(
    {
        "unit": st.sampled_from(list(UNITS)),
        "bias": st.booleans(),
        "norm": st.sampled_from(list(NORMS)),
        "activation": st.booleans(),
        "pooling": st.booleans(),
        "linear": st.booleans(),
    }
)
networks = st.sampled_from([expand(network) for network in NETWORKS.values()])


def total(operations, **switches):
    """Parameters and work with the given switches; all others are off."""
    return from_switches(**OFF | switches).total(operations)


def output_elements(operations, *kinds):
    """Number of output elements of operations of these kinds."""
    return sum(o.output_elements for o in operations if o.kind in kinds)


@given(networks)
def test_with_all_switched_off_only_products_count(operations):
    """These are the MACs of convolutions and of fully connected layers, which can be left out."""
    macs = {kind: sum(o.macs for o in operations if o.kind == kind) for kind in (CONV, LINEAR)}
    weights = {kind: sum(o.weights for o in operations if o.kind == kind) for kind in (CONV, LINEAR)}
    assert (sum(weights.values()), sum(macs.values())) == total(operations)
    assert (weights[CONV], macs[CONV]) == total(operations, linear=False)


@given(networks)
def test_units(operations):
    """One MAC is two FLOPs. A sum has one addition less than products; a bias adds one."""
    macs, outputs = total(operations)[1], output_elements(operations, CONV, LINEAR)
    biased = sum(o.output_elements for o in operations if o.bias)
    assert 2 * macs == total(operations, unit="flops")[1]
    assert 2 * macs - outputs == total(operations, unit="exact")[1]
    assert 2 * macs - outputs + biased == total(operations, unit="exact", bias=True)[1]


@given(networks, SWITCHES)
def test_each_switch_adds_its_operations(operations, switches):
    """Activations add one per element and pooling one per value read, independent of other switches."""
    plain = switches | {"activation": False, "pooling": False}
    work = total(operations, **plain)[1]
    active, pooled = (
        output_elements(operations, *ACTIVATIONS),
        sum(o.values_read for o in operations if o.kind in POOLS),
    )
    assert work + active == total(operations, **plain | {"activation": True})[1]
    assert work + pooled == total(operations, **plain | {"pooling": True})[1]
    assert total(operations, **plain)[0] == total(operations, **plain | {"activation": True, "pooling": True})[0]


@pytest.mark.parametrize(
    ("unit", "norm", "an_element"),
    [
        ("macs", "none", 0),
        ("macs", "folded", 1),
        ("macs", "affine", 1),
        ("macs", "statistics", 2),
        ("flops", "folded", 1),
        ("flops", "affine", 2),
        ("flops", "statistics", 4),
        ("exact", "folded", 1),
        ("exact", "affine", 2),
        ("exact", "statistics", 4),
    ],
)
@pytest.mark.parametrize("name", NETWORKS)
def test_batch_norm_works_on_every_element(name, unit, norm, an_element):
    """Folded, it is one addition; scale and shift are one MAC, and so is the normalization."""
    operations = expand(NETWORKS[name])
    work = total(operations, unit=unit)[1] + an_element * output_elements(operations, NORM)
    assert work == total(operations, unit=unit, norm=norm)[1]


@pytest.mark.parametrize(
    ("switches", "parameters"),
    [
        ({"linear": False}, 3_185_088),
        ({}, 4_209_088),
        ({"bias": True}, 4_210_088),
        ({"bias": True, "norm": "affine"}, 4_231_976),
        ({"bias": True, "norm": "statistics"}, 4_253_864),
    ],
)
def test_quoted_parameters_of_mobilenet_v1(switches, parameters):
    """They range from the weights of the convolutions to the total of Keras's summary."""
    assert parameters == total(expand(NETWORKS["mobilenet-v1"]), **switches)[0]


@given(networks, st.sampled_from(list(CONVENTIONS.values())) | SWITCHES.map(lambda s: from_switches(**s)), st.data())
def test_a_total_is_the_sum_of_its_parts(operations, convention, data):
    """The network is cut at a random position."""
    cut = data.draw(st.integers(0, len(operations)))
    parts = convention.total(operations[:cut]), convention.total(operations[cut:])
    assert convention.total(operations) == tuple(map(sum, zip(*parts, strict=True)))


@pytest.mark.parametrize("name", NETWORKS)
def test_a_paper_counts_macs_alone(name):
    """Papers differ only in the parameters that they count."""
    operations = expand(NETWORKS[name])
    assert sum(o.macs for o in operations) == NETWORKS[name].paper.total(operations)[1]


@pytest.mark.parametrize("convention", CONVENTIONS.values(), ids=CONVENTIONS)
def test_a_convention_says_what_it_counts(convention):
    """It has a sentence and a known unit."""
    assert convention.sentence.endswith(".")
    assert convention.unit in UNITS.values()
