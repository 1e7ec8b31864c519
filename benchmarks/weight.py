"""Measures bytes and requests of page loads in a real browser: `python -m benchmarks.weight`."""

from playwright.sync_api import BrowserContext, sync_playwright

from tools.pages import PAGES
from tools.served import CHROMIUM, READY, served

LATER = 6  # limit in kB for a later visit
FIRST = {"/": 375, "/maps": 390, "/savings": 800, "/networks": 345}  # limits in kB for a first visit, in 20 requests


def visit(context: BrowserContext, address: str) -> list[float]:
    """Open the page in a new tab. Return the transferred bytes of each request that the cache did not answer."""
    page, sizes = context.new_page(), []
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address)
    page.wait_for_selector(READY)
    page.wait_for_load_state("networkidle")
    page.close()
    return [size for size in sizes if size]


def main() -> None:
    """Print a first and a later visit to each page, each page in a new browser context with an empty cache."""
    with served() as lab, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        for path in PAGES:
            context = browser.new_context()
            for which, bar in (("first", FIRST.get(path, "none yet")), ("later", LATER)):
                sizes = visit(context, lab + path)
                print(f"{path:10}{which:6}{sum(sizes) / 1000:8,.1f} kB {len(sizes):3} requests   (bar {bar})")
            context.close()


if __name__ == "__main__":
    main()
