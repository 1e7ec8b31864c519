"""Plotly figures of the costs: axes, colours and labels; assets/savings/ fills in the numbers as they change."""

import json
import pathlib
from itertools import pairwise
from math import log10, sqrt

import plotly.graph_objects as go

from conv.lab.settings import COUNTS, FIELDS

PALETTE = json.loads((pathlib.Path(__file__).parents[1] / "assets/drawing/palette.json").read_text())
COLOURS = PALETTE["light"]  # the figures use only those that the dark theme shares
STANDARD, DEPTHWISE, POINTWISE = (COLOURS[name] for name in ("standard", "depthwise-fill", "pointwise"))

INDENT = "\N{NO-BREAK SPACE}" * 2  # between the end of a curve and its label

KERNELS = FIELDS["kernel"].metadata["steps"]
SAVINGS = [2**n for n in range(-4, 8)]  # ticks, standard ÷ separable
LEAST, MOST = 0.4, 160  # limits of their axis for D = 1
DEAREST, CHEAPEST = -4, 7  # log2 of standard ÷ separable, from D = 8 with k = N = 1 to k = 11 with N = 1,024

# Blue where the standard layer is cheaper; beyond the break-even from the depthwise to the pointwise colour.
BREAK_EVEN = -DEAREST / (CHEAPEST - DEAREST)
STOPS = (0, BREAK_EVEN * 0.75, BREAK_EVEN - 1e-6, BREAK_EVEN, BREAK_EVEN + 0.2, BREAK_EVEN + 0.42, 1)
SCALE = list(zip(STOPS, PALETTE["scales"]["saving"], strict=True))


def saving_by_filters() -> go.Figure:
    """The saving over N, for several k and for the current k, with the current point."""
    figure = _saving(COUNTS, (1, 3, 5, 7, 11), "k", "N")
    figure.update_xaxes(type="log", range=[log10(0.85), log10(1024)], tickvals=[4**n for n in range(6)])
    return figure.update_xaxes(title_text="Filters N", ticktext=[f"{4**n:,}" for n in range(6)])


def saving_by_kernel() -> go.Figure:
    """The saving over k, for several N and for the current N, with the current point."""
    figure = _saving(KERNELS, (1, 4, 16, 64, 1024), "N", "k")
    return figure.update_xaxes(title_text="Kernel k", range=[0.7, KERNELS[-1]], tickvals=KERNELS)


def tiles() -> go.Figure:
    """The saving over N and k as a heatmap, for one D."""
    heat = go.Heatmap(
        x=_edges(COUNTS),
        y=[k - 0.5 for k in (*KERNELS, KERNELS[-1] + 1)],
        z=[[0] * len(COUNTS)] * len(KERNELS),
        meta={"filters": COUNTS, "kernels": KERNELS},
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
    return _over_both([heat])


def break_even() -> go.Figure:
    """
    The line over the tiles along which both forms cost the same, and the current point.

    It is a figure of its own, because Plotly cannot move a point over a heatmap without redrawing all of it.
    """
    line = go.Scatter(x=[1], y=[1], mode="lines", line={"color": COLOURS["on-tiles"], "width": 2.5}, hoverinfo="skip")
    line.meta = {"top": KERNELS[-1] + 1, "right": COUNTS[-1]}  # where the line enters from above, and where it ends
    figure = _over_both([line, _point()])
    _cheaper(figure, "↓ standard is cheaper", y=1.95)
    figure.update_annotations(bgcolor="rgba(255, 255, 255, 0.75)")  # over light and dark tiles
    return figure.update_xaxes(visible=False).update_yaxes(visible=False)


def race() -> go.Figure:
    """Outputs finished over MACs spent, with the position of both lanes; assets/slide/ fills in the numbers."""

    def course(colour: str, dash: str = "solid") -> go.Scatter:
        return go.Scatter(
            x=[0], y=[0], mode="lines", line={"color": colour, "width": 3, "dash": dash}, hoverinfo="skip"
        )

    # Separable has no hue of its own: green dashes on orange.
    lines = [course(STANDARD), course(DEPTHWISE), course(POINTWISE, "6px,6px")]
    marker = {"color": [STANDARD, POINTWISE], "size": 12, "line": {"color": "white", "width": 2}}
    points = go.Scatter(x=[0, 0], y=[0, 0], mode="markers", cliponaxis=False, marker=marker, hoverinfo="skip")
    figure = bare([*lines, points], margin={"l": 40, "r": 10, "t": 8, "b": 34})
    # The label stands in the corner that no lane reaches before the end.
    figure.add_annotation(
        text="↑ outputs finished", xref="paper", yref="paper", x=1, y=0, yanchor="bottom", showarrow=False
    )
    figure.update_xaxes(title_text="MACs spent by each lane", tickformat="~s", nticks=5, rangemode="tozero")
    return figure.update_yaxes(range=[0, 1.02], tickvals=[0, 0.5, 1], tickformat=".0%", showgrid=True)


def _over_both(traces: list) -> go.Figure:
    """A figure with N to the right and k upwards, whose borders are those of the tiles."""
    figure = bare(traces, margin={"l": 34, "r": 68, "t": 6, "b": 40})
    left, *_, right = _edges(COUNTS)
    ticks = [4**n for n in range(6)]
    figure.update_xaxes(type="log", range=[log10(left), log10(right)], tickvals=ticks)
    figure.update_xaxes(title_text="Filters N", ticktext=[f"{n:,}" for n in ticks])
    return figure.update_yaxes(title_text="Kernel k", range=[0.5, KERNELS[-1] + 0.5], tickvals=KERNELS[::2])


def bare(traces: list, margin: dict[str, int]) -> go.Figure:
    """A figure of these traces, without template, background and zooming."""
    figure = go.Figure(traces)
    figure.update_layout(
        template="none",
        margin={**margin, "autoexpand": False},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": "inherit", "size": 12},
        dragmode=False,
        hovermode="closest",
        showlegend=False,
    )
    figure.update_xaxes(fixedrange=True, zeroline=False, showgrid=False, ticks="")
    return figure.update_yaxes(fixedrange=True, zeroline=False, showgrid=False, ticks="")


def _saving(x: tuple[int, ...], constants: tuple[int, ...], constant: str, variable: str) -> go.Figure:
    """
    Standard ÷ separable upwards, with the region below 1 marked.

    The grey curves are one trace with gaps, because each trace costs a millisecond at every move of a slider; their
    labels are another. `customdata` tells the script which value is constant along each curve.
    """
    quiet = go.Scatter(
        x=[value for _ in constants for value in (*x, None)],
        y=[1] * len(constants) * (len(x) + 1),
        customdata=[value for value in constants for _ in (*x, None)],
        mode="lines",
        line={"color": COLOURS["neutral"], "width": 1.25},
        hovertemplate=f"{constant} = %{{customdata:,}}, {variable} = %{{x:,}}: %{{y:.3~g}}×<extra></extra>",
    )
    names = go.Scatter(
        x=x[-1:] * len(constants),
        y=[1] * len(constants),
        customdata=constants,
        text=[f"{INDENT}{constant} = {value:,}" for value in constants],
        mode="text",
        textposition="middle right",
        cliponaxis=False,
        hoverinfo="skip",
    )
    now = go.Scatter(
        x=x, y=[1] * len(x), mode="lines", line={"color": COLOURS["current"], "width": 2.5}, hoverinfo="skip"
    )
    figure = bare([quiet, names, now, _point()], margin={"l": 46, "r": 74, "t": 6, "b": 40})
    figure.update_yaxes(type="log", showgrid=True, range=[log10(LEAST), log10(MOST)], tickvals=SAVINGS)
    figure.update_yaxes(ticktext=[f"{n:g}×" for n in SAVINGS])
    figure.update_layout(meta={"least": LEAST})
    _cheaper(figure, "standard is cheaper", y=log10(0.5))
    figure.add_hrect(y0=1e-3, y1=1, fillcolor=STANDARD, opacity=0.16, line_width=0, layer="below")
    return figure.add_hline(y=1, line={"color": STANDARD, "width": 1.5}, layer="below")


def _cheaper(figure: go.Figure, text: str, y: float) -> None:
    """Label the region where the standard layer is cheaper."""
    figure.add_annotation(text=text, xref="x domain", x=0.5, y=y, showarrow=False)


def _point() -> go.Scatter:
    """The point of the current settings."""
    marker = {"color": COLOURS["current"], "size": 13, "line": {"color": "white", "width": 2}}
    return go.Scatter(x=[1], y=[1], mode="markers", cliponaxis=False, marker=marker, hoverinfo="skip")


def _edges(centres: tuple[int, ...]) -> list[float]:
    """The borders of tiles on a logarithmic axis, one more than there are tiles."""
    between = [sqrt(a * b) for a, b in pairwise(centres)]
    return [centres[0] ** 2 / between[0], *between, centres[-1] ** 2 / between[-1]]
