"""How bytes reach the browser: files packed once and kept in memory, answers packed on the way out."""

import gzip
import hashlib
import pathlib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import brotli
from dash import Dash, html, page_registry
from dash.development.base_component import Component
from flask import Response, request
from isal import igzip

YEAR = 31_536_000  # seconds
ONE_PACKET = 1_400  # bytes; an answer that fits into one arrives no sooner when packed
PACKABLE = {"application/json", "application/octet-stream", "text/css", "text/html", "text/javascript"}

# As written in the page, without the sub-path before them; what lies directly in assets/ is ours.
ADDRESS = re.compile(r'"[^":]*?(/(?:_dash-component-suites/|_favicon|assets/)[^"]+)"')
OURS = (
    re.compile(r'(?:<link rel="stylesheet" href="[^":]*?/assets/(?!vendor/)[^"]+">\s*)+'),
    re.compile(r'(?:<script src="[^":]*?/assets/(?!vendor/)[^"]+"></script>\s*)+'),
)

# What Dash makes anew for each visit, although it is the same for everybody: 25 ms of computing together.
FRAME = ("/_dash-layout", "/_dash-dependencies")

SUITES = "/_dash-component-suites/"  # where Dash's own files are
# Dash asks for plotly.js here when the first chart appears; its own copy weighs three times as much as ours.
PLOTLY = f"{SUITES}plotly/package_data/plotly.min.js"
VENDORED_PLOTLY = "vendor/plotly-cartesian.min.js"

# Browsers offer Brotli only over HTTPS and to their own machine; a class on plain HTTP gets gzip.
# Files take the best level that packs them all in half a second.
FILES: dict[str, Callable] = {"br": lambda body: brotli.compress(body, quality=9), "gzip": gzip.compress}
# Answers take what costs about a millisecond: large ones are arrays, which higher levels pack hardly tighter.
LARGE = 100_000  # bytes
ANSWERS: dict[str, Callable] = {
    "br": lambda body: brotli.compress(body, quality=5 if len(body) < LARGE else 1),
    "gzip": lambda body: igzip.compress(body, 2),
}


@dataclass(frozen=True)
class File:
    """What is the same for everybody, in each coding."""

    mimetype: str
    tag: str
    bodies: dict[str, bytes]
    named: bool  # whether its address has a fingerprint, so that another release has another

    @classmethod
    def pack(cls, body: bytes, mimetype: str = "text/javascript", named: bool = True) -> "File":
        """Pack `body` in every coding."""
        packed = {coding: pack(body) for coding, pack in FILES.items()}
        return cls(mimetype, digest(body), {"identity": body, **packed}, named)

    def response(self) -> Response:
        """Answer the current request in the best coding that it accepts."""
        coding = request.accept_encodings.best_match(FILES) or "identity"
        response = Response(self.bodies[coding], mimetype=self.mimetype)
        if coding != "identity":
            response.content_encoding = coding
        response.vary.add("Accept-Encoding")
        response.set_etag(f"{self.tag}-{coding}")
        if self.named:
            response.cache_control.public = response.cache_control.immutable = True
            response.cache_control.max_age = YEAR
        else:
            response.cache_control.no_cache = True  # asked about again at each load
        return response.make_conditional(request)


@dataclass(frozen=True, slots=True)
class Answer:
    """Arrays for scripts, as they are sent to who accepts a coding; "" for none."""

    tag: str
    coding: str
    body: bytes

    @classmethod
    def pack(cls, body: bytes, coding: str) -> "Answer":
        """Pack `body`, where that is worth it."""
        if not coding or len(body) <= ONE_PACKET:
            return cls(digest(body), "", body)
        return cls(f"{digest(body)}-{coding}", coding, ANSWERS[coding](body))

    def __len__(self) -> int:
        return len(self.body)

    def response(self) -> Response:
        """Answer the current request."""
        response = Response(self.body, mimetype="application/octet-stream")
        if self.coding:
            response.content_encoding = self.coding
        response.vary.add("Accept-Encoding")
        return response


def accepted() -> str:
    """The coding for an answer to the current request; "" for none."""
    return request.accept_encodings.best_match(ANSWERS) or ""


def pack_answer(response: Response) -> Response:
    """Pack a page or a callback's answer; files sent as streams keep Flask's own ETag and stay as they are."""
    if response.mimetype not in PACKABLE or response.is_streamed or response.content_encoding:
        return response
    response.vary.add("Accept-Encoding")
    coding = accepted()
    if not coding or len(response.data) <= ONE_PACKET:
        return response
    tag = response.get_etag()[0]
    if tag:  # one a coding, compared again with what the browser has
        response.set_etag(f"{tag}-{coding}")
        response.make_conditional(request)
    if response.status_code != 304:
        response.data = ANSWERS[coding](response.data)
        response.content_encoding = coding
    return response


def digest(body: bytes) -> str:
    """What is the same for the same bytes alone."""
    return hashlib.sha256(body).hexdigest()[:16]


# Scripts are modules as node knows them: each runs when the first other asks for it, and wiring.js asks first.
LOADER = b"""\
const modules = {};
const load = (name) => {
  const module = modules[name];
  if (!module.exports) {
    module.exports = {};
    module.run((path) => load(new URL(path, `x:${name}`).pathname), module);
  }
  return module.exports;
};
"""
MODULE = b'modules["%s"] = { run(require, module) {\n%s}};\n'


def as_modules(addresses: list[str], bodies: list[bytes]) -> bytes:
    """Scripts as one that runs from wiring.js on."""
    names = [re.sub(r"^/assets|\?.*$", "", address).encode() for address in addresses]
    return LOADER + b"".join(map(MODULE.__mod__, zip(names, bodies, strict=True))) + b'load("/wiring.js");\n'


def join(tags: str, fetched: dict[str, tuple[bytes, str]]) -> str:
    """One tag and file for several of a kind: a request for each small one would cost more than the file."""
    addresses = ADDRESS.findall(tags)
    bodies, kinds = zip(*(fetched.pop(address) for address in addresses), strict=True)
    joined = b"\n".join(bodies) if kinds[0] == "text/css" else as_modules(addresses, bodies)
    address = f"/assets/joined.{kinds[0].split('/')[1]}?m={digest(joined)}"
    fetched[address] = joined, kinds[0]
    return tags.splitlines()[0].replace(addresses[0], address) + "\n"


def ids_of(layouts: Component) -> html.Div:
    """What Dash checks callbacks against in the browser; else it sends the layouts of all pages with each page."""
    return html.Div([type(one)(id=one.id) for one in layouts._traverse() if type(getattr(one, "id", None)) is str])


def deliver(app: Dash) -> None:
    """Serve the finished `app` fast; call it last, for it sends the first requests."""
    app.config.assets_path_ignore = [str(pathlib.PurePath(VENDORED_PLOTLY).parent)]
    files: dict[str, File] = {}  # by address
    frame: dict[str, File] = {}  # by path, whatever the query

    @app.server.before_request
    def from_memory() -> Response | None:
        # The whole address, fingerprint included: a file of another release is never cached under this one's.
        if request.method not in ("GET", "HEAD"):
            return None
        file = files.get(request.full_path.rstrip("?")) or frame.get(request.path)
        return file and file.response()

    @app.server.after_request
    def ask_about_others(response: Response) -> Response:
        # Dash lets browsers keep whatever is asked for by a fingerprint, also by that of another release.
        if request.path.startswith(SUITES) and request.full_path.rstrip("?") not in files:
            response.headers["Cache-Control"] = "no-cache"
        return response

    app.server.after_request(pack_answer)
    client = app.server.test_client()

    def fetch(address: str) -> tuple[bytes, str]:
        with client.get(address) as answer:
            return answer.data, answer.mimetype

    # Dash sets itself up during the first request and answers 500 to others meanwhile: so that is this one.
    client.get("/").close()
    app.validation_layout = ids_of(app.validation_layout)
    page = client.get("/").text
    fetched = {address: fetch(address) for address in ADDRESS.findall(page)}
    for tags in [tags for ours in OURS for tags in ours.findall(page)]:
        page = page.replace(tags, join(tags, fetched))
    files.update({address: File.pack(*one) for address, one in fetched.items()})
    files[PLOTLY] = File.pack(pathlib.Path(app.config.assets_folder, VENDORED_PLOTLY).read_bytes(), named=False)
    # While one release replaces another, either may be asked for the other's: it has its own to give.
    joined = [address for address in files if "/joined." in address]
    frame.update({address.partition("?")[0]: replace(files[address], named=False) for address in joined})
    # The token in it ties long work of Dash's to a visit; there is none.
    lab = File.pack(page.encode(), "text/html", named=False)
    frame.update({entry["path"]: lab for entry in page_registry.values()})
    frame.update({path: File.pack(*fetch(path), named=False) for path in FRAME})
