"""The figures printed in the papers, compared with the exact figures of their networks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import NamedTuple

import pandas as pd

from conv.cost import cost, ratio
from conv.networks.papers.architectures import NETWORKS, Network, expand
from conv.networks.papers.blocks import Conv, Separable
from conv.networks.swap import Operations, after, to_standard
from conv.shapes import SAME

EXACT, ROUNDED, TRUNCATED = "exact", "rounded", "truncated"
ERRATUM, INCONSISTENT, CITED = "erratum", "inconsistent", "cited"
VERDICTS = {
    EXACT: "Rounded as in print, it is the figure in print.",
    ROUNDED: "True of rounded figures only.",
    TRUNCATED: "Digits were cut off, not rounded.",
    ERRATUM: "A mistake in print.",
    INCONSISTENT: "Counted in another way than the figures beside it.",
    CITED: "Measured by the authors; it cannot be recomputed.",
}

ONE_LAYER = "MACs and weights of one layer; no biases."

V1, V2 = NETWORKS["mobilenet-v1"], NETWORKS["mobilenet-v2"]
XCEPTION, B0 = NETWORKS["xception"], NETWORKS["efficientnet-b0"]
V1_AS_PRINTED = replace(V1, blocks=(*V1.blocks[:-2], Separable(1024, stride=2), V1.blocks[-1]))
V1_SHALLOW = replace(V1, blocks=tuple(block for block in V1.blocks if block != Separable(512)))
V2_WITH_EXPANSION = replace(V2, blocks=(V2.blocks[0], Conv(32, kernel=1), *V2.blocks[1:]))


class Variant(NamedTuple):
    """The network of a row of a paper's table; `full` means standard convolutions only."""

    network: Network
    percent: int = 100
    resolution: int | None = None
    full: bool = False

    @property
    def operations(self) -> Operations:
        """The operations of the network."""
        operations = expand(self.network, self.percent, self.resolution)
        return after(to_standard(operations)) if self.full else operations


class Row(NamedTuple):
    """A row of a paper's table as printed; top1 is the ImageNet accuracy in percent."""

    source: str
    name: str
    variant: Variant
    macs: str = ""
    parameters: str = ""
    top1: float | None = None


ROWS = (
    Row("MobileNetV1, Table 1", "Last depthwise layer with stride 2, as printed", Variant(V1_AS_PRINTED), "569M"),
    Row("MobileNetV1, Table 4", "Full convolutions", Variant(V1, full=True), "4866M", "29.3M", 71.7),
    Row("MobileNetV1, Table 4", "Separable", Variant(V1), "569M", "4.2M", 70.6),
    Row("MobileNetV1, Table 5", "α = 0.75", Variant(V1, 75), "325M", "2.6M"),
    Row("MobileNetV1, Table 5", "Shallow", Variant(V1_SHALLOW), "307M", "2.9M"),
    Row("MobileNetV1, Table 6", "α = 1", Variant(V1), "569M", "4.2M", 70.6),
    Row("MobileNetV1, Table 6", "α = 0.75", Variant(V1, 75), "325M", "2.6M", 68.4),
    Row("MobileNetV1, Table 6", "α = 0.5", Variant(V1, 50), "149M", "1.3M", 63.7),
    Row("MobileNetV1, Table 6", "α = 0.25", Variant(V1, 25), "41M", "0.5M", 50.6),
    Row("MobileNetV1, Table 7", "ρ = 224", Variant(V1), "569M", "", 70.6),
    Row("MobileNetV1, Table 7", "ρ = 192", Variant(V1, resolution=192), "418M", "", 69.1),
    Row("MobileNetV1, Table 7", "ρ = 160", Variant(V1, resolution=160), "290M", "", 67.2),
    Row("MobileNetV1, Table 7", "ρ = 128", Variant(V1, resolution=128), "186M", "", 64.4),
    Row("MobileNetV1, Table 9", "α = 0.5, ρ = 160", Variant(V1, 50, 160), "76M", "1.32M"),
    Row("MobileNetV2, Table 4", "α = 1", Variant(V2), "300M", "3.4M"),
    Row("MobileNetV2, Table 4", "α = 1.4", Variant(V2, 140), "585M", "6.9M"),
    Row("Xception, Table 3", "Xception", Variant(XCEPTION), "", "22,855,952"),
    Row("EfficientNet, Table 2", "B0", Variant(B0), "0.39B", "5.3M"),
)

# MobileNetV1, Table 2: stage, name, percent of all MACs, percent of all parameters.
SHARES = (
    ("pointwise", "Conv 1×1", "94.86", "74.59"),
    ("depthwise", "Conv DW 3×3", "3.06", "1.06"),
    ("standard", "Conv 3×3", "1.19", "0.02"),
    ("linear", "Fully connected", "0.18", "24.33"),
)


def _full_over_separable() -> tuple[float, float]:
    """Ratios of MACs and of parameters: MobileNetV1 with full convolutions to the separable network."""
    full, separable = (V1.paper.total(Variant(V1, full=full).operations) for full in (True, False))
    return full[1] / separable[1], full[0] / separable[0]


# Verdict and explanation for each figure that is not exact, by source and quantity.
REMARKS = {
    ("MobileNetV1, Table 1", "Last depthwise layer with stride 2, as printed, MACs"): (
        ERRATUM,
        "It is printed as “s2” with 7×7 maps before and after it: it has stride 1, and with that the network has 569M.",
    ),
    ("MobileNetV1, Table 2", "Conv 3×3, MACs"): (
        ERRATUM,
        f"The column in print adds up to {sum(Decimal(row[2]) for row in SHARES)} % only: two digits were swapped.",
    ),
    ("MobileNetV1, Table 4", "Full convolutions, MACs"): (
        INCONSISTENT,
        "The MACs leave the fully connected layer out, the parameters of the same row count it. Counted in both, full "
        "convolutions have {:.2f} times the MACs and {:.2f} times the parameters.".format(*_full_over_separable()),
    ),
    ("MobileNetV1, Table 7", "ρ = 160, MACs"): (
        INCONSISTENT,
        "The MACs leave the fully connected layer out, or were cut off; the other rows count it and are rounded.",
    ),
    ("MobileNetV1, Table 9", "α = 0.5, ρ = 160, MACs"): (
        INCONSISTENT,
        "The MACs leave the fully connected layer out, or were cut off; the parameters of the same row count it.",
    ),
    ("MobileNetV1, text", "Standard ÷ separable, MACs"): (
        ROUNDED,
        "The first pair, with the fewest filters, saves a little less than 8 times.",
    ),
    ("MobileNetV2, Table 4", "α = 1, MACs"): (
        TRUNCATED,
        "Rounded, they are 301M; the first block, whose t is 1, has no expansion layer, or they would be "
        f"{V2.paper.total(expand(V2_WITH_EXPANSION))[1]:,}.",
    ),
    ("MobileNetV2, Table 4", "α = 1, parameters"): (TRUNCATED, "Rounded, they are 3.5M."),
    ("MobileNetV2, Table 4", "α = 1.4, MACs"): (ERRATUM, "The authors' own repository says 582M."),
    ("MobileNetV2, Table 4", "α = 1.4, parameters"): (ERRATUM, "The authors' own repository says 6.06M."),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure and the exact figure."""

    source: str
    quantity: str
    published: str
    recomputed: str = ""
    verdict: str = CITED
    convention: str = ""
    note: str = ""


def published() -> pd.DataFrame:
    """
    All figures that the papers print about their networks, with the exact figure, a verdict and a note.

    Returns
    -------
    DataFrame
        One row per figure; the columns are the fields of `Figure`, all text. Verdicts are keys of `VERDICTS`; every
        recomputed figure that is not exact has a note.

    Examples
    --------
    >>> published()[["published", "recomputed", "verdict"]].iloc[1].tolist()
    ['94.86 %', '94.8574 %', 'exact']
    """
    return pd.DataFrame(list(_figures()))


def accuracies() -> pd.DataFrame:
    """
    ImageNet accuracies of MobileNetV1 from its paper, with exact MACs and parameters.

    Returns
    -------
    DataFrame
        One row per published width and resolution, and one for full convolutions. Columns: label, percent, resolution,
        top1 (percent, cited), macs, parameters.

    Examples
    --------
    >>> accuracies()["macs"].tolist()[:2]
    [4867293184, 568740352]
    """
    points = {row.variant: row for row in ROWS if row.top1}
    return pd.DataFrame([_point(row) for row in points.values()])


def _point(row: Row) -> dict[str, str | int | float]:
    network, percent, resolution, full = row.variant
    size = {"percent": percent, "resolution": resolution or network.resolution}
    label = row.name if full else "α = {:g}, ρ = {}".format(percent / 100, size["resolution"])
    parameters, macs = network.paper.total(row.variant.operations)
    return {"label": label} | size | {"top1": row.top1, "macs": macs, "parameters": parameters}


@cache
def _figures() -> tuple[Figure, ...]:
    """All figures, grouped by paper and sorted by table."""
    found = [*(figure for row in ROWS for figure in _row_figures(row)), *_table_2(), *_table_3(), _saving_figure()]
    papers = list(dict.fromkeys(_paper(figure) for figure in found))
    return tuple(sorted(found, key=lambda figure: (papers.index(_paper(figure)), figure.source)))


def _paper(figure: Figure) -> str:
    return figure.source.partition(",")[0]


def _compare(source: str, quantity: str, printed: str, recomputed: str, convention: str) -> Figure:
    verdict, note = REMARKS.get((source, quantity), (EXACT, ""))
    return Figure(source, quantity, printed, recomputed, verdict, convention, note)


def _row_figures(row: Row) -> Iterator[Figure]:
    """Up to three figures of a row; inconsistent MACs are given with and without the fully connected layer."""
    paper, operations = row.variant.network.paper, row.variant.operations
    parameters, macs = paper.total(operations)
    if row.macs:
        figure = _compare(row.source, f"{row.name}, MACs", row.macs, f"{macs:,}", paper.sentence)
        if figure.verdict == INCONSISTENT:
            body = replace(paper, linear=False).total(operations)[1]
            figure = replace(figure, recomputed=f"{macs:,} with FC; {body:,} without")
        yield figure
    if row.parameters:
        yield _compare(row.source, f"{row.name}, parameters", row.parameters, f"{parameters:,}", paper.sentence)
    if row.top1:
        yield Figure(row.source, f"{row.name}, ImageNet top-1", f"{row.top1} %")


def _table_2() -> Iterator[Figure]:
    """The shares of each kind of layer in MACs and parameters."""
    operations = expand(V1)
    all_parameters, all_macs = V1.paper.total(operations)
    for stage, name, macs_share, parameters_share in SHARES:
        parameters, macs = V1.paper.total(operation for operation in operations if operation.stage == stage)
        for quantity, share, part, whole in (
            ("MACs", macs_share, macs, all_macs),
            ("parameters", parameters_share, parameters, all_parameters),
        ):
            recomputed = f"{100 * part / whole:.4f} %"
            yield _compare("MobileNetV1, Table 2", f"{name}, {quantity}", f"{share} %", recomputed, V1.paper.sentence)


def _table_3() -> Iterator[Figure]:
    """The costs of one layer with successive reductions."""
    layer = {"size": 14, "channels": 512, "filters": 512, "kernel": 3, "padding": SAME}
    narrow = layer | dict.fromkeys(("channels", "filters"), V1.width(512, 75))
    rows = (
        ("Standard layer", cost(**layer).standard, "462M", "2.36M"),
        ("Separable layer", cost(**layer).separable, "52.3M", "0.27M"),
        ("Separable, α = 0.75", cost(**narrow).separable, "29.6M", "0.15M"),
        ("Separable, α = 0.75, ρ = 0.714", cost(**narrow | {"size": 10}).separable, "15.1M", "0.15M"),
    )
    for name, stage, macs, parameters in rows:
        yield _compare("MobileNetV1, Table 3", f"{name}, MACs", macs, f"{stage.macs:,}", ONE_LAYER)
        yield _compare("MobileNetV1, Table 3", f"{name}, parameters", parameters, f"{stage.parameters:,}", ONE_LAYER)


def _saving_figure() -> Figure:
    """Range of the savings of a separable pair over all pairs of the network."""
    savings = [float(1 / ratio(block.filters, 3)) for block in V1.blocks if isinstance(block, Separable)]
    between = f"{min(savings):.2f} to {max(savings):.2f} times"
    return _compare("MobileNetV1, text", "Standard ÷ separable, MACs", "8 to 9 times", between, ONE_LAYER)
