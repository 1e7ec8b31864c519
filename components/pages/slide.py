"""The page Slide: the sliding windows of both forms, driven by one clock, in step or as a race."""

import dash
from dash import Input, NoUpdate, Output, callback, dcc, html, no_update
from flask import Response

from components import controls, figures
from components.callbacks import entry_marker
from components.glossary import term
from components.layer import array_response, arrays_for_picture, int_argument
from conv.lab.settings import Settings
from conv.views.slide import clamped, first_visible, slide
from service.answers import answers
from service.compression import Answer

dash.register_page(
    __name__,
    path="/",
    name="Slide",
    title="Slide · Separable",
    order=10,
    answers="/answers/slide",
    more={"output": 0, "map_index": 0, "rotated": 0},
)

TITLES = {"standard": "Standard convolution", "separable": "Depthwise separable convolution"}
TRANSPORT = {
    "start": "To the start",
    "back": "One position back",
    "play": "Play",
    "forward": "One position on",
    "end": "To the end",
}
COLUMNS = ("Layer done", "", "MACs spent", "Outputs finished")
CHART = "Chart: outputs finished against MACs spent, for both lanes; the table has the figures."


def layout(**_: str) -> html.Article:
    """The layout of the page. assets/slide/view.js animates it."""
    return html.Article(
        id="slide",
        className="slide",
        children=[
            html.Header([html.H1(id="slide-title"), html.P(id="slide-lead")], className="page-head"),
            _bar(),
            html.Div(id="slide-note", className="message page-note", role="status"),
            _stage(),
            _foot(),
            html.Dialog(id="slide-dialog"),
            entry_marker("slide"),
            dcc.Store(id="slide-raced"),  # set by the first race
        ],
    )


def _bar() -> html.Div:
    """The controls of the animation. Scripts add the two sliders."""
    return html.Div(
        id="slide-bar",
        className="slide-bar",
        role="group",
        **{"aria-label": "Animation"},
        children=[
            html.Div(
                [
                    html.Div([_button(action, label) for action, label in TRANSPORT.items()], className="transport"),
                    html.Div(className="slide-position"),
                ],
                className="slide-clock",
            ),
            html.Div(
                [
                    controls.placeholder("choice", "race", label="Mode", options=[(False, "In step"), (True, "Race")]),
                    html.Div(html.Span("Speed"), className="slide-speed"),
                    _numbered("filter", "Filter"),
                    controls.agreement(),
                    _button("help", "Keys", "?"),
                ],
                className="slide-options",
            ),
        ],
    )


def _button(action: str, label: str, text: str = "") -> html.Button:
    """A button with an icon or a short `text`, for an action of assets/slide/actions.js. `label` is its tooltip."""
    names = {"aria-label": label, "data-action": action}
    return controls.tool(text, title=label, css=f"act-{action}", **names)


def _numbered(name: str, label: str) -> html.Div:
    """The number of a filter or channel, and how many there are, which the script fills in."""
    field = controls.placeholder("number", name, label=label, low=1, high=1)
    return html.Div([field, html.Span(className="range")], className=f"place place-{name}")


def _stage() -> html.Div:
    """
    The inputs and both lanes in one grid.

    Its rows are the visible channels, which assets/slide/row.js adds. Its last row has the sums and outputs.
    """
    lanes = [("standard", "Standard"), ("separable", "Separable")]
    return html.Div(
        id="slide-stage",
        className="lanes",
        children=[
            # On phones, only one lane fits beside the inputs.
            html.Div(controls.placeholder("choice", "lane", label="Lane", options=lanes), id="slide-lane"),
            html.Div([html.B(), html.Span(), _numbered("map", "Channel")], className="lane-head inputs-head"),
            *(_lane(name, title) for name, title in TITLES.items()),
            html.Div(className="rows"),
            html.Div(html.P(id="slide-sentence"), className="total total-inputs"),
        ],
    )


def _lane(name: str, title: str) -> html.Section:
    """The heads and the sum of one form of the layer. assets/slide/texts.js and lane.js fill them."""
    steps = ["standard"] if name == "standard" else ["depthwise", "pointwise"]
    cost = html.Span(className="lane-work")
    head = html.Div([html.H2(term(name, title), className=f"stage-{name}"), cost], className=f"lane-head of-{name}")
    heads = [html.P(className=f"step-head step-{step}") for step in steps]
    ground = html.Div(className=f"ground ground-{name}")
    total = html.Div(html.P(className="lane-sum"), className=f"total total-{name}")
    return html.Section([ground, head, *heads, total], id=f"slide-{name}", **{"aria-label": title})


def _foot() -> html.Div:
    """Below the lanes: sentences and choices in step mode, counters and a chart in race mode."""
    kernels = {
        "options": [(False, "Cross-correlation"), (True, "Convolution")],  # of mathematics, which rotates kernels
        "terms": {"false": "correlation", "true": "convolution"},
    }
    orders = [(False, "Pixel by pixel"), (True, "Depthwise first")]
    line = [
        html.P(id="slide-agreement"),
        html.P(id="slide-verdict"),
        html.P(id="slide-spot"),
    ]
    choices = [
        html.Div(controls.placeholder("choice", "stepwise", label="Order", options=orders), id="slide-order"),
        html.Div(controls.placeholder("choice", "rotated", label="Kernels", **kernels), id="slide-kernels"),
        controls.tool("All terms", **{"data-action": "terms"}),
    ]
    return html.Div(
        className="slide-foot",
        children=[
            # For screen readers, updated less often:
            html.P(id="slide-announcement", className="visually-hidden", role="status"),
            html.P(id="slide-result"),
            html.Div(_counters(), id="slide-counts"),
            html.Div(id="slide-chart", role="img", **{"aria-label": CHART}),
            html.Div(line, className="slide-line"),
            html.Div(choices, className="slide-choices"),
        ],
    )


def _counters() -> html.Table:
    """The progress of each lane in a race. assets/slide/counters.js fills it."""
    head = [html.Td(), *(html.Th(text, scope="col") if text else html.Td() for text in COLUMNS)]
    lanes = {"standard": "Standard", "separable": "Separable"}
    return html.Table([html.Thead(html.Tr(head)), html.Tbody([_counter(*lane) for lane in lanes.items()])])


def _counter(name: str, title: str) -> html.Tr:
    outputs = [html.Span(className="finished"), html.Span(className="of-all")]
    return html.Tr(
        className=f"count-{name}",
        children=[
            html.Th(title, scope="row"),
            html.Td(html.Span(html.I(), className=f"progress {name}"), className="course"),
            html.Td(className="share"),
            html.Td(className="macs"),
            html.Td(outputs, className="outputs"),
        ],
    )


@callback(Output("slide-chart", "children"), Input("slide-raced", "data"))
def chart(raced: bool | None) -> dcc.Graph | NoUpdate:
    """Add the chart at the first race, because it makes the browser load Plotly."""
    return dcc.Graph(figure=figures.race(), responsive=True, config={"displayModeBar": False}) if raced else no_update


@answers.route("/answers/slide", methods=["GET", "POST"])
def one_output() -> Response:
    """All arrays behind one `output`, with the maps from `map_index` on. `rotated` is 1 to rotate kernels by 180°."""

    def make(settings: Settings) -> Answer:
        # Clip before the cache, so that all indices beyond the last share one cached answer.
        output = clamped(int_argument("output"), settings.filters)
        first = first_visible(int_argument("map_index"), settings.channels * settings.multiplier)
        return arrays_for_picture(slide, settings, output, first, int_argument("rotated") > 0)

    return array_response(make)
