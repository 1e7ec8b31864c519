"""How much work one picture of a layer may be; judged from the integers before anything is allocated."""

from conv.cost import BYTES, cost
from conv.settings import Settings

MOST_MACS = 500_000_000
MOST_DEPTHWISE = 200_000_000  # MACs of the depthwise step, which no matrix product does: up to 4 ns each, others 0.1
MOST_BYTES = 64_000_000  # of all maps and weights of both forms, float32


def refusal(settings: Settings) -> str:
    """
    Why the maps of these settings are not computed, or "".

    The MACs are those of the dearer form, and those of the depthwise step; the bytes those of everything held at once.

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
    if costs.depthwise.macs > MOST_DEPTHWISE:
        return _sentence(costs.depthwise.macs, "depthwise MACs", MOST_DEPTHWISE)
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
