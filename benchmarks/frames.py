"""Measures how smoothly the page Slide plays in a real browser: `python -m benchmarks.frames`."""

import json
import statistics

from playwright.sync_api import CDPSession, Page, sync_playwright

from conv.lab.settings import Settings
from tools.served import CHROMIUM, served

RUNS = 5
WINDOW = 800  # ms of a run from its start; the 900 positions of LIGHT take 1,500 ms at 600/s
LIGHT = Settings(size=32, channels=3, kernel=3)
HEAVY = Settings(size=64, channels=6, kernel=5)
TARGETS = {1: "60 frames, 35 % busy", 4: "30 frames"}  # by the factor of CPU throttling

# Cases: the layer, whether the mode is race, and the speed in positions per second.
CASES = {
    "in step, 32×32×3": (LIGHT, False, 60),
    "in step, 32×32×3, fast": (LIGHT, False, 600),
    "race, 32×32×3": (LIGHT, True, 60),
    "in step, 64×64×6, k 5": (HEAVY, False, 60),
}

# The trace event of a frame that Chromium's compositor drew. Calls of requestAnimationFrame would give too high a rate:
# they come 60 times a second even if nothing changes, and on a slow CPU also for frames that are never shown.
FRAMES = {"cat": "disabled-by-default-devtools.timeline.frame", "name": "DrawFrame"}

# Counts moves: frames in which the outlines of windows and pixels are at other positions than in the frame before.
PROBE = """{
  const pen = CanvasRenderingContext2D.prototype;
  const { strokeRect } = pen;
  const outlines = new Map(); // positions of all outlines, by frame
  pen.strokeRect = function (...rectangle) {
    const frame = document.timeline.currentTime; // constant during a frame
    outlines.set(frame, [outlines.get(frame), rectangle].join());
    strokeRect.apply(this, rectangle);
  };
  window.moves = async (ms) => {
    outlines.clear();
    const began = performance.now();
    await new Promise((done) => setTimeout(done, ms));
    const all = [...outlines.values()];
    const moved = all.filter((outline, n) => outline !== all[n - 1]);
    return (1000 * moved.length) / (performance.now() - began);
  };
}"""


def prepare(page: Page, race: bool, speed: int) -> None:
    """Choose mode and speed, and go to the start."""
    page.wait_for_selector("#slide[data-painted]")
    page.wait_for_load_state("networkidle")
    if race:
        page.keyboard.press("r")
        page.wait_for_selector("#slide-chart .main-svg")
    slider = page.locator("#slider-speed")
    slider.fill(str(page.evaluate("speed => load('/slide/schedule.js').SPEEDS.indexOf(speed)", speed)))
    slider.blur()  # otherwise Home would move the slider
    page.keyboard.press("Home")


def play(page: Page, devtools: CDPSession) -> tuple[float, float, float]:
    """Play from the start. Return frames and moves per second, and the share of time that the main thread is busy."""
    browser = page.context.browser
    browser.start_tracing(categories=["-*", FRAMES["cat"]])  # "-*": other categories would slow the page down
    page.keyboard.press("Home")
    page.keyboard.press("Space")
    page.wait_for_selector(".act-play.playing")
    before, moves, after = measure(devtools), page.evaluate("moves", WINDOW), measure(devtools)
    assert page.is_visible(".act-play.playing"), "the animation ended during the measurement"
    events = json.loads(browser.stop_tracing())["traceEvents"]
    began, ended = before["Timestamp"], after["Timestamp"]
    frames = [event for event in events if FRAMES.items() <= event.items() and began < event["ts"] / 1e6 < ended]
    busy = after["TaskDuration"] - before["TaskDuration"]
    return len(frames) / (ended - began), moves, busy / (ended - began)


def measure(devtools: CDPSession) -> dict[str, float]:
    """Chromium's metrics of the page, with times in seconds on the clock of its traces."""
    return {metric["name"]: metric["value"] for metric in devtools.send("Performance.getMetrics")["metrics"]}


def main() -> None:
    """Print one line for each case and CPU speed."""
    with served() as lab, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        for name, (layer, race, speed) in CASES.items():
            page = browser.new_page(viewport={"width": 1280, "height": 720})
            page.add_init_script(PROBE)
            page.goto(f"{lab}/?{layer.to_query()}")
            prepare(page, race, speed)
            devtools = page.context.new_cdp_session(page)
            devtools.send("Performance.enable")
            for slowdown, target in TARGETS.items():
                devtools.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
                runs = zip(*(play(page, devtools) for _ in range(RUNS)), strict=True)
                frames, moves, busy = map(statistics.median, runs)
                figures = f"{frames:4.1f} frames/s   moved in {moves:4.1f}   {busy:4.0%} busy"
                print(f"{name:24}{speed:3}/s   {slowdown}× {figures}   (targets: {target})")
            page.close()


if __name__ == "__main__":
    main()
