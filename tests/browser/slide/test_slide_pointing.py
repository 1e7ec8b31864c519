"""Pointing at cells on the page Slide: what they hold, what belongs to them, and which of them are shown."""

import re

import numpy as np
from playwright.sync_api import expect

from conv.lab.experiment import run
from conv.lab.settings import Settings
from conv.views.maps import map_names
from tests.browser.driving import digits, middle, number, pace, panel, place, pointed, position, scrub, slid, sliding

LANES = ("standard", "separable")
STEPPED = Settings(size=8, filters=4, kernel=3, stride=2, padding="same")  # 4 × 4 outputs, padding at the end only


def test_what_is_pointed_at_is_said_with_its_value(page):
    """In every kind of panel of both lanes."""
    s, e = STEPPED, run(STEPPED)
    sliding(page, f"?{s.to_query()}")
    scrub(page, 14)  # row 3, column 2: the window hangs over the lower edge
    product = e.input[7, 6, 2] * e.standard_filters[1, 2, 2, 3]
    places = [
        ("standard", "input", 1, 5, 6, 9, "Input green, row 5, column 6", e.input[5, 6, 1]),
        ("standard", "filter", 2, 0, 1, 3, "Filter for blue, row 0, column 1", e.standard_filters[0, 1, 2, 3]),
        ("standard", "products", 2, 1, 2, 3, "Products of blue, row 1, column 2", product),
        ("standard", "output", 0, 1, 3, 4, "Output 3, row 1, column 3", e.standard[1, 3, 3]),
        ("separable", "input", 0, 7, 0, 9, "Input red, row 7, column 0", e.input[7, 0, 0]),
        ("separable", "filter", 1, 2, 2, 3, "Filter for green, row 2, column 2", e.depthwise_filters[2, 2, 1, 0]),
        ("separable", "depthwise", 2, 3, 1, 4, "Depthwise map blue, row 3, column 1", e.depthwise[3, 1, 2]),
        ("separable", "weight", 0, 0, 0, 1, "Pointwise weight of red", e.pointwise_weights[0, 3]),
        ("separable", "output", 0, 0, 2, 4, "Output 3, row 0, column 2", e.separable[0, 2, 3]),
    ]
    for lane, kind, n, row, column, side, name, value in places:
        text = pointed(page, panel(page, lane, kind, n), row, column, side)
        assert text.startswith(name), text
        assert digits(value, 5) == number(text.rpartition(": ")[2])
    padding = pointed(page, panel(page, "standard", "input"), 8, 4, 9)
    assert "Input red, row 8, column 4: padding, which counts as 0" == padding
    assert pointed(page, panel(page, "standard", "products"), 2, 0, 3).endswith(": 0, from the padding")
    for lane, kind in (("standard", "output"), ("separable", "depthwise"), ("separable", "output")):
        assert pointed(page, panel(page, lane, kind), 3, 3, 4).endswith(": not computed yet")
    page.mouse.move(2, 2)
    expect(page.locator("#slide-spot")).to_be_empty()


def test_what_is_said_stays_true_when_the_clock_moves(page):
    """The pointer rests on a product, then on an output that is not computed before the end."""
    e = run(Settings(size=8, filters=4))
    sliding(page, "?size=8&filters=4")
    text = page.locator("#slide-spot")
    canvas = panel(page, "standard", "products", 1)
    pointed(page, canvas, 1, 1, 3)
    for key, column in (("ArrowRight", 1), ("ArrowRight", 2), ("Home", 0)):
        page.keyboard.press(key)
        value = e.input[1, 1 + column, 1] * e.standard_filters[1, 1, 1, 3]
        assert digits(value, 5) == number(text.text_content().rpartition(": ")[2])
    assert pointed(page, panel(page, "separable", "output"), 4, 4, 6).endswith("not computed yet")
    page.keyboard.press("End")
    assert digits(e.separable[4, 4, 3], 5) == number(text.text_content().rpartition(": ")[2])


def test_products_that_are_not_there_yet_can_be_pointed_at(page):
    """At the slowest speed they come one after the other."""
    sliding(page, "?size=8&filters=4")
    pace(page, 1)
    canvas = panel(page, "standard", "products", 1)
    pointed(page, canvas, 0, 0, 3)
    page.keyboard.press("Space")
    assert pointed(page, canvas, 2, 2, 3).endswith("not computed yet")
    page.wait_for_function("() => document.getElementById('slider-position').value >= 1")
    page.keyboard.press("Space")
    assert not pointed(page, canvas, 1, 2, 3).endswith("not computed yet")


def test_a_finger_goes_to_an_output_cell(browser, lab):
    """What it touched stays lit and said, and the clock goes there; other controls can be tapped too."""
    context = browser.new_context(base_url=lab, has_touch=True, viewport={"width": 360, "height": 740})
    page = context.new_page()
    sliding(page, "?size=8&filters=4")
    canvas = panel(page, "separable", "output")
    canvas.tap(position=middle(canvas, 3, 1, 6))
    assert 19 == position(page)
    value = run(Settings(size=8, filters=4)).separable[3, 1, 3]
    assert digits(value, 5) == number(page.locator("#slide-spot").text_content().rpartition(": ")[2])
    page.locator(".act-forward").tap()
    assert 20 == position(page)
    context.close()


LIT = """(canvas, cells) => {
    const { width, height } = canvas;
    const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
    copy.drawImage(canvas, 0, 0);
    const pixels = new Uint32Array(copy.getImageData(0, 0, width, height).data.buffer);
    const at = [...pixels.keys()].filter((n) => pixels[n] === 0xff42e4f0); // --lit
    const [rows, columns] = [at.map((n) => Math.floor(n / width)), at.map((n) => n % width)];
    const box = [rows, columns].flatMap((all) => [Math.min(...all), Math.max(...all) + 1]);
    return at.length ? box.map((n) => Math.round((n * cells) / width)) : null;
}"""


def lit(page, lane, kind, n, cells):
    """The cells of a panel that are lit: first row, end of the rows, first column, end of the columns."""
    return panel(page, lane, kind, n).evaluate(LIT, cells)


def test_what_belongs_to_a_cell_lights_up_in_both_lanes(page):
    """An output's window and taps; the outputs of an input cell; the cell under a tap; only in their channel."""
    sliding(page, f"?{STEPPED.to_query()}")
    page.keyboard.press("End")
    scrub(page, 5)
    pointed(page, panel(page, "standard", "output"), 2, 0, 4)
    for n in range(3):
        for lane in LANES:
            assert [4, 7, 0, 3] == lit(page, lane, "input", n, 9)
            assert [0, 3, 0, 3] == lit(page, lane, "filter", n, 3)
        assert [2, 3, 0, 1] == lit(page, "separable", "depthwise", n, 4)
    assert [2, 3, 0, 1] == lit(page, "separable", "output", 0, 4)
    # Input cell (2, 4): read by outputs (0…1, 1…2); by the window at (1, 1), which starts there, with tap (0, 2).
    pointed(page, panel(page, "separable", "input", 1), 2, 4, 9)
    for lane in LANES:
        assert [0, 2, 1, 3] == lit(page, lane, "output", 0, 4)
        assert [None, [0, 1, 2, 3], None] == [lit(page, lane, "filter", n, 3) for n in range(3)]
        assert [None, [2, 3, 4, 5], None] == [lit(page, lane, "input", n, 9) for n in range(3)]
    assert [None, [0, 1, 2, 3], None] == [lit(page, "standard", "products", n, 3) for n in range(3)]
    pointed(page, panel(page, "standard", "products", 2), 2, 1, 3)
    for lane in LANES:
        assert [None, None, [4, 5, 3, 4]] == [lit(page, lane, "input", n, 9) for n in range(3)]
    pointed(page, panel(page, "separable", "weight", 1), 0, 0, 1)
    assert [None, [0, 1, 0, 1], None] == [lit(page, "separable", "weight", n, 1) for n in range(3)]
    page.mouse.move(2, 2)
    assert [None] * 6 == [lit(page, lane, "input", n, 9) for lane in LANES for n in range(3)]


def test_kernels_are_turned_for_convolution(page):
    """Filters, sums and outputs with them; and back."""
    s = Settings(size=8, filters=4)
    sliding(page, "?size=8&filters=4")
    expect(page.locator("#slide-kernels")).to_contain_text("convolution in mathematics rotates it by 180° first")
    for label, rotated in (("Convolution", True), ("Cross-correlation", False)):
        page.get_by_role("radio", name=label, exact=True).click()
        slid(page)
        scrub(page, 35)
        e, plain = run(s, rotated), run(s)
        filters = plain.standard_filters[::-1, ::-1] if rotated else plain.standard_filters
        text = pointed(page, panel(page, "standard", "filter", 1), 0, 2, 3)
        assert digits(filters[0, 2, 1, 3], 5) == number(text.rpartition(": ")[2])
        for lane in LANES:
            text = pointed(page, panel(page, lane, "output"), 1, 4, 6)
            assert digits(getattr(e, lane)[1, 4, 3], 5) == number(text.rpartition(": ")[2])
    assert np.abs(run(s, True).standard - plain.standard).max() > 0.1


def test_of_many_channels_any_can_be_shown(page):
    """Six of them, with the number of the others; of each all its maps."""
    s = Settings(size=8, channels=10, filters=4, multiplier=2)
    sliding(page, f"?{s.to_query()}")
    expect(place(page, "Channel")).to_be_visible()
    names, e = map_names(s), run(s)
    for asked, m, q in ((0, 0, 0), (3, 3, 6), (9, 4, 14)):
        place(page, "Channel").fill(str(asked))
        place(page, "Channel").press("Enter")
        slid(page)
        labels = [panel(page, "standard", "input", n).get_attribute("aria-label") for n in range(6)]
        assert [f"Input {names[2 * channel].removesuffix(' 0')}" for channel in range(m, m + 6)] == labels
        labels = [panel(page, "separable", "depthwise", n).get_attribute("aria-label") for n in range(6)]
        assert [f"Depthwise map {name}" for name in names[q : q + 6]] == labels
        expect(page.locator("#slide-standard .lane-more")).to_have_text("… and 4 more channels")
        expect(page.locator("#slide-separable .lane-more")).to_have_text("… and 7 more channels")
        for kind, n, side, value in (
            ("depthwise", 2, 6, e.depthwise[0, 0, q + 2]),
            ("weight", 5, 1, e.pointwise_weights[q + 5, 3]),
        ):
            text = pointed(page, panel(page, "separable", kind, n), 0, 0, side)
            assert digits(value, 5) == number(text.rpartition(": ")[2])


def test_of_a_large_image_the_part_around_the_window_is_shown(page):
    """64 cells of it, with the values of conv/, and an overview; the last window is on it too."""
    s = Settings(size=96, filters=2, padding=2)
    sliding(page, "?size=96&filters=2&padding=2")
    e = run(s)
    for row, column in ((0, 0), (50, 61), (97, 97)):
        scrub(page, row * 98 + column)
        corners = []
        for end in (1, 62):
            text = pointed(page, panel(page, "standard", "input"), end, end, 64)
            corners.append([int(n) for n in re.findall(r"row (\S+), column ([^:]+)", text.replace("−", "-"))[0]])
        low, high = corners
        assert [61, 61] == [b - a for a, b in zip(low, high, strict=True)]
        assert [True] * 4 == [
            a <= at - 1 and at - 1 <= b for a, b, at in zip(low, high, (row, column), strict=True)
        ] * 2
        text = pointed(page, panel(page, "separable", "input", 2), 31, 31, 64)
        assert digits(e.input[low[0] + 30, low[1] + 30, 2], 5) == number(text.rpartition(": ")[2])
        text = pointed(page, panel(page, "standard", "output"), 0, 0, 64)
        at = [int(n) for n in re.findall(r"\d+", text)[1:3]]
        assert digits(e.standard[at[0], at[1], 1], 5) == number(text.rpartition(": ")[2])
