"""What the page Maps draws: each pixel, outline, colour bar and heading, against conv/ and the published colours."""

from dataclasses import replace

import numpy as np
import pytest
from playwright.sync_api import expect

from conv.images.channels import channel_names
from conv.lab.experiment import run
from conv.lab.settings import Settings
from conv.shapes import pad_amounts
from conv.views.maps import MAPS_PER_PAGE, map_names
from tests.browser.driving import digits, hold, number, painted, ready, turn, watch
from tests.browser.seeing import boxes, colour, colours, middles, picture, pixels
from tests.palette import CURRENT, OKABE_ITO, channels, contrast, hue, signed

LAYER = Settings(
    size=14,
    channels=5,
    multiplier=2,
    filters=6,
    stride=2,
    padding="same",
    dilation=2,
    depthwise="random",
    pointwise="random",
    standard="random",
)
WIDE_STEPS = replace(LAYER, size=12, stride=3, padding=2, dilation=1)
GRIDS = ("input", "depthwise", "separable", "standard")
THEMES = ("light", "dark")
SIGNED = np.array([signed(shade) for shade in range(256)])
NEXT = 8  # a shade is rounded in 32 bits, so it may be the neighbour of the one that is computed here
GAP, CAPTION, MARGIN = 6, 18, 16  # px, on a laptop: between maps, the line below a map, and below the page


def painted_signed(values):
    """Values on a scale that is centred on zero, as colours."""
    return SIGNED[np.rint(127.5 + 127.5 * values / np.abs(values).max()).astype(int)]


def painted_map(values):
    """A map as colours; one that is never negative is grey."""
    if values.min() < 0:
        return painted_signed(values)
    return np.repeat(np.rint(255 * values / values.max())[..., None], 3, axis=-1)


def written(shades):
    """Red, green and blue as in a stylesheet."""
    return f"#{bytes(shades).hex()}"


def arrays(e, grid):
    """The maps of a grid, or the filters beside the depthwise ones, one after the other."""
    if grid == "filters":
        k = e.depthwise_filters.shape[0]
        return np.moveaxis(e.depthwise_filters.reshape(k, k, -1), 2, 0)
    return np.moveaxis(getattr(e, grid), 2, 0)


def canvases(page, grid):
    """The canvases of the maps of a grid."""
    return page.locator(f"#maps-{grid} .figure .map")


def dress(page, theme):
    """Change the theme, as the system does."""
    page.emulate_media(color_scheme=theme)
    page.wait_for_selector(f"html[data-theme={theme}]")


def leave(page):
    """Point at nothing."""
    page.mouse.move(2, 2)
    page.wait_for_selector("#maps:not(.pointing)", state="attached")


def point(page, canvas, row, column, cells):
    """Point at a pixel of a map."""
    leave(page)
    x, y, side, _ = boxes(canvas)[0]
    page.mouse.move(x + (column + 0.5) * side / cells, y + (row + 0.5) * side / cells)
    page.wait_for_selector("#maps.pointing")


def seen(screen, box, count):
    """The colours of count × count cells on the screen, each at five places away from its borders."""
    left, top, width, height = box
    steps = np.arange(count)
    for down, right in ((0.5, 0.5), (0.3, 0.3), (0.3, 0.7), (0.7, 0.3), (0.7, 0.7)):
        y = (top + (steps + down) * height / count).astype(int)
        x = (left + (steps + right) * width / count).astype(int)
        yield screen[np.ix_(y, x)]


def inside(drawn, cell, cells):
    """Where a rectangle of cells, given by left, top, width and height, lies in each of some maps of cells × cells."""
    places = boxes(drawn)
    return np.hstack([places[:, :2], np.zeros((len(places), 2))]) + places[:, 2:3] / cells * cell


def off(screen, box, shade):
    """How far an outline around a box is from a colour, at the middle of each side."""
    left, top, width, height = box
    x, y = int(left + width / 2), int(top + height / 2)
    sides = [
        screen[round(top) - 2 : round(top), x],
        screen[round(top + height) : round(top + height) + 2, x],
        screen[y, round(left) - 2 : round(left)],
        screen[y, round(left + width) : round(left + width) + 2],
    ]
    return [np.abs(side - channels(shade)).max(axis=1).min() for side in sides]


def window(layer, p, q):
    """Left, top, width and height of the window of the output at row p, column q, in cells of the input."""
    before, _ = pad_amounts(layer.size, layer.kernel, layer.stride, layer.padding, layer.dilation)
    span = layer.dilation * (layer.kernel - 1) + 1
    return np.array([q * layer.stride - before, p * layer.stride - before, span, span])


def window_over(layer, row, column):
    """The output whose window has its middle nearest to a pixel of the input."""
    side = run(layer).standard.shape[0]

    def distance(p, q):
        left, top, span, _ = window(layer, p, q)
        return np.hypot(top + span // 2 - row, left + span // 2 - column)

    return min(np.ndindex(side, side), key=lambda output: distance(*output))


@pytest.fixture(scope="module")
def shared(profile, lab):
    """One page for all tests of this module."""
    page, faults = profile.new_page(), []
    watch(page, lab, faults)
    page.emulate_media(reduced_motion="reduce")
    ready(page, f"?{LAYER.to_query()}")
    yield page
    page.close()
    assert [] == faults


@pytest.fixture
def maps(shared):
    """The page with the layer's maps, in the light, with nothing pointed at and no map enlarged."""
    dress(shared, "light")
    shared.locator("#maps-dialog").evaluate("one => one.close()")
    turn(shared, f"?{LAYER.to_query()}", "maps")
    leave(shared)
    return shared


# ---- Pixels --------------------------------------------------------------------------------------------------------
def assert_painted(page, e, first=0):
    """Whether each grid, the filters and the pointwise weights are painted with their page of the values."""
    for grid in (*GRIDS, "filters"):
        icons = page.locator("#maps-depthwise .filter") if grid == "filters" else canvases(page, grid)
        values = arrays(e, grid)[first : first + MAPS_PER_PAGE]
        assert len(values) == icons.count()
        for n, (one, icon) in enumerate(zip(values, icons.all(), strict=True)):
            expected = painted_signed(one) if grid == "filters" else painted_map(one)
            np.testing.assert_allclose(pixels(icon), expected, atol=NEXT, err_msg=f"{grid} {n}")
    weights = e.pointwise_weights[first : first + MAPS_PER_PAGE, first : first + MAPS_PER_PAGE].T
    np.testing.assert_allclose(pixels(page.locator(".matrix canvas")), painted_signed(weights), atol=NEXT)


def test_every_map_has_the_colours_of_its_values(maps):
    """In all four grids, in their order; so do the filters, the pointwise weights and the photograph."""
    e = run(LAYER)
    assert_painted(maps, e)
    np.testing.assert_allclose(pixels(maps.locator(".photo")), 255 * e.input[:, :, :3], atol=1.5)


def test_the_second_page_of_maps_is_painted_with_its_own(maps):
    """Of each grid, with its names, filters and weights; the photograph belongs to the first page."""
    many = Settings(size=4, kernel=2, channels=66, filters=67, depthwise="random", pointwise="random")
    turn(maps, f"?{many.to_query()}", "maps")
    for grid in ("input", "depthwise", "separable"):
        maps.locator(f"#maps-{grid}").get_by_role("button", name="Next maps").click()
        expect(canvases(maps, grid)).to_have_count(3 if grid == "separable" else 2)
        painted(maps)
    assert_painted(maps, run(many), MAPS_PER_PAGE)
    expect(maps.locator(".photo")).to_be_hidden()
    for grid, names in (("input", channel_names(66)), ("depthwise", map_names(many)), ("standard", ["65", "66", "67"])):
        labels = maps.locator(f"#maps-{grid} .label").all_text_contents()
        assert names[-len(labels) :] == labels


def test_the_screen_shows_the_pixels_as_they_are_painted(maps):
    """Each is a rectangle of one colour and covers its share of the map; nothing lies above it, in either theme."""
    drawn = maps.locator(".figure .map, .photo, .filter")
    painted_here = [pixels(canvas) for canvas in drawn.all()]
    matrix = maps.locator(".matrix canvas")
    weights, [(left, top, width, height)] = pixels(matrix), boxes(matrix)
    assert boxes(maps.locator(".matrix"))[0] == pytest.approx([left, top, width, height])
    rows, cells, _ = weights.shape
    y = (top + (np.arange(rows) + 0.5) * height / rows).astype(int)
    x = (left + (np.arange(cells) + 0.5) * width / cells).astype(int)
    for theme in THEMES:
        dress(maps, theme)
        screen = picture(maps.screenshot())
        for box, shades in zip(boxes(drawn), painted_here, strict=True):
            for places in seen(screen, box, len(shades)):
                np.testing.assert_allclose(places, shades, atol=1, err_msg=theme)
        np.testing.assert_allclose(screen[np.ix_(y, x)], weights, atol=1, err_msg=theme)


# ---- Places --------------------------------------------------------------------------------------------------------
def columns(side, width, beside):
    """How many maps of a side fit into a row, with a share of the side beside each for its filter."""
    return int((width + GAP + 0.01) // ((1 + beside) * side + GAP))


@pytest.mark.parametrize(
    ("grid", "share", "beside"),
    [("input", 0.3, 0), ("depthwise", 0.3, 0.36), ("separable", 1, 0), ("standard", 1, 0)],
    ids=GRIDS,
)
def test_maps_stand_in_reading_order_as_large_as_there_is_room(maps, grid, share, beside):
    """Squares in rows from the left, after the photograph, in a share of the height that is left; names stand below."""
    drawn = boxes(maps.locator(f"#maps-{grid} :is(.photo, .figure .map)"))
    count, side = len(drawn), drawn[0, 2]
    np.testing.assert_allclose(drawn[:, 2:], side, atol=0.1)
    figures = maps.locator(f"#maps-{grid} .figures")
    inset = figures.evaluate("one => parseFloat(getComputedStyle(one).padding)")
    left, top, width, _ = boxes(figures)[0] + [inset, inset, -2 * inset, 0]
    down, across = np.divmod(np.arange(count), columns(side, width, beside))
    np.testing.assert_allclose(drawn[:, 0], left + beside * side + across * ((1 + beside) * side + GAP), atol=1)
    np.testing.assert_allclose(drawn[:, 1], top + down * (side + CAPTION + GAP), atol=1)
    # One pixel more would not fit.
    room = (maps.viewport_size["height"] - (top - inset) - MARGIN) * share
    small, large = [-(-count // columns(one, width, beside)) * (one + CAPTION + GAP) - GAP for one in (side, side + 1)]
    assert small <= room + 1 < large + 2
    # Names begin below the left edges of their maps.
    names = {"input": channel_names(LAYER.channels), "depthwise": map_names(LAYER)}
    labels = maps.locator(f"#maps-{grid} .label")
    assert names.get(grid, [str(n + 1) for n in range(LAYER.filters)]) == labels.all_text_contents()
    maps_alone = boxes(canvases(maps, grid))
    np.testing.assert_allclose(boxes(labels)[:, :2], maps_alone[:, :2] + [0, side], atol=3)


def test_grids_and_filters_stand_where_they_are_read(maps):
    """Steps from left to right, below them the outputs side by side; photograph and filters to the left of maps."""
    [photo], first = boxes(maps.locator(".photo")), boxes(canvases(maps, "input"))[0]
    np.testing.assert_allclose(photo[:2], first[:2] - [first[2] + GAP, 0], atol=1)
    drawn, filters = boxes(canvases(maps, "depthwise")), boxes(maps.locator("#maps-depthwise .filter"))
    np.testing.assert_allclose(filters[:, :2], drawn[:, :2] - drawn[:, 2:] * [0.36, 0], atol=0.1)
    np.testing.assert_allclose(filters[:, 2:], 0.32 * drawn[:, 2:], atol=0.1)
    places = ("input", "depthwise", "pointwise", "separable", "standard")
    left, top, width, height = np.stack([boxes(maps.locator(f"#maps-{name}"))[0] for name in places], axis=1)
    steps, outputs = slice(0, 3), slice(3, 5)
    for row in (steps, outputs):
        assert np.ptp(top[row]) == 0
        assert (np.diff(left[row]) > width[row][:-1]).all()
    assert top[outputs].min() > (top + height)[steps].max()


# ---- Outlines ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("layer", "pixel"),
    [
        (LAYER, (3, 4)),
        (replace(LAYER, size=12, kernel=4, stride=1, padding="valid", dilation=1), (2, 6)),
        (WIDE_STEPS, (1, 2)),
    ],
    ids=["same", "valid", "padded"],
)
def test_the_pointed_pixel_is_outlined_where_it_lies(maps, layer, pixel):
    """In every map of every grid; in the input the window around it instead. On the screen, too."""
    turn(maps, f"?{layer.to_query()}", "maps")
    expect(maps.locator(".figure .window").first).to_be_hidden()
    expect(maps.locator(".figure .pixel").first).to_be_hidden()
    n, side = 3, run(layer).standard.shape[0]
    corner = (0, 0)  # its window may begin in the padding
    for row, column in (corner, pixel):
        point(maps, canvases(maps, "standard").nth(n), row, column, side)
        screen = picture(maps.screenshot())
        for grid in GRIDS:
            outlines = maps.locator(f"#maps-{grid} .{'window' if grid == 'input' else 'pixel'}")
            cells = layer.size if grid == "input" else side
            cell = window(layer, row, column) if grid == "input" else [column, row, 1, 1]
            expected = inside(canvases(maps, grid), cell, cells)
            np.testing.assert_allclose(boxes(outlines), expected, atol=1, err_msg=grid)
            assert {channels(CURRENT)} == {*colours(outlines, "outlineColor")}
            if (row, column) == corner:
                continue  # maps may lie above what is outlined in the padding of their neighbours
            assert max(max(off(screen, box, CURRENT)) for box in expected) < 60, grid
            # The cell in the middle of an outline is not covered.
            canvas = canvases(maps, grid).first
            [place], box = boxes(canvas), expected[0]
            unit = place[2] / cells
            x, y = ((box[:2] + box[2:] / 2 - place[:2]) / unit).astype(int)
            left, top = (place[:2] + (np.array([x, y]) + 0.5) * unit).astype(int)
            np.testing.assert_allclose(screen[top, left], pixels(canvas)[y, x], atol=1, err_msg=grid)


def test_a_pointed_pixel_of_the_input_chooses_the_nearest_window(maps):
    """Of the output whose window has its middle nearest to it."""
    turn(maps, f"?{WIDE_STEPS.to_query()}", "maps")
    row, column = 6, 7  # one below the middle of a window, and one to the left of another
    point(maps, canvases(maps, "input").nth(2), row, column, WIDE_STEPS.size)
    p, q = window_over(WIDE_STEPS, row, column)
    expected = inside(canvases(maps, "input"), window(WIDE_STEPS, p, q), WIDE_STEPS.size)
    np.testing.assert_allclose(boxes(maps.locator("#maps-input .window")), expected, atol=1)
    expected = inside(canvases(maps, "separable"), [q, p, 1, 1], run(WIDE_STEPS).separable.shape[0])
    np.testing.assert_allclose(boxes(maps.locator("#maps-separable .pixel")), expected, atol=1)


def test_the_chosen_output_is_marked_in_both_grids_and_in_the_matrix(maps):
    """Its name alone in bold purple, in both themes; its row of the matrix in a frame as high as the row."""
    n = 4
    canvases(maps, "separable").nth(n).hover()
    for theme in THEMES:
        dress(maps, theme)
        ground = written(colour(maps.locator("body"), "backgroundColor"))
        for grid in ("separable", "standard"):
            labels = maps.locator(f"#maps-{grid} .label")
            shades = colours(labels, "color")
            weights = labels.evaluate_all("all => all.map((one) => Number(getComputedStyle(one).fontWeight))")
            assert [700 if one == n else 400 for one in range(LAYER.filters)] == weights
            marked = [np.ptp(shade) > 60 for shade in shades]  # the others are grey
            assert [one == n for one in range(LAYER.filters)] == marked
            assert hue(shades[n]) == pytest.approx(hue(channels(OKABE_ITO["reddish purple"])), abs=6)
            assert contrast(written(shades[n]), ground) > 4.5
        matrix = maps.locator(".matrix")
        left, top, width, height = boxes(matrix)[0]
        row = [left, top + n * height / LAYER.filters, width, height / LAYER.filters]
        assert max(off(picture(maps.screenshot()), row, CURRENT)) < 60
        assert hue(colour(maps.locator(".mix"), "color")) == pytest.approx(
            hue(channels(OKABE_ITO["bluish green"])), abs=6
        )


# ---- Headings and waiting ------------------------------------------------------------------------------------------
def test_headings_have_the_colours_of_their_stages(maps):
    """In both themes, readable, underlined in the same colour; the line of the separable one has two."""
    hues = {"standard": "blue", "depthwise": "vermillion", "pointwise": "bluish green"}
    both = ", ".join(f"rgb{channels(OKABE_ITO[name])} 50%" for name in ("vermillion", "bluish green"))
    for theme in THEMES:
        dress(maps, theme)
        ground = written(colour(maps.locator("body"), "backgroundColor"))
        for stage in (*hues, "input"):
            heading = maps.locator(f"#maps-{stage} h2")
            text = colour(heading, "color")
            if stage == "input":
                assert np.ptp(text) < 30
            else:
                assert hue(text) == pytest.approx(hue(channels(OKABE_ITO[hues[stage]])), abs=6), (theme, stage)
            assert contrast(written(text), ground) > 4.5, (theme, stage)
            assert text == colour(heading, "borderBottomColor"), (theme, stage)
        separable = maps.locator("#maps-separable h2")
        assert colour(maps.locator("body"), "color") == colour(separable, "color")
        line = separable.evaluate("one => getComputedStyle(one).borderImageSource")
        assert f"linear-gradient(90deg, {both})" == line
        assert {channels(OKABE_ITO["vermillion"])} == {*colours(maps.locator(".filter"), "outlineColor")}
    lines = maps.locator("h2").evaluate_all("all => all.map((one) => getComputedStyle(one).borderBottomWidth)")
    assert ["3px"] * 5 == lines[:5]


def test_old_maps_are_pale_until_the_new_ones_come(maps):
    """All grids and the matrix."""
    rows = maps.locator(".maps-row")
    opacities = "all => all.map((one) => getComputedStyle(one).opacity)"
    assert ["1", "1"] == rows.evaluate_all(opacities)
    release = hold(maps)
    maps.get_by_role("slider", name="Filters", exact=True).press("ArrowRight")
    maps.wait_for_selector("#maps.stale")
    assert ["0.5", "0.5"] == rows.evaluate_all(opacities)
    release()
    painted(maps)
    maps.unroute("**/answers/maps?*")
    assert ["1", "1"] == rows.evaluate_all(opacities)


# ---- One map enlarged ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("grid", GRIDS)
def test_an_enlarged_map_is_drawn_with_its_scale_and_its_filter(maps, grid):
    """Its pixels, the outline in it, the bar of its colours with the ends of the scale, and its filter's cells."""
    n, row, column = 2, 3, 5
    values = arrays(run(LAYER), grid)[n]
    canvases(maps, grid).nth(n).click()
    dialog = maps.get_by_role("dialog")
    point(maps, dialog.locator("canvas"), row, column, len(values))
    screen = picture(maps.screenshot())
    assert_enlarged(dialog, screen, values, grid, row, column)
    assert_scaled(dialog, screen, values)
    assert_fields(dialog, grid, n)
    assert colour(maps.locator(f"#maps-{grid} h2"), "color") == colour(dialog.locator("h2"), "color")


def assert_enlarged(dialog, screen, values, grid, row, column):
    """Whether the map is a square with the values' colours, and the pixel or the window around it is outlined."""
    canvas, expected = dialog.locator("canvas"), painted_map(values)
    np.testing.assert_allclose(pixels(canvas), expected, atol=NEXT)
    [box] = boxes(canvas)
    assert box[2] == pytest.approx(box[3])
    cell = window(LAYER, *window_over(LAYER, row, column)) if grid == "input" else np.array([column, row, 1, 1])
    left, top, width, height = cell
    away = np.ones((*values.shape, 1), bool)
    away[max(0, top - 1) : top + height + 1, max(0, left - 1) : left + width + 1] = False  # what may be outlined
    for places in seen(screen, box, len(values)):
        np.testing.assert_allclose(np.where(away, places, 0), np.where(away, expected, 0), atol=NEXT)
    expect(dialog.locator(".window")).to_be_visible(visible=grid == "input")
    [outline] = inside(canvas, cell, len(values))
    [drawn] = boxes(dialog.locator(".window" if grid == "input" else ".pixel"))
    np.testing.assert_allclose(drawn, outline, atol=1)
    assert max(off(screen, outline, CURRENT)) < 60


def assert_scaled(dialog, screen, values):
    """Whether the bar has the colours of the scale from its lowest to its highest value, which stand at its ends."""
    left, top, width, height = boxes(dialog.locator(".bar-of-colours"))[0].round().astype(int)
    shades = np.rint((np.arange(width) + 0.5) / width * 255).astype(int)
    ramp = SIGNED[shades] if values.min() < 0 else np.repeat(shades[:, None], 3, axis=1)
    band = screen[top + 2 : top + height - 2, left + 1 : left + width - 1]
    np.testing.assert_allclose(band, np.broadcast_to(ramp[1:-1], band.shape), atol=12)
    texts = dialog.locator(".scale").evaluate(
        """one => [one.firstChild, one.lastChild].map((text) => {
            const range = document.createRange();
            range.selectNode(text);
            const { left, right } = range.getBoundingClientRect();
            return [text.data, left, right];
        })"""
    )
    [low, _, end], [high, start, _] = texts
    largest = np.abs(values).max()
    assert [digits(-largest if values.min() < 0 else 0, 4), digits(largest, 4)] == [number(low), number(high)]
    assert end < left < left + width < start


def assert_fields(dialog, grid, n):
    """Whether the filter's values stand in rows and columns, on the colours of their weights, in a readable ink."""
    e, k = run(LAYER), LAYER.kernel
    filters = {
        "input": [],
        "depthwise": [*arrays(e, "filters")[n : n + 1]],
        "separable": [e.pointwise_weights[:, n]],
        "standard": [*np.moveaxis(e.standard_filters[..., n], 2, 0)],
    }[grid]
    fields = dialog.locator(".values input")
    expect(fields).to_have_count(sum(one.size for one in filters))
    if not filters:
        return
    grounds = colours(fields, "backgroundColor")
    expected = np.concatenate([painted_signed(one).reshape(-1, 3) for one in filters])
    np.testing.assert_allclose(grounds, expected, atol=NEXT)
    for ground, ink in zip(grounds, colours(fields, "color"), strict=True):
        assert contrast(written(ground), written(ink)) > 4.5
    if grid != "separable":
        places = middles(fields).reshape(-1, k, k, 2)
        assert (np.diff(places[..., 0], axis=2) > 30).all()
        assert (np.diff(places[..., 1], axis=1) > 20).all()
        assert np.ptp(places[..., 0], axis=(0, 1)).max() == np.ptp(places[..., 1], axis=2).max() == 0
