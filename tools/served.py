"""The lab as its users meet it, for browser tests, benchmarks and screenshots."""

import os
import pathlib
import shutil
import signal
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


class Server:
    """What `make run` starts, on a free port that stays its own when it starts again."""

    port = 0

    def __init__(self, *arguments: str, log: int = subprocess.DEVNULL, **variables: str) -> None:
        """Start it, with arguments for gunicorn, a file for its log lines and the variables of a deployment."""
        self.command = [sys.executable, "-m", "gunicorn", "--log-level", "warning", *arguments]
        self.kept = {"cwd": ROOT, "env": os.environ | variables, "stdout": log, "start_new_session": True}
        self.start()

    def start(self) -> None:
        """Serve; requests wait until the server is ready, so nobody has to poll."""
        with socket.create_server(("127.0.0.1", self.port)) as listener:  # inherited, open as it is
            self.port = listener.getsockname()[1]
            command = [*self.command, "--bind", f"fd://{listener.fileno()}"]
            self.process = subprocess.Popen(command, pass_fds=[listener.fileno()], **self.kept)

    @property
    def address(self) -> str:
        """Where it is, for a browser."""
        return f"http://127.0.0.1:{self.port}"

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the master with a signal, or with SIGKILL it and all its workers; the port is free afterwards."""
        if how == signal.SIGKILL:
            os.killpg(self.process.pid, how)
        else:
            self.process.send_signal(how)
        self.process.wait()

    def workers(self) -> list[int]:
        """The ids of the processes that answer."""
        master = self.process.pid
        return [int(pid) for pid in pathlib.Path(f"/proc/{master}/task/{master}/children").read_text().split()]


@contextmanager
def served(**variables: str) -> Iterator[str]:
    """Start the server that `make run` starts, with the variables of a deployment; its address."""
    with started(**variables) as (address, _):
        yield address


@contextmanager
def started(*arguments: str, log: int = subprocess.DEVNULL, **variables: str) -> Iterator[tuple[str, subprocess.Popen]]:
    """The same with arguments for gunicorn and a file for its log lines; its address and process."""
    server = Server(*arguments, log=log, **variables)
    try:
        yield server.address, server.process
    finally:
        server.stop()
