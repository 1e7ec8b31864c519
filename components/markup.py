"""
Markup that a page's script fills with numbers.

Dash asks every component at every move of a slider whether it changed: hundreds of table cells as components cost
some 30 ms a move. So tables and formulas travel as text in one component, and the script unfolds them.
"""

import pathlib

from dash import html
from jinja2 import Environment, FileSystemLoader

TEMPLATES = Environment(
    loader=FileSystemLoader(pathlib.Path(__file__).parent / "pages"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)


def markup(template: str, names: dict, **properties) -> html.Div:
    """A template of components/pages filled with `names`, for the script to unfold."""
    return html.Div(**{"data-markup": TEMPLATES.get_template(template).render(names)}, **properties)
