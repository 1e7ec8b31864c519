"""Files and pages over HTTP: compression, caching and bundles."""

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
    """The URLs of all files in the HTML of a page."""
    found = re.findall(r'<(?:link|script)[^>]*(?:src|href)="([^"]+)"', client.get("/").text)
    assert len(found) > 10
    return found


@pytest.mark.parametrize("encoding", UNPACK)
def test_compressed_files_decompress_to_the_same_bytes(client, addresses, encoding):
    """In both encodings, each with its own length and ETag, and with a Vary header."""
    for address in addresses:
        plain = client.get(address)
        assert "Content-Encoding" not in plain.headers
        compressed = client.get(address, headers={"Accept-Encoding": encoding})
        assert (encoding, "Accept-Encoding") == (compressed.headers["Content-Encoding"], compressed.headers["Vary"])
        assert len(compressed.data) == int(compressed.headers["Content-Length"])
        assert plain.data == UNPACK[encoding](compressed.data)
        assert plain.headers["ETag"] != compressed.headers["ETag"]


def test_files_are_cached_for_a_year(client, addresses):
    """Without revalidation."""
    for address in addresses:
        kept = client.get(address).cache_control
        assert (True, True, 31_536_000) == (kept.public, kept.immutable, kept.max_age), address


def test_a_browser_that_revalidates_gets_no_second_copy(client, addresses):
    """304 and an empty body."""
    for address in addresses:
        headers = {"Accept-Encoding": "gzip, br"}
        headers["If-None-Match"] = client.get(address, headers=headers).headers["ETag"]
        again = client.get(address, headers=headers)
        assert (304, b"") == (again.status_code, again.data)


OTHERS = ["assets/joined/lab.js?m=1", "assets/joined/slide.js?m=1", "assets/joined/lab.css?m=1"]
OTHERS += ["_dash-component-suites/dash/deps/react@18.v9_9_9m1.3.1.min.js"]


@pytest.mark.parametrize("address", OTHERS)
def test_a_file_under_another_releases_address_is_not_cached(client, address):
    """While a release is being replaced, old and new servers respond side by side."""
    with client.get(f"/{address}") as answer:
        assert (200, "no-cache") == (answer.status_code, answer.headers["Cache-Control"])


def test_a_file_is_only_read_never_posted_to(client, addresses):
    """Other methods get the usual error."""
    assert 405 == client.post(addresses[-1]).status_code


def test_a_page_has_one_stylesheet_the_shared_script_and_its_own_script(client):
    """They contain every source file except the scripts of other pages."""
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


def test_the_page_is_compressed_and_not_cached_for_a_time(client):
    """It changes with each release."""
    page = client.get("/", headers={"Accept-Encoding": "br"})
    assert client.get("/").data[:500] == brotli.decompress(page.data)[:500]
    assert page.cache_control.max_age is None


def test_a_page_names_itself_for_styles(client):
    """From the first paint on, so that the settings of a layer do not flash up on Networks."""
    for path, name in (("/", "slide"), ("/networks?width=50", "networks")):
        assert f'<html data-page="{name}" lang="en">' in client.get(path).text


def test_a_page_does_not_carry_the_others(client):
    """Only their ids, against which Dash validates callbacks."""
    page = client.get("/").text
    assert '"networks-published"' in page
    assert "Published" not in page


def test_an_answer_that_fits_into_a_packet_is_sent_as_it_is(client):
    """Compression would not make it faster."""
    answer = client.get("/_reload-hash", headers={"Accept-Encoding": "br"})
    assert (200, None) == (answer.status_code, answer.content_encoding)


def test_a_file_outside_the_page_keeps_its_etag(client):
    """Dash loads some parts of components on demand, from URLs without a fingerprint."""
    address, headers = "/_dash-component-suites/dash/dcc/async-graph.js", {"Accept-Encoding": "br"}
    first = client.get(address, headers=headers)
    assert "br" == first.headers["Content-Encoding"]
    again = client.get(address, headers=headers | {"If-None-Match": first.headers["ETag"]})
    assert (304, b"") == (again.status_code, again.data)


def test_the_vendored_plotly_has_the_version_of_plotly_for_python():
    """Its figures are made for this version of plotly.js."""
    assert f"plotly.js (cartesian - minified) v{get_plotlyjs_version()}\n".encode() in VENDORED.read_bytes()[:200]


def test_dash_gets_the_vendored_plotly_where_it_looks_for_its_own(client, addresses):
    """Only when the first chart appears. It is revalidated at each load, because its URL never changes."""
    assert [] == [address for address in addresses if "plotly" in address]
    answer = client.get("/_dash-component-suites/plotly/package_data/plotly.min.js")
    assert (VENDORED.read_bytes(), "no-cache") == (answer.data, answer.headers["Cache-Control"])


@pytest.mark.parametrize("path", ["/", "/maps?size=16", "/_dash-layout", "/_dash-dependencies"])
def test_pages_and_layouts_are_revalidated(client, path):
    """Dash would compute and send them again at each visit."""
    headers = {"Accept-Encoding": "gzip"}
    first = client.get(path, headers=headers)
    assert (200, "no-cache") == (first.status_code, first.headers["Cache-Control"])
    again = client.get(path, headers=headers | {"If-None-Match": first.headers["ETag"]})
    assert (304, b"") == (again.status_code, again.data)


def test_an_answer_is_compressed_once(client, monkeypatch):
    """The cache contains the compressed answer."""
    times = []
    monkeypatch.setitem(compression.ANSWER_ENCODERS, "gzip", lambda body: times.append(body) or gzip.compress(body))
    sent = [client.get("/answers/maps?size=20&seed=7", headers={"Accept-Encoding": "gzip"}).data for _ in range(3)]
    assert (1, 1) == (len(times), len(set(sent)))
