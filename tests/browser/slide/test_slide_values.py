"""The numbers on the page Slide: those of conv/, and from the cells that it says."""

import random
import re
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import prod

import numpy as np
import pytest

from conv.lab.experiment import run
from conv.lab.settings import START, Settings, SettingsError
from conv.shapes import output_size, pad_amounts
from conv.weights.filters import KERNELS, STANDARDS
from tests.browser.driving import digits, number, place, scrub, slid, sliding, term, turn

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


# The results of both lanes at some positions, as they are written while the clock stands.
WRITTEN = """positions => positions.map((at) => {
    const scrub = document.getElementById("slider-position");
    scrub.value = at;
    scrub.dispatchEvent(new Event("input"));
    return ["standard", "separable"].map((name) => document.querySelector(`.total-${name} .lane-sum b`).textContent);
})"""
# What the page adds up itself: each channel's share of each sum, the result and what is left for the others.
ADDED = """async ([positions, output, map_index, rotated]) => {
    const settings = JSON.parse(document.getElementById("slide").dataset.painted);
    const answer = await load("/picture/ask.js").ask("/answers/slide", settings, { output, map_index, rotated });
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
    for seed in range(10):
        s, side, positions, n, first = drawn(2 * seed + rotated)
        query = f"?{s.to_query()}"
        turn(page, f"{query}&kernels=convolution" if rotated else query)
        place(page, "Filter").fill(str(n + 1))
        place(page, "Filter").press("Enter")
        slid(page)
        e = run(s, rotated)
        written, added = page.evaluate(WRITTEN, positions), page.evaluate(ADDED, [positions, n, first, int(rotated)])
        for at, texts, sums in zip(positions, written, added, strict=True):
            row, column = divmod(at, side)
            results = [float(getattr(e, name)[row, column, n]) for name in LANES]
            assert [term(x) for x in results] == [number(text) for text in texts], (query, at)
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
        e, n = run(s), int(place(page, "Filter").input_value()) - 1
        maps = e.depthwise_filters.reshape(s.kernel, s.kernel, -1)
        sections = page.get_by_role("dialog", name=f"Output {n + 1}, every term").locator("section").all()
        forms = [(e.standard, e.standard_filters[..., n], 1), (e.separable, maps, s.multiplier)]
        for section, (output, filters, each) in zip(sections, forms, strict=True):
            head = section.locator(".terms-head").text_content()
            assert f"row {row + 1}, column {column + 1}: " in head
            assert digits(output[row, column, n], 6) == number(section.locator("b").text_content())
            shares = []
            for q, group in enumerate(section.locator(".terms").all()):
                written, below = terms(group)
                assert known(s, e, row, column, q // each) == [x for x, _ in written]
                assert [digits(weight, 4) for weight in filters[..., q].ravel()] == [weight for _, weight in written]
                assert abs(sum((x or 0) * weight for x, weight in written) - below[0]) <= 1e-3
                if output is e.separable:
                    assert digits(e.pointwise_weights[q, n], 4) == below[2]
                shares.append(below[-1])
            assert (3 if output is e.separable else -(-3 // s.multiplier)) == len(shares)
            _, _, rest = head.partition(" are ")
            assert bool(rest) == (len(shares) < filters.shape[2])
            left = output[row, column, n] - sum(shares) - number(rest or "0")
            assert abs(left) <= 1e-4 * np.abs(filters).sum()
        page.get_by_role("button", name="Close").click()


# ---- Equations -----------------------------------------------------------------------------------------------------
# Every equation on the page at some positions: of a cell's product, a row's sum, a weighed sum, and a lane's sum.
EQUATIONS = """positions => positions.flatMap((at) => {
    const scrub = document.getElementById("slider-position");
    scrub.value = at;
    scrub.dispatchEvent(new Event("input"));
    const texts = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.offsetParent);
    const weighed = texts(".weigh").map((one) => one.textContent);
    const added = texts(".lane-sum > span").map((one) => one.textContent);
    return [...weighed, ...added];
})"""


def is_true(equation):
    """Whether both sides are equal in the digits that are printed."""
    left, right = re.split(" ?[=≈] ", re.sub(r"\([\d,]+ more\)", "", equation).replace("−", "-"))
    products = re.sub(r"(?<=\S) - ", " + -", left).split(" + ")
    total = sum(prod(Fraction(factor) for factor in product.split(" × ")) for product in products)
    return total == Fraction(right)


def test_what_is_printed_adds_up(page):
    """At 200 positions of 20 random layers, an equals sign stands where the printed digits are equal, nowhere else."""
    sliding(page, "?size=4")
    found = {"=": 0, "≈": 0}
    for seed in range(100, 120):
        s, _, positions, *_ = drawn(seed)
        turn(page, f"?{s.to_query()}")
        for equation in page.evaluate(EQUATIONS, positions):
            sign = "=" if "=" in equation else "≈"
            assert is_true(equation) == (sign == "="), (s.to_query(), equation)
            found[sign] += 1
    assert min(found.values()) > 50


def test_whole_numbers_are_exact(page):
    """Every equation of the first scene, and of other sizes, channels and kernels of it, has an equals sign."""
    sliding(page, "?at=1")
    for changed in (
        {},
        {"channels": 1},
        {"channels": 7, "filters": 3},
        {"kernel": 5, "size": 12},
        {"standard": "varied"},
    ):
        query = f"?{replace(START, **changed).to_query()}"
        turn(page, query)
        for equation in page.evaluate(EQUATIONS, range(36)):
            assert " = " in equation or "= " in equation, (query, equation)
            assert is_true(equation), (query, equation)
        operators = page.locator(".of-products").evaluate_all("all => all.map((one) => one.dataset.operator)")
        assert {"="} == set(operators)
