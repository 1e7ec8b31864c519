"""Error responses: a page with a link to the lab, or JSON."""

import re

import pytest

from service.errors import SENTENCES


@pytest.mark.parametrize("path", ["/nope", "/maps/nope", "/Maps", "/networks.html", "/<script>", "/%00", "/a" * 500])
def test_an_unknown_page_leads_back_to_the_lab(client, path):
    """By a page with the status 404, which does not repeat the URL."""
    answer = client.get(path)
    assert (404, "text/html") == (answer.status_code, answer.mimetype)
    assert SENTENCES[404] in answer.text
    assert '<a href="/">' in answer.text
    assert path not in answer.text


@pytest.mark.parametrize("path", ["/", "/maps", "/maps/", "/savings?size=x", "/networks?network=nope"])
def test_pages_of_the_lab_are_no_errors(client, path):
    """With any query string, and with or without a slash at the end."""
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
    """With a request id, which is also in the log, and without a traceback."""
    answer = getattr(client, method)(path)
    assert status == answer.status_code
    error = answer.get_json()["error"]
    assert (status, SENTENCES[status]) == (error["code"], error["message"])
    assert re.fullmatch("[0-9a-f]{12}", error["request_id"])


def test_too_large_a_body_is_refused(client):
    """The server does not read it."""
    answer = client.post("/_dash-update-component", data=b"x" * 300_000, content_type="application/json")
    assert (413, SENTENCES[413]) == (answer.status_code, answer.get_json()["error"]["message"])


def test_a_failure_shows_no_traceback_and_is_logged_with_its_request_id(client, monkeypatch, caplog):
    """A bug in the server gives 500."""

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
def test_a_body_without_a_content_length_is_refused(client, path):
    """A chunked body would be silently truncated at the limit, and a malformed chunk would give 500."""
    answer = client.post(path, headers={"Transfer-Encoding": "chunked"})
    assert (411, SENTENCES[411]) == (answer.status_code, answer.get_json()["error"]["message"])


def test_an_error_keeps_its_headers(client):
    """Here Allow, with the methods of the route."""
    assert {"GET", "HEAD", "OPTIONS"} == set(client.put("/answers/editor").allow)
