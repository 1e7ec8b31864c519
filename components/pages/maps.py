"""What comes out: maps of every stage on a picture, and the filters between them."""

import dash
from dash import html

from components import controls
from components.callbacks import entered
from conv.lab.settings import FIELDS

dash.register_page(__name__, path="/maps", name="Maps", title="Maps · Separable", order=20)

TITLES = {
    "input": "Input",
    "depthwise": "Depthwise maps",
    "separable": "Separable outputs",
    "standard": "Standard outputs",
}


def layout(**_: str) -> html.Div:
    """The page; assets/maps/ fills it."""
    return html.Div(
        id="maps",
        className="maps",
        children=[
            html.H1("Maps: what comes out", className="unseen"),
            _filters(),
            html.Div(id="maps-note", className="message page-note", role="status"),
            html.Div([_grid("input"), _grid("depthwise"), _pointwise()], className="maps-row maps-steps"),
            html.Div([_grid("separable"), _grid("standard")], className="maps-row maps-outputs"),
            html.Dialog(id="maps-dialog", className="dialog maps-dialog"),
            entered("maps"),
        ],
    )


def _filters() -> html.Div:
    """Where the filters come from."""
    kinds = [controls.menu(name, FIELDS[name]) for name in ("depthwise", "pointwise", "standard")]
    unseen = {"display": "none"}  # until the script finds that they have something to do
    seed = html.Div(controls.number("seed", FIELDS["seed"]), className="maps-seed", style=unseen)
    reset = controls.tool("Undo values set by hand", id="maps-reset", style=unseen)
    return html.Div([*kinds, seed, reset], className="maps-filters")


def _grid(name: str) -> html.Section:
    """A grid of maps; assets/mapsgrid.js draws it."""
    heading = html.Div(
        className="maps-head",
        children=[
            html.H2(TITLES[name], className=f"stage-{name}"),
            html.Span(className="maps-count"),
            html.Span(className="maps-pager"),
            *([html.Span(className="maps-agreement", role="status")] if name == "standard" else []),
        ],
    )
    photo = [html.Canvas(className="photo", hidden=True)] if name == "input" else []
    figures = html.Div([*photo, html.Div(className="list")], className="figures")
    return html.Section([heading, figures], id=f"maps-{name}", className="maps-grid")


def _pointwise() -> html.Section:
    """The matrix of pointwise weights, and how the output under the pointer is mixed."""
    return html.Section(
        id="maps-pointwise",
        className="maps-grid",
        children=[
            html.Div(
                [html.H2("Pointwise weights", className="stage-pointwise"), html.Span(className="maps-count")],
                className="maps-head",
            ),
            html.Div(className="matrix"),
            html.P(className="mix"),
        ],
    )
