"""Tables that scroll by themselves."""

from dash import html


def scrolling_table(head: list, table: html.Table | list, label: str, **properties: str) -> html.Section:
    """A table that scrolls by itself below its head."""
    scrolls = {"tabIndex": 0, "role": "region", "aria-label": label, "className": "networks-scroll"}
    return html.Section([html.Div(head, className="networks-head"), html.Div(table, **scrolls)], **properties)
