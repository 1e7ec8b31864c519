"""The page Slide: the sliding windows of both forms, driven by one clock, in step or as a race."""

import dash
from dash import Input, NoUpdate, Output, callback, dcc, html, no_update
from flask import Response

from components import controls, figures
from components.callbacks import entry_marker
from components.layer import array_response, arrays_for_picture, int_argument
from conv.lab.settings import Settings
from conv.views.slide import clamped, slide
from service.answers import answers
from service.compression import Answer

dash.register_page(
    __name__,
    path="/",
    name="Slide",
    title="Slide · Separable",
    order=10,
    answers="/answers/slide",
    more={"output": 6, "first": 0, "rotated": 0},
)

TITLES = {"standard": "Standard", "separable": "Separable"}
TRANSPORT = {
    "start": "To the start",
    "back": "One position back",
    "play": "Play",
    "forward": "One position on",
    "end": "To the end",
}
COUNTED = ("Layer done", "", "MACs spent", "Outputs finished")
ROTATION = "CNNs slide each kernel as it is; convolution in mathematics rotates it by 180° first."
CHART = "Chart: outputs finished against MACs spent, for both lanes; the table has the figures."


def layout(**_: str) -> html.Article:
    """The layout of the page. assets/slide/view.js animates it."""
    return html.Article(
        id="slide",
        className="slide",
        children=[
            html.H1("Slide: how it slides", className="visually-hidden"),
            _bar(),
            html.Div(id="slide-note", className="message page-note", role="status"),
            html.Div([_lane(name, title) for name, title in TITLES.items()], className="lanes"),
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
            controls.placeholder("choice", "race", label="Mode", options=[(False, "In step"), (True, "Race")]),
            html.Div([_button(action, label) for action, label in TRANSPORT.items()], className="transport"),
            html.Div(className="slide-position"),
            html.Div(html.Span("Speed"), className="slide-speed"),
            _numbered("filter", "Filter"),
            _numbered("channel", "Channel"),
            _button("help", "Keys", "?"),
        ],
    )


def _button(action: str, label: str, text: str = "") -> html.Button:
    """A button with an icon or a short `text`, for an action of assets/slide/actions.js. `label` is its tooltip."""
    names = {"aria-label": label, "data-action": action}
    return controls.tool(text, title=label, css=f"act-{action}", **names)


def _numbered(name: str, label: str) -> html.Div:
    """The number of a filter or channel, and the range of these numbers, which the script fills in."""
    field = controls.placeholder("number", name, label=label, low=0, high=0)
    return html.Div([field, html.Span(className="range")], className=f"place place-{name}")


def _lane(name: str, title: str) -> html.Section:
    """One form of the layer. assets/slide/lane.js draws its units and its output."""
    head = [
        html.H2(title, className=f"stage-{name}"),
        html.Span(className="lane-work"),
        html.Span(className="lane-more"),
    ]
    if name == "separable":
        orders = [(False, "Pixel by pixel"), (True, "Depthwise first")]
        head.append(
            html.Div(controls.placeholder("choice", "stepwise", label="Order", options=orders), id="slide-order")
        )
    total = html.Div([html.Span("Σ", className="sigma"), html.Span(), html.B()], className="lane-sum")
    body = html.Div([html.Div(className="units"), total], className="parts-of-sum")
    return html.Section(
        [html.Div(head, className="lane-head"), html.Div(body, className="lane-body")],
        id=f"slide-{name}",
        className="lane",
    )


def _foot() -> html.Div:
    """Below the lanes: sums in step mode, counters and a chart in race mode, and the choice to rotate kernels."""
    line = [
        html.P(id="slide-sentence"),
        html.P(id="slide-spot"),
        controls.tool("All terms", **{"data-action": "terms"}),
    ]
    kernels = [(False, "Cross-correlation"), (True, "Convolution")]
    return html.Div(
        className="slide-foot",
        children=[
            # For screen readers, updated less often:
            html.P(id="slide-announcement", className="visually-hidden", role="status"),
            html.Div(line, className="slide-line"),
            html.Div([html.P(className=f"sum sum-{name}") for name in TITLES], id="slide-sums", className="slide-sums"),
            html.Div(_counters(), id="slide-counts"),
            html.Div(id="slide-chart", role="img", **{"aria-label": CHART}),
            html.Div(
                [controls.placeholder("choice", "rotated", label="Kernels", options=kernels), ROTATION],
                id="slide-kernels",
            ),
        ],
    )


def _counters() -> html.Table:
    """The progress of each lane in a race. assets/slide/counters.js fills it."""
    head = [html.Td(), *(html.Th(text, scope="col") if text else html.Td() for text in COUNTED)]
    return html.Table([html.Thead(html.Tr(head)), html.Tbody([_counter(*lane) for lane in TITLES.items()])])


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
    """All arrays behind one `output`, with the channels from `first` on. `rotated` is 1 to rotate kernels by 180°."""

    def make(settings: Settings) -> Answer:
        # Clip before the cache, so that all indices beyond the last share one cached answer.
        output = clamped(int_argument("output"), settings.filters)
        first = clamped(int_argument("first"), settings.channels)
        return arrays_for_picture(slide, settings, output, first, int_argument("rotated") > 0)

    return array_response(make)
