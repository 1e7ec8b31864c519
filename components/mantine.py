"""Inputs built from the fields of Settings; no limits or labels of their own."""

import dash_mantine_components as dmc
from dash import html

from conv.lab.settings import FIELDS, Settings

START = Settings()  # what controls in the frame show until the address has been read


def setting_id(name: str) -> dict[str, str]:
    """The id of the list or switch that holds a setting; its property is `value`."""
    return {"type": "setting", "name": name}


def shown(name: str, settings: Settings) -> str:
    """The value of a setting as Dash's control holds it: text."""
    return str(getattr(settings, name))


def knob(name: str) -> html.Div:
    """The place of a whole number, which assets/sliders.js fills with a slider and a field."""
    return html.Div(className="knob", **{"data-knob": name})


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


def _options(name: str) -> list[dict[str, str]]:
    """The options of a setting as Mantine wants them."""
    return [{"value": str(key), "label": label} for key, label in FIELDS[name].metadata["options"].items()]
