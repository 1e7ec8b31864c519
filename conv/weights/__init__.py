"""The values of filters and mixes: presets, random ones, and those set by hand."""
