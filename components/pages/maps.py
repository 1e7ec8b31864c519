"""What comes out: maps of every stage on a picture, and the filters between them."""

import dash
from dash import html

dash.register_page(__name__, path="/", name="Maps", order=20)


def layout(**query: str) -> html.Div:
    """The page, its controls set from the address."""
    return html.Div("maps")
