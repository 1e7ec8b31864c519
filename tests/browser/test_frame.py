"""Settings, address, cost strip and messages, as a person uses them."""

import re

import pytest
from playwright.sync_api import expect

from conv.cost import cost
from conv.lab.settings import FIELDS, Settings, read
from tests.browser.driving import field, grip, painted, ready, strip, thumb, write

REST = 250  # ms; the page waits 150


def expected(settings, figure="macs"):
    """What the strip must show."""
    costs = cost(**settings.layer)
    stages = (costs.standard, costs.depthwise, costs.pointwise, costs.separable)
    return [getattr(stage, name) for name in ("parameters", figure) for stage in stages]


def address(page):
    """The settings in the address, once they rest."""
    page.wait_for_timeout(REST)
    query = page.evaluate("Object.fromEntries(new URLSearchParams(location.search))")
    settings, message = read(query)
    assert "" == message
    return settings


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
            expect(page).to_have_url(re.compile("/maps$" if default else f"{name}={end}$"))
            assert expected(Settings(**{name: end})) == strip(page)
            expect(thumb(page, known["label"])).to_have_attribute("aria-valuetext", f"{end:,}")
        write(page, name, FIELDS[name].default)


def test_the_strip_follows_while_the_slider_is_dragged(page):
    """And the address waits until it rests."""
    ready(page)
    x, y = grip(page, "Filters")
    page.mouse.move(x - 60, y, steps=8)
    n = int(field(page, "filters").input_value())
    assert n < 32
    assert expected(Settings(filters=n)) == strip(page)
    assert page.url.endswith("/maps")
    expect(page).to_have_url(re.compile(f"filters={n}"))
    page.mouse.up()


def test_a_slider_that_ends_where_it_began_is_what_the_address_says(page):
    """Browsers send no "change" then; the page, its address and what Share copies are one all the same."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ready(page, "?channels=3&filters=8&size=14")  # between two stops
    x, y = grip(page, "Size")
    page.mouse.move(x + 60, y, steps=4)
    away = field(page, "size").input_value()
    expect(page).to_have_url(re.compile(f"size={away}"))  # it rested there
    page.mouse.move(x, y, steps=4)
    back = field(page, "size").input_value()
    page.mouse.up()
    assert away != back
    page.get_by_role("button", name="Share").click()
    assert page.url == page.evaluate("navigator.clipboard.readText()")
    assert f"size={back}" in page.url
    page.reload()
    painted(page)
    expect(field(page, "size")).to_have_value(back)


def test_a_key_pressed_after_back_is_what_the_address_says(page):
    """Right, Back, Right: the slider stands where it did before, and yet it moved."""
    ready(page, "?filters=8")
    thumb(page, "Kernel").press("ArrowRight")
    expect(page).to_have_url(re.compile("kernel=4"))
    page.go_back()
    expect(field(page, "kernel")).to_have_value("3")
    thumb(page, "Kernel").press("ArrowRight")
    expect(field(page, "kernel")).to_have_value("4")
    expect(page).to_have_url(re.compile("kernel=4"))


def test_back_is_heard_while_the_page_is_still_loading(page):
    """Reload, then Back before the page has come."""
    ready(page, "?size=20")
    thumb(page, "Kernel").press("End")
    expect(page).to_have_url(re.compile("kernel=11"))
    page.reload(wait_until="commit")
    page.evaluate("() => { setTimeout(() => history.back()); }")
    expect(field(page, "kernel")).to_have_value("3")
    painted(page)
    assert Settings(size=20) == address(page)


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
    assert expected(Settings(channels=700)) == strip(page)


def test_switches_change_what_is_counted(page):
    """FLOPs are two a MAC; biases are parameters."""
    ready(page)
    page.get_by_role("radio", name="FLOPs").check()
    page.get_by_role("radio", name="Bias", exact=True).check()
    expect(page.locator("#strip-work-name")).to_have_text("FLOPs")
    assert expected(Settings(bias=True), "flops") == strip(page)
    assert Settings(bias=True, unit="flops") == address(page)


def test_an_address_gives_the_same_page_elsewhere(page, browser, lab):
    """Copied into another browser, with filter values set by hand."""
    ready(page, "?image=astronaut&size=20&channels=5&padding=same&depthwise=gabor&seed=7&edits=d0.1.1*9.5")
    other = browser.new_context(base_url=lab).new_page()
    other.goto(page.url)
    painted(other)
    for one in (page, other):
        assert read(
            {
                "image": "astronaut",
                "size": 20,
                "channels": 5,
                "padding": "same",
                "depthwise": "gabor",
                "seed": 7,
                "edits": "d0.1.1*9.5",
            }
        )[0] == address(one)
        assert "20" == field(one, "size").input_value()
    pictures = [
        one.evaluate("[...document.querySelectorAll('canvas')].map(c => c.toDataURL())") for one in (page, other)
    ]
    assert pictures[0] == pictures[1]
    assert len(pictures[0]) > 70
    other.context.close()


def test_back_and_forward_undo_and_redo(page):
    """Moves of one control are one step; pages are steps too."""
    ready(page)
    for _ in range(3):
        thumb(page, "Filters").press("ArrowLeft")
    expect(page).to_have_url(re.compile("filters=12$"))
    thumb(page, "Kernel").press("End")
    expect(page).to_have_url(re.compile("kernel=11"))
    page.get_by_role("link", name="Savings").click()
    expect(page).to_have_url(re.compile("/savings.*kernel=11"))
    page.go_back()
    page.go_back()
    expect(field(page, "kernel")).to_have_value("3")
    expect(field(page, "filters")).to_have_value("12")
    page.go_back()
    expect(field(page, "filters")).to_have_value("32")
    assert expected(Settings()) == strip(page)
    page.go_forward()
    expect(field(page, "filters")).to_have_value("12")
    painted(page)


def test_a_broken_address_is_mended_with_a_sentence(page):
    """What could be read is kept."""
    ready(page, "?size=32&stride=nine&image=%00&edits=d9&utm_source=mail")
    expect(page.locator("#message")).to_contain_text("stride='nine': choose a whole number from 1 to 4.")
    assert Settings(size=32) == address(page)
    thumb(page, "Kernel").press("ArrowRight")
    expect(page.locator("#message")).to_be_empty()


def test_settings_that_do_not_fit_leave_the_picture_and_offer_a_way_out(page):
    """One click repairs them."""
    ready(page, "?size=4")
    before = page.evaluate("document.getElementById('maps').dataset.painted")
    thumb(page, "Kernel").press("End")
    message = page.locator("#message")
    expect(message).to_contain_text("kernel=11 does not fit")
    expect(message).to_contain_text("Choose a kernel of at most 4.")
    assert before == page.evaluate("document.getElementById('maps').dataset.painted")
    assert expected(Settings(size=4)) == strip(page)
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
    assert expected(Settings()) == strip(page)


def test_examples_set_everything(page):
    """From the menu, by the keyboard."""
    ready(page, "?kernel=7&dilation=2")
    page.get_by_text("Start from").press("Enter")
    page.get_by_role("link", name="Textbook").press("Enter")
    expect(field(page, "kernel")).to_have_value("3")
    assert Settings(size=32, filters=64) == address(page)
    assert [1728, 27, 192, 219, 1_555_200, 24_300, 172_800, 197_100] == strip(page)


def test_each_value_set_by_hand_is_a_step_back(page):
    """And so is taking them all back."""
    ready(page, "?filters=8&edits=p0.0*2")
    page.get_by_role("button", name="Undo values set by hand").click()
    expect(page).to_have_url(re.compile(r"filters=8$"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"edits=p0"))
    painted(page)
    expect(page.get_by_role("button", name="Undo values set by hand")).to_be_visible()


def test_edits_too_long_for_an_address_stay_in_the_browser(page, browser, lab, faults):
    """The link says that it leaves them out; this browser keeps them over a reload."""
    many = "_".join(f"p{n}.{m}*{n + m / 8}" for n in range(32) for m in range(8))
    ready(page, "?channels=8")
    arrive = """edits => {
        const { settings } = JSON.parse(document.getElementById("lab-data").textContent);
        history.pushState({ settings: { ...settings, edits } }, "");
        dispatchEvent(new PopStateEvent("popstate"));
    }"""
    page.evaluate(arrive, many)
    expect(page).to_have_url(re.compile("edits=unshared"))
    expect(page.locator("#message")).to_contain_text("leaves out")
    page.reload()
    painted(page)
    assert many == page.evaluate("JSON.parse(document.getElementById('maps').dataset.painted).edits")
    other = browser.new_context(base_url=lab).new_page()
    other.goto(page.url)
    painted(other)
    expect(other.locator("#message")).to_contain_text("leaves out")
    assert "" == other.evaluate("JSON.parse(document.getElementById('maps').dataset.painted).edits")
    other.context.close()


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
        page.get_by_role("link", name="Textbook").click()
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


def test_the_link_is_copied(page):
    """And the button says so."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ready(page, "?filters=64")
    page.get_by_role("button", name="Share").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.url == page.evaluate("navigator.clipboard.readText()")
