"""Channel mixes: the weights of a pointwise convolution."""

from functools import lru_cache

import numpy as np

from conv.choices import check_choice

RANDOM = "random"
MIXES = {
    "mixes": "One, mean, differences, …",
    "identity": "One map each",
    "average": "Mean of all maps",
    "numbers": "Whole numbers",
    "dense": "Every map in every filter",
    RANDOM: "Random",
}
MAX_SIMPLE = 4  # number of single maps, and of differences, before the random mixes
BATCH = 8  # random filters drawn at a time; only these are in memory twice
COLUMN_STEP = 64  # number of columns is rounded up to a multiple of this, for the cache
WHOLE = (1, -1, -1, 2, -2, 2, 1, 0)  # weights in the whole mixes; the first mix has 1, 2, -1
VARIED, VARIED_SEED = np.array([-2, -1, 1, 2], np.int8), 3
LEVELS = np.outer([-1, 1], np.arange(3, 11) / 10).ravel()  # weights in the random mixes: ±0.3, ±0.4, … ±1


def pointwise_weights(preset: str, channels_in: int, filters: int, seed: int) -> np.ndarray:
    """
    Make the weights of the pointwise step from a preset.

    "mixes" starts with up to four single maps, the mean, and up to four differences of neighbours, and continues with
    weighted sums of two or three maps. "numbers" has whole numbers from -2 to 2. "dense" gives every map a weight, of
    one digit after the point.

    Parameters
    ----------
    preset : str
        A key of `MIXES`.
    channels_in, filters : int
        Input maps (M·D) and output maps (N), each at least 1.
    seed : int
        Of "random", at least 0.

    Returns
    -------
    w : ndarray, shape (M·D, N), float32
        Column n has the weights of output n; the first columns do not change with N.

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
    if preset == "numbers":
        return whole_mixes(channels_in, filters)
    if preset == "dense":
        return dense_mixes(channels_in, filters)
    if preset == "average":
        return np.full((channels_in, filters), 1 / channels_in, np.float32)
    if preset == "identity":
        w = np.arange(channels_in)[:, None] == np.arange(filters) % channels_in
        return w.astype(np.float32)
    return _columns([*singles(channels_in), mean(channels_in), *differences(channels_in)], channels_in, filters)


def bank_mixes(channels: int, count: int) -> np.ndarray:
    """Channel mixes for a bank of standard filters: mean, differences, single channels, random mixes; (M, count)."""
    return _columns([mean(channels), *differences(channels), *singles(channels)], channels, count)


def mean(channels: int) -> np.ndarray:
    """Weights of the mean of all channels."""
    return np.full(channels, 1 / channels)


def singles(channels: int) -> np.ndarray:
    """Weights that select one of the first channels each."""
    return np.eye(min(MAX_SIMPLE, channels), channels)


def differences(channels: int) -> np.ndarray:
    """Weights of a channel minus the next, for the first channels: red - green, green - blue."""
    few = min(MAX_SIMPLE, channels - 1)
    return np.eye(few, channels) - np.eye(few, channels, k=1)


def _columns(first: list[np.ndarray], channels: int, count: int) -> np.ndarray:
    """The given mixes, then random mixes of two or three channels with a fixed seed; (M, count)."""
    w = np.zeros((channels, count), np.float32)
    for n, mix in enumerate(first[:count]):
        w[:, n] = mix
    rows, columns, values = _random_mixes(channels, len(first), -(-count // COLUMN_STEP) * COLUMN_STEP)
    wanted = columns < count
    w[rows[wanted], columns[wanted]] = values[wanted]
    return w


# Cached: two random draws per column take longer than all else. The first columns are the same for any count.
@lru_cache(maxsize=256)
def _random_mixes(channels: int, first: int, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Random mixes for the columns from `first` on, as rows, columns and values of the nonzero weights."""
    rng, rows, columns, values = np.random.default_rng(channels), [], [], []
    for n in range(first, count):
        chosen = rng.choice(channels, min(channels, int(rng.integers(2, 4))), replace=False)
        rows.extend(chosen)
        columns.extend([n] * len(chosen))
        values.extend(rng.choice(LEVELS, len(chosen)))
    return np.array(rows, int), np.array(columns, int), np.array(values, np.float32)


def whole_mixes(channels: int, count: int) -> np.ndarray:
    """Mixes with whole weights from -2 to 2, of which few are 0; (M, count). No mix is 0 alone."""
    m, n = np.arange(channels)[:, None], np.arange(count)
    w = np.take(WHOLE, (5 * m + 7 * n + 3 * (m * n % 11)) % len(WHOLE)).astype(np.float32)
    w[0, ~w.any(axis=0)] = 1
    return w


def dense_mixes(channels: int, count: int) -> np.ndarray:
    """Mixes in which every channel has a weight, a multiple of 0.1: smaller ones for more channels; (M, count)."""
    largest = max(1, round(10 * min(1, 4 / np.sqrt(channels))))
    w, rng = np.empty((channels, count), np.float32), np.random.default_rng(channels)
    for n in range(count):
        w[:, n] = rng.integers(1, largest + 1, channels) * rng.choice((-0.1, 0.1), channels)
    return w


def varied_filters(kernel: int, channels: int, filters: int) -> np.ndarray:
    """Filters of whole weights from -2 to 2 without 0, (k, k, M, N). The first filters do not change with N."""
    w, rng = np.empty((kernel, kernel, channels, filters), np.float32), np.random.default_rng(VARIED_SEED)
    for n in range(filters):
        w[..., n] = rng.choice(VARIED, (channels, kernel, kernel)).transpose(1, 2, 0)
    return w


def random_filters(kernel: int, channels: int, filters: int, seed: int) -> np.ndarray:
    """Random normal filters, (k, k, M, N). They are drawn in order, so the first filters do not change with N."""
    w, rng = np.empty((kernel, kernel, channels, filters), np.float32), np.random.default_rng(seed)
    for n in range(0, filters, BATCH):
        batch = min(BATCH, filters - n)
        drawn = he_normal((batch, channels, kernel, kernel), kernel**2 * channels, rng)
        w[..., n : n + batch] = drawn.transpose(2, 3, 1, 0)
    return w


def he_normal(shape: tuple[int, ...], fan_in: int, seed: int | np.random.Generator) -> np.ndarray:
    """Normal weights of variance 2 / fan_in (He et al., 2015, arXiv:1502.01852); float32."""
    return np.random.default_rng(seed).standard_normal(shape, np.float32) * np.float32(np.sqrt(2 / fan_in))
