"""The one callback that scripts answer: something has come into the document, and its script may begin."""

from dash import MATCH, ClientsideFunction, Input, Output, clientside_callback, dcc


def entered(name: str) -> dcc.Store:
    """A part of the page `name` or of the "frame" that comes with it, and so tells assets/wiring.js of it."""
    return dcc.Store(id={"type": "entered", "page": name})


clientside_callback(
    ClientsideFunction("lab", "enter"),
    Output({"type": "entered", "page": MATCH}, "data"),
    Input({"type": "entered", "page": MATCH}, "id"),
)
