"""Every callback request, however malformed, gets a response or an error with a sentence."""

import copy
import json

import pytest

from app import app
from service.guard import CALLBACKS, DEEPEST, MOST_VALUES


def requests():
    """A valid request for each server callback."""
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
    """Post bytes, or an object as JSON, and return the status."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = client.post(CALLBACKS, data=data, content_type="application/json")
    if answer.status_code >= 400:
        assert {"code", "message", "request_id"} == answer.get_json()["error"].keys()
    return answer.status_code


@pytest.fixture(scope="module")
def sent():
    """The requests of all callbacks."""
    found = list(requests())
    assert 3 <= len(found)
    return found


def test_what_a_browser_sends_goes_through(client, sent):
    """Every server callback, with and without values."""
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
        b'{"output": "slide-chart.children"}',
        b"[" * 100_000,
        b'{"output": "slide-chart.children", "outputs": [], "inputs": [], "changedPropIds": []}',
    ],
)
def test_a_malformed_body_is_refused(client, body):
    """Invalid JSON, no object, or incomplete."""
    assert 400 == post(client, body)


def test_only_callbacks_of_the_server_are_there(client, sent):
    """Unknown and clientside callbacks give 404."""
    clientside = [output for output, callback in app.callback_map.items() if "callback" not in callback]
    assert clientside
    for output in (*clientside, "nope.children", "..a.b...c.d..", ""):
        assert 404 == post(client, sent[0] | {"output": output})


def test_deep_and_long_bodies_are_refused(client, sent):
    """Dash would fail on them, or take long."""
    body = next(one for one in sent if one["output"] == "slide-chart.children")

    def with_value(value):
        return post(client, body | {"inputs": [body["inputs"][0] | {"value": value}]})

    deep = {}
    for _ in range(DEEPEST):
        deep = {"a": deep}
    assert 400 == with_value(deep)
    assert 400 == with_value({"a": [0] * MOST_VALUES})
    assert 400 == with_value({"size": 2**60})
    assert 200 == with_value({"a": [0] * 1000, "size": [1, {"b": None}]})


def test_a_pathname_outside_the_sub_path_is_refused(client, sent):
    """Dash would raise an error."""
    (body,) = (one for one in sent if one["inputs"][0]["property"] == "pathname")
    below = {"environ_overrides": {"SCRIPT_NAME": "/lab"}, "content_type": "application/json"}
    assert 400 == client.post(CALLBACKS, data=json.dumps(body), **below).status_code


@pytest.mark.parametrize("path", ["/maps", "/assets/frame/lab.css", "/answers/maps?size=8", "/answers/editor"])
@pytest.mark.parametrize("header", [{"Range": "bytes=0-9"}, {"If-Match": '"x"'}])
def test_an_answer_comes_whole_or_not_at_all(client, path, header):
    """Headers for partial and for some conditional requests are ignored."""
    with client.get(path) as whole, client.get(path, headers=header) as answer:
        assert (200, whole.data) == (answer.status_code, answer.data)
