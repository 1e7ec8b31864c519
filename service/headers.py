"""Security headers: browsers load nothing from other origins and send nothing to them."""

import base64
import hashlib
import json
import re
import sys

from dash import Dash, hooks
from flask import Response

# Inline scripts that browsers run; script elements with JSON are data.
INLINE = re.compile(r"<script(?![^>]*(?:\bsrc=|application/json))[^>]*>(.*?)</script>", re.DOTALL)

EVERYWHERE = {"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"}
ON_PAGES = {  # without effect on other responses
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
}

# Plotly needs inline styles to position its elements.
POLICY = (
    "default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'self'"
)


def send_headers(app: Dash) -> None:
    """Send the headers with every response. Call it before the first request: its page determines the policy."""
    policy = ""

    @hooks.index()
    def hide_version(page: str) -> str:
        # Dash writes the Python version into the page for its developer tools. It would help an attacker.
        return page.replace(json.dumps(sys.version), '""')

    @app.server.after_request
    def add(response: Response) -> Response:
        nonlocal policy
        if response.mimetype == "text/html" and response.status_code != 304:  # for 304, the browser has them
            policy = policy or policy_of(response.get_data(as_text=True))
            response.headers["Content-Security-Policy"] = policy
            response.headers.update(ON_PAGES)
        response.headers.update(EVERYWHERE)
        return response


def policy_of(page: str) -> str:
    """
    The content security policy of a page: the only inline scripts allowed are those in its HTML.

    >>> policy_of("<script>1</script><script src='a.js'></script>")[:53]
    "default-src 'self'; script-src 'self' 'sha256-a4ayc/8"
    """
    digests = (hashlib.sha256(script.encode()).digest() for script in INLINE.findall(page))
    return POLICY.format(hashes=" ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests))
