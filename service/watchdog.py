"""Replaces a worker whose request computes without end, or which holds too much memory."""

import os
import pathlib
import resource
import signal
import threading
import time
from typing import Any

MOST_CPU = 10  # seconds of one request; the budget of the lab allows none a tenth of that
MOST_BYTES = 400_000_000  # an idle worker holds less than half; two concurrent computations take 100 MB each
INTERVAL = 1  # seconds between two checks
GRACE = 10  # seconds for a worker that must end to finish its requests; until then nothing replaces it

STATM = pathlib.Path("/proc/self/statm")
CLOCKS = hasattr(time, "pthread_getcpuclockid")  # macOS has none; there only gunicorn's own timeout stops a worker

_busy: dict[int, tuple[float, str]] = {}  # by thread: its CPU time when its request began, and the path asked for
_worker: Any = None


def begin(path: str) -> None:
    """This thread begins to work on a request."""
    _busy[threading.get_ident()] = time.thread_time(), path


def end() -> None:
    """This thread has finished its request."""
    _busy.pop(threading.get_ident(), None)


def watch(worker: Any) -> None:
    """Watch this process, which is a `worker` of gunicorn, from now on."""
    global _worker
    _worker = worker
    if CLOCKS:
        threading.Thread(target=_check_forever, daemon=True, name="watchdog").start()


def stopping() -> bool:
    """Whether gunicorn has told this process to end; always False without gunicorn."""
    return _worker is not None and not _worker.alive


def resident() -> int:
    """Bytes of memory that this process holds; 0 if the system does not say."""
    try:
        return int(STATM.read_text().split()[1]) * resource.getpagesize()
    except OSError:
        return 0


def runaway() -> str:
    """The path of a request that has used up its CPU time, or "". Waiting for a slow phone or a slot uses none."""
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
    """Accept no more requests, finish the current ones and end; gunicorn then starts another worker."""
    _worker.log.error("Worker %d is replaced: %s", os.getpid(), reason)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os._exit(1)  # a thread cannot be stopped, only its process
