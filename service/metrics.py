"""What Prometheus may know, on a port that only this machine reaches: counts and times, nothing of anybody."""

import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable
from time import perf_counter
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

# Before prometheus_client comes, which looks at it: each worker writes its numbers there, any of them adds all up.
FOLDER = os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="separable-metrics-")

# isort: split
from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, make_wsgi_app
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from service.watchdog import resident

LOCAL = "127.0.0.1"
SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)

REQUESTS = Counter("separable_requests", "Requests answered", ["route", "status"])
LATENCY = Histogram("separable_request_seconds", "From a request to its answer", ["route"], buckets=SECONDS)
REFUSED = Counter("separable_refused", "Requests for more than the lab does, and such as no page sends")
HITS = Gauge("separable_cache_hits", "Answers taken from the cache", multiprocess_mode="sum")
MISSES = Gauge("separable_cache_misses", "Answers computed for it", multiprocess_mode="sum")
MEMORY = Gauge("separable_worker_bytes", "Memory that a worker holds", multiprocess_mode="liveall")

_listener: WSGIServer | None = None


class _Silent(WSGIRequestHandler):
    timeout = 5  # seconds; one connection that says nothing would stop all others

    def log_message(self, *_: object) -> None:
        pass


def measure(server: Flask, cache_use: Callable[[], tuple[int, int]]) -> None:
    """Count and time the requests of the `server`."""
    seen = 0.0

    @server.before_request
    def start() -> None:
        g.began = perf_counter()

    @server.after_request
    def count(response: Response) -> Response:
        nonlocal seen
        if "began" not in g:  # a probe
            return response
        now = perf_counter()
        route = request.url_rule.rule if request.url_rule else "none"
        REQUESTS.labels(route, response.status_code).inc()
        LATENCY.labels(route).observe(now - g.began)
        if 400 <= response.status_code < 500 or "refused" in g:
            REFUSED.inc()
        for gauge, value in zip((HITS, MISSES), cache_use(), strict=True):
            gauge.set(value)
        if now - seen > 1:  # to ask the system costs as much as all of the above
            seen = now
            MEMORY.set(resident())
        return response


def listen(port: int) -> None:
    """Take the port, once, before there are workers; the first free one of them will answer."""
    global _listener
    for file in os.scandir(FOLDER):
        os.remove(file)  # the requests by which the app sets itself up
    registry = CollectorRegistry()
    MultiProcessCollector(registry, FOLDER)
    try:
        _listener = make_server(LOCAL, port, make_wsgi_app(registry), handler_class=_Silent)
    except OSError as e:
        close()
        sys.exit(f"SEPARABLE_METRICS_PORT={port}: {e.strerror}; choose another port.")


def serve() -> None:
    """Answer from this worker, too."""
    MEMORY.set(resident())
    threading.Thread(target=_listener.serve_forever, daemon=True, name="metrics").start()


def forget(pid: int) -> None:
    """A worker is gone, and its memory with it; what it has counted stays."""
    mark_process_dead(pid, FOLDER)


def close() -> None:
    """The server ends."""
    shutil.rmtree(FOLDER, ignore_errors=True)
