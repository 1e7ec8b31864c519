"""The lab with a few addresses that misbehave, for tests/test_serving.py, and with a watch that loses patience soon."""

import time

from app import server as lab
from components import watch

watch.MOST_CPU = watch.GRACE = 1  # second
watch.PULSE = 0.2
HOARD = 150_000_000  # bytes
watch.MOST_BYTES = watch.resident() + HOARD * 2 // 3
_kept = []


def server(environ, start_response):
    """Answer as the lab does, except for these."""
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
