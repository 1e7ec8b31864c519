"""Sends requests to a real server and checks every response, its workers and its log."""

import gzip
import http.client
import json
import pathlib
import re
import socket
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit
from urllib.request import urlopen

from tests.fuzz.requests import Request, files, pages, pictures, request, rules, words
from tools.served import Server

WORKERS, CONNECTIONS = 2, 8
TIMEOUT = 30  # seconds for one response, enough for a busy machine
TIMED_OUT = -1
EXPECTED = {200, 204, 304}
ERROR = {"code", "message", "request_id"}
LARGEST_FROM_GUNICORN = 20_000  # bytes of gunicorn's own error responses, which quote the request
LEAK = re.compile(
    rb'Traceback \(most|File "/|site-packages|\.py\b|\b[A-Z]\w*(?:Error|Exception)\b|object at 0x|<class \''
)


@dataclass
class Report:
    """The result of a run: counts of responses, faults, and the memory of the workers."""

    totals: Counter = field(default_factory=Counter)  # by kind and status
    faults: list[str] = field(default_factory=list)
    memory: dict[int, tuple[int, int]] = field(default_factory=dict)  # by worker: current and peak, in bytes


@dataclass(frozen=True)
class Answer:
    """A response; its status is 0 if the connection ended without one."""

    status: int
    headers: dict[str, str]
    body: bytes


def fuzz(seed: int, numbers: Iterable[int]) -> Report:
    """Send the requests with these numbers to a new server."""
    report = Report()
    with tempfile.TemporaryFile() as log:
        with Server(log=log, SEPARABLE_WORKERS=str(WORKERS)) as server:
            with urlopen(f"{server.address}/_dash-dependencies") as answer:
                callbacks = json.load(answer)
            before = settled(server)
            for known in (rules, pages, files, pictures, words):
                known()  # fill these caches before threads start, because ast fails in threads
            with ThreadPoolExecutor(CONNECTIONS) as pool:
                shares = [list(numbers)[n::CONNECTIONS] for n in range(CONNECTIONS)]
                for part in pool.map(lambda share: _send_all(server.address, seed, share, callbacks), shares):
                    report.totals += part.totals
                    report.faults += part.faults
            after = sorted(server.workers())
            report.memory = {pid: memory(pid) for pid in after}
            if before != after:
                report.faults.append(f"Workers were {before} and are {after}.")
        log.seek(0)
        logged = log.read()
        if b"Traceback" in logged or b"[ERROR]" in logged or b"[CRITICAL]" in logged:
            report.faults.append("The server's log: " + logged[-4_000:].decode(errors="replace"))
    return report


def _send_all(address: str, seed: int, numbers: list[int], callbacks: list[dict]) -> Report:
    """Send requests one after another, over a kept-alive connection where possible."""
    report = Report()
    with connections(address) as send:
        for number in numbers:
            sent = request(seed, number, callbacks)
            for answer in send(sent):
                report.totals[sent.kind, answer.status] += 1
                if wrong := complaint(sent, answer):
                    repeat = f"python -m tests.fuzz --seed {seed} --only {number}"
                    shown = f"{sent.data[:600]!r}\n{answer.status} {answer.body[:300]!r}"
                    report.faults.append(f"{wrong} Repeat: {repeat}\n{shown}")
    return report


@contextmanager
def connections(address: str) -> Iterator:
    """Yield a function that sends a request and returns its responses."""
    endpoint = (urlsplit(address).hostname, urlsplit(address).port)
    kept: list[socket.socket] = []

    def ask(sent: Request) -> list[Answer]:
        if sent.pace:
            return _alone(endpoint, sent)
        for last in (False, True):
            kept[:] = kept or [socket.create_connection(endpoint, TIMEOUT)]
            try:
                answer, ends = _ask(kept[0], sent)
            except (http.client.HTTPException, OSError):  # closed while it was idle: retry once
                kept.pop().close()
                if last:
                    return [Answer(0, {}, b"")]
                continue
            if ends:
                kept.pop().close()
            return [answer]
        raise AssertionError

    yield ask
    for one in kept:
        one.close()


def _ask(connection: socket.socket, sent: Request) -> tuple[Answer, bool]:
    """Send a request on this connection. Return the response, and whether the server closes the connection."""
    try:
        connection.sendall(sent.data)
    except (BrokenPipeError, ConnectionResetError):
        pass  # refused before all of it was sent; there may still be a response
    with closing(http.client.HTTPResponse(connection, method=sent.data.split(b" ", 1)[0].decode())) as response:
        response.begin()
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, headers, response.read()), response.will_close


def _alone(endpoint: tuple[str, int], sent: Request) -> list[Answer]:
    """Send bytes on a new connection, at once, in pieces, or without waiting. Return all responses to them."""
    with socket.create_connection(endpoint, TIMEOUT) as connection:
        received = bytearray()
        try:
            if sent.pace == "pieces":
                for start in range(0, min(len(sent.data), 200), 50):
                    connection.sendall(sent.data[start : start + 50])
                    time.sleep(0.005)
                connection.sendall(sent.data[200:])
            else:
                connection.sendall(sent.data)
            if sent.pace == "gone":
                return [Answer(0, {}, b"")]
            connection.shutdown(socket.SHUT_WR)
            while more := connection.recv(1 << 16):
                received += more
        except TimeoutError:
            return [Answer(TIMED_OUT, {}, b"")]
        except OSError:  # the server may close the connection at any moment
            pass
    heads = re.split(rb"(?=HTTP/1\.[01] \d{3} [A-Z])", bytes(received))[1:]
    return [_parsed(head) for head in heads if not head.startswith(b"HTTP/1.1 100")] or [Answer(0, {}, bytes(received))]


def _parsed(received: bytes) -> Answer:
    head, _, body = received.partition(b"\r\n\r\n")
    lines = head.decode("latin1").split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
    return Answer(int(lines[0].split()[1]), headers, body)


def complaint(sent: Request, answer: Answer) -> str:
    """The fault of a response, or ""."""
    if answer.status == TIMED_OUT:
        return "The connection does not end."
    if answer.status == 0:
        return "" if sent.pace else "No answer."
    body = gzip.decompress(answer.body) if answer.headers.get("content-encoding") == "gzip" else answer.body
    kind = answer.headers.get("content-type", "").partition(";")[0]
    if kind in ("application/json", "text/html") and (leak := _leak(body)):
        return f"It shows {leak!r}."
    if "x-content-type-options" not in answer.headers:
        return _of_gunicorn(answer)
    if answer.status in EXPECTED:
        return _lost(sent, body)
    if not 400 <= answer.status < 500:
        return f"Status {answer.status}."
    if sent.data.startswith(b"HEAD"):
        return ""
    if kind == "text/html":
        return "" if b"Open the lab" in body else "An address without a way back."
    return (
        "" if kind == "application/json" and ERROR == json.loads(body)["error"].keys() else "A fault without its JSON."
    )


@lru_cache(100)  # most bodies are the same pages
def _leak(body: bytes) -> bytes | None:
    found = LEAK.search(body)
    return found and found.group()


def _of_gunicorn(answer: Answer) -> str:
    """The fault of a response of gunicorn itself, or "". It refuses invalid HTTP, and encodings with 501."""
    expected = 400 <= answer.status < 500 or answer.status == 501
    return "" if expected and len(answer.body) < LARGEST_FROM_GUNICORN else f"Status {answer.status} of the server."


def _lost(sent: Request, body: bytes) -> str:
    """A fault if some settings of the request did not come back unchanged."""
    if not sent.kept:
        return ""
    loaded = json.loads(body)["settings"]
    lost = {name for name, value in sent.kept.items() if loaded[name] != value}
    return f"Lost: {', '.join(sorted(lost))}." if lost else ""


def settled(server: Server) -> list[int]:
    """The process ids of the workers, once all have started."""
    while len(server.workers()) < WORKERS:
        time.sleep(0.05)
    return sorted(server.workers())


def memory(pid: int) -> tuple[int, int]:
    """The current and the peak memory of a process, in bytes."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return tuple(1024 * int(re.search(rf"{name}:\s+(\d+)", status)[1]) for name in ("VmRSS", "VmHWM"))
