"""The page Slide by keyboard alone, without movement, and as it is heard."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.driving import number, pace, place, position, scrub, slid, sliding, sums, thumb

PLAYING = re.compile(r"\bplaying\b")


def play(page):
    """The button that plays and pauses."""
    return page.locator(".act-play")


def test_the_speed_is_set_by_keys_and_slider(page):
    """From a quarter of a position to 600 positions a second."""
    sliding(page, "?size=8&filters=4")
    speed = page.locator(".slide-speed output")
    pace(page, 8)
    for key, value in (("]", 12), ("[", 8), ("[", 5)):
        page.keyboard.press(key)
        expect(speed).to_have_text(f"{value}/s")
    slider = thumb(page, "Speed")
    for key, end in (("End", "600"), ("Home", "0.25")):
        slider.press(key)
        expect(speed).to_have_text(f"{end}/s")
        expect(slider).to_have_attribute("aria-valuetext", f"{end} positions a second")


def test_keys_mean_nothing_where_something_is_written(page):
    """Nor move the window when a slider of the settings has the focus."""
    sliding(page, "?size=8&filters=4")
    speed = page.locator(".slide-speed output").text_content()
    for field in (place(page, "Filter"), page.locator("#number-size")):
        field.focus()
        for key in ("r", "n", "]", "?", "Space", "Home", "End"):
            page.keyboard.press(key)
    thumb(page, "Kernel").press("End")
    slid(page)
    assert 0 == position(page)
    assert speed == page.locator(".slide-speed output").text_content()
    expect(page.get_by_label("In step")).to_be_checked()
    expect(page.get_by_role("dialog")).not_to_be_visible()
    expect(play(page)).not_to_have_class(PLAYING)


def test_space_plays_whatever_was_clicked_last(page):
    """A switch keeps the focus, and has no use for the key."""
    sliding(page, "?size=8&filters=4")
    for label in ("Race", "In step", "Depthwise first", "Convolution"):
        page.get_by_role("radio", name=label, exact=True).click()
        slid(page)
        page.keyboard.press("Space")
        expect(play(page)).to_have_class(PLAYING)
        page.keyboard.press("Space")
        expect(play(page)).not_to_have_class(PLAYING)


# The picture's state: playing, position, filter, speed, race, an open dialog.
STATE = """async () => {
    await new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame)));
    const find = (selector) => document.querySelector(`#slide ${selector}`);
    const value = (selector) => find(selector).value;
    const numbers = ["#slider-position", ".place input", "#slider-speed"].map(value);
    return [!!find(".playing"), ...numbers, find("[name=choice-race][value=true]").checked, find("dialog").open];
}"""


def test_every_key_that_is_listed_does_what_it_says(page):
    """The list opens with "?" and closes with Escape."""
    sliding(page, "?size=8&filters=4")
    pace(page, 0.5)  # so slowly that the position stays while the state is read
    page.keyboard.press("n")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    written = dialog.locator("kbd").all_text_contents()
    page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    names = {
        "Page ↓": "PageDown",
        "Page ↑": "PageUp",
        "→": "ArrowRight",
        "←": "ArrowLeft",
        "↑": "ArrowUp",
        "↓": "ArrowDown",
    }
    found = {}
    for key in [key for keys in written for key in keys.split(" or ")]:
        slid(page)
        scrub(page, 14)
        before = page.evaluate(STATE)
        page.keyboard.press(names.get(key) or "+".join(names.get(part, part) for part in key.split(" ")))
        slid(page)
        pairs = zip(before, page.evaluate(STATE), strict=True)
        found[key] = [(one, other) for one, other in pairs if one != other]
        page.keyboard.press("Escape" if key in "t?" else key if key == "r" else "Home")  # and back again
        expect(dialog).not_to_be_visible()
    assert {
        "Space": [(False, True)],
        "→": [("14", "15")],
        "Page ↓": [("14", "15")],
        "←": [("14", "13")],
        "Page ↑": [("14", "13")],
        ".": [("14", "15")],
        ",": [],  # a product less, at the same position
        "Shift →": [("14", "20")],
        "↓": [("14", "20")],
        "Shift ←": [("14", "8")],
        "↑": [("14", "8")],
        "Home": [("14", "0")],
        "End": [("14", "35")],
        "]": [("1", "2")],
        "[": [("2", "1")],
        "n": [("2", "3")],
        "p": [("3", "2")],
        "r": [("14", "0"), ("1", "3"), (False, True)],  # a race begins at its start and has a speed of its own
        "t": [(False, True)],
        "?": [(False, True)],
    } == found


def test_a_key_counts_at_once_when_a_dialog_has_closed(page):
    """The browser still sends it to the dialog's button, until the next frame."""
    sliding(page, "?size=8&filters=4")
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Keys").get_by_role("button").evaluate(
        """button => {
            button.closest("dialog").close();
            button.dispatchEvent(new KeyboardEvent("keydown", { key: "t", bubbles: true }));
        }"""
    )
    expect(page.get_by_role("dialog", name="every term")).to_be_visible()


FOCUSED = """() => {
    const { name, ariaLabel, textContent, labels } = document.activeElement;
    return name || ariaLabel || textContent || labels[0].firstChild.data;
}"""


def test_tab_reaches_every_control(page):
    """In the order in which they are seen."""
    sliding(page, "?size=8&channels=8")
    page.locator("#slide-bar").evaluate("one => one.querySelector('button').focus()")
    reached = []
    for _ in range(14):
        reached.append(page.evaluate(FOCUSED))
        page.keyboard.press("Tab")
    assert ["To the start", "One position back", "Play", "One position on", "To the end", "Position"] == reached[:6]
    assert ["choice-race", "Speed", "Filter", "choice-agreement", "Keys"] == reached[6:11]
    assert ["window", "Multiplications", "Channel"] == reached[11:]


def test_nothing_moves_by_itself_for_those_who_want_less_motion(page):
    """But Play plays and Race races when they are asked to."""
    page.emulate_media(reduced_motion="reduce")
    page.goto("/?size=8&filters=4")
    slid(page)
    page.wait_for_timeout(300)
    expect(play(page)).not_to_have_class(PLAYING)
    assert 0 == position(page)
    pace(page, 60)
    play(page).click()
    page.wait_for_function("() => document.getElementById('slider-position').value >= 3")
    page.get_by_role("radio", name="Race", exact=True).click()
    page.keyboard.press("Space")
    expect(play(page)).to_have_class(PLAYING)


def test_products_are_stepped_through_one_by_one(page):
    """Forward with a full stop: 27 products, then their sums, then the next position; and back with a comma."""
    sliding(page, "?size=8&filters=4")
    count = """() => [...document.querySelectorAll('.in-standard.row-sum')].map((one) => +!!one.textContent).join('')
        + (document.querySelector('.total-standard b') ? '=' : '')"""
    page.keyboard.press(".")
    assert (1, "000") == (position(page), page.evaluate(count))
    seen = []
    for _ in range(28):
        page.keyboard.press(".")
        seen.append((position(page), page.evaluate(count)))
    sums_after = {7: "100", 16: "110", 25: "111", 26: "111="}
    assert [(1, sums_after[n]) for n in sums_after] == [seen[n] for n in sums_after]
    assert (1, "100") == seen[15]
    assert (2, "000") == seen[27]
    for _ in range(2):
        page.keyboard.press(",")
    assert (1, "111") == (position(page), page.evaluate(count))
    page.keyboard.press("PageDown")
    assert (2, "111=") == (position(page), page.evaluate(count))
    page.keyboard.press("PageUp")
    assert 1 == position(page)


def test_where_the_window_is_is_said(page):
    """At once where it stands, seldom while it moves."""
    sliding(page, "?size=8&filters=4")
    heard = page.locator("#slide-announcement[role=status]")
    page.keyboard.press("ArrowDown")
    standard, separable = sums(page)
    sentence = "Row 2, column 1 of 6 × 6 (8 − 3 + 1 = 6). Beside: separable − standard."
    expect(heard).to_contain_text(sentence)
    said = [
        number(text)
        for text in re.findall(r"able: (−?\d+\.\d+)|ard: (−?\d+\.\d+)", heard.text_content())
        for text in text
        if text
    ]
    assert [standard, separable] == pytest.approx(said, abs=5e-3)
    heard.evaluate("""one => { window.heard = [];
        new MutationObserver(() => heard.push(one.textContent)).observe(one, { childList: true }); }""")
    pace(page, 60)
    before = len(page.evaluate("heard"))
    page.keyboard.press("Space")
    page.wait_for_function("() => document.getElementById('slider-position').value >= 30")
    assert len(page.evaluate("heard")) - before <= 1


def test_a_half_typed_number_stays_while_the_clock_runs(page):
    """Until Enter; one that is emptied and left takes its value back."""
    sliding(page, "?size=8&filters=32")
    pace(page, 30)
    page.keyboard.press("Space")
    field = place(page, "Filter")
    field.press("End")
    field.press("Backspace")
    field.type("31")
    page.wait_for_function("() => document.getElementById('slider-position').value > 20")
    expect(field).to_have_value("31")
    field.press("Enter")
    expect(page.locator(".total-standard small").first).to_have_text("Output 31 of 32")
    for _ in range(2):
        field.press("Backspace")
    field.blur()
    expect(field).to_have_value("31")


def test_choices_are_groups_with_a_name(page):
    """Whose options the arrows go through for those who came by Tab, while the window stays where it is."""
    sliding(page, "?size=8&filters=4&standard=equivalent")
    for group, first, other in (
        ("Mode", "In step", "Race"),
        ("Order", "Pixel by pixel", "Depthwise first"),
        ("Kernels", "Cross-correlation", "Convolution"),
        ("Standard filters", "Equal", "Independent"),
    ):
        options = page.get_by_role("radiogroup", name=group, exact=True).get_by_role("radio")
        assert 2 == options.count()
        page.get_by_role("radio", name=first, exact=True).press("ArrowRight")
        expect(page.get_by_role("radio", name=other, exact=True)).to_be_checked()
        expect(page.get_by_role("radio", name=other, exact=True)).to_be_focused()
        slid(page)
        page.keyboard.press("ArrowLeft")
        expect(page.get_by_role("radio", name=first, exact=True)).to_be_checked()
        slid(page)
        assert 0 == position(page)
