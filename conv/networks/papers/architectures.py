"""Four published networks as the tables of their papers, and the expansion of a table to operations."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from conv.networks.counting import Convention, paper_convention
from conv.networks.operations import RELU, RELU6, SILU, Chain, Operation
from conv.networks.papers.blocks import Block, Conv, Head, Separable, Style, XceptionModule, XceptionPair, bottlenecks
from conv.shapes import VALID


def fixed_width(filters: int, percent: int) -> int:
    """No width multiplier."""
    return filters


def truncated(filters: int, percent: int) -> int:
    """α·N rounded down, as in MobileNetV1.

    >>> truncated(32, 29)
    9
    """
    return filters * percent // 100


def divisible_by_8(filters: int, percent: int) -> int:
    """The multiple of 8 nearest to α·N, but at least 8 and at least 90 % of α·N, as in MobileNetV2.

    >>> divisible_by_8(32, 140), divisible_by_8(24, 35)
    (48, 8)
    """
    nearest = max(8, (filters * percent + 400) // 800 * 8)
    return nearest + 8 if nearest * 1000 < filters * percent * 9 else nearest


@dataclass(frozen=True, slots=True)
class Network:
    """A published network: its table, and the counting convention, resolution ρ and widths α of its paper."""

    label: str
    source: str
    blocks: tuple[Block, ...]
    activation: str
    paper: Convention
    resolution: int = 224
    percents: tuple[int, int] = (100, 100)  # least and largest width α, in percent
    width: Callable[[int, int], int] = fixed_width


NETWORKS = {
    "mobilenet-v1": Network(
        "MobileNetV1",
        "Howard et al. 2017, arXiv:1704.04861, Table 1",
        blocks=(
            Conv(32, stride=2),
            Separable(64),
            *(Separable(128, stride=2), Separable(128)),
            *(Separable(256, stride=2), Separable(256)),
            *(Separable(512, stride=2), *[Separable(512)] * 5),
            *(Separable(1024, stride=2), Separable(1024)),
            Head(1000),
        ),
        activation=RELU,
        paper=paper_convention("MACs and weights, with the fully connected layer; no biases, no batch norm.", False, 0),
        percents=(25, 100),
        width=truncated,
    ),
    "mobilenet-v2": Network(
        "MobileNetV2",
        "Sandler et al. 2018, arXiv:1801.04381, Table 2",
        blocks=(
            Conv(32, stride=2),
            *bottlenecks(
                (1, 3, 16, 1, 1),
                (6, 3, 24, 2, 2),
                (6, 3, 32, 3, 2),
                (6, 3, 64, 4, 2),
                (6, 3, 96, 3, 1),
                (6, 3, 160, 3, 2),
                (6, 3, 320, 1, 1),
            ),
            Conv(1280, kernel=1, never_narrower=True),
            Head(1000),
        ),
        activation=RELU6,
        paper=paper_convention("MACs, weights and the biases of the fully connected layer; no batch norm.", norms=0),
        percents=(35, 140),
        width=divisible_by_8,
    ),
    "xception": Network(
        "Xception",
        "Chollet 2016, arXiv:1610.02357, Figure 5",
        blocks=(
            *(Conv(32, stride=2, padding=VALID), Conv(64, padding=VALID)),
            *(
                XceptionModule((128, 128), stride=2, after_activation=True),
                XceptionModule((256, 256), stride=2),
                XceptionModule((728, 728), stride=2),
            ),
            *[XceptionModule((728, 728, 728))] * 8,
            *(XceptionModule((728, 1024), stride=2), XceptionPair(1536), XceptionPair(2048)),
            Head(1000),
        ),
        activation=RELU,
        paper=paper_convention(
            "Parameters, with batch norm's scale and shift. The paper gives no MACs: these are all."
        ),
        resolution=299,
    ),
    "efficientnet-b0": Network(
        "EfficientNet-B0",
        "Tan and Le 2019, arXiv:1905.11946, Table 1",
        blocks=(
            Conv(32, stride=2),
            *bottlenecks(
                (1, 3, 16, 1, 1),
                (6, 3, 24, 2, 2),
                (6, 5, 40, 2, 2),
                (6, 3, 80, 3, 2),
                (6, 5, 112, 3, 1),
                (6, 5, 192, 4, 2),
                (6, 3, 320, 1, 1),
                gated=True,
            ),
            Conv(1280, kernel=1),
            Head(1000),
        ),
        activation=SILU,
        paper=paper_convention("MACs, which the paper calls FLOPs; parameters, with batch norm's scale and shift."),
    ),
}


@lru_cache(100)  # 40 kB each
def expand(network: Network, percent: int = 100, resolution: int | None = None) -> tuple[Operation, ...]:
    """
    Expand the table of a network to operations, for a width and a resolution.

    Parameters
    ----------
    network : Network
        One of `NETWORKS`, or another table.
    percent : int
        Width α in percent of the table's filters.
    resolution : int, optional
        Side ρ of the square input with three channels, in cells; by default that of the paper.

    Returns
    -------
    tuple of Operation
        In execution order; the operations of a branch lie within its block.

    Raises
    ------
    ValueError
        If a window does not fit its padded input.

    Examples
    --------
    >>> sum(operation.macs for operation in expand(NETWORKS["mobilenet-v1"]))
    568740352
    """
    side = resolution or network.resolution
    chain, style, numbers = Chain(3, (side, side)), Style(network.activation, network.width, percent), Counter()
    for block in network.blocks:
        numbers[block.label] += 1
        several = sum(other.label == block.label for other in network.blocks) > 1
        chain.block = f"{block.label} {numbers[block.label]}" if several else block.label
        block.append(chain, style)
    return tuple(chain.operations)
