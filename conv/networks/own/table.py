"""A network of one's own: a table of layers as text, and what it means or what is wrong with it."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from conv.networks.operations import CONV, GATE, GLOBAL_POOL, MULTIPLY, Operation
from conv.networks.own.columns import CELLS, COLUMNS, column_of, shown
from conv.networks.own.follower import Follower
from conv.networks.own.kinds import KINDS

MOST_LAYERS = 2_000
LONGEST_TEXT = 180_000  # characters
MOST_COMPLAINTS = 50
MOST_NAMED = 8  # lines in one remark
DELIMITERS = ",;\t"
COMMON = "kind", "in", "out", "size", "name"  # columns that each kind of layer may fill

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
    The operations that a table of layers describes; never raises.

    Parameters
    ----------
    text : str
        Lines of cells between commas, semicolons or tabs. The first line names the columns, which are those of
        `COLUMNS` in any order; lines that are empty or start with # are skipped.

    Returns
    -------
    operations : tuple of Operation
        In the order of the lines; none if anything is wrong.
    complaints : list of str
        What is wrong, a sentence each, in the order of the lines.
    remarks : list of str
        What the reader should know of a table that is right.

    Examples
    --------
    >>> operations, complaints, remarks = read_layers("kind,in,out,size\\nconv,3,32,224\\nrelu,,,")
    >>> operations[0].macs, operations[1].elements, complaints, remarks
    (43352064, 1605632, [], [])
    >>> read_layers("kind,in,out,size\\nconv,3,many,224")[1]
    ["Line 2, out='many': choose a whole number from 1 to 65536."]
    """
    if len(text) > LONGEST_TEXT:
        return (), [f"The text has {len(text):,} characters: at most {LONGEST_TEXT:,} can be read."], []
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    reader = _Reader()
    reader.read([(n, line) for n, line in enumerate(lines, 1) if _says_something(line)])
    if reader.complaints:
        more = len(reader.complaints) - MOST_COMPLAINTS
        return (), reader.complaints[:MOST_COMPLAINTS] + [f"And {more:,} more."] * (more > 0), []
    return _gated(reader.follower.chain.operations), [], _remarks(reader.starts)


def to_csv(rows: Iterable[Mapping[str, object]]) -> str:
    """
    A table of layers as text.

    Parameters
    ----------
    rows : iterable of mapping
        A value for each column that is not empty.

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
    """Reads line after line, and keeps what is wrong or worth a remark."""

    follower: Follower = field(default_factory=Follower)
    names: list[str] = field(default_factory=list)
    delimiter: str = ","
    complaints: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    excused: set[str] = field(default_factory=set)  # columns that are missing, of which has been said enough

    def read(self, rows: list[tuple[int, str]]) -> None:
        """The line of names, then each layer."""
        if not rows:
            self.complaints.append(f"The table is empty: begin with a line of column names such as {_listed(COLUMNS)}.")
            return
        (number, header), *layers = rows
        self.delimiter = max(DELIMITERS, key=header.count)
        self.names = [column_of(name) for name in self._split(number, header)]
        if not self._check_names(number):
            return
        if not layers:
            self.complaints.append("The table has no layers: write one on each line below the column names.")
        if len(layers) > MOST_LAYERS:
            self.complaints.append(f"The table has {len(layers):,} layers: choose at most {MOST_LAYERS:,}.")
        for nth, (number, line) in enumerate(layers[:MOST_LAYERS]):
            self._read_layer(number, line, first=nth == 0)

    def _check_names(self, number: int) -> bool:
        """Whether there is any use in reading on."""
        if "kind" not in self.names:
            if self.names:
                self._complain(
                    number, f"names: no column is called kind; begin with column names such as {_listed(COLUMNS)}."
                )
            return False
        for name, count in Counter(filter(None, self.names)).items():
            if name not in COLUMNS:
                self._complain(number, f"column {shown(name)}: choose from {_listed(COLUMNS)}.")
            elif count > 1:
                self._complain(number, f"column {name}: comes {count} times; keep one.")
        if self.complaints:
            self.excused = COLUMNS.keys() - self.names
        return True

    def _read_layer(self, number: int, line: str, first: bool) -> None:
        """Check each cell, and append what the layer stands for."""
        cells = self._split(number, line)
        texts = {name: cell for name, cell in zip(self.names, cells, strict=False) if cell}
        name = CELLS["kind"].value(texts.get("kind", ""))
        needed = {"kind"} | ({"in", "size"} if first else set())
        if name and KINDS[name].widens:
            needed.add("out")
        values = self._values(number, texts, name, needed) if cells else {}
        self._refuse_unnamed(number, cells)
        wrong = (texts.keys() | needed) - values.keys()
        if self.follower.start(name, values, wrong) and not first:
            self.starts.append(number)
        if not name:
            self.follower.channels = self.follower.size = None
            return
        self.follower.chain.block = values.get("name", f"Line {number}")
        if complaint := self.follower.append(name, values, wrong):
            self._complain(number, complaint)

    def _values(self, number: int, texts: Mapping[str, str], kind: str | None, needed: set[str]) -> dict[str, Any]:
        """What the cells stand for; a wrong one is complained of and left out."""
        values, takes = {}, COMMON + KINDS[kind].takes if kind else tuple(COLUMNS)
        for name, column in CELLS.items():
            text = texts.get(name, "")
            value = column.value(text)
            if not text:
                if name in needed - self.excused:
                    self._complain(number, f"{name}: is empty; choose {column.allowed}.")
                    self.excused |= {name} - set(self.names)
            elif name not in takes:
                self._complain(number, f"{name}={shown(text)}: {kind} takes no {name}; leave it empty.")
            elif value is None:
                self._complain(number, f"{name}={shown(text)}: choose {column.allowed}.")
            else:
                values[name] = value
        return values

    def _refuse_unnamed(self, number: int, cells: list[str]) -> None:
        """A value that no column name stands above would be lost."""
        for nth, cell in enumerate(cells):
            if cell and not "".join(self.names[nth : nth + 1]):
                self._complain(
                    number, f"column {nth + 1}={shown(cell)}: has no name in the first line; name it or clear the cell."
                )

    def _split(self, number: int, line: str) -> list[str]:
        """The cells of a line; none, and a complaint, if quotation marks do not pair up or a cell is endless."""
        try:
            row = next(csv.reader([line], delimiter=self.delimiter, skipinitialspace=True, strict=True))
        except csv.Error:
            self._complain(number, "cells: cannot be told apart; close each quotation mark at the end of its cell.")
            return []
        return [cell.strip() for cell in row]

    def _complain(self, number: int, what: str) -> None:
        self.complaints.append(f"Line {number}, {what}")


def _gated(operations: list[Operation]) -> tuple[Operation, ...]:
    """The same with squeeze-excite marked: a table has one way only, and its weights stand beside that."""
    kinds, found = [operation.kind for operation in operations], list(operations)
    for place in range(1, len(operations) - 5):
        gate, weighed = operations[place : place + 5], operations[place + 5]
        if kinds[place] == GLOBAL_POOL and kinds[place + 1 : place + 6 : 2] == [CONV, CONV, MULTIPLY]:
            if (weighed.filters, weighed.output) == (gate[0].channels, gate[0].size):
                found[place : place + 5] = [replace(operation, way=GATE) for operation in gate]
    return tuple(found)


def _says_something(line: str) -> bool:
    """Spreadsheets save empty rows as delimiters alone, and put a comment that has one into quotation marks."""
    return bool(line.strip(DELIMITERS + " ")) and not line.lstrip(' "\t').startswith("#")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


def _remarks(lines: list[int]) -> list[str]:
    """One sentence on all layers that do not go on from the layer before."""
    if not lines:
        return []
    if len(lines) == 1:
        return [f"Line {lines[0]} does not take what the line before it gives."]
    shown, rest = lines[:MOST_NAMED], len(lines) - MOST_NAMED
    names = [str(line) for line in shown] + [f"{rest:,} more"] * (rest > 0)
    return [f"Lines {', '.join(names[:-1])} and {names[-1]} do not take what the line before them gives."]
