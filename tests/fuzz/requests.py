"""Requests as bytes, each from a seed and a number: callbacks, routes and URLs, valid, invalid and malformed."""

import ast
import gzip
import pathlib
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from random import Random
from urllib.parse import quote, urlencode

from dash import page_registry
from PIL import Image

from app import app
from conv.lab.settings import FIELDS
from conv.networks.uploaded.table import TEMPLATE
from conv.views.maps import PAGED
from service.guard import CALLBACKS, TYPES
from service.uploads import FORMATS
from tests.fuzz.raw import raw
from tests.fuzz.values import mutate, odd, query, settings, spoiled, valid, written

ROOT = pathlib.Path(__file__).parents[2]
SETTINGS = "/answers/settings"
METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE", "LOCK"]
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
CONTENT_TYPES = [JSON, FORM, "multipart/form-data; boundary=b", "multipart/form-data", "text/csv; charset=nope"]
CONTENT_TYPES += ["application/octet-stream", "x", "", "/;=;", f"{JSON}; charset=utf-16"]
HEADERS = {
    "Accept-Encoding": ["gzip", "br;q=nan", "*;q=9", "x" * 900, "gzip;q=0, identity;q=0"],
    "Content-Encoding": ["gzip", "deflate", "br"],
    "Cookie": ['a=b; ;=;"', "session=eyJ.x.y"],
    "If-None-Match": ["*", '"x"', 'W/"', "," * 200],
    "If-Modified-Since": ["Sat, 99 Foo 99999 25:61:61 GMT", "0"],
    "Range": ["bytes=5-1", "bytes=0-0,2-3,-1", "bytes=-", "lines=1-2", "bytes=99999999999999999999-"],
    "X-Forwarded-For": ["1.2.3.4, ' or 1=1", "::" * 40],
    "X-Request-Id": ["../../etc", "x" * 2_000, "{{7*7}}"],
    "X-HTTP-Method-Override": ["DELETE"],
    "Content-Disposition": ["form-data"],
}


@dataclass(frozen=True)
class Request:
    """The bytes of a request, and how to send them."""

    kind: str
    data: bytes
    pace: str = ""  # "whole", "pieces" or "gone" if the bytes need a new connection, because they may end it
    kept: dict = field(default_factory=dict)  # settings that the response must contain


def request(seed: int, number: int, callbacks: list[dict]) -> Request:
    """The request with this seed and number; the same in each run."""
    rng = Random(f"{seed}/{number}")
    kinds = {callback: 38, route: 28, address: 23, raw_request: 11}
    return rng.choices(list(kinds), list(kinds.values()))[0](rng, callbacks)


def callback(rng: Random, callbacks: list[dict]) -> Request:
    """A browser's request for one of the callbacks, usually mutated."""
    on_server = [one for one in callbacks if not one["clientside_function"]]
    others = [body_of(rng, one) for one in rng.choices(callbacks, k=2)]
    body = body_of(rng, rng.choice(on_server if rng.random() < 0.9 else callbacks))
    values = [one["value"] for one in body["inputs"] + body["state"] if isinstance(one["value"], (dict, list))]
    for _ in range(rng.choice([0, 1, 1, 2, 3])):
        mutate(rng, rng.choice([body, *values]), others)
    method = "POST" if rng.random() < 0.97 else rng.choice(METHODS)
    return wire(rng, "callback", method, CALLBACKS, written(rng, body), JSON)


def body_of(rng: Random, entry: dict) -> dict:
    """The body for an entry of `/_dash-dependencies`."""
    output = entry["output"]
    names = [dict(zip(("id", "property"), name.rsplit(".", 1), strict=True)) for name in output.strip(".").split("...")]
    inputs, state = (
        [part | {"value": value_of(rng, part["property"])} for part in entry[k]] for k in ("inputs", "state")
    )
    changed = [f"{part['id']}.{part['property']}" for part in inputs]
    outputs = names if output.startswith("..") else names[0]
    return {"output": output, "outputs": outputs, "inputs": inputs, "state": state, "changedPropIds": changed}


def value_of(rng: Random, prop: str) -> object:
    """A value, usually of a type that the guard accepts."""
    sent = settings(rng)[0]
    fitting = [
        "/" + odd_text(rng),
        "?" + query(rng, sent),
        rng.choice(pages()),
        sent,
        True,
        None,
        1,
        odd(rng),
    ]
    fitting = [value for value in fitting if isinstance(value, TYPES.get(prop, object))]
    return rng.choice(fitting or [odd(rng)]) if rng.random() < 0.9 else odd(rng)


def route(rng: Random, _: list[dict]) -> Request:
    """A request to one of the server's routes, with random path, query and body."""
    rule = rng.choice(rules())
    if "onnx" in rule.rule and rng.random() < 0.9:  # each starts a new process
        rule = rng.choice(rules())
    path = rule.rule
    for name in rule.arguments:
        before, after = path.split("<", 1)[0], path.split(">", 1)[1]
        path = (
            before
            + rng.choice([*files(), quote(odd_text(rng), errors="surrogatepass"), name]).removeprefix(before)
            + after
        )
    method = rng.choice(sorted(rule.methods)) if rng.random() < 0.9 else rng.choice(METHODS)
    sent = settings(rng)[0] | {rng.choice(words()): odd_text(rng) for _ in range(rng.randint(0, 3))}
    if rng.random() < 0.5:
        sent["network"] = "own"
    if rng.random() < 0.2:
        sent |= uploaded_picture(rng)
    target = (path if path.startswith("/") else "/" + path) + rng.choice(["", "?" + query(rng, sent)])
    body, content_type = content(rng, sent) if method not in ("GET", "HEAD", "OPTIONS") else (b"", "")
    return wire(rng, "route", method, target, body, content_type)


def content(rng: Random, sent: dict) -> tuple[bytes, str]:
    """A body of any kind, and its content type."""
    form = urlencode({k: str(v) for k, v in sent.items()}, errors="replace").encode()
    ways = [
        (form, FORM),
        (spoiled(rng, form), FORM),
        (b'--b\r\nContent-Disposition: form-data; name="size"\r\n\r\n9\r\n--b--', "multipart/form-data; boundary=b"),
        (spoiled(rng, TEMPLATE.encode()), "text/csv"),
        (table(rng).encode("utf-8", "replace"), "text/csv"),
        (onnx_like(rng), "application/octet-stream"),
        (spoiled(rng, rng.choice(pictures())), "image/png"),
        (written(rng, sent), JSON),
        (rng.randbytes(rng.choice([0, 1, 99, 9_999])), "application/octet-stream"),
        (b"x" * rng.choice([180_001, 250_000]), "text/plain"),
    ]
    body, content_type = rng.choices(ways, [6, 3, 2, 4, 6, 3, 4, 2, 2, 1])[0]
    return body, content_type


def uploaded_picture(rng: Random) -> dict:
    """Settings with an uploaded picture, which may have the wrong length."""
    size = rng.choice([1, 8, 32, 320])
    text = "_wAA" * size**2
    return {"image": "own", "size": size, "picture": rng.choice([text, text, text[1:], text[:-4] + "A===", ""])}


def table(rng: Random) -> str:
    """Layers as CSV, with valid kinds and columns, and with valid and invalid cells."""
    lines = TEMPLATE.splitlines()
    cells = [*{cell: 0 for line in lines[1:] for cell in line.split(",")}, "65536", "8192x1", "0", "-1", "1e9", '"']
    made = [lines[1] if rng.random() < 0.9 else odd_text(rng)]
    for _ in range(rng.choice([0, 1, 9, 300])):
        line = rng.choice(lines[2:]).split(",")
        line[rng.randrange(len(line))] = rng.choice([*cells, odd_text(rng)])
        made.append(rng.choice(",;\t").join(line) if rng.random() < 0.05 else ",".join(line))
    return rng.choice(["\n", "\r\n", "\r"]).join(made)


def onnx_like(rng: Random) -> bytes:
    """Fields like in an ONNX file, some of which state a greater length than they have."""
    parts = []
    for _ in range(rng.randint(1, 9)):
        inner = rng.randbytes(rng.randint(0, 40))
        parts.append(
            bytes([rng.choice([0x08, 0x3A, 0x0A, 0x12, 0x42, 0x2A, 0xFF]), rng.choice([len(inner), 127])]) + inner
        )
    return b"".join(parts)


def address(rng: Random, _: list[dict]) -> Request:
    """A page, known or unknown, with a query string; or a request that must return the settings it sends."""
    sent, kept = settings(rng)
    if rng.random() < 0.5:
        page = rng.choice(pages()) if rng.random() < 0.8 else "/" + quote(odd_text(rng), errors="surrogatepass")
        return wire(rng, "address", "GET", f"{page}?{query(rng, sent)}", b"", "")
    wrong = {name: "nope" for name in sent if name not in kept}
    form = urlencode(wrong | {name: str(value) for name, value in kept.items()})
    # A kernel that does not fit is replaced by the largest one that does.
    kept = {name: value for name, value in kept.items() if name in FIELDS and name != "kernel"}
    if rng.random() < 0.5:
        head = f"GET {SETTINGS}?{form} HTTP/1.1\r\nHost: lab\r\n\r\n"
        return Request("address", head.encode(), kept=kept)
    head = f"POST {SETTINGS} HTTP/1.1\r\nHost: lab\r\nContent-Type: {FORM}\r\nContent-Length: {len(form)}\r\n\r\n"
    return Request("address", (head + form).encode(), kept=kept)


def raw_request(rng: Random, _: list[dict]) -> Request:
    """A malformed HTTP message."""
    return Request("raw", raw(rng), rng.choices(["whole", "pieces", "gone"], [8, 1, 1])[0])


def wire(rng: Random, kind: str, method: str, target: str, body: bytes, content_type: str) -> Request:
    """A request with the headers of a browser, and some unusual ones."""
    if rng.random() < 0.03:
        content_type = rng.choice(CONTENT_TYPES)
    if rng.random() < 0.02:
        body = gzip.compress(body)
    lines = [f"{method} {target} HTTP/1.1", "Host: lab"]
    lines += [f"Content-Type: {content_type}"] if content_type else []
    lines += [f"Content-Length: {len(body)}"] if body or method not in ("GET", "HEAD", "OPTIONS") else []
    if rng.random() < 0.15:
        name = rng.choice(list(HEADERS))
        lines.append(f"{name}: {rng.choice(HEADERS[name])}")
    return Request(kind, "\r\n".join([*lines, "", ""]).encode() + body)


def odd_text(rng: Random) -> str:
    """An odd or valid value as text, for a path or a form."""
    return str(odd(rng)) if rng.random() < 0.6 else str(valid(rng, rng.choice(list(FIELDS))))


@cache
def rules() -> list:
    """The routes of the server."""
    return sorted(app.server.url_map.iter_rules(), key=lambda rule: rule.rule)


@cache
def pages() -> list[str]:
    """The paths of the pages."""
    return sorted(page["path"] for page in page_registry.values())


@cache
def files() -> list[str]:
    """The URLs of files, from the HTML of a page."""
    html = app.server.test_client().get("/").text
    return sorted(
        {part.split('"')[0] for part in html.split('src="')[1:]} | {"/assets/frame/lab.css", "/assets/../app.py"}
    )


@cache
def pictures() -> list[bytes]:
    """A small picture in each supported format."""
    made = [BytesIO() for _ in FORMATS]
    for file, kind in zip(made, FORMATS.values(), strict=True):
        Image.linear_gradient("L").resize((24, 20)).convert("RGB").save(file, kind.format)
    return [file.getvalue() for file in made]


@cache
def words() -> list[str]:
    """All strings in the sources of the routes that could be names of parameters."""
    sources = [path for folder in ("components", "service") for path in (ROOT / folder).rglob("*.py")]
    trees = [ast.parse(path.read_text()) for path in sources]
    texts = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return sorted(
        {text for text in texts if isinstance(text, str) and text.isidentifier()} | {f"first_{n}" for n in PAGED}
    )
