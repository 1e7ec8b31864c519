"""Who computes now: some at a time. Others wait, but not for long, for who waits holds a thread."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition
from time import monotonic

from flask import g
from werkzeug.exceptions import ServiceUnavailable

LONGEST_WAIT = 15  # seconds, in all queues together, from when all of a request is there; half of what proxies wait
COME_AGAIN = 2  # seconds; the browser adds some of its own, or all would come at once


class Places:
    """So many, of which somebody may need several."""

    def __init__(self, count: int) -> None:
        """All of them are free."""
        self.free = count
        self.changed = Condition()

    def take(self, count: int, patience: float) -> bool:
        """Whether they became free within so many seconds, and are taken."""
        with self.changed:
            taken = self.changed.wait_for(lambda: count <= self.free, patience)
            self.free -= count * taken
            return taken

    def give(self, count: int) -> None:
        """Back."""
        with self.changed:
            self.free += count
            self.changed.notify_all()


def note_arrival() -> None:
    """Call it when a request is there as a whole: how long sending takes is a matter of who sends."""
    g.arrived = monotonic()


@contextmanager
def turn(places: Places, count: int = 1) -> Iterator[None]:
    """Take so many of the places, when they are free; a fault where that takes too long."""
    if not places.take(count, max(0, g.arrived + LONGEST_WAIT - monotonic())):
        raise ServiceUnavailable(retry_after=COME_AGAIN)
    try:
        yield
    finally:
        places.give(count)
