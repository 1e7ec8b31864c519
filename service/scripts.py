"""
Bundles the lab's scripts and stylesheets into a few files, without a build step.

Scripts are CommonJS modules, which node can load as well. A bundle is a classic script: it wraps each module in a
function, and a small loader resolves `require`. One bundle has everything that the pages share. Each page's folder is
another bundle, which is loaded with that page.
"""

import pathlib
from collections.abc import Iterable

SHARED = "lab"
ENTRY_POINT = "wiring.js"
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
    styles = "\n".join(path.read_text() for path in _files(assets, "css"))
    scripts = {SHARED: [LOADER]} | {page: [] for page in sorted(pages)}
    for path in _files(assets, "js"):
        folder = path.relative_to(assets).parts[0]
        scripts[folder if folder in pages else SHARED].append(_as_module(assets, path))
    scripts[SHARED].append(f'load("/{ENTRY_POINT}");\n')
    return {f"{SHARED}.css": styles} | {f"{name}.js": "".join(parts) for name, parts in scripts.items()}


def _files(assets: pathlib.Path, suffix: str) -> list[pathlib.Path]:
    """All files with this suffix that belong in a bundle, sorted by path."""
    paths = assets.rglob(f"*.{suffix}")
    return sorted(path for path in paths if path.relative_to(assets).parts[0] not in EXCLUDED)


def _as_module(assets: pathlib.Path, path: pathlib.Path) -> str:
    name = path.relative_to(assets).as_posix()
    return f'modules["/{name}"] = {{ run(require, module) {{\n{path.read_text()}}} }};\n'
