"""How the page Slide fits on screens, stays in its place while it moves, and can be used by everybody."""

from itertools import product

import pytest
from playwright.sync_api import expect

from tests.browser.driving import pace, sliding, turn

LAYERS = [
    "?size=32",
    "?size=8&channels=12&multiplier=2&filters=1024&padding=same",
    "?size=9&kernel=11&padding=same&channels=2&multiplier=8",
    "?size=64&channels=1&kernel=1",
    "?size=12&channels=6&stride=3&dilation=3&padding=2",
]

# Where everything is, while it stands and while it moves, without what is written.
PLACES = """() => [...document.querySelectorAll("#slide :is(canvas, input, button, .total, table)")].map((one) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    return `${one.id || one.tagName}: ${[x, y + scrollY, width, height]}`;
})"""
# What moves between the start and some positions up to the end.
JUMPS = f"""() => {{
    const places = {PLACES};
    const scrub = document.getElementById("slider-position");
    const at = (share) => {{
        scrub.value = Math.round(share * scrub.max);
        scrub.dispatchEvent(new Event("input"));
        return places();
    }};
    const before = at(0);
    const moved = [...Array(13).keys()].flatMap((n) => at(n / 12).filter((one, place) => one !== before[place]));
    at(0);
    return moved;
}}"""


def modes(page):
    """In step and as a race."""
    for mode in ("Race", "In step"):
        page.get_by_role("radio", name=mode, exact=True).click()
        yield mode


def test_nothing_is_wider_than_a_small_screen(page):
    """Whatever the layer; in step and as a race."""
    sliding(page)
    for query in LAYERS:
        turn(page, query)
        for width, mode in product((360, 768), ("Race", "In step")):
            page.set_viewport_size({"width": width, "height": 740})
            page.get_by_role("radio", name=mode, exact=True).click()
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (query, width, mode)


def test_both_lanes_fit_on_a_laptops_screen(page):
    """With the foot, at 1280×720; no panel is cut off or too small to see."""
    sliding(page)
    for query in LAYERS:
        turn(page, query)
        for mode in modes(page):
            assert page.evaluate("document.documentElement.scrollHeight") <= 720, (query, mode)
            assert page.evaluate("document.documentElement.scrollWidth") <= 1280, (query, mode)
            visible = "all => all.filter((one) => one.offsetParent).map((one) => one.getBoundingClientRect())"
            boxes = page.locator("#slide canvas").evaluate_all(visible)
            assert all(box["width"] >= 20 and box["right"] <= 1280 for box in boxes), (query, mode)
            expect(page.locator("#slide-chart" if mode == "Race" else "#slide-agreement")).to_be_in_viewport(ratio=1)


# The edges of a choice and of the block that it must lie in, and the heights of its options.
CHOICE = """(group) => {
    const box = (one) => one.getBoundingClientRect();
    const [inner, outer] = [box(group), box(group.closest(".lanes, .slide-choices, .slide-options"))];
    const tops = [...group.querySelectorAll("label")].map((one) => box(one).top);
    const inside = inner.left >= outer.left && inner.right <= outer.right + 1;
    return [inside && inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1, new Set(tops).size];
}"""


@pytest.mark.parametrize("width", [360, 768, 1024, 1280])
def test_choices_stand_in_one_line_where_they_belong(page, width):
    """Mode and filters in the bar, order and kernels in the foot."""
    page.set_viewport_size({"width": width, "height": 720})
    sliding(page, "?size=8&channels=8&filters=4")
    for name in ("Mode", "Order", "Kernels", "Standard filters"):
        group = page.get_by_role("radiogroup", name=name, exact=True)
        assert [True, 1] == group.evaluate(CHOICE), name


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_jumps_while_it_moves(page, width):
    """However long the numbers and sentences are."""
    page.set_viewport_size({"width": width, "height": 720})
    sliding(page)
    for query in LAYERS[:3]:
        turn(page, query)
        for mode in modes(page):
            page.wait_for_function("() => !document.querySelector('.racing #slide-chart:empty')")
            assert [] == page.evaluate(JUMPS), (query, mode)
            before = page.evaluate(PLACES)
            pace(page, 30)
            page.locator(".act-play").click()
            page.wait_for_function("() => document.getElementById('slider-position').value >= 1")
            assert before == page.evaluate(PLACES), (query, mode)


def test_panels_are_as_sharp_as_the_screen(browser, lab):
    """A pixel of theirs for each of the screen's, after a change of its size too."""
    context = browser.new_context(base_url=lab, device_scale_factor=2, viewport={"width": 1280, "height": 720})
    page = context.new_page()
    sizes = """() => [...document.querySelectorAll("#slide canvas")].map(
        (one) => [one.width, one.height, ...Object.values(one.getBoundingClientRect().toJSON()).slice(2, 4)])"""
    sliding(page)
    before = page.evaluate(sizes)
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.wait_for_function("before => document.querySelector('#slide canvas').width > before", arg=before[0][0])
    for width, height, *box in before + page.evaluate(sizes):
        assert [width / 2, height / 2] == pytest.approx(box, abs=0.5)
    context.close()


def test_no_grave_findings(page, axe):
    """Neither in a race nor with a dialog open; in the dark, which finds more."""
    page.emulate_media(color_scheme="dark")
    sliding(page, "?size=8&channels=8")
    for key in "t?":
        page.keyboard.press(key)
        expect(page.get_by_role("dialog")).to_be_visible()
        assert [] == axe(), key
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).not_to_be_visible()
    page.keyboard.press("r")
    page.wait_for_selector("#slide-chart .js-plotly-plot .scatterlayer")
    page.keyboard.press("End")
    assert [] == axe()
