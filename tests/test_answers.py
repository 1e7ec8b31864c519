"""What scripts in the page ask for, over HTTP."""

import json
from base64 import urlsafe_b64encode
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from conv.images.pictures import OWN
from conv.lab.experiment import run, weights
from conv.lab.settings import LARGEST, Settings
from conv.views.maps import GRIDS
from conv.views.slide import slide
from service.answers import CACHE, FORM_BYTES
from service.uploads import LARGEST_FILE


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
    monkeypatch.setattr("service.answers.pack", lambda *parts: made.append(parts) or b"picture")
    with ThreadPoolExecutor(8) as pool:
        found = list(
            pool.map(lambda _: client.application.test_client().get("/answers/maps?size=9&seed=77").data, range(8))
        )
    assert [b"picture"] * 8 == found
    assert 1 == len(made)


def test_a_request_that_is_too_long_is_refused(client):
    """Before it is read."""
    assert 413 == client.post("/answers/maps", data={"edits": "x" * 500_000}).status_code


@pytest.fixture
def own(rng):
    """A picture of one's own, and what a request of a page sends for it."""
    stored = rng.integers(0, 256, (12, 12, 3), np.uint8)
    settings = Settings(image=OWN, size=12, channels=5, filters=4)
    form = settings.to_dict() | {"picture": urlsafe_b64encode(stored.tobytes()).decode()}
    return settings, np.float32(stored / 255), form


def test_a_picture_of_ones_own_is_computed_with(client, own):
    """The values are those of the backend for the same array, on both pages."""
    settings, rgb, form = own
    e = run(settings, own=rgb)
    _, arrays = unpack(client.post("/answers/values", data=form).data)
    for name in GRIDS:
        np.testing.assert_array_equal(np.moveaxis(getattr(e, name), 2, 0), arrays[name])
    header, arrays = unpack(client.post("/answers/slide", data=form | {"output": 3, "turned": 1}).data)
    assert 3 == header["output"]
    np.testing.assert_array_equal(run(settings, True, rgb).standard[:, :, 3], arrays["standard"][0])
    header, arrays = unpack(client.post("/answers/maps", data=form).data)
    assert 4 == header["grids"]["separable"]["total"]
    assert (5, 12, 12) == arrays["input"].shape


def test_a_picture_of_ones_own_is_neither_kept_nor_shared(client, own):
    """Not by the server's cache, and not on the way; others with the same settings get their own."""
    form = own[2]
    before = len(CACHE)
    mine = client.post("/answers/maps", data=form)
    other = client.post("/answers/maps", data=form | {"picture": "A" * len(form["picture"])})
    assert before == len(CACHE)
    assert ("no-store", None) == (mine.headers["Cache-Control"], mine.headers.get("ETag"))
    assert mine.data != other.data


@pytest.mark.parametrize("path", ["/answers/maps", "/answers/values", "/answers/slide"])
def test_without_the_picture_there_is_a_sentence(client, own, path):
    """None, one of another size, or one in the address, where every log would hold it."""
    form = own[2]
    for wrong in (
        client.get(path, query_string=form),
        client.post(path, data=form | {"size": 13}),
        client.post(path, data=form | {"picture": "!" * len(form["picture"])}),
    ):
        assert 422 == wrong.status_code
        assert "Choose your picture again." in wrong.get_json()["error"]["message"]


def test_filters_need_no_picture(client):
    """They are the same for every one."""
    assert 200 == client.get("/answers/filter?image=own").status_code


@pytest.mark.parametrize("path", ["maps", "values", "slide", "filter"])
def test_the_largest_picture_comes_with_all_values_set_by_hand(client, path):
    """Both at their longest."""
    edits = "_".join(["s1023.1023.10.10*-123456.12345678"] * 2_000)
    form = {"image": OWN, "size": LARGEST, "filters": 1, "edits": edits, "picture": "A" * 4 * LARGEST**2}
    assert 200 == client.post(f"/answers/{path}", data=form).status_code


def test_nothing_that_is_sent_is_written_to_the_disk(client, monkeypatch):
    """Werkzeug would put large files of a form there: what it lets in is smaller, and a picture is no form."""
    spilled = []
    monkeypatch.setattr("tempfile.SpooledTemporaryFile.rollover", spilled.append)
    head = b'--x\r\nContent-Disposition: form-data; name="picture"; filename="a"\r\n\r\n'
    tail = b"\r\n--x--\r\n"
    form = {"content_type": "multipart/form-data; boundary=x"}
    for path, length in (("maps", FORM_BYTES), ("picture", LARGEST_FILE), ("maps", LARGEST_FILE)):
        client.post(f"/answers/{path}", data=head.ljust(length - len(tail), b"y") + tail, **form)
    assert [] == spilled


def test_a_file_becomes_a_small_picture(client):
    """As three bytes a pixel, and with what the reader should know."""
    file = BytesIO()
    Image.new("RGBA", (40, 30), (255, 0, 0, 0)).save(file, "PNG")
    answer = client.post("/answers/picture", data=file.getvalue())
    expected = {
        "picture": urlsafe_b64encode(b"\xff" * 30 * 30 * 3).decode(),
        "message": "What is transparent in your picture is shown on white.",
    }
    assert (expected, "no-store") == (answer.get_json(), answer.headers["Cache-Control"])


@pytest.mark.parametrize("content_type", ["image/png", "multipart/form-data; boundary=x", "text/plain", ""])
def test_a_file_that_is_no_picture_gives_a_sentence(client, content_type):
    """Whatever it says that it is; too large a one is not read."""
    short = client.post("/answers/picture", data=b"x", content_type=content_type)
    long = client.post("/answers/picture", data=b"x" * (LARGEST_FILE + 1), content_type=content_type)
    assert "choose a PNG, JPEG or WebP." in short.get_json()["error"]["message"]
    assert "1,100,001 bytes came; send at most 1,100,000." == long.get_json()["error"]["message"]
