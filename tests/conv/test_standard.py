import numpy as np
import pytest

from conv.reference import standard_loops
from conv.standard import standard
from tests.conv.test_reference import GOLDEN, counting


@pytest.mark.parametrize("case", GOLDEN["standard"], ids=lambda case: case["test"])
def test_gives_tensorflows_numbers(case):
    """Stride and padding follow TensorFlow."""
    y = standard(counting(case["image"]), counting(case["filter"]), stride=case["stride"], padding=case["padding"])
    assert case["expected"] == y.ravel().tolist()


@pytest.mark.parametrize("padding", ["valid", "same", 2])
@pytest.mark.parametrize(("stride", "dilation"), [(1, 1), (2, 1), (1, 2), (3, 2)])
def test_agrees_with_the_definition(rng, padding, stride, dilation):
    """The result equals the reference loops; the kernel is taller than wide."""
    x, w = rng.standard_normal((9, 8, 2)), rng.standard_normal((4, 3, 2, 3))
    expected = standard_loops(x, w, stride, padding, dilation)
    actual = standard(x, w, stride=stride, padding=padding, dilation=dilation)
    np.testing.assert_allclose(actual, expected, atol=1e-12)


def test_does_not_flip_the_kernel():
    """In cross-correlation, the top left weight is multiplied by the top left pixel."""
    x, w = np.zeros((2, 2, 1)), np.zeros((2, 2, 1, 1))
    x[0, 0] = w[0, 0] = 1
    assert 1 == standard(x, w)[0, 0, 0]


def test_does_not_modify_its_arguments(rng):
    """Read-only arrays and any memory order are accepted."""
    x, w, bias = (rng.standard_normal(shape) for shape in ((6, 5, 3), (3, 3, 3, 4), 4))
    expected = standard(x, w, bias)
    for array in (x, w, bias):
        array.flags.writeable = False
    np.testing.assert_array_equal(expected, standard(x, w, bias))
    np.testing.assert_allclose(standard(np.asfortranarray(x), np.asfortranarray(w), bias), expected)


X, W = np.zeros((6, 5, 3)), np.zeros((3, 3, 3, 4))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"x": [[1]]}, r"^x is a list: give a NumPy array \(H, W, M\)\.$"),
        ({"x": X[0]}, r"^x\.shape=\(5, 3\): give \(H, W, M\), each at least 1\.$"),
        ({"x": X[:0]}, r"^x\.shape=\(0, 5, 3\): give"),
        ({"x": X.astype(int)}, r"^x\.dtype=int64: choose float32 or float64\.$"),
        ({"w": W[0]}, r"^w\.shape=\(3, 3, 4\): give \(k_h, k_w, M, N\)"),
        ({"w": W.astype(np.float32)}, r"^w\.dtype=float32: choose float64, as x has\.$"),
        ({"w": W[:, :, :2]}, r"^w\.shape=\(3, 3, 2, 4\): give 3 on axis 2, one for each incoming channel\.$"),
        ({"bias": np.zeros(3)}, r"^bias\.shape=\(3,\): give 4 values, one for each output map\.$"),
        ({"bias": np.zeros((4, 1))}, r"^bias\.shape=\(4, 1\): give \(output maps\)"),
        ({"stride": 9}, r"^stride=9: choose a whole number from 1 to 4\.$"),
        ({"stride": 0}, r"^stride=0: "),
        ({"stride": True}, r"^stride=True: "),
        ({"stride": 2.0}, r"^stride=2\.0: "),
        ({"stride": "2"}, r"^stride='2': "),
        ({"dilation": 5}, r"^dilation=5: choose a whole number from 1 to 4\.$"),
        ({"dilation": None}, r"^dilation=None: "),
        ({"padding": -1}, r'^padding=-1: choose "valid", "same" or a whole number, 0 or more\.$'),
        ({"padding": "full"}, r"^padding='full': "),
        ({"padding": 1.5}, r"^padding=1\.5: "),
        ({"padding": (1, 1)}, r"^padding=\(1, 1\): "),
        ({"padding": np.ones(2)}, r"^padding=array"),
        ({"dilation": 3}, r"^w\.shape=\(3, 3, 3, 4\): with dilation=3 the kernel spans 7×7 cells, .* has 6×5;"),
    ],
)
def test_a_bad_argument_is_named(arguments, message):
    """The message has the value, the allowed range and a remedy."""
    with pytest.raises(ValueError, match=message):
        standard(**{"x": X, "w": W} | arguments)


def test_numpy_integers_are_accepted():
    """NumPy integers are accepted, and small types do not overflow."""
    y = standard(np.ones((320, 1, 1)), np.ones((80, 1, 1, 1)), stride=np.int64(1), dilation=np.uint8(4))
    assert (4, 1, 1) == y.shape
    assert (504, 503, 4) == standard(X, W, padding=np.uint8(250)).shape
