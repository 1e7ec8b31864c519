"""Convolution, its costs and its pictures, in NumPy. Imports nothing of Dash."""

import os

# Before NumPy loads: two BLAS threads stall each other where the other core serves somebody else.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from conv.cost import Costs, Stage, cost, ratio
from conv.depthwise import depthwise
from conv.pointwise import pointwise
from conv.separable import separable
from conv.standard import standard

__all__ = ["Costs", "Stage", "cost", "depthwise", "pointwise", "ratio", "separable", "standard"]
