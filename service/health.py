"""Liveness and readiness probes: does this process run, and can it compute?"""

from collections.abc import Callable

from flask import Flask, Response, request

from service.deployment import HEALTH, READY


def answer_probes(server: Flask, stopping: Callable[[], bool], self_test: Callable[[], str]) -> None:
    """
    Answer probes before anything else: they may have any Host header, and are neither counted nor logged.

    A process is not ready while `stopping()` is true, or if `self_test` raises an error or returns a reason.
    """

    @server.before_request
    def probe() -> Response | None:
        if request.path == HEALTH:
            return Response("alive\n", mimetype="text/plain")
        if request.path == READY:
            fault = "stopping" if stopping() else _fault(server, self_test)
            return Response(f"{fault or 'ready'}\n", status=503 if fault else 200, mimetype="text/plain")
        return None


def _fault(server: Flask, self_test: Callable[[], str]) -> str:
    """The reason why this process cannot compute, or ""."""
    try:
        return self_test()
    except Exception:  # after any error, another process should get the requests
        server.logger.exception("The self-test failed")
        return "cannot compute"
