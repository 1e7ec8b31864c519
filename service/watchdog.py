"""Replaces a worker if one of its requests computes endlessly, or if it holds too much memory."""

import os
import pathlib
import resource
import signal
import threading
import time
from typing import Any

MOST_CPU = 10  # seconds of one request; the lab's budget keeps every request below a tenth of that
MOST_BYTES = 400_000_000  # an idle worker holds less than half; two concurrent computations take 100 MB each
INTERVAL = 1  # seconds between two checks
GRACE = 10  # seconds for a worker to finish its other requests before it exits; its replacement starts afterwards

STATM = pathlib.Path("/proc/self/statm")
CLOCKS = hasattr(time, "pthread_getcpuclockid")  # not on macOS, where only gunicorn's own timeout stops a worker

# By thread id: the thread's CPU time when its request began, and the path of that request.
_busy: dict[int, tuple[float, str]] = {}
_worker: Any = None


def begin(path: str) -> None:
    """Register that this thread starts a request."""
    _busy[threading.get_ident()] = time.thread_time(), path


def end() -> None:
    """Register that this thread has finished its request."""
    _busy.pop(threading.get_ident(), None)


def watch(worker: Any) -> None:
    """Start the watchdog in this process, which is a `worker` of gunicorn."""
    global _worker
    _worker = worker
    if CLOCKS:
        threading.Thread(target=_check_forever, daemon=True, name="watchdog").start()


def stopping() -> bool:
    """Whether gunicorn has told this process to exit; always False without gunicorn."""
    return _worker is not None and not _worker.alive


def resident() -> int:
    """The resident memory of this process in bytes; 0 if the system does not say."""
    try:
        return int(STATM.read_text().split()[1]) * resource.getpagesize()
    except OSError:
        return 0


def runaway() -> str:
    """The path of a request that exceeds its CPU time, or "". Waiting for a client or a slot costs no CPU time."""
    for thread, (began, path) in list(_busy.items()):
        if time.clock_gettime(time.pthread_getcpuclockid(thread)) - began > MOST_CPU:
            return path
    return ""


def _check_forever() -> None:
    while True:
        time.sleep(INTERVAL)
        if path := runaway():
            _replace(f"{path} took more than {MOST_CPU} s of CPU time")
        elif resident() > MOST_BYTES:
            _replace(f"it holds more than {MOST_BYTES:,} bytes")


def _replace(reason: str) -> None:
    """Accept no more requests, finish the current ones and exit. gunicorn then starts another worker."""
    _worker.log.error("Worker %d is replaced: %s", os.getpid(), reason)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os._exit(1)  # a thread cannot be killed, only its process
