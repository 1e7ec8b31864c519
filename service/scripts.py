"""
Our scripts and stylesheets as a browser gets them: a few files, joined without a build step.

Scripts are CommonJS modules, as node loads them. They are joined into classic scripts: each module in a function of its
own, and a loader of a few lines that resolves what they require. What all pages share is one file; each page's folder
is another, which is asked for with that page.
"""

import pathlib
from collections.abc import Iterable

SHARED = "lab"
BEGIN = "wiring.js"
APART = ("inline", "vendor")  # folders that are not joined

# Two names that our scripts share with others in the page; neither is a property of `window`.
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
    The joined files by name: "lab.css" and "lab.js" for all pages, and a script for each page's folder.

    The shared script begins with the loader, and ends with `wiring.js`, which runs first.
    """
    pages = set(pages)
    styles = "\n".join(path.read_text() for path in _files(assets, "css"))
    scripts = {SHARED: [LOADER]} | {page: [] for page in sorted(pages)}
    for path in _files(assets, "js"):
        folder = path.relative_to(assets).parts[0]
        scripts[folder if folder in pages else SHARED].append(_as_module(assets, path))
    scripts[SHARED].append(f'load("/{BEGIN}");\n')
    return {f"{SHARED}.css": styles} | {f"{name}.js": "".join(parts) for name, parts in scripts.items()}


def _files(assets: pathlib.Path, suffix: str) -> list[pathlib.Path]:
    """In the order of their paths."""
    paths = assets.rglob(f"*.{suffix}")
    return sorted(path for path in paths if path.relative_to(assets).parts[0] not in APART)


def _as_module(assets: pathlib.Path, path: pathlib.Path) -> str:
    name = path.relative_to(assets).as_posix()
    return f'modules["/{name}"] = {{ run(require, module) {{\n{path.read_text()}}} }};\n'
