"""What the page Savings draws: bars, curves, tiles and points, against conv/ and the published colours."""

import math

import numpy as np
import pytest

from conv.cost import cost, ratio
from conv.lab.settings import FIELDS, Settings
from tests.browser.seeing import boxes, colour
from tests.palette import CURRENT, DEPTHWISE, POINTWISE, STANDARD, channels

LAYER = Settings(size=16, channels=8, filters=24, kernel=5, multiplier=2)
FILLS = {"standard": STANDARD, "depthwise": DEPTHWISE, "pointwise": POINTWISE}
# Where a value lies on an axis of a chart, in pixels of the window.
PLACE = """([chart, x, y]) => {
    const one = document.querySelector(`[data-chart=${chart}] .js-plotly-plot`);
    const { left, top } = one.getBoundingClientRect();
    const { xaxis, yaxis } = one._fullLayout;
    return [left + xaxis._offset + xaxis.d2p(x), top + yaxis._offset + yaxis.d2p(y)];
}"""


@pytest.fixture
def savings(page):
    """The page with its charts drawn."""
    page.goto(f"/savings?{LAYER.to_query()}")
    page.wait_for_selector("[data-chart=line] .points path")
    page.wait_for_load_state("networkidle")
    return page


def place(page, chart, x, y):
    """Where a value is drawn, in CSS pixels."""
    return page.evaluate(PLACE, [chart, x, y])


def middles(elements):
    """The middles of elements, one row each."""
    drawn = boxes(elements)
    return drawn[:, :2] + drawn[:, 2:] / 2


def test_bars_have_their_stages_colours_lengths_and_places(savings):
    """One bar is the standard layer; below it the two steps lie side by side, on the same scale."""
    costs = cost(**LAYER.layer)
    for name, figure in (("parameters", "parameters"), ("work", "macs")):
        bars = savings.locator(f"[data-bars={name}] .savings-bar i")
        longest = max(getattr(costs.standard, figure), getattr(costs.separable, figure))
        drawn = boxes(bars)
        room = boxes(savings.locator(f"[data-bars={name}] .savings-bar").first)[0, 2]
        values = [getattr(getattr(costs, stage), figure) for stage in FILLS]
        np.testing.assert_allclose(drawn[:, 2], [room * value / longest for value in values], atol=1)
        standard, depthwise, pointwise = drawn
        assert standard[0] == pytest.approx(depthwise[0], abs=0.5)
        assert depthwise[0] + depthwise[2] == pytest.approx(pointwise[0], abs=0.5)
        assert depthwise[1] == pointwise[1] > standard[1] + standard[3]
        fills = [colour(bar, "backgroundColor") for bar in bars.all()]
        assert [channels(fill) for fill in FILLS.values()] == fills


def test_points_lie_where_the_layer_is(savings):
    """In both charts of the saving and over the tiles, in the colour of what is current."""
    factor = float(1 / ratio(LAYER.filters, LAYER.kernel, LAYER.multiplier))
    for chart, x, y in (
        ("filters", LAYER.filters, factor),
        ("kernel", LAYER.kernel, factor),
        ("line", LAYER.filters, LAYER.kernel),
    ):
        points = savings.locator(f"[data-chart={chart}] .points path")
        np.testing.assert_allclose(middles(points), [place(savings, chart, x, y)], atol=1, err_msg=chart)
        assert channels(CURRENT) == colour(points, "fill")


def test_curves_have_their_colours_and_ends(savings):
    """The current curve has the colour of the point; it ends where conv/ has the saving of the last value."""
    for chart, last in (("filters", "filters"), ("kernel", "kernel")):
        current = savings.locator(f"[data-chart={chart}] .scatterlayer path.js-line").last
        end = FIELDS[last].metadata["steps"][-1]
        layer = {"filters": LAYER.filters, "kernel": LAYER.kernel} | {last: end}
        factor = float(1 / ratio(layer["filters"], layer["kernel"], LAYER.multiplier))
        x, y = place(savings, chart, end, factor)
        left, top, width, _ = boxes(current)[0]
        assert channels(CURRENT) == colour(current, "stroke")
        assert pytest.approx([x, y], abs=2) == [left + width, top]
        others = savings.locator(f"[data-chart={chart}] .scatterlayer path.js-line").first
        assert len(set(colour(others, "stroke"))) > 1  # grey with a little blue
        assert channels(CURRENT) != colour(others, "stroke")


def test_the_break_even_line_parts_the_colours_of_the_tiles(savings):
    """At k² = D·N / (N − D) both forms cost the same: blue tiles lie below the line, yellow to green ones above it."""
    line = savings.locator("[data-chart=line] .scatterlayer path.js-line").first
    steps = FIELDS["filters"].metadata["steps"]
    end = (steps[-1], math.sqrt(LAYER.multiplier * steps[-1] / (steps[-1] - LAYER.multiplier)))
    left, top, width, height = boxes(line)[0]
    assert pytest.approx(place(savings, "line", *end), abs=2) == [left + width, top + height]
    sample = """([x, y]) => {
        const image = document.querySelector("[data-chart=tiles] .hm image");
        const { left, top, width, height } = image.getBoundingClientRect();
        const picture = Object.assign(new Image(), { src: image.href.baseVal });
        return picture.decode().then(() => {
            const size = { width: picture.width, height: picture.height };
            const context = Object.assign(document.createElement("canvas"), size).getContext("2d");
            context.drawImage(picture, 0, 0);
            const at = [((x - left) / width) * size.width, ((y - top) / height) * size.height].map(Math.floor);
            return [...context.getImageData(...at, 1, 1).data].slice(0, 3);
        });
    }"""
    for kernel, filters in ((1, 256), (2, 2), (3, 256), (11, 1024), (5, 16)):
        red, green, blue = savings.evaluate(sample, place(savings, "tiles", filters, kernel))
        saving = float(1 / ratio(filters, kernel, LAYER.multiplier))
        assert (blue > green) == (saving < 1), (kernel, filters, red, green, blue)
    greenest = savings.evaluate(sample, place(savings, "tiles", 1024, 11))
    assert greenest[1] == max(greenest)
