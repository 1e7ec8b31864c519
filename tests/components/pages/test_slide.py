"""The routes of the page Slide, over HTTP."""

import numpy as np
import pytest

from conv.lab.experiment import run
from conv.lab.settings import Settings
from conv.views.slide import slide
from tests.components.arrays import unpack


def test_one_output_comes_with_what_it_is_made_of(client):
    """The query string gives the output, the first map, and whether kernels are rotated."""
    settings = Settings(size=8, channels=9, filters=5)
    parameters = {"output": 4, "map_index": 2, "rotated": 1}
    header, arrays = unpack(client.get("/answers/slide", query_string=settings.to_dict() | parameters).data)
    assert (4, 2) == (header["output"], header["maps"]["first"])
    for name, expected in slide(settings, 4, 2, True)[1].items():
        np.testing.assert_array_equal(expected, arrays[name], err_msg=name)


@pytest.mark.parametrize("odd", ["x", "", "-1", "1e3", "9" * 30, "\x00"])
@pytest.mark.parametrize("name", ["output", "map_index", "rotated"])
def test_an_odd_output_or_map_is_clipped(client, name, odd):
    """To the first or last one."""
    assert 200 == client.get("/answers/slide", query_string={"size": 8, name: odd}).status_code


def test_all_outputs_and_maps_beyond_the_last_share_one_answer(client):
    """They are clipped before the cache lookup."""
    etags = {
        client.get(f"/answers/slide?size=8&filters=5&output={n}&map_index={n}").headers["ETag"] for n in (4, 5, 99)
    }
    assert 1 == len(etags)


def test_an_uploaded_picture_slides_as_in_the_backend(client, uploaded):
    """The backend gets the same array, and rotates kernels."""
    settings, rgb, form = uploaded
    header, arrays = unpack(client.post("/answers/slide", data=form | {"output": 3, "rotated": 1}).data)
    assert 3 == header["output"]
    np.testing.assert_array_equal(run(settings, True, rgb).standard[:, :, 3], arrays["standard"][0])
