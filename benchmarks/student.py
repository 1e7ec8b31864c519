"""A simulated student for Locust: opens the lab, moves a slider every 3 s, sometimes opens another page."""

import gzip
import json
import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial

from gevent.pool import Pool
from geventhttpclient.response import HTTPConnectionClosed
from locust import FastHttpUser, task
from locust.contrib.fasthttp import FAILURE_EXCEPTIONS
from locust.exception import ResponseError

from benchmarks.browsing import (
    CALLBACKS,
    CONTENT,
    FILES,
    FRAME,
    Callbacks,
    Course,
    files_of,
    picture,
    scripts_of,
    shows_network,
)
from service.delivery import folder_of
from tools.pages import PAGES

PAUSE = 3  # seconds between two actions, on average
TURNS = 0.1  # share of the actions that open another page
CONNECTIONS = 6  # of a browser to one server
GZIP = {"Accept-Encoding": "gzip, deflate"}  # the encodings that browsers accept over plain HTTP
EVENT = "event"  # Locust's request type for a group of requests, timed from the first request to the last response
CHANGE, TURN, LOAD = "settings change", "page turn", "page load"
REOPENED = "connection reopened"
READ, FORM = "/answers/settings", {"Content-Type": "application/x-www-form-urlencoded"}
FRESH = ""  # instead of an ETag, if the cached copy needs no revalidation


class Refused(Exception):
    """A request failed. Locust has already counted the failure."""


class Student(FastHttpUser):
    """A browser with its cache, and its user."""

    concurrency = CONNECTIONS
    network_timeout = connection_timeout = 60.0  # seconds; browsers wait longer

    def wait_time(self) -> float:
        """Seconds until the next action. The exponential distribution models independent users."""
        return self.course.rng.expovariate(1 / PAUSE)

    def on_start(self) -> None:
        """Open a page, mostly the first one."""
        self.course = Course(random.Random(random.getrandbits(64)))
        self.cached: dict[str, str] = {}  # by URL: the ETag of the cached copy, or FRESH
        self.path = self.course.rng.choices(list(PAGES), [7] + [1] * (len(PAGES) - 1))[0]
        self.callbacks: Callbacks | None = None
        self.open()

    def open(self) -> None:
        """Load the page with its files, callbacks and data."""
        with self.measured(LOAD):
            page = unpacked(self.get(self.path, "page"))
            self.together([partial(self.get, file, "file") for file in FILES.findall(page)])
            _, dependencies = self.together([partial(self.get, one, "frame") for one in FRAME])
            self.callbacks = Callbacks(json.loads(unpacked(dependencies)))
            self.scripts = scripts_of(page)
            self.load_content()
            self.draw()

    @task
    def act(self) -> None:
        """Move a slider or open another page. If the first load failed, repeat it."""
        if self.callbacks is None:
            self.open()
        elif self.course.rng.random() < TURNS:
            self.path = self.course.rng.choice([path for path in PAGES if path != self.path])
            with self.measured(TURN):
                self.together([partial(self.get, self.scripts[folder_of(PAGES[self.path])], "file"), self.load_content])
                self.draw()
        else:
            with self.measured(CHANGE):
                self.change()

    def change(self) -> None:
        """Change the layer or, on a page that shows a network, the network."""
        if shows_network(self.path):
            self.course.change_network()
            self.draw()
            return
        if self.course.move():
            self.read_address()
        self.draw()

    def read_address(self) -> None:
        """Let the server read the settings of a link."""
        self.ask("POST", READ, "settings", GZIP | FORM, data=self.course.settings.to_query())

    def load_content(self) -> None:
        """Request the page's layout, the results of its callbacks, and its files."""
        query = self.course.settings.to_query()
        location = {"_pages_location_pathname": self.path, "_pages_location_search": query and "?" + query}
        content = unpacked(self.call(CONTENT, **location))
        tasks = [partial(self.post, body) for body in self.callbacks.of_page(content)]
        self.together(tasks + [partial(self.get, file, "file") for file in files_of(content)])

    def draw(self) -> None:
        """Request the data that the page draws, if they come from the server."""
        if address := picture(self.path, self.course.settings, self.course.view):
            self.get(address, "answer")

    # ---- A browser ---------------------------------------------------------------------------------------------
    def get(self, address: str, name: str) -> bytes:
        """Request a URL unless the cached copy is fresh. A stale copy is revalidated by its ETag."""
        etag = self.cached.get(address)
        if etag == FRESH:
            return b""
        headers = GZIP | ({"If-None-Match": etag} if etag else {})
        body, response_headers = self.ask("GET", address, name, headers)
        if "immutable" in response_headers.get("cache-control", ""):
            self.cached[address] = FRESH
        elif "etag" in response_headers:
            self.cached[address] = response_headers["etag"]
        return body

    def post(self, body: str) -> bytes:
        """Send the body of a callback request."""
        return self.ask("POST", CALLBACKS, "callback", GZIP | {"Content-Type": "application/json"}, data=body)[0]

    def call(self, output: str, **values: object) -> bytes:
        """Call the callback with this output."""
        return self.post(self.callbacks.body(output, **values))

    def ask(self, method: str, address: str, name: str, headers: dict, **more: str) -> tuple[bytes, Mapping]:
        """Send a request. Return the body and the headers. Any error status is a failure: all requests are valid."""
        # Streaming keeps the body compressed, because decompressing it would take longer than the request.
        options = {"name": name, "headers": headers, "stream": True, "catch_response": True}
        for retries in (1, 0):
            with self.client.request(method, address, **options, **more) as answer:
                if retries and isinstance(getattr(answer, "error", None), HTTPConnectionClosed):
                    # The server had just closed an idle connection. Browsers retry on a new connection as well.
                    answer.request_meta["name"] = REOPENED
                    answer.success()
                    continue
                if answer.status_code not in (200, 204, 304):
                    raise ResponseError(f"{answer.status_code or answer.error!r}")
                try:
                    return answer.read(), answer.headers
                except FAILURE_EXCEPTIONS as e:
                    raise ResponseError(repr(e)) from None
        raise Refused

    def together(self, tasks: list[Callable]) -> list:
        """Run the tasks in parallel, limited by the connections of a browser. Return their results."""
        return Pool(CONNECTIONS).map(lambda task: task(), tasks)

    @contextmanager
    def measured(self, name: str) -> Iterator[None]:
        """Report the requests of this context to Locust as one event, because the user waits for all of them."""
        began, failure = time.perf_counter(), None
        try:
            yield
        except Refused as e:
            failure = e
        took = (time.perf_counter() - began) * 1000  # ms
        self.environment.events.request.fire(
            request_type=EVENT, name=name, response_time=took, response_length=0, exception=failure, context={}
        )


def unpacked(body: bytes) -> str:
    """The text of a response, which is compressed unless it is small."""
    return (gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body).decode()
