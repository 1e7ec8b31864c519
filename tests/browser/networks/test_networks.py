"""The page Networks, as a person uses it."""

import csv
import io
import re

import pytest
from playwright.sync_api import expect

from conv.lab.settings import Settings
from conv.networks.counting import CONVENTIONS
from conv.networks.papers.architectures import NETWORKS, expand
from conv.networks.papers.published import VERDICTS, published
from conv.networks.report import report
from conv.networks.swap import after, to_standard
from conv.networks.uploaded.table import TEMPLATE, read_layers
from conv.networks.view import View
from tests.browser.driving import grip, strip

V1 = NETWORKS["mobilenet-v1"]
COMPLETE = "#networks[aria-busy=false]"


@pytest.fixture
def networks(page):
    """The page with its first network drawn."""
    page.goto("/networks")
    page.wait_for_selector("#networks[data-painted]:not(.stale)")
    return page


def totals(convention, operations):
    """Parameters and work, as the page writes them."""
    return [f"{figure:,}" for figure in convention.total(operations)]


def expect_totals(page, convention, operations):
    """Wait until the page shows them."""
    expect(page.locator("#networks-result b")).to_have_text(totals(convention, operations))
    expect(page.locator("[data-name=work]")).to_have_text(convention.unit)


def choose(page, group, option):
    """One of several choices side by side."""
    page.get_by_role("radiogroup", name=group, exact=True).get_by_role("radio", name=option, exact=True).check(
        force=True
    )


def column(page, n):
    """The texts of a column of the table of layers, once the lines out of sight have followed, too."""
    page.wait_for_selector(COMPLETE)
    return page.locator(f"#networks-table tbody td:nth-child({n})").all_text_contents()


def test_sliders_change_the_network_and_the_address(networks):
    """Both ends by the keyboard, any value by typing; a shared address shows the same."""
    for name, key, percent, resolution in [
        ("Width α", "Home", 25, None),
        ("Resolution ρ", "End", 25, 320),
        ("Resolution ρ", "Home", 25, 96),
        ("Width α", "End", 100, 96),
    ]:
        networks.get_by_role("slider", name=name).press(key)
        expect_totals(networks, V1.paper, expand(V1, percent, resolution))
    networks.get_by_role("spinbutton", name="Width α, any value").fill("0.61")
    networks.get_by_role("spinbutton", name="Width α, any value").press("Enter")
    expect_totals(networks, V1.paper, expand(V1, 61, 96))
    expect(networks).to_have_url(re.compile(r"\?width=61&resolution=96$"))
    networks.reload()
    expect_totals(networks, V1.paper, expand(V1, 61, 96))
    expect(networks.get_by_role("slider", name="Width α")).to_have_attribute("aria-valuetext", "0.61")
    rows = report(View(width=61, resolution=96), expand(V1, 61, 96))["layers"]
    assert [f"{work:,}" for work in rows["work"]] == column(networks, 9)
    assert rows["output"] == column(networks, 7)


@pytest.mark.parametrize(("query", "width"), [("", 100), ("?width=61", 60)])  # on 61 the slider has no stop
def test_the_address_follows_a_slider_that_ends_where_it_began(page, query, width):
    """Away, a rest, and back in one gesture, after which browsers do not say that anything has changed."""
    page.goto(f"/networks{query}")
    page.wait_for_selector("#networks[data-painted]:not(.stale)")
    field = page.get_by_role("spinbutton", name="Width α, any value")
    x, y = grip(page, "Width α")
    page.mouse.move(x - 40, y, steps=4)
    far = round(100 * float(field.input_value()))
    assert far < width
    expect(page).to_have_url(re.compile(rf"\?width={far}$"))
    page.mouse.move(x, y, steps=4)
    page.mouse.up()
    expect_totals(page, V1.paper, expand(V1, width))
    expect(field).to_have_value(f"{width / 100:.2f}")
    expect(page).to_have_url(re.compile(r"/networks" + (rf"\?width={width}$" if query else "$")))
    page.go_back()
    expect(page).to_have_url(re.compile(re.escape(f"/networks{query}") + "$"))
    expect_totals(page, V1.paper, expand(V1, 61 if query else 100))


def test_a_number_out_of_reach_becomes_the_nearest(networks):
    """As far as the network goes, without a complaint."""
    field = networks.get_by_role("spinbutton", name="Width α, any value")
    for typed, taken in (("4", 100), ("0.01", 25)):
        field.fill(typed)
        field.press("Enter")
        expect_totals(networks, V1.paper, expand(V1, taken))
        expect(field).to_have_value(f"{taken / 100:.2f}")
    expect(networks.locator("#networks-note")).to_be_empty()


def test_presets_and_switches_count_as_they_say(networks):
    """Every program's totals for MobileNetV1, and switches that give up the preset."""
    for convention in CONVENTIONS.values():
        choose(networks, "Count as", convention.label)
        expect_totals(networks, convention, expand(V1))
        expect(networks.locator("#networks-sentence")).to_have_text(convention.sentence)
    choose(networks, "Count as", "Switches")
    choose(networks, "Operations", "Multiplies + adds")
    choose(networks, "Batch norm", "+ statistics")
    choose(networks, "Activations", "Counted")
    choose(networks, "Fully connected", "Left out")
    view = View(counting="switches", work="exact", norms="statistics", activations=True, dense=False)
    expect_totals(networks, view.convention, expand(V1))
    expect(networks).to_have_url(re.compile(re.escape("?" + view.to_query().lower()) + "$", re.IGNORECASE))


def test_networks_swaps_and_their_gains(networks):
    """Each network, its separable blocks as standard convolutions, what that changes most, and the way back."""
    sentence = networks.locator("#networks-result")
    expect(sentence).to_have_text(
        "MobileNetV1 has 4,209,088 parameters and takes 568,740,352 MACs for one image. "
        "With standard convolutions it would have 7.0× more parameters and 8.6× more MACs."
    )
    choose(networks, "Swap", "Separable → standard")
    for network in NETWORKS.values():
        networks.get_by_label("Network", exact=True).select_option(network.label)
        expect_totals(networks, network.paper, after(to_standard(expand(network))))
        expect(sentence).to_contain_text(f"With standard convolutions, {network.label} has ")
        expect(sentence).to_contain_text(
            re.compile(r"As it is, it has [\d.]+× fewer parameters and [\d.]+× fewer MACs\.")
        )
        width = networks.get_by_role("slider", name="Width α")
        expect(width).to_be_visible(visible=network.percents[0] < network.percents[1])
    expect(networks.locator("#networks-gains tbody tr")).to_have_count(5)
    networks.go_back()
    expect_totals(networks, NETWORKS["xception"].paper, after(to_standard(expand(NETWORKS["xception"]))))
    for _ in range(3):
        networks.go_back()
    expect_totals(networks, V1.paper, expand(V1))
    expect(networks).to_have_url(re.compile("/networks$"))
    networks.go_forward()
    expect_totals(networks, V1.paper, after(to_standard(expand(V1))))
    networks.get_by_role("link", name="Maps").click()
    networks.wait_for_selector("#maps[data-painted]")
    networks.get_by_role("link", name="Networks").click()
    expect_totals(networks, V1.paper, after(to_standard(expand(V1))))
    expect(networks).to_have_url(re.compile(r"/networks\?swap=standard$"))


def test_layers_can_be_sorted_found_taken_away_and_opened(networks):
    """The table, its file, and the way into the lab and back to the same place."""
    networks.goto("/networks?image=coffee")  # a layer keeps the image
    networks.wait_for_selector("#networks[data-painted]:not(.stale)")
    networks.locator("#networks-table").get_by_role("button", name="MACs", exact=True).click()
    rows = report(View(), expand(V1))["layers"]
    assert [f"{work:,}" for work in sorted(rows["work"], reverse=True)] == column(networks, 9)
    networks.get_by_role("searchbox").fill("64x128")
    assert ["1×1×64×128"] == column(networks, 4)
    networks.get_by_role("searchbox").fill("separable 2")
    assert ["Pointwise", "Depthwise"] == column(networks, 3)
    with networks.expect_download() as download:
        networks.get_by_role("button", name="Download CSV").click()
    heads, *lines = csv.reader(io.StringIO(download.value.path().read_text()))
    assert ["4", "1806336", "56×56×64"] == [lines[1][heads.index(name)] for name in ("place", "MACs", "output")]
    networks.get_by_role("link", name="Depthwise", exact=True).click()
    networks.wait_for_selector("#slide[data-painted]:not(.stale)")
    layer = Settings(size=112, channels=64, filters=128, stride=2, padding="same")
    assert {"?" + layer.to_query()} == {networks.evaluate("location.search")}
    assert [1806336, 25690112] == strip(networks)[5:7]
    networks.go_back()
    expect_totals(networks, V1.paper, expand(V1))
    assert ["Pointwise", "Depthwise"] == column(networks, 3)
    networks.get_by_role("button", name="Published figures").click()
    networks.wait_for_selector(".networks-accuracy .points path")
    expect(networks.locator("td .is-erratum")).to_have_count(sum(published()["verdict"] == "erratum"))
    assert list(VERDICTS) == networks.locator(".networks-published dt").all_text_contents()
    networks.get_by_role("button", name="All ways to count").click()
    networks.get_by_role("button", name="thop").click()
    expect_totals(networks, CONVENTIONS["thop"], expand(V1))


def in_sight(one):
    """Whether its middle can be seen: in the window, and under nothing else."""
    return one.evaluate(
        """one => {
            const { left, top, width, height } = one.getBoundingClientRect();
            return one.contains(document.elementFromPoint(left + Math.min(width / 2, 20), top + height / 2));
        }"""
    )


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (900, 768), (360, 740)])
def test_the_head_of_the_layers_stays_in_sight(page, width, height):
    """Of the page where all columns fit, else of the table's own box; nothing focused is under it."""
    page.set_viewport_size({"width": width, "height": height})
    page.goto("/networks?image=coffee")
    page.wait_for_selector("#networks[data-painted]:not(.stale)")
    rows = page.locator("#networks-table tbody tr")
    for row in (rows.last, rows.first, rows.nth(14)):
        row.evaluate("row => row.scrollIntoView({ block: 'nearest' })")
        assert in_sight(page.get_by_role("button", name="Block", exact=True))
    rows.last.evaluate("row => row.scrollIntoView({ block: 'nearest' })")
    head = page.locator("#networks-table thead th").first.bounding_box()
    top = 0 if width == 1280 else page.locator(".networks-layers .networks-scroll").bounding_box()["y"]
    assert abs(head["y"] - top) <= 1
    for n in range(20, 0, -1):
        link = rows.nth(n).get_by_role("link")
        link.focus()
        assert in_sight(link)


@pytest.mark.parametrize("width", [1280, 900])
def test_who_comes_back_from_a_layer_is_where_they_were(page, width):
    """In the page and in the table's own box."""
    page.set_viewport_size({"width": width, "height": 720})
    page.goto("/networks?image=coffee")
    page.wait_for_selector("#networks[data-painted]:not(.stale)")
    link = page.locator("#networks-table tbody tr").nth(24).get_by_role("link")
    expect(link).not_to_be_in_viewport()
    link.click()
    page.wait_for_selector("#slide[data-painted]:not(.stale)")
    page.go_back()
    page.wait_for_selector("#networks[data-painted]:not(.stale)")
    expect(link).to_be_in_viewport()


def test_layers_that_cannot_be_read_leave_the_choices_of_the_address(networks):
    """The controls show them although there is no answer."""
    networks.evaluate("sessionStorage.setItem('separable-layers', 'nothing')")
    networks.goto("/networks?network=own&counting=switches&biases=true")
    expect(networks.locator(".networks-complaints li")).not_to_have_count(0)
    assert networks.get_by_label("Network", exact=True).evaluate("list => list.selectedOptions[0].label") == "Your own"
    for group, option in (("Count as", "Switches"), ("Biases", "Counted"), ("Pooling", "Left out")):
        group = networks.get_by_role("radiogroup", name=group, exact=True)
        expect(group.get_by_role("radio", name=option, exact=True)).to_be_checked()


def test_one_s_own_network(networks, tmp_path):
    """The template, all mistakes at once, files, and nothing lost on the way to another page."""
    networks.get_by_label("Network", exact=True).select_option("Your own")
    convention = View(network="own").convention
    expect_totals(networks, convention, read_layers(TEMPLATE)[0])
    bad = "kind,in,out,size\nconv,3,8,32\nconf,,8,\nconv,,0,"
    networks.get_by_label("Your layers").fill(bad)
    complaints = networks.locator(".networks-complaints li")
    expect(complaints).to_have_text(read_layers(bad)[1])
    expect(networks.locator("#networks")).to_have_class(re.compile("refused"))  # the sums are of other layers
    file = tmp_path / "mine.onnx"
    file.write_bytes(b"no model")
    networks.locator("#networks-own input[type=file]").set_input_files(file)
    expect(complaints).to_have_text(["mine.onnx: it is not an ONNX file: choose one that ends in .onnx, as exported"])
    onnx = pytest.importorskip("onnx")
    maps = [onnx.helper.make_tensor_value_info(name, 1, shape) for name, shape in (("x", [1, 3, 9, 9]), ("y", None))]
    weights = onnx.helper.make_tensor("w", 1, [5, 3, 3, 3], bytes(540), raw=True)
    graph = onnx.helper.make_graph([onnx.helper.make_node("Conv", "xw", "y")], "g", maps[:1], maps[1:], [weights])
    file.write_bytes(onnx.helper.make_model(graph).SerializeToString())
    networks.locator("#networks-own input[type=file]").set_input_files(file)
    expect_totals(networks, convention, read_layers("kind,in,out,kernel,padding,size\nconv,3,5,3,valid,9")[0])
    expect(complaints).to_have_count(0)
    good = "kind;in;out;kernel;size\nconv;3;8;5;32\nconv;;16;3;"
    file = tmp_path / "mine.csv"
    file.write_text(good)
    networks.locator("#networks-own input[type=file]").set_input_files(file)
    expect_totals(networks, convention, read_layers(good)[0])
    choose(networks, "Swap", "Standard → separable")
    expect(networks.locator("#networks-gains tbody tr")).to_have_count(2)
    networks.get_by_role("link", name="Maps").click()
    networks.wait_for_selector("#maps[data-painted]")
    networks.get_by_role("link", name="Networks").click()
    expect(networks.get_by_label("Your layers")).to_have_value(good)
    expect(networks.locator("#networks-gains tbody tr")).to_have_count(2)


def test_a_wrong_address_is_explained_and_the_rest_kept(page):
    """One sentence for what is wrong, and the controls show what came of it."""
    page.goto("/networks?width=75&resolution=17&swap=sideways&filters=64")
    expect(page.locator("#networks-note")).to_contain_text("resolution=17: choose a whole number from 96 to 320.")
    expect_totals(page, V1.paper, expand(V1, 75))
    expect(page).to_have_url(re.compile(r"\?filters=64&width=75$"))


def test_a_click_on_a_bar_opens_its_layer(networks):
    """The depthwise or the pointwise layer of the block; beside a thin bar, the largest one."""
    expect(networks.locator("#panel")).to_be_hidden()
    expect(networks.locator(".strip")).to_be_hidden()
    bars = networks.locator("[data-bars=work] rect.is-pointwise")
    box = bars.nth(6).bounding_box()
    bars.nth(6).click()
    networks.wait_for_selector("#slide[data-painted]:not(.stale)")
    expect(networks).to_have_url(re.compile("/[?].*size=14&.*channels=512&filters=512"))
    networks.go_back()
    networks.wait_for_selector("#networks[data-painted]:not(.stale)")
    networks.mouse.click(box["x"] + box["width"] / 2, box["y"] - 3)  # above the bar
    expect(networks).to_have_url(re.compile("/[?].*size=14&.*channels=512&filters=512"))


def test_the_keyboard_goes_along_the_bars_and_opens_one(networks):
    """One stop of the Tab key; each bar says what it is, and those that the lab cannot show are no links."""
    chart = networks.locator("[data-bars=parameters]")
    links, images = chart.get_by_role("link"), chart.get_by_role("img")
    assert 1 + 2 * 13 == links.count()
    assert ["Classifier, global pooling: 0", "Classifier, fully connected: 1,024,000"] == images.evaluate_all(
        "all => all.map((one) => one.ariaLabel)"
    )
    networks.get_by_role("radio", name="As it is").focus()
    networks.keyboard.press("Tab")
    expect(links.first).to_be_focused()
    for key, n in (("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1), ("End", 26), ("ArrowRight", 26)):
        networks.keyboard.press(key)
        expect(links.nth(n)).to_be_focused()
    expect(chart.locator(".bars-caption")).to_have_text("Separable 13, pointwise: 1,048,576")
    expect(links.nth(26)).to_have_accessible_name("Separable 13, pointwise: 1,048,576. Open in the lab")
    networks.keyboard.press("Tab")
    expect(networks.locator("[data-bars=work]").get_by_role("link").first).to_be_focused()
    networks.keyboard.press("Shift+Tab")
    networks.keyboard.press("Enter")
    networks.wait_for_selector("#slide[data-painted]:not(.stale)")
    expect(networks).to_have_url(re.compile("/[?].*size=7&channels=1024&filters=1024"))


def test_the_settings_of_the_layer_survive_a_visit(page):
    """They stay in the address, although neither they nor their costs are shown."""
    page.goto("/savings?size=20&filters=64&bias=true")
    page.wait_for_selector(".js-plotly-plot .main-svg")
    page.get_by_role("link", name="Networks", exact=True).click()
    page.wait_for_selector("#networks[data-painted]:not(.stale)")
    for hidden in ("#panel", ".strip"):
        expect(page.locator(hidden)).to_be_hidden()
    assert page.viewport_size["width"] == page.locator(".stage").bounding_box()["width"]
    page.get_by_role("slider", name="Width α").press("Home")
    expect(page).to_have_url(re.compile(r"\?size=20&filters=64&bias=true&width=25$"))
    page.get_by_role("link", name="Savings", exact=True).click()
    expect(page.locator("#number-filters")).to_have_value("64")
    expect(page).to_have_url(re.compile(r"/savings\?size=20&filters=64&bias=true$"))


def test_back_and_forward_restore_sorting_and_search(networks):
    """They make no history entries of their own, and a visit to another page does not lose them."""
    entries = networks.evaluate("history.length")
    networks.get_by_label("Find layers").fill("separable 2")
    networks.locator("#networks-table").get_by_role("button", name="MACs", exact=True).click()
    expect(networks).to_have_url(re.compile(r"\?sort=-work&find=separable\+2$"))
    assert entries == networks.evaluate("history.length")
    networks.get_by_role("slider", name="Width α").press("Home")
    expect(networks).to_have_url(re.compile(r"width=25&sort=-work"))
    networks.get_by_label("Find layers").fill("")
    expect(networks).to_have_url(re.compile(r"width=25&sort=-work$"))
    networks.go_back()
    expect(networks.get_by_label("Find layers")).to_have_value("separable 2")
    expect_totals(networks, V1.paper, expand(V1))
    assert ["Pointwise", "Depthwise"] == column(networks, 3)
    networks.go_forward()
    expect(networks.get_by_label("Find layers")).to_have_value("")
    networks.get_by_role("link", name="Maps").click()
    networks.wait_for_selector("#maps[data-painted]")
    networks.get_by_role("link", name="Networks").click()
    expect(networks).to_have_url(re.compile(r"width=25&sort=-work$"))
    expect_totals(networks, V1.paper, expand(V1, 25))


def test_sorting_and_search_are_in_the_address(networks):
    """Of the table; a new tab shows the same rows, and what cannot be used has a sentence."""
    networks.get_by_label("Find layers").fill("3x3")
    networks.locator("#networks-table").get_by_role("button", name="Parameters", exact=True).click()
    expect(networks).to_have_url(re.compile("sort=-parameters&find=3x3"))
    rows = networks.locator("#networks-table tbody").text_content()
    other = networks.context.new_page()
    other.goto(networks.url)
    other.wait_for_selector("#networks[data-painted]:not(.stale)")
    expect(other.locator("#networks-table tbody")).to_have_text(rows)
    expect(other.get_by_label("Find layers")).to_have_value("3x3")
    other.goto("/networks?sort=colour")
    expect(other.locator("#message")).to_contain_text("sort=colour: choose one of place, ")
    other.goto(f"/networks?find={'x' * 101}&sort=-share")
    expect(other.locator("#message")).to_contain_text("choose at most 100 characters.")
    expect(other).to_have_url(re.compile(r"\?sort=-share$"))
    other.close()
