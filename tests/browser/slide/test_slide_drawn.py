"""What the page Slide draws: cells, outlines, stripes and the race, against conv/ and the published colours."""

import numpy as np
import pytest

from conv.cost import cost
from conv.lab.experiment import run
from conv.lab.settings import Settings
from conv.shapes import pad_amounts
from tests.browser.driving import panel, scrub, sliding
from tests.browser.seeing import boxes, colour, pixels
from tests.palette import CURRENT, DEPTHWISE, POINTWISE, STANDARD, channels, signed

LAYER = Settings(size=8, filters=8)
OUTPUT = 6  # the filter that the page begins with
SIGNED = np.array([signed(shade) for shade in range(256)])
NEXT = 8  # a shade is rounded in 32 bits, so it may be the neighbour of the one that is computed here


def painted(values, largest):
    """Values as colours, on a scale that is centred on zero."""
    return SIGNED[np.clip(np.rint(127.5 + 127.5 * values / largest), 0, 255).astype(int)]


def cells(canvas, rows, columns, at=(0.15, 0.15)):
    """The colour of each cell near its upper left corner, away from what is written and from most outlines."""
    drawn = pixels(canvas)
    height, width, _ = drawn.shape
    y = ((np.arange(rows) + at[0]) * height / rows).astype(int)
    x = ((np.arange(columns) + at[1]) * width / columns).astype(int)
    return drawn[np.ix_(y, x)]


def outlined(canvas, count):
    """Rows and columns, from 0 to before `count`, of the cells on whose border the colour of the window is drawn."""
    drawn = pixels(canvas)
    rows, columns = np.nonzero((np.abs(drawn - channels(CURRENT)) < 30).all(axis=2))
    unit = drawn.shape[0] / count
    return [round(edge / unit) for edge in (rows.min(), rows.max() + 1, columns.min(), columns.max() + 1)]


@pytest.fixture
def slide(page):
    """The page in step, at its first position."""
    page.emulate_media(reduced_motion="reduce")
    sliding(page, f"?{LAYER.to_query()}")
    return page


def test_kernels_and_products_have_the_colours_of_their_values(slide):
    """Of each channel and in both lanes; so have the pointwise weights."""
    e = run(LAYER)
    k = LAYER.kernel
    standard = e.standard_filters[..., OUTPUT]
    depthwise = e.depthwise_filters.reshape(k, k, -1)
    weights = e.pointwise_weights[:, OUTPUT]
    row, column = 2, 3
    scrub(slide, row * (LAYER.size - k + 1) + column)
    for n in range(LAYER.channels):
        kernel = painted(standard[..., n], np.abs(standard).max())
        np.testing.assert_allclose(cells(panel(slide, "standard", "filter", n), k, k), kernel, atol=NEXT)
        products = e.input[row : row + k, column : column + k, n] * standard[..., n]
        fills = painted(products, np.abs(standard).max() * np.abs(e.input).max())
        np.testing.assert_allclose(cells(panel(slide, "standard", "products", n), k, k), fills, atol=NEXT)
        kernel = painted(depthwise[..., n], np.abs(depthwise).max())
        np.testing.assert_allclose(cells(panel(slide, "separable", "filter", n), k, k), kernel, atol=NEXT)
        weight = painted(weights[n : n + 1, None], np.abs(weights).max())
        np.testing.assert_allclose(cells(panel(slide, "separable", "weight", n), 1, 1), weight, atol=NEXT)


def test_finished_cells_have_their_colours_and_the_others_none(slide):
    """In reading order, in both outputs and in each depthwise map; the picture has its greys from the start."""
    e = run(LAYER)
    side = LAYER.size - LAYER.kernel + 1
    at = 2 * side + 3
    scrub(slide, at)
    empty = channels("#f5f6f8")
    finished = np.arange(side * side).reshape(side, side) <= at
    drawn = {"standard": [("output", e.standard[..., OUTPUT])], "separable": [("output", e.separable[..., OUTPUT])]}
    for lane, panels in drawn.items():
        for kind, values in panels:
            grid = cells(panel(slide, lane, kind), side, side, at=(0.5, 0.5))
            low = values.min() < 0
            full = painted(values, np.abs(values).max()) if low else np.rint(255 * values / values.max())[..., None]
            expected = np.where(finished[..., None], full, empty)
            np.testing.assert_allclose(grid, expected, atol=NEXT, err_msg=f"{lane} {kind}")
    for n in range(LAYER.channels):
        greys = np.rint(255 * e.input[..., n] / e.input[..., n].max())
        grid = cells(panel(slide, "standard", "input", n), LAYER.size, LAYER.size, at=(0.5, 0.5))
        np.testing.assert_allclose(grid, np.repeat(greys[..., None], 3, axis=2), atol=NEXT)


@pytest.mark.parametrize("layer", [LAYER, Settings(size=9, filters=8, stride=2, dilation=2)], ids=["plain", "dilated"])
def test_outlines_lie_around_the_window_and_its_output(page, layer):
    """In each input around the cells from the first to the last that are read; in the output around one cell."""
    page.emulate_media(reduced_motion="reduce")
    sliding(page, f"?{layer.to_query()}")
    side = run(layer).standard.shape[0]
    row, column = 1, side - 1
    scrub(page, row * side + column)
    before, _ = pad_amounts(layer.size, layer.kernel, layer.stride, layer.padding, layer.dilation)
    span = layer.dilation * (layer.kernel - 1) + 1
    top, left = row * layer.stride - before, column * layer.stride - before
    for lane in ("standard", "separable"):
        for n in range(layer.channels):
            assert [top, top + span, left, left + span] == outlined(panel(page, lane, "input", n), layer.size)
        assert [row, row + 1, column, column + 1] == outlined(panel(page, lane, "output"), side)


def test_panels_are_outlined_in_the_colours_of_their_stages(slide):
    """Blue in the standard lane, orange around the depthwise step, green around the pointwise one."""
    stages = {
        ("standard", "filter"): STANDARD,
        ("standard", "products"): STANDARD,
        ("standard", "output"): STANDARD,
        ("separable", "filter"): DEPTHWISE,
        ("separable", "depthwise"): DEPTHWISE,
        ("separable", "weight"): POINTWISE,
        ("separable", "output"): POINTWISE,
    }
    for (lane, kind), expected in stages.items():
        assert channels(expected) == colour(panel(slide, lane, kind), "outlineColor"), (lane, kind)


def test_a_race_is_drawn_with_the_shares_of_its_lanes(slide):
    """Progress bars as long as what is done; curves in the lanes' colours; their points where the lanes are."""
    slide.get_by_role("radio", name="Race", exact=True).click()
    slide.wait_for_selector("#slide-chart .points path")
    costs, at = cost(**LAYER.layer), 4
    scrub(slide, at)
    outputs = (LAYER.size - LAYER.kernel + 1) ** 2
    macs = at * costs.standard.macs / outputs
    shares = [macs / costs.standard.macs, macs / costs.separable.macs]
    bars, rooms = boxes(slide.locator(".progress i")), boxes(slide.locator(".progress"))
    np.testing.assert_allclose(bars[:, 2] / rooms[:, 2], shares, atol=0.01)
    assert channels(STANDARD) == colour(slide.locator(".progress.standard i"), "backgroundColor")
    halves = slide.locator(".progress.separable i").evaluate("one => getComputedStyle(one).backgroundImage")
    both = [f"rgb{channels(fill)} 50%" for fill in (DEPTHWISE, POINTWISE)]
    assert f"linear-gradient({', '.join(both)})" == halves
    lines = slide.locator("#slide-chart path.js-line").all()
    assert [channels(fill) for fill in (STANDARD, DEPTHWISE, POINTWISE)] == [colour(line, "stroke") for line in lines]
    points = slide.locator("#slide-chart .points path")
    assert [channels(STANDARD), channels(POINTWISE)] == [colour(point, "fill") for point in points.all()]
    # The curves begin at one point and end at the height of all outputs, the separable one much further to the left.
    standard, separable = boxes(slide.locator("#slide-chart path.js-line"))[:2]
    assert standard[0] == pytest.approx(separable[0], abs=1)
    assert separable[2] / standard[2] == pytest.approx(costs.separable.macs / costs.standard.macs, abs=0.01)
    assert separable[3] == pytest.approx(standard[3], abs=1)
