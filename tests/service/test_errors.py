"""What cannot be answered gets a sentence, and leads back."""

import re

import pytest

from service.errors import SENTENCES


@pytest.mark.parametrize("path", ["/nope", "/maps/nope", "/Maps", "/networks.html", "/<script>", "/%00", "/a" * 500])
def test_an_unknown_page_leads_back_to_the_lab(client, path):
    """As a page, with the right status; nothing of the address stands in it."""
    answer = client.get(path)
    assert (404, "text/html") == (answer.status_code, answer.mimetype)
    assert SENTENCES[404] in answer.text
    assert '<a href="/">' in answer.text
    assert path not in answer.text


@pytest.mark.parametrize("path", ["/", "/maps", "/maps/", "/savings?size=x", "/networks?network=nope"])
def test_pages_of_the_lab_are_none(client, path):
    """Whatever their query, and with a slash at the end."""
    assert 200 == client.get(path).status_code


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/answers/nope", 404),
        ("get", "/answers//own", 404),
        ("get", "/assets/nope.js", 404),
        ("get", "/_dash-nope", 404),
        ("get", "/_dash-component-suites/dash/nope.js", 404),
        ("get", "/_dash-component-suites/nope/nope.js", 404),
        ("get", "/_dash-update-component", 404),
        ("get", "/answers/onnx", 404),
        ("post", "/maps", 405),
        ("delete", "/answers/maps", 405),
        ("put", "/nope", 405),
    ],
)
def test_scripts_get_a_sentence_as_json(client, method, path, status):
    """With a number that the log can be asked for, and no traceback."""
    answer = getattr(client, method)(path)
    assert status == answer.status_code
    error = answer.get_json()["error"]
    assert (status, SENTENCES[status]) == (error["code"], error["message"])
    assert re.fullmatch("[0-9a-f]{12}", error["request_id"])


def test_too_large_a_body_is_refused(client):
    """Before it is read."""
    answer = client.post("/_dash-update-component", data=b"x" * 300_000, content_type="application/json")
    assert (413, SENTENCES[413]) == (answer.status_code, answer.get_json()["error"]["message"])


def test_a_failure_shows_no_traceback_and_is_logged_with_its_number(client, monkeypatch, caplog):
    """A fault of ours."""

    def fail(*_):
        raise RuntimeError("secret")

    monkeypatch.setattr("components.layer.read", fail)
    answer = client.get("/answers/maps")
    error = answer.get_json()["error"]
    assert (500, SENTENCES[500]) == (answer.status_code, error["message"])
    assert "secret" not in answer.text
    assert error["request_id"] in caplog.text
    assert "secret" in caplog.text


@pytest.mark.parametrize("path", ["/answers/network?network=own", "/answers/maps", "/_dash-update-component"])
def test_a_body_that_does_not_say_how_long_it_is_is_refused(client, path):
    """It would be cut at the limit without a word, and a broken chunk be a failure."""
    answer = client.post(path, headers={"Transfer-Encoding": "chunked"})
    assert (411, SENTENCES[411]) == (answer.status_code, answer.get_json()["error"]["message"])


def test_a_fault_says_what_would_be_right(client):
    """Here the methods that there are."""
    assert {"GET", "HEAD", "OPTIONS"} == set(client.put("/answers/own").allow)
