"""Security headers. The browser tests would show an error if a page violated its policy."""

import platform
import re

import pytest

from service.headers import EVERYWHERE, ON_PAGES


@pytest.mark.parametrize("path", ["/", "/maps", "/nope", "/answers/editor", "/answers/maps", "/_dash-dependencies"])
def test_every_answer_has_the_headers(client, path):
    """Pages, data and errors. None sets a cookie."""
    headers = client.get(path).headers
    expected = EVERYWHERE | (ON_PAGES if headers["Content-Type"].startswith("text/html") else {})
    assert expected == {name: headers[name] for name in expected}
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("path", ["/", "/networks", "/nope"])
def test_a_page_may_run_its_own_scripts_alone(client, path):
    """Files of the lab, and inline scripts by their hash."""
    policy = client.get(path).headers["Content-Security-Policy"]
    scripts = re.search("script-src ([^;]*)", policy)[1].split()
    assert "'self'" == scripts[0]
    assert 2 <= len(scripts) <= 5
    assert all(script.startswith("'sha256-") for script in scripts[1:])


def test_the_policy_allows_nothing_else(client):
    """Each directive, written out once more: one that is lost or widened has to be meant."""
    policy = client.get("/").headers["Content-Security-Policy"]
    directives = dict(directive.split(" ", 1) for directive in policy.split("; "))
    del directives["script-src"]
    assert {
        "default-src": "'self'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'self'",
    } == directives
    sent = client.get("/").headers
    assert ("nosniff", "same-origin") == (sent["X-Content-Type-Options"], sent["Cross-Origin-Opener-Policy"])
    assert "camera=(self)" in sent["Permissions-Policy"]


def test_no_answer_tells_which_python_this_is(client):
    """Dash's page would contain the version."""
    answer = client.get("/")
    assert '"python_version":""' in answer.text
    assert platform.python_version() not in answer.text + str(answer.headers)


def test_a_page_that_has_not_changed_brings_no_policy_again(client):
    """The browser has it with its copy of the page. The policy would be half the bytes of a later visit."""
    etag = client.get("/").headers["ETag"]
    again = client.get("/", headers={"If-None-Match": etag})
    assert (304, None) == (again.status_code, again.headers.get("Content-Security-Policy"))
    assert EVERYWHERE.items() <= dict(again.headers).items()
