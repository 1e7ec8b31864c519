"""Freed memory is returned to the system."""

import subprocess
import sys

import pytest

# Runs in a new process. Freeing a large block first would normally make malloc keep smaller blocks.
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
def test_freed_blocks_return_to_the_system_although_a_later_one_is_in_use():
    """Most of the 95 MB."""
    given = subprocess.run([sys.executable, "-c", TAKE], capture_output=True, text=True, check=True).stdout
    assert int(given) > 80_000_000
