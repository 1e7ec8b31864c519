"""What scripts in the page ask for themselves: arrays as bytes, at the pace of the screen."""

from collections.abc import Callable
from threading import Lock

from cachetools import LRUCache, cached
from flask import Blueprint, Response, jsonify, request

from conv.budget import refusal
from conv.grids import grids, standard_filter
from conv.settings import Settings, read
from conv.wire import pack

answers = Blueprint("answers", __name__)
CACHE = LRUCache(32_000_000, getsizeof=len)  # bytes; a class moves through the same few settings


@answers.post("/answers/maps")
def maps() -> Response:
    """The maps of some settings; also in the body: "first" maps to show, "exact" for values in place of shades."""
    first = _body().get("first")
    first = first if isinstance(first, dict) else {}
    starts = tuple((name, n) for name, n in sorted(first.items()) if type(n) is int)
    exact = _body().get("exact") is True
    return _answer(lambda settings: _maps(settings, starts, exact))


@answers.post("/answers/filter")
def standard() -> Response:
    """All slices of one standard filter; also in the body: "output", its number."""
    n = _body().get("output")
    return _answer(lambda settings: pack({}, {"filter": standard_filter(settings, n if type(n) is int else 0)}))


@cached(CACHE, lock=Lock())
def _maps(settings: Settings, starts: tuple, exact: bool) -> bytes:
    """The serialised answer, kept."""
    return pack(*grids(settings, dict(starts), exact))


def _body() -> dict:
    """The JSON that came, or nothing."""
    body = request.get_json(silent=True)
    return body if isinstance(body, dict) else {}


def _answer(make: Callable[[Settings], bytes]) -> Response:
    """Bytes made for the settings that came, or the sentence that refuses them."""
    wanted = _body().get("settings")
    if not isinstance(wanted, dict):
        return _sentence("settings: send them as a JSON object.", 422)
    settings, message = read(wanted)
    if message:
        return _sentence(message, 422)
    if message := refusal(settings):
        return _sentence(message, 200)  # nothing went wrong: the page only has no picture of so large a layer
    return Response(make(settings), mimetype="application/octet-stream")


def _sentence(message: str, status: int) -> Response:
    """Why there is no picture, for the reader."""
    answer = jsonify(error={"message": message})
    answer.status_code = status
    return answer
