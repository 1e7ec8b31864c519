"""Reverse proxies: the sub-path, trusted host names and trusted forwarding headers."""

from collections.abc import Callable

from flask import Flask, redirect, request
from werkzeug import Response
from werkzeug.exceptions import SecurityError
from werkzeug.middleware.proxy_fix import ProxyFix


def configure_proxies(server: Flask, prefix: str, proxies: int) -> None:
    """Serve everything below the path `prefix`, and trust the forwarding headers of this number of `proxies`."""
    root = prefix.rstrip("/")
    if root:
        server.wsgi_app = _strip_prefix(root, server.wsgi_app)
    if proxies:  # otherwise any client could set these headers; X-Forwarded-Host is never trusted
        server.wsgi_app = ProxyFix(server.wsgi_app, x_for=proxies, x_proto=proxies)

    @server.before_request
    def add_slash() -> Response | None:
        if not root or request.path != root:
            return None
        query = request.query_string.decode(errors="replace")
        return redirect(f"{root}/{query and '?' + query}", 308)

    @server.before_request
    def refuse_foreign_hosts() -> None:  # Flask rejects them only if no earlier hook has responded
        if isinstance(request.routing_exception, SecurityError):
            raise request.routing_exception


def _strip_prefix(root: str, inner: Callable) -> Callable:
    """WSGI middleware that removes the sub-path, unless the proxy has already done so."""

    def application(environ: dict, start_response: Callable) -> Callable:
        environ["SCRIPT_NAME"] = root
        if environ["PATH_INFO"].startswith(f"{root}/"):
            environ["PATH_INFO"] = environ["PATH_INFO"][len(root) :]
        return inner(environ, start_response)

    return application
