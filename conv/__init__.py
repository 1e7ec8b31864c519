"""Convolution, its costs and its pictures, in NumPy. Imports nothing of Dash."""

import os

# Before NumPy loads: two BLAS threads stall each other where the other core serves somebody else.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
