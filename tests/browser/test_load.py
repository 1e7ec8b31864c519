"""The students of the load script ask for what a browser asks for."""

import json
from collections import Counter
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from benchmarks.browsing import (
    CALLBACKS,
    CONTENT,
    FILES,
    FRAME,
    LESSON,
    WHOLE,
    Callbacks,
    files_of,
    picture,
    scripts_of,
)
from tests.browser.driving import write
from tools.served import READY

OF_THE_VISIT = {"changedPropIds", "parsedChangedPropsIds"}


@pytest.fixture
def asked(page):
    """What the page has asked for so far: addresses, and of callbacks the bodies."""
    requests = Counter()
    page.on("request", lambda r: requests.update([(r.post_data and known(r.post_data)) or address(r.url)]))
    return requests


def known(body):
    """A callback by what it is for."""
    return json.dumps({name: value for name, value in json.loads(body).items() if name not in OF_THE_VISIT})


def address(url):
    """Without the host."""
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def settle(page, asked):
    """All that was asked for, once nothing is on its way."""
    page.wait_for_selector(READY)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(100)
    everything = Counter(asked)
    asked.clear()
    return everything


def test_a_student_asks_for_what_a_browser_asks_for(page, asked):
    """Address by address and body by body: a page with files of its own, another page, a move of a slider."""
    page.goto("/savings")
    found = settle(page, asked)
    callbacks = Callbacks(page.request.get(FRAME[1]).json())

    def content(path):
        """What is asked for to show a page: callbacks, and the files of its content."""
        place = {"_pages_location_pathname": path, "_pages_location_search": ""}
        sent = callbacks.body(CONTENT, **place)
        text = page.request.post(CALLBACKS, data=json.loads(sent)).text()
        return [known(body) for body in (sent, *callbacks.of_page(text))], files_of(text)

    html = page.request.get("/savings").text()
    asked_content, charts = content("/savings")
    assert charts
    asked_for = Counter(["/savings", *FILES.findall(html), *FRAME, *charts, *asked_content])
    assert asked_for - favicon(asked_for) == found - favicon(found)

    page.get_by_role("link", name="Slide").click()
    page.wait_for_selector("#slide[data-painted]")
    turned = settle(page, asked)
    script = scripts_of(html)["slide"]
    assert Counter([script, picture("/", LESSON[0], WHOLE), *content("/")[0]]) == turned - favicon(turned)

    write(page, "filters", 24)
    moved = settle(page, asked)
    settings = replace(LESSON[0], filters=24)
    assert Counter([picture("/", settings, WHOLE)]) == moved - favicon(moved)


def favicon(requests):
    """What browsers look at again when the address changes, or do not even the first time, when they have it."""
    return Counter({one: number for one, number in requests.items() if "favicon" in one})
