"""Times several functions in alternation, so that other load on the machine slows all of them equally."""

import ctypes
import time
from collections.abc import Callable, Mapping

ROUND_SECONDS = 0.002  # fast functions are repeated to last about this long in each round


def keep_memory() -> None:
    """Let malloc keep freed memory. Otherwise one function may return pages that the next one has to request again."""
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except AttributeError:  # not glibc
        return
    trim_threshold, mmap_threshold = -1, -3
    mallopt(trim_threshold, 1 << 30)
    mallopt(mmap_threshold, 1 << 30)


def interleave(contestants: Mapping[str, Callable[[], object]], seconds: float) -> list[dict[str, float]]:
    """
    Time all contestants in rounds, for about this number of seconds, but in at least three rounds.

    Returns one dict for each round, with the seconds per call of each contestant.
    """
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
