"""What browsers are told about safety with every answer: nothing from elsewhere, nothing to anybody else."""

import base64
import hashlib
import json
import re
import sys

from dash import Dash, hooks
from flask import Response

# Scripts that stand in the page itself; those that only hold data are not run.
INLINE = re.compile(r"<script(?![^>]*(?:\bsrc=|application/json))[^>]*>(.*?)</script>", re.DOTALL)

EVERYWHERE = {"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"}
ON_PAGES = {  # elsewhere they would be weight without a meaning
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
}

# Styles within elements cannot be avoided: Mantine and Plotly place things by them.
POLICY = (
    "default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'self'"
)


def send_headers(app: Dash) -> None:
    """Send them with every answer of the `app`; call it before the first request, whose page tells the policy."""
    policy = ""

    @hooks.index()
    def hide_version(page: str) -> str:
        # Dash tells it for its own developers' tools; who looks for a weak server learns from it where to begin.
        return page.replace(json.dumps(sys.version), '""')

    @app.server.after_request
    def add(response: Response) -> Response:
        nonlocal policy
        if response.mimetype == "text/html":
            policy = policy or policy_of(response.get_data(as_text=True))
            response.headers["Content-Security-Policy"] = policy
            response.headers.update(ON_PAGES)
        response.headers.update(EVERYWHERE)
        return response


def policy_of(page: str) -> str:
    """
    The policy of a page: of the scripts that stand in it these alone may run.

    >>> policy_of("<script>1</script><script src='a.js'></script>")[:53]
    "default-src 'self'; script-src 'self' 'sha256-a4ayc/8"
    """
    digests = (hashlib.sha256(script.encode()).digest() for script in INLINE.findall(page))
    return POLICY.format(hashes=" ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests))
