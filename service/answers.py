"""Shared by all routes that scripts request: the blueprint, the cache, the slots and the reading of bodies."""

from collections.abc import Callable, Sized
from hashlib import sha256
from threading import Condition
from typing import Any

from cachetools import LRUCache, cached
from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

from service.slots import Slots, note_arrival

answers = Blueprint("answers", __name__)  # pages and components add their routes when they are imported

# Students of a class request the same few settings. Answers are cached compressed, at half the size of their arrays.
CACHE = LRUCache(16_000_000, getsizeof=lambda answer: len(answer) + 200)  # bytes

# Limits of concurrent work in one worker: more at once would be no faster and would fill the memory. Uploads and ONNX
# files have separate slots, so that computations do not wait for them.
COMPUTATIONS, TABLES, ONNX_FILES, UPLOADS = Slots(2), Slots(2), Slots(1), Slots(1)
RESPONSE_BYTES = Slots(32_000_000)  # bytes of responses being sent, some of them to slow clients
ONNX_BYTES = Slots(40_000_000)  # bytes of ONNX files being received; other bodies are small, even one in every thread


def _key(*arguments: Any) -> bytes:
    """A cache key. It is a digest, because settings can be longer than their answer."""
    return sha256(repr(arguments).encode()).digest()


@cached(CACHE, key=_key, condition=Condition(), info=True)
def cached_answer(make: Callable[..., Sized], *arguments: Any) -> Sized:
    """
    Return `make(*arguments)`, cached. Concurrent requests for the same answer wait for one computation.

    The key is the `repr` of `make` and of its arguments, so equal `repr`s must mean equal answers.
    """
    return make(*arguments)


def cache_counts() -> tuple[int, int]:
    """Cache hits and misses since this process began."""
    info = cached_answer.cache_info()
    return info.hits, info.misses


def read_body(limit: int) -> bytes:
    """Read the body of the request. Raises ValueError with a sentence if it has more than `limit` bytes."""
    request.max_content_length = limit
    try:
        received = request.get_data()
    except RequestEntityTooLarge:
        raise ValueError(f"{request.content_length:,} bytes came; send at most {limit:,}.") from None
    note_arrival()
    return received


def message_response(message: str) -> Response:
    """Tell the page in JSON why there is nothing to draw. The status is 200, because no request failed."""
    return jsonify(error={"message": message})
