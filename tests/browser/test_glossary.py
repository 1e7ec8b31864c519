"""Terms are explained where they stand, and all of them in a dialog."""

import re

import pytest
from playwright.sync_api import expect

from components.glossary import TERMS

PAGES = {"/": "#slide[data-painted]", "/maps": "#maps[data-painted]", "/savings": "#savings", "/networks": "#networks"}


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_a_title_a_sentence_and_explained_terms(page, path):
    """Each term is in the glossary; focus opens its explanation, within the screen, and Escape closes it."""
    page.goto(path)
    page.wait_for_selector(PAGES[path])
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".page-head p")).to_contain_text(re.compile(r"\w+ .*\.$"))
    used = page.locator(".term").evaluate_all("all => all.map((one) => one.dataset.term)")
    assert used
    assert set(used) <= set(TERMS)
    note = page.locator("#term-note")
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 720})
        for term in page.locator("main .term[tabindex]").all():
            if not term.is_visible():
                continue
            term.focus()
            name, text = TERMS[term.get_attribute("data-term")]
            expect(note).to_have_text(f"{name} {text}")
            box = note.bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
            assert 0 <= box["y"] <= 720 - box["height"]
            page.keyboard.press("Escape")
            expect(note).to_be_hidden()


def test_a_pointer_opens_an_explanation_and_closes_it(page):
    """A finger's tap, too."""
    page.goto("/")
    page.wait_for_selector(PAGES["/"])
    note = page.locator("#term-note")
    page.locator("#slide-lead .term").first.hover()
    expect(note).to_contain_text("It is not the spatial kind")
    page.locator("h1").hover()
    expect(note).to_be_hidden()
    page.locator("#strip-work-name .term").click()
    expect(note).to_contain_text("multiply-accumulate")
    page.get_by_role("radio", name="FLOPs").check()
    page.locator("#strip-work-name .term").hover()
    expect(note).to_contain_text("one floating-point operation", ignore_case=True)


def test_all_terms_are_listed(page):
    """In the order of the alphabet."""
    page.goto("/savings")
    page.get_by_role("button", name="Terms", exact=True).click()
    names = page.get_by_role("dialog", name="Terms").locator("dt").all_text_contents()
    assert sorted((name for name, _ in TERMS.values()), key=str.lower) == sorted(names, key=str.lower)
    assert names == sorted(names, key=str.lower)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Terms")).to_be_hidden()
