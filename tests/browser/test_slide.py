"""The page Slide as a person moves it: play, step, scrub, choose; by mouse and by keys."""

import json
import re

import pytest
from playwright.sync_api import expect

from conv.experiment import run
from conv.settings import Settings
from tests.browser.driving import number, panel, place, position, scrub, sliding, slid, thumb, write

SMALL = Settings(size=8, filters=4)  # 6 × 6 positions
PLAYING = re.compile(r"\bplaying\b")


def play(page):
    """The button that plays and pauses."""
    return page.locator(".act-play")


def says(page):
    """The sentence that says where the window is."""
    return page.locator("#slide-says").text_content()


def sums(page):
    """Both sums, as the page writes them."""
    return [number(page.locator(f".sum-{name} b").text_content()) for name in ("standard", "separable")]


def expected(settings, row, column, n):
    """The same from conv/."""
    e = run(settings)
    return [float(f"{output[row, column, n]:.4g}") for output in (e.standard, e.separable)]


def test_it_plays_by_itself_and_can_be_stopped(page):
    """By the button and by Space, and goes on from there; texts follow."""
    page.goto("/?size=16")
    slid(page)
    expect(play(page)).to_have_class(PLAYING)
    page.wait_for_function("document.getElementById('slide-scrub').value >= 3")
    page.keyboard.press("Space")
    expect(play(page)).not_to_have_class(PLAYING)
    expect(play(page)).to_have_attribute("aria-label", "Play")
    stopped = position(page)
    page.wait_for_timeout(200)  # longer than a position takes
    assert stopped == position(page)
    assert expected(Settings(size=16), 0, stopped, 6) == sums(page)
    play(page).click()
    page.wait_for_function("before => document.getElementById('slide-scrub').value > before", arg=stopped)
    play(page).click()
    expect(play(page)).not_to_have_class(PLAYING)


def test_it_plays_to_the_end_and_from_the_start_again(page):
    """At the speed that was chosen: 35 positions at 600 a second."""
    sliding(page, "?size=8&filters=4")
    for _ in range(9):
        page.keyboard.press("]")
    page.keyboard.press("Space")
    page.wait_for_function("document.getElementById('slide-scrub').value === '35'")
    expect(play(page)).not_to_have_class(PLAYING)
    assert expected(SMALL, 5, 5, 3) == sums(page)
    for _ in range(20):
        page.keyboard.press("[")
    page.keyboard.press("Space")
    expect(play(page)).to_have_class(PLAYING)
    assert 0 == position(page)


def test_buttons_keys_and_the_scrubber_go_to_a_position(page):
    """And stop at both ends."""
    sliding(page, "?size=8&filters=4")
    ways = [
        (".act-forward", 1),
        (".act-forward", 2),
        (".act-back", 1),
        (".act-end", 35),
        (".act-forward", 35),
        (".act-start", 0),
        (".act-back", 0),
    ]
    for button, at in ways:
        page.locator(button).click()
        assert at == position(page), button
    page.locator("h1").click(force=True)  # away from the button
    for key, at in [
        ("ArrowRight", 1),
        ("ArrowDown", 7),
        ("Shift+ArrowRight", 13),
        ("ArrowLeft", 12),
        ("ArrowUp", 6),
        ("Shift+ArrowLeft", 0),
        ("ArrowLeft", 0),
        ("End", 35),
        ("ArrowDown", 35),
        ("ArrowUp", 29),
        ("Home", 0),
    ]:
        page.keyboard.press(key)
        assert at == position(page), key
    box = page.locator("#slide-scrub").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert 16 <= position(page) <= 19
    page.keyboard.press("ArrowRight")
    row, column = divmod(position(page), 6)
    assert says(page).startswith(f"Output 3, row {row}, column {column}: standard ")
    assert expected(SMALL, row, column, 3) == sums(page)


def test_a_click_on_an_output_cell_goes_there(page):
    """Or on one of a depthwise map; in either order of work."""
    sliding(page, "?size=8&filters=4&padding=same")
    for order, late in (("Pixel by pixel", 0), ("Depthwise first", 64)):
        page.get_by_text(order, exact=True).click()
        for lane, kind, row, column, at in (
            ("standard", "output", 2, 7, 23),
            ("separable", "output", 7, 0, 56 + late),
            ("separable", "depthwise", 3, 3, 27),
        ):
            canvas = panel(page, lane, kind)
            cell = canvas.bounding_box()["width"] / 8
            canvas.click(position={"x": (column + 0.5) * cell, "y": (row + 0.5) * cell})
            assert at == position(page)
            assert expected(Settings(size=8, filters=4, padding="same"), row, column, 3) == sums(page)


def test_the_speed_is_set_by_keys_and_slider(page):
    """From 1 to 600 positions a second."""
    sliding(page, "?size=8&filters=4")
    speed = page.locator(".slide-speed output")
    expect(speed).to_have_text("8/s")
    page.keyboard.press("]")
    expect(speed).to_have_text("12/s")
    page.keyboard.press("[")
    page.keyboard.press("[")
    expect(speed).to_have_text("5/s")
    slider = thumb(page, "Speed")
    for key, end in (("End", "600"), ("Home", "1")):
        slider.press(key)
        expect(speed).to_have_text(f"{end}/s")
        expect(slider).to_have_attribute("aria-valuetext", f"{end} positions a second")


def test_the_filter_is_chosen_by_field_and_keys(page):
    """Its sums follow, at the same position."""
    sliding(page, "?size=8&filters=4")
    scrub(page, 20)
    field = place(page, "Filter")
    expect(field).to_have_value("3")
    for act, n in (
        (lambda: page.keyboard.press("n"), 3),
        (lambda: page.keyboard.press("p"), 2),
        (lambda: (field.fill("0"), field.press("Enter")), 0),
        (lambda: (field.fill("99"), field.press("Enter")), 3),
    ):
        act()
        slid(page)
        expect(page.locator("#slide-standard .of-output figcaption")).to_have_text(f"output {n}: row 3, column 2")
        assert (20, str(n)) == (position(page), field.input_value())
        assert expected(SMALL, 3, 2, n) == sums(page)
    field.fill("")
    field.press("Enter")
    expect(field).to_have_value("3")


def test_keys_mean_nothing_where_something_is_written(page):
    """Nor move the window when a slider of the settings has the focus."""
    sliding(page, "?size=8&filters=4")
    for field in (place(page, "Filter"), page.locator("#number-size")):
        field.focus()
        for key in ("r", "n", "]", "?", "Space", "Home", "End"):
            page.keyboard.press(key)
    thumb(page, "Kernel").press("End")
    slid(page)
    assert 0 == position(page)
    expect(page.locator(".slide-speed output")).to_have_text("8/s")
    expect(page.get_by_label("In step")).to_be_checked()
    expect(page.get_by_role("dialog")).not_to_be_visible()
    expect(play(page)).not_to_have_class(PLAYING)


def test_space_plays_whatever_was_clicked_last(page):
    """A switch keeps the focus, and has no use for the key."""
    sliding(page, "?size=8&filters=4")
    for label in ("Race", "In step", "Depthwise first", "Convolution"):
        page.get_by_text(label, exact=True).click()
        slid(page)
        page.keyboard.press("Space")
        expect(play(page)).to_have_class(PLAYING)
        page.keyboard.press("Space")
        expect(play(page)).not_to_have_class(PLAYING)


def test_every_key_that_is_listed_does_what_it_says(page):
    """The list opens with "?" and closes with Escape; two keys of one line do the same."""
    sliding(page, "?size=8&filters=4")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    rows = dialog.locator("tr").evaluate_all("all => all.map(({ cells }) => [...cells].map((one) => one.textContent))")
    page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    names = {"→": "ArrowRight", "←": "ArrowLeft", "↑": "ArrowUp", "↓": "ArrowDown"}
    state = """() => [".act-play.playing", "#slide-scrub", ".place input", "#slide-speed", "[value=race]", "dialog"].map(
        (selector) => { const one = document.querySelector(`#slide ${selector}`);
        return one && (one.open ?? (one.type === "radio" ? one.checked : one.value)); })"""
    found = {}
    for written, does in rows:
        for key in written.split(" or "):
            page.keyboard.press("Home")
            scrub(page, 14)
            before = page.evaluate(state)
            page.keyboard.press("+".join(names.get(part, part) for part in key.split(" ")))
            slid(page)
            found[key] = [(one, other) for one, other in zip(before, page.evaluate(state), strict=True) if one != other]
            # Back again.
            page.keyboard.press("Escape" if "keys" in does else "r" if "race" in does else "Home")
            slid(page)
    assert {
        "Space": [(None, "")],
        "→": [("14", "15")],
        "←": [("14", "13")],
        "Shift →": [("14", "20")],
        "↓": [("14", "20")],
        "Shift ←": [("14", "8")],
        "↑": [("14", "8")],
        "Home": [("14", "0")],
        "End": [("14", "35")],
        "]": [("4", "5")],
        "[": [("5", "4")],
        "n": [],
        "p": [("3", "2")],
        "r": [("14", "0"), (False, True)],
        "?": [(False, True)],
    } == {key: [pair for pair in pairs if key != "r" or pair[0] != "4"] for key, pairs in found.items()}


def test_tab_reaches_every_control(page):
    """In the order in which they are seen; the focus shows."""
    sliding(page, "?size=8&channels=8")
    page.locator("#slide-bar").evaluate("one => one.querySelector('input').focus()")
    reached = []
    for _ in range(14):
        reached.append(page.evaluate("(({ id, name, className, ariaLabel, textContent, labels }) => name || ariaLabel || textContent || labels[0].firstChild.data)(document.activeElement)"))
        page.keyboard.press("Tab")
    assert ["slide-mode", "To the start", "One position back", "Play", "One position on", "To the end"] == reached[:6]
    assert ["Position", "Speed", "Filter", "Channels from", "Keys"] == reached[6:11]
    assert ["slide-order", "All terms", "slide-kernels"] == reached[11:]


def test_settings_change_while_it_plays(page):
    """It plays on, at the same row and column where there still are such."""
    page.goto("/?size=16")
    slid(page)
    scrub(page, 7 * 14 + 3)
    page.locator("h1").click(force=True)
    page.keyboard.press("Space")
    page.keyboard.press("[")
    write(page, "size", 20)
    page.wait_for_function("JSON.parse(document.getElementById('slide').dataset.painted).size === 20")
    expect(play(page)).to_have_class(PLAYING)
    row, column = divmod(position(page), 18)
    assert 7 == row
    assert 3 <= column <= 8
    play(page).click()
    scrub(page, 17 * 18 + 2)
    write(page, "size", 8)
    page.wait_for_function("JSON.parse(document.getElementById('slide').dataset.painted).size === 8")
    slid(page)
    assert 5 * 6 + 2 == position(page)
    assert expected(Settings(size=8), 5, 2, 6) == sums(page)


def test_the_position_outlasts_other_pages_and_the_history(page):
    """And the filter, the mode and the order."""
    sliding(page, "?size=8&filters=16")
    page.get_by_text("Depthwise first", exact=True).click()
    place(page, "Filter").fill("2")
    place(page, "Filter").press("Enter")
    slid(page)
    scrub(page, 20)
    write(page, "size", 12)
    page.wait_for_function("document.getElementById('slide').dataset.painted.includes('\"size\":12')")
    assert 3 * 10 + 2 == position(page)
    page.go_back()
    page.wait_for_function("document.getElementById('slide').dataset.painted?.includes('\"size\":8')")
    slid(page)
    assert (20, "2") == (position(page), place(page, "Filter").input_value())
    page.get_by_role("link", name="Maps").click()
    page.wait_for_selector("#maps[data-painted]")
    page.get_by_role("link", name="Slide").click()
    slid(page)
    assert (20, "2") == (position(page), place(page, "Filter").input_value())
    expect(page.get_by_label("Depthwise first")).to_be_checked()


def test_nothing_moves_for_those_who_want_no_movement(page):
    """Stepping replaces playing: no button for it, and Space steps, in a race too."""
    page.emulate_media(reduced_motion="reduce")
    page.goto("/?size=8&filters=4")
    slid(page)
    expect(play(page)).not_to_be_visible()
    page.wait_for_timeout(300)  # two positions
    assert 0 == position(page)
    for at in (1, 2):
        page.keyboard.press("Space")
        assert at == position(page)
    page.keyboard.press("r")
    page.keyboard.press("Space")
    assert 1 == position(page)
    page.wait_for_timeout(100)
    assert 1 == position(page)


def test_where_the_window_is_is_said(page):
    """At once where it stands, once a second at most while it moves."""
    sliding(page, "?size=8&filters=4")
    heard = page.locator("#slide-heard[role=status]")
    page.keyboard.press("ArrowDown")
    standard, separable = expected(SMALL, 1, 0, 3)
    sentence = f"Output 3, row 1, column 0: standard {standard:.4g}, separable {separable:.4g}."
    expect(heard).to_have_text(sentence.replace("-", "−"))
    heard.evaluate("""one => { window.heard = [];
        new MutationObserver(() => heard.push(one.textContent)).observe(one, { childList: true }); }""")
    for _ in range(4):
        page.keyboard.press("]")
    before = len(page.evaluate("heard"))
    page.keyboard.press("Space")
    page.wait_for_function("document.getElementById('slide-scrub').value >= 30")
    assert len(page.evaluate("heard")) - before <= 1


def test_a_layer_that_is_refused(page):
    """One sentence says why; nothing can be done, nothing breaks, and smaller settings mend it."""
    page.goto("/?size=224&channels=64&filters=256")
    note = page.locator("#slide-note")
    expect(note).to_contain_text("need 7,267,221,504 MACs; the limit is 500,000,000. Choose fewer filters")
    for key in ("Space", "ArrowRight", "r", "n", "End", "?", "]"):
        page.keyboard.press(key)
    page.get_by_text("Race", exact=True).click()
    page.get_by_role("button", name="All terms").click()
    write(page, "size", 8)
    slid(page)
    expect(note).to_be_empty()
    painted = json.loads(page.locator("#slide").get_attribute("data-painted"))
    assert (8, 64, 256) == (painted["size"], painted["channels"], painted["filters"])
