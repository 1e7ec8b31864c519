"""What all answers to the scripts of a page share: their blueprint, the cache, the slots and the limits of a body."""

from collections.abc import Callable, Sized
from hashlib import sha256
from threading import Condition
from typing import Any

from cachetools import LRUCache, cached
from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

from service.slots import Slots, note_arrival

answers = Blueprint("answers", __name__)  # pages and components add their routes when they are imported

# A class moves through the same few settings, so answers are kept as they are sent: packed, half as large as arrays.
CACHE = LRUCache(16_000_000, getsizeof=lambda answer: len(answer) + 200)  # bytes

# Concurrent work of one worker: more at once would be no faster and would fill the memory. Files have slots of their
# own, so that no picture waits for a file.
COMPUTATIONS, TABLES, ONNX_FILES, UPLOADS = Slots(2), Slots(2), Slots(1), Slots(1)
RESPONSE_BYTES = Slots(32_000_000)  # bytes of answers that are being sent, some of them to slow readers
ONNX_BYTES = Slots(40_000_000)  # bytes of ONNX files; other bodies are small even if every thread holds one


def _key(*arguments: Any) -> bytes:
    """A digest, because settings can be longer than their answer."""
    return sha256(repr(arguments).encode()).digest()


@cached(CACHE, key=_key, condition=Condition(), info=True)
def cached_answer(make: Callable[..., Sized], *arguments: Any) -> Sized:
    """
    What `make` returns for these arguments, from the cache or computed once for all requests that wait for it.

    The key is the `repr` of `make` and of its arguments; it must tell them apart.
    """
    return make(*arguments)


def cache_counts() -> tuple[int, int]:
    """Cache hits and misses since this process began."""
    info = cached_answer.cache_info()
    return info.hits, info.misses


def read_body(limit: int) -> bytes:
    """The body of the request; ValueError with a sentence if it has more than `limit` bytes."""
    request.max_content_length = limit
    try:
        received = request.get_data()
    except RequestEntityTooLarge:
        raise ValueError(f"{request.content_length:,} bytes came; send at most {limit:,}.") from None
    note_arrival()
    return received


def message_response(message: str) -> Response:
    """Why there is nothing to show, as JSON for the page. The status is 200, because nothing went wrong."""
    return jsonify(error={"message": message})
