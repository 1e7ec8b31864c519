"""Four networks as the tables of their papers, and how a table becomes operations."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from conv.networks.counting import Convention, as_paper
from conv.networks.operations import RELU, RELU6, SILU, Chain, Operation
from conv.networks.papers.blocks import Block, Conv, Head, Module, Pair, Separable, Style, bottlenecks
from conv.shapes import VALID


def as_given(filters: int, percent: int) -> int:
    """No width multiplier."""
    return filters


def cut(filters: int, percent: int) -> int:
    """α·N without its fraction, as in MobileNetV1.

    >>> cut(32, 29)
    9
    """
    return filters * percent // 100


def in_eights(filters: int, percent: int) -> int:
    """The multiple of 8 nearest to α·N, but at least 8 and not less than 90 % of it, as in MobileNetV2.

    >>> in_eights(32, 140), in_eights(24, 35)
    (48, 8)
    """
    nearest = max(8, (filters * percent + 400) // 800 * 8)
    return nearest + 8 if nearest * 1000 < filters * percent * 9 else nearest


@dataclass(frozen=True, slots=True)
class Network:
    """A published network: its table, how its paper counts, and the resolution ρ and widths α that it has there."""

    label: str
    source: str
    blocks: tuple[Block, ...]
    activation: str
    paper: Convention
    resolution: int = 224
    percents: tuple[int, int] = (100, 100)  # least and largest width α, in percent
    width: Callable[[int, int], int] = as_given


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
        paper=as_paper("MACs and weights, with the fully connected layer; no biases, no batch norm.", False, 0),
        percents=(25, 100),
        width=cut,
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
            Conv(1280, kernel=1, grows=True),
            Head(1000),
        ),
        activation=RELU6,
        paper=as_paper("MACs, weights and the biases of the fully connected layer; no batch norm.", norms=0),
        percents=(35, 140),
        width=in_eights,
    ),
    "xception": Network(
        "Xception",
        "Chollet 2016, arXiv:1610.02357, Figure 5",
        blocks=(
            *(Conv(32, stride=2, padding=VALID), Conv(64, padding=VALID)),
            *(Module((128, 128), stride=2, starts=True), Module((256, 256), stride=2), Module((728, 728), stride=2)),
            *[Module((728, 728, 728))] * 8,
            *(Module((728, 1024), stride=2), Pair(1536), Pair(2048)),
            Head(1000),
        ),
        activation=RELU,
        paper=as_paper("Parameters, with batch norm's scale and shift. The paper gives no MACs: these are all."),
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
        paper=as_paper("MACs, which the paper calls FLOPs; parameters, with batch norm's scale and shift."),
    ),
}


@lru_cache(100)  # of 40 kB
def expand(network: Network, percent: int = 100, resolution: int | None = None) -> tuple[Operation, ...]:
    """
    The operations of a network at a width and a resolution.

    Parameters
    ----------
    network : Network
        One of `NETWORKS`, or another table.
    percent : int
        Width α in percent of the table's filters.
    resolution : int, optional
        Side ρ of the square input with three channels, cells; the paper's own if left out.

    Returns
    -------
    tuple of Operation
        In the order of the data; what goes beside a block comes within it.

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
    chain, style, seen = Chain(3, (side, side)), Style(network.activation, network.width, percent), Counter()
    for block in network.blocks:
        seen[block.label] += 1
        several = sum(other.label == block.label for other in network.blocks) > 1
        chain.block = f"{block.label} {seen[block.label]}" if several else block.label
        block.append(chain, style)
    return tuple(chain.operations)
