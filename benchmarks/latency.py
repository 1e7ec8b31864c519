"""Measures how soon a page shows a slider move, in a real browser: `python -m benchmarks.latency`."""

import random
import statistics

from playwright.sync_api import Page, sync_playwright

from conv.lab.settings import Settings
from conv.networks.papers.architectures import NETWORKS
from tools.served import CHROMIUM, READY, THUMB, served

MOVES = 60
LAYER = Settings(size=64, channels=3, filters=32, padding="same")

# Cases: URL, selector of the element that must change, sliders that are moved alternately, and target in ms.
# Kernel and dilation do not change the size of the maps, and few of their 44 combinations are requested twice.
CASES = {
    "cost strip": (f"/?{LAYER.to_query()}", ".strip", ["slider-filters"], "median 17"),
    "savings": (f"/savings?{LAYER.to_query()}", "#savings", ["slider-filters"], "median 33"),
    "maps 64×64×3→32": (f"/maps?{LAYER.to_query()}", "#maps", ["slider-kernel", "slider-dilation"], "median 50"),
    "slide 64×64×3→32": (f"/?{LAYER.to_query()}", "#slide", ["slider-kernel", "slider-dilation"], "median 45"),
} | {
    network.label: (
        f"/networks?network={key}",
        "#networks",
        ["slider-resolution"] + ["slider-width"] * (network.percents[0] < network.percents[1]),
        "median 40",
    )
    for key, network in NETWORKS.items()
}

# Measures from the pointerdown event to the frame with the last change inside the viewport.
PROBE = """(selector) => {
  let began, ended;
  const framed = () => new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel(); // its message arrives right after this frame was painted
    channel.port1.onmessage = () => done(performance.now());
    channel.port2.postMessage(null);
  }));
  addEventListener("pointerdown", (event) => { began = event.timeStamp; ended = undefined; }, true);
  const isSeen = ({ target }) => {
    const { bottom, height, top } = (target instanceof Element ? target : target.parentElement).getBoundingClientRect();
    return height > 0 && bottom > 0 && top < innerHeight;
  };
  new MutationObserver(async (changes) => {
    const now = await framed(); // after the frame, because it would force a layout before it
    if (changes.some(isSeen)) ended = now;
  }).observe(document.querySelector(selector),
    { attributeFilter: ["data-painted", "d"], characterData: true, childList: true, subtree: true });
  window.still = () => ended && performance.now() - ended > 150 ? ended - began : 0;
}"""


def stops(page: Page, slider: str) -> tuple[int, int]:
    """The index of a slider's current stop, and of its last stop."""
    indices = "slider => [slider.value, slider.max].map((n) => (n - slider.min) / (slider.step || 1))"
    return tuple(page.locator(f"#{slider}").evaluate(indices))


def choose(page: Page, slider: str, share: float) -> None:
    """Click a slider at this share of its length."""
    track = page.locator(f"#{slider}").bounding_box()
    page.mouse.click(track["x"] + THUMB / 2 + share * (track["width"] - THUMB), track["y"] + track["height"] / 2)


def latencies(page: Page, part: str, sliders: list[str]) -> list[float]:
    """The latency of each move in milliseconds. Every move changes a value."""
    page.wait_for_selector(READY)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.querySelector('#more').open = true")
    page.evaluate(PROBE, part)
    rng, latency = random.Random(0), []
    for n in range(MOVES):
        slider = sliders[n % len(sliders)]
        current, last = stops(page, slider)
        distant = [stop for stop in range(int(last) + 1) if abs(stop - current) > last / 12]  # cannot snap back
        choose(page, slider, rng.choice(distant) / last)
        latency.append(page.wait_for_function("() => still()", polling=50).json_value())
    return latency


def main() -> None:
    """Print one line for each case."""
    with served() as lab, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        for name, (path, part, sliders, target) in CASES.items():
            # With reduced motion nothing plays by itself, so that every change in the page results from a move.
            page = browser.new_page(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
            page.goto(lab + path)
            took = latencies(page, part, sliders)
            median, p95 = statistics.median(took), statistics.quantiles(took, n=20)[-1]
            print(f"{name:18}median {median:5.1f} ms   p95 {p95:5.1f} ms   {len(took)} moves   (target: {target})")
            page.close()


if __name__ == "__main__":
    main()
