"""Convolution, its costs and its pictures, in NumPy. Imports nothing of Dash."""

import os

# Before NumPy loads: two BLAS threads stall each other where the other core serves somebody else.
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
