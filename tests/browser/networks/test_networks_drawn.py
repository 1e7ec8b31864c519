"""What the page Networks draws: bars along the depth, their scale, and the legend, against conv/."""

import numpy as np
import pytest

from conv.networks.papers.architectures import NETWORKS, expand
from conv.networks.papers.published import VERDICTS, accuracies
from conv.networks.report import report
from conv.networks.view import View
from tests.browser.seeing import boxes, colour, colours, letters, middles, right_ends
from tests.palette import CURRENT, DEPTHWISE, OKABE_ITO, POINTWISE, STANDARD, brightness, channels, hue

FILLS = {"standard": channels(STANDARD), "depthwise": channels(DEPTHWISE), "pointwise": channels(POINTWISE)}
OTHER = channels("#6b7280")  # grey, for all other kinds
TEXTS = {"standard": "blue", "depthwise": "vermillion", "pointwise": "bluish green"}  # hues of text
ORDER = ["standard", "depthwise", "pointwise", "other"]  # from below
GAP = 0.15  # of a block's width
# Where points lie on the axes of a chart, in pixels of the window.
PLACES = """(chart, [across, up]) => {
    const { left, top } = chart.getBoundingClientRect();
    const { xaxis, yaxis } = chart._fullLayout;
    return across.map((x, n) => [left + xaxis._offset + xaxis.d2p(x), top + yaxis._offset + yaxis.d2p(up[n])]);
}"""


def percent(share):
    """A share as the page writes it."""
    return "< 0.01 %" if 0 < share < 5e-5 else f"{100 * share:.2f} %"


@pytest.fixture(scope="module", params=["mobilenet-v1", "efficientnet-b0"])
def drawn(profile, request):
    """The page of a network, at which the tests only look, and what conv/ reports on it."""
    key = request.param
    page = profile.new_page()
    page.goto(f"/networks?network={key}")
    page.wait_for_selector("#networks[aria-busy=false]")
    view = View(network=key)
    yield page, report(view, expand(NETWORKS[key], view.width, view.resolution))
    page.close()


def stacks(blocks, figure):
    """Names of the blocks; and for each bar from left to right and from below, its place, kind, lower and upper end."""
    names = list(dict.fromkeys(block for (block, _), *_ in blocks))
    bars = []
    for place, name in enumerate(names):
        parts = [
            (stage if stage in FILLS else "other", sums[figure]) for (block, stage), *sums in blocks if block == name
        ]
        height = 0
        for kind, value in sorted(parts, key=lambda part: ORDER.index(part[0])):
            bars.append((place, kind, height, height + value))
            height += value
    return names, bars


def number(text):
    """A tick's label, such as 1.5M, as a number."""
    return float(text.rstrip("KMB")) * {"K": 1e3, "M": 1e6, "B": 1e9}.get(text[-1], 1)


def test_bars_have_their_blocks_places_heights_and_colours(drawn):
    """On the scale that the tick lines and their labels give."""
    page, expected = drawn
    for n, figure in enumerate(("parameters", "work")):
        chart = page.locator(f"[data-bars={figure}]")
        names, bars = stacks(expected["blocks"], n)
        [left, top, width, height] = boxes(chart.locator("svg"))[0]
        labels = [number(text) for text in chart.locator(".bars-lines span").all_text_contents()]
        scale = height / labels[-1]
        lines = boxes(chart.locator(".bars-lines i"))
        middles = lines[:, 1] + lines[:, 3] / 2
        np.testing.assert_allclose(middles, [top + height - label * scale for label in labels], atol=1.5)
        rects = chart.locator("rect")
        column = width / len(names)
        places = [
            (left + (place + GAP / 2) * column, top + height - to * scale, (1 - GAP) * column, (to - low) * scale)
            for place, _, low, to in bars
        ]
        by_place = sorted(
            zip(boxes(rects).tolist(), rects.all(), strict=True), key=lambda one: (round(one[0][0]), -one[0][1])
        )
        # A bar without height has no place of its own among those of its block.
        seen = [(box, rect) for box, rect in by_place if box[3] > 0.5]
        visible = [(place, bar[1]) for place, bar in zip(places, bars, strict=True) if place[3] > 0.5]
        np.testing.assert_allclose([box for box, _ in seen], [place for place, _ in visible], atol=1)
        assert [FILLS.get(kind, OTHER) for _, kind in visible] == [colour(rect, "fill") for _, rect in seen]


def test_both_forms_have_bars_of_their_totals(drawn):
    """On one scale, stacked by kind in the order and the colours of the legend, below their names and numbers."""
    page, expected = drawn
    forms = {"none": "As it is", "standard": "With standard convolutions"}
    assert [*forms] == [*expected["forms"]]
    for n, figure in enumerate(("parameters", "work")):
        section = page.locator(f"[data-forms={figure}]")
        totals = [sum(stage[1 + n] for stage in stages) for stages in expected["forms"].values()]
        texts = section.locator("p").all_text_contents()
        for name, total, text in zip(forms.values(), totals, texts, strict=True):
            assert text.startswith(f"{name} {total:,}")
        for stages, bar in zip(expected["forms"].values(), section.locator(".form-bar").all(), strict=True):
            [left, _, room, _] = boxes(bar)[0]
            parts = {
                kind: sum(s[1 + n] for s in stages if (s[0] if s[0] in FILLS else "other") == kind) for kind in ORDER
            }
            widths = [room * part / max(totals) for part in parts.values()]
            drawn_parts = boxes(bar.locator("i"))
            np.testing.assert_allclose(drawn_parts[:, 2], widths, atol=0.6)
            np.testing.assert_allclose(drawn_parts[:, 0], left + np.cumsum([0, *widths[:-1]]), atol=0.6)
            assert [FILLS.get(kind, OTHER) for kind in ORDER] == colours(bar.locator("i"), "backgroundColor")


def test_the_legend_has_the_bars_colours_and_each_kinds_shares(drawn):
    """Of all parameters and of all work, which add up to 100 %."""
    page, expected = drawn
    totals = expected["after"]
    rows = page.locator("#networks-stages tbody tr").all()
    stages = [(stage, sums) for stage, *sums in expected["stages"] if any(sums)]
    for (stage, sums), row in zip(stages, rows, strict=True):
        shares = [percent(value / total) for value, total in zip(sums, totals, strict=True)]
        assert shares == row.locator("td").all_text_contents()
        assert FILLS.get(stage, OTHER) == colour(row.locator(".swatch"), "backgroundColor")


def test_shares_in_the_table_are_those_of_the_macs(drawn):
    """Each layer's part of the network's work."""
    page, expected = drawn
    texts = page.locator("#networks-table tbody td:last-child").all_text_contents()
    shares = [value / expected["after"][1] for value in expected["layers"]["work"]]
    assert [percent(share) for share in shares] == texts
    assert sum(shares) == pytest.approx(1)


def test_layers_have_their_figures_in_the_columns_and_their_stages_hues(drawn):
    """A layer's input and output stand under their heads, and its name has the colour of its kind."""
    page, expected = drawn
    layers = expected["layers"]
    heads = page.locator("#networks-table thead th").all_text_contents()
    for head in ("Filter", "Stride", "Input", "Output"):
        column = page.locator(f"#networks-table tbody td:nth-child({heads.index(head) + 1})")
        assert layers[head.lower()] == column.all_text_contents()
    names = page.locator(f"#networks-table tbody td:nth-child({heads.index('Layer') + 1}) > *")
    ink = colour(page.locator("body"), "color")
    for stage, shades in zip(layers["stage"], colours(names, "color"), strict=True):
        if stage in TEXTS:
            assert hue(channels(OKABE_ITO[TEXTS[stage]])) == pytest.approx(hue(shades), abs=8)
        else:
            assert ink == shades


def test_tick_lines_can_be_seen_and_have_their_labels_beside_them(drawn):
    """The labels stand to the left of the bars, at the height of their lines."""
    page, _ = drawn
    ground = brightness(colour(page.locator("body"), "backgroundColor"))
    for figure in ("parameters", "work"):
        chart = page.locator(f"[data-bars={figure}]")
        [left, _, width, _] = boxes(chart.locator("svg"))[0]
        lines, labels = chart.locator(".bars-lines i"), letters(chart.locator(".bars-lines span"))
        np.testing.assert_allclose(labels[:, 1] + labels[:, 3] / 2, middles(lines)[:, 1], atol=2)
        assert (labels[:, 0] + labels[:, 2] < left).all()
        np.testing.assert_allclose(boxes(lines)[:, [0, 2]], [[left, width]] * len(labels), atol=0.5)
        assert {"1px"} == set(lines.evaluate_all("all => all.map((one) => getComputedStyle(one).borderBottomWidth)"))
        for line in lines.all():
            assert "rgba" not in line.evaluate("one => getComputedStyle(one).borderBottomColor")
            assert 15 < ground - brightness(colour(line, "borderBottomColor")) < 100


def test_swatches_are_squares_in_the_lines_of_their_kinds(drawn):
    """As high as the text beside them, roughly."""
    page, _ = drawn
    swatches = page.locator("#networks-stages .swatch")
    rows = boxes(page.locator("#networks-stages tbody tr"))
    np.testing.assert_allclose(boxes(swatches)[:, 2:], 12, atol=0.5)
    np.testing.assert_allclose(middles(swatches)[:, 1], rows[:, 1] + rows[:, 3] / 2, atol=4)


def test_numbers_in_the_tables_end_at_the_same_place(drawn):
    """Digits of the same worth stand below each other."""
    page, _ = drawn
    tables = {"#networks-stages": [2, 3], "#networks-table": [8, 9, 10], "#networks-counters table": [2, 3, 5]}
    for table, columns in tables.items():
        for column in columns:
            assert np.ptp(right_ends(page.locator(table), column)) < 0.5, (table, column)


def test_the_way_to_count_is_marked_among_all(drawn):
    """Its row alone has a ground of its own."""
    page, expected = drawn
    rows = page.locator("#networks-counters tbody tr")
    alphas = rows.evaluate_all("all => all.map((one) => getComputedStyle(one).backgroundColor)")
    keys = [key for key, *_ in expected["counters"]]
    assert [View().counting] == [key for key, ground in zip(keys, alphas, strict=True) if "rgba" not in ground]
    paper = colour(page.locator("body"), "backgroundColor")
    assert paper != colour(rows.nth(keys.index(View().counting)), "backgroundColor")


def test_the_bar_under_the_pointer_has_an_outline(drawn):
    """In the colour of what is current; the others have none."""
    page, _ = drawn
    rects = page.locator("[data-bars=work] rect")
    highest = int(np.argmax(boxes(rects)[:, 3]))
    rects.nth(highest).hover()
    assert channels(CURRENT) == colour(rects.nth(highest), "stroke")
    strokes = rects.evaluate_all("all => all.map((one) => getComputedStyle(one).stroke)")
    assert {"none"} == set(strokes[:highest] + strokes[highest + 1 :])
    page.mouse.move(0, 0)


def test_figures_of_other_layers_are_pale(drawn):
    """While those in the editor cannot be read; the charts and the tables, but not the published figures."""
    page, _ = drawn
    opacity = "all => all.map((one) => getComputedStyle(one).opacity)"
    pale = page.locator(".networks-charts, #networks-counters, #networks-of-layers")
    article = page.locator("#networks")
    assert ["1"] * 3 == pale.evaluate_all(opacity)
    article.evaluate("one => one.classList.add('refused')")
    assert max(map(float, pale.evaluate_all(opacity))) < 0.5
    assert ["1"] == page.locator("#networks-published").evaluate_all(opacity)
    article.evaluate("one => one.classList.remove('refused')")


@pytest.mark.parametrize("drawn", ["mobilenet-v1"], indirect=True)
def test_verdicts_have_the_hues_of_what_they_say(drawn):
    """Green where both figures are equal, vermillion where the paper has an error; others look like text."""
    page, _ = drawn
    page.locator("#networks-published").scroll_into_view_if_needed()
    page.locator("#networks-published td .is-exact").first.wait_for()
    verdicts = page.locator("#networks-published td > [class^=is-], #networks-published dt")
    drawn_hues = {"exact": "bluish green", "erratum": "vermillion", "inconsistent": "vermillion"}
    ink = colour(page.locator("body"), "color")
    seen = dict(zip(verdicts.all_text_contents(), colours(verdicts, "color"), strict=True))
    assert {*VERDICTS} == {*seen}
    for verdict, shades in seen.items():
        if verdict in drawn_hues:
            assert hue(channels(OKABE_ITO[drawn_hues[verdict]])) == pytest.approx(hue(shades), abs=8), verdict
        else:
            assert ink == shades, verdict


@pytest.mark.parametrize("drawn", ["mobilenet-v1"], indirect=True)
def test_published_accuracies_lie_where_they_were_measured(drawn):
    """By width, by resolution and with standard convolutions, each in its colour and labelled with its value."""
    page, _ = drawn
    page.locator("#networks-published").scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelectorAll('.networks-accuracy .points path').length === 18")
    page.locator(".networks-accuracy").scroll_into_view_if_needed()  # which waits until nothing moves any more
    full, rows = accuracies().iloc[:1], accuracies().iloc[1:]
    base = rows.iloc[0]
    series = {
        POINTWISE: (rows[rows["resolution"] == base["resolution"]], ["α 1", "α 0.75", "α 0.5", "α 0.25"]),
        DEPTHWISE: (rows[rows["percent"] == base["percent"]], ["", "ρ 192", "ρ 160", "ρ 128"]),
        STANDARD: (full, ["standard"]),
    }
    charts = page.locator(".networks-accuracy .js-plotly-plot")
    for chart, figure in zip(charts.all(), ("macs", "parameters"), strict=True):
        traces = chart.locator(".scatterlayer .trace").all()
        for trace, (fill, (networks, texts)) in zip(traces, series.items(), strict=True):
            points, line = trace.locator(".points path"), trace.locator("path.js-line")
            expected = chart.evaluate(PLACES, [networks[figure].tolist(), networks["top1"].tolist()])
            np.testing.assert_allclose(middles(points), expected, atol=1)
            assert {channels(fill)} == {*colours(line, "stroke"), *colours(points, "fill")}
            labels = trace.locator(".textpoint")
            assert texts == [text.strip() for text in labels.all_text_contents()]
            named = [bool(text) for text in texts]  # a label without text has no place
            np.testing.assert_allclose(middles(labels)[named, 1], np.array(expected)[named, 1], atol=16)
        for axis, side in (("xtick", 0), ("ytick", 1)):
            ticks = chart.locator(f".{axis} text")
            values = [number(text) for text in ticks.all_text_contents()]
            shown = boxes(ticks)[:, 2] > 0  # Plotly hides a label that would not fit
            assert sum(shown) >= 3
            expected = np.array(chart.evaluate(PLACES, [values, values]))[:, side]
            np.testing.assert_allclose(middles(ticks)[shown, side], expected[shown], atol=2)
