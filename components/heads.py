"""The head of a page: its title and one sentence."""

from dash import html
from dash.development.base_component import Component


def head(title: str, *lead: str | Component) -> html.Header:
    """A visible title, and a sentence that says what is seen and what to do. It may contain terms of the glossary."""
    return html.Header([html.H1(title), html.P(list(lead))], className="page-head")
