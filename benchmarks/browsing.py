"""What a browser asks the lab for, derived from what the lab itself says. A browser test compares it with a browser."""

import json
import random
import re
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import urlencode

from conv.lab.budget import refusal
from conv.lab.examples import EXAMPLES
from conv.lab.settings import FIELDS, Settings, SettingsError
from conv.networks.papers.architectures import NETWORKS
from conv.networks.view import View
from tools.pages import PAGES

FILES = re.compile(r'<(?:link rel="(?:stylesheet|icon)"|script)[^>]* (?:src|href)="([^"]+)"')
DATA = re.compile(r'<script id="lab-data" type="application/json">(.*?)</script>')
CALLBACKS = "/_dash-update-component"
FRAME = ("/_dash-layout", "/_dash-dependencies")
CONTENT = ".._pages_content.children..._pages_store.data.."
GRAPH = '"type":"Graph"'  # in the content of a page with a chart, for which Dash loads these files
GRAPH_FILES = (
    "/_dash-component-suites/dash/dcc/async-graph.js",
    "/_dash-component-suites/plotly/package_data/plotly.min.js",
)
UNPICTURED = {"unit", "bias"}  # settings that change no picture; requests for one leave them out
LESSON, WHOLE = list(EXAMPLES.values()), View()

# How a student moves, as shares of all moves. At one move every 3 s, the class spends a minute on each example.
NEXT = 0.05  # go on to the next example
ASTRAY = 0.05  # go to settings that no lesson has; all others move one slider
OTHER = 0.2  # of those that move a slider: take another slider than before, and start from the example again
SLIDERS = [name for name, f in FIELDS.items() if "steps" in f.metadata]


class Callbacks:
    """The bodies of callback requests, made from the answer to `/_dash-dependencies`."""

    def __init__(self, dependencies: list[dict[str, Any]]) -> None:
        """Keep the callbacks that the server answers."""
        self.known = {one["output"]: one for one in dependencies if not one["clientside_function"]}

    def body(self, output: str, **values: Any) -> str:
        """What the renderer sends for one output when all these properties, named `id_property`, have changed."""
        one = self.known[output]
        outputs = [_dependency(name) for name in output.strip(".").split("...")]
        inputs = [_given(each, values) for each in one["inputs"]]
        changed = [f"{each['id']}.{each['property']}" for each in inputs if "value" in each]
        body = {"output": output, "outputs": outputs if output.startswith("..") else outputs[0], "inputs": inputs}
        body |= {"changedPropIds": changed, "parsedChangedPropsIds": changed}
        return json.dumps(body | ({"state": [_given(each, values) for each in one["state"]]} if one["state"] else {}))

    def of_page(self, content: str) -> list[str]:
        """The bodies that the renderer sends, without values, as soon as it has a page with this content."""
        ids = {
            output: output.rpartition(".")[0] for output, one in self.known.items() if not one["prevent_initial_call"]
        }
        return [self.body(output) for output, name in ids.items() if f'"id":"{name}"' in content]


def scripts_of(page: str) -> dict[str, str]:
    """The addresses of the pages' own scripts, as the HTML of any page has them."""
    return json.loads(DATA.search(page)[1])["scripts"]


def files_of(content: str) -> tuple[str, ...]:
    """The files that a browser loads when a page with this content first comes."""
    return GRAPH_FILES if GRAPH in content else ()


def _dependency(name: str) -> dict[str, str]:
    name, _, prop = name.rpartition(".")
    return {"id": name, "property": prop}


def _given(dependency: dict[str, str], values: dict[str, Any]) -> dict[str, Any]:
    """An input or a state, with its value if it has one."""
    known = {"id": dependency["id"], "property": dependency["property"]}
    name = "_".join(known.values())
    return known | ({"value": values[name]} if name in values else {})


def picture(path: str, settings: Settings, view: View) -> str:
    """The address that a page asks for its picture; "" if it needs no answer for that."""
    page = PAGES[path]
    if not (route := page.get("answers")):
        return ""
    if shows_network(path):
        return f"{route}?{view.to_query()}"
    shown = {name: value for name, value in asdict(settings).items() if name not in UNPICTURED}
    return f"{route}?{urlencode(shown | page.get('more', {}))}"


def shows_network(path: str) -> bool:
    """Whether the page shows a network, not the layer of the settings."""
    return PAGES[path].get("subject") == "network"


@dataclass
class Course:
    """What a student sets, one move after the other: mostly what the lesson shows."""

    chance: random.Random
    example: int = 0
    slider: str = "filters"
    settings: Settings = LESSON[0]
    view: View = WHOLE

    def move(self) -> bool:
        """Set something else. True if it was a link, whose address the page then reads."""
        share = self.chance.random()
        if share < NEXT:
            self.example = (self.example + 1) % len(LESSON)
            self.settings = LESSON[self.example]
        elif share < NEXT + ASTRAY:
            self.settings = self._anything()
        else:
            if self.chance.random() < OTHER:
                self.slider, self.settings = self.chance.choice(SLIDERS), LESSON[self.example]
            self.settings = self._step()
        return share < NEXT

    def dial(self) -> None:
        """Choose another resolution of the network, or another network."""
        network, steps = self.view.network, range(96, 321, 8)
        if self.chance.random() < 0.2:
            network = self.chance.choice(list(NETWORKS))
        self.view = View(network=network, resolution=self.chance.choice(steps))

    def _step(self) -> Settings:
        """Move the slider by one or two stops in either direction, if that gives a layer that can be computed."""
        stops = FIELDS[self.slider].metadata["steps"]
        at = min(range(len(stops)), key=lambda n: abs(stops[n] - getattr(self.settings, self.slider)))
        moves = [at + by for by in (-2, -1, 1, 2) if 0 <= at + by < len(stops)]
        tried = (self._with({self.slider: stops[n]}) for n in self.chance.sample(moves, len(moves)))
        return next(filter(None, tried), LESSON[self.example])

    def _anything(self) -> Settings:
        """Any stop of every slider, with random filters that nobody else has."""
        while True:
            values = {name: self.chance.choice(FIELDS[name].metadata["steps"]) for name in SLIDERS}
            if made := self._with(values | {"depthwise": "random", "seed": self.chance.randrange(10_000)}):
                return made

    def _with(self, values: dict[str, Any]) -> Settings | None:
        """The settings with these values; None if there is no such layer, or if it is too large to be computed."""
        try:
            settings = replace(self.settings, **values)
        except SettingsError:
            return None
        return None if refusal(settings) else settings
