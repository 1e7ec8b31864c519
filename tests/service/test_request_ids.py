"""A number for every request."""

import re

import pytest
from flask import Flask

from service.request_ids import HEADER, number_requests


def number(told, given):
    """What a request gets that brings one."""
    server = Flask(__name__)
    number_requests(server, told)
    return server.test_client().get("/", headers={HEADER: given} if given else {}).headers[HEADER]


@pytest.mark.parametrize("given", ["0af7651916cd43dd8448eb211c80319c", "a-b_c.1", "x" * 64])
def test_a_trusted_proxys_number_is_kept(given):
    """So that its log and ours can be laid side by side."""
    assert given == number(True, given)


@pytest.mark.parametrize(
    ("told", "given"), [(False, "abc"), (True, ""), (True, "x" * 65), (True, "<b>"), (True, "a b"), (True, "é")]
)
def test_otherwise_it_is_made(told, given):
    """Nobody else writes into our log."""
    assert re.fullmatch("[0-9a-f]{12}", number(told, given))
