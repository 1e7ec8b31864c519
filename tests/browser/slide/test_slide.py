"""The page Slide as a person moves it: play, step, scrub, choose; by mouse and by keys."""

import json
import re

from playwright.sync_api import expect

from conv.lab.experiment import run
from conv.lab.settings import Settings
from tests.browser.driving import (
    hold,
    middle,
    pace,
    panel,
    place,
    position,
    scrub,
    slid,
    sliding,
    sums,
    term,
    write,
)

SMALL = Settings(size=8, filters=4)  # 6 × 6 positions
PLAYING = re.compile(r"\bplaying\b")


def play(page):
    """The button that plays and pauses."""
    return page.locator(".act-play")


def says(page):
    """The sentence that says where the window is."""
    return page.locator("#slide-sentence").text_content()


def expected(settings, row, column, n):
    """The same from conv/."""
    e = run(settings)
    return [term(output[row, column, n]) for output in (e.standard, e.separable)]


def test_it_plays_by_itself_and_can_be_stopped(page):
    """By the button and by Space, and goes on from there; texts follow."""
    page.goto("/?size=16")
    slid(page)
    expect(play(page)).to_have_class(PLAYING)
    pace(page, 2)
    page.wait_for_function("() => document.getElementById('slider-position').value >= 1")
    page.keyboard.press("Space")
    expect(play(page)).not_to_have_class(PLAYING)
    expect(play(page)).to_have_attribute("aria-label", "Play")
    stopped = position(page)
    page.wait_for_timeout(400)  # longer than a position takes
    assert stopped == position(page)
    assert expected(Settings(size=16), 0, stopped, 0) == sums(page)
    play(page).click()
    page.wait_for_function("before => document.getElementById('slider-position').value > before", arg=stopped)
    play(page).click()
    expect(play(page)).not_to_have_class(PLAYING)


def test_it_plays_to_the_end_and_from_the_start_again(page):
    """At the speed that was chosen: 35 positions at 600 a second."""
    sliding(page, "?size=8&filters=4")
    pace(page, 600)
    page.keyboard.press("Space")
    page.wait_for_function("() => document.getElementById('slider-position').value === '35'")
    expect(play(page)).not_to_have_class(PLAYING)
    assert expected(SMALL, 5, 5, 0) == sums(page)
    pace(page, 1)
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
    box = page.locator("#slider-position").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert 16 <= position(page) <= 19
    page.keyboard.press("ArrowRight")
    row, column = divmod(position(page), 6)
    assert says(page).startswith(f"Row {row + 1}, column {column + 1} of 6 × 6 (8 − 3 + 1 = 6).")
    assert expected(SMALL, row, column, 0) == sums(page)


def test_a_click_on_an_output_cell_goes_there(page):
    """Or on one of a depthwise map; in either order of work."""
    sliding(page, "?size=8&filters=4&padding=same")
    for order, late in (("Pixel by pixel", 0), ("Depthwise first", 64)):
        page.get_by_role("radio", name=order, exact=True).click()
        for lane, kind, row, column, at in (
            ("standard", "output", 2, 7, 23),
            ("separable", "output", 7, 0, 56 + late),
            ("separable", "depthwise", 3, 3, 27),
        ):
            canvas = panel(page, lane, kind)
            canvas.click(position=middle(canvas, row, column, 8))
            assert at == position(page)
            if at >= late:  # before, the separable lane has no sum
                assert expected(Settings(size=8, filters=4, padding="same"), row, column, 0) == sums(page)


def test_the_filter_is_chosen_by_field_and_keys(page):
    """Its sums follow, at the same position."""
    sliding(page, "?size=8&filters=4")
    scrub(page, 20)
    field = place(page, "Filter")
    expect(field).to_have_value("1")
    for act, n in (
        (lambda: page.keyboard.press("n"), 2),
        (lambda: page.keyboard.press("p"), 1),
        (lambda: (field.fill("0"), field.press("Enter")), 1),
        (lambda: (field.fill("99"), field.press("Enter")), 4),
    ):
        act()
        slid(page)
        expect(page.locator(".total-standard small").first).to_have_text(f"Output {n} of 4")
        assert (20, str(n)) == (position(page), field.input_value())
        assert expected(SMALL, 3, 2, n - 1) == sums(page)
    field.fill("")
    field.press("Enter")
    expect(field).to_have_value("4")


def test_filters_may_be_chosen_faster_than_they_come(page):
    """The last one that was chosen is shown in the end."""
    sliding(page, "?size=8&filters=16")
    release = hold(page, "slide")
    for _ in range(3):
        page.keyboard.press("n")
    release()
    release()
    slid(page)
    expect(place(page, "Filter")).to_have_value("4")
    assert expected(Settings(size=8, filters=16), 0, 0, 3) == sums(page)


def test_settings_change_while_it_plays(page):
    """It plays on, at the same row and column where there still are such."""
    page.goto("/?size=16")
    slid(page)
    scrub(page, 7 * 14 + 3)
    page.locator("h1").click(force=True)
    pace(page, 5)
    page.keyboard.press("Space")
    write(page, "size", 20)
    page.wait_for_function("() => JSON.parse(document.getElementById('slide').dataset.painted).size === 20")
    expect(play(page)).to_have_class(PLAYING)
    row, column = divmod(position(page), 18)
    assert 7 == row
    assert 3 <= column <= 8
    play(page).click()
    scrub(page, 17 * 18 + 2)
    write(page, "size", 8)
    page.wait_for_function("() => JSON.parse(document.getElementById('slide').dataset.painted).size === 8")
    slid(page)
    assert 5 * 6 + 2 == position(page)
    assert expected(Settings(size=8), 5, 2, 0) == sums(page)


def test_the_position_outlasts_other_pages_and_the_history(page):
    """And the filter, the mode and the order."""
    sliding(page, "?size=8&filters=16")
    page.get_by_role("radio", name="Depthwise first", exact=True).click()
    place(page, "Filter").fill("2")
    place(page, "Filter").press("Enter")
    slid(page)
    scrub(page, 20)
    write(page, "size", 12)
    page.wait_for_function("() => document.getElementById('slide').dataset.painted.includes('\"size\":12')")
    assert 3 * 10 + 2 == position(page)
    page.wait_for_url("**/?size=12*")  # the address follows once the value rests
    page.go_back()
    page.wait_for_function("() => document.getElementById('slide').dataset.painted?.includes('\"size\":8')")
    slid(page)
    assert (20, "2") == (position(page), place(page, "Filter").input_value())
    page.get_by_role("link", name="Maps").click()
    page.wait_for_selector("#maps[data-painted]")
    page.get_by_role("link", name="Slide").click()
    slid(page)
    assert (20, "2") == (position(page), place(page, "Filter").input_value())
    expect(page.get_by_label("Depthwise first")).to_be_checked()


def test_while_the_server_computes_the_old_picture_stays(page):
    """Marked as stale; it can be moved all the same."""
    sliding(page, "?size=8&filters=4")
    expect(page.locator(".place-map")).to_be_hidden()  # all three are shown
    release = hold(page, "slide")
    write(page, "size", 12)
    expect(page.locator("#slide")).to_have_class(re.compile("stale"))
    scrub(page, 35)
    assert expected(SMALL, 5, 5, 0) == sums(page)
    release()
    slid(page)
    assert 5 * 10 + 5 == position(page)
    assert expected(Settings(size=12, filters=4), 5, 5, 0) == sums(page)


def test_a_layer_that_is_refused(page):
    """One sentence says why; nothing can be done, nothing breaks, and smaller settings mend it."""
    page.goto("/?size=224&channels=64&filters=256")
    note = page.locator("#slide-note")
    expect(note).to_contain_text("need 7,267,221,504 MACs; the limit is 500,000,000. Choose fewer filters")
    for key in ("Space", "ArrowRight", "r", "n", "End", "?", "]"):
        page.keyboard.press(key)
    expect(page.get_by_role("button", name="Play")).to_be_hidden()
    write(page, "size", 8)
    slid(page)
    expect(note).to_be_empty()
    painted = json.loads(page.locator("#slide").get_attribute("data-painted"))
    assert (8, 64, 256) == (painted["size"], painted["channels"], painted["filters"])
