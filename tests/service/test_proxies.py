"""The sub-path, forwarding headers and trusted hosts."""

import pytest
from flask import Flask, request

from service.proxies import configure_proxies


def client_of(prefix="/", proxies=0, hosts=None):
    """The test client of a server that responds with its view of the request."""
    server = Flask(__name__)

    @server.get("/", defaults={"path": ""})
    @server.get("/<path:path>")
    def seen(path):
        return {"path": f"/{path}", "root": request.script_root, "url": request.url, "asker": request.remote_addr}

    configure_proxies(server, prefix, proxies)
    server.config["TRUSTED_HOSTS"] = hosts
    return server.test_client()


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ("/lab/", "/"),
        ("/lab/maps?size=8", "/maps"),
        ("/lab/answers/maps", "/answers/maps"),
        ("/", "/"),
        ("/maps", "/maps"),
        ("/laboratory", "/laboratory"),
    ],
)
def test_the_proxy_may_strip_the_sub_path_or_not(asked, path):
    """The lab's own links begin with it in both cases."""
    seen = client_of("/lab/").get(asked).get_json()
    assert (path, "/lab") == (seen["path"], seen["root"])


def test_a_forgotten_slash_is_added():
    """The query string stays."""
    answer = client_of("/lab/").get("/lab?size=8")
    assert (308, "/lab/?size=8") == (answer.status_code, answer.headers["Location"])


FORWARDED = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "9.9.9.9", "X-Forwarded-Host": "evil.example"}


@pytest.mark.parametrize(
    ("proxies", "url", "asker"),
    [(0, "http://localhost/", "127.0.0.1"), (1, "https://localhost/", "9.9.9.9")],
)
def test_forwarding_headers_are_trusted_only_behind_a_proxy(proxies, url, asker):
    """Otherwise any client could set them. X-Forwarded-Host is never trusted."""
    seen = client_of(proxies=proxies).get("/", headers=FORWARDED).get_json()
    assert (url, asker) == (seen["url"], seen["asker"])


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("lab.example.org", 200),
        ("LAB.example.org:8443", 400),
        ("lab.example.org:8443", 200),
        ("a.school.example", 200),
        ("evil.example", 400),
        ("lab.example.org.evil.example", 400),
        ("", 400),
    ],
)
def test_only_trusted_names_are_answered(host, status):
    """If the deployment lists trusted hosts."""
    client = client_of(hosts=["lab.example.org", ".school.example"])
    assert status == client.get("/", headers={"Host": host}).status_code
