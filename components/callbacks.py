"""Wiring shared by every page: address to settings, Dash's controls to scripts, settings to links and message."""

from dataclasses import asdict

from dash import ALL, ClientsideFunction, Input, Output, State, callback, clientside_callback, html

from components.mantine import shown
from conv.lab.settings import FIELDS, LONGEST_QUERY, nearest, read


def browser(function: str, *arguments, **options) -> None:
    """A callback that assets/wiring.js answers."""
    clientside_callback(ClientsideFunction("lab", function), *arguments, **options)


DASH_CONTROLS = {"type": "setting", "name": ALL}  # lists and switches; scripts move the numbers themselves

browser("address", Output("address", "data"), Input("schema", "data"))
browser(
    "distribute",
    Output("settings", "data"),
    Input("loaded", "data"),
    State(DASH_CONTROLS, "id"),
    prevent_initial_call=True,
)
browser(
    "collect",
    Output("settings", "data", allow_duplicate=True),
    Input(DASH_CONTROLS, "value"),
    State(DASH_CONTROLS, "id"),
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
    """The settings of the address, checked and whole, and how Dash's controls hold them."""
    settings, _ = read(address)
    controls = {name: shown(name, settings) for name, f in FIELDS.items() if "options" in f.metadata}
    return {"settings": asdict(settings), "controls": controls}


@callback(Output("message", "children"), Input("settings", "data"), State("address", "data"), prevent_initial_call=True)
def show_message(data: dict | None, address: dict | None) -> str | list:
    """Say why what was set does not work and offer what does; or what the address got wrong, until something moves."""
    settings, message = read(data)
    if message:
        return [message, " ", html.A("Use the nearest that works.", href="?" + nearest(data).to_query())]
    if len(settings.to_query()) >= LONGEST_QUERY:
        return "The link leaves out the values set by hand: with them it would be too long."
    loaded, complaint = read(address)
    return complaint if settings == loaded else ""
