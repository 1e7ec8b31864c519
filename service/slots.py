"""Limits concurrent work. A waiting request gives up after 15 s, because it occupies a thread."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition
from time import monotonic

from flask import g
from werkzeug.exceptions import ServiceUnavailable

# Seconds in all queues together, from the moment when the whole request has arrived; half of what proxies wait.
LONGEST_WAIT = 15
RETRY_AFTER = 2  # seconds; browsers add a random time, so that they do not all return at once


class Slots:
    """A number of slots, of which a request may need several at once."""

    def __init__(self, count: int) -> None:
        """All slots are free."""
        self.free = count
        self.changed = Condition()

    def take(self, count: int, timeout: float) -> bool:
        """Take `count` slots as soon as they are free together; False if that takes longer than `timeout` seconds."""
        with self.changed:
            taken = self.changed.wait_for(lambda: count <= self.free, timeout)
            self.free -= count * taken
            return taken

    def give_back(self, count: int) -> None:
        """Make `count` slots free again."""
        with self.changed:
            self.free += count
            self.changed.notify_all()


def note_arrival() -> None:
    """Start the clock of this request. Call it when the body has arrived, so that slow senders lose no time."""
    g.arrived = monotonic()


@contextmanager
def taking(slots: Slots, count: int = 1) -> Iterator[None]:
    """Hold `count` slots; answer 503 if they do not become free in time."""
    if not slots.take(count, max(0, g.arrived + LONGEST_WAIT - monotonic())):
        raise ServiceUnavailable(retry_after=RETRY_AFTER)
    try:
        yield
    finally:
        slots.give_back(count)
