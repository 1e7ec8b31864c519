"""Who computes now: some at a time. Others wait, but not for long, for who waits holds a thread."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from time import monotonic

from flask import g
from werkzeug.exceptions import ServiceUnavailable

LONGEST_WAIT = 5  # seconds from the arrival of a request on, in all queues together
COME_AGAIN = 2  # seconds; the browser adds some of its own, or all would come at once


def note_arrival() -> None:
    """Call it before each request."""
    g.arrived = monotonic()


@contextmanager
def turn(places: BoundedSemaphore) -> Iterator[None]:
    """Take one of the places, when it is free; a fault where that takes too long."""
    if not places.acquire(timeout=max(0, g.arrived + LONGEST_WAIT - monotonic())):
        raise ServiceUnavailable(retry_after=COME_AGAIN)
    try:
        yield
    finally:
        places.release()
