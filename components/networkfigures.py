"""Plotly figures of published networks."""

from math import log10

import pandas as pd
import plotly.graph_objects as go

from components.figures import DEPTHWISE, POINTWISE, STANDARD, bare
from conv.networks.papers.published import accuracies

TICKS = (3e5, 1e6, 3e6, 1e7, 3e7, 1e8, 3e8, 1e9, 3e9)
UNITS = {1e9: "B", 1e6: "M", 1e3: "K"}  # as in the bar charts of the page Networks


def accuracy(figure: str, title: str) -> go.Figure:
    """Published top-1 accuracy against one of the costs: by width, by resolution, and with standard convolutions."""
    standard, separable = accuracies().iloc[:1], accuracies().iloc[1:]
    base = separable.iloc[0]
    widths = separable[separable["resolution"] == base["resolution"]]
    resolutions = separable[separable["percent"] == base["percent"]]
    traces = [
        _series(figure, widths, "Width α", POINTWISE, "circle", "solid", [f"α {p / 100:g}" for p in widths["percent"]]),
        _series(figure, resolutions, "Resolution ρ", DEPTHWISE, "square", "dot", ["", *_sides(resolutions)]),
        _series(figure, standard, "Standard convolutions", STANDARD, "diamond", "solid", ["standard"]),
    ]
    chart = bare(traces, margin={"l": 46, "r": 24, "t": 6, "b": 40})
    lowest, highest = accuracies()[figure].min(), accuracies()[figure].max()
    chart.update_xaxes(type="log", range=[log10(0.4 * lowest), log10(1.4 * highest)], title_text=title)
    chart.update_xaxes(tickvals=TICKS, ticktext=[_short(tick) for tick in TICKS])
    return chart.update_yaxes(title_text="Top-1 accuracy, %", showgrid=True, range=[48, 75])


def _series(figure: str, rows: pd.DataFrame, name: str, colour: str, symbol: str, dash: str, texts: list[str]):
    """Points of networks that differ in one parameter, each labelled with its value."""
    left = name == "Width α"
    return go.Scatter(
        x=rows[figure].tolist(),
        y=rows["top1"].tolist(),
        name=name,
        text=texts,
        textposition="middle left" if left else "middle right" if len(rows) > 1 else "top left",
        customdata=rows["label"].tolist(),
        mode="lines+markers+text",
        cliponaxis=False,
        marker={"color": colour, "symbol": symbol, "size": 9},
        line={"color": colour, "dash": dash, "width": 2},
        hovertemplate=f"%{{customdata}}: %{{y}} % at %{{x:,}} {figure}<extra></extra>",
    )


def _sides(resolutions: pd.DataFrame) -> list[str]:
    return [f"  ρ {side}" for side in resolutions["resolution"][1:]]


def _short(number: float) -> str:
    """Abbreviate a round number.

    >>> _short(3e8)
    '300M'
    """
    unit = next(unit for unit in UNITS if number >= unit)
    return f"{number / unit:g}{UNITS[unit]}"
