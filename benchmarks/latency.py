"""How soon the page follows a slider, in a real browser: `python -m benchmarks.latency`."""

import random
import statistics

from playwright.sync_api import Page, sync_playwright

from conv.lab.settings import Settings
from conv.networks.papers.architectures import NETWORKS
from tools.served import CHROMIUM, READY, THUMB, served

MOVES = 60
LAYER = Settings(size=64, channels=3, filters=32, padding="same")

# What is measured: address, the part of the page that must follow, the sliders that are moved by turns, bars in ms.
# Kernel and dilation by turns leave the maps' size alone, and few of their 44 answers are asked for twice.
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

# From the moment the pointer comes down, which is before its release, to the frame with the last change in sight.
PROBE = """(selector) => {
  let began, ended;
  const framed = () => new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel(); // its message comes right after this frame was painted
    channel.port1.onmessage = () => done(performance.now());
    channel.port2.postMessage(null);
  }));
  addEventListener("pointerdown", (event) => { began = event.timeStamp; ended = undefined; }, true);
  const isSeen = ({ target }) => {
    const { bottom, height, top } = (target instanceof Element ? target : target.parentElement).getBoundingClientRect();
    return height > 0 && bottom > 0 && top < innerHeight;
  };
  new MutationObserver(async (changes) => {
    const now = await framed(); // asked then, since it costs a layout before
    if (changes.some(isSeen)) ended = now;
  }).observe(document.querySelector(selector),
    { attributeFilter: ["data-painted", "d"], characterData: true, childList: true, subtree: true });
  window.still = () => ended && performance.now() - ended > 150 ? ended - began : 0;
}"""


def stops(page: Page, slider: str) -> tuple[int, int]:
    """At which of its stops a slider is, and the last of them."""
    where = "one => [one.value, one.max].map((n) => (n - one.min) / (one.step || 1))"
    return tuple(page.locator(f"#{slider}").evaluate(where))


def choose(page: Page, slider: str, share: float) -> None:
    """Press and release on a slider, so far from its left end."""
    track = page.locator(f"#{slider}").bounding_box()
    page.mouse.click(track["x"] + THUMB / 2 + share * (track["width"] - THUMB), track["y"] + track["height"] / 2)


def latencies(page: Page, part: str, sliders: list[str]) -> list[float]:
    """Milliseconds of each move; every move changes a value."""
    page.wait_for_selector(READY)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.querySelector('#more').open = true")
    page.evaluate(PROBE, part)
    chance, took = random.Random(0), []
    for n in range(MOVES):
        slider = sliders[n % len(sliders)]
        at, last = stops(page, slider)
        far = [stop for stop in range(int(last) + 1) if abs(stop - at) > last / 12]  # not the one that it may snap to
        choose(page, slider, chance.choice(far) / last)
        took.append(page.wait_for_function("() => still()", polling=50).json_value())
    return took


def main() -> None:
    """One line a case."""
    with served() as lab, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        for name, (path, part, sliders, bars) in CASES.items():
            # Nothing plays by itself: each change in the page answers a move.
            page = browser.new_page(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
            page.goto(lab + path)
            took = latencies(page, part, sliders)
            median, p95 = statistics.median(took), statistics.quantiles(took, n=20)[-1]
            print(f"{name:18}median {median:5.1f} ms   p95 {p95:5.1f} ms   {len(took)} moves   (bars: {bars})")
            page.close()


if __name__ == "__main__":
    main()
