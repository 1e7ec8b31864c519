from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.hostile import files
from conv.networks.uploaded import onnx_file
from conv.networks.uploaded.onnx_file import installed, layers_of, translate
from conv.networks.uploaded.table import read_layers

onnx = pytest.importorskip("onnx", reason="the optional package that reads ONNX files: `make test` installs it")
helper, FLOAT, INT64 = onnx.helper, onnx.TensorProto.FLOAT, onnx.TensorProto.INT64

AGAIN = "export the model again, with fixed sizes."


def weights(**shapes):
    """Tensors of ones."""
    return [helper.make_tensor(name, FLOAT, dims, [1.0] * prod(dims)) for name, dims in shapes.items()]


def model(*nodes, initializers=(), size=(1, 3, 16, 16), opset=18, **graph):
    """A model built with ONNX's helpers, with input x and output y."""
    graph_inputs = [helper.make_tensor_value_info("x", FLOAT, size)]
    graph = helper.make_graph(
        nodes, "g", graph_inputs, [helper.make_empty_tensor_value_info("y")], list(initializers), **graph
    )
    return helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", opset), helper.make_opsetid("mine", 1)], ir_version=8
    )


def node(kind, inputs="x", output="y", **attributes):
    """One node."""
    return helper.make_node(kind, inputs.split(), [output], **attributes)


def rows_of(built):
    """The rows without names, the notes, and the remarks of `read_layers`."""
    text, notes = translate(built.SerializeToString())
    errors, remarks = read_layers(text)[1:]
    assert [] == errors
    return [line.rsplit(",", 1)[0].rstrip(",") for line in text.split("\n")[1:-1]], notes, remarks


def refusal(data):
    """The error message."""
    with pytest.raises(ValueError, match=r"\.$") as e:
        translate(data if isinstance(data, bytes) else data.SerializeToString())
    return str(e.value)


def answered(data):
    """The table or the error message."""
    try:
        return translate(data)[0]
    except ValueError as e:
        return str(e)


SMALL = model(
    node("Conv", "x w b", "c", strides=[2, 2], pads=[1, 1, 1, 1]),
    node("BatchNormalization", "c b b b b", "n"),
    node("Clip", "n low high", "r"),
    node("Conv", "r dw", "d", group=4, auto_pad="SAME_UPPER"),
    node("Add", "r d", "s"),
    node("MaxPool", "s", "p", kernel_shape=[2, 2], strides=[2, 2]),
    node("ReduceMean", "p axes", "g"),
    node("Constant", "", "shape", value=helper.make_tensor("v", INT64, [2], [0, -1])),
    node("Reshape", "g shape", "f"),
    node("MatMul", "f fw", "m"),
    node("Add", "m fb", "y"),
    initializers=[
        *weights(w=[4, 3, 3, 3], b=[4], dw=[4, 1, 3, 3], fw=[4, 5], fb=[5], low=[]),
        helper.make_tensor("high", FLOAT, [], [6.0]),
        helper.make_tensor("axes", INT64, [2], [2, -1]),
    ],
    size=("images", 3, 16, 16),
)
SMALL.graph.initializer[5].CopyFrom(helper.make_tensor("low", FLOAT, [], [0.0]))


def test_onnx_is_installed():
    """Otherwise this file would have been skipped."""
    assert installed()


def test_nodes_become_layers():
    """Only the first row has in and size; an open batch size is 1; an added constant is a bias."""
    assert (
        [
            "conv,3,4,3,2,1,,,,16,yes",
            "batch norm",
            "relu6",
            "depthwise,,4,3,1,same,,,1,,no",
            "add",
            "max pool,,,2,2,0",
            "global pool",
            "fc,,5,,,,,,,,yes",
        ],
        [],
        [],
    ) == rows_of(SMALL)


@pytest.mark.parametrize(
    ("built", "row"),
    [
        (model(node("Conv", "x w", group=3), initializers=weights(w=[6, 1, 1, 7])), "depthwise,3,6,1x7,1,0,,,2,16,no"),
        (model(node("Conv", "x w"), initializers=weights(w=[6, 3, 1, 1])), "pointwise,3,6,1,1,0,,,,16,no"),
        (
            model(node("Conv", "x w", group=2), size=(8, 4, 9, 7), initializers=weights(w=[6, 2, 3, 3])),
            "conv,4,6,3,1,0,,2,,9x7,no",
        ),
        (
            model(node("Conv", "x w", dilations=[2, 1], auto_pad="VALID"), initializers=weights(w=[6, 3, 3, 3])),
            "conv,3,6,3,1,valid,2x1,,,16,no",
        ),
        (
            model(node("Conv", "x w", strides=[2, 2], pads=[0, 0, 1, 1]), initializers=weights(w=[6, 3, 3, 3])),
            "conv,3,6,3,2,same,,,,16,no",
        ),
        (
            model(node("MaxPool", kernel_shape=[3, 3], strides=[2, 2], ceil_mode=1)),
            "max pool,3,,3,2,same,,,,16",
        ),
        (model(node("AveragePool", kernel_shape=[2, 4])), "average pool,3,,2x4,1,0,,,,16"),
        (model(node("GlobalAveragePool")), "global pool,3,,,,,,,,16"),
        (model(node("ReduceMean", axes=[-1, -2], keepdims=0), opset=13), "global pool,3,,,,,,,,16"),
        (model(node("Clip", min=0.0, max=6.0), opset=6), "relu6,3,,,,,,,,16"),
        (
            model(
                *(node("Constant", "", "low", value_float=0.0), node("Constant", "", "high", value_float=6.0)),
                node("Clip", "x low high"),
            ),
            "relu6,3,,,,,,,,16",
        ),
        (model(node("Relu"), size=(1, 7)), "relu,7,,,,,,,,1"),
        (model(node("Sigmoid"), size=(1, 7, 5)), "sigmoid,7,,,,,,,,5x1"),
        (model(node("Mul", "x x")), "multiply,3,,,,,,,,16"),
        (
            model(node("Gemm", "x w b", transB=1), size=(2, 7), initializers=weights(w=[5, 7], b=[5])),
            "fc,7,5,,,,,,,1,yes",
        ),
        (model(node("MatMul", "x w"), size=(1, 7, 9, 3), initializers=weights(w=[3, 5])), "pointwise,3,5,,,,,,,7x9,no"),
        (
            model(node("MatMul", "x w"), size=(1, 197, 3), initializers=weights(w=[3, 5])),
            "pointwise,3,5,,,,,,,197x1,no",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_node_becomes_the_equivalent_layer(built, row):
    """ONNX has several notations for the same layer."""
    assert ([row], [], []) == rows_of(built)


@pytest.mark.parametrize(
    ("nodes", "left"),
    [
        ([node("Clip", "r one two")], "Not the whole network: 1 operation is not counted here: Clip."),
        ([node("Mul", "r one")], "Not the whole network: 1 operation is not counted here: Mul."),
        ([node("MatMul", "r r")], "Not the whole network: 1 operation is not counted here: MatMul."),
        (
            [node("MatMul", "r w", "m"), node("Add", "m one")],
            "Not the whole network: 1 operation is not counted here: Add.",
        ),
        (
            [node("MatMul", "r w", "m"), node("Mul", "m five")],
            "Not the whole network: 1 operation is not counted here: Mul.",
        ),
        (
            [node("ReduceMean", "r damaged", keepdims=1)],
            "Not the whole network: 1 operation is not counted here: ReduceMean.",
        ),
        ([node("ReduceMean", "r", keepdims=1)], "Not the whole network: 1 operation is not counted here: ReduceMean."),
        ([node("Relu", "r", domain="mine")], "Not the whole network: 1 operation is not counted here: Relu."),
        (
            [
                node("MaxPool", "r", "a", kernel_shape=[2, 2], dilations=[2, 2]),
                node("Tanh", "r", "b"),
                node("Tanh", "b"),
            ],
            "Not the whole network: 3 operations are not counted here: Tanh, MaxPool.",
        ),
        (
            [node(kind, "r", kind) for kind in "Abs Neg Ceil Exp Floor Round Sign Sin Cos Tan".split()],
            "Not the whole network: 10 operations are not counted here: Abs, Neg, Ceil, Exp, Floor, Round, Sign, Sin, "
            "2 more kinds.",
        ),
    ],
)
def test_skipped_operations_are_noted(nodes, left):
    """An incomplete total must not look complete."""
    damaged = onnx.TensorProto(name="damaged", data_type=INT64, dims=[2], raw_data=b"123")
    initializers = [*weights(one=[], two=[], w=[16, 5], five=[5]), damaged]
    rows, notes, _ = rows_of(model(node("Relu", "x", "r"), *nodes, initializers=initializers))
    assert ("relu,3,,,,,,,,16", [left]) == (rows[0], notes)
    assert ["pointwise,16,5,,,,,,,3x16,no"] * any(n.output[0] == "m" for n in nodes) == rows[1:]


def test_a_product_of_two_activations_is_no_layer():
    """Attention multiplies two activations; a Gemm with transA is no layer either."""
    product = model(
        node("Relu", "x", "r"),
        node("MatMul", "r r", "p"),
        node("Gemm", "p w", transA=1),
        size=(1, 1),
        initializers=weights(w=[1, 5]),
    )
    note = "Not the whole network: 2 operations are not counted here: MatMul, Gemm."
    assert (["relu,1,,,,,,,,1"], [note], []) == rows_of(product)


def test_size_computations_are_no_operations():
    """PyTorch exports x.view(x.size(0), -1) like this; the next layer has the flattened input."""
    built = model(
        *(node("Relu", "x", "r"), node("Shape", "r", "s"), node("Gather", "s first", "n", axis=0)),
        *(node("Concat", "n rest", "t", axis=0), node("Reshape", "r t", "f"), node("MatMul", "f w")),
        initializers=[
            *weights(w=[768, 5]),
            helper.make_tensor("first", INT64, [1], [0]),
            helper.make_tensor("rest", INT64, [1], [-1]),
        ],
        size=("n", 3, 16, 16),
    )
    assert (["relu,3,,,,,,,,16", "fc,,5,,,,,,,,no"], [], []) == rows_of(built)


def test_silu_is_one_layer():
    """x · sigmoid(x) is SiLU in either order; x · sigmoid(y) is not."""
    for built, rows in [
        (model(node("Sigmoid", "x", "s"), node("Mul", "x s")), ["silu,3,,,,,,,,16"]),
        (model(node("Sigmoid", "x", "s"), node("Mul", "s x")), ["silu,3,,,,,,,,16"]),
        (
            model(node("Relu", "x", "r"), node("Sigmoid", "r", "s"), node("Mul", "x s")),
            ["relu,3,,,,,,,,16", "sigmoid", "multiply"],
        ),
    ]:
        assert (rows, [], []) == rows_of(built)


def test_a_linear_layer_counts_at_every_position():
    """The batch axis may come before the sequence axis or, as in PyTorch's attention, after it."""
    transposed = node("Transpose", "x", "t", perm=[1, 0, 2]), node("MatMul", "t w")
    for nodes in [transposed, [node("MatMul", "x w")]]:
        built = model(*nodes, initializers=weights(w=[32, 96]), size=(1, 10, 32))
        assert (["pointwise,32,96,,,,,,,10x1,no"], [], []) == rows_of(built)


def test_without_the_package_files_are_refused(monkeypatch):
    """The message does not blame the file."""
    monkeypatch.setattr("conv.networks.uploaded.onnx_file.installed", lambda: False)
    with pytest.raises(ValueError, match="the server has not got the Python package onnx"):
        layers_of(SMALL.SerializeToString())


def test_old_models_list_their_weights_among_the_inputs():
    """The first input that is not a weight is the image."""
    built = model(node("Gemm", "x w"), initializers=weights(w=[7, 5]), size=(14, 7))
    built.graph.input.insert(0, helper.make_tensor_value_info("w", FLOAT, [7, 5]))
    assert ["fc,7,5,,,,,,,1,no"] == rows_of(built)[0]


def test_filters_that_do_not_divide_into_groups():
    """`read_layers` reports the error."""
    text = translate(model(node("Conv", "x w", group=3), initializers=weights(w=[4, 1, 1, 1])).SerializeToString())[0]
    assert ["Line 2, groups=3: choose a number that divides both 3 channels in and 4 out."] == read_layers(text)[1]


def test_a_name_stays_on_its_line():
    """It is also shortened to the limit of a table."""
    text, _ = translate(model(node("Relu", name="a\nb" + "c" * 99)).SerializeToString())
    assert "relu,3,,,,,,,,16,,a b" + "c" * 37 == text.split("\n")[1]


def test_branches_have_their_input():
    """The second branch starts from the same input as the first."""
    built = model(
        node("Conv", "x w", "a"), node("Conv", "x w", "b"), node("Concat", "a b", "c", axis=1), node("Relu", "c"),
        initializers=weights(w=[8, 3, 1, 1]),
    )  # fmt: skip
    rows = ["pointwise,3,8,1,1,0,,,,16,no", "pointwise,3,8,1,1,0,,,,16,no", "relu,16,,,,,,,,16"]
    assert rows == rows_of(built)[0]
    assert ["Lines 3 and 4 do not take what the line before them gives."] == rows_of(built)[2]


def external(**fields):
    """A model with external weights."""
    return model(
        node("Conv", "x w"), initializers=[onnx.TensorProto(name="w", data_type=FLOAT, dims=[6, 3, 1, 1], **fields)]
    )


def without_output():
    """A node without output."""
    built = model(node("Relu"))
    del built.graph.node[0].output[:]
    return built


def with_function():
    """A model with a function of its own."""
    built = model(node("Relu"))
    built.functions.add().name = "f"
    return built


@pytest.mark.parametrize(
    ("built", "reason"),
    [
        (b"", "This is not an ONNX file: choose one that ends in .onnx, as exported."),
        (b"kind,in,out", "This is not an ONNX file: choose one that ends in .onnx, as exported."),
        (
            SMALL.SerializeToString()[:-9],
            "This is not an ONNX file: choose one that ends in .onnx, as exported.",
        ),
        (model(), "This is not an ONNX file: choose one that ends in .onnx, as exported."),
        (without_output(), "This is not an ONNX file: choose one that ends in .onnx, as exported."),
        (external(data_location=1), "The weights are in another file: save the model as a single file."),
        (
            external(external_data=[{"key": "location", "value": "../w"}]),
            "The weights are in another file: save the model as a single file.",
        ),
        (with_function(), "The model has functions of its own: export it with all of them inlined."),
        (
            model(node("If", then_branch=model(node("Relu")).graph)),
            "Node 'y' (If): holds a graph of its own; export the model without branches and loops.",
        ),
        (model(node("Relu"), size=("n", 3, "h", 16)), f"Input 'x': its size is ?×3×?×16; {AGAIN}"),
        (model(node("Relu"), size=None), f"Input 'x': its size is unknown; {AGAIN}"),
        (model(node("Relu", "z")), f"Node 'y' (Relu): the shape of 'y' is not known; {AGAIN}"),
        (
            model(node("Relu", domain="theirs")),
            f"The shapes in the file cannot be worked out: {AGAIN}",
        ),
        (model(node("Conv", "x")), f"Node 'y' (Conv): has too few inputs; {AGAIN}"),
        (
            model(node("Conv", "x w", name="stem"), size=(1, 3, 16), initializers=weights(w=[6, 3, 3])),
            "Node 'stem' (Conv): is no convolution over rows and columns; only such can be read.",
        ),
        (
            model(node("Conv", "x w", group=2), initializers=weights(w=[6, 3, 3, 3])),
            f"Node 'y' (Conv): has filters that do not fit 3 channels; {AGAIN}",
        ),
        (
            model(node("Conv", "x w", pads=[0, 0, 1, 1]), initializers=weights(w=[6, 3, 3, 3])),
            "Node 'y' (Conv): its padding is neither alike on opposite sides nor “same”; export it with one.",
        ),
        (
            model(node("MaxPool", kernel_shape=[2]), size=(1, 3, 9, 9)),
            f"Node 'y' (MaxPool): its kernel_shape should be two whole numbers; {AGAIN}",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_model_that_cannot_be_read_is_refused_with_the_reason(built, reason):
    """The message also has a remedy."""
    assert reason == refusal(built)


def test_too_large_files_are_refused_before_parsing(monkeypatch):
    """The number of nodes is checked before shape inference."""
    data = SMALL.SerializeToString()
    monkeypatch.setattr(onnx_file, "MOST_NODES", 10)
    assert "The model has 11 nodes: at most 10 can be read." == refusal(data)
    monkeypatch.setattr(onnx_file, "MAX_BYTES", len(data) - 1)
    with pytest.raises(ValueError, match=f"^The file has {len(data):,} bytes: at most {len(data) - 1:,} can be read.$"):
        layers_of(data)


@pytest.mark.parametrize("name", ["shapes of shapes", "tensors"])
def test_a_file_that_takes_too_much_memory_or_time_is_refused(capfd, name):
    """Only the reading process ends, and nothing appears in the log."""
    too_much = "The file takes too much time or memory to be read here: choose a smaller model."
    with pytest.raises(ValueError, match=f"^{too_much}$"):
        layers_of(files()[name])
    assert ("", "") == capfd.readouterr()


def test_a_file_is_read_in_a_separate_process():
    """Result and error message are the same as in this process."""
    assert translate(SMALL.SerializeToString()) == layers_of(SMALL.SerializeToString())
    with pytest.raises(ValueError, match=r"^This is not an ONNX file: choose"):
        layers_of(b"GIF89a")


@settings(max_examples=300)
@given(
    st.lists(
        st.tuples(st.integers(0, len(SMALL.SerializeToString()) - 1), st.integers(0, 255)), min_size=1, max_size=4
    ),
    st.integers(0, 3),
)
def test_damaged_bytes_give_layers_or_an_error(changes, cut):
    """There is no other exception."""
    data = bytearray(SMALL.SerializeToString())
    for position, byte in changes:
        data[position] = byte
    del data[changes[0][0] : changes[0][0] + cut]
    answer = answered(bytes(data))
    assert answer.startswith("kind,") or answer.endswith(".")
    assert bool(read_layers(answer)[0]) != bool(read_layers(answer)[1])


@given(st.binary(max_size=60))
def test_any_bytes_give_an_error(data):
    """Random bytes are never a valid model."""
    assert answered(data).endswith(".")
