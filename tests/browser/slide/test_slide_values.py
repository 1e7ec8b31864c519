"""The numbers on the page Slide: those of conv/, and from the cells that it says."""

import random
import re
from itertools import product

import numpy as np
import pytest

from conv.lab.experiment import run
from conv.lab.settings import Settings, SettingsError
from conv.shapes import output_size, pad_amounts
from conv.weights.filters import KERNELS, STANDARDS
from tests.browser.driving import digits, number, place, scrub, slid, sliding, turn

LANES = ("standard", "separable")
STEPPED = Settings(size=8, filters=4, kernel=3, stride=2, padding="same")  # 4 × 4 outputs, padding at the end only


def geometry(s):
    """What conv.shapes needs."""
    return s.size, s.kernel, s.stride, s.padding, s.dilation


def read(s, at):
    """The cells that an output reads along one side."""
    return at * s.stride - pad_amounts(*geometry(s))[0] + s.dilation * np.arange(s.kernel)


def window(s, e, row, column):
    """What the window at an output pixel holds, (k, k, M), 0 in the padding."""
    border = pad_amounts(*geometry(s))
    padded = np.pad(e.input.astype(float), (border, border, (0, 0)))
    return padded[np.ix_(read(s, row) + border[0], read(s, column) + border[0])]


# ---- Equality with conv/ on many settings --------------------------------------------------------------------------
def drawn(seed):
    """Random settings, ten positions, a filter and a first channel each."""
    one = random.Random(seed)
    while True:
        try:
            s = Settings(
                size=one.randint(4, 20),
                channels=one.randint(1, 9),
                kernel=one.randint(1, 6),
                filters=one.randint(1, 12),
                stride=one.randint(1, 4),
                padding=one.choice(["valid", "same", 1, 2, 3]),
                dilation=one.randint(1, 3),
                multiplier=one.choice([1, 1, 2, 3, 8]),
                depthwise=one.choice(list(KERNELS)),
                standard=one.choice(list(STANDARDS)),
                seed=one.randint(0, 99),
            )
        except SettingsError:
            continue
        side = output_size(*geometry(s))
        return s, side, one.choices(range(side**2), k=10), one.randrange(s.filters), one.randrange(s.channels)


# The results in the line and in the panel at some positions, as they are written while it stands.
WRITTEN = """positions => positions.map((at) => {
    const scrub = document.getElementById("slider-position");
    scrub.value = at;
    scrub.dispatchEvent(new Event("input"));
    const places = ["standard", "separable"].flatMap((name) => [`.sum-${name} b`, `#slide-${name} .lane-sum b`]);
    return places.map((place) => document.querySelector(place).textContent);
})"""
# What the page adds up itself: each channel's share of each sum, the result and what is left for the others.
ADDED = """async ([positions, output, first, rotated]) => {
    const settings = JSON.parse(document.getElementById("slide").dataset.painted);
    const answer = await load("/picture/ask.js").ask("/answers/slide", settings, { output, first, rotated });
    const shown = { ...answer, settings, w: load("/layer/geometry.js").windows(settings) };
    return positions.map((at) => ["standard", "separable"].map((name) => {
        const { groups, result, rest } = load("/slide/sums.js").sums(shown, name, at);
        const from = (name === "standard" ? answer.channels : answer.maps).first;
        return { from, shares: groups.map(({ share }) => share), result, rest };
    }));
}"""


def shares(s, e, row, column, n):
    """What each channel, and each depthwise map, adds to output n; from the window's cells, in float64."""
    cells = window(s, e, row, column)
    standard = np.einsum("ijm,ijm->m", cells, e.standard_filters[..., n])
    maps = np.einsum("ijm,ijmd->md", cells, e.depthwise_filters).ravel()
    return standard, maps * e.pointwise_weights[:, n]


@pytest.mark.parametrize("rotated", [False, True])
def test_every_sum_is_the_backends(page, rotated):
    """At ten positions of ten random layers, as written and as added up channel by channel in the browser."""
    sliding(page, "?size=4")
    if rotated:
        page.get_by_role("radio", name="Convolution", exact=True).click()
    for seed in range(10):
        s, side, positions, n, first = drawn(2 * seed + rotated)
        query = f"?{s.to_query()}"
        turn(page, query)
        place(page, "Filter").fill(str(n))
        place(page, "Filter").press("Enter")
        slid(page)
        e = run(s, rotated)
        written, added = page.evaluate(WRITTEN, positions), page.evaluate(ADDED, [positions, n, first, int(rotated)])
        for at, texts, sums in zip(positions, written, added, strict=True):
            row, column = divmod(at, side)
            results = [float(getattr(e, name)[row, column, n]) for name in LANES]
            assert [digits(x, 4) for x in results for _ in range(2)] == [number(text) for text in texts], (query, at)
            for one, exact, result in zip(sums, shares(s, e, row, column, n), results, strict=True):
                shown = slice(one["from"], one["from"] + len(one["shares"]))
                np.testing.assert_allclose(exact[shown], one["shares"], rtol=1e-4, atol=1e-6, err_msg=query)
                others = exact.sum() - exact[shown].sum()
                np.testing.assert_allclose(others, one["rest"], atol=1e-4 * np.abs(exact).sum() + 1e-9, err_msg=query)
                assert result == one["result"]


# ---- Terms ---------------------------------------------------------------------------------------------------------
def terms(group):
    """The table of one channel or map: its terms as pairs, None for padding, and the numbers in the line below."""
    pairs = [text.split(" · ") for text in group.locator("td").all_text_contents()]
    written = [(None if x == "padding" else number(x), number(weight)) for x, weight in pairs]
    below = re.findall(r"−?[\d.]+(?:e[−+]?\d+)?", group.locator("p").text_content())
    return written, [number(text) for text in below]


def known(s, e, row, column, channel):
    """What the window reads of a channel, as it is listed: None in the padding."""
    there = [0 <= i < s.size and 0 <= j < s.size for i, j in product(read(s, row), read(s, column))]
    values = window(s, e, row, column)[..., channel].ravel()
    return [digits(x, 4) if inside else None for x, inside in zip(values, there, strict=True)]


TERMS = [
    (Settings(size=8, filters=4, kernel=4, padding="same"), 0, 6),
    (Settings(size=12, channels=8, multiplier=2, stride=3, padding=2, dilation=2, depthwise="random"), 1, 0),
]


def test_all_terms_are_listed_and_add_up(page):
    """k·k of each channel that is shown, each from its cell; padding says so."""
    sliding(page)
    for s, row, column in TERMS:
        turn(page, f"?{s.to_query()}")
        scrub(page, row * output_size(*geometry(s)) + column)
        page.get_by_role("button", name="All terms").click()
        e, n = run(s), int(place(page, "Filter").input_value())
        maps = e.depthwise_filters.reshape(s.kernel, s.kernel, -1)
        sections = page.get_by_role("dialog", name=f"Output {n}, every term").locator("section").all()
        forms = [(e.standard, e.standard_filters[..., n], 1), (e.separable, maps, s.multiplier)]
        for section, (output, filters, each) in zip(sections, forms, strict=True):
            head = section.locator(".terms-head").text_content()
            assert f"row {row}, column {column}: " in head
            assert digits(output[row, column, n], 6) == number(section.locator("b").text_content())
            shares = []
            for q, group in enumerate(section.locator(".terms").all()):
                written, below = terms(group)
                assert known(s, e, row, column, q // each) == [x for x, _ in written]
                assert [digits(weight, 4) for weight in filters[..., q].ravel()] == [weight for _, weight in written]
                assert abs(sum((x or 0) * weight for x, weight in written) - below[0]) <= 1e-3
                if output is e.separable:
                    assert digits(e.pointwise_weights[q, n], 4) == below[1]
                shares.append(below[-1])
            assert min(6, filters.shape[2]) == len(shares)
            _, _, rest = head.partition(" are ")
            assert bool(rest) == (len(shares) < filters.shape[2])
            left = output[row, column, n] - sum(shares) - number(rest or "0")
            assert abs(left) <= 1e-4 * np.abs(filters).sum()
        page.get_by_role("button", name="Close").click()


def test_the_line_has_the_first_terms_of_each_channel(page):
    """With the number of those that it leaves out."""
    s = Settings(size=8, filters=4)
    sliding(page, "?size=8&filters=4")
    scrub(page, 15)
    e = run(s)
    cells = window(s, e, 2, 3)
    line = page.locator(".sum-standard").text_content()
    assert 3 == line.count("… 6 more")
    terms = [[number(x) for x in term.split("·")] for term in re.findall(r"[\d.]+·(?:[\d.]+|\(−[\d.]+\))", line)]
    firsts = [(i, m) for m in range(3) for i in range(3)]
    assert [[digits(cells[0, i, m], 2), digits(e.standard_filters[0, i, m, 3], 2)] for i, m in firsts] == terms
    weights = [number(text.strip("·")) for text in page.locator(".sum-separable .pointwise").all_text_contents()]
    assert [digits(w, 2) for w in e.pointwise_weights[:, 3]] == weights
