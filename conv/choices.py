"""A check that a value is one of the allowed names."""

from collections.abc import Iterable


def check_choice(name: str, value: object, options: Iterable[str]) -> None:
    """Raise a ValueError that lists the options unless `value` is one of them."""
    options = list(options)
    if value not in options:
        raise ValueError(f"{name}={value!r}: choose one of {', '.join(options)}.")
