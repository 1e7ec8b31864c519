import numpy as np
import pytest

from conv.weights.edits import DEPTHWISE, MOST_EDITS, POINTWISE, STANDARD, apply, check


@pytest.mark.parametrize(
    ("edits", "kind", "shape", "index"),
    [
        ("d5.1.2*7", DEPTHWISE, (3, 3, 4, 2), (1, 2, 2, 1)),  # map 5 = channel 2, copy 1
        ("p4.1*7", POINTWISE, (3, 6), (1, 4)),
        ("s4.2.0.1*7", STANDARD, (3, 3, 3, 6), (0, 1, 2, 4)),
    ],
)
def test_one_value_is_set_and_the_others_stay(rng, edits, kind, shape, index):
    """The original array is not modified."""
    before = rng.standard_normal(shape)
    expected = before.copy()
    expected[index] = 7
    after = apply(edits, kind, before)
    np.testing.assert_array_equal(expected, after)
    assert before[index] != 7


def test_edits_of_other_kinds_and_out_of_range_have_no_effect():
    """They have no effect but are kept, for when the kernel grows again."""
    w = np.zeros((3, 3, 1, 1))
    assert apply("p0.0*1_d0.4.4*1_d9.0.0*1", DEPTHWISE, w).sum() == 0


def test_the_last_edit_of_a_weight_counts():
    """Later edits override earlier ones."""
    assert 2.5 == apply("p0.0*1_p0.0*2.5", POINTWISE, np.zeros((1, 1)))[0, 0]


@pytest.mark.parametrize("bad", ["x", "_", "d0.1*3", "p0.1.2*3", "d0.1.2", "d0.1.2*", "d0.1.2*nan", "d0.1.2*1e9"])
def test_an_invalid_edit_is_quoted(bad):
    """The message has an example of a valid edit."""
    with pytest.raises(ValueError, match="write a value like"):
        check(bad)


def test_the_number_of_edits_is_limited():
    """The message has the number of edits and the limit."""
    check("_".join(["p0.0*1"] * MOST_EDITS))
    with pytest.raises(ValueError, match="2,001 values came; at most 2,000"):
        check("_".join(["p0.0*1"] * (MOST_EDITS + 1)))
