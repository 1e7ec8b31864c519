"""Callbacks and layouts, over HTTP and without a browser."""

import json
from dataclasses import asdict

import dash
import pytest

from conv.lab.settings import FIELDS, Settings


def post(client, output, outputs, inputs, state=()):
    """One callback as the renderer sends it."""
    body = {"output": output, "outputs": outputs, "inputs": inputs, "state": list(state)}
    body["changedPropIds"] = [f"{one['id']}.{one['property']}" for one in inputs]
    answer = client.post("/_dash-update-component", json=body)
    assert 200 == answer.status_code
    return answer.get_json()["response"]


def message(client, settings, address=None):
    """What the page says about settings."""
    inputs = [{"id": "settings", "property": "data", "value": settings}]
    state = [{"id": "address", "property": "data", "value": address}]
    answer = post(client, "message.children", {"id": "message", "property": "children"}, inputs, state)
    return answer["message"]["children"]


def load(client, address):
    """All settings of an address, and how controls hold them."""
    inputs = [{"id": "address", "property": "data", "value": address}]
    answer = post(client, "loaded.data", {"id": "loaded", "property": "data"}, inputs)["loaded"]["data"]
    return answer["settings"], answer["controls"]


def everything(client):
    """The layouts of the frame and of all pages, as text."""
    pages = [page["layout"]().to_plotly_json() for page in dash.page_registry.values()]
    return json.dumps([client.get("/_dash-layout").get_json(), pages], default=lambda one: one.to_plotly_json())


def test_an_address_reaches_the_controls(client):
    """Whole, for scripts; as text, for lists and switches."""
    settings, controls = load(client, {"size": "32", "padding": "2", "bias": "true"})
    assert asdict(Settings(size=32, padding=2, bias=True)) == settings
    assert ("2", "True") == (controls["padding"], controls["bias"])


@pytest.mark.parametrize("address", [None, {}, {"size": "huge"}, {"size": None}, {"utm": "x"}, {"edits": "unshared"}])
def test_a_broken_address_gives_the_defaults(client, address):
    """And never an error page."""
    assert asdict(Settings()) == load(client, address)[0]


def test_settings_that_do_not_fit_are_explained_with_a_way_out(client):
    """The sentence, and a link to the nearest that work."""
    sentence, _, link = message(client, {"size": 4, "kernel": 11})
    assert sentence.startswith("kernel=11 does not fit")
    assert "?size=4&kernel=4" == link["props"]["href"]
    assert "?size=320&filters=8" == message(client, {"size": 3000, "filters": 8})[2]["props"]["href"]


def test_what_was_wrong_in_the_address_is_said_until_something_moves(client):
    """Then it is history."""
    address = {"size": "32", "stride": "9"}
    assert "stride=9: choose a whole number from 1 to 4." == message(client, {"size": 32}, address)
    assert "" == message(client, {"size": 48}, address)


def test_a_link_that_leaves_something_out_says_so(client):
    """To whom it was sent, and to whom sends it."""
    assert message(client, {}, {"edits": "unshared"}).startswith("This link leaves out")
    assert message(client, {"edits": "_".join(["d0.0.0*1"] * 300)}).startswith("The link leaves out")


def test_every_page_opens_with_any_query(client):
    """No address can break a page."""
    for page in dash.page_registry.values():
        assert page["layout"](stride="99", utm_source="mail")


def test_every_callback_names_a_component_that_exists(client):
    """A mistyped id fails here, not silently in the browser."""
    page = everything(client)
    for one in client.get("/_dash-dependencies").get_json():
        outputs = [{"id": output.rpartition(".")[0]} for output in one["output"].strip(".").split("...")]
        for dependency in one["inputs"] + one["state"] + outputs:
            name = dependency["id"]
            assert name.startswith(("{", "_pages")) or f'"{name}"' in page, name


def test_every_setting_has_a_control_somewhere(client):
    """A field that nobody can change is none; values set by hand are written into the filters themselves."""
    page = everything(client)
    controls = {name: (json.dumps({"type": "setting", "name": name}), f'"data-knob": "{name}"') for name in FIELDS}
    assert ["edits"] == [name for name, forms in controls.items() if not any(form in page for form in forms)]
