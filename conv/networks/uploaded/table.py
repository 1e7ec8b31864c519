"""Parser of uploaded tables of layers: returns the operations, or all errors."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from conv.networks.operations import CONV, GATE, GLOBAL_POOL, MULTIPLY, Operation
from conv.networks.uploaded.columns import COLUMN_RULES, COLUMNS, column_of, quote
from conv.networks.uploaded.kinds import KINDS
from conv.networks.uploaded.shape_inference import ShapeInference

MOST_LAYERS = 2_000
LONGEST_TEXT = 180_000  # characters
MOST_ERRORS = 50
MOST_NAMED = 8  # lines that one remark lists
DELIMITERS = ",;\t"
COMMON_COLUMNS = "kind", "in", "out", "size", "name"  # columns that every kind of layer allows

TEMPLATE = """\
# One layer a line. What is left empty follows from the line before, or has its usual value.
kind,in,out,kernel,stride,multiplier,size,name
conv,3,32,3,2,,224,Stem
batch norm,,,,,,,
relu,,,,,,,
separable,,64,3,,,,Separable 1
depthwise,,,3,2,1,,Depthwise 2
batch norm,,,,,,,
relu,,,,,,,
pointwise,,128,,,,,Pointwise 2
max pool,,,2,,,,
separable,,256,5,2,,,Separable 3
global pool,,,,,,,
fc,,10,,,,,Classifier
"""


def read_layers(text: str) -> tuple[tuple[Operation, ...], list[str], list[str]]:
    """
    Parse a table of layers; never raises.

    Parameters
    ----------
    text : str
        Lines of cells, separated by commas, semicolons or tabs. The first line has the column names, which are keys
        of `COLUMNS` in any order. Lines that are empty or start with # are skipped.

    Returns
    -------
    operations : tuple of Operation
        In the order of the lines; empty if there is any error.
    errors : list of str
        One sentence per error, in the order of the lines.
    remarks : list of str
        Hints about a valid table.

    Examples
    --------
    >>> operations, errors, remarks = read_layers("kind,in,out,size\\nconv,3,32,224\\nrelu,,,")
    >>> operations[0].macs, operations[1].output_elements, errors, remarks
    (43352064, 1605632, [], [])
    >>> read_layers("kind,in,out,size\\nconv,3,many,224")[1]
    ["Line 2, out='many': choose a whole number from 1 to 65536."]
    """
    if len(text) > LONGEST_TEXT:
        return (), [f"The text has {len(text):,} characters: at most {LONGEST_TEXT:,} can be read."], []
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    reader = _Reader()
    reader.read([(n, line) for n, line in enumerate(lines, 1) if _has_content(line)])
    if reader.errors:
        more = len(reader.errors) - MOST_ERRORS
        return (), reader.errors[:MOST_ERRORS] + [f"And {more:,} more."] * (more > 0), []
    return _mark_gates(reader.inference.chain.operations), [], _remarks(reader.restarts)


def to_csv(rows: Iterable[Mapping[str, object]]) -> str:
    """
    Write a table of layers as CSV.

    Parameters
    ----------
    rows : iterable of mapping
        Values by column name; missing columns stay empty.

    Examples
    --------
    >>> print(to_csv([{"kind": "relu", "in": 3, "size": "1x7"}]), end="")
    kind,in,out,kernel,stride,padding,dilation,groups,multiplier,size,bias,name
    relu,3,,,,,,,,1x7,,
    """
    file = io.StringIO()
    table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return file.getvalue()


@dataclass
class _Reader:
    """Reads a table line by line and collects errors and remarks."""

    inference: ShapeInference = field(default_factory=ShapeInference)
    names: list[str] = field(default_factory=list)
    delimiter: str = ","
    errors: list[str] = field(default_factory=list)
    restarts: list[int] = field(default_factory=list)
    reported_missing: set[str] = field(default_factory=set)  # missing columns that need no further error

    def read(self, rows: list[tuple[int, str]]) -> None:
        """Read the header line, then each layer."""
        if not rows:
            self.errors.append(f"The table is empty: begin with a line of column names such as {_joined(COLUMNS)}.")
            return
        (number, header), *layers = rows
        self.delimiter = max(DELIMITERS, key=header.count)
        self.names = [column_of(name) for name in self._split(number, header)]
        if not self._check_names(number):
            return
        if not layers:
            self.errors.append("The table has no layers: write one on each line below the column names.")
        if len(layers) > MOST_LAYERS:
            self.errors.append(f"The table has {len(layers):,} layers: choose at most {MOST_LAYERS:,}.")
        for nth, (number, line) in enumerate(layers[:MOST_LAYERS]):
            self._read_layer(number, line, first=nth == 0)

    def _check_names(self, number: int) -> bool:
        """Check the header; return whether the layers can be read."""
        if "kind" not in self.names:
            if self.names:
                self._add_error(
                    number, f"names: no column is called kind; begin with column names such as {_joined(COLUMNS)}."
                )
            return False
        for name, count in Counter(filter(None, self.names)).items():
            if name not in COLUMNS:
                self._add_error(number, f"column {quote(name)}: choose from {_joined(COLUMNS)}.")
            elif count > 1:
                self._add_error(number, f"column {name}: comes {count} times; keep one.")
        if self.errors:
            self.reported_missing = COLUMNS.keys() - self.names
        return True

    def _read_layer(self, number: int, line: str, first: bool) -> None:
        """Check each cell, and append the operations of the layer."""
        cells = self._split(number, line)
        texts = {name: cell for name, cell in zip(self.names, cells, strict=False) if cell}
        name = COLUMN_RULES["kind"].parse(texts.get("kind", ""))
        needed = {"kind"} | ({"in", "size"} if first else set())
        if name and KINDS[name].needs_out:
            needed.add("out")
        values = self._values(number, texts, name, needed) if cells else {}
        self._check_unnamed(number, cells)
        wrong = (texts.keys() | needed) - values.keys()
        if self.inference.set_input(name, values, wrong) and not first:
            self.restarts.append(number)
        if not name:
            self.inference.channels = self.inference.size = None
            return
        self.inference.chain.block = values.get("name", f"Line {number}")
        if error := self.inference.append(name, values, wrong):
            self._add_error(number, error)

    def _values(self, number: int, texts: Mapping[str, str], kind: str | None, needed: set[str]) -> dict[str, Any]:
        """Parse the cells; an invalid one adds an error and has no value."""
        values, allowed = {}, COMMON_COLUMNS + KINDS[kind].columns if kind else tuple(COLUMNS)
        for name, column in COLUMN_RULES.items():
            text = texts.get(name, "")
            value = column.parse(text)
            if not text:
                if name in needed - self.reported_missing:
                    self._add_error(number, f"{name}: is empty; choose {column.allowed}.")
                    self.reported_missing |= {name} - set(self.names)
            elif name not in allowed:
                self._add_error(number, f"{name}={quote(text)}: {kind} takes no {name}; leave it empty.")
            elif value is None:
                self._add_error(number, f"{name}={quote(text)}: choose {column.allowed}.")
            else:
                values[name] = value
        return values

    def _check_unnamed(self, number: int, cells: list[str]) -> None:
        """Add an error for each value without a column name, because it would be lost."""
        for nth, cell in enumerate(cells):
            if cell and not "".join(self.names[nth : nth + 1]):
                self._add_error(
                    number, f"column {nth + 1}={quote(cell)}: has no name in the first line; name it or clear the cell."
                )

    def _split(self, number: int, line: str) -> list[str]:
        """Split a line into cells; if quotes do not match or a cell is too long, add an error and return no cells."""
        try:
            row = next(csv.reader([line], delimiter=self.delimiter, skipinitialspace=True, strict=True))
        except csv.Error:
            self._add_error(number, "cells: cannot be told apart; close each quotation mark at the end of its cell.")
            return []
        return [cell.strip() for cell in row]

    def _add_error(self, number: int, message: str) -> None:
        self.errors.append(f"Line {number}, {message}")


def _mark_gates(operations: list[Operation]) -> tuple[Operation, ...]:
    """Mark the operations of squeeze-excite as a gate branch, because a table is only a sequence of layers."""
    kinds, marked = [operation.kind for operation in operations], list(operations)
    for index in range(1, len(operations) - 5):
        gate, multiply = operations[index : index + 5], operations[index + 5]
        if kinds[index] == GLOBAL_POOL and kinds[index + 1 : index + 6 : 2] == [CONV, CONV, MULTIPLY]:
            if (multiply.filters, multiply.output) == (gate[0].channels, gate[0].size):
                marked[index : index + 5] = [replace(operation, branch=GATE) for operation in gate]
    return tuple(marked)


def _has_content(line: str) -> bool:
    """Whether a line is neither empty nor a comment. Spreadsheets save empty rows as delimiters, and quote comments."""
    return bool(line.strip(DELIMITERS + " ")) and not line.lstrip(' "\t').startswith("#")


def _joined(names: Iterable[str]) -> str:
    return ", ".join(names)


def _remarks(lines: list[int]) -> list[str]:
    """One sentence that lists all layers whose input differs from the previous output."""
    if not lines:
        return []
    if len(lines) == 1:
        return [f"Line {lines[0]} does not take what the line before it gives."]
    shown, rest = lines[:MOST_NAMED], len(lines) - MOST_NAMED
    names = [str(line) for line in shown] + [f"{rest:,} more"] * (rest > 0)
    return [f"Lines {', '.join(names[:-1])} and {names[-1]} do not take what the line before them gives."]
