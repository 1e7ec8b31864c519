import pytest
from hypothesis import given
from hypothesis import strategies as st

from conv.networks.counting import CONVENTIONS, PLAIN
from conv.networks.view import COUNTINGS, FIELDS, SWAPS, UPLOADED, View, read

SIZES = st.tuples(st.sampled_from(["mobilenet-v1", "mobilenet-v2"]), st.integers(35, 100)) | st.just((UPLOADED, 100))
VIEWS = st.builds(
    lambda size, **more: View(*size, **more),
    size=SIZES,
    resolution=st.none() | st.integers(96, 320),
    swap=st.sampled_from(list(SWAPS)),
    counting=st.sampled_from(list(COUNTINGS)),
    work=st.sampled_from(list(FIELDS["work"].metadata["options"])),
    biases=st.booleans(),
    norms=st.sampled_from(list(FIELDS["norms"].metadata["options"])),
    activations=st.booleans(),
    pooling=st.booleans(),
    dense=st.booleans(),
)


@given(VIEWS)
def test_a_view_survives_the_query_string(view):
    """A link has all settings."""
    pairs = dict(pair.split("=") for pair in view.to_query().split("&") if pair)
    assert (view, "") == read(pairs)


@given(st.dictionaries(st.sampled_from(list(FIELDS)) | st.text(), st.text() | st.none() | st.integers()))
def test_no_query_string_raises(mapping):
    """Invalid values are replaced by defaults, with a message."""
    view, message = read(mapping)
    assert isinstance(view, View)
    assert message == "" or message.endswith(".")


@pytest.mark.parametrize(
    ("mapping", "kept", "sentence"),
    [
        ({"network": "resnet"}, {}, "network='resnet': choose one of mobilenet-v1, mobilenet-v2, xception, "),
        ({"resolution": "64"}, {}, "resolution=64: choose a whole number from 96 to 320."),
        ({"width": "120"}, {}, "width=120, in percent: for MobileNetV1 choose a whole number from 25 to 100."),
        ({"width": "400"}, {}, "width=400, in percent: for MobileNetV1 choose a whole number from 25 to 100."),
        (
            {"width": "x", "network": "own"},
            {"network": "own"},
            "width=x, in percent: for Your own 100 is its",
        ),
        ({"network": "xception", "width": "75"}, {"network": "xception"}, "for Xception 100 is its only width."),
        ({"swap": "both", "width": "75"}, {"width": 75}, "swap='both': choose one of none, standard, separable."),
        ({"resolution": ""}, {}, "resolution='': choose a whole number from 96 to 320."),
    ],
)
def test_an_invalid_value_is_explained_and_the_rest_is_kept(mapping, kept, sentence):
    """The message has the value and the allowed range; other settings are kept."""
    view, message = read(mapping)
    assert View(**kept) == view
    assert sentence in message


def test_the_convention_of_a_view():
    """The options are the paper, a program or the switches; an uploaded network has no paper."""
    assert "As the paper" == View().convention.label
    assert CONVENTIONS["thop"] is View(counting="thop").convention
    assert 4 == View(counting="switches", norms="statistics").convention.norms
    assert PLAIN is View(network=UPLOADED).convention
