"""What a browser really fetches."""

import pytest

from tools.served import READY

PATHS = ("/", "/maps", "/savings")


@pytest.fixture
def fetched(page):
    """Bytes over the wire of each request that was not answered from the browser's cache."""
    sizes, devtools = {}, page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    return lambda: [size for size in sizes.values() if size]


def open_page(page, path):
    """Wait until the page is drawn and has all that it wants."""
    page.goto(path)
    page.wait_for_selector(READY)
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("path", PATHS)
def test_a_first_visit_is_light(page, fetched, path):
    """At most 1.0 MB in 22 requests."""
    open_page(page, path)
    assert len(fetched()) <= 22
    assert sum(fetched()) <= 1_000_000


@pytest.mark.parametrize("path", PATHS)
def test_a_later_visit_fetches_next_to_nothing(page, fetched, path):
    """At most 20 kB: what changes, and questions whether the rest has."""
    open_page(page, path)
    before = sum(fetched())
    page.goto("about:blank")
    open_page(page, path)
    assert sum(fetched()) - before <= 20_000


def test_plotly_comes_when_the_first_chart_does(page):
    """The pages without charts are ready sooner; the version is the vendored one."""
    open_page(page, "/maps")
    assert page.evaluate("window.Plotly") is None
    page.goto("/savings")
    page.wait_for_selector(".js-plotly-plot .main-svg")
    assert [] == page.evaluate("Object.keys(Plotly.PlotSchema.get().traces).filter(name => name.endsWith('gl'))")


def test_nothing_is_asked_of_another_host(page, lab):
    """The lab works without the internet."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for path in PATHS:
        open_page(page, path)
    assert {True} == {url.startswith((lab, "data:", "blob:")) for url in asked}
