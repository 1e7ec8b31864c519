"""Bodies packed for the wire: files once and for all, answers on the way out."""

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import brotli
from flask import Response, request
from isal import igzip

YEAR = 31_536_000  # seconds
ONE_PACKET = 1_400  # bytes; an answer that fits into one arrives no sooner when packed
COMPRESSIBLE = {"application/json", "application/octet-stream", "text/css", "text/html", "text/javascript"}
BINARY, HTML, SCRIPT, STYLE = "application/octet-stream", "text/html", "text/javascript", "text/css"

# Browsers offer Brotli only over HTTPS and to their own machine; a class on plain HTTP gets gzip.
# Files take the best level that packs them all in half a second.
FILE_ENCODERS: dict[str, Callable] = {"br": lambda body: brotli.compress(body, quality=9), "gzip": gzip.compress}
# Answers take what costs about a millisecond: large ones are arrays, which higher levels pack hardly tighter.
LARGE = 100_000  # bytes
ANSWER_ENCODERS: dict[str, Callable] = {
    "br": lambda body: brotli.compress(body, quality=5 if len(body) < LARGE else 1),
    "gzip": lambda body: igzip.compress(body, 2),
}


@dataclass(frozen=True)
class File:
    """What is the same for everybody, in each encoding."""

    mimetype: str
    etag: str
    bodies: dict[str, bytes]
    fingerprinted: bool  # whether another release has another address for it, so that browsers may keep it

    @classmethod
    def compress(cls, body: bytes, mimetype: str = SCRIPT, fingerprinted: bool = True) -> "File":
        """Pack `body` in every encoding."""
        packed = {encoding: encode(body) for encoding, encode in FILE_ENCODERS.items()}
        return cls(mimetype, digest(body), {"identity": body, **packed}, fingerprinted)

    def response(self) -> Response:
        """Answer the current request in the best encoding that it accepts."""
        encoding = request.accept_encodings.best_match(FILE_ENCODERS) or "identity"
        response = Response(self.bodies[encoding], mimetype=self.mimetype)
        if encoding != "identity":
            response.content_encoding = encoding
        response.vary.add("Accept-Encoding")
        response.set_etag(f"{self.etag}-{encoding}")
        if self.fingerprinted:
            response.cache_control.public = response.cache_control.immutable = True
            response.cache_control.max_age = YEAR
        else:
            response.cache_control.no_cache = True  # the browser asks again at each load
        return response.make_conditional(request)


@dataclass(frozen=True, slots=True)
class Answer:
    """The body of one answer, as it is sent to those who accept an encoding; "" for none."""

    etag: str
    encoding: str
    body: bytes
    mimetype: str = BINARY

    @classmethod
    def compress(cls, body: bytes, encoding: str, mimetype: str = BINARY) -> "Answer":
        """Pack `body`, where that is worth it."""
        if not encoding or len(body) <= ONE_PACKET:
            return cls(digest(body), "", body, mimetype)
        return cls(f"{digest(body)}-{encoding}", encoding, ANSWER_ENCODERS[encoding](body), mimetype)

    def __len__(self) -> int:
        return len(self.body)

    def response(self) -> Response:
        """Answer the current request."""
        response = Response(self.body, mimetype=self.mimetype)
        if self.encoding:
            response.content_encoding = self.encoding
        response.vary.add("Accept-Encoding")
        return response


def accepted_encoding() -> str:
    """The encoding for an answer to the current request; "" for none."""
    return request.accept_encodings.best_match(ANSWER_ENCODERS) or ""


def compress_response(response: Response) -> Response:
    """Pack a page or a callback's answer; files sent as streams keep Flask's own ETag and stay as they are."""
    if response.mimetype not in COMPRESSIBLE or response.is_streamed or response.content_encoding:
        return response
    response.vary.add("Accept-Encoding")
    encoding = accepted_encoding()
    if not encoding or len(response.data) <= ONE_PACKET:
        return response
    etag = response.get_etag()[0]
    if etag:  # one for each encoding, compared again with what the browser has
        response.set_etag(f"{etag}-{encoding}")
        response.make_conditional(request)
    if response.status_code != 304:
        response.data = ANSWER_ENCODERS[encoding](response.data)
        response.content_encoding = encoding
    return response


def digest(body: bytes) -> str:
    """A fingerprint: the same for the same bytes alone."""
    return hashlib.sha256(body).hexdigest()[:16]
