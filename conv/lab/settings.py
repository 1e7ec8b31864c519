"""The settings of an experiment: parsed in one place, immutable, and stored in the query string."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any
from urllib.parse import urlencode

from conv.arguments import DILATIONS, STRIDES
from conv.images.numbers import NUMBERS
from conv.images.pictures import PICTURES, UPLOADED
from conv.shapes import SAME, VALID, pad_amounts, span
from conv.weights.edits import UNSHARED
from conv.weights.edits import check as check_edits
from conv.weights.filters import EQUIVALENT, KERNELS, MIXES, STANDARDS

IMAGES = PICTURES | {NUMBERS: "Whole numbers", UPLOADED: "Your own picture"}
SIZES = (4, 6, 8, 12, 16, 20, 24, 28, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224)
COUNTS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024)
MAX_SIZE, MAX_COUNT = 320, 2048  # size, and channels or filters; every layer of the published networks fits
PADDINGS = {VALID: "none (“valid”)", SAME: "“same”"} | {n: str(n) for n in range(21)}
BIASES = {False: "No bias", True: "Bias"}
LONGEST_QUERY = 1_900  # characters; with host and path, a URL stays below 2,000, which all clients support
WHOLE = re.compile(r"-?[0-9]{1,15}")
UNITS = {"macs": "MACs", "flops": "FLOPs"}


class SettingsError(ValueError):
    """A setting is invalid, and the user can correct it; the message is shown on the page."""


def whole(default: int, steps: tuple[int, ...], label: str, high: int | None = None) -> Any:
    """A field for a whole number from 1 to `high`, by default the last step. Only the slider is bound to the steps."""
    return field(default=default, metadata={"label": label, "low": 1, "high": high or steps[-1], "steps": steps})


def choice(default: Any, options: Mapping[Any, str], label: str) -> Any:
    """A field for one of the keys of `options`; the values are the labels on the page."""
    return field(default=default, metadata={"label": label, "options": options})


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings that influence a number or a picture in the lab."""

    image: str = choice(next(iter(IMAGES)), IMAGES, "Image")
    size: int = whole(32, SIZES, "Size", MAX_SIZE)
    channels: int = whole(3, COUNTS, "Channels", MAX_COUNT)
    kernel: int = whole(3, tuple(range(1, 12)), "Kernel")
    filters: int = whole(32, COUNTS, "Filters", MAX_COUNT)
    stride: int = whole(1, STRIDES, "Stride")
    padding: str | int = choice(VALID, PADDINGS, "Padding")
    dilation: int = whole(1, DILATIONS, "Dilation")
    multiplier: int = whole(1, (1, 2, 3, 4, 6, 8), "Depth multiplier")
    bias: bool = choice(False, BIASES, "Bias")
    unit: str = choice("macs", UNITS, "Count")
    depthwise: str = choice(next(iter(KERNELS)), KERNELS, "Depthwise filters")
    pointwise: str = choice(next(iter(MIXES)), MIXES, "Pointwise weights")
    standard: str = choice(next(iter(STANDARDS)), STANDARDS, "Standard filters")
    seed: int = field(default=1, metadata={"label": "Seed", "low": 0, "high": 9999})
    edits: str = field(default="", metadata={"label": "Values edited by hand"})

    def __post_init__(self) -> None:
        for f in fields(self):
            check(f, getattr(self, f.name))
        if self.kernel > self.largest_kernel:
            raise SettingsError(
                f"kernel={self.kernel} does not fit: with dilation {self.dilation} it spans "
                f"{span(self.kernel, self.dilation)} cells and the padded input has {self._padded}. "
                f"Choose a kernel of at most {self.largest_kernel}."
            )

    @property
    def _padded(self) -> int:
        """Cells along one side of the padded input."""
        return self.size + sum(pad_amounts(self.size, self.kernel, self.stride, self.padding, self.dilation))

    @property
    def largest_kernel(self) -> int:
        """The largest kernel side that fits the padded input."""
        return (self._padded - 1) // self.dilation + 1

    @property
    def layer(self) -> dict[str, Any]:
        """The arguments of `conv.cost`."""
        names = "size channels filters kernel stride padding dilation multiplier bias"
        return {name: getattr(self, name) for name in names.split()}

    def to_dict(self) -> dict[str, Any]:
        """The fields that differ from their defaults, or else the image; `read` restores the settings from them."""
        different = {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) != f.default}
        return different or {"image": self.image}  # without any field, `read` returns START

    def to_query(self) -> str:
        """The same as a query string."""
        return urlencode(self.to_dict(), safe="*")


FIELDS = {f.name: f for f in fields(Settings)}


def read(mapping: Mapping[str, object] | None) -> tuple[Settings, str]:
    """
    Parse settings from outside (URL, page or request); never raises. All settings from outside pass through here.

    Parameters
    ----------
    mapping : mapping or None
        Values, as text or already parsed; unknown keys are ignored.

    Returns
    -------
    settings : Settings
        Invalid values are replaced by their defaults; a kernel that does not fit is reduced. Without any value, START.
    message : str
        Why values were refused, or "".

    Examples
    --------
    >>> settings, message = read({"stride": "9", "size": "32"})
    >>> settings.size, settings.stride, message
    (32, 1, 'stride=9: choose a whole number from 1 to 4.')
    """
    return _read(mapping, lambda f, value: f.default)


def nearest(mapping: Mapping[str, object] | None) -> Settings:
    """The nearest valid settings: a number out of range is clamped to its limit.

    >>> nearest({"size": 3000}).size
    320
    """
    return _read(mapping, _clamp)[0]


def _read(mapping: Mapping[str, object] | None, replacement: Callable[[Any, Any], Any]) -> tuple[Settings, str]:
    """Settings with `replacement(field, value)` in place of each invalid value, and the error messages."""
    values, errors = {}, []
    if not isinstance(mapping, Mapping) or FIELDS.keys().isdisjoint(mapping):
        return START, ""
    for name, raw in mapping.items():
        if f := FIELDS.get(name):
            values[name] = parse(f, raw)
            try:
                check(f, values[name])
            except SettingsError as e:
                values[name] = replacement(f, values[name])
                errors.append(str(e))
    try:
        settings = Settings(**values)
    except SettingsError as e:
        errors.append(str(e))
        settings = _with_fitting_kernel(values)
    rest = [f"And {len(errors) - 2} more."] if len(errors) > 2 else []
    return settings, " ".join(errors[:2] + rest)


def _clamp(f: Any, value: Any) -> Any:
    """A number clamped to its limits; the default for any other value."""
    return min(max(value, f.metadata["low"]), f.metadata["high"]) if type(value) is int else f.default


def _with_fitting_kernel(values: dict[str, Any]) -> Settings:
    """Settings with the largest kernel that fits."""
    settings = Settings(**values | {"kernel": 1})
    return replace(settings, kernel=settings.largest_kernel)


def parse(f: Any, raw: object) -> Any:
    """Convert text to the value of a field; text that is no such value stays as it is."""
    text = str(raw)
    if "options" in f.metadata:
        return next((key for key in f.metadata["options"] if str(key).lower() == text.lower()), text)
    return int(text) if "low" in f.metadata and WHOLE.fullmatch(text) else text


def _options_text(options: Mapping[Any, str]) -> str:
    """The allowed keys as text; whole numbers as a range."""
    numbers = [key for key in options if type(key) is int]
    names = ", ".join(str(key) for key in options if key not in numbers)
    return f"{names} or a whole number from {numbers[0]} to {numbers[-1]}" if numbers else f"one of {names}"


def check(f: Any, value: Any) -> None:
    """Raise a SettingsError that explains what is wrong with one value."""
    shown, limits = repr(value)[:40] if isinstance(value, str) else value, f.metadata
    if f.name == "image" and value == UNSHARED:
        raise SettingsError(
            "This link is about somebody's own picture, which stays with them; a sample stands in its place."
        )
    if "options" in limits and value not in limits["options"]:
        raise SettingsError(f"{f.name}={shown}: choose {_options_text(limits['options'])}.")
    if "low" in limits and not (type(value) is int and limits["low"] <= value <= limits["high"]):
        raise SettingsError(f"{f.name}={shown}: choose a whole number from {limits['low']} to {limits['high']}.")
    if f.name == "edits":
        try:
            check_edits(value)
        except ValueError as e:
            raise SettingsError(str(e)) from None


# What an address without settings shows: a small layer of whole numbers, whose forms are equal.
START = Settings(image=NUMBERS, size=8, depthwise="numbers", pointwise="numbers", standard=EQUIVALENT)
