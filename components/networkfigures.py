"""Plotly figures of published networks."""

import plotly.graph_objects as go

from components.figures import DEPTHWISE, POINTWISE, STANDARD, bare
from conv.networks.published import accuracies


def accuracy(figure: str, title: str) -> go.Figure:
    """Top-1 accuracy, as cited, against one of the figures of the same networks: by width, by resolution, and full."""
    full, table = accuracies().iloc[:1], accuracies().iloc[1:]
    base = table.iloc[0]
    widths = table[table["resolution"] == base["resolution"]]
    resolutions = table[table["percent"] == base["percent"]]
    series = [
        (widths, "Width α", POINTWISE, "circle", "solid"),
        (resolutions, "Resolution ρ", DEPTHWISE, "square", "dot"),
        (full, "Standard convolutions", STANDARD, "diamond", "solid"),
    ]
    traces = [
        go.Scatter(
            x=rows[figure].tolist(),
            y=rows["top1"].tolist(),
            name=name,
            customdata=rows["label"].tolist(),
            mode="lines+markers",
            marker={"color": colour, "symbol": symbol, "size": 9},
            line={"color": colour, "dash": dash, "width": 2},
            hovertemplate="%{customdata}: %{y} %, %{x:,}<extra></extra>",
        )
        for rows, name, colour, symbol, dash in series
    ]
    drawn = bare(traces, margin={"l": 46, "r": 14, "t": 6, "b": 40})
    drawn.update_layout(showlegend=True, legend={"x": 1, "y": 0, "xanchor": "right", "bgcolor": "rgba(0,0,0,0)"})
    drawn.update_xaxes(title_text=title, type="log", tickformat="~s", nticks=6)
    return drawn.update_yaxes(title_text="Top-1 accuracy, %", showgrid=True, range=[48, 74])
