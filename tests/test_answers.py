"""What scripts in the page ask for, over HTTP."""

import json
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from conv.experiment import run, weights
from conv.grids import GRIDS
from conv.settings import Settings
from conv.slide import slide


def unpack(data):
    """Arrays of an answer, read as the browser does."""
    length = int.from_bytes(data[:4], "little")
    header = json.loads(data[4 : 4 + length])

    def array(dtype, shape, offset):
        return np.frombuffer(data, dtype, int(np.prod(shape)), 4 + length + offset).reshape(shape)

    return header, {name: array(**place) for name, place in header["arrays"].items()}


def test_the_values_are_those_of_the_backend(client):
    """As floats, in every grid."""
    settings = Settings(size=12, channels=2, filters=3)
    _, arrays = unpack(client.get("/answers/values", query_string=settings.to_dict()).data)
    for name in GRIDS:
        np.testing.assert_array_equal(np.moveaxis(getattr(run(settings), name), 2, 0), arrays[name])


def test_shades_are_one_byte_a_pixel(client):
    """64×64×3 → 32: some 280 kB, not megabytes of text."""
    answer = client.get("/answers/maps")
    assert "application/octet-stream" == answer.mimetype
    assert len(answer.data) < 300_000


def test_a_filter_comes_whole(client):
    """All slices of one output."""
    settings = Settings(size=8, channels=70, filters=5)
    answer = client.get("/answers/filter", query_string=settings.to_dict() | {"output": 4})
    header, arrays = unpack(answer.data)
    np.testing.assert_array_equal(np.moveaxis(weights(settings)[2][..., 4], 2, 0), arrays["filter"])
    assert 70 == len(header["names"])


def test_one_output_comes_with_what_it_is_made_of(client):
    """Its number, the first channel and the turn are taken from the query."""
    settings = Settings(size=8, channels=9, filters=5)
    places = {"output": 4, "first": 2, "turned": 1}
    header, arrays = unpack(client.get("/answers/slide", query_string=settings.to_dict() | places).data)
    assert (4, 2) == (header["output"], header["channels"]["first"])
    for name, expected in slide(settings, 4, 2, True)[1].items():
        np.testing.assert_array_equal(expected, arrays[name], err_msg=name)


@pytest.mark.parametrize("path", ["/answers/maps", "/answers/values", "/answers/filter", "/answers/slide"])
@pytest.mark.parametrize(
    ("settings", "status", "reason"),
    [
        ({"stride": 9}, 422, "stride=9: choose a whole number from 1 to 4."),
        ({"size": 4, "kernel": 11}, 422, "kernel=11 does not fit"),
        ({"size": 224, "channels": 64, "filters": 256}, 200, "MACs; the limit is"),
    ],
)
def test_a_refusal_is_a_sentence(client, path, settings, status, reason):
    """For the page to show; too large a layer is no fault."""
    answer = client.get(path, query_string=settings)
    assert status == answer.status_code
    assert reason in answer.get_json()["error"]["message"]


@pytest.mark.parametrize("odd", ["x", "", "-1", "1e3", "9" * 30, "\x00"])
def test_an_odd_place_in_a_grid_is_brought_inside(client, odd):
    """The first or the last page, filter or channel; never a 500."""
    for path, name in (
        ("maps", "first_input"),
        ("maps", "first_outputs"),
        ("values", "row"),
        ("values", "input_column"),
        ("filter", "output"),
        ("slide", "output"),
        ("slide", "first"),
        ("slide", "turned"),
    ):
        assert 200 == client.get(f"/answers/{path}", query_string={"size": 8, name: odd}).status_code


def test_settings_too_long_for_a_query_come_as_a_form(client):
    """With the same answer."""
    settings = {"size": "8", "edits": "_".join(["d0.0.0*1"] * 500)}
    form, query = client.post("/answers/maps", data=settings), client.get("/answers/maps", query_string=settings)
    assert (200, query.data) == (form.status_code, form.data)


def test_a_picture_that_the_browser_has_is_not_sent_again(client):
    """It asks by the tag, in whatever coding it got it."""
    for coding in ("identity", "gzip", "br"):
        headers = {"Accept-Encoding": coding}
        tag = client.get("/answers/maps?size=8", headers=headers).headers["ETag"]
        again = client.get("/answers/maps?size=8", headers=headers | {"If-None-Match": tag})
        assert (304, b"") == (again.status_code, again.data)


def test_many_who_ask_for_the_same_wait_for_one_answer(client, monkeypatch):
    """A class that opens one link."""
    made = []
    monkeypatch.setattr("components.answers.pack", lambda *parts: made.append(parts) or b"picture")
    with ThreadPoolExecutor(8) as pool:
        found = list(
            pool.map(lambda _: client.application.test_client().get("/answers/maps?size=9&seed=77").data, range(8))
        )
    assert [b"picture"] * 8 == found
    assert 1 == len(made)


def test_a_request_that_is_too_long_is_refused(client):
    """Before it is read."""
    assert 413 == client.post("/answers/maps", data={"edits": "x" * 300_000}).status_code
