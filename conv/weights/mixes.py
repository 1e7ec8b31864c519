"""Ways to mix channels: the weights of a pointwise convolution."""

from functools import lru_cache

import numpy as np

from conv.choices import check_choice

RANDOM = "random"
MIXES = {
    "mixes": "One, mean, differences, …",
    "identity": "One map each",
    "average": "Mean of all maps",
    RANDOM: "Random",
}
FEW = 4  # single maps, and differences, that come before the longer mixes
AT_ONCE = 8  # random filters that lie in memory twice, as they are drawn and as they are kept
BLOCK = 64  # longer mixes that are drawn together
STEPS = np.outer([-1, 1], np.arange(3, 11) / 10).ravel()  # weights of the longer mixes: ±0.3, ±0.4, … ±1


def pointwise_weights(preset: str, channels_in: int, filters: int, seed: int) -> np.ndarray:
    """
    One set of weights for the pointwise step.

    "mixes" begins with up to four single maps, then the mean, then up to four differences of neighbours, and goes on
    with sums and differences of two or three maps.

    Parameters
    ----------
    preset : str
        A key of `MIXES`.
    channels_in, filters : int
        Maps in (M·D) and maps out (N), each at least 1.
    seed : int
        Of "random", at least 0.

    Returns
    -------
    w : ndarray, shape (M·D, N), float32
        Column n holds what output n takes of each map; the first columns do not change with N.

    Raises
    ------
    ValueError
        If there is no such preset.

    Examples
    --------
    >>> pointwise_weights("mixes", 2, 4, seed=0)
    array([[ 1. ,  0. ,  0.5,  1. ],
           [ 0. ,  1. ,  0.5, -1. ]], dtype=float32)
    """
    check_choice("preset", preset, MIXES)
    if preset == RANDOM:
        return random_filters(1, channels_in, filters, seed)[0, 0]
    if preset == "average":
        return np.full((channels_in, filters), 1 / channels_in, np.float32)
    if preset == "identity":
        w = np.arange(channels_in)[:, None] == np.arange(filters) % channels_in
        return w.astype(np.float32)
    return _columns([*singles(channels_in), mean(channels_in), *differences(channels_in)], channels_in, filters)


def directions(channels: int, count: int) -> np.ndarray:
    """What a bank of standard filters looks at: the mean, differences, single channels, longer mixes; (M, count)."""
    return _columns([mean(channels), *differences(channels), *singles(channels)], channels, count)


def mean(channels: int) -> np.ndarray:
    """The mean of all channels."""
    return np.full(channels, 1 / channels)


def singles(channels: int) -> np.ndarray:
    """The first few channels, one at a time."""
    return np.eye(min(FEW, channels), channels)


def differences(channels: int) -> np.ndarray:
    """A channel minus the next, for the first few: red - green, green - blue."""
    few = min(FEW, channels - 1)
    return np.eye(few, channels) - np.eye(few, channels, k=1)


def _columns(first: list[np.ndarray], channels: int, count: int) -> np.ndarray:
    """The first mixes, then mixes of two or three channels from a fixed seed; (M, count)."""
    w = np.zeros((channels, count), np.float32)
    for n, mix in enumerate(first[:count]):
        w[:, n] = mix
    rows, columns, steps = _drawn(channels, len(first), -(-count // BLOCK) * BLOCK)
    wanted = columns < count
    w[rows[wanted], columns[wanted]] = steps[wanted]
    return w


# Two drawings a column take longer than all that is computed with them; the first columns are the same for any count.
@lru_cache(maxsize=256)
def _drawn(channels: int, first: int, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Which channels are mixed in the columns from `first` on, and how strongly: rows, columns and steps."""
    rng, rows, columns, steps = np.random.default_rng(channels), [], [], []
    for n in range(first, count):
        taken = rng.choice(channels, min(channels, int(rng.integers(2, 4))), replace=False)
        rows.extend(taken)
        columns.extend([n] * len(taken))
        steps.extend(rng.choice(STEPS, len(taken)))
    return np.array(rows, int), np.array(columns, int), np.array(steps, np.float32)


def random_filters(kernel: int, channels: int, filters: int, seed: int) -> np.ndarray:
    """Normal filters, (k, k, M, N), drawn one after another: more of them leave the first ones alone."""
    w, rng = np.empty((kernel, kernel, channels, filters), np.float32), np.random.default_rng(seed)
    for n in range(0, filters, AT_ONCE):
        some = min(AT_ONCE, filters - n)
        drawn = he_normal((some, channels, kernel, kernel), kernel**2 * channels, rng)
        w[..., n : n + some] = drawn.transpose(2, 3, 1, 0)
    return w


def he_normal(shape: tuple[int, ...], fan_in: int, seed: int | np.random.Generator) -> np.ndarray:
    """Normal weights of variance 2 / fan_in (He et al., 2015, arXiv:1502.01852); float32."""
    return np.random.default_rng(seed).standard_normal(shape, np.float32) * np.float32(np.sqrt(2 / fan_in))
