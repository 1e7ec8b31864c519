"""A network that somebody brings: a table of layers, or an ONNX file."""
