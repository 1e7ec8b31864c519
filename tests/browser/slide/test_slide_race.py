"""The race on the page Slide: both lanes spend the same MACs, and the page counts them."""

import re
from itertools import product

from playwright.sync_api import expect

from conv.cost import cost, ratio
from conv.lab.settings import Settings
from conv.shapes import output_size
from tests.browser.driving import middle, number, pace, panel, pointed, position, scrub, sliding, turn

LANES = ("standard", "separable")
SMALL = Settings(size=8, filters=4)  # 6 × 6 positions


def race(page, query="?size=8&filters=4", order="Pixel by pixel"):
    """Open the page for a race that has not begun."""
    sliding(page, query)
    page.get_by_role("radio", name=order, exact=True).click()
    page.get_by_role("radio", name="Race", exact=True).click()
    page.locator("h1").click(force=True)  # keys belong to the page again


def counters(page):
    """Share of the layer in per cent, MACs spent and outputs finished, of both lanes."""
    rows = page.locator("#slide-counts tbody tr").all()
    texts = [row.locator("td:not(.course)").all_text_contents() for row in rows]
    return [
        [number(share.strip(" %")), *(number(text.split(" of ")[0]) for text in counts)] for share, *counts in texts
    ]


def spent(s, at, stepwise):
    """The same from conv.cost, for a race that has lasted `at` positions of the standard lane."""
    costs, pixels = cost(**s.layer), output_size(s.size, s.kernel, s.stride, s.padding, s.dilation) ** 2
    maps, depthwise = s.channels * s.multiplier, costs.depthwise.macs // pixels
    each = costs.standard.macs // pixels
    totals = [costs.standard.macs, costs.separable.macs]
    macs = [min(at * each, total) for total in totals]
    if stepwise:
        outputs = max(0, macs[1] - pixels * depthwise) // maps
    else:
        whole, rest = divmod(macs[1], depthwise + maps * s.filters)
        outputs = whole * s.filters + max(0, rest - depthwise) // maps
    finished = [macs[0] // (s.kernel**2 * s.channels), outputs]
    shares = [float(f"{100 * one / total:.1f}") for one, total in zip(macs, totals, strict=True)]
    return [list(row) for row in zip(shares, macs, finished, strict=True)]


def says(page):
    """What is said of the race in large type."""
    return page.locator("#slide-result").text_content()


def test_a_race_is_run_to_the_end(page):
    """Separable is done first; then both totals, those of conv/, and the ratio."""
    race(page)
    costs = cost(**SMALL.layer)
    assert says(page).startswith("Both lanes spend the same number of multiplications.")
    assert [[0, 0, 0]] * 2 == counters(page)
    pace(page, 20)
    page.keyboard.press("Space")
    expect(page.locator("#slide-result")).to_contain_text("Separable is done, with 2.8 times fewer multiplications.")
    expect(page.locator("#slide-separable")).to_have_class(re.compile("over"))
    expect(page.locator("#slide-standard")).not_to_have_class(re.compile("over"))
    expect(page.locator("#slide-sentence")).to_have_text(re.compile("^Standard is at row . of 6; separable is done"))
    assert counters(page)[1] == [100, costs.separable.macs, costs.separable.output_elements]
    assert counters(page)[0][1] < costs.standard.macs
    expect(page.locator("#slide-result")).to_contain_text("Both are done: the separable layer needed 2.8 times fewer")
    assert round(costs.standard.macs / costs.separable.macs, 1) == 2.8
    assert spent(SMALL, 36, False) == counters(page)
    expect(page.locator(".act-play")).not_to_have_class(re.compile("playing"))


def test_both_lanes_spend_the_same_macs_at_any_time(page):
    """Outputs and shares are those of so many MACs; the separable lane is done after D·(1/N + 1/k²) of the time."""
    layers = [
        SMALL,
        Settings(size=9, channels=4, kernel=2, filters=7, stride=2, padding="same", multiplier=2),
        Settings(size=8, filters=3, kernel=1, multiplier=2),  # separable is dearer
    ]
    race(page)
    for s, order in product(layers, ("Pixel by pixel", "Depthwise first")):
        turn(page, f"?{s.to_query()}&mode=race")
        page.get_by_role("radio", name=order, exact=True).click()
        pixels = output_size(s.size, s.kernel, s.stride, s.padding, s.dilation) ** 2
        costs = cost(**s.layer)
        each = [number(page.locator(f"#slide-{name} .lane-work b").text_content().split()[0]) for name in LANES]
        assert [costs.standard.macs / pixels, costs.separable.macs / pixels] == each
        factor = float(ratio(s.filters, s.kernel, s.multiplier))
        finish = -int(-factor * pixels // 1)
        assert max(pixels, finish) == int(page.locator("#slider-position").get_attribute("max"))
        for at in sorted({0, 1, 2, pixels // 3, finish - 1, finish, pixels - 1, pixels, max(pixels, finish)}):
            scrub(page, at)
            assert spent(s, at, order == "Depthwise first") == counters(page), (s.to_query(), order, at)
            assert (at >= finish) == (counters(page)[1][0] == 100)


def test_maps_fill_before_any_output_where_the_depthwise_step_goes_first(page):
    """In step as in a race; the sentence says so."""
    sliding(page, "?size=8&filters=4")
    page.get_by_role("radio", name="Depthwise first", exact=True).click()
    cells = [("depthwise", 0), ("depthwise", 5), ("output", 0), ("output", 5)]  # on the diagonal: first and last ones
    course = {
        # 36 positions of each step, one after the other.
        "In step": {34: "x---", 35: "xx--", 36: "xxx-", 70: "xxx-", 71: "xxxx"},
        # At 108 MACs a position the depthwise step, of 972 MACs, takes nine of them; the pointwise step four.
        "Race": {0: "----", 8: "x---", 9: "xx--", 10: "xxx-", 13: "xxxx"},
    }
    for mode, expected in course.items():
        page.get_by_role("radio", name=mode, exact=True).click()
        found = {}
        for at in expected:
            scrub(page, at)
            texts = [pointed(page, panel(page, "separable", kind), n, n, 6) for kind, n in cells]
            found[at] = "".join("-" if text.endswith("not reached yet") else "x" for text in texts)
        assert expected == found


def test_a_click_on_an_output_cell_runs_the_race_to_it(page):
    """It is computed then, and the one after it is not yet."""
    race(page)
    for order in ("Pixel by pixel", "Depthwise first"):
        page.get_by_role("radio", name=order, exact=True).click()
        for lane, kind in (("standard", "output"), ("separable", "output"), ("separable", "depthwise")):
            canvas = panel(page, lane, kind)
            canvas.click(position=middle(canvas, 2, 3, 6))
            assert "not reached yet" not in pointed(page, canvas, 2, 3, 6)
            assert pointed(page, canvas, 2, 4, 6).endswith("not reached yet")


def test_where_separable_loses_the_page_says_why(page):
    """In a sentence, from the start to the finish."""
    alone = "the depthwise step alone costs as much as"
    losing = {
        "?size=6&kernel=1&filters=4": "a 1×1 kernel is a pointwise step already, and the depthwise step comes on top",
        "?size=6&filters=1": f"{alone} the one standard filter",
        "?size=6&filters=2&multiplier=3": f"{alone} 3 standard filters",
        "?size=6&kernel=2&filters=6&multiplier=3": "D = 3 maps of each channel multiply both steps",
    }
    race(page)
    for query, reason in losing.items():
        turn(page, f"{query}&mode=race")
        because = f"Separable costs more here: {reason}"
        page.keyboard.press("End")
        standard, separable = counters(page)
        assert standard[0] == separable[0] == 100
        assert separable[1] > standard[1]
        assert re.match(r"Both are done: the separable layer needed [\d.]+ times more multiplications", says(page))
        assert page.locator("#slide-verdict").text_content().startswith(because)
        page.keyboard.press("ArrowLeft")
        assert re.match(r"Standard is done. Separable has \d+ % of its outputs: it needs [\d.]+ times more", says(page))
        page.keyboard.press("Home")
        assert page.locator("#slide-verdict").text_content().startswith(because)


def test_one_step_is_one_position_of_the_standard_lane(page):
    """By keys; a race begins where it starts, and takes about 20 seconds unless a speed is chosen."""
    sliding(page)
    scrub(page, 100)
    before = page.locator(".slide-speed output").text_content()
    page.keyboard.press("r")
    assert 0 == position(page)
    expect(page.locator(".slide-speed output")).to_have_text("60/s")  # 900 positions
    each = cost(**Settings().layer).standard.macs // 900
    for key, at in (("ArrowRight", 1), ("ArrowDown", 31), ("ArrowLeft", 30), ("End", 900), ("Home", 0)):
        page.keyboard.press(key)
        assert [at * each, at] == [counters(page)[0][1], position(page)]
    page.keyboard.press("]")
    page.keyboard.press("r")
    assert 0 == position(page)
    expect(page.locator(".slide-speed output")).to_have_text(before)
    page.keyboard.press("r")
    expect(page.locator(".slide-speed output")).to_have_text("120/s")


def test_the_chart_shows_how_outputs_are_finished(page):
    """Against MACs; the depthwise step finishes none. The points are where the counters are."""
    race(page, order="Depthwise first")
    costs = cost(**SMALL.layer)
    page.wait_for_selector("#slide-chart .js-plotly-plot .scatterlayer")
    scrub(page, 14)
    page.wait_for_function("() => document.querySelector('#slide-chart .js-plotly-plot').data[3].x[0] > 0")
    data = page.locator("#slide-chart .js-plotly-plot").evaluate("one => one.data.map(({ x, y }) => [[...x], [...y]])")
    assert [[0, costs.standard.macs], [0, 1]] == data[0]
    assert data[1] == data[2] == [[0, costs.depthwise.macs, costs.separable.macs], [0, 0, 1]]
    total = costs.standard.output_elements
    [_, *standard], [_, *separable] = spent(SMALL, 14, True)
    assert [[standard[0], separable[0]], [standard[1] / total, separable[1] / total]] == data[3]


def test_a_second_race_has_its_chart_too(page):
    """Though it was out of sight meanwhile; and a mouse's choice leaves the arrows to the clock."""
    race(page)
    page.wait_for_selector("#slide-chart .js-plotly-plot .scatterlayer")
    for mode in ("In step", "Race"):
        page.get_by_role("radio", name=mode, exact=True).click()
    page.wait_for_function("() => !document.activeElement.matches('input')")
    page.keyboard.press("ArrowRight")
    assert 1 == position(page)
    page.wait_for_function(
        "() => document.querySelector('#slide-chart .js-plotly-plot').data.every((trace) => trace.x.length > 1)"
    )
