"""Random values: odd ones, valid and invalid settings, and mutations of requests."""

import copy
import json
from random import Random
from urllib.parse import quote

from conv.lab.settings import FIELDS
from conv.networks import view

ODD = [None, True, False, 0, -1, 2**31, 2**53, 2**63, 10**400, 1e308, -0.0, 0.5, float("nan"), float("inf")]
ODD += [
    "",
    " ",
    "x" * 4_100,
    "é",
    "\ud800",
    "\0",
    "\u202e𝟙",
    "NaN",
    "null",
    "1e3",
    "-0",
    "1" * 5_000,
    "__class__",
    "..",
    "a.b",
]
ODD += [
    "%",
    "%00",
    "<script>",
    "'\"",
    "{}",
    "${7*7}",
    "../" * 9,
    "\r\nX: y",
    [],
    {},
    [[]],
    {"id": {}},
    [None] * 9,
    {"": ""},
]
KEYS = ["id", "property", "value", "state", "extra", "wildcard", "__proto__"]
ALL_FIELDS = FIELDS | view.FIELDS


def deep(rng: Random) -> object:
    """Nested lists and objects, harmless or much too deep."""
    value: object = 0
    for _ in range(rng.choice([3, 20, 23, 24, 25, 200])):
        value = [value] if rng.random() < 0.5 else {"a": value}
    return value


def odd(rng: Random) -> object:
    """A value of any kind."""
    return deep(rng) if rng.random() < 0.05 else copy.deepcopy(rng.choice(ODD))


def valid(rng: Random, name: str) -> object:
    """A valid value of a setting, often a small one, which is cheap to compute."""
    field = ALL_FIELDS[name]
    known = field.metadata
    if "options" in known:
        return rng.choice(list(known["options"]))
    if "low" not in known:
        return rng.choice(["", "d0.0.0*1", "p0.0*-2.5_s1.0.0.1*3"])
    low, high = known["low"], known["high"]
    return rng.choice([field.default, low, rng.randint(low, min(high, low + 24)), rng.randint(low, high)])


def settings(rng: Random) -> tuple[dict[str, object], dict[str, object]]:
    """Some settings, and those among them whose values are valid."""
    sent, kept = {}, {}
    for name in rng.sample(list(ALL_FIELDS), rng.randint(0, 6)):
        if rng.random() < 0.7:
            sent[name] = kept[name] = valid(rng, name)
        else:
            sent[name] = odd(rng)
    return sent, kept


def query(rng: Random, sent: dict[str, object]) -> str:
    """A query string of these values, sometimes with repeated, malformed or long parts."""
    parts = [
        f"{quote(str(k), errors='surrogatepass')}={quote(str(v), errors='surrogatepass')}" for k, v in sent.items()
    ]
    if parts and rng.random() < 0.1:
        parts.append(rng.choice(parts))
    if rng.random() < 0.1:
        parts.append(rng.choice(["&&", "=", "%", "%ff=%fe", "a" * rng.choice([9, 1_000, 4_000]), ";", "?", "size"]))
    return "&".join(parts)


def written(rng: Random, value: object) -> bytes:
    """The value as JSON, sometimes malformed."""
    text = json.dumps(value, ensure_ascii=rng.random() < 0.9)
    data = text.encode("utf-8", "surrogatepass")
    if rng.random() < 0.9:
        return data
    ways = [
        lambda: data[: rng.randrange(len(data) + 1)],
        lambda: spoiled(rng, data),
        lambda: b"\xef\xbb\xbf" + data,
        lambda: text.encode("utf-16", "surrogatepass"),
        lambda: b"[" * 5_000,
        lambda: data[:-1] + b"," + data[1:],
    ]
    return rng.choice(ways)()


def spoiled(rng: Random, data: bytes) -> bytes:
    """The data with a few bytes changed, removed or duplicated."""
    made = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(made) + 1)
        to = at + rng.choice([0, 1, 1, 4, 40])
        made[at:to] = rng.choice([b"", bytes([rng.randrange(256)]), made[at:to] * 2, rng.randbytes(4), b"\0"])
    return bytes(made)


def mutate(rng: Random, body: object, others: list) -> None:
    """Change one value in nested lists and dicts: remove, replace or copy it, or take it from another body."""
    container = body
    while True:
        keys = list(container) if isinstance(container, dict) else list(range(len(container)))
        if not keys:
            return
        key = rng.choice(keys)
        if isinstance(container[key], (dict, list)) and container[key] and rng.random() < 0.7:
            container = container[key]
            continue
        what = rng.random()
        if what < 0.2:
            del container[key]
        elif what < 0.4 and key in (other := rng.choice(others)):
            container[key] = copy.deepcopy(other[key])
        elif what < 0.5 and isinstance(container, dict):
            container[rng.choice(KEYS)] = copy.deepcopy(container[key])
        else:
            container[key] = odd(rng)
        return
