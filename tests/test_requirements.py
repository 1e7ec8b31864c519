"""Installed and locked versions satisfy requirements.txt, whose lower limits are the security floors."""

import importlib.metadata
import pathlib
import re

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = pathlib.Path(__file__).parents[1]
NEEDED = [Requirement(line.partition("#")[0]) for line in (ROOT / "requirements.txt").read_text().splitlines()]
LOCKED = re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "requirements.lock").read_text(), re.MULTILINE)

# The first versions without vulnerabilities known in November 2026.
FLOORS = {"dash": "4.4.1", "flask": "3.1.3", "gunicorn": "23", "pillow": "12.3", "werkzeug": "3.1.6"}


@pytest.mark.parametrize("requirement", NEEDED, ids=str)
def test_installed_and_locked_versions_are_allowed(requirement):
    """Neither this environment nor the lock file has a version below its floor."""
    name = requirement.name.lower()
    versions = [version for locked, version in LOCKED if locked == name]
    assert versions, f"{name} is missing from requirements.lock: run make lock"
    for version in [importlib.metadata.version(name), *versions]:
        assert version in requirement.specifier


@pytest.mark.parametrize("name", FLOORS)
def test_no_version_with_known_holes_is_allowed(name):
    """For packages that process requests or uploaded files."""
    (requirement,) = (one for one in NEEDED if one.name.lower() == name)
    lowest = [Version(clause.version) for clause in requirement.specifier if clause.operator == ">="]
    assert Version(FLOORS[name]) <= max(lowest)
