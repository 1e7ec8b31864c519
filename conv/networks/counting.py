"""How to count: each convention is a table of factors, and one function applies it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from conv.networks.operations import (
    ACTIVATIONS,
    AVERAGE_POOL,
    CONV,
    GLOBAL_POOL,
    LINEAR,
    NORM,
    POOLS,
    RELU,
    RELU6,
    SILU,
    Operation,
)

UNITS = {"macs": "MACs", "flops": "FLOPs", "exact": "Multiplies + adds"}
NORMS = {"none": "None", "folded": "Folded", "affine": "Scale and shift", "statistics": "+ statistics"}


@dataclass(frozen=True, slots=True)
class Factors:
    """What each thing that an operation has counts."""

    macs: int = 0
    incoming: int = 0  # elements that come in
    elements: int = 0  # elements that go out
    biased: int = 0  # elements that go out, where a bias was added
    channels: int = 0  # channels that come in
    reads: int = 0  # values that a pooling reads

    def count(self, operation: Operation) -> int:
        """The sum for one operation."""
        elements = self.elements + self.biased * operation.bias
        return (  # what counts nothing is not computed: a slider waits for thousands of these
            (self.macs and self.macs * operation.macs)
            + (self.incoming and self.incoming * operation.incoming)
            + (elements and elements * operation.elements)
            + (self.channels and self.channels * operation.channels)
            + (self.reads and self.reads * operation.reads)
        )


@dataclass(frozen=True, slots=True)
class Convention:
    """
    A way to count: what operations of each kind count, and which parameters.

    Parameters
    ----------
    label, sentence : str
        Its name, and what it counts.
    work : mapping
        Factors by kind of operation; a kind without any counts nothing.
    unit : str
        What the sum is called.
    biases : bool
        Whether biases are parameters.
    norms : int
        Parameters of a batch norm for each channel.
    linear : bool
        Whether fully connected layers count.
    """

    label: str
    sentence: str
    work: Mapping[str, Factors] = field(hash=False)
    unit: str = UNITS["macs"]
    biases: bool = True
    norms: int = 2
    linear: bool = True

    def count(self, operation: Operation) -> tuple[int, int]:
        """Parameters and work of one operation, exact integers."""
        if operation.kind == LINEAR and not self.linear:
            return 0, 0
        parameters = operation.weights
        if operation.kind == NORM:
            parameters += self.norms * operation.channels
        if self.biases and operation.bias:
            parameters += operation.filters
        factors = self.work.get(operation.kind)
        return parameters, factors.count(operation) if factors else 0

    def total(self, operations: Iterable[Operation]) -> tuple[int, int]:
        """
        Parameters and work of a whole network, exact integers.

        Examples
        --------
        >>> from conv.networks.papers.architectures import NETWORKS, expand
        >>> CONVENTIONS["thop"].total(expand(NETWORKS["mobilenet-v1"]))
        (4231976, 588962304)
        """
        counts = [self.count(operation) for operation in operations]
        return sum(parameters for parameters, _ in counts), sum(work for _, work in counts)


SWITCHED = (
    "One for each output of a bias, each activation and each value that is pooled. Batch norm, for each element: "
    "folded one addition, scale and shift one MAC or two operations, with statistics twice that. Multiplies + adds: n "
    "products have n − 1 additions. Additions of shortcuts are left out."
)


def _products(**more: int) -> dict[str, Factors]:
    """Convolutions and fully connected layers count alike."""
    return dict.fromkeys((CONV, LINEAR), Factors(**{"macs": 1} | more))


def switched(unit: str, bias: bool, norm: str, activation: bool, pooling: bool, linear: bool) -> Convention:
    """
    The convention that switches make.

    Parameters
    ----------
    unit : {"macs", "flops", "exact"}
        One for each multiply-accumulate, two, or each multiplication and each addition by itself: a sum of n products
        has n − 1 additions.
    bias : bool
        Biases are parameters, and one addition for each output.
    norm : {"none", "folded", "affine", "statistics"}
        Of batch norm, for each channel 0, 1, 2 or 4 parameters and for each element 0, 1, 2 or 4 operations; scale
        and shift together are one multiply-accumulate, and so is taking off the mean over the deviation.
    activation : bool
        One operation for each element.
    pooling : bool
        One operation for each value that is read.
    linear : bool
        Fully connected layers count.
    """
    pairs = 1 if unit == "macs" else 2
    products = {"macs": {}, "flops": {"macs": 2}, "exact": {"macs": 2, "elements": -1}}[unit]
    work = _products(**products, biased=int(bias))
    if norm != "none":
        work[NORM] = Factors(elements={"folded": 1, "affine": pairs, "statistics": 2 * pairs}[norm])
    if activation:
        work |= dict.fromkeys(ACTIVATIONS, Factors(elements=1))
    if pooling:
        work |= dict.fromkeys(POOLS, Factors(reads=1))
    norms = {"none": 0, "folded": 1, "affine": 2, "statistics": 4}[norm]
    return Convention("Switches", SWITCHED, work, UNITS[unit], biases=bias, norms=norms, linear=linear)


def as_paper(sentence: str, biases: bool = True, norms: int = 2) -> Convention:
    """MACs alone, and the parameters that a paper counts."""
    return Convention("As the paper", sentence, _products(), biases=biases, norms=norms)


PLAIN = Convention("Plain", "MACs and weights; no biases, no batch norm.", _products(), biases=False, norms=0)

# What these programs print for a network in evaluation mode, with their defaults; tools/counters.py runs them.
CONVENTIONS = {
    "keras": Convention(
        "Keras",
        "The total of its summary: all parameters, batch norm's running mean and variance too, but not those of layers "
        "that prepare the image. It prints no MACs: these are the network's.",
        _products(),
        norms=4,
    ),
    "torchinfo": Convention(
        "torchinfo",
        "MACs, one for each output of a bias, and one for each parameter of batch norm, however large the maps.",
        _products(biased=1) | {NORM: Factors(channels=2)},
    ),
    "fvcore": Convention(
        "fvcore",
        "MACs, two for each element of batch norm, and one for each value that global pooling reads; no biases.",
        _products() | {NORM: Factors(elements=2), GLOBAL_POOL: Factors(incoming=1)},
    ),
    "thop": Convention(
        "thop",
        "MACs, four for each element of batch norm, and average pooling; no biases.",
        _products()
        | {
            NORM: Factors(elements=4),
            AVERAGE_POOL: Factors(elements=1),
            GLOBAL_POOL: Factors(incoming=1, elements=1),
        },
    ),
    "ptflops": Convention(
        "ptflops",
        "MACs, biases, two for each element of batch norm, one for ReLU6 and SiLU, and ReLU and pooling twice: as a "
        "layer and as the function that it calls.",
        _products(biased=1)
        | {NORM: Factors(elements=2), RELU: Factors(elements=2)}
        | dict.fromkeys((RELU6, SILU), Factors(elements=1))
        | dict.fromkeys(POOLS, Factors(incoming=2)),
    ),
    "ptflops-aten": Convention(
        "ptflops aten",
        "MACs, and one for each output of a bias.",
        _products(biased=1),
    ),
    "calflops": Convention(
        "calflops",
        "MACs alone, and all parameters but batch norm's statistics.",
        _products(),
    ),
    "calflops-flops": Convention(
        "calflops FLOPs",
        "Two for each MAC and each element of batch norm, one for each of ReLU and SiLU, each value pooled and each "
        "output of a convolution with bias.",
        {CONV: Factors(macs=2, biased=1), LINEAR: Factors(macs=2), NORM: Factors(elements=2)}
        | dict.fromkeys((RELU, SILU), Factors(elements=1))
        | dict.fromkeys(POOLS, Factors(incoming=1)),
        unit=UNITS["flops"],
    ),
    "torch": Convention(
        "FlopCounterMode",
        "PyTorch's own: exactly two for each MAC of convolutions and fully connected layers. It prints no parameters: "
        "these are the module's.",
        _products(macs=2),
        unit=UNITS["flops"],
    ),
}
