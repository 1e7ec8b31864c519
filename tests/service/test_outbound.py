"""The server opens no outgoing connections. The browser tests check the same of the pages."""

import sys

from tests import hostile
from tests.service.test_guard import requests

CALLS = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}


def test_no_request_makes_the_server_connect_anywhere(client):
    """Pages, callbacks, routes and malicious files. Python's audit hooks report every connection."""
    called, watching = [], True
    sys.addaudithook(lambda event, arguments: watching and event in CALLS and called.append((event, arguments)))
    try:
        for body in requests():
            client.post("/_dash-update-component", json=body)
        for rule in client.application.url_map.iter_rules():
            client.get(rule.rule.replace("<", "").replace(">", "")).close()
        for file in hostile.polyglots().values():
            client.post("/answers/picture", data=file)
        client.post("/answers/network?network=own", data="kind,in\nconv,http://192.0.2.1/\n")
        client.post("/answers/onnx", data=b"http://192.0.2.1/")
    finally:
        watching = False
    assert [] == called
