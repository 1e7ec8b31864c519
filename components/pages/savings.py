"""What it costs: formulas with the numbers put in, charts, and a table of all figures."""

import dash
from dash import ClientsideFunction, Input, Output, State, callback, clientside_callback, dcc, html
from plotly.graph_objects import Figure

from components import figures
from components.markup import markup
from conv.settings import read
from conv.tables import FIGURES, QUOTIENT, STAGES, cost_table

dash.register_page(__name__, path="/savings", name="Savings", order=30)

# For those who do not see the charts.
BARS = "Bars: the standard layer, and the depthwise and pointwise steps stacked. The table below has the figures."
BY_FILTERS = "Curves: with more filters N the saving grows and levels off at k² ÷ D; with one filter there is none."
BY_KERNEL = "Curves: with a larger kernel k the saving grows and levels off at N ÷ D; with a 1×1 kernel there is none."
OVER_BOTH = "Map of N × k: separable is cheaper where D·(1/N + 1/k²) is below 1, dearer along k = 1 and N = 1."

clientside_callback(
    ClientsideFunction("lab", "savings"),  # assets/savings.js draws; the output is only there to have one
    Output("savings", "title"),
    Input("live", "data"),
)


def layout(**query: str) -> html.Article:
    """The page without its numbers, which the script fills in."""
    return html.Article(
        id="savings",
        className="savings",
        children=[
            html.H1("Savings: what the layer costs", className="savings-title"),
            markup("savings_formulas.html", {"stages": STAGES}, className="savings-formulas"),
            html.Div(
                className="savings-charts",
                children=[
                    _chart("parameters", "Parameters", "change.parameters", figures.bars("parameters"), BARS),
                    _chart("work", "", "change.work", figures.bars("operations"), BARS),
                    _chart("bytes_moved", "Memory traffic, bytes", "change.bytes_moved", figures.bars("bytes"), BARS),
                    _chart("filters", f"{QUOTIENT} by N", "now", figures.saving_by_filters(), BY_FILTERS),
                    _chart("kernel", f"{QUOTIENT} by k", "now", figures.saving_by_kernel(), BY_KERNEL),
                    _chart("map", "Break-even over N and k", "now", figures.break_even_map(), OVER_BOTH),
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


def _chart(name: str, title: str, said: str, figure: Figure, text: str) -> html.Section:
    """A chart below its title and what it says in one number."""
    heading = html.H2(title) if title else html.H2(**{"data-savings": "unit"})
    return html.Section(
        className="savings-chart",
        children=[
            heading,
            html.B(className=said, **{"data-savings": said}),
            html.Div(
                dcc.Graph(figure=figure, responsive=True, config={"displayModeBar": False}),
                role="img",
                **{"data-chart": name, "aria-label": text},
            ),
        ],
    )


def _table() -> html.Section:
    """All figures, and a button that takes them away."""
    names = {"stages": STAGES, "figures": FIGURES, "quotient": QUOTIENT}
    scrolls = {"className": "savings-scroll", "tabIndex": 0, "role": "region", "aria-label": "All figures"}
    return html.Section(
        className="savings-table",
        children=[
            html.H2("All figures"),
            html.Button("Download CSV", id="savings-download", className="tool"),
            dcc.Download(id="savings-csv"),
            markup("savings_table.html", names, **scrolls),
        ],
    )
