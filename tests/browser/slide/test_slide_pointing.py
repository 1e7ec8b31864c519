"""Pointing at cells on the page Slide: what they hold, what belongs to them, and which of them are shown."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from conv.lab.experiment import run
from conv.lab.settings import Settings
from conv.views.maps import map_names
from tests.browser.driving import (
    digits,
    middle,
    number,
    panel,
    place,
    pointed,
    position,
    scrub,
    slid,
    sliding,
    sums,
    term,
)
from tests.palette import CURRENT, LIT, channels

LANES = ("standard", "separable")
STEPPED = Settings(size=8, filters=4, kernel=3, stride=2, padding="same")  # 4 × 4 outputs, padding at the end only


def test_what_is_pointed_at_is_said_with_its_value(page):
    """In every kind of panel of both lanes."""
    s, e = STEPPED, run(STEPPED)
    sliding(page, f"?{s.to_query()}")
    scrub(page, 14)  # row 3, column 2: the window hangs over the lower edge
    standard, depthwise = e.standard_filters[..., 0], e.depthwise_filters[..., 0]
    places = [
        ("", "input", 1, 5, 6, 9, "Input green, row 6, column 7", e.input[5, 6, 1]),
        ("", "window", 2, 1, 2, 3, "Window of blue, row 2, column 3", e.input[7, 6, 2]),
        ("standard", "filter", 2, 0, 1, 3, "Standard kernel for blue, filter 1, row 1, column 2", standard[0, 1, 2]),
        ("standard", "products", 2, 1, 2, 3, "Standard products of blue, row 2", e.input[7, 6, 2] * standard[1, 2, 2]),
        ("standard", "output", 0, 1, 3, 4, "Standard output 1 of 4, row 2, column 4", e.standard[1, 3, 0]),
        ("separable", "filter", 1, 2, 2, 3, "Depthwise kernel for green, row 3, column 3", depthwise[2, 2, 1]),
        ("separable", "products", 1, 1, 0, 3, "Depthwise products of green", e.input[7, 4, 1] * depthwise[1, 0, 1]),
        ("separable", "depthwise", 2, 3, 1, 4, "Depthwise map blue, row 4, column 2", e.depthwise[3, 1, 2]),
        ("separable", "output", 0, 0, 2, 4, "Separable output 1 of 4, row 1, column 3", e.separable[0, 2, 0]),
        ("", "difference", 0, 1, 1, 4, "Difference of the outputs", e.separable[1, 1, 0] - e.standard[1, 1, 0]),
    ]
    for lane, kind, n, row, column, side, name, value in places:
        text = pointed(page, panel(page, lane, kind, n), row, column, side)
        assert text.startswith(name), text
        assert digits(value, 5) == number(text.rpartition(": ")[2])
    padding = pointed(page, panel(page, "", "input"), 8, 4, 9)
    assert "Input red, row 9, column 5: padding, which counts as 0" == padding
    assert pointed(page, panel(page, "standard", "products"), 2, 0, 3).endswith(": 0, from the padding")
    for lane, kind in (("standard", "output"), ("separable", "depthwise"), ("separable", "output")):
        assert pointed(page, panel(page, lane, kind), 3, 3, 4).endswith(", which the clock has not reached yet")
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
        value = e.input[1, 1 + column, 1] * e.standard_filters[1, 1, 1, 0]
        assert digits(value, 5) == number(text.text_content().rpartition(": ")[2])
    assert pointed(page, panel(page, "separable", "output"), 4, 4, 6).endswith("not reached yet")
    page.keyboard.press("End")
    assert digits(e.separable[4, 4, 0], 5) == number(text.text_content().rpartition(": ")[2])


def test_products_that_are_not_there_yet_can_be_pointed_at(page):
    """At the slowest speed they come one after the other."""
    sliding(page, "?size=8&filters=4")
    for _ in range(13):  # four products of the second channel
        page.keyboard.press(".")
    canvas = panel(page, "standard", "products", 1)
    assert pointed(page, canvas, 2, 2, 3).endswith("not computed yet")
    assert not pointed(page, canvas, 0, 2, 3).endswith("not computed yet")
    for _ in range(2):
        page.keyboard.press(".")
    assert not pointed(page, canvas, 1, 2, 3).endswith("not computed yet")


def test_a_finger_goes_to_an_output_cell(browser, lab):
    """What it touched stays lit and said, and the clock goes there; other controls can be tapped too."""
    context = browser.new_context(base_url=lab, has_touch=True, viewport={"width": 360, "height": 740})
    page = context.new_page()
    sliding(page, "?size=8&filters=4")
    canvas = panel(page, "separable", "output")
    canvas.tap(position=middle(canvas, 3, 1, 6))
    assert 19 == position(page)
    value = run(Settings(size=8, filters=4)).separable[3, 1, 0]
    assert digits(value, 5) == number(page.locator("#slide-spot").text_content().rpartition(": ")[2])
    page.locator(".act-forward").tap()
    assert 20 == position(page)
    context.close()


MARKED = """(canvas, [cells, colour]) => {
    const { width, height } = canvas;
    const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
    copy.drawImage(canvas, 0, 0);
    const pixels = new Uint32Array(copy.getImageData(0, 0, width, height).data.buffer);
    const at = [...pixels.keys()].filter((n) => pixels[n] === colour);
    const [rows, columns] = [at.map((n) => Math.floor(n / width)), at.map((n) => n % width)];
    const box = [rows, columns].flatMap((all) => [Math.min(...all), Math.max(...all) + 1]);
    return at.length ? box.map((n) => Math.round((n * cells) / width)) : null;
}"""


def marked(page, lane, kind, n, cells, colour):
    """The cells of a panel with a border of a colour: first row, end of the rows, first column, end of the columns."""
    blue, green, red = reversed(channels(colour))
    return panel(page, lane, kind, n).evaluate(MARKED, [cells, 0xFF000000 + (blue << 16) + (green << 8) + red])


def lit(*place):
    """The cells of a panel that are lit."""
    return marked(*place, LIT)


def outlined(*place):
    """The cells of a panel of which all numbers speak: the window, or one output."""
    return marked(*place, CURRENT)


def test_what_belongs_to_a_cell_lights_up_in_both_lanes(page):
    """An output's window and taps; the outputs of an input cell; the cell under a tap; only in their channel."""
    sliding(page, f"?{STEPPED.to_query()}")
    page.keyboard.press("End")
    scrub(page, 5)
    pointed(page, panel(page, "standard", "output"), 2, 0, 4)
    for n in range(3):
        assert [4, 7, 0, 3] == outlined(page, "", "input", n, 9)
        for lane in LANES:
            assert [0, 3, 0, 3] == lit(page, lane, "filter", n, 3)
        assert [2, 3, 0, 1] == outlined(page, "separable", "depthwise", n, 4)
    assert [2, 3, 0, 1] == outlined(page, "separable", "output", 0, 4)
    # Input cell (2, 4): read by outputs (0…1, 1…2); all numbers belong to (1, 2), whose window has it at tap (0, 0).
    pointed(page, panel(page, "", "input", 1), 2, 4, 9)
    for lane in LANES:
        assert [0, 2, 1, 3] == lit(page, lane, "output", 0, 4)
        assert [None, [0, 1, 0, 1], None] == [lit(page, lane, "filter", n, 3) for n in range(3)]
        assert [None, [0, 1, 0, 1], None] == [lit(page, lane, "products", n, 3) for n in range(3)]
    assert [None, [2, 3, 4, 5], None] == [lit(page, "", "input", n, 9) for n in range(3)]
    pointed(page, panel(page, "standard", "products", 2), 2, 1, 3)
    assert [None, None, [4, 5, 3, 4]] == [lit(page, "", "input", n, 9) for n in range(3)]
    assert [None, None, [2, 3, 1, 2]] == [lit(page, "", "window", n, 3) for n in range(3)]
    page.mouse.move(2, 2)
    assert [None] * 3 == [lit(page, "", "input", n, 9) for n in range(3)]


NUMBERS = """() => ["#slide-sentence", ".row-sum", ".weigh", ".lane-sum"].flatMap((part) =>
    [...document.querySelectorAll(part)].map((one) => one.textContent))"""


def test_all_numbers_belong_to_the_cell_under_the_pointer(page):
    """Position, sums, weighed sums and results of both lanes, as if the clock were there; its own come back."""
    s = Settings(size=8, filters=4)
    sliding(page, "?size=8&filters=4")
    at_a_cell = {}
    for row, column in ((2, 2), (0, 5), (4, 1)):
        scrub(page, row * 6 + column)
        at_a_cell[row, column] = page.evaluate(NUMBERS), sums(page)
    page.keyboard.press("End")
    page.wait_for_timeout(50)
    own = page.evaluate(NUMBERS)
    e = run(s)
    for (row, column), (texts, results) in at_a_cell.items():
        assert [term(getattr(e, lane)[row, column, 0]) for lane in LANES] == results
        places = [panel(page, lane, "output") for lane in LANES] + [panel(page, "separable", "depthwise", 1)]
        for canvas in (*places, panel(page, "", "difference")):
            pointed(page, canvas, row, column, 6)
            assert texts == page.evaluate(NUMBERS)
        pointed(page, panel(page, "", "input", 2), row + 1, column + 1, 8)  # the middle of the same window
        assert texts == page.evaluate(NUMBERS)
        page.mouse.move(2, 2)
        assert own == page.evaluate(NUMBERS)


def test_kernels_are_turned_for_convolution(page):
    """Filters, sums and outputs with them; and back."""
    s = Settings(size=8, filters=4)
    sliding(page, "?size=8&filters=4")
    for label, rotated in (("Convolution", True), ("Cross-correlation", False)):
        page.get_by_role("radio", name=label, exact=True).click()
        slid(page)
        scrub(page, 35)
        e, plain = run(s, rotated), run(s)
        filters = plain.standard_filters[::-1, ::-1] if rotated else plain.standard_filters
        text = pointed(page, panel(page, "standard", "filter", 1), 0, 2, 3)
        assert digits(filters[0, 2, 1, 0], 5) == number(text.rpartition(": ")[2])
        for lane in LANES:
            text = pointed(page, panel(page, lane, "output"), 1, 4, 6)
            assert digits(getattr(e, lane)[1, 4, 0], 5) == number(text.rpartition(": ")[2])
    assert np.abs(run(s, True).standard - plain.standard).max() > 0.1


def test_of_many_channels_any_can_be_shown(page):
    """Three maps at a time, with the number of the others in the sum; a channel's second map has no window."""
    s = Settings(size=8, channels=10, filters=4, multiplier=2)
    sliding(page, f"?{s.to_query()}")
    names, e = map_names(s), run(s)
    for asked, first in ((1, 0), (4, 3), (20, 17)):
        place(page, "Map").fill(str(asked))
        place(page, "Map").press("Enter")
        slid(page)
        labels = [panel(page, "separable", "depthwise", n).get_attribute("aria-label") for n in range(3)]
        assert [f"Depthwise map {name}" for name in names[first : first + 3]] == labels
        channels = [q // 2 for q in range(first, first + 3)]
        shown = [panel(page, "standard", "filter", n).is_visible() for n in range(3)]
        assert [n == 0 or channels[n] != channels[n - 1] for n in range(3)] == shown
        expect(page.locator(".total-standard .lane-sum")).to_contain_text("(8 more)")
        expect(page.locator(".total-separable .lane-sum")).to_contain_text("(17 more)")
        text = pointed(page, panel(page, "separable", "depthwise", 2), 0, 0, 6)
        assert digits(e.depthwise[0, 0, first + 2], 5) == number(text.rpartition(": ")[2])


def test_numbers_do_not_vanish_with_many_channels(page):
    """With 128 channels, three of them are in large type, and the others are a number in each sum."""
    sliding(page, "?size=8&channels=128&filters=4&standard=equivalent")
    for name in LANES:
        equation = page.locator(f".total-{name} .lane-sum > span").text_content()
        first, second, third, others, result = re.findall(
            r"(?:− ?)?\d[\d.]*(?:e−\d+)?", equation.replace("(125 more)", "")
        )
        assert "(125 more)" in equation
        total = sum(number(text.replace(" ", "")) for text in (first, second, third, others))
        assert number(result) == pytest.approx(total, abs=0.02)


def test_of_a_large_image_the_part_around_the_window_is_shown(page):
    """64 cells of it, with the values of conv/, and an overview; the last window is on it too."""
    s = Settings(size=96, filters=2, padding=2)
    sliding(page, "?size=96&filters=2&padding=2")
    e = run(s)
    for row, column in ((0, 0), (50, 61), (97, 97)):
        scrub(page, row * 98 + column)
        corners = []
        for end in (1, 62):
            text = pointed(page, panel(page, "", "input"), end, end, 64)
            corners.append([int(n) - 1 for n in re.findall(r"row (\S+), column ([^:]+)", text.replace("−", "-"))[0]])
        low, high = corners
        assert [61, 61] == [b - a for a, b in zip(low, high, strict=True)]
        assert [True] * 4 == [
            a <= at - 1 and at - 1 <= b for a, b, at in zip(low, high, (row, column), strict=True)
        ] * 2
        text = pointed(page, panel(page, "", "input", 2), 31, 31, 64)
        assert digits(e.input[low[0] + 30, low[1] + 30, 2], 5) == number(text.rpartition(": ")[2])
        text = pointed(page, panel(page, "standard", "output"), 0, 0, 64).removesuffix(
            ", which the clock has not reached yet"
        )
        at = [int(n) - 1 for n in re.findall(r"row (\d+), column (\d+)", text)[0]]
        assert digits(e.standard[at[0], at[1], 0], 5) == number(text.rpartition(": ")[2])
