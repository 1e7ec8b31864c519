"""The lab as its users meet it, for browser tests, benchmarks and screenshots."""

import os
import pathlib
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

ROOT = pathlib.Path(__file__).parents[1]

# Drawn: the sliding window, the maps of the settings, a network, or a chart.
READY = "#slide[data-painted], #maps[data-painted], #networks[data-painted], #savings .main-svg"

# For Playwright's `launch`: the Chromium of this machine, quiet and alike everywhere. Playwright's own would have
# to be downloaded.
CHROMIUM = {
    "executable_path": shutil.which("chromium"),
    "args": [
        "--no-sandbox",  # CI is root
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ],
}

THUMB = 16  # px, of a slider in Chromium; its middle is what stands at the value


@contextmanager
def served(**variables: str) -> Iterator[str]:
    """Start the server that `make run` starts, with the variables of a deployment; its address."""
    with started(**variables) as (address, _):
        yield address


@contextmanager
def started(*arguments: str, log: int = subprocess.DEVNULL, **variables: str) -> Iterator[tuple[str, subprocess.Popen]]:
    """The same on a free port, with arguments for gunicorn and a file for its log lines; its address and process."""
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    # The server inherits the open socket: requests wait in it until the server is ready, so nobody has to poll.
    bound = f"fd://{listener.fileno()}"
    command = [sys.executable, "-m", "gunicorn", "--bind", bound, "--log-level", "warning", *arguments]
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | variables,
        pass_fds=[listener.fileno()],
        stdout=log,
    )
    listener.close()
    try:
        yield f"http://127.0.0.1:{port}", server
    finally:
        server.terminate()
        server.wait()
