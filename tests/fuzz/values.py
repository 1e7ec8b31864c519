"""What nobody expects: odd values, settings right and wrong, and changes to what a browser sends."""

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


def deep(chance: Random) -> object:
    """Lists or objects inside each other, from harmless to endless."""
    value: object = 0
    for _ in range(chance.choice([3, 20, 23, 24, 25, 200])):
        value = [value] if chance.random() < 0.5 else {"a": value}
    return value


def odd(chance: Random) -> object:
    """A value of any kind."""
    return deep(chance) if chance.random() < 0.05 else copy.deepcopy(chance.choice(ODD))


def right(chance: Random, name: str) -> object:
    """A value that a setting may have; small ones are cheap to compute."""
    field = ALL_FIELDS[name]
    known = field.metadata
    if "options" in known:
        return chance.choice(list(known["options"]))
    if "low" not in known:
        return chance.choice(["", "d0.0.0*1", "p0.0*-2.5_s1.0.0.1*3"])
    low, high = known["low"], known["high"]
    return chance.choice([field.default, low, chance.randint(low, min(high, low + 24)), chance.randint(low, high)])


def settings(chance: Random) -> tuple[dict[str, object], dict[str, object]]:
    """Some settings, and those among them that are right whatever the others are."""
    sent, kept = {}, {}
    for name in chance.sample(list(ALL_FIELDS), chance.randint(0, 6)):
        if chance.random() < 0.7:
            sent[name] = kept[name] = right(chance, name)
        else:
            sent[name] = odd(chance)
    return sent, kept


def query(chance: Random, sent: dict[str, object]) -> str:
    """An address's query of values, a few of them doubled, broken or long."""
    parts = [
        f"{quote(str(k), errors='surrogatepass')}={quote(str(v), errors='surrogatepass')}" for k, v in sent.items()
    ]
    if parts and chance.random() < 0.1:
        parts.append(chance.choice(parts))
    if chance.random() < 0.1:
        parts.append(
            chance.choice(["&&", "=", "%", "%ff=%fe", "a" * chance.choice([9, 1_000, 4_000]), ";", "?", "size"])
        )
    return "&".join(parts)


def written(chance: Random, value: object) -> bytes:
    """As JSON, seldom whole."""
    text = json.dumps(value, ensure_ascii=chance.random() < 0.9)
    data = text.encode("utf-8", "surrogatepass")
    if chance.random() < 0.9:
        return data
    ways = [
        lambda: data[: chance.randrange(len(data) + 1)],
        lambda: spoiled(chance, data),
        lambda: b"\xef\xbb\xbf" + data,
        lambda: text.encode("utf-16", "surrogatepass"),
        lambda: b"[" * 5_000,
        lambda: data[:-1] + b"," + data[1:],
    ]
    return chance.choice(ways)()


def spoiled(chance: Random, data: bytes) -> bytes:
    """A few bytes changed, lost or doubled."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(made) + 1)
        to = at + chance.choice([0, 1, 1, 4, 40])
        made[at:to] = chance.choice([b"", bytes([chance.randrange(256)]), made[at:to] * 2, chance.randbytes(4), b"\0"])
    return bytes(made)


def mutate(chance: Random, body: object, others: list) -> None:
    """One change somewhere in nested lists and dicts: dropped, replaced, doubled or taken from another."""
    place = body
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        if not keys:
            return
        key = chance.choice(keys)
        if isinstance(place[key], (dict, list)) and place[key] and chance.random() < 0.7:
            place = place[key]
            continue
        what = chance.random()
        if what < 0.2:
            del place[key]
        elif what < 0.4 and key in (other := chance.choice(others)):
            place[key] = copy.deepcopy(other[key])
        elif what < 0.5 and isinstance(place, dict):
            place[chance.choice(KEYS)] = copy.deepcopy(place[key])
        else:
            place[key] = odd(chance)
        return
