"""The lab behind reverse proxies: its sub-path, the host names it answers, and which headers of a proxy are trusted."""

from collections.abc import Callable

from flask import Flask, redirect, request
from werkzeug import Response
from werkzeug.exceptions import SecurityError
from werkzeug.middleware.proxy_fix import ProxyFix


def serve_below(server: Flask, prefix: str, proxies: int) -> None:
    """Serve everything below `prefix`, and trust the forwarding headers of as many `proxies` as stand in front."""
    root = prefix.rstrip("/")
    if root:
        server.wsgi_app = _below(root, server.wsgi_app)
    if proxies:  # without a proxy, any client could write these headers; Host is taken as the proxy passes it on
        server.wsgi_app = ProxyFix(server.wsgi_app, x_for=proxies, x_proto=proxies)

    @server.before_request
    def add_slash() -> Response | None:
        if not root or request.path != root:
            return None
        query = request.query_string.decode(errors="replace")
        return redirect(f"{root}/{query and '?' + query}", 308)

    @server.before_request
    def refuse_foreign_hosts() -> None:  # Flask itself refuses them only if no earlier hook has answered
        if isinstance(request.routing_exception, SecurityError):
            raise request.routing_exception


def _below(root: str, inner: Callable) -> Callable:
    """WSGI middleware: `inner` sees the same path whether the proxy strips the sub-path or not."""

    def application(environ: dict, start_response: Callable) -> Callable:
        environ["SCRIPT_NAME"] = root
        if environ["PATH_INFO"].startswith(f"{root}/"):
            environ["PATH_INFO"] = environ["PATH_INFO"][len(root) :]
        return inner(environ, start_response)

    return application
