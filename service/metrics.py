"""Metrics for Prometheus, on a port of the loopback interface: counts and times, no personal data."""

import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable
from time import perf_counter
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

# Each worker writes its metrics into this folder, and the worker that answers Prometheus adds up all of them.
# prometheus_client reads the variable when it is imported.
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
    timeout = 5  # seconds; an idle connection would block all others

    def log_message(self, *_: object) -> None:
        pass


def measure(server: Flask, cache_counts: Callable[[], tuple[int, int]]) -> None:
    """Count and time the requests of the `server`."""
    measured = 0.0  # time of the last measurement of the memory

    @server.before_request
    def start() -> None:
        g.began = perf_counter()

    @server.after_request
    def count(response: Response) -> Response:
        nonlocal measured
        if "began" not in g:  # probes are not counted
            return response
        now = perf_counter()
        route = request.url_rule.rule if request.url_rule else "none"
        REQUESTS.labels(route, response.status_code).inc()
        LATENCY.labels(route).observe(now - g.began)
        if 400 <= response.status_code < 500 or "refused" in g:
            REFUSED.inc()
        for gauge, value in zip((HITS, MISSES), cache_counts(), strict=True):
            gauge.set(value)
        if now - measured > 1:  # at most once a second: it costs as much as everything above
            measured = now
            MEMORY.set(resident())
        return response


def listen(port: int) -> None:
    """Open the port before the workers are forked, so that any of them can answer."""
    global _listener
    for file in os.scandir(FOLDER):
        os.remove(file)  # counts of requests that the app sent to itself at startup
    registry = CollectorRegistry()
    MultiProcessCollector(registry, FOLDER)
    try:
        _listener = make_server(LOCAL, port, make_wsgi_app(registry), handler_class=_Silent)
    except OSError as e:
        close()
        sys.exit(f"SEPARABLE_METRICS_PORT={port}: {e.strerror}; choose another port.")


def serve() -> None:
    """Answer Prometheus in a thread of this worker."""
    MEMORY.set(resident())
    threading.Thread(target=_listener.serve_forever, daemon=True, name="metrics").start()


def forget(pid: int) -> None:
    """Remove the memory metric of a worker that has ended, and keep its counts."""
    mark_process_dead(pid, FOLDER)


def close() -> None:
    """Delete the folder."""
    shutil.rmtree(FOLDER, ignore_errors=True)
