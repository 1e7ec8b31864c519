"""Wiring shared by every page: address to controls, controls to stores, stores to strip, links and message."""

from dataclasses import asdict

from dash import ALL, MATCH, ClientsideFunction, Input, Output, State, callback, clientside_callback, dcc

from components.controls import shown
from conv.settings import read


def browser(function: str, *arguments, **options) -> None:
    """A callback that assets/wiring.js answers."""
    clientside_callback(ClientsideFunction("lab", function), *arguments, **options)


SETTING_IDS = State({"type": "setting", "name": ALL}, "id")

browser("address", Output("address", "data"), Input("location", "href"))
browser(
    "knob",
    Output({"type": "slider", "name": MATCH}, "value"),
    Output({"type": "setting", "name": MATCH}, "value", allow_duplicate=True),
    Input({"type": "slider", "name": MATCH}, "value"),
    Input({"type": "setting", "name": MATCH}, "value"),
    State({"type": "slider", "name": MATCH}, "id"),
    State("schema", "data"),
    prevent_initial_call=True,
)
browser(
    "collect",
    Output("live", "data"),
    Output("settings", "data"),
    Input({"type": "setting", "name": ALL}, "value"),
    SETTING_IDS,
    State("loaded", "data"),
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


@callback(
    Output({"type": "setting", "name": ALL}, "value"),
    Output("loaded", "data"),
    Input("address", "data"),
    SETTING_IDS,
    prevent_initial_call=True,
)
def load_address(address: dict | None, ids: list[dict]) -> tuple[list, dict]:
    """Checked settings of the address, into the controls and whole."""
    settings, _ = read(address)
    return [shown(one["name"], settings) for one in ids], asdict(settings)


@callback(Output("message", "children"), Input("settings", "data"), State("address", "data"), prevent_initial_call=True)
def show_message(data: dict | None, address: dict | None) -> str | list:
    """Say why what was set does not work and offer what does; or what the address got wrong, until something moves."""
    settings, message = read(data)
    if message:
        return [message, " ", dcc.Link("Use the nearest that works.", href="?" + settings.to_query())]
    loaded, complaint = read(address)
    return complaint if settings == loaded else ""
