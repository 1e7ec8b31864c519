"""The environment variables of a deployment."""

import os
import re
import socket

import pytest

from service.deployment import Deployment, load, read


def test_without_variables_it_serves_this_machine_alone():
    """Nobody else can connect by accident."""
    deployment = read({"PATH": "/bin", "HOME": "/"})
    assert Deployment() == deployment
    assert ("127.0.0.1:8050", "/", (), 0, None) == (
        deployment.bind,
        deployment.prefix,
        deployment.hosts,
        deployment.proxies,
        deployment.metrics_port,
    )


def test_every_variable_is_read():
    """It is converted to the type of its field."""
    environ = {
        "HOST": "0.0.0.0",
        "PORT": "9000",
        "SEPARABLE_PREFIX": "/school/lab/",
        "SEPARABLE_HOSTS": "Lab.example.org, .school.example",
        "SEPARABLE_PROXIES": "2",
        "SEPARABLE_WORKERS": "5",
        "SEPARABLE_WORKER_CLASS": "sync",
        "SEPARABLE_METRICS_PORT": "9100",
    }
    hosts = ("lab.example.org", ".school.example")
    assert Deployment("0.0.0.0", 9000, "/school/lab/", hosts, 2, 5, "sync", 9100) == read(environ)


def test_an_empty_variable_is_none():
    """Compose files pass on unset variables as empty ones."""
    assert Deployment() == read({"PORT": "", "SEPARABLE_HOSTS": ""})


@pytest.mark.parametrize(
    ("name", "text", "allowed"),
    [
        ("HOST", "all of them", "an address of this machine, or 0.0.0.0 for all"),
        ("PORT", "0", "a whole number from 1 to 65535"),
        ("PORT", "٣", "a whole number from 1 to 65535"),
        ("SEPARABLE_PREFIX", "/lab", "a path such as /lab/"),
        ("SEPARABLE_PREFIX", "//evil.example/", "a path such as /lab/"),
        ("SEPARABLE_PREFIX", "/../", "a path such as /lab/"),
        ("SEPARABLE_HOSTS", "a.example,", "names separated by commas, such as lab.example.org,.school.example"),
        ("SEPARABLE_HOSTS", "a" * 64, "names separated by commas, such as lab.example.org,.school.example"),
        ("SEPARABLE_HOSTS", "http://a.example", "names separated by commas, such as lab.example.org,.school.example"),
        ("SEPARABLE_PROXIES", "-1", "a whole number from 0 to 9"),
        ("SEPARABLE_WORKERS", "0", "a whole number from 1 to 64"),
        ("SEPARABLE_WORKERS", "2.5", "a whole number from 1 to 64"),
        ("SEPARABLE_WORKER_CLASS", "gevent", "gthread or sync"),
        ("SEPARABLE_METRICS_PORT", "70000", "a whole number from 1 to 65535"),
    ],
)
def test_a_wrong_value_is_refused_with_what_is_allowed(name, text, allowed):
    """The message also repeats the value."""
    with pytest.raises(ValueError, match=re.escape(f"{name}={text}: choose {allowed}.")):
        read({name: text})


def test_an_unknown_variable_is_refused_with_those_that_are_known():
    """A mistyped name would silently have no effect."""
    with pytest.raises(ValueError, match=r"^SEPARABLE_HOST: .* choose from HOST, PORT, SEPARABLE_PREFIX"):
        read({"SEPARABLE_HOST": "lab.example.org"})


def test_metrics_need_a_port_of_their_own():
    """The port of the lab is public."""
    with pytest.raises(ValueError, match="SEPARABLE_METRICS_PORT=8050: choose another port"):
        read({"SEPARABLE_METRICS_PORT": "8050"})


def test_an_ipv6_address_is_bracketed():
    """Otherwise its colons would be confused with that of the port."""
    assert "[::1]:8050" == read({"HOST": "::1"}).bind


@pytest.mark.parametrize("host", ["192.0.2.1", "nowhere.invalid"])
def test_a_foreign_host_is_a_bind_error(host):
    """No server can listen there."""
    said = f"HOST={host}: this machine has no such address; choose one of its own, or 0.0.0.0."
    assert said == read({"HOST": host, "PORT": "8051"}).bind_error()


def test_a_free_port_is_no_bind_error():
    """The check itself does not occupy the port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    deployment = read({"PORT": port})
    assert ["", ""] == [deployment.bind_error(), deployment.bind_error()]


@pytest.mark.parametrize(("allowed", "workers"), [({3}, 2), ({0, 2, 4}, 6)])
def test_the_number_of_workers_depends_on_the_usable_cores(monkeypatch, allowed, workers):
    """A container on a large machine may use only a few of its cores."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: allowed, raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    assert workers == read({}).workers


def test_an_invalid_variable_ends_the_start_with_a_sentence(monkeypatch):
    """Python writes it to stderr and exits with code 1."""
    monkeypatch.setenv("PORT", "x")
    with pytest.raises(SystemExit) as ended:
        load()
    assert "PORT=x: choose a whole number from 1 to 65535." == ended.value.code
