"""Every figure published in the papers, beside the figure recomputed from their layer tables; for the page Networks."""

from collections.abc import Iterator
from functools import cache
from itertools import groupby

from dash import dcc, html

from components import networkfigures as figures
from components.tables import scrolling_table
from conv.networks.papers.published import VERDICTS, published

ACCURACY = "Points: accuracy against {}. The table below has the figures."


@cache
def published_figures() -> list:
    """Accuracy charts, the table of published figures, and a legend of its verdicts."""
    heads = ("Where", "What", "Published", "Recomputed", "Verdict")
    body = []
    for (paper, convention), rows in groupby(_with_conventions(), key=lambda row: (row["paper"], row["convention"])):
        body.append(html.Tr(html.Th([html.B(paper), " ", convention], colSpan=len(heads), scope="rowgroup")))
        body += [line for row in rows for line in _figure(row, len(heads))]
    table = html.Table([html.Thead(html.Tr([html.Th(head, scope="col") for head in heads])), html.Tbody(body)])
    charts = [_accuracy("macs", "MACs"), _accuracy("parameters", "Parameters")]
    legend = [(html.Dt(name, className=f"is-{name}"), html.Dd(text)) for name, text in VERDICTS.items()]
    return [
        html.H2("MobileNetV1 on ImageNet: accuracy as cited, against cost"),
        html.Div(charts, className="networks-accuracy"),
        scrolling_table([html.H2("Published and recomputed")], table, "Published and recomputed"),
        html.Dl([part for entry in legend for part in entry]),
    ]


def _with_conventions() -> Iterator[dict[str, str]]:
    """The rows of the table. A row without a counting convention gets that of the row before it."""
    convention = ""
    for row in published().to_dict("records"):
        convention = row["convention"] or convention
        yield row | {"paper": row["source"].partition(", ")[0], "convention": convention}


def _accuracy(figure: str, title: str) -> html.Div:
    """A chart of accuracy against one of the costs."""
    description = {"role": "img", "aria-label": ACCURACY.format(title)}
    graph = dcc.Graph(figure=figures.accuracy(figure, title), responsive=True, config={"displayModeBar": False})
    return html.Div(graph, className="networks-plot", **description)


def _figure(row: dict[str, str], columns: int) -> list[html.Tr]:
    """The row of a published figure, and a second row if there is a note on it."""
    location, verdict = row["source"].partition(", ")[2], row["verdict"]
    cells = [html.Td(text) for text in (location, row["quantity"], row["published"], row["recomputed"])]
    cells.append(html.Td(html.Span(verdict, className=f"is-{verdict}")))
    if not row["note"]:
        return [html.Tr(cells)]
    note = html.Tr([html.Td(), html.Td(row["note"], colSpan=columns - 1)], className="networks-why")
    return [html.Tr(cells, className="networks-odd"), note]
