"""axe-core on every page, in both themes and at both ends of the screens."""

import pytest

from tests.browser.driving import ready

PAGES = {
    "/": "#slide[data-painted]:not(.stale)",
    "/maps": "#maps[data-painted]:not(.stale)",
    "/savings": ".js-plotly-plot .main-svg",
    "/networks": "#networks[data-painted]:not(.stale)",
    "/networks?network=own&swap=separable": "#networks[data-painted]:not(.stale)",
}


@pytest.mark.parametrize("path", PAGES)
def test_no_grave_findings(page, axe, path):
    """Neither serious nor critical ones, in either theme."""
    page.emulate_media(reduced_motion="reduce")  # colours change at once
    page.goto(path)
    page.wait_for_selector(PAGES[path])
    page.locator("#more").evaluate("one => (one.open = true)")
    assert [] == axe()
    page.emulate_media(color_scheme="dark")
    assert [] == axe("color-contrast")  # nothing else depends on the theme
    page.set_viewport_size({"width": 360, "height": 740})
    if not path.startswith("/networks"):  # which has no settings of a layer
        page.get_by_role("button", name="Settings").click()
    assert [] == axe()


def test_no_grave_findings_in_the_list_of_terms(page, axe):
    """And with a term explained."""
    page.goto("/")
    page.wait_for_selector(PAGES["/"])
    page.locator("#slide-lead .term").first.focus()
    page.wait_for_selector("#term-note:not([hidden])")
    assert [] == axe()
    page.locator("#terms").click()
    assert [] == axe()


def test_no_grave_findings_in_the_dialog(page, axe):
    """A map enlarged, with its filter."""
    ready(page)
    page.get_by_role("button", name="Standard output 4", exact=True).click()
    page.wait_for_selector(".filter-table input")
    assert [] == axe()
