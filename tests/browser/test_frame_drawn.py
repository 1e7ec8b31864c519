"""What the frame draws in both themes: colours of the page, the strip and the navigation."""

import base64

import numpy as np
import pytest

from tests.browser.driving import painted, ready
from tests.browser.seeing import boxes, colour, pixels
from tests.palette import OKABE_ITO, channels

HUES = {"standard": "blue", "depthwise": "vermillion", "pointwise": "bluish green"}


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
    for stage, hue in HUES.items():
        for figure in ("parameters", "work"):
            shades = colour(page.locator(f"#strip-{figure}-{stage}"), "color")
            assert np.argmax(shades) == np.argmax(channels(OKABE_ITO[hue])), (stage, shades)
    line = page.locator("#strip-parameters-separable").evaluate("one => getComputedStyle(one).borderImageSource")
    both = [f"rgb{channels(OKABE_ITO[hue])} 50%" for hue in ("vermillion", "bluish green")]
    assert f"linear-gradient(90deg, {', '.join(both)})" == line
    links = {link.text_content(): colour(link, "borderBottomColor") for link in page.locator("nav a").all()}
    assert colour(body, "color") == links.pop("Maps")
    alpha = page.locator("nav a:not(.active)").first.evaluate("one => getComputedStyle(one).borderBottomColor")
    assert "rgba(0, 0, 0, 0)" == alpha


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
