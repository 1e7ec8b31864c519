"""Real servers of both classes, from their first request to their last."""

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
    """Its address, its process, and the file of its log lines; asked in parallel before it is ready."""
    path = tmp_path_factory.mktemp("log") / "access"
    variables = {"SEPARABLE_WORKER_CLASS": request.param, "SEPARABLE_WORKERS": "2", "SEPARABLE_METRICS_PORT": free()}
    with path.open("w") as log, Server("tests.unruly:server", log=log, **variables) as one:
        yield one.address, one.process, path, variables["SEPARABLE_METRICS_PORT"]


def free():
    """A port that nobody has."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return str(listener.getsockname()[1])


def get(address, path):
    """Status and body."""
    with urllib.request.urlopen(address + path, timeout=60) as answer:
        return answer.status, answer.read()


def ready(address):
    """Whether whoever answers would take work; the worker that is told to stop says that it would not."""
    try:
        return get(address, "/ready")[0] == 200
    except urllib.error.HTTPError:
        return False


def workers(process):
    """Their process ids."""
    return set(pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split())


def until(true, seconds=40):
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_cold_start_answers_its_first_requests(server):
    """Three of each kind, all at once, while it is still loading."""
    with ThreadPoolExecutor(24) as pool:
        answers = list(pool.map(lambda path: get(server[0], path), FIRST * 3))
    assert [200] * 24 == [status for status, _ in answers]


@pytest.mark.skipif(not hasattr(socket, "TCP_DEFER_ACCEPT"), reason="only Linux lets them wait")
def test_connections_that_say_nothing_stop_nobody(server):
    """Browsers open some ahead of need; there are fewer threads than those of a class."""
    port = int(server[0].rpartition(":")[2])
    with ExitStack() as stack:
        silent = [stack.enter_context(socket.create_connection(("127.0.0.1", port))) for _ in range(200)]
        began = time.monotonic()
        assert 200 == get(server[0], "/maps")[0]
        assert time.monotonic() - began < 4  # s; a thread that waits for one gives up after 5
        silent[150].sendall(b"GET /ready HTTP/1.0\r\n\r\n")
        assert b"HTTP/1.0 200" == silent[150].recv(12)


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="only Linux gives them up")
def test_who_takes_nothing_of_an_answer_is_given_up():
    """Else a thread would wait for ever; the time is shorter here."""
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
    """Requests on new and on kept connections, while HUP replaces all workers."""
    address, process, *_ = server
    before, statuses, done = workers(process), [], threading.Event()

    def ask(kept):
        with closing(http.client.HTTPConnection(address.removeprefix("http://"), timeout=60)) as connection:
            while not done.is_set():
                connection.request("GET", "/answers/maps?size=8")
                with connection.getresponse() as answer:
                    statuses.append((answer.status, len(answer.read())))
                if not kept:
                    connection.close()

    with ThreadPoolExecutor(5) as pool:
        napping = pool.submit(get, address, "/nap")
        asking = [pool.submit(ask, kept) for kept in (True, True, False, False)]
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
def test_a_runaway_is_stopped_and_nobody_else_notices(server, path):
    """Of time or of memory: its worker is replaced, after the others who are in it have their answers."""
    address, process, *_ = server
    before = workers(process)
    with ThreadPoolExecutor(2) as pool:
        spinning = pool.submit(get, address, path)
        until(lambda: ready(address) and len(workers(process) - before) == 1)
        with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
            spinning.result()
    assert len(workers(process) & before) == 1


def test_a_worker_that_keeps_too_much_is_replaced(server):
    """After it has answered."""
    address, process, *_ = server
    before = workers(process)
    assert 200 == get(address, "/hoard")[0]
    until(lambda: len(workers(process)) == 2 and len(workers(process) - before) == 1)
    assert 200 == get(address, "/ready")[0]


def test_prometheus_gets_the_sums_of_all_workers(server):
    """From this machine's own address."""
    for _ in range(51):
        get(server[0], "/answers/maps?size=8")
    _, text = get(f"http://127.0.0.1:{server[3]}", "/metrics")
    numbers = dict(line.rsplit(" ", 1) for line in text.decode().splitlines() if line[0] != "#")
    assert float(numbers['separable_requests_total{route="/answers/maps",status="200"}']) > 50
    assert float(numbers["separable_cache_hits"]) > 40
    assert 1 <= float(numbers["separable_cache_misses"]) < 20
    assert 1 <= len([name for name in numbers if name.startswith("separable_worker_bytes")]) <= 2


def test_a_line_a_request_and_none_for_probes(server):
    """With the number that the answer had, and without what was asked."""
    address, _, log, _ = server
    with urllib.request.urlopen(f"{address}/answers/maps?size=6") as answer:
        number, size = answer.headers["X-Request-Id"], len(answer.read())
    until(lambda: number in log.read_text())
    lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    (line,) = (line for line in lines if line["request_id"] == number)
    assert ("GET", "/answers/maps", 200) == (line["method"], line["path"], line["status"])
    assert line["bytes"] == size
    assert ["time", "request_id", "method", "path", "status", "bytes", "ms", "worker"] == list(line)
    assert set() == {"/ready", "/health"} & {line["path"] for line in lines}


def test_the_end_waits_for_what_has_begun(server):
    """TERM, while somebody waits."""
    address, process, *_ = server
    with ThreadPoolExecutor(1) as pool:
        napping = pool.submit(get, address, "/nap")
        time.sleep(0.3)
        process.terminate()
        assert (200, b"done") == napping.result()
    assert 0 == process.wait(40)


def test_what_hinders_the_start_is_said_in_a_sentence():
    """A wrong variable, or a place that somebody has; no traceback."""
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
