"""How bytes reach the browser: files packed once and kept in memory, answers packed on the way out."""

import gzip
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

import brotli
from dash import Dash, hooks
from flask import Response, request

YEAR = 31_536_000  # seconds
ONE_PACKET = 1_400  # bytes; an answer that fits into one arrives no sooner when packed
TEXT = {"application/json", "image/svg+xml", "image/x-icon", "text/css", "text/html", "text/javascript"}
ADDRESS = re.compile(r'"(/(?:_dash-component-suites/|_favicon|assets/)[^"]+)"')  # as written in the page
SCRIPTS = re.compile(r'(?:<script src="/assets/[^/"]+"></script>\n)+')  # our own; vendor/ lies deeper

# Browsers offer Brotli only over HTTPS and to their own machine; a class on plain HTTP gets gzip.
# Files take the best level that packs them all in half a second, answers the one that costs a millisecond.
FILES: dict[str, Callable] = {"br": lambda body: brotli.compress(body, quality=9), "gzip": gzip.compress}
ANSWERS: dict[str, Callable] = {
    "br": lambda body: brotli.compress(body, quality=1),
    "gzip": lambda body: gzip.compress(body, compresslevel=1),
}


@dataclass(frozen=True)
class File:
    """One file that the page loads, in each coding."""

    mimetype: str
    tag: str
    bodies: dict[str, bytes]

    @classmethod
    def pack(cls, body: bytes, mimetype: str) -> "File":
        """Pack `body` in every coding."""
        packed = {coding: pack(body) for coding, pack in FILES.items()}
        return cls(mimetype, hashlib.sha256(body).hexdigest()[:16], {"identity": body, **packed})

    def response(self) -> Response:
        """Answer the current request in the best coding that it accepts."""
        coding = request.accept_encodings.best_match(FILES) or "identity"
        response = Response(self.bodies[coding], mimetype=self.mimetype)
        response.content_encoding = None if coding == "identity" else coding
        response.vary.add("Accept-Encoding")
        response.cache_control.public = response.cache_control.immutable = True
        response.cache_control.max_age = YEAR
        response.set_etag(f"{self.tag}-{coding}")
        return response.make_conditional(request)


def pack_answer(response: Response) -> Response:
    """Pack a page or a callback's answer; files sent as streams keep Flask's own ETag and stay as they are."""
    if response.mimetype not in TEXT or response.is_streamed or response.content_encoding:
        return response
    response.vary.add("Accept-Encoding")
    coding = request.accept_encodings.best_match(ANSWERS)
    if coding and len(response.data) > ONE_PACKET:
        response.data = ANSWERS[coding](response.data)
        response.content_encoding = coding
        if response.get_etag()[0]:  # one tag a coding, compared again with what the browser sent
            response.set_etag(f"{response.get_etag()[0]}-{coding}")
            response.make_conditional(request)
    return response


def deliver(app: Dash) -> None:
    """Serve the finished `app` fast; call it last, for it sends the first requests."""
    files: dict[str, File] = {}

    @app.server.before_request
    def from_memory() -> Response | None:
        # The whole address, fingerprint included: a file of another release is never cached under this one's.
        file = files.get(request.full_path.rstrip("?")) if request.method in ("GET", "HEAD") else None
        return file and file.response()

    app.server.after_request(pack_answer)

    client = app.server.test_client()
    # Dash sets itself up during the first request and answers 500 to others meanwhile: so that is this one.
    page = client.get("/").text
    answers = {address: client.get(address) for address in ADDRESS.findall(page)}
    files.update({address: File.pack(answer.data, answer.mimetype) for address, answer in answers.items()})

    # A request for each small script would cost more than the script. Files that change while the server runs
    # change their address and so are no longer found here: they are sent one by one.
    tags = SCRIPTS.search(page)[0]
    joined = File.pack(b"\n".join(answers[address].data for address in ADDRESS.findall(tags)), "text/javascript")
    files[address := f"/assets/joined.js?m={joined.tag}"] = joined
    hooks.index()(lambda page: page.replace(tags, f'<script src="{address}"></script>\n'))
