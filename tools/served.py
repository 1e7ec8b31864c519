"""Starts a real server of the lab for browser tests, benchmarks and screenshots."""

import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

ROOT = pathlib.Path(__file__).parents[1]

# Matches on any page once it is drawn: its script has marked the root element, or Plotly has drawn a chart.
READY = "#page [data-painted], #page .main-svg"

# Options for Playwright's `launch`: the installed Chromium, without background traffic. Playwright's own Chromium would
# have to be downloaded.
CHROMIUM = {
    "executable_path": shutil.which("chromium-headless-shell") or shutil.which("chromium"),
    "args": [
        "--no-sandbox",  # CI runs as root
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ],
}

THUMB = 16  # px, the width of a slider's thumb in Chromium; its centre marks the value


class Server:
    """The server of `make run` on a free port, which it keeps after a restart."""

    def __init__(self, *arguments: str, log: IO | None = None, **variables: str) -> None:
        """Start it with arguments for gunicorn, a log file and deployment variables."""
        self.port = 0
        self.arguments, self.log, self.variables = arguments, log, variables
        self.start()

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start the process. Requests wait until it is ready, so that callers need not poll."""
        with socket.create_server(("127.0.0.1", self.port), backlog=2048) as listener:  # the server inherits it
            self.port = listener.getsockname()[1]
            bind = ["--bind", f"fd://{listener.fileno()}", "--log-level", "warning"]
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", *bind, *self.arguments],
                cwd=ROOT,
                env=os.environ | self.variables,
                pass_fds=[listener.fileno()],
                stdout=self.log or subprocess.DEVNULL,
                stderr=self.log,
                start_new_session=True,
            )

    @property
    def address(self) -> str:
        """The server's URL."""
        return f"http://127.0.0.1:{self.port}"

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Stop the master with a signal, or the master and all workers with SIGKILL. The port is free afterwards."""
        if how == signal.SIGKILL:
            os.killpg(self.process.pid, how)
        else:
            self.process.send_signal(how)
        self.process.wait()

    def workers(self) -> list[int]:
        """The ids of the worker processes."""
        master = self.process.pid
        return [int(pid) for pid in pathlib.Path(f"/proc/{master}/task/{master}/children").read_text().split()]


@contextmanager
def served(**variables: str) -> Iterator[str]:
    """Run a server during the context. Yields its URL."""
    with Server(**variables) as server:
        yield server.address
