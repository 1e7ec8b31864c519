"""The routes of the page Maps, over HTTP."""

import numpy as np
import pytest

from conv.lab.experiment import run, weights
from conv.lab.settings import Settings
from conv.views.maps import GRIDS
from tests.components.arrays import unpack


def test_the_values_are_those_of_the_backend(client):
    """As floats, for every grid."""
    settings = Settings(size=12, channels=2, filters=3)
    _, arrays = unpack(client.get("/answers/values", query_string=settings.to_dict()).data)
    for name in GRIDS:
        np.testing.assert_array_equal(np.moveaxis(getattr(run(settings), name), 2, 0), arrays[name])


def test_shades_are_one_byte_a_pixel(client):
    """The default layer, 32×32×3 → 32, takes about 100 kB instead of a megabyte of text."""
    answer = client.get("/answers/maps")
    assert "application/octet-stream" == answer.mimetype
    assert len(answer.data) < 300_000


def test_a_filter_comes_with_all_its_channels(client):
    """The standard filter of one output, and the names of all channels."""
    settings = Settings(size=8, channels=70, filters=5)
    answer = client.get("/answers/filter", query_string=settings.to_dict() | {"output": 4})
    header, arrays = unpack(answer.data)
    np.testing.assert_array_equal(np.moveaxis(weights(settings)[2][..., 4], 2, 0), arrays["filter"])
    assert 70 == len(header["names"])


@pytest.mark.parametrize("odd", ["x", "", "-1", "1e3", "9" * 30, "\x00"])
def test_an_odd_position_in_a_grid_is_clipped(client, odd):
    """To the first or last page, pixel or filter."""
    for path, name in (
        ("maps", "first_input"),
        ("maps", "first_outputs"),
        ("values", "row"),
        ("values", "input_column"),
        ("filter", "output"),
    ):
        assert 200 == client.get(f"/answers/{path}", query_string={"size": 8, name: odd}).status_code


def test_maps_of_an_uploaded_picture_are_those_of_the_backend(client, uploaded):
    """The backend gets the same array."""
    settings, rgb, form = uploaded
    expected = run(settings, uploaded=rgb)
    _, arrays = unpack(client.post("/answers/values", data=form).data)
    for name in GRIDS:
        np.testing.assert_array_equal(np.moveaxis(getattr(expected, name), 2, 0), arrays[name])
    header, arrays = unpack(client.post("/answers/maps", data=form).data)
    assert 4 == header["grids"]["separable"]["total"]
    assert (5, 12, 12) == arrays["input"].shape


def test_filters_need_no_picture(client):
    """They are the same for every picture."""
    assert 200 == client.get("/answers/filter?image=own").status_code
