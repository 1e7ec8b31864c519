"""What the page Networks shows: one frozen description, read from the address as the settings of a layer are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any
from urllib.parse import urlencode

from conv.lab.settings import LARGEST, SettingsError, check, choice, parse
from conv.networks.counting import CONVENTIONS, NORMS, PLAIN, UNITS, Convention, switched
from conv.networks.papers.architectures import NETWORKS, Network

ANY_WIDTH = min(n.percents[0] for n in NETWORKS.values()), max(n.percents[1] for n in NETWORKS.values())
ONE_WIDTH = (100, 100)
OWN, PAPER, SWITCHES = "own", "paper", "switches"
SWAPS = {"none": "As it is", "standard": "Separable → standard", "separable": "Standard → separable"}
COUNTINGS = (
    {PAPER: "Paper"} | {key: convention.label for key, convention in CONVENTIONS.items()} | {SWITCHES: "Switches"}
)
COUNTED = {False: "Left out", True: "Counted"}


def between(low: int, high: int, default: int | None, label: str) -> Any:
    """A whole number of any size between the limits."""
    return field(default=default, metadata={"label": label, "low": low, "high": high})


@dataclass(frozen=True, slots=True)
class View:
    """A network, its size, what is swapped in it, and how it is counted."""

    network: str = choice("mobilenet-v1", {key: n.label for key, n in NETWORKS.items()} | {OWN: "Your own"}, "Network")
    width: int = between(*ANY_WIDTH, 100, "Width α")  # percent; each network has limits of its own
    resolution: int | None = between(96, LARGEST, None, "Resolution ρ")  # the paper's, unless it is given
    swap: str = choice("none", SWAPS, "Swap")
    counting: str = choice(PAPER, COUNTINGS, "Count as")
    work: str = choice("macs", UNITS, "Operations")
    biases: bool = choice(False, COUNTED, "Biases")
    norms: str = choice("none", NORMS, "Batch norm")
    activations: bool = choice(False, COUNTED, "Activations")
    pooling: bool = choice(False, COUNTED, "Pooling")
    dense: bool = choice(True, COUNTED, "Fully connected")

    def __post_init__(self) -> None:
        for f in fields(self):
            if f.name != "width" and getattr(self, f.name) is not None:
                check(f, getattr(self, f.name))
        low, high = self.published.percents if self.published else ONE_WIDTH
        if not (type(self.width) is int and low <= self.width <= high):
            allowed = f"choose a whole number from {low} to {high}" if low < high else f"{low} is its only width"
            name = FIELDS["network"].metadata["options"][self.network]
            raise SettingsError(f"width={str(self.width)[:40]}, in percent: for {name} {allowed}.")

    @property
    def published(self) -> Network | None:
        """The network of a paper; none where it is one's own."""
        return NETWORKS.get(self.network)

    @property
    def convention(self) -> Convention:
        """How it is counted."""
        if self.counting == PAPER:
            return self.published.paper if self.published else PLAIN
        own = switched(self.work, self.biases, self.norms, self.activations, self.pooling, self.dense)
        return CONVENTIONS.get(self.counting, own)

    def to_query(self) -> str:
        """The query of an address, from which `read` makes this view again."""
        return urlencode({f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) != f.default})


FIELDS = {f.name: f for f in fields(View)}


def read(mapping: Mapping[str, object]) -> tuple[View, str]:
    """
    A view from outside: never raises.

    Parameters
    ----------
    mapping : mapping
        Values, as text or as they are; unknown keys are ignored.

    Returns
    -------
    view : View
        What could not be read has its default.
    message : str
        Why something was refused, or "".

    Examples
    --------
    >>> view, message = read({"network": "xception", "width": "50"})
    >>> view.network, view.width, message
    ('xception', 100, 'width=50, in percent: for Xception 100 is its only width.')
    """
    values, complaints = {}, []
    for name, f in FIELDS.items():
        if name not in mapping:
            continue
        try:
            value = parse(f, mapping[name])
            if name != "width":  # what is allowed there depends on the network
                check(f, value)
            values[name] = value
        except SettingsError as e:
            complaints.append(str(e))
    try:
        view = View(**values)
    except SettingsError as e:
        complaints.append(str(e))
        view = View(**values | {"width": 100})
    return view, " ".join(complaints)
