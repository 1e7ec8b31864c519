"""Inputs built from the fields of Settings; no limits or labels of their own."""

from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from conv.settings import FIELDS, Settings

START = Settings()  # what controls in the frame show until the address has been read


def setting_id(name: str) -> dict[str, str]:
    """The id of the control that holds a setting; its property is `value`."""
    return {"type": "setting", "name": name}


def shown(name: str, settings: Settings) -> Any:
    """The value of a setting as its control holds it: lists hold only text."""
    value = getattr(settings, name)
    return str(value) if "options" in FIELDS[name].metadata else value


def slider(name: str) -> html.Div:
    """A slider over the sensible values of a whole number, and a field that takes any."""
    known = FIELDS[name].metadata
    steps = known["steps"]
    return html.Div(
        className="knob",
        children=[
            html.Div([html.Span(known["label"], className="knob-label"), number(name)], className="knob-head"),
            dmc.Slider(
                id={"type": "slider", "name": name},
                min=0,
                max=len(steps) - 1,
                value=steps.index(getattr(START, name)),
                updatemode="drag",
                thumbLabel=known["label"],
                # Screen readers and the hovering label get the value, not the position of the stop.
                label={"function": "stopValue", "options": {"steps": steps}},
                size="sm",
            ),
        ],
    )


def number(name: str, settings: Settings = START) -> dmc.NumberInput:
    """A field for a whole number; the server says what is wrong with one out of range."""
    f = FIELDS[name]
    return dmc.NumberInput(
        id=setting_id(name),
        value=shown(name, settings),
        debounce=True,  # until Enter or the next field; a delay in ms would write old values back after a drag
        allowDecimal=False,
        allowNegative=False,
        clampBehavior="none",
        hideControls=True,
        size="xs",
        className="number",
        attributes={"input": {"aria-label": f.metadata["label"], "data-setting": name}},
    )


def select(name: str, settings: Settings = START) -> dmc.Select:
    """A list of the options of a setting."""
    return dmc.Select(
        id=setting_id(name),
        label=FIELDS[name].metadata["label"],
        value=shown(name, settings),
        data=_options(name),
        allowDeselect=False,
        checkIconPosition="right",
        size="xs",
        className="select",
    )


def switch(name: str) -> dmc.SegmentedControl:
    """Two options side by side."""
    return dmc.SegmentedControl(
        id=setting_id(name),
        value=shown(name, START),
        data=_options(name),
        size="xs",
        attributes={"root": {"aria-label": FIELDS[name].metadata["label"]}},
    )


def hidden(name: str) -> dcc.Input:
    """A setting that scripts change."""
    return dcc.Input(id=setting_id(name), type="hidden", value=shown(name, START))


def _options(name: str) -> list[dict[str, str]]:
    """The options of a setting as Mantine wants them."""
    return [{"value": str(key), "label": label} for key, label in FIELDS[name].metadata["options"].items()]
