"""The one callback that scripts answer: something has come into the document, and its script may begin."""

from collections.abc import Callable
from functools import wraps

from dash import MATCH, ClientsideFunction, Input, Output, clientside_callback, dcc
from dash.development.base_component import Component


def entry_marker(name: str) -> dcc.Store:
    """A part of the layout that tells assets/wiring.js that the page `name`, or the "frame", is in the document."""
    return dcc.Store(id={"type": "entered", "page": name})


def without_click_counters(layout: Callable[..., Component]) -> Callable[..., Component]:
    """The same layout with Dash's click counters off: each click would render what has an id again, in 5 ms."""

    @wraps(layout)
    def quiet(*args: object, **query: str) -> Component:
        made = layout(*args, **query)
        for component in (made, *made._traverse()):
            if getattr(component, "_namespace", "") == "dash_html_components" and hasattr(component, "id"):
                component.disable_n_clicks = True
        return made

    return quiet


clientside_callback(
    ClientsideFunction("lab", "enter"),
    Output({"type": "entered", "page": MATCH}, "data"),
    Input({"type": "entered", "page": MATCH}, "id"),
)
