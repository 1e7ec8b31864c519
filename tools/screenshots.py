"""Take the screenshots of the README from a running lab: `make screenshots`."""

import pathlib

from playwright.sync_api import Page, sync_playwright

from tools.served import CHROMIUM, READY, served

FOLDER = pathlib.Path(__file__).parents[1] / "docs"
SHOTS = {
    "slide.png": ("/", "light"),
    "maps.png": ("/maps?size=64&standard=equivalent", "light"),
    "savings.png": ("/savings?filters=64", "dark"),
    "networks.png": ("/networks", "light"),
}


def point(page: Page, path: str) -> None:
    """Select a position or hover over a pixel, so that the page shows its window or values."""
    if path == "/":  # a position with an interesting window
        page.locator(".total-standard canvas").click(position={"x": 42, "y": 42})
        page.mouse.move(0, 0)
    if path.startswith("/maps"):  # marks the pixel under the pointer in every map
        page.get_by_role("button", name="Standard output 11", exact=True).hover(position={"x": 30, "y": 14})
        page.wait_for_function("() => document.querySelector('#maps-input .value').textContent !== ''")


def main() -> None:
    """Take one screenshot of each page, at the viewport of a common laptop."""
    FOLDER.mkdir(exist_ok=True)
    with served() as lab, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        for name, (path, theme) in SHOTS.items():
            page = browser.new_page(viewport={"width": 1280, "height": 720}, color_scheme=theme)
            page.goto(lab + path, wait_until="networkidle")
            page.wait_for_selector(READY)
            point(page, path)
            page.screenshot(path=FOLDER / name)
            page.close()


if __name__ == "__main__":
    main()
