"""How smoothly the page Slide plays, in a real browser: `python -m benchmarks.frames`."""

import json
import statistics

from playwright.sync_api import CDPSession, Page, sync_playwright

from conv.lab.settings import Settings
from tools.served import CHROMIUM, served

RUNS = 5
WINDOW = 800  # ms of a run, from the start: the 900 positions of LIGHT at 600 a second last 1,500
LIGHT = Settings(size=32, channels=3, kernel=3)
HEAVY = Settings(size=64, channels=6, kernel=5)
BARS = {1: "60 frames, 35 % busy", 4: "30 frames"}  # by how many times slower the CPU is made

# What plays: the layer, whether it races, positions a second.
CASES = {
    "in step, 32×32×3": (LIGHT, False, 60),
    "in step, 32×32×3, fast": (LIGHT, False, 600),
    "race, 32×32×3": (LIGHT, True, 60),
    "in step, 64×64×6, k 5": (HEAVY, False, 60),
}

# Frames that the compositor drew, as Chromium's traces have them. Calls of requestAnimationFrame would flatter: they
# come 60 times a second also where nothing changes, and on a slow CPU for frames that are never seen.
FRAMES = {"cat": "disabled-by-default-devtools.timeline.frame", "name": "DrawFrame"}

# Moves: frames of the page in which the outlines of the windows and pixels are not where they were.
PROBE = """{
  const pen = CanvasRenderingContext2D.prototype;
  const { strokeRect } = pen;
  const places = new Map(); // of all outlines, for each frame
  pen.strokeRect = function (...place) {
    const frame = document.timeline.currentTime; // the same during a frame
    places.set(frame, [places.get(frame), place].join());
    strokeRect.apply(this, place);
  };
  window.moves = async (ms) => {
    places.clear();
    const began = performance.now();
    await new Promise((done) => setTimeout(done, ms));
    const all = [...places.values()];
    const moved = all.filter((place, n) => place !== all[n - 1]);
    return (1000 * moved.length) / (performance.now() - began);
  };
}"""


def prepare(page: Page, race: bool, speed: int) -> None:
    """Choose what plays; it stands at its start."""
    page.wait_for_selector("#slide[data-painted]")
    page.wait_for_load_state("networkidle")
    if race:
        page.keyboard.press("r")
        page.wait_for_selector("#slide-chart .main-svg")
    slider = page.locator("#slider-speed")
    slider.fill(str(page.evaluate("speed => load('/slide/schedule.js').SPEEDS.indexOf(speed)", speed)))
    slider.blur()  # else Home is the slider's
    page.keyboard.press("Home")


def play(page: Page, devtools: CDPSession) -> tuple[float, float, float]:
    """Play from the start: frames and moves a second, and the share of the time that the main thread is busy."""
    browser = page.context.browser
    browser.start_tracing(categories=["-*", FRAMES["cat"]])  # "-*": all others would make the page slower
    page.keyboard.press("Home")
    page.keyboard.press("Space")
    page.wait_for_selector(".act-play.playing")
    before, moves, after = measure(devtools), page.evaluate("moves", WINDOW), measure(devtools)
    assert page.is_visible(".act-play.playing"), "it came to its end while it was watched"
    events = json.loads(browser.stop_tracing())["traceEvents"]
    began, ended = before["Timestamp"], after["Timestamp"]
    frames = [event for event in events if FRAMES.items() <= event.items() and began < event["ts"] / 1e6 < ended]
    busy = after["TaskDuration"] - before["TaskDuration"]
    return len(frames) / (ended - began), moves, busy / (ended - began)


def measure(devtools: CDPSession) -> dict[str, float]:
    """What Chromium counts of the page: seconds, on the clock of its traces."""
    return {one["name"]: one["value"] for one in devtools.send("Performance.getMetrics")["metrics"]}


def main() -> None:
    """One line a case."""
    with served() as lab, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        for name, (layer, race, speed) in CASES.items():
            page = browser.new_page(viewport={"width": 1280, "height": 720})
            page.add_init_script(PROBE)
            page.goto(f"{lab}/?{layer.to_query()}")
            prepare(page, race, speed)
            devtools = page.context.new_cdp_session(page)
            devtools.send("Performance.enable")
            for slower, bars in BARS.items():
                devtools.send("Emulation.setCPUThrottlingRate", {"rate": slower})
                runs = zip(*(play(page, devtools) for _ in range(RUNS)), strict=True)
                frames, moves, busy = map(statistics.median, runs)
                figures = f"{frames:4.1f} frames/s   moved in {moves:4.1f}   {busy:4.0%} busy"
                print(f"{name:24}{speed:3}/s   {slower}× {figures}   (bars: {bars})")
            page.close()


if __name__ == "__main__":
    main()
