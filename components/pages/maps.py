"""What comes out: maps of every stage on a picture, and the filters between them."""

import dash
from dash import html
from flask import Response

from components import controls
from components.callbacks import entry_marker
from components.layer import array_response, arrays_for_picture, cached_arrays, int_argument
from conv.images.channels import channel_names
from conv.lab.settings import FIELDS, Settings
from conv.views.maps import PAGED, grids, standard_filter, starts, tile, values
from service.answers import answers
from service.compression import Answer

dash.register_page(__name__, path="/maps", name="Maps", title="Maps · Separable", order=20, answers="/answers/maps")

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
            entry_marker("maps"),
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
    """A grid of maps; assets/maps/grid.js draws it."""
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


@answers.route("/answers/maps", methods=["GET", "POST"])
def shades() -> Response:
    """One page of every grid of maps, as shades; `first_<grid>` says which."""
    return array_response(lambda settings: arrays_for_picture(grids, settings, _starts(settings)))


@answers.route("/answers/values", methods=["GET", "POST"])
def exact_values() -> Response:
    """The values around one pixel, given by its row and column in the input and in the outputs."""

    def make(settings: Settings) -> Answer:
        at = tuple((int_argument(f"{grid}row"), int_argument(f"{grid}column")) for grid in ("input_", ""))
        start = _starts(settings)
        return arrays_for_picture(values, settings, start, *tile(settings, start, at))

    return array_response(make)


@answers.route("/answers/filter", methods=["GET", "POST"])
def filter_slices() -> Response:
    """All slices of the standard filter of one `output`, and the names of the channels."""
    return array_response(lambda settings: cached_arrays(_slices, settings, int_argument("output")))


def _slices(settings: Settings, output: int) -> tuple[dict, dict]:
    return {"names": channel_names(settings.channels)}, {"filter": standard_filter(settings, output)}


def _starts(settings: Settings) -> dict[str, int]:
    """The first map of each grid that is asked for."""
    return starts(settings, {name: int_argument(f"first_{name}") for name in PAGED})
