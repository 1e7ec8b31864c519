import numpy as np
import pytest

from conv.reference import separable_loops
from conv.separable import separable


@pytest.mark.parametrize("multiplier", [1, 2])
@pytest.mark.parametrize(("stride", "padding", "dilation"), [(1, "valid", 1), (2, "same", 1), (1, 3, 2)])
def test_agrees_with_the_definition(rng, multiplier, stride, padding, dilation):
    """The result equals the reference loops."""
    x, d = rng.standard_normal((7, 8, 3)), rng.standard_normal((3, 2, 3, multiplier))
    p = rng.standard_normal((3 * multiplier, 4))
    expected = separable_loops(x, d, p, stride, padding, dilation)
    np.testing.assert_allclose(
        separable(x, d, p, stride=stride, padding=padding, dilation=dilation), expected, atol=1e-12
    )


def test_the_first_bias_is_mixed_by_the_second_step(rng):
    """Each bias is added after its step."""
    x, d, p = np.zeros((4, 4, 2)), np.zeros((3, 3, 2, 1)), rng.standard_normal((2, 3))
    y = separable(x, d, p, np.array([1.0, 2.0]), np.array([10.0, 20.0, 30.0]))
    np.testing.assert_allclose(y[0, 0], p[0] + 2 * p[1] + [10, 20, 30])


X, D, P = np.zeros((4, 4, 3)), np.zeros((3, 3, 3, 2)), np.zeros((6, 5))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"x": X[0]}, r"^x\.shape="),
        ({"depthwise_w": D[:, :, 1:]}, r"^depthwise_w\.shape=\(3, 3, 2, 2\): give 3 on axis 2"),
        ({"pointwise_w": P[:3]}, r"^pointwise_w\.shape=\(3, 5\): give 6 on axis 0"),
        ({"pointwise_w": P.astype(np.float32)}, r"^pointwise_w\.dtype=float32: choose float64, as x has\.$"),
        ({"depthwise_bias": np.zeros(3)}, r"^depthwise_bias\.shape=\(3,\): give 6 values"),
        ({"pointwise_bias": np.zeros(6)}, r"^pointwise_bias\.shape=\(6,\): give 5 values"),
        ({"stride": 5}, r"^stride=5: choose a whole number from 1 to 4\.$"),
        ({"dilation": 2}, r"^depthwise_w\.shape=\(3, 3, 3, 2\): with dilation=2 the kernel spans 5×5 cells"),
    ],
)
def test_a_bad_argument_is_named_as_the_caller_named_it(arguments, message):
    """The message says `depthwise_w`, not `w` as the single steps do."""
    with pytest.raises(ValueError, match=message):
        separable(**{"x": X, "depthwise_w": D, "pointwise_w": P} | arguments)
