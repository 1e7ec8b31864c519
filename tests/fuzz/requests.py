"""Requests as bytes, each from a seed and a number: callbacks, routes and addresses, right, wrong and broken."""

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
from conv.networks.own.table import TEMPLATE
from conv.views.maps import PAGED
from service.guard import CALLBACKS, TYPES
from service.uploads import FORMATS
from tests.fuzz.raw import raw
from tests.fuzz.values import mutate, odd, query, right, settings, spoiled, written

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
    """Bytes for a connection."""

    kind: str
    data: bytes
    pace: str = ""  # "whole", "pieces" or "gone" for bytes that need a connection of their own, whose end they may be
    kept: dict = field(default_factory=dict)  # settings that the answer must have


def request(seed: int, number: int, callbacks: list[dict]) -> Request:
    """The same for the same numbers."""
    chance = Random(f"{seed}/{number}")
    kinds = {callback: 38, route: 28, address: 23, raw_request: 11}
    return chance.choices(list(kinds), list(kinds.values()))[0](chance, callbacks)


def callback(chance: Random, callbacks: list[dict]) -> Request:
    """What a browser sends for one of the callbacks, mostly changed."""
    ours = [one for one in callbacks if not one["clientside_function"]]
    others = [body_of(chance, one) for one in chance.choices(callbacks, k=2)]
    body = body_of(chance, chance.choice(ours if chance.random() < 0.9 else callbacks))
    values = [one["value"] for one in body["inputs"] + body["state"] if isinstance(one["value"], (dict, list))]
    for _ in range(chance.choice([0, 1, 1, 2, 3])):
        mutate(chance, chance.choice([body, *values]), others)
    method = "POST" if chance.random() < 0.97 else chance.choice(METHODS)
    return wire(chance, "callback", method, CALLBACKS, written(chance, body), JSON)


def body_of(chance: Random, one: dict) -> dict:
    """For a line of `/_dash-dependencies`."""
    output = one["output"]
    names = [dict(zip(("id", "property"), name.rsplit(".", 1), strict=True)) for name in output.strip(".").split("...")]
    inputs, state = (
        [part | {"value": value_of(chance, part["property"])} for part in one[k]] for k in ("inputs", "state")
    )
    changed = [f"{part['id']}.{part['property']}" for part in inputs]
    outputs = names if output.startswith("..") else names[0]
    return {"output": output, "outputs": outputs, "inputs": inputs, "state": state, "changedPropIds": changed}


def value_of(chance: Random, prop: str) -> object:
    """Of a type that the guard lets through, or any."""
    sent = settings(chance)[0]
    fitting = [
        "/" + odd_text(chance),
        "?" + query(chance, sent),
        chance.choice(pages()),
        sent,
        True,
        None,
        1,
        odd(chance),
    ]
    fitting = [value for value in fitting if isinstance(value, TYPES.get(prop, object))]
    return chance.choice(fitting or [odd(chance)]) if chance.random() < 0.9 else odd(chance)


def route(chance: Random, _: list[dict]) -> Request:
    """One of the server's routes, with anything in its path, its query and its body."""
    rule = chance.choice(rules())
    if "onnx" in rule.rule and chance.random() < 0.9:  # each a process of its own
        rule = chance.choice(rules())
    path = rule.rule
    for name in rule.arguments:
        before, after = path.split("<", 1)[0], path.split(">", 1)[1]
        path = (
            before
            + chance.choice([*files(), quote(odd_text(chance), errors="surrogatepass"), name]).removeprefix(before)
            + after
        )
    method = chance.choice(sorted(rule.methods)) if chance.random() < 0.9 else chance.choice(METHODS)
    sent = settings(chance)[0] | {chance.choice(words()): odd_text(chance) for _ in range(chance.randint(0, 3))}
    if chance.random() < 0.5:
        sent["network"] = "own"
    if chance.random() < 0.2:
        sent |= own_picture(chance)
    target = (path if path.startswith("/") else "/" + path) + chance.choice(["", "?" + query(chance, sent)])
    body, content_type = content(chance, sent) if method not in ("GET", "HEAD", "OPTIONS") else (b"", "")
    return wire(chance, "route", method, target, body, content_type)


def content(chance: Random, sent: dict) -> tuple[bytes, str]:
    """A body of any kind, and its type."""
    form = urlencode({k: str(v) for k, v in sent.items()}, errors="replace").encode()
    ways = [
        (form, FORM),
        (spoiled(chance, form), FORM),
        (b'--b\r\nContent-Disposition: form-data; name="size"\r\n\r\n9\r\n--b--', "multipart/form-data; boundary=b"),
        (spoiled(chance, TEMPLATE.encode()), "text/csv"),
        (table(chance).encode("utf-8", "replace"), "text/csv"),
        (onnx_like(chance), "application/octet-stream"),
        (spoiled(chance, chance.choice(pictures())), "image/png"),
        (written(chance, sent), JSON),
        (chance.randbytes(chance.choice([0, 1, 99, 9_999])), "application/octet-stream"),
        (b"x" * chance.choice([180_001, 250_000]), "text/plain"),
    ]
    body, content_type = chance.choices(ways, [6, 3, 2, 4, 6, 3, 4, 2, 2, 1])[0]
    return body, content_type


def own_picture(chance: Random) -> dict:
    """Settings with a picture of one's own, of their size or not quite."""
    size = chance.choice([1, 8, 32, 320])
    text = "_wAA" * size**2
    return {"image": "own", "size": size, "picture": chance.choice([text, text, text[1:], text[:-4] + "A===", ""])}


def table(chance: Random) -> str:
    """Layers as CSV: kinds and columns that there are, with cells that fit or do not."""
    lines = TEMPLATE.splitlines()
    cells = [*{cell: 0 for line in lines[1:] for cell in line.split(",")}, "65536", "8192x1", "0", "-1", "1e9", '"']
    made = [lines[1] if chance.random() < 0.9 else odd_text(chance)]
    for _ in range(chance.choice([0, 1, 9, 300])):
        line = chance.choice(lines[2:]).split(",")
        line[chance.randrange(len(line))] = chance.choice([*cells, odd_text(chance)])
        made.append(chance.choice(",;\t").join(line) if chance.random() < 0.05 else ",".join(line))
    return chance.choice(["\n", "\r\n", "\r"]).join(made)


def onnx_like(chance: Random) -> bytes:
    """Fields as in an ONNX file, some of which promise more than comes."""
    parts = []
    for _ in range(chance.randint(1, 9)):
        inner = chance.randbytes(chance.randint(0, 40))
        parts.append(
            bytes([chance.choice([0x08, 0x3A, 0x0A, 0x12, 0x42, 0x2A, 0xFF]), chance.choice([len(inner), 127])]) + inner
        )
    return b"".join(parts)


def address(chance: Random, _: list[dict]) -> Request:
    """A page, known or not, with a query; or a request for the settings of its query, which must come back."""
    sent, kept = settings(chance)
    if chance.random() < 0.5:
        page = (
            chance.choice(pages()) if chance.random() < 0.8 else "/" + quote(odd_text(chance), errors="surrogatepass")
        )
        return wire(chance, "address", "GET", f"{page}?{query(chance, sent)}", b"", "")
    wrong = {name: "nope" for name in sent if name not in kept}
    form = urlencode(wrong | {name: str(value) for name, value in kept.items()})
    # A kernel that does not fit is replaced by the largest one that does.
    kept = {name: value for name, value in kept.items() if name in FIELDS and name != "kernel"}
    if chance.random() < 0.5:
        head = f"GET {SETTINGS}?{form} HTTP/1.1\r\nHost: lab\r\n\r\n"
        return Request("address", head.encode(), kept=kept)
    head = f"POST {SETTINGS} HTTP/1.1\r\nHost: lab\r\nContent-Type: {FORM}\r\nContent-Length: {len(form)}\r\n\r\n"
    return Request("address", (head + form).encode(), kept=kept)


def raw_request(chance: Random, _: list[dict]) -> Request:
    """Bytes that are hardly HTTP."""
    return Request("raw", raw(chance), chance.choices(["whole", "pieces", "gone"], [8, 1, 1])[0])


def wire(chance: Random, kind: str, method: str, target: str, body: bytes, content_type: str) -> Request:
    """The bytes of a request, with headers that browsers send, and others."""
    if chance.random() < 0.03:
        content_type = chance.choice(CONTENT_TYPES)
    if chance.random() < 0.02:
        body = gzip.compress(body)
    lines = [f"{method} {target} HTTP/1.1", "Host: lab"]
    lines += [f"Content-Type: {content_type}"] if content_type else []
    lines += [f"Content-Length: {len(body)}"] if body or method not in ("GET", "HEAD", "OPTIONS") else []
    if chance.random() < 0.15:
        name = chance.choice(list(HEADERS))
        lines.append(f"{name}: {chance.choice(HEADERS[name])}")
    return Request(kind, "\r\n".join([*lines, "", ""]).encode() + body)


def odd_text(chance: Random) -> str:
    """As it may stand in a path or a form."""
    return str(odd(chance)) if chance.random() < 0.6 else str(right(chance, chance.choice(list(FIELDS))))


@cache
def rules() -> list:
    """The routes of the server."""
    return sorted(app.server.url_map.iter_rules(), key=lambda rule: rule.rule)


@cache
def pages() -> list[str]:
    """The addresses of the pages."""
    return sorted(page["path"] for page in page_registry.values())


@cache
def files() -> list[str]:
    """What the page loads."""
    html = app.server.test_client().get("/").text
    return sorted(
        {part.split('"')[0] for part in html.split('src="')[1:]} | {"/assets/frame/lab.css", "/assets/../app.py"}
    )


@cache
def pictures() -> list[bytes]:
    """Small ones, of each kind that is read."""
    made = [BytesIO() for _ in FORMATS]
    for file, kind in zip(made, FORMATS.values(), strict=True):
        Image.linear_gradient("L").resize((24, 20)).convert("RGB").save(file, kind.format)
    return [file.getvalue() for file in made]


@cache
def words() -> list[str]:
    """Every word in the sources of the routes that may name a parameter."""
    sources = [path for folder in ("components", "service") for path in (ROOT / folder).rglob("*.py")]
    trees = [ast.parse(path.read_text()) for path in sources]
    texts = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return sorted(
        {text for text in texts if isinstance(text, str) and text.isidentifier()} | {f"first_{n}" for n in PAGED}
    )
