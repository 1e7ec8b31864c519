"""The app before its first request."""

import os
import subprocess
import sys

WATCH = """
import os, sys
class Watch:
    def find_spec(self, name, *_):
        if name == "numpy":
            print(os.environ.get("OPENBLAS_NUM_THREADS"))
sys.meta_path.insert(0, Watch())
import app
"""


def test_blas_is_on_one_thread_before_numpy_loads():
    """A later change would have no effect."""
    bare = {name: value for name, value in os.environ.items() if "NUM_THREADS" not in name}
    said = subprocess.run([sys.executable, "-c", WATCH], capture_output=True, text=True, env=bare, check=True).stdout
    assert ["1"] == said.split()
