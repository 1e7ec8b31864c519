"""Rules of the scripts and stylesheets, checked in the sources."""

import pathlib
import re
from posixpath import normpath

import dash
import pytest

ASSETS = pathlib.Path(__file__).parents[1] / "assets"
SOURCES = {
    path.relative_to(ASSETS).as_posix(): path.read_text()
    for path in sorted([*ASSETS.rglob("*.js"), *ASSETS.rglob("*.json")])
    if path.relative_to(ASSETS).parts[0] not in ("inline", "vendor")
}
SCRIPTS = [name for name in SOURCES if name.endswith(".js")]
REQUIRE = re.compile(r"\brequire\(([^)]*)\)")
AT_THE_TOP = re.compile(r'^(?:const (?:\w+|\{[^}]*\}) = )?require\("(\.[./\w]+\.js(?:on)?)"\)', re.MULTILINE)
BY_NAME = "require(`../${name}/view.js`)"  # the only dynamic one: the script of the current page
ALLOWED_GLOBALS = {"server/lost.js": "fetch", "wiring.js": "dash_clientside"}  # properties of `window` that Dash needs


def required(name):
    """The files that a script requires in its first lines."""
    folder = pathlib.PurePosixPath(name).parent
    return [normpath(folder / path) for path in AT_THE_TOP.findall(SOURCES[name])]


def folder(name):
    """The folder of a script; "" for wiring.js."""
    return name.rpartition("/")[0].partition("/")[0]


@pytest.fixture(scope="module")
def pages(client):
    """The names of the pages' folders."""
    return {page["module"].rpartition(".")[2] for page in dash.page_registry.values()}


@pytest.mark.parametrize("name", SCRIPTS)
def test_what_a_script_needs_stands_at_its_top(name):
    """And every required file exists. Only the frame requires the script of a page dynamically."""
    text = SOURCES[name]
    found = required(name)
    assert [] == [path for path in found if path not in SOURCES]
    dynamic = 1 if BY_NAME in text and name == "frame/pages.js" else 0
    assert len(found) + dynamic == len(REQUIRE.findall(text))
    assert text.index('"use strict";') < min([text.index("require(")] if found else [len(text)])


def test_there_are_no_circular_requires():
    """The loader would return an unfinished module."""
    done = set()

    def visit(name, ancestors):
        assert name not in ancestors, [*ancestors, name]
        if name not in done:
            for other in required(name):
                visit(other, [*ancestors, name])
            done.add(name)

    for name in SOURCES:
        visit(name, [])


def test_no_page_depends_on_another_page(pages):
    """Code that several pages need is in a shared folder."""
    dependencies = [(name, other) for name in SOURCES for other in required(name) if folder(other) in pages]
    assert [] == [(name, other) for name, other in dependencies if folder(name) != folder(other)]


def test_folders_depend_only_on_lower_layers():
    """Each of these folders in assets/ may require files of the folders before it."""
    layers = ["layer", "drawing", "server", "picture", "frame"]
    for name in SOURCES:
        if folder(name) in layers:
            allowed = layers[: layers.index(folder(name)) + 1]
            assert [] == [other for other in required(name) if folder(other) not in allowed], name


def test_one_script_touches_dash():
    """All other scripts are independent of Dash."""
    assert ["wiring.js"] == [name for name, text in SOURCES.items() if "dash_clientside" in text]


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_sets_no_property_of_window(name):
    """Modules export what others need."""
    properties = re.findall(r"\b(?:window|globalThis|self)\.(\w+)\s*(?:[?|&]{2})?=(?!=)", SOURCES[name])
    assert [] == [prop for prop in properties if prop != ALLOWED_GLOBALS.get(name)]
    assert not re.search(r"\b(?:window|globalThis|self)\[|assign\((?:window|globalThis|self)\b", SOURCES[name])
    assert "module.exports" in SOURCES[name] or name in ("wiring.js", "server/lost.js")


def test_each_page_has_a_module_assets_and_browser_tests(pages):
    """All under the name of the page."""
    root = ASSETS.parent
    for page in pages:
        assert (root / "components" / "pages" / f"{page}.py").exists()
        assert {f"{page}.css", "view.js"} <= {path.name for path in (ASSETS / page).iterdir()}
        assert list((root / "tests" / "browser" / page).glob("test_*.py"))


def test_the_palette_is_the_only_place_of_colours():
    """In Python, scripts and stylesheets alike; black shades with transparency are none of them."""
    sources = [*ASSETS.rglob("*.js"), *ASSETS.rglob("*.css"), *ASSETS.parent.glob("components/**/*.py")]
    ours = [path for path in sources if "vendor" not in path.parts]
    assert {} == {path.name: found for path in ours if (found := re.findall(r"#[0-9a-fA-F]{6}\b", path.read_text()))}
