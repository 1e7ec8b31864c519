"""A number for every request, the same in its answer, in a fault's sentence and in the logs."""

import re
from uuid import uuid4

from flask import Flask, Response, g, request

HEADER = "X-Request-Id"
PLAIN = re.compile(r"[\w.-]{1,64}", re.ASCII)


def number_requests(server: Flask, told: bool) -> None:
    """Take the number that a proxy has given, where there is one to be trusted; else make one."""

    @server.before_request
    def number() -> None:
        given = request.headers.get(HEADER, "") if told else ""
        g.request_id = given if PLAIN.fullmatch(given) else uuid4().hex[:12]

    @server.after_request
    def tell(response: Response) -> Response:
        response.headers[HEADER] = g.request_id
        return response
