"""The lab behind a web server: its sub-path, its names, and what a proxy may tell."""

from collections.abc import Callable

from flask import Flask, redirect, request
from werkzeug import Response
from werkzeug.exceptions import SecurityError
from werkzeug.middleware.proxy_fix import ProxyFix


def place(server: Flask, prefix: str, proxies: int) -> None:
    """Put the `server` under its `prefix`, behind as many `proxies` as are known to be there."""
    root = prefix.rstrip("/")
    if root:
        server.wsgi_app = _under(root, server.wsgi_app)
    if proxies:  # without one, anybody could write these headers; Host is the one that the proxy passes on
        server.wsgi_app = ProxyFix(server.wsgi_app, x_for=proxies, x_proto=proxies)

    @server.before_request
    def add_slash() -> Response | None:
        if not root or request.path != root:
            return None
        query = request.query_string.decode(errors="replace")
        return redirect(f"{root}/{query and '?' + query}", 308)

    @server.before_request
    def refuse_foreign_hosts() -> None:  # at once: Flask does so only where no hook has answered before
        if isinstance(request.routing_exception, SecurityError):
            raise request.routing_exception


def _under(root: str, inner: Callable) -> Callable:
    """Whether a proxy takes the sub-path away or leaves it: what comes after sees the same."""

    def answer(environ: dict, start_response: Callable) -> Callable:
        environ["SCRIPT_NAME"] = root
        if environ["PATH_INFO"].startswith(f"{root}/"):
            environ["PATH_INFO"] = environ["PATH_INFO"][len(root) :]
        return inner(environ, start_response)

    return answer
