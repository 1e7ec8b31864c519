"""Rejects requests that no page of the lab sends. Dash would answer them with 500."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

import orjson
from dash import Dash
from flask import abort, request

CALLBACKS = "/_dash-update-component"
NEEDED = {"output", "outputs", "inputs", "changedPropIds"}
KNOWN = NEEDED | {"state", "parsedChangedPropsIds"}
DEEPEST, MOST_VALUES = 24, 20_000
# Ignored headers: no page requests a part of a response, or makes a request conditional in these ways.
UNUSED = ("HTTP_RANGE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
MAX_SAFE_INTEGER = 2**53  # the largest integer up to which JavaScript is exact
LONGEST_ADDRESS = 4_094  # characters of a URL; gunicorn accepts no more

# The types of properties that callbacks rely on. Each callback checks the contents of its `data`.
TYPES = {"pathname": str, "search": str, "data": dict | bool | None}


def guard_requests(app: Dash) -> None:
    """Reject bodies of unknown length, and callback requests that match no callback of `app`."""

    @app.server.before_request
    def check_length() -> None:
        # A chunked body would be silently truncated at a limit, and a malformed chunk raises an error while it is read.
        # Browsers, and proxies that buffer requests, send the length.
        if "Transfer-Encoding" in request.headers:
            abort(411)

    @app.server.before_request
    def ignore_unused_headers() -> None:
        for header in UNUSED:
            request.environ.pop(header, None)

    @app.server.before_request
    def check_callback() -> None:
        if request.path != CALLBACKS or request.method != "POST":
            return
        try:
            body = orjson.loads(request.get_data())
        except orjson.JSONDecodeError:
            abort(400)
        if not (isinstance(body, dict) and NEEDED <= body.keys() <= KNOWN and _is_within_limits(body)):
            abort(400)
        callback = app.callback_map.get(body["output"]) if isinstance(body["output"], str) else None
        if not callback or "callback" not in callback:  # clientside callbacks have no function on the server
            abort(404)
        if not _matches(body, callback):
            abort(400)


def _matches(body: dict[str, Any], callback: dict[str, Any]) -> bool:
    """Whether outputs, inputs and state are those of the callback, in the same order, with values that it accepts."""
    output, outputs = body["output"], body["outputs"]
    has_several_outputs = output.startswith("..")
    if isinstance(outputs, list) != has_several_outputs:
        return False
    inputs, state = _names(body["inputs"]), _names(body.get("state", []))
    return (
        _names(outputs if has_several_outputs else [outputs]) == output.strip(".").split("...")
        and inputs == _names(callback["inputs"])
        and state == _names(callback["state"])
        and all(map(_has_allowed_value, chain(body["inputs"], body.get("state", []))))
        and all(_are_inputs(body.get(name, []), inputs) for name in ("changedPropIds", "parsedChangedPropsIds"))
    )


def _names(dependencies: Any) -> list[str] | None:
    """Names in Dash's notation, `id.property`; None if the dependencies are malformed."""
    if not isinstance(dependencies, list) or not all(isinstance(dependency, dict) for dependency in dependencies):
        return None
    return [f"{dependency.get('id')}.{dependency.get('property')}" for dependency in dependencies]


def _has_allowed_value(dependency: dict[str, Any]) -> bool:
    value, prop = dependency.get("value"), dependency["property"]
    if isinstance(value, str) and len(value) > LONGEST_ADDRESS:
        return False
    if prop == "pathname" and isinstance(value, str) and not _is_below_prefix(value):
        return False
    return isinstance(value, TYPES.get(prop, object))


def _is_below_prefix(path: str) -> bool:
    return path.startswith(f"{request.script_root}/")


def _are_inputs(changed: Any, names: Iterable[str]) -> bool:
    return isinstance(changed, list) and all(isinstance(name, str) and name in names for name in changed)


def _is_within_limits(body: dict[str, Any]) -> bool:
    """Whether nesting, size and numbers are in the range that pages can send."""
    level, seen = [body], 0
    for _ in range(DEEPEST):
        level = list(chain.from_iterable(_children(value) for value in level))
        seen += len(level)
        if seen > MOST_VALUES or not all(
            -MAX_SAFE_INTEGER <= n <= MAX_SAFE_INTEGER for n in level if isinstance(n, (int, float))
        ):
            return False
        if not level:
            return True
    return False


def _children(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
