import json
import pathlib

import numpy as np
import pytest

from conv.reference import depthwise_loops, pointwise_loops, separable_loops, standard_loops

GOLDEN = json.loads((pathlib.Path(__file__).parents[1] / "golden" / "tensorflow_padding.json").read_text())


def counting(shape):
    """An array 1, 2, 3, …, as in TensorFlow's tests."""
    return np.arange(1.0, np.prod(shape) + 1).reshape(shape)


@pytest.mark.parametrize("case", GOLDEN["standard"], ids=lambda case: case["test"])
def test_standard_loops_give_tensorflows_numbers(case):
    """Stride and padding follow TensorFlow."""
    y = standard_loops(counting(case["image"]), counting(case["filter"]), case["stride"], case["padding"])
    assert case["expected"] == y.ravel().tolist()


@pytest.mark.parametrize("case", GOLDEN["depthwise"], ids=lambda case: case["test"])
def test_depthwise_loops_give_tensorflows_numbers(case):
    """Map m·D + d comes from channel m."""
    y = depthwise_loops(counting(case["image"]), counting(case["filter"]), case["stride"], case["padding"])
    assert case["expected"] == y.ravel().tolist()


def test_pointwise_loops_are_a_matrix_product(rng):
    """Compare with NumPy's product at every pixel."""
    x, w = rng.standard_normal((2, 3, 4)), rng.standard_normal((4, 5))
    np.testing.assert_allclose(pointwise_loops(x, w), x @ w)


def test_separable_loops_equal_a_standard_layer_of_rank_one(rng):
    """The standard filters are W[n, m] = P[n, m]·D[m]."""
    x, d, p = rng.standard_normal((5, 5, 2)), rng.standard_normal((3, 3, 2, 1)), rng.standard_normal((2, 3))
    np.testing.assert_allclose(separable_loops(x, d, p, padding="same"), standard_loops(x, d * p, padding="same"))
