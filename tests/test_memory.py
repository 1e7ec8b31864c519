"""Memory that is free goes back."""

import subprocess
import sys

import pytest

# In a process of its own, whose memory nobody else takes: blocks too small to be mapped one by one, every second kept.
TAKE = """
from components.memory import give_back, share_memory
from components.watch import resident
share_memory()
blocks = [bytearray(100_000) for _ in range(1_000)]
del blocks[::2]
before = resident()
give_back()
print(before - resident())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other C libraries have ways of their own")
def test_free_memory_between_what_is_kept_goes_back_to_the_system():
    """Most of 50 MB."""
    given = subprocess.run([sys.executable, "-c", TAKE], capture_output=True, text=True, check=True).stdout
    assert int(given) > 40_000_000
