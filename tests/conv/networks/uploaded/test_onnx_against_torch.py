import io
import warnings

import pytest

from conv.networks.uploaded.onnx_file import translate
from conv.networks.uploaded.table import read_layers

pytest.importorskip("onnx", reason="the optional package that reads ONNX files: `make test` installs it")
torch = pytest.importorskip("torch", reason="the oracle is PyTorch: `make test` installs it")
flop_counter = pytest.importorskip("torch.utils.flop_counter")
nn = torch.nn


class Residual(nn.Module):
    """A residual block: body plus shortcut."""

    def __init__(self, *body, shortcut=None):
        """The default shortcut is the identity."""
        super().__init__()
        self.body, self.shortcut = nn.Sequential(*body), shortcut or nn.Identity()

    def forward(self, x):
        """Add both paths."""
        return self.body(x) + self.shortcut(x)


class SqueezeExcite(nn.Module):
    """Squeeze-excite."""

    def __init__(self, channels):
        """Squeeze to two channels."""
        super().__init__()
        narrow, wide = nn.Conv2d(channels, 2, 1), nn.Conv2d(2, channels, 1)
        self.gate = nn.Sequential(nn.AdaptiveAvgPool2d(1), narrow, nn.SiLU(), wide, nn.Sigmoid())

    def forward(self, x):
        """Scale each channel."""
        return x * self.gate(x)


class ChannelsLast(nn.Module):
    """Layers in channels-last order, as in ConvNeXt."""

    def __init__(self, *body):
        """The body expects channels-last input."""
        super().__init__()
        self.body = nn.Sequential(*body)

    def forward(self, x):
        """Permute, apply the body, and permute back."""
        return self.body(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


def conv_norm_act(m, n, k, activation=nn.ReLU, **more):
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
        *conv_norm_act(3, 8, 3, nn.ReLU6, stride=2, padding=1),
        Residual(
            *conv_norm_act(8, 24, 1, nn.ReLU6),
            *conv_norm_act(24, 24, 3, nn.ReLU6, padding=1, groups=24),
            *conv_norm_act(24, 8, 1, nn.Identity),
        ),
        *head(8),
    ),
    "squeeze-excite, as EfficientNet": lambda: nn.Sequential(
        *conv_norm_act(3, 8, 3, nn.SiLU, padding=1),
        *conv_norm_act(8, 16, 5, nn.SiLU, stride=2, padding=2, groups=8),
        SqueezeExcite(16),
        *conv_norm_act(16, 24, 1, nn.Identity),
        *head(24),
    ),
    "shortcuts, as ResNet and Xception": lambda: nn.Sequential(
        *conv_norm_act(3, 8, 3, stride=2),
        Residual(
            *conv_norm_act(8, 16, 3, padding=2, dilation=2, groups=4),
            nn.MaxPool2d(3, 2, 1),
            shortcut=nn.Conv2d(8, 16, 1, 2),
        ),
        *head(16),
    ),
    "channels last, as ConvNeXt": lambda: nn.Sequential(
        nn.Conv2d(3, 8, 4, 4),
        Residual(nn.Conv2d(8, 8, 7, padding=3, groups=8), ChannelsLast(nn.Linear(8, 32), nn.GELU(), nn.Linear(32, 8))),
        *head(8),
    ),
}


def exported(model, x):
    """Export to ONNX with an open batch size and without folding batch norm into convolutions."""
    file = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter that needs no further package is deprecated
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
    """Compare with PyTorch's parameters and its FLOP counter."""
    model, x = NETWORKS[name](), torch.zeros(1, 3, 32, 30)
    operations, errors, _ = read_layers(translate(exported(model, x))[0])
    with flop_counter.FlopCounterMode(display=False) as counter:
        model.eval()(x)
    assert [] == errors
    assert counter.get_total_flops() == 2 * sum(o.macs for o in operations)
    assert sum(p.numel() for p in model.parameters()) == sum(
        o.weights + o.bias * o.filters + 2 * o.channels * (o.kind == "norm") for o in operations
    )
