"""The columns of a table of layers, and the parsing of their cells."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from conv.networks.uploaded.kinds import KINDS, kind_of
from conv.shapes import SAME, VALID

MOST_CHANNELS, LARGEST_SIZE, LARGEST_STEP = 65_536, 8_192, 1_024
BOOLEANS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
WHOLE = re.compile(r"[0-9]{1,15}")
MAX_SHOWN = 40  # characters of a name or value in messages


@dataclass(frozen=True, slots=True)
class Column:
    """Help text, allowed values, and a parser that returns None for invalid text."""

    help: str
    allowed: str
    parse: Callable[[str], Any]


def quote(text: str) -> str:
    """A cell as text for messages: numbers unchanged, other text quoted and shortened."""
    return text if WHOLE.fullmatch(text) else repr(text)[:MAX_SHOWN]


def _whole(low: int, high: int, help: str) -> Column:
    """A column of whole numbers within limits."""

    def parse(text: str) -> int | None:
        return int(text) if WHOLE.fullmatch(text) and low <= int(text) <= high else None

    return Column(help, f"a whole number from {low} to {high}", parse)


def _sides(low: int, high: int, help: str, *words: str) -> Column:
    """A column of one or two whole numbers, for rows and columns, or one of the given words."""
    number = _whole(low, high, help)

    def parse(text: str) -> tuple[int, int] | str | None:
        if text.lower() in words:
            return text.lower()
        numbers = [number.parse(part.strip()) for part in re.split("[xX×]", text)]
        return None if None in numbers or len(numbers) > 2 else (numbers[0], numbers[-1])

    return Column(help, ", ".join((*words, f"{number.allowed} or two such as 1x7")), parse)


def _name(text: str) -> str:
    """Shorten a name and replace unprintable characters, some of which cannot even be encoded."""
    return "".join(c if c.isprintable() else " " for c in text[:MAX_SHOWN])


COLUMN_RULES = {
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
    "bias": Column("Bias: yes or no; if empty, only fc has one.", "yes or no", lambda text: BOOLEANS.get(text.lower())),
    "name": Column("Any name for the layer.", "any text", _name),
}
COLUMNS = {name: column.help for name, column in COLUMN_RULES.items()}

# Names of the columns in other programs and in papers.
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
    Find the column that a header cell names; unknown names are returned in lower case.

    Examples
    --------
    >>> column_of("Kernel"), column_of("in_channels"), column_of("colour")
    ('kernel', 'in', 'colour')
    """
    return SPELLINGS.get(re.sub(r"[\s_-]", "", text.lower()), text.lower())
