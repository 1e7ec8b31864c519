"""What a browser really fetches."""

import pytest


@pytest.fixture
def fetched(page):
    """Bytes over the wire of each request that was not answered from the browser's cache."""
    sizes, devtools = {}, page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    return lambda: [size for size in sizes.values() if size]


@pytest.mark.parametrize("path", ["/", "/savings"])
def test_a_first_visit_is_light(page, fetched, path):
    """At most 1.0 MB in 22 requests."""
    page.goto(path, wait_until="networkidle")
    assert len(fetched()) <= 22
    assert sum(fetched()) <= 1_000_000


@pytest.mark.parametrize("path", ["/", "/savings"])
def test_a_later_visit_fetches_next_to_nothing(page, fetched, path):
    """At most 20 kB: what changes, and questions whether the rest has."""
    page.goto(path, wait_until="networkidle")
    before = sum(fetched())
    page.goto("about:blank")
    page.goto(path, wait_until="networkidle")
    assert sum(fetched()) - before <= 20_000


def test_plotly_comes_when_the_first_chart_does(page):
    """The pages without charts are ready sooner; the version is the vendored one."""
    page.goto("/", wait_until="networkidle")
    assert page.evaluate("window.Plotly") is None
    page.goto("/savings")
    page.wait_for_selector(".js-plotly-plot .main-svg")
    assert [] == page.evaluate("Object.keys(Plotly.PlotSchema.get().traces).filter(name => name.endsWith('gl'))")


def test_nothing_is_asked_of_another_host(page, lab):
    """The lab works without the internet."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("/", "/savings"):
        page.goto(path, wait_until="networkidle")
    assert {True} == {url.startswith((lab, "data:", "blob:")) for url in asked}
