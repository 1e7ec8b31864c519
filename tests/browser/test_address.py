"""The settings in the address: shared, mended, and undone by Back, as a person uses them."""

import re

import pytest
from playwright.sync_api import expect

from conv.lab.settings import Settings, read
from tests.browser.driving import address, field, figures, grip, painted, ready, strip, thumb


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
    assert figures(Settings()) == strip(page)
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


@pytest.mark.parametrize("writes", ["allowed", "denied"])
def test_the_link_is_copied(page, writes):
    """And the button says so, even where the browser denies scripts to write to the clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ready(page, "?filters=64")
    if writes == "denied":
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('denied')); }")
    page.get_by_role("button", name="Share").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.url == page.evaluate("navigator.clipboard.readText()")


def test_back_within_a_page_leaves_what_came_later(page):
    """The chart of a race and the published figures, which the server sends once somebody asks for them."""
    page.goto("/?size=8")
    page.wait_for_selector("#slide[data-painted]")
    page.get_by_role("radio", name="Race", exact=True).click()
    page.wait_for_selector("#slide-chart .main-svg")
    thumb(page, "Filters").press("End")
    expect(page).to_have_url(re.compile("filters="))
    page.go_back()
    expect(field(page, "filters")).to_have_value("32")
    page.wait_for_selector("#slide[data-painted]:not(.stale)")
    expect(page.locator("#slide-chart .main-svg").first).to_be_visible()
    page.goto("/networks")
    page.get_by_role("button", name="Published figures").click()
    page.wait_for_selector(".networks-accuracy .points path")
    thumb(page, "Width α").press("Home")
    expect(page).to_have_url(re.compile("width="))
    page.go_back()
    expect(field(page, "width")).to_have_value("1.00")
    page.wait_for_selector("#networks[data-painted]:not(.stale)")
    page.wait_for_selector(".networks-accuracy .points path")


def test_back_within_a_page_keeps_the_page(page):
    """Dash does not build it again: what has the focus and what scripts have drawn stay."""
    page.goto("/?size=16")
    page.wait_for_selector("#slide[data-painted]")
    page.evaluate("document.getElementById('slide').isTheSame = true")
    for name in ("Filters", "Kernel"):  # Dash knows the address that was opened, so Back has to lead to another one
        thumb(page, name).press("End")
        expect(page).to_have_url(re.compile(f"{name.lower()}="))
    page.go_back()
    expect(field(page, "kernel")).to_have_value("3")
    page.wait_for_timeout(500)  # for what must not come
    assert page.evaluate("document.getElementById('slide').isTheSame")
    expect(thumb(page, "Kernel")).to_be_focused()
