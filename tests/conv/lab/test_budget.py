import tracemalloc
from dataclasses import replace

import pytest

from conv.lab.budget import MOST_BYTES, held_bytes, refusal
from conv.lab.examples import EXAMPLES
from conv.lab.experiment import run
from conv.lab.settings import Settings
from conv.views.maps import grids, page_starts, tile, values
from conv.views.slide import slide
from conv.views.wire import pack
from conv.weights.filters import STANDARDS


@pytest.mark.parametrize("settings", EXAMPLES.values(), ids=EXAMPLES)
def test_every_example_is_within_the_budget(settings):
    """Every example must be computable."""
    assert "" == refusal(settings)


def test_too_many_macs_are_refused():
    """The layer has 224²·11²·1,024·1,024 MACs; nothing is allocated."""
    largest = Settings(size=224, channels=1024, filters=1024, kernel=11, padding="same")
    assert "The maps need 6,366,215,274,496 MACs; the limit is 500,000,000." in refusal(largest)


def test_too_many_macs_of_the_depthwise_step_are_refused():
    """The depthwise step is slower per MAC: these would take a second."""
    expensive = Settings(size=320, channels=16, kernel=11, filters=1, multiplier=2, padding="same")
    sentence = "The maps need 411,238,400 depthwise MACs, those for the channels included; the limit is 120,000,000."
    assert sentence in refusal(expensive)
    assert 411_238_400 == (11**2 * 2 + 9) * 320**2 * 16
    assert "" == refusal(replace(expensive, channels=4))


def test_too_many_bytes_are_refused_even_where_the_macs_are_few():
    """A 1×1 kernel on a large picture."""
    assert "bytes; the limit is 64,000,000." in refusal(Settings(size=224, kernel=1, channels=3, filters=256))


def test_held_bytes_equal_those_of_numpy():
    """Compare the estimate with the arrays of a run."""
    s = Settings(size=20, channels=5, filters=7, multiplier=2, padding="same", bias=True)
    e = run(s)
    assert held_bytes(s) == sum(getattr(e, name).nbytes for name in e.__slots__)


LARGE = [
    Settings(size=4, channels=1024, filters=1024, padding="same"),
    Settings(size=4, channels=1024, filters=100, kernel=11, stride=4, padding="same"),
    Settings(size=112, channels=1024, filters=1, kernel=1, stride=4),
]


@pytest.mark.parametrize("rotated", [False, True])
@pytest.mark.parametrize(
    "settings",
    [
        Settings(size=224, channels=16, filters=64, multiplier=8),
        Settings(size=14, channels=512, filters=512, padding="same", standard="random", pointwise="random"),
        Settings(size=64, channels=256, filters=40),
        Settings(size=4, channels=1024, filters=1, kernel=1, multiplier=8),
        Settings(size=4, channels=1024, filters=1024, kernel=1, multiplier=8, pointwise="random"),
        Settings(size=4, channels=1024, filters=60, kernel=11, stride=4, padding="same", multiplier=8),
        Settings(size=4, channels=384, filters=512, kernel=8, stride=4, padding=3, multiplier=2, standard="equivalent"),
        Settings(size=112, channels=1024, filters=1, kernel=2, stride=4, padding="same"),
        Settings(size=224, channels=16, filters=1, kernel=1, multiplier=8),
        Settings(size=224, channels=4, filters=1, kernel=1),
        *(replace(settings, standard=standard) for settings in LARGE for standard in STANDARDS),
    ],
    ids=lambda s: s.to_query(),
)
def test_peak_memory_of_a_run_is_close_to_the_estimate(settings, rotated):
    """The peak includes all temporary copies: tiles, padded images, and weights during creation and rotation."""
    assert "" == refusal(settings)
    tracemalloc.start()
    run(settings, rotated)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak <= held_bytes(settings) + 12_000_000


@pytest.mark.parametrize("make", [grids, values, slide])
@pytest.mark.parametrize(
    "settings",
    [
        Settings(size=320, channels=6, filters=64, multiplier=4, padding=0),
        Settings(size=320, channels=1, filters=306, stride=2, multiplier=8, padding="same"),
        Settings(size=4, channels=2048, filters=51, kernel=11, multiplier=8, padding="same", pointwise="random"),
    ],
    ids=lambda s: s.to_query(),
)
def test_peak_memory_of_a_response_is_bounded(settings, make):
    """The peak has one grid twice, its shades and the packed bytes; it is far below 200 MB."""
    assert "" == refusal(settings)
    start = page_starts(settings, {})
    more = {
        grids: [start],
        values: [start, *tile(settings, start, ((0, 0), (0, 0)))],
        slide: [0, 0, True],
    }
    tracemalloc.start()
    pack(*make(settings, *more[make]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak <= min(1.6 * MOST_BYTES + 30_000_000, 2 * held_bytes(settings) + 30_000_000)
