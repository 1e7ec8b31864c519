"""Limits concurrent work. A waiting request gives up after 15 s, because it occupies a thread."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition
from time import monotonic

from flask import g
from werkzeug.exceptions import ServiceUnavailable

# Seconds that a request may wait in all queues together, from its complete arrival; half the timeout of proxies.
LONGEST_WAIT = 15
RETRY_AFTER = 2  # seconds; pages add a random time, so that they do not all retry at once


class Slots:
    """A counting semaphore, from which a request can take several slots at once."""

    def __init__(self, count: int) -> None:
        """Start with `count` free slots."""
        self.free = count
        self.changed = Condition()

    def take(self, count: int, timeout: float) -> bool:
        """Take `count` slots once so many are free. Return False if that takes longer than `timeout` seconds."""
        with self.changed:
            taken = self.changed.wait_for(lambda: count <= self.free, timeout)
            self.free -= count * taken
            return taken

    def give_back(self, count: int) -> None:
        """Return `count` slots."""
        with self.changed:
            self.free += count
            self.changed.notify_all()


def note_arrival() -> None:
    """Start the waiting time of this request. Call it once the body has arrived, so that slow uploads do not count."""
    g.arrived = monotonic()


@contextmanager
def taking(slots: Slots, count: int = 1) -> Iterator[None]:
    """Hold `count` slots within the context. Answer 503 if they do not become free in time."""
    if not slots.take(count, max(0, g.arrived + LONGEST_WAIT - monotonic())):
        raise ServiceUnavailable(retry_after=RETRY_AFTER)
    try:
        yield
    finally:
        slots.give_back(count)
