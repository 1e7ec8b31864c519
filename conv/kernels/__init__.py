"""Ways to compute one convolution, a module each; `choice` says which is used when."""
