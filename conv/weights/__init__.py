"""Weights of filters and channel mixes: presets, random weights and manual edits."""
