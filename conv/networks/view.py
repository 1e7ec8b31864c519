"""The settings of the page Networks: immutable, and read from the query string like those of a layer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any
from urllib.parse import urlencode

from conv.lab.settings import MAX_SIZE, SettingsError, check, choice, parse
from conv.networks.counting import CONVENTIONS, NORMS, PLAIN, UNITS, Convention, from_switches
from conv.networks.papers.architectures import NETWORKS, Network

ANY_WIDTH = min(n.percents[0] for n in NETWORKS.values()), max(n.percents[1] for n in NETWORKS.values())
ONE_WIDTH = (100, 100)
UPLOADED, PAPER, SWITCHES = "own", "paper", "switches"
SWAPS = {"none": "As it is", "standard": "Separable → standard", "separable": "Standard → separable"}
COUNTINGS = (
    {PAPER: "Paper"} | {key: convention.label for key, convention in CONVENTIONS.items()} | {SWITCHES: "Switches"}
)
COUNTED = {False: "Left out", True: "Counted"}


def whole_between(low: int, high: int, default: int | None, label: str) -> Any:
    """A field for a whole number between the limits."""
    return field(default=default, metadata={"label": label, "low": low, "high": high})


@dataclass(frozen=True, slots=True)
class View:
    """A network with its size, its swap and its counting convention."""

    network: str = choice(
        "mobilenet-v1", {key: n.label for key, n in NETWORKS.items()} | {UPLOADED: "Your own"}, "Network"
    )
    width: int = whole_between(*ANY_WIDTH, 100, "Width α")  # percent; the limits depend on the network
    resolution: int | None = whole_between(96, MAX_SIZE, None, "Resolution ρ")  # None: the resolution of the paper
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
        """The published network, or None for an uploaded one."""
        return NETWORKS.get(self.network)

    @property
    def convention(self) -> Convention:
        """The counting convention."""
        if self.counting == PAPER:
            return self.published.paper if self.published else PLAIN
        switches = from_switches(self.work, self.biases, self.norms, self.activations, self.pooling, self.dense)
        return CONVENTIONS.get(self.counting, switches)

    def to_query(self) -> str:
        """The query string, from which `read` restores this view."""
        return urlencode({f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) != f.default})


FIELDS = {f.name: f for f in fields(View)}


def read(mapping: Mapping[str, object]) -> tuple[View, str]:
    """
    Parse a view from outside; never raises.

    Parameters
    ----------
    mapping : mapping
        Values, as text or already parsed; unknown keys are ignored.

    Returns
    -------
    view : View
        Invalid values are replaced by their defaults.
    message : str
        Why values were refused, or "".

    Examples
    --------
    >>> view, message = read({"network": "xception", "width": "50"})
    >>> view.network, view.width, message
    ('xception', 100, 'width=50, in percent: for Xception 100 is its only width.')
    """
    values, errors = {}, []
    for name, f in FIELDS.items():
        if name not in mapping:
            continue
        try:
            value = parse(f, mapping[name])
            if name != "width":  # its limits depend on the network
                check(f, value)
            values[name] = value
        except SettingsError as e:
            errors.append(str(e))
    try:
        view = View(**values)
    except SettingsError as e:
        errors.append(str(e))
        view = View(**values | {"width": 100})
    return view, " ".join(errors)
