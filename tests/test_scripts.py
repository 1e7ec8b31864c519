"""The rules of the scripts and the stylesheets, checked from the sources."""

import pathlib
import re
from posixpath import normpath

import dash
import pytest

ASSETS = pathlib.Path(__file__).parents[1] / "assets"
SOURCES = {
    path.relative_to(ASSETS).as_posix(): path.read_text()
    for path in sorted(ASSETS.rglob("*.js"))
    if path.relative_to(ASSETS).parts[0] not in ("inline", "vendor")
}
REQUIRE = re.compile(r"\brequire\(([^)]*)\)")
AT_THE_TOP = re.compile(r'^(?:const (?:\w+|\{[^}]*\}) = )?require\("(\.[./\w]+\.js)"\)', re.MULTILINE)
BY_NAME = "require(`../${name}/view.js`)"  # the one that cannot be written down: the script of the page that came
MAY_BE_HUNG = {"server/lost.js": "fetch", "wiring.js": "dash_clientside"}  # what Dash looks for on `window`


def required(name):
    """The files that a script requires at the top."""
    folder = pathlib.PurePosixPath(name).parent
    return [normpath(folder / path) for path in AT_THE_TOP.findall(SOURCES[name])]


def folder(name):
    """The folder of a script; "" for wiring.js."""
    return name.rpartition("/")[0].partition("/")[0]


@pytest.fixture(scope="module")
def pages(client):
    """The folders of pages."""
    return {page["module"].rpartition(".")[2] for page in dash.page_registry.values()}


@pytest.mark.parametrize("name", SOURCES)
def test_what_a_script_needs_stands_at_its_top(name):
    """And it is there. Only the script of a page is asked for by name, by the frame."""
    text = SOURCES[name]
    found = required(name)
    assert [] == [path for path in found if path not in SOURCES]
    others = 1 if BY_NAME in text and name == "frame/pages.js" else 0
    assert len(found) + others == len(REQUIRE.findall(text))
    assert text.index('"use strict";') < min([text.index("require(")] if found else [len(text)])


def test_no_script_needs_itself_by_way_of_others():
    """The loader would give a module that is not finished."""
    done = set()

    def visit(name, above):
        assert name not in above, [*above, name]
        if name not in done:
            for other in required(name):
                visit(other, [*above, name])
            done.add(name)

    for name in SOURCES:
        visit(name, [])


def test_a_page_leans_on_no_page(pages):
    """What two pages need lies in a folder that both may use; the frame gets a page's script when it comes."""
    leaning = [(name, other) for name in SOURCES for other in required(name) if folder(other) in pages]
    assert [] == [(name, other) for name, other in leaning if folder(name) != folder(other)]


def test_rooms_lean_downwards_alone():
    """Each room of assets/ may use those below it."""
    rooms = ["layer", "drawing", "server", "picture", "frame"]
    for name in SOURCES:
        if folder(name) in rooms:
            below = rooms[: rooms.index(folder(name)) + 1]
            assert [] == [other for other in required(name) if folder(other) not in below], name


def test_one_script_touches_dash():
    """Everything else in assets/ would work without it."""
    assert ["wiring.js"] == [name for name, text in SOURCES.items() if "dash_clientside" in text]


@pytest.mark.parametrize("name", SOURCES)
def test_a_script_hangs_nothing_on_the_window(name):
    """A module exports what others need."""
    hung = re.findall(r"\b(?:window|globalThis|self)\.(\w+)\s*(?:[?|&]{2})?=(?!=)", SOURCES[name])
    assert [] == [one for one in hung if one != MAY_BE_HUNG.get(name)]
    assert not re.search(r"\b(?:window|globalThis|self)\[|assign\((?:window|globalThis|self)\b", SOURCES[name])
    assert "module.exports" in SOURCES[name] or name in ("wiring.js", "server/lost.js")


def test_each_page_is_three_places_of_one_name(pages):
    """Its Python, its scripts and styles, its tests in the browser."""
    root = ASSETS.parent
    for page in pages:
        assert (root / "components" / "pages" / f"{page}.py").exists()
        assert {f"{page}.css", "view.js"} <= {path.name for path in (ASSETS / page).iterdir()}
        assert list((root / "tests" / "browser" / page).glob("test_*.py"))
