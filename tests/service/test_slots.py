"""While all slots are taken, requests wait for a limited time and then get 503."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest

from conv.lab.budget import elements
from conv.lab.settings import Settings
from service import answers, slots
from service.errors import SENTENCES
from service.slots import Slots

PATHS = {
    "COMPUTATIONS": "/answers/maps?size=9&seed=4711",
    "RESPONSE_BYTES": "/answers/slide?size=128&seed=4711",
    "TABLES": "/answers/network?network=own",
    "ONNX_FILES": "/answers/onnx",
    "UPLOADS": "/answers/picture",
}


@pytest.fixture
def all_slots_taken(monkeypatch):
    """Take all slots, and shorten the waiting time."""
    monkeypatch.setattr(slots, "LONGEST_WAIT", 0.05)
    for name in PATHS:
        monkeypatch.setattr(getattr(answers, name), "free", 0)


@pytest.mark.parametrize("name", PATHS)
def test_a_request_that_waits_too_long_gets_503(client, all_slots_taken, name):
    """As JSON, with a Retry-After header."""
    answer = client.post(PATHS[name], data=b"kind,in")
    assert (503, str(slots.RETRY_AFTER)) == (answer.status_code, answer.headers["Retry-After"])
    assert SENTENCES[503] == answer.get_json()["error"]["message"]


def test_many_requests_for_the_same_give_up_together(client, all_slots_taken):
    """Each waits from its own arrival on, not from the moment when the request before it gave up."""
    with ThreadPoolExecutor(30) as pool:
        asked = [pool.submit(client.application.test_client().get, PATHS["COMPUTATIONS"]) for _ in range(30)]
        assert {503} == {one.result(timeout=5).status_code for one in asked}


SLOW = {
    "/answers/maps": (b"size=10&seed=4711", "application/x-www-form-urlencoded"),
    "/answers/values": (b"size=10&seed=4711", "application/x-www-form-urlencoded"),
    "/answers/network?network=own": (b"kind,in", "text/csv"),
    "/answers/picture": (b"none", "image/png"),
}


@pytest.mark.parametrize("path", SLOW)
def test_a_slow_sender_waits_for_a_slot_as_long_as_others(client, monkeypatch, path):
    """The time counts from the complete arrival of a request. Otherwise a slow client would never get a slot."""
    now, waits = [0], []
    monkeypatch.setattr(slots, "monotonic", lambda: now[0])
    monkeypatch.setattr(Slots, "take", lambda self, count, timeout: waits.append(timeout) or True)
    monkeypatch.setattr(Slots, "give_back", lambda self, count: None)

    class Slow(BytesIO):
        def read(self, size=-1):
            now[0] += 60
            return super().read(size)

    body, kind = SLOW[path]
    client.post(path, input_stream=Slow(body), content_length=len(body), content_type=kind)
    assert {slots.LONGEST_WAIT} == set(waits)


def test_slots_are_given_back(client, monkeypatch):
    """Also by a request that fails. Slots for the bytes of a response are held until it has been sent."""
    size = elements(Settings(size=128, seed=4711))
    sending = answers.RESPONSE_BYTES
    monkeypatch.setattr(sending, "free", size)
    with client.get(PATHS["RESPONSE_BYTES"]) as answer:
        assert 200 == answer.status_code
        assert 0 == sending.free
    assert size == sending.free
    with monkeypatch.context() as patched:
        patched.setattr("components.layer.pack", lambda *_: 1 / 0)
        assert 500 == client.get(PATHS["RESPONSE_BYTES"] + "&output=1").status_code
    assert size == sending.free


def test_several_slots_are_taken_together_or_not_at_all():
    """No request holds some and waits for others."""
    some = Slots(3)
    assert some.take(2, 0)
    assert not some.take(2, 0.01)
    assert some.take(1, 0)
    some.give_back(2)
    assert 2 == some.free
