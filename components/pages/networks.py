"""What it adds up to: published networks layer by layer, however one counts, and a network of one's own."""

import json
from collections.abc import Iterator
from functools import cache
from itertools import groupby

import dash
from dash import Input, NoUpdate, Output, callback, dcc, html, no_update

from components import networkfigures as figures
from components.callbacks import entered
from conv.networks.papers.architectures import NETWORKS
from conv.networks.papers.published import VERDICTS, published
from conv.networks.view import FIELDS, ONE_WIDTH, OWN

dash.register_page(__name__, path="/networks", name="Networks", title="Networks · Separable", order=40)

COUNTERS = "The same network by every way to count"
SWITCHES = ("work", "biases", "norms", "activations", "pooling", "dense")
DEPTH = "Bars: {} of each block, stacked by the kind of layer. The table of layers below has the figures."
ACCURACY = "Points: accuracy against {}. The table below has the figures."


def layout(**_: str) -> html.Article:
    """The page; assets/networks*.js build its controls and fill in what depends on the network."""
    return html.Article(
        id="networks",
        className="networks",
        **{"data-schema": json.dumps(_schema())},
        children=[
            html.H1("Networks: what it adds up to", className="unseen"),
            html.Div([_control(n) for n in ("network", "width", "resolution", "swap")], className="networks-choice"),
            html.Section(id="networks-own", className="networks-own", hidden=True),
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
            entered("networks"),
        ],
    )


def _schema() -> dict:
    """What the scripts need to know of a view."""
    networks = {key: {"percents": n.percents, "resolution": n.resolution} for key, n in NETWORKS.items()}
    return {
        "fields": {name: {"default": f.default} | f.metadata for name, f in FIELDS.items()},
        "networks": networks | {OWN: {"percents": ONE_WIDTH, "resolution": None}},
        "switches": SWITCHES,
    }


def _control(name: str) -> html.Div:
    """The place of a control of the view; assets/networkscontrols.js builds it."""
    return html.Div(className=f"networks-control of-{name}", **{"data-view": name})


def _counting() -> html.Section:
    """How to count; the switches are for those who choose them."""
    switches = [_control(name) for name in SWITCHES]
    return html.Section(
        className="networks-counting",
        children=[
            _control("counting"),
            html.Div(
                className="networks-hint",
                children=[
                    html.P(id="networks-sentence", role="status"),
                    _way("counters", "All ways to count"),
                    _way("published", "Published figures"),
                ],
            ),
            html.Div(switches, id="networks-switches", className="networks-switches", hidden=True),
        ],
    )


def _way(part: str, label: str) -> html.Button:
    """A button that goes to a part of the page further down."""
    return html.Button(f"{label} ↓", className="tool", **{"data-to": part})


def _bars(figure: str) -> html.Section:
    """A total above its chart along the depth; assets/networksbars.js draws that."""
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
    """The table of layers; assets/networkstable.js fills it."""
    head = [
        html.H2("Layers"),
        html.Span("Click a convolution to open it in the lab.", className="networks-hint"),
        html.Div(id="networks-search"),
        html.Button("Download CSV", id="networks-download", className="tool"),
    ]
    return _section(head, html.Table(id="networks-table"), "Layers")


@callback(Output("networks-published", "children"), Input("networks-near", "data"))
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


def _section(head: list, table: html.Table, label: str) -> html.Section:
    """A table that scrolls by itself below its head."""
    scrolls = {"tabIndex": 0, "role": "region", "aria-label": label, "className": "networks-scroll"}
    return html.Section([html.Div(head, className="networks-head"), html.Div(table, **scrolls)])
