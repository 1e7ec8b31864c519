"""Who asks when many do waits a little, and then is told to come again."""

from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore

import pytest

from components import answers, turns
from components.faults import SENTENCES

PATHS = {
    "RUNS": "/answers/maps?size=9&seed=4711",
    "LARGE": "/answers/slide?size=128&seed=4711",
    "TABLES": "/answers/network?network=own",
    "FILES": "/answers/onnx",
}


@pytest.fixture
def crowded(monkeypatch):
    """Somebody else has each place, for longer than anybody waits."""
    monkeypatch.setattr(turns, "LONGEST_WAIT", 0.05)
    for name in PATHS:
        places = BoundedSemaphore(1)
        places.acquire()
        monkeypatch.setattr(answers, name, places)


@pytest.mark.parametrize("name", PATHS)
def test_who_waits_too_long_is_told_to_come_again(client, crowded, name):
    """As JSON, and how soon."""
    answer = client.post(PATHS[name], data=b"kind,in")
    assert (503, str(turns.COME_AGAIN)) == (answer.status_code, answer.headers["Retry-After"])
    assert SENTENCES[503] == answer.get_json()["error"]["message"]


def test_many_who_ask_for_the_same_are_told_at_once(client, crowded):
    """Each waits from its own arrival on, not from the end of the one before."""
    with ThreadPoolExecutor(30) as pool:
        asked = [pool.submit(client.application.test_client().get, PATHS["RUNS"]) for _ in range(30)]
        assert {503} == {one.result(timeout=5).status_code for one in asked}


def test_places_are_given_back(client, monkeypatch):
    """Also by who fails; of large answers when they are sent, not before."""
    places = BoundedSemaphore(1)
    monkeypatch.setattr(answers, "LARGE", places)
    with client.get(PATHS["LARGE"]) as answer:
        assert 200 == answer.status_code
        assert not places.acquire(blocking=False)
    assert places.acquire(blocking=False)
    places.release()
    with monkeypatch.context() as patched:
        patched.setattr(answers, "pack", lambda *_: 1 / 0)
        assert 500 == client.get(PATHS["LARGE"] + "&output=1").status_code
    assert places.acquire(blocking=False)
