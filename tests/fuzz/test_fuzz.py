"""Random requests: each gets a response or a sentence, and the server keeps running."""

from collections import Counter

import pytest

from tests.fuzz.driver import fuzz
from tests.fuzz.requests import request, rules

SEED, REQUESTS = 5, 10_000
MOST_MEMORY = 400_000_000  # bytes of a worker: idle, with its cache and two concurrent computations


@pytest.fixture(scope="module")
def report():
    """The result of a run against a real server."""
    return fuzz(SEED, range(REQUESTS))


def test_nothing_is_a_500_and_nothing_leaks(report):
    """In responses, workers and the log. `make fuzz` sends more requests."""
    assert [] == report.faults
    assert REQUESTS <= report.totals.total()


def test_every_kind_of_request_was_sent_and_understood(report):
    """Otherwise the run would have tested nothing."""
    kinds = Counter()
    for (kind, _), count in report.totals.items():
        kinds[kind] += count
    assert {"callback", "route", "address", "raw"} == kinds.keys()
    assert 2_000 <= kinds["address"]
    for kind, statuses in {
        "callback": {200, 400, 404, 405},
        "route": {200, 400, 404, 405, 422},
        "address": {200, 404},
        "raw": {0, 200, 400, 411},
    }.items():
        assert statuses <= {status for of, status in report.totals if of == kind}


def test_the_memory_of_a_worker_is_bounded(report):
    """Measured as peak memory."""
    assert 2 <= len(report.memory)
    assert [] == [most for _, most in report.memory.values() if most > MOST_MEMORY]


def test_a_request_can_be_repeated():
    """Equal numbers give equal requests. All routes occur."""
    assert request(1, 7, CALLBACKS) == request(1, 7, CALLBACKS)
    sent = b"\n".join(request(1, n, CALLBACKS).data.split(b"\r\n", 1)[0] for n in range(3_000))
    assert [] == [rule.rule for rule in rules() if rule.rule.split("<")[0].encode() not in sent]


CALLBACKS = [
    {
        "output": "slide-chart.children",
        "inputs": [{"id": "slide-raced", "property": "data"}],
        "state": [],
        "clientside_function": None,
    }
]
