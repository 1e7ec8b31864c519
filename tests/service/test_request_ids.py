"""Request ids: taken from a trusted proxy or generated."""

import re

import pytest
from flask import Flask

from service.request_ids import HEADER, assign_request_ids


def id_of(given, behind_proxy):
    """The id of a request that is sent with the id `given`, or without one if it is ""."""
    server = Flask(__name__)
    assign_request_ids(server, behind_proxy)
    return server.test_client().get("/", headers={HEADER: given} if given else {}).headers[HEADER]


@pytest.mark.parametrize("given", ["0af7651916cd43dd8448eb211c80319c", "a-b_c.1", "x" * 64])
def test_the_id_of_a_trusted_proxy_is_kept(given):
    """So that both logs can be compared."""
    assert given == id_of(given, True)


@pytest.mark.parametrize(
    ("behind_proxy", "given"), [(False, "abc"), (True, ""), (True, "x" * 65), (True, "<b>"), (True, "a b"), (True, "é")]
)
def test_otherwise_the_id_is_made(behind_proxy, given):
    """A client cannot write into the log."""
    assert re.fullmatch("[0-9a-f]{12}", id_of(given, behind_proxy))
