"""Serves files, compressed once and kept in memory, and pages, each with the data of its URL."""

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

# URLs of Dash's files in the HTML of a page; the group leaves out the sub-path.
ADDRESS = re.compile(r'"[^":]*?(/(?:_dash-component-suites/|_favicon)[^"]+)"')
BUNDLES = "/assets/joined/"  # path of the lab's own bundles

# Responses that are the same for everybody, but that Dash would compute for each visit, in 25 ms together.
FRAME = ("/_dash-layout", "/_dash-dependencies")

SUITES = "/_dash-component-suites/"  # path of Dash's own files
# Dash requests plotly.js here when the first chart appears. Its own copy is three times as large as the vendored one.
PLOTLY = f"{SUITES}plotly/package_data/plotly.min.js"
VENDORED_PLOTLY = "vendor/plotly-cartesian.min.js"

STYLES, DATA, SCRIPTS = "<!-- styles -->", "<!-- data -->", "<!-- scripts -->"  # placeholders in the page


def ids_only(layouts: Component) -> html.Div:
    """Reduce layouts to the ids that Dash validates callbacks against. Otherwise each page would carry all layouts."""
    return html.Div([type(part)(id=part.id) for part in layouts._traverse() if type(getattr(part, "id", None)) is str])


def folder_of(page: Mapping[str, Any]) -> str:
    """The folder in assets/ of a page, given its entry in Dash's page registry."""
    return page["module"].rpartition(".")[2]


class Page:
    """The HTML of a page. Only the data in it depends on the query string."""

    def __init__(self, text: str, data: Callable[[Mapping[str, str]], dict[str, Any]]) -> None:
        """Split the HTML `text` at its data placeholder; `data` computes the data from a parsed query string."""
        self.before, self.after = (part.encode() for part in text.split(DATA))
        self.data = data

    def response(self) -> Response:
        """Respond to the current request; browsers revalidate their copy at each load."""
        # The data is JSON in a script element that browsers do not run. Without "<", no value can close that element.
        data = orjson.dumps(self.data(request.args)).replace(b"<", b"\\u003c")
        block = b'<script id="lab-data" type="application/json">%s</script>' % data
        answer = Answer.compress(self.before + block + self.after, accepted_encoding(), HTML)
        response = answer.response()
        response.cache_control.no_cache = True
        response.set_etag(answer.etag)
        return response.make_conditional(request)


def deliver(app: Dash, data: Callable[[Mapping[str, str]], dict[str, Any]]) -> None:
    """
    Serve files and pages of `app` from memory, each page with the `data` of its query. Call it last: it sends requests.

    The script of a page joins the folder in assets/ that has the name of the page's Python module.
    """
    files: dict[str, File] = {}  # by URL with its query string
    paths: dict[str, File | Page] = {}  # by path, for any query string

    @app.server.before_request
    def from_memory() -> Response | None:
        # Files match by the whole URL: one release never caches a file under the fingerprint of another.
        if request.method not in ("GET", "HEAD"):
            return None
        path = request.path.rstrip("/") or "/"  # the URL of a page may end with a slash
        found = files.get(request.full_path.rstrip("?")) or paths.get(path)
        return found and found.response()

    @app.server.after_request
    def revalidate_unknown_files(response: Response) -> Response:
        # Dash lets browsers cache any URL that has a fingerprint, even the fingerprint of another release.
        if request.path.startswith(SUITES) and request.full_path.rstrip("?") not in files:
            response.headers["Cache-Control"] = "no-cache"
        return response

    app.server.after_request(compress_response)
    client = app.server.test_client()

    def fetch(address: str) -> tuple[bytes, str]:
        with client.get(address) as answer:
            return answer.data, answer.mimetype

    # Dash sets itself up during the first request, and meanwhile answers 500 to all others. So this is the first one.
    client.get("/").close()
    app.validation_layout = ids_only(app.validation_layout)
    pages = {page["path"]: folder_of(page) for page in page_registry.values()}
    assets = pathlib.Path(app.config.assets_folder)
    ours = {f"{BUNDLES}{name}": text.encode() for name, text in bundles(assets, pages.values()).items()}
    addresses = {path: f"{path}?m={digest(body)}" for path, body in ours.items()}
    for path, body in ours.items():
        files[addresses[path]] = File.compress(body, STYLE if path.endswith(".css") else SCRIPT)
        # While one release replaces another, each may be asked for the other's files. It then serves its own.
        paths[path] = replace(files[addresses[path]], fingerprinted=False)
    # Dash's token in the page identifies a visit for background callbacks, which the lab does not use.
    page = client.get("/").text
    files |= {address: File.compress(*fetch(address)) for address in ADDRESS.findall(page)}
    files[PLOTLY] = File.compress((assets / VENDORED_PLOTLY).read_bytes(), fingerprinted=False)
    paths |= {path: File.compress(*fetch(path), fingerprinted=False) for path in FRAME}

    def url_of(path: str) -> str:
        return app.get_relative_path(addresses[path])

    scripts = {"scripts": {script: url_of(f"{BUNDLES}{script}.js") for script in pages.values()}}
    page = page.replace(STYLES, f'<link rel="stylesheet" href="{url_of(f"{BUNDLES}{SHARED}.css")}">')
    for path, script in pages.items():
        tags = [f'<script src="{url_of(f"{BUNDLES}{name}.js")}"></script>' for name in (SHARED, script)]
        # The name is for styles, such as of a page without settings: scripts set it only after the first paint.
        named = page.replace("<html", f'<html data-page="{script}"', 1)
        paths[path] = Page(named.replace(SCRIPTS, "".join(tags)), lambda query: data(query) | scripts)
