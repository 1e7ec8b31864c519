"""A real server, a real browser, and what every test in it asks for."""

import pathlib

import pytest

from tests.browser.driving import watch
from tools.served import CHROMIUM, served

AXE = pathlib.Path(__file__).parents[1] / "vendor" / "axe.min.js"


@pytest.fixture(scope="session")
def home():
    """The address of a lab as `make run` serves it."""
    with served() as address:
        yield address


@pytest.fixture(scope="module")
def lab(home):
    """The address of the lab that is tested; a module that needs another has its own."""
    return home


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """For pytest-playwright: which browser; it finds no host but this one, and has a camera."""
    if CHROMIUM["executable_path"] is None:
        pytest.skip("chromium is not installed")
    alone = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    camera = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    return CHROMIUM | {"args": [*CHROMIUM["args"], alone, *camera]}


@pytest.fixture(scope="session")
def browser_context_args(home):
    """For pytest-playwright: a common laptop's screen."""
    return {"base_url": home, "viewport": {"width": 1280, "height": 720}}


@pytest.fixture(scope="session")
def profile(browser_type, browser_type_launch_args, browser_context_args, tmp_path_factory):
    """One profile for all tests: a browser that has compiled the scripts before opens a page in half the time."""
    options = browser_type_launch_args | browser_context_args
    with browser_type.launch_persistent_context(tmp_path_factory.mktemp("profile"), **options) as context:
        yield context


@pytest.fixture
def context(profile):
    """For pytest-playwright: the profile, in which no test finds what another left."""
    yield profile
    for page in profile.pages:
        if page.url.startswith("http"):
            page.evaluate("localStorage.clear()")
        page.close()
    profile.clear_permissions()


@pytest.fixture
def faults():
    """What went wrong in the page; a test that provokes something takes it out."""
    return []


@pytest.fixture
def page(page, lab, faults):
    """The page, which must stay without a fault until the end of each test, and ask nobody but the lab."""
    watch(page, lab, faults)
    yield page
    assert [] == faults


@pytest.fixture
def axe(page):
    """Call it for the serious and critical findings of axe-core in the page as it is now, of all rules or of some."""

    def findings(*rules):
        if page.evaluate("!window.axe"):
            page.evaluate(AXE.read_text())
        options = {"resultTypes": ["violations"]} | ({"runOnly": rules} if rules else {})
        violations = page.evaluate("options => axe.run(options)", options)["violations"]
        grave = [v for v in violations if v["impact"] in ("serious", "critical")]
        return [f"{v['id']}: {node['html']}" for v in grave for node in v["nodes"]]

    return findings
