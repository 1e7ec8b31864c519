"""What a supervisor asks: does this process live, and can it compute?"""

from collections.abc import Callable

from flask import Flask, Response, request

from conv.lab.experiment import run
from conv.lab.settings import Settings
from conv.weights.filters import EQUIVALENT
from service.deployment import HEALTH, READY

# The smallest layer whose both forms compute the same; what rounding leaves is far below this.
SMALLEST = Settings(size=8, channels=1, kernel=3, filters=1, standard=EQUIVALENT)
SAME = 1e-3


def answer_probes(server: Flask, stopping: Callable[[], bool]) -> None:
    """Answer them before anything else: a probe may ask under any name, and is neither counted nor logged."""

    @server.before_request
    def probe() -> Response | None:
        if request.path == HEALTH:
            return Response("alive\n", mimetype="text/plain")
        if request.path == READY:
            fault = "stopping" if stopping() else _fault(server)
            return Response(f"{fault or 'ready'}\n", status=503 if fault else 200, mimetype="text/plain")
        return None


def _fault(server: Flask) -> str:
    """Why this process cannot compute, or ""."""
    try:
        return "" if run(SMALLEST).difference < SAME else "computes wrongly"
    except Exception:  # whatever it is, requests are better sent elsewhere
        server.logger.exception("A tiny computation failed")
        return "cannot compute"
