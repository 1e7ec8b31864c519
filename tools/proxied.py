"""Starts several gunicorn instances behind nginx with the configuration of deploy/, on free ports."""

import http.client
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

ROOT = pathlib.Path(__file__).parents[1]
CONFIGURATION, GUIDE = ROOT / "deploy" / "nginx.conf", ROOT / "deploy" / "README.md"
NGINX = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")
WORKERS = 2  # in each instance
START_TIMEOUT = 60  # seconds, long enough for a busy machine


class Instance:
    """One gunicorn, which can be killed and restarted on the same port."""

    def __init__(self, count: int = WORKERS, **environment: str) -> None:
        """Prepare an instance of `count` workers; `environment` extends that of this process."""
        self.port, self.count = free_port(), count
        ports = {"PORT": str(self.port), "SEPARABLE_METRICS_PORT": str(free_port())}
        self.environment = os.environ | environment | ports | {"SEPARABLE_WORKERS": str(count)}

    def __enter__(self) -> "Instance":
        self.start()
        self.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGQUIT)  # does not wait for open requests
        self.process.wait()

    def start(self) -> None:
        """Start the process without waiting for it."""
        command = [sys.executable, "-m", "gunicorn", "--log-level", "critical"]
        options = {"cwd": ROOT, "env": self.environment, "stdout": subprocess.DEVNULL, "start_new_session": True}
        self.process = subprocess.Popen(command, **options)

    def wait(self) -> None:
        """Wait until it answers and has all its workers."""
        wait_for(self.port)
        while len(self.workers()) < self.count:
            time.sleep(0.05)

    def kill(self) -> None:
        """Kill it with all its workers, as if the machine lost power."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def reload(self) -> None:
        """Replace all workers."""
        self.process.send_signal(signal.SIGHUP)

    def workers(self) -> list[int]:
        """The process ids of the current workers."""
        pid = self.process.pid
        return [int(child) for child in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@contextmanager
def proxied(
    folder: pathlib.Path, classes: Sequence[str] = ("sync", "sync"), prefix: str = "/"
) -> Iterator[tuple[str, list[Instance]]]:
    """Start an instance of each worker class, and nginx with its files in `folder`. Yield its URL and the instances."""
    with ExitStack() as stack:
        common = {"SEPARABLE_PREFIX": prefix, "SEPARABLE_PROXIES": "1"}
        instances = [Instance(SEPARABLE_WORKER_CLASS=worker_class, **common) for worker_class in classes]
        for instance in instances:
            instance.start()
            stack.push(instance)
        for instance in instances:
            instance.wait()
        port = free_port()
        file = folder / "nginx.conf"
        file.write_text(configuration(folder, port, [instance.port for instance in instances], prefix))
        nginx = subprocess.Popen([NGINX, "-c", file, "-e", "stderr", "-g", "daemon off;"])
        stack.callback(nginx.wait)
        stack.callback(nginx.terminate)
        wait_for(port, prefix)
        yield f"http://127.0.0.1:{port}", instances


def configuration(folder: pathlib.Path, port: int, upstreams: list[int], prefix: str = "/") -> str:
    """The configuration of deploy/ with other ports and paths; for a prefix, edited as deploy/README.md says."""
    text = CONFIGURATION.read_text()
    if prefix != "/":
        (edit,) = re.findall(r"^ +(sed .*) deploy/nginx.conf$", GUIDE.read_text(), re.MULTILINE)
        command = edit.replace("/lab/", prefix)
        text = subprocess.run(command, shell=True, input=text, capture_output=True, text=True, check=True).stdout
    servers = [line for line in text.splitlines(keepends=True) if line.strip().startswith("server 127.0.0.1:")]
    replaced = [servers[0].replace("8051", str(upstream)) for upstream in upstreams]
    for old, new in {
        "".join(servers): "".join(replaced),
        "listen 80 ": f"listen 127.0.0.1:{port} ",
        "/var/cache/nginx": str(folder),
        "/run/nginx.pid": f"{folder}/nginx.pid",
        # nginx runs as the current user, because the folder may be private.
        "user www-data;": "user root;" if os.geteuid() == 0 else "",
    }.items():
        if old not in text:
            raise ValueError(f"deploy/nginx.conf has no {old!r}: adapt tools/proxied.py to it.")
        text = text.replace(old, new)
    return text


def free_port() -> int:
    """A free port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def wait_for(port: int, path: str = "/") -> None:
    """Wait until the port answers with 200. For nginx this means that an instance of the lab answers."""
    end = time.monotonic() + START_TIMEOUT
    while time.monotonic() < end:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=START_TIMEOUT)
            connection.request("GET", path)
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.05)
        finally:
            connection.close()
    raise TimeoutError(f"Nothing answers on port {port} after {START_TIMEOUT} s.")
