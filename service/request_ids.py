"""Request ids, which connect a response, its error message and the log."""

import re
from uuid import uuid4

from flask import Flask, Response, g, request

HEADER = "X-Request-Id"
PLAIN = re.compile(r"[\w.-]{1,64}", re.ASCII)


def assign_request_ids(server: Flask, behind_proxy: bool) -> None:
    """Give every request an id: the id that a trusted proxy sent, or a new one."""

    @server.before_request
    def assign() -> None:
        given = request.headers.get(HEADER, "") if behind_proxy else ""
        g.request_id = given if PLAIN.fullmatch(given) else uuid4().hex[:12]

    @server.after_request
    def repeat(response: Response) -> Response:
        response.headers[HEADER] = g.request_id
        return response
