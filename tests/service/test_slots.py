"""Who asks when many do waits a little, and then is told to come again."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest

from conv.lab.budget import elements
from conv.lab.settings import Settings
from service import answers, slots
from service.errors import SENTENCES
from service.slots import Places

PATHS = {
    "RUNS": "/answers/maps?size=9&seed=4711",
    "SENDING": "/answers/slide?size=128&seed=4711",
    "TABLES": "/answers/network?network=own",
    "FILES": "/answers/onnx",
}


@pytest.fixture
def crowded(monkeypatch):
    """Somebody else has each place, for longer than anybody waits."""
    monkeypatch.setattr(slots, "LONGEST_WAIT", 0.05)
    for name in PATHS:
        monkeypatch.setattr(answers, name, Places(0))


@pytest.mark.parametrize("name", PATHS)
def test_who_waits_too_long_is_told_to_come_again(client, crowded, name):
    """As JSON, and how soon."""
    answer = client.post(PATHS[name], data=b"kind,in")
    assert (503, str(slots.COME_AGAIN)) == (answer.status_code, answer.headers["Retry-After"])
    assert SENTENCES[503] == answer.get_json()["error"]["message"]


def test_many_who_ask_for_the_same_are_told_at_once(client, crowded):
    """Each waits from its own arrival on, not from the end of the one before."""
    with ThreadPoolExecutor(30) as pool:
        asked = [pool.submit(client.application.test_client().get, PATHS["RUNS"]) for _ in range(30)]
        assert {503} == {one.result(timeout=5).status_code for one in asked}


SLOW = {
    "/answers/maps": (b"size=10&seed=4711", "application/x-www-form-urlencoded"),
    "/answers/values": (b"size=10&seed=4711", "application/x-www-form-urlencoded"),
    "/answers/network?network=own": (b"kind,in", "text/csv"),
    "/answers/picture": (b"none", "image/png"),
}


@pytest.mark.parametrize("path", SLOW)
def test_who_sends_slowly_waits_for_a_turn_as_long_as_others(client, monkeypatch, path):
    """The time begins when all is there; else a phone would never get one."""
    now, waits = [0], []
    monkeypatch.setattr(slots, "monotonic", lambda: now[0])
    monkeypatch.setattr(Places, "take", lambda self, count, patience: waits.append(patience) or True)

    class Slow(BytesIO):
        def read(self, size=-1):
            now[0] += 60
            return super().read(size)

    body, kind = SLOW[path]
    client.post(path, input_stream=Slow(body), content_length=len(body), content_type=kind)
    assert {slots.LONGEST_WAIT} == set(waits)


def test_places_are_given_back(client, monkeypatch):
    """Also by who fails; those of an answer's bytes when they are sent, not before."""
    size = elements(Settings(size=128, seed=4711))
    places = Places(size)
    monkeypatch.setattr(answers, "SENDING", places)
    with client.get(PATHS["SENDING"]) as answer:
        assert 200 == answer.status_code
        assert 0 == places.free
    assert size == places.free
    with monkeypatch.context() as patched:
        patched.setattr(answers, "pack", lambda *_: 1 / 0)
        assert 500 == client.get(PATHS["SENDING"] + "&output=1").status_code
    assert size == places.free


def test_several_places_are_taken_at_once_or_not_at_all():
    """Nobody holds some and waits for others."""
    places = Places(3)
    assert places.take(2, 0)
    assert not places.take(2, 0.01)
    assert places.take(1, 0)
    places.give(2)
    assert 2 == places.free
