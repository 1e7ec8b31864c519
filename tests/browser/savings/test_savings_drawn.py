"""What the page Savings draws: bars, curves, tiles and points, against conv/ and the published colours."""

import base64
import math

import numpy as np
import pytest

from conv.cost import cost, ratio
from conv.lab.settings import COUNTS, FIELDS, Settings
from tests.browser.driving import change_theme
from tests.browser.seeing import boxes, colour, colours, middles, picture, right_ends
from tests.palette import CURRENT, DEPTHWISE, OKABE_ITO, POINTWISE, STANDARD, brightness, channels, hue

LAYER = Settings(size=16, channels=8, filters=24, kernel=5, multiplier=2)
FILLS = {"standard": STANDARD, "depthwise": DEPTHWISE, "pointwise": POINTWISE}
TEXTS = {"standard": "blue", "depthwise": "vermillion", "pointwise": "bluish green"}  # hues of text
# Colours of the saving by its log2: those of the stages, which meet yellow and light blue at the break-even.
DEARER = {-4: "#00466e", -1: STANDARD, 0: "#3f9bd0"}
CHEAPER = {0: "#fdf3d8", 2.2: DEPTHWISE, 4.62: POINTWISE, 7: "#00382a"}
# Where points lie on the axes of a chart, in pixels of the window.
PLACES = """([chart, points]) => {
    const one = document.querySelector(`[data-chart=${chart}] .js-plotly-plot`);
    const { left, top } = one.getBoundingClientRect();
    const { xaxis, yaxis } = one._fullLayout;
    return points.map(([x, y]) => [left + xaxis._offset + xaxis.d2p(x), top + yaxis._offset + yaxis.d2p(y)]);
}"""
# The corners of curves, in pixels of the window.
CORNERS = """curves => curves.map((curve) => {
    const toWindow = curve.getScreenCTM();
    return curve.getAttribute("d").slice(1).split("L").map((corner) => {
        const { x, y } = new DOMPoint(...corner.split(",").map(Number)).matrixTransform(toWindow);
        return [x, y];
    });
})"""


@pytest.fixture(scope="module")
def savings(profile):
    """The page with its charts drawn; the tests only look at it."""
    page = profile.new_page()
    page.goto(f"/savings?{LAYER.to_query()}")
    page.wait_for_selector("[data-chart=line] .points path")
    page.wait_for_load_state("networkidle")
    yield page
    page.close()


@pytest.fixture(params=["light", "dark"])
def themed(savings, request):
    """The same page in each theme."""
    change_theme(savings, request.param)
    yield savings
    change_theme(savings, "light")


def hues(elements):
    """The hues of texts."""
    return [hue(shades) for shades in colours(elements, "color")]


def place(page, chart, x, y):
    """Where a value is drawn, in CSS pixels."""
    return places(page, chart, [(x, y)])[0].tolist()


def places(page, chart, points):
    """Where points are drawn, one row each."""
    return np.array(page.evaluate(PLACES, [chart, points]))


def saving(filters, kernel):
    """How many times the separable form is cheaper."""
    return float(1 / ratio(filters, kernel, LAYER.multiplier))


def number(text):
    """A tick's label, such as 1,024 or 0.25×."""
    return float(text.replace(",", "").rstrip("×"))


def shade(exponent):
    """The colour of a saving of 2 to this exponent."""
    stops = DEARER if exponent < 0 else CHEAPER
    return [np.interp(exponent, list(stops), part) for part in zip(*map(channels, stops.values()), strict=True)]


def test_bars_have_their_stages_colours_lengths_and_places(savings):
    """One bar is the standard layer; below it the two steps lie side by side, on the same scale."""
    costs = cost(**LAYER.layer)
    for name, figure in (("parameters", "parameters"), ("work", "macs"), ("bytes_moved", "bytes_moved")):
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
    factor = saving(LAYER.filters, LAYER.kernel)
    for chart, x, y in (
        ("filters", LAYER.filters, factor),
        ("kernel", LAYER.kernel, factor),
        ("line", LAYER.filters, LAYER.kernel),
    ):
        points = savings.locator(f"[data-chart={chart}] .points path")
        np.testing.assert_allclose(middles(points), [place(savings, chart, x, y)], atol=1, err_msg=chart)
        assert channels(CURRENT) == colour(points, "fill")


def test_curves_have_the_savings_and_colours_of_their_labels(savings):
    """Grey ones with their constant at the right end; over them, in the point's colour, the one of the layer."""
    for chart, name, constant in (("filters", "k", "kernel"), ("kernel", "N", "filters")):
        steps = FIELDS[chart].metadata["steps"]
        paths = savings.locator(f"[data-chart={chart}] .scatterlayer path.js-line")
        labels = savings.locator(f"[data-chart={chart}] .textpoint")
        names, values = zip(*(text.strip().split(" = ") for text in labels.all_text_contents()), strict=True)
        assert {name} == set(names)
        constants = [*map(number, values), getattr(LAYER, constant)]
        curves = paths.evaluate_all(CORNERS)
        for value, curve in zip(constants, curves, strict=True):
            layers = [{chart: step, constant: int(value)} for step in steps]
            expected = places(savings, chart, [(layer[chart], saving(**layer)) for layer in layers])
            x, y = np.transpose(curve)
            np.testing.assert_allclose([x[0], x[-1]], expected[[0, -1], 0], atol=0.5)
            # Plotly leaves out corners that are nearly on the line between their neighbours.
            np.testing.assert_allclose(np.interp(expected[:, 0], x, y), expected[:, 1], atol=1.5)
        ends = [curve[-1] for curve in curves[:-1]]
        written = boxes(labels)
        np.testing.assert_allclose(np.stack([written[:, 0], middles(labels)[:, 1]], axis=1), ends, atol=2)
        *quiet, current = [colour(path, "stroke") for path in paths.all()]
        assert channels(CURRENT) == current
        assert max(max(shades) - min(shades) for shades in quiet) < 20  # grey with a little blue


def test_where_standard_is_cheaper_is_marked(savings):
    """The region below 1×, under a line, in the standard layer's colour; its label stands in it."""
    for chart in ("filters", "kernel"):
        shapes = savings.locator(f"[data-chart={chart}] .shapelayer path")
        region, line = boxes(shapes)
        plot = boxes(savings.locator(f"[data-chart={chart}] .nsewdrag"))[0]
        level = place(savings, chart, 1, 1)[1]
        assert [(plot[0], plot[2])] * 2 == [(box[0], box[2]) for box in (region, line)]
        assert pytest.approx([level, level, 0], abs=1) == [region[1], line[1], line[3]]
        assert region[1] + region[3] >= plot[1] + plot[3] > level
        fill, stroke = colour(shapes.first, "fill"), colour(shapes.last, "stroke")
        assert [channels(STANDARD)] * 2 == [fill, stroke]
        label = savings.locator(f"[data-chart={chart}] .annotation-text")
        assert "standard is cheaper" == label.text_content()
        assert level < middles(label)[0, 1] < plot[1] + plot[3]


def test_ticks_stand_at_their_values(savings):
    """To the right and upwards, in each chart."""
    for chart in ("filters", "kernel", "tiles"):
        for axis, side in (("xtick", 0), ("ytick", 1)):
            ticks = savings.locator(f"[data-chart={chart}] .{axis} text")
            values = [number(text) for text in ticks.all_text_contents()]
            assert len(values) >= 6
            expected = places(savings, chart, [(value, value) for value in values])[:, side]
            np.testing.assert_allclose(middles(ticks)[:, side], expected, atol=2, err_msg=f"{chart} {axis}")


def test_the_break_even_line_lies_between_the_two_forms(savings):
    """At k² = D·N / (N − D) both cost the same."""
    line = savings.locator("[data-chart=line] .scatterlayer path.js-line")
    [curve] = line.evaluate_all(CORNERS)
    last = FIELDS["filters"].metadata["steps"][-1]
    filters = np.geomspace(2.05, last, 20)  # with N = D the line would be endless
    kernels = np.sqrt(LAYER.multiplier * filters / (filters - LAYER.multiplier))
    expected = places(savings, "line", np.stack([filters, kernels], axis=1).tolist())
    x, y = np.transpose(curve)
    # The line is nearly upright at its start: it is compared by its distance to the right or upwards.
    across = np.abs(np.interp(expected[:, 1], y, x) - expected[:, 0])
    along = np.abs(np.interp(expected[:, 0], x, y) - expected[:, 1])
    assert np.minimum(across, along).max() < 1.5
    assert expected[-1, 0] == pytest.approx(x[-1], abs=1)


def test_tiles_have_the_colours_of_their_savings(savings):
    """At each N and k: blue where standard is cheaper, from yellow over orange to green where separable is."""
    image = savings.locator("[data-chart=tiles] .hm image")
    drawn = picture(base64.b64decode(image.get_attribute("href").partition(",")[2]))
    left, top, width, height = boxes(image)[0]
    steps = [(filters, kernel) for filters in COUNTS for kernel in range(1, 12)]
    at = (places(savings, "tiles", steps) - [left, top]) / [width, height]
    columns, rows = (at * drawn.shape[1::-1]).astype(int).T
    expected = [shade(math.log2(saving(filters, kernel))) for filters, kernel in steps]
    np.testing.assert_allclose(drawn[rows, columns], expected, atol=2)


def test_the_colour_bar_has_the_tiles_colours(savings):
    """At the savings that its ticks give."""
    bar, ticks = savings.locator("[data-chart=tiles] .cbfill"), savings.locator("[data-chart=tiles] .cbaxis text")
    drawn = picture(bar.screenshot())
    exponents = [math.log2(number(text)) for text in ticks.all_text_contents()]
    slope, start = np.polyfit(middles(ticks)[:, 1], exponents, 1)
    rows = np.arange(3, len(drawn) - 3)
    values = start + slope * (math.floor(boxes(bar)[0, 1]) + rows + 0.5)
    clear = np.abs(values) > 0.15  # from log2 = 0, where the colours jump
    expected = [shade(value) for value in values[clear]]
    np.testing.assert_allclose(drawn[rows[clear], drawn.shape[1] // 2], expected, atol=12)


def test_lines_are_solid_and_the_current_one_is_thicker(savings):
    """The break-even line is dark, because it lies on tiles of all colours."""
    styles = "all => all.map(getComputedStyle).map((one) => [one.strokeDasharray, parseFloat(one.strokeWidth)])"
    for chart in ("filters", "kernel", "line"):
        lines = savings.locator(f"[data-chart={chart}] .scatterlayer path.js-line")
        dashes, widths = zip(*lines.evaluate_all(styles), strict=True)
        assert {"none"} == set(dashes)
        assert widths[-1] >= 2
        assert [] == [width for width in widths[:-1] if not 1 <= width < widths[-1]]
    assert brightness(colour(savings.locator("[data-chart=line] .scatterlayer path.js-line"), "stroke")) < 60


def test_grid_lines_stand_at_the_ticks(themed):
    """They can be seen, and are paler than text."""
    body = themed.locator("body")
    ground, text = brightness(colour(body, "backgroundColor")), brightness(colour(body, "color"))
    for chart in ("filters", "kernel"):
        lines = themed.locator(f"[data-chart={chart}] .gridlayer path.ygrid")
        ticks = themed.locator(f"[data-chart={chart}] .ytick text")
        levels = [places(themed, chart, [(1, number(tick))])[0, 1] for tick in ticks.all_text_contents()]
        np.testing.assert_allclose(sorted(middles(lines)[:, 1]), sorted(levels), atol=1)
        for shades in colours(lines, "stroke"):
            assert 15 < abs(brightness(shades) - ground) < abs(text - ground) / 2


def test_texts_in_charts_differ_from_their_ground(themed):
    """In both themes; on the tiles, which are the same in both, the text is always dark."""
    ground = brightness(colour(themed.locator("body"), "backgroundColor"))
    texts = themed.locator("[data-chart] .js-plotly-plot .main-svg text:visible")
    on_tiles = texts.evaluate_all("all => all.map((one) => !!one.closest('[data-chart=line]'))")
    assert True in on_tiles
    for shades, is_on_tiles in zip(colours(texts, "fill"), on_tiles, strict=True):
        assert brightness(shades) < 60 if is_on_tiles else abs(brightness(shades) - ground) > 120


def test_formulas_have_the_hues_of_their_stages(themed):
    """Rows of the table, and each fraction, which is known by what stands below its line."""
    for stage, name in TEXTS.items():
        rows = themed.locator(f".savings-formulas tr.{stage} > *, .savings-table thead .{stage}")
        np.testing.assert_allclose(hues(rows), hue(channels(OKABE_ITO[name])), atol=8, err_msg=stage)
    steps = cost(**LAYER.layer)
    parts = themed.locator(".savings-formulas tr:last-child td:nth-child(3) > span")
    assert [f"{step.parameters:,}" for step in (steps.depthwise, steps.pointwise)] == parts.all_text_contents()
    below = themed.locator(".fraction:has(sup), .fraction > :last-child, .fraction > :last-child > span")
    drawn = dict(zip(below.all_text_contents(), hues(below), strict=True))
    stages = {"N": "depthwise", "k²": "pointwise", "Standard": "standard"}
    stages |= {str(LAYER.filters): "depthwise", str(LAYER.kernel**2): "pointwise"}
    for text, stage in stages.items():
        assert hue(channels(OKABE_ITO[TEXTS[stage]])) == pytest.approx(drawn[text], abs=8), text
    np.testing.assert_allclose(hues(parts), [hue(channels(OKABE_ITO[TEXTS[s]])) for s in list(TEXTS)[1:]], atol=8)
    now = themed.locator(".savings .now")
    np.testing.assert_allclose(hues(now), hue(channels(CURRENT)), atol=8)


def test_fractions_have_a_line_between_their_parts(savings):
    """It is the lower border of what stands above it."""
    above, below = savings.locator(".fraction > :first-child"), savings.locator(".fraction > :last-child")
    upper, lower = boxes(above), boxes(below)
    assert (upper[:, 1] + upper[:, 3] <= lower[:, 1] + 0.5).all()
    widths = "all => all.map(getComputedStyle).map((one) => [one.borderTopWidth, one.borderBottomWidth])"
    lines = [[float(width.rstrip("px")) for width in pair] for pair in above.evaluate_all(widths)]
    assert [] == [(top, bottom) for top, bottom in lines if top or bottom < 1]


def test_numbers_in_the_tables_end_at_the_same_place(savings):
    """Digits of the same worth stand below each other."""
    for table, columns in ((".savings-table table", range(2, 7)), (".savings-formulas table", [5])):
        for column in columns:
            assert np.ptp(right_ends(savings.locator(table), column)) < 0.5, (table, column)


def test_the_verdict_has_a_stripe_in_the_standard_colour(page):
    """Where the standard layer is cheaper; the bars of both steps are then the longer ones."""
    page.goto("/savings?filters=1")
    verdict = page.locator(".savings-verdict:not(:empty)")
    verdict.wait_for()
    assert channels(STANDARD) == colour(verdict, "borderLeftColor")
    assert "3px" == verdict.evaluate("one => getComputedStyle(one).borderLeftWidth")
    rows = page.locator("[data-bars=work] .savings-bar")
    standard, depthwise, pointwise = boxes(rows.locator("i"))
    assert standard[2] < depthwise[2] + pointwise[2] == pytest.approx(boxes(rows)[1, 2], abs=1)
