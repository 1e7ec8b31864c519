"""Arrays as bytes: length of a JSON header, header, arrays where the header says. Twin: assets/server/answers.js."""

import json

import numpy as np

ALIGN = 4  # a Float32Array in the browser starts at a multiple of 4 bytes


def pack(header: dict, arrays: dict[str, np.ndarray]) -> bytes:
    """
    Put named arrays into one answer.

    Parameters
    ----------
    header : dict
        Whatever else belongs to the answer; JSON.
    arrays : dict of ndarray
        uint8 or float32, C order, little-endian.

    Returns
    -------
    bytes
        4 bytes of header length, the header padded with spaces, the arrays. The header's "arrays" holds for each name
        its dtype, its shape and its offset from the end of the header.

    Examples
    --------
    >>> pack({}, {"x": np.zeros(2, np.uint8)})[4:]
    b'{"arrays":{"x":{"dtype":"uint8","shape":[2],"offset":0}}}   \\x00\\x00\\x00\\x00'
    """
    places, parts, offset = {}, [], 0
    for name, array in arrays.items():
        places[name] = {"dtype": str(array.dtype), "shape": array.shape, "offset": offset}
        parts.append(_padded(array.tobytes(), b"\0"))
        offset += len(parts[-1])
    head = _padded(json.dumps(header | {"arrays": places}, separators=(",", ":")).encode(), b" ")
    return b"".join([len(head).to_bytes(4, "little"), head, *parts])


def _padded(data: bytes, filler: bytes) -> bytes:
    """`data`, filled up to the alignment."""
    return data + filler * (-len(data) % ALIGN)
