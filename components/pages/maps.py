"""The page Maps: feature maps of every stage on a picture, and the filters between them."""

import dash
from dash import html
from flask import Response

from components import controls
from components.callbacks import entry_marker
from components.glossary import term
from components.heads import head
from components.layer import array_response, arrays_for_picture, cached_arrays, int_argument
from conv.images.channels import channel_names
from conv.lab.settings import FIELDS, Settings
from conv.views.maps import PAGED, grids, page_starts, standard_filter, tile, values
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
    """The layout of the page. assets/maps/ fills it."""
    return html.Div(
        id="maps",
        className="maps",
        children=[
            head(
                "What comes out",
                "The ",
                term("channel", "channels"),
                " of the input, the ",
                term("depthwise"),
                " maps, and both outputs. Point at a cell to read the same place in all; click a map to enlarge it.",
            ),
            _filters(),
            html.Div(id="maps-note", className="message page-note", role="status"),
            html.Div([_grid("input"), _grid("depthwise"), _pointwise()], className="maps-row maps-steps"),
            html.Div(
                [controls.agreement(), html.P(className="maps-agreement", role="status")], className="maps-compare"
            ),
            html.Div([_grid("separable"), _grid("standard"), _difference()], className="maps-row maps-outputs"),
            html.Dialog(id="maps-dialog", className="dialog maps-dialog"),
            entry_marker("maps"),
        ],
    )


def _filters() -> html.Div:
    """Controls that choose the filters."""
    kinds = [controls.menu(name, FIELDS[name]) for name in ("depthwise", "pointwise", "standard")]
    hidden = {"display": "none"}  # until the script finds a use for them
    seed = html.Div(controls.number("seed", FIELDS["seed"]), className="maps-seed", style=hidden)
    reset = controls.tool("Undo values set by hand", id="maps-reset", style=hidden)
    return html.Div([*kinds, seed, reset], className="maps-filters")


def _grid(name: str) -> html.Section:
    """A grid of feature maps. assets/maps/grid.js draws it."""
    heading = html.Div(
        className="maps-head",
        children=[
            html.H2(TITLES[name], className=f"stage-{name}"),
            html.Span(className="maps-count"),
            html.Span(className="maps-pager"),
        ],
    )
    photo = [html.Canvas(className="photo", hidden=True)] if name == "input" else []
    figures = html.Div([*photo, html.Div(className="list")], className="figures")
    return html.Section([heading, figures], id=f"maps-{name}", className="maps-grid")


def _difference() -> html.Section:
    """The difference of both outputs as a map, where they are not equal."""
    heading = html.Div(html.H2("Difference"), className="maps-head")
    note = html.P("separable − standard, of the chosen output")
    return html.Section([heading, html.Canvas(role="img"), note], id="maps-difference")


def _pointwise() -> html.Section:
    """The matrix of pointwise weights, and the sum that mixes the output under the pointer."""
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
    """Maps as shades: in each grid, one page of maps from the index `first_<grid>` on."""
    return array_response(lambda settings: arrays_for_picture(grids, settings, _page_starts(settings)))


@answers.route("/answers/values", methods=["GET", "POST"])
def exact_values() -> Response:
    """Exact values around one pixel, which the request gives by row and column in the input and in the outputs."""

    def make(settings: Settings) -> Answer:
        pixels = tuple((int_argument(f"{grid}row"), int_argument(f"{grid}column")) for grid in ("input_", ""))
        first_maps = _page_starts(settings)
        return arrays_for_picture(values, settings, first_maps, *tile(settings, first_maps, pixels))

    return array_response(make)


@answers.route("/answers/filter", methods=["GET", "POST"])
def filter_slices() -> Response:
    """All channels of the standard filter of one `output`, and the names of the channels."""
    return array_response(lambda settings: cached_arrays(_slices, settings, int_argument("output")))


def _slices(settings: Settings, output: int) -> tuple[dict, dict]:
    return {"names": channel_names(settings.channels, settings.image)}, {"filter": standard_filter(settings, output)}


def _page_starts(settings: Settings) -> dict[str, int]:
    """The index of the first requested map in each grid."""
    return page_starts(settings, {name: int_argument(f"first_{name}") for name in PAGED})
