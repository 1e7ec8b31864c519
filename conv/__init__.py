"""Convolutions, their costs and their sample pictures in NumPy. This package does not import Dash."""

import os

# Set before NumPy loads: a second BLAS thread stalls the first while its core serves another request.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from conv.cost import Costs, Stage, cost, ratio
from conv.depthwise import depthwise
from conv.images.channels import channel_names, channels
from conv.images.pictures import picture
from conv.pointwise import pointwise
from conv.separable import separable
from conv.standard import standard
from conv.weights.filters import depthwise_filters, equivalent, pointwise_weights, standard_filters

__all__ = [
    "Costs",
    "Stage",
    "channel_names",
    "channels",
    "cost",
    "depthwise",
    "depthwise_filters",
    "equivalent",
    "picture",
    "pointwise",
    "pointwise_weights",
    "ratio",
    "separable",
    "standard",
    "standard_filters",
]
