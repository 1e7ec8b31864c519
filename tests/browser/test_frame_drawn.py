"""What the frame draws in both themes: colours of the page, the strip and the navigation."""

import base64

import numpy as np
import pytest

from tests.browser.driving import change_theme, painted, ready, thumb
from tests.browser.seeing import boxes, colour, colours, picture, pixels
from tests.palette import DEPTHWISE, OKABE_ITO, brightness, channels, hue
from tools.served import THUMB

HUES = {"standard": "blue", "depthwise": "vermillion", "pointwise": "bluish green"}


# One control of each kind that can be seen, by its kind.
OUTLINES = """() => {
    const all = [...document.querySelectorAll("a[href], button, select, input")];
    const kindOf = (one) => (one.localName === "input" ? one.type : one.localName);
    const seen = all.filter((one) => one.checkVisibility() && !one.disabled && one.className !== "skip");
    window.outlines = Object.fromEntries(seen.map((one) => [kindOf(one), one]));
    return Object.keys(window.outlines);
}"""
# The outline of a control, or of the text beside it where the control itself is transparent.
OUTLINE = """(kind) => {
    const one = window.outlines[kind];
    const shown = getComputedStyle(one).opacity === "0" ? one.nextElementSibling : one;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(shown);
    return [outlineStyle, outlineWidth, outlineColor];
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_frame_has_the_colours_of_its_theme(page, theme):
    """Dark text on a light page or the reverse; figures in their stages' hues; the open page's link is underlined."""
    page.emulate_media(color_scheme=theme)
    ready(page)
    body = page.locator("body")
    ground, text = brightness(colour(body, "backgroundColor")), brightness(colour(body, "color"))
    assert (ground > 240 and text < 40) if theme == "light" else (ground < 40 and text > 220)
    for stage, name in HUES.items():
        for figure in ("parameters", "work"):
            shades = colour(page.locator(f"#strip-{figure}-{stage}"), "color")
            assert hue(channels(OKABE_ITO[name])) == pytest.approx(hue(shades), abs=8), (stage, shades)
    for figure in ("parameters", "work"):
        separable = page.locator(f"#strip-{figure}-separable")
        assert colour(body, "color") == colour(separable, "color")
        line = picture(separable.screenshot())[-3:]
        both = [channels(OKABE_ITO[name]) for name in ("vermillion", "bluish green")]
        lengths = [np.all(np.abs(line - shades) < 3, axis=2).sum(axis=1).max() for shades in both]
        np.testing.assert_allclose(lengths, line.shape[1] / 2, atol=2)
        assert np.abs(line[1, 2] - both[0]).max() < 3  # depthwise first
    links = {link.text_content(): colour(link, "borderBottomColor") for link in page.locator("nav a").all()}
    assert colour(body, "color") == links.pop("Maps")
    alpha = page.locator("nav a:not(.active)").first.evaluate("one => getComputedStyle(one).borderBottomColor")
    assert "rgba(0, 0, 0, 0)" == alpha
    line = picture(page.locator("nav a.active").screenshot())[-2:]
    assert np.abs(line - colour(body, "color")).max() < 3


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_has_the_focus_has_an_outline(page, theme):
    """Each kind of control when it is reached by the keyboard, in the colour of the text."""
    page.emulate_media(color_scheme=theme)
    ready(page)
    ink = ", ".join(map(str, colour(page.locator("body"), "color")))
    drawn = page.evaluate(OUTLINES)
    assert {"a", "button", "select", "range", "number", "radio"} <= set(drawn)
    page.keyboard.press("Tab")
    for kind in drawn:
        page.evaluate("kind => window.outlines[kind].focus()", kind)
        outline = page.evaluate(OUTLINE, kind)
        assert ["solid", "2px", f"rgb({ink})"] == outline, kind


def test_the_strip_stands_in_the_order_of_its_sentence(page):
    """Standard → depthwise + pointwise = separable, on one line, for both figures."""
    ready(page)
    for figure in ("parameters", "work"):
        parts = ("standard", "depthwise", "pointwise", "separable", "ratio")
        drawn = boxes(page.locator(", ".join(f"#strip-{figure}-{part}" for part in parts)))
        by_id = page.locator(", ".join(f"#strip-{figure}-{part}" for part in parts)).evaluate_all(
            "all => all.map((one) => one.id.split('-').pop())"
        )
        lefts = dict(zip(by_id, drawn[:, 0], strict=True))
        assert sorted(parts, key=lefts.get) == list(parts)
        assert np.ptp(drawn[:, 1] + drawn[:, 3] / 2) < 6


def test_an_uploaded_picture_is_painted_at_the_size_of_the_layer(page):
    """It is resized again whenever Size changes: what is painted is always the mean of its own pixels."""
    ready(page, "?size=16")
    rows = np.linspace(0, 255, 64).astype(np.uint8)
    made = page.evaluate(
        """rows => {
            const canvas = Object.assign(document.createElement("canvas"), { width: 64, height: 64 });
            const context = canvas.getContext("2d");
            rows.forEach((value, y) => {
                context.fillStyle = `rgb(${value} ${255 - value} 0)`;
                context.fillRect(0, y, 64, 1);
            });
            return canvas.toDataURL("image/png").split(",")[1];
        }""",
        rows.tolist(),
    )
    with page.expect_response("**/answers/picture*"):
        page.locator("#own input[type=file]").set_input_files(
            {"name": "picture.png", "mimeType": "image/png", "buffer": base64.b64decode(made)}
        )
    for size in (16, 8, 32):
        page.locator("#number-size").fill(str(size))
        page.locator("#number-size").press("Enter")
        page.wait_for_function("size => document.querySelector('#maps-input .map').width === size", arg=size)
        painted(page)
        red = rows.reshape(size, -1).mean(axis=1)
        expected = np.stack([red, 255 - red, np.zeros(size)], axis=1)[:, None].repeat(size, axis=1)
        np.testing.assert_allclose(pixels(page.locator(".photo")), expected, atol=2.5)


def test_controls_show_what_is_chosen(page):
    """An option in reversed colours; a slider filled up to its thumb; a number at the right end of its field."""
    ready(page, "?size=100")
    body = page.locator("body")
    chosen, others = page.locator(".options :checked + span"), page.locator(".options :not(:checked) + span")
    slider = thumb(page, "Size")
    share = slider.evaluate("one => (one.value - one.min) / (one.max - one.min)")
    for theme in ("light", "dark"):
        change_theme(page, theme)
        ground, text = colour(body, "backgroundColor"), colour(body, "color")
        assert {(text, ground)} == {*zip(colours(chosen, "backgroundColor"), colours(chosen, "color"), strict=True)}
        grounds = others.evaluate_all("all => all.map((one) => getComputedStyle(one).backgroundColor)")
        assert ({"rgba(0, 0, 0, 0)"}, {text}) == ({*grounds}, {*colours(others, "color")})
        drawn = picture(slider.screenshot())
        filled = np.flatnonzero(np.abs(drawn[len(drawn) // 2] - text).max(axis=1) < 40)
        end = share * (drawn.shape[1] - THUMB) + THUMB
        assert pytest.approx([0, end], abs=3) == [filled[0], filled[-1] + 1]
    assert "right" == page.locator("#number-size").evaluate("one => getComputedStyle(one).textAlign")


def test_messages_lie_above_each_other_beside_the_panel(page):
    """At the lower end of the window, framed, and each of them whole: of the frame, the connection and the page."""
    ready(page, "?size=3000")
    message = page.locator("#message:not(:empty)")
    message.wait_for()
    for place in ("#connection", ".page-note"):
        page.locator(place).evaluate("one => (one.textContent = 'Something to say.')")
    places = [boxes(page.locator(place))[0] for place in (".page-note", "#connection", "#message")]
    panel, (width, height) = boxes(page.locator(".panel"))[0], page.viewport_size.values()
    ends = [top + high for _, top, _, high in places]
    assert [] == [end for end, lower in zip(ends, places[1:], strict=False) if end >= lower[1]]
    assert height - 40 < ends[-1] < height
    for left, _, wide, _ in places:
        assert panel[0] + panel[2] < left < left + wide < width
    for theme in ("light", "dark"):
        change_theme(page, theme)
        assert channels(DEPTHWISE) == colour(message, "borderTopColor")
        ground, text = colour(message, "backgroundColor"), colour(message, "color")
        assert abs(brightness(ground) - brightness(text)) > 120
        assert 30 < hue(ground) < 60  # yellow


def test_the_panel_stands_at_the_left_and_the_strip_stays_above(page):
    """The panel has a ground of its own, hardly other than the page's; the strip is not scrolled away."""
    page.goto("/networks")
    page.wait_for_selector("#networks[aria-busy=false]")
    panel, stage = boxes(page.locator(".panel"))[0], boxes(page.locator(".stage"))[0]
    assert [0, stage[0]] == [panel[0], panel[0] + panel[2]]
    for theme in ("light", "dark"):
        change_theme(page, theme)
        grounds = [colour(page.locator(one), "backgroundColor") for one in (".panel", "body")]
        assert 3 < np.abs(np.subtract(*grounds)).max() < 20
    page.evaluate("scrollTo(0, 300)")
    page.wait_for_function("() => scrollY === 300")
    assert 0 == boxes(page.locator(".strip"))[0, 1]
