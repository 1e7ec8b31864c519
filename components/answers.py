"""
What scripts in the page ask for themselves: arrays as bytes, at the pace of the screen.

Settings come as in an address: in the query, which browsers keep the answer of, or as a form where values set by hand
make them too long for it.
"""

from collections.abc import Callable
from threading import Lock

from cachetools import LRUCache, cached
from flask import Blueprint, Response, jsonify, request

from conv.budget import refusal
from conv.grids import PAGED, grids, standard_filter
from conv.settings import Settings, read
from conv.wire import pack

answers = Blueprint("answers", __name__)
CACHE = LRUCache(32_000_000, getsizeof=len)  # bytes; a class moves through the same few settings


@answers.route("/answers/maps", methods=["GET", "POST"])
def maps() -> Response:
    """The maps of some settings, from a place in each grid on; "exact" gives values in place of shades."""
    first = tuple(_whole(f"first_{name}") for name in PAGED)
    exact = request.values.get("exact") == "true"
    return _answer(lambda settings: _maps(settings, first, exact))


@answers.route("/answers/filter", methods=["GET", "POST"])
def standard() -> Response:
    """All slices of the standard filter of one "output"."""
    return _answer(lambda settings: pack({}, {"filter": standard_filter(settings, _whole("output"))}))


@cached(CACHE, lock=Lock())
def _maps(settings: Settings, first: tuple[int, ...], exact: bool) -> bytes:
    """The serialised answer, kept."""
    return pack(*grids(settings, dict(zip(PAGED, first, strict=True)), exact))


def _whole(name: str) -> int:
    """A place in a grid; whatever is no number is the first."""
    return request.values.get(name, 0, type=int)


def _answer(make: Callable[[Settings], bytes]) -> Response:
    """Bytes made for the settings that came, or the sentence that refuses them."""
    settings, message = read(request.values)
    if message:
        return _sentence(message, 422)
    if message := refusal(settings):
        return _sentence(message, 200)  # nothing went wrong: the page only has no picture of so large a layer
    response = Response(make(settings), mimetype="application/octet-stream")
    response.cache_control.no_cache = True  # kept by the browser, and asked for again by its tag
    response.add_etag()
    return response.make_conditional(request)


def _sentence(message: str, status: int) -> Response:
    """Why there is no picture, for the reader."""
    answer = jsonify(error={"message": message})
    answer.status_code = status
    return answer
