import csv
import io
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conv.networks.swap import separable_pairs
from conv.networks.uploaded.columns import COLUMN_RULES
from conv.networks.uploaded.kinds import KINDS, SPELLINGS
from conv.networks.uploaded.table import COLUMNS, LONGEST_TEXT, MOST_ERRORS, MOST_LAYERS, TEMPLATE, read_layers, to_csv

NAMES = "kind, in, out, kernel, stride, padding, dilation, groups, multiplier, size, bias, name"
KIND_NAMES = (
    "conv, depthwise, pointwise, separable, fc, max pool, average pool, global pool, batch norm, relu, relu6, silu, "
    "sigmoid, add, multiply"
)
FIRST = "kind,in,out,kernel,stride,padding,dilation,groups,multiplier,size,bias,name\nconv,32,32,,,,,,,16,,"


def after_conv(**cells):
    """Errors of a layer after a convolution with 32 channels on 16×16."""
    return read_layers(FIRST + "\n" + to_csv([cells]).split("\n")[1])[1]


def test_the_template_has_no_errors():
    """Students start from the template."""
    operations, errors, remarks = read_layers(TEMPLATE)
    assert ([], []) == (errors, remarks)
    assert {"conv", "norm", "relu", "max pool", "global pool", "linear"} == {o.kind for o in operations}
    assert ["Stem", "Line 4", "Line 5", "Separable 1", "Separable 1"] == [o.block for o in operations[:5]]


def test_every_column_has_a_sentence_of_help():
    """The page shows the help texts."""
    assert NAMES == ", ".join(COLUMNS)
    assert [] == [text for text in COLUMNS.values() if not text.endswith(".")]


def test_defaults_of_empty_cells():
    """Input shape from the line before; kernel 3, stride 1, padding same; pools have stride = kernel."""
    text = "kind,in,out,size\nconv,3,8,32x20\ndepthwise\nmax pool\nseparable,,16\nglobal pool\nfc,,10"
    operations, errors, remarks = read_layers(text)
    assert ([], []) == (errors, remarks)
    shapes = [(o.channels, o.filters, o.size, o.output, o.kernel, o.stride, o.groups, o.bias) for o in operations]
    assert [
        (3, 8, (32, 20), (32, 20), (3, 3), (1, 1), 1, False),
        (8, 8, (32, 20), (32, 20), (3, 3), (1, 1), 8, False),
        (8, 8, (32, 20), (16, 10), (2, 2), (2, 2), 1, False),
        (8, 8, (16, 10), (16, 10), (3, 3), (1, 1), 8, False),
        (8, 16, (16, 10), (16, 10), (1, 1), (1, 1), 1, False),
        (16, 16, (16, 10), (1, 1), (16, 10), (1, 1), 1, False),
        (16, 10, (1, 1), (1, 1), (1, 1), (1, 1), 1, True),
    ] == shapes


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_files_of_any_spreadsheet_are_read(delimiter, end):
    """Byte order mark, quotes, blank rows, rows of delimiters, comments, columns in any order."""
    table = [
        ["Name ", "OUT", "kind", "size", " in", ""],
        ['a "b"', "8", "Conv", "7", "3", ""],
        [""] * 6,
        ["", "5", "fc"],
    ]
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator=end).writerows([["# a, b; c\td"], *table, []])
    operations, errors, _ = read_layers("\ufeff" + file.getvalue())
    assert [] == errors
    assert [('a "b"', 8), ("Line 5", 5)] == [(o.block, o.filters) for o in operations]


@pytest.mark.parametrize(
    "spelling", ["Conv2D", "max_pool", "MaxPooling2D", "BatchNorm2d", "Dense", "Global-Avg Pool", "GAP"]
)
def test_other_spellings_of_a_kind_are_understood(spelling):
    """The spellings of Keras and PyTorch are accepted."""
    assert [] == after_conv(kind=spelling, out=32 if spelling in ("Conv2D", "Dense") else "")


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("max pool,3,12,3X2,,", ((3, 2), (3, 2), ("same", "same"))),
        ("max pool,3,12,3,2×1,SAME", ((3, 3), (2, 1), ("same", "same"))),
        ("average pool,3,12,,,1 x 0", ((2, 2), (2, 2), (1, 0))),
        ("pointwise,3,12,1x1,,Valid,5", ((1, 1), (1, 1), ("valid", "valid"))),
        ('conv,3,12, "3",, "valid",5', ((3, 3), (1, 1), ("valid", "valid"))),
    ],
)
def test_a_window_can_be_written_in_several_ways(text, window):
    """One number or two; lower or upper case."""
    operations, errors, _ = read_layers("kind,in,size,kernel,stride,padding,out\n" + text)
    assert [] == errors
    assert window == (operations[0].kernel, operations[0].stride, operations[0].padding)


def test_input_of_a_fully_connected_layer():
    """It takes the flattened input; another number starts a new branch."""
    operations = read_layers("kind,in,out,size\nconv,3,8,7x5\nfc,280,9,\nconv,3,8,7x5\nfc,70,9,\n")[0]
    assert [280, 70] == [o.channels for o in operations if o.kind == "linear"]


def test_no_spelling_means_two_kinds():
    """No alias is listed twice."""
    words = sum(1 + len(kind.aliases.split()) for kind in KINDS.values())
    assert words == len(SPELLINGS)


@pytest.mark.parametrize(
    ("cells", "error"),
    [
        ({"kind": "lstm"}, f"kind='lstm': choose one of {KIND_NAMES}."),
        ({"name": "x"}, f"kind: is empty; choose one of {KIND_NAMES}."),
        ({"kind": "conv"}, "out: is empty; choose a whole number from 1 to 65536."),
        ({"kind": "fc", "out": "0"}, "out=0: choose a whole number from 1 to 65536."),
        ({"kind": "fc", "out": "65537"}, "out=65537: choose a whole number from 1 to 65536."),
        ({"kind": "fc", "out": "1e3"}, "out='1e3': choose a whole number from 1 to 65536."),
        ({"kind": "fc", "out": "1_000"}, "out='1_000': choose a whole number from 1 to 65536."),
        ({"kind": "fc", "out": "١٢"}, "out='١٢': choose a whole number from 1 to 65536."),
        ({"kind": "fc", "out": "9" * 5000}, f"out='{'9' * 39}: choose a whole number from 1 to 65536."),
        ({"kind": "relu", "in": "-1"}, "in='-1': choose a whole number from 1 to 65536."),
        ({"kind": "relu", "size": "8193"}, "size=8193: choose a whole number from 1 to 8192 or two such as 1x7."),
        ({"kind": "max pool", "kernel": "3x"}, "kernel='3x': choose a whole number from 1 to 1024 or two such as 1x7."),
        (
            {"kind": "max pool", "stride": "1x2x3"},
            "stride='1x2x3': choose a whole number from 1 to 1024 or two such as 1x7.",
        ),
        (
            {"kind": "depthwise", "dilation": "1025"},
            "dilation=1025: choose a whole number from 1 to 1024 or two such as 1x7.",
        ),
        (
            {"kind": "depthwise", "padding": "full"},
            "padding='full': choose same, valid, a whole number from 0 to 1024 or two such as 1x7.",
        ),
        ({"kind": "depthwise", "bias": "maybe"}, "bias='maybe': choose yes or no."),
        ({"kind": "relu", "kernel": "3"}, "kernel=3: relu takes no kernel; leave it empty."),
        ({"kind": "dense", "out": 9, "groups": "x"}, "groups='x': fc takes no groups; leave it empty."),
        ({"kind": "relu", "out": "64"}, "out=64: relu makes 32 channels of 32; leave it empty."),
        (
            {"kind": "dw", "out": "64"},
            "out=64: depthwise makes 32 channels of 32; choose another multiplier, or leave it empty.",
        ),
        ({"kind": "dw", "multiplier": 65536}, "multiplier=65536: makes 2097152 channels; at most 65536 are allowed."),
        (
            {"kind": "dw", "groups": 4},
            "groups=4: a depthwise layer has one group for each channel that comes in, 32; leave it empty, or choose "
            "the kind conv.",
        ),
        (
            {"kind": "pointwise", "out": 9, "kernel": 3},
            "kernel=3: a pointwise layer has kernel 1; leave it empty, or choose the kind conv.",
        ),
        (
            {"kind": "conv", "out": 64, "groups": 5},
            "groups=5: choose a number that divides both 32 channels in and 64 out.",
        ),
        (
            {"kind": "max pool", "kernel": "2x17", "padding": "valid"},
            "kernel=2x17: spans 2×17 cells, more than its padded input of size 16; choose a smaller kernel or "
            "dilation, or more padding.",
        ),
    ],
)
def test_an_error_has_its_line_and_column(cells, error):
    """The message has the value, the allowed range and a remedy."""
    assert [f"Line 3, {error}"] == after_conv(**cells)


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        ("", [f"The table is empty: begin with a line of column names such as {NAMES}."]),
        ("\ufeff\n# nothing\n ,,\n", [f"The table is empty: begin with a line of column names such as {NAMES}."]),
        (
            "conv,3,32\nrelu",
            [f"Line 1, names: no column is called kind; begin with column names such as {NAMES}."],
        ),
        ("\nkind,in", ["The table has no layers: write one on each line below the column names."]),
        (
            "kind,in,size,colour,in\nrelu,3,8",
            ["Line 1, column in: comes 2 times; keep one.", f"Line 1, column 'colour': choose from {NAMES}."],
        ),
        (
            "kind,in,size,colour\nconv,3,8,32\nconv,,,64\nconv,,7x,64",
            [
                f"Line 1, column 'colour': choose from {NAMES}.",
                "Line 4, size='7x': choose a whole number from 1 to 8192 or two such as 1x7.",
            ],
        ),
        ("kind,in,size\nconv,3,8\nconv\nfc", ["Line 2, out: is empty; choose a whole number from 1 to 65536."]),
        (
            "kind,in,size,,\nrelu,3,8,,9,10",
            [
                "Line 2, column 5=9: has no name in the first line; name it or clear the cell.",
                "Line 2, column 6=10: has no name in the first line; name it or clear the cell.",
            ],
        ),
        (
            'kind,in,size\nrelu,3,8\n"relu',
            ["Line 3, cells: cannot be told apart; close each quotation mark at the end of its cell."],
        ),
        ('"kind', ["Line 1, cells: cannot be told apart; close each quotation mark at the end of its cell."]),
        (
            "kind\nrelu",
            [
                "Line 2, in: is empty; choose a whole number from 1 to 65536.",
                "Line 2, size: is empty; choose a whole number from 1 to 8192 or two such as 1x7.",
            ],
        ),
        (
            "kind,in,size,out\nconv,3,8,\nfc,,,",
            [f"Line {n}, out: is empty; choose a whole number from 1 to 65536." for n in (2, 3)],
        ),
        ("x" * (LONGEST_TEXT + 1), ["The text has 180,001 characters: at most 180,000 can be read."]),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_errors_of_the_whole_table(text, errors):
    """Errors are in the order of the lines."""
    assert ((), errors, []) == read_layers(text)


def test_all_errors_are_reported_at_once_without_consequential_errors():
    """Unknown shapes cause no further errors; known channels are still checked."""
    text = """\
kind,in,out,kernel,stride,padding,groups,size
conv,3,32,,two,,,16
relu6,,,,,,,
conv,,many,,,,5,
depthwise,,7,99,,valid,3,
conv,,64,,,,,
conv,,64,,,,7,
global pool,,,,,,,
max pool,,,2,,valid,,
"""
    assert [
        "Line 2, stride='two': choose a whole number from 1 to 1024 or two such as 1x7.",
        "Line 4, out='many': choose a whole number from 1 to 65536.",
        "Line 7, groups=7: choose a number that divides both 64 channels in and 64 out.",
        "Line 9, kernel=2: spans 2×2 cells, more than its padded input of size 1; choose a smaller kernel or dilation, "
        "or more padding.",
    ] == read_layers(text)[1]


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("lstm,,,,", f"kind='lstm': choose one of {KIND_NAMES}."),
        ("dw,,,0,", "multiplier=0: choose a whole number from 1 to 65536."),
    ],
)
def test_an_unclear_layer_causes_no_errors_in_the_next(line, error):
    """The input shape of the next layer is unknown."""
    text = f"kind,in,out,multiplier,groups,size\nconv,32,32,,,16\n{line}\nconv,,64,,7\nlstm\nrelu,,7"
    errors = read_layers(text)[1]
    assert [f"Line 3, {error}", f"Line 5, kind='lstm': choose one of {KIND_NAMES}."] == errors


def test_the_number_of_shown_errors_is_limited():
    """The first ones are shown, with the number of the others."""
    errors = read_layers("kind,in,size\nrelu,3,8\n" + "lstm\n" * 173)[1]
    assert [51, "And 123 more."] == [len(errors), errors[MOST_ERRORS]]


def test_2000_layers_are_read_and_one_more_is_not():
    """The limit is 2,000 layers."""
    text = "kind,in,out,size\nconv,3,8,32" + "\nseparable,,8," * (MOST_LAYERS - 1)
    assert 2 * MOST_LAYERS - 1 == len(read_layers(text)[0])
    assert ["The table has 2,001 layers: choose at most 2,000."] == read_layers(text + "\nlstm,,,")[1]


def test_totals_beyond_exact_javascript_integers_are_refused():
    """The error is at the line where the total becomes too large."""
    pool = "kind,in,size,kernel,stride\nmax pool,65536,8192,{},1"
    assert [] == read_layers(pool.format(20))[1]
    assert read_layers(pool.format(1024))[1][0].startswith("Line 2, total: ")
    text = "kind,in,out,size,kernel\nconv,65536,65536,512,1\nconv,,65536,,1\nrelu,,,,\nconv,,1,,1"
    assert [] == read_layers(text.replace("65536,512", "8192,512").replace("conv,,65536", "conv,,8192"))[1]
    assert [
        "Line 3, total: up to here too large to be counted exactly; choose smaller sizes, channels or kernels."
    ] == read_layers(text)[1]


@pytest.mark.parametrize(
    ("lines", "remark"),
    [
        ("relu,3,,8", []),
        ("relu,,,\nfc,192,10,", []),
        ("relu,,,\nfc,10,10,\nrelu,,,1\nrelu,10,,", ["Line 4 does not take what the line before it gives."]),
        ("relu,4,,\nrelu,,,\nrelu,,,9", ["Lines 3 and 5 do not take what the line before them gives."]),
        (
            "relu,4,,\nrelu,5,,\n" * 6,
            ["Lines 3, 4, 5, 6, 7, 8, 9, 10 and 4 more do not take what the line before them gives."],
        ),
    ],
)
def test_one_remark_lists_the_lines_with_a_new_input(lines, remark):
    """It may be a branch or a mistake."""
    operations, errors, remarks = read_layers(f"kind,in,out,size\nrelu,3,,8\n{lines}")
    assert ([], remark) == (errors, remarks)
    assert len(lines.split()) >= len(operations) - 2


def test_a_name_is_shortened_and_made_printable():
    """A lone surrogate cannot even be encoded."""
    text = "kind,in,size,name\nrelu,3,8,a\ud800b\x00c" + "d" * 99
    assert "a b c" + "d" * 35 == read_layers(text)[0][0].block


CELL = st.one_of(
    st.sampled_from(["", "", "", "1", "3", "32", "same", "1x7", "0", "yes", "x", '"', "#", "9" * 400, "\ud800", "²"]),
    st.text(max_size=3),
)
ROW = st.tuples(st.sampled_from([*KINDS, "lstm"]), st.lists(CELL, max_size=13)).map(lambda row: [row[0], *row[1]])
TABLE = st.tuples(st.permutations(list(COLUMN_RULES)), st.lists(ROW, max_size=8), st.sampled_from(",;\t")).map(
    lambda parts: "\n".join(parts[2].join(row) for row in [["kind", *parts[0][:9]], *parts[1]])
)


@settings(max_examples=300)
@given(st.one_of(st.text(), TABLE))
@example("kind" + "," * 131_072)
@example("kind\n" + "a" * 131_073)
@example("kind\n\x85")
@example("\x00\r\x0b")
def test_any_text_gives_operations_or_errors(text):
    """Never an exception, and never both."""
    operations, errors, remarks = read_layers(text)
    assert bool(operations) != bool(errors)
    assert len(errors) <= MOST_ERRORS + 1
    assert [] == [c for c in errors + remarks if not (c.endswith(".") and c.startswith(("Line", "The t", "And ")))]
    assert "".join(errors + remarks).isprintable()


def test_a_huge_header_is_refused_quickly():
    """The header fills the longest text: a slow parser would block the server for everybody."""
    text = ",".join(f"{n:x}" for n in range(35_000))
    assert len(text) < LONGEST_TEXT
    start = process_time()
    assert 1 == len(read_layers(text)[1])
    assert 51 == len(read_layers("kind," + text)[1])
    assert process_time() - start < 2  # seconds; it takes 0.1


def test_squeeze_excite_is_marked_as_a_gate():
    """The depthwise layer before it is then still the first step of a pair."""
    lines = ["kind,in,out,size", "depthwise,8,,16", "global pool,,,", "pointwise,,2,", "silu,,,", "pointwise,,8,"]
    lines += ["sigmoid,,,", "multiply,8,,16", "pointwise,,12,"]
    operations, errors, _ = read_layers("\n".join(lines))
    assert [] == errors
    assert ["", *["gate"] * 5, "", ""] == [operation.branch for operation in operations]
    assert {0: 7} == separable_pairs(operations)
    other = [line.replace("multiply,8,,16", "multiply,8,,15") for line in lines]
    assert {""} == {operation.branch for operation in read_layers("\n".join(other))[0]}
