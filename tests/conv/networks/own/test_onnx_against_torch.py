import io
import warnings

import pytest

from conv.networks.own.onnx_file import translate
from conv.networks.own.table import read_layers

pytest.importorskip("onnx", reason="the optional package that reads ONNX files: `make test` installs it")
torch = pytest.importorskip("torch", reason="the oracle is PyTorch: `make test` installs it")
flop_counter = pytest.importorskip("torch.utils.flop_counter")
nn = torch.nn


class Around(nn.Module):
    """Adds what goes through a body to what goes past it."""

    def __init__(self, *body, past=None):
        """Of the same shape where nothing is in the way."""
        super().__init__()
        self.body, self.past = nn.Sequential(*body), past or nn.Identity()

    def forward(self, x):
        """As in residual networks."""
        return self.body(x) + self.past(x)


class Gated(nn.Module):
    """Squeeze-excite."""

    def __init__(self, channels):
        """Through two channels."""
        super().__init__()
        narrow, wide = nn.Conv2d(channels, 2, 1), nn.Conv2d(2, channels, 1)
        self.gate = nn.Sequential(nn.AdaptiveAvgPool2d(1), narrow, nn.SiLU(), wide, nn.Sigmoid())

    def forward(self, x):
        """Weighs each channel."""
        return x * self.gate(x)


class Last(nn.Module):
    """What ConvNeXt does with channels last."""

    def __init__(self, *body):
        """Layers for which channels come last."""
        super().__init__()
        self.body = nn.Sequential(*body)

    def forward(self, x):
        """There and back."""
        return self.body(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


def filtered(m, n, k, activation=nn.ReLU, **more):
    """A convolution with batch norm and activation."""
    return nn.Conv2d(m, n, k, bias=False, **more), nn.BatchNorm2d(n), activation()


def head(channels):
    """The classifier."""
    return nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(), nn.Linear(channels, 10)


NETWORKS = {
    "plain, as VGG": lambda: nn.Sequential(
        *(nn.Conv2d(3, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 12, (1, 5)), nn.AvgPool2d(3, 2, 1)),
        *(nn.Flatten(), nn.Linear(12 * 8 * 6, 20, bias=False), nn.ReLU(), nn.Linear(20, 10)),
    ),
    "inverted residuals, as MobileNetV2": lambda: nn.Sequential(
        *filtered(3, 8, 3, nn.ReLU6, stride=2, padding=1),
        Around(
            *filtered(8, 24, 1, nn.ReLU6),
            *filtered(24, 24, 3, nn.ReLU6, padding=1, groups=24),
            *filtered(24, 8, 1, nn.Identity),
        ),
        *head(8),
    ),
    "squeeze-excite, as EfficientNet": lambda: nn.Sequential(
        *filtered(3, 8, 3, nn.SiLU, padding=1),
        *filtered(8, 16, 5, nn.SiLU, stride=2, padding=2, groups=8),
        Gated(16),
        *filtered(16, 24, 1, nn.Identity),
        *head(24),
    ),
    "shortcuts, as ResNet and Xception": lambda: nn.Sequential(
        *filtered(3, 8, 3, stride=2),
        Around(
            *filtered(8, 16, 3, padding=2, dilation=2, groups=4),
            nn.MaxPool2d(3, 2, 1),
            past=nn.Conv2d(8, 16, 1, 2),
        ),
        *head(16),
    ),
    "channels last, as ConvNeXt": lambda: nn.Sequential(
        nn.Conv2d(3, 8, 4, 4),
        Around(nn.Conv2d(8, 8, 7, padding=3, groups=8), Last(nn.Linear(8, 32), nn.GELU(), nn.Linear(32, 8))),
        *head(8),
    ),
}


def exported(model, x):
    """As ONNX, with the batch left open and batch norm not folded into the convolutions."""
    file = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter that needs no further package is an old one
        torch.onnx.export(
            *(model, x, file),
            dynamo=False,
            training=torch.onnx.TrainingMode.TRAINING,
            do_constant_folding=False,
            input_names=["image"],
            dynamic_axes={"image": {0: "images"}},
        )
    return file.getvalue()


@pytest.mark.parametrize("name", NETWORKS)
def test_an_exported_network_costs_what_pytorch_counts(name):
    """Parameters as PyTorch allocates them, MACs by its counter."""
    model, x = NETWORKS[name](), torch.zeros(1, 3, 32, 30)
    operations, complaints, _ = read_layers(translate(exported(model, x))[0])
    with flop_counter.FlopCounterMode(display=False) as counter:
        model.eval()(x)
    assert [] == complaints
    assert counter.get_total_flops() == 2 * sum(o.macs for o in operations)
    assert sum(p.numel() for p in model.parameters()) == sum(
        o.weights + o.bias * o.filters + 2 * o.channels * (o.kind == "norm") for o in operations
    )
