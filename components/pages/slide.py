"""How it slides: the window of both forms on one clock, in step and as a race."""

import dash
from dash import Input, NoUpdate, Output, callback, dcc, html, no_update
from flask import Response

from components import figures
from components.callbacks import entered
from components.layer import answer, index, pictured
from conv.lab.settings import Settings
from conv.views.slide import inside, slide
from service.answers import answers
from service.packing import Answer

dash.register_page(
    __name__,
    path="/",
    name="Slide",
    title="Slide · Separable",
    order=10,
    answers="/answers/slide",
    more={"output": 6, "first": 0, "turned": 0},
)

TITLES = {"standard": "Standard", "separable": "Separable"}
CHART = "Chart: outputs finished against MACs spent, for both lanes; the table has the figures."


def layout(**_: str) -> html.Article:
    """The page; assets/slide*.js fill it."""
    return html.Article(
        id="slide",
        className="slide",
        children=[
            html.H1("Slide: how it slides", className="unseen"),
            html.Div(id="slide-bar", className="slide-bar", role="group", **{"aria-label": "Animation"}),
            html.Div(id="slide-note", className="message page-note", role="status"),
            html.Div([_lane(name, title) for name, title in TITLES.items()], className="lanes"),
            _foot(),
            html.Dialog(id="slide-dialog", className="dialog"),
            entered("slide"),
            dcc.Store(id="slide-raced"),  # set by the first race
        ],
    )


def _lane(name: str, title: str) -> html.Section:
    """One form of the layer; assets/slidelane.js draws it."""
    head = [
        html.H2(title, className=f"stage-{name}"),
        html.Span(className="lane-work"),
        html.Span(className="lane-more"),
    ]
    head += [html.Span(id="slide-order")] if name == "separable" else []
    body = html.Div(className="lane-body")
    return html.Section([html.Div(head, className="lane-head"), body], id=f"slide-{name}", className="lane")


def _foot() -> html.Div:
    """What both lanes say: sums in step, counters and a chart in a race, and how kernels slide."""
    return html.Div(
        className="slide-foot",
        children=[
            html.P(id="slide-heard", className="unseen", role="status"),  # what is said, but less often
            html.Div([html.P(id="slide-says"), html.P(id="slide-spot")], className="slide-line"),
            html.Div(id="slide-sums", className="slide-sums"),
            html.Div(id="slide-counts"),
            html.Div(id="slide-chart", role="img", **{"aria-label": CHART}),
            html.Div(id="slide-kernels"),
        ],
    )


@callback(Output("slide-chart", "children"), Input("slide-raced", "data"))
def chart(raced: bool | None) -> dcc.Graph | NoUpdate:
    """The chart of a race, which brings Plotly with it: those who never race do not wait for that."""
    return dcc.Graph(figure=figures.race(), responsive=True, config={"displayModeBar": False}) if raced else no_update


@answers.route("/answers/slide", methods=["GET", "POST"])
def one_output() -> Response:
    """What makes one `output`, with the channels from `first` on; `turned` is 1 for kernels turned by 180°."""

    def make(settings: Settings) -> Answer:
        # Clipped before the cache, so that all positions beyond the last share one answer.
        output, first = inside(index("output"), settings.filters), inside(index("first"), settings.channels)
        return pictured(slide, settings, output, first, index("turned") > 0)

    return answer(make)
