"""The page Networks: the costs of published networks and of the user's own, by layer and by counting convention."""

import json
from dataclasses import Field, asdict

import dash
import orjson
from dash import Input, NoUpdate, Output, callback, dcc, html, no_update
from flask import Response, jsonify, request

from components import controls
from components.callbacks import entry_marker
from components.glossary import term
from components.heads import head
from components.published import published_figures
from components.tables import scrolling_table
from conv.networks.counting import PLAIN
from conv.networks.operations import Operation
from conv.networks.papers.architectures import NETWORKS, expand
from conv.networks.report import report
from conv.networks.uploaded.onnx_file import MAX_BYTES, installed, layers_of
from conv.networks.uploaded.table import COLUMNS, LONGEST_TEXT, TEMPLATE, read_layers
from conv.networks.view import COUNTINGS, FIELDS, ONE_WIDTH, PAPER, UPLOADED, View
from conv.networks.view import read as read_view
from service.answers import ONNX_BYTES, ONNX_FILES, TABLES, answers, cached_answer, message_response, read_body
from service.slots import note_arrival, taking

dash.register_page(
    __name__,
    path="/networks",
    name="Networks",
    title="Networks · Separable",
    order=40,
    answers="/answers/network",
    subject="network",
)

COUNTERS = "The same network by every way to count"
HEADS = {
    "place": "#",
    "block": "Block",
    "layer": "Layer",
    "filter": "Filter",
    "stride": "Stride",
    "input": "Input",
    "output": "Output",
    "parameters": "Parameters",
    "work": "MACs",
    "share": "Share",
}
FIGURES = ("parameters", "work", "share")
SWITCHES = ("work", "biases", "norms", "activations", "pooling", "dense")
DEPTH = "Bars: {} of each block, stacked by the kind of layer. Arrow keys go along them, Enter opens a layer."
WAYS_IN = "One layer a line, as CSV: type, paste, open or drop it."
ONNX = {
    True: "An ONNX file works too; its weights stay here.",
    False: "ONNX files work where the server has the Python package onnx; this one has not.",
}
HERE = "The server reads the layers and forgets them; they stay in this browser, and are not in the address."

TABLE_BYTES = 1_000_000  # largest body with a table of layers; the limit in characters is lower


def layout(**_: str) -> html.Article:
    """The layout of the page. assets/networks/ fills in everything that depends on the network."""
    return html.Article(
        id="networks",
        className="networks",
        **{"data-schema": json.dumps(_schema())},
        children=[
            head(
                "What it adds up to",
                "A whole network, layer by layer, in ",
                term("parameter", "parameters"),
                " and ",
                term("mac", "MACs"),
                ". Swap its layers between the standard and the ",
                term("separable", "separable"),
                " form; click a layer to open it in the lab.",
            ),
            _choice(),
            _uploaded(),
            html.Div(
                [html.P(id="networks-result"), _bars("parameters"), _bars("work"), _stages()],
                className="networks-charts",
            ),
            html.P(
                "There is nothing to swap in this network.",
                id="networks-unswapped",
                className="networks-hint",
                hidden=True,
            ),
            _gains(),
            _counting(),
            _layers(),
            html.Div(scrolling_table([html.H2(COUNTERS)], html.Table(), COUNTERS), id="networks-counters"),
            html.Section(id="networks-published", className="networks-published"),
            html.Div(id="networks-note", className="message page-note", role="status"),
            dcc.Store(id="networks-near"),  # set when the published figures come into the viewport
            entry_marker("networks"),
        ],
    )


def _schema() -> dict:
    """Metadata of a view for the scripts: allowed values of its fields, and the limits of each network."""
    networks = {
        key: {"name": n.label, "percents": n.percents, "resolution": n.resolution, "paper": COUNTINGS[PAPER]}
        for key, n in NETWORKS.items()
    }
    own = {"name": "Your network", "percents": ONE_WIDTH, "resolution": None, "paper": PLAIN.label}
    return {
        "fields": {name: _values(field) for name, field in FIELDS.items()},
        "networks": networks | {UPLOADED: own},
        "switches": SWITCHES,
    }


def _values(field: Field) -> dict:
    """The default and the allowed values of a field of a view."""
    if "options" in field.metadata:
        return {"default": field.default, "values": list(field.metadata["options"])}
    return {"default": field.default, "low": field.metadata["low"], "high": field.metadata["high"]}


def _choice() -> html.Div:
    """Controls for the network, its size, and the swap. The width is a percentage, shown as the fraction α."""
    return html.Div(
        className="networks-choice",
        children=[
            controls.menu("network", FIELDS["network"]),
            controls.number("width", FIELDS["width"], step=5, scale=100),
            controls.number("resolution", FIELDS["resolution"], step=8),
            controls.choice("swap", FIELDS["swap"]),
        ],
    )


def _uploaded() -> html.Section:
    """The editor of the user's own network. assets/networks/editor.js fills it and adds the file input."""
    return html.Section(
        id="networks-own",
        className="networks-own",
        hidden=True,
        children=[
            html.Div(
                className="networks-head",
                children=[
                    html.Label("Your layers", htmlFor="networks-layers"),
                    controls.tool("Open a file", id="networks-open"),
                    controls.tool("Start from the template", id="networks-start"),
                    html.A("Download the template", id="networks-template", className="tool", download="template.csv"),
                ],
            ),
            html.Textarea(id="networks-layers", rows=8, spellCheck="false", autoComplete="off"),
            html.Ul(id="networks-complaints", className="networks-complaints", role="alert"),
            html.P(id="networks-remarks", role="status"),
            html.P(f"{WAYS_IN} {ONNX[installed()]} {HERE}", className="networks-hint"),
            html.Details([html.Summary("The columns"), html.Table(html.Tbody(id="networks-columns"))]),
        ],
    )


def _counting() -> html.Section:
    """Controls for the counting convention. The switches are for a custom convention."""
    switches = [controls.choice(name, FIELDS[name]) for name in SWITCHES]
    return html.Section(
        className="networks-counting",
        children=[
            controls.choice("counting", FIELDS["counting"]),
            html.Div(
                className="networks-hint",
                children=[
                    html.P(id="networks-sentence", role="status"),
                    controls.tool("All ways to count ↓", **{"data-to": "counters"}),
                    controls.tool("Published figures ↓", **{"data-to": "published"}),
                ],
            ),
            html.Div(switches, id="networks-switches", className="networks-switches", hidden=True),
        ],
    )


def _bars(figure: str) -> html.Section:
    """The totals of both forms, and below them a bar chart over the blocks. assets/networks/bars.js draws it."""
    forms = [html.H2("Parameters", **{"data-name": figure}), html.Div(className="forms", **{"data-forms": figure})]
    description = {"role": "group", "aria-label": DEPTH.format(figure), "data-bars": figure}
    return html.Section([*forms, html.Div(className="bars", **description)])


def _stages() -> html.Section:
    """Totals by kind of layer, which are also the legend of both charts."""
    return html.Section([html.H2("By kind of layer"), html.Table(id="networks-stages")])


def _gains() -> html.Div:
    """The blocks that a swap changes most."""
    title = "What the swap changes most"
    return html.Div(scrolling_table([html.H2(title)], html.Table(), title), id="networks-gains", hidden=True)


def _layers() -> html.Section:
    """The table of layers. assets/networks/table.js fills it."""
    head = [
        html.H2("Layers"),
        html.Span("Click a convolution to open it in the lab.", className="networks-hint"),
        html.Div(id="networks-search"),
        controls.tool("Download CSV", id="networks-download"),
    ]
    head_row = html.Tr([_head(*column) for column in HEADS.items()], role="row")
    parts = [html.Thead(head_row, role="rowgroup"), html.Tbody(role="rowgroup")]
    # The roles are explicit, because the stylesheet displays the rows as grids.
    table = html.Table(parts, id="networks-table", role="table")
    below = [
        html.P("No layer has all of these words.", id="networks-none", className="networks-hint", hidden=True),
        controls.tool("Show all", id="networks-more", hidden=True),
    ]
    return scrolling_table(head, [table, *below], "Layers", id="networks-of-layers", className="networks-layers")


def _head(column: str, label: str) -> html.Th:
    """The header of a column, with a button that sorts by it. Figures are right-aligned."""
    css = "number" if column in FIGURES else ""
    return html.Th(html.Button(label), scope="col", role="columnheader", className=css, **{"data-column": column})


@callback(Output("networks-published", "children"), Input("networks-near", "data"), prevent_initial_call=True)
def show_published(near: bool | None) -> list | NoUpdate:
    """Load the published figures when the user scrolls near them."""
    return published_figures() if near else no_update


@answers.route("/answers/network", methods=["GET", "POST"])
def network() -> Response:
    """The report on a published network, or on the user's own network, whose layers are the body as CSV."""
    view, message = read_view(request.args)
    try:
        if view.published:
            report_json, remarks = cached_answer(_report, view), []
        else:
            text = read_body(TABLE_BYTES).decode(errors="replace")
            with taking(TABLES):
                operations, remarks = _layers_in(text)
                report_json = orjson.dumps(report(view, operations))
    except ValueError as e:
        return message_response(str(e))  # no error status: the user is still typing
    view_json = orjson.dumps({"view": asdict(view), "message": " ".join(filter(None, [message, *remarks]))})
    return Response(view_json[:-1] + b"," + report_json[1:], mimetype="application/json")


@answers.route("/answers/editor")
def editor() -> Response:
    """Data for the editor of layers: a template, an explanation of the columns, and whether ONNX can be read."""
    limits = {"longest": LONGEST_TEXT, "largest": MAX_BYTES}
    return jsonify(template=TEMPLATE, columns=list(COLUMNS.items()), onnx=installed(), **limits)


@answers.route("/answers/onnx", methods=["POST"])
def onnx() -> Response:
    """The layers of the ONNX file in the body, as CSV."""
    note_arrival()
    try:
        with taking(ONNX_BYTES, min(request.content_length or 0, MAX_BYTES)):
            file = read_body(MAX_BYTES)
            with taking(ONNX_FILES):
                layers, remarks = layers_of(file)
    except ValueError as e:
        return message_response(str(e))
    return jsonify(layers=layers, message=" ".join(remarks))


def _report(view: View) -> bytes:
    """The report on a published network, as JSON."""
    return orjson.dumps(report(view, expand(view.published, view.width, view.resolution)))


def _layers_in(text: str) -> tuple[tuple[Operation, ...], list[str]]:
    """The layers of a CSV table and remarks on them. Raises ValueError with all complaints, one in each line."""
    operations, complaints, remarks = read_layers(text)
    if complaints:
        raise ValueError("\n".join(complaints))
    return operations, remarks
