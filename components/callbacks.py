"""Wiring shared by every page: address to controls, controls to stores, stores to strip, links and message."""

from dataclasses import asdict

from dash import ALL, MATCH, ClientsideFunction, Input, Output, State, callback, clientside_callback, html

from components.controls import shown
from conv.settings import FIELDS, LONGEST, read


def browser(function: str, *arguments, **options) -> None:
    """A callback that assets/wiring.js answers."""
    clientside_callback(ClientsideFunction("lab", function), *arguments, **options)


browser("address", Output("address", "data"), Input("schema", "data"))
browser(
    "distribute",
    Output("live", "data"),
    Output("settings", "data"),
    Input("loaded", "data"),
    State({"type": "setting", "name": ALL}, "id"),
    State("schema", "data"),
    prevent_initial_call=True,
)
browser(
    "knob",
    Output({"type": "slider", "name": MATCH}, "value"),
    Output({"type": "setting", "name": MATCH}, "value"),
    Input({"type": "slider", "name": MATCH}, "value"),
    Input({"type": "setting", "name": MATCH}, "value"),
    State({"type": "slider", "name": MATCH}, "id"),
    State("schema", "data"),
    prevent_initial_call=True,
)
browser(
    "collect",
    Output("live", "data", allow_duplicate=True),
    Output("settings", "data", allow_duplicate=True),
    Input({"type": "setting", "name": ALL}, "value"),
    State({"type": "setting", "name": ALL}, "id"),
    State("schema", "data"),
    prevent_initial_call=True,
)
browser(
    "strip",
    [
        Output(f"strip-{row}-{part}", "children")
        for row in ("parameters", "work")
        for part in ("standard", "separable", "ratio")
    ],
    Output("strip-work-name", "children"),
    Input("live", "data"),
    prevent_initial_call=True,
)
browser(
    "links",
    Output({"type": "nav", "path": ALL}, "href"),
    Output({"type": "nav", "path": ALL}, "className"),
    Input("settings", "data"),
    Input("location", "pathname"),
    State({"type": "nav", "path": ALL}, "id"),
)


@callback(Output("loaded", "data"), Input("address", "data"), prevent_initial_call=True)
def load_address(address: dict | None) -> dict:
    """The settings of the address, checked and whole, and how controls hold them."""
    settings, _ = read(address)
    return {"settings": asdict(settings), "controls": {name: shown(name, settings) for name in FIELDS}}


@callback(Output("message", "children"), Input("settings", "data"), State("address", "data"), prevent_initial_call=True)
def show_message(data: dict | None, address: dict | None) -> str | list:
    """Say why what was set does not work and offer what does; or what the address got wrong, until something moves."""
    settings, message = read(data)
    if message:
        return [message, " ", html.A("Use the nearest that works.", href="?" + settings.to_query())]
    if len(settings.to_query()) >= LONGEST:
        return f"The link leaves out the values set by hand: with them it would not stay under {LONGEST:,} characters."
    loaded, complaint = read(address)
    return complaint if settings == loaded else ""
