"""What the page Maps draws: each pixel, outline and heading, against conv/ and the published colours."""

import numpy as np
import pytest

from conv.lab.experiment import run
from conv.lab.settings import Settings
from conv.shapes import pad_amounts
from tests.browser.driving import ready
from tests.browser.seeing import boxes, colour, pixels
from tests.palette import CURRENT, OKABE_ITO, channels, signed

LAYER = Settings(size=14, channels=4, filters=6, stride=2, padding="same", dilation=2)
GRIDS = ("input", "depthwise", "separable", "standard")
SIGNED = np.array([signed(shade) for shade in range(256)])
NEXT = 8  # a shade is rounded in 32 bits, so it may be the neighbour of the one that is computed here


def painted_signed(values):
    """Values on a scale that is centred on zero, as colours."""
    return SIGNED[np.rint(127.5 + 127.5 * values / np.abs(values).max()).astype(int)]


def painted_map(values):
    """A map as colours; one that is never negative is grey."""
    if values.min() < 0:
        return painted_signed(values)
    return np.repeat(np.rint(255 * values / values.max())[..., None], 3, axis=-1)


@pytest.fixture
def maps(page):
    """The page with the layer's maps."""
    ready(page, f"?{LAYER.to_query()}")
    return page


def test_every_map_has_the_colours_of_its_values(maps):
    """In all four grids, in their order; so do the photograph, the filters and the pointwise weights."""
    e = run(LAYER)
    for grid in GRIDS:
        canvases = maps.locator(f"#maps-{grid} .figure .map").all()
        arrays = np.moveaxis(getattr(e, grid), 2, 0)
        assert len(arrays) == len(canvases)
        for values, canvas in zip(arrays, canvases, strict=True):
            np.testing.assert_allclose(pixels(canvas), painted_map(values), atol=NEXT, err_msg=grid)
    np.testing.assert_allclose(pixels(maps.locator(".photo")), 255 * e.input[:, :, :3], atol=1.5)
    icons = maps.locator("#maps-depthwise .filter").all()
    for filter_, icon in zip(np.moveaxis(e.depthwise_filters[..., 0], 2, 0), icons, strict=True):
        np.testing.assert_allclose(pixels(icon), painted_signed(filter_), atol=NEXT)
    weights = painted_signed(e.pointwise_weights.T)
    np.testing.assert_allclose(pixels(maps.locator(".matrix canvas")), weights, atol=NEXT)


def test_the_pointed_pixel_is_outlined_where_it_lies(maps):
    """In every map of every grid; in the input the window around it instead, with its stride, padding and dilation."""
    n, row, column = 3, 4, 5
    side = run(LAYER).standard.shape[0]
    [x, y, width, _] = boxes(maps.locator("#maps-standard .figure .map"))[n]
    maps.mouse.move(x + (column + 0.5) * width / side, y + (row + 0.5) * width / side)
    before, _ = pad_amounts(LAYER.size, LAYER.kernel, LAYER.stride, LAYER.padding, LAYER.dilation)
    span = LAYER.dilation * (LAYER.kernel - 1) + 1
    window = [column * LAYER.stride - before, row * LAYER.stride - before, span, span]
    maps.wait_for_function("() => document.querySelector('#maps-standard .value').textContent !== ''")
    for grid in GRIDS:
        outlines = maps.locator(f"#maps-{grid} .{'window' if grid == 'input' else 'pixel'}")
        cells, cell = (LAYER.size, window) if grid == "input" else (side, [column, row, 1, 1])
        canvases = boxes(maps.locator(f"#maps-{grid} .figure .map"))
        unit = canvases[:, 2:3] / cells
        expected = np.hstack([canvases[:, :2], np.zeros((len(canvases), 2))]) + unit * cell
        np.testing.assert_allclose(boxes(outlines), expected, atol=1, err_msg=grid)
        assert channels(CURRENT) == colour(outlines.first, "outlineColor")
    # The row of the matrix belongs to the output that is pointed at.
    matrix = maps.locator(".matrix")
    top = float(matrix.evaluate("one => getComputedStyle(one, '::after').top").removesuffix("px"))
    assert pytest.approx(n / LAYER.filters, abs=0.01) == top / boxes(matrix)[0, 3]
    assert channels(CURRENT) == colour(matrix, "outlineColor", "::after")


def test_headings_have_the_colours_of_their_stages(maps):
    """As text, which is darker or lighter than the published hue; the line of the separable one has two colours."""
    hues = {"standard": "blue", "depthwise": "vermillion", "pointwise": "bluish green"}
    for stage, hue in hues.items():
        text = np.array(colour(maps.locator(f"#maps-{stage} h2"), "color"))
        assert np.argmax(text) == np.argmax(channels(OKABE_ITO[hue])), stage
        assert colour(maps.locator(f"#maps-{stage} h2"), "borderBottomColor") == tuple(text)
    line = maps.locator("#maps-separable h2").evaluate("one => getComputedStyle(one).borderImageSource")
    both = [f"rgb{channels(OKABE_ITO[hue])} 50%" for hue in ("vermillion", "bluish green")]
    assert f"linear-gradient(90deg, {', '.join(both)})" == line
