"""How the C library keeps memory, for a server of many threads."""

import ctypes
import sys

ARENA_MAX, ARENAS = -8, 2  # M_ARENA_MAX of glibc's malloc.h


def share_memory() -> None:
    """Let all threads share what they freed; else each keeps what its largest answer took (64: 800 MB, now 400 MB)."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None  # glibc alone has it
    if mallopt:
        mallopt(ARENA_MAX, ARENAS)
