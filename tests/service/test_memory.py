"""Memory that is free goes back."""

import subprocess
import sys

import pytest

# In a process of its own, whose memory nobody else takes. A large block, once freed, makes the C library keep others.
TAKE = """
from service.memory import configure_malloc
from service.watchdog import resident
configure_malloc()
bytearray(30_000_000)
blocks = [bytearray(5_000_000) for _ in range(20)]
before = resident()
del blocks[:-1]
print(before - resident())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other C libraries have ways of their own")
def test_free_memory_below_what_is_kept_goes_back_to_the_system():
    """Most of 95 MB."""
    given = subprocess.run([sys.executable, "-c", TAKE], capture_output=True, text=True, check=True).stdout
    assert int(given) > 80_000_000
