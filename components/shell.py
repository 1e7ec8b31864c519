"""The frame around every page: navigation, settings, cost strip and message, and the initial data of the scripts."""

import pathlib
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import dash
from dash import html

from components import controls
from components.callbacks import entry_marker
from components.glossary import TERMS, term
from conv.lab.examples import EXAMPLES
from conv.lab.settings import FIELDS, LONGEST_QUERY, UNITS, Settings, read
from conv.weights.edits import UNSHARED
from service.delivery import folder_of
from service.uploads import LARGEST_FILE

INLINE = pathlib.Path(__file__).parents[1] / "assets" / "inline"

# The HTML of a page. service/delivery.py replaces the comments by the lab's own files and the page's data.
INDEX = """<!DOCTYPE html>
<html lang="en">
    <head>
        <script>{arrival}</script>
        <script>{theme}</script>
        {{%metas%}}
        <title>{{%title%}}</title>
        {{%favicon%}}
        {{%css%}}
        <!-- styles -->
    </head>
    <body>
        {{%app_entry%}}
        <footer>{{%config%}}<!-- data --><!-- scripts -->{{%scripts%}}{{%renderer%}}</footer>
    </body>
</html>""".format(**{name: (INLINE / f"{name}.js").read_text() for name in ("arrival", "theme")})

LEFT_OUT = "The link leaves out the values set by hand: with them it would be too long."


def shell() -> html.Div:
    """The layout of the frame around the current page."""
    return html.Div(
        [
            html.A("Skip to the content", href="#page", className="skip"),
            _header(),
            html.Div([_panel(), html.Div(_stage(), className="stage")], className="lab"),
            html.Dialog(id="glossary"),
            entry_marker("frame"),
        ]
    )


def page_data(query: Mapping[str, str]) -> dict[str, Any]:
    """Initial data of the scripts: settings of the query, a message about invalid ones, and the fields' metadata."""
    settings, message = read(query)
    return {"settings": asdict(settings), "message": message, "fields": _fields(), "units": UNITS, "terms": TERMS}


def _fields() -> dict[str, dict[str, Any]]:
    """Defaults, labels and limits of the settings, and the length from which edits do not fit into a URL."""
    fields = {name: {"default": field.default} | controls.field_metadata(field) for name, field in FIELDS.items()}
    fields["edits"] |= {"longest": LONGEST_QUERY, "unshared": UNSHARED, "left_out": LEFT_OUT}
    fields["image"]["largest"] = LARGEST_FILE
    return fields


def _header() -> html.Header:
    pages = sorted(dash.page_registry.values(), key=lambda page: page["order"])
    links = [html.A(page["name"], href=page["relative_path"], **{"data-page": folder_of(page)}) for page in pages]
    tools = [
        controls.tool(icon="theme", id="theme", **{"aria-label": "Toggle color scheme"}),
        controls.tool("Terms", "terms", id="terms"),
        controls.tool("Present", "present", id="present"),
        controls.tool("Share", "share", id="share"),
    ]
    return html.Header(
        className="bar",
        children=[
            html.Span("Separable", className="brand"),
            html.Nav(links, **{"aria-label": "Pages"}),
            html.Div(tools, className="tools"),
        ],
    )


def _panel() -> html.Aside:
    links = [html.A(name, href="?" + settings.to_query()) for name, settings in EXAMPLES.items()]
    start = html.Details([html.Summary("Start from"), html.Div(links, className="examples")], id="start")
    more = [_number("stride"), controls.menu("padding", FIELDS["padding"]), _number("dilation"), _number("multiplier")]
    return html.Aside(
        id="panel",
        className="panel",
        **{"aria-label": "Settings"},
        children=[
            html.Button("Settings", id="panel-toggle", **{"aria-controls": "panel-body", "aria-expanded": "false"}),
            html.Div(
                id="panel-body",
                className="panel-body",
                children=[
                    start,
                    html.Div([controls.menu("image", FIELDS["image"]), html.Div(id="own", className="own")]),
                    *map(_number, ("size", "channels", "kernel", "filters")),
                    html.Details([html.Summary("More"), *more], id="more"),
                    html.Div([controls.choice(name, FIELDS[name]) for name in ("unit", "bias")], className="switches"),
                ],
            ),
        ],
    )


def _number(name: str) -> html.Div:
    return controls.number(name, FIELDS[name])


def _strip() -> html.Section:
    """The costs of the layer in both forms. assets/frame/topbar.js fills in the numbers."""

    def figure(name: str, key: str, label: str) -> html.Div:
        def part(name_of_part: str, css: str) -> html.Span:
            return html.Span(id=f"strip-{name}-{name_of_part}", className=css)

        terms = [part("depthwise", "depthwise"), " + ", part("pointwise", "pointwise"), " ="]
        result = html.Span([part("separable", "both"), part("ratio", "cost-ratio")], className="cost-result")
        return html.Div(
            className="cost",
            children=[
                html.Span(term(key, label), className="cost-name", id=f"strip-{name}-name"),
                part("standard", "cost-standard"),
                html.Span("→", className="cost-arrow"),
                html.Span([html.Span(terms, className="parts"), result], className="cost-separable"),
            ],
        )

    return html.Section(
        [
            figure("parameters", "parameter", "Parameters"),
            figure("work", "mac", UNITS[Settings().unit]),
        ],
        className="strip",
        **{"aria-label": "Cost of the layer"},
    )


def _stage() -> list:
    """Everything beside the panel. Scripts write the message and the state of the connection."""
    return [
        _strip(),
        html.Div(id="message", className="message", role="alert"),
        html.Div(id="connection", className="message connection", role="status"),
        html.Main(dash.page_container, id="page", tabIndex=-1),
    ]
