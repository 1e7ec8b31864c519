import numpy as np
import pytest

from conv.images.numbers import number_channel_names, number_channels
from conv.lab.experiment import run
from conv.lab.settings import START, Settings


@pytest.mark.parametrize(("size", "count"), [(1, 1), (4, 3), (8, 1), (8, 3), (9, 7), (64, 40), (320, 3)])
def test_channels_are_whole_numbers_from_0_to_9(size, count):
    """At any size, and for any number of channels."""
    x = number_channels(size, count)
    assert ((size, size, count), np.float32) == (x.shape, x.dtype)
    assert set(np.unique(x)) <= set(range(10))
    assert count == len(number_channel_names(count)) == len(set(number_channel_names(count)))


def test_each_channel_differs_from_its_neighbours():
    """Nothing about the layer could be seen if they were alike; the first ones do not depend on how many there are."""
    x = number_channels(8, 12)
    np.testing.assert_array_equal(number_channels(8, 3), x[..., :3])
    for c in range(12):
        assert np.ptp(x[..., c]) >= 5
        assert (x[..., c] != x[..., c - 1]).mean() > 0.5


@pytest.mark.parametrize("changed", [{}, {"channels": 1}, {"channels": 9, "kernel": 5}, {"multiplier": 3, "stride": 2}])
def test_everything_computed_from_them_is_a_whole_number(changed):
    """In both forms, which agree exactly, and in float32 without any rounding."""
    e = run(Settings(**{**START.to_dict(), **changed}))
    for values in (e.input, e.depthwise_filters, e.pointwise_weights, e.standard_filters, e.depthwise, e.standard):
        np.testing.assert_array_equal(np.rint(values), values)
    assert 0 == e.difference
