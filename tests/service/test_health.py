"""What a supervisor is told."""

from types import SimpleNamespace

import pytest
from flask import Flask

from service import health
from service.deployment import HEALTH, READY


def ask(path, stopping=False):
    """Status and text."""
    server = Flask(__name__)
    health.answer_probes(server, lambda: stopping)
    answer = server.test_client().get(path, headers={"Host": "10.0.0.7"})
    return answer.status_code, answer.text


def fail(*_):
    """As a broken library would."""
    raise RuntimeError


def test_it_lives_and_computes():
    """Under any name of the machine."""
    assert (200, "alive\n") == ask(HEALTH)
    assert (200, "ready\n") == ask(READY)


def differ(*_):
    """As broken hardware might."""
    return SimpleNamespace(difference=0.1)


@pytest.mark.parametrize(("computed", "said"), [(fail, "cannot compute\n"), (differ, "computes wrongly\n")])
def test_a_worker_that_cannot_compute_lives_but_is_not_ready(monkeypatch, computed, said):
    """Others take its requests."""
    monkeypatch.setattr(health, "run", computed)
    assert (503, said) == ask(READY)
    assert 200 == ask(HEALTH)[0]


def test_who_is_told_to_stop_takes_no_more():
    """What has begun is finished all the same."""
    assert (503, "stopping\n") == ask(READY, stopping=True)
    assert 200 == ask(HEALTH, stopping=True)[0]


def test_the_lab_answers_probes(client):
    """Before all else."""
    assert [200, 200] == [client.get(path).status_code for path in (HEALTH, READY)]
