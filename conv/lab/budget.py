"""Limits of the work and memory of one run, checked from the settings before anything is allocated."""

from conv.cost import BYTES, cost
from conv.lab.settings import Settings

MOST_MACS = 500_000_000
# MACs of the depthwise step and of the derived channels; without a matrix product: 3 to 5 ns each, others take 0.3 ns
MOST_DEPTHWISE = 120_000_000
FILTERED_FROM, TAPS = 4, 9  # with 4 or more channels, each value of a channel counts as one 3×3 filter
MOST_BYTES = 64_000_000  # of all maps and weights of both forms, float32


def refusal(settings: Settings) -> str:
    """
    Return the reason why the maps of these settings are not computed, or "".

    Three limits apply: the MACs of the more expensive form, the MACs of the depthwise step together with the channels
    that `conv.images.channels` derives for it, and the bytes of all arrays held at once.

    Examples
    --------
    >>> refusal(Settings())
    ''
    >>> refusal(Settings(size=224, channels=64, filters=256))[:51]
    'The maps need 7,267,221,504 MACs; the limit is 500,'
    """
    costs = cost(**settings.layer)
    macs = max(costs.standard.macs, costs.separable.macs)
    if macs > MOST_MACS:
        return _sentence(macs, "MACs", MOST_MACS)
    channel_macs = TAPS * settings.size**2 * settings.channels if settings.channels >= FILTERED_FROM else 0
    depthwise_macs = costs.depthwise.macs + channel_macs
    if depthwise_macs > MOST_DEPTHWISE:
        return _sentence(depthwise_macs, "depthwise MACs, those for the channels included", MOST_DEPTHWISE)
    if held_bytes(settings) > MOST_BYTES:
        return _sentence(held_bytes(settings), "bytes", MOST_BYTES)
    return ""


def held_bytes(settings: Settings) -> int:
    """Bytes of all arrays of a run.

    >>> held_bytes(Settings(size=4, kernel=1, channels=1, filters=1))
    268
    """
    return BYTES * elements(settings)


def elements(settings: Settings) -> int:
    """Number of values in all arrays of a run.

    >>> elements(Settings(size=4, kernel=1, channels=1, filters=1))
    67
    """
    costs = cost(**settings.layer | {"bias": False})
    maps = settings.size**2 * settings.channels + costs.depthwise.output_elements + 2 * costs.standard.output_elements
    return maps + costs.standard.parameters + costs.separable.parameters


def _sentence(need: int, unit: str, limit: int) -> str:
    return (
        f"The maps need {need:,} {unit}; the limit is {limit:,}. "
        "Choose fewer filters, fewer channels or a smaller size; the costs stay exact."
    )
