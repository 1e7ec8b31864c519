"""Settings, address, cost strip and messages, as a person uses them."""

import re

import pytest
from playwright.sync_api import expect

from conv.lab.settings import FIELDS, Settings
from tests.browser.driving import address, field, figures, grip, painted, ready, strip, thumb, write


def test_each_slider_reaches_both_ends(page):
    """By the keyboard, with the figures of conv/ at each."""
    ready(page)
    page.locator("#more").evaluate("one => (one.open = true)")
    for name in ("size", "channels", "kernel", "filters", "stride", "dilation", "multiplier"):
        known = FIELDS[name].metadata
        for key, end in (("End", known["steps"][-1]), ("Home", known["steps"][0])):
            thumb(page, known["label"]).press(key)
            expect(field(page, name)).to_have_value(str(end))
            default = end == FIELDS[name].default
            expect(page).to_have_url(re.compile(f"{'image=coffee' if default else f'{name}={end}'}$"))
            assert figures(Settings(**{name: end})) == strip(page)
            expect(thumb(page, known["label"])).to_have_attribute("aria-valuetext", f"{end:,}")
        write(page, name, FIELDS[name].default)


def test_the_strip_follows_while_the_slider_is_dragged(page):
    """And the address waits until it rests; both are looked at within one task, however slow the browser is."""
    ready(page)
    drag = """one => {
        one.value = one.max;
        one.dispatchEvent(new Event("input", { bubbles: true }));
        return [document.getElementById("strip-parameters-standard").textContent, location.search];
    }"""
    most = FIELDS["filters"].metadata["steps"][-1]
    assert [f"{figures(Settings(filters=most))[0]:,}", "?image=coffee"] == thumb(page, "Filters").evaluate(drag)
    assert figures(Settings(filters=most)) == strip(page)
    expect(page).to_have_url(re.compile(f"filters={most}"))


def test_a_drag_sends_one_request_at_a_time_and_ends_with_the_last_value(page):
    """Nothing queues."""
    ready(page)
    flying, most = set(), [0]

    def sent(request):
        if "/answers/maps" in request.url:
            flying.add(request)
            most[0] = max(most[0], len(flying))

    page.on("request", sent)
    page.on("requestfinished", lambda request: flying.discard(request))
    x, y = grip(page, "Size")
    for to in (-80, 60, -100, 20):
        page.mouse.move(x + to, y, steps=10)
    page.mouse.up()
    page.wait_for_function("() => JSON.parse(document.getElementById('maps').dataset.painted).size != 64")
    painted(page)
    shown = page.evaluate("JSON.parse(document.getElementById('maps').dataset.painted).size")
    assert (1, int(field(page, "size").input_value())) == (most[0], shown)


def test_any_value_can_be_typed(page):
    """The slider stands at the nearest stop."""
    ready(page)
    write(page, "channels", 700)
    expect(page).to_have_url(re.compile("channels=700"))
    expect(thumb(page, "Channels")).to_have_attribute("aria-valuetext", "700")
    assert figures(Settings(channels=700)) == strip(page)


def test_switches_change_what_is_counted(page):
    """FLOPs are two a MAC; biases are parameters."""
    ready(page)
    page.get_by_role("radio", name="FLOPs").check()
    page.get_by_role("radio", name="Bias", exact=True).check()
    expect(page.locator("#strip-work-name")).to_have_text("FLOPs")
    assert figures(Settings(bias=True), "flops") == strip(page)
    assert Settings(bias=True, unit="flops") == address(page)


def test_settings_that_do_not_fit_leave_the_picture_and_offer_a_way_out(page):
    """One click repairs them."""
    ready(page, "?size=4")
    before = page.evaluate("document.getElementById('maps').dataset.painted")
    thumb(page, "Kernel").press("End")
    message = page.locator("#message")
    expect(message).to_contain_text("kernel=11 does not fit")
    expect(message).to_contain_text("Choose a kernel of at most 4.")
    assert before == page.evaluate("document.getElementById('maps').dataset.painted")
    assert figures(Settings(size=4)) == strip(page)
    assert Settings(size=4) == address(page)
    message.get_by_role("link").click()
    expect(field(page, "kernel")).to_have_value("4")
    expect(message).to_be_empty()
    assert Settings(size=4, kernel=4) == address(page)


@pytest.mark.parametrize(("first", "second"), [("/maps?size=4", "Savings"), ("/savings?size=4", "Maps")])
def test_a_page_that_is_entered_shows_the_last_settings_that_fit(page, first, second):
    """While the ones that do not are still in the controls."""
    page.goto(first)
    expect(page.locator("#strip-parameters-standard")).to_have_text("864")
    thumb(page, "Kernel").press("End")
    expect(page.locator("#message")).to_contain_text("kernel=11 does not fit")
    page.get_by_role("link", name=second, exact=True).click()
    if second == "Maps":
        painted(page)
    else:
        expect(page.locator('[data-savings="standard.parameters"]').first).to_have_text("864")
    expect(page.locator("#message")).to_contain_text("kernel=11 does not fit")


def test_an_emptied_field_takes_its_value_back(page):
    """Without a fuss."""
    ready(page, "?size=100")
    write(page, "size", "")
    expect(field(page, "size")).to_have_value("100")
    expect(page.locator("#message")).to_be_empty()


def test_a_number_out_of_range_is_explained(page):
    """And the rest of the page stays as it was."""
    ready(page)
    write(page, "size", 3000)
    expect(page.locator("#message")).to_contain_text("size=3000: choose a whole number from 1 to 320.")
    assert figures(Settings()) == strip(page)


def test_examples_set_everything(page):
    """From the menu, by the keyboard."""
    ready(page, "?kernel=7&dilation=2")
    page.get_by_text("Start from").press("Enter")
    example = page.locator(".examples a", has_text="The same, with 64 maps")
    expect(example).not_to_have_attribute("aria-current", "true")
    example.press("Enter")
    expect(field(page, "kernel")).to_have_value("3")
    assert Settings(filters=64, standard="equivalent") == address(page)
    expect(example).to_have_attribute("aria-current", "true")  # the list marks the one in use
    assert [1728, 27, 192, 219, 1_555_200, 24_300, 172_800, 197_100] == strip(page)


def test_settings_are_a_sheet_on_a_phone(page):
    """Nothing is wider than the screen, and the picture stays in sight."""
    page.set_viewport_size({"width": 360, "height": 740})
    ready(page)
    assert 360 == page.evaluate("document.documentElement.scrollWidth")
    expect(thumb(page, "Size")).not_to_be_visible()
    page.get_by_role("button", name="Settings").press("Enter")
    expect(thumb(page, "Size")).to_be_visible()
    thumb(page, "Size").press("Home")
    expect(page).to_have_url(re.compile("size=4"))
    assert page.locator("#panel").bounding_box()["y"] > 740 / 3


@pytest.mark.parametrize("way", ["its button", "Escape", "a tap beside it", "an example"])
def test_the_sheet_of_settings_closes(page, way):
    """In the ways that people try."""
    page.set_viewport_size({"width": 360, "height": 740})
    ready(page)
    button = page.get_by_role("button", name="Settings")
    button.click()
    expect(thumb(page, "Size")).to_be_visible()
    if way == "its button":
        button.click()
    elif way == "Escape":
        thumb(page, "Size").press("Escape")
        expect(button).to_be_focused()
    elif way == "a tap beside it":
        page.locator("#maps-input h2").click()
    else:
        page.get_by_text("Start from").click()
        page.get_by_role("link", name="The same, with 64 maps").click()
    expect(thumb(page, "Size")).not_to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_the_keyboard_reaches_everything(page):
    """Skip link first, then bar, settings and page, each visible and named."""
    ready(page)
    seen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate("(e => e.ariaLabel || (e.labels?.[0] || e).textContent.slice(0, 40))(document.activeElement)")
        )
    assert "Skip to the content" == seen[0]
    for name in (
        "Savings",
        "Toggle color scheme",
        "Present",
        "Share",
        "Start from",
        "Size",
        "Channels",
        "Kernel",
        "Filters",
        "More",
    ):
        assert name in seen, name
    assert any(name.startswith("Separable output") for name in seen)


def test_the_theme_is_kept(page):
    """Light and dark, over a reload."""
    ready(page)
    background = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(background)
    page.get_by_role("button", name="Toggle color scheme").click()
    dark = page.evaluate(background)
    assert light != dark
    page.reload()
    painted(page)
    assert dark == page.evaluate(background)
