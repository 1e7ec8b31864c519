"""What the page Slide draws: cells, outlines, stripes and the race, against conv/ and the published colours."""

import colorsys
import io
import re
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from conv.cost import cost
from conv.lab.experiment import run
from conv.lab.settings import Settings
from conv.shapes import pad_amounts
from tests.browser.driving import middle, panel, scrub, sliding, turn, watch
from tests.browser.seeing import boxes, colour, pixels
from tests.palette import CURRENT, DEPTHWISE, LIT, OKABE_ITO, POINTWISE, STANDARD, channels, contrast, signed
from tools.served import THUMB

LAYER = Settings(size=8, filters=8)
SIDE = LAYER.size - LAYER.kernel + 1  # of its outputs
OUTPUT = 6  # the filter that the page begins with
LANES = ("standard", "separable")
SIGNED = np.array([signed(shade) for shade in range(256)])
NEXT = 8  # a shade is rounded in 32 bits, so it may be the neighbour of the one that is computed here
EMPTY = {"light": "#f5f6f8", "dark": "#1d2026"}  # cells that are not computed yet


def painted(values, largest):
    """Values as colours, on a scale that is centred on zero."""
    return SIGNED[np.clip(np.rint(127.5 + 127.5 * values / largest), 0, 255).astype(int)]


def painted_map(values):
    """A map as colours; one that is never negative is grey."""
    if values.min() < 0:
        return painted(values, np.abs(values).max())
    return np.repeat(np.rint(255 * values / values.max())[..., None], 3, axis=2)


def cells(canvas, rows, columns, at=(0.15, 0.15)):
    """The colour of each cell near its upper left corner, away from what is written and from most outlines."""
    drawn = pixels(canvas)
    height, width, _ = drawn.shape
    y = ((np.arange(rows) + at[0]) * height / rows).astype(int)
    x = ((np.arange(columns) + at[1]) * width / columns).astype(int)
    return drawn[np.ix_(y, x)]


def cell(drawn, row, column, count):
    """The pixels of one of count × count cells, without its borders."""
    unit = drawn.shape[0] / count
    (top, bottom), (left, right) = [(int((n + 0.2) * unit), int((n + 0.8) * unit)) for n in (row, column)]
    return drawn[top:bottom, left:right].reshape(-1, 3)


def marked(canvas, count, fill=CURRENT):
    """Rows and columns, from 0 to before `count`, of the cells on whose border a colour is drawn."""
    drawn = pixels(canvas)
    rows, columns = np.nonzero((np.abs(drawn - channels(fill)) < 30).all(axis=2))
    unit = drawn.shape[0] / count
    return [round(edge / unit) for edge in (rows.min(), rows.max() + 1, columns.min(), columns.max() + 1)]


def tinted(plain, where):
    """Colours with the yellow of what is lit at 30 % over some of them."""
    return np.where(where, 0.7 * plain + 0.3 * np.array(channels(LIT)), plain)


def hue(shades):
    """A hue in degrees."""
    return 360 * colorsys.rgb_to_hsv(*shades)[0]


def written(shades):
    """Red, green and blue as in a stylesheet."""
    return "#" + bytes(map(int, shades)).hex()


def dress(page, theme):
    """Change the theme, as the system does."""
    page.emulate_media(color_scheme=theme)
    page.wait_for_selector(f"html[data-theme={theme}]")


def press(page, option):
    """Choose a mode or an order."""
    page.get_by_role("radio", name=option, exact=True).evaluate("one => one.click()")  # in a tenth of a click's time


@pytest.fixture(scope="module")
def shared(profile, lab):
    """One page for all tests of this module, on a screen on which strokes of digits are more than a pixel thick."""
    page, faults = profile.new_page(), []
    watch(page, lab, faults)
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.emulate_media(reduced_motion="reduce")
    sliding(page, f"?{LAYER.to_query()}")
    yield page
    page.close()
    assert [] == faults


@pytest.fixture
def slide(shared):
    """The page in step, at its first position, in the light, with nothing pointed at."""
    dress(shared, "light")
    shared.mouse.move(2, 2)
    turn(shared, f"?{LAYER.to_query()}")
    press(shared, "Pixel by pixel")
    press(shared, "In step")
    scrub(shared, 0)
    return shared


# ---- Cells ---------------------------------------------------------------------------------------------------------
def test_kernels_and_products_have_the_colours_of_their_values(slide):
    """Of each channel and in both lanes; so have the pointwise weights."""
    e = run(LAYER)
    k = LAYER.kernel
    standard = e.standard_filters[..., OUTPUT]
    depthwise = e.depthwise_filters.reshape(k, k, -1)
    weights = e.pointwise_weights[:, OUTPUT]
    row, column = 2, 3
    scrub(slide, row * SIDE + column)
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


def test_values_are_written_in_an_ink_that_is_read_on_their_cells(slide):
    """In every cell of random kernels, whatever its colour, with a contrast of at least 4.5 (WCAG 2.2)."""
    k = LAYER.kernel
    turn(slide, f"?{replace(LAYER, depthwise='random', standard='random').to_query()}")
    for lane in LANES:
        for n in range(LAYER.channels):
            canvas = panel(slide, lane, "filter", n)
            drawn, fills = pixels(canvas), cells(canvas, k, k)
            for row, column in np.ndindex(k, k):
                inks = np.unique(cell(drawn, row, column, k), axis=0)
                best = max(contrast(written(ink), written(fills[row, column])) for ink in inks)
                assert best > 4.5, (lane, n, row, column, fills[row, column])


def test_finished_cells_have_their_colours_and_the_others_none(slide):
    """In reading order, in outputs and depthwise maps, in both themes; inputs have their greys from the start."""
    e = run(LAYER)
    at = 2 * SIDE + 3
    scrub(slide, at)
    finished = (np.arange(SIDE * SIDE) <= at).reshape(SIDE, SIDE, 1)
    drawn = [("standard", "output", 0, e.standard[..., OUTPUT]), ("separable", "output", 0, e.separable[..., OUTPUT])]
    drawn += [("separable", "depthwise", n, e.depthwise[..., n]) for n in range(LAYER.channels)]
    for theme, empty in EMPTY.items():
        dress(slide, theme)
        for lane, kind, n, values in drawn:
            grid = cells(panel(slide, lane, kind, n), SIDE, SIDE, at=(0.5, 0.5))
            expected = np.where(finished, painted_map(values), channels(empty))
            np.testing.assert_allclose(grid, expected, atol=NEXT, err_msg=f"{theme} {lane} {kind} {n}")
        for lane in LANES:
            for n in range(LAYER.channels):
                grid = cells(panel(slide, lane, "input", n), LAYER.size, LAYER.size, at=(0.5, 0.5))
                np.testing.assert_allclose(grid, painted_map(e.input[..., n]), atol=NEXT, err_msg=f"{theme} {lane} {n}")


def test_thin_lines_separate_the_cells(slide):
    """Between all columns and all rows of an output, grey at 18 %, on the empty cells of both themes."""
    for theme, empty in EMPTY.items():
        dress(slide, theme)
        drawn = pixels(panel(slide, "standard", "output"))
        borders = [int(n * len(drawn) / SIDE + 0.5) for n in range(1, SIDE)]
        last = int((SIDE - 0.5) * len(drawn) / SIDE)
        expected = 0.82 * np.array(channels(empty)) + 0.18 * 128
        for line in (drawn[last, borders], drawn[borders, last]):
            np.testing.assert_allclose(line, np.tile(expected, (SIDE - 1, 1)), atol=2, err_msg=theme)


def test_the_padding_is_striped_and_the_picture_is_not(slide):
    """In both inputs, and in the products that the padding takes part in; on the ground of each theme."""
    padded = replace(LAYER, padding="same")
    turn(slide, f"?{padded.to_query()}")
    scrub(slide, 0)
    count = padded.size + 2
    border = np.ones((count, count), bool)
    border[1:-1, 1:-1] = False
    corner = np.zeros((3, 3), bool)
    corner[0] = corner[:, 0] = True  # taps of the first window that lie in the padding

    def grounds(canvas, striped):
        """The lightest and the darkest pixel of each striped cell, and how far apart those of the others are."""
        drawn = pixels(canvas).mean(axis=2, keepdims=True).repeat(3, axis=2)
        inside = [cell(drawn, *at, len(striped))[:, 0] for at in zip(*np.nonzero(striped), strict=True)]
        outside = [cell(drawn, *at, len(striped))[:, 0] for at in zip(*np.nonzero(~striped), strict=True)]
        return [(one.min(), one.max()) for one in inside], [np.ptp(one) for one in outside]

    for theme, ground, ink in (("light", 255, 86), ("dark", 23, 177)):
        dress(slide, theme)
        line = ground + 0.55 * (ink - ground)
        for lane in LANES:
            away = border.copy()
            away[:4, :4] = False  # where the window lies
            inside, _ = grounds(panel(slide, lane, "input"), away)
            for low, high in inside:
                assert sorted((ground, line)) == pytest.approx([low, high], abs=30), (theme, lane)
            _, outside = grounds(panel(slide, lane, "input"), border | (np.indices(border.shape).max(axis=0) < 5))
            assert max(outside) <= 2, (theme, lane)
        fills = pixels(panel(slide, "standard", "products"))
        for row, column in zip(*np.nonzero(corner), strict=True):
            shades = cell(fills, row, column, 3).mean(axis=1)
            assert (np.abs(shades - ground) < 3).mean() > 0.2, (theme, row, column)
            assert (np.abs(shades - line) < 30).mean() > 0.1, (theme, row, column)


# ---- Outlines and what is lit --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "layer",
    [LAYER, replace(LAYER, size=9, stride=2, dilation=2), replace(LAYER, padding="same", stride=2, kernel=4)],
    ids=["plain", "dilated", "padded"],
)
def test_outlines_lie_around_the_window_and_its_output(slide, layer):
    """In each input around the cells from the first to the last that are read; in maps and outputs around one cell."""
    turn(slide, f"?{layer.to_query()}")
    side = run(layer).standard.shape[0]
    before, after = pad_amounts(layer.size, layer.kernel, layer.stride, layer.padding, layer.dilation)
    count = before + layer.size + after
    span = layer.dilation * (layer.kernel - 1) + 1
    for row, column in ((0, 0), (1, side - 1)):
        scrub(slide, row * side + column)
        top, left = row * layer.stride, column * layer.stride
        for lane in LANES:
            for n in range(layer.channels):
                assert [top, top + span, left, left + span] == marked(panel(slide, lane, "input", n), count)
            assert [row, row + 1, column, column + 1] == marked(panel(slide, lane, "output"), side)
        for n in range(layer.channels):
            assert [row, row + 1, column, column + 1] == marked(panel(slide, "separable", "depthwise", n), side)


def test_what_is_lit_is_tinted_and_what_is_written_is_not(slide):
    """Yellow at 30 % over the window of a pointed output and over its pixels; a border inside the taps only."""
    e, k = run(LAYER), LAYER.kernel
    scrub(slide, SIDE * SIDE - 1)
    row, column = 1, 2
    output = panel(slide, "separable", "output")
    output.hover(position=middle(output, row, column, SIDE))
    slide.wait_for_selector("#slide-spot:not(:empty)")
    window = np.zeros((LAYER.size, LAYER.size, 1), bool)
    window[row : row + k, column : column + k] = True
    pixel = np.zeros((SIDE, SIDE, 1), bool)
    pixel[row, column] = True
    for n in range(LAYER.channels):
        for lane in LANES:
            canvas = panel(slide, lane, "input", n)
            grid = cells(canvas, LAYER.size, LAYER.size, at=(0.5, 0.5))
            np.testing.assert_allclose(grid, tinted(painted_map(e.input[..., n]), window), atol=NEXT, err_msg=lane)
            assert [row, row + k, column, column + k] == marked(canvas, LAYER.size, LIT)
            assert [0, k, 0, k] == marked(panel(slide, lane, "filter", n), k, LIT)
        grid = cells(panel(slide, "separable", "depthwise", n), SIDE, SIDE, at=(0.5, 0.5))
        np.testing.assert_allclose(grid, tinted(painted_map(e.depthwise[..., n]), pixel), atol=NEXT)
        kernel = e.depthwise_filters[..., n, 0]
        fills = painted(kernel, np.abs(e.depthwise_filters).max())
        np.testing.assert_allclose(cells(panel(slide, "separable", "filter", n), k, k, at=(0.2, 0.2)), fills, atol=NEXT)


def test_of_a_large_image_a_corner_shows_the_whole_and_the_part(slide):
    """The picture, 30 % as wide; the part that is shown outlined in it."""
    layer = replace(LAYER, size=96)
    turn(slide, f"?{layer.to_query()}")
    for at, corner, part in ((0, (1, 1), [0, 64, 0, 64]), (94 * 94 - 1, (0, 0), [32, 96, 32, 96])):
        scrub(slide, at)
        drawn = pixels(panel(slide, "standard", "input"))
        side = len(drawn)
        small = round(0.3 * side)
        top, left = [side - small if n else 0 for n in corner]
        seen = drawn[top : top + small, left : left + small]
        rows, columns = np.nonzero(np.ptp(seen, axis=2) > 12)  # all else is grey
        edges = [rows.min(), rows.max() + 1, columns.min(), columns.max() + 1]
        assert [edge * small / layer.size for edge in part] == pytest.approx(edges, abs=2)
        # In the middle of the outline, the picture.
        greys = Image.fromarray(np.uint8(255 * run(layer).input[..., 0])).resize((small, small), Image.Resampling.BOX)
        likeness = np.corrcoef(np.asarray(greys)[3:-3, 3:-3].ravel(), seen[3:-3, 3:-3, 1].ravel())[0, 1]
        assert likeness > 0.9


# ---- Panels and titles ---------------------------------------------------------------------------------------------
def test_panels_are_outlined_in_the_colours_of_their_stages(slide):
    """Blue in the standard lane, orange around the depthwise step, green around the pointwise one, grey inputs."""
    stages = {
        ("standard", "filter"): STANDARD,
        ("standard", "products"): STANDARD,
        ("standard", "output"): STANDARD,
        ("separable", "filter"): DEPTHWISE,
        ("separable", "depthwise"): DEPTHWISE,
        ("separable", "weight"): POINTWISE,
        ("separable", "output"): POINTWISE,
    }
    for theme in EMPTY:
        dress(slide, theme)
        for (lane, kind), expected in stages.items():
            assert channels(expected) == colour(panel(slide, lane, kind), "outlineColor"), (theme, lane, kind)
        for lane in LANES:
            assert np.ptp(colour(panel(slide, lane, "input"), "outlineColor")) < 30
    drawn = "all => all.map((one) => getComputedStyle(one)).map((one) => one.outlineStyle + one.outlineWidth)"
    assert {"solid2px"} == set(slide.locator("#slide canvas").evaluate_all(drawn))


def test_words_have_the_hues_of_their_stages(slide):
    """Titles, work, sums: readable on the page in both themes; separable is in ink, underlined in both hues."""
    hues = {
        "#slide-standard h2": "blue",
        "#slide-standard .lane-sum": "blue",
        ".sum-standard .stage-standard": "blue",
        "#slide-separable .lane-work .depthwise": "vermillion",
        ".sum-separable .depthwise": "vermillion",
        "#slide-separable .lane-work .pointwise": "bluish green",
        "#slide-separable .lane-sum": "bluish green",
        ".sum-separable .pointwise": "bluish green",
    }
    both = ", ".join(f"rgb{channels(OKABE_ITO[name])} 50%" for name in ("vermillion", "bluish green"))
    for theme in EMPTY:
        dress(slide, theme)
        ground = written(colour(slide.locator("body"), "backgroundColor"))
        for place, name in hues.items():
            shades = colour(slide.locator(place).first, "color")
            assert hue(shades) == pytest.approx(hue(channels(OKABE_ITO[name])), abs=6), (theme, place)
            assert contrast(written(shades), ground) > 4.5, (theme, place)
        title = slide.locator("#slide-separable h2")
        assert colour(slide.locator("body"), "color") == colour(title, "color")
        assert f"linear-gradient(90deg, {both})" == title.evaluate("one => getComputedStyle(one).borderImageSource")
        assert "3px" == title.evaluate("one => getComputedStyle(one).borderBottomWidth")
    standard = slide.locator("#slide-standard h2")
    assert colour(standard, "color") == colour(standard, "borderBottomColor")


def test_panels_stand_in_the_order_of_the_sum(slide):
    """Left to right with their signs, of one size but the weight, which is half; inputs above each other."""
    orders = {"standard": ["input", "filter", "products"], "separable": ["input", "filter", "depthwise", "weight"]}
    for lane, kinds in orders.items():
        rows = [boxes(slide.locator(f"#slide-{lane} .of-{kind} canvas")) for kind in kinds]
        for n in range(LAYER.channels):
            places = np.stack([row[n] for row in rows])
            assert (np.diff(places[:, 0]) > places[:-1, 2]).all(), (lane, n)
            shares = places[:, 2:] / places[0, 2]
            np.testing.assert_allclose(shares, [[1, 1]] * 3 + [[0.5, 0.5]] * (len(kinds) - 3), atol=0.02)
            np.testing.assert_allclose(np.ptp(places[:, 1] + places[:, 3] / 2), 0, atol=1)
        units = boxes(slide.locator(f"#slide-{lane} .unit"))
        output = boxes(slide.locator(f"#slide-{lane} .of-output canvas"))[0]
        assert (units[:, 0] + units[:, 2] <= output[0]).all()
        signs = slide.locator(f"#slide-{lane} .unit").first.locator(".operator").all_text_contents()
        assert {"standard": ["·", "="], "separable": ["∗", "=", "·"]}[lane] == signs
    inputs = [boxes(slide.locator(f"#slide-{lane} :is(.of-input, .of-output) canvas")) for lane in LANES]
    np.testing.assert_allclose(inputs[0][:, [0, 2]], inputs[1][:, [0, 2]], atol=1)


def test_parts_that_wait_are_pale_where_the_depthwise_step_goes_first(slide):
    """The weights during the depthwise step, when no output is outlined; inputs and kernels after it."""
    press(slide, "Depthwise first")
    kinds = ("input", "filter", "depthwise", "weight")
    for at, expected in ((SIDE * SIDE - 1, [1, 1, 1, 0.3]), (SIDE * SIDE, [0.3, 0.3, 1, 1])):
        scrub(slide, at)
        opacities = [
            float(panel(slide, "separable", kind).evaluate("one => getComputedStyle(one).opacity")) for kind in kinds
        ]
        assert expected == opacities
        pink = (np.abs(pixels(panel(slide, "separable", "output")) - channels(CURRENT)) < 30).all(axis=2)
        assert (expected[-1] == 1) == pink.any()


# ---- The clock and the race ----------------------------------------------------------------------------------------
def test_the_thumb_of_the_clock_stands_at_its_position(slide):
    """At the share of the way from the first position to the last; its track is filled up to it."""
    slider = slide.locator("#slider-position")
    for at in (0, 9, SIDE * SIDE - 1):
        scrub(slide, at)
        seen = np.asarray(Image.open(io.BytesIO(slider.screenshot())).convert("RGB")).astype(int)
        dark = seen.max(axis=2) < 90  # the ink of thumb and track on the light page
        halfway, width = seen.shape[0] // 2, seen.shape[1]
        thumb = np.nonzero(dark[halfway - 5])[0]  # above the track
        share = at / (SIDE * SIDE - 1)
        expected = THUMB / 2 + share * (width - THUMB)
        assert expected == pytest.approx(thumb.mean() + 0.5, abs=2)
        filled = np.nonzero(dark[halfway])[0]
        assert filled.max() + 1 <= expected + THUMB / 2 + 2
        assert filled.min() <= 3


def curve(path):
    """The corners of a line in SVG units, one row each."""
    return np.array(re.findall(r"[ML]?(-?[\d.]+),(-?[\d.]+)", path.get_attribute("d")), float)


def raced(page):
    """Change to a race and wait for its chart."""
    press(page, "Race")
    page.wait_for_selector("#slide-chart .points path")


def test_progress_bars_are_as_long_as_what_is_done(slide):
    """Of each lane, in its colours, up to the end."""
    raced(slide)
    costs = cost(**LAYER.layer)
    totals = np.array([costs.standard.macs, costs.separable.macs])
    for at in (0, 4, SIDE * SIDE):
        scrub(slide, at)
        shares = np.minimum(at * costs.standard.macs / SIDE**2 / totals, 1)
        bars, rooms = boxes(slide.locator(".progress i")), boxes(slide.locator(".progress"))
        np.testing.assert_allclose(bars[:, 2] / rooms[:, 2], shares, atol=0.01)
        np.testing.assert_allclose(bars[:, [0, 1, 3]], rooms[:, [0, 1, 3]], atol=0.1)
    assert channels(STANDARD) == colour(slide.locator(".progress.standard i"), "backgroundColor")
    halves = slide.locator(".progress.separable i").evaluate("one => getComputedStyle(one).backgroundImage")
    both = [f"rgb{channels(fill)} 50%" for fill in (DEPTHWISE, POINTWISE)]
    assert f"linear-gradient({', '.join(both)})" == halves
    rows = slide.locator("#slide-counts tbody tr").evaluate_all("all => all.map((one) => one.textContent)")
    assert [True, True] == [text.startswith(name) for text, name in zip(rows, ("Standard", "Separable"), strict=True)]


@pytest.mark.parametrize("order", ["Pixel by pixel", "Depthwise first"])
def test_the_chart_of_a_race_is_drawn_to_scale(slide, order):
    """Each curve in its stage's colours from no output to all, bent where the depthwise step ends; points, ticks."""
    press(slide, order)
    raced(slide)
    costs, at = cost(**LAYER.layer), 5
    moved = """([spent, before]) => {
        const at = document.querySelector("#slide-chart .points path").getAttribute("transform");
        return at !== before && document.querySelector("#slide-chart .js-plotly-plot").data[3].x[0] === spent;
    }"""
    points = slide.locator("#slide-chart .points path")
    spent, before = at * costs.standard.macs // SIDE**2, points.first.get_attribute("transform")
    scrub(slide, at)
    slide.wait_for_function(moved, arg=[spent, before])
    lines = slide.locator("#slide-chart path.js-line")
    strokes = [colour(one, "stroke") for one in lines.all()]
    assert [channels(fill) for fill in (STANDARD, DEPTHWISE, POINTWISE)] == strokes
    dashes = lines.evaluate_all("all => all.map((one) => getComputedStyle(one).strokeDasharray)")
    assert ["none", "none", "6px, 6px"] == dashes
    standard, depthwise, pointwise = [curve(line) for line in lines.all()]
    (left, bottom), (right, top) = standard
    wide, high = (right - left) / costs.standard.macs, (top - bottom)
    bent = [[costs.depthwise.macs, 0]] if order == "Depthwise first" else []
    expected = np.array([[0, 0], *bent, [costs.separable.macs, 1]])
    for separable in (depthwise, pointwise):
        np.testing.assert_allclose((separable - [left, bottom]) / [wide, high], expected, rtol=0.01, atol=0.01)
    assert high < 0 < wide
    # Where the points are on the screen, and in which order their colours.
    assert [channels(STANDARD), channels(POINTWISE)] == [colour(point, "fill") for point in points.all()]
    whole = boxes(lines)[0]
    places = boxes(points)
    middles = places[:, :2] + places[:, 2:] / 2
    shares = slide.locator("#slide-counts .finished").evaluate_all(
        "all => all.map((one) => Number(one.textContent.replaceAll(',', '')))"
    )
    done = np.array(shares) / costs.standard.output_elements
    macs = np.minimum(spent, [costs.standard.macs, costs.separable.macs]) / costs.standard.macs
    expected = np.stack([whole[0] + macs * whole[2], whole[1] + (1 - done) * whole[3]], axis=1)
    np.testing.assert_allclose(middles, expected, atol=1.5)
    # Ticks name what is beside them.
    for axis, text, scale in (("y", r"(\d+)%", 100), ("x", r"([\d.]+)k?", costs.standard.macs / 1000)):
        ticks = slide.locator(f"#slide-chart .{axis}tick text")
        named = [float(re.fullmatch(text, one)[1]) / scale for one in ticks.all_text_contents()]
        places = boxes(ticks)
        if axis == "y":
            seen = (whole[1] + whole[3] - places[:, 1] - places[:, 3] / 2) / whole[3]
        else:
            seen = (places[:, 0] + places[:, 2] / 2 - whole[0]) / whole[2]
        assert len(named) >= 3
        np.testing.assert_allclose(seen, named, atol=0.04)
