"""The cost of a layer in exact integers, without allocating any array. Twin of assets/layer/cost.js."""

from dataclasses import dataclass
from fractions import Fraction

from conv.shapes import SAME, VALID, Padding, check_padding, check_whole, output_size, span

BYTES = 4  # per float32 value


@dataclass(frozen=True, slots=True)
class Stage:
    """The costs of one convolution, or of the separable pair."""

    parameters: int
    macs: int
    adds: int
    output_elements: int
    bytes_moved: int
    intermediate_elements: int = 0  # written by the depthwise step, read by the pointwise step

    @property
    def flops(self) -> int:
        """Floating-point operations, counted as two per MAC."""
        return 2 * self.macs

    @property
    def multiplies(self) -> int:
        """Exact number of multiplications: one per MAC."""
        return self.macs

    @property
    def intensity(self) -> float:
        """Arithmetic intensity: FLOPs per byte moved."""
        return self.flops / self.bytes_moved


@dataclass(frozen=True, slots=True)
class Costs:
    """The standard layer, the two steps that replace it, and both steps together."""

    standard: Stage
    depthwise: Stage
    pointwise: Stage
    separable: Stage


def cost(
    *,
    size: int | tuple[int, int],
    channels: int,
    filters: int,
    kernel: int,
    stride: int = 1,
    padding: Padding = VALID,
    dilation: int = 1,
    multiplier: int = 1,
    bias: bool = False,
) -> Costs:
    """
    Count the cost of a standard layer and of its depthwise separable replacement on one image.

    Multiplications with padding zeros count, as in every published table. Memory traffic assumes float32 values that
    are moved once: input and parameters are read, outputs are written. The separable pair also writes and reads its
    intermediate maps.

    Parameters
    ----------
    size : int or (int, int)
        Input height and width in cells; one number means a square.
    channels : int
        Input channels M.
    filters : int
        Output channels N.
    kernel : int
        Side k of the square kernel, cells.
    stride : int
        Stride of the window in cells. It applies to the depthwise step; the pointwise step has stride 1.
    padding : "valid", "same" or int
        As in `conv.shapes.pad_amounts`.
    dilation : int
        Distance between neighbouring taps in cells.
    multiplier : int
        Depth multiplier D: number of maps that the depthwise step makes from each channel.
    bias : bool
        Whether each step has one bias parameter per output channel.

    Returns
    -------
    Costs
        With H'·W' output pixels, the standard layer has H'·W'·k²·M·N MACs and the separable pair
        H'·W'·(k²·M·D + M·D·N).

    Raises
    ------
    ValueError
        If a number is not whole or too small, or the kernel is larger than its padded input.

    References
    ----------
    .. [1] Howard et al., "MobileNets", 2017, arXiv:1704.04861, section 3.1.

    Examples
    --------
    >>> costs = cost(size=32, channels=3, filters=64, kernel=3)
    >>> costs.standard.macs, costs.separable.macs
    (1555200, 197100)
    """
    height, width = _sides(size)
    channels, filters = check_whole("channels", channels), check_whole("filters", filters)
    kernel, multiplier = check_whole("kernel", kernel), check_whole("multiplier", multiplier)
    stride, dilation = check_whole("stride", stride), check_whole("dilation", dilation)
    padding = check_padding(padding)
    rows, columns = (output_size(side, kernel, stride, padding, dilation) for side in (height, width))
    if min(rows, columns) < 1:
        raise ValueError(
            f"kernel={kernel}: spans {span(kernel, dilation)} cells, more than its padded input; "
            "choose a smaller kernel or dilation, or more padding."
        )
    pixels, inputs, maps = rows * columns, height * width * channels, channels * multiplier
    standard = _stage(inputs, kernel**2 * channels, filters, pixels, bias)
    depthwise = _stage(inputs, kernel**2, maps, pixels, bias)
    pointwise = _stage(depthwise.output_elements, maps, filters, pixels, bias)
    return Costs(standard, depthwise, pointwise, _in_sequence(depthwise, pointwise))


def one_bias_parameters(channels: int, filters: int, kernel: int, multiplier: int = 1) -> int:
    """
    Parameters of the separable pair with one bias vector, which follows the pointwise step, as in Keras.

    Parameters
    ----------
    channels, filters, kernel, multiplier : int
        Input channels M, output channels N, kernel side k, depth multiplier D; at least 1.

    Returns
    -------
    int
        k²·M·D + M·D·N + N. `cost` with bias has M·D more, because its depthwise step has biases as well.

    Raises
    ------
    ValueError
        If a number is not whole or below 1.

    References
    ----------
    .. [1] Keras documentation, "SeparableConv2D layer": arguments depth_multiplier, use_bias, bias_initializer.

    Examples
    --------
    >>> one_bias_parameters(channels=3, filters=32, kernel=3)
    155
    """
    layer = {"channels": channels, "filters": filters, "kernel": kernel, "multiplier": multiplier}
    plain, biased = (cost(size=1, padding=SAME, bias=bias, **layer) for bias in (False, True))  # at any size the same
    return plain.depthwise.parameters + biased.pointwise.parameters


def ratio(filters: int, kernel: int, multiplier: int = 1) -> Fraction:
    """
    Exact cost ratio of the separable pair to the standard layer, for MACs and for parameters without bias.

    H'·W'·(k²·M·D + M·D·N) ÷ (H'·W'·k²·M·N) = D·(1/N + 1/k²): image size, input channels and stride cancel out.

    Parameters
    ----------
    filters, kernel, multiplier : int
        Output channels N, kernel side k, depth multiplier D; at least 1.

    Returns
    -------
    Fraction
        Below 1 where the separable pair is cheaper; always above D/k².

    Raises
    ------
    ValueError
        If a number is not whole or below 1.

    References
    ----------
    .. [1] Howard et al., "MobileNets", 2017, arXiv:1704.04861, section 3.1.

    Examples
    --------
    >>> ratio(64, 3)
    Fraction(73, 576)
    """
    filters, kernel = check_whole("filters", filters), check_whole("kernel", kernel)
    return check_whole("multiplier", multiplier) * (Fraction(1, filters) + Fraction(1, kernel**2))


def _sides(size: int | tuple[int, int]) -> tuple[int, int]:
    """Return height and width; one number means both."""
    if isinstance(size, (tuple, list)) and len(size) == 2:
        return check_whole("height", size[0]), check_whole("width", size[1])
    return (check_whole("size", size),) * 2


def _stage(inputs: int, taps: int, maps: int, pixels: int, bias: bool) -> Stage:
    """Costs of one convolution with `taps` weights per output map."""
    outputs, parameters = pixels * maps, (taps + bias) * maps
    return Stage(
        parameters=parameters,
        macs=taps * outputs,
        adds=(taps - 1 + bias) * outputs,
        output_elements=outputs,
        bytes_moved=BYTES * (inputs + parameters + outputs),
    )


def _in_sequence(first: Stage, second: Stage) -> Stage:
    """Costs of two steps together. The intermediate maps count twice: written by the first, read by the second."""
    return Stage(
        parameters=first.parameters + second.parameters,
        macs=first.macs + second.macs,
        adds=first.adds + second.adds,
        output_elements=second.output_elements,
        bytes_moved=first.bytes_moved + second.bytes_moved,
        intermediate_elements=first.output_elements,
    )
