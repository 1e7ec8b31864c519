"""Time several ways of doing one thing in turns, so that a busy machine slows all of them alike."""

import ctypes
import time
from collections.abc import Callable, Mapping

ROUND_SECONDS = 0.002  # fast contestants are repeated until a turn lasts about this long


def keep_memory() -> None:
    """Let the C library keep freed memory: when it returns pages depends on who ran before, and costs the next one."""
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except AttributeError:  # not glibc
        return
    trim_threshold, mmap_threshold = -1, -3
    mallopt(trim_threshold, 1 << 30)
    mallopt(mmap_threshold, 1 << 30)


def interleave(contestants: Mapping[str, Callable[[], object]], seconds: float) -> list[dict[str, float]]:
    """Seconds a call of each contestant, a dict a round, in rounds for about so many seconds; at least three rounds."""
    repeats = {}
    for name, run in contestants.items():
        run()
        repeats[name] = max(1, int(ROUND_SECONDS / _seconds(run, 1)))
    rounds = []
    end = time.perf_counter() + seconds
    while len(rounds) < 3 or time.perf_counter() < end:
        rounds.append({name: _seconds(run, repeats[name]) for name, run in contestants.items()})
    return rounds


def _seconds(run: Callable[[], object], repeats: int) -> float:
    start = time.perf_counter()
    for _ in range(repeats):
        run()
    return (time.perf_counter() - start) / repeats
