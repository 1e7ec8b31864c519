import numpy as np
import pytest

from conv.depthwise import depthwise
from conv.pointwise import pointwise
from conv.standard import standard
from conv.weights.filters import (
    EQUIVALENT,
    INDEPENDENT,
    KERNELS,
    STANDARDS,
    depthwise_filters,
    equivalent,
    pointwise_weights,
    standard_filters,
)

BANKS = [preset for preset in STANDARDS if preset != EQUIVALENT]
SHAPES = [(1, 1, 1), (2, 3, 2), (3, 3, 1), (4, 9, 3), (11, 2, 8)]


@pytest.mark.parametrize("preset", KERNELS)
@pytest.mark.parametrize(("kernel", "channels", "multiplier"), SHAPES)
def test_depthwise_filters_have_their_shape_and_are_not_zero(preset, kernel, channels, multiplier):
    """This includes even k and k = 1."""
    w = depthwise_filters(preset, kernel, channels, multiplier, seed=1)
    assert ((kernel, kernel, channels, multiplier), np.float32, True) == (w.shape, w.dtype, w.flags.c_contiguous)
    assert np.abs(w).max(axis=(0, 1)).all()


@pytest.mark.parametrize("preset", KERNELS)
@pytest.mark.parametrize("kernel", [3, 4, 11])
def test_filters_of_a_channel_differ(preset, kernel):
    """This holds from k = 3 on; at k = 2, both blurs are equal."""
    w = depthwise_filters(preset, kernel, 9, 4, seed=1)
    for channel in range(9):
        assert 4 == len({w[:, :, channel, copy].tobytes() for copy in range(4)})


@pytest.mark.parametrize("preset", KERNELS)
def test_the_first_channels_do_not_depend_on_their_number(preset):
    """Moving the slider adds filters and does not change the others."""
    np.testing.assert_array_equal(
        depthwise_filters(preset, 3, 20, 2, seed=1)[:, :, :5], depthwise_filters(preset, 3, 5, 2, seed=1)
    )


def test_all_channels_have_the_same_kernels_in_bank_order():
    """Sobel x is followed by Sobel y."""
    w = depthwise_filters("sobel-x", 3, 3, 2, seed=0)
    sobel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    for channel in range(3):
        np.testing.assert_array_equal(sobel, w[:, :, channel, 0])
        np.testing.assert_array_equal(sobel.T, w[:, :, channel, 1])


@pytest.mark.parametrize("preset", ["mix", "gabor"])
def test_a_bank_gives_neighbouring_channels_different_kernels(preset):
    """The bank has eight different kernels."""
    w = depthwise_filters(preset, 5, 8, 1, seed=0)
    assert 8 == len({w[:, :, channel].tobytes() for channel in range(8)})


@pytest.mark.parametrize("kernel", range(1, 12))
def test_identity_with_same_padding_gives_back_the_image(kernel, rng):
    """This includes even k."""
    x = rng.random((13, 12, 2), np.float32)
    np.testing.assert_array_equal(x, depthwise(x, depthwise_filters("identity", kernel, 2, 1, seed=0), padding="same"))


def test_random_filters_follow_their_seed():
    """The same seed gives the same filters."""
    first, again, other = (depthwise_filters("random", 3, 4, 2, seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


@pytest.mark.parametrize("preset", BANKS)
@pytest.mark.parametrize(("kernel", "channels", "filters"), SHAPES)
def test_standard_filters_have_their_shape_and_are_not_zero(preset, kernel, channels, filters):
    """This includes even k and k = 1."""
    w = standard_filters(preset, kernel, channels, filters, seed=1)
    assert ((kernel, kernel, channels, filters), np.float32, True) == (w.shape, w.dtype, w.flags.c_contiguous)
    assert np.abs(w).max(axis=(0, 1, 2)).all()


@pytest.mark.parametrize("preset", BANKS)
def test_the_first_standard_filters_do_not_depend_on_their_number(preset):
    """Moving the slider adds maps and does not change the others."""
    np.testing.assert_array_equal(
        standard_filters(preset, 3, 3, 40, seed=1)[..., :9], standard_filters(preset, 3, 3, 9, seed=1)
    )


def test_the_bank_has_each_kernel_of_the_mean_and_then_of_a_difference():
    """With two channels, there are eight kernels of each."""
    w = standard_filters("bank", 3, 2, 16, seed=0)
    sobel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    np.testing.assert_array_equal(np.stack([sobel / 2, sobel / 2], axis=2), w[..., 0])
    np.testing.assert_array_equal(np.stack([sobel, -sobel], axis=2), w[..., 8])


def test_the_default_filters_all_differ():
    """The default layer has three channels and 32 filters."""
    w = standard_filters("bank", 3, 3, 32, seed=0)
    assert 32 == len({w[..., n].tobytes() for n in range(32)})


@pytest.mark.parametrize("depthwise_preset", ["mix", "random"])
@pytest.mark.parametrize(("kernel", "channels", "multiplier"), SHAPES)
def test_equivalent_filters_give_the_output_of_both_steps(depthwise_preset, kernel, channels, multiplier, rng):
    """W[:, :, m, n] = Σ_d P[m·D + d, n]·D[:, :, m, d]."""
    x = rng.random((14, 13, channels), np.float32)
    d = depthwise_filters(depthwise_preset, kernel, channels, multiplier, seed=5)
    p = pointwise_weights("mixes", channels * multiplier, 7, seed=5)
    separable = pointwise(depthwise(x, d, padding="same"), p)
    error = np.abs(standard(x, equivalent(d, p), padding="same") - separable).max()
    assert error <= 2e-6 * np.abs(separable).max()


@pytest.mark.parametrize("preset", ["prewitt", "", EQUIVALENT])
def test_unknown_presets_are_refused(preset):
    """ "equivalent" needs the separable weights, so it is not made here."""
    with pytest.raises(ValueError, match=rf"^preset='{preset}': choose one of mix, identity, .*numbers, random\.$"):
        depthwise_filters(preset, 3, 3, 1, seed=0)
    with pytest.raises(ValueError, match=rf"^preset='{preset}': choose one of bank, varied, random\.$"):
        standard_filters(preset, 3, 3, 1, seed=0)


@pytest.mark.parametrize(("kernel", "channels"), [(3, 3), (3, 8), (4, 6), (5, 16), (1, 4)])
def test_varied_filters_have_full_rank_across_channels(kernel, channels):
    """No two channels of a filter have kernels of which one is a multiple of the other, so D = 1 cannot equal it."""
    w = standard_filters(INDEPENDENT, kernel, channels, 32, seed=0)
    ranks = [np.linalg.matrix_rank(w[..., n].reshape(kernel**2, channels)) for n in range(32)]
    assert {min(kernel**2, channels)} == set(ranks)
    if kernel > 1:
        assert min(np.linalg.matrix_rank(w[:, :, m].reshape(kernel**2, 32)) for m in range(channels)) > 1
    assert {-2, -1, 1, 2} == set(np.unique(w))
    np.testing.assert_array_equal(w[..., :5], standard_filters(INDEPENDENT, kernel, channels, 5, seed=9))


def test_whole_kernels_are_those_of_the_first_scene():
    """Right minus left, top minus bottom, and the Laplacian."""
    w = depthwise_filters("numbers", 3, 3, 1, seed=0)[..., 0]
    expected = [
        [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]],
        [[1, 1, 1], [0, 0, 0], [-1, -1, -1]],
        [[0, 1, 0], [1, -4, 1], [0, 1, 0]],
    ]
    np.testing.assert_array_equal(expected, np.moveaxis(w, 2, 0))
    for kernel in range(1, 12):
        w = depthwise_filters("numbers", kernel, 8, 1, seed=0)
        np.testing.assert_array_equal(np.rint(w), w)
        assert np.abs(w).max() <= 4
