"""Real servers with both worker classes, from startup to shutdown."""

import http.client
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from types import SimpleNamespace

import pytest

from service.deployment import CLASSES
from tools.served import ROOT, Server

FIRST = ["/", "/maps", "/networks", "/savings", "/answers/maps?size=8", "/answers/network", "/_dash-layout", "/ready"]


@pytest.fixture(scope="module", params=CLASSES)
def server(request, tmp_path_factory):
    """URL, process, log file and metrics port of a server that is still starting."""
    path = tmp_path_factory.mktemp("log") / "access"
    variables = {"SEPARABLE_WORKER_CLASS": request.param, "SEPARABLE_WORKERS": "2", "SEPARABLE_METRICS_PORT": free()}
    with path.open("w") as log, Server("tests.unruly:server", log=log, **variables) as running:
        yield running.address, running.process, path, variables["SEPARABLE_METRICS_PORT"]


def free():
    """A free port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return str(listener.getsockname()[1])


def get(address, path):
    """Status and body."""
    with urllib.request.urlopen(address + path, timeout=60) as answer:
        return answer.status, answer.read()


def ready(address):
    """Whether the answering worker is ready; a stopping worker is not."""
    try:
        return get(address, "/ready")[0] == 200
    except urllib.error.HTTPError:
        return False


def workers(process):
    """The process ids of the workers."""
    return set(pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split())


def until(condition, seconds=40):
    """Wait until the condition holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_cold_start_answers_its_first_requests(server):
    """Three of each kind at once, while the app is still loading."""
    with ThreadPoolExecutor(24) as pool:
        answers = list(pool.map(lambda path: get(server[0], path), FIRST * 3))
    assert [200] * 24 == [status for status, _ in answers]


@pytest.mark.skipif(not hasattr(socket, "TCP_DEFER_ACCEPT"), reason="only Linux defers connections")
def test_idle_connections_block_no_requests(server):
    """Browsers open spare connections, and a class opens more of them than there are threads."""
    port = int(server[0].rpartition(":")[2])
    with ExitStack() as stack:
        idle = [stack.enter_context(socket.create_connection(("127.0.0.1", port))) for _ in range(200)]
        began = time.monotonic()
        assert 200 == get(server[0], "/maps")[0]
        assert time.monotonic() - began < 4  # s; a thread that waits for one gives up after 5
        idle[150].sendall(b"GET /ready HTTP/1.0\r\n\r\n")
        assert b"HTTP/1.0 200" == idle[150].recv(12)


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="only Linux has this timeout")
def test_a_client_that_stops_reading_is_disconnected():
    """Otherwise a thread would wait forever. The timeout is shorter here."""
    loader = SourceFileLoader("configuration", str(ROOT / "gunicorn.conf.py"))
    configuration = module_from_spec(spec_from_loader(loader.name, loader))
    loader.exec_module(configuration)
    configuration.unacknowledged = 1
    with socket.create_server(("127.0.0.1", 0)) as listener:
        configuration.when_ready(SimpleNamespace(LISTENERS=[SimpleNamespace(sock=listener)]))
        with socket.create_connection(listener.getsockname()) as reader:
            reader.sendall(b"GET")
            with listener.accept()[0] as answering, pytest.raises(TimeoutError):
                answering.sendall(bytes(50_000_000))


def test_a_reload_loses_nothing(server):
    """Requests on new and on kept-alive connections, while SIGHUP replaces all workers."""
    address, process, *_ = server
    before, statuses, done = workers(process), [], threading.Event()

    def ask(keep_alive):
        with closing(http.client.HTTPConnection(address.removeprefix("http://"), timeout=60)) as connection:
            while not done.is_set():
                connection.request("GET", "/answers/maps?size=8")
                with connection.getresponse() as answer:
                    statuses.append((answer.status, len(answer.read())))
                if not keep_alive:
                    connection.close()

    with ThreadPoolExecutor(5) as pool:
        napping = pool.submit(get, address, "/nap")
        asking = [pool.submit(ask, keep_alive) for keep_alive in (True, True, False, False)]
        time.sleep(0.2)
        process.send_signal(signal.SIGHUP)
        try:
            until(lambda: len(workers(process)) == 2 and not workers(process) & before)
        finally:
            done.set()
        assert [None] * 4 == [one.result() for one in asking]
        assert (200, b"done") == napping.result()
    assert len(statuses) > 50
    assert 1 == len(set(statuses))


@pytest.mark.parametrize("path", ["/spin", "/cling"])
def test_a_runaway_request_is_stopped_without_disturbing_others(server, path):
    """Its worker is replaced, because of CPU time or memory, after other requests in it have finished."""
    address, process, *_ = server
    before = workers(process)
    with ThreadPoolExecutor(2) as pool:
        spinning = pool.submit(get, address, path)
        until(lambda: ready(address) and len(workers(process) - before) == 1)
        with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
            spinning.result()
    assert len(workers(process) & before) == 1


def test_a_worker_that_holds_too_much_memory_is_replaced(server):
    """After it has responded."""
    address, process, *_ = server
    before = workers(process)
    assert 200 == get(address, "/hoard")[0]
    until(lambda: len(workers(process)) == 2 and len(workers(process) - before) == 1)
    assert 200 == get(address, "/ready")[0]


def test_prometheus_gets_the_sums_of_all_workers(server):
    """On the loopback interface."""
    for _ in range(51):
        get(server[0], "/answers/maps?size=8")
    _, text = get(f"http://127.0.0.1:{server[3]}", "/metrics")
    numbers = dict(line.rsplit(" ", 1) for line in text.decode().splitlines() if line[0] != "#")
    assert float(numbers['separable_requests_total{route="/answers/maps",status="200"}']) > 50
    assert float(numbers["separable_cache_hits"]) > 40
    assert 1 <= float(numbers["separable_cache_misses"]) < 20
    assert 1 <= len([name for name in numbers if name.startswith("separable_worker_bytes")]) <= 2


def test_a_line_a_request_and_none_for_probes(server):
    """With the request id of the response, and without the query string."""
    address, _, log, _ = server
    with urllib.request.urlopen(f"{address}/answers/maps?size=6") as answer:
        request_id, size = answer.headers["X-Request-Id"], len(answer.read())
    until(lambda: request_id in log.read_text())
    lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    (line,) = (line for line in lines if line["request_id"] == request_id)
    assert ("GET", "/answers/maps", 200) == (line["method"], line["path"], line["status"])
    assert line["bytes"] == size
    assert ["time", "request_id", "method", "path", "status", "bytes", "ms", "worker"] == list(line)
    assert set() == {"/ready", "/health"} & {line["path"] for line in lines}


def test_shutdown_waits_for_open_requests(server):
    """After SIGTERM."""
    address, process, *_ = server
    with ThreadPoolExecutor(1) as pool:
        napping = pool.submit(get, address, "/nap")
        time.sleep(0.3)
        process.terminate()
        assert (200, b"done") == napping.result()
    assert 0 == process.wait(40)


def test_a_failing_start_is_explained_in_a_sentence():
    """An invalid variable or an occupied port gives no traceback."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        for variables, sentence in {
            ("SEPARABLE_PROXIES", "many"): "SEPARABLE_PROXIES=many: choose a whole number from 0 to 9.\n",
            ("PORT", port): f"PORT={port}: something listens there already; choose another port.\n",
        }.items():
            environment = os.environ | dict([variables])
            command = [sys.executable, "-m", "gunicorn", "--log-level", "warning"]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment)
            assert (1, sentence) == (done.returncode, done.stderr)
