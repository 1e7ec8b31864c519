"""The clientside callback that starts a page's script once the page is in the document."""

from collections.abc import Callable
from functools import wraps

from dash import MATCH, ClientsideFunction, Input, Output, clientside_callback, dcc
from dash.development.base_component import Component


def entry_marker(name: str) -> dcc.Store:
    """A store that tells assets/wiring.js, on insertion, that the page `name` or the "frame" is in the document."""
    return dcc.Store(id={"type": "entered", "page": name})


def without_click_counters(layout: Callable[..., Component]) -> Callable[..., Component]:
    """Disable Dash's click counters in a layout. Otherwise each click on an element with an id renders it, in 5 ms."""

    @wraps(layout)
    def without_counters(*args: object, **query: str) -> Component:
        component = layout(*args, **query)
        for part in (component, *component._traverse()):
            if getattr(part, "_namespace", "") == "dash_html_components" and hasattr(part, "id"):
                part.disable_n_clicks = True
        return component

    return without_counters


clientside_callback(
    ClientsideFunction("lab", "enter"),
    Output({"type": "entered", "page": MATCH}, "data"),
    Input({"type": "entered", "page": MATCH}, "id"),
)
