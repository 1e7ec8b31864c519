"""The lab with a few misbehaving routes and a strict watchdog, for tests/service/test_serving.py."""

import time

from app import server as lab
from service import watchdog

watchdog.MOST_CPU = watchdog.GRACE = 1  # second
watchdog.INTERVAL = 0.2
HOARD = 150_000_000  # bytes
watchdog.MOST_BYTES = watchdog.resident() + HOARD * 2 // 3
_kept = []


def server(environ, start_response):
    """Answer like the lab, except for these paths."""
    match environ["PATH_INFO"]:
        case "/spin":
            while True:
                pass
        case "/nap":
            time.sleep(1)
        case "/hoard":
            _kept.append(b"x" * HOARD)
        case "/cling":
            _kept.append(b"x" * HOARD)
            time.sleep(3_600)
        case _:
            return lab(environ, start_response)
    start_response("200 OK", [("Content-Length", "4")])
    return [b"done"]
