"""What the frame draws in both themes: colours of the page, the strip and the navigation."""

import base64

import numpy as np
import pytest

from tests.browser.driving import painted, ready
from tests.browser.seeing import boxes, colour, picture, pixels
from tests.palette import OKABE_ITO, channels, hue

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


def brightness(shades):
    """From 0 to 255."""
    return sum(shades) / 3


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
