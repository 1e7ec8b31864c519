"""Tables in a scroll container."""

from dash import html


def scrolling_table(head: list, table: html.Table | list, label: str, **properties: str) -> html.Section:
    """A section with a head and, below it, a table in a scroll container."""
    container = {"tabIndex": 0, "role": "region", "aria-label": label, "className": "networks-scroll"}
    return html.Section([html.Div(head, className="networks-head"), html.Div(table, **container)], **properties)
