"""Every page at every width from a phone's to a projector's."""

import dash
import pytest

import app  # noqa: F401  (registers the pages)
from tools.served import READY

PATHS = [page["path"] for page in dash.page_registry.values()]
LONG = "?size=8&channels=512&filters=130&multiplier=2&standard=equivalent&bias=true"  # pages of maps, and long numbers
WIDTHS = [*range(320, 1441, 80), 1024]  # px


@pytest.mark.parametrize("path", PATHS)
def test_no_page_scrolls_sideways_at_any_width(page, path):
    """Tables and rows of buttons may scroll in boxes of their own."""
    page.goto(path + LONG)
    page.wait_for_selector(READY)
    wide = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 768})
        if (needed := page.evaluate("document.documentElement.scrollWidth")) > width:
            wide[width] = needed
    assert {} == wide
