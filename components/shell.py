"""What every page wears: navigation, settings, the cost strip, the message and the stores."""

import dash
import dash_mantine_components as dmc
from dash import dcc, html

from components import arrival
from components.mantine import knob, select, switch
from conv.lab.examples import EXAMPLES
from conv.lab.settings import FIELDS, LONGEST_QUERY, UNITS, Settings
from conv.weights.edits import UNSHARED
from service.uploads import LARGEST_FILE

dmc.pre_render_color_scheme()

INDEX = """<!DOCTYPE html>
<html lang="en">
    <head>
        <script>{%arrival%}</script>
        {%metas%}
        <title>{%title%}</title>
        {%favicon%}
        {%css%}
    </head>
    <body>
        {%app_entry%}
        <footer>{%config%}{%scripts%}{%renderer%}</footer>
    </body>
</html>""".replace("{%arrival%}", arrival.SCRIPT)

THEME = {
    "primaryColor": "gray",  # the stages alone are coloured
    "primaryShade": {"light": 8, "dark": 4},
    "autoContrast": True,
    "fontFamily": "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif",
    "cursorType": "pointer",
    "respectReducedMotion": True,
}


def shell() -> dmc.MantineProvider:
    """The frame around the current page."""
    return dmc.MantineProvider(
        theme=THEME,
        defaultColorScheme="auto",
        children=[
            dcc.Location(id="location", refresh=False),
            dcc.Store(id="address"),  # what the address says, before it is checked
            dcc.Store(id="loaded"),  # the same, checked
            dcc.Store(id="settings"),  # what was set last, once it rests; perhaps wrong
            dcc.Store(id="schema", data=_schema()),
            html.A("Skip to the content", href="#page", className="skip"),
            _header(),
            html.Div([_panel(), html.Div(_stage(), className="stage")], className="lab"),
        ],
    )


def _schema() -> dict[str, dict]:
    """What scripts need of Settings: defaults, labels, limits, and when edits are too long for an address."""
    names = ("label", "low", "high", "steps")
    schema = {
        name: {"default": f.default} | {key: f.metadata[key] for key in names if key in f.metadata}
        for name, f in FIELDS.items()
    }
    schema["unit"]["labels"] = UNITS
    schema["edits"] |= {"longest": LONGEST_QUERY, "unshared": UNSHARED}
    schema["image"]["largest"] = LARGEST_FILE
    return schema


def _header() -> html.Header:
    pages = sorted(dash.page_registry.values(), key=lambda page: page["order"])
    links = [
        dcc.Link(page["name"], href=page["relative_path"], id={"type": "nav", "path": page["relative_path"]})
        for page in pages
    ]
    return html.Header(
        className="bar",
        children=[
            html.Span("Separable", className="brand"),
            html.Nav(links, **{"aria-label": "Pages"}),
            html.Div(
                className="tools",
                children=[
                    dmc.ColorSchemeToggle(
                        lightIcon=html.Span(className="icon icon-sun"),
                        darkIcon=html.Span(className="icon icon-moon"),
                        variant="subtle",
                    ),
                    html.Button(
                        [html.Span(className="icon icon-present"), html.Span("Present")], id="present", className="tool"
                    ),
                    html.Button(
                        [html.Span(className="icon icon-share"), html.Span("Share")], id="share", className="tool"
                    ),
                ],
            ),
        ],
    )


def _panel() -> html.Aside:
    links = [html.A(name, href="?" + settings.to_query()) for name, settings in EXAMPLES.items()]
    start = html.Details([html.Summary("Start from"), html.Div(links, className="examples")], id="start")
    more = [knob("stride"), select("padding"), knob("dilation"), knob("multiplier")]
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
                    html.P("One layer in the lab. A click on a layer of the network sets it.", className="of-layer"),
                    start,
                    html.Div([select("image"), html.Div(id="own", className="own")]),
                    *map(knob, ("size", "channels", "kernel", "filters")),
                    html.Details([html.Summary("More"), *more], id="more"),
                    html.Div([switch("unit"), switch("bias")], className="switches"),
                ],
            ),
        ],
    )


def _strip() -> html.Section:
    """What the layer costs in both forms; assets/topbar.js fills it."""

    def figure(name: str, label: str) -> html.Div:
        def part(part: str, css: str) -> html.Span:
            return html.Span(id=f"strip-{name}-{part}", className=css)

        sum_ = [part("depthwise", "depthwise"), " + ", part("pointwise", "pointwise"), " ="]
        result = html.Span([part("separable", "both"), part("ratio", "cost-ratio")], className="cost-result")
        return html.Div(
            className="cost",
            children=[
                html.Span(label, className="cost-name", id=f"strip-{name}-name"),
                part("standard", "cost-standard"),
                html.Span("→", className="cost-arrow"),
                html.Span([html.Span(sum_, className="parts"), result], className="cost-separable"),
            ],
        )

    return html.Section(
        [
            html.Span("The layer in the lab", className="of-layer"),
            figure("parameters", "Parameters"),
            figure("work", UNITS[Settings().unit]),
        ],
        className="strip",
        **{"aria-label": "Cost of the layer"},
    )


def _stage() -> list:
    """What is beside the panel."""
    return [_strip(), _message(), _connection(), html.Main(dash.page_container, id="page", tabIndex=-1)]


def _message() -> html.Div:
    return html.Div(id="message", className="message", role="alert")


def _connection() -> html.Div:
    """Whether the server is being looked for; assets/lostview.js fills it."""
    return html.Div(id="connection", className="message connection", role="status")
