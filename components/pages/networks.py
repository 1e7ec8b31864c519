"""Published networks and an uploaded one, layer by layer: what each costs, by any way to count."""

import json
from collections.abc import Iterator
from dataclasses import Field
from functools import cache
from itertools import groupby

import dash
from dash import Input, NoUpdate, Output, callback, dcc, html, no_update

from components import controls
from components import networkfigures as figures
from components.callbacks import browser
from conv.networks.counting import PLAIN
from conv.networks.own.onnx_file import installed
from conv.networks.own.table import COLUMNS
from conv.networks.papers.architectures import NETWORKS
from conv.networks.papers.published import VERDICTS, published
from conv.networks.view import COUNTINGS, FIELDS, ONE_WIDTH, OWN, PAPER

dash.register_page(__name__, path="/networks", name="Networks", title="Networks · Separable", order=40)

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
DEPTH = "Bars: {} of each block, stacked by the kind of layer. The table of layers below has the figures."
ACCURACY = "Points: accuracy against {}. The table below has the figures."
WAYS_IN = "One layer a line, as CSV: type, paste, open or drop it."
ONNX = {
    True: "An ONNX file works too; its weights stay here.",
    False: "ONNX files work where the server has the Python package onnx; this one has not.",
}
HERE = "The server reads the layers and forgets them; they stay in this browser, and are not in the address."

browser("networks", Output("networks-shown", "data"), Input("networks", "id"))  # fires when the page comes


def layout(**_: str) -> html.Article:
    """The page; assets/networks/ fills in what depends on the network."""
    return html.Article(
        id="networks",
        className="networks",
        **{"data-schema": json.dumps(_schema())},
        children=[
            html.H1("Networks: what it adds up to", className="unseen"),
            _choice(),
            _uploaded(),
            _counting(),
            html.Div([_bars("parameters"), _bars("work"), _stages()], className="networks-charts"),
            html.P(
                "There is nothing to swap in this network.",
                id="networks-unswapped",
                className="networks-hint",
                hidden=True,
            ),
            _gains(),
            _layers(),
            html.Div(_section([html.H2(COUNTERS)], html.Table(), COUNTERS), id="networks-counters"),
            html.Section(id="networks-published", className="networks-published"),
            html.Div(id="networks-note", className="message page-note", role="status"),
            dcc.Store(id="networks-near"),  # set when the published figures come into sight
            dcc.Store(id="networks-shown"),
        ],
    )


def _schema() -> dict:
    """What the scripts need to know of a view: what its fields may hold, and the limits of each network."""
    networks = {
        key: {"percents": n.percents, "resolution": n.resolution, "paper": COUNTINGS[PAPER]}
        for key, n in NETWORKS.items()
    }
    own = {"percents": ONE_WIDTH, "resolution": None, "paper": PLAIN.label}
    return {
        "fields": {name: _values(field) for name, field in FIELDS.items()},
        "networks": networks | {OWN: own},
        "switches": SWITCHES,
    }


def _values(field: Field) -> dict:
    """What a field of a view holds by itself, and what it may hold."""
    if "options" in field.metadata:
        return {"default": field.default, "values": list(field.metadata["options"])}
    return {"default": field.default, "low": field.metadata["low"], "high": field.metadata["high"]}


def _choice() -> html.Div:
    """The network, its size, and what is swapped in it; widths are percents, which α shows as a fraction."""
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
    """The editor of an uploaded network; assets/networks/editor.js fills it and adds the choice of a file."""
    rows = [html.Tr([html.Th(html.Code(name), scope="row"), html.Td(text)]) for name, text in COLUMNS.items()]
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
            html.Details([html.Summary("The columns"), html.Table(html.Tbody(rows))]),
        ],
    )


def _counting() -> html.Section:
    """How to count; the switches are for those who choose them."""
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
    """A total above its chart along the depth; assets/networks/bars.js draws that."""
    total = [html.H2("Parameters", **{"data-name": figure}), html.P(**{"data-total": figure})]
    said = {"role": "img", "aria-label": DEPTH.format(figure), "data-bars": figure}
    return html.Section([*total, html.Div(className="bars", **said)])


def _stages() -> html.Section:
    """What each kind of layer adds; the legend of both charts."""
    return html.Section([html.H2("By kind of layer"), html.Table(id="networks-stages")])


def _gains() -> html.Div:
    """The blocks that a swap changes most."""
    title = "What the swap changes most"
    return html.Div(_section([html.H2(title)], html.Table(), title), id="networks-gains", hidden=True)


def _layers() -> html.Section:
    """The table of layers; assets/networks/table.js fills it."""
    head = [
        html.H2("Layers"),
        html.Span("Click a convolution to open it in the lab.", className="networks-hint"),
        html.Div(id="networks-search"),
        controls.tool("Download CSV", id="networks-download"),
    ]
    table = html.Table([html.Thead(html.Tr([_head(*one) for one in HEADS.items()])), html.Tbody()], id="networks-table")
    below = [
        html.P("No layer has all of these words.", id="networks-none", className="networks-hint", hidden=True),
        html.Button(id="networks-more", className="tool", hidden=True),
    ]
    return _section(head, [table, *below], "Layers", id="networks-of-layers", className="networks-layers")


def _head(column: str, label: str) -> html.Th:
    """The head of a column, which sorts by it; figures stand at the right."""
    kind = "number" if column in FIGURES else ""
    return html.Th(html.Button(label), scope="col", className=kind, **{"data-column": column})


@callback(Output("networks-published", "children"), Input("networks-near", "data"), prevent_initial_call=True)
def show_published(near: bool | None) -> list | NoUpdate:
    """Every figure that the papers print, beside what their tables of layers come to, for those who scroll there."""
    return _published() if near else no_update


@cache
def _published() -> list:
    """Charts, table and legend."""
    heads = ("Where", "What", "Published", "Recomputed", "Verdict")
    body = []
    for (paper, convention), rows in groupby(_with_conventions(), key=lambda row: (row["paper"], row["convention"])):
        body.append(html.Tr(html.Th([html.B(paper), " ", convention], colSpan=len(heads), scope="rowgroup")))
        body += [line for row in rows for line in _figure(row, len(heads))]
    table = html.Table([html.Thead(html.Tr([html.Th(head, scope="col") for head in heads])), html.Tbody(body)])
    charts = [_accuracy("macs", "MACs"), _accuracy("parameters", "Parameters")]
    verdicts = [(html.Dt(name, className=f"is-{name}"), html.Dd(text)) for name, text in VERDICTS.items()]
    return [
        html.H2("MobileNetV1 on ImageNet: accuracy as cited, against cost"),
        html.Div(charts, className="networks-accuracy"),
        _section([html.H2("Published and recomputed")], table, "Published and recomputed"),
        html.Dl([part for both in verdicts for part in both]),
    ]


def _with_conventions() -> Iterator[dict[str, str]]:
    """The rows of the table, of which cited ones stand under the convention of those before."""
    convention = ""
    for row in published().to_dict("records"):
        convention = row["convention"] or convention
        yield row | {"paper": row["source"].partition(", ")[0], "convention": convention}


def _accuracy(figure: str, title: str) -> html.Div:
    """Accuracy against one of the costs."""
    said = {"role": "img", "aria-label": ACCURACY.format(title)}
    graph = dcc.Graph(figure=figures.accuracy(figure, title), responsive=True, config={"displayModeBar": False})
    return html.Div(graph, className="networks-plot", **said)


def _figure(row: dict[str, str], columns: int) -> list[html.Tr]:
    """One figure in print, and why it is not exact where it is not."""
    place, verdict = row["source"].partition(", ")[2], row["verdict"]
    cells = [html.Td(text) for text in (place, row["quantity"], row["published"], row["recomputed"])]
    cells.append(html.Td(html.Span(verdict, className=f"is-{verdict}")))
    if not row["note"]:
        return [html.Tr(cells)]
    why = html.Tr([html.Td(), html.Td(row["note"], colSpan=columns - 1)], className="networks-why")
    return [html.Tr(cells, className="networks-odd"), why]


def _section(head: list, table: html.Table | list, label: str, **properties: str) -> html.Section:
    """A table that scrolls by itself below its head."""
    scrolls = {"tabIndex": 0, "role": "region", "aria-label": label, "className": "networks-scroll"}
    return html.Section([html.Div(head, className="networks-head"), html.Div(table, **scrolls)], **properties)
