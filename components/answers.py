"""What scripts in the page ask for themselves: arrays as bytes, at the pace of the screen."""

from threading import Lock

from cachetools import LRUCache, cached
from flask import Blueprint, Response, jsonify, request

from conv.budget import refusal
from conv.grids import grids
from conv.settings import Settings, read
from conv.wire import pack

answers = Blueprint("answers", __name__)
CACHE = LRUCache(32_000_000, getsizeof=len)  # bytes; a class moves through the same few settings


@answers.post("/answers/maps")
def maps() -> Response:
    """The maps of some settings; body: {"settings", "first", "exact"}. A refusal is a sentence."""
    body = request.get_json(silent=True)
    body = body if isinstance(body, dict) else {}
    wanted = body.get("settings")
    settings, message = read(wanted if isinstance(wanted, dict) else {})
    message = message or refusal(settings)
    if message:
        return jsonify(error={"message": message}), 422
    first = body.get("first")
    first = first if isinstance(first, dict) else {}
    starts = tuple((name, n) for name, n in sorted(first.items()) if type(n) is int)
    return Response(_maps(settings, starts, body.get("exact") is True), mimetype="application/octet-stream")


@cached(CACHE, lock=Lock())
def _maps(settings: Settings, starts: tuple, exact: bool) -> bytes:
    """The serialised answer, kept."""
    return pack(*grids(settings, dict(starts), exact))
