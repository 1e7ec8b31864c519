"""Where and how the lab is served: the one place that reads the variables of a deployment."""

import errno
import os
import re
import socket
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

HEALTH, READY = "/health", "/ready"  # what a supervisor and a load balancer ask

OURS = "SEPARABLE_"  # how the names of all variables but HOST and PORT begin
CLASSES = ("gthread", "sync")
ADDRESS = re.compile(r"[\w.:-]+", re.ASCII)
NAME = re.compile(r"\.?[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*")
PATH = re.compile(r"/([\w-]+/)*", re.ASCII)


def cores() -> int:
    """Those that this process may run on, where the system says which."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def useful_workers() -> int:
    """Two a core: while one holds its lock or waits, the other computes. A class waits half as long as with one."""
    return 2 * cores()


def _whole(low: int, high: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
            raise ValueError(text)
        return int(text)

    return parse


def _match(pattern: re.Pattern) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if not pattern.fullmatch(text):
            raise ValueError(text)
        return text

    return parse


def _names(text: str) -> tuple[str, ...]:
    return tuple(_match(NAME)(name.strip().lower()) for name in text.split(","))


def _variable(name: str, parse: Callable[[str], Any], allowed: str, **default: Any) -> Any:
    return field(metadata={"variable": name, "parse": parse, "allowed": allowed}, **default)


PORTS = _whole(1, 65_535), "a whole number from 1 to 65535"


@dataclass(frozen=True)
class Service:
    """The settings of a deployment: each with its variable, its default and what is allowed."""

    # This machine only, until somebody decides otherwise: there is neither a password nor encryption.
    host: str = _variable(
        "HOST", _match(ADDRESS), "an address of this machine, or 0.0.0.0 for all", default="127.0.0.1"
    )
    port: int = _variable("PORT", *PORTS, default=8050)
    prefix: str = _variable("SEPARABLE_PREFIX", _match(PATH), "a path such as /lab/", default="/")
    hosts: tuple[str, ...] = _variable(
        "SEPARABLE_HOSTS", _names, "names separated by commas, such as lab.example.org,.school.example", default=()
    )
    proxies: int = _variable("SEPARABLE_PROXIES", _whole(0, 9), "a whole number from 0 to 9", default=0)
    workers: int = _variable(
        "SEPARABLE_WORKERS", _whole(1, 64), "a whole number from 1 to 64", default_factory=useful_workers
    )
    worker_class: str = _variable(
        "SEPARABLE_WORKER_CLASS", _match(re.compile("|".join(CLASSES))), " or ".join(CLASSES), default=CLASSES[0]
    )
    metrics_port: int | None = _variable("SEPARABLE_METRICS_PORT", *PORTS, default=None)

    @property
    def bind(self) -> str:
        """As gunicorn and addresses write it."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    def obstacle(self) -> str:
        """Why nobody can listen there, or ""."""
        try:
            family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
            socket.create_server((self.host, self.port), family=family).close()
        except OSError as e:
            return {
                errno.EADDRINUSE: f"PORT={self.port}: something listens there already; choose another port.",
                errno.EACCES: f"PORT={self.port}: only root may listen there; choose a port from 1024 on.",
            }.get(e.errno, f"HOST={self.host}: this machine has no such address; choose one of its own, or 0.0.0.0.")
        return ""


def read(environ: Mapping[str, str]) -> Service:
    """The settings in `environ`; what is empty is as if it were not there."""
    known = {f.metadata["variable"]: f for f in fields(Service)}
    for name in environ:
        if name.startswith(OURS) and name not in known:
            raise ValueError(f"{name}: there is no such variable; choose from {', '.join(known)}.")
    values = {}
    for name, f in known.items():
        if text := environ.get(name):
            try:
                values[f.name] = f.metadata["parse"](text)
            except ValueError:
                raise ValueError(f"{name}={text}: choose {f.metadata['allowed']}.") from None
    service = Service(**values)
    if service.metrics_port == service.port:
        raise ValueError(f"SEPARABLE_METRICS_PORT={service.port}: choose another port than that of the lab.")
    return service


def load() -> Service:
    """The settings of this process; what is wrong with them ends it with a sentence."""
    try:
        return read(os.environ)
    except ValueError as e:
        sys.exit(str(e))
