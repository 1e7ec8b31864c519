import numpy as np
import pytest

from conv.pointwise import pointwise
from conv.reference import pointwise_loops


@pytest.mark.parametrize("channels", [1, 2, 5])
def test_agrees_with_the_definition(rng, channels):
    """The result equals the reference loops, also for one input channel."""
    x, w = rng.standard_normal((4, 3, channels)), rng.standard_normal((channels, 6))
    np.testing.assert_allclose(pointwise(x, w), pointwise_loops(x, w), atol=1e-12)


def test_the_bias_is_added_to_its_map(rng):
    """There is one value per output map."""
    x, w, bias = rng.standard_normal((4, 3, 2)), rng.standard_normal((2, 3)), np.array([1.0, 2.0, 3.0])
    np.testing.assert_allclose(pointwise(x, w, bias) - pointwise(x, w), np.broadcast_to(bias, (4, 3, 3)))


def test_channels_must_match():
    """The message has both numbers."""
    with pytest.raises(ValueError, match=r"^w\.shape=\(2, 6\): give 5 on axis 0, one for each incoming channel\.$"):
        pointwise(np.zeros((4, 3, 5)), np.zeros((2, 6)))
