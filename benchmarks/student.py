"""A student, of whom Locust runs hundreds: opens the lab, moves a slider every 3 s, sometimes goes to another page."""

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
TURNS = 0.1  # share of the actions that go to another page
CONNECTIONS = 6  # that a browser opens to one server
PACKED = {"Accept-Encoding": "gzip, deflate"}  # what browsers accept over plain HTTP
EVENT = "event"  # Locust's request type for a group of requests, measured from the first to the last answer
CHANGE, TURN, LOAD = "settings change", "page turn", "page load"
REOPENED = "connection reopened"
READ, FORM = "/answers/settings", {"Content-Type": "application/x-www-form-urlencoded"}
FRESH = ""  # in place of an ETag: the browser need not ask again


class Refused(Exception):
    """A request failed; Locust has counted it already."""


class Student(FastHttpUser):
    """A browser with its cache, and the person who uses it."""

    concurrency = CONNECTIONS
    network_timeout = connection_timeout = 60.0  # browsers wait longer

    def wait_time(self) -> float:
        """Seconds until the next action; people act independently of each other."""
        return self.course.chance.expovariate(1 / PAUSE)

    def on_start(self) -> None:
        """Open a page: mostly the first one."""
        self.course = Course(random.Random(random.getrandbits(64)))
        self.kept: dict[str, str] = {}  # by address: the ETag of what the browser has
        self.path = self.course.chance.choices(list(PAGES), [7] + [1] * (len(PAGES) - 1))[0]
        self.callbacks: Callbacks | None = None
        self.open()

    def open(self) -> None:
        """Load the page with all that it needs."""
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
        """Move a slider or go to another page; load the page again if that failed before."""
        if self.callbacks is None:
            self.open()
        elif self.course.chance.random() < TURNS:
            self.path = self.course.chance.choice([path for path in PAGES if path != self.path])
            with self.measured(TURN):
                self.together([partial(self.get, self.scripts[folder_of(PAGES[self.path])], "file"), self.load_content])
                self.draw()
        else:
            with self.measured(CHANGE):
                self.change()

    def change(self) -> None:
        """Set another layer or, on a page that shows a network, another network."""
        if shows_network(self.path):
            self.course.dial()
            self.draw()
            return
        if self.course.move():
            self.read_address()
        self.draw()

    def read_address(self) -> None:
        """Let the server read the address of a link."""
        self.ask("POST", READ, "settings", PACKED | FORM, data=self.course.settings.to_query())

    def load_content(self) -> None:
        """Ask for the page's content, and for what its callbacks put there."""
        query = self.course.settings.to_query()
        place = {"_pages_location_pathname": self.path, "_pages_location_search": query and "?" + query}
        content = unpacked(self.call(CONTENT, **place))
        works = [partial(self.post, body) for body in self.callbacks.of_page(content)]
        self.together(works + [partial(self.get, file, "file") for file in files_of(content)])

    def draw(self) -> None:
        """Ask for the picture of the page, if the server makes it."""
        if address := picture(self.path, self.course.settings, self.course.view):
            self.get(address, "answer")

    # ---- A browser ---------------------------------------------------------------------------------------------
    def get(self, address: str, name: str) -> bytes:
        """Ask the server, unless the cached copy is fresh; with the ETag of a copy that is not."""
        etag = self.kept.get(address)
        if etag == FRESH:
            return b""
        headers = PACKED | ({"If-None-Match": etag} if etag else {})
        body, known = self.ask("GET", address, name, headers)
        if "immutable" in known.get("cache-control", ""):
            self.kept[address] = FRESH
        elif "etag" in known:
            self.kept[address] = known["etag"]
        return body

    def post(self, body: str) -> bytes:
        """Send the body of a callback request."""
        return self.ask("POST", CALLBACKS, "callback", PACKED | {"Content-Type": "application/json"}, data=body)[0]

    def call(self, output: str, **values: object) -> bytes:
        """Send the request of the callback with this output."""
        return self.post(self.callbacks.body(output, **values))

    def ask(self, method: str, address: str, name: str, headers: dict, **more: str) -> tuple[bytes, Mapping]:
        """The body and the headers of an answer; a refusal is a failure, because students send nothing wrong."""
        # Streaming keeps the body compressed: to decompress it would take longer than to ask for it.
        options = {"name": name, "headers": headers, "stream": True, "catch_response": True}
        for retries in (1, 0):
            with self.client.request(method, address, **options, **more) as answer:
                if retries and isinstance(getattr(answer, "error", None), HTTPConnectionClosed):
                    # The server closed an idle connection just then. Browsers, too, ask again on a new one.
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

    def together(self, works: list[Callable]) -> list:
        """What each of these returns, run at the same time as far as a browser has connections."""
        return Pool(CONNECTIONS).map(lambda work: work(), works)

    @contextmanager
    def measured(self, name: str) -> Iterator[None]:
        """Count these requests as one event, as the person who waits for them does."""
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
    """The text of an answer, which is compressed unless it is small."""
    return (gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body).decode()
