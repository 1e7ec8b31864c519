"""Rules of the project's architecture, checked in the sources."""

import ast
import pathlib
import re
import sys

import pytest

ROOT = pathlib.Path(__file__).parents[1]
OURS = (
    "*.py",
    "benchmarks/*.py",
    "components/**/*.py",
    "conv/**/*.py",
    "service/*.py",
    "tools/*.py",
    "assets/*.js",
    "assets/[!v]*/*.js",
)
OTHERS = ("tests/**/*.py", "tests/**/*.js", "assets/vendor/*", "*.txt", "*.lock", "*.md", "*.toml", "Makefile", ".ci/*")

# JavaScript: the first line of a function, or the last line of its parameters if they have several lines.
FUNCTION = re.compile(r"(\bfunction\b.*|=> |^ *(async )?\w+\(.*\) |^ *\) (=> )?)\{$")
BRANCH = re.compile(r" *(if|for|while|switch|catch)\b")

OPTIONAL = {"onnx_file.py": ["onnx"]}  # optional packages, by the file that may import them

# In two parts each, because otherwise this file would break its own rule.
REGISTRIES = ["pypi" + ".org", "python" + "hosted.org", "npmjs" + ".org", "download.py" + "torch.org"]


def files(*patterns):
    """Files of the project as test parameters, with their paths as ids."""
    found = sorted({path for pattern in patterns for path in ROOT.glob(pattern)})
    return [pytest.param(path, id=str(path.relative_to(ROOT))) for path in found]


def imports(path):
    """Dotted names that a file imports."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module or ''}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", files("conv/**/*.py"))
def test_conv_knows_nothing_of_dash(path):
    """It may import NumPy, pandas for tables, and the standard library."""
    allowed = {"conv", "numpy", "pandas", *OPTIONAL.get(path.name, ())} | sys.stdlib_module_names
    assert set() == {name.split(".")[0] for name in imports(path)} - allowed


@pytest.mark.parametrize("path", files("service/**/*.py"))
def test_service_knows_nothing_of_the_lab(path):
    """It serves what app.py passes to it."""
    assert [] == [name for name in imports(path) if name.split(".")[0] in ("app", "components", "conv")]


@pytest.mark.parametrize("path", files("components/**/*.py"))
def test_components_do_no_arithmetic_and_pages_do_not_lean_on_pages(path):
    """Arrays are computed in conv/."""
    assert [] == [name for name in imports(path) if name.startswith(("numpy", "components.pages"))]


def lengths(path):
    """The functions of a file and their numbers of lines, including nested functions and excluding docstrings."""
    if path.suffix == ".py":
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield node.name, node.end_lineno - node.lineno + 1 - len((ast.get_docstring(node) or "").splitlines())
        return
    lines = path.read_text().splitlines()
    for start, line in enumerate(lines):  # by indentation: a function ends at the first brace in its own column
        if FUNCTION.search(line) and not BRANCH.match(line):
            indent = line[: len(line) - len(line.lstrip())]
            ends = (n for n, other in enumerate(lines[start + 1 :], start + 1) if other.startswith(indent + "}"))
            yield line.strip(), next(ends) - start + 1


@pytest.mark.parametrize("path", files(*OURS))
def test_a_function_can_be_read_in_one_go(path):
    """At most 60 lines, in Python and JavaScript."""
    assert [] == [(name, count) for name, count in lengths(path) if count > 60]


@pytest.mark.parametrize("path", files(*OURS))
def test_a_file_can_be_read_in_one_go(path):
    """At most 300 lines."""
    assert len(path.read_text().splitlines()) <= 300


@pytest.mark.parametrize("path", files(*OURS, *OTHERS))
def test_no_file_names_a_package_registry(path):
    """The machine that installs the packages determines their source."""
    assert [] == [host for host in REGISTRIES if host in path.read_text()]
