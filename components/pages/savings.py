"""The page Savings: formulas with the current numbers, charts, and a table of all figures."""

from functools import cache

import dash
from dash import dcc, html
from flask import Response
from plotly.graph_objects import Figure

from components import controls, figures
from components.callbacks import entry_marker
from components.formulas import formulas, value
from components.glossary import term
from components.heads import head
from components.layer import valid_settings
from conv.tables import FIGURES, QUOTIENT, STAGES, cost_table
from service.answers import answers

dash.register_page(__name__, path="/savings", name="Savings", title="Savings · Separable", order=30)

# Descriptions of the charts for screen readers.
FIGURE_TERMS = {
    "parameters": "parameter",
    "macs": "mac",
    "flops": "flop",
    "bytes_moved": "traffic",
    "intensity": "intensity",
}
BARS = "Bars: the standard layer, and the depthwise and pointwise steps stacked. The table below has the figures."
BY_FILTERS = "Curves: with more filters N the saving grows and levels off at k² ÷ D; with one filter there is none."
BY_KERNEL = "Curves: with a larger kernel k the saving grows and levels off at N ÷ D; with a 1×1 kernel there is none."
MAP = "Map of N × k: separable is cheaper where D·(1/N + 1/k²) is below 1, dearer along k = 1 and N = 1."


def layout(**_: str) -> html.Article:
    """The layout of the page. The script fills in the numbers."""
    return _page()


@cache
def _page() -> html.Article:
    """The layout, cached because Plotly takes 0.1 s to make its charts."""
    return html.Article(
        id="savings",
        className="savings",
        children=[
            head(
                "What it costs",
                "Both forms of the layer, with your numbers: ",
                term("k"),
                ", the side of a kernel; ",
                term("m", "M"),
                " channels of the input; ",
                term("n", "N"),
                " filters; ",
                term("d", "D"),
                " depthwise kernels for each channel.",
            ),
            html.Div(formulas(), className="savings-formulas"),
            html.Div(
                className="savings-charts",
                children=[
                    _bars("Parameters", "parameters"),
                    _bars("", "work"),
                    _bars([term("traffic", "Memory traffic"), ", bytes"], "bytes_moved"),
                    _chart(f"{QUOTIENT} by N", "now", BY_FILTERS, filters=figures.saving_by_filters()),
                    _chart(f"{QUOTIENT} by k", "now", BY_KERNEL, kernel=figures.saving_by_kernel()),
                    _chart(
                        [term("ratio", "Break-even"), " over N and k"],
                        "now",
                        MAP,
                        tiles=figures.tiles(),
                        line=figures.break_even(),
                    ),
                ],
            ),
            _table(),
            entry_marker("savings"),
        ],
    )


def _bars(title: str | list, figure: str) -> html.Section:
    """A bar for the standard layer, and one for both steps. They are elements: Plotly would take half a frame each."""
    forms = {"standard": ["standard"], "separable": ["depthwise", "pointwise"]}
    rows = []
    for form, stages in forms.items():
        name = " + ".join(STAGES[stage] for stage in stages).capitalize()
        rows.append(html.Div([f"{name}  ", value(f"{form}.{figure}")]))
        rows.append(html.Div([html.I(className=f"is-{stage}") for stage in stages], className="savings-bar"))
    chart = html.Div(rows, className="savings-bars", role="img", **{"aria-label": BARS, "data-bars": figure})
    return _titled(title, f"change.{figure}", chart)


def _chart(title: str | list, key_figure: str, description: str, **layers: Figure) -> html.Section:
    """One or more Plotly figures on top of each other, below a title and a key figure."""
    graphs = [_graph(name, figure, over=n > 0) for n, (name, figure) in enumerate(layers.items())]
    plot = html.Div(graphs, className="savings-plot", role="img", **{"aria-label": description})
    return _titled(title, key_figure, plot)


def _titled(title: str | list, key_figure: str, chart: html.Div) -> html.Section:
    """A chart below a title and a key figure. An empty title becomes the unit of the work."""
    heading = html.H2(title) if title else html.H2(**{"data-savings": "unit"})
    number = html.B(className=key_figure, **{"data-savings": key_figure})
    return html.Section([heading, number, chart], className="savings-chart")


def _graph(name: str, figure: Figure, over: bool) -> html.Div:
    """A Plotly figure that the script finds by its name. A figure over another one ignores the pointer."""
    graph = dcc.Graph(figure=figure, responsive=True, config={"displayModeBar": False, "staticPlot": over})
    return html.Div(graph, **{"data-chart": name})


def _table() -> html.Section:
    """The table of all figures, with a download button."""
    container = {"className": "savings-scroll", "tabIndex": 0, "role": "region", "aria-label": "All figures"}
    stages = [html.Span(label, className="both" if stage == "separable" else stage) for stage, label in STAGES.items()]
    head = html.Tr([html.Td(), *[html.Th(name, scope="col") for name in (*stages, QUOTIENT)]])
    rows = [
        html.Tr(
            [
                html.Th(term(FIGURE_TERMS[figure], label) if figure in FIGURE_TERMS else label, scope="row"),
                *[_cell(f"{column}.{figure}") for column in (*STAGES, "quotient")],
            ]
        )
        for figure, label in FIGURES.items()
    ]
    return html.Section(
        className="savings-table",
        children=[
            html.H2("All figures"),
            controls.tool("Download CSV", id="savings-download"),
            html.Div(html.Table([html.Thead(head), html.Tbody(rows)]), **container),
            html.P("Bytes: one image, float32, every value read or written once. MACs leave out the adding of biases."),
        ],
    )


def _cell(name: str) -> html.Td:
    """A cell that the script fills with the text `name`."""
    return html.Td(**{"data-savings": name})


@answers.route("/answers/costs.csv", methods=["GET", "POST"])
def costs() -> Response:
    """All costs of the layer as a CSV file, named after the layer's settings."""
    layer = valid_settings().layer
    name = "-".join(f"{key}{value}" for key, value in layer.items())
    table = cost_table(**layer)
    for place, (key, setting) in enumerate(layer.items()):
        table.insert(place, key, setting)  # so that the file says what its figures are about
    response = Response(table.to_csv(), mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=f"costs-{name}.csv")
    response.cache_control.no_cache = True
    return response
