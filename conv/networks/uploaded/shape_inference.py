"""Shape inference that continues after an error, so that all errors are reported at once."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from math import prod
from typing import Any

from conv.networks.operations import Chain, Operation, Sides
from conv.networks.uploaded.columns import LARGEST_STEP, MOST_CHANNELS
from conv.networks.uploaded.kinds import FULLY_CONNECTED, KINDS, WINDOW

EXACT_BELOW = 2**53  # JavaScript's numbers are exact for integers below this
HUGE = (LARGEST_STEP**2, LARGEST_STEP**2)  # stands in for an unknown size; any window fits


@dataclass
class ShapeInference:
    """The current shape while reading a table; channels or size are None if an earlier error makes them unknown."""

    chain: Chain = field(default_factory=lambda: Chain(1, HUGE))
    channels: int | None = None
    size: Sides | None = None
    total: int = 0

    def set_input(self, name: str, values: Mapping[str, Any], wrong: Set[str]) -> bool:
        """Apply the `in` and `size` of a layer; return whether its input differs from the previous output."""
        before = self.channels, self.size
        channels = None if "in" in wrong else values.get("in", self.channels)
        size = None if "size" in wrong else values.get("size", self.size)
        if name == FULLY_CONNECTED and "in" in values and "size" not in values.keys() | wrong:
            flat = None not in before and channels == self.channels * prod(self.size)
            channels, size = before if flat else (channels, (1, 1))
        self.channels, self.size = channels, size
        return before != (channels, size)

    def append(self, name: str, values: Mapping[str, Any], wrong: Set[str]) -> str:
        """Append the operations of a layer; return an error message or ""."""
        kind, channels, size = KINDS[name], self.channels, self.size
        # Any layer fits these substitutes for unknown values, so only known values can cause errors.
        self.chain.channels, self.chain.size = channels or 1, size or HUGE
        error = self._append_and_check(name, values)
        known = channels and not error and "multiplier" not in wrong
        self.channels = values.get("out") if kind.needs_out else self.chain.channels if known else None
        known = size and not error and wrong.isdisjoint(WINDOW)
        self.size = self.chain.size if kind.to_one_cell or known else None
        return error

    def _append_and_check(self, name: str, values: Mapping[str, Any]) -> str:
        before = len(self.chain.operations)
        try:
            KINDS[name].append(self.chain, **self._arguments(name, values))
        except ValueError as e:
            return str(e)
        filters, out = self.chain.channels, values.get("out")
        if self.channels and out not in (None, filters):
            other = "choose another multiplier, or " if "multiplier" in KINDS[name].columns else ""
            return f"out={out}: {name} makes {filters} channels of {self.channels}; {other}leave it empty."
        appended = self.chain.operations[before:]
        if (most := max(operation.filters for operation in appended)) > MOST_CHANNELS:
            return f"multiplier={values['multiplier']}: makes {most} channels; at most {MOST_CHANNELS} are allowed."
        return self._add(appended) if self.channels and self.size else ""

    def _arguments(self, name: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments for the kind of layer; groups only if they can be checked."""
        kind = KINDS[name]
        out = {"out": values.get("out", 1)} if kind.needs_out else {}
        unchecked = {"groups"} if not self.channels or (kind.needs_out and "out" not in values) else set()
        return out | {column: values[column] for column in kind.columns if column in values and column not in unchecked}

    def _add(self, appended: list[Operation]) -> str:
        self.total += sum(map(_upper_bound, appended))
        if self.total >= EXACT_BELOW:
            return "total: up to here too large to be counted exactly; choose smaller sizes, channels or kernels."
        return ""


def _upper_bound(operation: Operation) -> int:
    """An upper bound for the count of an operation in any convention, because no factor exceeds 4."""
    work = operation.macs + operation.input_elements + operation.output_elements + operation.values_read
    return 4 * (work + operation.channels) + operation.weights + operation.filters
