from dataclasses import replace

import numpy as np
import pytest

from conv.images.pictures import UPLOADED
from conv.lab.experiment import run
from conv.lab.settings import Settings
from conv.reference import depthwise_loops, pointwise_loops, standard_loops
from conv.weights.filters import EQUIVALENT

SMALL = Settings(size=9, channels=4, filters=5, kernel=2, stride=2, padding="same", multiplier=2, depthwise="gabor")


def test_both_forms_agree_with_the_definition():
    """Compare the arrays of a run with the reference loops."""
    e, window = run(SMALL), {"stride": 2, "padding": "same", "dilation": 1}
    maps = depthwise_loops(e.input, e.depthwise_filters, **window)
    np.testing.assert_allclose(e.depthwise, maps, atol=1e-5)
    np.testing.assert_allclose(e.separable, pointwise_loops(maps, e.pointwise_weights), atol=1e-5)
    np.testing.assert_allclose(e.standard, standard_loops(e.input, e.standard_filters, **window), atol=1e-5)


@pytest.mark.parametrize("edits", ["", "d0.1.1*9_p3.2*-4"])
def test_equivalent_filters_give_equal_outputs(edits):
    """This includes manual edits of the separable weights."""
    e = run(Settings(size=16, channels=6, filters=10, standard=EQUIVALENT, edits=edits))
    assert e.difference <= 1e-5 * np.abs(e.separable).max()


def test_independent_filters_give_different_outputs():
    """Otherwise, the reported agreement would mean nothing."""
    e = run(Settings(size=16))
    assert e.difference > 0.1 * np.abs(e.separable).max()


@pytest.mark.parametrize(
    ("edits", "changed"),
    [("d0.0.0*9", {"depthwise", "separable"}), ("p0.0*9", {"separable"}), ("s0.0.0.0*9", {"standard"})],
)
def test_a_manual_edit_changes_the_maps_after_it(edits, changed):
    """Maps before the edit do not change."""
    before, after = run(Settings(size=12)), run(Settings(size=12, edits=edits))
    maps = ("input", "depthwise", "separable", "standard")
    assert changed == {name for name in maps if not np.array_equal(getattr(before, name), getattr(after, name))}


@pytest.mark.parametrize("kernel", [1, 2, 3, 4])
@pytest.mark.parametrize("standard", [EQUIVALENT, "bank"])
def test_filters_are_rotated_after_manual_edits(kernel, standard):
    """Kernels are rotated by 180°; pointwise weights are not."""
    settings = Settings(size=8, channels=3, multiplier=2, kernel=kernel, standard=standard, edits="d0.0.0*9_s4.1.0.0*7")
    e, rotated = run(settings), run(settings, rotated=True)
    for name in ("depthwise_filters", "standard_filters"):
        np.testing.assert_array_equal(np.rot90(getattr(e, name), 2), getattr(rotated, name))
    np.testing.assert_array_equal(e.pointwise_weights, rotated.pointwise_weights)


def test_rotated_equivalent_filters_are_still_equivalent():
    """Both forms rotate the same kernels."""
    e = run(Settings(size=16, channels=6, filters=10, kernel=4, standard=EQUIVALENT, edits="d0.1.1*9"), rotated=True)
    assert e.difference <= 1e-5 * np.abs(e.separable).max()


def test_results_are_read_only():
    """Arrays may be cached and shared."""
    with pytest.raises(ValueError, match="read-only"):
        run(Settings(size=8)).input[0, 0, 0] = 1


def test_an_uploaded_picture_is_processed_like_a_sample(rng):
    """Both forms agree with the reference loops."""
    rgb = rng.random((9, 9, 3), np.float32)
    e, window = run(replace(SMALL, image=UPLOADED), uploaded=rgb), {"stride": 2, "padding": "same", "dilation": 1}
    np.testing.assert_array_equal(rgb, e.input[:, :, :3])
    maps = depthwise_loops(e.input, e.depthwise_filters, **window)
    np.testing.assert_allclose(e.separable, pointwise_loops(maps, e.pointwise_weights), atol=1e-5)
    np.testing.assert_allclose(e.standard, standard_loops(e.input, e.standard_filters, **window), atol=1e-5)


def test_an_uploaded_picture_must_be_given():
    """Forgetting the uploaded picture is a programming error."""
    with pytest.raises(ValueError, match=r"^name='own'"):
        run(Settings(image=UPLOADED))
