"""Convolution, its costs and its pictures, in NumPy. Imports nothing of Dash."""

import os

# Before NumPy loads: two BLAS threads stall each other where the other core serves somebody else.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from conv.channels import channel_names, channels
from conv.cost import Costs, Stage, cost, ratio
from conv.depthwise import depthwise
from conv.filters import depthwise_filters, equivalent, pointwise_weights, standard_filters
from conv.pictures import picture
from conv.pointwise import pointwise
from conv.separable import separable
from conv.standard import standard

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
