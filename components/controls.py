"""The places of controls: labels, options and limits come from a field; assets/drawing/controls.js fills each place."""

import json
from dataclasses import Field
from typing import Any

from dash import html

BROWSER_METADATA = ("label", "low", "high", "steps")  # of a field's metadata


def number(name: str, field: Field, **more: Any) -> html.Div:
    """
    The place of a whole number: a field, and a slider where the field of the description has stops.

    `more` may give a `step` for a slider without stops, and a `scale` by which values are divided where they are shown.
    """
    return placeholder("number", name, **field_metadata(field), **more)


def menu(name: str, field: Field) -> html.Div:
    """The place of a list of options."""
    return placeholder("list", name, **field_metadata(field), options=_options(field))


def choice(name: str, field: Field) -> html.Div:
    """The place of a few options side by side."""
    return placeholder("choice", name, **field_metadata(field), options=_options(field))


def placeholder(kind: str, name: str, **data: Any) -> html.Div:
    """The place of a control of a kind that assets/drawing/controls.js has, with all that it needs to know."""
    data = {"data-control": name, "data-kind": kind, "data-field": json.dumps(data, separators=(",", ":"))}
    return html.Div(className=f"control control-{kind} of-{name}", **data)


def field_metadata(field: Field) -> dict[str, Any]:
    """What the browser needs to know of a field of settings."""
    return {key: field.metadata[key] for key in BROWSER_METADATA if key in field.metadata}


def tool(label: str = "", icon: str = "", css: str = "", **properties: Any) -> html.Button:
    """A tool button, which a script gives its meaning."""
    shape = [html.Span(className=f"icon icon-{icon}")] if icon else []
    text = [html.Span(label)] if label else []
    return html.Button([*shape, *text], type="button", className=f"tool {css}".strip(), **properties)


def _options(field: Field) -> list[tuple[Any, str]]:
    """Pairs, for JavaScript would put keys that are numbers first."""
    return list(field.metadata["options"].items())
