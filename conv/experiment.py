"""Run one experiment and keep every array on the way."""

from dataclasses import dataclass, fields

import numpy as np

from conv.channels import channels
from conv.depthwise import depthwise
from conv.edits import DEPTHWISE, POINTWISE, STANDARD, apply
from conv.filters import EQUIVALENT, depthwise_filters, equivalent, pointwise_weights, standard_filters
from conv.pictures import picture
from conv.pointwise import pointwise
from conv.settings import Settings
from conv.standard import standard


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
        return float(np.abs(self.separable - self.standard).max())


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
        Within the budget of `conv.budget`; larger ones are computed all the same.
    turned : bool
        Whether every kernel is turned by 180° before it slides: convolution as mathematics has it. Else, as in neural
        networks, it is a cross-correlation.
    own : ndarray, shape (size, size, 3), float32, optional
        The picture where the settings ask for one's own, from 0 to 1.

    Returns
    -------
    Experiment
        The filters as they were applied.

    Examples
    --------
    >>> run(Settings(size=32, filters=64)).separable.shape
    (30, 30, 64)
    """
    x = channels(picture(s.image, s.size) if own is None else own, s.channels)
    d, p, w = weights(s, turned)
    window = {"stride": s.stride, "padding": s.padding, "dilation": s.dilation}
    maps = depthwise(x, d, **window)
    return Experiment(x, d, p, w, maps, pointwise(maps, p), standard(x, w, **window))


def _turn(w: np.ndarray) -> None:
    """Turn every kernel by 180°, a tap at a time: turned whole, the weights would take twice the memory."""
    k = len(w)
    for tap in range(k * k // 2):
        one, other = divmod(tap, k), divmod(k * k - 1 - tap, k)
        w[one], w[other] = w[other], w[one].copy()
