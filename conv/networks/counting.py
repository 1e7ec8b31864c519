"""Counting conventions: each is a table of factors per kind of operation, and one function applies it."""

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
    """How many operations each MAC, element, channel and pooled value counts as."""

    macs: int = 0
    input_elements: int = 0
    output_elements: int = 0
    biased_outputs: int = 0  # per output element, if the operation has a bias
    channels: int = 0  # per input channel
    values_read: int = 0  # per value that a pooling operation reads

    def count(self, operation: Operation) -> int:
        """The work of one operation."""
        outputs = self.output_elements + self.biased_outputs * operation.bias
        return (  # terms with factor 0 are skipped: one slider step counts thousands of operations
            (self.macs and self.macs * operation.macs)
            + (self.input_elements and self.input_elements * operation.input_elements)
            + (outputs and outputs * operation.output_elements)
            + (self.channels and self.channels * operation.channels)
            + (self.values_read and self.values_read * operation.values_read)
        )


@dataclass(frozen=True, slots=True)
class Convention:
    """
    A counting convention: the work of each kind of operation, and which parameters count.

    Parameters
    ----------
    label, sentence : str
        Name and description.
    work : mapping
        Factors by kind of operation; other kinds count 0.
    unit : str
        Unit of the work.
    biases : bool
        Whether biases are parameters.
    norms : int
        Parameters of batch norm per channel.
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
        """Return parameters and work of one operation, exact integers."""
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
        Return parameters and work of a whole network, exact integers.

        Examples
        --------
        >>> from conv.networks.papers.architectures import NETWORKS, expand
        >>> CONVENTIONS["thop"].total(expand(NETWORKS["mobilenet-v1"]))
        (4231976, 588962304)
        """
        counts = [self.count(operation) for operation in operations]
        return sum(parameters for parameters, _ in counts), sum(work for _, work in counts)


SWITCHES_SENTENCE = (
    "One for each output of a bias, each activation and each value that is pooled. Batch norm, for each element: "
    "folded one addition, scale and shift one MAC or two operations, with statistics twice that. Multiplies + adds: n "
    "products have n − 1 additions. Additions of shortcuts are left out."
)


def _products(**more: int) -> dict[str, Factors]:
    """The same factors for convolutions and fully connected layers."""
    return dict.fromkeys((CONV, LINEAR), Factors(**{"macs": 1} | more))


def from_switches(unit: str, bias: bool, norm: str, activation: bool, pooling: bool, linear: bool) -> Convention:
    """
    Make a convention from the switches on the page.

    Parameters
    ----------
    unit : {"macs", "flops", "exact"}
        One operation per multiply-accumulate; two per multiply-accumulate; or the exact number of multiplications and
        additions, where a sum of n products has n − 1 additions.
    bias : bool
        Whether biases count: as parameters, and as one addition per output element.
    norm : {"none", "folded", "affine", "statistics"}
        Batch norm: 0, 1, 2 or 4 parameters per channel, and 0, 1, 2 or 4 operations per element. Scale and shift
        together are one multiply-accumulate, and so is the normalization by mean and standard deviation.
    activation : bool
        Whether activations count: one operation per element.
    pooling : bool
        Whether pooling counts: one operation per value that is read.
    linear : bool
        Whether fully connected layers count.
    """
    pairs = 1 if unit == "macs" else 2
    products = {"macs": {}, "flops": {"macs": 2}, "exact": {"macs": 2, "output_elements": -1}}[unit]
    work = _products(**products, biased_outputs=int(bias))
    if norm != "none":
        work[NORM] = Factors(output_elements={"folded": 1, "affine": pairs, "statistics": 2 * pairs}[norm])
    if activation:
        work |= dict.fromkeys(ACTIVATIONS, Factors(output_elements=1))
    if pooling:
        work |= dict.fromkeys(POOLS, Factors(values_read=1))
    norms = {"none": 0, "folded": 1, "affine": 2, "statistics": 4}[norm]
    return Convention("Switches", SWITCHES_SENTENCE, work, UNITS[unit], biases=bias, norms=norms, linear=linear)


def paper_convention(sentence: str, biases: bool = True, norms: int = 2) -> Convention:
    """A convention that counts MACs only, and the parameters that the paper counts."""
    return Convention("As the paper", sentence, _products(), biases=biases, norms=norms)


PLAIN = Convention("Plain", "MACs and weights; no biases, no batch norm.", _products(), biases=False, norms=0)

# The output of these programs for a network in evaluation mode, with default options; tools/counters.py runs them.
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
        _products(biased_outputs=1) | {NORM: Factors(channels=2)},
    ),
    "fvcore": Convention(
        "fvcore",
        "MACs, two for each element of batch norm, and one for each value that global pooling reads; no biases.",
        _products() | {NORM: Factors(output_elements=2), GLOBAL_POOL: Factors(input_elements=1)},
    ),
    "thop": Convention(
        "thop",
        "MACs, four for each element of batch norm, and average pooling; no biases.",
        _products()
        | {
            NORM: Factors(output_elements=4),
            AVERAGE_POOL: Factors(output_elements=1),
            GLOBAL_POOL: Factors(input_elements=1, output_elements=1),
        },
    ),
    "ptflops": Convention(
        "ptflops",
        "MACs, biases, two for each element of batch norm, one for ReLU6 and SiLU, and ReLU and pooling twice: as a "
        "layer and as the function that it calls.",
        _products(biased_outputs=1)
        | {NORM: Factors(output_elements=2), RELU: Factors(output_elements=2)}
        | dict.fromkeys((RELU6, SILU), Factors(output_elements=1))
        | dict.fromkeys(POOLS, Factors(input_elements=2)),
    ),
    "ptflops-aten": Convention(
        "ptflops aten",
        "MACs, and one for each output of a bias.",
        _products(biased_outputs=1),
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
        {CONV: Factors(macs=2, biased_outputs=1), LINEAR: Factors(macs=2), NORM: Factors(output_elements=2)}
        | dict.fromkeys((RELU, SILU), Factors(output_elements=1))
        | dict.fromkeys(POOLS, Factors(input_elements=1)),
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
