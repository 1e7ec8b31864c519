"""The page Maps, as a person uses it."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from conv.lab.experiment import run
from conv.lab.settings import Settings
from tests.browser.driving import hold, painted, ready, thumb, write
from tests.browser.seeing import pixels
from tests.palette import signed


def values(page, grid):
    """What is written under each map of a grid, as numbers."""
    texts = page.locator(f"#maps-{grid} .value").all_text_contents()
    return np.array([float(text.replace("−", "-")) for text in texts])


def rounded(values, digits):
    """As the page writes them."""
    return np.array([float(f"{value:.{digits}g}") for value in values])


def point(page, grid, n, row, column, side):
    """Move the pointer over one pixel of a map."""
    box = page.locator(f"#maps-{grid} .figure .map").nth(n).bounding_box()
    page.mouse.move(box["x"] + (column + 0.5) * box["width"] / side, box["y"] + (row + 0.5) * box["height"] / side)
    page.wait_for_function("grid => document.querySelector(`#maps-${grid} .value`).textContent !== ''", arg=grid)


def test_the_pointed_pixel_has_the_backends_values_in_every_grid(page):
    """Output (5, 9) with stride 2 and "same" padding reads the window around input (11, 19)."""
    ready(page, "?size=32&filters=4&stride=2&padding=same")
    e = run(Settings(size=32, filters=4, stride=2, padding="same"))
    point(page, "standard", 2, 5, 9, 16)
    for grid, at in (("input", (11, 19)), ("depthwise", (5, 9)), ("separable", (5, 9)), ("standard", (5, 9))):
        np.testing.assert_array_equal(rounded(getattr(e, grid)[at], 4), values(page, grid), err_msg=grid)
    expect(page.locator("#maps-input .window").first).to_be_visible()
    outline = page.locator("#maps-input .window").first.bounding_box()
    plate = page.locator("#maps-input .figure .map").first.bounding_box()
    cell = plate["width"] / 32
    assert [10, 18, 3] == [
        round((outline["y"] - plate["y"]) / cell),
        round((outline["x"] - plate["x"]) / cell),
        round(outline["width"] / cell),
    ]


def test_pointing_at_the_input_finds_the_output_above_it(page):
    """The pixel itself is read out, and the output whose window it is the middle of."""
    ready(page, "?size=16&filters=4")
    e = run(Settings(size=16, filters=4))
    point(page, "input", 1, 7, 4, 16)
    np.testing.assert_array_equal(rounded(e.input[7, 4], 4), values(page, "input"))
    np.testing.assert_array_equal(rounded(e.separable[6, 3], 4), values(page, "separable"))


def test_a_row_of_the_matrix_tells_how_its_output_is_mixed(page):
    """And marks the output's maps."""
    ready(page, "?filters=8")
    box = page.locator(".matrix canvas").bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 6.5 * box["height"] / 8)
    weights = run(Settings(filters=8)).pointwise_weights[:, 6]
    names = ("red", "green", "blue")
    terms = [f"{abs(w):.4g} × depthwise {name}" for w, name in zip(weights, names, strict=True) if w]
    text = page.locator(".mix").text_content()
    assert text.startswith("Output 7 = ")
    assert terms == re.findall(r"[\d.]+ × depthwise \w+", text)
    for grid in ("separable", "standard"):
        assert ["7"] == page.locator(f"#maps-{grid} .chosen .label").all_text_contents()


def test_a_map_is_enlarged_and_explored_by_the_keyboard(page):
    """Enter opens, arrows move the pixel, Escape closes and the focus returns."""
    ready(page, "?size=16&filters=4")
    first = page.get_by_role("button", name="Separable output 1", exact=True)
    first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Separable output 2")).to_be_visible()
    dialog.locator("canvas").focus()
    page.keyboard.press("ArrowDown")
    value = run(Settings(size=16, filters=4)).separable[8, 7, 1]
    expect(dialog.locator(".readout")).to_have_text(f"Row 9, column 8: {value:.7g}".replace("-", "−"))
    page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    expect(page.get_by_role("button", name="Separable output 2", exact=True)).to_be_focused()


@pytest.mark.parametrize(
    ("figure", "field", "edit", "index"),
    [
        ("Depthwise map green", "Filter, row 2, column 3", "d1.1.2*2.5", ("depthwise_filters", (1, 2, 1, 0))),
        ("Separable output 4", "blue", "p3.2*2.5", ("pointwise_weights", (2, 3))),
        ("Standard output 4", "blue, row 1, column 2", "s3.2.0.1*2.5", ("standard_filters", (0, 1, 2, 3))),
    ],
)
def test_a_value_is_set_by_hand(page, figure, field, edit, index):
    """It goes into the address, and back with Undo."""
    ready(page, "?filters=8")
    page.get_by_role("button", name=figure, exact=True).click()
    before = page.locator("#maps").get_attribute("data-painted")
    page.get_by_label(field, exact=True).fill("2.5")
    page.get_by_label(field, exact=True).press("Enter")
    expect(page).to_have_url(re.compile(re.escape(edit)))
    painted(page)
    assert page.locator("#maps").get_attribute("data-painted") != before
    expect(page.get_by_label(field, exact=True)).to_have_value("2.5")
    name, at = index
    assert 2.5 == getattr(run(Settings(filters=8, edits=edit)), name)[at]
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Undo values set by hand").click()
    expect(page).to_have_url(re.compile(r"\?filters=8$"))


def test_fields_keep_the_focus_and_what_is_being_written(page):
    """A filter is filled in by the keyboard, however late the maps arrive."""
    ready(page, "?filters=8")
    page.get_by_role("button", name="Depthwise map red", exact=True).click()
    release = hold(page)
    page.get_by_label("Filter, row 1, column 1", exact=True).fill("7")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Filter, row 1, column 2", exact=True)).to_be_focused()
    page.keyboard.type("4")
    release()
    page.wait_for_function("() => document.getElementById('maps').dataset.painted.includes('d0.0.0*7')")
    page.keyboard.type("2")
    expect(page.get_by_label("Filter, row 1, column 2", exact=True)).to_have_value(re.compile("^-?0?42$|^42$"))
    page.unroute("**/answers/maps?*")
    page.keyboard.press("Tab")
    expect(page).to_have_url(re.compile(r"d0\.0\.0\*7_d0\.0\.1\*"))


def test_the_pixel_is_read_out_again_after_a_change(page):
    """With the new maps' value."""
    ready(page, "?size=16&filters=4")
    page.get_by_role("button", name="Depthwise map red", exact=True).click()
    page.mouse.move(2, 2)  # else the mouse lies over the map, and points at another pixel once it moves
    page.get_by_role("dialog").locator("canvas").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_label("Filter, row 2, column 2", exact=True).fill("50")
    page.keyboard.press("Enter")
    value = run(Settings(size=16, filters=4, edits="d0.1.1*50")).depthwise[8, 7, 0]
    expect(page.locator(".readout")).to_have_text(f"Row 9, column 8: {value:.7g}")


def test_standard_slices_are_named_by_their_channels(page):
    """Whatever page of the input is shown."""
    ready(page, "?size=8&channels=70&filters=2")
    page.locator("#maps-input").get_by_role("button", name="Next maps").click()
    painted(page)
    page.get_by_role("button", name="Standard output 1", exact=True).click()
    headings = page.get_by_role("dialog").locator("h3")
    expect(headings.first).to_have_text("red")
    expect(headings.nth(2)).to_have_text("blue")


def test_a_filter_that_comes_late_is_not_shown_for_another(page):
    """Next was pressed, or the dialog closed, before it came."""
    ready(page, "?size=8&filters=4")
    release = hold(page, "filter")
    page.get_by_role("button", name="Standard output 1", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Next").click()
    dialog.get_by_role("button", name="Next").click()
    release()
    release()
    expect(page.get_by_label("red, row 2, column 2", exact=True)).to_have_value(
        f"{run(Settings(size=8, filters=4)).standard_filters[1, 1, 0, 2]:.4g}"
    )
    dialog.get_by_role("button", name="Previous").click()
    dialog.get_by_role("button", name="Previous").click()
    dialog.get_by_role("button", name="Close").click()
    release()
    page.get_by_role("button", name="Standard output 4", exact=True).click()
    release()
    expect(page.get_by_label("red, row 2, column 2", exact=True)).to_have_value(
        f"{run(Settings(size=8, filters=4)).standard_filters[1, 1, 0, 3]:.4g}"
    )


def test_next_goes_over_to_the_next_page(page):
    """From output 63 to 64 and back."""
    ready(page, "?size=8&filters=70")
    page.get_by_role("button", name="Separable output 64", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Next").click()
    expect(dialog.get_by_role("heading", name="Separable output 65")).to_be_visible()
    dialog.get_by_role("button", name="Previous").click()
    expect(dialog.get_by_role("heading", name="Separable output 64")).to_be_visible()


def test_equivalent_filters_agree_and_the_page_says_so(page):
    """With the largest difference; and their pictures are alike."""
    ready(page, "?filters=8")
    sentence = page.locator(".maps-agreement")
    difference = run(Settings(filters=8)).difference
    expect(sentence).to_contain_text(f"these outputs differ by up to {difference:.3g}.")
    page.get_by_role("radio", name="Equal", exact=True).click()
    painted(page)
    expect(sentence).to_contain_text("Both outputs are the same up to rounding")
    expect(page.locator("#maps-difference")).to_be_hidden()
    expect(page.get_by_role("combobox", name="Standard filters")).to_have_value("equivalent")
    shades = """grid => [...document.querySelectorAll(`#maps-${grid} .map`)].map(
        canvas => [...canvas.getContext("2d").getImageData(0, 0, 62, 62).data])"""
    separable, standard = (np.array(page.evaluate(shades, grid)) for grid in ("separable", "standard"))
    assert np.abs(separable - standard).max() <= 6  # one shade


def test_grids_turn_in_pages_of_64(page):
    """Both outputs together."""
    ready(page, "?size=8&filters=130")
    page.locator("#maps-separable").get_by_role("button", name="Next maps").click()
    for grid in ("separable", "standard"):
        expect(page.locator(f"#maps-{grid} .label").first).to_have_text("65")
        expect(page.locator(f"#maps-{grid} .maps-pager")).to_contain_text("65–128")
    page.locator("#maps-standard").get_by_role("button", name="Next maps").click()
    expect(page.locator("#maps-separable .figure")).to_have_count(2)
    expect(page.locator("#maps-separable").get_by_role("button", name="Next maps")).to_be_disabled()
    page.locator("#maps-separable").get_by_role("button", name="Previous maps").click()
    expect(page.locator("#maps-separable .label").first).to_have_text("65")


def test_too_large_a_layer_leaves_the_picture_and_says_why(page):
    """The costs stay exact, and smaller settings work again."""
    ready(page, "?size=64")
    before = page.locator("#maps").get_attribute("data-painted")
    write(page, "channels", 1024)
    expect(page.locator("#maps-note")).to_contain_text("The maps need 1,133,641,728 MACs")
    assert before == page.locator("#maps").get_attribute("data-painted")
    expect(page.locator("#strip-work-standard")).to_have_text("1,133,641,728")
    thumb(page, "Channels").press("Home")
    painted(page)
    expect(page.locator("#maps-note")).to_be_empty()


def test_while_the_server_computes_the_old_picture_stays(page):
    """Marked as stale."""
    ready(page)
    release = hold(page)
    thumb(page, "Filters").press("ArrowLeft")
    expect(page.locator("#maps")).to_have_class(re.compile("stale"))
    expect(page.locator("#maps-standard .figure")).to_have_count(32)
    release()
    expect(page.locator("#maps-standard .figure")).to_have_count(24)
    expect(page.locator("#maps")).not_to_have_class(re.compile("stale"))


def test_all_grids_fit_on_a_laptops_screen(page):
    """The first picture needs no scrolling at 1280×720."""
    ready(page)
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_independent_filters_differ_where_the_page_shows_it(page):
    """The map of differences has the sign and the place of the largest one; the switch returns to the preset before."""
    ready(page, "?size=16&filters=4&standard=random")
    e = run(Settings(size=16, filters=4, standard="random"))
    page.get_by_role("button", name="Standard output 3", exact=True).hover()
    canvas = page.locator("#maps-difference canvas")
    expect(canvas).to_have_attribute("aria-label", "Separable − standard, output 3")
    drawn = pixels(canvas)
    difference = (e.separable - e.standard)[..., 2]
    shades = [signed(round(127.5 + 127.5 * v / np.abs(difference).max())) for v in difference.ravel()]
    assert np.abs(drawn.reshape(-1, 3) - shades).max() <= 24  # outputs come in 255 shades each
    for preset, name in (("equivalent", "Equal"), ("random", "Independent")):
        page.get_by_role("radio", name=name, exact=True).click()
        expect(page.get_by_role("combobox", name="Standard filters")).to_have_value(preset)


def test_weights_are_written_into_a_small_matrix(page):
    """In an ink that can be read; a large one has colours alone."""
    ready(page, "?filters=6")
    numbers = page.locator(".matrix-numbers span")
    expected = run(Settings(filters=6)).pointwise_weights.T.ravel()
    written = [float(text.replace("−", "-")) for text in numbers.all_text_contents()]
    np.testing.assert_allclose(expected, written, atol=0.006)
    box, cell = page.locator(".matrix").bounding_box(), numbers.nth(4).bounding_box()  # row 2, column 2
    assert abs(cell["x"] + cell["width"] / 2 - box["x"] - box["width"] / 2) < 2
    assert abs(cell["y"] + cell["height"] / 2 - box["y"] - box["height"] / 4) < 2
    write(page, "filters", 32)
    painted(page)
    expect(numbers).to_have_count(0)


SCENES = ["open=standard.4&pixel=3.5", "open=input.2&pixel=7.1", "open=depthwise.66", "maps=65", "inputs=65&outputs=65"]


@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_opens_in_another_tab_as_it_was(page, scene):
    """The opened map, its pixel, and the pages of the grids."""
    ready(page, f"?size=12&channels=70&filters=70&{scene}")
    seen = """() => [document.querySelector("#maps-dialog").open, document.querySelector(".readout")?.textContent,
        ...[...document.querySelectorAll("#maps canvas")].filter((one) => one.offsetParent)
            .map((one) => one.toDataURL()),
        ...[...document.querySelectorAll(".label, h2")].map((one) => one.textContent)]"""
    page.wait_for_function("scene => scene.split('&').every((part) => location.search.includes(part))", arg=scene)
    if "pixel" in scene:
        page.wait_for_function("() => /: .*[0-9]/.test(document.querySelector('.readout').textContent)")
        row, column = scene.rpartition("=")[2].split(".")
        expect(page.locator(".readout")).to_contain_text(f"Row {row}, column {column}: ")
    assert ("open" in scene) == page.evaluate("document.querySelector('#maps-dialog').open")
    other = page.context.new_page()
    other.goto(page.url)
    painted(other)
    other.wait_for_function(
        f"expected => JSON.stringify(({seen})()) === expected", arg=page.evaluate(f"JSON.stringify(({seen})())")
    )
    other.close()


def test_an_opened_map_is_closed_by_back_and_shared_by_its_address(page):
    """Opening changes the newest entry; a link to another map opens that one."""
    ready(page, "?size=8&filters=4")
    page.get_by_role("button", name="Separable output 2", exact=True).click()
    expect(page).to_have_url(re.compile("open=separable.2"))
    page.keyboard.press("Escape")
    expect(page).not_to_have_url(re.compile("open"))
    page.goto("/maps?size=8&filters=4&open=separable.9")
    painted(page)
    expect(page.get_by_role("dialog")).to_be_hidden()  # there is no such map
