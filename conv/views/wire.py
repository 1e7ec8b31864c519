"""Binary response format: header length, JSON header, arrays. Twin: assets/server/answers.js."""

import json

import numpy as np

ALIGN = 4  # a Float32Array in the browser starts at a multiple of 4 bytes


def pack(header: dict, arrays: dict[str, np.ndarray]) -> bytes:
    """
    Pack named arrays into one response.

    Parameters
    ----------
    header : dict
        All other data of the response; must be JSON-serializable.
    arrays : dict of ndarray
        uint8 or float32, C order, little-endian.

    Returns
    -------
    bytes
        The header length in 4 bytes, little-endian; the header, padded with spaces; the arrays. The header entry
        "arrays" has the dtype, shape and offset from the end of the header for each name.

    Examples
    --------
    >>> pack({}, {"x": np.zeros(2, np.uint8)})[4:]
    b'{"arrays":{"x":{"dtype":"uint8","shape":[2],"offset":0}}}   \\x00\\x00\\x00\\x00'
    """
    layout, chunks, offset = {}, [], 0
    for name, array in arrays.items():
        layout[name] = {"dtype": str(array.dtype), "shape": array.shape, "offset": offset}
        chunks.append(_padded(array.tobytes(), b"\0"))
        offset += len(chunks[-1])
    head = _padded(json.dumps(header | {"arrays": layout}, separators=(",", ":")).encode(), b" ")
    return b"".join([len(head).to_bytes(4, "little"), head, *chunks])


def _padded(data: bytes, filler: bytes) -> bytes:
    """Pad `data` to the alignment."""
    return data + filler * (-len(data) % ALIGN)
