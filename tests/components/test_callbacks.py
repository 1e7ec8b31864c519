"""Callbacks and layouts, over HTTP and without a browser."""

import json
import re
from dataclasses import asdict

import dash
import pytest

from conv.lab.settings import FIELDS, START, Settings

BLOCK = re.compile('<script id="lab-data" type="application/json">(.*?)</script>')


def everything(client):
    """The layouts of the frame and of all pages, as JSON."""
    pages = [page["layout"]().to_plotly_json() for page in dash.page_registry.values()]
    return json.dumps([client.get("/_dash-layout").get_json(), pages], default=lambda one: one.to_plotly_json())


def embedded_data(client, address):
    """The embedded data of the page at this URL."""
    return json.loads(BLOCK.search(client.get(address).text)[1])


@pytest.mark.parametrize("path", ["/", "/maps", "/savings", "/networks"])
def test_a_page_brings_the_settings_of_its_address(client, path):
    """Complete and checked, with a message about invalid ones, so that scripts can draw without another request."""
    data = embedded_data(client, f"{path}?size=32&padding=2&bias=true&stride=9")
    assert asdict(Settings(size=32, padding=2, bias=True)) == data["settings"]
    assert "stride=9: choose a whole number from 1 to 4." == data["message"]
    assert {name: f.default for name, f in FIELDS.items()} == {name: f["default"] for name, f in data["fields"].items()}


@pytest.mark.parametrize(
    "query", ["size=huge", "size=", "utm=x&size=", "edits=unshared", "image=%00", "&&==&size=0", "size=32&size=2"]
)
def test_a_broken_address_gives_the_defaults(client, query):
    """It never gives an error page."""
    assert asdict(Settings()) == embedded_data(client, f"/?{query}")["settings"]


@pytest.mark.parametrize("query", ["", "utm=x", "&&=="])
def test_a_bare_address_gives_the_first_example(client, query):
    """On every page."""
    for path in ("/", "/maps", "/savings", "/networks"):
        assert asdict(START) == embedded_data(client, f"{path}?{query}")["settings"]


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--<script>", "]]>", "\u2028</SCRIPT >"])
def test_an_address_cannot_break_out_of_the_embedded_data(client, text):
    """No query string can inject HTML."""
    answer = client.get("/", query_string={"stride": text, "image": text})
    data = BLOCK.search(answer.text)[1]
    assert "<" not in data
    assert repr(text)[:8] in json.loads(data)["message"]
    assert answer.text.count("<script") == client.get("/").text.count("<script")


def test_every_page_opens_with_any_query(client):
    """Unknown parameters and invalid values do no harm."""
    for page in dash.page_registry.values():
        assert page["layout"](stride="99", utm_source="mail")


def test_every_callback_names_a_component_that_exists(client):
    """A mistyped id would otherwise fail silently in the browser."""
    page = everything(client)
    for one in client.get("/_dash-dependencies").get_json():
        outputs = [{"id": output.rpartition(".")[0]} for output in one["output"].strip(".").split("...")]
        for dependency in one["inputs"] + one["state"] + outputs:
            name = dependency["id"]
            if name.startswith("{"):  # a pattern-matching id, whose type is on every page
                name = json.loads(name)["type"]
            assert name.startswith("_pages") or f'"{name}"' in page, name


def test_every_page_has_an_entry_marker(client):
    """It has the name of the page's module, and starts its script."""
    for page in dash.page_registry.values():
        text = json.dumps(page["layout"](), default=lambda one: one.to_plotly_json())
        assert json.dumps({"type": "entered", "page": page["module"].rpartition(".")[2]}) in text


@pytest.mark.parametrize("path", ["/maps/", "/savings/?size=8"])
def test_an_address_may_end_with_a_slash(client, path):
    """It gives the same page, with its scripts."""
    assert "maps" not in path or embedded_data(client, path)["settings"]["size"] == 8
    assert "/assets/joined/lab.js" in client.get(path).text


def test_every_setting_has_a_control_somewhere(client):
    """The only exception is `edits`: values set by hand are typed into the filters."""
    page = everything(client)
    assert ["edits"] == [name for name in FIELDS if f'"data-control": "{name}"' not in page]
