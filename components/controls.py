"""Placeholders for controls, with labels, options and limits from a field. assets/drawing/controls.js fills them."""

import json
from dataclasses import Field
from typing import Any

from dash import html

from components.glossary import FIELD_TERMS
from conv.weights.filters import EQUIVALENT, INDEPENDENT

BROWSER_METADATA = ("label", "low", "high", "steps")  # keys of a field's metadata


def number(name: str, field: Field, **more: Any) -> html.Div:
    """
    A number input for integers, with a slider if the field has stops (`steps`).

    `more` may give a `step` for a slider without stops, and a `scale` by which displayed values are divided.
    """
    return placeholder("number", name, **field_metadata(field), **more)


def menu(name: str, field: Field) -> html.Div:
    """A select menu."""
    return placeholder("list", name, **field_metadata(field), options=_options(field))


def choice(name: str, field: Field) -> html.Div:
    """Radio buttons side by side."""
    return placeholder("choice", name, **field_metadata(field), options=_options(field))


def agreement() -> html.Div:
    """A switch between standard filters that equal the separable ones and independent ones; see layer/agreement.js."""
    options = [(EQUIVALENT, "Equal"), (INDEPENDENT, "Independent")]
    return placeholder("choice", "agreement", label="Standard filters", options=options)


def placeholder(kind: str, name: str, **data: Any) -> html.Div:
    """An empty element with the `data` from which assets/drawing/controls.js makes a control of this `kind`."""
    if name in FIELD_TERMS:
        data["term"] = FIELD_TERMS[name]  # the label is explained
    attributes = {"data-control": name, "data-kind": kind, "data-field": json.dumps(data, separators=(",", ":"))}
    return html.Div(className=f"control control-{kind} of-{name}", **attributes)


def field_metadata(field: Field) -> dict[str, Any]:
    """The metadata of a settings field that the browser needs."""
    return {key: field.metadata[key] for key in BROWSER_METADATA if key in field.metadata}


def tool(label: str = "", icon: str = "", css: str = "", **properties: Any) -> html.Button:
    """A tool button. A script adds its event handler."""
    shape = [html.Span(className=f"icon icon-{icon}")] if icon else []
    text = [html.Span(label)] if label else []
    return html.Button([*shape, *text], type="button", className=f"tool {css}".strip(), **properties)


def _options(field: Field) -> list[tuple[Any, str]]:
    """Options as pairs, because JavaScript objects would order numeric keys first."""
    return list(field.metadata["options"].items())
