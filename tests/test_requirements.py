"""What is installed is what requirements.txt allows: its lower limits are the security floors."""

import importlib.metadata
import pathlib
import re

import pytest
from packaging.requirements import Requirement

ROOT = pathlib.Path(__file__).parents[1]
NEEDED = [Requirement(line.partition("#")[0]) for line in (ROOT / "requirements.txt").read_text().splitlines()]
LOCKED = re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "requirements.lock").read_text(), re.MULTILINE)


@pytest.mark.parametrize("requirement", NEEDED, ids=str)
def test_installed_and_locked_versions_are_allowed(requirement):
    """None is below its floor, here or where the lock is installed."""
    name = requirement.name.lower()
    versions = [version for locked, version in LOCKED if locked == name]
    assert versions, f"{name} is missing from requirements.lock: run make lock"
    for version in [importlib.metadata.version(name), *versions]:
        assert version in requirement.specifier


@pytest.mark.parametrize("name", ["dash", "flask", "gunicorn", "werkzeug"])
def test_what_meets_the_network_has_a_floor(name):
    """A requirement without one would let in what has known holes."""
    (requirement,) = (one for one in NEEDED if one.name.lower() == name)
    assert ">=" in {clause.operator for clause in requirement.specifier}
