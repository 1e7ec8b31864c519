"""Run one experiment and keep all intermediate arrays."""

from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np

from conv.depthwise import depthwise
from conv.images.channels import channels
from conv.images.numbers import NUMBERS, number_channels
from conv.images.pictures import picture
from conv.lab.settings import Settings
from conv.pointwise import pointwise
from conv.standard import standard
from conv.weights.edits import DEPTHWISE, POINTWISE, STANDARD, apply
from conv.weights.filters import EQUIVALENT, depthwise_filters, equivalent, pointwise_weights, standard_filters

MAX_CACHED = 50_000  # values per cached input; the 24 cache entries take at most 5 MB

# A small layer whose separable and standard form are equal; rounding errors are far below TOLERANCE.
TEST_LAYER = Settings(size=8, channels=1, kernel=3, filters=1, standard=EQUIVALENT)
TOLERANCE = 1e-3


@dataclass(frozen=True, slots=True)
class Experiment:
    """Arrays of one experiment, float32, read-only: M input channels, N filters, kernel side k, depth multiplier D."""

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
        """The largest absolute difference between the separable and the standard output."""
        # Row by row: the differences of all rows at once would take as much memory as both outputs.
        rows = zip(self.separable, self.standard, strict=True)
        return max(float(np.abs(separable - standard).max()) for separable, standard in rows)


def weights(s: Settings, rotated: bool = False) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Depthwise filters, pointwise weights and standard filters: presets, then manual edits, then the 180° rotation."""
    d = apply(s.edits, DEPTHWISE, depthwise_filters(s.depthwise, s.kernel, s.channels, s.multiplier, s.seed))
    p = apply(s.edits, POINTWISE, pointwise_weights(s.pointwise, s.channels * s.multiplier, s.filters, s.seed))
    if s.standard == EQUIVALENT:
        w = equivalent(d, p)
    else:
        w = apply(s.edits, STANDARD, standard_filters(s.standard, s.kernel, s.channels, s.filters, s.seed))
    if rotated:
        _rotate(d)
        _rotate(w)
    return d, p, w


def run(s: Settings, rotated: bool = False, uploaded: np.ndarray | None = None) -> Experiment:
    """
    Compute both forms of the layer on one picture.

    Parameters
    ----------
    s : Settings
        Normally within the limits of `conv.lab.budget`, which are not checked here.
    rotated : bool
        Whether to rotate every kernel by 180° first. This gives convolution in the mathematical sense instead of
        cross-correlation, which neural networks use.
    uploaded : ndarray, shape (size, size, 3), float32, optional
        The uploaded picture, values from 0 to 1, if the settings select it.

    Returns
    -------
    Experiment
        Its filters are those applied: edited, and rotated if `rotated`.

    Examples
    --------
    >>> run(Settings(size=32, filters=64)).separable.shape
    (30, 30, 64)
    """
    x = _inputs(s) if uploaded is None else channels(uploaded, s.channels)
    d, p, w = weights(s, rotated)
    window = {"stride": s.stride, "padding": s.padding, "dilation": s.dilation}
    maps = depthwise(x, d, **window)
    return Experiment(x, d, p, w, maps, pointwise(maps, p), standard(x, w, **window))


def self_test() -> str:
    """
    Run a small layer in both forms: "" if the results agree, else an error message.

    Examples
    --------
    >>> self_test()
    ''
    """
    return "" if run(TEST_LAYER).difference < TOLERANCE else "computes wrongly"


def _inputs(s: Settings) -> np.ndarray:
    """The channels of a picture that is not uploaded. Small inputs are cached: they take a third of a run's time."""
    make = _cached_channels if s.size**2 * s.channels <= MAX_CACHED else _cached_channels.__wrapped__
    return make(s.image, s.size, s.channels)


@lru_cache(maxsize=24)
def _cached_channels(image: str, size: int, count: int) -> np.ndarray:
    return number_channels(size, count) if image == NUMBERS else channels(picture(image, size), count)


def _rotate(w: np.ndarray) -> None:
    """Rotate every kernel by 180° in place, tap by tap: a rotated copy of the weights would double the memory."""
    k = len(w)
    for tap in range(k * k // 2):
        first, opposite = divmod(tap, k), divmod(k * k - 1 - tap, k)
        w[first], w[opposite] = w[opposite], w[first].copy()
