"""Run one experiment and keep every array on the way."""

from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np

from conv.depthwise import depthwise
from conv.images.channels import channels
from conv.images.pictures import picture
from conv.lab.settings import Settings
from conv.pointwise import pointwise
from conv.standard import standard
from conv.weights.edits import DEPTHWISE, POINTWISE, STANDARD, apply
from conv.weights.filters import EQUIVALENT, depthwise_filters, equivalent, pointwise_weights, standard_filters

FEW = 50_000  # values; 24 times as many take 5 MB

# The smallest layer whose two forms compute the same; rounding leaves far less than SAME between them.
SMALLEST = Settings(size=8, channels=1, kernel=3, filters=1, standard=EQUIVALENT)
SAME = 1e-3


@dataclass(frozen=True, slots=True)
class Experiment:
    """Arrays of one experiment, float32, read-only. M channels in, N filters out, k kernel side, D multiplier."""

    input: np.ndarray  # (H, W, M)
    depthwise_filters: np.ndarray  # (k, k, M, D)
    pointwise_weights: np.ndarray  # (M·D, N)
    standard_filters: np.ndarray  # (k, k, M, N)
    depthwise: np.ndarray  # (H', W', M·D)
    separable: np.ndarray  # (H', W', N)
    standard: np.ndarray  # (H', W', N)

    def __post_init__(self) -> None:
        for f in fields(self):
            getattr(self, f.name).flags.writeable = False

    @property
    def difference(self) -> float:
        """The largest difference between a separable and the standard output."""
        # A row at a time: all differences together would take as much memory as both outputs.
        rows = zip(self.separable, self.standard, strict=True)
        return max(float(np.abs(one - other).max()) for one, other in rows)


def weights(s: Settings, turned: bool = False) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Depthwise filters, pointwise weights and standard filters: presets, then what was set by hand, then the turn."""
    d = apply(s.edits, DEPTHWISE, depthwise_filters(s.depthwise, s.kernel, s.channels, s.multiplier, s.seed))
    p = apply(s.edits, POINTWISE, pointwise_weights(s.pointwise, s.channels * s.multiplier, s.filters, s.seed))
    if s.standard == EQUIVALENT:
        w = equivalent(d, p)
    else:
        w = apply(s.edits, STANDARD, standard_filters(s.standard, s.kernel, s.channels, s.filters, s.seed))
    if turned:
        _turn(d)
        _turn(w)
    return d, p, w


def run(s: Settings, turned: bool = False, own: np.ndarray | None = None) -> Experiment:
    """
    Both forms of the layer on one picture.

    Parameters
    ----------
    s : Settings
        Within the budget of `conv.lab.budget`; larger ones are computed all the same.
    turned : bool
        Whether every kernel is turned by 180° before it slides: convolution as mathematics has it. Else, as in neural
        networks, it is a cross-correlation.
    own : ndarray, shape (size, size, 3), float32, optional
        The uploaded picture, from 0 to 1, if the settings ask for it.

    Returns
    -------
    Experiment
        The filters as they were applied.

    Examples
    --------
    >>> run(Settings(size=32, filters=64)).separable.shape
    (30, 30, 64)
    """
    x = _inputs(s) if own is None else channels(own, s.channels)
    d, p, w = weights(s, turned)
    window = {"stride": s.stride, "padding": s.padding, "dilation": s.dilation}
    maps = depthwise(x, d, **window)
    return Experiment(x, d, p, w, maps, pointwise(maps, p), standard(x, w, **window))


def self_test() -> str:
    """
    Run the smallest layer: "" if both forms compute the same, else what is wrong.

    Examples
    --------
    >>> self_test()
    ''
    """
    return "" if run(SMALLEST).difference < SAME else "computes wrongly"


def _inputs(s: Settings) -> np.ndarray:
    """The channels of a sample. Small ones are kept, because they take a third of the time of a run."""
    make = _kept if s.size**2 * s.channels <= FEW else _kept.__wrapped__
    return make(s.image, s.size, s.channels)


@lru_cache(maxsize=24)
def _kept(image: str, size: int, count: int) -> np.ndarray:
    return channels(picture(image, size), count)


def _turn(w: np.ndarray) -> None:
    """Turn every kernel by 180°, one tap at a time: a turned copy of the weights would double the memory."""
    k = len(w)
    for tap in range(k * k // 2):
        one, other = divmod(tap, k), divmod(k * k - 1 - tap, k)
        w[one], w[other] = w[other], w[one].copy()
