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
OUTPUT = 0  # the filter that the page begins with
LANES = ("standard", "separable")
SIGNED = np.array([signed(shade) for shade in range(256)])
NEXT = 8  # a shade is rounded in 32 bits, so it may be the neighbour of the one that is computed here
GROUNDS = {"light": ((255,) * 3, (86, 92, 104)), "dark": ((21, 23, 27), (169, 176, 189))}  # paper and quiet ink


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


def hatched(canvas, rows, columns, theme):
    """Which cells have the lines of what is not computed yet: shades between paper and the quiet ink alone."""
    drawn = pixels(canvas).astype(float)
    paper, ink = map(np.array, GROUNDS[theme])
    share = ((drawn - paper) @ (ink - paper)) / ((ink - paper) @ (ink - paper))
    off = np.abs(drawn - paper - share[..., None] * (ink - paper)).max(axis=2)
    unit = len(drawn) / rows
    found = np.zeros((rows, columns), bool)
    for row, column in np.ndindex(rows, columns):
        there = np.ix_(*[range(int((n + 0.2) * unit), int((n + 0.8) * unit)) for n in (row, column)])
        found[row, column] = off[there].max() < 12 and 0.1 < np.ptp(share[there]) and share[there].max() < 0.6
    return found


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
    """Of each channel and in both lanes; the window has the greys of the input."""
    e = run(LAYER)
    k = LAYER.kernel
    filters = {"standard": e.standard_filters[..., OUTPUT], "separable": e.depthwise_filters.reshape(k, k, -1)}
    row, column = 2, 3
    scrub(slide, row * SIDE + column)
    for n in range(LAYER.channels):
        window = e.input[row : row + k, column : column + k, n]
        greys = np.repeat(np.rint(255 * window / e.input[..., n].max())[..., None], 3, axis=2)
        np.testing.assert_allclose(cells(panel(slide, "", "window", n), k, k, at=(0.08, 0.08)), greys, atol=NEXT)
        for lane, kernels in filters.items():
            largest = np.abs(kernels).max()
            fills = painted(kernels[..., n], largest)
            np.testing.assert_allclose(cells(panel(slide, lane, "filter", n), k, k, at=(0.08, 0.08)), fills, atol=NEXT)
            fills = painted(window * kernels[..., n], largest * np.abs(e.input).max())
            drawn = cells(panel(slide, lane, "products", n), k, k, at=(0.08, 0.08))
            np.testing.assert_allclose(drawn, fills, atol=NEXT, err_msg=lane)


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


def test_finished_cells_have_their_colours_and_the_others_are_hatched(slide):
    """In reading order, in outputs, maps and their difference, in both themes; a zero is not hatched."""
    e = run(LAYER)
    at = 2 * SIDE + 3
    scrub(slide, at)
    finished = (np.arange(SIDE * SIDE) <= at).reshape(SIDE, SIDE)
    drawn = [("standard", "output", 0, e.standard[..., OUTPUT]), ("separable", "output", 0, e.separable[..., OUTPUT])]
    drawn += [("separable", "depthwise", n, e.depthwise[..., n]) for n in range(LAYER.channels)]
    difference = e.separable[..., OUTPUT] - e.standard[..., OUTPUT]
    drawn += [("", "difference", 0, difference)]
    for theme in GROUNDS:
        dress(slide, theme)
        for lane, kind, n, values in drawn:
            canvas = panel(slide, lane, kind, n)
            shades = painted(values, np.abs(values).max()) if kind == "difference" else painted_map(values)
            grid = cells(canvas, SIDE, SIDE, at=(0.08, 0.5))
            np.testing.assert_allclose(grid[finished][:-1], shades[finished][:-1], atol=NEXT, err_msg=f"{theme} {kind}")
            np.testing.assert_array_equal(
                ~finished, hatched(canvas, SIDE, SIDE, theme), err_msg=f"{theme} {lane} {kind}"
            )
        for n in range(LAYER.channels):
            grid = cells(panel(slide, "", "input", n), LAYER.size, LAYER.size, at=(0.3, 0.3))
            away = np.ones((LAYER.size, LAYER.size), bool)
            away[2:5, 2:7] = False  # where the window is outlined
            np.testing.assert_allclose(
                grid[away], painted_map(e.input[..., n])[away], atol=NEXT, err_msg=f"{theme} {n}"
            )


def test_products_that_are_not_shown_yet_are_hatched(slide):
    """All after the first 13, in both lanes; zeros among those that are shown have the colour of a zero."""
    slide.keyboard.press("ArrowRight")
    for _ in range(28 - 13):
        slide.keyboard.press(",")
    for lane in LANES:
        found = [hatched(panel(slide, lane, "products", n), 3, 3, "light").ravel() for n in range(LAYER.channels)]
        np.testing.assert_array_equal(np.arange(27) >= 13, np.concatenate(found), err_msg=lane)


def test_thin_lines_separate_the_cells(slide):
    """Between all columns and all rows of an output, grey at 18 %."""
    e = run(LAYER).standard[..., OUTPUT]
    scrub(slide, SIDE * SIDE - 1)
    drawn = pixels(panel(slide, "standard", "output"))
    shades = painted_map(e)
    for n in range(1, SIDE):
        edge, middle_of_cell = int(n * len(drawn) / SIDE + 0.5), int(0.08 * len(drawn) / SIDE)
        np.testing.assert_allclose(drawn[middle_of_cell, edge], 0.82 * shades[0, n] + 0.18 * 128, atol=NEXT)
        np.testing.assert_allclose(drawn[edge, middle_of_cell], 0.82 * shades[n, 0] + 0.18 * 128, atol=NEXT)


def test_the_padding_is_dotted_and_the_picture_is_not(slide):
    """In the input, the window and the products, on the ground of each theme; what is hatched has no dots."""
    padded = replace(LAYER, padding="same")
    turn(slide, f"?{padded.to_query()}")
    scrub(slide, padded.size**2 - 1)
    count = padded.size + 2
    for theme, (paper, ink) in GROUNDS.items():
        dress(slide, theme)
        drawn = pixels(panel(slide, "", "input"))
        for row, column in ((0, 0), (0, 5), (4, 0), (count - 1, 2)):
            shades = cell(drawn, row, column, count)
            ground = (np.abs(shades - paper) < 3).all(axis=1).mean()
            assert 0.4 < ground < 0.98, (theme, row, column, ground)
            towards = np.linalg.norm(shades - paper, axis=1).max() / np.linalg.norm(np.subtract(ink, paper))
            assert 0.3 < towards < 0.8, (theme, row, column, towards)
        plain = cell(drawn, 3, 3, count)
        assert np.ptp(plain, axis=0).max() <= 2
        for lane, kind in (("", "window"), ("standard", "products")):
            corner = pixels(panel(slide, lane, kind))
            unit = len(corner) // 3
            shades = corner[2 * unit + 3 : 2 * unit + unit // 5, 2 * unit + 3 : 3 * unit - 3].reshape(-1, 3)
            assert (np.abs(shades - paper) < 3).all(axis=1).mean() > 0.4, (theme, kind)


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
        for n in range(layer.channels):
            assert [top, top + span, left, left + span] == marked(panel(slide, "", "input", n), count)
        for lane in LANES:
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
        canvas = panel(slide, "", "input", n)
        grid = cells(canvas, LAYER.size, LAYER.size, at=(0.5, 0.5))
        np.testing.assert_allclose(grid, tinted(painted_map(e.input[..., n]), window), atol=NEXT)
        assert [row, row + k, column, column + k] == marked(canvas, LAYER.size)
        for lane in LANES:
            assert [0, k, 0, k] == marked(panel(slide, lane, "filter", n), k, LIT)
        grid = cells(panel(slide, "separable", "depthwise", n), SIDE, SIDE, at=(0.2, 0.5))
        np.testing.assert_allclose(grid, tinted(painted_map(e.depthwise[..., n]), pixel), atol=NEXT)
        kernel = e.depthwise_filters[..., n, 0]
        fills = painted(kernel, np.abs(e.depthwise_filters).max())
        np.testing.assert_allclose(
            cells(panel(slide, "separable", "filter", n), k, k, at=(0.12, 0.12)), fills, atol=NEXT
        )


def test_of_a_large_image_a_corner_shows_the_whole_and_the_part(slide):
    """The picture, 30 % as wide; the part that is shown outlined in it."""
    layer = replace(LAYER, size=96)
    turn(slide, f"?{layer.to_query()}")
    for at, corner, part in ((0, (1, 1), [0, 64, 0, 64]), (94 * 94 - 1, (0, 0), [32, 96, 32, 96])):
        scrub(slide, at)
        drawn = pixels(panel(slide, "", "input"))
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
        assert likeness > 0.85


# ---- Panels and titles ---------------------------------------------------------------------------------------------
def test_panels_are_outlined_in_the_colours_of_their_stages(slide):
    """Blue in the standard lane, orange around the depthwise step, green around the pointwise one, grey inputs."""
    stages = {
        ("standard", "filter"): STANDARD,
        ("standard", "products"): STANDARD,
        ("standard", "output"): STANDARD,
        ("separable", "filter"): DEPTHWISE,
        ("separable", "products"): DEPTHWISE,
        ("separable", "depthwise"): DEPTHWISE,
        ("separable", "output"): POINTWISE,
    }
    lines = {"standard": STANDARD, "depthwise": DEPTHWISE, "pointwise": POINTWISE}
    for theme in GROUNDS:
        dress(slide, theme)
        for (lane, kind), expected in stages.items():
            assert channels(expected) == colour(panel(slide, lane, kind), "outlineColor"), (theme, lane, kind)
        for kind in ("input", "window", "difference"):
            assert np.ptp(colour(panel(slide, "", kind), "outlineColor")) < 30
        for step, expected in lines.items():
            assert channels(expected) == colour(slide.locator(f".step-{step}"), "borderTopColor")
    drawn = "all => all.map((one) => getComputedStyle(one)).map((one) => one.outlineStyle + one.outlineWidth)"
    assert {"solid2px"} == set(slide.locator("#slide canvas").evaluate_all(drawn))


def test_words_have_the_hues_of_their_stages(slide):
    """Titles, steps, sums: readable on the page in both themes; separable is in ink, underlined in both hues."""
    hues = {
        "#slide-standard h2": "blue",
        ".step-standard b": "blue",
        ".row-sum.in-standard": "blue",
        ".total-standard .lane-sum b": "blue",
        ".step-depthwise b": "vermillion",
        ".row-sum.in-separable": "vermillion",
        ".weigh .depthwise": "vermillion",
        ".step-pointwise b": "bluish green",
        ".weigh .pointwise": "bluish green",
        ".total-separable .lane-sum b": "bluish green",
    }
    both = ", ".join(f"rgb{channels(OKABE_ITO[name])} 50%" for name in ("vermillion", "bluish green"))
    for theme in GROUNDS:
        dress(slide, theme)
        ground = written(colour(slide.locator(".ground").first, "backgroundColor"))
        for place, name in hues.items():
            shades = colour(slide.locator(place).first, "color")
            assert hue(shades) == pytest.approx(hue(channels(OKABE_ITO[name])), abs=6), (theme, place)
            assert contrast(written(shades), ground) > 4.5, (theme, place)
        title = slide.locator("#slide-separable h2")
        assert colour(slide.locator("body"), "color") == colour(title, "color")
        assert f"linear-gradient(90deg, {both})" == title.evaluate("one => getComputedStyle(one).borderImageSource")
        assert "3px" == title.evaluate("one => getComputedStyle(one).borderBottomWidth")


def test_panels_stand_in_the_order_of_the_sum(slide):
    """Left to right with their signs: input, window; kernel and products of each lane; map. Channels are rows."""
    order = [("", "input"), ("", "window")]
    order += [(lane, kind) for lane in LANES for kind in ("filter", "products")] + [("separable", "depthwise")]
    rows = [[boxes(panel(slide, lane, kind, n))[0] for lane, kind in order] for n in range(LAYER.channels)]
    for row in np.array(rows):
        assert (np.diff(row[:, 0]) > row[:-1, 2]).all()
        np.testing.assert_allclose(row[:, 2] / row[1, 2], [0.8, 1, 1, 1, 1, 1, 0.8], atol=0.02)
        np.testing.assert_allclose(np.ptp(row[:, 1] + row[:, 3] / 2), 0, atol=1)
    tops = np.array(rows)[:, :, 1]
    assert (np.diff(tops, axis=0) > 0).all()
    outputs = [boxes(panel(slide, lane, "output"))[0] for lane in LANES]
    assert all(top > tops.max() for _, top, *_ in outputs)
    assert outputs[0][0] + outputs[0][2] < boxes(panel(slide, "separable", "filter"))[0][0]
    signs = "one => getComputedStyle(one, '::before').content"
    assert '"×"' == slide.locator(".of-filter").first.evaluate(signs)
    assert '"≈"' == slide.locator(".of-products").first.evaluate(signs)


def test_both_lanes_are_held_together_by_their_ground(slide):
    """Everything of a lane lies on it, and nothing of the other."""
    grounds = boxes(slide.locator(".ground"))
    for lane, (left, top, width, height) in zip(LANES, grounds, strict=True):
        parts = slide.locator(
            f"#slide-stage .in-{lane}, #slide-{lane} h2, #slide-{lane} .step-head, .total-{lane} canvas"
        )
        for x, y, w, h in boxes(parts):
            assert left - 1 <= x
            assert x + w <= left + width + 1
            assert top <= y
            assert y + h <= top + height + 1
    assert grounds[0][0] + grounds[0][2] < grounds[1][0]


def test_parts_that_wait_are_pale_where_the_depthwise_step_goes_first(slide):
    """The weights and the output during the depthwise step, when none is outlined; kernels and products after it."""
    press(slide, "Depthwise first")
    parts = (".of-filter.in-separable", ".of-products.in-separable", ".of-depthwise", ".weigh", ".total-separable")
    for at, expected in ((SIDE * SIDE - 1, [1, 1, 1, 0.3, 0.3]), (SIDE * SIDE, [0.3, 0.3, 1, 1, 1])):
        scrub(slide, at)
        opacities = [
            float(slide.locator(part).first.evaluate("one => getComputedStyle(one).opacity")) for part in parts
        ]
        assert expected == opacities
        pink = (np.abs(pixels(panel(slide, "separable", "output")) - channels(CURRENT)) < 30).all(axis=2)
        assert (expected[-1] == 1 and expected[0] != 1) == pink.any()


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
