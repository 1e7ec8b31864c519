"""Shape inference that continues after an error, so that all errors are reported at once."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from math import prod
from typing import Any

from conv.networks.operations import Chain, Operation, Sides
from conv.networks.own.columns import LARGEST_STEP, MOST_CHANNELS
from conv.networks.own.kinds import FULLY_CONNECTED, KINDS, WINDOW

EXACT = 2**53  # from here on JavaScript's numbers miss some integers
ROOMY = (LARGEST_STEP**2, LARGEST_STEP**2)  # any window fits


@dataclass
class Follower:
    """What is known at a place in the table; channels and size are None where a mistake before leaves them open."""

    chain: Chain = field(default_factory=lambda: Chain(1, ROOMY))
    channels: int | None = None
    size: Sides | None = None
    total: int = 0

    def start(self, name: str, values: Mapping[str, Any], wrong: Set[str]) -> bool:
        """Take the shape that a layer says comes in; whether that is another than the layer before leaves."""
        before = self.channels, self.size
        channels = None if "in" in wrong else values.get("in", self.channels)
        size = None if "size" in wrong else values.get("size", self.size)
        if name == FULLY_CONNECTED and "in" in values and "size" not in values.keys() | wrong:
            flat = None not in before and channels == self.channels * prod(self.size)
            channels, size = before if flat else (channels, (1, 1))
        self.channels, self.size = channels, size
        return before != (channels, size)

    def append(self, name: str, values: Mapping[str, Any], wrong: Set[str]) -> str:
        """Append what a layer stands for; what is wrong with it, or ""."""
        kind, channels, size = KINDS[name], self.channels, self.size
        # With these stand-ins everything fits, so that only what is known is ever complained of.
        self.chain.channels, self.chain.size = channels or 1, size or ROOMY
        complaint = self._refusal(name, values)
        follows = channels and not complaint and "multiplier" not in wrong
        self.channels = values.get("out") if kind.widens else self.chain.channels if follows else None
        follows = size and not complaint and wrong.isdisjoint(WINDOW)
        self.size = self.chain.size if kind.shrinks or follows else None
        return complaint

    def _refusal(self, name: str, values: Mapping[str, Any]) -> str:
        before = len(self.chain.operations)
        try:
            KINDS[name].append(self.chain, **self._arguments(name, values))
        except ValueError as e:
            return str(e)
        made, out = self.chain.channels, values.get("out")
        if self.channels and out not in (None, made):
            other = "choose another multiplier, or " if "multiplier" in KINDS[name].takes else ""
            return f"out={out}: {name} makes {made} channels of {self.channels}; {other}leave it empty."
        new = self.chain.operations[before:]
        if (most := max(operation.filters for operation in new)) > MOST_CHANNELS:
            return f"multiplier={values['multiplier']}: makes {most} channels; at most {MOST_CHANNELS} are allowed."
        return self._add(new) if self.channels and self.size else ""

    def _arguments(self, name: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """What the kind of layer takes; groups only where they can be checked."""
        kind = KINDS[name]
        out = {"out": values.get("out", 1)} if kind.widens else {}
        unchecked = {"groups"} if not self.channels or (kind.widens and "out" not in values) else set()
        return out | {column: values[column] for column in kind.takes if column in values and column not in unchecked}

    def _add(self, new: list[Operation]) -> str:
        self.total += sum(map(_most, new))
        if self.total >= EXACT:
            return "total: up to here too large to be counted exactly; choose smaller sizes, channels or kernels."
        return ""


def _most(operation: Operation) -> int:
    """More than any convention counts for an operation, as no factor is above 4."""
    work = operation.macs + operation.incoming + operation.elements + operation.reads
    return 4 * (work + operation.channels) + operation.weights + operation.filters
