"""The requests of a browser, derived from the lab's own responses. A browser test compares them with a real browser."""

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
GRAPH = '"type":"Graph"'  # in the content of a page with a chart; Dash then loads GRAPH_FILES
GRAPH_FILES = (
    "/_dash-component-suites/dash/dcc/async-graph.js",
    "/_dash-component-suites/plotly/package_data/plotly.min.js",
)
NOT_DRAWN = {"unit", "bias"}  # settings that do not affect the drawn arrays; requests for arrays omit them
LESSON, WHOLE = list(EXAMPLES.values()), View()

# A student's actions, as shares of all actions. With an action every 3 s, the class spends a minute on each example.
NEXT = 0.05  # open the next example
RANDOM = 0.05  # open random settings; all other actions move a slider
OTHER_SLIDER = 0.2  # share of the slider moves that first return to the example and choose another slider
SLIDERS = [name for name, f in FIELDS.items() if "steps" in f.metadata]


class Callbacks:
    """Builds the bodies of callback requests from the response to `/_dash-dependencies`."""

    def __init__(self, dependencies: list[dict[str, Any]]) -> None:
        """Keep the callbacks that run on the server."""
        on_server = (callback for callback in dependencies if not callback["clientside_function"])
        self.by_output = {callback["output"]: callback for callback in on_server}

    def body(self, output: str, **values: Any) -> str:
        """The body that Dash's renderer sends for one output after these properties, named `id_property`, changed."""
        callback = self.by_output[output]
        outputs = [_dependency(name) for name in output.strip(".").split("...")]
        inputs = [_given(each, values) for each in callback["inputs"]]
        changed = [f"{each['id']}.{each['property']}" for each in inputs if "value" in each]
        body = {"output": output, "outputs": outputs if output.startswith("..") else outputs[0], "inputs": inputs}
        body |= {"changedPropIds": changed, "parsedChangedPropsIds": changed}
        state = [_given(each, values) for each in callback["state"]]
        return json.dumps(body | ({"state": state} if state else {}))

    def of_page(self, content: str) -> list[str]:
        """The bodies, without values, that Dash's renderer sends after it has rendered a page with this content."""
        ids = {
            output: output.rpartition(".")[0]
            for output, callback in self.by_output.items()
            if not callback["prevent_initial_call"]
        }
        return [self.body(output) for output, name in ids.items() if f'"id":"{name}"' in content]


def scripts_of(page: str) -> dict[str, str]:
    """The URLs of the pages' scripts, which the HTML of any page contains."""
    return json.loads(DATA.search(page)[1])["scripts"]


def files_of(content: str) -> tuple[str, ...]:
    """The files that a browser loads when it first renders a page with this content."""
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
    """The URL from which a page requests its data; "" if it draws without the server."""
    page = PAGES[path]
    if not (route := page.get("answers")):
        return ""
    if shows_network(path):
        return f"{route}?{view.to_query()}"
    shown = {name: value for name, value in asdict(settings).items() if name not in NOT_DRAWN}
    return f"{route}?{urlencode(shown | page.get('more', {}))}"


def shows_network(path: str) -> bool:
    """Whether the page shows a network instead of the layer of the settings."""
    return PAGES[path].get("subject") == "network"


@dataclass
class Course:
    """The sequence of a student's settings, which mostly follow the lesson."""

    rng: random.Random
    example: int = 0
    slider: str = "filters"
    settings: Settings = LESSON[0]
    view: View = WHOLE

    def move(self) -> bool:
        """Change the settings. Return whether it was by a link, whose URL the page then lets the server read."""
        share = self.rng.random()
        if share < NEXT:
            self.example = (self.example + 1) % len(LESSON)
            self.settings = LESSON[self.example]
        elif share < NEXT + RANDOM:
            self.settings = self._random_settings()
        else:
            if self.rng.random() < OTHER_SLIDER:
                self.slider, self.settings = self.rng.choice(SLIDERS), LESSON[self.example]
            self.settings = self._step()
        return share < NEXT

    def change_network(self) -> None:
        """Choose another resolution, and sometimes another network."""
        network, steps = self.view.network, range(96, 321, 8)
        if self.rng.random() < 0.2:
            network = self.rng.choice(list(NETWORKS))
        self.view = View(network=network, resolution=self.rng.choice(steps))

    def _step(self) -> Settings:
        """Move the slider by one or two stops in either direction, to a layer that can be computed."""
        stops = FIELDS[self.slider].metadata["steps"]
        index = min(range(len(stops)), key=lambda n: abs(stops[n] - getattr(self.settings, self.slider)))
        targets = [index + by for by in (-2, -1, 1, 2) if 0 <= index + by < len(stops)]
        candidates = (self._with({self.slider: stops[n]}) for n in self.rng.sample(targets, len(targets)))
        return next(filter(None, candidates), LESSON[self.example])

    def _random_settings(self) -> Settings:
        """A random stop of every slider, and random filters, so that the cache has no answer yet."""
        while True:
            values = {name: self.rng.choice(FIELDS[name].metadata["steps"]) for name in SLIDERS}
            if settings := self._with(values | {"depthwise": "random", "seed": self.rng.randrange(10_000)}):
                return settings

    def _with(self, values: dict[str, Any]) -> Settings | None:
        """The current settings with these changes; None if the layer is invalid or too large to be computed."""
        try:
            settings = replace(self.settings, **values)
        except SettingsError:
            return None
        return None if refusal(settings) else settings
