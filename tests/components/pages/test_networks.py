"""The routes of the page Networks, over HTTP."""

import json

import pytest

from conv.networks.papers.architectures import expand
from conv.networks.report import report
from conv.networks.uploaded.table import COLUMNS, TEMPLATE, read_layers
from conv.networks.view import UPLOADED, View


def plain(value):
    """The value after a JSON round trip."""
    return json.loads(json.dumps(value))


@pytest.mark.parametrize(
    "view",
    [
        View(),
        View("mobilenet-v2", width=140, swap="standard", counting="thop"),
        View("xception", resolution=96, counting="switches", work="exact", dense=False),
    ],
)
def test_a_network_comes_as_its_report(client, view):
    """With the parsed view, and without a message."""
    answer = client.get(f"/answers/network?{view.to_query()}").get_json()
    assert (view, "") == (View(**answer.pop("view")), answer.pop("message"))
    assert plain(report(view, expand(view.published, view.width, view.resolution))) == answer


def test_a_wrong_view_comes_with_a_sentence(client):
    """The nearest valid view is shown. The sentence is not cached with the report."""
    wrong = client.get("/answers/network?width=400").get_json()
    assert "width=400, in percent: for MobileNetV1 choose a whole number from 25 to 100." == wrong["message"]
    assert "" == client.get("/answers/network").get_json()["message"]


def test_the_users_own_network_comes_as_its_report(client):
    """With a remark on a line whose input does not continue the chain."""
    text = TEMPLATE + "conv,7,9,3,,,16,\n"
    answer = client.post("/answers/network?network=own", data=text).get_json()
    operations, _, remarks = read_layers(text)
    assert remarks == [answer.pop("message")]
    assert UPLOADED == answer.pop("view")["network"]
    assert plain(report(View(network=UPLOADED), operations)) == answer


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "The table is empty: begin with a line of column names"),
        (b"\xff\xfe\x00", "Line 1, names: no column is called kind"),
        (b"kind,in,out,size\nconv,0,8,32\nconf,,,", "Line 2, in=0: choose a whole number from 1 to"),
        (b"x" * 1_000_001, "1,000,001 bytes came; send at most 1,000,000."),
    ],
)
def test_layers_that_cannot_be_read_are_explained(client, body, sentence):
    """With status 200, because the user is still typing."""
    answer = client.post("/answers/network?network=own", data=body)
    assert 200 == answer.status_code
    assert sentence in answer.get_json()["error"]["message"]


def test_the_editor_gets_the_template_and_the_columns(client):
    """The columns are in order."""
    answer = client.get("/answers/editor").get_json()
    assert (TEMPLATE, list(COLUMNS)) == (answer["template"], [name for name, _ in answer["columns"]])


def test_a_body_that_is_no_onnx_file_is_refused(client):
    """With a sentence. This route accepts larger bodies than others."""
    for body in (b"", b"kind,in", bytes(300_000)):
        answer = client.post("/answers/onnx", data=body)
        assert 200 == answer.status_code
        assert answer.get_json()["error"]["message"].endswith(".")


def test_an_onnx_file_becomes_layers(client):
    """The CSV can be read."""
    onnx = pytest.importorskip("onnx")
    maps = [onnx.helper.make_tensor_value_info(name, 1, shape) for name, shape in (("x", [1, 3, 9, 9]), ("y", None))]
    weights = onnx.helper.make_tensor("w", 1, [5, 3, 3, 3], bytes(540), raw=True)
    graph = onnx.helper.make_graph([onnx.helper.make_node("Conv", "xw", "y")], "g", maps[:1], maps[1:], [weights])
    answer = client.post("/answers/onnx", data=onnx.helper.make_model(graph).SerializeToString()).get_json()
    operations, complaints, _ = read_layers(answer["layers"])
    assert [] == complaints
    assert [(3, 5, (7, 7))] == [(o.channels, o.filters, o.output) for o in operations]
