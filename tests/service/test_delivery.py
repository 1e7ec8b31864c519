"""What is sent over the wire, without a browser."""

import gzip
import pathlib
import re

import brotli
import dash
import pytest
from plotly.offline import get_plotlyjs_version

from service import compression

ROOT = pathlib.Path(__file__).parents[2]
ASSETS = ROOT / "assets"
VENDORED = ASSETS / "vendor" / "plotly-cartesian.min.js"
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.fixture(scope="module")
def addresses(client):
    """Every file that the page names."""
    found = re.findall(r'<(?:link|script)[^>]*(?:src|href)="([^"]+)"', client.get("/").text)
    assert len(found) > 10
    return found


@pytest.mark.parametrize("coding", UNPACK)
def test_packed_files_unpack_to_the_same_bytes(client, addresses, coding):
    """Both codings, each with its own length and tag, and marked as depending on what was accepted."""
    for address in addresses:
        plain = client.get(address)
        assert "Content-Encoding" not in plain.headers
        packed = client.get(address, headers={"Accept-Encoding": coding})
        assert (coding, "Accept-Encoding") == (packed.headers["Content-Encoding"], packed.headers["Vary"])
        assert len(packed.data) == int(packed.headers["Content-Length"])
        assert plain.data == UNPACK[coding](packed.data)
        assert plain.headers["ETag"] != packed.headers["ETag"]


def test_files_stay_in_the_browser_for_a_year(client, addresses):
    """Without asking again."""
    for address in addresses:
        kept = client.get(address).cache_control
        assert (True, True, 31_536_000) == (kept.public, kept.immutable, kept.max_age), address


def test_a_browser_that_asks_again_gets_no_second_copy(client, addresses):
    """304 and an empty body."""
    for address in addresses:
        headers = {"Accept-Encoding": "gzip, br"}
        headers["If-None-Match"] = client.get(address, headers=headers).headers["ETag"]
        again = client.get(address, headers=headers)
        assert (304, b"") == (again.status_code, again.data)


OTHERS = ["assets/joined/lab.js?m=1", "assets/joined/slide.js?m=1", "assets/joined/lab.css?m=1"]
OTHERS += ["_dash-component-suites/dash/deps/react@18.v9_9_9m1.3.1.min.js"]


@pytest.mark.parametrize("address", OTHERS)
def test_a_file_under_another_releases_address_is_not_kept(client, address):
    """While a server is being replaced, old and new answer side by side."""
    with client.get(f"/{address}") as answer:
        assert (200, "no-cache") == (answer.status_code, answer.headers["Cache-Control"])


def test_a_file_is_only_read_never_posted_to(client, addresses):
    """Other methods go the usual way."""
    assert 405 == client.post(addresses[-1]).status_code


def test_a_page_comes_with_one_stylesheet_what_all_pages_share_and_its_own_script(client):
    """Each file of ours is in exactly one of them, with the bytes on disk."""
    sources = {path: path.read_text() for path in ASSETS.rglob("*.*s") if path.suffix in (".js", ".css")}
    ours = {path for path in sources if path.relative_to(ASSETS).parts[0] not in ("inline", "vendor")}
    for path, script in {page["path"]: page["module"].split(".")[-1] for page in dash.page_registry.values()}.items():
        named = re.findall(r'(?:src|href)="/assets/joined/([^"?]+)', client.get(path).text)
        assert ["lab.css", "lab.js", f"{script}.js"] == named
        files = {name: client.get(f"/assets/joined/{name}").text for name in named}
        mine = {file for file in ours if any(sources[file] in text for text in files.values())}
        others = {page["module"].split(".")[-1] for page in dash.page_registry.values()} - {script}
        apart = {file for file in ours if file.suffix == ".js" and file.relative_to(ASSETS).parts[0] in others}
        assert ours - apart == mine


def test_the_page_is_packed_and_never_kept(client):
    """Its answer changes with each release."""
    page = client.get("/", headers={"Accept-Encoding": "br"})
    assert client.get("/").data[:500] == brotli.decompress(page.data)[:500]
    assert page.cache_control.max_age is None


def test_a_page_does_not_carry_the_others(client):
    """Only their ids, which Dash checks callbacks against."""
    page = client.get("/").text
    assert '"networks-published"' in page
    assert "Published" not in page


def test_an_answer_that_fits_into_a_packet_is_sent_as_it_is(client):
    """It arrives no sooner when packed."""
    answer = client.get("/_reload-hash", headers={"Accept-Encoding": "br"})
    assert (200, None) == (answer.status_code, answer.content_encoding)


def test_a_file_outside_the_page_keeps_its_tag(client):
    """Dash loads parts of components only when they are needed, under addresses without a fingerprint."""
    address, headers = "/_dash-component-suites/dash/dcc/async-graph.js", {"Accept-Encoding": "br"}
    first = client.get(address, headers=headers)
    assert "br" == first.headers["Content-Encoding"]
    again = client.get(address, headers=headers | {"If-None-Match": first.headers["ETag"]})
    assert (304, b"") == (again.status_code, again.data)


def test_the_vendored_plotly_is_the_one_that_plotly_for_python_speaks_to():
    """Figures are made for one version of plotly.js."""
    assert f"plotly.js (cartesian - minified) v{get_plotlyjs_version()}\n".encode() in VENDORED.read_bytes()[:200]


def test_dash_gets_the_vendored_plotly_where_it_looks_for_its_own(client, addresses):
    """When the first chart appears, not before; asked about again at each load, for its address never changes."""
    assert [] == [address for address in addresses if "plotly" in address]
    answer = client.get("/_dash-component-suites/plotly/package_data/plotly.min.js")
    assert (VENDORED.read_bytes(), "no-cache") == (answer.data, answer.headers["Cache-Control"])


@pytest.mark.parametrize("path", ["/", "/maps?size=16", "/_dash-layout", "/_dash-dependencies"])
def test_the_frame_of_the_lab_is_made_once_and_asked_about_again(client, path):
    """Dash would make it anew for everybody who comes."""
    headers = {"Accept-Encoding": "gzip"}
    first = client.get(path, headers=headers)
    assert (200, "no-cache") == (first.status_code, first.headers["Cache-Control"])
    again = client.get(path, headers=headers | {"If-None-Match": first.headers["ETag"]})
    assert (304, b"") == (again.status_code, again.data)


def test_an_answer_is_packed_once(client, monkeypatch):
    """However many ask for it."""
    times = []
    monkeypatch.setitem(compression.ANSWER_ENCODERS, "gzip", lambda body: times.append(body) or gzip.compress(body))
    sent = [client.get("/answers/maps?size=20&seed=7", headers={"Accept-Encoding": "gzip"}).data for _ in range(3)]
    assert (1, 1) == (len(times), len(set(sent)))
