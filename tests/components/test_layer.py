"""Common properties of all responses about a layer, over HTTP."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict

import pytest

from components.layer import FORM_BYTES, MOST_FIELDS
from conv.images.pictures import UPLOADED
from conv.lab.settings import MAX_SIZE, START, Settings
from service.answers import CACHE
from service.uploads import LARGEST_FILE

ABOUT_A_LAYER = ["/answers/maps", "/answers/values", "/answers/filter", "/answers/slide"]


# ---- /answers/settings -------------------------------------------------------------------------------------------
def checked(client, settings):
    """The response to settings in a query string; a form gets the same one."""
    by_query = client.get("/answers/settings", query_string=settings)
    by_form = client.post("/answers/settings", data=settings)
    assert [(200, "no-cache")] * 2 == [(one.status_code, one.headers["Cache-Control"]) for one in (by_query, by_form)]
    assert by_query.data == by_form.data
    return by_query.get_json()


def test_settings_come_back_whole_and_typed(client):
    """With defaults for missing settings, numbers as numbers and switches as booleans."""
    answer = checked(client, {"size": "32", "padding": "2", "bias": "true"})
    assert {
        "settings": asdict(Settings(size=32, padding=2, bias=True)),
        "message": "",
        "nearest": "padding=2&bias=True",
    } == answer


@pytest.mark.parametrize(
    "odd", [{"size": "huge"}, {"size": ""}, {"utm": "x", "size": ""}, {"edits": "unshared"}, {"size": "\ud800\0"}]
)
def test_odd_settings_give_the_defaults(client, odd):
    """They never give an error."""
    odd = {name: value.encode(errors="surrogatepass") for name, value in odd.items()}
    assert asdict(Settings()) == checked(client, odd)["settings"]


@pytest.mark.parametrize("bare", [{}, {"utm": "x"}, {"": "="}])
def test_no_settings_give_the_first_example(client, bare):
    """As a bare address does."""
    assert asdict(START) == checked(client, bare)["settings"]


def test_settings_that_do_not_fit_come_with_a_sentence_and_the_nearest_that_work(client):
    """The nearest valid settings come as a query string."""
    answer = checked(client, {"size": 4, "kernel": 11})
    assert answer["message"].startswith("kernel=11 does not fit")
    assert "size=4&kernel=4" == answer["nearest"]
    assert "size=320&filters=8" == checked(client, {"size": 3000, "filters": 8})["nearest"]
    message = checked(client, {"size": "32", "stride": "9"})["message"]
    assert "stride=9: choose a whole number from 1 to 4." == message


def test_a_link_that_leaves_something_out_says_so(client):
    """The recipient sees a message."""
    assert checked(client, {"edits": "unshared"})["message"].startswith("This link leaves out")


# ---- Answers with arrays -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", ABOUT_A_LAYER)
@pytest.mark.parametrize(
    ("settings", "status", "reason"),
    [
        ({"stride": 9}, 422, "stride=9: choose a whole number from 1 to 4."),
        ({"size": 4, "kernel": 11}, 422, "kernel=11 does not fit"),
        ({"size": 224, "channels": 64, "filters": 256}, 200, "MACs; the limit is"),
    ],
)
def test_a_refusal_is_a_sentence(client, path, settings, status, reason):
    """The page shows the sentence. Too large a layer is no error, because the page still shows its costs."""
    answer = client.get(path, query_string=settings)
    assert status == answer.status_code
    assert reason in answer.get_json()["error"]["message"]


def test_settings_too_long_for_a_query_come_as_a_form(client):
    """The response is the same."""
    settings = {"size": "8", "edits": "_".join(["d0.0.0*1"] * 500)}
    form, query = client.post("/answers/maps", data=settings), client.get("/answers/maps", query_string=settings)
    assert (200, query.data) == (form.status_code, form.data)


def test_an_answer_that_the_browser_has_is_not_sent_again(client):
    """The browser revalidates it by its ETag. Each encoding has a different ETag."""
    for encoding in ("identity", "gzip", "br"):
        headers = {"Accept-Encoding": encoding}
        first = client.get("/answers/maps?size=8", headers=headers)
        assert "no-cache" == first.headers["Cache-Control"]
        again = client.get("/answers/maps?size=8", headers=headers | {"If-None-Match": first.headers["ETag"]})
        assert (304, b"") == (again.status_code, again.data)


def test_many_requests_for_the_same_wait_for_one_computation(client, monkeypatch):
    """For example when a class opens the same link."""
    made = []
    monkeypatch.setattr("components.layer.pack", lambda *parts: made.append(parts) or b"picture")
    with ThreadPoolExecutor(8) as pool:
        found = list(
            pool.map(lambda _: client.application.test_client().get("/answers/maps?size=9&seed=77").data, range(8))
        )
    assert [b"picture"] * 8 == found
    assert 1 == len(made)


def test_a_request_that_is_too_long_is_refused(client):
    """A body is refused by its length before it is read, and a form by the number of its fields before it is parsed."""
    for path in ("/answers/maps", "/answers/settings", "/answers/costs.csv"):
        assert 413 == client.post(path, data={"edits": "x" * FORM_BYTES}).status_code
        assert 400 == client.post(path, data={f"field{n}": "" for n in range(MOST_FIELDS + 2)}).status_code


# ---- Uploaded pictures -------------------------------------------------------------------------------------------
def test_an_answer_about_an_uploaded_picture_is_never_cached(client, uploaded):
    """Neither by the server nor by the browser. The same settings with another picture give another response."""
    form = uploaded[2]
    before = len(CACHE)
    mine = client.post("/answers/maps", data=form)
    other = client.post("/answers/maps", data=form | {"picture": "A" * len(form["picture"])})
    assert before == len(CACHE)
    assert ("no-store", None) == (mine.headers["Cache-Control"], mine.headers.get("ETag"))
    assert mine.data != other.data


@pytest.mark.parametrize("path", ["/answers/maps", "/answers/values", "/answers/slide"])
def test_without_the_uploaded_picture_there_is_a_sentence(client, uploaded, path):
    """If it is missing, has another size, is malformed, or is in the query string, which proxies may log."""
    form = uploaded[2]
    for wrong in (
        client.get(path, query_string=form),
        client.post(path, data=form | {"size": 13}),
        client.post(path, data=form | {"picture": "!" * len(form["picture"])}),
    ):
        assert 422 == wrong.status_code
        assert "Choose your picture again." in wrong.get_json()["error"]["message"]


@pytest.mark.parametrize("path", ABOUT_A_LAYER)
def test_the_largest_picture_comes_with_all_values_set_by_hand(client, path):
    """A form can contain the maximum of both."""
    edits = "_".join(["s1023.1023.10.10*-123456.12345678"] * 2_000)
    form = {"image": UPLOADED, "size": MAX_SIZE, "filters": 1, "edits": edits, "picture": "A" * 4 * MAX_SIZE**2}
    assert 200 == client.post(path, data=form).status_code


def test_nothing_that_is_sent_is_written_to_the_disk(client, monkeypatch):
    """Werkzeug writes large files in forms to disk. Limits keep forms smaller, and pictures are not sent as forms."""
    spilled = []
    monkeypatch.setattr("tempfile.SpooledTemporaryFile.rollover", spilled.append)
    head = b'--x\r\nContent-Disposition: form-data; name="picture"; filename="a"\r\n\r\n'
    tail = b"\r\n--x--\r\n"
    form = {"content_type": "multipart/form-data; boundary=x"}
    for path, length in (("maps", FORM_BYTES), ("picture", LARGEST_FILE), ("maps", LARGEST_FILE)):
        client.post(f"/answers/{path}", data=head.ljust(length - len(tail), b"y") + tail, **form)
    assert [] == spilled
