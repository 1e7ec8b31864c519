"""What it costs: formulas with the numbers put in, charts, and a table of all figures."""

from collections.abc import Iterable

import dash
from dash import ClientsideFunction, Input, Output, State, callback, clientside_callback, dcc, html
from plotly.graph_objects import Figure

from components import figures
from conv.settings import read
from conv.tables import FIGURES, QUOTIENT, STAGES, cost_table

dash.register_page(__name__, path="/savings", name="Savings", order=30)

# Symbol and value of each factor of the number of weights, and the value of the number of biases.
WEIGHTS = {
    "standard": ((("k²", "kernel"), ("M", "channels"), ("N", "filters")), ("N", "filters")),
    "depthwise": ((("k²", "kernel"), ("M", "channels"), ("D", "multiplier")), ("M·D", "maps")),
    "pointwise": ((("M", "channels"), ("D", "multiplier"), ("N", "filters")), ("N", "filters")),
}

clientside_callback(
    ClientsideFunction("lab", "savings"),  # assets/savings.js; draws all there is on this page
    Output("savings-verdict", "children"),
    Input("live", "data"),
)


def layout(**query: str) -> html.Article:
    """The page without its numbers, which the script fills in."""
    verdict = html.P(id="savings-verdict", className="savings-verdict", role="status")
    return html.Article(
        id="savings",
        className="savings",
        children=[
            html.H1("Savings: what the layer costs", className="savings-title"),
            html.Section(
                [html.Div(_formulas(), className="savings-scroll"), html.Div([_ratio(), verdict])],
                className="savings-formulas",
            ),
            html.Div(
                className="savings-charts",
                children=[
                    _chart("parameters", "Parameters", "change.parameters", figures.bars("parameters")),
                    _chart("work", _unit(), "change.work", figures.bars("operations")),
                    _chart("traffic", "Memory traffic, bytes", "change.bytes_moved", figures.bars("bytes")),
                    _chart("filters", f"{QUOTIENT} by N", "now", figures.saving_by_filters()),
                    _chart("kernel", f"{QUOTIENT} by k", "now", figures.saving_by_kernel()),
                    _chart("map", "Break-even over N and k", "now", figures.break_even_map()),
                ],
            ),
            _table(),
        ],
    )


@callback(
    Output("savings-csv", "data"),
    Input("savings-download", "n_clicks"),
    State("settings", "data"),
    prevent_initial_call=True,
)
def download(_: int, data: dict | None) -> dict:
    """All figures as a file named by the layer."""
    settings, _ = read(data)
    name = "-".join(f"{key}{value}" for key, value in settings.layer.items())
    return dcc.send_string(cost_table(**settings.layer).to_csv(), f"costs-{name}.csv")


def _value(key: str) -> html.Span:
    """A place for one of the script's texts."""
    return html.Span(**{"data-savings": key})


def _stage(stage: str) -> html.Span:
    """A stage's name in its colour."""
    return html.Span(STAGES[stage], className="both" if stage == "separable" else stage)


def _unit() -> html.Span:
    return _value("unit")


def _formulas() -> html.Table:
    """Weights and MACs of each step: symbols, numbers, results."""
    head = [
        html.Td(),
        html.Th("Parameters", colSpan=3, scope="colgroup"),
        html.Th(
            [_unit(), " = ", _value("pixels"), html.Span(" · 2", className="with-flops"), " · weights"], scope="col"
        ),
    ]
    rows = [_step(stage, *WEIGHTS[stage]) for stage in WEIGHTS]
    return html.Table([html.Thead(html.Tr(head)), html.Tbody([*rows, _sum()])])


def _step(stage: str, factors: tuple, bias: tuple[str, str]) -> html.Tr:
    """One step's row."""
    symbols = _product((symbol, symbol) for symbol, _ in factors)
    numbers = _product((symbol, _value(key)) for symbol, key in factors)
    return html.Tr(
        className=stage,
        children=[
            html.Th(STAGES[stage], scope="row"),
            html.Td([*symbols, html.Span(f" + {bias[0]}", className="with-bias")]),
            html.Td(["= ", *numbers, html.Span([" + ", _value(bias[1])], className="with-bias")]),
            html.Td(["= ", html.B(_value(f"{stage}.parameters"))]),
            _work(stage),
        ],
    )


def _sum() -> html.Tr:
    """Both steps together."""
    parts = [html.Span(_value(f"{stage}.parameters"), className=stage) for stage in ("depthwise", "pointwise")]
    return html.Tr(
        [
            html.Th(_stage("separable"), scope="row"),
            html.Td(),
            html.Td(["= ", parts[0], " + ", parts[1]]),
            html.Td(["= ", html.B(_value("separable.parameters"))]),
            _work("separable"),
        ]
    )


def _work(stage: str) -> html.Td:
    """MACs or FLOPs of a stage; where the column has no room for its head, it names them."""
    return html.Td([html.Span([_unit(), " "], className="savings-unit"), html.B(_value(f"{stage}.work"))])


def _product(factors: Iterable[tuple]) -> list[html.Span]:
    """Factors with dots between them; D and its dot are hidden while D = 1."""
    return [
        html.Span([" · " if n else "", shown], className="with-multiplier" if symbol == "D" else None)
        for n, (symbol, shown) in enumerate(factors)
    ]


def _ratio() -> html.Div:
    """The closed form: what the depthwise step adds is orange, what the pointwise step adds green."""
    one = [html.Span("1", className="no-multiplier"), html.Span("D", className="with-multiplier")]
    symbols = [
        _fraction(_stage("separable"), _stage("standard")),
        "=",
        _fraction(one, "N", "depthwise"),
        "+",
        _fraction(one, ["k", html.Sup("2")], "pointwise"),
    ]
    numbers = [
        "=",
        _fraction(_value("multiplier"), _value("filters"), "depthwise"),
        "+",
        _fraction(_value("multiplier"), _value("k2"), "pointwise"),
        "=",
        html.B(_value("ratio")),
    ]
    most = html.Small(["at most ", _value("most"), "× for any N"])
    saving = html.Strong([_value("change.macs"), " ", _unit()])
    return html.Div([html.Div(line, className="equation") for line in ([*symbols, most], [*numbers, saving])])


def _fraction(above, below, stage: str = "") -> html.Span:
    return html.Span(
        [html.Span(above), html.Span("/", className="fraction-slash"), html.Span(below)], className=f"fraction {stage}"
    )


def _chart(name: str, title, said: str, figure: Figure) -> html.Section:
    """A chart below its title and what it says in one number."""
    graph = dcc.Graph(figure=figure, responsive=True, config={"displayModeBar": False})
    label = f"Chart: {name}. The table below has its figures."
    return html.Section(
        [
            html.H2([html.Span(title), html.B(_value(said), className=said)]),
            html.Div(graph, role="img", **{"data-chart": name, "aria-label": label}),
        ],
        className="savings-chart",
    )


def _table() -> html.Section:
    """All figures, and a button that takes them away."""
    columns = [*STAGES, "quotient"]
    head = [html.Td(), *(html.Th(_stage(stage), scope="col") for stage in STAGES)]
    rows = [
        html.Tr([html.Th(label, scope="row"), *(html.Td(_value(f"{column}.{figure}")) for column in columns)])
        for figure, label in FIGURES.items()
    ]
    return html.Section(
        className="savings-table",
        children=[
            html.Div(
                [
                    html.H2("All figures"),
                    html.Button("Download CSV", id="savings-download", className="tool"),
                    dcc.Download(id="savings-csv"),
                ]
            ),
            html.Div(
                html.Table([html.Thead(html.Tr([*head, html.Th(QUOTIENT, scope="col")])), html.Tbody(rows)]),
                className="savings-scroll",
                tabIndex=0,
                role="region",
                **{"aria-label": "All figures"},
            ),
        ],
    )
