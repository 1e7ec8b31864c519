"""What a browser asks the lab for, made from what the lab itself says: no network, no clock. tests/ hold it true."""

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

FILES = re.compile(r'<(?:link rel="(?:stylesheet|icon)"|script)[^>]* (?:src|href)="([^"]+)"')
CALLBACKS = "/_dash-update-component"
FRAME = ("/_dash-layout", "/_dash-dependencies")
CONTENT = ".._pages_content.children..._pages_store.data.."
UNPICTURED = {"unit", "bias"}  # settings that change no picture are not sent with the request for one
LESSON, WHOLE = list(EXAMPLES.values()), View()
NEXT = 0.05  # of the moves go on to the next example: a minute for each, for who moves every 3 s
ASTRAY = 0.05  # are to settings that no lesson has; all others move one slider, from the example on
OTHER = 0.2  # of these take another slider than the last
KNOBS = [name for name, f in FIELDS.items() if "steps" in f.metadata]


@dataclass(frozen=True)
class Page:
    """What a page asks for beside its content."""

    answers: str = ""  # where its picture comes from
    more: tuple[tuple[str, int], ...] = ()  # what it adds to the settings
    files: tuple[str, ...] = ()  # loaded when the page first comes


PAGES = {
    "/": Page("/answers/slide", (("output", 6), ("first", 0), ("turned", 0))),
    "/maps": Page("/answers/maps"),
    "/savings": Page(
        files=(
            "/_dash-component-suites/dash/dcc/async-graph.js",
            "/_dash-component-suites/plotly/package_data/plotly.min.js",
        )
    ),
    "/networks": Page("/answers/network"),
}


class Callbacks:
    """The bodies of callback requests, made from what `/_dash-dependencies` answers."""

    def __init__(self, dependencies: list[dict[str, Any]]) -> None:
        """Those that the server answers."""
        self.known = {one["output"]: one for one in dependencies if not one["clientside_function"]}

    def body(self, output: str, **values: Any) -> str:
        """What the renderer sends for one output when all these properties, named `id_property`, have changed."""
        one = self.known[output]
        outputs = [_place(name) for name in output.strip(".").split("...")]
        inputs = [_given(each, values) for each in one["inputs"]]
        changed = [f"{each['id']}.{each['property']}" for each in inputs if "value" in each]
        body = {"output": output, "outputs": outputs if output.startswith("..") else outputs[0], "inputs": inputs}
        body |= {"changedPropIds": changed, "parsedChangedPropsIds": changed}
        return json.dumps(body | ({"state": [_given(each, values) for each in one["state"]]} if one["state"] else {}))

    def of_page(self, content: str) -> list[str]:
        """Those that are sent, with nothing in them, as soon as a page with this content is there."""
        places = {
            output: output.rpartition(".")[0] for output, one in self.known.items() if not one["prevent_initial_call"]
        }
        return [self.body(output) for output, name in places.items() if f'"id":"{name}"' in content]


def _place(name: str) -> dict[str, str]:
    name, _, prop = name.rpartition(".")
    return {"id": name, "property": prop}


def _given(dependency: dict[str, str], values: dict[str, Any]) -> dict[str, Any]:
    """An input or a state with its value, where it has one."""
    place = {"id": dependency["id"], "property": dependency["property"]}
    name = "_".join(place.values())
    return place | ({"value": values[name]} if name in values else {})


def picture(path: str, settings: Settings, view: View) -> str:
    """The address that a page asks for its picture; "" where it makes that itself."""
    page = PAGES[path]
    if path == "/networks":
        return f"{page.answers}?{view.to_query()}"
    shown = {name: value for name, value in asdict(settings).items() if name not in UNPICTURED}
    return page.answers and f"{page.answers}?{urlencode([*shown.items(), *page.more])}"


@dataclass
class Course:
    """What a student sets, one move after the other: mostly what the lesson shows, at a pace of one's own."""

    chance: random.Random
    example: int = 0
    knob: str = "filters"
    settings: Settings = LESSON[0]
    view: View = WHOLE

    def move(self) -> bool:
        """Set something else; whether by a link, whose address is checked."""
        share = self.chance.random()
        if share < NEXT:
            self.example = (self.example + 1) % len(LESSON)
            self.settings = LESSON[self.example]
        elif share < NEXT + ASTRAY:
            self.settings = self._anything()
        else:
            if self.chance.random() < OTHER:
                self.knob, self.settings = self.chance.choice(KNOBS), LESSON[self.example]
            self.settings = self._step()
        return share < NEXT

    def dial(self) -> None:
        """Another size of a network, or another network."""
        network, steps = self.view.network, range(96, 321, 8)
        if self.chance.random() < 0.2:
            network = self.chance.choice(list(NETWORKS))
        self.view = View(network=network, resolution=self.chance.choice(steps))

    def _step(self) -> Settings:
        """One or two stops further along the slider, in either direction, where that is a layer."""
        stops = FIELDS[self.knob].metadata["steps"]
        at = min(range(len(stops)), key=lambda n: abs(stops[n] - getattr(self.settings, self.knob)))
        moves = [at + by for by in (-2, -1, 1, 2) if 0 <= at + by < len(stops)]
        tried = (self._with({self.knob: stops[n]}) for n in self.chance.sample(moves, len(moves)))
        return next(filter(None, tried), LESSON[self.example])

    def _anything(self) -> Settings:
        """Any stop of any slider, and filters of one's own."""
        while True:
            values = {name: self.chance.choice(FIELDS[name].metadata["steps"]) for name in KNOBS}
            if made := self._with(values | {"depthwise": "random", "seed": self.chance.randrange(10_000)}):
                return made

    def _with(self, values: dict[str, Any]) -> Settings | None:
        """The settings with these values; none where there is no such layer, or one too large to be computed."""
        try:
            settings = replace(self.settings, **values)
        except SettingsError:
            return None
        return None if refusal(settings) else settings
