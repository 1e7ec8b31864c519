"""A running lab, as its users meet it, for browser tests, benchmarks and screenshots."""

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

# Says that a page is drawn, whichever it is: its script marks its root element, or Plotly has drawn a chart.
READY = "#page [data-painted], #page .main-svg"

# Options for Playwright's `launch`: the Chromium of this machine, without traffic of its own. Playwright's own Chromium
# would have to be downloaded.
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
    """The server of `make run` on a free port, which it keeps when it starts again."""

    def __init__(self, *arguments: str, log: IO | None = None, **variables: str) -> None:
        """Start it with arguments for gunicorn, a file for its log and variables of a deployment."""
        self.port = 0
        self.arguments, self.log, self.variables = arguments, log, variables
        self.start()

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Serve. Requests wait until the server is ready, so nobody has to poll."""
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
        """Its address, for a browser."""
        return f"http://127.0.0.1:{self.port}"

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the master with a signal, or with SIGKILL it and all its workers. The port is free afterwards."""
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
    """The address of a server that runs as long as the context."""
    with Server(**variables) as server:
        yield server.address
