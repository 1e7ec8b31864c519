"""Reads the arrays of a response, as the browser does."""

import json

import numpy as np


def unpack(data):
    """The header of a response, and its arrays by name."""
    length = int.from_bytes(data[:4], "little")
    header = json.loads(data[4 : 4 + length])

    def array(dtype, shape, offset):
        return np.frombuffer(data, dtype, int(np.prod(shape)), 4 + length + offset).reshape(shape)

    return header, {name: array(**entry) for name, entry in header["arrays"].items()}
