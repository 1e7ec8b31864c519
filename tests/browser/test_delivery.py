"""What a browser really fetches."""

import pytest

from benchmarks.weight import FIRST, LATER
from tools.served import READY


@pytest.fixture
def devtools(page):
    """What a developer sees of the network."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    return devtools


@pytest.fixture
def fetched(devtools):
    """Bytes over the wire of each request that was not answered from the browser's cache."""
    sizes = {}
    devtools.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    return lambda: [size for size in sizes.values() if size]


def open_page(page, path):
    """Wait until the page is drawn and has all that it wants."""
    page.goto(path)
    page.wait_for_selector(READY)
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("path", FIRST)
def test_a_visit_is_light(page, devtools, fetched, path):
    """The first, in at most 20 requests; a later one fetches what changes, and asks whether the rest has."""
    devtools.send("Network.clearBrowserCache")
    open_page(page, path)
    assert len(fetched()) <= 20
    assert sum(fetched()) <= 1_000 * FIRST[path]
    before = sum(fetched())
    page.goto("about:blank")
    open_page(page, path)
    assert sum(fetched()) - before <= 1_000 * LATER


def test_plotly_comes_when_the_first_chart_does(page):
    """The pages without charts are ready sooner; the version is the vendored one."""
    open_page(page, "/maps")
    assert page.evaluate("window.Plotly") is None
    page.goto("/savings")
    page.wait_for_selector(".js-plotly-plot .main-svg")
    assert [] == page.evaluate("Object.keys(Plotly.PlotSchema.get().traces).filter(name => name.endsWith('gl'))")
