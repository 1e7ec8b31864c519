"""Liveness and readiness probes."""

from types import SimpleNamespace

import pytest
from flask import Flask

from service import health
from service.deployment import HEALTH, READY


def ask(path, stopping=False, self_test=lambda: ""):
    """Status and text of the response to a probe."""
    server = Flask(__name__)
    health.answer_probes(server, lambda: stopping, self_test)
    answer = server.test_client().get(path, headers={"Host": "10.0.0.7"})
    return answer.status_code, answer.text


def test_a_process_lives_and_is_ready():
    """With any Host header."""
    assert (200, "alive\n") == ask(HEALTH)
    assert (200, "ready\n") == ask(READY)


@pytest.mark.parametrize(
    ("self_test", "said"), [(lambda: 1 / 0, "cannot compute\n"), (lambda: "computes wrongly", "computes wrongly\n")]
)
def test_a_process_that_cannot_compute_lives_but_is_not_ready(self_test, said):
    """Another process should get its requests."""
    assert (503, said) == ask(READY, self_test=self_test)
    assert 200 == ask(HEALTH, self_test=self_test)[0]


def test_a_process_that_is_told_to_stop_is_not_ready():
    """It still finishes its requests."""
    assert (503, "stopping\n") == ask(READY, stopping=True)
    assert 200 == ask(HEALTH, stopping=True)[0]


def test_the_lab_answers_probes(client):
    """Its self-test computes a layer."""
    assert [200, 200] == [client.get(path).status_code for path in (HEALTH, READY)]


def fail(*_):
    """Simulates a broken library."""
    raise RuntimeError


def differ(*_):
    """Simulates broken hardware."""
    return SimpleNamespace(difference=0.1)


@pytest.mark.parametrize(("computed", "said"), [(fail, "cannot compute\n"), (differ, "computes wrongly\n")])
def test_the_lab_is_not_ready_if_its_layer_is_wrong(client, monkeypatch, computed, said):
    """The self-test of app.py detects it."""
    monkeypatch.setattr("conv.lab.experiment.run", computed)
    answer = client.get(READY)
    assert (503, said) == (answer.status_code, answer.text)
