"""Plotly figures of the costs: axes, colours and labels; assets/savings.js fills in the numbers as they change."""

from itertools import pairwise
from math import log10, sqrt

import plotly.graph_objects as go

from conv.settings import COUNTS, FIELDS

STANDARD, DEPTHWISE, POINTWISE, CURRENT = "#0072B2", "#E69F00", "#009E73", "#CC79A7"
QUIET, LINE = "#8b919c", "#111827"  # seen on both themes, and on tiles

KERNELS = FIELDS["kernel"].metadata["steps"]
SAVINGS = [2**n for n in range(-4, 8)]  # ticks, standard ÷ separable
DEAREST, CHEAPEST = -4, 7  # log2 of standard ÷ separable, from D = 8 with k = N = 1 to k = 11 with N = 1,024

# Blue where the standard layer is cheaper, at once; then from the depthwise into the pointwise colour.
BREAK_EVEN = -DEAREST / (CHEAPEST - DEAREST)
SCALE = [
    (0, "#00466e"),
    (BREAK_EVEN * 0.75, STANDARD),
    (BREAK_EVEN - 1e-6, "#3f9bd0"),
    (BREAK_EVEN, "#fdf3d8"),
    (BREAK_EVEN + 0.2, DEPTHWISE),
    (BREAK_EVEN + 0.42, POINTWISE),
    (1, "#00382a"),
]


def bars(unit: str) -> go.Figure:
    """One bar for the standard layer over one stacked of both steps, each below its own label; the longer is 1."""
    stages = {"Standard": STANDARD, "Depthwise": DEPTHWISE, "Pointwise": POINTWISE}
    traces = [
        go.Bar(
            name=name,
            x=[0],
            y=[int(name == "Standard")],
            width=0.44,
            orientation="h",
            marker_color=colour,
            hovertemplate=f"{name}: %{{customdata:,}} {unit}<extra></extra>",
        )
        for name, colour in stages.items()
    ]
    labels = go.Scatter(
        x=[0, 0], y=[1.42, 0.42], text=["…", "…"], mode="text", textposition="middle right", hoverinfo="skip"
    )
    figure = _figure([*traces, labels], margin={"l": 0, "r": 0, "t": 0, "b": 0})
    figure.update_layout(barmode="stack", showlegend=False)
    figure.update_xaxes(visible=False, range=[0, 1])
    return figure.update_yaxes(visible=False, range=[-0.28, 1.66])


def saving_by_filters() -> go.Figure:
    """Saving against N, a curve for each of some k; the last two traces are the current k and the current point."""
    curves = [_curve(list(COUNTS), {"kernel": k}, f"k = {k}") for k in (1, 3, 5, 7, 11)]
    figure = _saving([*curves, _curve(list(COUNTS), {}, width=2.5), _point()])
    figure.update_xaxes(type="log", range=[log10(0.85), log10(1024)], tickvals=[4**n for n in range(6)])
    return figure.update_xaxes(title_text="Filters N", ticktext=[f"{4**n:,}" for n in range(6)])


def saving_by_kernel() -> go.Figure:
    """Saving against k, a curve for each of some N; the last two traces are the current N and the current point."""
    curves = [_curve(list(KERNELS), {"filters": n}, f"N = {n:,}") for n in (1, 4, 16, 64, 1024)]
    figure = _saving([*curves, _curve(list(KERNELS), {}, width=2.5), _point()])
    return figure.update_xaxes(title_text="Kernel k", range=[0.7, KERNELS[-1]], tickvals=KERNELS)


def break_even_map() -> go.Figure:
    """Saving over N × k as tiles; then the line where both forms cost the same, and the current point."""
    tiles = go.Heatmap(
        x=_edges(COUNTS),
        y=[k - 0.5 for k in (*KERNELS, KERNELS[-1] + 1)],
        z=[[0] * len(COUNTS)] * len(KERNELS),
        meta={"filters": list(COUNTS), "kernels": list(KERNELS)},
        zmin=DEAREST,
        zmax=CHEAPEST,
        colorscale=SCALE,
        xgap=1,
        ygap=1,
        hovertemplate="N = %{customdata[0]:,}, k = %{customdata[1]}: %{text}<extra></extra>",
        colorbar={
            "thickness": 10,
            "outlinewidth": 0,
            "tickvals": [-2, 0, 2, 4, 6],
            "ticktext": ["0.25×", "1×", "4×", "16×", "64×"],
            "ticks": "",
            "len": 1,
            "xpad": 8,
            "ypad": 0,
        },
    )
    line = go.Scatter(mode="lines", line={"color": LINE, "width": 2.5}, hoverinfo="skip")
    figure = _figure([tiles, line, _point()], margin={"l": 34, "r": 0, "t": 6, "b": 40})
    figure.update_layout(showlegend=False)
    _cheaper(figure, "↓ standard is cheaper", y=1.95)
    ticks = [4**n for n in range(6)]
    figure.update_xaxes(type="log", range=[log10(_edges(COUNTS)[0]), log10(_edges(COUNTS)[-1])], tickvals=ticks)
    figure.update_xaxes(title_text="Filters N", ticktext=[f"{n:,}" for n in ticks])
    return figure.update_yaxes(title_text="Kernel k", range=[0.5, KERNELS[-1] + 0.5], tickvals=KERNELS[::2])


def _figure(traces: list, margin: dict[str, int]) -> go.Figure:
    """Traces without the template, the background and the pointer tools that the page does not want."""
    figure = go.Figure(traces)
    figure.update_layout(
        template="none",
        margin=margin,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": "inherit", "size": 12},
        dragmode=False,
        hovermode="closest",
    )
    figure.update_xaxes(fixedrange=True, zeroline=False, showgrid=False)
    return figure.update_yaxes(fixedrange=True, zeroline=False, showgrid=False)


def _saving(traces: list[go.Scatter]) -> go.Figure:
    """Standard ÷ separable, upwards, with the region below 1 marked."""
    figure = _figure(traces, margin={"l": 40, "r": 74, "t": 6, "b": 40})
    figure.update_layout(showlegend=False)
    figure.update_yaxes(type="log", showgrid=True, range=[log10(0.4), log10(160)], tickvals=SAVINGS)
    figure.update_yaxes(ticktext=[f"{n:g}×" for n in SAVINGS])
    _cheaper(figure, "standard is cheaper", y=log10(0.5))
    figure.add_hrect(y0=1e-3, y1=1, fillcolor=STANDARD, opacity=0.16, line_width=0, layer="below")
    return figure.add_hline(y=1, line={"color": STANDARD, "width": 1.5}, layer="below")


def _cheaper(figure: go.Figure, text: str, y: float) -> None:
    """Name the region where separable does not pay."""
    figure.add_annotation(text=text, xref="x domain", x=0.5, y=y, showarrow=False)


def _curve(x: list[int], meta: dict[str, int], label: str = "", width: float = 1.25) -> go.Scatter:
    """One curve, named at its right end; `meta` tells the script what is constant along it."""
    return go.Scatter(
        x=x,
        y=[1] * len(x),
        mode="lines+text",
        text=[""] * (len(x) - 1) + [f"\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}{label}"],
        textposition="middle right",
        cliponaxis=False,
        line={"color": QUIET if label else CURRENT, "width": width},
        hovertemplate=f"{label}, %{{x:,}}: %{{y:.3~g}}×<extra></extra>" if label else None,
        hoverinfo=None if label else "skip",
        meta=meta,
    )


def _point() -> go.Scatter:
    """Where the current settings are."""
    marker = {"color": CURRENT, "size": 13, "line": {"color": "white", "width": 2}}
    return go.Scatter(x=[1], y=[1], mode="markers", cliponaxis=False, marker=marker, hoverinfo="skip")


def _edges(centres: tuple[int, ...]) -> list[float]:
    """Borders between tiles that lie evenly on a logarithmic axis, one more than there are tiles."""
    between = [sqrt(a * b) for a, b in pairwise(centres)]
    return [centres[0] ** 2 / between[0], *between, centres[-1] ** 2 / between[-1]]
