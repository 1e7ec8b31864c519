"""The columns of a table of layers, and what may stand in their cells."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from conv.networks.own.kinds import KINDS, kind_of
from conv.shapes import SAME, VALID

MOST_CHANNELS, LARGEST_SIZE, LARGEST_STEP = 65_536, 8_192, 1_024
ANSWERS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
WHOLE = re.compile(r"[0-9]{1,15}")
LONGEST = 40  # characters that are shown of a name, or of what came


@dataclass(frozen=True, slots=True)
class Column:
    """A sentence of help, what is allowed, and the value that a text stands for; None where it stands for none."""

    help: str
    allowed: str
    value: Callable[[str], Any]


def shown(text: str) -> str:
    """What came: a number as it is, other text in quotes; never long."""
    return text if WHOLE.fullmatch(text) else repr(text)[:LONGEST]


def _whole(low: int, high: int, help: str) -> Column:
    """Whole numbers within limits."""

    def value(text: str) -> int | None:
        return int(text) if WHOLE.fullmatch(text) and low <= int(text) <= high else None

    return Column(help, f"a whole number from {low} to {high}", value)


def _sides(low: int, high: int, help: str, *words: str) -> Column:
    """Whole numbers for rows and columns, of which one stands for both; words may stand for them."""
    number = _whole(low, high, help)

    def value(text: str) -> tuple[int, int] | str | None:
        if text.lower() in words:
            return text.lower()
        numbers = [number.value(part.strip()) for part in re.split("[xX×]", text)]
        return None if None in numbers or len(numbers) > 2 else (numbers[0], numbers[-1])

    return Column(help, ", ".join((*words, f"{number.allowed} or two such as 1x7")), value)


def _name(text: str) -> str:
    """Short, and without characters that have no form; some of them cannot even be sent."""
    return "".join(c if c.isprintable() else " " for c in text[:LONGEST])


CELLS = {
    "kind": Column(f"What the layer does: {', '.join(KINDS)}.", f"one of {', '.join(KINDS)}", kind_of),
    "in": _whole(1, MOST_CHANNELS, "Channels that come in; for the first layer, and where a branch starts."),
    "out": _whole(1, MOST_CHANNELS, "Channels that go out: the number of filters."),
    "kernel": _sides(1, LARGEST_STEP, "Size of the window, such as 3 or 1x7; 3 if empty, for pools 2."),
    "stride": _sides(1, LARGEST_STEP, "Step of the window; 1 if empty, for pools as large as the kernel."),
    "padding": _sides(
        0, LARGEST_STEP, "Cells added on each side: same, valid or a number; same if empty.", SAME, VALID
    ),
    "dilation": _sides(1, LARGEST_STEP, "Distance between the cells that a window reads; 1 if empty."),
    "groups": _whole(1, MOST_CHANNELS, "Groups that the channels are split into; 1 if empty."),
    "multiplier": _whole(1, MOST_CHANNELS, "Depth multiplier: maps that are made of each channel; 1 if empty."),
    "size": _sides(1, LARGEST_SIZE, "Size of the input, such as 224 or 224x160; for the first layer, and branches."),
    "bias": Column("Bias: yes or no; if empty, only fc has one.", "yes or no", lambda text: ANSWERS.get(text.lower())),
    "name": Column("Any name for the layer.", "any text", _name),
}
COLUMNS = {name: column.help for name, column in CELLS.items()}

# What other programs and papers call them.
ALIASES = {
    "in": "channels inchannels input inputs",
    "out": "filters outchannels output outputs",
    "kernel": "kernelsize k",
    "multiplier": "depthmultiplier",
    "size": "inputsize resolution",
    "kind": "type layer",
}
SPELLINGS = {word: name for name, words in ALIASES.items() for word in words.split()}


def column_of(text: str) -> str:
    """
    The column that a head means; one that is not known stays as it is.

    Examples
    --------
    >>> column_of("Kernel"), column_of("in_channels"), column_of("colour")
    ('kernel', 'in', 'colour')
    """
    return SPELLINGS.get(re.sub(r"[\s_-]", "", text.lower()), text.lower())
