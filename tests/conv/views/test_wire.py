import json

import numpy as np

from conv.views.wire import pack


def test_every_array_is_at_its_offset(rng):
    """Parse the response as the browser does; offsets are aligned."""
    arrays = {"a": rng.integers(0, 255, (3, 5, 7), np.uint8), "b": rng.standard_normal((2, 3)).astype(np.float32)}
    packed = pack({"name": "é"}, arrays)
    length = int.from_bytes(packed[:4], "little")
    header = json.loads(packed[4 : 4 + length])
    assert "é" == header["name"]
    for name, array in arrays.items():
        entry = header["arrays"][name]
        start = 4 + length + entry["offset"]
        assert 0 == start % 4
        found = np.frombuffer(packed, entry["dtype"], array.size, start).reshape(entry["shape"])
        np.testing.assert_array_equal(array, found)
