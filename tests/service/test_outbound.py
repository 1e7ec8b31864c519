"""The server calls nobody; that its pages do not either, every browser test sees."""

import sys

from tests import hostile
from tests.service.test_guard import requests

CALLS = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}


def test_no_answer_makes_the_server_call_anybody(client):
    """Pages, callbacks, answers and files of strangers; Python itself tells of every call."""
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
