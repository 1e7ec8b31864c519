"""The golden numbers, with which JavaScript is compared with conv/."""

import json

import numpy as np
import pytest

from conv.depthwise import depthwise
from tools import golden

WINDOWS = json.loads((golden.FOLDER / "windows.json").read_text())


@pytest.mark.parametrize("name", golden.texts())
def test_a_golden_file_is_what_conv_makes_today(name):
    """If a formula was changed on purpose, run `python -m tools.golden`."""
    assert (golden.FOLDER / name).read_text() == golden.texts()[name]


def test_golden_figures_are_exact_in_javascript():
    """Its integers are exact up to 2⁵³."""
    largest = max(
        figure
        for case in map(golden.layer_case, golden.WORKED)
        for stage in case["costs"].values()
        for figure in stage.values()
    )
    assert largest < 2**53


@pytest.mark.parametrize("case", WINDOWS, ids=lambda case: " ".join(map(str, case["arguments"].values())))
def test_golden_windows_are_those_that_a_convolution_reads(case):
    """A kernel with a single 1 copies one input row to the output. Rows are numbered from 1 on; padding is 0."""
    size, kernel, stride, padding, dilation = case["arguments"].values()
    x = np.arange(1.0, size + 1).reshape(-1, 1, 1).repeat(4, axis=1)  # no stride skips all four columns
    taps = np.eye(kernel).reshape(kernel, 1, 1, kernel)
    found = depthwise(x, taps, stride=stride, padding=padding, dilation=dilation).max(axis=1)  # (H', k)
    assert [[cell + 1 if 0 <= cell < size else 0 for cell in cells] for cells in case["reads"]] == found.tolist()


def test_golden_windows_hold_the_odd_ones():
    """Even kernels with "same" padding and stride 3, asymmetric padding, unread rows, kernels larger than inputs."""
    arguments = [case["arguments"] for case in WINDOWS]
    assert any(a["kernel"] % 2 == 0 and a["padding"] == "same" and a["stride"] == 3 for a in arguments)
    assert any(before != after for before, after in (case["pads"] for case in WINDOWS))
    assert any([] in case["feeds"] for case in WINDOWS)
    assert any(a["kernel"] > a["size"] for a in arguments)
    assert 60 <= len(WINDOWS)
