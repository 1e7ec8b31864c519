"""Measures CPU time and memory of the most expensive requests, alone and 64 at once: `python -m benchmarks.work`."""

import gc
import json
import os
import pathlib
import re
import resource
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from werkzeug.test import Client, TestResponse

from app import app, server
from benchmarks.hostile import TABLES, files
from conv.lab.budget import refusal
from conv.lab.settings import read
from conv.networks.papers.architectures import NETWORKS
from conv.networks.uploaded.onnx_file import installed
from conv.weights.edits import MOST_EDITS
from service.guard import CALLBACKS
from service.uploads import LARGEST_FILE
from tests.hostile import bombs
from tools.pages import PAGES
from tools.served import Server

MOST_CPU, MOST_MEMORY = 1.0, 200_000_000  # limits for one request, in seconds and bytes
GZIP = {"Accept-Encoding": "gzip"}  # the cost includes compression
CROWD = 64  # concurrent requests; as many as a worker has threads

# For each route, the most expensive of several hundred layers at the limits of the budget.
RANDOM = "depthwise=random&pointwise=random&standard=random"
LAYERS = [
    f"size=300&channels=100&kernel=7&filters=6&stride=4&padding=20&dilation=2&image=retina&{RANDOM}",
    f"size=300&channels=64&kernel=2&filters=1&stride=2&dilation=4&multiplier=4&{RANDOM}",
    "size=320&channels=24&filters=16&padding=same&multiplier=2&standard=equivalent",
    "size=320&channels=1&filters=306&stride=2&padding=same&multiplier=8&standard=equivalent",
    "size=320&channels=6&filters=64&padding=0&multiplier=4",
    "size=224&channels=16&filters=64&multiplier=8",
    f"size=2&channels=2048&kernel=11&filters=63&stride=4&padding=20&dilation=4&{RANDOM}",
    f"size=4&channels=2048&kernel=1&filters=1007&padding=20&stride=4&{RANDOM}",
]
Ask = Callable[[Client], TestResponse]


def requests() -> dict[str, dict[str, Ask]]:
    """The requests, by route and name."""
    layers = {
        f"/answers/{route}": {query: _get(f"/answers/{route}?{query}&rotated=1") for query in LAYERS if _allowed(query)}
        for route in ("maps", "values", "filter", "slide")
    }
    tables = {
        f"{name}, {swap}": _post(f"/answers/network?network=own&swap={swap}", text.encode())
        for name, text in TABLES.items()
        for swap in ("standard", "separable")
    }
    published = {key: _get(f"/answers/network?{urlencode({'network': key, 'resolution': 301})}") for key in NETWORKS}
    pictures = {name: _post("/answers/picture", data) for name, data in bombs(LARGEST_FILE).items()}
    models = {name: _post("/answers/onnx", data) for name, data in files().items()} if installed() else {}
    pages = {path: _get(path) for path in (*PAGES, "/_dash-layout")}
    return layers | {
        "/answers/network": tables | published,
        "/answers/onnx": models,
        "/answers/picture": pictures,
        "callbacks": callbacks(),
        "pages": pages,
    }


def callbacks() -> dict[str, Ask]:
    """A request to each callback, with the longest values that it accepts."""
    data = {"edits": "_".join(["d0.0.0*1"] * MOST_EDITS), "image": [0] * 15_000}
    longest = {"data": data, "pathname": "/networks", "search": "?" + "a=b&" * 1_000, "n_clicks": 1}
    calls = {}
    for output, callback in app.callback_map.items():
        if "callback" in callback:
            names = [
                dict(zip(("id", "property"), name.split("."), strict=True)) for name in output.strip(".").split("...")
            ]
            sent = {
                key: [one | {"value": longest[one["property"]]} for one in callback[key]] for key in ("inputs", "state")
            }
            body = {"output": output, "outputs": names if output[:2] == ".." else names[0], "changedPropIds": []} | sent
            calls[output] = _post(CALLBACKS, json.dumps(body).encode(), "application/json")
    return calls


def _allowed(query: str) -> bool:
    return not refusal(read(dict(part.split("=") for part in query.split("&")))[0])


def _get(address: str) -> Ask:
    return lambda client: client.get(address, headers=GZIP)


def _post(address: str, body: bytes, content_type: str = "text/plain") -> Ask:
    return lambda client: client.post(address, data=body, content_type=content_type, headers=GZIP)


def measure(ask: Ask) -> tuple[float, int, int, int]:
    """CPU time in seconds, additional memory in bytes, status and length of the response, in a forked process."""
    reader, writer = os.pipe()
    if not (child := os.fork()):
        os.write(writer, json.dumps(_measured(ask)).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as file:
        found = json.load(file)
    os.waitpid(child, 0)
    return tuple(found)


def _measured(ask: Ask) -> tuple[float, int, int, int]:
    client = server.test_client()
    gc.collect()
    pathlib.Path("/proc/self/clear_refs").write_text("5")  # resets the peak memory
    memory_before, began = memory("self", "VmRSS"), time.process_time()
    answer = ask(client)
    took, most = time.process_time() - began, memory("self", "VmHWM") - memory_before
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    took += children.ru_utime + children.ru_stime
    return took, max(most, 1024 * children.ru_maxrss), answer.status_code, len(answer.data)


def memory(pid: int | str, name: str) -> int:
    """A memory value from /proc/…/status, in bytes."""
    return 1024 * int(re.search(rf"{name}:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text())[1])


def crowd() -> None:
    """Send 64 different expensive requests to one worker at once."""
    with Server(SEPARABLE_WORKERS="1") as lab, ThreadPoolExecutor(CROWD) as pool:
        urlopen(lab.address).read()
        (worker,) = lab.workers()
        began, idle = time.monotonic(), memory(worker, "VmRSS")

        def ask(n: int) -> tuple[int, float]:
            query = f"{[query for query in LAYERS if _allowed(query)][n % 4]}&rotated=1&output={n}"
            try:
                with urlopen(
                    Request(f"{lab.address}/answers/{'slide' if n % 2 else 'filter'}?{query}", headers=GZIP)
                ) as got:
                    got.read()
                    return got.status, time.monotonic() - began
            except HTTPError as e:
                return e.code, time.monotonic() - began

        found = list(pool.map(ask, range(CROWD)))
        statuses, last = dict(Counter(status for status, _ in found)), max(took for _, took in found)
        most = memory(worker, "VmHWM")
    print(f"{CROWD} at once: {statuses}, the last after {last:.1f} s; worker {idle / 1e6:.0f} → {most / 1e6:.0f} MB")


def main() -> None:
    """Print the most expensive request of each route by CPU time and by memory, then the concurrent requests."""
    client = server.test_client()
    for path in ("maps", "values", "filter", "slide", "network"):  # warm-up: what is loaded once is not measured
        client.get(f"/answers/{path}", headers=GZIP).close()
    bars = f"at most {MOST_CPU:.2f} s, {MOST_MEMORY / 1e6:.0f} MB"
    print(f"{'route':18}{'CPU s':>7}{'MB':>6}{'status':>8}{'kB':>8}   most expensive by time, then by memory ({bars})")
    exceeded = False
    for route, asked in requests().items():
        found = [(*measure(ask), name) for name, ask in asked.items()]
        exceeded = exceeded or any(took > MOST_CPU or most > MOST_MEMORY for took, most, *_ in found)
        for key in (0, 1):
            took, most, status, length, name = max(found, key=lambda one: one[key]) if found else (0, 0, 0, 0, "none")
            print(f"{route:18}{took:7.2f}{most / 1e6:6.0f}{status:8}{length / 1000:8,.0f}   {name}")
    crowd()
    if exceeded:
        raise SystemExit("A request takes more than it may.")


if __name__ == "__main__":
    main()
