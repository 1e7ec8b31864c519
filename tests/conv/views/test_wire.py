import json

import numpy as np

from conv.views.wire import pack


def test_every_array_lies_where_the_header_says(rng):
    """Read back as the browser does, from aligned places."""
    arrays = {"a": rng.integers(0, 255, (3, 5, 7), np.uint8), "b": rng.standard_normal((2, 3)).astype(np.float32)}
    packed = pack({"name": "é"}, arrays)
    length = int.from_bytes(packed[:4], "little")
    header = json.loads(packed[4 : 4 + length])
    assert "é" == header["name"]
    for name, array in arrays.items():
        place = header["arrays"][name]
        start = 4 + length + place["offset"]
        assert 0 == start % 4
        found = np.frombuffer(packed, place["dtype"], array.size, start).reshape(place["shape"])
        np.testing.assert_array_equal(array, found)
