"""The settings of a deployment, from environment variables, which only this module reads."""

import errno
import os
import re
import socket
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

HEALTH, READY = "/health", "/ready"  # probed by supervisors and load balancers

VARIABLE_PREFIX = "SEPARABLE_"  # the prefix of all variables but HOST and PORT
CLASSES = ("gthread", "sync")
ADDRESS = re.compile(r"[\w.:-]+", re.ASCII)
NAME = re.compile(r"\.?[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*")
PATH = re.compile(r"/([\w-]+/)*", re.ASCII)


def cores() -> int:
    """The number of cores that this process may use, or that the machine has if the system does not say."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def useful_workers() -> int:
    """Two workers for each core: while one waits, the other computes. A class waits half as long as with one."""
    return 2 * cores()


def _integer(low: int, high: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
            raise ValueError(text)
        return int(text)

    return parse


def _matching(pattern: re.Pattern) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if not pattern.fullmatch(text):
            raise ValueError(text)
        return text

    return parse


def _names(text: str) -> tuple[str, ...]:
    return tuple(_matching(NAME)(name.strip().lower()) for name in text.split(","))


def _variable(name: str, parse: Callable[[str], Any], allowed: str, **default: Any) -> Any:
    return field(metadata={"variable": name, "parse": parse, "allowed": allowed}, **default)


PORTS = _integer(1, 65_535), "a whole number from 1 to 65535"


@dataclass(frozen=True)
class Deployment:
    """The settings of a deployment, each with its variable, its default and its allowed values."""

    # By default only this machine can connect, because the lab has neither a password nor encryption.
    host: str = _variable(
        "HOST", _matching(ADDRESS), "an address of this machine, or 0.0.0.0 for all", default="127.0.0.1"
    )
    port: int = _variable("PORT", *PORTS, default=8050)
    prefix: str = _variable("SEPARABLE_PREFIX", _matching(PATH), "a path such as /lab/", default="/")
    hosts: tuple[str, ...] = _variable(
        "SEPARABLE_HOSTS", _names, "names separated by commas, such as lab.example.org,.school.example", default=()
    )
    proxies: int = _variable("SEPARABLE_PROXIES", _integer(0, 9), "a whole number from 0 to 9", default=0)
    workers: int = _variable(
        "SEPARABLE_WORKERS", _integer(1, 64), "a whole number from 1 to 64", default_factory=useful_workers
    )
    worker_class: str = _variable(
        "SEPARABLE_WORKER_CLASS", _matching(re.compile("|".join(CLASSES))), " or ".join(CLASSES), default=CLASSES[0]
    )
    metrics_port: int | None = _variable("SEPARABLE_METRICS_PORT", *PORTS, default=None)

    @property
    def bind(self) -> str:
        """Host and port in the notation of gunicorn and of URLs."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    def bind_error(self) -> str:
        """The reason why no server can listen on host and port, or ""."""
        try:
            family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
            socket.create_server((self.host, self.port), family=family).close()
        except OSError as e:
            return {
                errno.EADDRINUSE: f"PORT={self.port}: something listens there already; choose another port.",
                errno.EACCES: f"PORT={self.port}: only root may listen there; choose a port from 1024 on.",
            }.get(e.errno, f"HOST={self.host}: this machine has no such address; choose one of its own, or 0.0.0.0.")
        return ""


def read(environ: Mapping[str, str]) -> Deployment:
    """Read the settings from `environ`. An empty variable counts as unset. Raises ValueError with a sentence."""
    known = {f.metadata["variable"]: f for f in fields(Deployment)}
    for name in environ:
        if name.startswith(VARIABLE_PREFIX) and name not in known:
            raise ValueError(f"{name}: there is no such variable; choose from {', '.join(known)}.")
    values = {}
    for name, f in known.items():
        if text := environ.get(name):
            try:
                values[f.name] = f.metadata["parse"](text)
            except ValueError:
                raise ValueError(f"{name}={text}: choose {f.metadata['allowed']}.") from None
    deployment = Deployment(**values)
    if deployment.metrics_port == deployment.port:
        raise ValueError(f"SEPARABLE_METRICS_PORT={deployment.port}: choose another port than that of the lab.")
    return deployment


def load() -> Deployment:
    """Read the settings of this process. If one is invalid, print a sentence and exit."""
    try:
        return read(os.environ)
    except ValueError as e:
        sys.exit(str(e))
