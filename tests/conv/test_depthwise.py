import numpy as np
import pytest

from conv.depthwise import depthwise
from conv.reference import depthwise_loops
from tests.conv.test_reference import GOLDEN, counting


@pytest.mark.parametrize("case", GOLDEN["depthwise"], ids=lambda case: case["test"])
def test_gives_tensorflows_numbers(case):
    """Map m·D + d comes from channel m."""
    y = depthwise(counting(case["image"]), counting(case["filter"]), stride=case["stride"], padding=case["padding"])
    assert case["expected"] == y.ravel().tolist()


@pytest.mark.parametrize("case", GOLDEN["depthwise_shapes"], ids=lambda case: str(case["image"]))
def test_gives_tensorflows_shapes(case):
    """Covers non-square and even kernels, stride, dilation and depth multiplier."""
    window = {name: case[name] for name in ("stride", "padding", "dilation")}
    assert tuple(case["output"]) == depthwise(np.ones(case["image"]), np.ones(case["filter"]), **window).shape


@pytest.mark.parametrize("padding", ["valid", "same", 2])
@pytest.mark.parametrize(("stride", "dilation"), [(1, 1), (2, 1), (1, 2), (3, 2)])
def test_agrees_with_the_definition(rng, padding, stride, dilation):
    """The result equals the reference loops; the kernel is taller than wide."""
    x, w = rng.standard_normal((9, 8, 2)), rng.standard_normal((4, 3, 2, 3))
    expected = depthwise_loops(x, w, stride, padding, dilation)
    actual = depthwise(x, w, stride=stride, padding=padding, dilation=dilation)
    np.testing.assert_allclose(actual, expected, atol=1e-12)


def test_channels_do_not_mix(rng):
    """A change of channel 0 does not change output channel 1."""
    x, w = rng.standard_normal((6, 6, 2)), rng.standard_normal((3, 3, 2, 1))
    before = depthwise(x, w)
    x[:, :, 0] += 1
    np.testing.assert_array_equal(before[:, :, 1], depthwise(x, w)[:, :, 1])


def test_the_bias_needs_one_value_per_map():
    """It needs M·D values, not D."""
    message = r"^bias\.shape=\(2,\): give 6 values, one for each output map\.$"
    with pytest.raises(ValueError, match=message):
        depthwise(np.zeros((4, 4, 3)), np.zeros((3, 3, 3, 2)), np.zeros(2))


def test_channels_must_match():
    """The message has both numbers."""
    with pytest.raises(
        ValueError, match=r"^w\.shape=\(3, 3, 2, 1\): give 3 on axis 2, one for each incoming channel\.$"
    ):
        depthwise(np.zeros((4, 4, 3)), np.zeros((3, 3, 2, 1)))
