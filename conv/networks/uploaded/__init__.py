"""Uploaded networks: tables of layers, and ONNX files."""
