"""What a reader sees while the server is lost: the old view and a quiet note, then what was asked for last."""

import os
import signal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from conv.lab.experiment import run
from conv.lab.settings import Settings
from conv.networks.papers.architectures import NETWORKS, expand
from conv.tables import STAGES, cost_table
from service.errors import SENTENCES
from tests.browser.driving import number, slid, sums, term, thumb, write
from tools.served import Server

V1 = NETWORKS["mobilenet-v1"]
CALLBACKS = "**/_dash-update-component*"
SHOWN = {
    "Slide": "#slide[data-painted]:not(.stale)",
    "Maps": "#maps[data-painted]:not(.stale)",
    "Savings": "[data-chart=line] .points path",
    "Networks": "#networks[data-painted]:not(.stale)",
}
MOVED = {"Networks": "Width α"}  # the lab's layer on all others
LISTEN = """() => {
    const note = document.querySelector("#connection");
    window.notes = [];
    new MutationObserver(() => notes.push([performance.now(), note.textContent])).observe(note, { childList: true });
}"""


@pytest.fixture(scope="module")
def server():
    """One that can be stopped."""
    one = Server()
    yield one
    one.stop(signal.SIGKILL)


@pytest.fixture(scope="module")
def lab(server):
    """Where it is."""
    return server.address


@pytest.fixture(scope="module")
def profile(browser, browser_context_args, lab):
    """One that can be cut off, for all tests here."""
    with browser.new_context(**browser_context_args | {"base_url": lab}) as context:
        yield context


class Traffic:
    """The requests of a page: how many failed, and for which purposes the newest did."""

    def __init__(self, page):
        """Listen from now on."""
        self.page, self.newest, self.answered, self.failed = page, {}, set(), 0
        page.on("request", self.ask)
        page.on("response", lambda one: self.fail(one.request) if one.status > 500 else self.answered.add(one.request))
        page.on("requestfailed", self.fail)

    @staticmethod
    def purpose(request):
        """The path, and the output where it is a callback's."""
        callback = request.post_data_json if "_dash-update" in request.url else {}
        return urlsplit(request.url).path, callback.get("output")

    def ask(self, request):
        """All but what the browser wants for itself."""
        if request.resource_type in ("fetch", "script"):
            self.newest[self.purpose(request)] = request

    def fail(self, request):
        """No answer came, or broke off."""
        self.failed += 1
        self.answered.discard(request)

    def settle(self):
        """What was asked for last is answered; an answer may still be on its way."""
        for _ in range(100):
            lost = [purpose for purpose, request in self.newest.items() if request not in self.answered]
            if not lost:
                return
            self.page.wait_for_timeout(100)
        pytest.fail(f"never answered: {lost}")


@pytest.fixture
def traffic(page, faults):
    """In the end nothing is lost, the note has gone, and no button is left disabled."""
    traffic = Traffic(page)
    yield traffic
    expect(page.locator("#connection")).to_be_empty()
    traffic.settle()
    assert [] == page.locator("button:disabled").all()
    faults[:] = [fault for fault in faults if not fault.startswith(("Failed to load", "502", "503", "504"))]


def enter(page, name):
    """Open a page of the lab, and listen to the note."""
    page.goto(
        f"/{'' if name == 'Slide' else name.lower()}?image=coffee", timeout=60_000
    )  # of a server that only starts
    page.wait_for_selector(SHOWN[name])
    page.evaluate(LISTEN)


def turn(page, name):
    """Go to another page; it may come later."""
    page.get_by_role("link", name=name, exact=True).click()


def move(page, name):
    """Move a slider to and fro: the lab's comes to 12 filters, that of Networks to a quarter."""
    for key in ("End", "ArrowLeft", "ArrowLeft", "ArrowRight", "Home"):
        thumb(page, MOVED.get(name, "Filters")).press(key)
        page.wait_for_timeout(40)
    if name not in MOVED:
        write(page, "filters", 12)


def expect_view(page, name, filters=32, percent=100):
    """What is shown is what conv/ computes for them."""
    page.wait_for_selector(SHOWN[name], timeout=60_000)
    settings = Settings(filters=filters)
    if name == "Savings":
        row = cost_table(**settings.layer)[list(STAGES.values())].iloc[0]
        cells = page.locator(".savings-table tbody tr").first.locator("td")
        expect(cells.first).to_have_text(f"{row.iloc[0]:,}")
        assert [f"{value:,}" for value in row] == cells.all_text_contents()[: len(row)]
    elif name == "Networks":
        parameters, _ = V1.paper.total(expand(V1, percent))
        expect(page.locator("#networks-result b").first).to_have_text(f"{parameters:,}")
    else:
        painted = "([name, n]) => JSON.parse(document.getElementById(name).dataset.painted).filters === n"
        page.wait_for_function(painted, arg=[name.lower(), filters])
        page.wait_for_selector(SHOWN[name])
        (expect_sum if name == "Slide" else expect_pixel)(page, run(settings).standard)


def expect_sum(page, standard):
    """Of the first position, in the filter that Slide begins with."""
    slid(page)
    page.keyboard.press("Home")
    assert term(standard[0, 0, 0]) == sums(page)[0]


def expect_pixel(page, standard):
    """Of the first output of Maps, in a corner."""
    page.locator("#maps-standard .figure .map").first.hover(position={"x": 1, "y": 1})
    value = page.locator("#maps-standard .value").first
    expect(value).not_to_be_empty()
    assert pytest.approx(standard[0, 0, 0], rel=5e-3) == number(value.text_content())


def kill_workers(how):
    """All of them; the master starts others."""

    def fault(server):
        for pid in server.workers():
            os.kill(pid, how)

    return fault


def stop(how):
    """All of it; what this gives starts it again."""
    return lambda server: server.stop(how) or server.start


@pytest.mark.parametrize(
    ("fault", "first", "then"),
    [
        pytest.param(kill_workers(signal.SIGTERM), "Maps", "Slide", id="SIGTERM of the workers"),
        pytest.param(kill_workers(signal.SIGKILL), "Slide", "Savings", id="SIGKILL of the workers"),
        pytest.param(lambda server: server.process.send_signal(signal.SIGHUP), "Savings", "Networks", id="HUP"),
        pytest.param(stop(signal.SIGTERM), "Networks", "Maps", id="SIGTERM of the server"),
        pytest.param(stop(signal.SIGKILL), "Maps", "Savings", id="SIGKILL of the server"),
    ],
)
def test_a_server_that_fails_under_a_reader(page, server, traffic, fault, first, then):
    """The view stays, and comes to the last settings by itself, also on a page that is turned to meanwhile."""
    enter(page, first)
    thumb(page, MOVED.get(first, "Filters")).press("ArrowRight")
    start = fault(server)
    move(page, first)
    if start:
        expect(page.locator("#connection")).to_have_text("Reconnecting…")
    turn(page, then)
    if start:
        page.wait_for_timeout(300)
        expect(page.locator(f"#{first.lower()}")).to_be_visible()
        start()
    expect_view(page, then, 32 if first in MOVED else 12)
    turn(page, first)
    expect_view(page, first, 12, 25)


def test_a_proxy_without_its_server(page, traffic):
    """502, 503 and 504 are asked again, after the time that the proxy wants."""
    enter(page, "Maps")
    left = {"maps": [502, 503, 504], "component": [504, 502]}  # the last one first

    def answer(route):
        statuses = left["component" if route.request.method == "POST" else "maps"]
        if statuses:
            status = statuses.pop()
            return route.fulfill(status=status, headers={"Retry-After": "2"} if status == 503 else {})
        return route.continue_()

    page.route("**/answers/**", answer)
    page.route(CALLBACKS, answer)
    move(page, "Maps")
    expect_view(page, "Maps", 12)
    expect(page.locator("#connection")).to_be_empty()
    turn(page, "Savings")
    expect_view(page, "Savings", 12)
    assert {"maps": [], "component": []} == left
    assert "Reconnecting…" in [text for _, text in page.evaluate("notes")]


def test_a_reader_without_a_network(page, traffic):
    """All is there at once when it is back: a file that was asked for, and the scripts of a first chart."""
    failing = ["**/async-graph*", "**/plotly.min.js"]
    for pattern in failing:
        page.route(pattern, lambda route: route.abort(), times=1)
    enter(page, "Slide")
    page.context.set_offline(True)
    move(page, "Slide")
    turn(page, "Savings")
    expect(page.locator("#connection")).to_have_text("Reconnecting…")
    page.context.set_offline(False)
    expect_view(page, "Savings", 12)
    page.context.set_offline(True)
    with page.expect_download() as file:
        page.get_by_role("button", name="Download CSV").dblclick()
        page.context.set_offline(False)
    assert file.value.suggested_filename.startswith("costs-")


def test_files_of_the_page_that_do_not_arrive(page, faults):
    """Whichever is lost, the page says so and opens by itself: a stylesheet, our scripts, those that start it."""
    files = ["joined/lab.css", "react@18", "joined/lab.js", "joined/maps.js", "dash_renderer"]
    lost = list(files)
    missing = []

    def answer(route):
        if lost and lost[0] in route.request.url:
            missing.append(lost.pop(0))
            return route.abort() if len(lost) % 2 else route.fulfill(status=503)
        return route.continue_()

    page.route("**/*", answer)
    page.goto("/maps?filters=12", wait_until="commit")
    expect(page.get_by_text("Reconnecting… The lab opens by itself.")).to_be_visible()
    expect_view(page, "Maps", 12)
    assert files == missing
    assert page.evaluate("history.state.tries") is None
    faults.clear()  # what is missing is missed


def test_a_callback_that_is_refused(page, traffic, faults):
    """Its sentence is shown with its number; a page of another release asks to be loaded again; the settings stay."""
    enter(page, "Maps")
    move(page, "Maps")
    error = {"code": 500, "message": SENTENCES[500], "request_id": "1a2b"}
    page.route(CALLBACKS, lambda route: route.fulfill(status=500, json={"error": error}))
    turn(page, "Slide")
    expect(page.locator("#connection")).to_have_text(f"{SENTENCES[500]} Request 1a2b")
    expect_view(page, "Maps", 12)
    page.unroute(CALLBACKS)
    page.route(CALLBACKS, lambda route: route.fulfill(status=404, json={"error": error | {"code": 404}}), times=1)
    turn(page, "Networks")
    page.get_by_role("button", name="Reload the page").click()
    expect_view(page, "Networks")
    page.evaluate(LISTEN)
    turn(page, "Maps")
    expect_view(page, "Maps", 12)
    faults[:] = [fault for fault in faults if not fault.startswith(("500", "404", "{message: Callback error"))]
