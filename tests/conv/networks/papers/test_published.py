import re
from dataclasses import fields
from decimal import Decimal

import pytest

from conv.networks.papers.published import CITED, EXACT, ROUNDED, VERDICTS, Figure, accuracies, published

UNITS = {"": 1, "M": 10**6, "B": 10**9}
TABLE = [Figure(*row) for row in published().itertuples(index=False)]
RECOMPUTED = [figure for figure in TABLE if figure.verdict != CITED]

# Independent recomputations from the papers' tables, made before this code was written, to the digits given.
GOLDEN = {
    "MobileNetV1, Table 1": {"Last depthwise layer with stride 2, as printed, MACs": "533.8M"},
    "MobileNetV1, Table 2": {
        "Conv 1×1, MACs": "94.8574 %",
        "Conv DW 3×3, MACs": "3.0569 %",
        "Conv 3×3, MACs": "1.9056 %",
        "Fully connected, MACs": "0.1800 %",
        "Conv 1×1, parameters": "74.5906 %",
        "Conv DW 3×3, parameters": "1.0606 %",
        "Conv 3×3, parameters": "0.0205 %",
        "Fully connected, parameters": "24.3283 %",
    },
    "MobileNetV1, Table 3": {
        "Standard layer, MACs": "462.422M",
        "Standard layer, parameters": "2.359M",
        "Separable layer, MACs": "52.283M",
        "Separable layer, parameters": "0.267M",
        "Separable, α = 0.75, MACs": "29.579M",
        "Separable, α = 0.75, parameters": "0.151M",
        "Separable, α = 0.75, ρ = 0.714, MACs": "15.091M",
        "Separable, α = 0.75, ρ = 0.714, parameters": "0.151M",
    },
    "MobileNetV1, Table 4": {
        "Full convolutions, MACs": "4867.29M with FC; 4866.27M without",
        "Full convolutions, parameters": "29.281M",
        "Separable, MACs": "568,740,352",
        "Separable, parameters": "4,209,088",
    },
    "MobileNetV1, Table 5": {
        "α = 0.75, MACs": "325.40M",
        "α = 0.75, parameters": "2.568M",
        "Shallow, MACs": "307.32M",
        "Shallow, parameters": "2.875M",
    },
    "MobileNetV1, Table 6": {
        "α = 1, MACs": "568,740,352",
        "α = 0.75, MACs": "325.4M",
        "α = 0.5, MACs": "149.497M",
        "α = 0.25, MACs": "41.0M",
        "α = 1, parameters": "4,209,088",
        "α = 0.75, parameters": "2.568M",
        "α = 0.5, parameters": "1.320M",
        "α = 0.25, parameters": "0.464M",
    },
    "MobileNetV1, Table 7": {
        "ρ = 224, MACs": "568.7M",
        "ρ = 192, MACs": "418.1M",
        "ρ = 160, MACs": "290.7M with FC; 289.65M without",
        "ρ = 128, MACs": "186.4M",
    },
    "MobileNetV1, Table 9": {
        "α = 0.5, ρ = 160, MACs": "76.52M with FC; 76.01M without",
        "α = 0.5, ρ = 160, parameters": "1.320M",
    },
    "MobileNetV1, text": {"Standard ÷ separable, MACs": "7.89 to 8.92 times"},
    "MobileNetV2, Table 4": {
        "α = 1, MACs": "300,774,272",
        "α = 1, parameters": "3,470,760",
        "α = 1.4, MACs": "582.2M",
        "α = 1.4, parameters": "6.06M",
    },
    "Xception, Table 3": {"Xception, parameters": "22,855,952"},
    "EfficientNet, Table 2": {"B0, MACs": "385.8M", "B0, parameters": "5,288,548"},
}


def numbers(text):
    """Yield each number in a text with its unit applied, its decimal exponent and the unit."""
    for digits, unit in re.findall(r"(\d[\d,]*(?:\.\d+)?)([MB]?)\b", text):
        number = Decimal(digits.replace(",", ""))
        yield number * UNITS[unit], number.as_tuple().exponent, UNITS[unit]


def rounds(recomputed, printed):
    """Whether the recomputed figures, rounded to the printed precision, equal the printed ones."""
    wanted, found = list(numbers(printed)), list(numbers(recomputed))
    assert 0 < len(wanted) <= len(found)
    return all(
        expected == round(actual / unit, -exponent) * unit
        for (actual, _, _), (expected, exponent, unit) in zip(found, wanted, strict=False)
    )


def test_every_figure_that_can_be_recomputed_is():
    """The other figures are cited accuracies."""
    found = {(figure.source, figure.quantity) for figure in RECOMPUTED}
    assert {(source, quantity) for source, table in GOLDEN.items() for quantity in table} == found
    assert all(
        figure.quantity.endswith("top-1") and not figure.recomputed for figure in TABLE if figure not in RECOMPUTED
    )


@pytest.mark.parametrize("figure", RECOMPUTED, ids=lambda figure: f"{figure.source}: {figure.quantity}")
def test_figures_agree_with_independent_recomputations(figure):
    """They agree in all given digits."""
    golden = GOLDEN[figure.source][figure.quantity]
    assert len(list(numbers(golden))) == len(list(numbers(figure.recomputed)))
    assert rounds(figure.recomputed, golden)


@pytest.mark.parametrize("figure", RECOMPUTED, ids=lambda figure: f"{figure.source}: {figure.quantity}")
def test_verdicts_follow_from_rounding(figure):
    """Only exact and rounded figures round to the printed ones; all but the exact ones have a note."""
    assert (figure.verdict in (EXACT, ROUNDED)) == rounds(figure.recomputed, figure.published)
    assert (figure.verdict == EXACT) == (figure.note == "")
    assert figure.convention.endswith(".")
    assert figure.note.endswith(("", "."))


@pytest.mark.parametrize(
    ("recomputed", "printed", "same"),
    [
        ("568,740,352", "569M", True),
        ("568,740,352", "568M", False),
        ("1.9056 %", "1.91 %", True),
        ("1.9056 %", "1.9 %", True),
        ("1.9056 %", "1.19 %", False),
        ("385,814,752", "0.39B", True),
        ("22,855,952", "22,855,951", False),
        ("7.89 to 8.92 times", "8 to 9 times", True),
        ("7.89 to 9.92 times", "8 to 9 times", False),
    ],
)
def test_rounding_is_to_the_digits_in_print(recomputed, printed, same):
    """This verifies the helper of the tests above."""
    assert same == rounds(recomputed, printed)


def test_every_verdict_is_explained_and_used():
    """The legend has exactly the verdicts that occur."""
    assert set(VERDICTS) == {figure.verdict for figure in TABLE}
    assert [f.name for f in fields(Figure)] == list(published().columns)


def test_a_figure_that_leaves_out_the_fully_connected_layer_rounds_to_print_without_it():
    """Such figures are inconsistent, not errata."""
    split = [figure for figure in RECOMPUTED if " with FC; " in figure.recomputed]
    assert {"inconsistent"} == {figure.verdict for figure in split}
    assert [True] * 3 == [rounds(figure.recomputed.partition(";")[2], figure.published) for figure in split]


def test_figures_in_notes_are_correct():
    """The figures in the notes are computed too."""
    notes = {(figure.source, figure.quantity): figure.note for figure in TABLE}
    assert "99.29 %" in notes["MobileNetV1, Table 2", "Conv 3×3, MACs"]
    *_, (with_expansion, _, _) = numbers(notes["MobileNetV2, Table 4", "α = 1, MACs"])
    assert "313.6" == f"{with_expansion / 10**6:.1f}"


def test_accuracies_equal_those_of_the_paper():
    """MACs and parameters agree with independent recomputations."""
    found = accuracies()
    assert (71.7, 70.6, 68.4, 63.7, 50.6, 69.1, 67.2, 64.4) == tuple(found["top1"])
    assert (100, 100, 75, 50, 25, 100, 100, 100) == tuple(found["percent"])
    assert (224, 224, 224, 224, 224, 192, 160, 128) == tuple(found["resolution"])
    millions = (found["macs"] / 10**6).map("{:.2f}".format)
    assert "4867.29 568.74 325.40 149.50 41.03 418.12 290.68 186.40" == " ".join(millions)
    parameters = (found["parameters"] / 10**6).map("{:.3f}".format)
    assert "29.281 4.209 2.568 1.320 0.464 4.209 4.209 4.209" == " ".join(parameters)
    assert found["label"].is_unique
    cited = {figure.published for figure in TABLE if figure.verdict == CITED}
    assert {f"{top1} %" for top1 in found["top1"]} == cited


def test_ratio_of_full_convolutions_to_separable():
    """The note says 8.56 times the MACs and 6.96 times the parameters."""
    notes = {(figure.source, figure.quantity): figure.note for figure in TABLE}
    assert "8.56 times the MACs and 6.96 times" in notes["MobileNetV1, Table 4", "Full convolutions, MACs"]
    full, separable = accuracies().iloc[0], accuracies().iloc[1]
    assert ("8.56", "6.96") == tuple(f"{full[name] / separable[name]:.2f}" for name in ("macs", "parameters"))
