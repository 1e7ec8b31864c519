"""Memory that is free goes back to the system. The C library of Linux would keep it, in each thread's share."""

import ctypes

ARENA_MAX, MMAP_THRESHOLD, TRIM_THRESHOLD = -8, -3, -1  # of malloc.h
ARENAS = 1  # share of memory; 64 threads would have 8 a core, each as large as the largest layer made it
BLOCK = 4_000_000  # bytes; larger ones are taken from the system and returned one by one


def share_memory() -> None:
    """
    Let all threads take memory from the same share, and return large blocks; call it before there are threads.

    Much smaller blocks would cost a third of the time, for the system clears what it lends. Without all this, threads
    kept 600 MB after 150 random layers.
    """
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):  # another C library, with ways of its own
        return
    mallopt(ARENA_MAX, ARENAS)
    mallopt(MMAP_THRESHOLD, BLOCK)
    mallopt(TRIM_THRESHOLD, BLOCK)
