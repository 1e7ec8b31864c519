"""A worker that works without end on one request, or keeps too much memory, is replaced."""

import os
import pathlib
import resource
import signal
import threading
import time
from typing import Any

MOST_CPU = 10  # seconds of one request; the budget of work lets none take a tenth of it
MOST_BYTES = 400_000_000  # at rest a worker holds less than half of it; two computations at a time take 100 MB each
PULSE = 1  # second
GRACE = 10  # seconds for what is at hand in a worker that must end; the next one comes when it is gone

STATM = pathlib.Path("/proc/self/statm")
CLOCKS = hasattr(time, "pthread_getcpuclockid")  # macOS has none: there only gunicorn's own timeout stops a worker

_busy: dict[int, tuple[float, str]] = {}  # thread → its CPU time when its request began, and the path asked for
_worker: Any = None


def begin(path: str) -> None:
    """This thread begins with a request."""
    _busy[threading.get_ident()] = time.thread_time(), path


def end() -> None:
    """It is done."""
    _busy.pop(threading.get_ident(), None)


def watch(worker: Any) -> None:
    """Watch this process, a `worker` of gunicorn, from now on."""
    global _worker
    _worker = worker
    if CLOCKS:
        threading.Thread(target=_look, daemon=True, name="watch").start()


def stopping() -> bool:
    """Whether this process has been told to end; elsewhere than under gunicorn nobody tells."""
    return _worker is not None and not _worker.alive


def resident() -> int:
    """Bytes of memory that this process holds; 0 where the system does not say."""
    try:
        return int(STATM.read_text().split()[1]) * resource.getpagesize()
    except OSError:
        return 0


def runaway() -> str:
    """The path of a request that has used up its CPU time, or "". Waiting, for a slow phone or a turn, costs none."""
    for thread, (began, path) in list(_busy.items()):
        if time.clock_gettime(time.pthread_getcpuclockid(thread)) - began > MOST_CPU:
            return path
    return ""


def _look() -> None:
    while True:
        time.sleep(PULSE)
        if path := runaway():
            _replace(f"{path} took more than {MOST_CPU} s of CPU time")
        elif resident() > MOST_BYTES:
            _replace(f"it holds more than {MOST_BYTES:,} bytes")


def _replace(reason: str) -> None:
    """Take no more requests, finish those at hand, and end; gunicorn starts another worker."""
    _worker.log.error("Worker %d is replaced: %s", os.getpid(), reason)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os._exit(1)  # a thread cannot be stopped, only its process
