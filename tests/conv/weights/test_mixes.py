import numpy as np
import pytest

from conv.weights.mixes import MIXES, bank_mixes, pointwise_weights


@pytest.mark.parametrize("preset", MIXES)
@pytest.mark.parametrize(("channels_in", "filters"), [(1, 1), (1, 32), (2, 5), (3, 32), (64, 8), (300, 20)])
def test_weights_have_their_shape_and_no_output_is_empty(preset, channels_in, filters):
    """The cases have one input map, more maps than outputs, and fewer."""
    w = pointwise_weights(preset, channels_in, filters, seed=1)
    assert ((channels_in, filters), np.float32, True) == (w.shape, w.dtype, w.flags.c_contiguous)
    assert np.abs(w).max(axis=0).all()


@pytest.mark.parametrize("preset", MIXES)
def test_the_first_filters_do_not_depend_on_their_number(preset):
    """Moving the slider adds maps and does not change the others."""
    np.testing.assert_array_equal(
        pointwise_weights(preset, 6, 40, seed=1)[:, :9], pointwise_weights(preset, 6, 9, seed=1)
    )


def test_mixes_begin_with_single_maps_their_mean_and_differences():
    """There are three input maps."""
    third = 1 / 3
    expected = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [third, third, third], [1, -1, 0], [0, 1, -1]]
    np.testing.assert_allclose(expected, pointwise_weights("mixes", 3, 32, seed=0).T[:6], rtol=1e-6)


def test_random_mixes_have_two_or_three_maps():
    """They come after four single maps, the mean and four differences."""
    w = pointwise_weights("mixes", 20, 100, seed=0)[:, 9:]
    assert {2, 3} == set(np.count_nonzero(w, axis=0).tolist())


def test_identity_cycles_through_the_maps():
    """There are two more outputs than maps."""
    np.testing.assert_array_equal(np.tile(np.eye(3), 2)[:, :5], pointwise_weights("identity", 3, 5, seed=0))


def test_bank_mixes_begin_with_the_mean():
    """The first bank of standard filters is applied to the mean of the channels."""
    np.testing.assert_array_equal([0.5, 0.5], bank_mixes(2, 3)[:, 0])


def test_random_weights_follow_their_seed_and_fan_in():
    """Variance 2 / fan-in, He et al., 2015, equation 10."""
    w = pointwise_weights("random", 400, 200, seed=3)
    np.testing.assert_array_equal(w, pointwise_weights("random", 400, 200, seed=3))
    assert not np.array_equal(w, pointwise_weights("random", 400, 200, seed=4))
    assert np.sqrt(2 / 400) == pytest.approx(w.std(), rel=0.02)


def test_an_unknown_mix_is_refused():
    """The message has the value and the allowed names."""
    with pytest.raises(
        ValueError, match=r"^preset='mean': choose one of mixes, identity, average, numbers, dense, random\.$"
    ):
        pointwise_weights("mean", 3, 4, seed=0)


def test_whole_mixes_are_whole_numbers_that_differ():
    """The first has 1, 2 and -1; none is 0 alone; the first ones do not depend on how many there are."""
    w = pointwise_weights("numbers", 3, 32, seed=0)
    np.testing.assert_array_equal([1, 2, -1], w[:, 0])
    assert {-2, -1, 0, 1, 2} == set(np.unique(w))
    assert len({column.tobytes() for column in w.T}) >= 30
    np.testing.assert_array_equal(w[:, :7], pointwise_weights("numbers", 3, 7, seed=1))
    for channels in (1, 2, 5, 128):
        assert pointwise_weights("numbers", channels, 64, seed=0).any(axis=0).all()


@pytest.mark.parametrize("channels", [1, 3, 16, 128, 1024])
def test_dense_mixes_use_every_channel(channels):
    """With weights of one digit after the point, which are smaller where there are more of them."""
    w = pointwise_weights("dense", channels, 64, seed=0)
    assert (w != 0).all()
    np.testing.assert_allclose(np.rint(10 * w) / 10, w, atol=1e-7)
    assert np.sqrt((w**2).sum(axis=0)).max() <= 4.5
    assert (w > 0).any()
    assert (w < 0).any()
