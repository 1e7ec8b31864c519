"""What every answer tells browsers; that no page breaks it every browser test sees, for it would be an error there."""

import platform
import re

import pytest

from service.headers import EVERYWHERE, ON_PAGES


@pytest.mark.parametrize("path", ["/", "/maps", "/nope", "/answers/own", "/answers/maps", "/_dash-dependencies"])
def test_every_answer_has_the_headers(client, path):
    """Pages, data and faults; and nobody gets a cookie."""
    headers = client.get(path).headers
    due = EVERYWHERE | (ON_PAGES if headers["Content-Type"].startswith("text/html") else {})
    assert due == {name: headers[name] for name in due}
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("path", ["/", "/networks", "/nope"])
def test_a_page_may_run_its_own_scripts_alone(client, path):
    """As files, or by their hash; no script is made of text."""
    policy = client.get(path).headers["Content-Security-Policy"]
    scripts = re.search("script-src ([^;]*)", policy)[1].split()
    assert "'self'" == scripts[0]
    assert 2 <= len(scripts) <= 5
    assert all(script.startswith("'sha256-") for script in scripts[1:])


def test_no_answer_tells_which_python_this_is(client):
    """Dash's page would."""
    answer = client.get("/")
    assert '"python_version":""' in answer.text
    assert platform.python_version() not in answer.text + str(answer.headers)


def test_a_page_that_has_not_changed_brings_no_policy_again(client):
    """The browser has it with the page that it keeps; it would be half of what a later visit weighs."""
    tag = client.get("/").headers["ETag"]
    again = client.get("/", headers={"If-None-Match": tag})
    assert (304, None) == (again.status_code, again.headers.get("Content-Security-Policy"))
    assert EVERYWHERE.items() <= dict(again.headers).items()
