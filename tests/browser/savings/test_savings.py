"""The page Savings, as a person uses it."""

import pandas as pd
import pytest
from playwright.sync_api import expect

from conv.cost import cost, ratio
from conv.lab.settings import FIELDS, Settings
from conv.tables import FIGURES, STAGES, cost_table
from tests.browser.driving import thumb, write
from tests.browser.equations import equations, is_true

WHOLE = [label for figure, label in FIGURES.items() if figure != "intensity"]


@pytest.fixture
def savings(page):
    """The page with its charts drawn."""
    page.goto("/savings?image=coffee")
    page.wait_for_selector("[data-chart=line] .points path")
    page.locator("#more").evaluate("one => (one.open = true)")
    return page


def expected(settings):
    """Rows of exact figures, from conv/."""
    return cost_table(**settings.layer)[list(STAGES.values())].loc[WHOLE].to_numpy().tolist()


def shown(page):
    """The same as the page has them."""
    texts = page.locator(".savings-table tbody tr").evaluate_all(
        "rows => rows.map((row) => [...row.querySelectorAll('td')].slice(0, 4).map((cell) => cell.textContent))"
    )
    return [[int(text.replace(",", "")) for text in row] for row in texts[: len(WHOLE)]]


def shares(figures):
    """Standard, depthwise and pointwise as shares of the longer bar."""
    standard, depthwise, pointwise, separable = figures
    return [part / max(standard, separable) for part in (standard, depthwise, pointwise)]


def lengths(page, figure):
    """The bars of a figure as they are drawn, as shares of the room that they have."""
    return page.locator(f"[data-bars={figure}] .savings-bar i").evaluate_all(
        "bars => bars.map((bar) => bar.getBoundingClientRect().width / bar.parentElement.clientWidth)"
    )


def trace(page, chart, n):
    """Data of one trace as its chart has it."""
    return page.locator(f"[data-chart={chart}] .js-plotly-plot").evaluate(f"one => one.data.at({n})")


def test_the_page_follows_each_slider_to_both_ends(savings):
    """Table, bars and the current point show what conv/ counts."""
    for name in ("size", "kernel", "filters", "multiplier"):
        label, steps = FIELDS[name].metadata["label"], FIELDS[name].metadata["steps"]
        for key, end in (("End", steps[-1]), ("Home", steps[0])):
            settings = Settings(**{name: end})
            thumb(savings, label).press(key)
            factor = float(1 / ratio(settings.filters, settings.kernel, settings.multiplier))
            savings.wait_for_function(
                "(y) => { const [{ data }] = document.querySelectorAll('[data-chart=filters] .js-plotly-plot');"
                " return Math.abs(data.at(-1).y[0] - y) < 1e-9; }",
                arg=factor,
            )
            assert expected(settings) == shown(savings)
            assert pytest.approx(shares(expected(settings)[0]), abs=0.005) == lengths(savings, "parameters")
            assert [[settings.filters], [settings.kernel]] == [trace(savings, "line", -1)[axis] for axis in "xy"]
        write(savings, name, FIELDS[name].default)


def test_tiles_and_names_of_curves_outlast_every_move(savings):
    """Plotly's animations once dropped both."""
    for label in ("Depth multiplier", "Filters", "Kernel", "Depth multiplier", "Filters"):
        for key in ("ArrowRight", "ArrowRight", "ArrowLeft"):
            thumb(savings, label).press(key)
    expect(savings.locator("[data-chart=tiles] .hm image")).to_have_count(1)
    for chart in ("filters", "kernel"):
        expect(savings.locator(f"[data-chart={chart}] .textpoint")).to_have_count(5)


def test_conventions_losses_and_the_file(savings):
    """FLOPs and biases in formulas and table; why a layer loses; all figures as a CSV file."""
    savings.get_by_role("radio", name="FLOPs").check()
    savings.get_by_role("radio", name="Bias", exact=True).check()
    settings = Settings(bias=True, unit="flops")
    work = savings.locator(".savings-formulas [data-savings='separable.work']")
    expect(work).to_have_text(f"{expected(settings)[WHOLE.index('FLOPs')][3]:,}")
    expect(savings.locator(".with-bias").first).to_be_visible()
    assert expected(settings) == shown(savings)
    thumb(savings, "Kernel").press("Home")
    expect(savings.locator(".savings-verdict")).to_contain_text("Separable costs more here: a 1×1 kernel")
    with savings.expect_download() as download:
        savings.get_by_role("button", name="Download CSV").click()
    layer = Settings(kernel=1, bias=True).layer
    table = pd.read_csv(download.value.path(), index_col="Figure")
    assert layer == table[list(layer)].iloc[0].to_dict()
    assert cost_table(**layer)["Separable"].tolist() == pytest.approx(table["Separable"].tolist())


def test_the_page_draws_again_when_it_is_come_back_to(savings):
    """Its charts are new elements then."""
    savings.get_by_role("link", name="Maps").click()
    savings.get_by_role("link", name="Savings").click()
    savings.wait_for_selector("[data-chart=line] .points path")
    savings.wait_for_function("() => document.querySelector('[data-savings=ratio]')?.textContent")
    assert expected(Settings()) == shown(savings)


def test_biases_are_explained_and_a_rounded_ratio_is_not_called_equal(savings):
    """Of the standard form, the lab's two bias vectors, and Keras's one; and 1/32 + 1/9 is not 0.142."""
    biases = savings.locator(".savings-biases")
    expect(biases).to_be_hidden()
    savings.get_by_role("radio", name="Bias", exact=True).check()
    expect(biases).to_be_visible()
    assert ["864 + 32 = 896", "123 + 3 + 32 = 158", "123 + 32 = 155"] == equations(biases)
    equation = savings.locator(".equation").nth(1)
    expect(equation).to_contain_text("1/9 ≈ 0.142")
    write(savings, "filters", 9)
    expect(equation).to_contain_text("≈ 0.222")
    write(savings, "filters", 1)
    write(savings, "kernel", 2)
    expect(equation).to_contain_text("1/4 = 1.25")


def test_every_printed_equation_is_true_in_its_digits(savings):
    """In the formulas and in the strip; the ratio is only said to be equal where three digits are all it has."""
    layers = [
        (Settings(), "≈"),
        (Settings(filters=4, kernel=2), "="),
        (Settings(filters=1, kernel=1, bias=True), "="),
        (Settings(filters=2048, kernel=11, channels=1024, multiplier=7, bias=True, unit="flops", padding="same"), "≈"),
        (Settings(filters=333, kernel=7, multiplier=3, unit="flops"), "≈"),
        (Settings(filters=2, kernel=5, multiplier=8, bias=True), "="),
    ]
    total = savings.locator(".savings-formulas [data-savings='separable.work']")
    for settings, sign in layers:
        savings.evaluate("query => history.pushState(null, '', query)", f"?{settings.to_query()}")
        savings.evaluate("dispatchEvent(new PopStateEvent('popstate'))")
        expect(total).to_have_text(f"{getattr(cost(**settings.layer).separable, settings.unit):,}")
        formulas, strip = equations(savings.locator(".savings-formulas")), equations(savings.locator(".strip"))
        assert [] == [equation for equation in formulas + strip if not is_true(equation)]
        assert [8 if settings.bias else 5, 2] == [len(formulas), len(strip)]
        assert [sign] == [equation.split()[-2] for equation in formulas if "/" in equation]
        per_weight = savings.locator("thead th:last-child").first.inner_text().split(" = ")[1].split(" · weights")[0]
        weights = cost(**settings.layer | {"bias": False}).separable.parameters
        assert is_true(f"{per_weight} · {weights} = {total.text_content()}")
