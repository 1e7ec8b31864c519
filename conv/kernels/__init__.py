"""Algorithms for the same convolution, one per module; `choice` selects one of them."""
