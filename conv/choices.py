"""The check of a value that must be one of a few names."""

from collections.abc import Iterable


def check_choice(name: str, value: object, options: Iterable[str]) -> None:
    """Raise the sentence that lists the options unless `value` is one of them."""
    options = list(options)
    if value not in options:
        raise ValueError(f"{name}={value!r}: choose one of {', '.join(options)}.")
