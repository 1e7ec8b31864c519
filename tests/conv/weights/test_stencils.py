import numpy as np
import pytest

from conv.weights import stencils

SIDES = range(1, 12)
DIFFERENCES = [
    stencils.sobel_x,
    stencils.sobel_y,
    stencils.diagonal,
    stencils.laplacian,
    lambda k: stencils.gabor(k, 30),
]


@pytest.mark.parametrize(
    ("kernel", "published"),
    [
        # Wikipedia, "Kernel (image processing)"; for Sobel OpenCV's documentation of `Sobel`
        (stencils.box, np.full((3, 3), 1 / 9)),
        (stencils.gaussian, np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16),
        (stencils.laplacian, [[0, 1, 0], [1, -4, 1], [0, 1, 0]]),
        (stencils.sharpen, [[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
        (stencils.sobel_x, [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]),
        (stencils.sobel_y, [[-1, -2, -1], [0, 0, 0], [1, 2, 1]]),
    ],
)
def test_three_by_three_kernels_have_their_published_values(kernel, published):
    """The values are exact."""
    np.testing.assert_array_equal(published, kernel(3))


def test_larger_kernels_equal_those_of_opencv_up_to_scale():
    """At 5×5, the sum of absolute Sobel weights is 8 instead of 96."""
    # OpenCV documentation, "Image Filtering": getGaussianKernel(5) and getDerivKernels(1, 0, 5)
    smooth, slope = np.array([1, 4, 6, 4, 1]), np.array([-1, -2, 0, 2, 1])
    np.testing.assert_allclose(np.outer(smooth, smooth) / 256, stencils.gaussian(5))
    np.testing.assert_allclose(np.outer(smooth, slope) * 8 / 96, stencils.sobel_x(5))


@pytest.mark.parametrize("k", SIDES)
@pytest.mark.parametrize("kernel", [stencils.identity, stencils.box, stencils.gaussian, stencils.sharpen])
def test_kernels_that_keep_the_picture_sum_to_1(kernel, k):
    """This holds for every side, including even sides and 1."""
    assert (k, k) == kernel(k).shape
    assert kernel(k).sum() == pytest.approx(1)


@pytest.mark.parametrize("k", SIDES[1:])
@pytest.mark.parametrize("kernel", DIFFERENCES)
def test_kernels_that_measure_differences_sum_to_0_and_keep_their_range(kernel, k):
    """A picture from 0 to 1 then gives maps from -4 to 4."""
    w = kernel(k)
    assert (k, k) == w.shape
    assert w.sum() == pytest.approx(0, abs=1e-12)
    assert np.abs(w).sum() == pytest.approx(8)


@pytest.mark.parametrize("kernel", DIFFERENCES)
def test_difference_kernels_of_one_cell_are_the_identity(kernel):
    """There is no neighbour to compare with."""
    assert [[1]] == kernel(1).tolist()


@pytest.mark.parametrize("k", [5, 8, 11])
def test_a_gabor_kernel_responds_most_to_its_orientation(k):
    """The response to a wave that falls to the right is largest at 45°."""
    row, column = np.indices((k, k)) - (k - 1) / 2
    wave = (np.cos if k % 2 else np.sin)(2 * np.pi * (column - row) / np.sqrt(2) / (1 + k / 2))
    responses = {degrees: (stencils.gabor(k, degrees) * wave).sum() for degrees in (0, 22.5, 45, 90, 135)}
    assert max(responses, key=responses.get) == 45
