"""Error responses: a page for people, JSON for scripts."""

from dash import Dash, page_registry
from dash.exceptions import DependencyException
from flask import Response, abort, g, jsonify, make_response, render_template_string, request
from werkzeug.exceptions import HTTPException

ANY_PATH = "/<path:path>"  # Dash's catch-all route, which answers any path with a page of the lab
SCRIPTS = ("/answers/", "/assets/", "/_")  # prefixes of paths that only scripts request

SENTENCES = {
    400: "This is no request that a page of the lab sends.",
    404: "There is no such page in the lab.",
    405: "This address cannot be asked in this way.",
    411: "What is sent must say how long it is.",
    413: "What was sent is too large.",
    500: "Something went wrong in the lab.",
    503: "Many are asking at this moment; the lab answers again soon.",
}

PAGE = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>{{ code }} · Separable</title>
<body style="max-width: 32rem; margin: 20vh auto; padding: 0 1rem; font: 1.125rem/1.6 system-ui, sans-serif">
<h1 style="font-size: 1.5rem">{{ sentence }}</h1>
<p><a href="{{ home }}">Open the lab</a></p>
<p style="opacity: 0.75; font-size: 0.8125rem">Code {{ code }}, request {{ request_id }}</p>
"""


def explain_errors(app: Dash) -> None:
    """Answer every error with a sentence and the request id, which is also in the log. Tracebacks are never sent."""
    server = app.server
    # Merging slashes would redirect some URLs with two slashes to any host that the request names.
    server.url_map.merge_slashes = False

    @server.before_request
    def refuse_unknown_pages() -> None:
        known = {page["path"].rstrip("/") for page in page_registry.values()}
        if request.url_rule and request.url_rule.rule == ANY_PATH and request.path.rstrip("/") not in known:
            abort(404)

    @server.errorhandler(HTTPException)
    def explain(e: HTTPException) -> Response | HTTPException:
        if not e.code or e.code < 400:
            return e
        response = _error(e.code, SENTENCES.get(e.code, e.description))
        # For example Allow and Retry-After.
        response.headers.update((name, value) for name, value in e.get_headers() if name != "Content-Type")
        return response

    @server.errorhandler(DependencyException)
    def explain_missing_file(_: DependencyException) -> Response:
        return _error(404, SENTENCES[404])

    @server.errorhandler(Exception)
    def explain_failure(_: Exception) -> Response:
        server.logger.exception("Request %s failed", g.request_id)
        return _error(500, SENTENCES[500])


def _error(code: int, sentence: str) -> Response:
    """A page if a person opened the URL, JSON otherwise."""
    shown = {"code": code, "request_id": g.request_id}
    if request.method in ("GET", "HEAD") and not request.path.startswith(SCRIPTS):
        page = render_template_string(PAGE, sentence=sentence, home=f"{request.script_root}/", **shown)
        response = make_response(page)
    else:
        response = jsonify(error={"message": sentence, **shown})
    response.status_code = code
    return response
