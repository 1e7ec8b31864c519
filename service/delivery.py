"""How the lab reaches a browser: its files, packed once and kept in memory, and its pages, each with its own data."""

import pathlib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import orjson
from dash import Dash, html, page_registry
from dash.development.base_component import Component
from flask import Response, request

from service.compression import HTML, SCRIPT, STYLE, Answer, File, accepted_encoding, compress_response, digest
from service.scripts import SHARED, bundles

# Files as the page names them, without the sub-path before them.
ADDRESS = re.compile(r'"[^":]*?(/(?:_dash-component-suites/|_favicon)[^"]+)"')
BUNDLES = "/assets/joined/"  # where our own joined files are

# What Dash makes anew for each visit, although it is the same for everybody: 25 ms of computing together.
FRAME = ("/_dash-layout", "/_dash-dependencies")

SUITES = "/_dash-component-suites/"  # where Dash's own files are
# Dash asks for plotly.js here when the first chart appears; its own copy weighs three times as much as ours.
PLOTLY = f"{SUITES}plotly/package_data/plotly.min.js"
VENDORED_PLOTLY = "vendor/plotly-cartesian.min.js"

STYLES, DATA, SCRIPTS = "<!-- styles -->", "<!-- data -->", "<!-- scripts -->"  # places in the page for what is ours


def ids_only(layouts: Component) -> html.Div:
    """What Dash checks callbacks against in the browser; else it sends the layouts of all pages with each page."""
    return html.Div([type(one)(id=one.id) for one in layouts._traverse() if type(getattr(one, "id", None)) is str])


def folder_of(page: Mapping[str, Any]) -> str:
    """The folder in assets/ of an entry of Dash's page registry."""
    return page["module"].rpartition(".")[2]


class Page:
    """A page's HTML, which differs from address to address only in its data."""

    def __init__(self, text: str, data: Callable[[Mapping[str, str]], dict[str, Any]]) -> None:
        """The HTML around a place for the data, and what makes that from the query of an address."""
        self.before, self.after = (part.encode() for part in text.split(DATA))
        self.data = data

    def response(self) -> Response:
        """Answer the current request; browsers keep the page, and ask again at each load."""
        # As JSON in a script that is not run; no value can end that script without this character.
        data = orjson.dumps(self.data(request.args)).replace(b"<", b"\\u003c")
        block = b'<script id="lab-data" type="application/json">%s</script>' % data
        answer = Answer.compress(self.before + block + self.after, accepted_encoding(), HTML)
        response = answer.response()
        response.cache_control.no_cache = True
        response.set_etag(answer.etag)
        return response.make_conditional(request)


def deliver(app: Dash, data: Callable[[Mapping[str, str]], dict[str, Any]]) -> None:
    """
    Serve the finished `app` fast, each page with the `data` of its address; call it last, for it sends requests.

    The script of a page is its folder in assets/, which has the name of its Python module.
    """
    files: dict[str, File] = {}  # by address
    paths: dict[str, File | Page] = {}  # by path, whatever the query

    @app.server.before_request
    def from_memory() -> Response | None:
        # The whole address, fingerprint included: a file of another release is never cached under this one's.
        if request.method not in ("GET", "HEAD"):
            return None
        path = request.path.rstrip("/") or "/"  # a page's address may end with a slash
        found = files.get(request.full_path.rstrip("?")) or paths.get(path)
        return found and found.response()

    @app.server.after_request
    def ask_about_others(response: Response) -> Response:
        # Dash lets browsers keep whatever is asked for by a fingerprint, also by that of another release.
        if request.path.startswith(SUITES) and request.full_path.rstrip("?") not in files:
            response.headers["Cache-Control"] = "no-cache"
        return response

    app.server.after_request(compress_response)
    client = app.server.test_client()

    def fetch(address: str) -> tuple[bytes, str]:
        with client.get(address) as answer:
            return answer.data, answer.mimetype

    # Dash sets itself up during the first request and answers 500 to others meanwhile: so that is this one.
    client.get("/").close()
    app.validation_layout = ids_only(app.validation_layout)
    pages = {page["path"]: folder_of(page) for page in page_registry.values()}
    assets = pathlib.Path(app.config.assets_folder)
    ours = {f"{BUNDLES}{name}": text.encode() for name, text in bundles(assets, pages.values()).items()}
    addresses = {path: f"{path}?m={digest(body)}" for path, body in ours.items()}
    for path, body in ours.items():
        files[addresses[path]] = File.compress(body, STYLE if path.endswith(".css") else SCRIPT)
        # While one release replaces another, either may be asked for the other's: it has its own to give.
        paths[path] = replace(files[addresses[path]], fingerprinted=False)
    page = client.get("/").text  # the token in it ties long work of Dash's to a visit; there is none
    files |= {address: File.compress(*fetch(address)) for address in ADDRESS.findall(page)}
    files[PLOTLY] = File.compress((assets / VENDORED_PLOTLY).read_bytes(), fingerprinted=False)
    paths |= {path: File.compress(*fetch(path), fingerprinted=False) for path in FRAME}

    def below(path: str) -> str:
        return app.get_relative_path(addresses[path])

    known = {"scripts": {script: below(f"{BUNDLES}{script}.js") for script in pages.values()}}
    page = page.replace(STYLES, f'<link rel="stylesheet" href="{below(f"{BUNDLES}{SHARED}.css")}">')
    for path, script in pages.items():
        own = [f'<script src="{below(f"{BUNDLES}{name}.js")}"></script>' for name in (SHARED, script)]
        paths[path] = Page(page.replace(SCRIPTS, "".join(own)), lambda query: data(query) | known)
