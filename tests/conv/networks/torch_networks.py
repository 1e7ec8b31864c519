"""The four networks as PyTorch modules, written from the papers' tables only and independent of conv/."""

import pytest

torch = pytest.importorskip("torch", reason="the oracle is PyTorch: `make test` installs it")
nn = torch.nn


def conv(channels, filters, kernel=1, stride=1, groups=1, padding=None, activation=nn.ReLU):
    """A convolution without bias, batch norm, and the activation if there is one."""
    padding = (kernel - 1) // 2 if padding is None else padding
    layer = nn.Conv2d(channels, filters, kernel, stride, padding, groups=groups, bias=False)
    return nn.Sequential(layer, nn.BatchNorm2d(filters), *([activation()] if activation else []))


def head(channels):
    """Global average pooling and a classifier with 1,000 classes."""
    return nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, 1000))


class Residual(nn.Module):
    """A residual block: the body plus the shortcut."""

    def __init__(self, body, shortcut=None):
        """The default shortcut is the identity."""
        super().__init__()
        self.body, self.shortcut = body, shortcut or nn.Identity()

    def forward(self, x):
        """Add both paths."""
        return self.body(x) + self.shortcut(x)


def mobilenet_v1(alpha=1.0, standard=False):
    """Howard et al. 2017, Table 1; its last depthwise convolution with stride 1.

    A `standard` one has one convolution with full filters where the paper has a pair, as in its Table 4.
    """
    channels = int(32 * alpha)
    parts = [conv(3, channels, 3, 2)]
    strides = [(64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), *[(512, 1)] * 5, (1024, 2), (1024, 1)]
    for width, stride in strides:
        filters = int(width * alpha)
        if standard:
            parts.append(conv(channels, filters, 3, stride))
        else:
            parts += [conv(channels, channels, 3, stride, groups=channels), conv(channels, filters)]
        channels = filters
    return nn.Sequential(*parts, head(channels))


def divisible(width):
    """`_make_divisible` of the MobileNetV2 repository, for a divisor of 8."""
    nearest = max(8, int(width + 4) // 8 * 8)
    return nearest + 8 if nearest < 0.9 * width else nearest


class Excite(nn.Module):
    """Squeeze-excite: scale each channel by a weight that two 1×1 layers compute from the averages."""

    def __init__(self, channels, squeezed):
        """Both layers have biases."""
        super().__init__()
        narrow, wide = nn.Conv2d(channels, squeezed, 1), nn.Conv2d(squeezed, channels, 1)
        self.gate = nn.Sequential(nn.AdaptiveAvgPool2d(1), narrow, nn.SiLU(), wide, nn.Sigmoid())

    def forward(self, x):
        """Scale the channels."""
        return x * self.gate(x)


def bottleneck(channels, filters, expansion, kernel, stride, activation, excite=False):
    """An inverted residual: no expansion layer for factor 1, and a shortcut if the shape stays the same."""
    wide = channels * expansion
    parts = [conv(channels, wide, activation=activation)] if expansion > 1 else []
    parts.append(conv(wide, wide, kernel, stride, groups=wide, activation=activation))
    if excite:
        parts.append(Excite(wide, channels // 4))
    body = nn.Sequential(*parts, conv(wide, filters, activation=None))
    return Residual(body) if (channels, 1) == (filters, stride) else body


def mobilenet_v2(alpha=1.0):
    """Sandler et al. 2018, Table 2: t, c, n, s."""
    table = [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]
    channels = divisible(32 * alpha)
    parts = [conv(3, channels, 3, 2, activation=nn.ReLU6)]
    for t, c, n, s in table:
        for stride in [s, *[1] * (n - 1)]:
            parts.append(bottleneck(channels, divisible(c * alpha), t, 3, stride, nn.ReLU6))
            channels = divisible(c * alpha)
    last = divisible(1280 * max(1.0, alpha))
    return nn.Sequential(*parts, conv(channels, last, activation=nn.ReLU6), head(last))


def efficientnet_b0():
    """Tan and Le 2019, Table 1: t, k, c, n, s."""
    table = [
        *[(1, 3, 16, 1, 1), (6, 3, 24, 2, 2), (6, 5, 40, 2, 2), (6, 3, 80, 3, 2), (6, 5, 112, 3, 1)],
        *[(6, 5, 192, 4, 2), (6, 3, 320, 1, 1)],
    ]
    parts, channels = [conv(3, 32, 3, 2, activation=nn.SiLU)], 32
    for t, k, c, n, s in table:
        for stride in [s, *[1] * (n - 1)]:
            parts.append(bottleneck(channels, c, t, k, stride, nn.SiLU, excite=True))
            channels = c
    return nn.Sequential(*parts, conv(channels, 1280, activation=nn.SiLU), head(1280))


def separable(channels, filters):
    """Xception's separable pair, without operations in between."""
    depthwise = nn.Conv2d(channels, channels, 3, padding=1, groups=channels, bias=False)
    return nn.Sequential(depthwise, nn.Conv2d(channels, filters, 1, bias=False), nn.BatchNorm2d(filters))


def halving(channels, filters, *, after_activation=False):
    """A module of Xception that halves the side; with `after_activation`, the first pair has no activation."""
    first = [] if after_activation else [nn.ReLU()]
    pairs = [*first, separable(channels, filters[0]), nn.ReLU(), separable(*filters)]
    return Residual(nn.Sequential(*pairs, nn.MaxPool2d(3, 2, 1)), conv(channels, filters[-1], 1, 2, activation=None))


def xception():
    """Chollet 2016, Figure 5."""
    middle = [
        Residual(nn.Sequential(*[part for _ in range(3) for part in (nn.ReLU(), separable(728, 728))]))
        for _ in range(8)
    ]
    return nn.Sequential(
        *(conv(3, 32, 3, 2, padding=0), conv(32, 64, 3, padding=0)),
        *(halving(64, (128, 128), after_activation=True), halving(128, (256, 256)), halving(256, (728, 728))),
        *middle,
        halving(728, (728, 1024)),
        *(separable(1024, 1536), nn.ReLU(), separable(1536, 2048), nn.ReLU()),
        head(2048),
    )


def sampler():
    """Operations that the four networks lack: average pooling, bias before batch norm, groups, two linear layers."""
    return nn.Sequential(
        *(nn.Conv2d(3, 8, 5, 2, 2), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(2)),
        *(nn.Conv2d(8, 12, (1, 3), padding=(0, 1), groups=4), nn.ReLU6(), nn.AvgPool2d(3, 2, 1)),
        *(nn.Conv2d(12, 6, 3, dilation=2, bias=False), nn.BatchNorm2d(6), nn.SiLU(), nn.Sigmoid()),
        *(nn.Flatten(), nn.Linear(6 * 4 * 4, 10, bias=False), nn.ReLU(), nn.Linear(10, 4)),
    )


MODULES = {
    "mobilenet-v1": mobilenet_v1,
    "mobilenet-v2": mobilenet_v2,
    "xception": xception,
    "efficientnet-b0": efficientnet_b0,
    "sampler": sampler,
}


def build(name, percent=100, device="cpu", **more):
    """A network at a width, in evaluation mode; on the device "meta" it has shapes and no values."""
    with torch.device(device):
        return MODULES[name](*[] if percent == 100 else [percent / 100], **more).eval()
