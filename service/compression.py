"""Compresses bodies: files once at startup, responses when they are sent."""

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import brotli
from flask import Response, request
from isal import igzip

YEAR = 31_536_000  # seconds
ONE_PACKET = 1_400  # bytes; compression makes no response faster that fits into one packet
COMPRESSIBLE = {"application/json", "application/octet-stream", "text/css", "text/html", "text/javascript"}
BINARY, HTML, SCRIPT, STYLE = "application/octet-stream", "text/html", "text/javascript", "text/css"

# Browsers accept Brotli only over HTTPS and from their own machine; over plain HTTP, a class gets gzip.
# Files are compressed at the best level that takes half a second for all of them.
FILE_ENCODERS: dict[str, Callable] = {"br": lambda body: brotli.compress(body, quality=9), "gzip": gzip.compress}
# Answers are compressed at levels that take about 1 ms. Large ones are arrays, which higher levels hardly improve.
LARGE = 100_000  # bytes
ANSWER_ENCODERS: dict[str, Callable] = {
    "br": lambda body: brotli.compress(body, quality=5 if len(body) < LARGE else 1),
    "gzip": lambda body: igzip.compress(body, 2),
}


@dataclass(frozen=True)
class File:
    """A response that is the same for everybody, in each content encoding."""

    mimetype: str
    etag: str
    bodies: dict[str, bytes]
    fingerprinted: bool  # whether its URL changes with its content, so that browsers may cache it for a year

    @classmethod
    def compress(cls, body: bytes, mimetype: str = SCRIPT, fingerprinted: bool = True) -> "File":
        """Compress `body` in every encoding."""
        compressed = {encoding: encode(body) for encoding, encode in FILE_ENCODERS.items()}
        return cls(mimetype, digest(body), {"identity": body, **compressed}, fingerprinted)

    def response(self) -> Response:
        """Respond to the current request in the best encoding that it accepts."""
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
            response.cache_control.no_cache = True  # the browser revalidates at each load
        return response.make_conditional(request)


@dataclass(frozen=True, slots=True)
class Answer:
    """A response body in one content encoding; "" for none."""

    etag: str
    encoding: str
    body: bytes
    mimetype: str = BINARY

    @classmethod
    def compress(cls, body: bytes, encoding: str, mimetype: str = BINARY) -> "Answer":
        """Compress `body` if it is larger than one packet."""
        if not encoding or len(body) <= ONE_PACKET:
            return cls(digest(body), "", body, mimetype)
        return cls(f"{digest(body)}-{encoding}", encoding, ANSWER_ENCODERS[encoding](body), mimetype)

    def __len__(self) -> int:
        return len(self.body)

    def response(self) -> Response:
        """Respond to the current request."""
        response = Response(self.body, mimetype=self.mimetype)
        if self.encoding:
            response.content_encoding = self.encoding
        response.vary.add("Accept-Encoding")
        return response


def accepted_encoding() -> str:
    """The best content encoding that the current request accepts; "" for none."""
    return request.accept_encodings.best_match(ANSWER_ENCODERS) or ""


def compress_response(response: Response) -> Response:
    """Compress a response that is not compressed yet, such as a callback's. Streamed files stay unchanged."""
    if response.mimetype not in COMPRESSIBLE or response.is_streamed or response.content_encoding:
        return response
    response.vary.add("Accept-Encoding")
    encoding = accepted_encoding()
    if not encoding or len(response.data) <= ONE_PACKET:
        return response
    etag = response.get_etag()[0]
    if etag:  # each encoding has its own ETag, to be compared with that of the request
        response.set_etag(f"{etag}-{encoding}")
        response.make_conditional(request)
    if response.status_code != 304:
        response.data = ANSWER_ENCODERS[encoding](response.data)
        response.content_encoding = encoding
    return response


def digest(body: bytes) -> str:
    """A fingerprint of `body`."""
    return hashlib.sha256(body).hexdigest()[:16]
