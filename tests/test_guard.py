"""Whatever a callback request carries, it ends in an answer or in a sentence."""

import copy
import json
import random

import pytest

from app import app
from components.guard import CALLBACKS, DEEPEST, MOST_VALUES

ODD = [None, True, -1, 2**63, 1e308, 0.5, "", "x" * 5_000, "é\ud800", [], {}, [[]], {"id": {}}, [None] * 9, "..", "a.b"]


def requests():
    """What a browser sends for each callback of the server."""
    for output, callback in app.callback_map.items():
        if "callback" in callback:
            names = [
                dict(zip(("id", "property"), name.split("."), strict=True)) for name in output.strip(".").split("...")
            ]
            several = output.startswith("..")
            inputs = [one | {"value": value_of(one["property"])} for one in callback["inputs"]]
            yield {
                "output": output,
                "outputs": names if several else names[0],
                "inputs": inputs,
                "state": [one | {"value": value_of(one["property"])} for one in callback["state"]],
                "changedPropIds": [f"{one['id']}.{one['property']}" for one in inputs],
            }


def value_of(prop):
    """A value that the browser could send."""
    return {"pathname": "/savings", "search": "?size=9", "n_clicks": 1, "data": {"size": 12}}[prop]


def post(client, body):
    """The status of the answer to any bytes or object."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = client.post(CALLBACKS, data=data, content_type="application/json")
    if answer.status_code >= 400:
        assert {"code", "message", "request_id"} == answer.get_json()["error"].keys()
    return answer.status_code


@pytest.fixture(scope="module")
def sent():
    """The requests of all callbacks."""
    found = list(requests())
    assert 6 <= len(found)
    return found


def test_what_a_browser_sends_goes_through(client, sent):
    """Every callback of the server, with its values and with none."""
    assert {200, 204} >= {post(client, body) for body in sent}
    for body in sent:
        empty = copy.deepcopy(body)
        for one in empty["inputs"] + empty["state"]:
            if one["property"] in ("data", "n_clicks"):
                del one["value"]
        assert post(client, empty) in (200, 204)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff",
        b"null",
        b"[]",
        b"{}",
        b'{"output": NaN}',
        b'{"output": "message.children"}',
        b"[" * 100_000,
        b'{"output": "message.children", "outputs": [], "inputs": [], "changedPropIds": []}',
    ],
)
def test_what_is_no_request_is_refused(client, body):
    """No JSON, not an object, not whole."""
    assert 400 == post(client, body)


def test_only_callbacks_of_the_server_are_there(client, sent):
    """Neither unknown ones nor those that the browser answers itself."""
    for output in ("nope.children", "address.data", "..a.b...c.d..", ""):
        assert 404 == post(client, sent[0] | {"output": output})


def test_deep_and_long_bodies_are_refused(client, sent):
    """Before anything walks through them."""
    body = next(one for one in sent if one["output"] == "loaded.data")

    def with_value(value):
        return post(client, body | {"inputs": [body["inputs"][0] | {"value": value}]})

    deep = {}
    for _ in range(DEEPEST):
        deep = {"a": deep}
    assert 400 == with_value(deep)
    assert 400 == with_value({"a": [0] * MOST_VALUES})
    assert 400 == with_value({"size": 2**60})
    assert 200 == with_value({"a": [0] * 1000, "size": [1, {"b": None}]})


def test_no_mutation_of_a_request_is_a_fault_of_ours(client, sent):
    """Values replaced, dropped, doubled and mixed between callbacks, at any depth."""
    chance = random.Random(5)
    statuses = set()
    for _ in range(2_000):
        body = copy.deepcopy(chance.choice(sent))
        for _ in range(chance.randint(1, 3)):
            mutate(chance, body, sent)
        statuses.add(post(client, body))
    assert {200, 400, 404} <= statuses <= {200, 204, 400, 404}


def mutate(chance, body, sent):
    """One change somewhere."""
    place = body
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        if not keys:
            return
        key = chance.choice(keys)
        if isinstance(place[key], (dict, list)) and place[key] and chance.random() < 0.7:
            place = place[key]
            continue
        what = chance.random()
        if what < 0.2:
            del place[key]
        elif what < 0.4 and key in (other := chance.choice(sent)):
            place[key] = copy.deepcopy(other[key])
        elif what < 0.5 and isinstance(place, dict):
            place[chance.choice(["extra", "id", "property", "value", "state"])] = copy.deepcopy(place[key])
        else:
            place[key] = copy.deepcopy(chance.choice(ODD))
        return


def test_a_page_outside_the_sub_path_is_none(client, sent):
    """Dash would fail over it."""
    (body,) = (one for one in sent if one["inputs"][0]["property"] == "pathname")
    below = {"environ_overrides": {"SCRIPT_NAME": "/lab"}, "content_type": "application/json"}
    assert 400 == client.post(CALLBACKS, data=json.dumps(body), **below).status_code
