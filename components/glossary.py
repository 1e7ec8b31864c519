"""The glossary: every term of the field that the pages use, explained in one place."""

from dash import html

# For each term its name, and one or two sentences for a reader who meets it for the first time.
TERMS = {
    "convolution": (
        "Convolution",
        "A kernel slides over a picture. At each position the cells below it are multiplied by its weights, and the "
        "products are added to one number of the output.",
    ),
    "correlation": (
        "Cross-correlation",
        "The same sum of products with the kernel as it is. Convolution in mathematics rotates the kernel by 180° "
        "first; neural networks do not, and say convolution all the same.",
    ),
    "window": ("Window", "The k × k cells of the input below the kernel at one position."),
    "kernel": ("Kernel", "k × k weights, by which the cells of a window are multiplied."),
    "k": ("k", "The side of a kernel: it has k × k weights."),
    "filter": (
        "Filter",
        "All weights that make one map of the output. A standard filter has one kernel for each channel.",
    ),
    "n": ("N", "The number of filters, and so of channels of the output."),
    "channel": ("Channel", "One layer of a picture: red, green or blue; deeper in a network, a map of some feature."),
    "m": ("M", "The number of channels of the input."),
    "map": ("Feature map", "The numbers that a filter gives at all positions, as a picture."),
    "standard": (
        "Standard convolution",
        "A convolution whose filters span all channels: each filter multiplies all of them and adds everything up.",
    ),
    "separable": (
        "Depthwise separable convolution",
        "A depthwise step, then a pointwise step. It is not the spatial kind, which splits a k × k kernel into "
        "k × 1 and 1 × k.",
    ),
    "depthwise": ("Depthwise", "Each channel is filtered alone, with a kernel of its own. Channels are not mixed."),
    "pointwise": (
        "Pointwise",
        "A convolution with 1 × 1 kernels: at each position it multiplies the channels by weights and adds them.",
    ),
    "spatial": (
        "Spatially separable",
        "A k × k kernel that is the product of a column and a row, such as Sobel's. Not what is meant here.",
    ),
    "parameter": ("Parameter", "A number that a network learns: a weight or a bias."),
    "weight": ("Weight", "A number by which a value is multiplied. The same weights are used at every position."),
    "bias": ("Bias", "A number that is added to every value of a map. Each map has one of its own."),
    "mac": (
        "MAC",
        "A multiply-accumulate: one multiplication and the addition of its product. It is the unit in which the work "
        "of a layer is counted.",
    ),
    "flop": ("FLOP", "One floating-point operation. A MAC is two of them: a multiplication and an addition."),
    "stride": ("Stride", "How many cells the window moves at a time. With stride 2 the output has half the side."),
    "padding": ("Padding", "Cells of value 0 around the input, so that windows can lie over its border."),
    "dilation": (
        "Dilation",
        "The distance between the cells that a kernel reads. With 2 it leaves out every other cell.",
    ),
    "multiplier": (
        "Depth multiplier D",
        "How many kernels each channel has in the depthwise step. It gives D maps for each channel.",
    ),
    "d": ("D", "The depth multiplier: the number of depthwise kernels for each channel."),
    "ratio": ("Break-even", "Where both forms cost the same: where D · (1/N + 1/k²) is 1."),
    "traffic": ("Memory traffic", "The bytes that a layer reads and writes: its input, its weights and its output."),
    "intensity": (
        "Arithmetic intensity",
        "Operations for each byte of memory traffic. With few, a processor waits for its memory.",
    ),
    "roofline": (
        "Roofline",
        "The most operations a second that memory and processor allow at an arithmetic intensity.",
    ),
    "rank": (
        "Rank",
        "How many different patterns a matrix combines. A filter of rank 1 is one kernel, weighed for each channel.",
    ),
    "batchnorm": (
        "Batch normalization",
        "A layer that shifts and scales each channel. It often follows a convolution.",
    ),
    "block": (
        "Separable block",
        "A depthwise and a pointwise step of MobileNet, each with normalization and activation.",
    ),
}


# The settings whose labels are terms.
FIELD_TERMS = {
    "channels": "channel",
    "kernel": "kernel",
    "filters": "filter",
    "stride": "stride",
    "padding": "padding",
    "dilation": "dilation",
    "multiplier": "multiplier",
    "depthwise": "depthwise",
    "pointwise": "pointwise",
    "standard": "standard",
}


def term(key: str, text: str = "") -> html.Span:
    """A term in a text, by default its name in lower case. assets/frame/glossary.js explains it where it stands."""
    return html.Span(text or TERMS[key][0].lower(), className="term", tabIndex=0, role="button", **{"data-term": key})
