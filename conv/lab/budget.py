"""How much work one picture of a layer may be; judged from the integers before anything is allocated."""

from conv.cost import BYTES, cost
from conv.lab.settings import Settings

MOST_MACS = 500_000_000
# MACs of the depthwise step and of the channels made for it, which no matrix product does: 3 to 5 ns each, others 0.3
MOST_DEPTHWISE = 120_000_000
DERIVED, TAPS = 4, 9  # from so many channels on, each value of them is made by a 3×3 filter
MOST_BYTES = 64_000_000  # of all maps and weights of both forms, float32


def refusal(settings: Settings) -> str:
    """
    Why the maps of these settings are not computed, or "".

    The MACs are those of the dearer form, and those of the depthwise step with the channels that
    `conv.images.channels` makes for it; the bytes those of everything held at once.

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
    made = TAPS * settings.size**2 * settings.channels if settings.channels >= DERIVED else 0
    if costs.depthwise.macs + made > MOST_DEPTHWISE:
        return _sentence(costs.depthwise.macs + made, "depthwise MACs, those for the channels included", MOST_DEPTHWISE)
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
    """Numbers in all arrays of a run.

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
