"""
Bundles the lab's scripts and stylesheets into a few files, without a build step.

Scripts are CommonJS modules, which node can load as well. A bundle is a classic script: it wraps each module in a
function, and a small loader resolves `require`. One bundle has everything that the pages share. Each page's folder is
another bundle, which is loaded with that page.
"""

import json
import pathlib
from collections.abc import Iterable

SHARED = "lab"
ENTRY_POINT = "wiring.js"
PALETTE = "drawing/palette.json"  # the colours of both themes, for scripts and stylesheets
EXCLUDED = ("inline", "vendor")  # folders that are in no bundle

# `modules` and `load` are visible to other scripts of the page, but are no properties of `window`.
LOADER = """\
const modules = {};
const load = (name) => {
  const module = modules[name];
  if (!module.exports) {
    module.exports = {};
    module.run((path) => load(new URL(path, `http://lab${name}`).pathname), module);
  }
  return module.exports;
};
"""


def bundles(assets: pathlib.Path, pages: Iterable[str]) -> dict[str, str]:
    """
    The bundles by file name: "lab.css" and "lab.js" for all pages, and a script for each page's folder.

    The shared script begins with the loader and ends by running the entry point.
    """
    pages = set(pages)
    styles = "\n".join([_variables(assets / PALETTE), *(path.read_text() for path in _files(assets, "css"))])
    scripts = {SHARED: [LOADER]} | {page: [] for page in sorted(pages)}
    for path in [*_files(assets, "json"), *_files(assets, "js")]:
        folder = path.relative_to(assets).parts[0]
        scripts[folder if folder in pages else SHARED].append(_as_module(assets, path))
    scripts[SHARED].append(f'load("/{ENTRY_POINT}");\n')
    return {f"{SHARED}.css": styles} | {f"{name}.js": "".join(parts) for name, parts in scripts.items()}


def _files(assets: pathlib.Path, suffix: str) -> list[pathlib.Path]:
    """All files with this suffix that belong in a bundle, sorted by path."""
    paths = assets.rglob(f"*.{suffix}")
    return sorted(path for path in paths if path.relative_to(assets).parts[0] not in EXCLUDED)


def _as_module(assets: pathlib.Path, path: pathlib.Path) -> str:
    name, text = path.relative_to(assets).as_posix(), path.read_text()
    body = f"exports: {text}" if path.suffix == ".json" else f"run(require, module) {{\n{text}}}"
    return f'modules["/{name}"] = {{ {body} }};\n'


def _variables(palette: pathlib.Path) -> str:
    """The palette as custom properties; the dark theme replaces some of them."""
    colours = json.loads(palette.read_text())
    themes = {":root": colours["light"], '[data-theme="dark"]': colours["dark"]}
    return "\n".join(
        f"{theme} {{ {' '.join(f'--{name}: {colour};' for name, colour in named.items())} }}"
        for theme, named in themes.items()
    )
