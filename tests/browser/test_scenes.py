"""A link shares what is seen: scenes opened in a second browser are painted alike."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.driving import place, scrub, slid, sliding

PICTURE = """() => [...document.querySelectorAll("#slide canvas")].filter((one) => one.offsetParent)
    .map((one) => one.toDataURL()).concat(["#slide-stage", "#slide-agreement", "#slide-counts"].flatMap((part) =>
        [document.querySelector(part)].map((one) => one.offsetParent && one.textContent)))"""
FOLLOW = """address => {
    delete document.getElementById("slide").dataset.painted;
    history.pushState(null, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
}"""
LAYERS = [
    "size=8&filters=4",
    "size=12&channels=7&kernel=2&standard=varied",
    "size=9&multiplier=2&stride=2&padding=same",
]
SCENES = [
    {"at": 14},
    {"filter": 3, "order": "Depthwise first", "at": 3},
    {"rotated": True, "filter": 2, "at": 7},
    {"race": True, "at": 4},
    {"race": True, "order": "Depthwise first", "rotated": True, "filter": 4, "at": 9},
    {"map": 2, "at": 5},
    {"map": 4, "filter": 4, "at": 0},
    {"equal": True, "at": 11},
    {"equal": True, "race": True, "at": 2},
    {},
]


def arrange(page, scene):
    """Make a scene by the controls of the page, whatever it shows."""
    options = [
        "Depthwise first" if "order" in scene else "Pixel by pixel",
        "Race" if "race" in scene else "In step",
        "Convolution" if "rotated" in scene else "Cross-correlation",
        "Equal" if "equal" in scene else "Independent",
    ]
    for option in options:
        page.get_by_role("radio", name=option, exact=True).evaluate("one => one.checked || one.click()")
        slid(page)
    for name in ("filter", "map"):
        page.locator(f"#number-{name}").evaluate(
            """(one, value) => {
                one.value = value;
                one.dispatchEvent(new Event("change"));
            }""",
            scene.get(name, 1),
        )
        slid(page)
    scrub(page, scene.get("at", 0))


@pytest.mark.parametrize("layer", LAYERS)
def test_a_scene_opens_in_another_browser_as_it_was(browser, lab, layer):
    """Mode, order, kernels, filter, channels, position, equal or independent: ten scenes of each of three layers."""
    contexts = [
        browser.new_context(base_url=lab, reduced_motion="reduce", viewport={"width": 1280, "height": 720})
        for _ in "ab"
    ]
    page, other = [context.new_page() for context in contexts]
    sliding(page, f"?{layer}")
    for scene in SCENES:
        arrange(page, scene)
        page.locator("#share").click()
        if scene in SCENES[:3]:
            other.goto(page.url)
        else:  # a link within the lab or the history, which is faster than a page load
            other.evaluate(FOLLOW, page.url)
        slid(other)
        page.mouse.move(2, 2)
        page.wait_for_timeout(30)
        assert page.evaluate(PICTURE) == other.evaluate(PICTURE), (layer, scene, page.url)
    for context in contexts:
        context.close()


def test_back_and_forward_bring_scenes_back_with_few_entries(page):
    """Moves of the clock and choices of the scene change the newest entry, and settings make a new one."""
    sliding(page, "?size=8&filters=4")
    entries = page.evaluate("history.length")
    scrub(page, 20)
    place(page, "Filter").fill("3")
    place(page, "Filter").press("Enter")
    slid(page)
    page.get_by_role("radio", name="Depthwise first", exact=True).click()
    scrub(page, 40)
    assert entries == page.evaluate("history.length")
    page.get_by_role("slider", name="Size", exact=True).press("ArrowRight")
    page.wait_for_function("() => document.getElementById('slide').dataset.painted.includes('\"size\":12')")
    page.wait_for_function("() => location.search.includes('size=12')")
    assert entries + 1 == page.evaluate("history.length")
    page.go_back()
    page.wait_for_function("() => document.getElementById('slide').dataset.painted.includes('\"size\":8')")
    slid(page)
    assert "40" == page.locator("#slider-position").input_value()
    assert "3" == place(page, "Filter").input_value()
    expect(page.get_by_role("radio", name="Depthwise first", exact=True)).to_be_checked()


def test_a_scene_that_cannot_be_read_has_a_sentence(page):
    """What came and what is allowed; all that can be read counts."""
    page.goto("/?size=8&mode=run&at=7&filter=0")
    slid(page)
    message = page.locator("#message")
    expect(message).to_have_text("mode=run: choose step or race. filter=0: choose a whole number from 1 to 999999.")
    assert "6" == page.locator("#slider-position").input_value()
    assert 8 == json.loads(page.locator("#slide").get_attribute("data-painted"))["size"]
