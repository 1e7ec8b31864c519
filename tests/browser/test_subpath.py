"""The whole lab below a path of somebody's server."""

import http.client
import urllib.request
from contextlib import closing

import pytest

from tools.served import READY, served


@pytest.fixture(scope="module")
def lab():
    """It answers to one name only, too."""
    with served(SEPARABLE_PREFIX="/school/lab/", SEPARABLE_HOSTS="127.0.0.1", SEPARABLE_WORKERS="1") as address:
        urllib.request.urlopen(f"{address}/ready").close()  # starting may take longer than a page may
        yield address


def test_every_page_and_its_answers_lie_below_the_path(page, lab):
    """Links, files, arrays, Back, and a layer of a network that opens in the lab."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{lab}/school/lab/?size=8")
    page.wait_for_selector(READY)
    for name, path in {"Maps": "maps", "Savings": "savings", "Networks": "networks"}.items():
        page.get_by_role("link", name=name, exact=True).click()
        page.wait_for_selector(f"#{path}")
        page.wait_for_selector(READY)
        assert f"{lab}/school/lab/{path}?size=8" == page.url.split("&")[0]
        assert [name] == page.locator("nav .active").all_text_contents()
    page.locator("#networks tbody a").first.click()
    page.wait_for_selector("#slide[data-painted]")
    assert page.url.startswith(f"{lab}/school/lab/?")
    page.go_back()
    page.wait_for_selector("#networks[data-painted]")
    assert {True} == {url.startswith((f"{lab}/school/lab/", "data:", "blob:")) for url in asked}
    kinds = {url.split("?")[0].removeprefix(f"{lab}/school/lab/").split("/")[0] for url in asked}
    assert {"", "_dash-update-component", "_dash-component-suites", "answers", "assets"} <= kinds


def test_an_unknown_page_leads_back_below_the_path(page, lab, faults):
    """Where the lab is."""
    page.goto(f"{lab}/school/lab/nope")
    assert f"{lab}/school/lab/" == page.get_by_role("link").evaluate("link => link.href")
    assert any("404" in fault for fault in faults)
    faults.clear()


@pytest.mark.parametrize("path", ["", "maps", "answers/editor", "assets/lab.css", "nope"])
def test_a_foreign_name_is_refused(lab, path):
    """Files, too; only probes answer to all."""
    with closing(http.client.HTTPConnection(lab.removeprefix("http://"))) as connection:
        for asked, status in ((path, 400), ("ready", 200)):
            connection.request("GET", f"/school/lab/{asked}", headers={"Host": "evil.example"})
            answer = connection.getresponse()
            assert status == answer.status
            answer.read()


def test_a_proxy_may_take_the_path_away(lab):
    """The page is the same to the letter, but for the time at which Dash signed it."""

    def links(path):
        with urllib.request.urlopen(lab + path) as answer:
            return [part.split('"')[0] for part in answer.read().decode().split('="/')[1:]]

    assert links("/school/lab/maps") == links("/maps")
    assert {"school/lab"} == {"/".join(link.split("/")[:2]) for link in links("/maps")}
